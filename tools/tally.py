#!/usr/bin/env python3
"""Count tests and steps, show what failed, and close with one line `N passed, N failed`.

usage: tally.py [--steps steps.tsv] [--tests testlog.json] [--add counts.json] [--out counts.json]
A TAP test counts once for each of its subtests, any other test and each step counts once.
"""

import argparse
import json
import re
import sys

RESULT = re.compile(r"^(ok|not ok)\b[ \t]*(.*)$", re.M)
SKIP = re.compile(r"#\s*skip\b", re.I)
PASSING = {"OK", "EXPECTEDFAIL"}


class Count:
    """Passed, failed, skipped, and what failed with its log."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.failures = []

    def add(self, verdict, name, log=""):
        setattr(self, verdict, getattr(self, verdict) + 1)
        if verdict == "failed":
            self.failures.append((name, log))

    def line(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


def count_test(count, test):
    """One line of meson's testlog.json."""
    name, out, result = test["name"], test.get("stdout") or "", test["result"]
    log = out + (test.get("stderr") or "")
    failed_before = count.failed
    is_tap = re.search(r"^1\.\.\d+", out, re.M) is not None
    if is_tap:
        for verdict, text in RESULT.findall(out):
            if SKIP.search(text):
                count.add("skipped", name)
            else:
                count.add("passed" if verdict == "ok" else "failed", f"{name}: {text}")
        if re.search(r"^1\.\.0\b", out, re.M):
            count.add("skipped", name)
        bad = result not in PASSING | {"SKIP"}
        if bad and count.failed == failed_before:
            count.add("failed", f"{name}: {result.lower()}")
    elif result == "SKIP":
        count.add("skipped", name)
    else:
        count.add("passed" if result in PASSING else "failed", f"{name}: {result.lower()}")
    if count.failed > failed_before:  # the log of a program is shown once, not for each subtest
        what, _ = count.failures[-1]
        count.failures[-1] = (what, log)


def main():
    parser = argparse.ArgumentParser()
    for option in ("--steps", "--tests", "--add"):
        parser.add_argument(option, action="append", default=[])
    parser.add_argument("--out")
    args = parser.parse_args()
    count = Count()
    for path in args.steps:
        with open(path, encoding="utf-8") as file:
            for line in file:
                verdict, _, name = line.rstrip("\n").partition("\t")
                count.add(verdict, name)
    for path in args.tests:
        try:
            with open(path, encoding="utf-8") as file:
                for line in file:
                    count_test(count, json.loads(line))
        except (OSError, ValueError) as error:
            count.add("failed", f"no test log: {error}")
    for path in args.add:
        with open(path, encoding="utf-8") as file:
            other = json.load(file)
        for verdict in ("passed", "failed", "skipped"):
            setattr(count, verdict, getattr(count, verdict) + other[verdict])
    for name, log in count.failures:
        print(f"FAILED {name}")
        for line in log.splitlines()[-60:]:
            print("    " + line)
    if args.out:
        with open(args.out, "w", encoding="utf-8") as file:
            json.dump({"passed": count.passed, "failed": count.failed, "skipped": count.skipped},
                      file)
    print(count.line())
    return 1 if count.failed or not count.passed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Test: tools/gen_event.py refuses bad rows with file and line, and repeats itself to the byte (TAP)."""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]
DATA = os.path.join(ROOT, "data", "ref")

ADDED = [
    ("event_classes.tsv", "36\tplover\tDREAM\tdream\t\t", 'number "36"; want 37'),
    ("event_classes.tsv", "37\tweis\t01\tyield\t\t", 'no scheme "weis"'),
    ("event_classes.tsv", "37\tplover\tDREAM\tdream\t\tpeace", 'no quad "peace"'),
    ("event_classes.tsv", "37\tplover\tdream\tdream\t\t", "without the form of its scheme"),
    ("event_classes.tsv", "37\tplover\tAID\taid\t\t", "AID stands twice"),
    ("event_classes.tsv", "37\tplover\tDREAM\tdream\tSLEEP\t", 'no PLOVER type "SLEEP"'),
    ("event_classes.tsv", "37\tplover\tDREAM\tdream\tDREAM\t", "no row for class DREAM"),
    ("event_codes.tsv", "cameo\t10x\t10\t0\tTitle\t", "has not the form of scheme"),
    ("event_codes.tsv", "cameo\t2100\t21\t0\tTitle\t", "has not the form of scheme"),
    ("event_codes.tsv", "cameo\t010\t01\t0\tTitle\t", "010 stands already at event_codes.tsv:"),
    ("event_codes.tsv", "cameo\t0101\t02\t0\tTitle\t", "class of its first two digits"),
    ("event_codes.tsv", "plover\tDREAM\tDREAM\t0\tDream\t", 'no class "DREAM" in plover'),
    ("event_codes.tsv", "cameo\t0101\t01\t101\tTitle\t", 'intensity "101"'),
    ("event_codes.tsv", "cameo\t0101\t01\t0.5\tTitle\t", 'intensity "0.5"'),
    ("event_codes.tsv", "cameo\t0101\t01\t0\t\t", "title empty or not ASCII"),
    ("event_codes.tsv", "cameo\t0101\t01\t0\tMake_statement\t", "stands already at"),
    ("event_codes.tsv", "cameo\t0101\t01", "3 fields, want 6"),
]


def run(folder, out):
    done = subprocess.run([sys.executable, os.path.join(ROOT, "tools", "gen_event.py"), folder,
                           out], text=True, capture_output=True, check=False)
    return done.returncode, done.stderr


def read(path):
    with open(path, "rb") as file:
        return file.read()


def planted(base, name, line):
    """(status, message, number of the planted line) with the line added to one table."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        for table in ("event_classes.tsv", "event_codes.tsv"):
            shutil.copy(os.path.join(DATA, table), folder)
        path = os.path.join(folder, name)
        text = read(path).decode().rstrip("\n") + "\n" + line + "\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        status, said = run(folder, os.path.join(folder, "out.c"))
        return status, said, text.count("\n")


def main():
    facts = []
    with tempfile.TemporaryDirectory() as base:
        one, two = os.path.join(base, "one.c"), os.path.join(base, "two.c")
        status = run(DATA, one)[0] or run(DATA, two)[0]
        facts.append(("the tables make C, the same bytes each time",
                      status == 0 and read(one) == read(two), ""))
        for name, line, want in ADDED:
            status, said, at = planted(base, name, line)
            good = status == 1 and want in said and ("no row for" in want or f"{name}:{at}" in said)
            facts.append((f"refused in {name}: {want}", good, said))
    print(f"1..{len(facts)}")
    for i, (what, good, said) in enumerate(facts, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {what}")
        if not good:
            print(f"# {said.strip()}")
    return 0 if all(good for _, good, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main())

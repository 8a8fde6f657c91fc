#!/usr/bin/env python3
"""Run a cmocka program and hand its results on as strict TAP, the way meson reads it.

cmocka 1.1.5 prints a plan for each group, numbers each group from 1, and prints a skipped test as
"not ok"; a crash prints nothing at all. Here: one numbering, one plan at the end, SKIP is "ok",
and a program that dies or leaks is a failed test of its own.

usage: tap.py PROGRAM [ARGUMENT...]; ENT_TEST_WRAP (say, "valgrind -q") goes before the program.
"""

import os
import re
import shlex
import subprocess
import sys

RESULT = re.compile(r"(not ok|ok)\b\s*\d*\s*(?:-\s*)?(.*)")
SKIPPED = re.compile(r"#\s*SKIP\b\s*(.*)", re.I)


class Tap:
    """Counts as it prints."""

    def __init__(self):
        self.number = self.planned = self.failed = 0

    def result(self, good, name):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}")

    def line(self, text):
        plan = re.fullmatch(r"1\.\.(\d+)", text)
        result = RESULT.fullmatch(text)
        if plan:
            self.planned += int(plan.group(1))
        elif result:
            skipped = SKIPPED.search(result.group(2))
            if skipped:
                self.result(True, f"{skipped.group(1) or 'test'} # SKIP")
            else:
                self.result(result.group(1) == "ok", result.group(2))
        elif text:
            print(text if text.startswith("#") else "# " + text)


def main():
    command = shlex.split(os.environ.get("ENT_TEST_WRAP", "")) + sys.argv[1:]
    env = dict(os.environ, CMOCKA_MESSAGE_OUTPUT="TAP")
    tap = Tap()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as program:
        for raw in program.stdout:
            tap.line(raw.decode("utf-8", "replace").rstrip("\r\n"))
            sys.stdout.flush()
    name = os.path.basename(sys.argv[1])
    if tap.number != tap.planned:
        tap.result(False, f"{name} planned {tap.planned} tests and reported {tap.number}")
    if program.returncode < 0:
        tap.result(False, f"{name} ended by signal {-program.returncode}")
    elif program.returncode and not tap.failed:
        tap.result(False, f"{name} ended with status {program.returncode} (leak or late error)")
    print(f"1..{tap.number}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Test: what tap.py and tally.py make of passing, failing, skipping and dying programs (TAP)."""

import json
import os
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]
TOOLS = os.path.join(ROOT, "tools")

# what, program (shell), lines that must appear, exit status
PROGRAMS = [
    ("two groups become one numbering", "printf '1..1\\nok 1 - a\\n1..1\\nok 1 - b\\n'",
     ["ok 1 - a", "ok 2 - b", "1..2"], 0),
    ("cmocka's way of skipping is no failure", "printf '1..1\\nnot ok 1 # SKIP a\\n'",
     ["ok 1 - a # SKIP", "1..1"], 0),
    ("a failed test fails", "printf '1..2\\nok 1 - a\\nnot ok 2 - b\\n# why\\n'; exit 1",
     ["ok 1 - a", "not ok 2 - b", "# why", "1..2"], 1),
    ("a crash is a failed test", "printf '1..2\\nok 1 - a\\n'; kill -SEGV $$",
     ["ok 1 - a", "not ok 2 - sh planned 2 tests and reported 1",
      "not ok 3 - sh ended by signal 11", "1..3"], 1),
    ("a leak at the end is a failed test", "printf '1..1\\nok 1 - a\\n'; exit 23",
     ["not ok 2 - sh ended with status 23 (leak or late error)"], 1),
    ("a test that never ran is a failed test", "printf '1..2\\nok 1 - a\\n'",
     ["not ok 2 - sh planned 2 tests and reported 1"], 1),
    ("other words become comments", "printf '1..1\\nhello\\nok 1 - a\\n'", ["# hello"], 0),
]

TAP = {"name": "t", "result": "OK", "stdout": "1..2\nok 1 - a\nok 2 - b # SKIP\n"}

# what, lines of the test log, steps, the count line, exit status
LOGS = [
    ("subtests are counted one by one", [TAP, TAP], "", "2 passed, 0 failed, 2 skipped", 0),
    ("a failed subtest fails the run",
     [dict(TAP, result="FAIL", stdout="1..2\nok 1 - a\nnot ok 2 - b\n")], "",
     "1 passed, 1 failed", 1),
    ("an error beside good subtests fails", [dict(TAP, result="ERROR")], "",
     "1 passed, 1 failed, 1 skipped", 1),
    ("a timeout before any result fails", [{"name": "t", "result": "TIMEOUT", "stdout": ""}], "",
     "0 passed, 1 failed", 1),
    ("a plain program counts once", [{"name": "t", "result": "OK", "stdout": "3 inputs"}], "",
     "1 passed, 0 failed", 0),
    ("steps count too", [TAP], "passed\tone\nfailed\ttwo\nskipped\tthree: why\n",
     "2 passed, 1 failed, 2 skipped", 1),
    ("nothing passed is no success", [{"name": "t", "result": "SKIP", "stdout": ""}], "",
     "0 passed, 0 failed, 1 skipped", 1),
]


def run(tool, *args):
    done = subprocess.run([sys.executable, os.path.join(TOOLS, tool), *args], text=True,
                          capture_output=True, check=False)
    return done.stdout.splitlines(), done.returncode


def tap_case(program, wanted, status):
    lines, rc = run("tap.py", "sh", "-c", program)
    return rc == status and all(w in lines for w in wanted), lines


def tally_case(log, steps, wanted, status):
    with tempfile.TemporaryDirectory() as folder:
        tests, step_file = os.path.join(folder, "log.json"), os.path.join(folder, "steps.tsv")
        with open(tests, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(test) + "\n" for test in log)
        with open(step_file, "w", encoding="utf-8") as file:
            file.write(steps)
        lines, rc = run("tally.py", "--steps", step_file, "--tests", tests)
        return rc == status and lines[-1] == wanted, lines


def main():
    cases = [(what, tap_case(*rest)) for what, *rest in PROGRAMS]
    cases += [(what, tally_case(*rest)) for what, *rest in LOGS]
    lines, rc = run("tally.py", "--tests", "no/such/log.json")
    cases.append(("a missing log fails", (rc == 1 and lines[-1] == "0 passed, 1 failed", lines)))
    bad = 0
    for number, (what, (good, lines)) in enumerate(cases, 1):
        bad += not good
        print(f"{'ok' if good else 'not ok'} {number} - {what}")
        for line in [] if good else lines:
            print("# got: " + line)
    print(f"1..{len(cases)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

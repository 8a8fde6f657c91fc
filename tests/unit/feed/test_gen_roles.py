#!/usr/bin/env python3
"""Test: tools/gen_roles.py refuses bad rows with file and line, and repeats itself to the byte (TAP)."""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]
DATA = os.path.join(ROOT, "data", "ref")

ADDED = [
    ("event_roles.tsv", "weis\tGOV\tKing", 'no vocabulary "weis"'),
    ("event_roles.tsv", "title\tKNG\tKing", 'no role "KNG"'),
    ("event_roles.tsv", "title\tGOV\tKing |  Queen", "is empty, not ASCII or has blanks"),
    ("event_roles.tsv", "title\tGOV\tK\u00f6nig", "is empty, not ASCII or has blanks"),
    ("event_roles.tsv", "cameo\tGOV\tKing", "is not three capital letters"),
    ("event_roles.tsv", "sector\tGOV\tKings, Queens", "sectors are parted by commas"),
    ("event_roles.tsv", "cameo\tMIL\tGOV", '"GOV" stands twice'),
    ("event_roles.tsv", "cameo\tMIL", "2 fields, want 3"),
]



def run(folder, out):
    done = subprocess.run([sys.executable, os.path.join(ROOT, "tools", "gen_roles.py"), folder,
                           out], text=True, capture_output=True, check=False)
    return done.returncode, done.stderr


def read(path):
    with open(path, "rb") as file:
        return file.read()


def planted(base, name, line):
    """(status, message, number of the planted line) with the line added to one table."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        shutil.copy(os.path.join(DATA, name), folder)
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
            good = status == 1 and want in said and f"{name}:{at}: " in said
            facts.append((f"refused in {name}: {want}", good, said))
    print(f"1..{len(facts)}")
    for i, (what, good, said) in enumerate(facts, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {what}")
        if not good:
            print(f"# {said.strip()}")
    return 0 if all(good for _, good, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Test: tools/gen_ref.py refuses bad rows with file and line, and repeats itself to the byte (TAP)."""

import os
import shutil
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]
DATA = os.path.join(ROOT, "data", "ref")

# what is planted: file, a line to add or a replacement, and what must be said
ADDED = [
    ("polities.tsv", "FRA\tFRA\tFrance\t1900\t\ttwice", "FRA stands already at polities.tsv:"),
    ("polities.tsv", "fra\tfra\tFrance\t1900\t\tsmall", "not three capital letters"),
    ("polities.tsv", "QQA\tQQA\tQ\t1900-02-30\t\tno such day", '"1900-02-30" is no date'),
    ("polities.tsv", "QQA\tQQA\tQ\t\t\tno beginning", '"from" must not be empty'),
    ("polities.tsv", "QQA\tQQA\tQ\t1900\t1899\tbackwards", "ends before it begins"),
    ("polities.tsv", "QQA\tQQA\tQ\t1900\t\t", "rule must not be empty"),
    ("polities.tsv", "QQA\tFRA\tQ\t1900\t1950\toverlap", "overlaps FRA"),
    ("polities.tsv", "QQA\tQQB\tQ\t1900\t\tline of nobody", "must be named by its latest polity"),
    ("codes.tsv", "FRA\tiso9\tFR\t\t", 'no scheme "iso9"'),
    ("codes.tsv", "FRA\tiso3\tFR\t\t", "has not the form of iso3"),
    ("codes.tsv", "FRA\tcow\t0220\t\t", "has not the form of cow"),
    ("codes.tsv", "QQA\tiso3\tQQA\t\t", 'no polity "QQA"'),
    ("codes.tsv", "FRA\tiso2\tFR\t\t", "stands already at codes.tsv:"),
    ("codes.tsv", "FRA\tiso2\tQF\t1900\t1890", "ends before it begins"),
    ("codes.tsv", "FRA\tiso2\tQF\t1900", "4 fields, want 5"),
    ("names.tsv", "FRA\tnickname\tGaul\t\t", 'kind "nickname"'),
    ("names.tsv", "FRA\tname\tGaul; ***\t\t", "folds to nothing"),
    ("names.tsv", "FRA\tname\tGaul \t\t", "blanks around a field"),
    ("groups.tsv", "name\tFrance\tregion", "is a country in this scheme"),
    ("groups.tsv", "names\tLimbo\tregion", 'no scheme "names"'),
    ("groups.tsv", "name\tLimbo\t", "say what it is"),
    ("layers.tsv", "L9\tdreams", '"L9" is unknown'),
    ("units.tsv", "yard\tmeter\t0.9144\tyards", "is no base unit"),
    ("units.tsv", "yard\tkm\t-1\tyards", "factor must be above 0"),
    ("units.tsv", "yard\tkm\tmany\tyards", "is no number"),
    ("indicators.tsv", "a.b\tL9\t1\t0\t0\t\ttitle\tx\ty", 'no layer "L9"'),
    ("indicators.tsv", "a.b\tL1\t1\t0\t2\t\ttitle\tx\ty", "flags are 0 or 1"),
    ("indicators.tsv", "a.b\tL1\t1\t1\t0\t\ttitle\tx\t", "has no direction"),
    ("indicators.tsv", "a.b\tL1\t1\t0\t0\tfurlong\ttitle\tx\ty", "is no base unit"),
    ("indicators.tsv", "A B\tL1\t1\t0\t0\t\ttitle\tx\ty", "of the form a.b_c"),
    ("indicators.tsv", "a.b\tL1\t1\t0\t0\t\ttitle\tx\t", "to_means is empty when monadic"),
]


def run(folder, out):
    done = subprocess.run([sys.executable, os.path.join(ROOT, "tools", "gen_ref.py"), folder, out],
                          text=True, capture_output=True, check=False)
    return done.returncode, done.stderr


def read(path):
    with open(path, "rb") as file:
        return file.read()


def planted(base, name, line):
    """(status, message, number of the planted line) with the line added to one table."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        data = os.path.join(folder, "ref")
        shutil.copytree(DATA, data)
        path = os.path.join(data, name)
        text = read(path).decode().rstrip("\n") + "\n" + line + "\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        status, said = run(data, os.path.join(folder, "out.c"))
        return status, said, text.count("\n")


def main():
    facts = []
    with tempfile.TemporaryDirectory() as base:
        one, two = os.path.join(base, "one.c"), os.path.join(base, "two.c")
        status = run(DATA, one)[0] or run(DATA, two)[0]
        facts.append(("the tables make C, the same bytes each time",
                      status == 0 and read(one) == read(two), ""))
        for name, line, want in ADDED:
            status, said, number = planted(base, name, line)
            good = status == 1 and want in said and f"{name}:{number}: " in said
            facts.append((f"{name}: {want}", good, said))
        status, said = run(os.path.join(base, "nowhere"), one)
        facts.append(("a missing folder is said", status == 1 and "polities.tsv" in said, said))
        facts.append(("a wrong call prints the usage",
                      subprocess.run([sys.executable, os.path.join(ROOT, "tools", "gen_ref.py")],
                                     capture_output=True, check=False).returncode == 2, ""))
    print(f"1..{len(facts)}")
    for i, (name, good, said) in enumerate(facts, 1):
        print(f"{'ok' if good else 'not ok'} {i} - {name}".replace("#", "no."))
        if not good:
            print(f"# {said.strip()}")
    return 0 if all(good for _, good, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main())

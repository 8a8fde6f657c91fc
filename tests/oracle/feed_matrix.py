#!/usr/bin/env python3
"""Every kind of damage that feed_make plants becomes what docs/formats/feed-files.md says.

usage: feed_matrix.py FEED_TABLE FEED_MAKE ROOT    (TAP)
"""

import collections
import os
import subprocess
import sys
import tempfile


def rows_of(path):
    """Rows of a TSV with a line of names, as dicts."""
    with open(path, encoding="utf-8", errors="replace") as f:
        names = f.readline().rstrip("\n").split("\t")
        return [dict(zip(names, line.rstrip("\n").split("\t"))) for line in f]


def published(root):
    """Kind of damage -> what becomes of it, from the table in the documentation."""
    out = {}
    with open(os.path.join(root, "docs/formats/feed-files.md"), encoding="utf-8") as f:
        for line in f:
            cells = [c.strip() for c in line.strip().strip("|").split("|")]
            if len(cells) == 3 and cells[1] in ("rejected", "counted", "skipped", "no row"):
                out[cells[0]] = cells[1]
    return out


def outcomes(feed_table, feed_make, vintage, work):
    """Kind -> the outcomes of its rows, told from one run over a file with every kind planted."""
    file, planted = os.path.join(work, "dirty.csv"), os.path.join(work, "planted")
    subprocess.run([feed_make, "--vintage", vintage, "--bytes", "2M", "--dirty", "5", "--planted",
                    planted, "--out", file], check=True)
    subprocess.run([feed_table, "--out", work, file], check=True)
    rejected = {int(r["row"]) for r in rows_of(os.path.join(work, "rejects.tsv"))}
    kinds, at = collections.defaultdict(set), set()
    with open(planted, encoding="utf-8") as f:
        for line in f:
            row, kind = line.rstrip("\n").split("\t")
            kinds[kind].add("rejected" if int(row) in rejected else "passed")
            at.add(int(row))
    segment = rows_of(os.path.join(work, "segments.tsv"))
    return kinds, rejected - at, {k: sum(int(s[k]) for s in segment) for k in (
        "rows", "kept", "rejected", "duplicate", "no_class")}


def main():
    feed_table, feed_make, root = sys.argv[1:4]
    want = published(root)
    number = 0

    def tell(ok, name, why=""):
        nonlocal number
        number += 1
        print(f"{'ok' if ok else 'not ok'} {number} - {name}")
        if not ok and why:
            print(f"# {why}")

    for vintage in ("61", "58", "57"):
        with tempfile.TemporaryDirectory() as work:
            kinds, others, sums = outcomes(feed_table, feed_make, vintage, work)
        for kind, got in sorted(kinds.items()):
            rejected = want.get(kind) == "rejected"
            tell(kind in want and got == {"rejected" if rejected else "passed"},
                 f"{vintage} columns: {kind}: {want.get(kind, 'not in the documentation')}", str(got))
        tell(not others, f"{vintage} columns: no good row is rejected", str(sorted(others)[:5]))
        tell(sums["duplicate"] > 0 and sums["no_class"] > 0 and sums["kept"] > 0,
             f"{vintage} columns: duplicates and rows without a class are skipped", str(sums))
    tell(set(want) == set(kinds), "the documentation lists what is planted, and nothing else",
         str(set(want) ^ set(kinds)))
    print(f"1..{number}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Test: what holds for any evidence: swapping A and B, a planted future, a second run (TAP).

usage: test_laws.py ENTENTE ROOT
"""

import json
import sys

import golden

PAIRS = [("CHN", "RUS"), ("CHN", "USA"), ("ISL", "BTN")]
FORMS = ["text", "tsv", "json", "html"]
LEDGER = "--ledger law.db"


def measures(place, first, second):
    """Figure id -> its whole row, lineage in no particular order."""
    out = place.good(f"entente measure {first} {second} {LEDGER} --format json")
    rows = json.loads(out)["estimates"]
    for row in rows:
        row["claims"].sort()
    return {row["id"]: row for row in rows}


def exported(place, first, second):
    """The figures and the claims that a dossier shows, as rows."""
    return [sorted(place.good(f"entente export {first} {second} {LEDGER} --as {form}")
                   .splitlines()) for form in ("csv", "claims")]


def swap(place, tap):
    for first, second in PAIRS:
        one, two = measures(place, first, second), measures(place, second, first)
        strange = sorted(set(one) ^ set(two)) + [i for i in one if i in two and one[i] != two[i]]
        tap.fact(one and not strange, f"{first} {second} has the figures of {second} {first}",
                 strange[:20])
        one, two = exported(place, first, second), exported(place, second, first)
        for name, x, y in zip(("figures", "claims"), one, two):
            tap.fact(x == y, f"the dossier of {first} {second} shows the {name} of {second} "
                     f"{first}", [repr(row) for row in set(x) ^ set(y)][:20])


def same_answers(place, when):
    lines = [f"entente dossier {a} {b} {LEDGER} {when} --format {form}"
             for a, b in PAIRS for form in FORMS]
    lines += [f"entente measure {a} {b} {LEDGER} {when} --format tsv" for a, b in PAIRS]
    return {line: place.good(line) for line in lines}


def loaded_rows(answer):
    """The table of what is loaded may name a file of the future; no answer may."""
    return [row for row in answer.splitlines() if b"future.tsv" not in row]


def planted_future(place, tap):
    when = "--as-of 2026-06-30"
    before = same_answers(place, when)
    figures = measures(place, "ISL", "BTN")
    place.good(f"entente import {LEDGER} --quiet future.tsv")
    after = same_answers(place, when)
    for line, answer in before.items():
        if "--format tsv" in line and "measure" in line:
            tap.fact(answer == after[line], f"{line.split(LEDGER)[0]}does not see the future")
    for first, second in PAIRS:
        lines = [line for line in before if f"dossier {first} {second} " in line]
        seen = [line for line in lines if b"Third Kettle" in after[line]]
        tap.fact(not seen, f"no form of the dossier {first} {second} tells of 2030", seen)
    now = measures(place, "ISL", "BTN")
    tap.fact(now != figures, "without a date the planted claims do change figures")
    tap.fact(b"Third Kettle" in place.good(f"entente dossier ISL BTN {LEDGER}"),
             "without a date the planted treaty is told")


def main():
    tap = golden.Tap()
    entente, root = sys.argv[1:3]
    with golden.Place(entente, root) as place:
        place.good(f"entente import {LEDGER} --quiet data/starter/*.tsv tiny.tsv")
        swap(place, tap)
        first = same_answers(place, "")
        second = same_answers(place, "")
        for line, answer in first.items():
            tap.fact(answer == second[line], f"{line} gives the same bytes twice")
        planted_future(place, tap)
        place.good(f"entente verify {LEDGER}")
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())

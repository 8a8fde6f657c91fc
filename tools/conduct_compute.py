#!/usr/bin/env python3
"""Prints what data/params/conduct.tsv and the model of data/params/phases.tsv were computed from.

    conduct_compute.py shares    how rare each level of dispute and pledge is, with its score
    conduct_compute.py series    year, dispute level and pledge level of the pairs a model is fitted to

Reads the publishers' sets below --data (default ../shared/data); nothing is written. Population:
pairs of states with a dispute (GML 2.2.1) or a pledge (COW alliances 4.1) in any year, in every
year 1816-2010 in which both are members of the COW state system (2016).
"""
import argparse
import collections
import csv
import os
import statistics

FIRST, LAST = 1816, 2010
PLEDGES = ("cow_entente", "cow_nonagg", "cow_neutral", "cow_defense")  # 1, 2, 2, 3
PLEDGE_LEVEL = {"cow_entente": 1, "cow_nonagg": 2, "cow_neutral": 2, "cow_defense": 3}


def rows(data, *path):
    """Rows of a set's CSV file as dictionaries."""
    with open(os.path.join(data, *path), encoding="utf-8", errors="replace", newline="") as text:
        yield from csv.DictReader(text)


def members(data):
    """Years of each state in the system."""
    years = collections.defaultdict(set)
    for r in rows(data, "cow-states", "cow_states_2016.csv"):
        years[int(r["ccode"])].update(range(max(FIRST, int(r["styear"])), min(LAST, int(r["endyear"])) + 1))
    return years


def readings(data):
    """{pair: {year: [dispute level, pledge level]}}, only years with one of the two."""
    found = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    for r in rows(data, "gml-mid", "gml_dirdisp_v221.csv"):
        pair = tuple(sorted((int(r["ccode1"]), int(r["ccode2"]))))
        cell = found[pair][int(r["year"])]
        cell[0] = max(cell[0], int(r["hostlev1"] or 0), int(r["hostlev2"] or 0))
    for r in rows(data, "cow-alliances", "cow_alliance_v41_directed_dyad_year.csv"):
        pair = tuple(sorted((int(r["ccode1"]), int(r["ccode2"]))))
        if int(r["year"]) <= LAST:
            cell = found[pair][int(r["year"])]
            cell[1] = max([cell[1]] + [PLEDGE_LEVEL[p] for p in PLEDGES if r[p] == "1"])
    return found


def pair_years(found, years, pair):
    """Years of a pair with both levels; zeros where both are members and nothing is listed."""
    for year in sorted(years[pair[0]] & years[pair[1]]):
        yield year, *(found[pair][year] if year in found[pair] else (0, 0))


def shares(args):
    """Each level's pair-years, share, and normal score of its middle rank."""
    found, years = readings(args.data), members(args.data)
    count = {"dispute": collections.Counter(), "pledge": collections.Counter()}
    for pair in found:
        for _, dispute, pledge in pair_years(found, years, pair):
            count["dispute"][-dispute] += 1
            count["pledge"][pledge] += 1
    print(f"# {len(found)} pairs, {sum(count['pledge'].values())} pair-years")
    normal = statistics.NormalDist()
    for kind, of in count.items():
        total, below = sum(of.values()), 0
        for level in sorted(of):
            score = normal.inv_cdf((below + of[level] / 2) / total)
            print(f"{kind}\t{abs(level)}\t{of[level]}\t{of[level] / total:.4f}\t{score:.3f}")
            below += of[level]


def series(args):
    """Every --every-th pair, by code, with at least --least dispute years."""
    found, years = readings(args.data), members(args.data)
    pairs = [p for p in sorted(found) if sum(c[0] > 0 for c in found[p].values()) >= args.least]
    for pair in pairs[::args.every]:
        for year, dispute, pledge in pair_years(found, years, pair):
            print(f"{pair[0]}-{pair[1]}\t{year}\t{dispute}\t{pledge}")


def main():
    """Parse the subcommand and run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="../shared/data")
    commands = parser.add_subparsers(required=True)
    commands.add_parser("shares").set_defaults(run=shares)
    one = commands.add_parser("series")
    one.add_argument("--least", type=int, default=3)
    one.add_argument("--every", type=int, default=5)
    one.set_defaults(run=series)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()

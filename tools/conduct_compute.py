#!/usr/bin/env python3
"""Prints what data/params/conduct.tsv and the model of data/params/phases.tsv were computed from.

    conduct_compute.py shares    how rare each level of dispute and pledge is, as a reading
    conduct_compute.py series    pair, year, reading, variance: every --every-th pair with at least --least years
                                 of dispute; what bench/breaks_fit.c reads

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
OWN_NOISE = 0.5  # expert prior: of a reading's unit variance, what is not the conduct of the pair
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


def band(low, high):
    """Mean and variance of a standard normal between two of its ranks (shares below)."""
    normal = statistics.NormalDist()
    width = high - low

    def edge(p):
        """(density, value times density) at rank p; both vanish at the ends."""
        if p <= 0 or p >= 1:
            return 0.0, 0.0
        x = normal.inv_cdf(p)
        return normal.pdf(x), x * normal.pdf(x)

    (d_low, xd_low), (d_high, xd_high) = edge(low), edge(high)
    mean = (d_low - d_high) / width
    return mean, 1 + (xd_low - xd_high) / width - mean * mean


def scores(found, years):
    """{kind: {level: (pair-years, share, mean, variance)}}; worst level first."""
    count = {"dispute": collections.Counter(), "pledge": collections.Counter()}
    for pair in found:
        for _, dispute, pledge in pair_years(found, years, pair):
            count["dispute"][-dispute] += 1
            count["pledge"][pledge] += 1
    table = {}
    for kind, of in count.items():
        total, below = sum(of.values()), 0
        table[kind] = {}
        for level in sorted(of):
            mean, var = band(below / total, (below + of[level]) / total)
            table[kind][abs(level)] = (of[level], of[level] / total, round(mean, 3),
                                        round(var + OWN_NOISE, 3))
            below += of[level]
    return table


def shares(args):
    """The table of scores."""
    found, years = readings(args.data), members(args.data)
    table = scores(found, years)
    print(f"# {len(found)} pairs, {sum(v[0] for v in table['pledge'].values())} pair-years")
    for kind, of in table.items():
        for level, (n, share, mean, var) in sorted(of.items()):
            print(f"{kind}\t{level}\t{n}\t{share:.4f}\t{mean:.3f}\t{var:.4f}")


def series(args):
    """Every --every-th pair, by code, with at least --least dispute years."""
    found, years = readings(args.data), members(args.data)
    table = scores(found, years)
    pairs = [p for p in sorted(found) if sum(c[0] > 0 for c in found[p].values()) >= args.least]
    for pair in pairs[::args.every]:
        for year, dispute, pledge in pair_years(found, years, pair):
            one = table["dispute"].get(dispute, table["dispute"][0])[2:]
            two = table["pledge"][pledge][2:]
            weight = 1 / one[1] + 1 / two[1]
            mean = (one[0] / one[1] + two[0] / two[1]) / weight
            print(f"{pair[0]}-{pair[1]}\t{year}\t{mean:.4f}\t{1 / weight:.5f}")


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

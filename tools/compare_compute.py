#!/usr/bin/env python3
# Written for Entente; licence Apache-2.0.
"""Compute the figures of data/starter/comparison.tsv that are not in one row of a set.

    compare_compute.py un-agreement FR DE,FRG   UN vote agreement by decade (set un-votes)
    compare_compute.py arms-orders Egypt Israel  arms ordered, by direction (set sipri)

Country arguments are the codes or names the set itself uses; several for one state are joined by
commas. The sets are looked for in $ENTENTE_SHARED, else in ../shared/data.
"""
import csv
import gzip
import os
import sys
from collections import defaultdict

SHARE = {"yes": 1.0, "abstain": 0.5, "no": 0.0}


def set_path(*parts):
    """Path of a file of a set."""
    return os.path.join(os.environ.get("ENTENTE_SHARED", "../shared/data"), *parts)


def rows(path):
    """Rows of a CSV file, plain or gzipped, as dictionaries."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def un_agreement(left, right):
    """Mean of 1-|v1-v2|/2 by decade, yes 1, abstain 0, no -1: the same as 1-|s1-s2| with shares.

    Only roll calls in which both cast a vote count; the set holds no absences.
    """
    decade = {}
    for row in rows(set_path("un-votes", "un_roll_calls_1946_2019.csv")):
        decade[row["rcid"]] = row["date"][:3] + "0s"
    votes = {}, {}
    for row in rows(set_path("un-votes", "un_votes_1946_2019.csv.gz")):
        for side, codes in zip(votes, (left, right)):
            if row["country_code"] in codes:
                side[row["rcid"]] = SHARE[row["vote"]]
    total = defaultdict(float)
    count = defaultdict(int)
    for rcid in votes[0].keys() & votes[1].keys():
        total[decade[rcid]] += 1.0 - abs(votes[0][rcid] - votes[1][rcid])
        count[decade[rcid]] += 1
    for key in sorted(count):
        print(f"{key}\t{total[key] / count[key]:.4f}\t{count[key]}")


def arms_orders(left, right):
    """Sum of million TIV by direction, with the first and last order year; 0 when no order."""
    total = defaultdict(float)
    years = defaultdict(list)
    span = []
    for row in rows(set_path("sipri-arms-transfers", "sipri_tiv_by_order_year_1950_2018.csv")):
        span.append(int(row["order_year"]))
        for here, there, name in ((left, right, "forth"), (right, left, "back")):
            if row["supplier"] in here and row["recipient"] in there:
                total[name] += float(row["tiv_million"])
                years[name].append(int(row["order_year"]))
    for name in ("forth", "back"):
        seen = f"{min(years[name])}-{max(years[name])}" if years[name] else "none"
        print(f"{name}\t{total[name]:.2f}\torders {seen}\tset {min(span)}-{max(span)}")


def main():
    """Run the command named on the command line."""
    commands = {"un-agreement": un_agreement, "arms-orders": arms_orders}
    if len(sys.argv) != 4 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](set(sys.argv[2].split(",")), set(sys.argv[3].split(",")))


if __name__ == "__main__":
    main()

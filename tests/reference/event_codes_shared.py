#!/usr/bin/env python3
"""Test: our event codes, titles and intensities against published lists beside the repository (TAP).

Prints every difference; those that docs/formats/events.md tells of are expected, others fail.
Skips without the lists. Usage: event_codes_shared.py
"""
import csv
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import gen_event  # noqa: E402

DATA = os.path.join(ROOT, "data", "ref")
SHARED = os.environ.get("ENTENTE_SHARED", os.path.join(ROOT, "..", "shared", "data"))
# codes of CAMEO that the ICEWS list does not have
NOT_ICEWS = {"1214", "155", "176", "1834", "1951", "1952"}
# where ICEWS gives another intensity, in tenths, than the scale's edition that GDELT prints
ICEWS_INTENSITY = {"016": -50, "022": 34, "164": -65}


def ours():
    _, by_code = gen_event.read_classes(DATA)
    return {r["code"]: r for r in gen_event.read_codes(DATA, by_code) if r["scheme"] == "cameo"}


def shared(*parts):
    return os.path.join(SHARED, *parts)


def rows_of(path, **how):
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, **how)


def titles_of(row):
    return {gen_event.title_key(t) for t in [row["title"]] + row["also"].split(" | ") if t}


def compare_icews(codes):
    """(what, differences that are not told of)"""
    theirs = {r["code"]: r for r in rows_of(shared("icews-raw-sample", "goldstein_mappings.csv"))}
    yield f"{len(theirs)} ICEWS codes are here", sorted(set(theirs) - set(codes))
    yield "and none of ours is missing there but those added later", \
        sorted((set(codes) - set(theirs)) ^ NOT_ICEWS)
    off = []
    for code in sorted(set(theirs) & set(codes)):
        tenths, own = round(float(theirs[code]["goldstein"]) * 10), int(codes[code]["intensity"])
        if tenths == own:
            continue
        print(f"# {code}: ICEWS {tenths / 10}, we {own / 10}")
        if ICEWS_INTENSITY.get(code) != tenths:
            off.append(code)
    yield "intensities differ where it is told", off
    off = [c for c, r in theirs.items() if c in codes and
           gen_event.title_key(r["name"]) not in titles_of(codes[c])]
    for code in off:
        print(f'# {code}: ICEWS "{theirs[code]["name"]}", we "{codes[code]["title"]}"')
    yield "titles are ours in some wording", off
    listed = {r["code"]: r for r in rows_of(shared("icews-raw-sample", "cameo-codes.csv"))}
    yield "the codebook's list has the same codes", sorted(set(listed) ^ set(theirs))


def compare_events(codes):
    path = shared("icews-raw-sample", "events.2018.sample.tab")
    off = set()
    for r in rows_of(path, delimiter="\t", quoting=csv.QUOTE_NONE):
        row = codes.get(r["CAMEO Code"])
        if row is None or gen_event.title_key(r["Event Text"]) not in titles_of(row):
            off.add((r["CAMEO Code"], r["Event Text"]))
    yield "every code of the ICEWS rows has its Event Text as a title", sorted(off)


def compare_gdelt(codes):
    off = set()
    with open(shared("gdelt-raw-sample", "20191024143000.export.CSV"), encoding="utf-8") as file:
        for line in file:
            f = line.rstrip("\n").split("\t")
            row = codes.get(f[26])
            if row is None or int(row["intensity"]) != round(float(f[30]) * 10):
                off.add((f[26], f[30]))
    yield "every code of the GDELT rows has the intensity printed there", sorted(off)


def main():
    if not os.path.exists(shared("icews-raw-sample", "goldstein_mappings.csv")):
        print("1..0 # SKIP no published code lists beside the repository")
        return 0
    codes = ours()
    facts = [f for compare in (compare_icews, compare_events, compare_gdelt)
             for f in compare(codes)]
    print(f"1..{len(facts)}")
    for i, (what, off) in enumerate(facts, 1):
        print(f"{'not ok' if off else 'ok'} {i} - {what}")
        if off:
            print(f"# {off}")
    return 1 if any(off for _, off in facts) else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Prints the values that the starter evidence marks `computed`, and checks starter files.

Each subcommand reads the publishers' sets below --data (default ../shared/data) and prints one
line per value; nothing is written. The `note` column of data/starter/*.tsv names the command.
"""
import argparse
import csv
import gzip
import io
import os
import re
import subprocess
import sys

COW = {"CHN": "710", "RUS": "365", "USA": "2"}
ISO2 = {"CHN": "CN", "RUS": "RU", "USA": "US"}
SCORE = {"yes": 1.0, "abstain": 0.5, "no": 0.0}
KINDS = {"", "act", "statement", "commitment", "tie", "attitude", "impulse", "commemoration",
         "repair", "context"}
ROLES = {"", "GOV", "MIL", "PAR", "MED", "EDU", "BUS", "NGO", "CVL"}
ATTRIBUTION = {"", "own", "official", "expert", "media", "anonymous", "leaked", "poster"}
APPROX = {"", "exact", "about", "over", "under", "range"}
COLUMNS = {"record", "from", "to", "from_role", "to_role", "indicator", "kind", "label",
           "valid_from", "valid_to", "known_from", "event_code", "event_scheme", "sign",
           "intensity", "intensity_scale", "quantity", "approx", "quantity_low", "quantity_high",
           "unit", "denominator", "se", "n", "source", "locator", "attribution", "reliability",
           "credibility", "cluster", "checked", "supersedes", "note"}
SOURCE_COLUMNS = ["source", "type", "author", "year", "title", "publisher", "url", "licence",
                  "note"]
BIBTEX = {"article", "book", "report", "dataset", "misc", "online"}
DATE = re.compile(r"(c\. )?(\d{4}(-\d\d(-\d\d)?)?|\d{3}0s|\d\dth c\.)( \(julian\))?$")


def rows(data, *path):
    """Rows of a set's CSV file, plain or gzip, as dictionaries."""
    name = os.path.join(data, *path)
    raw = gzip.open(name) if name.endswith(".gz") else open(name, "rb")
    with io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="") as text:
        yield from csv.DictReader(text)


def un_agree(args):
    """Mean of 1 - |v1 - v2| over common votes (yes 1, abstain 1/2, no 0; absences left out)."""
    year = {r["rcid"]: int(r["date"][:4])
            for r in rows(args.data, "un-votes", "un_roll_calls_1946_2019.csv")}
    votes = {ISO2[args.a]: {}, ISO2[args.b]: {}}
    for r in rows(args.data, "un-votes", "un_votes_1946_2019.csv.gz"):
        if r["country_code"] in votes and r["vote"] in SCORE:
            votes[r["country_code"]][r["rcid"]] = SCORE[r["vote"]]
    mine, theirs = votes[ISO2[args.a]], votes[ISO2[args.b]]
    sums = {}
    for rcid in mine.keys() & theirs.keys():
        y = year[rcid]
        if args.first <= y <= args.last:
            s = sums.setdefault(y - y % args.step, [0.0, 0])
            s[0] += 1.0 - abs(mine[rcid] - theirs[rcid])
            s[1] += 1
    for y in sorted(sums):
        print(f"{args.a}\t{args.b}\t{y}\t{sums[y][0] / sums[y][1]:.4f}\tn={sums[y][1]}")


def mid_count(args):
    """Militarised disputes (GML, directed rows) that began between the pair in the years given."""
    pair = (COW[args.a], COW[args.b])
    found = {r["dispnum"] for r in rows(args.data, "gml-mid", "gml_dirdisp_v221.csv")
             if (r["ccode1"], r["ccode2"]) == pair and r["midonset"] == "1"
             and args.first <= int(r["year"]) <= args.last}
    print(f"{args.a}\t{args.b}\t{args.first}-{args.last}\t{len(found)}")


def flows(data, a, b, year):
    """Exports a->b and b->a in million dollars: flow1 is what ccode1 imports from ccode2."""
    low, high = sorted((COW[a], COW[b]), key=int)
    for r in rows(data, "cow-trade", "cow_trade_v4_nondirected_dyad_year.csv.gz"):
        if r["ccode1"] == low and r["ccode2"] == high and r["year"] == str(year):
            to_low, to_high = float(r["flow1"]), float(r["flow2"])
            return (to_high, to_low) if COW[a] == low else (to_low, to_high)
    raise SystemExit(f"no row for {a}, {b}, {year}")


def trade_share(args):
    """Share of a's goods exports, imports and total trade that is with b, in per cent."""
    out, back = flows(args.data, args.a, args.b, args.year)
    for r in rows(args.data, "cow-trade", "cow_trade_v4_state_year.csv"):
        if r["ccode"] == COW[args.a] and r["year"] == str(args.year):
            exports, imports = float(r["exports"]), float(r["imports"])
            print(f"{args.a}\t{args.b}\t{args.year}\texports={100 * out / exports:.2f}"
                  f"\timports={100 * back / imports:.2f}"
                  f"\ttotal={100 * (out + back) / (exports + imports):.2f}")


def territory_sum(args):
    """Area in km2 that the territorial-change set moves from a to b in the years given."""
    total, used = 0.0, []
    for r in rows(args.data, "cow-territorial-change", "tc2018.csv"):
        if (r["loser"], r["gainer"]) == (COW[args.a], COW[args.b]) and \
                args.first <= int(r["year"]) <= args.last and \
                r["number"] not in args.without.split(","):
            total += float(r["area"])
            used.append(f"{r['number']} ({r['year']}, {r['area']})")
    print(f"{args.a}\t{args.b}\t{total:.0f}\t{'; '.join(used)}")


def arms(args):
    """Deliveries in the arms register, million TIV, by five-year period (supplier a to b)."""
    names = {"CHN": "China", "RUS": "Russia", "USA": "United States"}
    path = os.path.join(args.data, "sipri-arms-transfers", "trade_register_1995_2025.csv")
    with open(path, encoding="utf-8", errors="replace") as text:
        lines = [line.rstrip().rstrip(";") for line in text]
    head = next(i for i, line in enumerate(lines) if line.startswith("SIPRI AT Database ID"))
    sums = {}
    for r in csv.DictReader(lines[head:]):
        if (r["Supplier"], r["Recipient"]) == (names[args.a], names[args.b]):
            y = int(r["Delivery year"])
            sums[y - y % args.step] = sums.get(y - y % args.step, 0.0) + \
                float(r["TIV delivery values"])
    for y in sorted(sums):
        print(f"{args.a}\t{args.b}\t{y}-{y + args.step - 1}\t{sums[y]:.2f}")


def table(path):
    """Header and (line number, row) of a TSV file with comments; short rows are reported."""
    with open(path, encoding="utf-8") as text:
        lines = [(i, line.rstrip("\n")) for i, line in enumerate(text, 1)]
    body = [(i, line.split("\t")) for i, line in lines if line and not line.startswith("#")]
    head = body[0][1]
    out = []
    for i, fields in body[1:]:
        if len(fields) != len(head):
            print(f"{path}:{i}: {len(fields)} fields, header has {len(head)}")
        out.append((i, dict(zip(head, fields + [""] * len(head)))))
    return head, out


def row_faults(r, known):
    """What is wrong with one claim row, as a list of sentences."""
    indicators, units, sources = known
    bad = []
    for name in ("record", "from", "indicator", "valid_from", "known_from", "source",
                 "reliability", "credibility", "checked"):
        if not r.get(name):
            bad.append(f"{name} is empty")
    kind = indicators.get(r["indicator"])
    if kind is None:
        bad.append(f"unknown indicator {r['indicator']}")
    elif (kind["monadic"] == "1") != (r["to"] == ""):
        bad.append("`to` does not fit a monadic or dyadic indicator")
    if r["source"] not in sources:
        bad.append(f"unknown source {r['source']}")
    for name in ("valid_from", "valid_to", "known_from"):
        if r.get(name) and r[name] != "ongoing" and not DATE.match(r[name]):
            bad.append(f"{name} is no date: {r[name]}")
    for name, allowed in (("reliability", set("ABCDEF")), ("credibility", set("123456")),
                          ("checked", {"read", "computed", "memory"}), ("kind", KINDS),
                          ("from_role", ROLES), ("to_role", ROLES), ("approx", APPROX),
                          ("attribution", ATTRIBUTION), ("sign", {"", "-1", "0", "1"})):
        if r.get(name, "") not in allowed:
            bad.append(f"{name} is {r[name]}")
    if r.get("checked") == "computed" and "starter_compute.py" not in r.get("note", ""):
        bad.append("computed, but the note names no command")
    return bad + quantity_faults(r, kind, units)


def quantity_faults(r, kind, units):
    """Faults of a row's figure, unit, bounds and sample size."""
    bad = []
    for name in ("quantity", "quantity_low", "quantity_high", "intensity", "se", "n"):
        if r.get(name) and r[name] != "missing":
            try:
                float(r[name])
            except ValueError:
                bad.append(f"{name} is no number: {r[name]}")
    if r.get("quantity"):
        if r["unit"] not in units:
            bad.append(f"unknown unit {r['unit']}")
        elif kind and kind["unit"] not in ("*", "") and units[r["unit"]] != kind["unit"]:
            bad.append(f"unit {r['unit']} does not fit {r['indicator']} ({kind['unit']})")
        elif kind and kind["unit"] == "":
            bad.append(f"{r['indicator']} carries no quantity")
    elif kind and kind["unit"] not in ("*", ""):
        bad.append(f"{r['indicator']} without a quantity")
    if r.get("approx") == "range" and not (r.get("quantity_low") and r.get("quantity_high")):
        bad.append("range without its bounds")
    if r.get("intensity") and not r.get("intensity_scale"):
        bad.append("intensity without a scale")
    return bad


def lint(args):
    """Check claim files against the tables beside them and print counts."""
    ref = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "ref")
    indicators = {r["code"]: r for _, r in table(os.path.join(ref, "indicators.tsv"))[1]}
    units = {r["unit"]: r["base"] for _, r in table(os.path.join(ref, "units.tsv"))[1]}
    faults, used, counts = 0, set(), {}
    for path in args.files:
        head, listed = table(os.path.join(os.path.dirname(path) or ".", args.sources))
        sources = {r["source"] for _, r in listed}
        faults += source_faults(args.sources, head, listed)
        head, claims = table(path)
        for name in set(head) - COLUMNS:
            print(f"{path}: unknown column {name}")
            faults += 1
        seen = set()
        for line, r in claims:
            bad = row_faults(r, (indicators, units, sources))
            if r["record"] in seen:
                bad.append(f"record {r['record']} twice")
            seen.add(r["record"])
            used.add(r["source"])
            for text in bad:
                print(f"{path}:{line}: {r['record']}: {text}")
            faults += len(bad)
            pair = "-".join(sorted(filter(None, (r["from"], r["to"]))))
            for key in (("pair", pair), ("checked", r["checked"]), ("file", path),
                        ("indicator", r["indicator"]), ("grade", r["reliability"]
                                                        + r["credibility"])):
                counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        print(f"{key[0]}\t{key[1]}\t{counts[key]}")
    print(f"sources used\t{len(used)}\tunused: {', '.join(sorted(sources - used)) or 'none'}")
    print(f"faults\t{faults}")
    return 1 if faults else 0


def verify(args):
    """Run the command that each computed row names and look for the row's value in its output."""
    outputs, wrong, good = {}, 0, 0
    for path in args.files:
        for line, r in table(path)[1]:
            if r["checked"] != "computed":
                continue
            words = r["note"].split("starter_compute.py ")[-1].split()
            if tuple(words) not in outputs:
                outputs[tuple(words)] = subprocess.run(
                    [sys.executable, os.path.abspath(__file__), "--data", args.data] + words,
                    capture_output=True, text=True, check=True).stdout.splitlines()
            lines = outputs[tuple(words)]
            same_year = [x for x in lines if "\t" + r["valid_from"][:4] in x]
            numbers = {float(n) for x in same_year or lines
                       for n in re.findall(r"(?<![\d.-])\d+(?:\.\d+)?", x)}
            if float(r["quantity"]) in numbers:
                good += 1
            else:
                wrong += 1
                print(f"{path}:{line}: {r['record']}: {r['quantity']} is not what the set gives")
    print(f"computed rows reproduced\t{good}\nwrong\t{wrong}")
    return 1 if wrong else 0


def source_faults(name, head, listed):
    """Faults of the sources table."""
    bad = 0 if head == SOURCE_COLUMNS else 1
    seen = set()
    for line, r in listed:
        for fault, text in ((r["source"] in seen, "twice"), (r["type"] not in BIBTEX, "bad type"),
                            (not r["title"], "no title"), (not r["licence"], "no licence")):
            if fault:
                print(f"{name}:{line}: {r['source']}: {text}")
                bad += 1
        seen.add(r["source"])
    return bad


def main():
    top = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    top.add_argument("--data", default="../shared/data", help="folder of the publishers' sets")
    subs = top.add_subparsers(required=True)

    def sub(name, call, pair=True, span=None, step=None):
        p = subs.add_parser(name, help=call.__doc__)
        p.set_defaults(call=call)
        if pair:
            p.add_argument("a")
            p.add_argument("b")
        if span:
            p.add_argument("--from", dest="first", type=int, default=span[0])
            p.add_argument("--to", dest="last", type=int, default=span[1])
        if step:
            p.add_argument("--step", type=int, default=step)
        return p

    sub("un-agree", un_agree, span=(1946, 2019), step=1)
    sub("mid-count", mid_count, span=(1816, 2010))
    sub("trade-share", trade_share).add_argument("year", type=int)
    sub("territory-sum", territory_sum, span=(1816, 2018)).add_argument(
        "--without", default="", help="numbers of changes to leave out, with commas")
    sub("arms", arms, step=5)
    sub("verify", verify, pair=False).add_argument("files", nargs="+")
    p = sub("lint", lint, pair=False)
    p.add_argument("--sources", default="sources.tsv", help="sources table beside the files")
    p.add_argument("files", nargs="+")
    args = top.parse_args()
    return args.call(args) or 0


if __name__ == "__main__":
    sys.exit(main())

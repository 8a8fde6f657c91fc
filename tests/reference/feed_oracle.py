#!/usr/bin/env python3
"""A second reading of event feeds, slow and obvious: what every row becomes, cell by cell.

Usage: feed_oracle.py PROGRAM FEED FILE...      compare with the program's answer (TAP)
       feed_oracle.py --show FEED FILE...       print our own answer

Nothing here calls Entente: rows are cut by split or by Python's csv, numbers are decimal.Decimal,
days are datetime.date, countries come from data/ref/*.tsv by the rules of docs/methods/continuity.md.
PROGRAM is tests/reference/feed_cells.c. Files that are absent are skipped, saying so.
"""
import collections
import csv
import datetime
import os
import re
import subprocess
import sys
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tools"))
import gen_event  # noqa: E402  (tables are read by the generators' readers, which refuse bad ones)
import gen_ref  # noqa: E402
import gen_roles  # noqa: E402

DATA = os.path.join(ROOT, "data", "ref")
EPOCH = datetime.date(1970, 1, 1).toordinal()
SKIPS = ["no actor", "domestic", "region or organisation", "unknown actor", "no class", "duplicate"]
ROLES = gen_roles.ROLES
GRACE = 731  # a word means its line up to two years outside its dates


class Reject(Exception):
    """A line that is no row."""


# ---- who is it? ---------------------------------------------------------------------------------

class Countries:
    """Codes and names to lines, on a day."""

    def __init__(self, scheme):
        self.polities, by_code = gen_ref.read_polities(DATA)
        entries = gen_ref.read_entries(DATA, by_code)
        wanted = gen_ref.SCHEMES.index(scheme)
        self.name = scheme == "name"
        self.found = collections.defaultdict(list)
        for s, key, polity, first, last, kind, dated, _, _ in entries:
            if s == wanted:
                self.found[key.decode()].append((polity, first, last, dated))
        self.begin = {}
        for p in self.polities:
            self.begin[p["line"]] = min(p.first, self.begin.get(p["line"], p.first))
        self.keys = {}
        self.groups = {k.decode() for s, k, _ in gen_ref.read_groups(DATA, entries) if s == wanted}
        self.memo = {}

    def line(self, word, day):
        """(line, None) or (None, why)"""
        if (word, day) not in self.memo:
            self.memo[word, day] = self.look(word, day)
        return self.memo[word, day]

    def look(self, word, day):
        if word not in self.keys:
            self.keys[word] = gen_ref.key(word) if self.name else word
        key = self.keys[word]
        if key in self.groups:
            return None, "region or organisation"
        here, near = set(), set()
        for polity, first, last, dated in self.found.get(key, []):
            p = self.polities[polity]
            if p.latest and not dated:
                first = self.begin[p["line"]]
            if first <= day <= last:
                here.add(p["line"])
            elif first - GRACE <= day <= last + GRACE:
                near.add(p["line"])
        lines = here or near
        if len(lines) != 1:
            return None, "unknown actor"
        return lines.pop(), None


# ---- fields -------------------------------------------------------------------------------------

def scaled(text, places, limit):
    """A decimal number times 10^places, half away from zero; None when there is none."""
    if text == "":
        return None
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text):
        raise Reject(f'"{text}" is no number')
    try:
        value = int((Decimal(text) * 10 ** places).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except InvalidOperation:
        raise Reject(f'"{text}" is too great') from None
    if abs(value) > limit:
        raise Reject(f'"{text}" is out of range')
    return value


def day_of(year, month, day):
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise Reject("no day of the calendar") from None
    if not 1900 <= date.year <= 2099:
        raise Reject("out of 1900..2099")
    return date.toordinal() - EPOCH


def day8(text):
    if not re.fullmatch("[0-9]{8}", text):
        raise Reject(f'"{text}" is no YYYYMMDD')
    return day_of(text[:4], text[4:6], text[6:])


def day10(text):
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Reject(f'"{text}" is no YYYY-MM-DD')
    return day_of(text[:4], text[5:7], text[8:])


def count(text):
    if not re.fullmatch("[0-9]{1,9}", text):
        raise Reject(f'"{text}" is no count')
    return int(text)


class Tables:
    """Event codes and roles, from data/ref."""

    def __init__(self):
        classes, by_code = gen_event.read_classes(DATA)
        self.codes = {(r["scheme"], r["code"]): (r.number, int(r["intensity"]))
                      for r in gen_event.read_codes(DATA, by_code)}
        rows = gen_event.read_codes(DATA, by_code)
        self.titles = {}
        for index in (2, 0):  # finer codes after roots, so that they stand
            for r in rows:
                if (r["scheme"] == "cameo" and len(r["code"]) == 2) == (index == 2):
                    for title in [r["title"]] + r["also"].split(" | "):
                        self.titles[r["scheme"], gen_event.title_key(title)] = r["code"]
        words = gen_roles.read(DATA)
        self.agents = dict(words["cameo"])
        self.sectors = dict(words["sector"])
        self.title_words = [(re.compile(r"(?<![^\W\d_])" + re.escape(w.lower()) + r"(?![^\W\d_])"), r)
                            for w, r in words["title"]]

    def code(self, scheme, text):
        if (scheme, text) not in self.codes:
            raise Reject(f'"{text}" is no code')
        return self.codes[scheme, text]

    def sector_role(self, text):
        roles = [self.sectors[s] for s in text.split(",") if s in self.sectors]
        return min(roles, key=lambda r: -1 if ROLES[r] == "MIL" else r, default=0)

    def title_role(self, text):
        return next((role for form, role in self.title_words if form.search(text.lower())), 0)


# ---- formats: a line to a dict ------------------------------------------------------------------

class Gdelt:
    scheme, actors, header = "cameo", "cameo", 0

    def __init__(self, tables, path):
        self.tables = tables

    def role(self, fields):
        for f in fields:
            if not f:
                break
            if self.tables.agents.get(f):
                return self.tables.agents[f]
        return 0

    def row(self, text):
        f = text.split("\t")
        if len(f) != 61:
            raise Reject("columns")
        day = day8(f[1])
        if not re.fullmatch("[0-9]{14}", f[59]):
            raise Reject("DATEADDED")
        known = day8(f[59][:8])
        if day > known:
            raise Reject("added before it happened")
        counts = [count(f[i]) for i in (31, 32, 33)]
        code = f[26] if f[26].strip("-") else ""
        return {"day": day, "known": known, "from": f[7], "to": f[17],
                "roles": (self.role(f[12:15]), self.role(f[22:25])), "code": code,
                "intensity": scaled(f[30], 1, 100), "tone": scaled(f[34], 3, 100000),
                "counts": counts, "report": f[60]}


class Icews:
    scheme, actors, header = "cameo", "name", 1

    def __init__(self, tables, path):
        self.tables = tables
        with open(path, encoding="utf-8") as file:
            self.columns = file.readline().rstrip("\r\n").split("\t")

    def row(self, text):
        f = text.split("\t")
        if len(f) != len(self.columns):
            raise Reject("columns")
        f = {c: "" if v in ("NA", "NULL") else v for c, v in zip(self.columns, f)}
        day = day10(f["Event Date"])
        report = f["Story ID"] + "\t" + f["Sentence Number"] if f["Story ID"] else ""
        return {"day": day, "known": day, "from": f["Source Country"], "to": f["Target Country"],
                "roles": (self.tables.sector_role(f["Source Sectors"]),
                          self.tables.sector_role(f["Target Sectors"])),
                "code": f["CAMEO Code"], "intensity": scaled(f["Intensity"], 1, 100),
                "tone": None, "counts": [0, 0, 0], "report": report}


class Graph:
    scheme, actors, header = "cameo", "name", 0
    first = last = None

    def __init__(self, tables, path):
        self.tables = tables
        folder = os.path.dirname(path)
        self.entities, self.relations, self.known = {}, {}, {}
        for file, into in (("entity2id.txt", self.entities), ("relation2id.txt", self.relations)):
            with open(os.path.join(folder, file), encoding="utf-8", newline="") as lines:
                for line in lines.read().splitlines():
                    if line:
                        name, number = line.rsplit("\t", 1)
                        into[int(number)] = name.replace("_", " ")

    def actor(self, number):
        if number not in self.known:
            self.known[number] = self.look(number)
        return self.known[number]

    def look(self, number):
        if not re.fullmatch("[0-9]{1,9}", number) or int(number) not in self.entities:
            raise Reject("no such entity")
        name = self.entities[int(number)]
        match = re.fullmatch(r"(.*) \(([^(]*)\)", name)
        if not match or not match.group(2):
            return name, 0
        return match.group(2), self.tables.title_role(match.group(1))

    def row(self, text):
        f = [x.strip(" \r") for x in text.split("\t")]
        if len(f) not in (4, 5):
            raise Reject("columns")
        (who, role), (whom, their) = self.actor(f[0]), self.actor(f[2])
        if not re.fullmatch("[0-9]{1,9}", f[1]) or int(f[1]) not in self.relations:
            raise Reject("no such relation")
        if not re.fullmatch("[0-9]{1,9}", f[3]) or int(f[3]) % 24:
            raise Reject("no whole day")
        day = self.first.toordinal() - EPOCH + int(f[3]) // 24
        if day > self.last.toordinal() - EPOCH:
            raise Reject("beyond the set's days")
        code = self.tables.titles["cameo", gen_event.title_key(self.relations[int(f[1])])]
        return {"day": day, "known": day, "from": who, "to": whom, "roles": (role, their),
                "code": code, "intensity": None, "tone": None, "counts": [0, 0, 0], "report": ""}


class Icews14(Graph):
    first, last = datetime.date(2014, 1, 1), datetime.date(2014, 12, 31)


class Icews18(Graph):
    first, last = datetime.date(2018, 1, 1), datetime.date(2018, 10, 31)


class Cline:
    scheme, actors, header = "cameo", "cameo", 1
    nobody = ("IGO", "NGO", "IMG", "MNC")

    def __init__(self, tables, path):
        self.tables = tables
        with open(path, encoding="utf-8", newline="") as file:
            self.columns = next(csv.reader(file))

    def role(self, agent, others):
        words = [agent] + others.split(";")
        return next((self.tables.agents[w] for w in words if self.tables.agents.get(w)), 0)

    def row(self, text):
        f = next(csv.reader([text]))
        if len(f) != len(self.columns):
            raise Reject("columns")
        f = {c: "" if v == "NA" else v for c, v in zip(self.columns, f)}
        day = day_of(count(f["year"]), count(f["month"]), count(f["day"]))
        return {"day": day, "known": day,
                "from": "" if f["source_root"] in self.nobody else f["source_root"],
                "to": "" if f["target_root"] in self.nobody else f["target_root"],
                "roles": (self.role(f["source_agent"], f["source_others"]),
                          self.role(f["target_agent"], f["target_others"])),
                "code": "" if f["code"] == "---" else f["code"],
                "intensity": scaled(f["goldstein"], 1, 100), "tone": None,
                "counts": [0, 0, 0], "report": f["aid"]}


class Oeda(Cline):
    header = 0

    def __init__(self, tables, path):
        self.tables = tables

    def row(self, text):
        f = text.split("\t")
        if len(f) != 26:
            raise Reject("columns")
        day = day8(f[1])
        return {"day": day, "known": day, "from": "" if f[6] in self.nobody else f[6],
                "to": "" if f[10] in self.nobody else f[10],
                "roles": (self.role(f[7], f[8]), self.role(f[11], f[12])),
                "code": "" if f[13] == "---" else f[13], "intensity": scaled(f[16], 1, 100),
                "tone": None, "counts": [0, 0, 0], "report": f[24]}


class Polecat:
    scheme, actors, header = "plover", "iso3", 1
    withheld = ("Headline", "Event Text", "Feed", "Story ID")

    def __init__(self, tables, path):
        self.tables = tables
        with open(path, encoding="utf-8") as file:
            self.columns = file.readline().rstrip("\r\n").split("\t")

    @staticmethod
    def country(text):
        parts = text.split("; ")
        return parts[0] if len(set(parts)) == 1 and len(parts[0]) == 3 else text

    def row(self, text):
        f = text.split("\t")
        short = [c for c in self.columns if c not in self.withheld]
        if len(f) == len(short):
            f = dict(zip(short, f))
        elif len(f) >= len(self.columns) and not any(f[len(self.columns):]):
            f = dict(zip(self.columns, f))
        else:
            raise Reject("columns")
        f = {c: "" if v == "None" else v for c, v in f.items()}
        day = day10(f["Event Date"])
        known = day10(f["Publication Date"][:10]) if f.get("Publication Date") else day
        contexts = f.get("Contexts", "").split("; ")
        unreal = "negation" in contexts or "hypothetical" in contexts
        agents = self.tables.agents
        return {"day": day, "known": max(day, known), "from": self.country(f["Actor Country"]),
                "to": self.country(f["Recipient Country"]),
                "roles": (agents.get(f["Primary Actor Sector"], 0),
                          agents.get(f["Primary Recipient Sector"], 0)),
                "code": "" if unreal else f["Event Type"],
                "intensity": scaled(f.get("Intensity", f.get("Event Intensity", "")), 1, 100),
                "tone": None, "counts": [0, 0, 0], "report": f["Event ID"].split("_")[0]}


FORMATS = {"gdelt-2": Gdelt, "icews": Icews, "icews14": Icews14, "icews18": Icews18,
           "phoenix-cline": Cline, "phoenix-oeda": Oeda, "polecat": Polecat}


# ---- counting -----------------------------------------------------------------------------------

class Answer:
    def __init__(self):
        self.rows = self.kept = self.rejected = 0
        self.skipped = dict.fromkeys(SKIPS, 0)
        self.cells = {}
        self.reports = collections.defaultdict(set)
        self.exposure = collections.defaultdict(lambda: [0, 0, 0, 0])


def skip_of(countries, row):
    """Why the row is in no cell, or None and its two lines; the first side goes first."""
    if not row["from"] or not row["to"]:
        return "no actor", None
    (a, why_a), (b, why_b) = (countries.line(row[side], row["day"]) for side in ("from", "to"))
    if why_a or why_b:
        return why_a or why_b, None
    return ("domestic", None) if a == b else (None, (a, b))


def take(answer, tables, countries, form, text, seen, number):
    row = form.row(text)
    number_class, intensity = 0, 0
    if row["code"]:
        number_class, intensity = tables.code(form.scheme, row["code"])
    if row["intensity"] is not None:
        intensity = row["intensity"]
    if text in seen:
        answer.skipped["duplicate"] += 1
        return
    seen.add(text)
    if not number_class:
        answer.skipped["no class"] += 1
        return
    why, pair = skip_of(countries, row)
    tone = row["tone"]
    date = datetime.date.fromordinal(row["day"] + EPOCH)
    sums = answer.exposure[(date.year - 1970) * 12 + date.month - 1, number_class]
    sums[0] += 1
    sums[1] += why is None
    sums[2] += intensity
    sums[3] += tone or 0
    if why:
        answer.skipped[why] += 1
        return
    answer.kept += 1
    key = (*pair, *row["roles"], number_class, row["day"], row["known"])
    cell = answer.cells.setdefault(key, [0] * 9)
    for i, v in enumerate([1, intensity, intensity ** 2, int(tone is not None), tone or 0,
                           (tone or 0) ** 2, *row["counts"]]):
        cell[i] += v
    answer.reports[key].add(row["report"] or number)


def read(feed, paths):
    tables, answer = Tables(), Answer()
    countries = Countries(FORMATS[feed].actors)
    for path in paths:
        form = FORMATS[feed](tables, path)
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().split("\n")
        seen = set()
        for number, text in enumerate(lines):
            text = text[:-1] if text.endswith("\r") else text
            if number < form.header or not text:
                continue
            answer.rows += 1
            try:
                take(answer, tables, countries, form, text, seen, (path, number))
            except Reject:
                answer.rejected += 1
    return answer


# ---- comparing ----------------------------------------------------------------------------------

def show(answer):
    print("summary", answer.rows, answer.kept, answer.rejected,
          *(answer.skipped[s] for s in SKIPS), sep="\t")
    for (month, number), sums in sorted(answer.exposure.items()):
        print("exposure", month, number, *sums, sep="\t")
    for key, cell in sorted(answer.cells.items()):
        print("cell", *key, *cell, sep="\t")


def facts_of(answer, theirs):
    """(what, holds, said) for each thing that must be the same."""
    summary, exposure, cells, estimates = None, {}, {}, {}
    for line in theirs.splitlines():
        kind, *f = line.split("\t")
        if kind == "summary":
            summary = [int(x) for x in f]
        elif kind == "exposure":
            exposure[int(f[0]), int(f[1])] = [int(x) for x in f[2:]]
        elif kind == "cell":
            key = (f[0], f[1], *(int(x) for x in f[2:7]))
            cells[key] = [int(x) for x in f[7:16]]
            estimates[key] = int(f[16])
    ours = [answer.rows, answer.kept, answer.rejected] + [answer.skipped[s] for s in SKIPS]
    yield f"{answer.rows} rows: kept, rejected and skipped by reason", summary == ours, \
        f"{summary}, want {ours}"
    yield f"exposure by month and class, {len(answer.exposure)} sums", \
        exposure == dict(answer.exposure), difference(exposure, dict(answer.exposure))
    yield f"{len(answer.cells)} cells, every sum", cells == answer.cells, \
        difference(cells, answer.cells)
    off = [(k, n, len(answer.reports[k])) for k, n in estimates.items()
           if k in answer.reports and not plausible(n, len(answer.reports[k]), answer.cells[k][0])]
    yield "distinct reports are near the true number", not off, str(off[:3])


def plausible(estimate, true, rows):
    """Linear counting with 64 bits: exact for one, within a few for the small numbers of a day."""
    return estimate <= rows and abs(estimate - true) <= max(1, 0.35 * true) or estimate == rows


def difference(theirs, ours):
    keys = sorted(k for k in set(theirs) | set(ours) if theirs.get(k) != ours.get(k))
    return "; ".join(f"{k}: {theirs.get(k)}, want {ours.get(k)}" for k in keys[:4]) + \
        f" ({len(keys)} differ)"


def main(arguments):
    if len(arguments) >= 4 and arguments[1] == "--show":
        show(read(arguments[2], arguments[3:]))
        return 0
    if len(arguments) < 4:
        print(__doc__, file=sys.stderr)
        return 2
    program, feed, *paths = arguments[1:]
    shared = os.environ.get("ENTENTE_SHARED", os.path.join(ROOT, "..", "shared", "data"))
    paths = [p if os.path.isabs(p) else os.path.join(ROOT if p.startswith("tests/") else shared, p)
             for p in paths]
    if not all(os.path.exists(p) for p in paths):
        print(f"1..0 # SKIP no {', '.join(os.path.basename(p) for p in paths)} beside the repository")
        return 0
    done = subprocess.run([program, feed, *paths], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"1..1\nnot ok 1 - {feed}: the program failed\n# {done.stderr.strip()}")
        return 1
    facts = list(facts_of(read(feed, paths), done.stdout))
    print(f"1..{len(facts)}")
    for i, (what, holds, said) in enumerate(facts, 1):
        print(f"{'ok' if holds else 'not ok'} {i} - {feed}: {what}")
        if not holds:
            print(f"# {said}")
    return 0 if all(holds for _, holds, _ in facts) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
"""Turn data/ref/*.tsv into one C file of static tables; refuse a bad row with file:line.

Usage: gen_ref.py DATA_DIR OUT.c

The folding of names here must equal ent_text_fold and ref_key (src/ref/key.c);
tests/unit/ref/test_key.c compares both on every key.
"""
import datetime
import os
import re
import sys
import unicodedata

EPOCH = datetime.date(1970, 1, 1).toordinal()
DAY_MAX = 2**31 - 1
SCHEMES = ["any", "ent", "iso3", "iso2", "cow", "gw", "fips", "cameo", "name"]
CODE_FORM = {
    "iso3": r"[A-Z]{3}", "iso2": r"[A-Z]{2}", "cow": r"[A-Z]{3}|[1-9][0-9]{0,2}",
    "gw": r"[1-9][0-9]{0,2}", "fips": r"[A-Z]{2}", "cameo": r"[A-Z]{3}",
}
KINDS = ["code", "name", "demonym", "foreign", "capital", "government"]
LAYERS = ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "T1", "T2", "T3", "T4", "T5", "T6",
          "T7", "T8", "T9", "T10", "T11", "H", "C", "D", "X"]
DROPPED = {"and", "of", "the"}
LENT = {"dem": "democratic", "rep": "republic", "st": "saint"}


class Bad(Exception):
    """A row that must not become C."""


class Row(dict):
    """One row of a table, which knows where it stands."""

    def __init__(self, path, line, names, fields):
        super().__init__(zip(names, fields))
        self.place = f"{os.path.basename(path)}:{line}"

    def bad(self, why):
        return Bad(f"{self.place}: {why}")


def read_table(folder, name, columns):
    """Rows of a TSV: '#' lines are remarks, the first other line names the columns."""
    path = os.path.join(folder, name)
    rows, header = [], None
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            text = text.rstrip("\n")
            if text.startswith("#") or not text:
                continue
            fields = text.split("\t")
            if header is None:
                header = fields
                if header != columns:
                    raise Bad(f"{name}:{number}: columns are {header}, want {columns}")
                continue
            row = Row(path, number, header, fields)
            if len(fields) != len(header):
                raise row.bad(f"{len(fields)} fields, want {len(header)}")
            if any(f != f.strip() for f in fields):
                raise row.bad("blanks around a field")
            rows.append(row)
    if header is None:
        raise Bad(f"{name}: no header")
    return rows


def fold(text):
    """As ent_text_fold: NFKD, marks stripped, case folded, all but letters and digits to blanks."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = "".join(c for c in text if unicodedata.category(c)[0] != "M" and
                   unicodedata.category(c) != "Cf")
    text = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text)
    return " ".join(text.split())


def key(text):
    """As ref_key: fold, then drop "and", "of" and "the", and read "st" as "saint" and the like."""
    words = [LENT.get(w, w) for w in fold(text).split() if w not in DROPPED]
    return " ".join(words)


def read_date(row, column):
    """(year, month, day, first day number) or None when empty."""
    text = row[column]
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    try:
        if not match:
            raise ValueError
        year, month, day = (int(g or 0) for g in match.groups())
        first = datetime.date(year, month or 1, day or 1).toordinal() - EPOCH
    except ValueError:
        raise row.bad(f'"{text}" is no date; want YYYY, YYYY-MM or YYYY-MM-DD') from None
    return year, month, day, first


def last_day(row, column):
    """Last day that the date in this column can mean; DAY_MAX when empty."""
    date = read_date(row, column)
    if date is None:
        return DAY_MAX
    year, month, day, first = date
    if day:
        return first
    if month:
        return datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - EPOCH - 1
    return datetime.date(year, 12, 31).toordinal() - EPOCH


def read_polities(folder):
    rows = read_table(folder, "polities.tsv", ["code", "line", "name", "from", "to", "rule"])
    seen = {}
    for row in rows:
        if not re.fullmatch(r"[A-Z]{3}", row["code"]):
            raise row.bad(f'code "{row["code"]}" is not three capital letters')
        if row["code"] in seen:
            raise row.bad(f'code {row["code"]} stands already at {seen[row["code"]].place}')
        seen[row["code"]] = row
        if not row["name"] or not row["rule"]:
            raise row.bad("name and rule must not be empty")
        row.begin = read_date(row, "from")
        if row.begin is None:
            raise row.bad('"from" must not be empty')
        row.end = read_date(row, "to")
        row.first, row.last = row.begin[3], last_day(row, "to")
        if row.last < row.first:
            raise row.bad("ends before it begins")
    rows.sort(key=lambda r: (r["line"], r.first))
    for before, after in zip(rows, rows[1:]):
        if before["line"] == after["line"] and before.last > after.first:
            raise after.bad(f'overlaps {before["code"]} ({before.place}) in line {after["line"]}')
    for i, row in enumerate(rows):
        row.index = i
        row.latest = i + 1 == len(rows) or rows[i + 1]["line"] != row["line"]
        if row.latest and row["line"] != row["code"]:
            raise row.bad(f'line {row["line"]} must be named by its latest polity, {row["code"]}')
    return rows, seen


def the_polities(row, polities):
    for code in row["polity"].split(","):
        if code not in polities:
            raise row.bad(f'no polity "{code}"')
        yield polities[code]


class Entries:
    """Codes and names, each with the span of days in which it means its polity."""

    def __init__(self):
        self.rows = []
        self.seen = {}

    def add(self, row, polity, scheme, kind, text):
        folded = text if kind == "code" else key(text)
        if not folded:
            raise row.bad(f'"{text}" folds to nothing')
        first, last = polity.first, polity.last
        dated = row is not polity and bool(row["from"] or row["to"])
        if dated:
            first = read_date(row, "from")[3] if row["from"] else first
            last = last_day(row, "to") if row["to"] else last
        if last < first:
            raise row.bad(f'"{text}" ends before it begins')
        same = (scheme, folded, polity["code"], first)
        if same in self.seen:
            other = self.seen[same]
            if kind == "code" or (other[0] == kind and other[1] == text):
                raise row.bad(f'"{text}" stands already at {other[2]}')
            return  # "Moldavian" and "moldavian": one key is enough
        self.seen[same] = (kind, text, row.place)
        self.rows.append((SCHEMES.index(scheme), folded.encode(), polity.index, first, last,
                          KINDS.index(kind), dated, text, len(self.rows)))


def read_entries(folder, polities):
    entries = Entries()
    for polity in sorted(polities.values(), key=lambda p: p.index):
        entries.add(polity, polity, "ent", "code", polity["code"])
        entries.add(polity, polity, "name", "name", polity["name"])
    for row in read_table(folder, "codes.tsv", ["polity", "scheme", "code", "from", "to"]):
        for scheme in row["scheme"].split(","):
            if scheme not in CODE_FORM:
                raise row.bad(f'no scheme "{scheme}"; want {", ".join(CODE_FORM)}')
            if not re.fullmatch(CODE_FORM[scheme], row["code"]):
                raise row.bad(f'"{row["code"]}" has not the form of {scheme}')
            for polity in the_polities(row, polities):
                entries.add(row, polity, scheme, "code", row["code"])
    for row in read_table(folder, "names.tsv", ["polity", "kind", "names", "from", "to"]):
        if row["kind"] not in KINDS[1:]:
            raise row.bad(f'kind "{row["kind"]}"; want {", ".join(KINDS[1:])}')
        for text in row["names"].split("; "):
            for polity in the_polities(row, polities):
                entries.add(row, polity, "name", row["kind"], text)
    entries.rows.sort(key=lambda e: (e[0], e[1], e[2], e[3]))
    return entries.rows


def read_groups(folder, entries):
    taken = {(e[0], e[1]) for e in entries}
    groups = {}
    for row in read_table(folder, "groups.tsv", ["scheme", "words", "what"]):
        if row["scheme"] not in SCHEMES[2:]:
            raise row.bad(f'no scheme "{row["scheme"]}"')
        scheme = SCHEMES.index(row["scheme"])
        if not row["what"]:
            raise row.bad("say what it is")
        for word in row["words"].split("; "):
            folded = (key(word) if row["scheme"] == "name" else word).encode()
            if not folded:
                raise row.bad(f'"{word}" folds to nothing')
            if (scheme, folded) in taken:
                raise row.bad(f'"{word}" is a country in this scheme')
            groups.setdefault((scheme, folded), row["what"])
    return sorted((s, k, what) for (s, k), what in groups.items())


def read_layers(folder):
    titles = {}
    for row in read_table(folder, "layers.tsv", ["layer", "title"]):
        if row["layer"] not in LAYERS or row["layer"] in titles or not row["title"]:
            raise row.bad(f'layer "{row["layer"]}" is unknown, repeated or without title')
        titles[row["layer"]] = row["title"]
    missing = [c for c in LAYERS if c not in titles]
    if missing:
        raise Bad(f"layers.tsv: no title for {', '.join(missing)}")
    return titles


def read_units(folder):
    units = {}
    for row in read_table(folder, "units.tsv", ["unit", "base", "factor", "title"]):
        if not row["unit"] or row["unit"] in units:
            raise row.bad("unit empty or repeated")
        try:
            row.factor = float(row["factor"])
        except ValueError:
            raise row.bad(f'factor "{row["factor"]}" is no number') from None
        if not 0 < row.factor < 1e30:
            raise row.bad("factor must be above 0")
        units[row["unit"]] = row
    for row in units.values():
        base = units.get(row["base"])
        if base is None or base["base"] != base["unit"] or base.factor != 1:
            raise row.bad(f'base "{row["base"]}" is no base unit of this table')
    return [units[u] for u in sorted(units, key=str.encode)]


def read_indicators(folder, units):
    bases = {u["unit"] for u in units if u["base"] == u["unit"]} | {"", "*"}
    columns = ["code", "layer", "directed", "monadic", "flow", "unit", "title", "from_means",
               "to_means"]
    found = {}
    for row in read_table(folder, "indicators.tsv", columns):
        if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", row["code"]) or row["code"] in found:
            raise row.bad(f'code "{row["code"]}" repeated, or not of the form a.b_c')
        if row["layer"] not in LAYERS:
            raise row.bad(f'no layer "{row["layer"]}"')
        if not {row["directed"], row["monadic"], row["flow"]} <= {"0", "1"}:
            raise row.bad("flags are 0 or 1")
        if row["directed"] == row["monadic"] == "1":
            raise row.bad("a monadic indicator has no direction")
        if row["unit"] not in bases:
            raise row.bad(f'"{row["unit"]}" is no base unit')
        if not row["title"] or not row["from_means"] or (row["monadic"] == "1") != (
                not row["to_means"]):
            raise row.bad("title and ends must be named; to_means is empty when monadic")
        found[row["code"]] = row
    return [found[c] for c in sorted(found, key=str.encode)]


def quote(text):
    """A C string literal in ASCII; octal escapes cannot swallow what follows."""
    out = []
    for byte in text if isinstance(text, bytes) else text.encode():
        plain = 32 <= byte < 127 and chr(byte) not in '"\\?'
        out.append(chr(byte) if plain else f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def c_date(date):
    if date is None:
        return "{0, 0, 0, ENT_PREC_NONE, ENT_CAL_GREGORIAN, false}"
    year, month, day, _ = date
    precision = "DAY" if day else "MONTH" if month else "YEAR"
    return f"{{{year}, {month}, {day}, ENT_PREC_{precision}, ENT_CAL_GREGORIAN, false}}"


def c_day(day):
    return "INT32_MAX" if day == DAY_MAX else str(day)


def c_array(out, kind, name, rows):
    out.append(f"const {kind} {name}[] = {{")
    out.extend(f"    {row}," for row in rows)
    out.append("};")
    out.append(f"const size_t {name}_n = {len(rows)};\n")


def write_polities(out, polities, entries):
    c_array(out, "ent_polity", "ref_polities", [
        f'{{{quote(p["code"])}, {quote(p["line"])}, {quote(p["name"])}, {c_date(p.begin)}, '
        f'{c_date(p.end)}, {quote(p["rule"])}}}' for p in polities])
    starts, lives, owned = {}, [], []
    for p in polities:
        starts.setdefault(p["line"], p.index)
    own = {p.index: [] for p in polities}
    for at, entry in enumerate(entries):
        own[entry[2]].append((entry[5], entry[8], at))
    for p in polities:
        lives.append(f"{{{c_day(p.first)}, {c_day(p.last)}, {starts[p['line']]}, "
                     f"{str(p.latest).lower()}, {len(owned)}, {len(own[p.index])}}}")
        owned.extend(str(at) for _, _, at in sorted(own[p.index]))
    c_array(out, "ref_life", "ref_lives", lives)
    c_array(out, "uint16_t", "ref_owned", owned)
    by_code = sorted(polities, key=lambda p: p["code"])
    c_array(out, "uint16_t", "ref_by_code", [str(p.index) for p in by_code])


def write(path, polities, entries, groups, titles, units, indicators):
    out = ["/* Made by tools/gen_ref.py from data/ref; do not edit. */",
           '#include "ref/ref_priv.h"\n']
    write_polities(out, polities, entries)
    c_array(out, "ref_entry", "ref_entries", [
        f"{{{quote(k)}, {quote(text)}, {c_day(first)}, {c_day(last)}, {p}, {s}, {kind}, "
        f"{str(dated).lower()}}}" for s, k, p, first, last, kind, dated, text, _ in entries])
    c_array(out, "ref_group", "ref_groups",
            [f"{{{quote(k)}, {quote(what)}, {s}}}" for s, k, what in groups])
    c_array(out, "ref_layer", "ref_layers",
            ['{"", ""}'] + [f"{{{quote(c)}, {quote(titles[c])}}}" for c in LAYERS])
    c_array(out, "ent_indicator", "ref_indicators", [
        "{" + ", ".join([quote(r["code"]), str(1 + LAYERS.index(r["layer"])),
                         str(r["directed"] == "1").lower(), str(r["monadic"] == "1").lower(),
                         str(r["flow"] == "1").lower(), quote(r["unit"]), quote(r["title"]), quote(r["from_means"]),
                         quote(r["to_means"])]) + "}" for r in indicators])
    c_array(out, "ent_unit", "ref_units", [
        f'{{{quote(u["unit"])}, {quote(u["base"])}, {quote(u["title"])}, {u.factor!r}}}'
        for u in units])
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(out))


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder = arguments[1]
    try:
        polities, by_code = read_polities(folder)
        entries = read_entries(folder, by_code)
        if len(entries) > 65535:
            raise Bad("more than 65535 codes and names: widen ref_owned")
        groups = read_groups(folder, entries)
        units = read_units(folder)
        write(arguments[2], polities, entries, groups, read_layers(folder), units,
              read_indicators(folder, units))
    except (Bad, OSError, UnicodeDecodeError) as why:
        print(f"gen_ref.py: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

#!/usr/bin/env python3
"""Turn data/ref/event_classes.tsv and event_codes.tsv into one C file of static tables.

Usage: gen_event.py DATA_DIR OUT.c

A bad row is refused with file:line. CAMEO codes get an index by their digits, so that finding one
is a look-up: 2 digits at 0, 3 digits at 21, 4 digits at 231 (twin: cameo_slot in src/event/codes.c).
"""
import re
import sys

from gen_ref import Bad, c_array, quote, read_table

SCHEMES = {"cameo": "ENT_EVENT_CAMEO", "plover": "ENT_EVENT_PLOVER"}
QUADS = {"verbal cooperation": "ENT_QUAD_VERBAL_COOPERATION",
         "material cooperation": "ENT_QUAD_MATERIAL_COOPERATION",
         "verbal conflict": "ENT_QUAD_VERBAL_CONFLICT",
         "material conflict": "ENT_QUAD_MATERIAL_CONFLICT", "": "ENT_QUAD_NONE"}
CODE_FORM = {"cameo": r"(0[1-9]|1[0-9]|20)[0-9]{0,2}", "plover": r"[A-Z]+(/[a-z-]+)?"}
CAMEO_FIRST = {2: 0, 3: 21, 4: 231}
CAMEO_SLOTS = 231 + 2100


def read_version(folder, name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        match = re.search(r"version ([0-9]+)$", file.readline().rstrip("\n"))
    if not match:
        raise Bad(f'{name}:1: the first line must end in "version N"')
    return match.group(1)


def read_classes(folder):
    rows, seen = [], {}
    columns = ["number", "scheme", "code", "title", "plover", "quad"]
    for row in read_table(folder, "event_classes.tsv", columns):
        if row["number"] != str(len(rows) + 1) or len(rows) >= 250:
            raise row.bad(f'number "{row["number"]}"; want {len(rows) + 1}, at most 250')
        if row["scheme"] not in SCHEMES:
            raise row.bad(f'no scheme "{row["scheme"]}"; want {", ".join(SCHEMES)}')
        if row["quad"] not in QUADS:
            raise row.bad(f'no quad "{row["quad"]}"; want {", ".join(filter(None, QUADS))}')
        if not re.fullmatch(CODE_FORM[row["scheme"]], row["code"]) or not row["title"]:
            raise row.bad("code without the form of its scheme, or without title")
        if (row["scheme"], row["code"]) in seen:
            raise row.bad(f'{row["code"]} stands twice')
        seen[row["scheme"], row["code"]] = row
        rows.append(row)
    for row in rows:
        if row["plover"] and ("plover", row["plover"]) not in seen:
            raise row.bad(f'no PLOVER type "{row["plover"]}"')
    return rows, seen


def title_key(text):
    """As title_compare in src/event/codes.c: capitals, "_" and "-" do not matter."""
    return text.lower().replace("_", " ").replace("-", " ")


def read_codes(folder, classes):
    rows, seen = [], {}
    columns = ["scheme", "code", "class", "intensity", "title", "also"]
    for row in read_table(folder, "event_codes.tsv", columns):
        if row["scheme"] not in SCHEMES or not re.fullmatch(CODE_FORM[row["scheme"]], row["code"]):
            raise row.bad(f'"{row["code"]}" has not the form of scheme "{row["scheme"]}"')
        if (row["scheme"], row["code"]) in seen:
            raise row.bad(f'{row["code"]} stands already at {seen[row["scheme"], row["code"]].place}')
        seen[row["scheme"], row["code"]] = row
        if (row["scheme"], row["class"]) not in classes:
            raise row.bad(f'no class "{row["class"]}" in {row["scheme"]}')
        if row["scheme"] == "cameo" and row["class"] != row["code"][:2]:
            raise row.bad("a CAMEO code belongs to the class of its first two digits")
        if not re.fullmatch(r"-?[0-9]{1,3}", row["intensity"]) or abs(int(row["intensity"])) > 100:
            raise row.bad(f'intensity "{row["intensity"]}"; want tenths, -100..100')
        if not row["title"] or not (row["title"] + row["also"]).isascii():
            raise row.bad("title empty or not ASCII")
        row.number = int(classes[row["scheme"], row["class"]]["number"])
        rows.append(row)
    for (scheme, code) in classes:
        if (scheme, code) not in seen:
            raise Bad(f"event_codes.tsv: no row for class {code} of {scheme}")
    rows.sort(key=lambda r: (list(SCHEMES).index(r["scheme"]), r["code"].encode()))
    return rows


def titles_of(rows):
    """(scheme, title key, index of code); a root's title gives way to that of a finer code."""
    found = {}
    finer_first = sorted(enumerate(rows), key=lambda r: r[1]["scheme"] == "cameo" and
                         len(r[1]["code"]) == 2)
    for index, row in finer_first:
        for text in [row["title"]] + (row["also"].split(" | ") if row["also"] else []):
            key = (row["scheme"], title_key(text))
            if key not in found:
                found[key] = index
            elif found[key] != index and not (row["scheme"] == "cameo" and len(row["code"]) == 2):
                raise row.bad(f'title "{text}" stands already at {rows[found[key]].place}')
    return sorted((list(SCHEMES).index(s), key.encode(), at) for (s, key), at in found.items())


def cameo_index(rows):
    slots = [0] * CAMEO_SLOTS
    for at, row in enumerate(rows):
        if row["scheme"] == "cameo":
            slots[CAMEO_FIRST[len(row["code"])] + int(row["code"])] = at + 1
    return slots


def write(path, version, classes, rows):
    out = ["/* Made by tools/gen_event.py from data/ref; do not edit. */",
           '#include "event/event_priv.h"\n',
           f"const char event_version[] = {quote(version)};\n"]
    c_array(out, "ent_event_class", "event_class_rows", [
        f'{{{r["number"]}, {SCHEMES[r["scheme"]]}, {quote(r["code"])}, {quote(r["title"])}, '
        f'{quote(r["plover"])}, {QUADS[r["quad"]]}}}' for r in classes])
    c_array(out, "ent_event_code", "event_code_rows", [
        f'{{{quote(r["code"])}, {quote(r["title"])}, {r.number}, {r["intensity"]}}}' for r in rows])
    first = next(i for i, r in enumerate(rows) if r["scheme"] == "plover")
    out.append(f"const size_t event_code_plover = {first};\n")
    c_array(out, "event_title", "event_titles", [
        f"{{{quote(key)}, {at}, {list(SCHEMES.values())[s]}}}" for s, key, at in titles_of(rows)])
    c_array(out, "uint16_t", "event_cameo_slots", [str(s) for s in cameo_index(rows)])
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(out))


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    folder = arguments[1]
    try:
        version = read_version(folder, "event_classes.tsv")
        classes, by_code = read_classes(folder)
        write(arguments[2], version, classes, read_codes(folder, by_code))
    except (Bad, OSError, UnicodeDecodeError) as why:
        print(f"gen_event.py: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

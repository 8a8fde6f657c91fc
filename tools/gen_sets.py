#!/usr/bin/env python3
"""Turn data/ref/sets.tsv into a C table; refuse a bad row with file:line.

Usage: gen_sets.py sets.tsv OUT.c
"""
import re
import sys

COLUMNS = ["code", "type", "author", "year", "title", "publisher", "url", "licence", "released",
           "reliability", "credibility", "note"]
TYPES = {"article", "book", "dataset", "misc", "online", "report"}
PRECISION = {1: "ENT_PREC_YEAR", 2: "ENT_PREC_MONTH", 3: "ENT_PREC_DAY"}


class Bad(Exception):
    """A row that must not become C."""


def c_text(text):
    """A C string literal; bytes beyond ASCII as octal, so that the compiler's charset is no matter."""
    out = []
    for byte in text.encode("utf-8"):
        if byte in b'"\\':
            out.append("\\" + chr(byte))
        elif 32 <= byte < 127:
            out.append(chr(byte))
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def c_date(text):
    if not text:
        return "{0}"
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        raise Bad(f'released "{text}" is no YYYY, YYYY-MM or YYYY-MM-DD')
    parts = [int(p) for p in text.split("-")]
    year, month, day = parts + [0] * (3 - len(parts))
    return f".year = {year}, .month = {month}, .day = {day}, .precision = {PRECISION[len(parts)]}".join("{}")


def row_to_c(row):
    if row["type"] not in TYPES:
        raise Bad(f'type "{row["type"]}"; want one of {", ".join(sorted(TYPES))}')
    if not re.fullmatch("[A-F]", row["reliability"]) or not re.fullmatch("[1-6]", row["credibility"]):
        raise Bad("grade: want A to F and 1 to 6")
    if not row["title"] or not row["licence"]:
        raise Bad("title and licence are needed")
    info = [c_text(row[name]) for name in
            ("code", "type", "author", "year", "title", "publisher", "url", "licence", "note")]
    return (f"    {{{{{', '.join(info)}, {c_date(row['released'])}}}, "
            f"'{row['reliability']}', '{row['credibility']}'}},")


def read(path):
    rows, header = [], None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            fields = line.split("\t")
            if header is None:
                header = fields
                if header != COLUMNS:
                    raise Bad(f"{path}:{number}: columns are {header}, want {COLUMNS}")
                continue
            if len(fields) != len(COLUMNS):
                raise Bad(f"{path}:{number}: {len(fields)} fields, want {len(COLUMNS)}")
            row = dict(zip(COLUMNS, fields))
            if rows and rows[-1][0] >= row["code"]:
                raise Bad(f'{path}:{number}: "{row["code"]}" is out of order')
            try:
                rows.append((row["code"], row_to_c(row)))
            except Bad as bad:
                raise Bad(f"{path}:{number}: {bad}") from bad
    return rows


def main(source, out):
    rows = read(source)
    with open(out, "w", encoding="ascii") as file:
        file.write("/* Made by tools/gen_sets.py from data/ref/sets.tsv. */\n"
                   '#include "source/sets_priv.h"\n\n'
                   "const ent_set_row ent_set_rows[] = {\n")
        file.write("\n".join(text for _, text in rows))
        file.write("\n};\nconst size_t ent_set_rows_n = sizeof ent_set_rows / sizeof ent_set_rows[0];\n")


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2])
    except Bad as error:
        sys.exit(f"gen_sets: {error}")

#!/usr/bin/env python3
"""Turn data/ref/event_roles.tsv into C tables for src/feed/roles.c; refuse a bad row with file:line.

Usage: gen_roles.py DATA_DIR OUT.c
"""
import re
import sys

from gen_ref import Bad, c_array, quote, read_table

ROLES = ["", "GOV", "MIL", "PAR", "MED", "EDU", "BUS", "NGO", "CVL"]
VOCABULARIES = ["cameo", "sector", "title"]


def words_of(row):
    for word in row["words"].split(" | "):
        if not word or word != word.strip() or not word.isascii():
            raise row.bad(f'"{word}" is empty, not ASCII or has blanks around it')
        if row["vocabulary"] == "cameo" and not re.fullmatch("[A-Z]{3}", word):
            raise row.bad(f'"{word}" is not three capital letters')
        if row["vocabulary"] == "sector" and "," in word:
            raise row.bad(f'"{word}": sectors are parted by commas')
        yield word


def read(folder):
    found = {v: [] for v in VOCABULARIES}
    seen = set()
    for row in read_table(folder, "event_roles.tsv", ["vocabulary", "role", "words"]):
        if row["vocabulary"] not in found:
            raise row.bad(f'no vocabulary "{row["vocabulary"]}"; want {", ".join(VOCABULARIES)}')
        if row["role"] not in ROLES[1:]:
            raise row.bad(f'no role "{row["role"]}"; want {", ".join(ROLES[1:])}')
        for word in words_of(row):
            if (row["vocabulary"], word) in seen:
                raise row.bad(f'"{word}" stands twice')
            seen.add((row["vocabulary"], word))
            found[row["vocabulary"]].append((word, ROLES.index(row["role"])))
    return found


def write(path, found):
    out = ["/* Made by tools/gen_roles.py from data/ref; do not edit. */",
           '#include "feed/roles_priv.h"\n']
    slots = [0] * 26 ** 3
    for word, role in found["cameo"]:
        a, b, c = (ord(letter) - ord("A") for letter in word)
        slots[(a * 26 + b) * 26 + c] = role
    c_array(out, "uint8_t", "feed_role_cameo_slots", [str(role) for role in slots])
    c_array(out, "feed_role_word", "feed_role_sector_words", [
        f"{{{quote(w)}, {r}}}" for w, r in sorted(found["sector"], key=lambda e: e[0].encode())])
    c_array(out, "feed_role_word", "feed_role_title_words", [
        f"{{{quote(w.lower())}, {r}}}" for w, r in found["title"]])
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(out))


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        write(arguments[2], read(arguments[1]))
    except (Bad, OSError, UnicodeDecodeError) as why:
        print(f"gen_roles.py: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))

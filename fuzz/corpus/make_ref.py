#!/usr/bin/env python3
"""Make the corpora resolve/ and mo/: words in schemes on dates, and small message catalogues."""

import os
import struct

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMES = ["any", "ent", "iso3", "iso2", "cow", "gw", "fips", "cameo", "name"]

WORDS = [
    ("any", 0, "CH"), ("iso2", 0, "NA"), ("cow", 185, "365"), ("gw", 200, "678"),
    ("fips", 0, "ch"), ("cameo", 0, "EUR"), ("name", 0, "Congo"), ("name", 220, "Germany"),
    ("name", 173, "中国"), ("name", 0, "St. Kitts & Nevis"), ("name", 0, "Côte d’Ivoire"),
    ("ent", 40, "RUS"), ("iso3", 0, "ZAR"), ("name", 0, "Zimbabve"), ("name", 0, "a" * 500),
    ("any", 0, ""), ("name", 0, "***"), ("cow", 0, "0000002"), ("name", 250, "Czechoslovakia"),
]


def catalogue(pairs, order):
    """A .mo file of these (id, text) pairs in the byte order '<' or '>'."""
    ids = [p[0].encode() + b"\0" for p in pairs]
    texts = [p[1].encode() + b"\0" for p in pairs]
    at = 28 + 16 * len(pairs)
    tables = b""
    for strings in (ids, texts):
        for s in strings:
            tables += struct.pack(order + "II", len(s) - 1, at)
            at += len(s)
    head = struct.pack(order + "7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables + b"".join(ids + texts)


def put(folder, name, data):
    path = os.path.join(HERE, folder)
    os.makedirs(path, exist_ok=True)
    with open(os.path.join(path, name), "wb") as file:
        file.write(data)


def main():
    for i, (scheme, date, word) in enumerate(WORDS):
        put("resolve", f"{i:02}-{scheme}", bytes([SCHEMES.index(scheme), date]) + word.encode())
    put("resolve", "not-utf8", b"\x08\x00caf\xe9")
    put("resolve", "no-scheme", b"\x09\x00France")
    pairs = [("", "charset=UTF-8\n"), ("France", "Frankreich"), ("Norway", "Norwegen")]
    little = catalogue(pairs, "<")
    put("mo", "little-endian", little)
    put("mo", "big-endian", catalogue(pairs, ">"))
    put("mo", "empty", catalogue([], "<"))
    put("mo", "latin1", catalogue([("", "charset=ISO-8859-1\n")], "<"))
    put("mo", "cut", little[:-1])
    put("mo", "count-too-large", little[:8] + b"\xff\xff\xff\xff" + little[12:])
    put("mo", "offset-outside", little[:32] + b"\xff\xff\xff\x7f" + little[36:])


if __name__ == "__main__":
    main()

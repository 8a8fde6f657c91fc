#!/usr/bin/env python3
"""Makes corpus/reader/ from the made-up files of tests/data/source: one file a reader, its number
in the registry as the first byte. Usage: make_reader_corpus.py (after a change of the registry)"""
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "tests", "data", "source")
SOURCE = os.path.join(HERE, "..", "src", "source")
OUT = os.path.join(HERE, "corpus", "reader")


def readers():
    """Names of the C constants, in order of the registry, with the header each begins with."""
    with open(os.path.join(SOURCE, "registry.c"), encoding="utf-8") as file:
        names = re.findall(r"X\((ent_reader_\w+)\)", file.read())
    text = ""
    for name in sorted(os.listdir(SOURCE)):
        if name.endswith(".c"):
            with open(os.path.join(SOURCE, name), encoding="utf-8") as file:
                text += file.read()
    for name in names:
        body = re.search(rf"const ent_reader {name} = \{{(.*?)\n\}};", text, re.S)
        header = re.search(r'\.header = "([^"]*)"', body.group(1)) if body else None
        yield name, header.group(1) if header else None


def fixtures():
    for folder, _, names in os.walk(DATA):
        for name in sorted(names):
            with open(os.path.join(folder, name), "rb") as file:
                yield name, file.read()


def main():
    files = list(fixtures())
    os.makedirs(OUT, exist_ok=True)
    for number, (reader, header) in enumerate(readers()):
        for name, data in files:
            first = data.split(b"\n")[0].split(b"\r")[0].replace(b'"', b"").lower()
            if header and first.startswith(header.encode()):
                with open(os.path.join(OUT, f"{reader[len('ent_reader_'):]}-{name}"), "wb") as out:
                    out.write(bytes([number]) + data)


if __name__ == "__main__":
    main()

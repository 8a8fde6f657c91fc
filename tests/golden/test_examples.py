#!/usr/bin/env python3
"""Test: every example of the help, and every command that the documentation prints, runs (TAP).

usage: test_examples.py ENTENTE ROOT. An example may name files of the reader's own; those of
STANDING are made here from made-up data.
"""

import glob
import json
import os
import re
import shutil
import sys

import golden

# What the help's example files stand for: a made-up file of the same form.
STANDING = [("mine.tsv", "tiny.tsv"), ("my.map.tsv", "people.map.tsv"),
            ("my-data.csv", "people.csv"), ("cow_mid_dirdisps_v5.csv", "cow_mid.csv"),
            ("alliance_v4.1_by_directed.csv", "cow_alliances.csv")]
# An exit status besides 0, and why it is right.
ANNOUNCED = {
    "entente explain 3f9a12c0": 4,  # an id that nobody has
    "entente sources --coverage": 4,  # entries made by hand have no coverage window
    "entente import --mapping my.map.tsv my-data.csv": 3,  # made-up rows, one of them wrong
    "entente import cow_mid_dirdisps_v5.csv alliance_v4.1_by_directed.csv": 3,
    "entente dossier CHN RUS --without gdelt": 2,  # no feed is loaded here, and that is told
    "entente idealpoints CHN RUS USA": 4,  # the bundled evidence holds no roll calls
    "entente phases CHN RUS": 4,  # needs a set of disputes and one of pledges
    "entente phases CHN RUS --years --format tsv": 4,
    "entente validate --every 20": 4,  # needs the published sets
    "entente validate --format tsv": 4,
    "entente validate --every 4 --ledger world.db": 4,
    "entente country Congo": 2,  # shown because it is ambiguous
}
PRINTED = re.compile(r"^(?:    |\$ )(entente (?:.*\\\n)*.*)$", re.M)
# Pages that tell how published files are read; those files are not here.
NEEDS_FILES = os.path.join("docs", "formats"), os.path.join("docs", "yardstick.md")


def gdelt_row(number, day, source, target, code, goldstein):
    """One made-up row of GDELT 2.0: 61 columns."""
    row = [""] * 61
    row[0], row[1], row[7], row[17] = str(number), day, source, target
    row[26], row[27], row[28], row[30] = code, code[:3], code[:2], goldstein
    row[31], row[32], row[33], row[34] = "3", "1", "3", "1.5"
    row[59], row[60] = day + "120000", f"https://example.org/{number}"
    return "\t".join(row) + "\n"


def prepare(place, root):
    os.mkdir(os.path.join(place.folder, "gdelt"))
    with open(os.path.join(place.folder, "gdelt", "20200102.export.CSV"), "w") as file:
        file.write(gdelt_row(1, "20200102", "CHN", "RUS", "040", "1.0"))
        file.write(gdelt_row(2, "20200102", "USA", "CHN", "111", "-2.0"))
    made_up = os.path.join(root, "tests", "data", "source")
    for name, model in STANDING:
        for folder in (place.folder, made_up):
            path = os.path.join(folder, model)
            if os.path.exists(path):
                shutil.copy(path, os.path.join(place.folder, name))
                break
    place.good("entente import --ledger world.db tiny.tsv")
    place.good("entente import --ledger votes.db votes.tsv")


def from_help(place):
    described = json.loads(place.good("entente --dump-help"))
    for command in described["commands"]:
        for example in command["examples"]:
            yield "help " + command["name"], example["line"]


def from_docs(root):
    pages = [os.path.join(root, "README.md")]
    pages += sorted(glob.glob(os.path.join(root, "docs", "**", "*.md"), recursive=True))
    for page in pages:
        if os.path.relpath(page, root).startswith(NEEDS_FILES):
            continue
        with open(page, encoding="utf-8") as file:
            for line in PRINTED.findall(file.read()):
                yield os.path.relpath(page, root), re.sub(r"\\\n *", "", line)


def main():
    entente, root = sys.argv[1:3]
    tap = golden.Tap()
    with golden.Place(entente, root) as place:
        cases = list(from_help(place)) + list(from_docs(root))
    for where, line in dict.fromkeys(cases):
        want = ANNOUNCED.get(line, 0)
        with golden.Place(entente, root) as place:
            prepare(place, root)
            status, _, err = place.run(re.sub(r"\s+\|\s.*$", "", line))
        name = f"{where}, {line}".replace(":", "-").replace("#", "")
        tap.fact(status == want, name,
                 [f"exit {status}, want {want}", *err.decode("utf-8", "replace").splitlines()])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())

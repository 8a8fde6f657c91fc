#!/usr/bin/env python3
"""Lint: no paths of one machine in any tracked text, no unfinished marks in shipped code."""

import re

import clex

# Folders whose files ship; /tmp is allowed in tests and tools, which may make scratch files.
SHIPPED = ("src/", "apps/", "include/", "data/", "web/")
TEXT = [".c", ".h", ".py", ".sh", ".md", ".tsv", ".txt", ".build", ".js", ".mjs", ".ts", ".css",
        ".html", ".json", ".yml", ".in", "Makefile", "LAYERS", "run", ".map"]

MACHINE = re.compile(r"(?<![\w.$}])/(?:root|home/\w+|work|mnt|Users/\w+)/")
SCRATCH = re.compile(r"(?<![\w.$}])/tmp/")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK|not (?:yet )?implem" r"ented|"
                        r"st" r"ub(?:bed)?)\b")
CODE = (".c", ".h", ".js", ".mjs", ".ts", ".css", ".html")


def check(root):
    findings = []
    for path in clex.files(root, ["."], TEXT):
        path = path[2:] if path.startswith("./") else path
        shipped = path.startswith(SHIPPED)
        for number, line in enumerate(clex.read(root, path).split("\n"), 1):
            if MACHINE.search(line) or (shipped and SCRATCH.search(line)):
                findings.append(f"{path}:{number}: a path of one machine; want a relative path "
                                "or an argument")
            mark = UNFINISHED.search(line) if shipped and path.endswith(CODE) else None
            if mark:
                findings.append(f"{path}:{number}: '{mark.group()}' marks unfinished work; "
                                "finish it, or say LIMIT: with its consequence")
    return findings


if __name__ == "__main__":
    clex.run(check, "words")

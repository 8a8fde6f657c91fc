#!/usr/bin/env python3
"""Test: man page and completions made from a table with awkward words are well-formed (TAP)."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = sys.argv[1]

TABLE = {
    "commands": [
        {"name": "import", "summary": "read files: it's the first step",
         "usage": "entente import [options] FILE...",
         "examples": [{"line": "entente import --ledger my.ledger mine.tsv",
                       "what": ".begins with a dot, ends with a back\\slash"}],
         "options": [
             {"long": "dry-run", "short": "n", "metavar": "", "help": "don't write [at all]"},
             {"long": "as", "short": "", "metavar": "cow-mid|atop", "help": "take it for: this"}]},
        {"name": "dossier", "summary": "what is known", "usage": "entente dossier A B",
         "examples": [],
         "options": [{"long": "out", "short": "o", "metavar": "FILE", "help": "'quoted'"}]},
    ],
    "global": [{"long": "format", "short": "", "metavar": "text|tsv|json", "help": "form"}],
}

ASK_BASH = """. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _entente
echo "${COMPREPLY[*]}" """

# what is typed, what is offered
OFFERS = [
    (["entente", "im"], "import"),
    (["entente", "import", "--d"], "--dry-run"),
    (["entente", "import", "--as", "c"], "cow-mid"),
    (["entente", "dossier", "--format", "t"], "text tsv"),
    (["entente", "dossier", "--"], "--out --format"),
]


def make(folder, table, script, *args):
    """What a generator prints for the table, in a file."""
    path = os.path.join(folder, "-".join([script, *args[:1]]) + ".out")
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, os.path.join(ROOT, "tools", script), *args, table],
                       stdout=out, check=True)
    return path


def quiet(*command):
    """(succeeded without a word of complaint, complaint)"""
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    return done.returncode == 0 and not done.stderr, done.stderr


def page(man):
    done = subprocess.run(["groff", "-man", "-Tascii", "-P-cbou", man], text=True,
                          capture_output=True, check=False)
    wanted = [".begins with a dot, ends with a back\\slash", "--as cow-mid|atop", "don't write",
              "EXIT STATUS", "entente import --ledger my.ledger mine.tsv"]
    return all(w in done.stdout for w in wanted), done.stdout


def cases(folder):
    """(name, function giving (good, log), program it needs)"""
    table = os.path.join(folder, "help.json")
    with open(table, "w", encoding="utf-8") as file:
        json.dump(TABLE, file)
    man = make(folder, table, "gen_man.py")
    bash, zsh, fish = (make(folder, table, "gen_completions.py", s)
                       for s in ("bash", "zsh", "fish"))
    found = [
        ("man page without a warning",
         lambda: quiet("groff", "-man", "-Tascii", "-ww", "-z", man), "groff"),
        ("man page says what the table says", lambda: page(man), "groff"),
        ("bash completion parses", lambda: quiet("bash", "-n", bash), "bash"),
        ("zsh completion parses", lambda: quiet("zsh", "-n", zsh), "zsh"),
        ("fish completion parses", lambda: quiet("fish", "-n", fish), "fish"),
    ]
    for typed, wanted in OFFERS:
        def offer(typed=typed, wanted=wanted):
            done = subprocess.run(["bash", "-c", ASK_BASH, "bash", bash, *typed], text=True,
                                  capture_output=True, check=False)
            return done.stdout.strip() == wanted, done.stdout + done.stderr
        found.append((f"bash offers '{wanted}' after '{' '.join(typed)}'", offer, "bash"))
    return found


def main():
    bad = number = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, run, program in cases(folder):
            number += 1
            if not shutil.which(program):
                print(f"ok {number} - {name} # SKIP no {program} here")
                continue
            good, log = run()
            bad += not good
            print(f"{'ok' if good else 'not ok'} {number} - {name}")
            for line in [] if good else log.splitlines():
                print("# " + line)
    print(f"1..{number}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Test: each case is a command with its stdout, stderr and exit status as files beside it (TAP).

usage: run.py ENTENTE ROOT [--rewrite] [CASE...]

tests/golden/CASE/cmd holds lines that begin with "entente"; those before the last only prepare
the ledger. `| head N` behind the last keeps its first N lines. stdout, stderr and exit hold what
the last one came to; an absent stdout or stderr is an empty one. --rewrite writes them anew; read
the difference before you commit it.
"""

import difflib
import json
import os
import re
import sys

import golden

SECONDS = re.compile(rb"\(\d+\.\d s\)")
HEAD = re.compile(r"\s*\|\s*head (\d+)$")
JSON = re.compile(r"(--format[= ]json|--as (json|csl)|--dump-help)")


def measured(entente, root, lines):
    """What the last line came to, as the files that a case keeps."""
    head = HEAD.search(lines[-1])
    last = HEAD.sub("", lines[-1])
    with golden.Place(entente, root) as place:
        for line in lines[:-1]:
            place.good(line, (0, 3))
        status, out, err = place.run(last)
    if JSON.search(last) and status in (0, 4):
        json.loads(out)
    if head:
        out = b"".join(out.splitlines(True)[:int(head.group(1))])
    return {"stdout": out, "stderr": SECONDS.sub(b"(0.0 s)", err), "exit": b"%d\n" % status}


def kept(folder):
    found = {}
    for name in ("stdout", "stderr", "exit"):
        path = os.path.join(folder, name)
        with open(path if os.path.exists(path) else os.devnull, "rb") as file:
            found[name] = file.read()
    return found


def rewrite(folder, now):
    for name, text in now.items():
        path = os.path.join(folder, name)
        if text:
            with open(path, "wb") as file:
                file.write(text)
        elif os.path.exists(path):
            os.remove(path)


def difference(before, now):
    lines = []
    for name in before:
        if before[name] != now[name]:
            old, new = (text.decode("utf-8", "replace").splitlines()
                        for text in (before[name], now[name]))
            lines += list(difflib.unified_diff(old, new, name, name + " now", lineterm=""))[:40]
    return lines


def main():
    words = [word for word in sys.argv[1:] if word != "--rewrite"]
    entente, root, chosen = words[0], words[1], words[2:]
    home = os.path.join(root, "tests", "golden")
    tap = golden.Tap()
    for name in sorted(os.listdir(home)):
        folder = os.path.join(home, name)
        if not os.path.exists(os.path.join(folder, "cmd")) or (chosen and name not in chosen):
            continue
        with open(os.path.join(folder, "cmd"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        try:
            now = measured(entente, root, lines)
        except (RuntimeError, ValueError) as error:
            tap.fact(False, name, str(error).splitlines())
            continue
        if "--rewrite" in sys.argv:
            rewrite(folder, now)
        before = kept(folder)
        tap.fact(before == now, name, difference(before, now))
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())

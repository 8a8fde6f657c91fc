"""A small C tokenizer and function finder, shared by the lints."""

import os
import re
from collections import namedtuple

# kind: name, number, string, char, op, hash (a whole preprocessor line), comment
Token = namedtuple("Token", "kind text line")
Function = namedtuple("Function", "name line last static body")

SKIP_DIRS = {".git", "node_modules", "__pycache__", "out", "shared"}

TOKEN = re.compile(
    r"""
    (?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)
  | (?P<hash>^[ \t]*\#(?:\\\r?\n|/\*.*?\*/|(?!//)[^\n])*)
  | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
  | (?P<char>[uUL]?'(?:\\.|[^'\\\n])*')
  | (?P<name>[A-Za-z_]\w*)
  | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
  | (?P<op>->|\+\+|--|&&|\|\||<<=?|>>=?|[-+*/%&|^=!<>]=|\.\.\.|[^\s\w])
    """,
    re.X | re.S | re.M,
)


def tokens(text, comments=False):
    """Tokens of C text in order; comments only when asked for."""
    found = []
    line, at = 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        if match.lastgroup != "comment" or comments:
            found.append(Token(match.lastgroup, match.group(), line))
    return found


def close_of(toks, at, opening, closing):
    """Index of the token that closes the bracket at `at`, or len(toks)."""
    depth = 0
    for i in range(at, len(toks)):
        if toks[i].text == opening:
            depth += 1
        elif toks[i].text == closing:
            depth -= 1
            if depth == 0:
                return i
    return len(toks)


def open_of(toks, at):
    """Index of the '(' that the ')' at `at` closes, or -1."""
    depth = 0
    for i in range(at, -1, -1):
        if toks[i].text == ")":
            depth += 1
        elif toks[i].text == "(":
            depth -= 1
            if depth == 0:
                return i
    return -1


def functions(text):
    """Function definitions of a file: name, first and last line, static or not, body tokens."""
    everything = tokens(text)
    toks = [t for t in everything if t.kind != "hash"]
    found = []
    start = i = 0
    while i < len(toks):
        word = toks[i].text
        if word in (";", "}"):
            start = i + 1
        elif word == "{" and i > 0 and toks[i - 1].kind == "string":
            start = i + 1  # extern "C" {: what is inside stands at file level too
        elif word == "{":
            end = close_of(toks, i, "{", "}")
            opening = open_of(toks, i - 1) if i > 0 and toks[i - 1].text == ")" else -1
            if opening > start and toks[opening - 1].kind == "name":
                last = toks[min(end, len(toks) - 1)].line
                body = [t for t in everything if toks[i].line <= t.line <= last]
                words = {t.text for t in toks[start:opening]}
                found.append(Function(toks[opening - 1].text, toks[opening - 1].line, last,
                                      "static" in words, body))
                start = end + 1
            i = end
        i += 1
    return found


BRANCHES = {"if", "for", "while", "case", "&&", "||", "?"}


def complexity(function):
    """McCabe's number as the common counters take it: 1 + branches, && || ?: and #if included."""
    total = 1
    for tok in function.body:
        if tok.kind == "hash":
            total += bool(re.match(r"\s*#\s*(if|elif)", tok.text))
        elif tok.kind in ("name", "op") and tok.text in BRANCHES:
            total += 1
    return total


def files(root, folders, endings):
    """Paths relative to root, sorted, of files below the folders with one of the endings."""
    found = []
    for folder in folders:
        for here, dirs, names in os.walk(os.path.join(root, folder)):
            dirs[:] = sorted(d for d in dirs if d not in SKIP_DIRS and not d.startswith("build"))
            for name in names:
                if name.endswith(tuple(endings)):
                    path = os.path.relpath(os.path.join(here, name), root)
                    found.append(path.replace(os.sep, "/"))
    return sorted(set(found))


def read(root, path):
    """Text of a file; bytes that are not UTF-8 become marks, so that no lint stumbles."""
    with open(os.path.join(root, path), encoding="utf-8", errors="replace", newline="") as file:
        return file.read()


def run(check, what):
    """Command line of every lint: an optional root folder; prints findings, exits 1 on any."""
    import sys

    root = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(
        os.path.dirname(os.path.abspath(__file__)))
    findings = check(root)
    for finding in findings:
        print(finding)
    print(f"{what}: {len(findings)} findings")
    sys.exit(1 if findings else 0)

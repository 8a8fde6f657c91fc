#!/usr/bin/env python3
"""Lint: 600 lines a file, 80 a function, complexity 15, five arguments in public headers.

Of the arguments count those that a caller has to think about: not err, not the arena that out
lives in, not the length that goes with an array (`wants, n_wants` and `out, n` are one each).
"""

import ast

import clex

FILE_LINES = 600
FUNCTION_LINES = 80
COMPLEXITY = 15
ARGUMENTS = 5
UNCOUNTED = ([], ["void"], ["..."], ["ent_error", "*", "err"], ["ent_arena", "*", "arena"])

FOLDERS = ["src", "include", "apps", "tests", "fuzz", "bench", "tools", ".ci"]
ENDINGS = [".c", ".h", ".py", ".sh", ".js", ".mjs", ".ts", ".css", ".html", ".build"]


def check_c(path, text):
    findings = []
    for function in clex.functions(text):
        lines = function.last - function.line + 1
        if lines > FUNCTION_LINES:
            findings.append(f"{path}:{function.line}: {function.name} has {lines} lines, "
                            f"want at most {FUNCTION_LINES}")
        branches = clex.complexity(function)
        if branches > COMPLEXITY:
            findings.append(f"{path}:{function.line}: {function.name} has complexity {branches}, "
                            f"want at most {COMPLEXITY}")
    return findings


def check_python(path, text):
    findings = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                findings.append(f"{path}:{node.lineno}: {node.name} has {lines} lines, "
                                f"want at most {FUNCTION_LINES}")
    return findings


def arguments(toks):
    """Arguments between brackets that count: see above."""
    depth, parts = 0, [[]]
    for tok in toks:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(tok.text, 0)
        if tok.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(tok.text)
    kept = []
    for part in parts:
        name, before = part[-1] if part else "", kept[-1][-1] if kept else ""
        length = part[:1] == ["size_t"] and (name == "n_" + before or (
            part[1:2] == ["*"] and before.startswith("out") and name in ("n", before + "_n")))
        if part not in UNCOUNTED and not length:
            kept.append(part)
    return kept


def check_header(path, text):
    findings = []
    toks = [t for t in clex.tokens(text) if t.kind != "hash"]
    for i, tok in enumerate(toks):
        if tok.text != "ENT_API":
            continue
        j = i + 1
        while j < len(toks) and toks[j].text not in ("(", ";"):
            j += 1
        if j == len(toks) or toks[j].text == ";":
            continue
        n = len(arguments(toks[j + 1:clex.close_of(toks, j, "(", ")")]))
        if n > ARGUMENTS:
            findings.append(f"{path}:{tok.line}: {toks[j - 1].text} takes {n} arguments besides "
                            f"err, want at most {ARGUMENTS}: an options struct")
    return findings


def check(root):
    findings = []
    for path in clex.files(root, FOLDERS, ENDINGS) + ["Makefile", "meson.build"]:
        try:
            text = clex.read(root, path)
        except FileNotFoundError:
            continue
        lines = len(text.splitlines())
        if lines > FILE_LINES:
            findings.append(f"{path}:1: {lines} lines, want at most {FILE_LINES}")
        if path.endswith((".c", ".h")):
            findings += check_c(path, text)
        if path.endswith(".py"):
            findings += check_python(path, text)
        if path.startswith("include/entente/"):
            findings += check_header(path, text)
    return findings


if __name__ == "__main__":
    clex.run(check, "lengths")

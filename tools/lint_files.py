#!/usr/bin/env python3
"""Lint: each file says its job, is listed in its meson.build, and has its test file."""

import ast
import posixpath
import re

import clex


def purpose(path, text):
    """What the first comment of the file lacks."""
    if path.endswith((".c", ".h")):
        match = re.match(r"/\*+\s*(.*?)\*/", text, re.S)
        words = match.group(1).split() if match else []
    elif path.endswith(".py"):
        words = (ast.get_docstring(ast.parse(text)) or "").split()
    else:
        lines = [line for line in text.splitlines() if not line.startswith("#!")]
        words = lines[0].lstrip("#").split() if lines and lines[0].startswith("#") else []
    if len(words) < 4:
        return f"{path}:1: want a first comment that says the one job of this file"
    return None


def tests_of(path):
    """src/ledger/store_sqlite/open.c -> tests/unit/ledger/test_open.c, or with the subfolder's
    name before the file's where two subfolders hold the same name."""
    _, stage, *rest = path.split("/")
    return [f"tests/unit/{stage}/test_{name}" for name in (rest[-1], "_".join(rest))]


def needs_test(path, text):
    """A file that others can call needs one; tables and _priv.c files are tested through these."""
    if path.endswith("_priv.c"):
        return False
    return any(not f.static for f in clex.functions(text))


def listed(root, path):
    """Does a meson.build at or above the file's folder, within its stage, name it?"""
    folder = posixpath.dirname(path)
    while folder not in ("", "src", "apps", "tests"):
        try:
            text = clex.read(root, posixpath.join(folder, "meson.build"))
        except FileNotFoundError:
            text = ""
        if "'" + posixpath.relpath(path, folder) + "'" in text:
            return True
        folder = posixpath.dirname(folder)
    return False


def unit_listed(root, path):
    """tests/unit/base/test_text.c stands as 'text' in tests/unit/base/meson.build."""
    folder, name = posixpath.split(path)
    try:
        text = clex.read(root, posixpath.join(folder, "meson.build"))
    except FileNotFoundError:
        return False
    return f"'{name[len('test_'):-len('.c')]}'" in text


def check(root):
    findings = []
    code = clex.files(root, ["src", "include", "apps", "tests", "fuzz", "bench"], [".c", ".h"])
    tests = set(code)
    for path in code + clex.files(root, ["tools", "tests", "fuzz", "bench"], [".py", ".sh"]):
        wrong = purpose(path, clex.read(root, path))
        if wrong:
            findings.append(wrong)
    for path in code:
        if path.startswith("src/") and path.endswith(".c"):
            if not listed(root, path):
                findings.append(f"{path}:1: not listed in its stage's meson.build")
            wanted = tests_of(path)
            if needs_test(path, clex.read(root, path)) and not tests.intersection(wanted):
                findings.append(f"{path}:1: want its test {wanted[0]}")
        if path.startswith("tests/unit/") and posixpath.basename(path).startswith("test_"):
            if not unit_listed(root, path):
                findings.append(f"{path}:1: not listed in its folder's meson.build")
    return findings


if __name__ == "__main__":
    clex.run(check, "files")

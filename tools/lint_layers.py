#!/usr/bin/env python3
"""Lint: who includes whom. src/LAYERS permits, everything else is forbidden."""

import os
import posixpath
import re

import clex

# Each outside library has exactly one home; headers by pattern. A home is a folder or one file.
HOMES = [
    (r"sqlite3(ext)?\.h", "src/ledger/store_sqlite"),
    (r"zlib\.h|zconf\.h", "src/base"),
    (r"zstd(_errors)?\.h", "src/base"),
    (r"utf8proc\.h", "src/base"),
    (r"sodium(/.*|\.h)", "src/base"),
    (r"readstat\.h", "src/render"),
    (r"libdeflate\.h|isa-l(/.*|\.h)", "src/base"),
    (r"xxhash\.h", "src/feed/hash.c"),
    (r"immintrin\.h", "src/feed/scan.c"),
    (r"unicode/.*|libstemmer\.h|linear\.h", "src/coder"),
    (r"cblas\.h|lapacke?\.h|lbfgs\.h|nlopt\.h", "src/num"),
    (r"microhttpd\.h|cJSON\.h|cjson/cJSON\.h", "apps/serve"),
]

SYSTEM = set(
    """assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
    stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads
    time uchar wchar wctype dirent fcntl getopt glob libgen poll pthread pwd sched strings termios
    unistd sys/file sys/ioctl sys/mman sys/resource sys/select sys/socket sys/stat sys/time
    sys/types sys/uio sys/wait sys/random netinet/in netinet/tcp arpa/inet""".split())

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def layers(root):
    """(permissions, findings) of src/LAYERS."""
    allowed, findings = {}, []
    for number, line in enumerate(clex.read(root, "src/LAYERS").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        stage, colon, rest = line.partition(":")
        if not colon or stage in allowed:
            findings.append(f"src/LAYERS:{number}: want one line 'stage: stages' for each stage")
            continue
        allowed[stage.strip()] = set(rest.split())
    allowed.setdefault("base", set())
    for stage, others in allowed.items():
        for other in sorted(others - set(allowed) - {"include/entente"}):
            findings.append(f"src/LAYERS: {stage} may include {other}, which has no line")
    return allowed, findings + cycles(allowed)


def cycles(allowed):
    """A stage that can reach itself."""
    findings = []
    for stage in allowed:
        seen, todo = set(), list(allowed[stage])
        while todo:
            other = todo.pop()
            if other not in seen:
                seen.add(other)
                todo.extend(allowed.get(other, ()))
        if stage in seen:
            findings.append(f"src/LAYERS: {stage} can reach itself")
    return findings


def stage_of(path):
    """Stage that a file of the tree belongs to; None outside the layers."""
    parts = path.split("/")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[0] == "include" and len(parts) == 3:
        return posixpath.splitext(parts[2])[0]
    return "apps" if parts[0] == "apps" else None


def resolve(root, path, name):
    """Where a quoted include leads, relative to root; None: made in the build folder."""
    for folder in (posixpath.dirname(path), "src", "include"):
        full = posixpath.normpath(posixpath.join(folder, name))
        if os.path.isfile(os.path.join(root, full)):
            return full
    return None


def check_outside(path, name):
    """A header in angle brackets: of the system, or of a library in its home."""
    if name.startswith("entente/"):
        return f'<{name}>: our headers are included with quotes'
    if name.endswith(".h") and name[:-2] in SYSTEM:
        return None
    for pattern, home in HOMES:
        if re.fullmatch(pattern, name):
            if path.startswith(home + "/") or path == home:
                return None
            return f"<{name}>: this library is used under {home}/ only"
    return f"<{name}>: no home is listed for this library (tools/lint_layers.py)"


def check_ours(root, path, name, allowed):
    """A quoted header: the permission table, and private headers stay in their folder."""
    stage = stage_of(path)
    target = resolve(root, path, name)
    if target is None:
        if "/" in name or ".." in name:
            return f'"{name}": no such header'
        return None  # a generated table of the same stage: the compiler finds it or fails
    if target.endswith("_priv.h") and posixpath.dirname(target) != posixpath.dirname(path):
        return f'"{name}": a private header of another folder'
    if stage == "apps":
        same_app = posixpath.dirname(path).split("/")[:2] == target.split("/")[:2]
        if target.startswith("include/entente/") or same_app:
            return None
        return f'"{name}": apps include entente/ headers only'
    other = stage_of(target)
    if other == stage or other in allowed.get(stage, set()):
        return None
    return f'"{name}": {stage} may not include {other} (src/LAYERS)'


def check(root):
    allowed, findings = layers(root)
    for path in clex.files(root, ["src", "include", "apps"], [".c", ".h"]):
        stage = stage_of(path)
        if stage not in allowed:
            findings.append(f"{path}:1: stage '{stage}' has no line in src/LAYERS")
            continue
        for tok in clex.tokens(clex.read(root, path)):
            match = INCLUDE.match(tok.text) if tok.kind == "hash" else None
            if not match:
                continue
            bracket, name = match.groups()
            wrong = (check_outside(path, name) if bracket == "<"
                     else check_ours(root, path, name, allowed))
            if wrong:
                findings.append(f"{path}:{tok.line}: {wrong}")
    return findings


if __name__ == "__main__":
    clex.run(check, "layers")

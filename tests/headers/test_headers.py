#!/usr/bin/env python3
"""Test: each public header compiles alone, as C17 and as C++17, without a warning (TAP)."""

import glob
import os
import shutil
import subprocess
import sys

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wundef", "-Werror",
            "-fsyntax-only"]
C_ONLY = ["-Wstrict-prototypes", "-Wmissing-prototypes"]
COMPILERS = [
    ("gcc", ["-std=c17", "-xc"] + C_ONLY),
    ("g++", ["-std=c++17", "-xc++"]),
    ("clang-14", ["-std=c17", "-xc"] + C_ONLY),
    ("clang++-14", ["-std=c++17", "-xc++"]),
]


def compiles(compiler, flags, header, include):
    """(verdict, what the compiler said) for a file that includes this header twice."""
    source = f'#include "entente/{header}"\n#include "entente/{header}"\n'
    done = subprocess.run([compiler, *flags, *WARNINGS, "-I", include, "-"], text=True,
                          input=source, capture_output=True, check=False)
    return done.returncode == 0, done.stderr


def main():
    root = sys.argv[1]
    include = os.path.join(root, "include")
    headers = sorted(os.path.basename(h) for h in glob.glob(include + "/entente/*.h"))
    number = bad = 0
    for header in headers:
        for compiler, flags in COMPILERS:
            number += 1
            name = f"{header} alone, {compiler} {flags[0]}"
            if not shutil.which(compiler):
                print(f"ok {number} - {name} # SKIP no {compiler} here")
                continue
            good, said = compiles(compiler, flags, header, include)
            bad += not good
            print(f"{'ok' if good else 'not ok'} {number} - {name}")
            for line in said.splitlines():
                print("# " + line)
    print(f"1..{number}")
    return 1 if bad or not number else 0


if __name__ == "__main__":
    sys.exit(main())

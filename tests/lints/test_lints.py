#!/usr/bin/env python3
"""Test: each lint lets a clean tree pass and catches each planted violation (TAP)."""

import importlib
import os
import sys
import tempfile

ROOT = sys.argv[1]
sys.path.insert(0, os.path.join(ROOT, "tools"))

CLEAN = {
    "src/LAYERS": "num: base\nclaim: base\nledger: base claim\napps: include/entente\n",
    "src/base/meson.build": "sources += files('mem.c')\n",
    "src/base/mem.c": '/* mem.c: the only door to the heap. */\n#include "entente/base.h"\n'
                      "#include <stdlib.h>\n"
                      "void *\nent_alloc(size_t n)\n{\n    return malloc(n);\n}\n",
    "src/num/meson.build": "sources += files('sum.c', 'table.c')\n",
    "src/num/sum.c": '/* sum.c: adds numbers without losing the small ones. */\n'
                     '#include "entente/base.h"\n'
                     "/* malloc( and exit( in a comment are words */\n"
                     "static int\nhelp(int a)\n{\n    return a ? 1 : 0;\n}\n"
                     "int\nent_sum(int a)\n{\n"
                     '    const char *s = "printf(time(0))";\n'
                     "    return help(a) + s[0] + (a < 2 && a > 0);\n}\n",
    "src/num/table.c": "/* table.c: numbers that never change. */\nconst int ent_table[] = {1, 2};\n",
    "include/entente/base.h": "/* entente/base.h: the ground floor of all. */\n"
                              "#ifndef B\n#define B\n"
                              '#ifdef __cplusplus\nextern "C" {\n#endif\n'
                              "/** Zeroed memory. @owner the caller */\n"
                              "ENT_API void *ent_alloc(size_t n);\n\n"
                              "/** Reads. @error ENT_E_IO\n */\n"
                              "ENT_API ENT_MUST_USE ent_status ent_read(const char *a, int b, "
                              "int c, int d, int e, ent_error *err);\n"
                              "ENT_API ENT_MUST_USE ent_status ent_read_again(int a, int b, int c, int *d, "
                              "size_t n_d, ent_arena *arena, int *out, size_t *out_n);\n"
                              "#ifdef __cplusplus\n}\n#endif\n#endif\n",
    "apps/cli/main.c": '/* main.c: words in, exit status out. */\n#include "entente/base.h"\n',
    "tests/unit/base/meson.build": "unit_tests = ['mem']\n",
    "tests/unit/base/test_mem.c": "/* Facts about the heap's only door. */\n",
    "tests/unit/num/meson.build": "unit_tests = ['sum']\n",
    "tests/unit/num/test_sum.c": "/* Facts about sums of numbers. */\n",
    "tools/tidy.py": '"""A tool that tidies a thing."""\n',
}

LONG_FUNCTION = "/* long.c: a function too long. */\nstatic void\nf(void)\n{\n" + "\n" * 90 + "}\n"
BRANCHY = ("/* b.c: a function with many ways. */\nstatic int\nf(int a)\n{\n"
           + "    if (a && a > 1) return 2;\n" * 8 + "    return 0;\n}\n")
HEADER = CLEAN["include/entente/base.h"]
DECLARE = "/** Zeroed memory. @owner the caller */\nENT_API void *ent_alloc(size_t n);\n"
SUM = CLEAN["src/num/sum.c"]


def with_line(text, line):
    """The same C file with one more line below its first."""
    first, rest = text.split("\n", 1)
    return f"{first}\n{line}\n{rest}"


# lint, what is planted, file, its content, words the finding must hold
PLANTED = [
    ("layers", "a stage that is not permitted", "src/num/sum.c",
     with_line(SUM, '#include "entente/claim.h"'), "num may not include claim"),
    ("layers", "a header above base", "include/entente/base.h",
     with_line(HEADER, '#include "entente/claim.h"'), "base may not include claim"),
    ("layers", "a private header of another folder", "src/ledger/a.c",
     '/* a.c: one job for it. */\n#include "claim/x_priv.h"\n', "private header"),
    ("layers", "a library outside its home", "src/ledger/a.c",
     "/* a.c: one job for it. */\n#include <sqlite3.h>\n", "src/ledger/store_sqlite/ only"),
    ("layers", "a library without a home", "src/num/sum.c",
     with_line(SUM, "#include <gsl/gsl_sf.h>"), "no home"),
    ("layers", "an app that reaches inside", "apps/cli/main.c",
     '/* main.c: words in, status out. */\n#include "claim/x_priv.h"\n', "private header"),
    ("layers", "an app that includes a stage's header", "apps/cli/main.c",
     '/* main.c: words in, status out. */\n#include "claim/open.h"\n', "entente/ headers only"),
    ("layers", "a cycle", "src/LAYERS",
     "num: base\nclaim: ledger\nledger: claim\napps: include/entente\n", "can reach itself"),
    ("layers", "a stage without a line", "src/extra/a.c", "/* a.c: one job for it. */\n",
     "no line in src/LAYERS"),
    ("lengths", "a file of 601 lines", "src/num/sum.c", SUM + "\n" * 601, "want at most 600"),
    ("lengths", "a long script", "tools/tidy.py", '"""A tool, too long."""\n' + "\n" * 600,
     "want at most 600"),
    ("lengths", "a function of 93 lines", "src/num/long.c", LONG_FUNCTION, "want at most 80"),
    ("lengths", "a function of complexity 17", "src/num/b.c", BRANCHY, "complexity 17"),
    ("lengths", "six arguments and err", "include/entente/base.h",
     HEADER.replace("int b,", "int b, int b2,"), "takes 6 arguments"),
    ("lengths", "six arguments beside an array's length", "include/entente/base.h",
     HEADER.replace("int b,", "int *b, size_t n_b, int f,"), "takes 6 arguments"),
    ("bans", "malloc outside base", "src/num/sum.c", with_line(SUM, "static void *p = malloc(1);"),
     "malloc is banned"),
    ("bans", "a second wrapper in base", "src/base/other.c",
     "/* other.c: a second door to it. */\nvoid *q(void) { return malloc(2); }\n",
     "its wrapper is in"),
    ("bans", "printf in a macro", "src/num/sum.c", with_line(SUM, "#define SAY(x) printf(x)"),
     "printf is banned"),
    ("bans", "free handed on", "src/num/sum.c", with_line(SUM, "int z = bind(p, free);"),
     "free is banned"),
    ("bans", "the clock", "src/num/sum.c", with_line(SUM, "long t = time(0);"), "time is banned"),
    ("docs", "a function without comment", "include/entente/base.h",
     HEADER.replace(DECLARE, "ENT_API int ent_x(void);\n"), "no documentation"),
    ("docs", "a comment cut off by a blank line", "include/entente/base.h",
     HEADER.replace("caller */\n", "caller */\n\n"), "no documentation"),
    ("docs", "a fallible function without @error", "include/entente/base.h",
     HEADER.replace("@error ENT_E_IO", ""), "neither @error nor @return"),
    ("docs", "memory handed out without @owner", "include/entente/base.h",
     HEADER.replace("@owner the caller", ""), "no @owner"),
    ("docs", "a header without its purpose", "include/entente/base.h",
     HEADER.replace("/* entente/base.h: the ground floor of all. */", "/* hello */"),
     "want a first line"),
    ("words", "a machine's path", "src/num/sum.c", with_line(SUM, "/* see /ro" "ot/x */"),
     "one machine"),
    ("words", "a scratch path in shipped code", "src/num/sum.c",
     with_line(SUM, '/* "/t' 'mp/x" */'), "one machine"),
    ("words", "an unfinished mark", "apps/cli/main.c", "/* main.c: TO" "DO all of it. */\n",
     "unfinished"),
    ("files", "a file without purpose", "src/num/table.c", "const int ent_table[] = {1};\n",
     "one job"),
    ("files", "a script without purpose", "tools/tidy.py", "print(1)\n", "one job"),
    ("files", "a source that no meson.build lists", "src/num/new.c",
     "/* new.c: nobody builds this file. */\n", "not listed"),
    ("files", "a source without its test", "src/base/meson.build", None, "want its test"),
    ("files", "a test that does not run", "tests/unit/num/test_new.c",
     "/* Facts that nobody ever checks. */\n", "not listed"),
]


def write(root, path, text):
    full = os.path.join(root, path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "w", encoding="utf-8") as file:
        file.write(text)


def tree(root):
    """A clean tree, with two headers of stages for the violations to reach for."""
    for path, text in CLEAN.items():
        write(root, path, text)
    write(root, "include/entente/claim.h", "/* entente/claim.h: one statement by a source. */\n")
    write(root, "src/claim/x_priv.h", "/* x_priv.h: inside of the claim stage. */\n")
    write(root, "src/claim/open.h", "/* open.h: shared by the stages above. */\n")


def findings(lint, path=None, text=None):
    with tempfile.TemporaryDirectory() as root:
        tree(root)
        if path and text is None:  # the source with a public function, its test taken away
            os.remove(os.path.join(root, "tests/unit/base/test_mem.c"))
        elif path:
            write(root, path, text)
        return importlib.import_module("lint_" + lint).check(root)


def main():
    cases = []
    for lint in ("layers", "lengths", "bans", "docs", "words", "files"):
        found = findings(lint)
        cases.append((not found, f"{lint}: a clean tree passes", found))
    for lint, what, path, text, words in PLANTED:
        found = findings(lint, path, text)
        caught = any(words in f for f in found)
        cases.append((caught, f"{lint}: catches {what}", found))
    bad = 0
    for number, (good, name, found) in enumerate(cases, 1):
        bad += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        for finding in [] if good else found:
            print("# found instead: " + finding)
    print(f"1..{len(cases)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

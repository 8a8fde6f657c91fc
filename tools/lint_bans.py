#!/usr/bin/env python3
"""Lint: functions that src/ may not call, but for one wrapper each in src/base/."""

import clex

# Word -> what to use. Each may stand in one file of src/base and nowhere else under src/.
BANNED = {
    "malloc": "ent_alloc", "calloc": "ent_alloc", "realloc": "ent_realloc", "free": "ent_free",
    "reallocarray": "ent_realloc", "strdup": "ent_strdup", "strndup": "ent_arena_strndup",
    "asprintf": "ent_buf_addf", "vasprintf": "ent_buf_addf", "alloca": "ent_alloc",
    "sprintf": "ent_snprintf", "vsprintf": "ent_snprintf", "gets": "ent_lines_next",
    "strcpy": "ent_snprintf", "strcat": "ent_buf_adds", "stpcpy": "ent_buf_adds",
    "strncpy": "ent_snprintf", "strncat": "ent_buf_adds", "strtok": "ent_rows_next",
    "strtok_r": "ent_rows_next", "atoi": "ent_parse_i64", "atol": "ent_parse_i64",
    "atoll": "ent_parse_i64", "atof": "ent_parse_double", "strtod": "ent_parse_double",
    "strtof": "ent_parse_double", "strtold": "ent_parse_double", "strtol": "ent_parse_i64",
    "strtoul": "ent_parse_i64", "strtoll": "ent_parse_i64", "strtoull": "ent_parse_i64",
    "scanf": "ent_parse_*", "sscanf": "ent_parse_*", "fscanf": "ent_parse_*",
    "printf": "a renderer", "vprintf": "a renderer", "fprintf": "ent_fail", "puts": "a renderer",
    "vfprintf": "ent_fail", "putchar": "a renderer", "perror": "ent_fail",
    "setlocale": "nothing: the library has no locale", "getenv": "an argument",
    "secure_getenv": "an argument", "setenv": "an argument", "putenv": "an argument",
    "time": "an argument", "clock": "an argument", "gettimeofday": "an argument",
    "clock_gettime": "an argument", "localtime": "ent_date", "gmtime": "ent_date",
    "localtime_r": "ent_date", "mktime": "ent_date", "strftime": "ent_date_format",
    "rand": "a seeded generator", "srand": "a seeded generator", "random": "a seeded generator",
    "drand48": "a seeded generator", "exit": "ent_status", "_exit": "ent_status",
    "quick_exit": "ent_status", "abort": "ENT_ASSERT", "system": "nothing", "popen": "nothing",
}
# Words that are also good names for a variable or field: banned as calls only.
CALLS_ONLY = {"time", "clock", "random", "system", "free", "exit", "rand", "abort"}


def uses(text):
    """(word, line) of each banned use; members, comments and strings do not count."""
    toks = [t for t in clex.tokens(text) if t.kind != "hash" or "define" in t.text]
    flat = []
    for tok in toks:
        if tok.kind == "hash":  # the body of a macro is code too
            body = tok.text.split("define", 1)[1]
            flat += [t._replace(line=tok.line) for t in clex.tokens(body)]
        else:
            flat.append(tok)
    for i, tok in enumerate(flat):
        if tok.kind != "name" or tok.text not in BANNED:
            continue
        before = flat[i - 1].text if i else ""
        after = flat[i + 1].text if i + 1 < len(flat) else ""
        if before in (".", "->", "goto") or (before == "*" and after == ")"):
            continue
        handed_on = before in ("(", ",", "=", "&") and after in (")", ",", ";")
        if after == "(" or tok.text not in CALLS_ONLY or (tok.text == "free" and handed_on):
            yield tok.text, tok.line


def check(root):
    findings, homes = [], {}
    for path in clex.files(root, ["src"], [".c", ".h"]):
        for word, line in uses(clex.read(root, path)):
            home = homes.setdefault(word, path) if path.startswith("src/base/") else None
            if home != path:
                where = f"; its wrapper is in {home}" if home else ""
                findings.append(f"{path}:{line}: {word} is banned{where}; "
                                f"want {BANNED[word]}")
    return findings


if __name__ == "__main__":
    clex.run(check, "bans")

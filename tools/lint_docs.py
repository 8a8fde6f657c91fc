#!/usr/bin/env python3
"""Lint: every public function is documented, with errors and owner where they apply."""

import re

import clex


def statements(text):
    """(doc comment or None, tokens) of each ENT_API declaration.

    A comment speaks for the declaration below it and for those that follow it without a blank
    line between, until the next comment.
    """
    toks = clex.tokens(text, comments=True)
    doc, last_line, current = None, 0, []
    found = []
    for tok in toks:
        if tok.kind == "hash":  # a macro between comment and declaration belongs to both
            doc = doc if tok.line == last_line + 1 else None
            last_line = tok.line + tok.text.count("\n")
            continue
        if tok.kind == "comment":
            if not current:
                trailing = tok.text.startswith("/**<")
                doc = doc if trailing else (tok.text if tok.text.startswith("/**") else None)
                last_line = tok.line + tok.text.count("\n")
            continue
        if not current and tok.line > last_line + 1:
            doc = None
        current.append(tok)
        last_line = tok.line
        if tok.text == ";" and not inside_braces(current):
            if any(t.text == "ENT_API" for t in current):
                found.append((doc, current))
            current = []
        elif tok.text == "}" and current[0].text == "extern":
            current = []
        elif tok.text == "{" and current[0].text == "extern":
            current = []
    return found


def inside_braces(toks):
    return sum({"{": 1, "}": -1}.get(t.text, 0) for t in toks) > 0


def parts(toks):
    """(name, return words, argument words) of a function declaration; None for anything else."""
    for i, tok in enumerate(toks):
        if tok.text == "(" and i and toks[i - 1].kind == "name":
            before = [t.text for t in toks[:i - 1]]
            if toks[i - 1].text.startswith("__"):
                continue
            end = clex.close_of(toks, i, "(", ")")
            return toks[i - 1].text, before, [t.text for t in toks[i + 1:end]]
    return None


def gives_ownership(returns, args):
    """T *name(...) or T **out without const: the caller gets something to free."""
    words = [w for w in returns if w not in ("ENT_API", "ENT_MUST_USE")]
    if "*" in words and "const" not in words:
        return True
    joined = " ".join(args)
    return any(re.search(r"\* \*", piece) and "const" not in piece.split()
               for piece in joined.split(","))


def wrongs(doc, name, returns, args):
    """What the comment of one function lacks."""
    if doc is None:
        yield f"{name} has no documentation comment"
        return
    fallible = "ent_status" in returns and "ENT_MUST_USE" in returns
    if fallible and not re.search(r"@(error|return)\b", doc):
        yield f"{name} returns ent_status, but its comment has neither @error nor @return"
    if gives_ownership(returns, args) and not re.search(r"@owner|[Bb]orrowed", doc):
        yield f"{name} hands memory out, but its comment has no @owner"


def check(root):
    findings = []
    for path in clex.files(root, ["include"], [".h"]):
        text = clex.read(root, path)
        if not re.match(r"/\* entente/" + re.escape(path.split("/")[-1]) + r": \S", text):
            findings.append(f"{path}:1: want a first line '/* entente/{path.split('/')[-1]}: "
                            "what it is for. */'")
        for doc, toks in statements(text):
            function = parts(toks)
            if function:
                findings += [f"{path}:{toks[0].line}: {w}" for w in wrongs(doc, *function)]
    return findings


if __name__ == "__main__":
    clex.run(check, "docs")

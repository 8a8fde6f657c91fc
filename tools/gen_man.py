#!/usr/bin/env python3
"""Make the man page entente.1 from what `entente --dump-help` prints.

usage: gen_man.py [--version V] help.json > entente.1

The JSON, which gen_completions.py reads too:
  {"commands": [{"name", "summary", "usage", "examples": [{"line", "what"}], "options": [OPTION]}],
   "global": [OPTION]}
  OPTION = {"long", "short", "metavar", "help"}; short and metavar may be empty; a metavar
  "text|tsv|json" lists the words that may stand there, FILE and DIR ask for a path.
"""

import argparse
import json
import sys

EXIT = [
    ("0", "done"),
    ("1", "failed: the message on standard error says what was read, where, and what would be right"),
    ("2", "wrong usage"),
    ("3", "done, and some input was rejected"),
    ("4", "no evidence for an answer"),
]

ABOUT = (
    "Entente measures how solid the relation between two countries is, from sourced evidence, and "
    "shows the evidence for every number. Answers go to standard output, words about the work to "
    "standard error. Every number has an interval, a unit and a lineage; zero, missing and not "
    "covered are three different things."
)


def esc(text):
    """Text for troff: backslashes and hyphens as they are, no line taken for a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def option_lines(option):
    """One option as a tagged paragraph."""
    names = []
    if option.get("short"):
        names.append("\\fB" + esc("-" + option["short"].lstrip("-")) + "\\fR")
    names.append("\\fB" + esc("--" + option["long"].lstrip("-")) + "\\fR")
    head = ", ".join(names)
    if option.get("metavar"):
        head += " \\fI" + esc(option["metavar"]) + "\\fR"
    return [".TP", head, esc(option["help"])]


def example_lines(example):
    """What it does, then the line to type."""
    return [".PP", esc(example["what"]), ".PP", ".RS 4", ".nf", esc(example["line"]), ".fi", ".RE"]


def command_lines(command):
    """One command as a subsection, its first example before its options."""
    lines = [".SS " + esc(command["name"]), esc(command["summary"]), ".PP",
             "\\fB" + esc(command["usage"]) + "\\fR"]
    for example in command.get("examples", []):
        lines += example_lines(example)
    for option in command.get("options", []):
        lines += option_lines(option)
    return lines


def page(table, version):
    """The whole page; no date, so that the same table gives the same bytes."""
    lines = [
        f'.TH ENTENTE 1 "" "entente {esc(version)}" "User Commands"',
        ".SH NAME",
        "entente \\- measure the relation between two countries from sourced evidence",
        ".SH SYNOPSIS",
        "\\fBentente\\fR \\fIcommand\\fR [\\fIoptions\\fR] [\\fIarguments\\fR]",
        ".SH DESCRIPTION",
        esc(ABOUT),
        ".SH COMMANDS",
    ]
    for command in table["commands"]:
        lines += command_lines(command)
    if table.get("global"):
        lines += [".SH OPTIONS OF EVERY COMMAND"]
        for option in table["global"]:
            lines += option_lines(option)
    lines.append(".SH EXIT STATUS")
    for status, meaning in EXIT:
        lines += [".TP", f"\\fB{status}\\fR", esc(meaning)]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--version", default="")
    parser.add_argument("table")
    args = parser.parse_args()
    with open(args.table, encoding="utf-8") as file:
        sys.stdout.write(page(json.load(file), args.version))


if __name__ == "__main__":
    main()

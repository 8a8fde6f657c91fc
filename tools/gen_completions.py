#!/usr/bin/env python3
"""Make shell completions from what `entente --dump-help` prints (its form: gen_man.py).

usage: gen_completions.py bash|zsh|fish help.json
"""

import json
import re
import sys


def words(option):
    """Words that may follow the option, when its metavar lists them."""
    metavar = option.get("metavar") or ""
    return metavar.split("|") if re.fullmatch(r"[\w-]+(\|[\w-]+)+", metavar) else []


def kind(option):
    """What follows the option: nothing, words, a file, a folder, or anything."""
    metavar = option.get("metavar") or ""
    if not metavar:
        return "none"
    if words(option):
        return "words"
    return {"FILE": "file", "DIR": "dir"}.get(metavar.strip("[].").upper(), "any")


def names(option):
    """--long, then -s where there is one."""
    short = option.get("short") or ""
    return ["--" + option["long"].lstrip("-")] + (["-" + short.lstrip("-")] if short else [])


def quote(text):
    """Text inside single quotes of a shell."""
    return text.replace("'", "'\\''")


def bash_values(options):
    """Arms of a case over the word before the one being typed."""
    arms = []
    for option in options:
        reply = {
            "words": f"compgen -W '{' '.join(words(option))}' -- \"$cur\"",
            "file": 'compgen -f -- "$cur"',
            "dir": 'compgen -d -- "$cur"',
            "any": ":",
        }.get(kind(option))
        if reply:
            arms.append(f"        {'|'.join(names(option))}) mapfile -t COMPREPLY < <({reply})"
                        "; return ;;")
    return arms


def bash(table):
    shared = table.get("global", [])
    lines = [
        "# bash completion for entente",
        "_entente()",
        "{",
        '    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} options=',
        "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
        f"        mapfile -t COMPREPLY < <(compgen -W '"
        f"{' '.join(c['name'] for c in table['commands'])}' -- \"$cur\")",
        "        return",
        "    fi",
        '    case ${COMP_WORDS[1]}/$prev in',
    ]
    for command in table["commands"]:
        lines += [arm.replace("        ", f"        {command['name']}/", 1)
                  .replace("|-", f"|{command['name']}/-")
                  for arm in bash_values(command.get("options", []))]
    lines += [arm.replace("        ", "        */", 1).replace("|-", "|*/-")
              for arm in bash_values(shared)]
    lines += ["    esac", "    case ${COMP_WORDS[1]} in"]
    for command in table["commands"]:
        mine = [n for o in command.get("options", []) + shared for n in names(o)]
        lines.append(f"        {command['name']}) options='{' '.join(mine)}' ;;")
    lines += [
        "    esac",
        "    case $cur in",
        '        -*) mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur") ;;',
        '        *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;',
        "    esac",
        "}",
        "complete -o filenames -F _entente entente",
    ]
    return lines


def zsh_option(option):
    """One argument of _arguments."""
    text = re.sub(r"([\[\]:\\])", r"\\\1", option["help"])
    action = {"none": "", "words": f":word:({' '.join(words(option))})", "file": ":file:_files",
              "dir": ":folder:_files -/", "any": ":" + (option.get("metavar") or "").lower() + ":"}
    return [quote(f"{name}[{text}]{action[kind(option)]}") for name in names(option)]


def zsh(table):
    lines = ["#compdef entente", "_entente() {", "    local -a commands=("]
    for command in table["commands"]:
        lines.append(f"        '{command['name']}:{quote(command['summary'])}'")
    lines += ["    )", "    if (( CURRENT == 2 )); then", "        _describe command commands",
              "        return", "    fi", "    local verb=$words[2]", "    shift words",
              "    (( CURRENT-- ))", "    case $verb in"]
    for command in table["commands"]:
        lines.append(f"        {command['name']})")
        lines.append("            _arguments \\")
        for option in command.get("options", []) + table.get("global", []):
            lines += [f"                '{text}' \\" for text in zsh_option(option)]
        lines += ["                '*:file:_files'", "            ;;"]
    return lines + ["    esac", "}", '_entente "$@"']


def fish_option(option, command):
    """One complete line."""
    where = f"-n '__fish_seen_subcommand_from {command}' " if command else ""
    short = (option.get("short") or "").lstrip("-")
    value = {"none": "", "words": f" -x -a '{' '.join(words(option))}'", "file": " -r -F",
             "dir": " -x -a '(__fish_complete_directories)'", "any": " -x"}[kind(option)]
    return (f"complete -c entente {where}-l {option['long'].lstrip('-')}"
            + (f" -s {short}" if short else "") + value + f" -d '{fish_quote(option['help'])}'")


def fish_quote(text):
    """Text inside single quotes of fish."""
    return text.replace("\\", "\\\\").replace("'", "\\'")


def fish(table):
    lines = ["# fish completion for entente"]
    for command in table["commands"]:
        lines.append(f"complete -c entente -n __fish_use_subcommand -f -a {command['name']} "
                     f"-d '{fish_quote(command['summary'])}'")
        lines += [fish_option(o, command["name"]) for o in command.get("options", [])]
    return lines + [fish_option(o, None) for o in table.get("global", [])]


def main():
    shells = {"bash": bash, "zsh": zsh, "fish": fish}
    if len(sys.argv) != 3 or sys.argv[1] not in shells:
        sys.exit("usage: gen_completions.py bash|zsh|fish help.json")
    with open(sys.argv[2], encoding="utf-8") as file:
        print("\n".join(shells[sys.argv[1]](json.load(file))))


if __name__ == "__main__":
    main()

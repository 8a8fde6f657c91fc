#!/usr/bin/env python3
"""Print line coverage by stage and fail below the floors: src 90 %, base, claim, ledger 100 %.

usage: coverage.py summary.json     (made by gcovr --json-summary)
"""

import json
import sys

FLOORS = {"base": 100.0, "claim": 100.0, "ledger": 100.0}
FLOOR_ALL = 90.0


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        summary = json.load(file)
    stages, low = {}, []
    for entry in summary["files"]:
        parts = entry["filename"].split("/")
        if parts[0] != "src" or len(parts) < 3:
            continue
        total, covered = stages.get(parts[1], (0, 0))
        stages[parts[1]] = (total + entry["line_total"], covered + entry["line_covered"])
        if entry["line_covered"] < entry["line_total"] and parts[1] in FLOORS:
            low.append(f"{entry['filename']}: {entry['line_total'] - entry['line_covered']} "
                       "lines never run")
    if not stages:
        sys.exit("coverage: no file of src/ was measured")
    stages["src"] = tuple(sum(pair) for pair in zip(*stages.values()))
    bad = False
    for stage, (total, covered) in stages.items():
        share = 100.0 * covered / total if total else 100.0
        floor = FLOOR_ALL if stage == "src" else FLOORS.get(stage)
        short = floor is not None and share < floor
        bad = bad or short
        want = f"want {floor:.0f}" if floor is not None else ""
        print(f"{stage:10} {covered:6} of {total:6} lines  {share:6.2f} %  {want}"
              f"{'  TOO LOW' if short else ''}")
    print("\n".join(low))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

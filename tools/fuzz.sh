#!/bin/sh
# Fuzz each target for FUZZ_SECONDS (20) from a copy of its corpus; say executions, keep findings.
# usage: fuzz.sh BUILD-FOLDER [NAME...]
set -u
cd "$(dirname "$0")/.." || exit 1
build=$1
shift
failed=0
for target in "$build"/fuzz/fuzz_*; do
    if [ ! -f "$target" ] || [ ! -x "$target" ]; then continue; fi
    name=${target##*/fuzz_}
    case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
    work=$build/fuzz/work/$name
    mkdir -p "$work/corpus" "$work/found"
    log=$work/log
    [ -d "fuzz/corpus/$name" ] && cp -R "fuzz/corpus/$name/." "$work/corpus/"
    # -timeout: one input of at most 64 KiB over 5 s under sanitizers is far above 1 s per MB
    if "$target" -max_total_time="${FUZZ_SECONDS:-20}" -max_len=65536 -timeout=5 \
        -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$work/found/" \
        "$work/corpus" >"$log" 2>&1 </dev/null; then
        verdict=clean
    else
        verdict=FOUND
        failed=1
    fi
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "$name: $verdict, ${runs:-?} executions"
    if [ "$verdict" = FOUND ]; then
        grep -E 'ERROR|SUMMARY|Test unit written' "$log"
    fi
done
exit $failed

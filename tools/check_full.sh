#!/bin/sh
# make check-full: make check, then the slow tools; a table of verdicts and the count close it.
set -u
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

out=build-full
steps_begin "$out"
rm -f build-check/tally.json

sources() { find src apps -name '*.c' 2>/dev/null | sort; }

# with_tests FOLDER MESON-TEST-OPTION...: the tests alone, without building again
with_tests() {
    tests_dir=$1
    shift
    meson test -C "$tests_dir" --no-rebuild --print-errorlogs "$@"
}

valgrind_units() {
    ENT_TEST_WRAP="valgrind -q --error-exitcode=97 --leak-check=full --show-leak-kinds=all \
--errors-for-leak-kinds=definite,possible,indirect" \
        with_tests build-check/gcc --suite unit -t 20
}

torture() {
    CC=gcc build "$out/faults" --buildtype=debug -Dfaults=true -Db_coverage=true -Doptimization=0 &&
        with_tests "$out/faults" -t 10
}

coverage() {
    gcovr --root . --filter src/ --exclude-throw-branches --json-summary "$out/coverage.json" \
        --object-directory "$out/faults" "$out/faults" && python3 tools/coverage.py "$out/coverage.json"
}

analyzer() {
    CC=gcc build "$out/analyzer" --buildtype=debug -Dtests=false -Dwerror=true -Dc_args=-fanalyzer
}

tidy() {
    sources | xargs -r -n 1 -P 2 clang-tidy-14 -p build-check/clang --quiet >"$out/tidy.txt" 2>&1
    tidy_status=$?
    grep -v 'warnings generated' "$out/tidy.txt"
    return $tidy_status
}

cpp_check() {
    # shellcheck disable=SC2046 # a list of files
    cppcheck -q -j 2 --std=c11 --enable=warning,performance,portability --inline-suppr \
        --error-exitcode=1 --suppress=missingIncludeSystem -D_GNU_SOURCE -D__GNUC__=12 \
        -Iinclude -Isrc $(sources)
}

threads() {
    CC=gcc build "$out/threads" --buildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false &&
        with_tests "$out/threads" -t 10
}

fuzzers() {
    CC=clang-14 build "$out/fuzz" --buildtype=debugoptimized -Dtests=false -Dfuzzers=true \
        -Db_sanitize=address,undefined -Db_lundef=false -Dc_args=-fno-sanitize-recover=all
}

# The oracle for event feeds comes from npm, by name, into the build folder; its test skips without.
duckdb() {
    mkdir -p "$out/node" && cp tests/oracle/duckdb/package.json "$out/node/" &&
        npm install --prefix "$out/node" --no-audit --no-fund --no-package-lock &&
        node -e 'require(process.argv[1])' "$PWD/$out/node/node_modules/@duckdb/node-api"
}

# Instructions a row of event feeds, beside the committed baseline.
counted() {
    CC=gcc build "$out/release" --buildtype=release &&
        ninja -C "$out/release" bench/feed_make bench/bench_feed &&
        sh bench/feed_count.sh "$out/release"
}

step "packages are there" sh tools/setup.sh full
if duckdb >"$out/logs/duckdb.log" 2>&1; then
    step "DuckDB is there, as oracle" true
else
    step_skip "DuckDB as oracle" "npm could not install it (log: $out/logs/duckdb.log)"
fi
echo "--- make check"
sh tools/check.sh
add=
[ -f build-check/tally.json ] && add="--add build-check/tally.json"
[ -n "$add" ] || step "make check came to an end" false
echo "--- beyond make check"

step "valgrind: unit tests" valgrind_units
step "torture: every allocation and file fails in turn" torture &&
    step "coverage: src 90 %, base, claim, ledger 100 %" coverage
[ -f "$out/coverage.json" ] && python3 tools/coverage.py "$out/coverage.json"
step "instructions a row of event feeds" counted
step "gcc -fanalyzer" analyzer
step "clang-tidy" tidy
step "cppcheck" cpp_check
if grep -rlE 'pthread\.h|threads\.h' src apps >/dev/null 2>&1; then
    step "TSan: all tests" threads
else
    step_skip "TSan" "no file uses threads"
fi
if step "fuzzers build" fuzzers; then
    found=
    for target in "$out"/fuzz/fuzz/fuzz_*; do
        if [ ! -f "$target" ] || [ ! -x "$target" ]; then continue; fi
        found=yes
        name=${target##*/fuzz_}
        step "fuzz: $name" sh tools/fuzz.sh "$out/fuzz" "$name"
        sed -n 's/^/    /p' "$step_log" | head -n 1
    done
    [ -n "$found" ] || step_skip "fuzz" "no fuzzer is there yet"
fi

echo "--- summary of check-full"
awk -F '\t' '{ printf "%-8s %s\n", $1, $2 }' "$out/steps.tsv"
steps_time
# shellcheck disable=SC2086 # $add is empty or two words
python3 tools/tally.py --steps "$out/steps.tsv" $add

#!/bin/sh
# make check: format, lints, both compilers, all tests under ASan and UBSan; closes with the count.
set -u
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
cd "$(dirname "$0")/.." || exit 1
. tools/steps.sh

out=build-check
steps_begin "$out"

format() { our_c | xargs -r clang-format-14 --dry-run -Werror; }

scripts() {
    shells=$(find tools tests bench fuzz -name '*.sh' 2>/dev/null)
    # shellcheck disable=SC2086 # a list of files
    shellcheck -x .ci/run $shells && pyflakes3 tools tests
}

sanitized() {
    CC=clang-14 build "$out/clang" --buildtype=debug -Doptimization=1 -Dwerror=true \
        -Db_sanitize=address,undefined -Db_lundef=false \
        -Dc_args='-fno-sanitize-recover=all -fno-omit-frame-pointer'
}

plain() { CC=gcc build "$out/gcc" --buildtype=debugoptimized -Dwerror=true; }

# A check that cannot see a leak would pass everything: plant one and want it found.
sees_leak() {
    echo 'int main(void) { char *p = __builtin_malloc(9); p[0] = 1; p = 0; return p != 0; }' |
        clang-14 -fsanitize=address -x c -o "$out/leak" - || return 1
    "$out/leak" 2>&1 | grep 'LeakSanitizer: detected memory leaks'
}

sees_undefined() {
    echo 'int main(int n, char **v) { (void)v; return (0x7fffffff + n) == 7; }' |
        clang-14 -fsanitize=undefined -fno-sanitize-recover=all -x c -o "$out/overflow" - ||
        return 1
    "$out/overflow" 2>&1 | grep 'signed integer overflow'
}

evidence() { "$1" lint data/starter/*.tsv; }

step "packages are there" sh tools/setup.sh check
step "format" format
for lint in layers lengths bans docs words files; do
    step "lint: $lint" python3 "tools/lint_$lint.py"
done
step "lint: scripts" scripts
step "gcc builds without a warning" plain &&
    step "all tests pass with gcc -O2" meson test -C "$out/gcc" --print-errorlogs

export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
ASAN_OPTIONS=$ASAN_OPTIONS:check_initialization_order=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
symbolizer=$(command -v llvm-symbolizer-14) && export ASAN_SYMBOLIZER_PATH="$symbolizer"
step "the sanitizers see a planted leak" sees_leak
step "the sanitizers see a planted overflow" sees_undefined
tests=
if step "clang builds without a warning, with ASan and UBSan" sanitized; then
    rm -f "$out/clang/meson-logs/testlog.json"
    meson test -C "$out/clang" -t 3 --no-rebuild </dev/null >"$out/logs/tests.log" 2>&1
    tests="--tests $out/clang/meson-logs/testlog.json"
fi

entente=$out/clang/apps/cli/entente
if [ ! -x "$entente" ] || [ ! -d data/starter ]; then
    step_skip "the bundled evidence is sound" "no command or no data/starter yet"
else
    step "the bundled evidence is sound" evidence "$entente"
fi

steps_time
# shellcheck disable=SC2086 # $tests is empty or two words
python3 tools/tally.py --steps "$out/steps.tsv" $tests --out "$out/tally.json"

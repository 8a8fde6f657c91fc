#!/bin/sh
# feed_count.sh: instructions a row of an event feed, by callgrind, beside bench/feed_baseline.tsv.
# usage: sh bench/feed_count.sh BUILD [--write]     (BUILD: release, with bench/feed_make, bench_feed)
#
# Two sizes are counted and subtracted, so that starting up costs nothing. More than 5 % above the
# baseline fails; --write writes the baseline anew. AVX-512 is unknown to valgrind and left out.
set -u
export LC_ALL=C
build=${1:?"usage: sh bench/feed_count.sh BUILD [--write]"}
write=${2:-}
baseline=$(dirname "$0")/feed_baseline.tsv
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

if ! command -v valgrind >/dev/null 2>&1; then
    echo "feed_count: valgrind is not installed" >&2
    exit 77
fi

# count SIMD FILE: "instructions rows cells"
count() {
    valgrind --tool=callgrind --callgrind-out-file="$work/out" \
        "$build/bench/bench_feed" --simd "$1" --threads 1 "$2" >"$work/said" 2>"$work/log" || return 1
    awk -v rows="$(awk -F '\t' '{ for (i = 1; i < NF; i += 2) if ($i == "rows") print $(i + 1) }' "$work/said")" \
        '/Collected/ { print $NF, rows }' "$work/log"
}

"$build/bench/feed_make" --bytes 2M --out "$work/small.csv" &&
    "$build/bench/feed_make" --bytes 8M --out "$work/large.csv" || exit 1

printf '# instructions a row, generated GDELT 2.0 of 8 MiB less 2 MiB, one thread; %s\n' \
    "$(gcc -dumpfullversion -dumpversion 2>/dev/null | sed 's/^/gcc /')" >"$work/now"
printf 'simd\tinstructions_a_row\n' >>"$work/now"
for simd in 1 2 3; do
    small=$(count "$simd" "$work/small.csv") || small=
    large=$(count "$simd" "$work/large.csv") || large=
    if [ -z "$small" ] || [ -z "$large" ]; then
        echo "feed_count: width $simd is not here" >&2
        continue
    fi
    # shellcheck disable=SC2086 # two words each
    set -- $small $large
    awk -v s="$simd" -v i="$1" -v r="$2" -v j="$3" -v q="$4" \
        'BEGIN { printf "%s\t%.1f\n", s, (j - i) / (q - r) }' >>"$work/now"
done

if [ "$write" = --write ]; then
    cp "$work/now" "$baseline"
    cat "$baseline"
    exit 0
fi
awk -F '\t' '
    /^#/ || $1 == "simd" { next }
    NR == FNR { was[$1] = $2; next }
    {
        if (!($1 in was)) { printf "width %s: %s a row, no baseline\n", $1, $2; next }
        ratio = $2 / was[$1]
        printf "width %s: %s instructions a row, baseline %s, ratio %.3f%s\n", $1, $2, was[$1],
            ratio, (ratio > 1.05 ? "  TOO MANY" : "")
        if (ratio > 1.05) bad = 1
    }
    END { exit bad }' "$baseline" "$work/now"

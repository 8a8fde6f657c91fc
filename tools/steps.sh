# Steps of a check, each with a name, a log and a verdict; sourced by check.sh and check_full.sh.
# shellcheck shell=sh

# steps_begin FOLDER: where logs and verdicts go
steps_begin() {
    steps_dir=$1
    mkdir -p "$steps_dir/logs"
    : >"$steps_dir/steps.tsv"
    steps_started=$(date +%s)
}

# steps_time: how long it all took
steps_time() { echo "in $(($(date +%s) - steps_started)) s"; }

# step NAME COMMAND...: run it, keep its output, show the end of it when it fails
step() {
    step_name=$1
    shift
    step_log=$steps_dir/logs/$(printf '%s' "$step_name" | tr -c 'A-Za-z0-9.\n' '-').log
    step_from=$(date +%s)
    if "$@" >"$step_log" 2>&1 </dev/null; then
        step_verdict=passed
    else
        step_verdict=failed
    fi
    printf '%s\t%s\n' "$step_verdict" "$step_name" >>"$steps_dir/steps.tsv"
    printf '%-8s %4ss  %s\n' "$step_verdict" "$(($(date +%s) - step_from))" "$step_name"
    if [ "$step_verdict" = failed ]; then
        tail -n "${STEP_LINES:-40}" "$step_log" | sed 's/^/    /'
        echo "    (whole log: $step_log)"
        return 1
    fi
}

# step_skip NAME WHY: said, counted, never silent
step_skip() {
    printf 'skipped\t%s\n' "$1: $2" >>"$steps_dir/steps.tsv"
    printf '%-8s %5s  %s: %s\n' skipped - "$1" "$2"
}

# build FOLDER MESON-OPTION...: set up or set up again, and compile all
build() {
    build_dir=$1
    shift
    if [ -f "$build_dir/build.ninja" ]; then
        meson setup --reconfigure "$build_dir" "$@" || return 1
    else
        rm -rf "$build_dir"
        meson setup "$build_dir" "$@" || return 1
    fi
    ninja -C "$build_dir"
}

# our_c: all C files of ours, one a line
our_c() {
    for folder in src include apps tests fuzz bench; do
        [ -d "$folder" ] && find "$folder" -name '*.[ch]' ! -path '*/node_modules/*'
    done | sort
}

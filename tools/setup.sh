#!/bin/sh
# Install the Debian packages that a target needs, by apt, only those that are missing.
# usage: sh tools/setup.sh [build|check|full]     (each includes the ones before it)
set -u
want=${1:-build}
list=$(dirname "$0")/packages.txt

case $want in
    build) last=1 ;;
    check) last=2 ;;
    full) last=3 ;;
    *)
        echo "setup: '$want' is no section of $list; want build, check or full" >&2
        exit 2
        ;;
esac

say() { echo "setup: $*" >&2; }

packages=$(awk -v last="$last" '
    /^\[/ { section++; next }
    NF && $1 !~ /^#/ && section <= last { print $1 }' "$list")

if ! command -v dpkg-query >/dev/null 2>&1; then
    say "this is not a Debian system (no dpkg); install the like of:" "$packages"
    exit 1
fi

# One call for all: what dpkg does not know or has only half installed is missing.
# shellcheck disable=SC2086 # the words of $packages are the arguments
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $packages 2>/dev/null |
    awk '$1 == "ii" { print $2 }')
missing=
for package in $packages; do
    printf '%s\n' "$installed" | grep -qxF -e "$package" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    say "missing packages, and neither root nor sudo to install them; as root run:"
    say "  apt-get install -y --no-install-recommends$missing"
    exit 1
fi

say "installing$missing"
# shellcheck disable=SC2086 # $as_root is empty or one word, $missing is a list
{
    $as_root apt-get -q -o Acquire::Retries=3 update &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 \
            install --no-install-recommends $missing
} </dev/null >&2 || {
    say "apt-get could not install$missing"
    exit 1
}

#!/bin/sh
# The picture in README.md: the top of the China-Russia dossier in Debian's chromium, laptop width.
# usage: tools/screenshot.sh PAGE.html PICTURE.png [WIDTH [HEIGHT]]; needs chromium and pngquant
set -eu

page=$(realpath "$1")
picture=$2
width=${3:-1280}
height=${4:-1400}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --force-color-profile=srgb \
    --user-data-dir="$scratch/profile" --screenshot="$scratch/page.png" \
    --window-size="$width,$height" "file://$page" > "$scratch/log" 2>&1 || {
    cat "$scratch/log" >&2
    exit 1
}
if command -v pngquant > /dev/null; then
    pngquant --force --strip --speed 1 --quality 60-95 --output "$picture" "$scratch/page.png"
else
    cp "$scratch/page.png" "$picture"
fi
wc -c "$picture"

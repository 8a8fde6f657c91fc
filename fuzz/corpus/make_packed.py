#!/usr/bin/env python3
"""Write the packed inputs of corpus/lines/ and corpus/rows/ anew: made-up text, gzip or zstd.

usage: make_packed.py     (from the repository root; needs the zstd command)
"""

import gzip
import subprocess
import zlib


def gz(text):
    return gzip.compress(text, mtime=0)


def zst(text):
    return subprocess.run(["zstd", "-q", "-c", "--no-progress"], input=text, check=True,
                          capture_output=True).stdout


def damaged(packed, at):
    return packed[:at] + bytes([packed[at] ^ 1]) + packed[at + 1:]


TEXT = b"from,to,year\r\nAAA,BBB,1900\r\nCCC,DDD,1901\r\n"
INPUTS = {
    "lines/gzip": b"\0" + gz(TEXT),
    "lines/gzip-two-members": b"\0" + gz(b"a\nb") + gz(b"c\nd\n"),
    "lines/gzip-zeros-behind": b"\0" + gz(TEXT) + bytes(8),
    "lines/gzip-cut-in-trailer": b"\0" + gz(TEXT)[:-3],
    "lines/gzip-cut-in-data": b"\0" + gz(TEXT)[:25],
    "lines/gzip-wrong-sum": b"\0" + damaged(gz(TEXT), -6),
    "lines/gzip-text-behind": b"\0" + gz(TEXT) + b"what is this",
    "lines/gzip-of-bom": b"\0" + gz(b"\xef\xbb\xbfa\nb\n"),
    "lines/gzip-of-zeros": b"\0" + gz(bytes(100000)),
    "lines/gzip-no-check": b"\0" + gz(b"")[:10] + zlib.compress(TEXT, 0)[2:-4],
    "lines/zstd": b"\0" + zst(TEXT),
    "lines/zstd-two-frames": b"\0" + zst(b"a\nb") + zst(b"c\nd\n"),
    "lines/zstd-frame-to-skip": b"\0\x50\x2a\x4d\x18\3\0\0\0xyz" + zst(TEXT),
    "lines/zstd-cut": b"\0" + zst(TEXT)[:-5],
    "lines/zstd-wide-window": b"\0\x28\xb5\x2f\xfd\0\x90\x21\0\0a,b\n",
    "rows/gzip": b"\0" + gz(TEXT),
    "rows/gzip-cut-in-quotes": b"\0" + gz(b'a,"b\nc,d\ne')[:-1],
}


def main():
    for name, content in INPUTS.items():
        with open(f"fuzz/corpus/{name}", "wb") as file:
            file.write(content)


if __name__ == "__main__":
    main()

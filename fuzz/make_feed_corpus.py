#!/usr/bin/env python3
"""Makes the corpora of the event feeds, corpus/feed_*/: made-up rows in each format, right and wrong.

usage: make_feed_corpus.py     (from the repository root; needs the zstd command)
"""

import gzip
import io
import os
import subprocess
import zipfile

T = "\t"


def gdelt(columns, **changes):
    """One row; a change is column_N="text", N from 1."""
    geo = ["4", "Tenka, Salvin, Norland", "NO", "NO12"] + (["500"] if columns == 61 else [])
    geo += ["59.9", "10.75", "-12345"]
    actor = ["", "", "", "", "", "GOV", "", ""]
    row = ["1000", "20191024", "201910", "2019", "2019.8055"]
    row += ["USAGOV", "PRESIDENT", "USA"] + actor[1:5] + ["GOV", "", ""]
    row += ["RUS", "RUSSIA", "RUS"] + [""] * 7
    row += ["1", "042", "042", "04", "1", "1.9", "10", "2", "10", "-4.82367988306231"]
    row += geo * 3
    row += ["20191024143000" if columns == 61 else "20191024"]
    row += ["https://www.example.org/a/b-c.html"] if columns != 57 else []
    assert len(row) == columns, len(row)
    for name, text in changes.items():
        row[int(name[7:]) - 1] = text
    return T.join(row)


def lines(*rows, end="\n"):
    return "".join(r + end for r in rows).encode("utf-8", "surrogateescape")


def gdelt_inputs():
    out = {}
    for first, columns in (("0", 57), ("1", 58), ("2", 61)):
        good = gdelt(columns)
        old = gdelt(columns, column_1="1001", column_2="20091024")
        home = gdelt(columns, column_1="1002", column_18="USA")
        byte = first.encode()
        out[f"gdelt-{columns}"] = byte + lines(good, old, home, gdelt(columns, column_1="1003",
                                                                     column_18="EUR"))
        out[f"gdelt-{columns}-crlf"] = byte + lines(good, old, end="\r\n")
        out[f"gdelt-{columns}-cut"] = byte + lines(good, old)[:-40]
    good = gdelt(61)
    wrong = [gdelt(61, column_2=d) for d in ("20191301", "20190229", "00000000", "x", "")]
    wrong += [gdelt(61, column_35=t) for t in ("nan", "1e1", "-0.0005", "123456", "", "0.0004999")]
    wrong += [gdelt(61, column_32=t) for t in ("-1", "99999999999", "", "1.0")]
    wrong += [gdelt(61, column_27=t) for t in ("10", "---", "999", "", "0211")]
    wrong += [gdelt(61, column_8=t) for t in ("NA", "NAM", "usa", "QQQ", "AFR", "")]
    out["gdelt-61-wrong-fields"] = b"2" + lines(good, *wrong)
    out["gdelt-61-58-columns"] = b"2" + lines(good, gdelt(58), good + T)
    out["gdelt-61-twice"] = b"2" + lines(good, good, good)
    out["gdelt-61-nul"] = b"2" + lines(good, good.replace("PRESIDENT", "PRE\0IDENT"))
    out["gdelt-61-not-utf8"] = b"2" + lines(good).replace(b"PRESIDENT", b"PR\xff\xfe\xc3(")
    out["gdelt-61-quotes"] = b"2" + lines(good.replace("PRESIDENT", '"PRE"'), good)
    out["gdelt-61-mark"] = b"2\xef\xbb\xbf" + lines(good)
    out["gdelt-61-empty-lines"] = b"2\n\n" + lines(good, "", good) + b"\n"
    out["gdelt-nothing"] = b"2"
    return out


ICEWS = ["Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
         "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
         "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
         "Longitude"]


def icews(event_id, date, source, sectors, code, intensity, target, target_sectors):
    return T.join([event_id, date, "Head of Government", sectors, source, "Consult", code, intensity,
                   "Army", target_sectors, target, "4000", "2", "A Gazette", "", "", "", source,
                   "1.5", "-2.5"])


def icews_inputs():
    head = T.join(ICEWS)
    good = icews("1", "2018-06-01", "Russian Federation", "Executive,Government", "040", "1.0",
                 "China", "Military,Army")
    rows = [good, icews("2", "2018-06-31", "China", "", "040", "1.0", "Japan", ""),
            icews("3", "2018-06-02", "NA", "NULL", "0211", "3.4", "Namibia", ""),
            icews("4", "2018-06-03", "Hong Kong", "", "999", "-11", "Atlantis", ""),
            icews("5", "2018-06-03", "France", "Police", "193", "-10.0", "France", "")]
    return {"icews": lines(head, *rows), "icews-crlf": lines(head, *rows, end="\r\n"),
            "icews-no-header": lines(*rows), "icews-cut": lines(head, *rows)[:-30],
            "icews-quotes": lines(head, good.replace("Army", '"Army"')),
            "icews-columns-moved": lines(T.join(ICEWS[::-1]), T.join(good.split(T)[::-1]))}


POLECAT = ["Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code",
           "Contexts", "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector",
           "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
           "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
           "Placename", "City", "Latitude", "Longitude", "Country", "Source", "Publication Date",
           "Story People", "Headline", "Event Text"]


def polecat(**changes):
    row = dict.fromkeys(POLECAT, "")
    row.update({"Event ID": "20190101-1-abc", "Event Date": "2019-01-01", "Event Type": "COERCE",
                "Event Mode": "restrict", "Intensity": "-5", "Contexts": "diplomatic; legal",
                "Actor Name": "Foreign Ministry", "Actor Country": "RUS",
                "Primary Actor Sector": "GOV", "Recipient Name": "Company",
                "Recipient Country": "CHN", "Primary Recipient Sector": "BUS",
                "Source": "A Gazette", "Publication Date": "2019-01-02"})
    row.update(changes)
    return T.join(row.values())


def polecat_inputs():
    head = T.join(POLECAT)
    rows = [polecat(), polecat(**{"Event Type": "AGREE", "Recipient Country": "CHN; JPN"}),
            polecat(**{"Event Date": "2019-02-29"}), polecat(**{"Event Type": "DANCE"}),
            polecat(**{"Actor Country": "None"}), polecat(**{"Intensity": "x"}),
            polecat(**{"Actor Country": "IRN; IRN"})]
    short = T.join(POLECAT[:-2])
    return {"polecat": lines(head, *rows), "polecat-withheld": lines(head, T.join(
        polecat().split(T)[:-2])), "polecat-short": lines(short, *rows),
            "polecat-cut": lines(head, *rows)[:-25], "polecat-tabs-behind": lines(
                head, polecat() + T + T), "polecat-header-only": lines(head)}


CLINE = ["eid", "story_date", "year", "month", "day", "source", "source_root", "source_agent",
         "source_others", "target", "target_root", "target_agent", "target_others", "code",
         "root_code", "quad_class", "goldstein", "joined_issues", "lat", "lon", "placename",
         "statename", "countryname", "aid", "process"]


def cline(eid, year, month, day, source, target, code="040", goldstein="1"):
    return ",".join([eid, f'"{month}/{day}/{year}"', year, month, day, f'"{source}GOV"',
                     f'"{source}"', '"GOV"', '""', f'"{target}"', f'"{target}"', '""', '"MIL;REB"',
                     f'"{code}"', '"4"', "1", goldstein, '"talks, ""round"" two"', "NA", "NA",
                     '"Tenka, Norland"', '""', '""', "777", '"p2"'])


def cline_inputs():
    head = ",".join(f'"{c}"' for c in CLINE)
    rows = [cline("1", "1956", "10", "29", "GBR", "EGY"), cline("2", "1956", "2", "30", "A", "B"),
            cline("3", "1991", "12", "31", "SUN", "USA"), cline("4", "1992", "1", "1", "NA", "NAM"),
            cline("5", "1992", "1", "1", "IGO", "USA", "---", "NA")]
    return {"cline": lines(head, *rows), "cline-bare-header": lines(",".join(CLINE), *rows),
            "cline-open-quote": lines(head, rows[0].replace('"p2"', '"p2')),
            "cline-cut": lines(head, *rows)[:-20], "cline-crlf": lines(head, *rows, end="\r\n")}


def oeda(number, date, source, target, code="040"):
    return T.join([number, date, date[:4], date[4:6], date[6:], source + "GOV", source, "GOV", "",
                   target, target, "", "MIL", code, code[:2], "1", "1.0", "", "", "", "", "", "",
                   "", "http://www.example.org/1;http://www.example.org/2", "a_gazette"])


def oeda_inputs():
    rows = [oeda("1", "20160601", "USA", "CHN"), oeda("2", "20160631", "USA", "CHN"),
            oeda("3", "20160601", "NGO", "CHN"), oeda("4", "20160601", "RUS", "RUS", "---")]
    return {"oeda": lines(*rows), "oeda-cut": lines(*rows)[:-30],
            "oeda-25-columns": lines(rows[0], rows[0].rsplit(T, 1)[0])}


def tkg_inputs():
    names = "China\t0\nIran\t1\nCitizen_(Nigeria)\t2\nPolice (India)\t3\n"
    relations = "Make_statement\t0\nConsult\t1\nMake an appeal or request\t2\n"
    rows = "0\t1\t1\t0\t-1\r\n2\t0\t0\t24\t-1\r\n3\t2\t1\t48\t0\n3  \t2\t 1\t8737\n9\t1\t1\t0\n"
    join = "\1".join
    return {"tkg-14": b"0" + join([names, relations, rows]).encode(),
            "tkg-18": b"1" + join([names, relations, rows]).encode(),
            "tkg-no-names": b"0" + join(["", "", rows]).encode(),
            "tkg-unknown-relation": b"0" + join([names, "Dance\t0\n", rows]).encode(),
            "tkg-id-twice": b"0" + join([names + "Japan\t0\n", relations, rows]).encode(),
            "tkg-id-far": b"0" + join([names + "Japan\t99999999\n", relations, rows]).encode()}


def archive(method, *names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as z:
        for name in names:
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), f"text of {name}\n" * 9,
                       method)
    return out.getvalue()


def input_inputs():
    text = b"one\ttwo\n" * 50
    gz = gzip.compress(text, mtime=0)
    zst = subprocess.run(["zstd", "-q", "-c"], input=text, check=True, capture_output=True).stdout
    deflated = archive(zipfile.ZIP_DEFLATED, "a.csv", "b/c.csv")
    bomb = gzip.compress(bytes(1 << 20), mtime=0)
    locked = bytearray(archive(zipfile.ZIP_STORED, "a.csv"))
    locked[6] |= 1
    locked[locked.index(b"PK\1\2") + 8] |= 1
    return {"plain": text, "gzip": gz, "gzip-two": gz + gz, "gzip-cut": gz[:-9], "zstd": zst,
            "zstd-cut": zst[:-4], "zip": deflated, "zip-cut": deflated[:-30],
            "zip-stored": archive(zipfile.ZIP_STORED, "x"), "zip-empty": archive(0),
            "zip-encrypted": bytes(locked), "gzip-of-zeros": bomb,
            "gzip-size-lies": gz[:-4] + b"\1\0\0\0", "xz": b"\xfd7zXZ\0rest", "nothing": b""}


def main():
    for name, inputs in (("gdelt", gdelt_inputs()), ("icews", icews_inputs()),
                         ("polecat", polecat_inputs()), ("phoenix_cline", cline_inputs()),
                         ("phoenix_oeda", oeda_inputs()), ("tkg", tkg_inputs()),
                         ("input", input_inputs())):
        folder = f"fuzz/corpus/feed_{name}"
        os.makedirs(folder, exist_ok=True)
        for file, content in inputs.items():
            with open(f"{folder}/{file}", "wb") as f:
                f.write(content)


if __name__ == "__main__":
    main()

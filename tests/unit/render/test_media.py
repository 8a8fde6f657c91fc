"""What other people's parsers make of the formats: HTML, SVG, JSON, CSV, TSV, BibTeX."""
import csv
import io
import json
import re
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

PRINT = sys.argv[1]
VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "circle", "path"}
count = 0
failed = 0


def fact(name, holds, detail=""):
    global count, failed
    count += 1
    failed += not holds
    print(("ok" if holds else "not ok"), count, "-", name)
    if not holds:
        print("#", str(detail)[:300])


def get(*args):
    return subprocess.run([PRINT, *args], check=True, capture_output=True).stdout


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.stack, self.ids, self.hrefs, self.tags, self.bad = [], [], [], [], []
        self.headings, self.role_img, self.captions = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src"):
                self.hrefs.append(value)
            if name.startswith("on") or name == "src":
                self.bad.append((tag, name))
            if name == "aria-labelledby":
                self.role_img += value.split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.stack or self.stack[-1] != tag:
            self.bad.append(("end", tag, list(self.stack[-3:])))
        else:
            self.stack.pop()


def html():
    text = get("html").decode("utf-8")
    page = Page()
    page.feed(text)
    page.close()
    fact("HTML: every element is closed in order", not page.stack and not page.bad,
         (page.stack, page.bad[:3]))
    fact("HTML: no script, frame, form, image or outside style",
         not {"script", "iframe", "object", "embed", "form", "img", "link", "base"} & set(page.tags))
    fact("HTML: ids are unique", len(page.ids) == len(set(page.ids)),
         [i for i in page.ids if page.ids.count(i) > 1][:5])
    inner = [h[1:] for h in page.hrefs if h.startswith("#")]
    fact("HTML: every inner link has its target", set(inner) <= set(page.ids),
         set(inner) - set(page.ids))
    fact("HTML: every label has its element", set(page.role_img) <= set(page.ids))
    outer = [h for h in page.hrefs if not h.startswith("#")]
    fact("HTML: links out are http(s) or data:text/csv",
         all(re.match(r"https?://|data:text/csv", h) for h in outer), outer[-1:])
    steps = [b - a for a, b in zip(page.headings, page.headings[1:])]
    fact("HTML: headings skip no level and h1 comes once",
         page.headings[0] == 1 and page.headings.count(1) == 1 and max(steps) <= 1, page.headings)
    fact("HTML: tables have captions and scopes",
         text.count("<table") == text.count("<caption") and 'scope="row"' in text)
    fact("HTML: figures and claims lead back to the text", 'href="#u-f-' in text
         and 'href="#u-c-' in text)
    data = [h for h in page.hrefs if h.startswith("data:")]
    rows = list(csv.reader(io.StringIO(urllib.parse.unquote(data[0].split(",", 1)[1]))))
    fact("HTML: the download is the chart's table", rows[0][0] == "Year"
         and rows[2][1] == "missing" and len({len(r) for r in rows}) == 1, rows)
    fact("HTML: no control character but line ends",
         not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text))
    for number, drawing in enumerate(re.findall(r"<svg .*?</svg>", text, re.S)):
        try:
            ET.fromstring(drawing)
        except ET.ParseError as why:
            fact(f"HTML: drawing {number} is XML", False, why)
            return
    fact("HTML: every drawing is XML", True)


def svg():
    for kind, name in enumerate(["line", "mirror", "timeline", "dumbbell", "ladder"]):
        root = ET.fromstring(get("svg", str(kind)))
        ns = "{http://www.w3.org/2000/svg}"
        fact(f"SVG {name}: img with title and description",
             root.get("role") == "img" and root.find(ns + "title").text
             and root.find(ns + "desc").text)
        width = float(root.get("viewBox").split()[2])
        height = float(root.get("viewBox").split()[3])
        inside = all(-1 <= float(t.get("x")) <= width + 1 and 0 <= float(t.get("y")) <= height
                     for t in root.iter(ns + "text"))
        fact(f"SVG {name}: all text stands inside the drawing", inside)


def data():
    tree = json.loads(get("json"), parse_constant=lambda c: 1 / 0)
    fact("JSON: parses, with its schema", tree["schema"] == "entente-page-1")
    states = {f["state"] for f in tree["figures"]}
    fact("JSON: states are words", states == {"value", "missing", "not covered"}, states)
    fact("JSON: ids are strings", all(isinstance(c["id"], str) for c in tree["claims"]))
    fact("JSON: an open end is a word", any(f.get("high") == "open" for f in tree["figures"]))
    fact("CSL-JSON parses", [s["type"] for s in json.loads(get("csl"))]
         == ["dataset", "book", "document"])
    rows = list(csv.reader(io.StringIO(get("csv").decode())))
    fact("CSV: thirteen fields a row", {len(r) for r in rows} == {13}, rows)
    tsv = [line.split("\t") for line in get("tsv").decode().splitlines()]
    fact("TSV: six fields a row", {len(r) for r in tsv} == {6})
    bib = get("bibtex").decode()
    depth = 0
    for char in re.sub(r"\\.", "", bib):
        depth += (char == "{") - (char == "}")
    fact("BibTeX: braces balance, an entry a source", depth == 0 and bib.count("\n@") == 2)


html()
svg()
data()
print(f"1..{count}")
sys.exit(1 if failed else 0)

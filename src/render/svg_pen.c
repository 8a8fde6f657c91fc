/* svg_pen.c: the pens of charts: text that fits, markers, whiskers, hatches, keys, links. */
#include "render/svg_priv.h"

#include <math.h>
#include <string.h>

/* k0..k3: the pair asked about; k4..k7: the pair it is compared with. Every series differs in
 * shape and dash too, so that nothing hangs on colour. */
const char *const ent_svg_css =
    "svg.ch{--k0:#1d4f80;--k1:#0f6b63;--k2:#5a4fb0;--k3:#55606b;--k4:#a3440d;--k5:#805a00;"
    "--k6:#97356a;--k7:#6b5646;--ink:#1c2126;--soft:#59626b;--grid:#dcd8d0;--paper:#fff;"
    "--hatch:#8a857b;color:var(--ink);font:12px system-ui,'Segoe UI',Roboto,'Helvetica Neue',"
    "'Noto Sans',Arial,sans-serif}"
    "@media (prefers-color-scheme:dark){svg.ch{--k0:#8fbdec;--k1:#63cabd;--k2:#b3adf6;--k3:#b5bec8;"
    "--k4:#f4a871;--k5:#dfc05c;--k6:#f0a2c6;--k7:#cdbba8;--ink:#e9e6e0;--soft:#a8b0b8;"
    "--grid:#363c43;--paper:#16191d;--hatch:#666d75}}"
    "@media print{svg.ch{--k0:#1d4f80;--k1:#0f6b63;--k2:#5a4fb0;--k3:#55606b;--k4:#a3440d;"
    "--k5:#805a00;--k6:#97356a;--k7:#6b5646;--ink:#000;--soft:#444;--grid:#ccc;--paper:#fff;"
    "--hatch:#777}}"
    "svg.ch text{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:3px;"
    "stroke-linejoin:round}svg.ch text.q{fill:var(--soft)}svg.ch text.b{font-weight:600}"
    "svg.ch text.i{fill:var(--soft);font-style:italic}svg.ch "
    "text.ct{font-size:15px;font-weight:600}"
    "svg.ch .paper{fill:var(--paper)}svg.ch .g{stroke:var(--grid);fill:none}"
    "svg.ch .ax{stroke:var(--soft);fill:none}svg.ch .hb{fill:var(--paper)}"
    "svg.ch .hl{stroke:var(--hatch);stroke-width:1.6}"
    "svg.ch .k0{--k:var(--k0)}svg.ch .k1{--k:var(--k1)}svg.ch .k2{--k:var(--k2)}"
    "svg.ch .k3{--k:var(--k3)}svg.ch .k4{--k:var(--k4)}svg.ch .k5{--k:var(--k5)}"
    "svg.ch .k6{--k:var(--k6)}svg.ch .k7{--k:var(--k7)}"
    "svg.ch .l{stroke:var(--k);stroke-width:2;fill:none;stroke-linejoin:round}"
    "svg.ch .k1.l{stroke-dasharray:7 3}svg.ch .k2.l{stroke-dasharray:2 3}"
    "svg.ch .k3.l{stroke-dasharray:8 3 2 3}svg.ch .k4.l{stroke-dasharray:10 4}"
    "svg.ch .k5.l{stroke-dasharray:4 3}svg.ch .k6.l{stroke-dasharray:1.5 3}"
    "svg.ch .k7.l{stroke-dasharray:6 3 1.5 3}"
    "svg.ch .w{stroke:var(--k);stroke-width:1.2;fill:none}"
    "svg.ch .wx{stroke:var(--ink);stroke-width:1.2;fill:none}"
    "svg.ch .band{fill:var(--k);fill-opacity:.14}"
    "svg.ch .bw{fill:var(--soft);fill-opacity:.13}"
    "svg.ch .bl{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:3 3;fill:none}"
    "svg.ch .m{fill:var(--k);stroke:var(--paper);stroke-width:1}"
    "svg.ch .h{fill:var(--paper);stroke:var(--k);stroke-width:1.6}"
    "svg.ch .bar{fill:var(--k);fill-opacity:.5;stroke:var(--k)}"
    "svg.ch .bar.k4,svg.ch .bar.k5,svg.ch .bar.k6,svg.ch "
    ".bar.k7{fill-opacity:.18;stroke-dasharray:none}"
    "svg.ch .barh{fill:var(--paper);stroke:var(--k);stroke-width:1.6;stroke-dasharray:3 2}"
    "svg.ch .tint{fill:var(--k);fill-opacity:.2;stroke:var(--k);stroke-width:1}"
    "svg.ch .tinth{fill:var(--paper);stroke:var(--k);stroke-width:1;stroke-dasharray:3 2}"
    "svg.ch .vague{fill:var(--k);fill-opacity:.16;stroke:none}"
    "svg.ch .x{stroke:var(--soft);stroke-width:1.4;fill:none}";

ent_svg_pen
ent_svg_pen_of(const ent_chart *c, size_t series)
{
    static const int shapes[2][4] = {{0, 1, 2, 3}, {3, 4, 1, 0}};
    int pair = c->series[series].pair ? 1 : 0, nth = 0;

    for (size_t i = 0; i < series; i++)
        nth += (c->series[i].pair ? 1 : 0) == pair;
    return (ent_svg_pen){pair * 4 + nth % 4, shapes[pair][nth % 4]};
}

/** Width in units of one character; DejaVu is the widest face that the font list may fall to. */
static double
char_width(const char *c, size_t n)
{
    char one[8];

    if (n == 1) {
        if (strchr("ijl.,:;'|!() I", *c)) return 0.36 * ENT_SVG_FONT;
        if (strchr("mwMW%@", *c)) return 0.95 * ENT_SVG_FONT;
        if (*c >= 'A' && *c <= 'Z') return 0.7 * ENT_SVG_FONT;
        return 0.6 * ENT_SVG_FONT;
    }
    memcpy(one, c, n);
    one[n] = '\0';
    return (double)ent_text_columns(one) * 0.56 * ENT_SVG_FONT;
}

static size_t
char_bytes(const char *c)
{
    unsigned char b = (unsigned char)*c;
    size_t n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;

    for (size_t i = 1; i < n; i++)
        if (!c[i]) return i;
    return n;
}

static const char *
make_safe(ent_svg *s, const char *text)
{
    ent_buf_reset(&s->scratch);
    ent_status st = ent_text_add_safe(&s->scratch, text ? text : "");
    if (st && !s->body.status) s->body.status = st;
    return st || !s->scratch.data ? "" : s->scratch.data;
}

static double
safe_width(const char *p)
{
    double width = 0;

    for (size_t n; *p; p += n) {
        n = char_bytes(p);
        width += char_width(p, n);
    }
    return width;
}

double
ent_svg_text_width(ent_svg *s, const char *text)
{
    return safe_width(make_safe(s, text));
}

/** Bytes of text that fit into max_width with an ellipsis behind them. */
static size_t
fit(const char *text, double max_width)
{
    double width = 0, room = max_width - ENT_SVG_FONT;
    size_t n, at = 0;

    for (; text[at]; at += n) {
        n = char_bytes(text + at);
        width += char_width(text + at, n);
        if (width > room) break;
    }
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at;
}

double
ent_svg_text(ent_svg *s, double x, double y, char anchor, const char *css, const char *text,
             double max_width)
{
    const char *safe = make_safe(s, text);
    double width = safe_width(safe);
    bool cut = width > max_width;

    if (cut) {
        s->scratch.data[fit(safe, max_width)] = '\0';
        width = safe_width(safe) + ENT_SVG_FONT;
        if (!*safe) return 0;
    }
    ent_rd_s(&s->body, "<text x=\"");
    ent_rd_num(&s->body, x);
    ent_rd_s(&s->body, "\" y=\"");
    ent_rd_num(&s->body, y);
    ent_rd_s(&s->body, "\"");
    if (anchor != 's')
        ent_rd_s(&s->body, anchor == 'm' ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
    if (css && *css) ent_rd_f(&s->body, " class=\"%s\"", css);
    ent_rd_s(&s->body, ">");
    ent_rd_esc(&s->body, safe);
    ent_rd_s(&s->body, cut ? "\xe2\x80\xa6</text>" : "</text>");
    return width;
}

void
ent_svg_rule(ent_svg *s, double x1, double y1, double x2, double y2, const char *css)
{
    ent_rd_s(&s->body, "<path class=\"");
    ent_rd_s(&s->body, css);
    ent_rd_s(&s->body, "\" d=\"M");
    ent_rd_num(&s->body, x1);
    ent_rd_s(&s->body, " ");
    ent_rd_num(&s->body, y1);
    ent_rd_s(&s->body, "L");
    ent_rd_num(&s->body, x2);
    ent_rd_s(&s->body, " ");
    ent_rd_num(&s->body, y2);
    ent_rd_s(&s->body, "\"/>");
}

static void
put_box(ent_rd_out *o, double x, double y, double w, double h)
{
    ent_rd_s(o, " x=\"");
    ent_rd_num(o, x);
    ent_rd_s(o, "\" y=\"");
    ent_rd_num(o, y);
    ent_rd_s(o, "\" width=\"");
    ent_rd_num(o, w > 0 ? w : 0);
    ent_rd_s(o, "\" height=\"");
    ent_rd_num(o, h > 0 ? h : 0);
    ent_rd_s(o, "\"");
}

void
ent_svg_rect(ent_svg *s, double x, double y, double w, double h, const char *css, int ink)
{
    ent_rd_f(&s->body, "<rect class=\"%s k%d\"", css, ink);
    put_box(&s->body, x, y, w, h);
    ent_rd_s(&s->body, " rx=\"1.5\"/>");
}

void
ent_svg_hatch(ent_svg *s, double x, double y, double w, double h)
{
    s->any_uncovered = true;
    ent_rd_s(&s->body, "<rect fill=\"url(#");
    ent_rd_anchor(&s->body, "h-", s->key);
    ent_rd_s(&s->body, ")\"");
    put_box(&s->body, x, y, w, h);
    ent_rd_s(&s->body, "/>");
}

void
ent_svg_marker(ent_svg *s, ent_svg_pen pen, double x, double y, double r, bool hollow)
{
    ent_rd_out *o = &s->body;
    static const double corners[5][8] = {{0},
                                         {-.9, -.9, .9, -.9, .9, .9, -.9, .9},
                                         {0, -1.2, 1.1, .8, -1.1, .8, 0, -1.2},
                                         {0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0},
                                         {0, 1.2, 1.1, -.8, -1.1, -.8, 0, 1.2}};

    s->any_weak = s->any_weak || hollow;
    if (pen.shape == 0) {
        ent_rd_f(o, "<circle class=\"%s k%d\" cx=\"", hollow ? "h" : "m", pen.ink);
        ent_rd_num(o, x);
        ent_rd_s(o, "\" cy=\"");
        ent_rd_num(o, y);
        ent_rd_s(o, "\" r=\"");
        ent_rd_num(o, r);
        ent_rd_s(o, "\"/>");
        return;
    }
    ent_rd_f(o, "<path class=\"%s k%d\" d=\"", hollow ? "h" : "m", pen.ink);
    for (int i = 0; i < 4; i++) {
        ent_rd_s(o, i ? "L" : "M");
        ent_rd_num(o, x + corners[pen.shape][2 * i] * r);
        ent_rd_s(o, " ");
        ent_rd_num(o, y + corners[pen.shape][2 * i + 1] * r);
    }
    ent_rd_s(o, "Z\"/>");
}

static void
cap(ent_rd_out *o, double x, double y, double dx, double dy, bool open)
{
    /* open: an arrow head that points on; closed: a bar across (dx, dy: the way out) */
    double ax = open ? x - dx * 4 + dy * 3 : x + dy * 3,
           ay = open ? y - dy * 4 + dx * 3 : y + dx * 3;
    double bx = open ? x - dx * 4 - dy * 3 : x - dy * 3,
           by = open ? y - dy * 4 - dx * 3 : y - dx * 3;

    ent_rd_s(o, "M");
    ent_rd_num(o, ax);
    ent_rd_s(o, " ");
    ent_rd_num(o, ay);
    ent_rd_s(o, "L");
    if (open) {
        ent_rd_num(o, x);
        ent_rd_s(o, " ");
        ent_rd_num(o, y);
        ent_rd_s(o, "L");
    }
    ent_rd_num(o, bx);
    ent_rd_s(o, " ");
    ent_rd_num(o, by);
}

static void
whisker(ent_svg *s, double x1, double y1, double x2, double y2, bool open1, bool open2, int ink)
{
    ent_rd_out *o = &s->body;
    bool across = x1 != x2;

    if (ink < 0)
        ent_rd_s(o, "<path class=\"wx\" d=\"M");
    else
        ent_rd_f(o, "<path class=\"w k%d\" d=\"M", ink);
    ent_rd_num(o, x1);
    ent_rd_s(o, " ");
    ent_rd_num(o, y1);
    ent_rd_s(o, "L");
    ent_rd_num(o, x2);
    ent_rd_s(o, " ");
    ent_rd_num(o, y2);
    cap(o, x1, y1, across ? -1 : 0, across ? 0 : (y1 < y2 ? -1 : 1), open1);
    cap(o, x2, y2, across ? 1 : 0, across ? 0 : (y2 < y1 ? -1 : 1), open2);
    ent_rd_s(o, "\"/>");
}

void
ent_svg_whisker_h(ent_svg *s, double x1, double x2, double y, bool open1, bool open2, int ink)
{
    if (fabs(x2 - x1) >= 1.5) {
        if (x1 < x2)
            whisker(s, x1, y, x2, y, open1, open2, ink);
        else
            whisker(s, x2, y, x1, y, open2, open1, ink);
    }
}

void
ent_svg_whisker_v(ent_svg *s, double x, double y1, double y2, bool open1, bool open2, int ink)
{
    if (fabs(y2 - y1) >= 1.5) whisker(s, x, y1, x, y2, open1, open2, ink);
}

void
ent_svg_hit(ent_svg *s, double x, double y, double w, double h, const ent_mark *m, const char *what)
{
    ent_rd_out *o = &s->hits;
    const char *prefix = NULL;

    if (!s->index) return;
    if (ent_rd_find(&s->index->figures, m->ref))
        prefix = "#f-";
    else if (ent_rd_find(&s->index->claims, m->ref))
        prefix = "#c-";
    if (prefix) {
        ent_rd_s(o, "<a tabindex=\"-1\" href=\"");
        ent_rd_anchor(o, prefix, m->ref);
        ent_rd_s(o, "\">");
    }
    ent_rd_s(o, "<rect");
    double grow_w = w < 12 ? (12 - w) / 2 : 0, grow_h = h < 12 ? (12 - h) / 2 : 0;
    put_box(o, x - grow_w, y - grow_h, w + 2 * grow_w, h + 2 * grow_h);
    ent_rd_s(o, "><title>");
    ent_rd_esc(o, what);
    ent_rd_s(o, prefix ? "</title></rect></a>" : "</title></rect>");
}

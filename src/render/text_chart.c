/* text_chart.c: charts in a terminal: sparklines, two-sided bars, lists of events, ladders. */
#include "render/text_priv.h"

#include <math.h>
#include <string.h>

enum { TABLE_ROWS_MAX = 15, LANE_MAX = 24, CANVAS_MAX = 400 };

/** A styled line from our format and safe texts, wrapped. */
static void
line(ent_term *t, const char *first, const char *rest, const char *style, const char *a,
     const char *between, const char *b)
{
    ent_buf_reset(&t->text);
    ent_term_try(t, ent_buf_adds(&t->text, style));
    if (a) ent_term_try(t, ent_text_add_safe(&t->text, a));
    ent_term_try(t, ent_buf_adds(&t->text, between));
    if (b) ent_term_try(t, ent_text_add_safe(&t->text, b));
    ent_term_wrap(t, t->text.data, first, rest);
}

static const char *
glyph(const ent_term *t, const char *utf8, const char *ascii)
{
    return t->ascii ? ascii : utf8;
}

static const char *
dot(const ent_term *t, int pair, bool weak)
{
    if (pair) return weak ? glyph(t, "\xe2\x97\x87", "+") : glyph(t, "\xe2\x97\x86", "#");
    return weak ? glyph(t, "\xe2\x97\x8b", "o") : glyph(t, "\xe2\x97\x8f", "*");
}

/* ---- LINE --------------------------------------------------------------------------------------
 */

static const char *
level_glyph(const ent_term *t, double share)
{
    static const char *const blocks[] = {"\xe2\x96\x81", "\xe2\x96\x82", "\xe2\x96\x83",
                                         "\xe2\x96\x84", "\xe2\x96\x85", "\xe2\x96\x86",
                                         "\xe2\x96\x87", "\xe2\x96\x88"};
    static const char *const ascii[] = {"_", ".", "-", "=", "+", "*", "%", "#"};
    int level = share < 0 ? 0 : share >= 1 ? 7 : (int)(share * 8);

    return t->ascii ? ascii[level] : blocks[level];
}

static void
spark(ent_term *t, const ent_chart_series *s, const ent_rd_axis *years, const ent_rd_axis *y,
      size_t each)
{
    const char *cells[CANVAS_MAX];
    size_t n = (size_t)years->to + each;

    for (size_t i = 0; i < n; i++)
        cells[i] = " ";
    for (size_t i = 0; i < s->n; i++) {
        const ent_mark *m = &s->marks[i];
        size_t at = (size_t)(ent_rd_axis_at(years, m->x) + 0.5);
        for (size_t k = 0; k < each && at + k < n; k++) {
            if (m->state == ENT_VALUE)
                cells[at + k] = level_glyph(t, ent_rd_axis_at(y, m->y));
            else if (strcmp(cells[at + k], " ") == 0)
                cells[at + k] = m->state == ENT_MISSING ? glyph(t, "\xc3\x97", "x")
                                                        : glyph(t, "\xe2\x96\x91", "/");
        }
    }
    ent_rd_s(&t->o, "  ");
    for (size_t i = 0; i < n; i++)
        ent_rd_s(&t->o, cells[i]);
    ent_rd_s(&t->o, "\n");
}

static void
line_ends(ent_term *t, const ent_chart *c, const ent_chart_series *s)
{
    const ent_mark *first = NULL, *last = NULL;
    char a[ENT_RD_LINE_MAX], b[ENT_RD_LINE_MAX], ya[ENT_RD_NUM_MAX], yb[ENT_RD_NUM_MAX];
    char text[3 * ENT_RD_LINE_MAX];

    for (size_t i = 0; i < s->n; i++) {
        if (s->marks[i].state != ENT_VALUE) continue;
        if (!first) first = &s->marks[i];
        last = &s->marks[i];
    }
    if (!first) {
        line(t, "  ", "  ", ENT_TERM_DIM, "no value", "", NULL);
        return;
    }
    ent_rd_mark_text(c, first, a, sizeof a);
    ent_rd_mark_time(first, ya, sizeof ya);
    ent_rd_mark_text(c, last, b, sizeof b);
    ent_rd_mark_time(last, yb, sizeof yb);
    if (first == last)
        (void)ent_snprintf(text, sizeof text, "%s: %s", ya, a);
    else
        (void)ent_snprintf(text, sizeof text, "%s: %s; %s: %s", ya, a, yb, b);
    line(t, "  ", "  ", ENT_TERM_PLAIN, text, "", NULL);
}

static void
break_lines(ent_term *t, const ent_chart *c)
{
    for (size_t i = 0; i < c->n_breaks; i++) {
        char when[ENT_RD_NUM_MAX];
        ent_rd_break_text(&c->breaks[i], when, sizeof when);
        line(t, "  ", "    ", ENT_TERM_PLAIN, c->breaks[i].label ? c->breaks[i].label : "change",
             ": ", when);
    }
}

/** One column a year when they fit, else as many years a column as it takes. */
static void
line_chart(ent_term *t, const ent_chart *c)
{
    ent_rd_axis years = {0}, y = {.to = 1};
    double lo = 0, hi = 0;
    char from[ENT_RD_NUM_MAX], to[ENT_RD_NUM_MAX];

    if (!ent_rd_extent_x(c, &lo, &hi)) return;
    years.min = c->x_max > c->x_min ? c->x_min : lo;
    years.max = c->x_max > c->x_min ? c->x_max : hi;
    double room = t->columns - 4, span = floor(years.max - years.min + 0.5);
    years.to = span < 1 ? 0 : span > room - 1 ? room - 1 : 2 * (span + 1) <= room ? 2 * span : span;
    size_t each = years.to > span + 0.5 ? 2 : 1;
    y.log = c->y_log;
    y.min = y.max = 0;
    if (!ent_rd_extent_y(c, &y.min, &y.max)) y.max = 1;
    if (!y.log && y.min > 0) y.min = 0;
    ent_rd_axis_round(&y, 5);
    ent_rd_fixed(floor(years.min), 0, false, from, sizeof from);
    ent_rd_fixed(floor(years.max), 0, false, to, sizeof to);
    for (size_t i = 0; i < c->n_series; i++) {
        line(t, "  ", "  ", ENT_TERM_BOLD, c->series[i].name, "", NULL);
        spark(t, &c->series[i], &years, &y, each);
        size_t width = (size_t)years.to + each, used = strlen(from) + strlen(to);
        ent_rd_f(&t->o, "  %s", from);
        if (width > used) ent_term_blank(t, width - used);
        ent_rd_f(&t->o, "%s%s\n", width > used ? "" : "-", to);
        line_ends(t, c, &c->series[i]);
    }
    break_lines(t, c);
    char top[ENT_RD_NUM_MAX], bottom[ENT_RD_NUM_MAX], text[ENT_RD_LINE_MAX];
    ent_rd_mark_value(c, y.min, bottom, sizeof bottom);
    ent_rd_mark_value(c, y.max, top, sizeof top);
    (void)ent_snprintf(text, sizeof text, "scale %s to %s%s; %s missing, %s not covered", bottom,
                       top, c->y_log ? " (logarithmic)" : "", glyph(t, "\xc3\x97", "x"),
                       glyph(t, "\xe2\x96\x91", "/"));
    line(t, "  ", "  ", ENT_TERM_DIM, text, "", NULL);
}

/* ---- MIRROR, DUMBBELL: rows by label ------------------------------------------------------------
 */

static bool
label_seen(const ent_chart *c, size_t series, size_t mark)
{
    const char *label = c->series[series].marks[mark].label;

    for (size_t s = 0; s <= series; s++)
        for (size_t i = 0; i < (s == series ? mark : c->series[s].n); i++) {
            const char *other = c->series[s].marks[i].label;
            if (other && label && strcmp(other, label) == 0) return true;
        }
    return false;
}

static const ent_mark *
find_mark(const ent_chart *c, const char *label, int pair, int side)
{
    for (size_t s = 0; s < c->n_series; s++) {
        if ((c->series[s].pair ? 1 : 0) != pair) continue;
        if (side >= 0 && (c->series[s].side ? 1 : 0) != side) continue;
        for (size_t i = 0; i < c->series[s].n; i++) {
            const char *other = c->series[s].marks[i].label;
            if (other && label && strcmp(other, label) == 0) return &c->series[s].marks[i];
        }
    }
    return NULL;
}

static void
bar(ent_term *t, const ent_mark *m, int pair, size_t length)
{
    const char *full = pair ? glyph(t, "\xe2\x96\x92", "=") : glyph(t, "\xe2\x96\x88", "#");

    if (m->weak) full = glyph(t, "\xe2\x96\x91", ".");
    for (size_t i = 0; i < length; i++)
        ent_rd_s(&t->o, full);
}

static size_t
bar_length(const ent_mark *m, double top, size_t room)
{
    if (!m || m->state != ENT_VALUE || !(m->y > 0) || !(top > 0)) return 0;
    double share = m->y / top;
    size_t n = (size_t)(share * (double)room + 0.5);

    return share >= 1 ? room : n == 0 ? 1 : n;
}

static void
mirror_row(ent_term *t, const ent_chart *c, const char *label, int pair, double top)
{
    const ent_mark *left = find_mark(c, label, pair, 0), *right = find_mark(c, label, pair, 1);
    char text[ENT_RD_LINE_MAX] = "";
    size_t half = ((size_t)t->columns - 5) / 2;
    size_t words = half > 48 ? 26 : half > 30 ? 23 : 9, room = half - words - 1;

    if (!left && !right) return;
    size_t n = bar_length(left, top, room);
    if (left) ent_rd_mark_text(c, left, text, sizeof text);
    if (ent_text_columns(text) > words && left->state == ENT_VALUE)
        ent_rd_mark_value(c, left->y, text, sizeof text);
    size_t used = ent_text_columns(text) + 1 + n;
    ent_rd_s(&t->o, "  ");
    ent_term_blank(t, half > used ? half - used : 0);
    ent_rd_f(&t->o, "%s ", text);
    if (left) bar(t, left, pair, n);
    ent_rd_s(&t->o, glyph(t, "\xe2\x94\x82", "|"));
    if (right) {
        n = bar_length(right, top, room);
        bar(t, right, pair, n);
        ent_rd_mark_text(c, right, text, sizeof text);
        if (ent_text_columns(text) > words && right->state == ENT_VALUE)
            ent_rd_mark_value(c, right->y, text, sizeof text);
        ent_rd_f(&t->o, " %s", text);
    }
    ent_rd_s(&t->o, "\n");
}

static void
series_key(ent_term *t, const ent_chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        char first[16];
        const char *mark = c->kind == ENT_CHART_MIRROR
                               ? (c->series[i].side ? glyph(t, "\xe2\x86\x92", ">")
                                                    : glyph(t, "\xe2\x86\x90", "<"))
                               : dot(t, c->series[i].pair, false);
        const char *what = c->kind == ENT_CHART_MIRROR && c->series[i].pair
                               ? glyph(t, " (\xe2\x96\x92)", " (=)")
                               : "";
        if (c->kind == ENT_CHART_LADDER) mark = i % 2 ? "B" : "A";
        (void)ent_snprintf(first, sizeof first, "  %s ", mark);
        line(t, first, "    ", ENT_TERM_BOLD, c->series[i].name, what, NULL);
    }
}

static void
mirror_chart(ent_term *t, const ent_chart *c)
{
    double lo = 0, hi = 0;

    if (!ent_rd_extent_y(c, &lo, &hi)) hi = 0;
    if (c->y_max > c->y_min) hi = c->y_max;
    series_key(t, c);
    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            if (label_seen(c, s, i)) continue;
            const char *label = c->series[s].marks[i].label;
            line(t, "  ", "  ", ENT_TERM_PLAIN, label ? label : "", "", NULL);
            mirror_row(t, c, label, 0, hi);
            mirror_row(t, c, label, 1, hi);
        }
}

static void
dumbbell_row(ent_term *t, const ent_chart *c, const char *label, const ent_rd_axis *x)
{
    const char *cells[CANVAS_MAX];
    size_t n = (size_t)x->to + 1;
    char text[ENT_RD_LINE_MAX], all[3 * ENT_RD_LINE_MAX] = "";

    for (size_t i = 0; i < n; i++)
        cells[i] = glyph(t, "\xc2\xb7", ".");
    for (int pair = 1; pair >= 0; pair--) {
        const ent_mark *m = find_mark(c, label, pair, -1);
        if (!m || m->state != ENT_VALUE) continue;
        cells[(size_t)(ent_rd_axis_at(x, m->y) + 0.5)] = dot(t, pair, m->weak);
    }
    for (int pair = 0; pair < 2; pair++) {
        const ent_mark *m = find_mark(c, label, pair, -1);
        size_t len = strlen(all);
        if (!m) continue;
        ent_rd_mark_text(c, m, text, sizeof text);
        (void)ent_snprintf(all + len, sizeof all - len, "%s%s %s", len ? "   " : "",
                           dot(t, pair, m->weak), text);
    }
    line(t, "  ", "  ", ENT_TERM_PLAIN, label ? label : "", "  ", all);
    ent_rd_s(&t->o, "  ");
    for (size_t i = 0; i < n; i++)
        ent_rd_s(&t->o, cells[i]);
    ent_rd_s(&t->o, "\n");
}

static void
dumbbell_chart(ent_term *t, const ent_chart *c)
{
    ent_rd_axis x = {.to = t->columns - 5 > 72 ? 72 : t->columns - 5, .log = c->y_log};
    char a[ENT_RD_NUM_MAX], b[ENT_RD_NUM_MAX];

    if (c->y_max > c->y_min && !(c->y_log && c->y_min <= 0)) {
        x.min = c->y_min;
        x.max = c->y_max;
    } else {
        if (!ent_rd_extent_y(c, &x.min, &x.max)) x.max = 1;
        if (!c->y_log && x.min > 0) x.min = 0;
        ent_rd_axis_round(&x, 5);
    }
    series_key(t, c);
    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->series[s].n; i++)
            if (!label_seen(c, s, i)) dumbbell_row(t, c, c->series[s].marks[i].label, &x);
    ent_rd_mark_value(c, x.min, a, sizeof a);
    ent_rd_mark_value(c, x.max, b, sizeof b);
    size_t width = (size_t)x.to + 1, used = ent_text_columns(a) + ent_text_columns(b);
    ent_rd_f(&t->o, "  %s", a);
    if (width > used) ent_term_blank(t, width - used);
    ent_rd_f(&t->o, "%s\n", b);
}

/* ---- TIMELINE, LADDER
 * ---------------------------------------------------------------------------- */

static void
event_line(ent_term *t, const ent_mark *m, int pair)
{
    char when[ENT_RD_NUM_MAX], first[2 * ENT_RD_NUM_MAX];
    enum { DATE = 22 };

    ent_rd_mark_time(m, when, sizeof when);
    size_t cols = ent_text_columns(when);
    (void)ent_snprintf(first, sizeof first, "  %s%*s%s ", when,
                       cols < DATE ? (int)(DATE - cols) : 1, "", dot(t, pair, m->weak));
    line(t, first, "                          ", ENT_TERM_PLAIN, m->label ? m->label : "",
         m->state == ENT_VALUE ? "" : ": ",
         m->state == ENT_VALUE ? NULL : ent_state_name(m->state));
}

static void
timeline_chart(ent_term *t, const ent_chart *c)
{
    char text[64];

    for (size_t s = 0; s < c->n_series; s++) {
        const ent_chart_series *lane = &c->series[s];
        line(t, "  ", "  ", ENT_TERM_BOLD, lane->name, "", NULL);
        for (size_t i = 0; i < lane->n; i++) {
            if (lane->n > LANE_MAX && i == LANE_MAX / 2) {
                size_t left = lane->n - LANE_MAX;
                (void)ent_snprintf(text, sizeof text, "+%zu more between these", left);
                line(t, "  ", "  ", ENT_TERM_DIM, text, "", NULL);
                i += left;
            }
            event_line(t, &lane->marks[i], lane->pair);
        }
    }
}

static void
ladder_rung(ent_term *t, const ent_chart *c, const ent_rd_axis *x, int rung)
{
    char cells[CANVAS_MAX];
    size_t n = (size_t)x->to + 1;

    memset(cells, ' ', n);
    for (size_t s = 0; s < c->n_series; s++)
        for (size_t i = 0; i < c->series[s].n; i++) {
            const ent_mark *m = &c->series[s].marks[i];
            if (m->state != ENT_VALUE || !(m->y >= rung && m->y < rung + 1)) continue;
            size_t at = (size_t)(ent_rd_axis_at(x, m->x) + 0.5);
            char letter = s % 2 ? 'B' : 'A';
            cells[at] = cells[at] == ' ' || cells[at] == letter ? letter : '*';
        }
    while (n > 0 && cells[n - 1] == ' ')
        n--;
    ent_rd_f(&t->o, "  %d %s", rung, glyph(t, "\xe2\x94\x82", "|"));
    ent_rd_n(&t->o, cells, n);
    ent_rd_s(&t->o, "\n");
}

static void
ladder_chart(ent_term *t, const ent_chart *c)
{
    ent_rd_axis x = {.to = t->columns - 8 > 200 ? 200 : t->columns - 8};
    char a[ENT_RD_NUM_MAX], b[ENT_RD_NUM_MAX];
    double lo = 0, hi = 1;

    (void)ent_rd_extent_x(c, &lo, &hi);
    x.min = c->x_max > c->x_min ? c->x_min : floor(lo);
    x.max = c->x_max > c->x_min ? c->x_max : ceil(hi) > floor(lo) ? ceil(hi) : floor(lo) + 1;
    series_key(t, c);
    if (c->y_title) line(t, "  ", "  ", ENT_TERM_DIM, c->y_title, "; * = both", NULL);
    for (int rung = 5; rung >= 1; rung--)
        ladder_rung(t, c, &x, rung);
    ent_rd_fixed(x.min, 0, false, a, sizeof a);
    ent_rd_fixed(x.max, 0, false, b, sizeof b);
    ent_rd_s(&t->o, "    ");
    ent_rd_s(&t->o, glyph(t, "\xe2\x94\x94", "+"));
    ent_term_stroke(t, (size_t)x.to + 1);
    ent_rd_f(&t->o, "\n     %s", a);
    size_t used = strlen(a) + strlen(b), width = (size_t)x.to + 1;
    ent_term_blank(t, width > used ? width - used : 1);
    ent_rd_f(&t->o, "%s\n", b);
}

void
ent_term_chart(ent_term *t, const ent_chart *c)
{
    bool drawn_whole = c->kind == ENT_CHART_MIRROR || c->kind == ENT_CHART_DUMBBELL;
    size_t marks = 0;

    for (size_t i = 0; i < c->n_series; i++)
        marks += c->series[i].n;
    line(t, "  ", "  ", ENT_TERM_BOLD, c->title, "", NULL);
    if (marks == 0)
        line(t, "  ", "  ", ENT_TERM_DIM, "Nothing to draw: no evidence held.", "", NULL);
    else if (c->kind == ENT_CHART_LINE)
        line_chart(t, c);
    else if (c->kind == ENT_CHART_MIRROR)
        mirror_chart(t, c);
    else if (c->kind == ENT_CHART_DUMBBELL)
        dumbbell_chart(t, c);
    else if (c->kind == ENT_CHART_TIMELINE)
        timeline_chart(t, c);
    else
        ladder_chart(t, c);
    if (c->source_line) line(t, "  ", "  ", ENT_TERM_DIM, c->source_line, "", NULL);
    ent_rd_s(&t->o, "\n");
    if (drawn_whole || c->kind == ENT_CHART_TIMELINE || c->table.n_rows == 0) return;
    if (c->table.n_rows <= TABLE_ROWS_MAX)
        ent_term_table(t, &c->table);
    else
        line(t, "  ", "  ", ENT_TERM_DIM, "The data, row by row: --format tsv", "\n", NULL);
}

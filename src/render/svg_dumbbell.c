/* svg_dumbbell.c: two values a row on one scale: the pair asked about against the other pair. */
#include "render/svg_priv.h"

#include <math.h>

typedef struct bell_frame {
    ent_rd_axis x;
    double gutter; /* wide: labels stand left of the plot */
} bell_frame;

static void
draw_scale(ent_svg *s, bell_frame *f, double y_top, double y_bottom)
{
    char text[ENT_RD_NUM_MAX];

    for (size_t i = 0; i < f->x.n_ticks; i++) {
        double x = ent_rd_axis_at(&f->x, f->x.ticks[i]);
        ent_rd_mark_value(s->chart, f->x.ticks[i], text, sizeof text);
        ent_svg_rule(s, x, y_top, x, y_bottom, "g");
        ent_svg_text(s, x, y_bottom + 15, x > s->width - 24 ? 'e' : 'm', "q", text, 70);
    }
}

static void
set_axis(ent_svg *s, bell_frame *f)
{
    const ent_chart *c = s->chart;
    double lo = 0, hi = 1;
    int want = s->narrow ? 4 : 6;

    f->x.log = c->y_log;
    if (c->y_max > c->y_min && !(c->y_log && c->y_min <= 0)) {
        f->x.min = c->y_min;
        f->x.max = c->y_max;
    } else {
        if (!ent_rd_extent_y(c, &lo, &hi) && c->y_log) lo = 0.1;
        if (!c->y_log && lo > 0 && lo < hi * 0.6) lo = 0;
        f->x.min = lo;
        f->x.max = hi;
        ent_rd_axis_round(&f->x, want);
    }
    ent_rd_axis_ticks(&f->x, want);
}

static const char *
pair_name(const ent_chart *c, int pair)
{
    for (size_t i = 0; i < c->n_series; i++)
        if ((c->series[i].pair ? 1 : 0) == pair && c->series[i].name) return c->series[i].name;
    return "";
}

static ent_svg_pen
pair_pen(int pair)
{
    return pair ? (ent_svg_pen){4, 3} : (ent_svg_pen){0, 0};
}

static void
draw_mark(ent_svg *s, const bell_frame *f, const ent_svg_row *row, int pair, double y)
{
    const ent_mark *m = row->marks[pair];
    char value[ENT_RD_LINE_MAX], what[2 * ENT_RD_LINE_MAX];
    double x = ent_rd_axis_at(&f->x, m->y);

    ent_rd_mark_text(s->chart, m, value, sizeof value);
    (void)ent_snprintf(what, sizeof what, "%.100s, %.100s: %s", row->label,
                       pair_name(s->chart, pair), value);
    ent_svg_whisker_h(s, ent_rd_axis_at(&f->x, m->low), ent_rd_axis_at(&f->x, m->high), y,
                      !isfinite(m->low), !isfinite(m->high), pair_pen(pair).ink);
    ent_svg_marker(s, pair_pen(pair), x, y, 5, m->weak);
    ent_svg_hit(s, x - 6, y - 6, 12, 12, m, what);
}

/** Does the value stand left of its mark? The lower of two does, so that they face away. */
static bool
stands_left(const ent_svg_row *row, int pair)
{
    const ent_mark *m = row->marks[pair], *other = row->marks[1 - pair];

    if (!other || other->state != ENT_VALUE) return false;
    return m->y < other->y || (m->y == other->y && pair == 0);
}

static void
draw_value(ent_svg *s, const bell_frame *f, const ent_svg_row *row, int pair, double y)
{
    const ent_mark *m = row->marks[pair];
    char text[ENT_RD_NUM_MAX];
    double low = ent_rd_axis_at(&f->x, fmin(m->low, m->y));
    double high = ent_rd_axis_at(&f->x, fmax(m->high, m->y));
    bool left = stands_left(row, pair);

    ent_rd_mark_value(s->chart, m->y, text, sizeof text);
    double w = ent_svg_text_width(s, text) + 10;
    if (left && low - w < f->x.from - 4) left = false;
    if (!left && high + w > s->width) left = true;
    ent_svg_text(s, left ? low - 9 : high + 9, y + 4, left ? 'e' : 's', pair ? "q" : "b", text, 90);
}

/** "missing" or "not covered", beside the marker of the pair that it is said of. */
static void
draw_states(ent_svg *s, const bell_frame *f, const ent_svg_row *row, double y[2])
{
    for (int pair = 0; pair < 2; pair++) {
        const ent_mark *m = row->marks[pair];
        if (!m || m->state == ENT_VALUE) continue;
        double x = f->x.from + 4;
        ent_svg_marker(s, pair_pen(pair), x + 5, y[pair], 3.4, false);
        if (m->state == ENT_UNCOVERED) ent_svg_hatch(s, x + 14, y[pair] - 5, 20, 10);
        ent_svg_text(s, x + (m->state == ENT_UNCOVERED ? 39 : 14), y[pair] + 4, 's', "i",
                     ent_state_name(m->state), 120);
    }
}

/** @return where the next row begins */
static double
draw_row(ent_svg *s, const bell_frame *f, const ent_svg_row *row, double y)
{
    /* each pair on a line of its own, so that close values and their whiskers stay apart */
    double at[2];

    if (s->narrow) {
        ent_svg_text(s, 6, y + 12, 's', "", row->label, s->width - 12);
        y += 18;
    } else
        ent_svg_text(s, f->gutter - 10, y + 20, 'e', "", row->label, f->gutter - 14);
    at[0] = y + 8;
    at[1] = y + (row->marks[1] ? 24 : 8);
    const ent_mark *a = row->marks[0], *b = row->marks[1];
    if (a && b && a->state == ENT_VALUE && b->state == ENT_VALUE)
        ent_svg_rule(s, ent_rd_axis_at(&f->x, a->y), at[0], ent_rd_axis_at(&f->x, b->y), at[1],
                     "ax");
    for (int pair = 1; pair >= 0; pair--) {
        if (!row->marks[pair] || row->marks[pair]->state != ENT_VALUE) continue;
        draw_mark(s, f, row, pair, at[pair]);
        draw_value(s, f, row, pair, at[pair]);
    }
    draw_states(s, f, row, at);
    return at[1] + 16;
}

void
ent_svg_dumbbell(ent_svg *s)
{
    bell_frame f = {0};
    size_t n = 0;
    ent_svg_row *rows = ent_svg_rows(s, false, &n);

    if (!rows) return;
    ent_svg_key(s);
    for (size_t i = 0; !s->narrow && i < n; i++)
        f.gutter = fmax(f.gutter, ent_svg_text_width(s, rows[i].label) + 16);
    if (f.gutter > 270) f.gutter = 270;
    f.x.from = s->narrow ? 14 : f.gutter;
    f.x.to = s->width - (s->narrow ? 26 : 52);
    set_axis(s, &f);
    double row_height = s->narrow ? 58 : 40, bottom = s->top + row_height * (double)n;
    draw_scale(s, &f, s->top, bottom);
    double y = s->top;
    for (size_t i = 0; i < n; i++) {
        if (i > 0) ent_svg_rule(s, 0, y - 2, s->width, y - 2, "g");
        (void)draw_row(s, &f, &rows[i], y + 2);
        y += row_height;
    }
    s->height = bottom + 22;
    if (s->chart->y_title) {
        ent_svg_text(s, (f.x.from + f.x.to) / 2, s->height + 10, 'm', "q", s->chart->y_title,
                     s->width - 8);
        s->height += 18;
    }
    double key = ent_svg_marks_key(s, s->height);
    if (key > 0) s->height = key;
    ent_free(rows);
}

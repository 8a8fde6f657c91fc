/* svg_mirror.c: bars left and right of one axis: who depends on whom, a row a layer. */
#include "render/svg_priv.h"

#include <math.h>

typedef struct mirror_frame {
    double centre, half; /* the axis and the longest bar */
    double top_value;
} mirror_frame;

enum { GUTTER = 74, BAR = 13 };

static double
value_to_x(const mirror_frame *f, double v, int side)
{
    double length = f->top_value > 0 ? v / f->top_value * f->half : 0;

    if (!(length > 0)) length = 0;
    if (length > f->half) length = f->half;
    return f->centre + (side ? length : -length);
}

static void
draw_state(ent_svg *s, const mirror_frame *f, const ent_mark *m, int side, double y)
{
    double at = f->centre + (side ? 6 : -6);

    if (m->state == ENT_UNCOVERED) {
        ent_svg_hatch(s, side ? at : at - 22, y, 22, BAR);
        at += side ? 27 : -27;
    }
    ent_svg_text(s, at, y + 10.5, side ? 's' : 'e', "i", ent_state_name(m->state), 120);
}

static void
draw_bar(ent_svg *s, const mirror_frame *f, const ent_svg_row *row, const ent_mark *m, int pair,
         int side, double y)
{
    char text[ENT_RD_LINE_MAX], what[2 * ENT_RD_LINE_MAX];
    int ink = pair * 4 + side;

    ent_rd_mark_text(s->chart, m, text, sizeof text);
    (void)ent_snprintf(what, sizeof what, "%.120s: %s", row->label, text);
    if (m->state != ENT_VALUE) {
        draw_state(s, f, m, side, y);
        ent_svg_hit(s, side ? f->centre : f->centre - f->half, y, f->half, BAR, m, what);
        return;
    }
    double tip = value_to_x(f, m->y, side);
    double low = value_to_x(f, isfinite(m->low) ? m->low : 0, side);
    double high = value_to_x(f, isfinite(m->high) ? m->high : f->top_value, side);
    double far = fabs(high - f->centre) > fabs(tip - f->centre) ? high : tip;
    s->any_weak = s->any_weak || m->weak;
    ent_svg_rect(s, fmin(tip, f->centre), y, fmax(fabs(tip - f->centre), 1.5), BAR,
                 m->weak ? "barh" : "bar", ink);
    ent_svg_whisker_h(s, low, high, y + BAR / 2.0, !isfinite(m->low), !isfinite(m->high), -1);
    ent_rd_mark_value(s->chart, m->y, text, sizeof text);
    ent_svg_text(s, far + (side ? 6 : -6), y + 10.5, side ? 's' : 'e', pair ? "q" : "b", text,
                 GUTTER - 6);
    ent_svg_hit(s, fmin(far, f->centre), y, fabs(far - f->centre), BAR, m, what);
}

/** The names of both sides, over their bars. */
static void
draw_heads(ent_svg *s, const mirror_frame *f)
{
    double y = s->top + 12;
    int lines[2] = {0, 0};

    for (size_t i = 0; i < s->chart->n_series; i++) {
        const ent_chart_series *series = &s->chart->series[i];
        int side = series->side ? 1 : 0, pair = series->pair ? 1 : 0;
        double at = y + ENT_SVG_ROW * lines[side]++;
        double x = f->centre + (side ? 6 : -6);
        double w = ent_svg_text(s, x + (side ? 16 : -16), at, side ? 's' : 'e', pair ? "q" : "b",
                                series->name, f->centre - 24);
        (void)w;
        ent_svg_rect(s, side ? x : x - 11, at - 9, 11, 9, "bar", pair * 4 + side);
    }
    int most = lines[0] > lines[1] ? lines[0] : lines[1];
    s->top += ENT_SVG_ROW * most + 8;
}

static double
draw_row(ent_svg *s, const mirror_frame *f, const ent_svg_row *row, double y)
{
    ent_svg_text(s, f->centre, y + 12, 'm', "", row->label, s->width - 8);
    y += 18;
    for (int pair = 0; pair < 2; pair++) {
        const ent_mark *left = row->marks[pair * 2], *right = row->marks[pair * 2 + 1];
        if (!left && !right) continue;
        if (left) draw_bar(s, f, row, left, pair, 0, y);
        if (right) draw_bar(s, f, row, right, pair, 1, y);
        ent_svg_rule(s, f->centre, y - 2, f->centre, y + BAR + 2, "ax");
        y += BAR + 4;
    }
    return y + 8;
}

void
ent_svg_mirror(ent_svg *s)
{
    size_t n = 0;
    double lo = 0, hi = 0;
    ent_svg_row *rows = ent_svg_rows(s, true, &n);
    mirror_frame f = {.centre = s->width / 2, .half = s->width / 2 - GUTTER};

    if (!rows) return;
    if (ent_rd_extent_y(s->chart, &lo, &hi)) f.top_value = hi;
    if (s->chart->y_max > s->chart->y_min) f.top_value = s->chart->y_max;
    draw_heads(s, &f);
    double y = s->top;
    for (size_t i = 0; i < n; i++)
        y = draw_row(s, &f, &rows[i], y);
    if (s->chart->y_title) {
        ent_svg_text(s, f.centre, y + 8, 'm', "q", s->chart->y_title, s->width - 8);
        y += 16;
    }
    s->height = y + 4;
    double key = ent_svg_marks_key(s, s->height);
    if (key > 0) s->height = key;
    ent_free(rows);
}

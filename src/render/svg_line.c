/* svg_line.c: values over time with intervals, broken where nothing is known. */
#include "render/svg_priv.h"

#include <math.h>
#include <stdlib.h>

typedef struct line_frame {
    ent_rd_axis x, y;
    double bottom;
} line_frame;

enum { BAND_FROM = 9 }; /* series of at least so many values draw bands, shorter ones whiskers */

static void
axis_x(const ent_svg *s, ent_rd_axis *axis)
{
    const ent_chart *c = s->chart;
    double lo = 0, hi = 0;

    if (c->x_max > c->x_min) {
        axis->min = c->x_min;
        axis->max = c->x_max;
        return;
    }
    (void)ent_rd_extent_x(c, &lo, &hi);
    axis->min = lo;
    axis->max = hi > lo ? hi : lo + 1;
    if (hi <= lo) axis->min = lo - 1;
}

static void
axis_y(const ent_svg *s, ent_rd_axis *axis, int want)
{
    const ent_chart *c = s->chart;
    double lo = 0, hi = 1;

    axis->log = c->y_log;
    if (c->y_max > c->y_min && !(c->y_log && c->y_min <= 0)) {
        axis->min = c->y_min;
        axis->max = c->y_max;
    } else {
        if (!ent_rd_extent_y(c, &lo, &hi) && c->y_log) lo = 0.1;
        if (!c->y_log && lo > 0 && lo < hi * 0.6) lo = 0; /* nought in sight when it is near */
        axis->min = lo;
        axis->max = hi;
        ent_rd_axis_round(axis, want);
    }
    ent_rd_axis_ticks(axis, want);
}

/** Grid, tick labels and titles; the left margin fits the widest label. */
static void
draw_frame(ent_svg *s, line_frame *f, double right)
{
    char text[ENT_RD_NUM_MAX];
    double left = 0, height = s->narrow ? 200 : 250;

    axis_x(s, &f->x);
    axis_y(s, &f->y, s->narrow ? 4 : 5);
    for (size_t i = 0; i < f->y.n_ticks; i++) {
        ent_rd_mark_value(s->chart, f->y.ticks[i], text, sizeof text);
        double w = ent_svg_text_width(s, text);
        if (w > left) left = w;
    }
    if (s->chart->y_title) {
        ent_svg_text(s, 2, s->top + 11, 's', "q", s->chart->y_title, s->width - 4);
        s->top += 24;
    } else
        s->top += 8;
    f->x.from = left + 12;
    f->x.to = s->width - right;
    f->y.from = s->top + height;
    f->y.to = s->top;
    f->bottom = s->top + height;
    for (size_t i = 0; i < f->y.n_ticks; i++) {
        double y = ent_rd_axis_at(&f->y, f->y.ticks[i]);
        ent_rd_mark_value(s->chart, f->y.ticks[i], text, sizeof text);
        ent_svg_rule(s, f->x.from, y, f->x.to, y, "g");
        ent_svg_text(s, f->x.from - 6, y + 4, 'e', "q", text, 90);
    }
}

/** Half the way to the neighbours: how far a mark speaks for. */
static void
reach(const ent_chart_series *series, size_t i, double *from, double *to)
{
    double x = series->marks[i].x;
    double before = i > 0 ? x - series->marks[i - 1].x : 0;
    double after = i + 1 < series->n ? series->marks[i + 1].x - x : 0;

    *from = x - (before > 0 ? before : after > 0 ? after : 1) / 2;
    *to = x + (after > 0 ? after : before > 0 ? before : 1) / 2;
}

/** Under the plot, one thin strip a series with gaps: hatched = not covered, crosses = missing. */
static void
draw_gaps(ent_svg *s, line_frame *f)
{
    for (size_t k = 0; k < s->chart->n_series; k++) {
        const ent_chart_series *series = &s->chart->series[k];
        bool any = false;
        double y = f->bottom + 5;
        for (size_t i = 0; i < series->n; i++) {
            const ent_mark *m = &series->marks[i];
            double from, to;
            if (m->state == ENT_VALUE) continue;
            any = true;
            reach(series, i, &from, &to);
            from = ent_rd_axis_at(&f->x, from);
            to = ent_rd_axis_at(&f->x, to);
            if (m->state == ENT_UNCOVERED) {
                ent_svg_hatch(s, from, y, to - from, 8);
                continue;
            }
            double x = ent_rd_axis_at(&f->x, m->x);
            s->any_missing = true;
            ent_svg_rule(s, x - 3, y + 1, x + 3, y + 7, "x");
            ent_svg_rule(s, x - 3, y + 7, x + 3, y + 1, "x");
        }
        if (!any) continue;
        ent_svg_pen pen = ent_svg_pen_of(s->chart, k);
        ent_svg_marker(s, pen, f->x.from - 10, y + 4, 3, false);
        f->bottom += 13;
    }
}

/** End of the unbroken run of values that begins at i. */
static size_t
run_end(const ent_chart_series *series, size_t i)
{
    while (i < series->n && series->marks[i].state == ENT_VALUE)
        i++;
    return i;
}

static void
add_point(ent_rd_out *o, const line_frame *f, const char *op, double x, double y)
{
    ent_rd_s(o, op);
    ent_rd_num(o, ent_rd_axis_at(&f->x, x));
    ent_rd_s(o, " ");
    ent_rd_num(o, ent_rd_axis_at(&f->y, y));
}

/** An open end would make the band a spike; it is drawn as an arrow instead. */
static double
end_or_value(const ent_mark *m, double end)
{
    return isfinite(end) ? end : m->y;
}

static void
draw_run(ent_svg *s, const line_frame *f, const ent_chart_series *series, size_t from, size_t to,
         int ink, bool bands)
{
    ent_rd_out *o = &s->body;

    if (to - from < 2) return;
    if (bands) {
        ent_rd_f(o, "<path class=\"band k%d\" d=\"", ink);
        for (size_t i = from; i < to; i++)
            add_point(o, f, i == from ? "M" : "L", series->marks[i].x,
                      end_or_value(&series->marks[i], series->marks[i].high));
        for (size_t i = to; i-- > from;)
            add_point(o, f, "L", series->marks[i].x,
                      end_or_value(&series->marks[i], series->marks[i].low));
        ent_rd_s(o, "Z\"/>");
    }
    ent_rd_f(o, "<path class=\"l k%d\" d=\"", ink);
    for (size_t i = from; i < to; i++)
        add_point(o, f, i == from ? "M" : "L", series->marks[i].x, series->marks[i].y);
    ent_rd_s(o, "\"/>");
}

static void
draw_series(ent_svg *s, const line_frame *f, size_t k)
{
    const ent_chart_series *series = &s->chart->series[k];
    ent_svg_pen pen = ent_svg_pen_of(s->chart, k);
    char value[ENT_RD_LINE_MAX], year[ENT_RD_NUM_MAX], text[2 * ENT_RD_LINE_MAX];
    size_t values = 0;

    for (size_t i = 0; i < series->n; i++)
        values += series->marks[i].state == ENT_VALUE;
    bool bands = values >= BAND_FROM;
    double radius = values > (s->narrow ? 18u : 40u) ? 2.4 : 3.4;
    for (size_t i = 0; i < series->n;) {
        size_t end = run_end(series, i);
        draw_run(s, f, series, i, end, pen.ink, bands);
        i = end > i ? end : i + 1;
    }
    for (size_t i = 0; i < series->n; i++) {
        const ent_mark *m = &series->marks[i];
        if (m->state != ENT_VALUE) continue;
        double x = ent_rd_axis_at(&f->x, m->x), y = ent_rd_axis_at(&f->y, m->y);
        bool open = !isfinite(m->low) || !isfinite(m->high);
        if (!bands || open || i == 0 || run_end(series, i - 1) == i - 1)
            ent_svg_whisker_v(s, x, ent_rd_axis_at(&f->y, m->low), ent_rd_axis_at(&f->y, m->high),
                              !isfinite(m->low), !isfinite(m->high), pen.ink);
        ent_svg_marker(s, pen, x, y, radius, m->weak);
        ent_rd_mark_text(s->chart, m, value, sizeof value);
        ent_rd_mark_time(m, year, sizeof year);
        (void)ent_snprintf(text, sizeof text, "%.120s, %s: %s", series->name ? series->name : "",
                           year, value);
        ent_svg_hit(s, x - 3, y - 3, 6, 6, m, text);
    }
}

/** Breaks behind the lines: the years of the date's interval shaded, a dashed rule at the
 * likeliest. Labels take turns on two heights, since breaks may stand close. */
static void
draw_breaks(ent_svg *s, const line_frame *f)
{
    for (size_t i = 0; i < s->chart->n_breaks; i++) {
        const ent_mark *m = &s->chart->breaks[i];
        char when[ENT_RD_NUM_MAX], text[ENT_RD_LINE_MAX];
        double x = ent_rd_axis_at(&f->x, m->x);
        double from = m->x_low > 0 && m->x_low < m->x ? ent_rd_axis_at(&f->x, m->x_low) : x;
        double to = m->x_high > m->x ? ent_rd_axis_at(&f->x, m->x_high) : x;
        double room = f->x.to - x - 5, y = f->y.to + 10 + (i % 2 ? 13 : 0);

        ent_svg_rect(s, from - 1, f->y.to, to - from + 2, f->y.from - f->y.to, "bw", 0);
        ent_svg_rule(s, x, f->y.to, x, f->y.from, "bl");
        ent_rd_break_text(m, when, sizeof when);
        (void)ent_snprintf(text, sizeof text, "%.60s, %s", m->label ? m->label : "change", when);
        if (room > 40) ent_svg_text(s, x + 4, y, 's', "q", m->label ? m->label : when, room);
        ent_svg_hit(s, from - 1, f->y.to, to - from + 2, f->y.from - f->y.to, m, text);
    }
}

typedef struct end_label {
    double x, y, at; /* at: where the label comes to stand */
    size_t series;
} end_label;

static int
label_compare(const void *a, const void *b)
{
    const end_label *p = a, *q = b;

    if (p->y != q->y) return p->y < q->y ? -1 : 1;
    return p->series < q->series ? -1 : p->series > q->series;
}

/** Names at the ends of the lines, pushed apart so that none covers another. */
static void
draw_end_labels(ent_svg *s, const line_frame *f, double room)
{
    size_t n = 0;
    end_label *labels = ent_svg_array(s, s->chart->n_series, sizeof *labels);

    if (!labels) return;
    for (size_t k = 0; k < s->chart->n_series; k++) {
        const ent_chart_series *series = &s->chart->series[k];
        for (size_t i = series->n; i-- > 0;) {
            if (series->marks[i].state != ENT_VALUE) continue;
            labels[n++] = (end_label){ent_rd_axis_at(&f->x, series->marks[i].x),
                                      ent_rd_axis_at(&f->y, series->marks[i].y), 0, k};
            break;
        }
    }
    qsort(labels, n, sizeof *labels, label_compare);
    for (size_t i = 0; i < n; i++) {
        labels[i].at = labels[i].y;
        if (i > 0 && labels[i].at < labels[i - 1].at + ENT_SVG_ROW)
            labels[i].at = labels[i - 1].at + ENT_SVG_ROW;
    }
    double lowest = f->y.from;
    for (size_t i = n; i-- > 0; lowest = labels[i].at - ENT_SVG_ROW)
        if (labels[i].at > lowest) labels[i].at = lowest;
    for (size_t i = 0; i < n; i++) {
        double x = f->x.to + 8;
        ent_svg_pen pen = ent_svg_pen_of(s->chart, labels[i].series);
        if (fabs(labels[i].at - labels[i].y) > 3 || x - labels[i].x > 14)
            ent_svg_rule(s, labels[i].x + 5, labels[i].y, x, labels[i].at, "g");
        ent_svg_marker(s, pen, x + 5, labels[i].at, 3.4, false);
        ent_svg_text(s, x + 13, labels[i].at + 4, 's', "", s->chart->series[labels[i].series].name,
                     room - 22);
    }
    ent_free(labels);
}

void
ent_svg_line(ent_svg *s)
{
    line_frame f = {0};
    double room = 0;
    bool direct = !s->narrow && s->chart->n_series <= 8;

    for (size_t k = 0; direct && k < s->chart->n_series; k++) {
        double w = ent_svg_text_width(s, s->chart->series[k].name) + 24;
        if (w > room) room = w;
    }
    if (room > 190) room = 190;
    if (!direct) ent_svg_key(s);
    draw_frame(s, &f, direct ? room + 4 : 10);
    draw_gaps(s, &f);
    ent_svg_year_axis(s, &f.x, s->top, f.bottom + 2);
    draw_breaks(s, &f);
    for (size_t k = 0; k < s->chart->n_series; k++)
        draw_series(s, &f, k);
    if (direct) draw_end_labels(s, &f, room);
    s->height = f.bottom + 24;
    double key = ent_svg_marks_key(s, s->height);
    if (key > 0) s->height = key;
}

/* svg_ladder.c: rungs of hostility that were reached, over the years, for both directions. */
#include "render/svg_priv.h"

#include <math.h>
#include <stdlib.h>

enum { RUNGS = 5, STEP = 36 };
/** Levels of militarised disputes, as the coders of the Correlates of War name them. */
static const char *const rung_words[RUNGS] = {"none", "threat", "show of force", "use of force",
                                              "war"};

typedef struct ladder_frame {
    ent_rd_axis x;
    double bottom; /* where rung 1 lies */
} ladder_frame;

typedef struct ladder_label {
    double x, x1, x2; /* the mark, and what its date can mean */
    const ent_mark *mark;
} ladder_label;

static int
rung_of(double level)
{
    return level < 1 ? 1 : level > RUNGS ? RUNGS : (int)level;
}

static double
rung_y(const ladder_frame *f, double level)
{
    double rung = level < 1 ? 1 : level > RUNGS ? RUNGS : level;

    return f->bottom - (rung - 1) * STEP;
}

static void
set_axis(ent_svg *s, ladder_frame *f)
{
    double lo = 0, hi = 0;

    if (s->chart->x_max > s->chart->x_min) {
        f->x.min = s->chart->x_min;
        f->x.max = s->chart->x_max;
        return;
    }
    (void)ent_rd_extent_x(s->chart, &lo, &hi);
    f->x.min = floor(lo);
    f->x.max = ceil(hi) > floor(lo) ? ceil(hi) : floor(lo) + 1;
}

static void
draw_rungs(ent_svg *s, ladder_frame *f)
{
    char text[64];
    double room = s->narrow ? 16 : 112;

    f->x.from = room;
    f->x.to = s->width - 14;
    f->bottom = s->top + 14 + STEP * (RUNGS - 1);
    for (int r = 1; r <= RUNGS; r++) {
        double y = rung_y(f, r);
        ent_svg_rule(s, f->x.from, y, f->x.to, y, "g");
        (void)ent_snprintf(text, sizeof text, s->narrow ? "%d" : "%d %s", r, rung_words[r - 1]);
        ent_svg_text(s, room - 6, y + 4, 'e', "q", text, room);
    }
}

/** What the date can mean, as a bar; a mark at its middle. */
static void
draw_mark(ent_svg *s, const ladder_frame *f, const ent_chart_series *series, const ent_mark *m,
          ent_svg_pen pen)
{
    char when[ENT_RD_NUM_MAX], what[3 * ENT_RD_LINE_MAX];
    double y = rung_y(f, m->y) + (series->side ? 6 : -6);
    double end = m->x_end > m->x ? m->x_end : m->x;
    double from = m->x_low > 0 ? fmin(m->x_low, m->x) : m->x, to = fmax(m->x_high, end);
    double x1 = ent_rd_axis_at(&f->x, from), x2 = ent_rd_axis_at(&f->x, to);
    double x = ent_rd_axis_at(&f->x, (m->x + end) / 2);

    ent_rd_mark_time(m, when, sizeof when);
    if (m->state != ENT_VALUE) {
        (void)ent_snprintf(what, sizeof what, "%.120s, %s: %s", series->name ? series->name : "",
                           when, ent_state_name(m->state));
        if (m->state == ENT_UNCOVERED)
            ent_svg_hatch(s, x1, f->bottom + 4, fmax(x2 - x1, 3), 8);
        else {
            s->any_missing = true;
            ent_svg_rule(s, x - 3, f->bottom + 5, x + 3, f->bottom + 11, "x");
            ent_svg_rule(s, x - 3, f->bottom + 11, x + 3, f->bottom + 5, "x");
        }
        ent_svg_hit(s, x1, f->bottom + 4, x2 - x1, 8, m, what);
        return;
    }
    if (x2 - x1 > 9) ent_svg_rect(s, x1, y - 4, x2 - x1, 8, "vague", pen.ink);
    ent_svg_marker(s, pen, x, y, 4.4, m->weak);
    (void)ent_snprintf(what, sizeof what, "%.100s, %.100s, %s: level %d", m->label ? m->label : "",
                       series->name ? series->name : "", when, rung_of(m->y));
    ent_svg_hit(s, x1, y - 6, x2 - x1, 12, m, what);
}

static ladder_label
label_of(const ladder_frame *f, const ent_mark *m)
{
    double end = m->x_end > m->x ? m->x_end : m->x;
    double x = ent_rd_axis_at(&f->x, (m->x + end) / 2);
    double x1 = m->x_low > 0 ? ent_rd_axis_at(&f->x, m->x_low) : x;
    double x2 = ent_rd_axis_at(&f->x, fmax(m->x_high, end));

    return (ladder_label){x, fmin(x1, x), fmax(x2, x), m};
}

static int
label_compare(const void *a, const void *b)
{
    const ladder_label *p = a, *q = b;

    if (p->mark->y != q->mark->y) return p->mark->y > q->mark->y ? -1 : 1;
    if (p->x != q->x) return p->x > q->x ? -1 : 1;
    return p->mark < q->mark ? -1 : p->mark > q->mark;
}

/** Is there a mark on this rung within from..to, other than the label's own? */
static bool
crowded(const ent_svg *s, const ladder_frame *f, const ent_mark *own, double from, double to)
{
    for (size_t k = 0; k < s->chart->n_series; k++)
        for (size_t i = 0; i < s->chart->series[k].n; i++) {
            const ent_mark *m = &s->chart->series[k].marks[i];
            double x = ent_rd_axis_at(&f->x, m->x);
            bool rung = m->state == ENT_VALUE && rung_of(m->y) == rung_of(own->y);
            if (m != own && rung && fabs(m->x - own->x) > 1 && x > from && x < to) return true;
        }
    return false;
}

/** Names beside the highest rungs, newest first, only where there is room for them. */
static void
draw_labels(ent_svg *s, const ladder_frame *f, ladder_label *labels, size_t n)
{
    double taken[RUNGS + 1]; /* left edge of what is written on each rung, going left */

    qsort(labels, n, sizeof *labels, label_compare);
    for (int r = 0; r <= RUNGS; r++)
        taken[r] = s->width + 100;
    for (size_t i = 0; i < n; i++) {
        const ent_mark *m = labels[i].mark;
        int rung = rung_of(m->y);
        double w = ent_svg_text_width(s, m->label);
        if (w > 150) w = 150;
        double from = labels[i].x2 + 9, to = from + w;
        char anchor = 's';
        if (to > s->width - 2 || to + 6 > taken[rung] || crowded(s, f, m, from - 6, to + 8)) {
            to = labels[i].x1 - 9;
            from = to - w;
            anchor = 'e';
        }
        if (from < f->x.from || to + 6 > taken[rung] || crowded(s, f, m, from - 8, to + 6))
            continue;
        ent_svg_text(s, anchor == 's' ? from : to, rung_y(f, m->y) + 4, anchor, "", m->label, w);
        taken[rung] = fmin(from, labels[i].x) - 6;
    }
}

void
ent_svg_ladder(ent_svg *s)
{
    ladder_frame f = {0};
    size_t all = 0, n = 0;

    for (size_t k = 0; k < s->chart->n_series; k++)
        all += s->chart->series[k].n;
    ladder_label *labels = ent_svg_array(s, all, sizeof *labels);
    if (!labels) return;
    ent_svg_key(s);
    if (s->chart->y_title) {
        ent_svg_text(s, 6, s->top + 6, 's', "q", s->chart->y_title, s->width - 12);
        s->top += 14;
    }
    set_axis(s, &f);
    draw_rungs(s, &f);
    ent_svg_year_axis(s, &f.x, s->top, f.bottom + 15);
    for (size_t k = 0; k < s->chart->n_series; k++) {
        const ent_chart_series *series = &s->chart->series[k];
        for (size_t i = 0; i < series->n; i++) {
            const ent_mark *m = &series->marks[i];
            draw_mark(s, &f, series, m, ent_svg_pen_of(s->chart, k));
            if (m->state != ENT_VALUE || !m->label || !*m->label) continue;
            bool again = false; /* the other direction of one dispute bears the name already */
            for (size_t j = 0; j < n && !again; j++)
                again = labels[j].mark->y == m->y && fabs(labels[j].mark->x - m->x) <= 1;
            if (!again) labels[n++] = label_of(&f, m);
        }
    }
    draw_labels(s, &f, labels, n);
    s->height = f.bottom + 38;
    if (s->narrow) {
        ent_svg_text(s, 6, s->height + 8, 's', "q",
                     "2 threat \xc2\xb7 3 show of force \xc2\xb7 4 use of force \xc2\xb7 5 war",
                     s->width - 12);
        s->height += 14;
    }
    double key = ent_svg_marks_key(s, s->height);
    if (key > 0) s->height = key;
    ent_free(labels);
}

/* svg_key.c: keys of series and of marks, the axis of years, and the rows of bar-like charts. */
#include "render/svg_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void *
ent_svg_array(ent_svg *s, size_t n, size_t size)
{
    void *p = ent_alloc(n, size);

    if (!p && !s->body.status) s->body.status = ENT_E_NOMEM;
    return p;
}

void
ent_svg_key(ent_svg *s)
{
    double x = 6, y = s->top + 10, room = s->width - 12;
    bool lines = s->chart->kind == ENT_CHART_LINE;
    double sample = lines ? 30 : 16;

    for (size_t i = 0; i < s->chart->n_series; i++) {
        const char *name = s->chart->series[i].name;
        double need = sample + ent_svg_text_width(s, name);
        if (need > room) need = room;
        if (x > 6 && x + need > s->width - 6) {
            x = 6;
            y += ENT_SVG_ROW;
        }
        ent_svg_pen pen = ent_svg_pen_of(s->chart, i);
        char css[16];
        (void)ent_snprintf(css, sizeof css, "l k%d", pen.ink);
        if (lines) ent_svg_rule(s, x, y - 4, x + 24, y - 4, css);
        ent_svg_marker(s, pen, x + (lines ? 12 : 6), y - 4, 4, false);
        ent_svg_text(s, x + sample, y, 's', "", name, room - sample);
        x += need + 18;
    }
    s->top = y + 12;
}

double
ent_svg_marks_key(ent_svg *s, double y)
{
    double x = 6;

    if (!s->any_weak && !s->any_missing && !s->any_uncovered) return 0;
    y += 12;
    if (s->any_weak) {
        ent_svg_marker(s, (ent_svg_pen){3, 0}, x + 6, y - 4, 4, true);
        x += 16 + ent_svg_text(s, x + 16, y, 's', "q", "unchecked or without weight", 200) + 14;
    }
    if (s->any_uncovered) {
        if (x + 110 > s->width) {
            x = 6;
            y += ENT_SVG_ROW;
        }
        ent_svg_hatch(s, x, y - 9, 14, 10);
        x += 19 + ent_svg_text(s, x + 19, y, 's', "q", "not covered", 120) + 14;
    }
    if (s->any_missing) {
        if (x + 70 > s->width) {
            x = 6;
            y += ENT_SVG_ROW;
        }
        ent_svg_rule(s, x + 2, y - 8, x + 10, y, "x");
        ent_svg_rule(s, x + 2, y, x + 10, y - 8, "x");
        ent_svg_text(s, x + 16, y, 's', "q", "missing", 120);
    }
    return y + 6;
}

void
ent_svg_year_axis(ent_svg *s, ent_rd_axis *axis, double y_top, double y_bottom)
{
    char text[ENT_RD_NUM_MAX];

    ent_rd_axis_years(axis, (int)((axis->to - axis->from) / 52));
    for (size_t i = 0; i < axis->n_ticks; i++) {
        double x = ent_rd_axis_at(axis, axis->ticks[i]);
        ent_svg_rule(s, x, y_top, x, y_bottom, "g");
        ent_rd_fixed(axis->ticks[i], 0, false, text, sizeof text);
        bool last = x > s->width - 18;
        ent_svg_text(s, last ? s->width - 1 : x, y_bottom + 15, last ? 'e' : 'm', "q", text, 60);
    }
    ent_svg_rule(s, axis->from, y_bottom, axis->to, y_bottom, "ax");
}

static int
row_by_label(const void *a, const void *b)
{
    const ent_svg_row *x = a, *y = b;
    int order = strcmp(x->label, y->label);

    if (order) return order;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int
row_by_order(const void *a, const void *b)
{
    const ent_svg_row *x = a, *y = b;

    return x->order < y->order ? -1 : x->order > y->order;
}

/** Marks with one label become one row; rows lie in order of label. @return rows left */
static size_t
merge_rows(ent_svg_row *rows, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || strcmp(rows[kept - 1].label, rows[i].label) != 0) {
            rows[kept++] = rows[i];
            continue;
        }
        for (int k = 0; k < 4; k++)
            if (rows[i].marks[k]) rows[kept - 1].marks[k] = rows[i].marks[k];
    }
    return kept;
}

ent_svg_row *
ent_svg_rows(ent_svg *s, bool by_side, size_t *n)
{
    const ent_chart *c = s->chart;
    size_t all = 0, at = 0;

    *n = 0;
    for (size_t i = 0; i < c->n_series; i++)
        all += c->series[i].n;
    ent_svg_row *rows = ent_svg_array(s, all, sizeof *rows);
    if (!rows || all == 0) return rows;
    for (size_t i = 0; i < c->n_series; i++) {
        const ent_chart_series *series = &c->series[i];
        size_t slot = (series->pair ? 1u : 0u) * (by_side ? 2u : 1u);
        if (by_side && series->side) slot++;
        for (size_t k = 0; k < series->n; k++, at++) {
            rows[at].label = series->marks[k].label ? series->marks[k].label : "";
            rows[at].order = at;
            rows[at].marks[slot] = &series->marks[k];
        }
    }
    qsort(rows, all, sizeof *rows, row_by_label);
    *n = merge_rows(rows, all);
    qsort(rows, *n, sizeof *rows, row_by_order);
    return rows;
}

/* charts.c: marks from estimates, the table under each chart, and its source line. */
#include "build_priv.h"

#include <math.h>
#include <string.h>

static void
mark_estimate(build *b, ent_chart_series *s, const ent_estimate *e)
{
    ent_mark *m = db_mark_add(b, s);

    if (!m) return;
    m->x = (words_year_of_day(e->first_day) + words_year_of_day(e->last_day)) / 2;
    m->y = e->value;
    m->low = e->low;
    m->high = e->high;
    m->state = e->state;
    m->ref = e->id;
    m->label = db_printf(b, "%d", words_year(e));
}

static bool
is_wanted(const ent_estimate *e, const line_spec *spec, const char *from, const char *to)
{
    if (strcmp(e->measure, spec->measure) != 0 || !e->to) return false;
    if (strcmp(e->from, from) == 0 && strcmp(e->to, to) == 0) return true;
    return spec->undirected && strcmp(e->from, to) == 0 && strcmp(e->to, from) == 0;
}

/* Estimates come sorted by date within a measure and direction. */
static void
add_direction(build *b, ent_chart *c, const line_spec *spec, const ent_pair_evidence *p, int pair,
              bool forward)
{
    const char *from = forward ? p->a : p->b, *to = forward ? p->b : p->a;
    const char *name = spec->undirected
                           ? ev_pair_name(b, p)
                           : db_printf(b, "%s \u2192 %s", ev_name(p, from), ev_name(p, to));
    ent_chart_series *s = NULL;

    for (size_t i = 0; i < p->n_estimates; i++) {
        const ent_estimate *e = &p->estimates[i];

        if (!is_wanted(e, spec, from, to)) continue;
        if (!s) s = db_series(b, c, name, pair);
        mark_estimate(b, s, e);
        /* What a chart shows can be opened like what a sentence says. */
        db_figure(b, e);
    }
    db_take(b);
}

ent_chart *
chart_lines(build *b, const line_spec *spec)
{
    ent_chart *c = db_chart(b, ENT_CHART_LINE, spec->id, spec->title, "");
    const ent_pair_evidence *against = spec->with_against ? b->in->against : NULL;

    if (!c) return NULL;
    c->x_title = "year";
    c->y_title = spec->y_title;
    c->y_percent = spec->percent;
    add_direction(b, c, spec, &b->in->pair, 0, true);
    if (!spec->undirected) add_direction(b, c, spec, &b->in->pair, 0, false);
    if (c->n_series == 0) return NULL;
    if (against) add_direction(b, c, spec, against, 1, true);
    if (against && !spec->undirected) add_direction(b, c, spec, against, 1, false);
    c->description = db_printf(
        b, "%s by year, with the interval of each value; gaps are years without a figure.",
        spec->title);
    return c;
}

static void
value_cell(build *b, ent_table *t, const ent_mark *m, const char *unit, double v)
{
    char words[WORDS_MAX];

    if (m->state != ENT_VALUE) {
        db_mark(b, ent_state_name(m->state));
    } else if (!isfinite(v)) {
        db_mark(b, "open");
    } else {
        words_quantity(v, unit, words, sizeof words);
        db_text(b, "%s", words);
    }
    db_cell(b, t);
}

void
chart_finish(build *b, ent_chart *c, const char *unit)
{
    static const char *const TITLES[] = {"series", "when", "value", "low", "high"};
    ent_table *t;

    if (b->st || !c) return;
    t = db_table(b, c->id, c->title, 5, TITLES, "llrrr");
    for (size_t s = 0; s < c->n_series && t; s++) {
        for (size_t i = 0; i < c->series[s].n; i++) {
            const ent_mark *m = &c->series[s].marks[i];

            db_text(b, "%s", c->series[s].name);
            db_cell(b, t);
            db_text(b, "%s", m->label ? m->label : "");
            if (m->weak) {
                db_text(b, " ");
                db_mark(b, "no weight");
            }
            db_cell(b, t);
            value_cell(b, t, m, unit, m->y);
            value_cell(b, t, m, unit, m->low);
            value_cell(b, t, m, unit, m->high);
        }
    }
    if (t) c->table = *t;
    c->source_line = db_source_line(b, c);
    db_chart_block(b, c);
}

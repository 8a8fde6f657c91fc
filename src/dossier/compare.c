/* compare.c: the pair and the comparison pair on one scale: their place among all pairs. */
#include "build_priv.h"

#include <string.h>

typedef struct row {
    const char *measure, *title;
    bool undirected;
} row;

static const row ROWS[] = {
    {"un.agreement.span", "UN vote agreement", true},
    {"trade.total", "Goods trade both ways", true},
    {"trade.dependence", "Trade dependence", false},
    {"migrants.per_million", "Residents born in the other, per million", false},
};

enum { YEARS_BACK = 150 };
/* A place known no better than this is none: one roll call, one open bound. */
static const double PLACE_WIDTH_MAX = 0.5;

/* The latest figure for whose own year there is a reference distribution: places of two pairs are
 * then read off one ruler. */
static const ent_estimate *
latest_on_ruler(build *b, const ent_pair_evidence *p, const char *measure, const char *from,
                const char *to, const ent_yardstick **ruler)
{
    const ent_estimate *latest = ev_latest(p, measure, from, to);
    int last = latest ? words_year(latest) : 0;

    for (int year = last; latest && year > last - YEARS_BACK; year--) {
        const ent_estimate *e = ev_at(p, measure, from, to, year);
        int first = e ? ent_date_from_day(e->first_day).year : 0;

        if (!e || e->state != ENT_VALUE) continue;
        *ruler = ev_yardstick(b, measure, first);
        if (*ruler && (*ruler)->year == first) return e;
    }
    return NULL;
}

static void
add_dot(build *b, ent_chart_series *s, const ent_pair_evidence *p, const row *r, const char *from,
        const char *to)
{
    const ent_yardstick *y = NULL;
    const ent_estimate *e = latest_on_ruler(b, p, r->measure, from, to, &y);
    double place = 0, low = 0, high = 0;
    ent_mark *m;

    if (!e || ent_yardstick_place(y, e, &place, &low, &high) != ENT_OK) return;
    if (high - low > PLACE_WIDTH_MAX) return;
    m = db_mark_add(b, s);
    if (!m) return;
    db_figure(b, e);
    *m = (ent_mark){.y = place, .low = low, .high = high, .state = ENT_VALUE, .ref = e->id};
    m->label = r->undirected
                   ? db_printf(b, "%s (%d)", r->title, words_year(e))
                   : db_printf(b, "%s, %s (%d)", r->title,
                               strcmp(from, p->a) == 0 ? "first on second" : "second on first",
                               words_year(e));
}

static void
add_pair(build *b, ent_chart *c, const ent_pair_evidence *p, int pair)
{
    ent_chart_series *s = db_series(b, c, ev_pair_name(b, p), pair);

    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        add_dot(b, s, p, &ROWS[i], p->a, p->b);
        if (!ROWS[i].undirected) add_dot(b, s, p, &ROWS[i], p->b, p->a);
    }
    db_take(b);
}

static void
figure_or_gap(build *b, const ent_estimate *e)
{
    if (e) {
        db_figure(b, e);
        db_text(b, " (%d)", words_year(e));
    } else {
        db_mark(b, "not held");
    }
}

static void
side_by_side(build *b, const ent_pair_evidence *p, const ent_pair_evidence *q)
{
    static const row FIGURES[] = {
        {"trade.total", "Goods trade both ways", true},
        {"trade.dependence", "Trade dependence", false},
        {"students", "Students", false},
        {"migrants.stock", "Residents born in the other country", false},
        {"visas.issued", "Visas issued", false},
        {"un.agreement.span", "UN vote agreement", true},
        {"un.distance", "Distance of UN ideal points", true},
    };
    const char *titles[3] = {"measure", ev_pair_name(b, p), ev_pair_name(b, q)};
    const char **kept = ent_arena_alloc(b->arena, 3, sizeof *kept);
    ent_table *t;

    if (!kept) {
        db_nomem(b);
        return;
    }
    memcpy(kept, titles, sizeof titles);
    t = db_table(b, "side-by-side", "Latest figures, side by side", 3, kept, "lrr");
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0] && t; i++) {
        for (int forward = 1; forward >= (FIGURES[i].undirected ? 1 : 0); forward--) {
            const ent_estimate *one =
                ev_latest(p, FIGURES[i].measure, forward ? p->a : p->b, forward ? p->b : p->a);
            const ent_estimate *two =
                ev_latest(q, FIGURES[i].measure, forward ? q->a : q->b, forward ? q->b : q->a);

            if (!one && !two) continue;
            db_text(b, "%s%s", FIGURES[i].title,
                    FIGURES[i].undirected ? ""
                    : forward             ? ", first \u2192 second"
                                          : ", second \u2192 first");
            db_cell(b, t);
            figure_or_gap(b, one);
            db_cell(b, t);
            figure_or_gap(b, two);
            db_cell(b, t);
        }
    }
    db_table_block(b, t);
}

void
section_compare(build *b)
{
    const ent_pair_evidence *q = b->in->against;
    ent_chart *c;

    if (!q) return;
    db_section_begin(b, "compare", "Compared with the other pair");
    c = db_chart(b, ENT_CHART_DUMBBELL, "places", "Place among all pairs of states",
                 "For each measure, the share of all pairs that lie below each of the two pairs.");
    if (c) {
        c->y_title = "share of pairs below";
        c->y_percent = true;
        c->y_max = 1;
        add_pair(b, c, &b->in->pair, 0);
        add_pair(b, c, q, 1);
        if (!b->st && c->series[0].n + c->series[1].n) chart_finish(b, c, "share");
    }
    side_by_side(b, &b->in->pair, q);
    db_section_end(b);
}

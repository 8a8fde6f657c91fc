/* timeline.c: treaties, wars, disputes, rivalries and repair on one line of time. */
#include "build_priv.h"

#include <stdlib.h>
#include <string.h>

typedef struct lane {
    const char *name;
    const char *patterns[6];
} lane;

static const lane LANES[] = {
    {"Treaties and pledges", {"treaty", "alliance.*", "relations.*", "border.settled", NULL}},
    {"Wars and clashes", {"war", "conflict.interstate", "clash", "occupation", NULL}},
    {"Militarised disputes", {"mid.hostility", NULL}},
    {"Rivalry", {"rivalry", "arms_race", NULL}},
    {"Territory", {"territory.transfer", "territory.return", "territory.claim", NULL}},
    {"Pressure", {"sanction", "tariff", "exclusion", NULL}},
    {"Memory and repair",
     {"repair", "commemoration", "indemnity", "indemnity.remitted", "grievance", NULL}},
};
enum { N_LANES = sizeof LANES / sizeof LANES[0] };

typedef struct events {
    const ent_claim **items;
    size_t n, cap;
} events;

static void
add_event(build *b, events *all, const ent_claim *c)
{
    const ent_claim **grown;

    for (size_t i = 0; i < all->n; i++)
        if (ev_same_event(all->items[i], c)) return;
    grown = db_room(b, all->items, all->n, &all->cap, sizeof *all->items);
    if (!grown) return;
    all->items = grown;
    all->items[all->n++] = c;
}

static int
by_time(const void *a, const void *b)
{
    const ent_claim *x = *(const ent_claim *const *)a, *y = *(const ent_claim *const *)b;
    int32_t dx = 0, dy = 0, last = 0;

    if (ent_date_span(&x->valid_from, &dx, &last) && ent_date_span(&y->valid_from, &dy, &last) &&
        dx != dy)
        return dx > dy ? 1 : -1;
    return strcmp(x->id, y->id);
}

static void
gather(build *b, const ent_pair_evidence *p, const lane *l, events *all)
{
    for (size_t k = 0; l->patterns[k]; k++) {
        const ent_claim *c;
        size_t i = 0;

        while ((c = ev_next(p, l->patterns[k], &i)))
            add_event(b, all, c);
    }
    if (all->n) qsort(all->items, all->n, sizeof *all->items, by_time);
}

static const char *
event_name(build *b, const ent_claim *c)
{
    const ent_indicator *what = ent_ref_indicator(c->indicator);

    if (c->label && *c->label) return c->label;
    return db_printf(b, "%s (%s)", what ? what->title : c->indicator, c->source);
}

static void
mark_event(build *b, ent_chart_series *s, const ent_claim *c)
{
    int32_t first = 0, last = 0, end_first = 0, end_last = 0;
    ent_mark *m;

    if (!ent_date_span(&c->valid_from, &first, &last)) return;
    m = db_mark_add(b, s);
    if (!m) return;
    m->state = ENT_VALUE;
    m->x_low = words_year_of_day(first);
    m->x_high = words_year_of_day(last);
    m->x = (m->x_low + m->x_high) / 2;
    m->x_end = m->x;
    if (ent_date_span(&c->valid_to, &end_first, &end_last)) {
        m->x_high = words_year_of_day(end_last);
        m->x_end = (words_year_of_day(end_first) + m->x_high) / 2;
    }
    m->open_end = c->ongoing;
    m->weak = !ent_claim_has_weight(c);
    m->label = event_name(b, c);
    m->ref = c->id;
    db_use_claim(b, c);
}

static void
event_row(build *b, ent_table *t, const ent_claim *c, const char *lane_name)
{
    char words[WORDS_MAX];

    words_claim_time(c, words, sizeof words);
    db_text(b, "%s", words);
    db_cell(b, t);
    db_text(b, "%s", lane_name);
    db_cell(b, t);
    db_claim(b, c, event_name(b, c));
    db_claim_mark(b, c);
    db_cell(b, t);
    db_source(b, c->source);
    db_cell(b, t);
}

void
section_timeline(build *b)
{
    static const char *const TITLES[] = {"when", "kind", "what", "source"};
    const ent_pair_evidence *p = &b->in->pair;
    ent_chart *c = db_chart(b, ENT_CHART_TIMELINE, "timeline", "What happened between the two",
                            "Lanes of treaties, wars, disputes, rivalries, territory and repair; "
                            "each mark is as wide as its date is vague, hollow when unchecked.");
    ent_table *t = db_table(b, "timeline", "What happened between the two", 4, TITLES, "llll");

    db_section_begin(b, "timeline", "What happened between the two");
    for (size_t l = 0; l < N_LANES && c && t; l++) {
        events all = {0};
        ent_chart_series *s = NULL;

        gather(b, p, &LANES[l], &all);
        if (all.n) s = db_series(b, c, LANES[l].name, 0);
        for (size_t i = 0; i < all.n; i++) {
            mark_event(b, s, all.items[i]);
            event_row(b, t, all.items[i], LANES[l].name);
        }
    }
    if (c && t && c->n_series) {
        c->x_title = "year";
        c->table = *t;
        c->source_line = db_source_line(b, c);
        db_chart_block(b, c);
        db_text(b,
                "Both sides' entries of one event are drawn once; the evidence annex holds each.");
        db_block(b, ENT_BLOCK_PARAGRAPH);
    } else {
        db_text(b, "No dated event between the two is held.");
        db_block(b, ENT_BLOCK_GAP);
    }
    db_section_end(b);
}

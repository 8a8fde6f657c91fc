/* ref/choose.c: which of the polities that a word may mean did it mean on a date. */
#include "ref/ref_priv.h"

/*
 * LIMIT: data sets use a state's code or name up to this long before it began and after it ended
 * (a state system's entry dates, a yearly panel, a war that outlived its side); beyond it the
 * analyst gets an error with the right dates.
 */
enum { REF_NEAR_DAYS = 731 };

static int64_t
overlap(int32_t first, int32_t last, int32_t a, int32_t b) {
    int64_t from = first > a ? first : a;
    int64_t to = last < b ? last : b;

    return to - from + 1;
}

/* Each polity stands once, with its greatest weight. */
static void
add(ref_candidates *out, const ref_entry *entry, size_t polity, int64_t weight) {
    for (size_t i = 0; i < out->n; i++) {
        if (out->at[i].polity != polity) continue;
        if (weight > out->at[i].weight) out->at[i].weight = weight;
        return;
    }
    if (out->n < REF_HITS_MAX)
        out->at[out->n++] = (ref_candidate){.entry = entry, .polity = polity, .weight = weight};
}

/* A capital or seat of government is a word for a state only while it is one. */
static bool
is_title(const ref_entry *e) {
    return e->kind != REF_CAPITAL && e->kind != REF_GOVERNMENT;
}

/* Today's name or code of a line is used for its past as well. */
static bool
stands_for_line(const ref_entry *e) {
    return is_title(e) && !e->dated && ref_lives[e->polity].latest;
}

static bool
add_line_on(ref_candidates *out, const ref_entry *e, int32_t a, int32_t b) {
    bool any = false;

    for (size_t i = ref_lives[e->polity].line_start;
         i < ref_polities_n && ref_lives[i].line_start == ref_lives[e->polity].line_start; i++) {
        int64_t days = overlap(ref_lives[i].first, ref_lives[i].last, a, b);

        if (days > 0) {
            add(out, e, i, days);
            any = true;
        }
    }
    return any;
}

static void
weigh_near(const ref_hits *hits, int32_t a, int32_t b, ref_candidates *out) {
    for (size_t i = 0; i < hits->n; i++) {
        const ref_entry *e = hits->at[i];
        int64_t gap = 1 - overlap(e->first, e->last, a, b);

        if (!is_title(e) || gap > REF_NEAR_DAYS) continue;
        if (!add_line_on(out, e, a, b)) add(out, e, e->polity, REF_NEAR_DAYS - gap);
    }
}

static void
weigh_undated(const ref_hits *hits, ref_candidates *out) {
    bool open = false;

    for (size_t i = 0; i < hits->n; i++)
        open = open || hits->at[i]->last == INT32_MAX;
    for (size_t i = 0; i < hits->n; i++)
        if (!open || hits->at[i]->last == INT32_MAX) add(out, hits->at[i], hits->at[i]->polity, 0);
}

void
ref_weigh(const ref_hits *hits, const ent_date *on, ref_candidates *out) {
    int32_t a, b;

    out->n = 0;
    if (!on || !ent_date_span(on, &a, &b)) {
        weigh_undated(hits, out);
        return;
    }
    for (size_t i = 0; i < hits->n; i++) {
        const ref_entry *e = hits->at[i];
        int64_t days = overlap(e->first, e->last, a, b);

        if (days > 0) add(out, e, e->polity, days);
        if (stands_for_line(e)) (void)add_line_on(out, e, a, b);
    }
    if (out->n == 0) weigh_near(hits, a, b, out);
}

size_t
ref_choose(const ref_candidates *candidates) {
    size_t best = 0;

    for (size_t i = 1; i < candidates->n; i++) {
        const ref_candidate *c = &candidates->at[i], *top = &candidates->at[best];

        if (ref_lives[c->polity].line_start != ref_lives[top->polity].line_start) return SIZE_MAX;
        if (c->weight > top->weight || (c->weight == top->weight && c->polity > top->polity))
            best = i;
    }
    return best;
}

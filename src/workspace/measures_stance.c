/* measures_stance.c: UN vote agreement by year and decade, and the distance of ideal points. */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

static int32_t
first_day_of(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;
    bool ok = ent_date_span(&d, &first, &last);

    ENT_ASSERT(ok);
    return first;
}

static ent_day_span
span_of(int first_year, int last_year)
{
    return (ent_day_span){first_day_of(first_year), first_day_of(last_year + 1) - 1};
}

static ent_status
add_agreement(const ws_pair_panel *p, ent_estimate e, ent_error *err)
{
    const char *a, *b;
    int first_year = ent_date_from_day(e.first_day).year;
    int last_year = ent_date_from_day(e.last_day).year;

    if (e.state != ENT_VALUE) return ENT_OK;
    ws_ordered(p->pair, &a, &b);
    e.from = a;
    e.to = b;
    e.id = first_year == last_year
               ? ent_arena_printf(p->out->arena, "un.agreement:%s>%s@%d", a, b, first_year)
               : ent_arena_printf(p->out->arena, "un.agreement.span:%s>%s@%d-%d", a, b, first_year,
                                  last_year);
    if (first_year != last_year) e.measure = "un.agreement.span";
    if (!e.id) return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
    return ws_estimates_add(p->out, &e, err);
}

static bool
vote_years(const ent_series *s, int *first, int *last)
{
    if (s->n_obs == 0) return false;
    *first = ent_date_from_day(s->obs[0].first_day).year;
    *last = ent_date_from_day(s->obs[s->n_obs - 1].first_day).year;
    return true;
}

/* A decade of which both voted in fewer years than this is not spoken of as a decade. */
enum { DECADE_YEARS_MIN = 5 };

static bool
is_decade(int decade, int first, int last)
{
    int from = decade > first ? decade : first, to = decade + 9 < last ? decade + 9 : last;

    return to - from + 1 >= DECADE_YEARS_MIN;
}

/* Each year, then each decade. */
static ent_status
from_votes(const ws_pair_panel *p, int first, int last, ent_error *err)
{
    size_t max = (size_t)(last - first + 1) + (size_t)(last - first) / 10 + 2;
    ent_day_span *spans = ent_alloc(max, sizeof *spans);
    ent_estimate *found = ent_alloc(max, sizeof *found);
    const char *a, *b;
    size_t n = 0;
    ent_status st = ENT_OK;

    if (!spans || !found) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for the agreement of %zu spans", max);
        goto out;
    }
    ws_ordered(p->pair, &a, &b);
    for (int year = first; year <= last; year++)
        spans[n++] = span_of(year, year);
    for (int decade = first / 10 * 10; decade <= last; decade += 10)
        if (is_decade(decade, first, last)) spans[n++] = span_of(decade, decade + 9);
    st = ent_measure_agreements(ws_series(p, "un.vote", a, NULL), ws_series(p, "un.vote", b, NULL),
                                spans, n, p->out->arena, found, err);
    for (size_t i = 0; i < n && !st; i++)
        st = add_agreement(p, found[i], err);

out:
    ent_free(spans);
    ent_free(found);
    return st;
}

/* Without roll calls in the ledger, agreement that somebody computed and entered as a claim stands
 * in: one estimate a claim, over the claim's own span, since spans overlap. */
static ent_status
from_claims(const ws_pair_panel *p, const ent_series *s, ent_error *err)
{
    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];
        int first = ent_date_from_day(o->first_day).year;
        int last = ent_date_from_day(o->last_day).year;
        ent_estimate e = {0};
        ent_status st;

        if (!o->has_weight || o->state != ENT_VALUE) continue;
        st = ws_reading(s, o, p->out->arena, &e, err);
        if (st) return st;
        e.measure = first == last ? "un.agreement" : "un.agreement.span";
        e.id = first == last
                   ? ent_arena_printf(p->out->arena, "un.agreement:%s>%s@%d", s->from, s->to, first)
                   : ent_arena_printf(p->out->arena, "un.agreement.span:%s>%s@%d-%d", s->from,
                                      s->to, first, last);
        if (!e.id) return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
        st = ws_estimates_add(p->out, &e, err);
        if (st) return st;
    }
    return ENT_OK;
}

/* Distance of two intervals: 0 when they overlap, at most the far ends apart. */
static void
set_distance(const ent_estimate *x, const ent_estimate *y, ent_estimate *out)
{
    out->value = fabs(x->value - y->value);
    out->low = fmax(0, fmax(x->low - y->high, y->low - x->high));
    out->high = fmax(x->high - y->low, y->high - x->low);
    out->basis = ENT_BASIS_COMPUTED;
    out->unit = "index";
}

static ent_status
distances(const ws_pair_panel *p, ent_error *err)
{
    const char *a, *b;
    const ent_series *sa, *sb;
    int first, last;

    ws_ordered(p->pair, &a, &b);
    sa = ws_series(p, "un.idealpoint", a, NULL);
    sb = ws_series(p, "un.idealpoint", b, NULL);
    if (!vote_years(sa, &first, &last)) return ENT_OK;
    for (int year = first; year <= last; year++) {
        ent_estimate both[2], e = {0};
        ent_status st = ent_measure_year(sa, year, NULL, p->out->arena, &both[0], err);

        if (!st) st = ent_measure_year(sb, year, NULL, p->out->arena, &both[1], err);
        if (!st) st = ent_estimate_total(both, 2, false, p->out->arena, &e, err);
        if (st) return st;
        if (e.state != ENT_VALUE) continue;
        set_distance(&both[0], &both[1], &e);
        e.measure = "un.distance";
        e.from = a;
        e.to = b;
        e.id = ent_arena_printf(p->out->arena, "un.distance:%s>%s@%d", a, b, year);
        e.formula =
            ent_arena_printf(p->out->arena, "|%.3g - (%.3g)|", both[0].value, both[1].value);
        if (!e.id || !e.formula) return ent_fail(err, ENT_E_NOMEM, "no memory for an id");
        st = ws_estimates_add(p->out, &e, err);
        if (st) return st;
    }
    return ENT_OK;
}

ent_status
ws_measure_stance(const ws_pair_panel *p, ent_error *err)
{
    const char *a, *b;
    const ent_series *votes;
    int first, last, first_b, last_b;
    bool voted;
    ent_status st;

    ws_ordered(p->pair, &a, &b);
    votes = ws_series(p, "un.vote", a, NULL);
    voted = vote_years(votes, &first, &last) &&
            vote_years(ws_series(p, "un.vote", b, NULL), &first_b, &last_b);
    if (voted) {
        if (first_b > first) first = first_b;
        if (last_b < last) last = last_b;
        st = first <= last ? from_votes(p, first, last, err) : ENT_OK;
    } else {
        st = from_claims(p, ws_series(p, "un.agreement", a, b), err);
    }
    return st ? st : distances(p, err);
}

/* measures_land.c: territory that passed from one side to the other, summed per source and in all.
 */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

static ent_status
add_sum(const ws_pair_panel *p, const ent_series *s, ent_estimate *items, size_t n,
        const char *measure, const char *suffix, ent_error *err)
{
    ent_arena *arena = p->out->arena;
    ent_estimate e = {0};
    ent_status st = ent_estimate_total(items, n, true, arena, &e, err);

    if (st || e.state != ENT_VALUE) return st;
    e.measure = measure;
    e.from = s->from;
    e.to = s->to;
    e.id = ent_arena_printf(arena, "%s:%s>%s@%s", measure, s->from, s->to, suffix);
    e.formula = ent_arena_printf(arena, "sum of %zu transfers", n);
    if (!e.id || !e.formula) return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
    return ws_estimates_add(p->out, &e, err);
}

/* Two readings of one event: marked as such, or one source's statement that came in by two roads
 * (the hand-entered figure and the publisher's own file). */
static bool
same_event(const ent_obs *x, const ent_obs *y)
{
    bool overlap = x->first_day <= y->last_day && y->first_day <= x->last_day;

    if (x->cluster && y->cluster && strcmp(x->cluster, y->cluster) == 0) return true;
    return overlap && strcmp(x->source, y->source) == 0 && fabs(x->value - y->value) < 0.5;
}

static bool
counts(const ent_obs *o)
{
    return o->has_weight && o->state == ENT_VALUE;
}

/* group[i] = the first observation of i's event; sameness is carried on through third ones. */
static void
group_events(const ent_series *s, size_t *group)
{
    for (size_t i = 0; i < s->n_obs; i++) {
        group[i] = i;
        for (size_t k = 0; k < i; k++) {
            size_t old = group[i], kept = group[k];

            if (!counts(&s->obs[i]) || !counts(&s->obs[k]) || old == kept ||
                !same_event(&s->obs[i], &s->obs[k]))
                continue;
            for (size_t j = 0; j <= i; j++)
                if (group[j] == (old > kept ? old : kept)) group[j] = old > kept ? kept : old;
        }
    }
}

/* Readings of one group, optionally of one source: the event's area is somewhere between them. */
static ent_status
merge_group(const ent_series *s, const size_t *group, size_t i, const char *source,
            ent_arena *arena, ent_estimate *out, ent_error *err)
{
    const char **ids = ent_arena_alloc(arena, s->n_obs, sizeof *ids);
    double lowest = s->obs[i].value, highest = lowest;
    ent_status st = ws_reading(s, &s->obs[i], arena, out, err);

    if (st) return st;
    if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage");
    out->n_lineage = 0;
    out->lineage = ids;
    for (size_t k = 0; k < s->n_obs; k++) {
        const ent_obs *o = &s->obs[k];

        if (group[k] != group[i] || !counts(o)) continue;
        if (source && strcmp(o->source, source) != 0) continue;
        ids[out->n_lineage++] = o->claim;
        lowest = fmin(lowest, o->value);
        highest = fmax(highest, o->value);
        out->low = fmin(out->low, o->low);
        out->high = fmax(out->high, o->high);
    }
    if (highest > lowest) {
        out->value = lowest + (highest - lowest) / 2;
        out->basis = ENT_BASIS_SPREAD;
    }
    return ENT_OK;
}

/* Has the event of i been taken already, by an earlier observation (of this source)? */
static bool
taken(const ent_series *s, const size_t *group, size_t i, const char *source)
{
    for (size_t k = 0; k < i; k++)
        if (group[k] == group[i] && counts(&s->obs[k]) &&
            (!source || strcmp(s->obs[k].source, source) == 0))
            return true;
    return false;
}

static bool
source_seen_before(const ent_series *s, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (counts(&s->obs[k]) && strcmp(s->obs[k].source, s->obs[i].source) == 0) return true;
    return false;
}

static const char *
measure_name(const char *indicator, bool by_source)
{
    bool returned = strcmp(indicator, "territory.return") == 0;

    if (returned) return by_source ? "territory.returned_by_source" : "territory.returned";
    return by_source ? "territory.sum_by_source" : "territory.sum";
}

/* Sum over events; source NULL: over all sources. */
static ent_status
sum_events(const ws_pair_panel *p, const ent_series *s, const size_t *group, const char *source,
           ent_estimate *items, ent_error *err)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_obs; i++) {
        ent_status st;

        if (!counts(&s->obs[i]) || taken(s, group, i, source)) continue;
        if (source && strcmp(s->obs[i].source, source) != 0) continue;
        st = merge_group(s, group, i, source, p->out->arena, &items[n++], err);
        if (st) return st;
    }
    if (n == 0) return ENT_OK;
    return add_sum(p, s, items, n, measure_name(s->indicator, source != NULL),
                   source ? source : "all", err);
}

static ent_status
one_way(const ws_pair_panel *p, const char *indicator, const char *from, const char *to,
        ent_error *err)
{
    const ent_series *s = ws_series(p, indicator, from, to);
    ent_estimate *items;
    size_t *group;
    ent_status st;

    if (s->n_obs == 0) return ENT_OK;
    items = ent_arena_alloc(p->out->arena, s->n_obs, sizeof *items);
    group = ent_arena_alloc(p->out->arena, s->n_obs, sizeof *group);
    if (!items || !group)
        return ent_fail(err, ENT_E_NOMEM, "no memory for %zu transfers", s->n_obs);
    group_events(s, group);
    st = sum_events(p, s, group, NULL, items, err);
    for (size_t i = 0; i < s->n_obs && !st; i++)
        if (counts(&s->obs[i]) && !source_seen_before(s, i))
            st = sum_events(p, s, group, s->obs[i].source, items, err);
    return st;
}

ent_status
ws_measure_land(const ws_pair_panel *p, ent_error *err)
{
    static const char *const INDICATORS[] = {"territory.transfer", "territory.return"};
    ent_status st = ENT_OK;

    for (int i = 0; i < 2 && !st; i++) {
        st = one_way(p, INDICATORS[i], p->pair->a, p->pair->b, err);
        if (!st) st = one_way(p, INDICATORS[i], p->pair->b, p->pair->a, err);
    }
    return st;
}

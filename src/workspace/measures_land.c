/* measures_land.c: territory that passed from one side to the other, summed per source and in all.
 */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

static ent_status
as_estimate(const ent_series *s, const ent_obs *o, ent_arena *arena, ent_estimate *out,
            ent_error *err) {
    const char **lineage = ent_arena_alloc(arena, 1, sizeof *lineage);

    if (!lineage) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage");
    lineage[0] = o->claim;
    *out = (ent_estimate){.measure = s->indicator,
                          .from = s->from,
                          .to = s->to,
                          .first_day = o->first_day,
                          .last_day = o->last_day,
                          .state = o->state,
                          .value = o->value,
                          .low = o->low,
                          .high = o->high,
                          .level_0to1 = 1,
                          .basis = o->basis,
                          .unit = "km2",
                          .lineage = lineage,
                          .n_lineage = 1};
    return ENT_OK;
}

static ent_status
add_sum(const ws_pair_panel *p, const ent_series *s, ent_estimate *items, size_t n,
        const char *measure, const char *suffix, ent_error *err) {
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

static bool
source_seen_before(const ent_series *s, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (s->obs[k].has_weight && strcmp(s->obs[k].source, s->obs[i].source) == 0) return true;
    return false;
}

static ent_status
sum_per_source(const ws_pair_panel *p, const ent_series *s, ent_estimate *items, ent_error *err) {
    for (size_t i = 0; i < s->n_obs; i++) {
        size_t n = 0;
        ent_status st = ENT_OK;

        if (!s->obs[i].has_weight || source_seen_before(s, i)) continue;
        for (size_t k = i; k < s->n_obs && !st; k++)
            if (s->obs[k].has_weight && strcmp(s->obs[k].source, s->obs[i].source) == 0)
                st = as_estimate(s, &s->obs[k], p->out->arena, &items[n++], err);
        if (!st) st = add_sum(p, s, items, n, "territory.sum_by_source", s->obs[i].source, err);
        if (st) return st;
    }
    return ENT_OK;
}

/* Values of one cluster compete for the same event: the event's area is somewhere between them. */
static ent_status
merge_cluster(const ent_series *s, size_t i, ent_arena *arena, ent_estimate *out, ent_error *err) {
    const char **ids = ent_arena_alloc(arena, s->n_obs, sizeof *ids);
    double lowest = s->obs[i].value, highest = lowest;
    ent_status st = as_estimate(s, &s->obs[i], arena, out, err);

    if (st) return st;
    if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage");
    out->n_lineage = 0;
    out->lineage = ids;
    for (size_t k = i; k < s->n_obs; k++) {
        const ent_obs *o = &s->obs[k];
        bool same = k == i ||
                    (o->cluster && s->obs[i].cluster && strcmp(o->cluster, s->obs[i].cluster) == 0);

        if (!same || !o->has_weight || o->state != ENT_VALUE) continue;
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

static bool
cluster_seen_before(const ent_series *s, size_t i) {
    for (size_t k = 0; k < i && s->obs[i].cluster; k++) {
        const ent_obs *o = &s->obs[k];

        if (o->has_weight && o->state == ENT_VALUE && o->cluster &&
            strcmp(o->cluster, s->obs[i].cluster) == 0)
            return true;
    }
    return false;
}

static ent_status
sum_of_events(const ws_pair_panel *p, const ent_series *s, ent_estimate *items, ent_error *err) {
    size_t n = 0;

    for (size_t i = 0; i < s->n_obs; i++) {
        ent_status st;

        if (!s->obs[i].has_weight || s->obs[i].state != ENT_VALUE || cluster_seen_before(s, i))
            continue;
        st = merge_cluster(s, i, p->out->arena, &items[n++], err);
        if (st) return st;
    }
    return n ? add_sum(p, s, items, n, "territory.sum", "all", err) : ENT_OK;
}

static ent_status
one_way(const ws_pair_panel *p, const char *indicator, const char *from, const char *to,
        ent_error *err) {
    const ent_series *s = ws_series(p, indicator, from, to);
    ent_estimate *items;
    ent_status st;

    if (s->n_obs == 0) return ENT_OK;
    items = ent_arena_alloc(p->out->arena, s->n_obs, sizeof *items);
    if (!items) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu transfers", s->n_obs);
    st = sum_per_source(p, s, items, err);
    return st ? st : sum_of_events(p, s, items, err);
}

ent_status
ws_measure_land(const ws_pair_panel *p, ent_error *err) {
    ent_status st = one_way(p, "territory.transfer", p->pair->a, p->pair->b, err);

    return st ? st : one_way(p, "territory.transfer", p->pair->b, p->pair->a, err);
}

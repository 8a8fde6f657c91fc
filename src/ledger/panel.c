/* panel.c: claims as series of numbers in base units, with the windows in which silence speaks. */
#include "ledger/panel_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A side of a quantity's interval in the base unit; open sides stay open. */
static double
scale(double v, double factor)
{
    return isinf(v) ? v : v * factor;
}

/* What the claim says as a number. An event or tie without a quantity is 1: it happened, it holds;
 * where a window says that silence is zero, the year without it is 0. */
static void
set_value(const ent_claim *c, ent_obs *o)
{
    const ent_unit *unit = c->unit ? ent_ref_unit(c->unit) : NULL;
    double factor = unit ? unit->factor : 1, low, high;
    ent_basis basis;

    o->intensity = c->intensity_scale ? c->intensity : c->sign;
    if (c->quantity_state == ENT_MISSING) {
        o->state = ENT_MISSING;
        return;
    }
    o->state = ENT_VALUE;
    if (c->quantity_state == ENT_UNCOVERED) {
        o->value = o->low = o->high = 1;
        return;
    }
    o->value = c->quantity * factor;
    o->low = o->high = o->value;
    if (ent_claim_interval(c, &low, &high, &basis) != ENT_OK) return;
    o->low = scale(low, factor);
    o->high = scale(high, factor);
    o->basis = basis;
}

/* Observations of one series as they come. */
typedef struct obs_list {
    const ent_panel_maker *maker;
    ent_obs *v;
    size_t n, cap;
} obs_list;

static ent_status
take_figure(void *ctx, const ent_claim *c, int32_t known_day, ent_error *err)
{
    obs_list *list = ctx;
    ent_obs o = {.basis = ENT_BASIS_NONE};

    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 64;
        ent_obs *v = ent_realloc(list->v, cap, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu observations", cap);
        list->v = v;
        list->cap = cap;
    }
    set_value(c, &o);
    o.has_weight = ent_claim_has_weight(c);
    o.claim = ent_arena_strdup(list->maker->arena, c->id);
    if (!o.claim) return ent_fail(err, ENT_E_NOMEM, "no memory for an observation");
    o.source = c->source;
    o.record = c->record;
    o.cluster = c->cluster;
    ent_claim_days(c, c->ongoing ? ent_panel_open_end(list->maker, c, known_day) : 0, &o.first_day,
                   &o.last_day);
    list->v[list->n++] = o;
    return ENT_OK;
}

/* Where an observation goes: oldest first; of one day by id, as ent_ledger_find orders claims of
 * one indicator. */
typedef struct obs_place {
    int32_t day;
    uint32_t at;
    const char *id;
} obs_place;

static int
compare_places(const void *a, const void *b)
{
    const obs_place *x = a, *y = b;

    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    return strcmp(x->id, y->id);
}

static ent_status
put_in_order(const obs_list *list, ent_arena *arena, ent_series *out, ent_error *err)
{
    obs_place *order = ent_alloc(list->n, sizeof *order);
    ent_obs *obs = ent_arena_alloc(arena, list->n, sizeof *obs);
    ent_status st = ENT_OK;

    if (!order || !obs || list->n > UINT32_MAX) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu observations", list->n);
        goto out;
    }
    for (size_t i = 0; i < list->n; i++)
        order[i] = (obs_place){list->v[i].first_day, (uint32_t)i, list->v[i].claim};
    if (list->n) qsort(order, list->n, sizeof *order, compare_places);
    for (size_t i = 0; i < list->n; i++)
        obs[i] = list->v[order[i].at];
    out->obs = obs;
    out->n_obs = list->n;

out:
    ent_free(order);
    return st;
}

static ent_status
read_series(ent_panel_maker *m, const ent_filter *f, ent_series *out, ent_error *err)
{
    obs_list list = {.maker = m};
    ent_status st =
        m->ledger->store->ops->figures(m->ledger->store, f, m->arena, take_figure, &list, err);

    if (!st) st = put_in_order(&list, m->arena, out, err);
    ent_free(list.v);
    return st;
}

static ent_status
make_series(ent_panel_maker *m, const ent_want *want, ent_series *out, ent_error *err)
{
    const ent_indicator *indicator = ent_ref_indicator(want->indicator);
    ent_filter f = {.monadic = !want->to,
                    .first_day = ENT_DAY_ALWAYS,
                    .last_day = ENT_DAY_NEVER,
                    .known_by = m->known_by,
                    .without = m->ledger->without,
                    .n_without = m->ledger->n_without};
    ent_status st;

    if (!indicator)
        return ent_fail(err, ENT_E_UNKNOWN, "there is no indicator \"%.60s\"", want->indicator);
    f.indicator = indicator->code;
    f.outgoing = indicator->directed;
    *out = (ent_series){
        .indicator = indicator->code, .from = ent_line_of(want->from), .to = ent_line_of(want->to)};
    st = ent_line_polities(want->from, m->arena, &f.a, &f.n_a, err);
    if (!st && want->to) st = ent_line_polities(want->to, m->arena, &f.b, &f.n_b, err);
    if (!st) st = read_series(m, &f, out, err);
    return st ? st : ent_panel_windows(m, indicator, out->from, out->to, out, err);
}

ent_status
ent_ledger_panel(ent_ledger *ledger, const ent_want *wants, size_t n_wants, const ent_date *as_of,
                 ent_arena *arena, ent_panel *out, ent_error *err)
{
    ent_panel_maker m = {.ledger = ledger, .arena = arena, .known_by = ENT_DAY_NEVER};
    ent_series *series = ent_arena_alloc(arena, n_wants, sizeof *series);
    ent_status st;

    if (!series) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu series", n_wants);
    if (as_of) m.known_by = ent_known_day(as_of, ENT_DAY_NEVER);
    st = ledger->store->ops->hold(ledger->store, err);
    if (st) return st;
    st = ent_windows_known(ledger, m.known_by, NULL, arena, &m.windows, &m.n_windows, err);
    for (size_t i = 0; i < n_wants && !st; i++)
        st = make_series(&m, &wants[i], &series[i], err);
    ledger->store->ops->let_go(ledger->store);
    ent_free(m.lives);
    if (st) return st;
    out->series = series;
    out->n_series = n_wants;
    return ENT_OK;
}

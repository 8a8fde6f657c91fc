/* panel.c: claims as series of numbers in base units, with the windows in which silence speaks. */
#include "ledger/panel_priv.h"

#include <math.h>
#include <string.h>

/* A side of a quantity's interval in the base unit; open sides stay open. */
static double
scale(double v, double factor) {
    return isinf(v) ? v : v * factor;
}

/* What the claim says as a number. An event or tie without a quantity is 1: it happened, it holds;
 * where a window says that silence is zero, the year without it is 0. */
static void
set_value(const ent_claim *c, ent_obs *o) {
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

static void
to_obs(const ent_panel_maker *m, const ent_claim *c, int32_t known_day, ent_obs *o) {
    *o = (ent_obs){.basis = ENT_BASIS_NONE};
    set_value(c, o);
    o->has_weight = ent_claim_has_weight(c);
    o->claim = c->id;
    o->source = c->source;
    o->record = c->record;
    o->cluster = c->cluster;
    ent_claim_days(c, ent_panel_open_end(m, c, known_day), &o->first_day, &o->last_day);
}

/* "RUS" for any state of that line; a code nobody knows stands for itself. */
static const char *
line_of(const char *code) {
    const ent_polity *p = code ? ent_ref_polity(code) : NULL;

    return p ? p->line : code;
}

static ent_status
make_series(ent_panel_maker *m, const ent_want *want, ent_series *out, ent_error *err) {
    const ent_indicator *indicator = ent_ref_indicator(want->indicator);
    ent_filter f = {.monadic = !want->to,
                    .first_day = ENT_DAY_ALWAYS,
                    .last_day = ENT_DAY_NEVER,
                    .known_by = m->known_by};
    ent_claim *claims = NULL;
    int32_t *known_days = NULL;
    size_t n = 0;
    ent_status st;

    if (!indicator)
        return ent_fail(err, ENT_E_UNKNOWN, "there is no indicator \"%.60s\"", want->indicator);
    f.indicator = indicator->code;
    f.outgoing = indicator->directed;
    *out = (ent_series){
        .indicator = indicator->code, .from = line_of(want->from), .to = line_of(want->to)};
    st = ent_line_polities(want->from, m->arena, &f.a, &f.n_a, err);
    if (!st && want->to) st = ent_line_polities(want->to, m->arena, &f.b, &f.n_b, err);
    if (!st)
        st = m->ledger->store->ops->find(m->ledger->store, &f, m->arena, &claims, &known_days, &n,
                                         err);
    if (st) return st;
    out->obs = ent_arena_alloc(m->arena, n, sizeof *out->obs);
    if (!out->obs) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu observations", n);
    for (size_t i = 0; i < n; i++)
        to_obs(m, &claims[i], known_days[i], &out->obs[i]);
    out->n_obs = n;
    return ent_panel_windows(m, indicator, out->from, out->to, out, err);
}

ent_status
ent_ledger_panel(ent_ledger *ledger, const ent_want *wants, size_t n_wants, const ent_date *as_of,
                 ent_arena *arena, ent_panel *out, ent_error *err) {
    ent_panel_maker m = {.ledger = ledger, .arena = arena, .known_by = ENT_DAY_NEVER};
    ent_series *series = ent_arena_alloc(arena, n_wants, sizeof *series);
    ent_status st;

    if (!series) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu series", n_wants);
    if (as_of) m.known_by = ent_known_day(as_of, ENT_DAY_NEVER);
    st = ent_windows_known(ledger, m.known_by, NULL, arena, &m.windows, &m.n_windows, err);
    for (size_t i = 0; i < n_wants && !st; i++)
        st = make_series(&m, &wants[i], &series[i], err);
    ent_free(m.lives);
    if (st) return st;
    out->series = series;
    out->n_series = n_wants;
    return ENT_OK;
}

/* measures_trade.c: two-way trade, dependence of each side on the other, and its asymmetry. */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <string.h>

/* One year of everything that dependence is made from. a is the side whose dependence is asked. */
typedef struct year_flows {
    ent_estimate to_b, from_b;                 /* goods exports a -> b, b -> a */
    ent_estimate world_exports, world_imports; /* of a */
    ent_estimate world_total;                  /* of a, as a source states it */
} year_flows;

static ent_status
read_flows(const ws_pair_panel *p, const char *a, const char *b, int year, year_flows *f,
           ent_error *err)
{
    ent_arena *arena = p->out->arena;
    ent_status st =
        ent_measure_year(ws_series(p, "trade.goods", a, b), year, NULL, arena, &f->to_b, err);

    if (!st)
        st =
            ent_measure_year(ws_series(p, "trade.goods", b, a), year, NULL, arena, &f->from_b, err);
    if (!st)
        st = ent_measure_year(ws_series(p, "trade.exports.world", a, NULL), year, NULL, arena,
                              &f->world_exports, err);
    if (!st)
        st = ent_measure_year(ws_series(p, "trade.imports.world", a, NULL), year, NULL, arena,
                              &f->world_imports, err);
    if (!st)
        st = ent_measure_year(ws_series(p, "trade.total.world", a, NULL), year, NULL, arena,
                              &f->world_total, err);
    return st;
}

static ent_status
finish(const ws_pair_panel *p, ent_estimate *e, const char *measure, const char *a, const char *b,
       int year, ent_error *err)
{
    ent_arena *arena = p->out->arena;

    e->measure = measure;
    e->from = a;
    e->to = b;
    e->id = ent_arena_printf(arena, "%s:%s>%s@%d", measure, a, b, year);
    if (!e->id) return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
    return ws_estimates_add(p->out, e, err);
}

static ent_status
add_share(const ws_pair_panel *p, const ent_estimate *part, const ent_estimate *whole,
          const char *measure, const char *a, const char *b, ent_error *err)
{
    ent_estimate share = {0};
    ent_status st;
    int year = ent_date_from_day(part->first_day).year;

    /* A whole of zero cannot be divided by; then there is no share, which is not a share of 0. */
    if (part->state != ENT_VALUE || whole->state != ENT_VALUE || whole->low <= 0) return ENT_OK;
    st = ent_estimate_ratio(part, whole, p->out->arena, &share, err);
    if (st) return st;
    share.formula = ent_arena_printf(p->out->arena, "%.4g / %.4g USD", part->value, whole->value);
    if (!share.formula) return ent_fail(err, ENT_E_NOMEM, "no memory for a formula");
    return finish(p, &share, measure, a, b, year, err);
}

/* Two-way total of a year: the sum of both flows, unless a source states the total itself. */
static ent_status
two_way_total(const ws_pair_panel *p, int year, ent_estimate *out, ent_error *err)
{
    const char *first, *second;
    ent_estimate flows[2], total = {0};
    const ent_series *stated;
    ent_status st;

    ws_ordered(p->pair, &first, &second);
    stated = ws_series(p, "trade.total", first, second);
    st = ent_measure_year(stated, year, "trade.total", p->out->arena, &total, err);
    if (!st && total.state != ENT_VALUE) {
        st = ent_measure_year(ws_series(p, "trade.goods", first, second), year, NULL, p->out->arena,
                              &flows[0], err);
        if (!st)
            st = ent_measure_year(ws_series(p, "trade.goods", second, first), year, NULL,
                                  p->out->arena, &flows[1], err);
        if (!st) st = ent_estimate_total(flows, 2, false, p->out->arena, &total, err);
        total.formula = "goods both ways, added";
    }
    if (st) return st;
    *out = total;
    return total.state == ENT_VALUE ? finish(p, &total, "trade.total", first, second, year, err)
                                    : ENT_OK;
}

static ent_status
dependence(const ws_pair_panel *p, const char *a, const char *b, const ent_estimate *two_way,
           ent_estimate *out, ent_error *err)
{
    int year = ent_date_from_day(two_way->first_day).year;
    year_flows f;
    ent_estimate flows[2], totals[2], both = {0}, world = {0};
    ent_status st = read_flows(p, a, b, year, &f, err);
    size_t before;

    if (!st) st = add_share(p, &f.to_b, &f.world_exports, "trade.export_dependence", a, b, err);
    if (!st) st = add_share(p, &f.from_b, &f.world_imports, "trade.import_dependence", a, b, err);
    flows[0] = f.to_b;
    flows[1] = f.from_b;
    totals[0] = f.world_exports;
    totals[1] = f.world_imports;
    if (!st) st = ent_estimate_total(flows, 2, false, p->out->arena, &both, err);
    if (!st) st = ent_estimate_total(totals, 2, false, p->out->arena, &world, err);
    if (st) return st;
    if (world.state != ENT_VALUE) world = f.world_total;
    if (both.state != ENT_VALUE) both = *two_way;
    before = p->out->n;
    st = add_share(p, &both, &world, "trade.dependence", a, b, err);
    if (!st && p->out->n > before) *out = p->out->items[p->out->n - 1];
    return st;
}

static void
widen(const ent_series *s, int *first, int *last)
{
    int lo, hi;

    for (size_t i = 0; i < s->n_obs; i++) {
        lo = ent_date_from_day(s->obs[i].first_day).year;
        hi = ent_date_from_day(s->obs[i].last_day).year;
        if (*last == 0 || lo < *first) *first = lo;
        if (*last == 0 || hi > *last) *last = hi;
    }
}

ent_status
ws_measure_trade(const ws_pair_panel *p, ent_error *err)
{
    const char *a = p->pair->a, *b = p->pair->b, *one, *two;
    int first = 0, last = 0;
    ent_status st = ENT_OK;

    ws_ordered(p->pair, &one, &two);
    widen(ws_series(p, "trade.goods", a, b), &first, &last);
    widen(ws_series(p, "trade.goods", b, a), &first, &last);
    widen(ws_series(p, "trade.total", one, two), &first, &last);
    for (int year = first; year <= last && last && !st; year++) {
        ent_estimate both = {0}, ab = {0}, ba = {0}, skew = {0};

        st = two_way_total(p, year, &both, err);
        if (!st) st = dependence(p, a, b, &both, &ab, err);
        if (!st) st = dependence(p, b, a, &both, &ba, err);
        if (st || ab.state != ENT_VALUE || ba.state != ENT_VALUE) continue;
        st = ent_measure_asymmetry(&ab, &ba, p->out->arena, &skew, err);
        if (!st) st = finish(p, &skew, "trade.asymmetry", a, b, year, err);
        if (!st) st = ent_measure_asymmetry(&ba, &ab, p->out->arena, &skew, err);
        if (!st) st = finish(p, &skew, "trade.asymmetry", b, a, year, err);
    }
    return st;
}

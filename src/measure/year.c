/* year.c: one year of a series as an estimate, competing sources pooled into a spread. */
#include "entente/measure.h"

#include <string.h>

static void
year_days(int year, int32_t *first, int32_t *last)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    bool ok = ent_date_span(&d, first, last);

    ENT_ASSERT(ok);
}

/* A weighty observation of some days of the year: only these can be readings of it. */
static bool
meets(const ent_obs *o, const ent_estimate *r)
{
    return o->has_weight && o->state != ENT_UNCOVERED && o->first_day <= r->last_day &&
           o->last_day >= r->first_day;
}

static ent_status
collect(const ent_series *series, int year, ent_arena *arena, ent_estimate *r, ent_error *err)
{
    const char **ids;
    size_t near = 0;

    for (size_t i = 0; i < series->n_obs; i++)
        near += meets(&series->obs[i], r);
    ids = ent_arena_alloc(arena, near, sizeof *ids);
    if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for a year's lineage");
    for (size_t i = 0; i < series->n_obs && near; i++) {
        const ent_obs *o = &series->obs[i];
        if (meets(o, r) && ent_series_obs_in_year(series, o, year)) ids[r->n_lineage++] = o->claim;
    }
    r->lineage = ids;
    return ENT_OK;
}

ent_status
ent_measure_year(const ent_series *series, int year, const char *measure, ent_arena *arena,
                 ent_estimate *out, ent_error *err)
{
    ent_year_cell cell = ent_series_year(series, year);
    const ent_indicator *indicator = ent_ref_indicator(series->indicator);
    ent_estimate r = {.measure = measure ? measure : series->indicator,
                      .from = series->from,
                      .to = series->to,
                      .state = cell.state,
                      .value = cell.value,
                      .low = cell.low,
                      .high = cell.high,
                      .basis = cell.basis,
                      .level_0to1 = cell.basis == ENT_BASIS_SAMPLING ? 0.9 : 1,
                      .unit = indicator ? indicator->unit : ""};
    ent_status st;

    year_days(year, &r.first_day, &r.last_day);
    st = collect(series, year, arena, &r, err);
    if (st) return st;
    if (cell.is_silence)
        r.note = cell.state == ENT_VALUE ? "no entry in a source that lists all such: none"
                                         : "a source covers this and gives no figure";
    r.id = series->to ? ent_arena_printf(arena, "%s:%s>%s@%d", r.measure, r.from, r.to, year)
                      : ent_arena_printf(arena, "%s:%s@%d", r.measure, r.from, year);
    if (!r.id) return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
    *out = r;
    return ENT_OK;
}

/* measures_people.c: ties between societies per million inhabitants of the origin. */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <string.h>

/* Populations move slowly; a census or estimate within this many years still tells the size. */
enum { POPULATION_SLACK_YEARS = 3 };

static const struct {
    const char *indicator, *measure;
} PER_MILLION[] = {
    {"students", "students.per_million"},
    {"migrants.stock", "migrants.per_million"},
    {"visas.issued", "visas.per_million"},
};

static ent_status
population_near(const ws_pair_panel *p, const char *state, int year, ent_estimate *out, int *found,
                ent_error *err)
{
    const ent_series *s = ws_series(p, "population", state, NULL);

    for (int away = 0; away <= POPULATION_SLACK_YEARS; away++) {
        for (int side = -1; side <= 1; side += 2) {
            int y = year + side * away;
            ent_status st = ent_measure_year(s, y, NULL, p->out->arena, out, err);

            if (st) return st;
            if (out->state == ENT_VALUE && out->low > 0) {
                *found = y;
                return ENT_OK;
            }
        }
    }
    return ENT_NONE;
}

static ent_status
per_million(const ws_pair_panel *p, const ent_estimate *count, const char *measure, ent_error *err)
{
    ent_arena *arena = p->out->arena;
    ent_estimate people = {0}, ratio = {0};
    int year = ent_date_from_day(count->first_day).year, found = 0;
    ent_status st = population_near(p, count->from, year, &people, &found, err);

    if (st == ENT_NONE) return ENT_OK;
    if (!st) st = ent_estimate_ratio(count, &people, arena, &ratio, err);
    if (st) return st;
    ratio.value *= 1e6;
    ratio.low *= 1e6;
    ratio.high *= 1e6;
    ratio.unit = "per_million";
    ratio.measure = measure;
    ratio.id = ent_arena_printf(arena, "%s:%s>%s@%d", measure, count->from, count->to, year);
    ratio.formula = ent_arena_printf(arena, "%.6g / %.6g million inhabitants of %s in %d",
                                     count->value, people.value / 1e6, count->from, found);
    if (!ratio.id || !ratio.formula)
        return ent_fail(err, ENT_E_NOMEM, "no memory for an estimate's id");
    return ws_estimates_add(p->out, &ratio, err);
}

ent_status
ws_measure_people(const ws_pair_panel *p, ent_error *err)
{
    size_t n = p->out->n; /* the yearly readings are in already; those added here come behind */

    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < sizeof PER_MILLION / sizeof PER_MILLION[0]; k++) {
            ent_estimate e = p->out->items[i];
            ent_status st;

            if (strcmp(e.measure, PER_MILLION[k].indicator) != 0 || e.state != ENT_VALUE) continue;
            st = per_million(p, &e, PER_MILLION[k].measure, err);
            if (st) return st;
        }
    }
    return ENT_OK;
}

/* panel.c: looking up series and reading a year's cell: value, silent zero, missing, not covered.
 */
#include "entente/panel.h"

#include <string.h>

static bool
same(const char *a, const char *b) {
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

const ent_series *
ent_panel_find(const ent_panel *panel, const char *indicator, const char *from, const char *to) {
    if (!panel || !indicator) return NULL;
    for (size_t i = 0; i < panel->n_series; i++) {
        const ent_series *s = &panel->series[i];
        if (same(s->indicator, indicator) && same(s->from, from) && same(s->to, to)) return s;
    }
    return NULL;
}

static void
year_days(int year, int32_t *first, int32_t *last) {
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    bool ok = ent_date_span(&d, first, last);

    ENT_ASSERT(ok);
}

/* A span up to this long is one reading of one year: calendar, fiscal or academic. */
enum { ONE_YEAR_MAX_DAYS = 400, WHOLE_YEAR_MIN_DAYS = 330 };

bool
ent_series_obs_in_year(const ent_series *series, const ent_obs *obs, int year) {
    const ent_indicator *what = ent_ref_indicator(series->indicator ? series->indicator : "");
    bool flow = what && what->flow;
    int32_t days = obs->last_day - obs->first_day + 1, first = 0, last = 0, middle;

    if (days <= ONE_YEAR_MAX_DAYS) {
        if (flow && days < WHOLE_YEAR_MIN_DAYS) return false;
        return ent_date_from_day(obs->first_day + (days - 1) / 2).year == year;
    }
    if (flow) return false; /* a sum over several years is no year's flow */
    year_days(year, &first, &last);
    middle = first + (last - first) / 2;
    return obs->first_day <= middle && obs->last_day >= middle;
}

/* The first reading is taken as it is; every further one can only widen the cell. Two sources that
 * print the same interval agree; anything else is a spread that the reader should see. */
static void
pool(ent_year_cell *cell, const ent_obs *obs, bool *spread) {
    if (cell->state != ENT_VALUE) {
        cell->state = ENT_VALUE;
        cell->value = obs->value;
        cell->low = obs->low;
        cell->high = obs->high;
        cell->basis = obs->basis;
        return;
    }
    if (obs->value < cell->value || obs->value > cell->value) *spread = true;
    if (obs->low < cell->low) cell->low = obs->low;
    if (obs->high > cell->high) cell->high = obs->high;
}

static void
read_silence(const ent_series *series, int32_t first, int32_t last, ent_year_cell *cell) {
    for (size_t i = 0; i < series->n_windows; i++) {
        const ent_window *w = &series->windows[i];

        /* Half a year of looking says nothing certain about the whole year. */
        if (w->first_day > first || w->last_day < last) continue;
        cell->is_silence = true;
        if (w->absence_is_zero) {
            cell->state = ENT_VALUE;
            cell->value = cell->low = cell->high = 0;
            cell->basis = ENT_BASIS_COMPUTED;
            return;
        }
        cell->state = ENT_MISSING;
    }
}

ent_year_cell
ent_series_year(const ent_series *series, int year) {
    ent_year_cell cell = {0};
    int32_t first = 0, last = 0;
    double value_low = 0, value_high = 0;
    bool spread = false, missing = false;

    if (!series) return cell;
    year_days(year, &first, &last);
    for (size_t i = 0; i < series->n_obs; i++) {
        const ent_obs *obs = &series->obs[i];

        if (!obs->has_weight || !ent_series_obs_in_year(series, obs, year)) continue;
        if (obs->state == ENT_MISSING) missing = true;
        if (obs->state != ENT_VALUE) continue;
        if (cell.n_obs++ == 0) {
            cell.first_obs = i;
            value_low = value_high = obs->value;
        }
        pool(&cell, obs, &spread);
        if (obs->value < value_low) value_low = obs->value;
        if (obs->value > value_high) value_high = obs->value;
    }
    if (cell.state == ENT_VALUE) {
        if (spread) {
            cell.value = value_low + (value_high - value_low) / 2;
            cell.basis = ENT_BASIS_SPREAD;
        }
        return cell;
    }
    if (missing)
        cell.state = ENT_MISSING;
    else
        read_silence(series, first, last, &cell);
    return cell;
}

static int
year_of(int32_t day) {
    return ent_date_from_day(day).year;
}

bool
ent_series_years(const ent_series *series, int *first, int *last) {
    bool any = false;
    int32_t lo = 0, hi = 0;

    if (!series) return false;
    for (size_t i = 0; i < series->n_obs; i++) {
        if (!any || series->obs[i].first_day < lo) lo = series->obs[i].first_day;
        if (!any || series->obs[i].last_day > hi) hi = series->obs[i].last_day;
        any = true;
    }
    for (size_t i = 0; i < series->n_windows; i++) {
        if (!any || series->windows[i].first_day < lo) lo = series->windows[i].first_day;
        if (!any || series->windows[i].last_day > hi) hi = series->windows[i].last_day;
        any = true;
    }
    if (!any) return false;
    *first = year_of(lo);
    *last = year_of(hi);
    return true;
}

/* panel.c: looking up series and reading a year's cell: value, silent zero, missing, not covered.
 */
#include "entente/panel.h"

#include <math.h>
#include <string.h>

static bool
same(const char *a, const char *b)
{
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

const ent_series *
ent_panel_find(const ent_panel *panel, const char *indicator, const char *from, const char *to)
{
    if (!panel || !indicator) return NULL;
    for (size_t i = 0; i < panel->n_series; i++) {
        const ent_series *s = &panel->series[i];
        if (same(s->indicator, indicator) && same(s->from, from) && same(s->to, to)) return s;
    }
    return NULL;
}

static void
year_days(int year, int32_t *first, int32_t *last)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    bool ok = ent_date_span(&d, first, last);

    ENT_ASSERT(ok);
}

/* A span up to this long is one reading of one year: calendar, fiscal or academic. */
enum { ONE_YEAR_MAX_DAYS = 400, WHOLE_YEAR_MIN_DAYS = 330 };

static bool
is_flow(const ent_series *series)
{
    const ent_indicator *what = ent_ref_indicator(series->indicator ? series->indicator : "");

    return what && what->flow;
}

/* Is it a reading of the year that these days make? */
static bool
reads_year(bool flow, const ent_obs *obs, int32_t first, int32_t last)
{
    int64_t days = (int64_t)obs->last_day - obs->first_day + 1;
    int32_t middle;

    if (obs->last_day < first || obs->first_day > last) return false;
    if (days <= ONE_YEAR_MAX_DAYS) {
        if (flow && days < WHOLE_YEAR_MIN_DAYS) return false;
        middle = obs->first_day + (int32_t)((days - 1) / 2);
        return middle >= first && middle <= last;
    }
    if (flow) return false; /* a sum over several years is no year's flow */
    middle = first + (last - first) / 2;
    return obs->first_day <= middle && obs->last_day >= middle;
}

bool
ent_series_obs_in_year(const ent_series *series, const ent_obs *obs, int year)
{
    int32_t first = 0, last = 0;

    year_days(year, &first, &last);
    return reads_year(is_flow(series), obs, first, last);
}

/* What a source bounds on one side only ("almost 2.5 million") bounds nothing on the other; beside
 * other readings it stands for its figure. Alone, the open side is shown. */
static double
closed_low(const ent_obs *o)
{
    return o->basis == ENT_BASIS_BOUND ? o->value : o->low;
}

static double
closed_high(const ent_obs *o)
{
    return o->basis == ENT_BASIS_BOUND ? o->value : o->high;
}

typedef struct pooled {
    const ent_obs *first;
    double value_low, value_high, low, high;
    size_t n;
} pooled;

static void
pool(pooled *all, const ent_obs *obs)
{
    if (all->n++ == 0) {
        all->first = obs;
        all->value_low = all->value_high = obs->value;
        all->low = closed_low(obs);
        all->high = closed_high(obs);
        return;
    }
    all->value_low = fmin(all->value_low, obs->value);
    all->value_high = fmax(all->value_high, obs->value);
    all->low = fmin(all->low, closed_low(obs));
    all->high = fmax(all->high, closed_high(obs));
}

/* One reading is taken as it is; further ones can only widen the cell, and the reader should see
 * when sources disagree. */
static void
settle(const pooled *all, ent_year_cell *cell)
{
    cell->state = ENT_VALUE;
    cell->n_obs = all->n;
    if (all->n == 1) {
        cell->value = all->first->value;
        cell->low = all->first->low;
        cell->high = all->first->high;
        cell->basis = all->first->basis;
        return;
    }
    cell->value = all->value_low + (all->value_high - all->value_low) / 2;
    cell->low = all->low;
    cell->high = all->high;
    cell->basis = all->value_high > all->value_low ? ENT_BASIS_SPREAD : all->first->basis;
}

static void
read_silence(const ent_series *series, int32_t first, int32_t last, ent_year_cell *cell)
{
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
ent_series_year(const ent_series *series, int year)
{
    ent_year_cell cell = {0};
    int32_t first = 0, last = 0;
    pooled all = {0};
    bool missing = false, flow;

    if (!series) return cell;
    year_days(year, &first, &last);
    flow = is_flow(series);
    for (size_t i = 0; i < series->n_obs; i++) {
        const ent_obs *obs = &series->obs[i];

        if (!obs->has_weight || !reads_year(flow, obs, first, last)) continue;
        if (obs->state == ENT_MISSING) missing = true;
        if (obs->state != ENT_VALUE) continue;
        if (all.n == 0) cell.first_obs = i;
        pool(&all, obs);
    }
    if (all.n)
        settle(&all, &cell);
    else if (missing)
        cell.state = ENT_MISSING;
    else
        read_silence(series, first, last, &cell);
    return cell;
}

static int
year_of(int32_t day)
{
    return ent_date_from_day(day).year;
}

bool
ent_series_years(const ent_series *series, int *first, int *last)
{
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

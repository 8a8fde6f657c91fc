/* measures.c: the list of series a pair needs, and every measure run over them. */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <stdlib.h>
#include <string.h>

/* Asked for in both directions. */
static const char *const DIRECTED[] = {
    "trade.goods",
    "trade.share.exports",
    "trade.share.imports",
    "trade.share.total",
    "arms.tiv",
    "arms.tiv.ordered",
    "students",
    "students.graduate",
    "students.undergraduate",
    "migrants.stock",
    "visas.issued",
    "visits",
    "territory.transfer",
    "territory.transfer.total",
    "territory.return",
};
/* Stored once for the pair, whichever way round. */
static const char *const UNDIRECTED[] = {"trade.total", "un.agreement", "igo.shared"};
/* About each of the two states. */
static const char *const MONADIC[] = {
    "trade.exports.world", "trade.imports.world", "population", "gdp", "un.vote",
    "un.idealpoint",       "trade.total.world"};
/* Series shown as they are, year by year. */
static const char *const YEARLY[] = {
    "trade.goods",
    "trade.share.exports",
    "trade.share.imports",
    "trade.share.total",
    "arms.tiv",
    "arms.tiv.ordered",
    "students",
    "students.graduate",
    "students.undergraduate",
    "migrants.stock",
    "visas.issued",
    "visits",
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
enum { N_BETWEEN = 2 * COUNT(DIRECTED) + COUNT(UNDIRECTED), N_WANTS = N_BETWEEN + 2 * WS_MONADIC };
_Static_assert(COUNT(MONADIC) == WS_MONADIC, "the header says how many");

static const ent_series EMPTY = {0};

ent_status
ws_estimates_add(ws_estimates *list, const ent_estimate *e, ent_error *err)
{
    if (list->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 256;
        ent_estimate *grown = ent_arena_alloc(list->arena, cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu estimates", cap);
        if (list->n) memcpy(grown, list->items, list->n * sizeof *grown);
        list->items = grown;
        list->cap = cap;
    }
    list->items[list->n++] = *e;
    return ENT_OK;
}

const ent_series *
ws_series(const ws_pair_panel *p, const char *indicator, const char *from, const char *to)
{
    const ent_series *s = ent_panel_find(p->panel, indicator, from, to);

    return s ? s : &EMPTY;
}

ent_status
ws_reading(const ent_series *series, const ent_obs *obs, ent_arena *arena, ent_estimate *out,
           ent_error *err)
{
    const ent_indicator *what = ent_ref_indicator(series->indicator);
    const char **lineage = ent_arena_alloc(arena, 1, sizeof *lineage);

    if (!lineage) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage");
    lineage[0] = obs->claim;
    *out = (ent_estimate){.measure = series->indicator,
                          .from = series->from,
                          .to = series->to,
                          .first_day = obs->first_day,
                          .last_day = obs->last_day,
                          .state = obs->state,
                          .value = obs->value,
                          .low = obs->low,
                          .high = obs->high,
                          .level_0to1 = obs->basis == ENT_BASIS_SAMPLING ? 0.9 : 1,
                          .basis = obs->basis,
                          .unit = what ? what->unit : "",
                          .lineage = lineage,
                          .n_lineage = 1};
    return ENT_OK;
}

void
ws_ordered(const ent_pair *pair, const char **first, const char **second)
{
    bool in_order = strcmp(pair->a, pair->b) < 0;

    *first = in_order ? pair->a : pair->b;
    *second = in_order ? pair->b : pair->a;
}

static void
wants_between(const ent_pair *pair, ent_want *wants)
{
    const char *first, *second;
    size_t n = 0;

    ws_ordered(pair, &first, &second);
    for (size_t i = 0; i < COUNT(DIRECTED); i++) {
        wants[n++] = (ent_want){DIRECTED[i], first, second};
        wants[n++] = (ent_want){DIRECTED[i], second, first};
    }
    for (size_t i = 0; i < COUNT(UNDIRECTED); i++)
        wants[n++] = (ent_want){UNDIRECTED[i], first, second};
    ENT_ASSERT(n == N_BETWEEN);
}

static bool
year_taken(const ws_estimates *list, size_t since, int year)
{
    for (size_t i = since; i < list->n; i++)
        if (ent_date_from_day(list->items[i].first_day).year == year) return true;
    return false;
}

static ent_status
yearly_one_way(const ws_pair_panel *p, const ent_series *s, ent_error *err)
{
    size_t since = p->out->n;

    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];
        int from = ent_date_from_day(o->first_day).year, to = ent_date_from_day(o->last_day).year;

        for (int year = from; year <= to && o->has_weight; year++) {
            ent_estimate e = {0};
            ent_status st;

            if (!ent_series_obs_in_year(s, o, year) || year_taken(p->out, since, year)) continue;
            st = ent_measure_year(s, year, NULL, p->out->arena, &e, err);
            if (!st) st = ws_estimates_add(p->out, &e, err);
            if (st) return st;
        }
    }
    return ENT_OK;
}

ent_status
ws_measure_yearly(const ws_pair_panel *p, const char *indicator, ent_error *err)
{
    ent_status st = yearly_one_way(p, ws_series(p, indicator, p->pair->a, p->pair->b), err);

    return st ? st : yearly_one_way(p, ws_series(p, indicator, p->pair->b, p->pair->a), err);
}

static ent_status
measure_all(const ws_pair_panel *p, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < COUNT(YEARLY) && !st; i++)
        st = ws_measure_yearly(p, YEARLY[i], err);
    if (!st) st = ws_measure_trade(p, err);
    if (!st) st = ws_measure_people(p, err);
    if (!st) st = ws_measure_stance(p, err);
    return st ? st : ws_measure_land(p, err);
}

ent_status
ws_measure_with(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of,
                const ent_series *about_a, const ent_series *about_b, ws_estimates *out,
                ent_error *err)
{
    ent_want wants[N_BETWEEN];
    ent_series series[N_WANTS];
    ent_panel between = {0};
    ent_panel panel = {.series = series, .n_series = N_WANTS};
    ws_pair_panel p = {.pair = pair, .panel = &panel, .out = out};
    ent_status st;

    wants_between(pair, wants);
    st = ent_ledger_panel(ws->ledger, wants, N_BETWEEN, as_of, out->arena, &between, err);
    if (st) return st;
    memcpy(series, between.series, N_BETWEEN * sizeof *series);
    memcpy(series + N_BETWEEN, about_a, WS_MONADIC * sizeof *series);
    memcpy(series + N_BETWEEN + WS_MONADIC, about_b, WS_MONADIC * sizeof *series);
    st = measure_all(&p, err);
    if (!st && out->n) qsort(out->items, out->n, sizeof *out->items, ent_estimate_compare);
    return st;
}

ent_status
ws_measure_pair(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of,
                const ent_series *about_a, const ent_series *about_b, ws_estimates *out,
                ent_error *err)
{
    ent_status st = ws_measure_with(ws, pair, as_of, about_a, about_b, out, err);

    if (!st) st = ws_measure_events(ws, pair, as_of, out, err);
    if (!st) st = ws_measure_tracks(ws, pair, as_of, out, err);
    if (!st && out->n) qsort(out->items, out->n, sizeof *out->items, ent_estimate_compare);
    return st;
}

ent_status
ws_read_about(ent_workspace *ws, const char *const *lines, size_t n, const ent_date *as_of,
              ent_arena *arena, ent_panel *out, ent_error *err)
{
    ent_want *wants = ent_alloc(n * WS_MONADIC, sizeof *wants);
    ent_status st;

    if (!wants) return ent_fail(err, ENT_E_NOMEM, "no memory for series about states");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < WS_MONADIC; k++)
            wants[i * WS_MONADIC + k] = (ent_want){MONADIC[k], lines[i], NULL};
    st = ent_ledger_panel(ws->ledger, wants, n * WS_MONADIC, as_of, arena, out, err);
    ent_free(wants);
    return st;
}

ent_status
ent_workspace_measure(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of,
                      ent_arena *arena, ent_estimate **out, size_t *n, ent_error *err)
{
    const char *const lines[] = {pair->a, pair->b};
    ent_panel about = {0};
    ws_estimates list = {.arena = arena};
    ent_status st = ws_read_about(ws, lines, 2, as_of, arena, &about, err);

    if (!st)
        st = ws_measure_pair(ws, pair, as_of, about.series, about.series + WS_MONADIC, &list, err);
    if (st) return st;
    *out = list.items;
    *n = list.n;
    return ENT_OK;
}

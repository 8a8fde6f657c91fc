/* measures_events.c: yearly figures of every feed about a pair, both ways. */
#include "entente/measure.h"
#include "workspace_priv.h"

#include <string.h>

/* Runs of covered months of one set, joined to one series: exposure 0 marks the gaps, which
 * ent_measure_events takes as not covered. */
static ent_status
join_runs(const ent_event_series *runs, size_t n, ent_arena *arena, ent_event_series *out,
          ent_error *err)
{
    int32_t first = runs[0].first_month, last = runs[0].last_month;
    size_t n_months = 0, width;
    double *rows, *dyadic;

    for (size_t i = 0; i < n; i++) {
        if (runs[i].first_month < first) first = runs[i].first_month;
        if (runs[i].last_month > last) last = runs[i].last_month;
        n_months += runs[i].n_months;
    }
    width = (size_t)(last - first + 1);
    *out = (ent_event_series){.set = runs[0].set,
                              .from = runs[0].from,
                              .to = runs[0].to,
                              .first_month = first,
                              .last_month = last};
    out->months = ent_arena_alloc(arena, n_months, sizeof *out->months);
    rows = ent_arena_alloc(arena, width, sizeof *rows);
    dyadic = ent_arena_alloc(arena, width, sizeof *dyadic);
    if (!out->months || !rows || !dyadic)
        return ent_fail(err, ENT_E_NOMEM, "no memory for the months of a feed");
    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(runs[i].first_month - first);
        size_t k = (size_t)(runs[i].last_month - runs[i].first_month + 1);

        if (runs[i].n_months)
            memcpy(out->months + out->n_months, runs[i].months,
                   runs[i].n_months * sizeof *out->months);
        out->n_months += runs[i].n_months;
        memcpy(rows + at, runs[i].exposure_rows, k * sizeof *rows);
        memcpy(dyadic + at, runs[i].exposure_dyadic, k * sizeof *dyadic);
    }
    out->exposure_rows = rows;
    out->exposure_dyadic = dyadic;
    return ENT_OK;
}

static ent_status
measure_set(const ent_event_series *runs, size_t n, ws_estimates *out, ent_error *err)
{
    ent_event_series whole = {0};
    ent_estimate *list = NULL;
    size_t n_list = 0;
    ent_status st = join_runs(runs, n, out->arena, &whole, err);

    if (!st) st = ent_measure_events(&whole, out->arena, &list, &n_list, err);
    for (size_t i = 0; i < n_list && !st; i++)
        st = ws_estimates_add(out, &list[i], err);
    return st;
}

static ent_status
one_way(ent_workspace *ws, const char *from, const char *to, const ent_date *as_of,
        ws_estimates *out, ent_error *err)
{
    ent_event_query q = {.from = from, .to = to, .as_of = *as_of};
    ent_event_series *series = NULL;
    size_t n = 0;
    ent_status st = ent_ledger_event_months(ws->ledger, &q, out->arena, &series, &n, err);

    for (size_t i = 0, k; i < n && !st; i += k) {
        for (k = 1; i + k < n && strcmp(series[i + k].set, series[i].set) == 0; k++) {}
        st = measure_set(&series[i], k, out, err);
    }
    return st;
}

ent_status
ws_measure_events(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, ws_estimates *out,
                  ent_error *err)
{
    ent_status st = one_way(ws, pair->a, pair->b, as_of, out, err);

    return st ? st : one_way(ws, pair->b, pair->a, as_of, out, err);
}

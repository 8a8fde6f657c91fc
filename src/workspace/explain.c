/* explain.c: from a printed figure or a claim id back to claims, files, rows and bytes. */
#include "workspace_priv.h"

#include <string.h>

/* "measure:FROM>TO@TIME" or "measure:STATE@TIME"; anything else is a claim id. */
static bool
split_figure_id(const char *id, ent_arena *arena, ent_pair *pair, bool *dyadic)
{
    const char *colon = strchr(id, ':'), *arrow, *at;

    if (!colon) return false;
    at = strchr(colon, '@');
    arrow = strchr(colon, '>');
    if (!at) return false;
    *dyadic = arrow && arrow < at;
    if (!*dyadic) return false;
    pair->a = ent_arena_strndup(arena, colon + 1, (size_t)(arrow - colon - 1));
    pair->b = ent_arena_strndup(arena, arrow + 1, (size_t)(at - arrow - 1));
    return pair->a && pair->b;
}

/* What a figure that was counted in bulk goes back to: files, and single rows where kept. */
static ent_status
explain_bulk(ent_workspace *ws, const ent_estimate *e, const ent_date *as_of, ent_arena *arena,
             ent_explanation *out, ent_error *err)
{
    ent_event_segment *segments = NULL;
    ent_query rows = {.a = e->from,
                      .b = e->to,
                      .outgoing_only = true,
                      .indicator = "event.*",
                      .set = e->set,
                      .year_first = ent_date_from_day(e->first_day).year,
                      .year_last = ent_date_from_day(e->last_day).year,
                      .as_of = *as_of,
                      .limit = ENT_EXPLAIN_ROWS};
    ent_status st = ent_ledger_event_segments(ws->ledger, e->set, e->first_day, e->last_day, arena,
                                              &segments, &out->n_segments, err);

    out->segments = segments;
    return st ? st : ent_ledger_find(ws->ledger, &rows, arena, &out->claims, &out->n_claims, err);
}

static ent_status
explain_lineage(ent_workspace *ws, const ent_estimate *e, ent_arena *arena, ent_explanation *out,
                ent_error *err)
{
    ent_status st = ENT_OK;

    out->claims = ent_arena_alloc(arena, e->n_lineage, sizeof *out->claims);
    if (!out->claims) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage");
    for (size_t k = 0; k < e->n_lineage && !st; k++)
        st = ent_ledger_claim(ws->ledger, e->lineage[k], arena, &out->claims[out->n_claims++], err);
    return st;
}

/* Claims, or rows counted in bulk, or both: then the claims, and the files of the rows. */
static ent_status
explain_estimate(ent_workspace *ws, const ent_estimate *e, const ent_date *as_of, ent_arena *arena,
                 ent_explanation *out, ent_error *err)
{
    ent_status st = e->set ? explain_bulk(ws, e, as_of, arena, out, err) : ENT_OK;

    if (st || e->n_lineage == 0) return st;
    out->n_claims = 0;
    return explain_lineage(ws, e, arena, out, err);
}

static ent_status
explain_figure(ent_workspace *ws, const char *id, const ent_pair *words, const ent_date *as_of,
               ent_arena *arena, ent_explanation *out, ent_error *err)
{
    ent_pair pair = {0};
    ent_estimate *estimates = NULL;
    size_t n = 0;
    ent_status st = ent_workspace_pair(ws, words->a, words->b, &pair, err);

    if (!st) st = ent_workspace_measure(ws, &pair, as_of, arena, &estimates, &n, err);
    if (st) return st;
    for (size_t i = 0; i < n; i++) {
        const ent_estimate *e = &estimates[i];

        if (strcmp(e->id, id) != 0) continue;
        out->is_estimate = true;
        out->estimate = *e;
        return explain_estimate(ws, e, as_of, arena, out, err);
    }
    return ENT_NONE;
}

static ent_status
explain_claim(ent_workspace *ws, const char *id, ent_arena *arena, ent_explanation *out,
              ent_error *err)
{
    ent_claim claim = {0};
    ent_status st = ent_ledger_claim(ws->ledger, id, arena, &claim, err);

    return st ? st
              : ent_ledger_history(ws->ledger, claim.id, arena, &out->claims, &out->n_claims, err);
}

ent_status
ent_workspace_explain(ent_workspace *ws, const char *id, const ent_date *as_of, ent_arena *arena,
                      ent_explanation *out, ent_error *err)
{
    ent_explanation e = {0};
    ent_pair words = {0};
    ent_citation *citations = NULL;
    ent_import_record *imports = NULL;
    bool dyadic = false;
    ent_status st;

    if (split_figure_id(id, arena, &words, &dyadic))
        st = explain_figure(ws, id, &words, as_of, arena, &e, err);
    else
        st = explain_claim(ws, id, arena, &e, err);
    if (!st) st = ent_ledger_citations(ws->ledger, arena, &citations, &e.n_citations, err);
    if (!st) st = ent_ledger_imports(ws->ledger, arena, &imports, &e.n_imports, err);
    if (st) return st;
    e.citations = citations;
    e.imports = imports;
    *out = e;
    return ENT_OK;
}

/* answer.c: gathering what a dossier needs about its pairs, and having the page built. */
#include "workspace_priv.h"

#include <stdlib.h>
#include <string.h>

static ent_status
find_monadic(ent_workspace *ws, const char *line, const ent_date *as_of, ent_arena *arena,
             const ent_claim **out, size_t *n, ent_error *err)
{
    /* Roll-call votes and yearly context are thousands of rows that estimates stand for; the page
     * itself shows few. What an estimate rests on is fetched by id. */
    static const char *const SHOWN[] = {"conflict.state", "major.power"};
    ent_claim *all = NULL;
    size_t total = 0;

    for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++) {
        ent_query q = {.a = line, .monadic = true, .indicator = SHOWN[i], .as_of = *as_of};
        ent_claim *found = NULL, *joined;
        size_t k = 0;
        ent_status st = ent_ledger_find(ws->ledger, &q, arena, &found, &k, err);

        if (st) return st;
        if (k == 0) continue;
        joined = ent_arena_alloc(arena, total + k, sizeof *joined);
        if (!joined) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", total + k);
        if (total) memcpy(joined, all, total * sizeof *joined);
        memcpy(joined + total, found, k * sizeof *joined);
        all = joined;
        total += k;
    }
    *out = all;
    *n = total;
    return ENT_OK;
}

/* An id and when it was met; HELD_ALREADY for those of claims at hand. */
typedef struct met_id {
    const char *id;
    int64_t when;
} met_id;

enum { HELD_ALREADY = -1 };

static int
compare_ids(const void *a, const void *b)
{
    const met_id *x = a, *y = b;
    int c = strcmp(x->id, y->id);

    return c ? c : (x->when > y->when) - (x->when < y->when);
}

static int
compare_times(const void *a, const void *b)
{
    const met_id *x = a, *y = b;

    return (x->when > y->when) - (x->when < y->when);
}

static size_t
meet_claims(met_id *met, size_t n, const ent_claim *claims, size_t n_claims)
{
    for (size_t i = 0; i < n_claims; i++)
        met[n++] = (met_id){claims[i].id, HELD_ALREADY};
    return n;
}

/* Ids of lineages whose claims are not at hand, each once, in the order met. */
static size_t
ids_to_fetch(const ent_pair_evidence *e, met_id *met)
{
    size_t n = meet_claims(met, 0, e->claims, e->n_claims), kept = 0;
    int64_t when = 0;

    n = meet_claims(met, n, e->about_a, e->n_about_a);
    for (size_t i = 0; i < e->n_estimates; i++)
        for (size_t k = 0; k < e->estimates[i].n_lineage; k++)
            met[n++] = (met_id){e->estimates[i].lineage[k], when++};
    if (n) qsort(met, n, sizeof *met, compare_ids);
    for (size_t i = 0; i < n; i++) {
        bool again = i && strcmp(met[i].id, met[i - 1].id) == 0;

        /* Writing at or behind i - 1 only: the id there stays the same. */
        if (!again && met[i].when != HELD_ALREADY) met[kept++] = met[i];
    }
    if (kept) qsort(met, kept, sizeof *met, compare_times);
    return kept;
}

/* Claims behind estimates that are not between the pair (totals, populations, votes) are appended
 * to about_a, so that the annex can show each of them. */
static ent_status
fetch_lineage(ent_workspace *ws, ent_pair_evidence *e, ent_arena *arena, ent_error *err)
{
    size_t n = e->n_claims + e->n_about_a;
    met_id *met;
    const char **ids = NULL;
    ent_claim *extra = NULL;
    ent_error why = {0};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < e->n_estimates; i++)
        n += e->estimates[i].n_lineage;
    met = ent_alloc(n, sizeof *met);
    if (met) {
        n = ids_to_fetch(e, met);
        ids = ent_alloc(n, sizeof *ids);
        extra = ent_arena_alloc(arena, e->n_about_a + n, sizeof *extra);
    }
    if (!met || !ids || !extra) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", n);
        goto out;
    }
    for (size_t i = 0; i < n; i++)
        ids[i] = met[i].id;
    if (e->n_about_a) memcpy(extra, e->about_a, e->n_about_a * sizeof *extra);
    st = ent_ledger_claims(ws->ledger, ids, n, arena, extra + e->n_about_a, &why);
    if (st == ENT_NONE)
        st = ent_fail(err, ENT_E_CORRUPT, "a lineage leads nowhere: %.200s", why.text);
    else if (st && err)
        *err = why;
    if (st) goto out;
    e->about_a = extra;
    e->n_about_a += n;

out:
    ent_free(met);
    ent_free(ids);
    return st;
}

/* What is held about each state of a request; the pairs of a dossier share one as a rule. */
typedef struct about_states {
    const char *lines[4];
    size_t n;
    ent_panel panel;
} about_states;

static void
name_state(about_states *about, const char *line)
{
    for (size_t i = 0; i < about->n; i++)
        if (strcmp(about->lines[i], line) == 0) return;
    about->lines[about->n++] = line;
}

static const ent_series *
about_state(const about_states *about, const char *line)
{
    for (size_t i = 0; i < about->n; i++)
        if (strcmp(about->lines[i], line) == 0) return &about->panel.series[i * WS_MONADIC];
    return NULL;
}

static ent_status
read_states(ent_workspace *ws, const ent_dossier_request *request, ent_arena *arena,
            about_states *out, ent_error *err)
{
    name_state(out, request->pair.a);
    name_state(out, request->pair.b);
    if (request->against.a) name_state(out, request->against.a);
    if (request->against.a) name_state(out, request->against.b);
    return ws_read_about(ws, out->lines, out->n, &request->as_of, arena, &out->panel, err);
}

/* Phases of a pair's conduct, where disputes and pledges are covered. */
static ent_status
gather_phases(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, ent_arena *arena,
              ent_pair_evidence *e, ent_error *err)
{
    ent_phases_answer a = {0};
    ent_page_phase *out;
    ent_status st;

    if (!ws->data_dir) return ENT_OK; /* nobody said where the cut points lie */
    st = ent_workspace_phases(ws, pair, as_of, arena, &a, err);
    if (st) return st == ENT_NONE ? ENT_OK : st;
    out = ent_arena_alloc(arena, a.n_phases, sizeof *out);
    if (!out) return ent_fail(err, ENT_E_NOMEM, "no memory for phases");
    for (size_t i = 0; i < a.n_phases; i++)
        out[i] = (ent_page_phase){.first_year = a.phases[i].first_year,
                                  .last_year = a.phases[i].last_year,
                                  .label = a.phases[i].label,
                                  .level = a.phases[i].mean,
                                  .low = a.phases[i].low,
                                  .high = a.phases[i].high,
                                  .p_start = a.phases[i].p_start,
                                  .start_low = a.phases[i].start_low,
                                  .start_high = a.phases[i].start_high,
                                  .p_label = a.phases[i].p_label};
    e->phases = out;
    e->n_phases = a.n_phases;
    return ENT_OK;
}

static ent_status
gather_pair(ent_workspace *ws, const ent_pair *pair, const about_states *about,
            const ent_date *as_of, ent_arena *arena, ent_pair_evidence *out, ent_error *err)
{
    ent_query q = {.a = pair->a, .b = pair->b, .as_of = *as_of};
    ent_claim *claims = NULL;
    ws_estimates measured = {.arena = arena};
    ent_pair_evidence e = {.a = pair->a,
                           .b = pair->b,
                           .name_a = ent_ref_line_name(pair->a),
                           .name_b = ent_ref_line_name(pair->b)};
    ent_status st = ent_ledger_find(ws->ledger, &q, arena, &claims, &e.n_claims, err);

    e.claims = claims;
    if (!st) st = find_monadic(ws, pair->a, as_of, arena, &e.about_a, &e.n_about_a, err);
    if (!st) st = find_monadic(ws, pair->b, as_of, arena, &e.about_b, &e.n_about_b, err);
    if (!st)
        st = ws_measure_pair(ws, pair, as_of, about_state(about, pair->a),
                             about_state(about, pair->b), &measured, err);
    e.estimates = measured.items;
    e.n_estimates = measured.n;
    if (!st) st = gather_phases(ws, pair, as_of, arena, &e, err);
    if (!st) st = fetch_lineage(ws, &e, arena, err);
    if (!st) *out = e;
    return st;
}

static ent_status
gather_citations(ent_workspace *ws, ent_arena *arena, ent_dossier_input *in, ent_error *err)
{
    ent_citation *held = NULL;
    ent_page_source *out;
    size_t n = 0;
    ent_status st = ent_ledger_citations(ws->ledger, arena, &held, &n, err);

    if (st) return st;
    out = ent_arena_alloc(arena, n, sizeof *out);
    if (!out) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu citations", n);
    for (size_t i = 0; i < n; i++)
        out[i] = (ent_page_source){.code = held[i].code,
                                   .type = held[i].type,
                                   .author = held[i].author,
                                   .year = held[i].year,
                                   .title = held[i].title,
                                   .publisher = held[i].publisher,
                                   .url = held[i].url,
                                   .licence = held[i].licence,
                                   .note = held[i].note};
    in->citations = out;
    in->n_citations = n;
    return ENT_OK;
}

static ent_status
describe_import(const ent_import_record *r, ent_arena *arena, ent_loaded_set *out, ent_error *err)
{
    const ent_source_info *info = ent_source_set(r->set);
    char released[ENT_DATE_TEXT_MAX] = "", first[ENT_DATE_TEXT_MAX] = "";
    ent_loaded_set s = {.set = r->set,
                        .title = info ? info->title : r->set,
                        .file = r->file,
                        .imported_at = r->imported_at,
                        .claims = r->added,
                        .rejected = r->tally.rejected};

    ent_date_format(&r->released, released, sizeof released);
    ent_date_format(&r->first_valid, first, sizeof first);
    s.released = ent_arena_strdup(arena, released);
    s.span = r->first_valid.precision == ENT_PREC_NONE
                 ? ""
                 : ent_arena_printf(arena, "%d-%d", r->first_valid.year, r->last_valid.year);
    if (!s.released || !s.span) return ent_fail(err, ENT_E_NOMEM, "no memory for loaded sets");
    *out = s;
    return ENT_OK;
}

static ent_status
gather_loaded(ent_workspace *ws, ent_arena *arena, ent_dossier_input *in, ent_error *err)
{
    ent_import_record *imports = NULL;
    ent_loaded_set *out;
    size_t n = 0;
    ent_status st = ent_ledger_imports(ws->ledger, arena, &imports, &n, err);

    if (st) return st;
    out = ent_arena_alloc(arena, n, sizeof *out);
    if (!out) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu loaded sets", n);
    for (size_t i = 0; i < n && !st; i++)
        st = describe_import(&imports[i], arena, &out[i], err);
    in->loaded = out;
    in->n_loaded = n;
    return st;
}

/* The figures of the pair as they are with every set, beside which the page is then made. */
static ent_status
gather_whole(ent_workspace *ws, const ent_dossier_request *request, ent_arena *arena,
             ent_dossier_input *in, ent_error *err)
{
    ent_pair_evidence *whole = ent_arena_alloc(arena, 1, sizeof *whole);
    char *words = NULL;
    ent_estimate *list = NULL;
    ent_status st;

    if (!whole) return ent_fail(err, ENT_E_NOMEM, "no memory for a dossier");
    st = ent_ledger_set_without(ws->ledger, NULL, 0, err);
    if (!st)
        st = ent_workspace_measure(ws, &request->pair, &request->as_of, arena, &list,
                                   &whole->n_estimates, err);
    if (st) return st;
    for (size_t i = 0; i < request->n_without; i++) {
        words = words ? ent_arena_printf(arena, "%s, %s", words, request->without[i])
                      : ent_arena_strdup(arena, request->without[i]);
        if (!words) return ent_fail(err, ENT_E_NOMEM, "no memory for the sets left out");
    }
    whole->estimates = list;
    in->whole = whole;
    in->without = words;
    return ent_ledger_set_without(ws->ledger, request->without, request->n_without, err);
}

static ent_status
say_as_of(const ent_dossier_request *request, ent_arena *arena, ent_dossier_input *in,
          ent_error *err)
{
    char as_of[ENT_DATE_TEXT_MAX] = "";

    if (request->as_of.precision == ENT_PREC_NONE) return ENT_OK;
    ent_date_format(&request->as_of, as_of, sizeof as_of);
    in->as_of = ent_arena_strdup(arena, as_of);
    return in->as_of ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for a date");
}

ent_status
ent_workspace_dossier(ent_workspace *ws, const ent_dossier_request *request, ent_arena *arena,
                      ent_page *out, ent_error *err)
{
    ent_dossier_input *in = ent_arena_alloc(arena, 1, sizeof *in);
    ent_pair_evidence *against = ent_arena_alloc(arena, 1, sizeof *against);
    ent_coverage *coverage = NULL;
    about_states about = {.n = 0};
    ent_status st;

    if (!in || !against) return ent_fail(err, ENT_E_NOMEM, "no memory for a dossier");
    st = request->n_without ? gather_whole(ws, request, arena, in, err) : ENT_OK;
    if (!st) st = read_states(ws, request, arena, &about, err);
    if (!st) st = gather_pair(ws, &request->pair, &about, &request->as_of, arena, &in->pair, err);
    if (!st && request->against.a) {
        st = gather_pair(ws, &request->against, &about, &request->as_of, arena, against, err);
        in->against = against;
    }
    if (!st) st = gather_citations(ws, arena, in, err);
    if (!st) st = gather_loaded(ws, arena, in, err);
    if (!st) st = ent_ledger_coverage(ws->ledger, NULL, arena, &coverage, &in->n_coverage, err);
    if (st) return st;
    in->coverage = coverage;
    in->yardsticks = ws->yardsticks;
    in->n_yardsticks = ws->n_yardsticks;
    in->made = request->made;
    in->starter_only = ws->on_starter;
    if (say_as_of(request, arena, in, err)) return ENT_E_NOMEM;
    st = ent_dossier_build(in, arena, out, err);
    return st == ENT_OK && in->pair.n_claims == 0 ? ENT_NONE : st;
}

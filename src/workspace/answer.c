/* answer.c: gathering what a dossier needs about its pairs, and having the page built. */
#include "workspace_priv.h"

#include <string.h>

static ent_status
find_monadic(ent_workspace *ws, const char *line, const ent_date *as_of, ent_arena *arena,
             const ent_claim **out, size_t *n, ent_error *err) {
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

static bool
id_known(const ent_claim *claims, size_t n, const char *id) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(claims[i].id, id) == 0) return true;
    return false;
}

/* Claims behind estimates that are not between the pair (totals, populations, votes) are appended
 * to about_a, so that the annex can show each of them. */
static ent_status
fetch_lineage(ent_workspace *ws, ent_pair_evidence *e, ent_arena *arena, ent_error *err) {
    size_t n = 0, cap = 0;
    ent_claim *extra;

    for (size_t i = 0; i < e->n_estimates; i++)
        cap += e->estimates[i].n_lineage;
    extra = ent_arena_alloc(arena, e->n_about_a + cap, sizeof *extra);
    if (!extra) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims", cap);
    if (e->n_about_a) memcpy(extra, e->about_a, e->n_about_a * sizeof *extra);
    n = e->n_about_a;
    for (size_t i = 0; i < e->n_estimates; i++) {
        for (size_t k = 0; k < e->estimates[i].n_lineage; k++) {
            const char *id = e->estimates[i].lineage[k];
            ent_status st;

            if (id_known(e->claims, e->n_claims, id) || id_known(extra, n, id)) continue;
            st = ent_ledger_claim(ws->ledger, id, arena, &extra[n], err);
            if (st == ENT_NONE)
                st =
                    ent_fail(err, ENT_E_CORRUPT, "claim %s is in a lineage, not in the ledger", id);
            if (st) return st;
            n++;
        }
    }
    e->about_a = extra;
    e->n_about_a = n;
    return ENT_OK;
}

static ent_status
gather_pair(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, ent_arena *arena,
            ent_pair_evidence *out, ent_error *err) {
    ent_query q = {.a = pair->a, .b = pair->b, .as_of = *as_of};
    ent_claim *claims = NULL;
    ent_estimate *estimates = NULL;
    ent_pair_evidence e = {.a = pair->a,
                           .b = pair->b,
                           .name_a = ent_ref_line_name(pair->a),
                           .name_b = ent_ref_line_name(pair->b)};
    ent_status st = ent_ledger_find(ws->ledger, &q, arena, &claims, &e.n_claims, err);

    e.claims = claims;
    if (!st) st = find_monadic(ws, pair->a, as_of, arena, &e.about_a, &e.n_about_a, err);
    if (!st) st = find_monadic(ws, pair->b, as_of, arena, &e.about_b, &e.n_about_b, err);
    if (!st) st = ent_workspace_measure(ws, pair, as_of, arena, &estimates, &e.n_estimates, err);
    e.estimates = estimates;
    if (!st) st = fetch_lineage(ws, &e, arena, err);
    if (!st) *out = e;
    return st;
}

static ent_status
gather_citations(ent_workspace *ws, ent_arena *arena, ent_dossier_input *in, ent_error *err) {
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
describe_import(const ent_import_record *r, ent_arena *arena, ent_loaded_set *out, ent_error *err) {
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
gather_loaded(ent_workspace *ws, ent_arena *arena, ent_dossier_input *in, ent_error *err) {
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

ent_status
ent_workspace_dossier(ent_workspace *ws, const ent_dossier_request *request, ent_arena *arena,
                      ent_page *out, ent_error *err) {
    ent_dossier_input *in = ent_arena_alloc(arena, 1, sizeof *in);
    ent_pair_evidence *against = ent_arena_alloc(arena, 1, sizeof *against);
    ent_coverage *coverage = NULL;
    char as_of[ENT_DATE_TEXT_MAX] = "";
    ent_status st;

    if (!in || !against) return ent_fail(err, ENT_E_NOMEM, "no memory for a dossier");
    st = gather_pair(ws, &request->pair, &request->as_of, arena, &in->pair, err);
    if (!st && request->against.a) {
        st = gather_pair(ws, &request->against, &request->as_of, arena, against, err);
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
    if (request->as_of.precision != ENT_PREC_NONE) {
        ent_date_format(&request->as_of, as_of, sizeof as_of);
        in->as_of = ent_arena_strdup(arena, as_of);
        if (!in->as_of) return ent_fail(err, ENT_E_NOMEM, "no memory for a date");
    }
    st = ent_dossier_build(in, arena, out, err);
    return st == ENT_OK && in->pair.n_claims == 0 ? ENT_NONE : st;
}

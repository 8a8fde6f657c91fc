/* world.c: the tracks of all pairs of states, evidence read pair by pair, estimated in batches. */
#include "workspace_priv.h"

#include <stdlib.h>
#include <string.h>

/* A pair on its way through the engine: between take and put it owns its evidence. */
typedef struct under_way {
    ent_arena arena;
    ent_track_evidence evidence;
    ent_track_obs *used;
    size_t n_used;
} under_way;

typedef struct world {
    ent_workspace *ws;
    const ent_world_options *options;
    const ent_track_params *params;
    size_t held_out; /* SIZE_MAX: none */
    ent_pair *pairs;
    size_t n_pairs;
    under_way **jobs; /* n_pairs; NULL outside take .. put */
    double *grid;
    size_t n_grid;
    ent_status (*put)(void *ctx, const ent_world_pair *pair, ent_error *err);
    void *ctx;
} world;

/* ---- whose pairs ------------------------------------------------------------------------------
 */

/* Years in which a line was a member of the state system, first to last. */
typedef struct member {
    const char *line;
    int first, last;
} member;

static int
compare_members(const void *a, const void *b)
{
    return strcmp(((const member *)a)->line, ((const member *)b)->line);
}

static ent_status
find_members(ent_workspace *ws, ent_arena *arena, member **out, size_t *n, ent_error *err)
{
    ent_query q = {.indicator = "system.member"};
    ent_claim *claims = NULL;
    size_t n_claims = 0, k = 0;
    member *v;
    ent_status st = ent_ledger_find(ws->ledger, &q, arena, &claims, &n_claims, err);

    if (st) return st;
    v = ent_arena_alloc(arena, n_claims, sizeof *v);
    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu states", n_claims);
    for (size_t i = 0; i < n_claims; i++) {
        const ent_polity *p = ent_ref_polity(claims[i].from);
        int last = claims[i].ongoing || claims[i].valid_to.precision == ENT_PREC_NONE
                       ? ENT_YEAR_MAX
                       : claims[i].valid_to.year;

        if (p) v[k++] = (member){p->line, claims[i].valid_from.year, last};
    }
    if (k) qsort(v, k, sizeof *v, compare_members);
    *n = 0;
    for (size_t i = 0; i < k; i++) {
        member *held = *n ? &v[*n - 1] : NULL;

        if (!held || strcmp(held->line, v[i].line) != 0) {
            v[(*n)++] = v[i];
            continue;
        }
        if (v[i].first < held->first) held->first = v[i].first;
        if (v[i].last > held->last) held->last = v[i].last;
    }
    *out = v;
    return ENT_OK;
}

/* A fixed order that has nothing to do with the alphabet, so that every n-th pair is a sample. */
static uint32_t
shuffled(const char *a, const char *b)
{
    uint32_t h = 2166136261u;

    for (const char *p = a; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (const char *p = b; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    h ^= h >> 15;
    return h * 2246822519u;
}

static ent_status
list_pairs(world *w, ent_arena *arena, ent_error *err)
{
    const ent_world_options *o = w->options;
    member *m = NULL;
    size_t n = 0;
    ent_status st = find_members(w->ws, arena, &m, &n, err);

    if (st) return st;
    if (n < 2) return ENT_NONE;
    w->pairs = ent_arena_alloc(arena, n * (n - 1) / 2, sizeof *w->pairs);
    if (!w->pairs) return ent_fail(err, ENT_E_NOMEM, "no memory for the pairs of %zu states", n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            int first = m[i].first > m[k].first ? m[i].first : m[k].first;
            int last = m[i].last < m[k].last ? m[i].last : m[k].last;

            if (first > last || first > o->year_last || last < o->year_first) continue;
            if (o->every > 1 && shuffled(m[i].line, m[k].line) % o->every != 0) continue;
            w->pairs[w->n_pairs++] = (ent_pair){m[i].line, m[k].line};
        }
    return ENT_OK;
}

/* ---- through the engine ------------------------------------------------------------------------
 */

static void
free_job(under_way *job)
{
    if (!job) return;
    ent_arena_clear(&job->arena);
    ent_free(job);
}

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    world *w = ctx;
    const ent_date everything = {0};
    under_way *job = ent_alloc(1, sizeof *job);
    ent_status st;

    if (!job) return ent_fail(err, ENT_E_NOMEM, "no memory for a pair");
    w->jobs[i] = job;
    st = ent_workspace_track_evidence(w->ws, &w->pairs[i], w->params, &everything, &job->arena,
                                      &job->evidence, err);
    if (st) return st;
    job->used = ent_arena_alloc(&job->arena, job->evidence.dyad.n_obs, sizeof *job->used);
    if (!job->used) return ent_fail(err, ENT_E_NOMEM, "no memory for a pair");
    for (size_t k = 0; k < job->evidence.dyad.n_obs; k++)
        if (job->evidence.dyad.obs[k].source != w->held_out)
            job->used[job->n_used++] = job->evidence.dyad.obs[k];
    *dyad = job->evidence.dyad;
    dyad->obs = job->used;
    dyad->n_obs = job->n_used;
    return ENT_OK;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *result, ent_error *err)
{
    world *w = ctx;
    under_way *job = w->jobs[i];
    ent_world_pair pair = {.a = w->pairs[i].a,
                           .b = w->pairs[i].b,
                           .evidence = &job->evidence,
                           .used = job->used,
                           .n_used = job->n_used,
                           .result = result};
    ent_status st = w->put(w->ctx, &pair, err);

    free_job(job);
    w->jobs[i] = NULL;
    return st;
}

static ent_status
make_ready(world *w, ent_arena *arena, ent_error *err)
{
    const ent_world_options *o = w->options;
    ent_status st;

    if (o->year_first > o->year_last)
        return ent_fail(err, ENT_E_DOMAIN, "the years %d to %d are none", o->year_first,
                        o->year_last);
    if (o->held_out && !ent_track_source_find(w->params, o->held_out, &w->held_out))
        return ent_fail(err, ENT_E_UNKNOWN, "the parameters know no source \"%s\"", o->held_out);
    st = list_pairs(w, arena, err);
    if (st) return st;
    w->n_grid = (size_t)(o->year_last - o->year_first + 1);
    w->grid = ent_arena_alloc(arena, w->n_grid, sizeof *w->grid);
    w->jobs = ent_arena_alloc(arena, w->n_pairs, sizeof(under_way *));
    if (!w->grid || !w->jobs) return ent_fail(err, ENT_E_NOMEM, "no memory for the world");
    for (size_t i = 0; i < w->n_grid; i++)
        w->grid[i] = o->year_first + (double)i + 0.5;
    return ENT_OK;
}

ent_status
ent_workspace_world(ent_workspace *ws, const ent_world_options *options,
                    ent_status (*put_pair)(void *ctx, const ent_world_pair *pair, ent_error *err),
                    void *ctx, ent_error *err)
{
    world w = {.ws = ws, .options = options, .held_out = SIZE_MAX, .put = put_pair, .ctx = ctx};
    ent_track_io io = {.ctx = &w, .take = take, .put = put};
    ent_track_options run = {.threads = options->threads};
    ent_arena arena = {0};
    ent_status st = options->params ? ENT_OK : ws_track_params(ws, err);

    if (st) return st;
    w.params = options->params ? options->params : ws->track_params;
    st = make_ready(&w, &arena, err);
    if (!st) {
        run.grid = w.grid;
        run.n_grid = w.n_grid;
        st = ent_tracks_run(w.params, w.n_pairs, &io, &run, err);
    }
    for (size_t i = 0; w.jobs && i < w.n_pairs; i++)
        free_job(w.jobs[i]);
    ent_arena_clear(&arena);
    return st;
}

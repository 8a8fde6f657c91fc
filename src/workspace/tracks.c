/* tracks.c: the tracks of one pair: frozen parameters, evidence, one run of the engine. */
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

enum { PARAMS_MAX = 1 << 20, ROWS_MAX = 12 * 800 };

/* One line a kind, B, R, O: rows, mean, sd over the reference population. */
static ent_status
read_scale(ent_rows *rows, ws_track_scale *out, ent_error *err)
{
    const char *const *f;
    size_t n = 0;
    ent_status st = ent_rows_next(rows, &f, &n, err); /* the header */

    for (int k = 0; k < ENT_TRACK_KINDS && !st; k++) {
        st = ent_rows_next(rows, &f, &n, err);
        if (!st && (n != 4 || f[0][0] != "BRO"[k] || f[0][1]))
            st = ent_fail(err, ENT_E_PARSE, "want the kinds B, R, O with rows, mean and sd");
        if (!st) st = ent_parse_double(f[2], &out->mean[k], err);
        if (!st) st = ent_parse_double(f[3], &out->sd[k], err);
        if (!st && !(out->sd[k] > 0)) st = ent_fail(err, ENT_E_PARSE, "an sd must be above 0");
    }
    return st == ENT_END ? ent_fail(err, ENT_E_PARSE, "the scale of the tracks is cut short") : st;
}

static ent_status
load_scale(ent_workspace *ws, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    const char *path = ent_arena_printf(&ws->arena, "%s/params/tracks-1.scale.tsv", ws->data_dir);
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    ent_status st;

    if (!path) return ent_fail(err, ENT_E_NOMEM, "no memory for a path");
    st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);
    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    if (!st) st = read_scale(rows, &ws->track_scale, err);
    ent_rows_close(rows);
    return st;
}

ent_status
ws_track_params(ent_workspace *ws, ent_error *err)
{
    ent_buf text = {.max = PARAMS_MAX};
    ent_error why = {0};
    ent_track_params *p;
    const char *path;
    ent_status st;

    if (ws->track_params) return ENT_OK;
    if (!ws->data_dir) return ENT_NONE;
    path = ent_arena_printf(&ws->arena, "%s/params/tracks-1.tsv", ws->data_dir);
    p = ent_arena_alloc(&ws->arena, 1, sizeof *p);
    if (!path || !p) return ent_fail(err, ENT_E_NOMEM, "no memory for parameters");
    st = ent_file_read(path, &text, &why);
    if (st == ENT_E_IO) {
        st = ENT_NONE;
        goto out;
    }
    if (!st) st = ent_track_params_read(text.data, text.len, "tracks-1.tsv", p, &why);
    if (!st) st = ent_track_params_hash(p, ws->track_hash, &why);
    if (!st) st = load_scale(ws, &why);
    if (!st) ws->track_params = p;
    if (st && err) *err = why;

out:
    ent_buf_clear(&text);
    return st;
}

/* ---- one run ----------------------------------------------------------------------------------
 */

typedef struct one_dyad {
    ent_arena *arena;
    const ws_track_scale *scale;
    ent_track_table *out;
} one_dyad;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    one_dyad *job = ctx;

    (void)i;
    (void)err;
    *dyad = job->out->evidence.dyad;
    return ENT_OK;
}

double
ws_track_scaled(const ws_track_scale *scale, size_t k, double x)
{
    return (x - scale->mean[k % ENT_TRACK_KINDS]) / scale->sd[k % ENT_TRACK_KINDS];
}

static const double *
scaled(ent_arena *arena, const double *from, size_t n, const ws_track_scale *scale)
{
    double *to = ent_arena_alloc(arena, n * ENT_TRACKS, sizeof *to);

    for (size_t i = 0; to && i < n * ENT_TRACKS; i++)
        to[i] = ws_track_scaled(scale, i % ENT_TRACKS, from[i]);
    return to;
}

static const double *
scaled_cov(ent_arena *arena, const double *from, size_t n, const ws_track_scale *scale)
{
    double *to = ent_arena_alloc(arena, n * ENT_TRACK_COVS, sizeof *to);

    for (size_t i = 0; to && i < n; i++)
        for (size_t k = 0; k < ENT_TRACKS; k++)
            for (size_t l = k; l < ENT_TRACKS; l++) {
                size_t at = i * ENT_TRACK_COVS + ent_track_cov_at(k, l);

                to[at] =
                    from[at] / (scale->sd[k % ENT_TRACK_KINDS] * scale->sd[l % ENT_TRACK_KINDS]);
            }
    return to;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *r, ent_error *err)
{
    one_dyad *job = ctx;
    ent_track_table *t = job->out;
    const ws_track_scale *scale = job->scale;

    (void)i;
    t->smoothed = scaled(job->arena, r->smoothed, t->n, scale);
    t->filtered = scaled(job->arena, r->filtered, t->n, scale);
    t->smoothed_cov = scaled_cov(job->arena, r->smoothed_cov, t->n, scale);
    t->filtered_cov = scaled_cov(job->arena, r->filtered_cov, t->n, scale);
    if (!t->smoothed || !t->filtered || !t->smoothed_cov || !t->filtered_cov)
        return ent_fail(err, ENT_E_NOMEM, "no memory for the tracks of a pair");
    memcpy(t->volatility, r->volatility, sizeof t->volatility);
    t->converged = r->converged;
    return ENT_OK;
}

/* Does an observation speak of this directed track? */
static bool
speaks_of(const ent_track_obs *o, size_t track)
{
    if (o->on < ENT_TRACKS) return o->on == track;
    return (size_t)(o->on - ENT_TRACKS) == track % ENT_TRACK_KINDS;
}

ent_status
ws_tracks_observed(const ent_track_obs *obs, size_t n_obs, const double *t, size_t n, double step,
                   ent_arena *arena, const bool **out, ent_error *err)
{
    bool *seen = ent_arena_alloc(arena, n * ENT_TRACKS, sizeof *seen);

    if (!seen) return ent_fail(err, ENT_E_NOMEM, "no memory for the tracks of a pair");
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        double first = HUGE_VAL, last = -HUGE_VAL;

        for (size_t i = 0; i < n_obs; i++) {
            if (!speaks_of(&obs[i], k)) continue;
            first = fmin(first, obs[i].t_first);
            last = fmax(last, obs[i].t_last);
        }
        for (size_t g = 0; g < n; g++)
            seen[g * ENT_TRACKS + k] = t[g] + step / 2 > first && t[g] - step / 2 < last;
    }
    *out = seen;
    return ENT_OK;
}

bool
ent_track_table_holds(const ent_track_table *t, size_t row, unsigned kinds, ent_track_side side)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        bool forward = k < ENT_TRACK_KINDS;

        if (!(kinds & 1u << k % ENT_TRACK_KINDS)) continue;
        if ((side == ENT_SIDE_AB && !forward) || (side == ENT_SIDE_BA && forward)) continue;
        if (!t->observed[row * ENT_TRACKS + k]) return false;
    }
    return true;
}

static ent_status
make_grid(ent_track_table *t, ent_arena *arena, ent_error *err)
{
    const ent_track_dyad *d = &t->evidence.dyad;
    double rows = ceil((d->t_end - d->t_start) / t->step);
    double *grid;

    if (rows < 1 || rows > ROWS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "tracks of %g years at steps of %g",
                        d->t_end - d->t_start, t->step);
    t->n = (size_t)rows;
    grid = ent_arena_alloc(arena, t->n, sizeof *grid);
    if (!grid) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu rows", t->n);
    for (size_t i = 0; i < t->n; i++)
        grid[i] = d->t_start + ((double)i + 0.5) * t->step;
    t->t = grid;
    return ENT_OK;
}

ent_status
ent_workspace_tracks(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, double step,
                     ent_arena *arena, ent_track_table *out, ent_error *err)
{
    ent_track_table t = {.step = step};
    one_dyad job = {.arena = arena, .scale = &ws->track_scale, .out = &t};
    ent_track_io io = {.ctx = &job, .take = take, .put = put};
    ent_track_options options = {.threads = 1};
    ent_status st = ws_track_params(ws, err);

    if (st) return st;
    t.params = ws->track_params;
    memcpy(t.params_hash, ws->track_hash, sizeof t.params_hash);
    st = ent_workspace_track_evidence(ws, pair, t.params, as_of, arena, &t.evidence, err);
    if (!st && t.evidence.dyad.n_obs == 0) return ENT_NONE;
    if (!st) st = make_grid(&t, arena, err);
    if (st) return st;
    options.grid = t.t;
    options.n_grid = t.n;
    st = ent_tracks_run(t.params, 1, &io, &options, err);
    if (!st)
        st = ws_tracks_observed(t.evidence.dyad.obs, t.evidence.dyad.n_obs, t.t, t.n, step, arena,
                                &t.observed, err);
    if (!st) *out = t;
    return st;
}

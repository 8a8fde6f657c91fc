/* tracks_fit.c: the parameters of the tracks from a ledger's evidence, with errors, as frozen
 * files.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/tracks_fit.c build/src/libentente.a -lm \
 *       -lpthread -llbfgs -lz -lzstd -lutf8proc -lsodium -lsqlite3 -lreadstat -ldeflate -lxxhash \
 *       -o build/bench_tracks_fit
 *
 *   build/bench_tracks_fit LEDGER DATA EVERY THREADS OUT
 *
 * LEDGER holds the published sets and event feeds, DATA is the data folder, EVERY takes each n-th
 * pair of states in a fixed shuffled order. OUT.tsv gets the parameters, OUT.errors.tsv standard
 * errors and how each number came about, OUT.scale.tsv mean and sd of each kind of track over the
 * reference population: all pairs and years from 1995 to 2019 between evidence of that track.
 *
 * The log posterior is maximised by limited-memory BFGS on exact scores. Standard errors are from
 * the outer products of the pairs' scores (Berndt, Hall, Hall & Hausman 1974), which is positive
 * definite where second derivatives of a few hundred pairs are not.
 */
#include "entente/num.h"
#include "entente/workspace.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1816, LAST_YEAR = 2025, DYADS_MAX = 20000 };

/* What is not estimated, or is held near an expert prior. Slopes: one reference a kind. */
static const ent_track_rule RULES[] = {
    {"*", 0.5},
    {"mu.other.*", 0},
    {"slow.mood.*", 0},
    {"slow.lean.*", 0},
    {"world.*", 0}, /* two anchors with thresholds and slopes of their own do not settle it */
    {"volatility.*", 0},
    {"source.*.outliers", 0},
    {"source.*.rho", 0},
    {"source.*.b.*", 3},
    {"source.*.tau.*", 3},
    {"source.*.alpha", 1},
    {"source.mid.lam", 0}, /* the scale of behaviour: log odds of a dispute */
    {"source.un.idealpoint.lam", 0},
    {"source.opinion.*.lam", 0},
    {"house.*", 0},
    {"*.O", 0}, /* opinion: few pairs, one country asked about most of the time */
    {"mu.*.O", 0},
    {"level.own.O", 0.5},
};

typedef struct sample {
    ent_track_dyad dyads[DYADS_MAX];
    size_t n, n_obs;
} sample;

static ent_track_source *
name_source(ent_track_params *p, const char *name, ent_track_kind kind)
{
    ent_track_source *s = &p->sources[p->n_sources++];

    (void)ent_snprintf(s->name, sizeof s->name, "%s", name);
    s->kind = kind;
    s->lam = 1;
    return s;
}

static void
name_feed(ent_track_params *p, const char *name, double sigma, double rho)
{
    ent_track_source *s = name_source(p, name, ENT_OBS_TONE);

    s->sigma = sigma;
    s->rho = rho;
    s->lam = 0.7;
    s->n_knots = 2;
    s->knot_t[0] = 2014.5;
    s->knot_t[1] = 2018.5;
}

/* Where the fit starts, and the centre of its priors. Pledges are left out: they last for decades
 * and cluster among pairs that have business with each other, so that behaviour that is fed with
 * them ranks rivals as friends (docs/methods/validity.md); they stay a criterion. */
static void
begin(ent_track_params *p)
{
    static const double disputes[] = {-9, -6.5, -5.5};
    ent_track_source *s;

    memset(p, 0, sizeof *p);
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        p->kappa[k] = (const double[]){0.5, 0.5, 0.3}[k];
        p->fast.mood[k] = (const double[]){1, 0.3, 0.1}[k];
        p->fast.lean[k] = (const double[]){0.3, 0.1, 0.1}[k];
        p->fast.own[k] = (const double[]){0.7, 0.3, 0.3}[k];
        p->slow.own[k] = (const double[]){0.1, 0.05, 0.05}[k];
        p->level.mood[k] = (const double[]){2, 0.5, 0.3}[k];
        p->level.lean[k] = (const double[]){0.3, 0.1, 0.2}[k];
        p->level.own[k] = (const double[]){0.7, 0.5, 0.5}[k];
    }
    p->volatility[2] = 1;
    s = name_source(p, "mid", ENT_OBS_ORDERED);
    s->n_levels = 4;
    memcpy(s->tau, disputes, sizeof disputes);
    name_source(p, "un.idealpoint", ENT_OBS_GAUSSIAN)->sigma = 0.1;
    name_source(p, "opinion.favourable", ENT_OBS_SHARE);
    name_source(p, "opinion.trust", ENT_OBS_SHARE);
    name_source(p, "opinion.threat", ENT_OBS_SHARE);
    name_source(p, "opinion.friend", ENT_OBS_SHARE);
    name_source(p, "opinion.unfavourable", ENT_OBS_SHARE);
    name_feed(p, "icews.words", 3, 0.1);
    name_feed(p, "icews.deeds", 6, 0.1);
    p->n_houses = 1;
    (void)ent_snprintf(p->houses[0].name, sizeof p->houses[0].name, "pew");
    p->houses[0].sd = 0.2;
}

static ent_status
keep(void *ctx, const ent_world_pair *pair, ent_error *err)
{
    sample *s = ctx;
    ent_track_dyad *d = &s->dyads[s->n];
    ent_track_obs *copy;

    if (pair->n_used == 0 || s->n == DYADS_MAX) return ENT_OK;
    copy = ent_alloc(pair->n_used, sizeof *copy);
    if (!copy) return ent_fail(err, ENT_E_NOMEM, "no memory for a pair");
    memcpy(copy, pair->used, pair->n_used * sizeof *copy);
    *d = pair->evidence->dyad;
    d->obs = copy;
    d->n_obs = pair->n_used;
    s->n++;
    s->n_obs += pair->n_used;
    return ENT_OK;
}

/* ---- the fit ----------------------------------------------------------------------------------
 */

typedef struct fit {
    const sample *s;
    size_t first, n_dyads; /* of the sample, that a score is of */
    unsigned threads;
    ent_track_params params;
    ent_track_free slots[ENT_TRACK_FREE_MAX];
    size_t n;
    ent_track_score score;
} fit;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const fit *f = ctx;

    (void)err;
    *dyad = f->s->dyads[f->first + i];
    return ENT_OK;
}

/* Log-likelihood and its slopes on the scale z, of the dyads that f names. */
static ent_status
score_at(fit *f, const double *z, double *gradient, ent_error *err)
{
    const ent_track_io io = {.ctx = f, .take = take};
    const ent_track_options options = {.threads = f->threads};
    ent_status st;

    ent_track_unpack(f->slots, f->n, z, &f->params);
    st = ent_tracks_score(&f->params, f->n_dyads, &io, &options, &f->score, err);
    if (!st) ent_track_chain(&f->params, &f->score.by, f->slots, f->n, gradient);
    return st;
}

/* Minus the log posterior; a point outside what parameters may be is infinitely bad. */
static ent_status
objective(void *ctx, const double *z, size_t n, double *value, double *gradient, ent_error *err)
{
    fit *f = ctx;
    ent_error why = {0};
    ent_status st = score_at(f, z, gradient, &why);

    *value = HUGE_VAL;
    if (st == ENT_E_DOMAIN) return ENT_OK;
    if (st) {
        if (err) *err = why;
        return st;
    }
    *value = -f->score.log_lik;
    for (size_t i = 0; i < n; i++) {
        double away = (z[i] - f->slots[i].centre) / f->slots[i].sd;

        gradient[i] = away / f->slots[i].sd - gradient[i];
        *value += away * away / 2;
    }
    return ENT_OK;
}

/* Covariance of z: inverse of the sum of outer products of the dyads' scores, and the priors. */
static ent_status
covariance(fit *f, const double *z, double *cov, ent_error *err)
{
    size_t n = f->n;
    double *info = ent_alloc(n * n, sizeof *info), *g = ent_alloc(n, sizeof *g);
    ent_status st = info && g ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for errors");

    f->n_dyads = 1;
    for (size_t d = 0; d < f->s->n && !st; d++) {
        f->first = d;
        st = score_at(f, z, g, err);
        for (size_t i = 0; i < n && !st; i++)
            for (size_t k = 0; k < n; k++)
                info[i * n + k] += g[i] * g[k];
    }
    for (size_t i = 0; i < n && !st; i++)
        info[i * n + i] += 1 / (f->slots[i].sd * f->slots[i].sd);
    if (!st) st = ent_num_cholesky(info, n, err);
    if (!st) ent_num_cholesky_inverse(info, n, cov);
    ent_free(info);
    ent_free(g);
    return st;
}

/* ---- what comes of it -------------------------------------------------------------------------
 */

/* "estimated" where the evidence at least halves the prior's error. */
static const char *
how_of(const ent_track_free *slot, double se)
{
    if (se < 0.5 * slot->sd) return "estimated";
    return se < 0.85 * slot->sd ? "weak: prior and evidence" : "expert prior";
}

static int
save(const char *out, const char *suffix, const ent_buf *text, ent_error *err)
{
    char path[1024];

    if (!ent_snprintf(path, sizeof path, "%s%s", out, suffix)) return 1;
    return ent_file_write(path, text->data, text->len, err) != ENT_OK;
}

/* Slope of a parameter's value against its z, by a small step. */
static double
slope(const fit *f, const double *z, size_t i)
{
    static ent_track_params moved;
    double at[ENT_TRACK_FREE_MAX], step = 1e-4, low;

    memcpy(at, z, f->n * sizeof *at);
    moved = f->params;
    at[i] = z[i] - step;
    ent_track_unpack(f->slots, f->n, at, &moved);
    low = ent_track_free_value(&moved, &f->slots[i]);
    at[i] = z[i] + step;
    ent_track_unpack(f->slots, f->n, at, &moved);
    return (ent_track_free_value(&moved, &f->slots[i]) - low) / (2 * step);
}

static int
write_errors(const fit *f, const double *z, const double *cov, const ent_num_minimum *m,
             ent_buf *text, ent_error *err)
{
    char hash[ENT_SHA256_HEX_MAX];
    int failed =
        ent_track_params_hash(&f->params, hash, err) != ENT_OK ||
        ent_buf_addf(text,
                     "# Standard errors of tracks-1.tsv, SHA-256 %s.\n"
                     "# Computed for Entente by bench/tracks_fit.c; licence Apache-2.0. %zu pairs, "
                     "%zu values, log posterior %.2f, %s.\n"
                     "# Not listed: 0, the scale (slope 1 of a reference source), or an expert "
                     "prior that was not moved.\n"
                     "# z: scale without bounds; prior_sd: of a normal prior about the start, on "
                     "that scale.\n"
                     "name\tvalue\tse\tz\tz_se\tprior_sd\thow\n",
                     hash, f->s->n, f->s->n_obs, -m->value,
                     m->converged ? "converged" : "NOT converged") != ENT_OK;

    for (size_t i = 0; i < f->n && !failed; i++) {
        const ent_track_free *slot = &f->slots[i];
        double se = sqrt(cov[i * f->n + i]);

        failed = ent_buf_addf(text, "%s\t%.6g\t%.3g\t%.6g\t%.3g\t%g\t%s\n", slot->name,
                              ent_track_free_value(&f->params, slot), fabs(slope(f, z, i)) * se,
                              z[i], se, slot->sd, how_of(slot, se)) != ENT_OK;
    }
    return failed;
}

static int
write_all(fit *f, const double *z, const double *cov, const ent_num_minimum *m, const char *out,
          ent_error *err)
{
    ent_buf params = {0}, errors = {0};
    int failed;

    ent_track_unpack(f->slots, f->n, z, &f->params);
    failed = ent_track_params_write(&f->params, &params, err) != ENT_OK ||
             write_errors(f, z, cov, m, &errors, err) || save(out, ".tsv", &params, err) ||
             save(out, ".errors.tsv", &errors, err);
    ent_buf_clear(&params);
    ent_buf_clear(&errors);
    return failed;
}

/* ---- the scale --------------------------------------------------------------------------------
 */

enum { SCALE_FIRST = 1995, SCALE_LAST = 2019, SCALE_YEARS = SCALE_LAST - SCALE_FIRST + 1 };

typedef struct moments {
    double n[ENT_TRACK_KINDS], sum[ENT_TRACK_KINDS], square[ENT_TRACK_KINDS];
} moments;

/* First and last evidence of a directed track. */
static void
span_of(const ent_world_pair *pair, size_t track, double *first, double *last)
{
    *first = HUGE_VAL;
    *last = -HUGE_VAL;
    for (size_t i = 0; i < pair->n_used; i++) {
        const ent_track_obs *o = &pair->used[i];
        bool speaks = o->on < ENT_TRACKS ? o->on == track
                                         : (size_t)(o->on - ENT_TRACKS) == track % ENT_TRACK_KINDS;

        if (!speaks) continue;
        *first = fmin(*first, o->t_first);
        *last = fmax(*last, o->t_last);
    }
}

/* Second moment of x, not of its mean: what is not known of a pair belongs to the population too.
 */
static ent_status
measure(void *ctx, const ent_world_pair *pair, ent_error *err)
{
    moments *m = ctx;
    const ent_track_result *r = pair->result;

    (void)err;
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        double first, last;

        span_of(pair, k, &first, &last);
        for (size_t g = r->first; g < r->last; g++) {
            double x = r->smoothed[g * ENT_TRACKS + k];

            if (r->grid[g] < first || r->grid[g] > last) continue;
            m->n[k % ENT_TRACK_KINDS]++;
            m->sum[k % ENT_TRACK_KINDS] += x;
            m->square[k % ENT_TRACK_KINDS] +=
                x * x + r->smoothed_cov[g * ENT_TRACK_COVS + ent_track_cov_at(k, k)];
        }
    }
    return ENT_OK;
}

static int
write_scale(ent_workspace *ws, const fit *f, const char *out, ent_error *err)
{
    const ent_world_options world = {.year_first = SCALE_FIRST,
                                     .year_last = SCALE_LAST,
                                     .params = &f->params,
                                     .threads = f->threads};
    char hash[ENT_SHA256_HEX_MAX];
    moments m = {.n = {0}};
    ent_buf text = {0};
    int failed =
        ent_workspace_world(ws, &world, measure, &m, err) != ENT_OK ||
        ent_track_params_hash(&f->params, hash, err) != ENT_OK ||
        ent_buf_addf(&text,
                     "# The scale of tracks-1.tsv, SHA-256 %s: mean and sd of each kind over "
                     "all pairs and years from %d to %d\n"
                     "# between evidence of that track. Computed for Entente by "
                     "bench/tracks_fit.c; licence Apache-2.0.\nkind\trows\tmean\tsd\n",
                     hash, SCALE_FIRST, SCALE_LAST) != ENT_OK;

    for (int k = 0; k < ENT_TRACK_KINDS && !failed; k++) {
        double mean = m.sum[k] / m.n[k], var = m.square[k] / m.n[k] - mean * mean;

        failed = ent_buf_addf(&text, "%c\t%.0f\t%.6g\t%.6g\n", "BRO"[k], m.n[k], mean, sqrt(var)) !=
                 ENT_OK;
    }
    failed = failed || save(out, ".scale.tsv", &text, err);
    ent_buf_clear(&text);
    return failed;
}

static ent_status
estimate(fit *f, double *z, ent_num_minimum *m, ent_error *err)
{
    ent_num_problem problem = {.objective = objective,
                               .user = f,
                               .max_steps = 400,
                               .gradient_share = 1e-5,
                               .value_share = 1e-8};
    ent_status st =
        ent_track_free_list(&f->params, RULES, sizeof RULES / sizeof *RULES, f->slots, &f->n, err);

    if (st) return st;
    f->n_dyads = f->s->n;
    problem.n = f->n;
    ent_track_pack(&f->params, f->slots, f->n, z);
    return ent_num_minimise(&problem, z, m, err);
}

int
main(int argc, char **argv)
{
    static sample s;
    static fit f = {.s = &s};
    static double z[ENT_TRACK_FREE_MAX], cov[ENT_TRACK_FREE_MAX * ENT_TRACK_FREE_MAX];
    ent_workspace_options open = {.read_only = true};
    ent_workspace *ws = NULL;
    ent_world_options world = {
        .year_first = FIRST_YEAR, .year_last = LAST_YEAR, .params = &f.params, .threads = 1};
    ent_num_minimum m = {0};
    ent_error err = {0};
    int failed = 1;

    if (argc != 6) {
        fputs("usage: bench_tracks_fit LEDGER DATA EVERY THREADS OUT\n", stderr);
        return 2;
    }
    open.ledger = argv[1];
    open.data_dir = argv[2];
    world.every = strtoul(argv[3], NULL, 10);
    f.threads = (unsigned)strtoul(argv[4], NULL, 10);
    begin(&f.params);
    (void)ent_snprintf(f.params.origin, sizeof f.params.origin,
                       "bench/tracks_fit.c: every %zu-th pair of states; published sets of states "
                       "and societies, ICEWS 2014 and 2018",
                       world.every);
    if (ent_workspace_open(&open, &ws, &err) || ent_workspace_world(ws, &world, keep, &s, &err))
        goto out;
    fprintf(stderr, "%zu pairs, %zu values\n", s.n, s.n_obs);
    if (estimate(&f, z, &m, &err)) goto out;
    fprintf(stderr, "%zu parameters, %zu steps, %zu evaluations, value %.3f, %s\n", f.n, m.steps,
            m.evaluations, m.value, m.converged ? "converged" : "not converged");
    if (!covariance(&f, z, cov, &err))
        failed = write_all(&f, z, cov, &m, argv[5], &err) || write_scale(ws, &f, argv[5], &err);

out:
    if (failed) fprintf(stderr, "bench_tracks_fit: %s\n", err.text);
    for (size_t i = 0; i < s.n; i++)
        ent_free((void *)(uintptr_t)s.dyads[i].obs);
    ent_workspace_close(ws);
    return failed;
}

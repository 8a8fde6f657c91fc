/* oracle.c: the tracks by brute force: one multivariate normal over all values; and random cases.
 */
#include "oracle.h"

#include <stdlib.h>

/* ---- the normal ------------------------------------------------------------------------------ */

double
oracle_cov(const oracle *o, size_t k, double s, size_t l, double t)
{
    const ent_track_params *p = o->params;
    double early = s < t ? s : t;
    double slow = ent_track_spread_cov(&p->level, k, l) +
                  ent_track_spread_cov(&p->slow, k, l) * (early - o->t_start);
    double kappa = s < t ? p->kappa[l % 3] : p->kappa[k % 3];

    return slow + o->volatility * ent_track_fast_cov(p, k, l) * exp(-kappa * fabs(t - s));
}

/* Nodes of a span: the middle of each of n equal parts, or the instant itself. */
static size_t
nodes_of(const oracle_value *v)
{
    return v->t_first < v->t_last ? 40 : 1;
}

static double
node_at(const oracle_value *v, size_t i, size_t n)
{
    return v->t_first + (v->t_last - v->t_first) * ((double)i + .5) / (double)n;
}

double
oracle_cov_values(const oracle *o, const oracle_value *a, const oracle_value *b)
{
    size_t na = nodes_of(a), nb = nodes_of(b);
    double sum = 0;

    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = 0; l < ENT_TRACKS; l++) {
            double mean = 0;

            if (a->weights[k] == 0 || b->weights[l] == 0) continue;
            for (size_t i = 0; i < na; i++)
                for (size_t j = 0; j < nb; j++)
                    mean += oracle_cov(o, k, node_at(a, i, na), l, node_at(b, j, nb));
            sum += a->weights[k] * b->weights[l] * mean / (double)(na * nb);
        }
    return sum;
}

static double
mean_of(const oracle *o, const oracle_value *v)
{
    double sum = 0;

    for (size_t k = 0; k < ENT_TRACKS; k++)
        sum += v->weights[k] * o->params->mu[o->class_of][k % 3];
    return sum;
}

static void
forward_solve(const oracle *o, double *x)
{
    for (size_t i = 0; i < o->n; i++) {
        for (size_t j = 0; j < i; j++)
            x[i] -= o->chol[i][j] * x[j];
        x[i] /= o->chol[i][i];
    }
}

void
oracle_solve(oracle *o)
{
    double x[ORACLE_MAX];

    o->log_lik = 0;
    for (size_t i = 0; i < o->n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = oracle_cov_values(o, &o->values[i], &o->values[j]);

            if (i == j) sum += o->values[i].var;
            for (size_t m = 0; m < j; m++)
                sum -= o->chol[i][m] * o->chol[j][m];
            o->chol[i][j] = i == j ? sqrt(sum) : sum / o->chol[j][j];
        }
    for (size_t i = 0; i < o->n; i++)
        x[i] = o->values[i].y - mean_of(o, &o->values[i]);
    forward_solve(o, x);
    for (size_t i = 0; i < o->n; i++)
        o->log_lik -= .5 * (x[i] * x[i] + log(2 * 3.14159265358979323846)) + log(o->chol[i][i]);
    for (size_t i = o->n; i-- > 0;) {
        for (size_t j = i + 1; j < o->n; j++)
            x[i] -= o->chol[j][i] * x[j];
        x[i] /= o->chol[i][i];
    }
    memcpy(o->solved, x, sizeof x);
}

void
oracle_tracks(const oracle *o, double t, double *mean, double *cov)
{
    double across[ENT_TRACKS][ORACLE_MAX];

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        oracle_value v = {.t_first = t, .t_last = t};

        v.weights[k] = 1;
        mean[k] = mean_of(o, &v);
        for (size_t i = 0; i < o->n; i++) {
            across[k][i] = oracle_cov_values(o, &v, &o->values[i]);
            mean[k] += across[k][i] * o->solved[i];
        }
        forward_solve(o, across[k]);
    }
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = k; l < ENT_TRACKS; l++) {
            double sum = oracle_cov(o, k, t, l, t);

            for (size_t i = 0; i < o->n; i++)
                sum -= across[k][i] * across[l][i];
            cov[ent_track_cov_at(k, l)] = sum;
        }
}

/* ---- random cases ---------------------------------------------------------------------------- */

double
oracle_normal(dice *d)
{
    double u = 1 - dice_unit(d), v = dice_unit(d);

    return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979323846 * v);
}

static void
random_spread(dice *d, double scale, ent_track_spread *s)
{
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++) {
        s->mood[k] = scale * (dice_unit(d) - .2);
        s->lean[k] = scale * (dice_unit(d) - .5);
        s->own[k] = scale * (.2 + dice_unit(d));
    }
}

void
oracle_params(dice *d, ent_track_params *p)
{
    memset(p, 0, sizeof *p);
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++) {
        p->kappa[k] = .2 + 3 * dice_unit(d);
        for (size_t c = 0; c < ENT_TRACK_CLASSES; c++)
            p->mu[c][k] = dice_unit(d) - .5;
    }
    random_spread(d, 1, &p->fast);
    random_spread(d, .2, &p->slow);
    random_spread(d, .7, &p->level);
    p->volatility[2] = 1;
    p->n_world = 2;
    p->world_t[0] = 1994;
    p->world_t[1] = 2003;
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        p->world_w[k][1] = .4 - .3 * (double)k;
    p->n_sources = 2;
    p->sources[0] = (ent_track_source){
        .name = "ref", .kind = ENT_OBS_TONE, .lam = 1, .sigma = 1.5, .rho = .1, .phi = 1};
    p->sources[1] = (ent_track_source){.name = "second",
                                       .kind = ENT_OBS_GAUSSIAN,
                                       .lam = -.7,
                                       .sigma = .4,
                                       .phi = 1,
                                       .n_knots = 2,
                                       .knot_t = {1992, 2004},
                                       .knot_b = {.5, -.5}};
}

void
oracle_dyad(dice *d, size_t n, ent_track_obs *obs, ent_track_dyad *dyad)
{
    memset(dyad, 0, sizeof *dyad);
    dyad->class_of = (ent_track_class)dice_below(d, ENT_TRACK_CLASSES);
    dyad->t_start = 1990;
    dyad->t_end = 2010;
    dyad->obs = obs;
    dyad->n_obs = n;
    for (size_t i = 0; i < n; i++) {
        ent_track_obs *o = &obs[i];

        memset(o, 0, sizeof *o);
        o->t_first =
            1990 + (dice_below(d, 3) ? (double)dice_below(d, 240) / 12 : 20 * dice_unit(d));
        o->t_last = o->t_first;
        o->source = (uint16_t)dice_below(d, 2);
        o->on = (uint8_t)dice_below(d, ENT_ON_COUNT);
        o->value = 1.5 * oracle_normal(d);
        o->n = o->source == 0 ? 1 + dice_below(d, 30) : dice_unit(d);
        o->grade = dice_below(d, 3) ? 1 : 2.25;
    }
}

void
oracle_add(oracle *o, const ent_track_obs *obs)
{
    const ent_track_source *s = &o->params->sources[obs->source];
    oracle_value *v = &o->values[o->n++];
    double variance = s->kind == ENT_OBS_TONE
                          ? s->sigma * s->sigma * ((1 - s->rho) / obs->n + s->rho)
                          : s->sigma * s->sigma + obs->n;

    memset(v, 0, sizeof *v);
    v->t_first = obs->t_first;
    v->t_last = obs->t_last;
    v->y = obs->value - ent_track_drift_at(s, .5 * (obs->t_first + obs->t_last)) -
           s->lam * ent_track_world_at(o->params, obs->on % ENT_TRACK_KINDS,
                                       .5 * (obs->t_first + obs->t_last));
    v->var = obs->grade * variance;
    if (obs->on < ENT_TRACKS) {
        v->weights[obs->on] = s->lam;
    } else {
        v->weights[obs->on - 6] = .5 * s->lam;
        v->weights[obs->on - 3] = .5 * s->lam;
    }
}

/* ---- running --------------------------------------------------------------------------------- */

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const oracle_run *run = ctx;

    (void)err;
    *dyad = run->dyads[i];
    return ENT_OK;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *r, ent_error *err)
{
    oracle_run *run = ctx;
    size_t n = run->n_grid;

    (void)err;
    run->results[i] = *r;
    if (n) {
        memcpy(run->filtered + i * n * 6, r->filtered, n * 6 * sizeof(double));
        memcpy(run->filtered_cov + i * n * 21, r->filtered_cov, n * 21 * sizeof(double));
        memcpy(run->smoothed + i * n * 6, r->smoothed, n * 6 * sizeof(double));
        memcpy(run->smoothed_cov + i * n * 21, r->smoothed_cov, n * 21 * sizeof(double));
    }
    run->fits[i] = calloc(r->n_obs + 1, sizeof *run->fits[i]);
    if (r->n_obs) memcpy(run->fits[i], r->fits, r->n_obs * sizeof *run->fits[i]);
    return ENT_OK;
}

void
oracle_run_all(oracle_run *run, const ent_track_params *p, const ent_track_dyad *dyads, size_t n,
               const ent_track_options *options)
{
    ent_track_io io = {run, take, put};
    ent_error err = {.status = ENT_OK};
    size_t cells = n * (options->n_grid + 1);

    memset(run, 0, sizeof *run);
    assert_true(n <= 64);
    run->dyads = dyads;
    run->n_dyads = n;
    run->n_grid = options->n_grid;
    run->filtered = calloc(cells * 6, sizeof(double));
    run->filtered_cov = calloc(cells * 21, sizeof(double));
    run->smoothed = calloc(cells * 6, sizeof(double));
    run->smoothed_cov = calloc(cells * 21, sizeof(double));
    if (ent_tracks_run(p, n, &io, options, &err) != ENT_OK) fail_msg("run: %s", err.text);
}

void
oracle_run_clear(oracle_run *run)
{
    for (size_t i = 0; i < run->n_dyads; i++)
        free(run->fits[i]);
    free(run->filtered);
    free(run->filtered_cov);
    free(run->smoothed);
    free(run->smoothed_cov);
    memset(run, 0, sizeof *run);
}

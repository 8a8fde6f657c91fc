/* estimate.c: the parameters that make many dyads' evidence most probable, and their errors. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 4, STEPS = 40, BLOCKS = 256, NEWTON_STEPS = 3 };

static const double TOLERANCE = 0.05, HESSIAN_STEP = 0.02, NEWTON_ENOUGH = 0.5;

/* One fit under way. z = base + C^-T y, with C C' an early estimate of the information: in y all
 * directions are about equally curved, so that few steps lead down. */
typedef struct fit {
    const ent_track_dyad *dyads;
    size_t n_dyads, offset; /* offset: first dyad of the block being scored */
    size_t *first;          /* n_dyads: place of the dyad's first probability in q */
    double *q;              /* outlier probabilities of all values */
    bool hold;              /* q is given, not estimated */
    unsigned threads;
    const ent_track_params *start;
    ent_track_free *slots;
    size_t n;
    double *base, *c, *z, *g; /* n, n x n, n, n */
    ent_track_params *at;
    ent_track_score *score;
    size_t evaluations;
    double log_lik;
} fit;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const fit *f = ctx;

    (void)err;
    *dyad = f->dyads[f->offset + i];
    dyad->outlier = f->hold ? f->q + f->first[f->offset + i] : NULL;
    return ENT_OK;
}

static ent_status
keep_outliers(void *ctx, size_t i, const ent_track_result *result, ent_error *err)
{
    fit *f = ctx;

    (void)err;
    for (size_t k = 0; k < result->n_obs; k++)
        f->q[f->first[i] + k] = result->fits[k].outlier;
    return ENT_OK;
}

static bool
has_outliers(const ent_track_params *p)
{
    for (size_t i = 0; i < p->n_sources; i++)
        if (p->sources[i].outliers > 0) return true;
    return false;
}

/* Outlier probabilities at the parameters z. */
static ent_status
refresh(fit *f, const double *z, ent_error *err)
{
    ent_track_io io = {.ctx = f, .take = take, .put = keep_outliers};
    ent_track_options options = {.threads = f->threads, .no_filtered = true, .no_smoothed = true};

    f->hold = false;
    f->offset = 0;
    *f->at = *f->start;
    ent_track_unpack(f->slots, f->n, z, f->at);
    return ent_tracks_run(f->at, f->n_dyads, &io, &options, err);
}

/* Log-likelihood of dyads [offset, offset + n) at z and its gradient; value -HUGE_VAL where the
 * parameters are none. */
static ent_status
evaluate(fit *f, const double *z, size_t n_dyads, double *value, double *gradient, ent_error *err)
{
    ent_track_io io = {.ctx = f, .take = take};
    ent_track_options options = {.threads = f->threads, .tolerance = 1e-5};
    ent_status st;

    *f->at = *f->start;
    ent_track_unpack(f->slots, f->n, z, f->at);
    *value = -HUGE_VAL;
    if (ent_track_params_check(f->at, NULL)) return ENT_OK;
    f->evaluations++;
    st = ent_tracks_score(f->at, n_dyads, &io, &options, f->score, err);
    if (st) return st;
    *value = f->score->log_lik;
    ent_track_chain(f->at, &f->score->by, f->slots, f->n, gradient);
    return ENT_OK;
}

static void
to_z(const fit *f, const double *y, double *z)
{
    for (size_t i = f->n; i-- > 0;) { /* C' (z - base) = y */
        double sum = y[i];

        for (size_t k = i + 1; k < f->n; k++)
            sum -= f->c[k * f->n + i] * (z[k] - f->base[k]);
        z[i] = f->base[i] + sum / f->c[i * f->n + i];
    }
}

/* g <- C^-1 g */
static void
gradient_to_y(const fit *f, double *g)
{
    for (size_t i = 0; i < f->n; i++) {
        double sum = g[i];

        for (size_t k = 0; k < i; k++)
            sum -= f->c[i * f->n + k] * g[k];
        g[i] = sum / f->c[i * f->n + i];
    }
}

/* What is minimised: minus the log posterior, over y. */
static ent_status
objective(void *user, const double *y, size_t n, double *value, double *gradient, ent_error *err)
{
    fit *f = user;
    double log_lik = -HUGE_VAL, prior = 0;
    ent_status st;

    to_z(f, y, f->z);
    *value = HUGE_VAL;
    for (size_t i = 0; i < n; i++)
        if (!(fabs(f->z[i]) < 1e3)) return ENT_OK;
    st = evaluate(f, f->z, f->n_dyads, &log_lik, gradient, err);
    if (st || !isfinite(log_lik)) return st;
    for (size_t i = 0; i < n; i++) {
        double away = (f->z[i] - f->slots[i].centre) / f->slots[i].sd;

        if (isfinite(f->slots[i].sd)) prior += 0.5 * away * away;
        gradient[i] = isfinite(f->slots[i].sd) ? away / f->slots[i].sd - gradient[i] : -gradient[i];
    }
    gradient_to_y(f, gradient);
    f->log_lik = log_lik;
    *value = prior - log_lik;
    return ENT_OK;
}

/* The sum over blocks of dyads of the outer products of their scores about the mean score: the
 * information, nearly. With fewer blocks than parameters the diagonal carries it. */
static ent_status
early_information(fit *f, ent_error *err)
{
    size_t n = f->n, per = (f->n_dyads + BLOCKS - 1) / BLOCKS, blocks = 0;
    double *mean = ent_alloc(n, sizeof *mean), value = 0;
    ent_status st = ENT_OK;

    if (!mean) return ent_fail(err, ENT_E_NOMEM, "fit: no memory for %zu parameters", n);
    memset(f->c, 0, n * n * sizeof *f->c);
    for (f->offset = 0; f->offset < f->n_dyads; f->offset += per, blocks++) {
        size_t left = f->n_dyads - f->offset;

        st = evaluate(f, f->base, left < per ? left : per, &value, f->g, err);
        if (st == ENT_OK && !isfinite(value))
            st = ent_fail(err, ENT_E_DOMAIN, "fit: the start has no likelihood");
        if (st) goto out;
        for (size_t i = 0; i < n; i++) {
            mean[i] += f->g[i];
            for (size_t j = 0; j <= i; j++)
                f->c[i * n + j] += f->g[i] * f->g[j];
        }
    }
    for (size_t i = 0; i < n; i++) {
        double prior = isfinite(f->slots[i].sd) ? 1 / (f->slots[i].sd * f->slots[i].sd) : 0;

        for (size_t j = 0; j <= i; j++)
            f->c[i * n + j] -= mean[i] * mean[j] / (double)blocks;
        f->c[i * n + i] = 1.2 * f->c[i * n + i] + prior + 4;
    }
    st = ent_num_cholesky(f->c, n, err);
out:
    f->offset = 0;
    ent_free(mean);
    return st;
}

/* Downhill with outlier probabilities held, refreshed between rounds until a round moves little. */
static ent_status
descend(fit *f, const ent_track_fit_options *o, ent_track_posterior *out, ent_error *err)
{
    ent_num_problem problem = {.objective = objective,
                               .user = f,
                               .n = f->n,
                               .max_steps = o->max_steps ? o->max_steps : STEPS,
                               .gradient_share = 1e-3,
                               .value_share = 1e-9};
    unsigned rounds = o->max_rounds ? o->max_rounds : ROUNDS;
    double tolerance = o->tolerance > 0 ? o->tolerance : TOLERANCE;
    double *y = ent_alloc(f->n, sizeof *y);
    bool mixed = has_outliers(f->start);
    ent_status st = ENT_OK;

    if (!y) return ent_fail(err, ENT_E_NOMEM, "fit: no memory for %zu parameters", f->n);
    for (out->rounds = 0; out->rounds < rounds && !out->converged; out->rounds++) {
        ent_num_minimum found = {0};
        double moved = 0;

        if (mixed) {
            st = refresh(f, f->base, err);
            if (st) goto out;
            f->hold = true;
        }
        memset(y, 0, f->n * sizeof *y);
        st = ent_num_minimise(&problem, y, &found, err);
        if (st) goto out;
        for (size_t i = 0; i < f->n; i++)
            moved = fmax(moved, fabs(y[i]));
        to_z(f, y, f->z);
        memcpy(f->base, f->z, f->n * sizeof *f->base);
        out->converged = (found.converged || moved < tolerance) && (!mixed || moved < tolerance);
    }
out:
    f->hold = false;
    ent_free(y);
    return st;
}

/* Each row of a, read as a column, is solved with C'. */
static void
rows_to_z(const fit *f, double *a)
{
    size_t n = f->n;

    for (size_t r = 0; r < n; r++) {
        double *row = a + r * n;

        for (size_t i = n; i-- > 0;) {
            for (size_t k = i + 1; k < n; k++)
                row[i] -= f->c[k * n + i] * row[k];
            row[i] /= f->c[i * n + i];
        }
    }
}

static void
transpose(double *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            double other = a[i * n + k];

            a[i * n + k] = a[k * n + i];
            a[k * n + i] = other;
        }
}

static ent_status
root_of_information(fit *f, double *h, ent_error *err)
{
    ent_num_problem problem = {
        .objective = objective, .user = f, .n = f->n, .step = HESSIAN_STEP, .one_sided = true};
    double *y = ent_alloc(f->n, sizeof *y);
    ent_error why = {0};
    ent_status st;

    if (!y) return ent_fail(err, ENT_E_NOMEM, "fit: no memory for %zu parameters", f->n);
    st = ent_num_hessian(&problem, y, h, err);
    if (st == ENT_OK && ent_num_cholesky(h, f->n, &why) != ENT_OK) {
        size_t at = why.row ? (size_t)why.row - 1 : 0;

        st = ent_fail(err, ENT_E_DOMAIN,
                      "fit: the evidence does not determine %s given those before it",
                      f->slots[at].name);
    }
    ent_free(y);
    return st;
}

/* Covariance from the second derivatives where y = 0, and one step of Newton from there: rounds
 * that hold outlier probabilities close in on the mode ever more slowly, this step takes the rest.
 * *moved: the largest part of the step, in standard errors or less. */
static ent_status
errors(fit *f, ent_track_posterior *out, double *moved, ent_error *err)
{
    size_t n = f->n;
    double *h = ent_alloc(n * n, sizeof *h), *y = ent_alloc(n, sizeof *y), value = 0;
    ent_status st = ENT_E_NOMEM;

    if (!h || !y) {
        st = ent_fail(err, st, "fit: no memory for %zu parameters", n);
        goto out;
    }
    st = root_of_information(f, h, err);
    if (!st) st = objective(f, y, n, &value, f->g, err);
    if (st) goto out;
    ent_num_cholesky_inverse(h, n, out->chol);
    rows_to_z(f, out->chol); /* C^-T a C^-1, one side after the other */
    transpose(out->chol, n);
    rows_to_z(f, out->chol);
    for (size_t i = 0; i < n; i++)
        out->se[i] = sqrt(out->chol[i * n + i]);
    st = ent_num_cholesky(out->chol, n, err);
    if (st) goto out;
    ent_num_cholesky_solve(h, n, f->g, y);
    *moved = 0;
    for (size_t i = 0; i < n; i++) {
        *moved = fmax(*moved, fabs(y[i]));
        y[i] = -y[i];
    }
    to_z(f, y, f->z);
    memcpy(f->base, f->z, n * sizeof *f->base);
    memset(y, 0, n * sizeof *y);
    st = objective(f, y, n, &value, f->g, err);
    if (!st && !isfinite(value))
        st = ent_fail(err, ENT_E_DOMAIN, "fit: the last step led to no parameters");
    out->log_lik = f->log_lik;
    out->gradient = *moved;
out:
    ent_free(y);
    ent_free(h);
    return st;
}

/* Room for what has one value an observation, or is as large as the parameters. */
static ent_status
begin(fit *f, ent_track_posterior *out, ent_error *err)
{
    size_t total = 0;

    f->slots = out->slots = ent_alloc(ENT_TRACK_FREE_MAX, sizeof *f->slots);
    f->first = ent_alloc(f->n_dyads, sizeof *f->first);
    f->at = ent_alloc(1, sizeof *f->at);
    f->score = ent_alloc(1, sizeof *f->score);
    for (size_t i = 0; f->first && i < f->n_dyads; i++) {
        f->first[i] = total;
        total += f->dyads[i].n_obs;
    }
    f->q = ent_alloc(total, sizeof *f->q);
    if (!f->slots || !f->first || !f->at || !f->score || !f->q)
        return ent_fail(err, ENT_E_NOMEM, "fit: no memory for %zu values", total);
    out->n_dyads = f->n_dyads;
    out->n_obs = total;
    return ENT_OK;
}

/* Room for the free parameters, once their number is known. */
static ent_status
make_room(fit *f, ent_track_posterior *out, ent_error *err)
{
    size_t n = f->n;

    if (n == 0 || f->n_dyads == 0)
        return ent_fail(err, ENT_E_SHAPE, "fit: %zu dyads, %zu free parameters; want some of both",
                        f->n_dyads, n);
    f->base = ent_alloc(n, sizeof *f->base);
    f->z = ent_alloc(n, sizeof *f->z);
    f->g = ent_alloc(n, sizeof *f->g);
    f->c = ent_alloc(n * n, sizeof *f->c);
    out->z = ent_alloc(n, sizeof *out->z);
    out->se = ent_alloc(n, sizeof *out->se);
    out->chol = ent_alloc(n * n, sizeof *out->chol);
    if (!f->base || !f->z || !f->g || !f->c || !out->z || !out->se || !out->chol)
        return ent_fail(err, ENT_E_NOMEM, "fit: no memory for %zu parameters", n);
    out->n = n;
    return ENT_OK;
}

ent_status
ent_track_fit_params(const ent_track_dyad *dyads, size_t n_dyads, const ent_track_params *start,
                     const ent_track_fit_options *options, ent_track_posterior *out, ent_error *err)
{
    static const ent_track_fit_options usual = {0};
    const ent_track_fit_options *o = options ? options : &usual;
    ent_track_posterior made = {0};
    fit f = {.dyads = dyads, .n_dyads = n_dyads, .threads = o->threads, .start = start};
    double moved = HUGE_VAL;
    ent_status st = begin(&f, &made, err);

    if (st) goto out;
    st = ent_track_free_list(start, o->rules, o->n_rules, f.slots, &f.n, err);
    if (st) goto out;
    st = make_room(&f, &made, err);
    if (st) goto out;
    ent_track_pack(start, f.slots, f.n, f.base);
    st = early_information(&f, err);
    if (st) goto out;
    st = descend(&f, o, &made, err);
    if (st) goto out;
    for (int i = 0; i < NEWTON_STEPS && moved > NEWTON_ENOUGH; i++) {
        st = errors(&f, &made, &moved, err);
        if (st) goto out;
    }
    made.converged = moved <= NEWTON_ENOUGH;
    memcpy(made.z, f.base, f.n * sizeof *made.z);
    made.mode = *start;
    ent_track_unpack(made.slots, made.n, made.z, &made.mode);
    made.evaluations = f.evaluations;
    *out = made;
    memset(&made, 0, sizeof made);
out:
    ent_track_posterior_clear(&made);
    ent_free(f.first);
    ent_free(f.at);
    ent_free(f.score);
    ent_free(f.q);
    ent_free(f.base);
    ent_free(f.z);
    ent_free(f.g);
    ent_free(f.c);
    return st;
}

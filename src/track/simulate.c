/* simulate.c: made-up paths of tracks and values of sources, drawn from the model itself. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

enum { D = ENT_TRACKS };

/* x += root of cov times normals. Where a variance is exactly 0 nothing is added. */
static ent_status
add_normal(double cov[D * D], ent_random *random, double *x, ent_error *err)
{
    double noise[D];
    ent_status st;

    for (size_t k = 0; k < D; k++) {
        noise[k] = ent_random_normal(random);
        if (cov[k * D + k] > 0) continue;
        for (size_t l = 0; l < D; l++)
            cov[k * D + l] = cov[l * D + k] = 0;
        cov[k * D + k] = 1;
        noise[k] = 0;
    }
    for (size_t k = 0; k < D; k++) /* a mood alone is of rank 1: keep the root defined */
        cov[k * D + k] *= 1 + 1e-12;
    st = ent_num_cholesky(cov, D, err);
    if (st) return st;
    for (size_t k = 0; k < D; k++)
        for (size_t l = 0; l <= k; l++)
            x[k] += cov[k * D + l] * noise[l];
    return ENT_OK;
}

static double
kappa(const ent_track_params *p, size_t k)
{
    return p->kappa[k % ENT_TRACK_KINDS];
}

static void
spread_matrix(const ent_track_spread *s, double scale, double cov[D * D])
{
    for (size_t k = 0; k < D; k++)
        for (size_t l = 0; l < D; l++)
            cov[k * D + l] = scale * ent_track_spread_cov(s, k, l);
}

/* V(gap) times the volatility; an infinite gap gives the stationary covariance. */
static void
fast_matrix(const ent_track_params *p, double volatility, double gap, double cov[D * D])
{
    for (size_t k = 0; k < D; k++)
        for (size_t l = 0; l < D; l++) {
            double rate = kappa(p, k) + kappa(p, l);

            cov[k * D + l] =
                volatility * ent_track_spread_cov(&p->fast, k, l) * -expm1(-rate * gap) / rate;
        }
}

static double
draw_volatility(const ent_track_params *p, ent_random *random)
{
    double u = ent_random_unit(random), sum = 0;

    for (int i = 0; i < ENT_TRACK_VOLATILITIES; i++) {
        sum += p->volatility[i];
        if (u < sum) return ldexp(1, i - ENT_TRACK_VOLATILITIES / 2);
    }
    return ldexp(1, ENT_TRACK_VOLATILITIES / 2);
}

ent_status
ent_track_draw_path(const ent_track_params *p, const ent_track_path *path, ent_random *random,
                    double *x, ent_error *err)
{
    double cov[D * D], m[D] = {0}, u[D] = {0}, volatility = path->volatility;
    const double *t = path->t;
    ent_status st = ent_track_params_check(p, err);

    if (st) return st;
    for (size_t i = 1; i < path->n; i++)
        if (!(t[i] > t[i - 1]))
            return ent_fail(err, ENT_E_SHAPE, "path: time %zu is %g after %g; want rising", i, t[i],
                            t[i - 1]);
    if (!(volatility > 0)) volatility = draw_volatility(p, random);
    for (size_t k = 0; k < D; k++)
        m[k] = p->mu[path->class_of][k % ENT_TRACK_KINDS];
    for (size_t i = 0; i < path->n; i++) {
        double gap = i ? t[i] - t[i - 1] : HUGE_VAL;

        for (size_t k = 0; k < D; k++)
            u[k] *= i ? exp(-kappa(p, k) * gap) : 0;
        fast_matrix(p, volatility, gap, cov);
        st = add_normal(cov, random, u, err);
        if (st) return st;
        spread_matrix(i ? &p->slow : &p->level, i ? gap : 1, cov);
        st = add_normal(cov, random, m, err);
        if (st) return st;
        for (size_t k = 0; k < D; k++)
            x[i * D + k] = m[k] + u[k];
    }
    return ENT_OK;
}

static double
draw_ordered(const ent_track_source *s, double eta, ent_random *random)
{
    double u = ent_random_unit(random);
    size_t level = 0;

    while (level + 1 < s->n_levels && u > 1 / (1 + exp(eta - s->tau[level])))
        level++;
    return (double)level;
}

/* The number of a Gaussian source, now and then from the wider of two normals. */
static double
noisy(const ent_track_source *s, double mean, double variance, ent_random *random)
{
    double sd = sqrt(variance);

    if (ent_random_unit(random) < s->outliers) sd *= 5;
    return mean + sd * ent_random_normal(random);
}

static bool
whole(double n, double least)
{
    return n >= least && n == floor(n) && n < 1e15;
}

static bool
n_is_valid(ent_track_kind kind, double n)
{
    switch (kind) {
    case ENT_OBS_TONE:
        return n >= 1 && isfinite(n);
    case ENT_OBS_GAUSSIAN:
        return n >= 0 && isfinite(n);
    case ENT_OBS_SHARE:
    case ENT_OBS_BINOMIAL:
        return whole(n, 1);
    case ENT_OBS_COUNT:
        return n > 0 && isfinite(n);
    default:
        return true;
    }
}

ent_status
ent_track_draw_value(const ent_track_params *p, const ent_track_obs *obs, double theta,
                     ent_random *random, double *out, ent_error *err)
{
    const ent_track_source *s;
    const ent_track_house *house;
    double eta, b, n = obs->n, logit, mean, t = 0.5 * (obs->t_first + obs->t_last);

    if (obs->source >= p->n_sources || obs->house > p->n_houses)
        return ent_fail(err, ENT_E_DOMAIN, "source %u or house %u is not among the parameters'",
                        obs->source, obs->house);
    s = &p->sources[obs->source];
    if (!n_is_valid(s->kind, n))
        return ent_fail(err, ENT_E_DOMAIN, "source %s: n = %g does not fit its kind", s->name, n);
    house = obs->house ? &p->houses[obs->house - 1] : NULL;
    b = ent_track_drift_at(s, t);
    eta = s->lam * (theta + ent_track_world_at(p, obs->on % ENT_TRACK_KINDS, t));
    switch (s->kind) {
    case ENT_OBS_TONE:
        *out = noisy(s, b + eta, obs->grade * s->sigma * s->sigma * ((1 - s->rho) / n + s->rho),
                     random);
        break;
    case ENT_OBS_GAUSSIAN:
        *out = noisy(s, b + eta, obs->grade * (s->sigma * s->sigma + n), random);
        break;
    case ENT_OBS_ORDERED:
        *out = draw_ordered(s, eta, random);
        break;
    case ENT_OBS_COUNT:
        mean = n * exp(s->alpha + b - eta);
        *out = ent_random_poisson(random, mean * ent_random_gamma(random, s->phi) / s->phi);
        break;
    default:
        logit = s->alpha + b + eta;
        if (house) logit = noisy(s, logit + house->effect, house->sd * house->sd, random);
        *out = ent_random_binomial(random, (uint64_t)n, 1 / (1 + exp(-logit)));
    }
    return ENT_OK;
}

/* derived.c: names of tracks, structured covariances, and quantities that are linear in tracks. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

const char *
ent_track_on_name(ent_track_on on)
{
    static const char *const names[ENT_ON_COUNT] = {"B.ab", "R.ab", "O.ab", "B.ba", "R.ba",
                                                    "O.ba", "B",    "R",    "O"};

    return (unsigned)on < ENT_ON_COUNT ? names[on] : "";
}

ent_track_on
ent_track_on_swap(ent_track_on on)
{
    if ((unsigned)on >= ENT_TRACKS) return on;
    return (ent_track_on)((on + ENT_TRACK_KINDS) % ENT_TRACKS);
}

const char *
ent_track_kind_name(ent_track_kind kind)
{
    static const char *const names[ENT_OBS_KINDS] = {"tone",  "gaussian", "ordered",
                                                     "share", "binomial", "count"};

    return (unsigned)kind < ENT_OBS_KINDS ? names[kind] : "";
}

size_t
ent_track_cov_at(size_t k, size_t l)
{
    size_t low = k < l ? k : l, high = k < l ? l : k;

    ENT_ASSERT(high < ENT_TRACKS);
    return low * ENT_TRACKS - low * (low + 1) / 2 + high;
}

double
ent_track_spread_cov(const ent_track_spread *s, size_t k, size_t l)
{
    size_t a = k % ENT_TRACK_KINDS, b = l % ENT_TRACK_KINDS;
    double mood = s->mood[a] * s->mood[b], lean = s->lean[a] * s->lean[b];

    ENT_ASSERT(k < ENT_TRACKS && l < ENT_TRACKS);
    if ((k < ENT_TRACK_KINDS) != (l < ENT_TRACK_KINDS)) return mood - lean;
    return mood + lean + (k == l ? s->own[a] * s->own[a] : 0);
}

double
ent_track_fast_cov(const ent_track_params *p, size_t k, size_t l)
{
    return ent_track_spread_cov(&p->fast, k, l) /
           (p->kappa[k % ENT_TRACK_KINDS] + p->kappa[l % ENT_TRACK_KINDS]);
}

/* Straight lines between knots, constant outside; 0 without knots. */
static double
between_knots(const double *knot_t, const double *knot_v, size_t n, double t)
{
    size_t i = 1;
    double share;

    if (n == 0) return 0;
    if (t <= knot_t[0]) return knot_v[0];
    while (i < n && t > knot_t[i])
        i++;
    if (i == n) return knot_v[i - 1];
    share = (t - knot_t[i - 1]) / (knot_t[i] - knot_t[i - 1]);
    return (1 - share) * knot_v[i - 1] + share * knot_v[i];
}

double
ent_track_drift_at(const ent_track_source *s, double t)
{
    return between_knots(s->knot_t, s->knot_b, s->n_knots, t);
}

double
ent_track_world_at(const ent_track_params *p, size_t kind, double t)
{
    return between_knots(p->world_t, p->world_w[kind], p->n_world, t);
}

ent_status
ent_track_grade(char reliability, int credibility, double *out, ent_error *err)
{
    if (reliability < 'A' || reliability > 'F' || credibility < 1 || credibility > 6)
        return ent_fail(err, ENT_E_DOMAIN, "grade is \"%c%d\"; want A..F and 1..6", reliability,
                        credibility);
    *out = 1;
    if (reliability == 'F' || credibility == 6) {
        *out = HUGE_VAL;
        return ENT_OK;
    }
    for (int step = reliability - 'A' + credibility - 1; step > 0; step--)
        *out *= 1.5;
    return ENT_OK;
}

void
ent_track_weights(ent_track_quantity quantity, ent_track_side side, double *weights)
{
    static const double by_kind[ENT_QTY_COUNT][ENT_TRACK_KINDS] = {
        {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {-1, 1, 0}, {1, 0, -1}, {0, 1, -1}};
    static const double by_side[ENT_SIDE_COUNT][2] = {{1, 0}, {0, 1}, {.5, .5}, {.5, -.5}};

    ENT_ASSERT((unsigned)quantity < ENT_QTY_COUNT && (unsigned)side < ENT_SIDE_COUNT);
    for (size_t k = 0; k < ENT_TRACKS; k++)
        weights[k] =
            by_kind[quantity][k % ENT_TRACK_KINDS] * by_side[side][k / ENT_TRACK_KINDS] + 0.0;
}

/* P(N(mean, var) > 0). */
static double
above_0(double mean, double var)
{
    if (var > 0) return .5 * erfc(-mean / sqrt(2 * var));
    return mean > 0 ? 1 : mean < 0 ? 0 : .5;
}

void
ent_track_combine(const double *mean, const double *cov, const double *weights,
                  ent_track_number *out)
{
    double sum = 0, var = 0;

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        sum += weights[k] * mean[k];
        for (size_t l = 0; l < ENT_TRACKS; l++)
            var += weights[k] * weights[l] * cov[ent_track_cov_at(k, l)];
    }
    out->mean = sum;
    out->var = var > 0 ? var : 0;
    out->p_above_0 = above_0(sum, out->var);
}

void
ent_track_compare(const ent_track_number *a, const ent_track_number *b, ent_track_number *out)
{
    ent_track_number difference = {a->mean - b->mean, a->var + b->var, 0};

    difference.p_above_0 = above_0(difference.mean, difference.var);
    *out = difference;
}

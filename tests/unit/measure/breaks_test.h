/* breaks_test.h: made-up series, and the sum over all histories as a slow, obvious second opinion.
 */
#ifndef TESTS_UNIT_MEASURE_BREAKS_TEST_H
#define TESTS_UNIT_MEASURE_BREAKS_TEST_H

#include "../check.h"

#include "entente/measure.h"

enum { BRUTE_MAX = 12 };

/* Standard normal, by Box and Muller. */
static inline double
dice_normal(dice *d)
{
    double u = 1 - dice_unit(d), v = dice_unit(d);

    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* ln density of y[first..last] as one segment: the joint normal written out, by Cholesky; the
 * level's posterior by conditioning. */
static inline double
brute_segment(const ent_breaks_model *m, const double *y, const double *var, size_t first,
              size_t last, double *level, double *level_var)
{
    double a[BRUTE_MAX][BRUTE_MAX], r[BRUTE_MAX], c[BRUTE_MAX], like = 0;
    size_t at[BRUTE_MAX], n = 0;

    for (size_t t = first; t <= last; t++)
        if (!isinf(var[t])) at[n++] = t;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double apart = fabs((double)at[i] - (double)at[j]);

            a[i][j] = m->level_var + m->noise_var * pow(m->noise_phi, apart);
            if (i == j) a[i][j] = m->level_var + m->noise_var + var[at[i]];
        }
        r[i] = y[at[i]] - m->level_mean;
        c[i] = m->level_var;
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            for (size_t k = 0; k < j; k++)
                a[i][j] -= a[i][k] * a[j][k];
            a[i][j] = i == j ? sqrt(a[i][i]) : a[i][j] / a[j][j];
        }
        for (size_t k = 0; k < i; k++) {
            r[i] -= a[i][k] * r[k];
            c[i] -= a[i][k] * c[k];
        }
        r[i] /= a[i][i];
        c[i] /= a[i][i];
        like -= 0.5 * log(2 * 3.14159265358979323846) + log(a[i][i]) + 0.5 * r[i] * r[i];
    }
    *level = m->level_mean;
    *level_var = m->level_var;
    for (size_t i = 0; i < n; i++) {
        *level += c[i] * r[i];
        *level_var -= c[i] * c[i];
    }
    return like;
}

/* P(length = d), or P(length >= d) when it is the last, by walking a year at a time. */
static inline double
brute_length(const ent_breaks_model *m, size_t d, bool last)
{
    double p[ENT_BREAKS_SHAPE_MAX + 1] = {1}, h = m->hazard, done = 0;
    int k = m->shape > 1 ? m->shape : 1;

    for (size_t year = 1; year <= d; year++) {
        double ends = p[k - 1] * h;

        if (year == d) {
            double open = 1 - done;

            return last ? open : ends;
        }
        done += ends;
        for (int i = k - 1; i > 0; i--)
            p[i] = p[i] * (1 - h) + p[i - 1] * h;
        p[0] *= 1 - h;
    }
    return 0;
}

typedef struct brute {
    double evidence; /* not its logarithm */
    double change[BRUTE_MAX], count[BRUTE_MAX], level[BRUTE_MAX], square[BRUTE_MAX];
    double none_between[BRUTE_MAX][BRUTE_MAX]; /* P(no change in low..high) */
    double best;
    unsigned best_history; /* bit t: a segment begins at t */
} brute;

static inline void
brute_add(brute *b, unsigned history, size_t n, double p, const double *level, const double *lvar)
{
    int changes = 0;

    b->evidence += p;
    for (size_t t = 0; t < n; t++) {
        bool begins = t == 0 || (history >> t & 1);

        b->change[t] += begins ? p : 0;
        changes += t > 0 && begins;
        b->level[t] += p * level[t];
        b->square[t] += p * (level[t] * level[t] + lvar[t]);
    }
    b->count[changes] += p;
    for (size_t low = 1; low < n; low++)
        for (size_t high = low; high < n; high++) {
            unsigned span = ((1u << (high - low + 1)) - 1) << low;

            if (!(history & span)) b->none_between[low][high] += p;
        }
    if (p > b->best) {
        b->best = p;
        b->best_history = history;
    }
}

/* Every one of the 2^(n - 1) histories. */
static inline void
brute_force(const ent_breaks_model *m, const double *y, const double *var, size_t n, brute *b)
{
    *b = (brute){0};
    for (unsigned history = 0; history < 1u << n; history += 2) {
        double p = 1, level[BRUTE_MAX], lvar[BRUTE_MAX];

        for (size_t first = 0, last; first < n; first = last + 1) {
            double mean, v;

            for (last = first; last + 1 < n && !(history >> (last + 1) & 1);)
                last++;
            p *= exp(brute_segment(m, y, var, first, last, &mean, &v));
            p *= brute_length(m, last - first + 1, last + 1 == n);
            for (size_t t = first; t <= last; t++) {
                level[t] = mean;
                lvar[t] = v;
            }
        }
        brute_add(b, history, n, p, level, lvar);
    }
}

/* A model and a series of n years with some readings missing. */
static inline ent_breaks_model
random_series(dice *d, size_t n, double *y, double *var)
{
    ent_breaks_model m = {.hazard = 0.02 + 0.5 * dice_unit(d),
                          .shape = (int)dice_below(d, 4),
                          .level_mean = dice_normal(d),
                          .level_var = 0.2 + 4 * dice_unit(d),
                          .noise_var = dice_below(d, 3) ? dice_unit(d) : 0,
                          .noise_phi = dice_below(d, 2) ? dice_unit(d) : 0};
    double level = 0;

    for (size_t t = 0; t < n; t++) {
        if (t == 0 || dice_below(d, 5) == 0) level = m.level_mean + 2 * dice_normal(d);
        var[t] = dice_below(d, 5) ? 0.05 + dice_unit(d) : HUGE_VAL;
        y[t] = isinf(var[t]) ? NAN : level + sqrt(var[t] + m.noise_var) * dice_normal(d);
    }
    return m;
}

#endif

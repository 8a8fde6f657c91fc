/* gamma.c: the incomplete gamma function and the normal distribution. */
#include "entente/num.h"

#include <math.h>

enum { STEPS_MAX = 400000, BISECTIONS = 12, NEWTON_STEPS = 60 };

/* x^a e^-x / Gamma(a), without overflow; near x = a for large a through Stirling's formula, since
 * three large logarithms would cancel. */
static double
front_of(double a, double x)
{
    const double half_log_2pi = 0.91893853320467274178;
    double t, rest;

    if (a < 30) return exp(a * log(x) - x - lgamma(a));
    t = (x - a) / a;
    rest = 1 / (12 * a) - 1 / (360 * a * a * a) + 1 / (1260 * pow(a, 5));
    return exp(a * (log1p(t) - t) + 0.5 * log(a) - half_log_2pi - rest);
}

static bool
lower_series(double a, double x, double *out)
{
    double term = 1 / a, sum = term;

    for (int n = 1; n <= STEPS_MAX; n++) {
        term *= x / (a + n);
        sum += term;
        if (term < sum * 1e-17) {
            *out = sum * front_of(a, x);
            return true;
        }
    }
    return false;
}

/* Upper tail by the continued fraction, modified Lentz. */
static bool
upper_fraction(double a, double x, double *out)
{
    const double tiny = 1e-300;
    double b = x + 1 - a, c = 1 / tiny, d = 1 / (fabs(b) < tiny ? tiny : b), h = d;

    for (int n = 1; n <= STEPS_MAX; n++) {
        double an = -n * (n - a), step;

        b += 2;
        d = an * d + b;
        if (fabs(d) < tiny) d = tiny;
        c = b + an / c;
        if (fabs(c) < tiny) c = tiny;
        d = 1 / d;
        step = d * c;
        h *= step;
        if (fabs(step - 1) < 4e-16) {
            *out = h * front_of(a, x);
            return true;
        }
    }
    return false;
}

ent_status
ent_num_gamma_cdf(double a, double x, double *out, ent_error *err)
{
    double share;
    bool met;

    if (!(a > 0) || !isfinite(a) || !(x >= 0))
        return ent_fail(err, ENT_E_DOMAIN, "gamma: a = %g, x = %g; want a > 0, x >= 0", a, x);
    if (x == 0 || isinf(x)) {
        *out = x == 0 ? 0 : 1;
        return ENT_OK;
    }
    if (x < a + 1) {
        met = lower_series(a, x, &share);
    } else {
        met = upper_fraction(a, x, &share);
        share = 1 - share;
    }
    if (!met) return ent_fail(err, ENT_E_LIMIT, "gamma: a = %g is beyond what settles", a);
    *out = share;
    return ENT_OK;
}

double
ent_num_normal_cdf(double x)
{
    return 0.5 * erfc(-x * 0.70710678118654752440);
}

ent_status
ent_num_normal_quantile(double p, double *out, ent_error *err)
{
    const double inverse_root_2pi = 0.39894228040143267794;
    double low = -40, high = 0, x, tail = p < 0.5 ? p : 1 - p;

    if (!(p > 0 && p < 1))
        return ent_fail(err, ENT_E_DOMAIN, "normal quantile: p = %g; want 0 < p < 1", p);
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;

        if (ent_num_normal_cdf(middle) < tail)
            low = middle;
        else
            high = middle;
    }
    x = (low + high) / 2;
    for (int i = 0; i < NEWTON_STEPS; i++) {
        /* Newton on the logarithm of the tail, which is concave: no overshoot */
        double share = ent_num_normal_cdf(x), density = inverse_root_2pi * exp(-x * x / 2);
        double step = log(share / tail) * share / density;

        x -= step;
        if (fabs(step) < 1e-15 * (1 + fabs(x))) break;
    }
    *out = p < 0.5 ? x : -x;
    return ENT_OK;
}

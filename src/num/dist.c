/* dist.c: the incomplete beta function and Student's t, for small-sample intervals. */
#include "entente/num.h"

#include <math.h>

/* Steps needed grow with the root of the larger parameter: 100,000 serve up to about 1e9. */
enum { FRACTION_STEPS_MAX = 100000, BISECTIONS = 400 };

/* Continued fraction of I_x(a, b) by the modified Lentz method; converges fast for
 * x < (a + 1) / (a + b + 2), which the caller ensures by symmetry. */
static bool
beta_fraction(double x, double a, double b, double *out)
{
    const double tiny = 1e-300;
    double c = 1, d = 1 - (a + b) * x / (a + 1), h;

    if (fabs(d) < tiny) d = tiny;
    d = 1 / d;
    h = d;
    for (int m = 1; m <= FRACTION_STEPS_MAX; m++) {
        double dm = (double)m, even = dm * (b - dm) * x / ((a + 2 * dm - 1) * (a + 2 * dm));
        double odd = -(a + dm) * (a + b + dm) * x / ((a + 2 * dm) * (a + 2 * dm + 1));
        double step;

        d = 1 + even * d;
        if (fabs(d) < tiny) d = tiny;
        c = 1 + even / c;
        if (fabs(c) < tiny) c = tiny;
        d = 1 / d;
        h *= d * c;
        d = 1 + odd * d;
        if (fabs(d) < tiny) d = tiny;
        c = 1 + odd / c;
        if (fabs(c) < tiny) c = tiny;
        d = 1 / d;
        step = d * c;
        h *= step;
        if (fabs(step - 1) < 4e-16) {
            *out = h;
            return true;
        }
    }
    return false;
}

/* What Stirling's formula leaves of ln Gamma(x), x >= 10: Abramowitz & Stegun (1964), 6.1.41. */
static double
stirling_rest(double x)
{
    static const double terms[] = {1.0 / 12,    -1.0 / 360, 1.0 / 1260,
                                   -1.0 / 1680, 1.0 / 1188, -691.0 / 360360};
    double power = 1 / x, sum = 0;

    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        sum += terms[i] * power;
        power /= x * x;
    }
    return sum;
}

/* ln B(a, b). For large parameters the three ln Gamma are huge and nearly cancel, so what is left
 * of them is written down without them. */
static double
log_beta(double a, double b)
{
    const double half_log_2pi = 0.91893853320467274178;
    double p = a < b ? a : b, q = a < b ? b : a, rest;

    if (q < 10) return lgamma(p) + lgamma(q) - lgamma(p + q);
    rest = stirling_rest(q) - stirling_rest(p + q);
    if (p < 10) return lgamma(p) + rest + p - p * log(p + q) + (q - 0.5) * log1p(-p / (p + q));
    return half_log_2pi - 0.5 * log(q) + stirling_rest(p) + rest + (p - 0.5) * log(p / (p + q)) +
           q * log1p(-p / (p + q));
}

ent_status
ent_num_beta_cdf(double x, double a, double b, double *out, ent_error *err)
{
    double front, fraction = 0;
    bool left, met;

    if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0) || !isfinite(a) || !isfinite(b))
        return ent_fail(err, ENT_E_DOMAIN, "beta needs 0 <= x <= 1 and a, b > 0; got %g, %g, %g", x,
                        a, b);
    if (x <= 0 || x >= 1) {
        *out = x;
        return ENT_OK;
    }
    left = x < (a + 1) / (a + b + 2);
    met = left ? beta_fraction(x, a, b, &fraction) : beta_fraction(1 - x, b, a, &fraction);
    if (!met)
        return ent_fail(err, ENT_E_LIMIT, "beta(%g, %g) at %g does not settle in %d steps", a, b, x,
                        FRACTION_STEPS_MAX);
    front = exp(a * log(x) + b * log1p(-x) - log_beta(a, b));
    *out = left ? front * fraction / a : 1 - front * fraction / b;
    return ENT_OK;
}

/* P(T > t) = I_x(df/2, 1/2) / 2 = (1 - I_y(1/2, df/2)) / 2 at x = df / (df + t^2), y = 1 - x.
 * Near the middle y is small and x all but 1, where its own digits say little about t. */
static ent_status
t_upper_tail(double t, double df, double *out, ent_error *err)
{
    double y = t * t / (df + t * t), p = 0;
    ent_status st;

    if (y < 1e-4) {
        st = ent_num_beta_cdf(y, 0.5, df / 2, &p, err);
        *out = (1 - p) / 2;
    } else {
        st = ent_num_beta_cdf(df / (df + t * t), df / 2, 0.5, &p, err);
        *out = p / 2;
    }
    return st;
}

/* A span of t, at least a factor of 4 wide or from 0 to 1, that holds the point with this tail. */
static ent_status
t_bracket(double tail, double df, double *low, double *high, ent_error *err)
{
    const double highest = 1e150; /* its square still fits a double */

    *low = 0;
    for (*high = 1; *high < highest; *high *= 4) {
        double upper = 0;
        ent_status st = t_upper_tail(*high, df, &upper, err);

        if (st || upper <= tail) return st;
        *low = *high;
    }
    return ent_fail(err, ENT_E_LIMIT, "the quantile of t with df %g is beyond %g", df, highest);
}

ent_status
ent_num_t_quantile(double p, double df, double *out, ent_error *err)
{
    double tail = p < 0.5 ? p : 1 - p, low = 0, high = 0;
    ent_status st;

    if (!(p > 0 && p < 1) || !(df > 0) || !isfinite(df))
        return ent_fail(err, ENT_E_DOMAIN, "t needs 0 < p < 1 and df > 0; got %g, %g", p, df);
    if (tail >= 0.5) {
        *out = 0;
        return ENT_OK;
    }
    st = t_bracket(tail, df, &low, &high, err);
    for (int i = 0; i < BISECTIONS && !st; i++) {
        double t = low + (high - low) / 2, upper = 0;

        if (t <= low || t >= high) break;
        st = t_upper_tail(t, df, &upper, err);
        if (upper > tail)
            low = t;
        else
            high = t;
    }
    if (!st) *out = p < 0.5 ? -high : high;
    return st;
}

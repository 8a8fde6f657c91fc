/* dist.c: the incomplete beta function and Student's t, for small-sample intervals. */
#include "entente/num.h"

#include <math.h>

enum { FRACTION_STEPS_MAX = 200, BISECTIONS = 200 };

/* Continued fraction of I_x(a, b) by the modified Lentz method; converges fast for
 * x < (a + 1) / (a + b + 2), which the caller ensures by symmetry. */
static double
beta_fraction(double x, double a, double b) {
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
        if (fabs(step - 1) < 1e-16) break;
    }
    return h;
}

ent_status
ent_num_beta_cdf(double x, double a, double b, double *out, ent_error *err) {
    double front;

    if (!(x >= 0 && x <= 1) || !(a > 0) || !(b > 0))
        return ent_fail(err, ENT_E_DOMAIN, "beta needs 0 <= x <= 1 and a, b > 0; got %g, %g, %g", x,
                        a, b);
    if (x <= 0 || x >= 1) {
        *out = x;
        return ENT_OK;
    }
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x));
    *out = x < (a + 1) / (a + b + 2) ? front * beta_fraction(x, a, b) / a
                                     : 1 - front * beta_fraction(1 - x, b, a) / b;
    return ENT_OK;
}

ent_status
ent_num_t_quantile(double p, double df, double *out, ent_error *err) {
    double tail = p < 0.5 ? p : 1 - p, low = 0, high = 1;

    if (!(p > 0 && p < 1) || !(df > 0))
        return ent_fail(err, ENT_E_DOMAIN, "t needs 0 < p < 1 and df > 0; got %g, %g", p, df);
    /* P(T > t) = I_x(df/2, 1/2) / 2 at x = df / (df + t^2), falling in t; bisect on x. */
    for (int i = 0; i < BISECTIONS && high - low > 0; i++) {
        double x = low + (high - low) / 2, upper = 0;
        ent_status st = ent_num_beta_cdf(x, df / 2, 0.5, &upper, err);

        if (st) return st;
        if (x <= low || x >= high) break;
        if (upper / 2 < tail)
            low = x;
        else
            high = x;
    }
    {
        double x = low + (high - low) / 2, t = x < 1 ? sqrt(df * (1 - x) / x) : 0;

        *out = p < 0.5 ? -t : t;
    }
    return ENT_OK;
}

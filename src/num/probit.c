/* probit.c: probability of a normal interval with its first and second derivatives, tails too. */
#include "entente/num.h"

#include <math.h>

/* Symbols: l, u ends; P = Phi(u) - Phi(l); A = phi(u) / P, B = phi(l) / P; M(x) = Phi(x) / phi(x)
 * for x <= 0, the ratio of Mills. */

static const double ROOT_2PI = 2.5066282746310005024;
static const double ROOT_HALF = 0.70710678118654752440;

/* Phi(x) / phi(x), x <= 0. Below -6 the continued fraction of Abramowitz & Stegun 26.2.14, which
 * 24 terms take to 1e-15 there; above, the library's erfc, free of cancellation. */
static double
mills(double x)
{
    double f = -x;

    if (x > -6) return 0.5 * erfc(-x * ROOT_HALF) * ROOT_2PI * exp(0.5 * x * x);
    for (int k = 24; k > 0; k--)
        f = -x + (double)k / f;
    return 1 / f;
}

/* Both ends in the lower tail: everything relative to phi(u). */
static void
tail(double l, double u, ent_num_interval *out)
{
    double ratio = isfinite(l) ? exp(0.5 * (u - l) * (u + l)) : 0; /* phi(l) / phi(u) */
    double m = mills(u) - (ratio > 0 ? ratio * mills(l) : 0);

    if (m < 1e-12) m = 1e-12;
    out->upper = 1 / m;
    out->lower = ratio / m;
    out->log_p = -0.5 * u * u + log(m / ROOT_2PI);
}

/* l <= -u < 0 < u: an interval about the middle. */
static void
middle(double l, double u, ent_num_interval *out)
{
    double outside = 0.5 * erfc(u * ROOT_HALF) + (isfinite(l) ? 0.5 * erfc(-l * ROOT_HALF) : 0);
    double p = 1 - outside;

    out->upper = exp(-0.5 * u * u) / (ROOT_2PI * p);
    out->lower = isfinite(l) ? exp(-0.5 * l * l) / (ROOT_2PI * p) : 0;
    out->log_p = log1p(-outside);
}

void
ent_num_probit_interval(double l, double u, ent_num_interval *out)
{
    double a, b;

    if (!isfinite(u) || (isfinite(l) && l + u > 0)) { /* mirror: -u below, -l above */
        ent_num_interval m;

        (-l <= 0 ? tail : middle)(-u, -l, &m);
        *out = (ent_num_interval){.log_p = m.log_p, .lower = m.upper, .upper = m.lower};
    } else {
        (u <= 0 ? tail : middle)(l, u, out);
    }
    a = out->upper;
    b = out->lower;
    out->info_upper = isfinite(u) ? a * (u + a) : 0;
    out->info_lower = isfinite(l) ? b * (b - l) : 0;
    out->info_both = -a * b;
}

/* variate.c: gamma, Poisson and binomial numbers from a random stream. */
#include "entente/num.h"

#include <math.h>

/* Below these a number is counted out one by one; above, one gamma or beta number halves the rest.
 */
enum { POISSON_SMALL = 12, BINOMIAL_SMALL = 12 };

double
ent_random_gamma(ent_random *random, double shape)
{
    double boost = 1, d, c;

    if (!(shape > 0) || !isfinite(shape)) return NAN;
    if (shape < 1) { /* Gamma(a) = Gamma(a + 1) U^(1/a) */
        boost = pow(ent_random_unit(random), 1 / shape);
        shape += 1;
    }
    d = shape - 1.0 / 3;
    c = 1 / sqrt(9 * d);
    for (;;) {
        double x = ent_random_normal(random), t = 1 + c * x, v, u;

        if (t <= 0) continue;
        v = t * t * t;
        u = ent_random_unit(random);
        if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) return boost * d * v;
    }
}

/* Of a Poisson process of this mean length, the arrivals that fit in. */
static double
poisson_small(ent_random *random, double mean)
{
    double floor_of_product = exp(-mean), product = ent_random_unit(random), k = 0;

    while (product > floor_of_product) {
        product *= ent_random_unit(random);
        k += 1;
    }
    return k;
}

static double
binomial_small(ent_random *random, uint64_t n, double p)
{
    double k = 0;

    for (uint64_t i = 0; i < n; i++)
        if (ent_random_unit(random) < p) k += 1;
    return k;
}

double
ent_random_poisson(ent_random *random, double mean)
{
    double k = 0;

    if (!(mean >= 0) || mean > 1e15) return NAN;
    while (mean > POISSON_SMALL) {
        /* when does arrival number m come? if within, m are in and the rest is Poisson; if after,
         * each of the m - 1 before it came within with chance mean / when */
        double m = floor(mean * 7 / 8), when = ent_random_gamma(random, m);

        if (when > mean) return k + ent_random_binomial(random, (uint64_t)(m - 1), mean / when);
        k += m;
        mean -= when;
    }
    return k + poisson_small(random, mean);
}

double
ent_random_binomial(ent_random *random, uint64_t n, double p)
{
    double k = 0;

    if (!(p >= 0 && p <= 1)) return NAN;
    while (n > BINOMIAL_SMALL) {
        /* where does unit number i in order of size lie? Beta(i, n + 1 - i) */
        uint64_t i = n / 2 + 1;
        double a = ent_random_gamma(random, (double)i);
        double b = ent_random_gamma(random, (double)(n + 1 - i)), at = a / (a + b);

        if (at <= p) {
            k += (double)i;
            n -= i;
            p = at < 1 ? (p - at) / (1 - at) : 0;
        } else {
            n = i - 1;
            p = p / at;
        }
    }
    return k + binomial_small(random, n, p);
}

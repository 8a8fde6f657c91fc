/* correlate.c: correlation of two lists and of their ranks, with intervals. */
#include "ranks_priv.h"

#include <math.h>

static const double POINT_90 = 1.6448536269514722;

static ent_status
check(const double *x, const double *y, size_t n, ent_error *err)
{
    if (n < 4) return ent_fail(err, ENT_E_SHAPE, "a correlation needs 4 items; got %zu", n);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || !isfinite(y[i]))
            return ent_fail(err, ENT_E_DOMAIN, "item %zu is %g and %g", i + 1, x[i], y[i]);
    return ENT_OK;
}

static double
mean(const double *x, size_t n)
{
    ent_sum sum = {0};

    for (size_t i = 0; i < n; i++)
        ent_sum_add(&sum, x[i]);
    return ent_sum_value(&sum) / (double)n;
}

/* Two passes, so that a large mean takes no digits. */
static ent_status
product_moment(const double *x, const double *y, size_t n, double *out, ent_error *err)
{
    double mx = mean(x, n), my = mean(y, n), r;
    ent_sum xx = {0}, yy = {0}, xy = {0};

    for (size_t i = 0; i < n; i++) {
        ent_sum_add(&xx, (x[i] - mx) * (x[i] - mx));
        ent_sum_add(&yy, (y[i] - my) * (y[i] - my));
        ent_sum_add(&xy, (x[i] - mx) * (y[i] - my));
    }
    r = ent_sum_value(&xy) / (sqrt(ent_sum_value(&xx)) * sqrt(ent_sum_value(&yy)));
    if (!isfinite(r))
        return ent_fail(err, ENT_E_DOMAIN, "one of the two lists of %zu does not vary", n);
    *out = fmax(-1, fmin(1, r));
    return ENT_OK;
}

/* Fisher's z; r = 1 or -1 has no other value in its interval. */
static ent_num_statistic
around(double r, size_t n, double stretch)
{
    double half = POINT_90 * sqrt(stretch / ((double)n - 3)), z = atanh(r);

    if (isinf(z)) return (ent_num_statistic){r, r, r, n};
    return (ent_num_statistic){r, tanh(z - half), tanh(z + half), n};
}

ent_status
ent_num_pearson(const double *x, const double *y, size_t n, ent_num_statistic *out, ent_error *err)
{
    double r = 0;
    ent_status st = check(x, y, n, err);

    if (!st) st = product_moment(x, y, n, &r, err);
    if (!st) *out = around(r, n, 1);
    return st;
}

ent_status
ent_num_spearman(const double *x, const double *y, size_t n, ent_num_statistic *out, ent_error *err)
{
    double r = 0, *ranks;
    ent_status st = check(x, y, n, err);

    if (st) return st;
    ranks = ent_alloc(n, 2 * sizeof *ranks);
    if (!ranks) return ent_fail(err, ENT_E_NOMEM, "no memory to rank %zu items", n);
    st = num_ranks(x, n, ranks, err);
    if (!st) st = num_ranks(y, n, ranks + n, err);
    if (!st) st = product_moment(ranks, ranks + n, n, &r, err);
    if (!st) *out = around(r, n, 1 + r * r / 2);
    ent_free(ranks);
    return st;
}

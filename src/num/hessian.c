/* hessian.c: second derivatives from first ones. */
#include "entente/num.h"

#include <math.h>

/* The cube root of the rounding unit balances cut-off (step^2) against rounding (1 / step). */
static const double STEP_DEFAULT = 6e-6;

static ent_status
gradient_at(const ent_num_problem *problem, const double *x, double *gradient, ent_error *err)
{
    double value = HUGE_VAL;
    ent_status st = problem->objective(problem->user, x, problem->n, &value, gradient, err);

    if (st) return st;
    if (!isfinite(value))
        return ent_fail(err, ENT_E_DOMAIN, "hessian: the function is not defined beside x");
    return ENT_OK;
}

ent_status
ent_num_hessian(const ent_num_problem *problem, const double *x, double *hessian, ent_error *err)
{
    ent_status st = ENT_OK;
    size_t n = problem->n;
    double *block = ent_alloc(n, 3 * sizeof *block), *at = block, *above = block + n;
    double *below = block + 2 * n, share = problem->step > 0 ? problem->step : STEP_DEFAULT;

    if (!block) return ent_fail(err, ENT_E_NOMEM, "hessian: no memory for %zu", n);
    for (size_t i = 0; i < n; i++)
        at[i] = x[i];
    if (problem->one_sided) st = gradient_at(problem, x, below, err);
    for (size_t i = 0; i < n && st == ENT_OK; i++) {
        double step = share * fmax(1, fabs(x[i])), width;

        at[i] = x[i] + step;
        width = at[i];
        st = gradient_at(problem, at, above, err);
        if (st) goto out;
        at[i] = problem->one_sided ? x[i] : x[i] - step;
        width -= at[i]; /* what the two points are apart after rounding */
        if (!problem->one_sided) st = gradient_at(problem, at, below, err);
        if (st) goto out;
        at[i] = x[i];
        for (size_t j = 0; j < n; j++)
            hessian[i * n + j] = (above[j] - below[j]) / width;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            hessian[i * n + j] = hessian[j * n + i] =
                0.5 * (hessian[i * n + j] + hessian[j * n + i]);
out:
    ent_free(block);
    return st;
}

/* auc.c: how well a score parts cases from others: area under the curve, DeLong's interval. */
#include "ranks_priv.h"

#include <math.h>

/* Symbols, after Sun & Xu (2014): m cases X, k others Y; T ranks among all, R among their own kind.
 *   V10(X) = (T - R) / k       share of others that this case beats
 *   V01(Y) = 1 - (T - R) / m   share of cases that beat this other
 *   Var = var(V10) / m + var(V01) / k */

static const double POINT_90 = 1.6448536269514722;

static ent_status
check(const double *score, const bool *is_case, size_t n, size_t *cases, ent_error *err)
{
    *cases = 0;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(score[i]))
            return ent_fail(err, ENT_E_DOMAIN, "score %zu is %g", i + 1, score[i]);
        *cases += is_case[i];
    }
    if (*cases < 2 || n - *cases < 2)
        return ent_fail(err, ENT_E_SHAPE, "needs 2 cases and 2 others; got %zu and %zu", *cases,
                        n - *cases);
    return ENT_OK;
}

/* Variance of the mean of n values, by two passes. */
static double
mean_var(const double *v, size_t n, double *mean)
{
    ent_sum sum = {0}, square = {0};

    for (size_t i = 0; i < n; i++)
        ent_sum_add(&sum, v[i]);
    *mean = ent_sum_value(&sum) / (double)n;
    for (size_t i = 0; i < n; i++)
        ent_sum_add(&square, (v[i] - *mean) * (v[i] - *mean));
    return ent_sum_value(&square) / ((double)(n - 1) * (double)n);
}

/* One kind: share of the other kind below each of its items. */
static ent_status
shares(const double *score, const bool *is_case, size_t n, bool kind, const double *all,
       double *space, size_t size, double *out, ent_error *err)
{
    double *own = space, *ranks = space + size;
    size_t at = 0;
    ent_status st;

    for (size_t i = 0; i < n; i++)
        if (is_case[i] == kind) own[at++] = score[i];
    st = num_ranks(own, size, ranks, err);
    if (st) return st;
    at = 0;
    for (size_t i = 0; i < n; i++)
        if (is_case[i] == kind) {
            out[at] = (all[i] - ranks[at]) / (double)(n - size);
            at++;
        }
    return ENT_OK;
}

ent_status
ent_num_auc(const double *score, const bool *is_case, size_t n, ent_num_statistic *out,
            ent_error *err)
{
    size_t cases = 0;
    double *space, *all, *v10, *v01, auc = 0, other = 0, var;
    ent_status st = check(score, is_case, n, &cases, err);

    if (st) return st;
    space = ent_alloc(n, 4 * sizeof *space); /* own scores and ranks; all ranks; shares */
    if (!space) return ent_fail(err, ENT_E_NOMEM, "no memory to rank %zu scores", n);
    all = space + 2 * n;
    v10 = space + 3 * n;
    v01 = v10 + cases;
    st = num_ranks(score, n, all, err);
    if (!st) st = shares(score, is_case, n, true, all, space, cases, v10, err);
    if (!st) st = shares(score, is_case, n, false, all, space, n - cases, v01, err);
    if (!st) {
        var = mean_var(v10, cases, &auc) + mean_var(v01, n - cases, &other);
        *out = (ent_num_statistic){auc, fmax(0, auc - POINT_90 * sqrt(var)),
                                   fmin(1, auc + POINT_90 * sqrt(var)), n};
    }
    ent_free(space);
    return st;
}

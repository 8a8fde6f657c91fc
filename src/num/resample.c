/* resample.c: what chance does to a statistic: bootstrap intervals and permutation tests. */
#include "ranks_priv.h"

#include <math.h>

enum { ROUNDS_MIN = 20, ROUNDS_MAX = 1000000 };

static ent_status
check(size_t n, size_t rounds, ent_error *err)
{
    if (n == 0) return ent_fail(err, ENT_E_SHAPE, "nothing to draw from");
    if (rounds < ROUNDS_MIN || rounds > ROUNDS_MAX)
        return ent_fail(err, ENT_E_SHAPE, "rounds are %d to %d; got %zu", ROUNDS_MIN, ROUNDS_MAX,
                        rounds);
    return ENT_OK;
}

/* Evenly in 0..n-1; the bias of a 52-bit product is below n / 2^52. */
static size_t
below(ent_random *r, size_t n)
{
    size_t at = (size_t)(ent_random_unit(r) * (double)n);

    return at < n ? at : n - 1;
}

static ent_status
of_the_truth(const ent_num_resampling *plan, size_t *items, double *out, ent_error *err)
{
    ent_status st;

    for (size_t i = 0; i < plan->n; i++)
        items[i] = i;
    st = plan->measure(plan->user, items, plan->n, out, err);
    if (st == ENT_NONE)
        return ent_fail(err, ENT_E_DOMAIN, "the statistic is not defined for these data");
    return st;
}

/* The point below which a share p of sorted draws lies, between the two nearest (R's type 7). */
static double
quantile(const double *draws, const size_t *order, size_t n, double p)
{
    double at = p * ((double)n - 1);
    size_t i = (size_t)at;
    double low = draws[order[i]], high = draws[order[i + 1 < n ? i + 1 : i]];

    return low + (at - (double)i) * (high - low);
}

/* Draw until all rounds are done. @return draws that are defined in *kept */
static ent_status
draw_all(const ent_num_resampling *plan, size_t *items, double *draws, size_t *kept, ent_error *err)
{
    *kept = 0;
    for (size_t round = 0; round < plan->rounds; round++) {
        ent_random r = ent_random_at(plan->key, round);
        ent_status st;

        for (size_t i = 0; i < plan->n; i++)
            items[i] = below(&r, plan->n);
        st = plan->measure(plan->user, items, plan->n, &draws[*kept], err);
        if (st == ENT_OK)
            ++*kept;
        else if (st != ENT_NONE)
            return st;
    }
    if (10 * *kept < 9 * plan->rounds)
        return ent_fail(err, ENT_E_DOMAIN, "the statistic is defined in %zu of %zu draws only",
                        *kept, plan->rounds);
    return ENT_OK;
}

ent_status
ent_num_bootstrap(const ent_num_resampling *plan, ent_num_statistic *out, ent_error *err)
{
    size_t *items = NULL, *order = NULL, kept = 0, n = plan->n, rounds = plan->rounds;
    double *draws = NULL, value = 0;
    ent_status st = check(n, rounds, err);

    if (st) return st;
    items = ent_alloc(n, sizeof *items);
    order = ent_alloc(rounds, sizeof *order);
    draws = ent_alloc(rounds, sizeof *draws);
    if (!items || !order || !draws) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu draws", rounds);
        goto out;
    }
    st = of_the_truth(plan, items, &value, err);
    if (!st) st = draw_all(plan, items, draws, &kept, err);
    if (!st) st = num_order(draws, kept, order, err);
    if (st) goto out;
    *out = (ent_num_statistic){value, quantile(draws, order, kept, 0.05),
                               quantile(draws, order, kept, 0.95), n};

out:
    ent_free(items);
    ent_free(order);
    ent_free(draws);
    return st;
}

static void
shuffle(ent_random *r, size_t *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = below(r, i), held = items[i - 1];

        items[i - 1] = items[j];
        items[j] = held;
    }
}

ent_status
ent_num_permutation(const ent_num_resampling *plan, double *value, double *p, ent_error *err)
{
    size_t *items, hits = 0, n = plan->n;
    double truth = 0;
    ent_status st = check(n, plan->rounds, err);

    if (st) return st;
    items = ent_alloc(n, sizeof *items);
    if (!items) return ent_fail(err, ENT_E_NOMEM, "no memory for orders of %zu items", n);
    st = of_the_truth(plan, items, &truth, err);
    for (size_t round = 0; round < plan->rounds && !st; round++) {
        ent_random r = ent_random_at(plan->key, round);
        double other = 0;

        for (size_t i = 0; i < n; i++)
            items[i] = i;
        shuffle(&r, items, n);
        st = plan->measure(plan->user, items, n, &other, err);
        if (st == ENT_NONE)
            st = ent_fail(err, ENT_E_DOMAIN, "the statistic is not defined for a shuffled order");
        hits += other >= truth;
    }
    ent_free(items);
    if (st) return st;
    if (value) *value = truth;
    *p = (1 + (double)hits) / (1 + (double)plan->rounds);
    return ENT_OK;
}

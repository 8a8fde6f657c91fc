/* proper.c: what probabilities of yes-no events were worth: Brier, log score, CORP. */
#include "ranks_priv.h"

#include <math.h>

/* A run of neighbours, in order of their probability, that share one recalibrated value. */
typedef struct block {
    double yes, all; /* events; items */
} block;

/* Pool adjacent violators over items in rising p; equal p is one value from the start. */
static size_t
pool(const double *p, const bool *happened, const size_t *order, size_t n, block *blocks)
{
    size_t k = 0;

    for (size_t i = 0, end; i < n; i = end) {
        block b = {0, 0};

        for (end = i; end < n && p[order[end]] == p[order[i]]; end++) {
            b.yes += happened[order[end]];
            b.all += 1;
        }
        while (k > 0 && blocks[k - 1].yes * b.all >= b.yes * blocks[k - 1].all) {
            k--;
            b.yes += blocks[k].yes;
            b.all += blocks[k].all;
        }
        blocks[k++] = b;
    }
    return k;
}

static double
surprise(double p, bool happened)
{
    return log(happened ? p : 1 - p);
}

/* Mean scores of what was said, and of the recalibrated values in `blocks`. */
static void
score(const double *p, const bool *happened, const size_t *order, size_t n, const block *blocks,
      double *fitted, ent_num_score *out)
{
    ent_sum brier = {0}, logs = {0}, again = {0};
    size_t k = 0, left = (size_t)blocks[0].all;
    double minus_infinity = 0, rate;

    for (size_t i = 0; i < n; i++, left--) {
        size_t at = order[i];
        double y = happened[at], ln = surprise(p[at], happened[at]), fit;

        if (left == 0) left = (size_t)blocks[++k].all;
        fit = blocks[k].yes / blocks[k].all;
        if (fitted) fitted[at] = fit;
        ent_sum_add(&brier, (p[at] - y) * (p[at] - y));
        ent_sum_add(&again, (fit - y) * (fit - y));
        if (isinf(ln))
            minus_infinity = ln;
        else
            ent_sum_add(&logs, ln);
        out->n_happened += happened[at];
    }
    rate = (double)out->n_happened / (double)n;
    out->n = n;
    out->brier = ent_sum_value(&brier) / (double)n;
    out->log_score = minus_infinity + ent_sum_value(&logs) / (double)n;
    out->uncertainty = rate * (1 - rate);
    out->miscalibration = out->brier - ent_sum_value(&again) / (double)n;
    out->discrimination = out->uncertainty - ent_sum_value(&again) / (double)n;
}

ent_status
ent_num_probability_score(const double *p, const bool *happened, size_t n, double *fitted,
                          ent_num_score *out, ent_error *err)
{
    ent_num_score r = {0};
    size_t *order = NULL;
    block *blocks = NULL;
    ent_status st = ENT_OK;

    if (n == 0) return ent_fail(err, ENT_E_SHAPE, "no probability to score");
    for (size_t i = 0; i < n; i++)
        if (!(p[i] >= 0 && p[i] <= 1))
            return ent_fail(err, ENT_E_DOMAIN, "probability %zu is %g", i + 1, p[i]);
    order = ent_alloc(n, sizeof *order);
    blocks = ent_alloc(n, sizeof *blocks);
    if (!order || !blocks) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory to score %zu probabilities", n);
        goto out;
    }
    st = num_order(p, n, order, err);
    if (st) goto out;
    (void)pool(p, happened, order, n, blocks);
    score(p, happened, order, n, blocks, fitted, &r);
    *out = r;

out:
    ent_free(order);
    ent_free(blocks);
    return st;
}

/* breaks_priv.c: a segment's running likelihood, the lengths' prior, and sums of logarithms. */
#include "breaks_priv.h"

#include <math.h>

/* Symbols, after Fearnhead (2006) and Harvey (1989) for the two-part state:
 *   level  the segment's level, constant within it
 *   move   u[t], stationary first-order autoregression about it
 *   F      variance of the year's reading, given the segment's earlier ones */

segment_state
breaks_segment_begin(const ent_breaks_model *model)
{
    return (segment_state){
        .level = model->level_mean, .level_var = model->level_var, .move_var = model->noise_var};
}

void
breaks_segment_next(const ent_breaks_model *model, segment_state *s)
{
    double phi = model->noise_phi;

    s->move *= phi;
    s->both_cov *= phi;
    s->move_var = phi * phi * s->move_var + (1 - phi * phi) * model->noise_var;
}

double
breaks_segment_read(segment_state *s, double y, double var)
{
    const double log_2pi = 1.83787706640934548356;
    double by_level, by_move, F, miss;

    if (isinf(var)) return 0;
    by_level = s->level_var + s->both_cov;
    by_move = s->both_cov + s->move_var;
    F = by_level + by_move + var;
    miss = y - s->level - s->move;
    s->level += by_level / F * miss;
    s->move += by_move / F * miss;
    s->level_var -= by_level * by_level / F;
    s->both_cov -= by_level * by_move / F;
    s->move_var -= by_move * by_move / F;
    if (s->level_var < 0) s->level_var = 0; /* rounding, when readings are all but exact */
    if (s->move_var < 0) s->move_var = 0;
    return -0.5 * (log_2pi + log(F) + miss * miss / F);
}

void
breaks_log_add(log_sum *sum, double term)
{
    if (!(term > -HUGE_VAL)) return;
    if (term <= sum->top) {
        sum->rest += exp(term - sum->top);
        return;
    }
    sum->rest = 1 + sum->rest * exp(sum->top - term);
    sum->top = term;
}

double
breaks_log_value(const log_sum *sum)
{
    return sum->rest > 0 ? sum->top + log(sum->rest) : -HUGE_VAL;
}

/* ln C(d, k) */
static double
log_choose(size_t d, size_t k)
{
    double sum = 0;

    if (k > d) return -HUGE_VAL;
    for (size_t i = 1; i <= k; i++)
        sum += log((double)(d - k + i) / (double)i);
    return sum;
}

/* A length is d when the k-th success falls in year d: C(d-1, k-1) h^k (1-h)^(d-k). It is at least
 * d when d - 1 years hold fewer than k. */
ent_status
breaks_lengths_init(const ent_breaks_model *model, size_t n, segment_lengths *out, ent_error *err)
{
    size_t k = model->shape > 1 ? (size_t)model->shape : 1;
    double yes = log(model->hazard), no = log1p(-model->hazard);
    segment_lengths l = {ent_alloc(n + 2, sizeof(double)), ent_alloc(n + 2, sizeof(double))};

    if (!l.exact || !l.least) {
        breaks_lengths_clear(&l);
        return ent_fail(err, ENT_E_NOMEM, "no memory for lengths of segments");
    }
    for (size_t d = 1; d <= n + 1; d++) {
        log_sum least = {-HUGE_VAL, 0};

        for (size_t i = 0; i < k && i <= d - 1; i++)
            breaks_log_add(&least,
                           log_choose(d - 1, i) + (double)i * yes + (double)(d - 1 - i) * no);
        l.least[d] = breaks_log_value(&least);
        l.exact[d] =
            d < k ? -HUGE_VAL : log_choose(d - 1, k - 1) + (double)k * yes + (double)(d - k) * no;
    }
    *out = l;
    return ENT_OK;
}

void
breaks_lengths_clear(segment_lengths *l)
{
    if (!l) return;
    ent_free(l->exact);
    ent_free(l->least);
    *l = (segment_lengths){0};
}

static ent_status
check_model(const ent_breaks_model *m, ent_error *err)
{
    if (!(m->hazard > 0 && m->hazard < 1))
        return ent_fail(err, ENT_E_DOMAIN, "a hazard lies between 0 and 1; got %g", m->hazard);
    if (m->shape < 0 || m->shape > ENT_BREAKS_SHAPE_MAX)
        return ent_fail(err, ENT_E_DOMAIN, "a shape of lengths is 0 to %d; got %d",
                        ENT_BREAKS_SHAPE_MAX, m->shape);
    if (!isfinite(m->level_mean) || !(m->level_var >= 0) || !isfinite(m->level_var))
        return ent_fail(err, ENT_E_DOMAIN, "levels need a mean and a variance; got %g, %g",
                        m->level_mean, m->level_var);
    if (!(m->noise_var >= 0) || !isfinite(m->noise_var) || !(m->noise_phi >= 0 && m->noise_phi < 1))
        return ent_fail(err, ENT_E_DOMAIN,
                        "movement about a level needs variance >= 0 and 0 <= phi < 1; got %g, %g",
                        m->noise_var, m->noise_phi);
    return ENT_OK;
}

ent_status
breaks_check(const ent_breaks_model *model, const ent_breaks_series *series, ent_error *err)
{
    const double *y = series->y, *var = series->var;
    size_t n = series->n;
    ent_status st = check_model(model, err);

    if (st) return st;
    if (n == 0) return ent_fail(err, ENT_E_SHAPE, "a series without a year has no breaks");
    if (n > ENT_BREAKS_YEARS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "breaks are sought in up to %d years; got %zu",
                        ENT_BREAKS_YEARS_MAX, n);
    for (size_t t = 0; t < n; t++) {
        if (!(var[t] >= 0))
            return ent_fail(err, ENT_E_DOMAIN, "variance of reading %zu is %g", t + 1, var[t]);
        if (isinf(var[t])) continue;
        if (!isfinite(y[t])) return ent_fail(err, ENT_E_DOMAIN, "reading %zu is %g", t + 1, y[t]);
        /* with var 0, all of a year's variance is noise_var's: the level alone is used up at once
         */
        if (!(var[t] + model->noise_var > 0))
            return ent_fail(err, ENT_E_DOMAIN, "reading %zu has no variance, and the model none",
                            t + 1);
    }
    return ENT_OK;
}

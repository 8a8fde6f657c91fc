/* breaks_online.c: breaks as they looked year by year, and the evidence of a whole series. */
#include "breaks_priv.h"

#include <math.h>

/* Symbols, after Adams & MacKay (2007), with the run told by the year it began in:
 *   joint[j]  ln P(y[0..t], the segment in force at t began at j)
 *   H(d)      P(a segment ends after d years | it lasted d) = g(d) / P(length >= d) */

static double
log_end(const segment_lengths *l, size_t d)
{
    return l->exact[d] - l->least[d];
}

static double
log_go_on(const segment_lengths *l, size_t d)
{
    return l->least[d + 1] - l->least[d];
}

static double
total(const double *joint, size_t n)
{
    log_sum sum = {-HUGE_VAL, 0};

    for (size_t j = 0; j < n; j++)
        breaks_log_add(&sum, joint[j]);
    return breaks_log_value(&sum);
}

/* From the end of year t - 1 to the end of year t. */
static void
step(const ent_breaks_model *model, const segment_lengths *l, const ent_breaks_series *series,
     size_t t, segment_state *states, double *joint)
{
    log_sum born = {-HUGE_VAL, 0};

    for (size_t j = 0; j < t; j++) {
        size_t d = t - j; /* years that it lasted so far */

        breaks_log_add(&born, joint[j] + log_end(l, d));
        breaks_segment_next(model, &states[j]);
        joint[j] += log_go_on(l, d) + breaks_segment_read(&states[j], series->y[t], series->var[t]);
    }
    states[t] = breaks_segment_begin(model);
    joint[t] = (t ? breaks_log_value(&born) : 0) +
               breaks_segment_read(&states[t], series->y[t], series->var[t]);
}

ent_status
ent_measure_breaks_online(const ent_breaks_model *model, const ent_breaks_series *series,
                          double *run, double *log_evidence, ent_error *err)
{
    segment_lengths lengths = {0};
    segment_state *states = NULL;
    double *joint = NULL;
    size_t n = series->n;
    ent_status st = breaks_check(model, series, err);

    if (st) return st;
    st = breaks_lengths_init(model, n, &lengths, err);
    if (st) return st;
    states = ent_alloc(n, sizeof *states);
    joint = ent_alloc(n, sizeof *joint);
    if (!states || !joint) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu years", n);
        goto out;
    }
    for (size_t t = 0; t < n; t++) {
        step(model, &lengths, series, t, states, joint);
        if (run) {
            double all = total(joint, t + 1);

            for (size_t j = 0; j <= t; j++)
                run[t * (t + 1) / 2 + j] = exp(joint[j] - all);
        }
    }
    if (log_evidence) *log_evidence = total(joint, n);

out:
    breaks_lengths_clear(&lengths);
    ent_free(states);
    ent_free(joint);
    return st;
}

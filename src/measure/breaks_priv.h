/* breaks_priv.h: a segment's running likelihood and the lengths' prior, shared by all that seek
 * breaks. */
#ifndef ENTENTE_MEASURE_BREAKS_PRIV_H
#define ENTENTE_MEASURE_BREAKS_PRIV_H

#include "entente/measure.h"

/** Posterior of a segment's level and of what moves about it, after its readings so far. */
typedef struct segment_state {
    double level, move;                   /**< means */
    double level_var, both_cov, move_var; /**< covariance */
} segment_state;

/** A segment before its first year's reading. */
segment_state breaks_segment_begin(const ent_breaks_model *model);

/** On to the next year: the level stays, what moves about it fades. */
void breaks_segment_next(const ent_breaks_model *model, segment_state *s);

/** Take in a year's reading. @return log density that the segment gave it; 0 without a reading */
double breaks_segment_read(segment_state *s, double y, double var);

/** ln P(length = d) and ln P(length >= d), 1 <= d <= n + 1; place 0 unused. */
typedef struct segment_lengths {
    double *exact, *least;
} segment_lengths;

ENT_MUST_USE ent_status breaks_lengths_init(const ent_breaks_model *model, size_t n,
                                            segment_lengths *out, ent_error *err);
void breaks_lengths_clear(segment_lengths *l);

/** Refuse what the model is not defined for. */
ENT_MUST_USE ent_status breaks_check(const ent_breaks_model *model, const ent_breaks_series *series,
                                     ent_error *err);

/** Running ln(sum of exp); begin with top = -HUGE_VAL. */
typedef struct log_sum {
    double top, rest; /**< ln of the largest term; sum of exp(term - top) */
} log_sum;
void breaks_log_add(log_sum *sum, double term);
double breaks_log_value(const log_sum *sum);

/** Place of the segment first..last among n (n + 1) / 2. */
static inline size_t
breaks_at(size_t n, size_t first, size_t last)
{
    return first * n - first * (first + 1) / 2 + last;
}

/** All that is computed about every segment on the way to the posterior. */
typedef struct segment_table {
    size_t n;
    segment_lengths lengths;
    double *like;        /**< ln likelihood; later: posterior probability of being a segment */
    double *level, *var; /**< posterior of its level */
    double *ends;        /**< n + 1: ln P(y[0..t-1], a segment ends at t - 1); [0] is 0 */
    double *begins;      /**< n + 1: ln P(y[t..] | a segment begins at t); [n] is 0 */
} segment_table;

/** ln prior of a segment's length: the last one may go on beyond the series. */
static inline double
breaks_length(const segment_table *t, size_t first, size_t last)
{
    size_t d = last - first + 1;

    return last + 1 == t->n ? t->lengths.least[d] : t->lengths.exact[d];
}

/** The most probable history, from t->like as likelihoods. @owner arena */
ENT_MUST_USE ent_status breaks_best_history(const segment_table *t, ent_arena *arena,
                                            ent_breaks *out, ent_error *err);

/** Dates and probabilities of its breaks, from t->like as probabilities. */
void breaks_date(const segment_table *t, ent_breaks *out);

/** Level in force each year, from t->like as probabilities. */
ENT_MUST_USE ent_status breaks_levels(const segment_table *t, ent_arena *arena, ent_breaks *out,
                                      ent_error *err);

#endif

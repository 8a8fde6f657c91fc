/* entente/estimate.h: a value with interval, level, unit and lineage; comparing and combining. */
#ifndef ENTENTE_ESTIMATE_H
#define ENTENTE_ESTIMATE_H

#include "entente/base.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * One number that we answer for. id is what `entente explain` takes: "measure:FROM>TO@TIME", e.g.
 * "trade.dependence:RUS>CHN@2014". Text is borrowed from the arena it was made in.
 */
typedef struct ent_estimate {
    const char *id;
    const char *measure;   /**< "trade.dependence" */
    const char *from, *to; /**< line codes; to NULL when about one state; undirected: as asked */
    int32_t first_day, last_day;
    ent_state state; /**< VALUE; MISSING or UNCOVERED carry no numbers, but say why in note */
    double value, low, high;
    double level_0to1; /**< 0.9 for sampling intervals; 1 for bounds that hold by arithmetic */
    ent_basis basis;
    const char *unit;           /**< base unit */
    const char *formula;        /**< in words with the numbers: "42.81 bn / 286.6 bn" */
    const char *const *lineage; /**< claim ids that it was made from */
    size_t n_lineage;
    const char *set; /**< data set whose rows were counted in bulk, beside lineage; NULL: none */
    const char *note;
} ent_estimate;

/**
 * Total order for output: by measure, from, to, first_day, id. @cost O(1)
 */
ENT_API int ent_estimate_compare(const void *a, const void *b);

/** Two intervals disagree when they do not touch. False when either has no value. */
ENT_API bool ent_estimate_disjoint(const ent_estimate *a, const ent_estimate *b);

/**
 * a / b by interval arithmetic: low = a.low / b.high, high = a.high / b.low; lineage joined.
 * @missing either not VALUE: out->state is the weaker of the two, no numbers
 * @error ENT_E_DOMAIN b's interval touches zero or a is negative   @error ENT_E_NOMEM
 * @owner out borrows from arena
 */
ENT_API ENT_MUST_USE ent_status ent_estimate_ratio(const ent_estimate *a, const ent_estimate *b,
                                                   ent_arena *arena, ent_estimate *out,
                                                   ent_error *err);

/**
 * Sum by interval arithmetic; lineage joined. Items that are not VALUE make the result MISSING
 * unless skip_missing, which says in note how many were left out.
 * @error ENT_E_SHAPE n is 0   @error ENT_E_DOMAIN units differ   @error ENT_E_NOMEM
 */
ENT_API ENT_MUST_USE ent_status ent_estimate_total(const ent_estimate *items, size_t n,
                                                   bool skip_missing, ent_arena *arena,
                                                   ent_estimate *out, ent_error *err);

/** A reference distribution: quantiles of a measure over all pairs in a year (our own computation).
 */
typedef struct ent_yardstick {
    const char *measure, *unit;
    int year;
    size_t n_pairs;          /**< pairs with a value */
    const double *quantiles; /**< n_quantiles values at equal steps from 0 to 1 */
    size_t n_quantiles;
    const char *computed_from; /**< sets and command */
} ent_yardstick;

/** Share of pairs below value, 0..1, with the ends that value's interval gives.
 * @return ENT_NONE: no ruler */
ENT_API ENT_MUST_USE ent_status ent_yardstick_place(const ent_yardstick *yardstick,
                                                    const ent_estimate *value, double *place,
                                                    double *low, double *high);

#ifdef __cplusplus
}
#endif
#endif

/* batch_priv.h: one batch of dyads on its way: its plan, its lanes, what is mixed and reported. */
#ifndef ENT_TRACK_BATCH_PRIV_H
#define ENT_TRACK_BATCH_PRIV_H

#include "track_priv.h"

/* A growing array of doubles at an address that vectors like. */
typedef struct track_block {
    double *at;
    void *raw;
    size_t cap;
} track_block;

/* Results of one class of volatility after another, added up by their probabilities. All arrays
 * are [grid][field][lane]; `top` is the largest log weight so far. */
typedef struct track_mix {
    track_block mean, sum; /* first class's mean (6); sums of what differs from it (27) */
    track_block weight;    /* top and sum of weights (2) */
} track_mix;

/* Steps of a dyad's outlier probabilities and points of linearising: [field][point]. */
enum {
    SETTLE_DEPTH = 3,
    SETTLE_X = 0,
    SETTLE_F,
    SETTLE_BEFORE,
    SETTLE_DX,
    SETTLE_DF = SETTLE_DX + SETTLE_DEPTH,
    SETTLE_FIELDS = SETTLE_DF + SETTLE_DEPTH
};
typedef struct track_settle {
    track_block values;
    size_t n, steps, total;
    double norm; /* of the last residuals, squared */
} track_settle;

typedef struct track_lane {
    track_ready ready;
    track_line *lines; /* one a point */
    track_settle settle;
    bool wavers; /* has outlier probabilities to settle */
    ent_track_fit *fits;
    size_t cap_fits;
    size_t cap_lines;
    double prior[ENT_TRACK_KINDS];
    bool used; /* false: the batch has fewer dyads than lanes */
    bool done, converged;
    unsigned passes;
    double extra;                           /* filtering: what the log-likelihood lacks so far */
    double log_lik[ENT_TRACK_VOLATILITIES]; /* by class */
    double posterior[ENT_TRACK_VOLATILITIES];
    double total;
    double top, weight; /* of fits so far */
    size_t first, last; /* grid points within its time */
    double *results;    /* n_grid x (6 + 21) x 2 */
    size_t cap_results;
    ent_track_result result;
    ent_track_params *score; /* of the classes so far, when scoring */
} track_lane;

typedef struct track_batch {
    const ent_track_params *params;
    const ent_track_options *options;
    const track_kernel *kernel;
    track_gaps gaps;
    track_lane lanes[LANES_MAX];

    track_step *steps;
    size_t n_steps, cap_steps;
    uint32_t *node_gap;
    size_t n_nodes, cap_nodes;
    int64_t *slot_point; /* [slot][lane], -1: none */
    size_t n_slots, cap_slots;
    bool bending; /* some value has to be linearised */

    track_pass pass;
    track_block start, in, kept, out, rows, grid;
    track_mix filtered, smoothed;

    bool scoring;
    ent_track_params *scratch; /* gradient of one lane in one class */
    track_slope *slopes;       /* of gaps */
    size_t cap_slopes;
    track_block states, states2, spans, spans2, in2, kept2, more, score;
} track_batch;

ENT_MUST_USE ent_status ent_track_block_want(track_block *block, size_t n, ent_error *err);
void ent_track_block_clear(track_block *block);

/* Lay out the steps that the lanes' ready dyads go through together. */
ENT_MUST_USE ent_status ent_track_plan(track_batch *batch, ent_error *err);

ENT_MUST_USE ent_status ent_track_settle_want(track_settle *s, size_t n, ent_error *err);
void ent_track_settle_begin(track_settle *s, const track_lane *lane);
/* From what followed from the last q (or, curved, `at`) to those to go on with, in their place. */
void ent_track_settle_next(track_settle *s, track_lane *lane);

ENT_MUST_USE ent_status ent_track_mix_begin(track_mix *mix, size_t n_grid, size_t lanes,
                                            ent_error *err);
/* Add a class's values at a grid point with these log weights a lane. */
void ent_track_mix_add(track_mix *mix, size_t g, size_t lanes, const double *values,
                       const double *log_weight);
/* Mean (6) and covariance (21) of a lane at a grid point, in the order of tracks asked for. */
void ent_track_mix_take(const track_mix *mix, size_t g, size_t lanes, size_t lane, bool swapped,
                        double *mean, double *cov);
void ent_track_mix_clear(track_mix *mix);

/* The point of a lane in a slot; NULL: none. */
const track_point *ent_track_batch_point(const track_batch *b, size_t slot, size_t lane,
                                         size_t *index);
void ent_track_batch_smoothed(const track_batch *b, size_t slot, size_t lane, track_smoothed *s);

/* Room for scoring, once a batch is planned. */
ENT_MUST_USE ent_status ent_track_score_want(track_batch *b, ent_error *err);
/* The passes of a class that a gradient needs, in place of forward and backward. */
void ent_track_score_pass(track_batch *b);
/* Mix the gradient of a class, of this volatility, into those of the lane's other classes. */
void ent_track_score_mix(track_batch *b, size_t lane, size_t class_of, double volatility,
                         double keep, double take);
/* sum += a share of what differs: sum + share (more - sum), in all fields that are parameters. */
void ent_track_score_blend(const ent_track_params *p, ent_track_params *sum, double keep,
                           const ent_track_params *more, double take);
void ent_track_score_clear(track_batch *b);

/* All-zero is an empty batch. `dyads`: n of them, at most the kernel's lanes. */
ENT_MUST_USE ent_status ent_track_batch_run(track_batch *batch, const ent_track_dyad *dyads,
                                            size_t n, ent_error *err);
void ent_track_batch_clear(track_batch *batch);

#endif

/* entente/ideal.h: ideal points of voters from ordered votes, session by session, with errors. */
#ifndef ENTENTE_IDEAL_H
#define ENTENTE_IDEAL_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Limits that keep a hostile input from asking for the world. */
enum {
    ENT_IDEAL_VOTERS_MAX = 1024,   /**< voters in one session: memory grows with their square */
    ENT_IDEAL_SESSIONS_MAX = 4096, /**< distinct sessions */
    ENT_IDEAL_CALLS_MAX = 1 << 20, /**< roll calls */
    ENT_IDEAL_NOBODY = 0x7fffffff  /**< as positive_voter: no voter fixes the sign */
};

/** How a voter voted, in order: the model takes only the order of the three. */
typedef enum ent_ideal_vote {
    ENT_IDEAL_YES = 0,
    ENT_IDEAL_ABSTAIN = 1,
    ENT_IDEAL_NO = 2
} ent_ideal_vote;

/** Votes as flat arrays. Nothing is kept after the call that takes it. */
typedef struct ent_ideal_votes {
    const uint32_t *roll_call; /**< of each vote, below n_roll_calls */
    const uint32_t *voter;     /**< of each vote, below n_voters */
    const uint8_t *vote;       /**< ent_ideal_vote */
    size_t n;
    const uint32_t *session; /**< of each roll call: a count of sessions, so that gaps are known */
    const uint32_t *item;    /**< of each roll call, below n_roll_calls: repeated ones that share
                                  their parameters share a number; NULL: each its own */
    size_t n_roll_calls, n_voters;
} ent_ideal_votes;

/** All-zero: the defaults, but for the sign: voter 0 is then the one that is positive. */
typedef struct ent_ideal_options {
    uint32_t positive_voter; /**< this voter's mean is made positive; ENT_IDEAL_NOBODY: a "no" is */
    double walk_sd;          /**< prior sd of a point given the one a session before; 0: 0.5 */
    uint32_t steps_max;      /**< joint Newton steps; 0: 100 */
} ent_ideal_options;

/** One voter in one session. In every session the points have mean 0: a point says where a voter
 * stands against the others of that session. A draw of all points from the posterior has sd 1. */
typedef struct ent_ideal_point {
    uint32_t voter, session;
    uint32_t n_votes; /**< on roll calls that tell voters apart */
    double theta, se; /**< posterior centre and standard error, item uncertainty included */
} ent_ideal_point;

/** One item: P(no) rises with discrimination * theta. */
typedef struct ent_ideal_item {
    uint32_t item;
    uint32_t n_votes;
    double discrimination; /**< positive: the positive side votes no */
    double cut_yes;        /**< below: yes; -HUGE_VAL when nobody voted yes */
    double cut_no;         /**< above: no; HUGE_VAL when nobody voted no */
} ent_ideal_item;

typedef struct ent_ideal_fit {
    ent_ideal_point *points; /**< by session, then voter; only where the voter voted */
    size_t n_points;
    ent_ideal_item *items; /**< by item; unanimous ones are left out */
    size_t n_items;
    size_t n_votes;            /**< used */
    double walk_sd;            /**< prior sd of a session's step that was used */
    double log_posterior;      /**< at the estimate, up to a constant */
    double largest_step;       /**< of the last Newton step, in sd: how well it settled */
    uint32_t steps;            /**< joint Newton steps taken */
    struct ent_ideal_cov *cov; /**< covariances within sessions: see ent_ideal_distance */
} ent_ideal_fit;

/**
 * Estimate all voters' ideal points in all sessions.
 *     y* = b_j theta_it + e,  e ~ N(0, 1);  yes below cut 1, no above cut 2, else abstain
 *     theta_it = rho theta_i(t-1) + w,  Var theta = 1,  Var w = walk_sd^2 = 1 - rho^2
 *     b_j ~ N(0, 1);  cuts flat;  mean of each session's points 0
 * A variational mode (points and discriminations enter each other's equations with their
 * variances), found by joint Newton steps in which the items are eliminated and sessions make a
 * block-tridiagonal system; errors from the inverse of the same matrix.
 *
 * @shape   arrays of votes->n; a voter has at most one vote on a roll call
 * @unit    sd of all voter-sessions
 * @missing an absent voter has no row: absence is not modelled. Unanimous items are left out; a
 *          voter-session with votes on those only has no point.
 * @error   ENT_E_SHAPE  no votes, or nothing that tells voters apart
 * @error   ENT_E_DOMAIN an index or vote out of range, a voter twice on a roll call, walk_sd
 *                       not in 0 <= walk_sd < 1
 * @error   ENT_E_LIMIT  more than ENT_IDEAL_VOTERS_MAX voters in a session or
 *                       ENT_IDEAL_SESSIONS_MAX sessions; or the steps do not settle in steps_max
 * @error   ENT_E_NOMEM
 * @cost    per step O(votes) + O(sum over roll calls of voters^2) + O(sum over sessions of
 *          voters^3); 870,000 votes of 200 states in 73 sessions: see docs/methods/ideal-points.md
 * @owner   *out is the caller's: ent_ideal_clear; deterministic, one thread
 * @source  Bailey, Strezhnev & Voeten (2017), "Estimating Dynamic State Preferences from United
 *          Nations Voting Data", Journal of Conflict Resolution 61(2):430-456, for the model;
 *          checked against their estimates in tests/reference/test_ideal_point.c
 */
ENT_API ENT_MUST_USE ent_status ent_ideal_estimate(const ent_ideal_votes *votes,
                                                   const ent_ideal_options *options,
                                                   ent_ideal_fit *out, ent_error *err);
/** Accepts NULL and an all-zero fit. */
ENT_API void ent_ideal_clear(ent_ideal_fit *fit);

/** The point of a voter in a session; NULL: none. @cost O(log points)   @owner the fit */
ENT_API const ent_ideal_point *ent_ideal_find(const ent_ideal_fit *fit, uint32_t voter,
                                              uint32_t session);

/** How far apart two voters stand in one session. */
typedef struct ent_ideal_gap {
    double difference; /**< theta of a less theta of b */
    double se;         /**< of the difference, the covariance of the two included */
    double distance;   /**< |difference| */
    double low, high;  /**< 90 %: the distances that the interval of the difference holds */
} ent_ideal_gap;

/**
 * @unit   sd of all voter-sessions   @return ENT_NONE one of them has no point in that session
 * @error  ENT_E_DOMAIN a and b are the same voter   @cost O(log points)
 */
ENT_API ENT_MUST_USE ent_status ent_ideal_distance(const ent_ideal_fit *fit, uint32_t a, uint32_t b,
                                                   uint32_t session, ent_ideal_gap *out,
                                                   ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

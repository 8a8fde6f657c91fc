/* ideal_priv.h: what the files of the ideal point estimator share. */
#ifndef ENTENTE_MEASURE_IDEAL_PRIV_H
#define ENTENTE_MEASURE_IDEAL_PRIV_H

#include "entente/ideal.h"

/* Symbols, after Bailey, Strezhnev & Voeten (2017):
 *   theta  ideal point of a state (a voter in a session)     b, g  discrimination and cuts of an
 * item H      minus the second derivatives of the log posterior; A its block of the states, D of
 * the items (3 x 3 each), B between them;  S = A - B D^-1 B'  what is left of A when the items are
 * eliminated: its inverse is the covariance of the states, items uncertain States lie session by
 * session, and fill the gaps of a voter between its first and last session, so that S is
 * block-tridiagonal: a block a session, diagonal blocks between neighbours. */

#define IDEAL_NONE UINT32_MAX

/** A vote on an item that tells voters apart. */
typedef struct ideal_obs {
    uint32_t state;
    uint8_t category; /**< 0 .. cuts of its item */
} ideal_obs;

/** Votes made into states, items and blocks. */
typedef struct ideal_data {
    ideal_obs *obs; /**< by item, then state */
    size_t n_obs;
    size_t *item_start; /**< n_items + 1 */
    uint32_t *item_id;  /**< the caller's number */
    uint8_t *item_seen; /**< bits 1 << ent_ideal_vote of the kinds cast */
    uint8_t *item_cuts; /**< 1: two kinds of vote were cast, 2: three */
    size_t n_items;
    size_t *block_start; /**< n_blocks + 1: first state of each session */
    uint32_t *session;   /**< of each block, rising */
    size_t n_blocks, widest;
    uint32_t *voter;   /**< of each state */
    uint32_t *n_votes; /**< of each state; 0: fills a gap */
    uint32_t *next;    /**< the voter's state in the next block; IDEAL_NONE: its last */
    bool *first;       /**< the voter's first state */
    size_t n_states;
} ideal_data;

/** Information of the sum of a session's points about their mean's being 0. */
double ideal_mean_info(const ideal_data *d, size_t t);

/** What is estimated. */
typedef struct ideal_item {
    double b, g[2];
    double b_var; /**< of b, given the points */
} ideal_item;

typedef struct ideal_params {
    double *theta;     /**< n_states */
    double *theta_var; /**< of each, given the items */
    ideal_item *items;
    double *rho; /**< n_blocks: correlation of a voter's points in a block and the next */
} ideal_params;

/** What the link of a state with its successor adds to the information: theta' = rho theta + w,
 * Var w = 1 - rho^2, so that every state has variance 1. */
typedef struct ideal_link {
    double rho, own, next, cross; /**< of the state, of the successor, minus that between them */
} ideal_link;
static inline ideal_link
ideal_link_of(double rho)
{
    double h = 1 / (1 - rho * rho);

    return (ideal_link){.rho = rho, .own = rho * rho * h, .next = h, .cross = rho * h};
}

#define IDEAL_B_VAR 1.0 /* prior of b; the points' prior has variance 1 */
#define IDEAL_MEAN_SD                                                           \
    0.02 /* of a session's mean about 0: votes do not say where the mean stands \
          */

ENT_MUST_USE ent_status ideal_prepare(const ent_ideal_votes *votes, ideal_data *out,
                                      ent_error *err);
void ideal_data_clear(ideal_data *data);

/** What one vote says: derivatives by where it lies, theta's side (eta = b theta) and the cuts. */
typedef struct ideal_view {
    double log_p, score, info; /**< by eta */
    double cut_score[2];       /**< by g */
    double cut_info[3];        /**< gg 00, 11, 01 */
    double cross[2];           /**< eta with g */
} ideal_view;
void ideal_look(const ideal_item *item, unsigned cuts, unsigned category, double theta,
                ideal_view *out);

/** Score and information of an item's parameters b, g0, g1 (priors included), and a step from
 * them. Row after row, lower triangle; with one cut the last row is that of a parameter at rest. */
typedef struct ideal_normal {
    double score[3], info[6];
} ideal_normal;
void ideal_normal_prior(const ideal_item *item, ideal_normal *out);
/** A vote at a point that is known up to theta_var. */
void ideal_normal_add(const ideal_view *view, const ideal_item *item, double theta,
                      double theta_var, ideal_normal *out);
/** Cholesky factor of the information, lower triangle row after row. */
void ideal_normal_root(const ideal_normal *n, unsigned cuts, double r[6]);
/** info x = b by the factor. */
void ideal_root_solve(const double r[6], const double b[3], double out[3]);
/** R x = b: so that x'x = b' info^-1 b. */
static inline void
ideal_root_forward(const double r[6], const double b[3], double out[3])
{
    out[0] = b[0] / r[0];
    out[1] = (b[1] - r[1] * out[0]) / r[2];
    out[2] = (b[2] - r[3] * out[0] - r[4] * out[1]) / r[5];
}
/** Variance of b: the first element of the inverse. */
double ideal_root_b_var(const double r[6]);
/** Take the step, or as much of it as keeps the cuts in order and b from leaping. */
void ideal_item_move(ideal_item *item, unsigned cuts, const double step[3]);

/** Start: the positive voter's votes, smoothed by linear steps. work: 2 * n_states. */
void ideal_start(const ideal_data *d, uint32_t positive, ideal_params *p, double *work);
/** One step of the items given the points. */
void ideal_step_items(const ideal_data *d, ideal_params *p);
/** One step of the points given the items; points are put back to mean 0 and sd 1.
 * work: 2 * n_states. */
void ideal_step_points(const ideal_data *d, ideal_params *p, double *work);
/** Variances of the points given the items, moved half way to what the votes' information (spoiled)
 * makes them. */
void ideal_spread(const ideal_data *d, ideal_params *p, double *info);
/** Mean and sd over states with votes. */
void ideal_moments(const ideal_data *d, const double *theta, double *mean, double *sd);
/** theta -> (theta - mean) / sd, the items with it, so that no probability changes. */
void ideal_rescale(const ideal_data *d, ideal_params *p, double mean, double sd);
/** rescale to mean 0 and sd 1 */
void ideal_standardise(const ideal_data *d, ideal_params *p);
double ideal_log_prior(const ideal_data *d, const ideal_params *p);

/** Room for the joint system: blocks of S, then of its inverse. */
typedef struct ideal_system {
    double **block;     /**< of each session: n * n */
    double *votes_info; /**< n_states: the votes' part of A, which is diagonal */
    double *diagonal;   /**< n_states: of A */
    double *step;       /**< 3 * n_states: for the search */
    double *rhs;        /**< n_states: right-hand side, then the solution */
    double *roots;      /**< 6 an item: factors of D */
    double *scores;     /**< 3 an item */
    double *crossings;  /**< 3 a vote: row of B */
    double *work;       /**< 4 * widest and 2 * widest^2 */
    double log_det;     /**< of S */
    double log_likelihood;
} ideal_system;
ENT_MUST_USE ent_status ideal_system_init(const ideal_data *d, ideal_system *out, ent_error *err);
void ideal_system_clear(const ideal_data *d, ideal_system *s);
/** Likelihood, S and the right-hand side at p; then the blocks hold the forward inverses. */
ENT_MUST_USE ent_status ideal_system_build(const ideal_data *d, const ideal_params *p,
                                           ideal_system *s, ent_error *err);
/** Solve S x = b in place with the forward inverses. */
void ideal_system_solve(const ideal_data *d, const ideal_params *p, ideal_system *s, double *b);
/** Step of the items that goes with a step of the points. step: 3 an item. */
void ideal_system_items(const ideal_data *d, const ideal_system *s, const double *theta_step,
                        double *step);
/** Forward inverses -> diagonal blocks of S^-1. */
void ideal_system_covariance(const ideal_data *d, const ideal_params *p, ideal_system *s);

/** Covariances kept with a fit: those within a session, in sd of all points. */
struct ent_ideal_cov {
    double **block;
    size_t n_blocks;
    size_t *n;           /**< width of each block */
    uint32_t *point_row; /**< of each point: its row in its block */
    uint32_t *point_block;
};

#endif

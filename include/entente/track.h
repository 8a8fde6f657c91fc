/* entente/track.h: from dated evidence on a pair of states to its six tracks over time. */
#ifndef ENTENTE_TRACK_H
#define ENTENTE_TRACK_H

#include "entente/base.h"
#include "entente/num.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The model. A dyad of states A and B has six directed tracks: behaviour B, rhetoric R and opinion
 * O of A towards B, then of B towards A. Time t is in years (1969.5 = middle of 1969). For track k:
 *
 *     x_k(t)   = m_k(t) + u_k(t)                                       what is reported
 *     m(t + D) = m(t) + N(0, W D)                                      slow level, random walk
 *     u(t + D) = F u(t) + N(0, v V(D)),   F = diag(exp(-kappa_k D))    fast part,
 * Ornstein-Uhlenbeck V_kl(D)  = S_kl (1 - exp(-(kappa_k + kappa_l) D)) / (kappa_k + kappa_l)    for
 * any gap D m(start) ~ N(mu_class, L),   u(start) ~ N(0, v V(infinity))
 *
 * S, W and L each are rank 2 + diagonal and the same seen from either side (ent_track_spread). v is
 * the dyad's volatility, one of 1/4, 1/2, 1, 2, 4, with estimated weights: an exact mixture.
 *
 * Measurements of eta = lam (theta + w(t)), where theta is x_k or, undirected, the mean of both
 * directions, and w(t) the drift of the whole world in that kind: tracks are relative to it. Below,
 * b(t) is the source's drift, piecewise linear between knots, constant outside:
 *
 *     TONE      y = b(t) + eta + e,         Var e = g sigma^2 ((1 - rho) / n + rho)
 *     GAUSSIAN  y = b(t) + eta + e,         Var e = g (sigma^2 + n)      n: the value's own
 * variance ORDERED   P(y <= c) = logistic(tau_c - eta),                       c = 0 .. n_levels - 2
 *     SHARE     logit((k + .5) / (n - k + .5)) = alpha + b(t) + eta + h + e,
 *                                           Var e = g (1/(k + .5) + 1/(n - k + .5) + sd_h^2)
 *     BINOMIAL  k ~ Bin(n, logistic(alpha + b(t) + eta + h + e)),  e ~ N(0, sd_h^2)
 *     COUNT     y ~ NegBin(mean n exp(alpha + b(t) - eta), variance mean + mean^2 / phi)
 *
 * g is the grade's multiplier of variance; of ORDERED and COUNT it divides the log-likelihood.
 * TONE, GAUSSIAN and SHARE may be contaminated: with probability pi the variance is 25 times as
 * large. The weight of a value is (1 - q) + q / 25, q the probability of that from its deletion
 * residual.
 *
 * A value over a span (a year) measures the mean of x over that span; it enters at the middle with
 * loading (1 - exp(-kappa h)) / (kappa h) on u, h half the span, and what that leaves of the
 * variance of the mean is added. tests/unit/track/test_spans.c states the error of this.
 *
 * Sources: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter; de Jong
 * (1989), "Smoothing and interpolation with the state-space model", JASA 84; Koopman & Shephard
 * (1992), "Exact score for time series models in state space form", Biometrika 79; Durbin & Koopman
 * (2012), Time Series Analysis by State Space Methods, 2nd ed., ch. 4, 6 and 10.
 */

/* ---- tracks --------------------------------------------------------------------------------- */

enum {
    ENT_TRACK_KINDS = 3, /**< B, R, O */
    ENT_TRACKS = 6,
    ENT_TRACK_COVS = 21, /**< upper triangle of six by six, by rows: see ent_track_cov_at */
    ENT_TRACK_CLASSES = 3,
    ENT_TRACK_VOLATILITIES = 5,
    ENT_TRACK_SOURCES_MAX = 64,
    ENT_TRACK_HOUSES_MAX = 128,
    ENT_TRACK_KNOTS_MAX = 16,
    ENT_TRACK_LEVELS_MAX = 12,
    ENT_TRACK_NAME_MAX = 32,
    ENT_TRACK_ORIGIN_MAX = 256,
    ENT_TRACK_PASSES_MAX = 20
};

/** What a value is about: one directed track, or both directions of a kind with a half each. */
typedef enum ent_track_on {
    ENT_ON_B_AB = 0, /**< behaviour of A towards B */
    ENT_ON_R_AB,
    ENT_ON_O_AB,
    ENT_ON_B_BA,
    ENT_ON_R_BA,
    ENT_ON_O_BA,
    ENT_ON_B, /**< undirected */
    ENT_ON_R,
    ENT_ON_O,
    ENT_ON_COUNT
} ent_track_on;
/** "B.ab" .. "O.ba", "B", "R", "O"; "" when out of range. Static text. */
ENT_API const char *ent_track_on_name(ent_track_on on);
/** The same thing seen with A and B exchanged. */
ENT_API ent_track_on ent_track_on_swap(ent_track_on on);
/** Place of the covariance of tracks k and l (in either order) among ENT_TRACK_COVS. */
ENT_API size_t ent_track_cov_at(size_t k, size_t l);

/* ---- parameters ----------------------------------------------------------------------------- */

typedef enum ent_track_class {
    ENT_CLASS_CONTIGUOUS = 0,
    ENT_CLASS_MAJOR, /**< not contiguous, with a major power */
    ENT_CLASS_OTHER
} ent_track_class;

/**
 * A covariance of six tracks that swapping A and B leaves alone: rank 2 + diagonal.
 * Same direction: mood_k mood_l + lean_k lean_l + [k = l] own_k^2; opposite: mood_k mood_l -
 * lean_k lean_l.
 * @shape one value a kind, B R O
 */
typedef struct ent_track_spread {
    double mood[ENT_TRACK_KINDS]; /**< what both directions share */
    double lean[ENT_TRACK_KINDS]; /**< what one has more of and the other less */
    double own[ENT_TRACK_KINDS];  /**< sd of each track's own part */
} ent_track_spread;
/** The covariance of tracks k and l, 0 .. 5. @cost O(1) */
ENT_API double ent_track_spread_cov(const ent_track_spread *s, size_t k, size_t l);

typedef enum ent_track_kind {
    ENT_OBS_TONE = 0,
    ENT_OBS_GAUSSIAN,
    ENT_OBS_ORDERED,
    ENT_OBS_SHARE,
    ENT_OBS_BINOMIAL,
    ENT_OBS_COUNT,
    ENT_OBS_KINDS
} ent_track_kind;
/** "tone" .. "count"; "" when out of range. Static text. */
ENT_API const char *ent_track_kind_name(ent_track_kind kind);

/** How one source (an event feed, an anchor, a survey question, a class of counts) measures. */
typedef struct ent_track_source {
    char name[ENT_TRACK_NAME_MAX]; /**< no tab, no line end, unique */
    ent_track_kind kind;
    double lam;      /**< slope, not 0; 1 for the reference source of a track */
    double alpha;    /**< intercept of SHARE, BINOMIAL and COUNT */
    double sigma;    /**< noise sd of TONE (one report) and GAUSSIAN */
    double rho;      /**< 0 <= rho < 1, echo among reports of TONE */
    double phi;      /**< dispersion of COUNT, > 0; smaller is wilder */
    double outliers; /**< pi: 0 <= pi < 1/2, share of values with 25 times the variance */
    size_t n_knots;  /**< 0: no drift */
    double knot_t[ENT_TRACK_KNOTS_MAX]; /**< years, rising */
    double knot_b[ENT_TRACK_KNOTS_MAX];
    size_t n_levels;                      /**< levels 0 .. n_levels - 1 of ORDERED */
    double tau[ENT_TRACK_LEVELS_MAX - 1]; /**< n_levels - 1 thresholds, rising */
} ent_track_source;

/** A pollster: its leaning h and the sd of its further error, on the logit scale. */
typedef struct ent_track_house {
    char name[ENT_TRACK_NAME_MAX];
    double effect, sd;
} ent_track_house;

/** Everything that is estimated once for all dyads. Plain; all-zero is not valid. */
typedef struct ent_track_params {
    char origin[ENT_TRACK_ORIGIN_MAX]; /**< data and command that it was estimated with; one line */
    double kappa[ENT_TRACK_KINDS]; /**< a year, > 0: half of a surprise is gone in ln 2 / kappa */
    ent_track_spread fast;         /**< S, a year */
    ent_track_spread slow;         /**< W, a year */
    ent_track_spread level;        /**< L, between dyads */
    double mu[ENT_TRACK_CLASSES][ENT_TRACK_KINDS];
    double volatility[ENT_TRACK_VOLATILITIES]; /**< weights of 1/4, 1/2, 1, 2, 4; sum 1 */
    double world_t[ENT_TRACK_KNOTS_MAX];       /**< years, rising */
    double world_w[ENT_TRACK_KINDS][ENT_TRACK_KNOTS_MAX];
    size_t n_world; /**< 0: no world drift */
    size_t n_sources;
    ent_track_source sources[ENT_TRACK_SOURCES_MAX];
    size_t n_houses;
    ent_track_house houses[ENT_TRACK_HOUSES_MAX];
} ent_track_params;

/** @error ENT_E_DOMAIN, with the name of the parameter   @cost O(sources) */
ENT_API ENT_MUST_USE ent_status ent_track_params_check(const ent_track_params *p, ent_error *err);
/**
 * As text: TSV of section, name, field, index, value; the same parameters give the same bytes.
 * @error ENT_E_DOMAIN as ent_track_params_check   @error ENT_E_NOMEM   @cost O(sources)
 */
ENT_API ENT_MUST_USE ent_status ent_track_params_write(const ent_track_params *p, ent_buf *out,
                                                       ent_error *err);
/**
 * @error ENT_E_PARSE a line that is none of ours, twice the same, or one is lacking (err has the
 *        row)   @error ENT_E_DOMAIN, ENT_E_LIMIT, ENT_E_NOMEM   @owner out is the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_track_params_read(const void *bytes, size_t n, const char *name,
                                                      ent_track_params *out, ent_error *err);
/**
 * SHA-256 of what ent_track_params_write gives, which every output must name.
 * @error as ent_track_params_write
 */
ENT_API ENT_MUST_USE ent_status ent_track_params_hash(const ent_track_params *p,
                                                      char out[ENT_SHA256_HEX_MAX], ent_error *err);
/** Index of a source or house by name; false when there is none. */
ENT_API bool ent_track_source_find(const ent_track_params *p, const char *name, size_t *out);
ENT_API bool ent_track_house_find(const ent_track_params *p, const char *name, size_t *out);
/** b(t) of a source. @cost O(knots) */
ENT_API double ent_track_drift_at(const ent_track_source *s, double t);
/** w_kind(t), the drift of the whole world in a kind. @cost O(knots) */
ENT_API double ent_track_world_at(const ent_track_params *p, size_t kind, double t);
/** Stationary covariance S_kl / (kappa_k + kappa_l) of the fast parts of tracks k and l. */
ENT_API double ent_track_fast_cov(const ent_track_params *p, size_t k, size_t l);

/* ---- evidence ------------------------------------------------------------------------------- */

/** One value of one source about one dyad. */
typedef struct ent_track_obs {
    double t_first, t_last; /**< years; equal for an instant, else the value is of the whole span */
    double value;           /**< tone, number, level 0.., k saying yes, or count */
    double n;               /**< reports, own variance, -, asked, exposure */
    double grade;           /**< variance multiplier >= 1; HUGE_VAL: shown, without any weight */
    int32_t known_day;      /**< days since 1970-01-01 when it became known */
    uint16_t source;        /**< index in ent_track_params.sources */
    uint16_t house;         /**< 1 + index in ent_track_params.houses; 0: none */
    uint8_t on;             /**< ent_track_on */
} ent_track_obs;

/**
 * Multiplier of variance for a NATO/AJP-2.1 grade: A1 is 1, each further letter or digit times 1.5
 * (an expert prior); F or 6, which cannot be judged, HUGE_VAL.
 * @error ENT_E_DOMAIN reliability not 'A'..'F' or credibility not 1..6
 */
ENT_API ENT_MUST_USE ent_status ent_track_grade(char reliability, int credibility, double *out,
                                                ent_error *err);

/** All evidence about one dyad, in any order. */
typedef struct ent_track_dyad {
    ent_track_class class_of;
    double t_start; /**< where the prior of the level holds; nothing may lie before it */
    double t_end;   /**< nothing is reported after it */
    const ent_track_obs *obs;
    size_t n_obs;
    const double *outlier; /**< NULL: estimated; else n_obs given probabilities q, held fixed */
} ent_track_dyad;

/* ---- running -------------------------------------------------------------------------------- */

/** What the model says of one observation, in its own scale of eta = lam theta. */
typedef struct ent_track_fit {
    double eta, var; /**< smoothed mean and variance */
    double away;     /**< deletion residual: (pseudo-)value - mean without it; 0 when no weight */
    double away_var; /**< its variance */
    double outlier;  /**< q, 0 where the source has none */
    double weight_0to1; /**< 1 - q + q / 25; 0 when it has none */
} ent_track_fit;

/** Tracks of one dyad on the grid. All borrowed until `put` returns. */
typedef struct ent_track_result {
    size_t n_grid;
    size_t first, last;         /**< rows first <= g < last lie within the dyad's time; others 0 */
    const double *grid;         /**< years */
    const double *filtered;     /**< n_grid x 6: from what lay before or at that time only */
    const double *filtered_cov; /**< n_grid x 21 */
    const double *smoothed;     /**< n_grid x 6: from everything */
    const double *smoothed_cov; /**< n_grid x 21 */
    const ent_track_fit *fits;  /**< n_obs, in the order of the dyad's obs */
    size_t n_obs;
    size_t n_used;  /**< observations with weight */
    double log_lik; /**< of the dyad's evidence, mixed over volatilities (see ent_tracks_score) */
    double volatility[ENT_TRACK_VOLATILITIES]; /**< posterior probabilities */
    unsigned passes;                           /**< of linearising */
    bool converged; /**< no eta moved by more than the tolerance in the last pass */
} ent_track_result;

typedef struct ent_track_options {
    const double *grid; /**< n_grid years, rising; may be NULL with n_grid 0 */
    size_t n_grid;
    unsigned threads;      /**< 0: one; any number gives the same bytes */
    unsigned lanes;        /**< 0: as the processor likes; 2, 4 or 8 give the same bytes */
    unsigned max_passes;   /**< 0: ENT_TRACK_PASSES_MAX */
    unsigned later_passes; /**< at most, for volatilities after the first one; 0: max_passes */
    double tolerance;      /**< 0: 1e-8; 1e-3 is far below any band and takes half the passes */
    bool has_as_of;        /**< leave out what became known after as_of_day */
    int32_t as_of_day;
    bool no_filtered; /**< leave filtered at 0: saves one pass */
    bool no_smoothed; /**< leave smoothed at 0, fits remain */
    bool no_gradient; /**< ent_tracks_score: the value only */
} ent_track_options;

/** Where dyads come from and results go; calls never overlap, and come in rising order of i. */
typedef struct ent_track_io {
    void *ctx;
    /** Fill *dyad, zeroed before; what it points to must live until `put` of the same i. */
    ent_status (*take)(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err);
    /** May be NULL. */
    ent_status (*put)(void *ctx, size_t i, const ent_track_result *result, ent_error *err);
} ent_track_io;

/**
 * Filter and smooth many dyads. Filtered values come from a forward pass of its own, in which each
 * value is linearised and weighed with what lay before it, so that nothing of later times enters.
 *
 * @shape  n_dyads calls of take and put   @unit tracks in the scale of the parameters, time in
 * years
 * @missing no evidence at all: the prior, widening; grade HUGE_VAL: fitted, without weight
 * @error  ENT_E_DOMAIN  parameters or an observation not valid (err->row: 1 + its index)
 * @error  ENT_E_SHAPE   grid not rising   @error ENT_E_NOMEM   @error what take or put return
 * @cost   O(evidence + grid) a dyad and pass; memory O(threads), the same for any n_dyads
 * @owner  the caller's; nothing is kept   @source as at the top of this header
 */
ENT_API ENT_MUST_USE ent_status ent_tracks_run(const ent_track_params *p, size_t n_dyads,
                                               const ent_track_io *io,
                                               const ent_track_options *options, ent_error *err);

/** Sum of log-likelihoods, and its derivative by each parameter, in the parameter's own place. */
typedef struct ent_track_score {
    double log_lik;
    ent_track_params by; /**< 0 in fields that no parameter is (knot_t, counts, names) */
} ent_track_score;

/**
 * Log-likelihood of many dyads and its gradient.
 *
 * The log-likelihood is the prediction-error decomposition, exact for linear Gaussian evidence,
 * Laplace's approximation for ORDERED, BINOMIAL and COUNT. With contaminated sources and outlier
 * NULL the value is that of weights at their fixed point and the gradient holds them still; with
 * given outlier probabilities both belong to the expected complete-data log-likelihood plus the
 * entropy of q, and the gradient is exact: fit with those, refresh them, repeat (generalised EM).
 *
 * @shape  as ent_tracks_run; the grid is ignored, put may be NULL
 * @error  as ent_tracks_run   @cost about one pass more than ent_tracks_run without a grid
 * @owner  out is the caller's (about 40 KiB: not for a small stack)
 * @source Koopman & Shephard (1992), Biometrika 79, for the Gaussian part
 */
ENT_API ENT_MUST_USE ent_status ent_tracks_score(const ent_track_params *p, size_t n_dyads,
                                                 const ent_track_io *io,
                                                 const ent_track_options *options,
                                                 ent_track_score *out, ent_error *err);

/* ---- derived -------------------------------------------------------------------------------- */

/** A linear quantity of the six tracks. */
typedef struct ent_track_number {
    double mean, var;
    double p_above_0; /**< probability that it is above 0; 1/2 for exactly 0 without variance */
} ent_track_number;

typedef enum ent_track_quantity {
    ENT_QTY_B = 0, /**< the track itself, or the mean of both directions */
    ENT_QTY_R,
    ENT_QTY_O,
    ENT_QTY_FACADE,           /**< R - B */
    ENT_QTY_STATE_SOCIETY,    /**< B - O */
    ENT_QTY_RHETORIC_SOCIETY, /**< R - O = the two above added */
    ENT_QTY_COUNT
} ent_track_quantity;

typedef enum ent_track_side {
    ENT_SIDE_AB = 0, /**< A towards B */
    ENT_SIDE_BA,
    ENT_SIDE_MEAN, /**< mean of the two directions: symmetric */
    ENT_SIDE_DIFF, /**< (ab - ba) / 2: antisymmetric */
    ENT_SIDE_COUNT
} ent_track_side;

/** Weights of the six tracks in a quantity. @shape weights: ENT_TRACKS */
ENT_API void ent_track_weights(ent_track_quantity quantity, ent_track_side side, double *weights);
/**
 * weights' x with its variance. @shape mean ENT_TRACKS, cov ENT_TRACK_COVS, weights ENT_TRACKS
 * @cost O(1)
 */
ENT_API void ent_track_combine(const double *mean, const double *cov, const double *weights,
                               ent_track_number *out);
/** a - b of two different dyads, taken as independent given the parameters. */
ENT_API void ent_track_compare(const ent_track_number *a, const ent_track_number *b,
                               ent_track_number *out);

/* ---- estimating -----------------------------------------------------------------------------
 *
 * Parameters are free, fixed or held near a prior by name, and are moved on a scale z without
 * bounds: z = value (drifts, means, intercepts, leanings), log value (rates, sds, slopes,
 * dispersion, steps between thresholds), logit (rho; outliers over 1/2), and for the volatility
 * weights, kept symmetric about 1, the log ratios of "near" (1/2, 2) and "far" (1/4, 4) to 1.
 * Names: "kappa.B", "fast.mood.R", "slow.own.O", "level.lean.B", "mu.major.R", "volatility.far",
 * "world.B.1", "source.NAME.lam", ".alpha", ".sigma", ".rho", ".phi", ".outliers", ".b.0",
 * ".tau.2", "house.NAME.effect", "house.NAME.sd".
 */

enum { ENT_TRACK_FREE_MAX = 512, ENT_TRACK_FREE_NAME_MAX = 72 };

/** How freely a parameter moves. The last rule that matches a name counts; without one it is free.
 */
typedef struct ent_track_rule {
    const char *pattern; /**< a name; '*' stands for any text, once or more */
    double sd; /**< on the scale z, of a normal prior about the start: 0 fixed, HUGE_VAL free */
} ent_track_rule;

/** One parameter that moves. */
typedef struct ent_track_free {
    char name[ENT_TRACK_FREE_NAME_MAX];
    uint8_t group, form; /**< where it lies and how z is made: for free.c */
    uint16_t i, j;       /**< likewise */
    double centre, sd;   /**< prior on the scale z; sd HUGE_VAL: none */
} ent_track_free;

/**
 * The parameters that move, in a fixed order. A value of exactly 0 that has no logarithm (an sd, an
 * outlier share, a weight) is a part left out of the model and stays out.
 * @shape  out: room for ENT_TRACK_FREE_MAX, *n filled   @unit z, see above
 * @error  ENT_E_DOMAIN p is not valid, or a rule's sd is negative   @error ENT_E_LIMIT too many
 * @error  ENT_E_UNKNOWN a pattern without '*' that no parameter has   @cost O(parameters x rules)
 */
ENT_API ENT_MUST_USE ent_status ent_track_free_list(const ent_track_params *p,
                                                    const ent_track_rule *rules, size_t n_rules,
                                                    ent_track_free *out, size_t *n, ent_error *err);
/** z of each free parameter. @shape z: n   @cost O(n) */
ENT_API void ent_track_pack(const ent_track_params *p, const ent_track_free *slots, size_t n,
                            double *z);
/** The parameters at z; what is not free is left as it is in *p. @shape z: n   @cost O(n) */
ENT_API void ent_track_unpack(const ent_track_free *slots, size_t n, const double *z,
                              ent_track_params *p);
/** d / dz from d / d(field) at p. @shape gradient: n   @cost O(n + thresholds) */
ENT_API void ent_track_chain(const ent_track_params *p, const ent_track_params *score,
                             const ent_track_free *slots, size_t n, double *gradient);
/** The parameter's own value (not z) in p. @cost O(1) */
ENT_API double ent_track_free_value(const ent_track_params *p, const ent_track_free *slot);

/** Where the fit starts, how long it may take. Zero means the default. */
typedef struct ent_track_fit_options {
    const ent_track_rule *rules;
    size_t n_rules;
    unsigned threads;    /**< 0: one; any number gives the same bytes */
    unsigned max_rounds; /**< of refreshing outlier probabilities; 0: 4 */
    unsigned max_steps;  /**< of walking downhill, a round; 0: 40 */
    double tolerance;    /**< of a round's move, in standard errors, nearly; 0: 0.05 */
} ent_track_fit_options;

/** Estimates with their joint uncertainty: z ~ N(mode, covariance), Laplace's approximation. */
typedef struct ent_track_posterior {
    ent_track_params mode;
    size_t n;
    ent_track_free *slots; /**< n */
    double *z, *se;        /**< n: mode and standard errors on the scale z */
    double *chol;          /**< n x n, row by row: covariance = chol chol' */
    double log_lik;        /**< at the mode, without the priors */
    double gradient;       /**< largest part of Newton's last step, in standard errors, nearly */
    size_t n_dyads, n_obs, evaluations;
    unsigned rounds;
    bool converged;
} ent_track_posterior;

/**
 * Marginal likelihood: the parameters that make the evidence of many dyads most probable, with the
 * tracks integrated out, and their covariance from the second derivatives of the log posterior.
 *
 * Within a round the probabilities that a value is an outlier are held (generalised EM); the second
 * derivatives, and the steps of Newton that end the fit, are of the score with those refreshed, so
 * that not knowing them widens the errors. converged: the last such step was under half an error.
 *
 * @shape  dyads: n_dyads; start: valid, and the centre of the priors
 * @error  ENT_E_SHAPE  no dyads, or nothing is free
 * @error  ENT_E_DOMAIN as ent_tracks_score, or the second derivatives have no maximum there: some
 *         parameter is not identified (err names the direction)
 * @error  ENT_E_NOMEM  @error ENT_E_LIMIT, ENT_E_UNKNOWN as ent_track_free_list
 * @cost   about 40 + n evaluations of ent_tracks_score
 * @owner  *out: ent_track_posterior_clear; dyads are the caller's, their `outlier` is not read
 * @source Fisher's identity for the score; Dempster, Laird & Rubin (1977), JRSS B 39, for the
 *         rounds; Tierney & Kadane (1986), JASA 81, for the covariance
 */
ENT_API ENT_MUST_USE ent_status ent_track_fit_params(const ent_track_dyad *dyads, size_t n_dyads,
                                                     const ent_track_params *start,
                                                     const ent_track_fit_options *options,
                                                     ent_track_posterior *out, ent_error *err);
/** Accepts NULL and an all-zero posterior. */
ENT_API void ent_track_posterior_clear(ent_track_posterior *posterior);
/**
 * One draw of the parameters from their posterior: what is fixed stays.
 * @cost O(n^2)   @owner *out is the caller's
 */
ENT_API void ent_track_posterior_draw(const ent_track_posterior *posterior, ent_random *random,
                                      ent_track_params *out);
/** Standard error of a parameter's own value (delta method). @shape slot < n   @cost O(n) */
ENT_API double ent_track_posterior_se(const ent_track_posterior *posterior, size_t slot);

/* ---- anchors: what makes levels of different years comparable ---------------------------------
 *
 * Adding to the drift of every source of a kind what is taken from the drift of the world changes
 * no likelihood, unless a source without drift of its own (n_knots 0: disputes by fixed rules,
 * alliances, a survey question) holds the level. Where none does, a track means "relative to the
 * world of that year", and levels of two years cannot be compared.
 */

enum { ENT_TRACK_ANCHORS_MAX = 256, ENT_TRACK_ANCHOR_DYADS = 10 };

/** A span without a gap in which a source without drift has values on enough dyads each year. */
typedef struct ent_track_anchor {
    uint8_t kind;    /**< 0 B, 1 R, 2 O */
    uint16_t source; /**< index in ent_track_params.sources */
    double t_first, t_last;
} ent_track_anchor;

/**
 * All such spans in the evidence: at least ENT_TRACK_ANCHOR_DYADS dyads in each calendar year.
 * @shape  out: room for ENT_TRACK_ANCHORS_MAX, *n filled, by kind, source and time
 * @missing values of grade HUGE_VAL hold nothing
 * @error  ENT_E_LIMIT more spans   @error ENT_E_DOMAIN years beyond +-100,000   @error ENT_E_NOMEM
 * @cost   O(evidence + dyads x sources x years)   @owner out is the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_track_anchors(const ent_track_params *p,
                                                  const ent_track_dyad *dyads, size_t n_dyads,
                                                  ent_track_anchor *out, size_t *n, ent_error *err);
/**
 * May levels of a kind at these two times be compared? Only when one and the same source holds the
 * level at both: false means "relative to the world average of that year" and no more.
 * @cost O(n^2)
 */
ENT_API bool ent_track_anchored(const ent_track_anchor *anchors, size_t n, size_t kind,
                                double t_first, double t_last);

/* ---- made-up worlds ------------------------------------------------------------------------- */

/** Which path to draw. */
typedef struct ent_track_path {
    ent_track_class class_of;
    const double *t; /**< n years, rising */
    size_t n;
    double volatility; /**< v; 0: drawn with the parameters' weights */
} ent_track_path;

/**
 * One path of the six tracks at rising times, drawn from the model: level and fast part at the
 * first time from their priors, then exact steps.
 * @shape  x: path->n x 6   @unit scale of the parameters, without the world's drift
 * @error  ENT_E_SHAPE times not rising   @error ENT_E_DOMAIN p not valid   @cost O(n)
 * @owner  x is the caller's; random moves on
 */
ENT_API ENT_MUST_USE ent_status ent_track_draw_path(const ent_track_params *p,
                                                    const ent_track_path *path, ent_random *random,
                                                    double *x, ent_error *err);
/**
 * The value that a source reports of theta (lam applied here), drawn from its measurement model.
 * obs gives source, house, n (reports, own variance, asked, exposure), grade and time; its value
 * is ignored.
 * @error ENT_E_DOMAIN no such source or house, or n not valid for the source's kind   @cost O(1)
 */
ENT_API ENT_MUST_USE ent_status ent_track_draw_value(const ent_track_params *p,
                                                     const ent_track_obs *obs, double theta,
                                                     ent_random *random, double *out,
                                                     ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

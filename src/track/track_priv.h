/* track_priv.h: what the files of the engine share: points of evidence, plans of a batch, passes.
 */
#ifndef ENT_TRACK_TRACK_PRIV_H
#define ENT_TRACK_TRACK_PRIV_H

#include "entente/track.h"

/*
 * A batch is up to LANES_MAX dyads that go through the same steps side by side, one a lane. A lane
 * that has nothing at a step gets one that changes nothing, bit for bit: a gap of 0, or a value
 * with loading 0 and variance 1. So the numbers of a dyad do not depend on who its neighbours are.
 *
 * State of a lane: m_0 .. m_5, u_0 .. u_5. A symmetric matrix of it is kept as its upper triangle
 * by rows, PACKED values.
 */
enum { STATES = 12, PACKED = 78, LANES_MAX = 8, PAIRS = 12 };

/* Values a slot (one value in each lane) holds, LANES of each: */
enum { IN_ZM = 0, IN_ZU, IN_Y, IN_H, IN_FIELDS };                 /* what goes in */
enum { KEPT_M = 0, KEPT_V = 12, KEPT_INV, KEPT_AT, KEPT_FIELDS }; /* M = P z, y - at, 1 / F, at */
enum { OUT_ETA = 0, OUT_VAR, OUT_U, OUT_D, OUT_FIELDS };          /* what smoothing gives */
/* And a grid point: rows of P of the six x, then their means; what comes out. */
enum { ROWS_A = 0, ROWS_MEAN = 72, ROWS_FIELDS = 78 };
enum { GRID_MEAN = 0, GRID_COV = 6, GRID_FIELDS = 27 };

/* ---- transitions ------------------------------------------------------------------------------
 */

/* Two tracks are of a pair of kinds, in the same direction (0 .. 5) or opposite ones (6 .. 11). */
extern const uint8_t ent_track_pair[ENT_TRACKS][ENT_TRACKS];
/* Offset of row i, so that the element (i, j), i <= j, is at offset + j. */
extern const uint8_t ent_track_row[STATES];

/* What a gap of dt years does; all but dt is 1 or 0 for dt 0. */
typedef struct track_gap {
    double dt;
    double keep[ENT_TRACK_KINDS]; /* exp(-kappa dt) */
    double grow[PAIRS];           /* V(dt); own only where the track is the same, see own */
    double own[ENT_TRACK_KINDS];  /* what is added to grow on the diagonal */
} track_gap;

typedef struct track_gaps {
    const ent_track_params *params;
    track_gap *items;
    size_t n, cap;
    uint32_t *slots; /* open addressing, 1 + index */
    size_t n_slots;
} track_gaps;

/* How V(dt) changes with its two kappa: by pair of kinds, without S. */
typedef struct track_slope {
    double scale[PAIRS / 2]; /* V = S scale */
    double slope[PAIRS / 2]; /* d scale / d (kappa_k + kappa_l) */
} track_slope;

void ent_track_slope_make(const ent_track_params *p, double dt, track_slope *out);
void ent_track_gap_make(const ent_track_params *p, double dt, track_gap *out);
/* Index of the gap of dt, made when new. */
ENT_MUST_USE ent_status ent_track_gaps_find(track_gaps *gaps, double dt, uint32_t *out,
                                            ent_error *err);
void ent_track_gaps_clear(track_gaps *gaps);

/* A spread as numbers by pair, its own part apart. */
void ent_track_spread_pairs(const ent_track_spread *s, double pairs[PAIRS],
                            double own[ENT_TRACK_KINDS]);

/* ---- points -----------------------------------------------------------------------------------
 */

typedef enum track_family { FAMILY_PLAIN = 0, FAMILY_OUTLIERS, FAMILY_CURVED } track_family;

/* One observation with weight, as the engine uses it. */
typedef struct track_point {
    double t;
    double zm, zu;         /* loadings on m and u of its track (undirected: of each of both) */
    double shift;          /* alpha + b(t) + h */
    double y;              /* Gaussian: value less shift; curved: level, k or count */
    double n;              /* asked or exposure */
    double v;              /* Gaussian: variance; curved: that of what is added to eta within */
    double span_m, span_u; /* what a span leaves of the variance of its mean; u: at volatility 1 */
    double power;          /* curved: what its log-likelihood is multiplied with, 1 / g */
    double constant;       /* curved: what of log p is the same for every eta */
    double given_q;        /* < 0: to be estimated */
    const ent_track_source *source;
    const ent_track_obs *obs;
    uint32_t index; /* among the dyad's obs */
    uint8_t on, family;
} track_point;

/* A dyad made ready: points in a total order of content, seen from the side that comes first. */
typedef struct track_ready {
    track_point *points;
    size_t n, cap;
    bool swapped; /* A and B were exchanged */
    ent_track_dyad dyad;
} track_ready;

ENT_MUST_USE ent_status ent_track_ready_make(track_ready *ready, const ent_track_params *p,
                                             const ent_track_dyad *dyad,
                                             const ent_track_options *options, ent_error *err);
/* Loading on u of the mean over 2 h years around now, and the variance that this leaves; rate: S.
 */
void ent_track_span_terms(double kappa, double rate, double h, double *loading, double *left);
void ent_track_ready_clear(track_ready *ready);

/* Where one point stands while its dyad is linearised. */
typedef struct track_line {
    double y, h;  /* pseudo-value and its variance, extra included */
    double extra; /* variance that neither outliers nor linearising touch */
    double at;    /* where it was linearised: eta, for curved ones with what is added to it */
    double q;
} track_line;

/* log p(y | zeta) and its derivatives by zeta. */
typedef struct track_curve {
    double log_p, slope, bend, third; /* bend: minus the second derivative */
} track_curve;

/* Smoothed values of a slot in a lane: fields are `lanes` apart. */
typedef struct track_smoothed {
    double eta, var, u, d;
} track_smoothed;

double ent_track_curve_constant(const track_point *point);
void ent_track_curve_at(const track_point *point, double zeta, track_curve *out);
/* Before anything is known of eta but its prior mean. */
void ent_track_line_start(const track_point *point, double prior, double volatility,
                          track_line *out);
/* With what another volatility left. */
void ent_track_line_again(const track_point *point, double volatility, track_line *line);
/* Pseudo-value and variance from q or, curved, from where it is linearised. */
void ent_track_line_set(const track_point *point, track_line *line);
/* New q, or where to linearise, from smoothed values; returns how far eta moved. */
double ent_track_line_next(const track_point *point, const track_smoothed *s, track_line *line);
/* From what lay before: predicted mean and variance of eta. */
void ent_track_line_ahead(const track_point *point, double mean, double var, track_line *line);
/* What the log-likelihood of pseudo-values lacks; from smoothed values. */
double ent_track_line_lacks(const track_point *point, const track_line *line,
                            const track_smoothed *s);
/* What is reported of a point. */
void ent_track_line_fit(const track_point *point, const track_line *line, const track_smoothed *s,
                        ent_track_fit *out);
/* The same for ent_track_line_ahead. */
double ent_track_line_lacks_ahead(const track_point *point, const track_line *line, double mean,
                                  double var);

/* ---- passes -----------------------------------------------------------------------------------
 */

typedef enum track_step_type { STEP_NODE = 0, STEP_SLOT, STEP_GRID } track_step_type;

/* Sums over all gaps of a batch that the gradient is made of; LANES of each. W is r r' - N. */
enum {
    SCORE_SLOW = 0,                        /* W of m times dt, by pair, then own */
    SCORE_FAST = SCORE_SLOW + PAIRS + 3,   /* W of u times scale and volatility */
    SCORE_BEND = SCORE_FAST + PAIRS + 3,   /* W of u times slope and volatility */
    SCORE_KEEP = SCORE_BEND + PAIRS + 3,   /* d by kappa of what is kept, by kind */
    SCORE_R = SCORE_KEEP + 3,              /* r of m at the start, by kind */
    SCORE_LEVEL = SCORE_R + 3,             /* W of m at the start */
    SCORE_START = SCORE_LEVEL + PAIRS + 3, /* W of u at the start */
    SCORE_FIELDS = SCORE_START + PAIRS + 3
};
/* What is kept of a gap: mean and covariance before it; and of a value over a span. */
enum { STATE_A = 0, STATE_P = STATES, STATE_FIELDS = STATES + PACKED };
enum { SPAN_M = 0, SPAN_A = STATES, SPAN_FIELDS };
/* What scoring adds to `out`: of the second pass eta and u; of the part of eta due to u its mean in
 * both passes and its covariance with eta. */
enum { MORE_ETA = 0, MORE_U, MORE_FAST, MORE_FAST2, MORE_COV, MORE_FIELDS };

typedef struct track_step {
    uint32_t index; /* of the node, slot or grid point */
    uint8_t type;
    uint8_t on;   /* of a slot */
    bool same;    /* node: all lanes have the same gap */
    bool bending; /* slot: a lane's value has to be linearised */
    bool span;    /* slot: a lane's value is over a span */
} track_step;

/* One way through the steps of a batch. All arrays are [index][field][lane]. */
typedef struct track_pass {
    const track_step *steps;
    size_t n_steps;
    const track_gap *gaps;
    const uint32_t *node_gap; /* [node][lane] */
    const ent_track_params *params;
    double volatility;
    const double *start; /* [kind][lane]: prior means */
    double *in, *kept, *out;
    double *rows, *grid;
    bool keep_grid;            /* forward: fill rows */
    bool keep_all;             /* filter: keep what forward keeps, too */
    double log_lik[LANES_MAX]; /* forward: of the values in `in` */
    /* filtering: linearise slot, given predicted means and variances, into `in` */
    void (*ahead)(void *ctx, uint32_t slot, const double *mean, const double *var);
    void *ctx;
    /* filtering: at a grid point, with log_lik so far, GRID_FIELDS values a lane */
    void (*at_grid)(void *ctx, uint32_t g, const double *values, const double *log_lik);
    /* scoring: see the enums above; the second pass is of means only, with values `in2` */
    const track_slope *slopes;
    double *states, *states2, *spans, *spans2, *in2, *kept2, *more, *score;
} track_pass;

typedef struct track_kernel {
    unsigned lanes;
    void (*forward)(track_pass *pass);
    void (*filter)(track_pass *pass); /* forward with ahead and at_grid, keeping nothing */
    void (*backward)(track_pass *pass);
    void (*score_forward)(track_pass *pass);
    void (*second_forward)(track_pass *pass); /* after score_forward */
    void (*score_backward)(track_pass *pass);
} track_kernel;

/* NULL when the processor cannot run it. */
const track_kernel *ent_track_kernel_2(void);
const track_kernel *ent_track_kernel_4(void);
const track_kernel *ent_track_kernel_8(void);

#endif

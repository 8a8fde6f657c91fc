/* oracle.h: the tracks by brute force: one multivariate normal over all values; and random cases.
 */
#ifndef TESTS_UNIT_TRACK_ORACLE_H
#define TESTS_UNIT_TRACK_ORACLE_H

#include "../check.h"

#include "entente/track.h"

enum { ORACLE_MAX = 64 };

/* A value as a linear functional of the six tracks at one time, or of their mean over a span. */
typedef struct oracle_value {
    double weights[ENT_TRACKS]; /* lam included */
    double t_first, t_last;
    double y, var;
} oracle_value;

typedef struct oracle {
    const ent_track_params *params;
    ent_track_class class_of;
    double t_start, volatility;
    size_t n;
    oracle_value values[ORACLE_MAX];
    double chol[ORACLE_MAX][ORACLE_MAX];
    double solved[ORACLE_MAX]; /* covariance^-1 (y - mean) */
    double log_lik;
} oracle;

/* Covariance of x_k(s) and x_l(t), from the process in closed form. */
double oracle_cov(const oracle *o, size_t k, double s, size_t l, double t);
/* Covariance of two functionals; spans by quadrature. */
double oracle_cov_values(const oracle *o, const oracle_value *a, const oracle_value *b);
/* Factorise; after this log_lik is there. */
void oracle_solve(oracle *o);
/* Posterior mean and covariance (21) of the tracks at t. */
void oracle_tracks(const oracle *o, double t, double *mean, double *cov);

/* ---- random cases ---------------------------------------------------------------------------- */

double oracle_normal(dice *d);
/* Parameters of an ordinary kind, with Gaussian sources "ref" and "second" (lam other than 1). */
void oracle_params(dice *d, ent_track_params *p);
/* n values at random times, days or months, some undirected. */
void oracle_dyad(dice *d, size_t n, ent_track_obs *obs, ent_track_dyad *dyad);
/* What a Gaussian observation (an instant) is to the oracle. */
void oracle_add(oracle *o, const ent_track_obs *obs);

/* ---- running one or a few dyads ------------------------------------------------------------- */

/* Copies of what `put` was given. */
typedef struct oracle_run {
    const ent_track_dyad *dyads;
    size_t n_dyads, n_grid;
    double *filtered, *filtered_cov, *smoothed, *smoothed_cov; /* [dyad][grid][6 or 21] */
    ent_track_fit *fits[64];                                   /* a dyad */
    ent_track_result results[64]; /* their pointers are not to be followed */
} oracle_run;

/* Runs and keeps everything; fails the test when the status is not OK. */
void oracle_run_all(oracle_run *run, const ent_track_params *p, const ent_track_dyad *dyads,
                    size_t n, const ent_track_options *options);
void oracle_run_clear(oracle_run *run);

#endif

/* entente/measure.h: from series of observations to estimates with intervals. */
#ifndef ENTENTE_MEASURE_H
#define ENTENTE_MEASURE_H

#include "entente/base.h"
#include "entente/estimate.h"
#include "entente/num.h"
#include "entente/panel.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Agreement of two voters over common roll calls: mean of 1 - |v1 - v2| / 2, v = 1 yes, 0 abstain,
 * -1 no (Lijphart 1963's index; absences do not count).
 *
 * @shape  a, b: "un.vote" series of two states; matched by record (the roll call)
 * @unit   0..1
 * @missing no common roll call in the span: state UNCOVERED, MISSING when windows cover both
 * @error  ENT_E_DOMAIN first_day > last_day   @error ENT_E_NOMEM
 * @cost   O(n log n) in votes   @owner out borrows from arena
 * @source Lijphart A. 1963. "The Analysis of Bloc Voting in the General Assembly", APSR 57(4).
 *         Interval: 90 %, standard error clustered by year of vote; with one year, over roll calls;
 *         without any spread, Wilson's for as many roll calls.
 */
ENT_API ENT_MUST_USE ent_status ent_measure_agreement(const ent_series *a, const ent_series *b,
                                                      int32_t first_day, int32_t last_day,
                                                      ent_arena *arena, ent_estimate *out,
                                                      ent_error *err);

/** A span of days, both ends included. */
typedef struct ent_day_span {
    int32_t first_day, last_day;
} ent_day_span;

/**
 * ent_measure_agreement over many spans, with the votes matched once.
 * @shape  spans, out: n_spans each, in the same order   @unit 0..1
 * @missing as ent_measure_agreement
 * @error  ENT_E_DOMAIN a span ends before it begins   @error ENT_E_NOMEM
 * @cost   O(n log n) in votes, then O(n) a span   @owner out borrows from arena
 * @source as ent_measure_agreement
 */
ENT_API ENT_MUST_USE ent_status ent_measure_agreements(const ent_series *a, const ent_series *b,
                                                       const ent_day_span *spans, size_t n_spans,
                                                       ent_arena *arena, ent_estimate *out,
                                                       ent_error *err);

/**
 * One year of a series as an estimate: pooled over sources that compete (basis SPREAD), zero and
 * missing kept apart. `measure` names it; NULL: the indicator.
 * @error ENT_E_NOMEM   @cost O(observations)
 */
ENT_API ENT_MUST_USE ent_status ent_measure_year(const ent_series *series, int year,
                                                 const char *measure, ent_arena *arena,
                                                 ent_estimate *out, ent_error *err);

/**
 * Asymmetry of two dependences V(i on j), V(j on i): (x - y) / (x + y) in [-1, 1]; 0 with note when
 * both are 0. asymmetry(x, y) = -asymmetry(y, x).
 * @error ENT_E_DOMAIN negative input   @error ENT_E_NOMEM
 * @source Hirschman 1945; Barbieri 1996 (salience and symmetry of trade shares)
 */
ENT_API ENT_MUST_USE ent_status ent_measure_asymmetry(const ent_estimate *x, const ent_estimate *y,
                                                      ent_arena *arena, ent_estimate *out,
                                                      ent_error *err);

/**
 * What one feed reports of one directed pair, year by year, words and deeds apart:
 *   events.rate.verbal, .material      rows of the pair in 10,000 interstate rows of the feed, so
 *                                      that growth of the feed cancels
 *   events.tone.verbal, .material      mean intensity of the pair's rows
 *   events.conflict.verbal, .material  share of conflict among the pair's rows
 * Each measure's name ends in the feed: "events.tone.verbal.gdelt-2".
 *
 * @shape  *out: *n estimates, by measure and year; *out is NULL when the feed covers no month
 * @unit   rows in 10,000; share; points on the Goldstein scale, -10 (conflict) .. 10 (cooperation)
 * @missing months without exposure are not covered; a year without any such month has no estimate;
 *         covered years without a row of the pair have rate 0 and no tone
 * @error  ENT_E_NOMEM   @owner out borrows from arena and series   @cost O(months)
 * @source 90 % interval of a ratio of sums over months (Cochran 1977, Sampling Techniques, 3rd ed.,
 *         eq. 6.13), which holds whatever the reports' echo within a month; with fewer than three
 *         months Wilson's, or the rows' own variance, over distinct reports instead of rows.
 */
ENT_API ENT_MUST_USE ent_status ent_measure_events(const ent_event_series *series, ent_arena *arena,
                                                   ent_estimate **out, size_t *n, ent_error *err);

/* ---- breaks and phases -------------------------------------------------------------------------
 */

/** Longest series of years that breaks are sought in; most changes counted one by one; most sums of
 * geometric lengths. */
enum { ENT_BREAKS_YEARS_MAX = 400, ENT_BREAKS_COUNT_MAX = 64, ENT_BREAKS_SHAPE_MAX = 16 };

/**
 * How a series moves between breaks and how often it breaks:
 *     y[t] = level(segment of t) + u[t] + e[t],   e[t] ~ N(0, var[t]), known
 *     level ~ N(level_mean, level_var), a new one for each segment
 *     u[t]  = noise_phi u[t-1] + ...,  stationary with variance noise_var, begun anew in a segment
 *     length of a segment = sum of `shape` geometric lengths with `hazard` a year
 * A series that drifts needs noise_phi > 0: without it, drift is told as breaks. All-zero but for
 * hazard and level_var is valid: independent readings.
 */
typedef struct ent_breaks_model {
    double hazard; /**< 0 < h < 1, a year */
    int shape;     /**< 0 or 1: geometric lengths; up to ENT_BREAKS_SHAPE_MAX */
    double level_mean, level_var;
    double noise_var; /**< 0: nothing moves within a segment but by its readings' own error */
    double noise_phi; /**< 0 <= phi < 1, from one year to the next */
} ent_breaks_model;

/** Readings of n years, oldest first, no gaps in the calendar, with their error variances; var
 * HUGE_VAL: no reading in that year. */
typedef struct ent_breaks_series {
    const double *y, *var;
    size_t n;
} ent_breaks_series;

/** One stretch of the most probable history. Years are 0-based places in the series. */
typedef struct ent_segment {
    size_t first, last;
    double level, low, high; /**< 90 %, given these ends */
    double p_start; /**< that some change lies in start_low..start_high; first segment: 1 */
    size_t start_low, start_high; /**< where 90 % of what the data say of this change's date lies */
} ent_segment;

/** What the data say of breaks; arrays live in the arena. */
typedef struct ent_breaks {
    size_t n;
    double log_evidence;      /**< of the whole series under the model */
    double *p_change;         /**< n: that a new segment begins at t; [0] is 1 */
    double *level, *level_sd; /**< n: posterior of the level in force at t, over all histories */
    double *level_low, *level_high; /**< n: its 5 % and 95 % points */
    double *p_count;                /**< n_count: exactly k changes; the last: that many or more */
    size_t n_count;
    ent_segment *segments; /**< of the single most probable history */
    size_t n_segments;
} ent_breaks;

/**
 * Exact posterior of all changes of level in a series of years (no sampling).
 * @shape   1 <= n <= ENT_BREAKS_YEARS_MAX
 * @unit    that of y; var and the model's variances in its square
 * @missing var[t] = HUGE_VAL: no reading; y[t] is then not looked at. A zero is a reading.
 * @error   ENT_E_SHAPE n is 0   @error ENT_E_LIMIT n too long   @error ENT_E_NOMEM
 * @error   ENT_E_DOMAIN the model is outside its bounds, a reading is not finite or var[t] < 0 or
 *          NaN, or var[t] and the model leave a year without any variance
 * @cost    O(n^2) time and 28 n^2 bytes, given back before it returns; p_count O(n^2 n_count)
 * @owner   *out borrows from arena, the series stays the caller's
 * @source  Fearnhead (2006), "Exact and efficient Bayesian inference for multiple changepoint
 *          problems", Statistics and Computing 16:203-213. Checked against the sum over all
 *          histories for n <= 12 (1e-10) and strucchange's break of the Nile (tests/reference).
 *          level_low and level_high: histories under 1/128 count together as one normal.
 */
ENT_API ENT_MUST_USE ent_status ent_measure_breaks(const ent_breaks_model *model,
                                                   const ent_breaks_series *series,
                                                   ent_arena *arena, ent_breaks *out,
                                                   ent_error *err);

/**
 * The same as it looked year by year, with nothing known of later years.
 * @param run  NULL, or n (n + 1) / 2 places: run[t (t + 1) / 2 + j] = P(the segment in force at t
 *             began at j | y[0..t]), j <= t
 * @param log_evidence  that of ent_measure_breaks to rounding
 * @shape, @unit, @missing, @error as ent_measure_breaks   @cost O(n^2) time, O(n) memory
 * @owner  everything stays the caller's
 * @source Adams & MacKay (2007), "Bayesian online changepoint detection", arXiv 0710.3742
 */
ENT_API ENT_MUST_USE ent_status ent_measure_breaks_online(const ent_breaks_model *model,
                                                          const ent_breaks_series *series,
                                                          double *run, double *log_evidence,
                                                          ent_error *err);

/** Values to try for one member of the model; n 0: it stays as it is. */
typedef struct ent_breaks_grid {
    const double *hazard, *level_var, *noise_var, *noise_phi;
    size_t n_hazard, n_level_var, n_noise_var, n_noise_phi;
} ent_breaks_grid;

/**
 * One model for many series: the point of the grid with the greatest summed evidence. For each
 * noise_phi the search goes along one other axis after the other until nothing improves.
 * @param model  where the search begins, replaced by what it found
 * @missing as ent_measure_breaks
 * @error  ENT_E_SHAPE no series   @error as ent_measure_breaks   @error ENT_E_LIMIT 100 rounds
 * @cost   O(rounds * values tried * sum of n^2)   @owner everything stays the caller's
 * @source evidence as ent_measure_breaks_online; no series is ever fitted alone by this library
 */
ENT_API ENT_MUST_USE ent_status ent_measure_breaks_fit(const ent_breaks_series *series,
                                                       size_t n_series, const ent_breaks_grid *grid,
                                                       ent_breaks_model *model,
                                                       double *log_evidence, ent_error *err);

/** The process that a series was smoothed under: x[0] ~ N(mean, start_var), and from year to year
 * x[t] - mean = phi (x[t-1] - mean) + N(0, step_var). phi 1: a random walk. */
typedef struct ent_smooth_process {
    double mean, phi, step_var, start_var;
} ent_smooth_process;

/**
 * Back from smoothed means and variances to what each year had to say by itself: the reading and
 * error variance with which that process gives just these smoothed values.
 * @shape   smooth: means in y; y and y_var: n each, may be those of smooth themselves
 * @unit    as given
 * @missing a year that added nothing gets y_var HUGE_VAL, and y its smoothed mean
 * @error   ENT_E_SHAPE n is 0   @error ENT_E_NOMEM
 * @error   ENT_E_DOMAIN phi outside (0, 1], a variance that is not finite and > 0, a mean not
 * finite
 * @error   ENT_E_LIMIT  no such readings are found: not this process, or too few digits
 * @cost    O(n) a sweep, up to 20,000 sweeps   @owner everything stays the caller's
 * @source  the identity (K + D) m = K mu + D y of Gaussian Markov chains, K their precision; D by
 *          sweeps of forward and backward messages. Checked by smoothing and undoing it.
 */
ENT_API ENT_MUST_USE ent_status ent_measure_unsmooth(const ent_smooth_process *process,
                                                     const ent_breaks_series *smooth, double *y,
                                                     double *y_var, ent_error *err);

/** Six stances from worst to best, and the five points on the scale that part them, rising. A level
 * equal to a point belongs above it. */
enum { ENT_STANCES = 6 };
typedef struct ent_phase_cuts {
    const char *scale; /**< what the points are on: "percentile", "conduct" */
    double at[ENT_STANCES - 1];
    const char *labels[ENT_STANCES]; /**< "war or rivalry" .. "allied" */
} ent_phase_cuts;

/** What is set beforehand: cut points with labels, and the model of breaks. */
typedef struct ent_phase_settings {
    ent_phase_cuts cuts;
    ent_breaks_model model; /**< all zero when the table gives none for the scale */
} ent_phase_settings;

/** A stretch of years with one level, named. */
typedef struct ent_phase {
    int first_year, last_year;
    const char *label;      /**< borrowed from the cuts */
    double mean, low, high; /**< 90 %, given these years */
    double p_start;         /**< that the level changed within start_low..start_high */
    int start_low, start_high;
    double p_label; /**< that the level lies between this label's cut points, given these years */
} ent_phase;

/**
 * Years of readings to named phases: ent_measure_breaks, then the label of each level.
 *
 * The readings must be evidence of each year by itself: what was observed in the year, with its
 * variance. Smoothed means are no such thing: each already borrows from its neighbours, so that one
 * piece of evidence would be counted in many years; bring those through ent_measure_unsmooth first.
 *
 * @param breaks  NULL, or where the whole posterior goes
 * @shape   readings of first_year, first_year + 1, ...
 * @unit    the cuts' scale   @missing as ent_measure_breaks
 * @error   as ent_measure_breaks; ENT_E_DOMAIN cut points that do not rise
 * @cost    as ent_measure_breaks   @owner *out borrows from arena and cuts
 */
ENT_API ENT_MUST_USE ent_status ent_measure_phases(const ent_phase_settings *settings,
                                                   const ent_breaks_series *series, int first_year,
                                                   ent_arena *arena, ent_breaks *breaks,
                                                   ent_phase **out, size_t *out_n, ent_error *err);

/**
 * Read data/params/phases.tsv: columns scale, what, value, origin, reason.
 * @param scale  "conduct", "percentile"
 * @error ENT_E_UNKNOWN the table has no such scale, or an unknown `what` in it
 * @error ENT_E_PARSE   a row is malformed (err says where), or a cut point or label is lacking
 * @error ENT_E_IO, ENT_E_NOMEM   @cost one read of a small file   @owner text lives in the arena
 */
ENT_API ENT_MUST_USE ent_status ent_measure_phase_settings(const char *path, const char *scale,
                                                           ent_arena *arena,
                                                           ent_phase_settings *out, ent_error *err);

/** A reading and its error variance. */
typedef struct ent_reading {
    double mean, var;
} ent_reading;

/** How each level of dispute (0 none .. 5 war) and pledge (0 none, 1 entente or consultation, 2
 * neutrality or non-aggression, 3 defence or offence) is read. */
enum { ENT_DISPUTE_LEVELS = 6, ENT_PLEDGE_LEVELS = 4 };
typedef struct ent_conduct_scale {
    ent_reading dispute[ENT_DISPUTE_LEVELS], pledge[ENT_PLEDGE_LEVELS];
} ent_conduct_scale;

/**
 * Read data/params/conduct.tsv: columns reading, level, title, share, mean, var.
 * @error ENT_E_PARSE a row is malformed, or a level above 1 is lacking   @error ENT_E_IO,
 * ENT_E_NOMEM
 * @cost  one read of a small file   @owner out is the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_measure_conduct_scale(const char *path, ent_conduct_scale *out,
                                                          ent_error *err);

/** Series that conduct is read from, each wanted in both directions. */
enum { ENT_CONDUCT_SERIES = 7 };
/** Their indicators. @shape ENT_CONDUCT_SERIES   @owner static text   @cost O(1) */
ENT_API const char *const *ent_measure_conduct_indicators(void);

/** Whose conduct, from what, from which year on. a and b: line codes. */
typedef struct ent_conduct_request {
    const ent_conduct_scale *scale;
    const ent_panel *panel;
    const char *a, *b;
    int first_year;
} ent_conduct_request;

/**
 * Conduct of a pair year by year: its highest dispute level and its strongest pledge, each a
 * reading, weighed by their variances. The same whichever way the pair is told.
 * @shape   mean, var: n each, for request->first_year ..
 * @unit    sd of the scale's population, rising with friendliness
 * @missing a year is read only where lists of disputes and of pledges both cover it whole, so that
 *          silence would be zero; else var is HUGE_VAL. Claims without weight count not.
 * @cost    O(n * observations)   @owner everything stays the caller's
 */
ENT_API void ent_measure_conduct(const ent_conduct_request *request, size_t n, double *mean,
                                 double *var);

/* ---- validity: marks set beforehand -----------------------------------------------------------
 */

/** How a statistic is held against its mark. */
typedef enum ent_mark_rule {
    ENT_MARK_AT_LEAST = 0, /**< ">=" */
    ENT_MARK_AT_MOST,      /**< "<=" */
    ENT_MARK_BELOW,        /**< "<" */
    ENT_MARK_LOW_AT_LEAST  /**< "low >=": the interval's lower end */
} ent_mark_rule;

/** One line of the validity table. A check that could not run has state MISSING and no verdict. */
typedef struct ent_validate_row {
    const char *check, *group, *statistic_name, *against, *reason;
    ent_mark_rule rule;
    double pass_mark;
    ent_state state; /**< VALUE once judged */
    size_t n;        /**< items: years of pairs, pairs or waves */
    size_t n_pairs;  /**< pairs they are of, the units of the interval; 0: not of pairs */
    double statistic, low, high; /**< 90 % */
    bool passed;                 /**< meaningful when state is VALUE */
    const char *note;            /**< why it could not run; NULL */
} ent_validate_row;

/**
 * Read data/params/validity.tsv: columns check, group, statistic, against, rule, mark, reason.
 * @shape  *out: *n rows in the table's order, state MISSING
 * @error  ENT_E_PARSE a row is malformed, or a check stands twice   @error ENT_E_IO, ENT_E_NOMEM
 * @cost   one read of a small file   @owner everything lives in the arena
 */
ENT_API ENT_MUST_USE ent_status ent_measure_validity_marks(const char *path, ent_arena *arena,
                                                           ent_validate_row **out, size_t *n,
                                                           ent_error *err);

/**
 * Enter a result and its verdict into the row of that check.
 * @shape result: low <= value <= high   @error ENT_E_UNKNOWN no such check
 * @error ENT_E_DOMAIN the result is not finite or not ordered   @cost O(n)
 * @owner rows stay the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_measure_validity_judge(ent_validate_row *rows, size_t n_rows,
                                                           const char *check,
                                                           const ent_num_statistic *result,
                                                           ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

/* entente/measure.h: from series of observations to estimates with intervals. */
#ifndef ENTENTE_MEASURE_H
#define ENTENTE_MEASURE_H

#include "entente/base.h"
#include "entente/estimate.h"
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

#ifdef __cplusplus
}
#endif
#endif

/* entente/panel.h: what a model sees: series of observations with a state at every date. */
#ifndef ENTENTE_PANEL_H
#define ENTENTE_PANEL_H

#include "entente/base.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One claim seen as a number, in the base unit of its indicator. Text is borrowed. */
typedef struct ent_obs {
    ent_state state; /**< VALUE or MISSING (the source looked and does not know) */
    double value, low, high;
    ent_basis basis;
    bool has_weight;             /**< false: shown, moves nothing (memory, posters, grade F or 6) */
    int32_t first_day, last_day; /**< days since 1970-01-01 that it is about */
    const char *claim;           /**< claim id */
    const char *source;          /**< source code */
    const char *record;          /**< the source's own key: roll call, dispute number ... */
    const char *cluster;         /**< same underlying event across sources; NULL when not marked */
    double intensity;            /**< intensity or sign when there is no quantity */
} ent_obs;

/** A span in which some source looked; silence there is zero or missing. */
typedef struct ent_window {
    int32_t first_day, last_day;
    bool absence_is_zero;
    const char *coverage; /**< id of the coverage window */
} ent_window;

/** One indicator of one directed pair (to NULL: of one state), oldest first. */
typedef struct ent_series {
    const char *indicator, *from, *to; /**< line codes */
    ent_obs *obs;
    size_t n_obs;
    ent_window *windows;
    size_t n_windows;
} ent_series;

typedef struct ent_panel {
    ent_series *series;
    size_t n_series;
} ent_panel;

/** Find a series; NULL when the panel has none. to NULL matches monadic series. @cost O(series) */
ENT_API const ent_series *ent_panel_find(const ent_panel *panel, const char *indicator,
                                         const char *from, const char *to);

/** What is known at a year: VALUE when an observation is a reading of it (see below), VALUE with
 * value 0 when a says that silence is zero, MISSING when one looked without a figure, else
 * UNCOVERED. */
typedef struct ent_year_cell {
    ent_state state;
    double value, low, high; /**< pooled: middle of the weighty observations' range and its ends */
    ent_basis basis;         /**< SPREAD when several sources disagree */
    size_t first_obs, n_obs; /**< indices into series->obs of those that overlap (contiguous not
                                  guaranteed; first only) */
    bool is_silence;         /**< the zero or missing comes from a window, not from a row */
} ent_year_cell;

/**
 * @unit base unit of the indicator   @missing see ent_year_cell; weightless observations never fill
 * a cell (they are shown elsewhere)   @cost O(observations + windows)
 */
ENT_API ent_year_cell ent_series_year(const ent_series *series, int year);

/**
 * Is this observation a reading of that year? A span of up to 400 days belongs to the year of its
 * middle (fiscal 2024 to 2024, academic 2019/20 to 2020); a longer one, of a stock or state, to
 * every year whose middle it holds. A flow counted over less than 330 days or over several years is
 * no year's flow: two months of trade are not the year's trade.
 * @cost O(log indicators)   @owner nothing is kept
 */
ENT_API bool ent_series_obs_in_year(const ent_series *series, const ent_obs *obs, int year);

/** First and last year with an observation or window; false when there is neither. */
ENT_API bool ent_series_years(const ent_series *series, int *first, int *last);

/* ---- coded events, month by month --------------------------------------------------------------
 */

/** What one feed reports of one directed pair in one month and one quarter of conduct. A month with
 * exposure and n = 0 is a zero; a month outside the series' windows is not covered. */
typedef struct ent_event_month {
    int32_t month;  /**< months since 1970-01, of the day that the reports are about */
    uint8_t quad;   /**< 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
                         conflict */
    double n;       /**< coded rows */
    double reports; /**< distinct reports, estimated; <= n */
    double intensity_mean, intensity_var; /**< points of the Goldstein scale; variance over rows */
    double n_tone, tone_mean, tone_var;   /**< the feed's own tone, where it has one */
} ent_event_month;

/** One feed about one directed pair, oldest first, then by quad. Months with n = 0 are not listed:
 * inside first_month..last_month silence is zero. Text is borrowed from the arena. */
typedef struct ent_event_series {
    const char *set; /**< data set id: "gdelt-2" */
    const char *from, *to;
    ent_event_month *months;
    size_t n_months;
    int32_t first_month, last_month; /**< what the feed's imports cover */
    const double *exposure_rows;     /**< by month, first_month..last_month: all rows of the feed */
    const double *exposure_dyadic;   /**< of these between two states; 0: the feed is silent on
                                          everybody, so the month is not covered */
} ent_event_series;

#ifdef __cplusplus
}
#endif
#endif

/* entente/dossier.h: estimates and claims to a page: sections, sentences, tables, charts, sources.
 */
#ifndef ENTENTE_DOSSIER_H
#define ENTENTE_DOSSIER_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/estimate.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the page: what every renderer draws ----------------------------------------------------- */

/** A run of text. FIGURE runs open to their evidence: `ref` is the id of an ent_figure; CLAIM runs
 * to a claim of the annex; SOURCE runs to a citation. */
typedef enum ent_span_kind {
    ENT_SPAN_TEXT = 0,
    ENT_SPAN_STRONG,
    ENT_SPAN_FIGURE,
    ENT_SPAN_CLAIM,
    ENT_SPAN_SOURCE,
    ENT_SPAN_MARK /**< a short mark in brackets: "unchecked", "missing", "not covered" */
} ent_span_kind;
typedef struct ent_span {
    ent_span_kind kind;
    const char *text, *ref;
} ent_span;
typedef struct ent_text_run {
    ent_span *spans;
    size_t n;
} ent_text_run;

typedef enum ent_align { ENT_ALIGN_LEFT = 0, ENT_ALIGN_RIGHT } ent_align;
typedef struct ent_column {
    const char *title;
    ent_align align;
} ent_column;
/** A table; header[0..n_columns), cells row by row. A cell is a text run. */
typedef struct ent_table {
    const char *id, *title, *note; /**< note: what a reader must know; NULL none */
    ent_column *columns;
    size_t n_columns;
    ent_text_run *cells; /**< n_rows * n_columns */
    size_t n_rows;
    size_t n_foot;               /**< the last n_foot rows are totals */
    size_t n_pending, cap_cells; /**< private to the builder */
} ent_table;

typedef enum ent_chart_kind {
    ENT_CHART_LINE = 0, /**< points with intervals over time; several series */
    ENT_CHART_MIRROR,   /**< bars left and right of one axis: dependence both ways */
    ENT_CHART_TIMELINE, /**< spans and points in lanes, drawn as wide as their date is vague */
    ENT_CHART_DUMBBELL, /**< two values a row on one scale: pair against pair */
    ENT_CHART_LADDER    /**< rungs reached over time: dispute hostility 1..5 */
} ent_chart_kind;

/** One mark. Which members count depends on the chart's kind. */
typedef struct ent_mark {
    double x, x_end;      /**< LINE: year (fractional); TIMELINE: begin, end (years); else 0 */
    double x_low, x_high; /**< TIMELINE, LADDER: what the date can mean (years) */
    double y, low, high;  /**< value and its interval; NAN never: see state */
    ent_state state;      /**< MISSING, UNCOVERED: drawn as a gap with its word */
    const char *label;    /**< row or event name */
    const char *ref;      /**< figure or claim id that it opens; NULL none */
    bool weak;            /**< unchecked or weightless: drawn hollow */
    bool open_end;        /**< TIMELINE: still so when the source closed */
} ent_mark;

typedef struct ent_chart_series {
    const char *name; /**< "China -> Russia", or the lane's name */
    int pair;         /**< 0: the pair asked about; 1: the comparison pair (drawn in its own ink) */
    int side;         /**< MIRROR: 0 left, 1 right */
    ent_mark *marks;
    size_t n;
} ent_chart_series;

typedef struct ent_chart {
    const char *id, *title, *description; /**< description: what it shows, for screen readers */
    ent_chart_kind kind;
    const char *x_title, *y_title;     /**< with unit */
    double x_min, x_max, y_min, y_max; /**< equal: chosen from the marks; given: shared axes */
    bool y_log;
    bool y_percent; /**< values are shares, printed as per cent */
    ent_chart_series *series;
    size_t n_series;
    ent_mark *breaks; /**< LINE: dated changes of level: x year, x_low..x_high its interval, y its
                           probability (0..1), label what began */
    size_t n_breaks;
    const char *source_line; /**< "Sources: ..." */
    ent_table table;         /**< the same data, for screen readers, terminal and download */
} ent_chart;

typedef enum ent_block_kind {
    ENT_BLOCK_PARAGRAPH = 0,
    ENT_BLOCK_LEAD /**< bottom line */,
    ENT_BLOCK_GAP /**< what is missing */,
    ENT_BLOCK_WARNING,
    ENT_BLOCK_ITEM /**< list item */,
    ENT_BLOCK_TABLE,
    ENT_BLOCK_CHART,
    ENT_BLOCK_HEADING /**< a heading inside a section */
} ent_block_kind;
typedef struct ent_block {
    ent_block_kind kind;
    ent_text_run text; /**< PARAGRAPH .. ITEM, HEADING */
    ent_table *table;
    ent_chart *chart;
} ent_block;

typedef struct ent_section {
    const char *id, *title;
    ent_block *blocks;
    size_t n_blocks;
} ent_section;

/** A number on the page: the estimate it prints. text is what is printed. */
typedef struct ent_figure {
    const char *id, *text;
    const ent_estimate *estimate;
} ent_figure;

/** A page. All of it borrows from one arena. */
typedef struct ent_page {
    const char *title, *subtitle;
    const char *schema;       /**< "entente-page-1" */
    const char *as_of, *made; /**< "2026-11-23", or NULL */
    ent_section *sections;
    size_t n_sections;
    ent_figure *figures;
    size_t n_figures;
    const ent_claim *const
        *claims; /**< evidence annex: every claim that the page or a figure uses */
    size_t n_claims;
    const struct ent_page_source *sources; /**< of those claims */
    size_t n_sources;
} ent_page;

typedef struct ent_page_source {
    const char *code, *type, *author, *year, *title, *publisher, *url, *licence, *note;
    size_t n_claims; /**< claims on this page that rest on it */
} ent_page_source;

/* ---- building it ------------------------------------------------------------------------------
 */

/** A stretch of years in which the behaviour of two states towards each other kept one level. */
typedef struct ent_page_phase {
    int first_year, last_year;
    const char *label;       /**< "cold", "warm": from fixed cut points */
    double level, low, high; /**< 90 % */
    double p_start; /**< that the level changed within start_low..start_high; 1: the first */
    int start_low, start_high;
    double p_label; /**< that the level lies within the label's cut points */
} ent_page_phase;

/** All there is about one pair. a and b are line codes, as the user ordered them. */
typedef struct ent_pair_evidence {
    const char *a, *b;
    const char *name_a, *name_b;
    const ent_claim *claims; /**< between them, current as of the day asked, valid order */
    size_t n_claims;
    const ent_claim *about_a, *about_b; /**< monadic claims that estimates use */
    size_t n_about_a, n_about_b;
    const ent_estimate *estimates; /**< all measures for this pair */
    size_t n_estimates;
    const ent_page_phase *phases; /**< oldest first */
    size_t n_phases;
} ent_pair_evidence;

typedef struct ent_loaded_set {
    const char *set, *title, *file, *released, *imported_at;
    const char *span; /**< "1816-2014" */
    uint64_t claims, rejected;
} ent_loaded_set;

typedef struct ent_dossier_input {
    ent_pair_evidence pair;
    const ent_pair_evidence *against; /**< NULL: none */
    const ent_pair_evidence *whole;   /**< the pair with all sets, when some were left out: the page
                                           then says what changes; NULL: nothing was left out */
    const char *without;              /**< the sets left out, in words: "gdelt-2, icews" */
    const ent_page_source *citations;
    size_t n_citations;
    const ent_coverage *coverage;
    size_t n_coverage;
    const ent_loaded_set *loaded;
    size_t n_loaded;
    const ent_yardstick *yardsticks;
    size_t n_yardsticks;
    const char *as_of; /**< NULL: everything known */
    const char *made;  /**< day it was made, given by the application; NULL: not printed */
    bool starter_only; /**< the bundled starter evidence answers; the page says so */
} ent_dossier_input;

/**
 * Build the page: bottom line first, then the evidence. Prose from templates over the input only.
 * Swapping a and b swaps the answer and nothing else.
 * @error ENT_E_NOMEM   @error ENT_E_DOMAIN a and b are the same
 * @return ENT_OK also when nothing is known: the page then says so
 * @owner everything borrows from arena and from the input, which must outlive the page
 * @cost O(claims + estimates)
 */
ENT_API ENT_MUST_USE ent_status ent_dossier_build(const ent_dossier_input *input, ent_arena *arena,
                                                  ent_page *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

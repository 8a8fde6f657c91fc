/* validate_priv.h: years of pairs, what they are checked against, and statistics over pairs. */
#ifndef ENTENTE_WORKSPACE_VALIDATE_PRIV_H
#define ENTENTE_WORKSPACE_VALIDATE_PRIV_H

#include "workspace_priv.h"

/* ---- statistics over pairs --------------------------------------------------------------------
 */

/** One reading and what it is held against. Items of a pair stand together. */
typedef struct val_item {
    uint32_t pair; /**< index among val_cells.pairs */
    int16_t year;
    float x, y; /**< for an area: the score, and above 0.5 for a case */
} val_item;

typedef struct val_items {
    val_item *items;
    size_t n, cap;
} val_items;

typedef enum val_sign { VAL_PLAIN = 0, VAL_NEGATED, VAL_ABSOLUTE } val_sign;

/** @error ENT_E_NOMEM */
ENT_MUST_USE ent_status ws_val_add(val_items *list, val_item item, ent_error *err);

/**
 * Correlation of x and y over items, its interval from drawing pairs, not years.
 * @return ENT_NONE when it is not defined: too few pairs, or one side does not vary
 * @error ENT_E_NOMEM   @cost O(items + rounds x pairs)
 */
ENT_MUST_USE ent_status ws_val_r(const val_items *list, val_sign sign, ent_num_statistic *out,
                                 size_t *n_pairs, ent_error *err);

/**
 * Area under the curve, its interval from drawing pairs. Scores are read by rank; of more than
 * VAL_RANKS different ones, neighbours share a rank and count as ties.
 * @return ENT_NONE without two cases and two others   @error ENT_E_NOMEM
 * @cost O(items log items + rounds x items)
 */
enum { VAL_RANKS = 8192 };
ENT_MUST_USE ent_status ws_val_area(const val_items *list, ent_num_statistic *out, size_t *n_pairs,
                                    ent_error *err);

/** Square root of sum x over sum y, its interval from drawing pairs. @return ENT_NONE: sum y is 0,
 * or there are too few pairs   @error ENT_E_NOMEM */
ENT_MUST_USE ent_status ws_val_ratio(const val_items *list, ent_num_statistic *out, size_t *n_pairs,
                                     ent_error *err);

/** y of another pair in the same year, pairs given each other's by lot; years in which the other
 * pair has none are left out. @error ENT_E_NOMEM   @owner *out: ent_free(out->items) */
ENT_MUST_USE ent_status ws_val_swap_pairs(const val_items *list, val_items *out, ent_error *err);

/** y of another year of the same pair by lot, x and y less their means over the pair: what pairs
 * differ in throughout is no matter of years. @error, @owner as ws_val_swap_pairs */
ENT_MUST_USE ent_status ws_val_swap_years(const val_items *list, val_items *out, ent_error *err);

/* ---- years of pairs ---------------------------------------------------------------------------
 */

/** Smoothed tracks of a pair in a year, mean of both directions (of opinion, of those with
 * surveys), NAN outside the evidence that was used; and what disputes and votes said, used or not,
 * NAN where they said nothing. */
typedef struct val_cell {
    uint32_t pair;
    int16_t year;
    float b, r, o;
    float mid; /**< highest level of the year, 0 for none */
    float un;  /**< minus the distance of ideal points */
} val_cell;

typedef struct val_cells {
    ent_workspace *ws;
    const ent_track_params *params;
    int year_first, year_last;
    ent_pair *pairs; /**< names live with the tables of the library */
    size_t n_pairs, cap_pairs;
    val_cell *items; /**< by pair, then year */
    size_t n, cap;
    val_items surveys; /**< x: squared deletion residual, y: its variance */
} val_cells;

/** The world once, without one source. @return ENT_NONE as ent_workspace_world; also when the
 * parameters know no such source   @error as ent_workspace_world   @owner *out: ws_val_clear */
ENT_MUST_USE ent_status ws_val_collect(ent_workspace *ws, const ent_world_options *options,
                                       val_cells *out, ent_error *err);
void ws_val_clear(val_cells *cells);

/* ---- spells -----------------------------------------------------------------------------------
 */

/** What a criterion is called in the ledger. */
typedef struct val_criterion {
    const char *indicator, *set;
    const char *window; /**< how the ids of its coverage windows begin */
} val_criterion;

typedef struct val_spell {
    const char *a, *b; /**< lines, in alphabetical order */
    int first, last;
} val_spell;

typedef struct val_spells {
    val_spell *items; /**< by pair */
    size_t n;
    int first, last; /**< years in which silence says no */
} val_spells;

/** @return ENT_NONE the ledger holds no list of it   @error as ent_ledger_find   @owner arena */
ENT_MUST_USE ent_status ws_val_spells(ent_workspace *ws, const val_criterion *what,
                                      ent_arena *arena, val_spells *out, ent_error *err);
/** Does a spell of the pair touch the year? Names in alphabetical order. */
bool ws_val_in_spell(const val_spells *spells, const ent_pair *pair, int year);

#endif

/* sides_priv.h: tables of participants with a side each, paired into dyads. */
#ifndef ENT_SOURCE_SIDES_PRIV_H
#define ENT_SOURCE_SIDES_PRIV_H

#include "table_priv.h"

enum { ENT_SIDE_SPELLS = 2 };

/** Columns of one spell: year, month, day of its start and of its end. */
typedef struct ent_side_spell {
    int start_year, start_month, start_day, end_year, end_month, end_day;
} ent_side_spell;

/**
 * One row is one state's part in a dispute or war. Two states on opposite sides whose times
 * overlap make a pair, for the time that they overlap.
 */
typedef struct ent_sides {
    ent_tab_spec tab;
    int event, ccode, side;
    int level;  /**< hostility 1..5; 0 = none */
    int action; /**< instead of level: highest action 0..21, from which the level follows */
    int name;   /**< column of the event's name; 0: event_word and number */
    int deaths; /**< battle deaths, given when the state had one opponent; 0 = none */
    int64_t side_a, side_b;
    ent_side_spell spells[ENT_SIDE_SPELLS];
    size_t n_spells;
    const char *event_word, *tag;
    const char *indicator, *scale;
    bool undirected; /**< the pair is given once, in the row of side_a */
} ent_sides;

ENT_MUST_USE ent_status ent_sides_read(const ent_read_input *in, ent_sink *sink,
                                       const ent_sides *sides, ent_error *err);

#endif

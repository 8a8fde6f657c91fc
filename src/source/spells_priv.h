/* spells_priv.h: yearly flags or levels of directed pairs, merged into spells. */
#ifndef ENT_SOURCE_SPELLS_PRIV_H
#define ENT_SOURCE_SPELLS_PRIV_H

#include "table_priv.h"

enum { ENT_SPELL_VALUES = 5 };

/** One column whose unbroken runs of the same value become claims. */
typedef struct ent_spell_value {
    int column;
    const char *indicator;
    const char *scale; /**< NULL: a flag, 0 or 1; else a level of this scale, 0 to 5 */
    int sign;
} ent_spell_value;

/**
 * A table of one row per (event,) pair and year, the rows of a pair together and in order of
 * years. The row in which a run begins gives the claim; the rows that continue it are passed over
 * as ENT_SKIP_OTHER, those with all flags 0 as ENT_SKIP_ABSENT.
 */
typedef struct ent_spells {
    ent_tab_spec tab;
    int event; /**< column of the dispute's or war's number; -1: none */
    int ccode1, ccode2, year;
    int resumed;            /**< column that is 1 where the event was taken up again; 0 = none */
    const char *event_word; /**< "MID": label "MID 2173", cluster "mid-2173" */
    bool undirected;        /**< only the order ccode1 < ccode2 is taken */
    int32_t closed;         /**< a run that reaches this year was still so when the set closed */
    const ent_spell_value *values;
    size_t n_values;
} ent_spells;

ENT_MUST_USE ent_status ent_spells_read(const ent_read_input *in, ent_sink *sink,
                                        const ent_spells *spells, ent_error *err);

/** A read function over a static table of spells. */
#define ENT_SPELLS_READ(function, spells)                                                \
    static ent_status function(const ent_read_input *in, ent_sink *sink, ent_error *err) \
    {                                                                                    \
        return ent_spells_read(in, sink, &(spells), err);                                \
    }

#endif

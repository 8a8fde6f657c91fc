/* society_priv.h: what readers of ties between peoples and of denominators share. */
#ifndef ENT_SOURCE_SOCIETY_PRIV_H
#define ENT_SOURCE_SOCIETY_PRIV_H

#include "table_priv.h"

/**
 * State that a source of that time means by a word.
 * @return ENT_OK; ENT_NONE noted as AGGREGATE (a region, a total, an organisation, people without a
 *         state) or NOT_STATE (none yet, or no longer)
 * @error UNKNOWN, AMBIGUOUS with t->why   @owner *out is static data
 */
ENT_MUST_USE ent_status ent_nation_then(ent_tab *t, const char *column, const char *word,
                                        ent_scheme scheme, const ent_date *on,
                                        const ent_polity **out);

/**
 * The same for a source that carries today's states back in time, in today's borders: "Russia" in
 * 1960 is then a part of the Soviet Union, and no state.
 */
ENT_MUST_USE ent_status ent_nation_now(ent_tab *t, const char *column, const char *word,
                                       ent_scheme scheme, const ent_date *on,
                                       const ent_polity **out);

/** Was it the state of its line for most of that time? on NONE: yes. */
bool ent_nation_stands(const ent_polity *polity, const ent_date *on);

/** A whole number of people or things, 0 or more. */
ENT_MUST_USE ent_status ent_count_of(ent_tab *t, const char *column, const char *s, double *out,
                                     int *digits);

/** What a set calls a state, where that is not one of its usual names. Ends with a NULL word. */
typedef struct ent_spelling {
    const char *word, *name;
} ent_spelling;

/** A table with a column for each country. */
typedef struct ent_wide {
    size_t first;                  /**< place of the first such column in the header */
    const ent_spelling *spellings; /**< may be NULL */
    const char *not_a_country;     /**< a column to pass over; NULL: none */
    const ent_polity **polity;     /**< filled by ent_wide_ready, by place in the header */
} ent_wide;

/**
 * Find the countries of the header, once; each column that is none is reported to the sink as a
 * rejected row of its own, for its cells are lost.
 * @error ENT_E_NOMEM and the sink's own
 */
ENT_MUST_USE ent_status ent_wide_ready(ent_tab *t, ent_wide *wide, ent_error *err);
/** The word to look up for what the set wrote. */
const char *ent_wide_spelling(const ent_wide *wide, const char *word);

/** Does the first line begin so, once folded? Readers that share a header have none of their own.
 */
bool ent_file_is(const char *first_bytes, size_t n, const char *header);
/** Does a file name hold this word, without case? */
bool ent_file_named(const char *file_name, const char *word);

#endif

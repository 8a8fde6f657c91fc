/* sets_priv.h: the generated table of published data sets (data/ref/sets.tsv). */
#ifndef ENT_SOURCE_SETS_PRIV_H
#define ENT_SOURCE_SETS_PRIV_H

#include "entente/source.h"

/** A published set with the grade its claims get unless the reader knows better. */
typedef struct ent_set_row {
    ent_source_info info;
    char reliability, credibility;
} ent_set_row;

/** Sorted by code; made by tools/gen_sets.py. */
extern const ent_set_row ent_set_rows[];
extern const size_t ent_set_rows_n;

/** Row of a code; NULL when there is none. */
const ent_set_row *ent_set_find(const char *code);

#endif

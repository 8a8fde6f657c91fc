/* places_priv.h: a cache of resolved countries, one for each open table. */
#ifndef ENT_SOURCE_PLACES_PRIV_H
#define ENT_SOURCE_PLACES_PRIV_H

#include "entente/ref.h"

typedef struct ent_tab_place ent_places;

/** NULL: out of memory. @owner ent_places_free */
ent_places *ent_places_new(void) ENT_MUST_USE;
void ent_places_free(ent_places *places);

/** As ent_ref_resolve; what was found before is found again without a look-up. */
ENT_MUST_USE ent_status ent_places_find(ent_places *places, const ent_ref *ref, const char *word,
                                        ent_scheme scheme, const ent_date *on,
                                        const ent_polity **out, ent_error *err);

#endif

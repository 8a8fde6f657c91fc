/* ids_priv.h: from an id to what stands behind it, in steps that do not grow with the page. */
#ifndef ENTENTE_DOSSIER_IDS_PRIV_H
#define ENTENTE_DOSSIER_IDS_PRIV_H

#include "entente/base.h"

typedef struct id_slot {
    const char *id; /* NULL: free; borrowed */
    const void *thing;
} id_slot;

/* Open addressing, at most half full; all-zero is empty. Lives in the arena given. */
typedef struct id_map {
    id_slot *slots;
    size_t n, cap;
} id_map;

/* NULL: not there. */
const void *id_map_find(const id_map *map, const char *id);
/* The first thing put under an id stays. False: no memory. */
ENT_MUST_USE bool id_map_put(id_map *map, ent_arena *arena, const char *id, const void *thing);

#endif

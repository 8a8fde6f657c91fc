/* ids_priv.c: a hash table of ids in an arena. */
#include "ids_priv.h"

#include <string.h>

enum { FIRST_SLOTS = 256 };

/* FNV-1a, 64 bits: Fowler, Noll and Vo's constants. */
static size_t
hash_of(const char *id)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (; *id; id++)
        h = (h ^ (unsigned char)*id) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

static id_slot *
slot_of(id_slot *slots, size_t cap, const char *id)
{
    size_t i = hash_of(id) & (cap - 1);

    while (slots[i].id && strcmp(slots[i].id, id) != 0)
        i = (i + 1) & (cap - 1);
    return &slots[i];
}

const void *
id_map_find(const id_map *map, const char *id)
{
    return map->cap ? slot_of(map->slots, map->cap, id)->thing : NULL;
}

static bool
make_room(id_map *map, ent_arena *arena)
{
    size_t cap = map->cap ? map->cap * 2 : FIRST_SLOTS;
    id_slot *slots;

    if (map->n < map->cap / 2) return true;
    slots = ent_arena_alloc(arena, cap, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < map->cap; i++)
        if (map->slots[i].id) *slot_of(slots, cap, map->slots[i].id) = map->slots[i];
    map->slots = slots;
    map->cap = cap;
    return true;
}

bool
id_map_put(id_map *map, ent_arena *arena, const char *id, const void *thing)
{
    id_slot *slot;

    if (!make_room(map, arena)) return false;
    slot = slot_of(map->slots, map->cap, id);
    if (slot->id) return true;
    *slot = (id_slot){id, thing};
    map->n++;
    return true;
}

/* keymap.c: hashed keys to numbers: open addressing, linear steps, never over two thirds full. */
#include "ledger/keymap.h"

enum { FIRST_SLOTS = 256 };

/* Keys may be hashes, or numbers of rows that come in runs: those would fill slots in runs too. */
static size_t
home_of(uint64_t key)
{
    return (size_t)((key ^ key >> 29) * UINT64_C(0x9e3779b97f4a7c15) >> 24);
}

static void
place(ent_key_entry *slots, size_t cap, ent_key_entry e)
{
    size_t i = home_of(e.key) & (cap - 1);

    while (slots[i].value)
        i = (i + 1) & (cap - 1);
    slots[i] = e;
}

ent_status
ent_keymap_add(ent_keymap *map, uint64_t key, uint64_t value)
{
    if (map->n >= map->cap / 3 * 2) {
        size_t cap = map->cap ? map->cap * 2 : FIRST_SLOTS;
        ent_key_entry *slots = ent_alloc(cap, sizeof *slots);

        if (!slots) return ENT_E_NOMEM;
        for (size_t i = 0; i < map->cap; i++)
            if (map->slots[i].value) place(slots, cap, map->slots[i]);
        ent_free(map->slots);
        map->slots = slots;
        map->cap = cap;
    }
    place(map->slots, map->cap, (ent_key_entry){.key = key, .value = value});
    map->n++;
    return ENT_OK;
}

uint64_t
ent_keymap_next(const ent_keymap *map, uint64_t key, size_t *at)
{
    size_t i;

    if (!map->cap) return 0;
    for (i = (home_of(key) + *at) & (map->cap - 1); map->slots[i].value;
         i = (i + 1) & (map->cap - 1)) {
        ++*at;
        if (map->slots[i].key == key) return map->slots[i].value;
    }
    return 0;
}

bool
ent_keymap_has(const ent_keymap *map, uint64_t key, uint64_t value)
{
    size_t at = 0;
    uint64_t v;

    while ((v = ent_keymap_next(map, key, &at)) != 0)
        if (v == value) return true;
    return false;
}

void
ent_keymap_clear(ent_keymap *map)
{
    ent_free(map->slots);
    map->slots = NULL;
    map->n = map->cap = 0;
}

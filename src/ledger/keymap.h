/* keymap.h: hashed keys to numbers, several numbers a key allowed. */
#ifndef ENT_LEDGER_KEYMAP_H
#define ENT_LEDGER_KEYMAP_H

#include "entente/base.h"

typedef struct ent_key_entry {
    uint64_t key, value; /* value 0: free */
} ent_key_entry;

/* All-zero is an empty map. */
typedef struct ent_keymap {
    ent_key_entry *slots;
    size_t n, cap;
} ent_keymap;

/* value is not 0. @error ENT_E_NOMEM */
ENT_MUST_USE ent_status ent_keymap_add(ent_keymap *map, uint64_t key, uint64_t value);
bool ent_keymap_has(const ent_keymap *map, uint64_t key, uint64_t value);
/* The next value of a key; *at begins as 0 and is the walk's own. 0: no more. */
uint64_t ent_keymap_next(const ent_keymap *map, uint64_t key, size_t *at);
void ent_keymap_clear(ent_keymap *map);

#endif

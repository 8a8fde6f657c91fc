/* pool.h: each distinct text once, so that equal texts have equal addresses. */
#ifndef ENT_LEDGER_POOL_H
#define ENT_LEDGER_POOL_H

#include "entente/base.h"

/* Rows of the store that a text may stand for, remembered beside it: 0 = not looked up yet. */
enum { ENT_SLOT_PHRASE = 0, ENT_SLOT_POLITY, ENT_SLOT_INDICATOR, ENT_SLOT_SET, ENT_SLOT_COUNT };

typedef struct ent_word {
    struct ent_word *next;
    uint64_t hash;
    int64_t slot[ENT_SLOT_COUNT];
    char text[];
} ent_word;

/* All-zero is an empty pool. */
typedef struct ent_pool {
    ent_arena arena;
    ent_word **buckets;
    size_t n_buckets, n_words;
} ent_pool;

/* The pool's copy of s; NULL gives NULL without being an error, so test `s && !result`.
 * Texts that are not UTF-8 are ENT_E_PARSE. */
ENT_MUST_USE ent_status ent_pool_add(ent_pool *pool, const char *s, const char **out);

/* The word of a text that came out of ent_pool_add. */
ent_word *ent_pool_word(const char *text);

/* Forget all words, keep nothing. Accepts an all-zero pool. */
void ent_pool_clear(ent_pool *pool);

/* 64-bit FNV-1a with a final mix: the same on every machine, stored in the ledger. */
#define ENT_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t ent_hash_bytes(uint64_t h, const void *bytes, size_t n);
/* Text with its end, so that "ab","c" and "a","bc" differ; NULL differs from "". */
uint64_t ent_hash_text(uint64_t h, const char *s);
uint64_t ent_hash_mix(uint64_t h);

#endif

/* pool.c: each distinct text once: a chained hash table over an arena. */
#include "ledger/pool.h"

#include <string.h>

enum { FIRST_BUCKETS = 1024 };

uint64_t
ent_hash_bytes(uint64_t h, const void *bytes, size_t n)
{
    const uint8_t *p = bytes;

    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * UINT64_C(0x100000001b3);
    return h;
}

uint64_t
ent_hash_text(uint64_t h, const char *s)
{
    static const char absent = 1;

    return s ? ent_hash_bytes(h, s, strlen(s) + 1) : ent_hash_bytes(h, &absent, 1);
}

uint64_t
ent_hash_mix(uint64_t h)
{
    h = (h ^ (h >> 33)) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ (h >> 33)) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ (h >> 33);
}

static ent_status
grow(ent_pool *pool)
{
    size_t n = pool->n_buckets ? pool->n_buckets * 4 : FIRST_BUCKETS;
    ent_word **buckets = ent_alloc(n, sizeof(ent_word *));

    if (!buckets) return ENT_E_NOMEM;
    for (size_t i = 0; i < pool->n_buckets; i++) {
        ent_word *w = pool->buckets[i];

        while (w) {
            ent_word *next = w->next;

            w->next = buckets[w->hash & (n - 1)];
            buckets[w->hash & (n - 1)] = w;
            w = next;
        }
    }
    ent_free(pool->buckets);
    pool->buckets = buckets;
    pool->n_buckets = n;
    return ENT_OK;
}

ent_status
ent_pool_add(ent_pool *pool, const char *s, const char **out)
{
    uint64_t hash;
    size_t len;
    ent_word *w;

    if (!s) {
        *out = NULL;
        return ENT_OK;
    }
    len = strlen(s);
    hash = ent_hash_mix(ent_hash_bytes(ENT_HASH_SEED, s, len));
    if (pool->n_buckets) {
        for (w = pool->buckets[hash & (pool->n_buckets - 1)]; w; w = w->next) {
            if (w->hash != hash || strcmp(w->text, s) != 0) continue;
            *out = w->text;
            return ENT_OK;
        }
    }
    if (!ent_utf8_valid(s, len)) return ENT_E_PARSE;
    if (pool->n_words >= pool->n_buckets && grow(pool) != ENT_OK) return ENT_E_NOMEM;
    if (len > SIZE_MAX - sizeof *w - 1) return ENT_E_NOMEM;
    w = ent_arena_alloc(&pool->arena, 1, sizeof *w + len + 1);
    if (!w) return ENT_E_NOMEM;
    memcpy(w->text, s, len + 1);
    w->hash = hash;
    w->next = pool->buckets[hash & (pool->n_buckets - 1)];
    pool->buckets[hash & (pool->n_buckets - 1)] = w;
    pool->n_words++;
    *out = w->text;
    return ENT_OK;
}

ent_word *
ent_pool_word(const char *text)
{
    /* The text is the last member of its word. */
    return (ent_word *)(void *)(text - offsetof(ent_word, text));
}

void
ent_pool_clear(ent_pool *pool)
{
    if (!pool) return;
    ent_free(pool->buckets);
    ent_arena_clear(&pool->arena);
    pool->buckets = NULL;
    pool->n_buckets = 0;
    pool->n_words = 0;
}

/* feed/seen.c: has this very row been there before, within a window of rows? */
#include "feed/sums_priv.h"

enum { FIRST_SLOTS = 4096, NEAR = 8 };

/*
 * LIMIT: rows are known by 64 bits, of which the lower 20 come from the feed's own number where
 * there is one and the others from XXH3. Among the million rows of a window two that differ are
 * taken for one with a probability below 1e-7, and the second is then counted as a duplicate.
 */

uint64_t
feed_seen_key(uint64_t hash, feed_text id)
{
    uint64_t digits;

    if (id.n < 8) return hash;
    /* numbers that follow each other lie side by side: the last eight digits, two by two */
    memcpy(&digits, id.p + id.n - 8, sizeof digits);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap64(digits);
#endif
    digits = (digits & UINT64_C(0x0f0f0f0f0f0f0f0f)) * 2561 >> 8;
    digits = (digits & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
    digits = (digits & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32;
    return (hash & ~UINT64_C(0xfffff)) | (digits & 0xfffff);
}

/*
 * The slot of the key, or the free one where it belongs: at first near its home, and where many
 * rows have one number, as the hash says.
 */
static size_t
slot_of(const uint64_t *keys, size_t n_slots, uint64_t key)
{
    size_t at = key & (n_slots - 1);

    for (unsigned i = 0; i < NEAR; i++, at = (at + 1) & (n_slots - 1))
        if (keys[at] == key || keys[at] == 0) return at;
    for (at = key >> 32 & (n_slots - 1); keys[at] != key && keys[at] != 0;)
        at = (at + 1) & (n_slots - 1);
    return at;
}

static ent_status
grow(feed_seen *s, ent_error *err)
{
    size_t n = s->n_slots ? 2 * s->n_slots : FIRST_SLOTS;
    uint64_t *keys = ent_alloc(n, sizeof *keys);

    if (!keys) return ent_fail(err, ENT_E_NOMEM, "no memory for the rows of a segment");
    for (size_t i = 0; i < s->n_slots; i++)
        if (s->keys[i]) keys[slot_of(keys, n, s->keys[i])] = s->keys[i];
    ent_free(s->keys);
    s->keys = keys;
    s->n_slots = n;
    return ENT_OK;
}

ent_status
feed_seen_add(feed_seen *s, uint64_t key, bool *was, ent_error *err)
{
    size_t at;

    key += key == 0; /* 0 is a free slot */
    if (s->n >= FEED_SEEN_MAX) feed_seen_reset(s);
    if (2 * (s->n + 1) > s->n_slots && grow(s, err)) return ENT_E_NOMEM;
    at = slot_of(s->keys, s->n_slots, key);
    *was = s->keys[at] == key;
    s->n += !*was;
    s->keys[at] = key;
    return ENT_OK;
}

void
feed_seen_reset(feed_seen *s)
{
    if (s->n) memset(s->keys, 0, s->n_slots * sizeof *s->keys);
    s->n = 0;
}

void
feed_seen_clear(feed_seen *s)
{
    if (!s) return;
    ent_free(s->keys);
    *s = (feed_seen){0};
}

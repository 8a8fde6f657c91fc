/* feed/seen.c: has this very row been there before, within a window of rows? */
#include "feed/sums_priv.h"

enum { FIRST_SLOTS = 4096 };

/*
 * LIMIT: rows are known by 64 bits of XXH3. Among the million rows of a window two that differ are
 * taken for one with a probability below 3e-8, and the second is then counted as a duplicate.
 */

static ent_status
grow(feed_seen *s, ent_error *err)
{
    size_t n = s->n_slots ? 2 * s->n_slots : FIRST_SLOTS;
    uint64_t *keys = ent_alloc(n, sizeof *keys);

    if (!keys) return ent_fail(err, ENT_E_NOMEM, "no memory for the rows of a segment");
    for (size_t i = 0; i < s->n_slots; i++) {
        size_t at = s->keys[i] & (n - 1);

        if (!s->keys[i]) continue;
        while (keys[at])
            at = (at + 1) & (n - 1);
        keys[at] = s->keys[i];
    }
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
    for (at = key & (s->n_slots - 1); s->keys[at]; at = (at + 1) & (s->n_slots - 1))
        if (s->keys[at] == key) {
            *was = true;
            return ENT_OK;
        }
    s->keys[at] = key;
    s->n++;
    *was = false;
    return ENT_OK;
}

void
feed_seen_prefetch(const feed_seen *s, uint64_t key)
{
    if (s->n_slots) __builtin_prefetch(&s->keys[key & (s->n_slots - 1)], 1);
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

/* feed/cells.c: cells in memory by key, and their order by a radix sort. */
#include "feed/cells_priv.h"

#include <string.h>

enum { FIRST_SLOTS = 1024, DIGITS = 12 };

static uint64_t
hash_of(feed_key k)
{
    uint64_t h = (k.high ^ (uint64_t)k.low << 21) * UINT64_C(0x9e3779b97f4a7c15);

    h ^= h >> 29;
    h *= UINT64_C(0xbf58476d1ce4e5b9);
    return h ^ h >> 32;
}

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory for the cells of a feed");
}

/* Twice the slots, at most half of them taken. */
static ent_status
grow_slots(feed_cells *t, ent_error *err)
{
    size_t n = t->n_slots ? 2 * t->n_slots : FIRST_SLOTS;
    uint64_t *slots = ent_alloc(n, sizeof *slots);

    if (!slots) return no_memory(err);
    for (size_t i = 0; i < t->n; i++) {
        uint64_t h = hash_of(feed_key_of_cell(&t->cells[i]));
        size_t at = h & (n - 1);

        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = (h >> 32) << 32 | (i + 1);
    }
    ent_free(t->slots);
    t->slots = slots;
    t->n_slots = n;
    return ENT_OK;
}

static ent_status
grow_cells(feed_cells *t, ent_error *err)
{
    size_t cap = t->cap ? t->cap + t->cap / 2 : FIRST_SLOTS / 2;
    ent_event_cell *cells;

    if (cap > t->max_cells) cap = t->max_cells;
    cells = ent_realloc(t->cells, cap, sizeof *cells);
    if (!cells) return no_memory(err);
    t->cells = cells;
    t->cap = cap;
    return ENT_OK;
}

static ent_status
add_cell(feed_cells *t, feed_key key, size_t slot, uint64_t tag, ent_event_cell **out,
         ent_error *err)
{
    ent_event_cell *c;

    if (t->n >= t->max_cells) return ENT_NONE;
    if (t->n == t->cap && grow_cells(t, err)) return ENT_E_NOMEM;
    c = &t->cells[t->n];
    memset(c, 0, sizeof *c); /* padding too: runs are written as bytes */
    c->from = (uint16_t)(key.high >> 52);
    c->to = (uint16_t)(key.high >> 40 & 0xfff);
    c->from_role = key.high >> 36 & 15;
    c->to_role = key.high >> 32 & 15;
    c->class_number = key.high >> 24 & 0xff;
    c->day = (int32_t)(key.high & 0xffffff) - FEED_KEY_DAYS;
    c->known_day = (int32_t)key.low - FEED_KEY_DAYS;
    t->slots[slot] = tag << 32 | ++t->n;
    *out = c;
    return ENT_OK;
}

ent_status
feed_cells_at(feed_cells *t, feed_key key, ent_event_cell **out, ent_error *err)
{
    uint64_t h = hash_of(key), tag = h >> 32;
    size_t at;

    if (2 * (t->n + 1) > t->n_slots && grow_slots(t, err)) return ENT_E_NOMEM;
    for (at = h & (t->n_slots - 1); t->slots[at]; at = (at + 1) & (t->n_slots - 1)) {
        ent_event_cell *c;
        feed_key k;

        if (t->slots[at] >> 32 != tag) continue;
        c = &t->cells[(uint32_t)t->slots[at] - 1];
        k = feed_key_of_cell(c);
        if (k.high != key.high || k.low != key.low) continue;
        *out = c;
        return ENT_OK;
    }
    return add_cell(t, key, at, tag, out, err);
}

void
feed_cells_prefetch(const feed_cells *t, feed_key key)
{
    if (t->n_slots) __builtin_prefetch(&t->slots[hash_of(key) & (t->n_slots - 1)]);
}

/* ---- order ---------------------------------------------------------------------------------- */

static unsigned
digit(const feed_rank *r, unsigned d)
{
    return d < 4 ? r->low >> (8 * d) & 0xff : (unsigned)(r->high >> (8 * (d - 4)) & 0xff);
}

/* Stable, by one byte of the key after the other from the last; bytes that are all the same cost
 * nothing. @return the half of the room that holds the result */
static feed_rank *
radix_sort(feed_rank *ranks, feed_rank *other, size_t n, uint32_t (*counts)[256])
{
    for (unsigned d = 0; d < DIGITS; d++) {
        uint32_t sum = 0;
        feed_rank *swap;

        if (n == 0 || counts[d][digit(&ranks[0], d)] == n) continue;
        for (unsigned v = 0; v < 256; v++) {
            uint32_t count = counts[d][v];

            counts[d][v] = sum;
            sum += count;
        }
        for (size_t i = 0; i < n; i++)
            other[counts[d][digit(&ranks[i], d)]++] = ranks[i];
        swap = ranks;
        ranks = other;
        other = swap;
    }
    return ranks;
}

ent_status
feed_cells_sort(feed_cells *t, ent_error *err)
{
    uint32_t(*counts)[256] = ent_alloc(DIGITS, sizeof *counts);
    feed_rank *sorted;

    if (t->cap_ranks < 2 * t->n) {
        ent_free(t->ranks);
        t->cap_ranks = 0;
        t->ranks = ent_realloc(NULL, 2 * t->n, sizeof *t->ranks);
        if (t->ranks) t->cap_ranks = 2 * t->n;
    }
    if (!counts || (t->n && !t->ranks)) {
        ent_free(counts);
        return no_memory(err);
    }
    for (size_t i = 0; i < t->n; i++) {
        ent_event_cell *c = &t->cells[i];
        feed_key k = feed_key_of_cell(c);

        t->ranks[i] = (feed_rank){k.high, k.low, (uint32_t)i};
        for (unsigned d = 0; d < DIGITS; d++)
            counts[d][digit(&t->ranks[i], d)]++;
        c->reports = ent_event_reports(c->sketch, c->n);
    }
    if (t->n) {
        sorted = radix_sort(t->ranks, t->ranks + t->n, t->n, counts);
        if (sorted != t->ranks) memcpy(t->ranks, sorted, t->n * sizeof *sorted);
    }
    ent_free(counts);
    return ENT_OK;
}

void
feed_cells_reset(feed_cells *t)
{
    if (t->n) memset(t->slots, 0, t->n_slots * sizeof *t->slots);
    t->n = 0;
}

void
feed_cells_clear(feed_cells *t)
{
    if (!t) return;
    ent_free(t->cells);
    ent_free(t->slots);
    ent_free(t->ranks);
    *t = (feed_cells){.max_cells = t->max_cells};
}

/* feed/cells_priv.h: cells in memory while they grow, and sorted runs of them on disk. */
#ifndef ENT_FEED_CELLS_PRIV_H
#define ENT_FEED_CELLS_PRIV_H

#include "entente/event.h"

/* ---- the table ------------------------------------------------------------------------------ */

/*
 * The key of a cell in 96 bits, in the order of ent_event_cell_compare:
 * from 12, to 12, roles 4 and 4, class 8, day 24 | known_day 32; days are moved to be positive.
 */
typedef struct feed_key {
    uint64_t high;
    uint32_t low;
} feed_key;

enum { FEED_LINES_MAX = 4095, FEED_KEY_DAYS = 1 << 23 };

static inline feed_key
feed_key_of(unsigned from, unsigned to, unsigned from_role, unsigned to_role, unsigned class_number,
            int32_t day, int32_t known_day)
{
    feed_key k;

    k.high = (uint64_t)from << 52 | (uint64_t)to << 40 | (uint64_t)from_role << 36 |
             (uint64_t)to_role << 32 | (uint64_t)class_number << 24 |
             (uint64_t)(uint32_t)(day + FEED_KEY_DAYS);
    k.low = (uint32_t)(known_day + FEED_KEY_DAYS);
    return k;
}

static inline feed_key
feed_key_of_cell(const ent_event_cell *c)
{
    return feed_key_of(c->from, c->to, c->from_role, c->to_role, c->class_number, c->day,
                       c->known_day);
}

/* A cell's place in the order: 16 bytes, to be sorted by. */
typedef struct feed_rank {
    uint64_t high;
    uint32_t low, at;
} feed_rank;

/* Open addressing into an array that only grows. All-zero with max_cells set is empty. */
typedef struct feed_cells {
    ent_event_cell *cells;
    uint64_t *slots; /* 32 bits of hash, then 1 + index; 0 = free */
    feed_rank *ranks;
    size_t n, cap, n_slots, cap_ranks;
    size_t max_cells;
} feed_cells;

/* What one cell costs with its slot and its ranks. */
enum { FEED_CELL_COST = sizeof(ent_event_cell) + 16 + 2 * sizeof(feed_rank) };

/*
 * The cell of this key, new and zero when there was none. ENT_NONE: the table holds max_cells and
 * this would be one more. @error ENT_E_NOMEM. The pointer is good until the next call.
 */
ENT_MUST_USE ent_status feed_cells_at(feed_cells *t, feed_key key, ent_event_cell **out,
                                      ent_error *err);
/* Start fetching the slot that this key will be looked for in. */
void feed_cells_prefetch(const feed_cells *t, feed_key key);
/* Indices in the order of cells to t->ranks[0 .. n).at; reports of all are estimated. The table
 * must be reset before more is added. @error ENT_E_NOMEM */
ENT_MUST_USE ent_status feed_cells_sort(feed_cells *t, ent_error *err);
/* Empty again; memory is kept. */
void feed_cells_reset(feed_cells *t);
void feed_cells_clear(feed_cells *t);

/* ---- runs ----------------------------------------------------------------------------------- */

enum { FEED_RUNS_MAX = 64 };

/* Sorted runs in nameless files of a folder, without repeats within a run. */
typedef struct feed_runs {
    const char *dir; /* borrowed; NULL: spilling is an error */
    int fds[FEED_RUNS_MAX];
    size_t n;
    size_t limit_bytes; /* told in the message when there is no folder */
} feed_runs;

/* Where merged cells go, in ascending order without repeats. */
typedef ent_status (*feed_take_fn)(void *ctx, const ent_event_cell *cells, size_t n,
                                   ent_error *err);

/*
 * Sort the table, write it as one more run, reset it. Makes one run of all when there are
 * FEED_RUNS_MAX. @error ENT_E_LIMIT there is no folder; ENT_E_IO, ENT_E_NOMEM
 */
ENT_MUST_USE ent_status feed_runs_spill(feed_runs *runs, feed_cells *t, ent_error *err);
/* Take over all runs of another. @error as feed_runs_spill */
ENT_MUST_USE ent_status feed_runs_move(feed_runs *runs, feed_runs *from, ent_error *err);
/*
 * All runs and the table, cells of one key added, to take; then both are empty.
 * @error ENT_E_LIMIT a sum does not fit; ENT_E_IO, ENT_E_NOMEM, and what take gives
 */
ENT_MUST_USE ent_status feed_runs_merge(feed_runs *runs, feed_cells *t, feed_take_fn take,
                                        void *ctx, ent_error *err);
void feed_runs_clear(feed_runs *runs);

#endif

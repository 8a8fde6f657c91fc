/* plan_priv.c: the steps of a batch: gaps of time, slots of one track, grid points, in lockstep. */
#include "batch_priv.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* GAPS_MAX: lengths of gaps remembered from batch to batch. */
enum { STEPS_MAX = 1 << 28, GAPS_MAX = 1 << 14 };

ent_status
ent_track_block_want(track_block *block, size_t n, ent_error *err)
{
    size_t more;

    if (n <= block->cap) return ENT_OK;
    if (!ent_add_size(n, LANES_MAX, &more)) return ent_fail(err, ENT_E_LIMIT, "batch too large");
    ent_track_block_clear(block);
    block->raw = ent_alloc(more, sizeof(double));
    if (!block->raw) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu numbers", n);
    block->at = (double *)(((uintptr_t)block->raw + 63) & ~(uintptr_t)63);
    block->cap = n;
    return ENT_OK;
}

void
ent_track_block_clear(track_block *block)
{
    ent_free(block->raw);
    memset(block, 0, sizeof *block);
}

/* ---- growing -------------------------------------------------------------------------------- */

static ent_status
room(void **items, size_t *cap, size_t n, size_t size, ent_error *err)
{
    size_t want = *cap ? *cap * 2 : 1024;
    void *more;

    if (n <= *cap) return ENT_OK;
    if (n > STEPS_MAX) return ent_fail(err, ENT_E_LIMIT, "a batch of over %d steps", STEPS_MAX);
    if (want < n) want = n;
    more = ent_realloc(*items, want, size);
    if (!more) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu steps", want);
    *items = more;
    *cap = want;
    return ENT_OK;
}

static ent_status
add_step(track_batch *b, track_step_type type, size_t index, track_step **out, ent_error *err)
{
    ent_status st = room((void **)&b->steps, &b->cap_steps, b->n_steps + 1, sizeof *b->steps, err);

    if (st) return st;
    *out = &b->steps[b->n_steps++];
    memset(*out, 0, sizeof **out);
    (*out)->type = (uint8_t)type;
    (*out)->index = (uint32_t)index;
    return ENT_OK;
}

/* ---- lockstep ------------------------------------------------------------------------------- */

/* Where each lane stands while the plan is laid out. */
typedef struct walk {
    size_t next[LANES_MAX]; /* point */
    double now[LANES_MAX], to[LANES_MAX];
} walk;

static ent_status
add_node(track_batch *b, walk *w, ent_error *err)
{
    const size_t lanes = b->kernel->lanes;
    track_step *step;
    uint32_t *gap;
    bool moves = false;
    ent_status st;

    for (size_t l = 0; l < lanes; l++)
        moves = moves || w->to[l] != w->now[l];
    if (!moves) return ENT_OK;
    st = room((void **)&b->node_gap, &b->cap_nodes, (b->n_nodes + 1) * lanes, sizeof *b->node_gap,
              err);
    if (!st) st = add_step(b, STEP_NODE, b->n_nodes, &step, err);
    if (st) return st;
    gap = b->node_gap + b->n_nodes++ * lanes;
    step->same = true;
    for (size_t l = 0; l < lanes; l++) {
        st = ent_track_gaps_find(&b->gaps, w->to[l] - w->now[l], &gap[l], err);
        if (st) return st;
        step->same = step->same && gap[l] == gap[0];
        w->now[l] = w->to[l];
    }
    return ENT_OK;
}

static const track_point *
next_point(const track_batch *b, const walk *w, size_t lane)
{
    const track_ready *ready = &b->lanes[lane].ready;

    return w->next[lane] < ready->n ? &ready->points[w->next[lane]] : NULL;
}

/* One slot: of the lanes that have a point now, those whose track comes first. False: none has. */
static ent_status
add_slot(track_batch *b, walk *w, bool *any, ent_error *err)
{
    const size_t lanes = b->kernel->lanes;
    unsigned on = ENT_ON_COUNT;
    track_step *step;
    ent_status st;

    for (size_t l = 0; l < lanes; l++) {
        const track_point *p = next_point(b, w, l);

        if (p && p->t == w->now[l] && p->on < on) on = p->on;
    }
    *any = on != ENT_ON_COUNT;
    if (!*any) return ENT_OK;
    st = room((void **)&b->slot_point, &b->cap_slots, (b->n_slots + 1) * lanes,
              sizeof *b->slot_point, err);
    if (!st) st = add_step(b, STEP_SLOT, b->n_slots, &step, err);
    if (st) return st;
    step->on = (uint8_t)on;
    for (size_t l = 0; l < lanes; l++) {
        const track_point *p = next_point(b, w, l);
        bool has = p && p->t == w->now[l] && p->on == on;

        b->slot_point[b->n_slots * lanes + l] = has ? (int64_t)w->next[l] : -1;
        if (!has) continue;
        w->next[l]++;
        if (p->family != FAMILY_PLAIN) step->bending = b->bending = true;
        if (p->obs->t_first < p->obs->t_last) step->span = true;
    }
    b->n_slots++;
    return ENT_OK;
}

/* All points up to `end` (of the lanes that are within their time). */
static ent_status
add_cell(track_batch *b, walk *w, double end, ent_error *err)
{
    const size_t lanes = b->kernel->lanes;
    ent_status st = ENT_OK;

    while (!st) {
        bool any = false;

        for (size_t l = 0; l < lanes; l++) {
            const track_point *p = next_point(b, w, l);
            bool here = p && p->t <= end;

            w->to[l] = here ? p->t : w->now[l];
            any = any || here;
        }
        if (!any) break;
        st = add_node(b, w, err);
        while (!st && any)
            st = add_slot(b, w, &any, err);
    }
    return st;
}

ent_status
ent_track_plan(track_batch *b, ent_error *err)
{
    const ent_track_options *o = b->options;
    const size_t lanes = b->kernel->lanes;
    walk w = {.next = {0}};
    ent_status st = ENT_OK;
    track_step *step;

    b->n_steps = b->n_nodes = b->n_slots = 0;
    b->bending = false;
    if (b->gaps.n > GAPS_MAX) ent_track_gaps_clear(&b->gaps);
    b->gaps.params = b->params;
    for (size_t l = 0; l < lanes; l++)
        w.now[l] = w.to[l] = b->lanes[l].ready.dyad.t_start;
    for (size_t g = 0; g < o->n_grid && !st; g++) {
        st = add_cell(b, &w, o->grid[g], err);
        if (st) return st;
        for (size_t l = 0; l < lanes; l++) {
            bool within = g >= b->lanes[l].first && g < b->lanes[l].last;

            w.to[l] = within ? o->grid[g] : w.now[l];
        }
        st = add_node(b, &w, err);
        if (!st) st = add_step(b, STEP_GRID, g, &step, err);
    }
    return st ? st : add_cell(b, &w, HUGE_VAL, err);
}

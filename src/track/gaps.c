/* gaps.c: what the passing of time does to a dyad's state, made once for each length of a gap. */
#include "track_priv.h"

#include <math.h>
#include <string.h>

const uint8_t ent_track_pair[ENT_TRACKS][ENT_TRACKS] = {{0, 1, 2, 6, 7, 8},   {1, 3, 4, 7, 9, 10},
                                                        {2, 4, 5, 8, 10, 11}, {6, 7, 8, 0, 1, 2},
                                                        {7, 9, 10, 1, 3, 4},  {8, 10, 11, 2, 4, 5}};

/* Row i of a packed triangle begins at its diagonal; offsets are such that offset + j is (i, j). */
const uint8_t ent_track_row[STATES] = {0, 11, 21, 30, 38, 45, 51, 56, 60, 63, 65, 66};

void
ent_track_spread_pairs(const ent_track_spread *s, double pairs[PAIRS], double own[ENT_TRACK_KINDS])
{
    for (size_t a = 0; a < ENT_TRACK_KINDS; a++) {
        own[a] = s->own[a] * s->own[a];
        for (size_t b = a; b < ENT_TRACK_KINDS; b++) {
            double mood = s->mood[a] * s->mood[b], lean = s->lean[a] * s->lean[b];

            pairs[ent_track_pair[a][b]] = mood + lean;
            pairs[ent_track_pair[a][b + ENT_TRACK_KINDS]] = mood - lean;
        }
    }
}

void
ent_track_gap_make(const ent_track_params *p, double dt, track_gap *out)
{
    ent_track_spread_pairs(&p->fast, out->grow, out->own);
    out->dt = dt;
    for (size_t a = 0; a < ENT_TRACK_KINDS; a++) {
        out->keep[a] = exp(-p->kappa[a] * dt);
        for (size_t b = a; b < ENT_TRACK_KINDS; b++) {
            double rate = p->kappa[a] + p->kappa[b], scale = -expm1(-rate * dt) / rate;

            out->grow[ent_track_pair[a][b]] *= scale;
            out->grow[ent_track_pair[a][b + ENT_TRACK_KINDS]] *= scale;
            if (a == b) out->own[a] *= scale;
        }
    }
}

void
ent_track_slope_make(const ent_track_params *p, double dt, track_slope *out)
{
    for (size_t a = 0; a < ENT_TRACK_KINDS; a++)
        for (size_t b = a; b < ENT_TRACK_KINDS; b++) {
            double rate = p->kappa[a] + p->kappa[b];
            size_t pair = ent_track_pair[a][b];

            out->scale[pair] = -expm1(-rate * dt) / rate;
            out->slope[pair] = (dt * exp(-rate * dt) - out->scale[pair]) / rate;
        }
}

static size_t
place_of(const track_gaps *gaps, double dt)
{
    uint64_t bits;
    size_t at;

    memcpy(&bits, &dt, sizeof bits);
    bits *= UINT64_C(0x9e3779b97f4a7c15);
    at = (size_t)(bits >> 32) & (gaps->n_slots - 1);
    while (gaps->slots[at] && gaps->items[gaps->slots[at] - 1].dt != dt)
        at = (at + 1) & (gaps->n_slots - 1);
    return at;
}

static ent_status
grow(track_gaps *gaps, ent_error *err)
{
    size_t cap = gaps->cap ? gaps->cap * 2 : 256;
    track_gap *items = ent_realloc(gaps->items, cap, sizeof *items);
    uint32_t *slots;

    if (!items) return ent_fail(err, ENT_E_NOMEM, "no memory for gaps");
    gaps->items = items;
    slots = ent_alloc(cap * 4, sizeof *slots);
    if (!slots) return ent_fail(err, ENT_E_NOMEM, "no memory for gaps");
    ent_free(gaps->slots);
    gaps->slots = slots;
    gaps->n_slots = cap * 4;
    gaps->cap = cap;
    for (size_t i = 0; i < gaps->n; i++)
        slots[place_of(gaps, gaps->items[i].dt)] = (uint32_t)(i + 1);
    return ENT_OK;
}

ent_status
ent_track_gaps_find(track_gaps *gaps, double dt, uint32_t *out, ent_error *err)
{
    ent_status st;
    size_t place;

    if (gaps->n == gaps->cap) {
        st = grow(gaps, err);
        if (st) return st;
    }
    place = place_of(gaps, dt);
    if (!gaps->slots[place]) {
        ent_track_gap_make(gaps->params, dt, &gaps->items[gaps->n]);
        gaps->slots[place] = (uint32_t)++gaps->n;
    }
    *out = gaps->slots[place] - 1;
    return ENT_OK;
}

void
ent_track_gaps_clear(track_gaps *gaps)
{
    if (!gaps) return;
    ent_free(gaps->items);
    ent_free(gaps->slots);
    memset(gaps, 0, sizeof *gaps);
}

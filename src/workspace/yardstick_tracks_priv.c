/* yardstick_tracks_priv.c: tracks of all pairs in every fifth year, for their distributions. */
#include "yardstick_priv.h"

#include <math.h>

/* From when members of the state system are listed; years without evidence cost nothing. */
enum { FIRST_YEAR = 1816, LAST_YEAR = 2040, EACH = 5 };

static const struct {
    ent_track_quantity quantity;
    unsigned kinds; /* bits of its tracks: 1 B, 2 R */
} QUANTITIES[WS_YARDSTICK_TRACKS] = {{ENT_QTY_B, 1}, {ENT_QTY_R, 2}, {ENT_QTY_FACADE, 3}};

typedef struct collector {
    const ws_track_scale *scale;
    ws_yardstick_put give;
    void *ctx;
} collector;

static bool
holds(const bool *seen, unsigned kinds)
{
    for (size_t k = 0; k < ENT_TRACKS; k++)
        if (kinds & 1u << k % ENT_TRACK_KINDS && !seen[k]) return false;
    return true;
}

static ent_status
give_row(const collector *c, const ent_track_result *r, size_t g, const bool *seen, ent_error *err)
{
    int year = (int)floor(r->grid[g]);
    double mean[ENT_TRACKS];
    ent_status st = ENT_OK;

    for (size_t k = 0; k < ENT_TRACKS; k++)
        mean[k] = ws_track_scaled(c->scale, k, r->smoothed[g * ENT_TRACKS + k]);
    for (size_t q = 0; q < WS_YARDSTICK_TRACKS && !st; q++) {
        double weights[ENT_TRACKS];
        ent_track_number x;

        if (!holds(seen, QUANTITIES[q].kinds)) continue;
        ent_track_weights(QUANTITIES[q].quantity, ENT_SIDE_MEAN, weights);
        ent_track_combine(mean, r->smoothed_cov + g * ENT_TRACK_COVS, weights, &x);
        st = c->give(c->ctx, q, year, x.mean, err);
    }
    return st;
}

static ent_status
put(void *ctx, const ent_world_pair *pair, ent_error *err)
{
    const ent_track_result *r = pair->result;
    ent_arena arena = {0};
    const bool *seen = NULL;
    ent_status st =
        ws_tracks_observed(pair->used, pair->n_used, r->grid, r->n_grid, 1, &arena, &seen, err);

    for (size_t g = r->first; g < r->last && !st; g++)
        if ((int)floor(r->grid[g]) % EACH == 0)
            st = give_row(ctx, r, g, seen + g * ENT_TRACKS, err);
    ent_arena_clear(&arena);
    return st;
}

ent_status
ws_yardstick_tracks(ent_workspace *ws, ws_yardstick_put give, void *ctx, ent_error *err)
{
    ent_world_options options = {.year_first = FIRST_YEAR, .year_last = LAST_YEAR};
    collector c = {.scale = &ws->track_scale, .give = give, .ctx = ctx};
    ent_status st = ent_workspace_world(ws, &options, put, &c, err);

    return st == ENT_NONE ? ENT_OK : st;
}

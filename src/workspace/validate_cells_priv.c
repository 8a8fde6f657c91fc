/* validate_cells_priv.c: the world once, kept as years of pairs with what they are checked against.
 */
#include "validate_priv.h"

#include <math.h>
#include <string.h>

static const char MID[] = "mid", UN[] = "un.idealpoint";
enum { MID_TOP = 5 };

typedef struct collector {
    val_cells *cells;
    ent_arena arena; /* of one pair */
    size_t mid, un;  /* sources of the parameters; SIZE_MAX: unknown */
} collector;

static ent_status
push_pair(val_cells *c, const ent_world_pair *pair, ent_error *err)
{
    if (c->n_pairs == c->cap_pairs) {
        size_t cap = c->cap_pairs ? 2 * c->cap_pairs : 1024;
        ent_pair *grown = ent_realloc(c->pairs, cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu pairs", cap);
        c->pairs = grown;
        c->cap_pairs = cap;
    }
    c->pairs[c->n_pairs++] = (ent_pair){pair->a, pair->b};
    return ENT_OK;
}

static ent_status
push_cell(val_cells *c, const val_cell *cell, ent_error *err)
{
    if (c->n == c->cap) {
        size_t cap = c->cap ? 2 * c->cap : 65536;
        val_cell *grown = ent_realloc(c->items, cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu years of pairs", cap);
        c->items = grown;
        c->cap = cap;
    }
    c->items[c->n++] = *cell;
    return ENT_OK;
}

/* Deletion residuals of surveys: what each wave was off by, had it not been known. */
static ent_status
take_surveys(collector *co, const ent_world_pair *pair, ent_error *err)
{
    val_cells *c = co->cells;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < pair->n_used && !st; i++) {
        const ent_track_fit *fit = &pair->result->fits[i];
        val_item it = {.pair = (uint32_t)c->n_pairs - 1};

        if (pair->used[i].on % ENT_TRACK_KINDS != 2 || !(fit->weight_0to1 > 0)) continue;
        it.year = (int16_t)floor(pair->used[i].t_first);
        it.x = (float)(fit->away * fit->away);
        it.y = (float)fit->away_var;
        st = ws_val_add(&c->surveys, it, err);
    }
    return st;
}

/* By grid row: the year's worst dispute, and closeness of votes, whether used or held out. */
static void
read_criteria(const collector *co, const ent_world_pair *pair, float *mid, float *un)
{
    const ent_track_dyad *d = &pair->evidence->dyad;
    size_t n = pair->result->n_grid;

    for (size_t g = 0; g < n; g++)
        mid[g] = un[g] = NAN;
    for (size_t i = 0; i < d->n_obs; i++) {
        const ent_track_obs *o = &d->obs[i];
        double g = floor(o->t_first) - co->cells->year_first;
        size_t at = (size_t)fmax(g, 0);

        if (g < 0 || at >= n) continue;
        if (o->source == co->mid) {
            float level = (float)(MID_TOP - o->value);

            if (!(mid[at] >= level)) mid[at] = level;
        }
        if (o->source == co->un) un[at] = (float)o->value;
    }
}

static float
mean_of_both(const ent_track_result *r, const bool *seen, size_t g, size_t kind)
{
    const double *x = r->smoothed + g * ENT_TRACKS;

    seen += g * ENT_TRACKS;
    if (!seen[kind] || !seen[kind + ENT_TRACK_KINDS]) return NAN;
    return (float)((x[kind] + x[kind + ENT_TRACK_KINDS]) / 2);
}

/* Few publics are asked about each other: of opinion, one direction is enough. */
static float
opinion(const ent_track_result *r, const bool *seen, size_t g)
{
    const double *x = r->smoothed + g * ENT_TRACKS;
    bool ab = seen[g * ENT_TRACKS + 2], ba = seen[g * ENT_TRACKS + 2 + ENT_TRACK_KINDS];

    if (ab && ba) return mean_of_both(r, seen, g, 2);
    return ab ? (float)x[2] : ba ? (float)x[2 + ENT_TRACK_KINDS] : NAN;
}

/* In the middle of the year. */
static bool
both_exist(const ent_world_pair *pair, int year)
{
    const ent_date on = {.year = year, .month = 7, .day = 1, .precision = ENT_PREC_DAY};

    return ent_ref_line_on(pair->a, &on) && ent_ref_line_on(pair->b, &on);
}

static ent_status
take_years(collector *co, const ent_world_pair *pair, ent_error *err)
{
    val_cells *c = co->cells;
    const ent_track_result *r = pair->result;
    float *mid = ent_arena_alloc(&co->arena, 2 * r->n_grid, sizeof *mid);
    const bool *seen = NULL;
    ent_status st;

    if (!mid) return ent_fail(err, ENT_E_NOMEM, "no memory for the years of a pair");
    st =
        ws_tracks_observed(pair->used, pair->n_used, r->grid, r->n_grid, 1, &co->arena, &seen, err);
    if (st) return st;
    read_criteria(co, pair, mid, mid + r->n_grid);
    for (size_t g = r->first; g < r->last && !st; g++) {
        val_cell cell = {.pair = (uint32_t)c->n_pairs - 1,
                         .year = (int16_t)(c->year_first + (int)g),
                         .b = mean_of_both(r, seen, g, 0),
                         .r = mean_of_both(r, seen, g, 1),
                         .o = opinion(r, seen, g),
                         .mid = mid[g],
                         .un = mid[r->n_grid + g]};

        if (isnan(cell.b) && isnan(cell.r) && isnan(cell.o)) continue;
        if (both_exist(pair, cell.year)) st = push_cell(c, &cell, err);
    }
    return st;
}

static ent_status
put(void *ctx, const ent_world_pair *pair, ent_error *err)
{
    collector *co = ctx;
    ent_status st = push_pair(co->cells, pair, err);

    if (!st) st = take_surveys(co, pair, err);
    if (!st) st = take_years(co, pair, err);
    ent_arena_clear(&co->arena);
    return st;
}

ent_status
ws_val_collect(ent_workspace *ws, const ent_world_options *options, val_cells *out, ent_error *err)
{
    collector co = {.cells = out, .mid = SIZE_MAX, .un = SIZE_MAX};
    size_t held_out;
    ent_status st;

    *out = (val_cells){.ws = ws,
                       .params = options->params,
                       .year_first = options->year_first,
                       .year_last = options->year_last};
    if (options->held_out && !ent_track_source_find(out->params, options->held_out, &held_out))
        return ENT_NONE;
    if (!ent_track_source_find(out->params, MID, &co.mid)) co.mid = SIZE_MAX;
    if (!ent_track_source_find(out->params, UN, &co.un)) co.un = SIZE_MAX;
    st = ent_workspace_world(ws, options, put, &co, err);
    ent_arena_clear(&co.arena);
    return st;
}

void
ws_val_clear(val_cells *c)
{
    ent_free(c->pairs);
    ent_free(c->items);
    ent_free(c->surveys.items);
    *c = (val_cells){.ws = NULL};
}

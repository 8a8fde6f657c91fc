/* verify_events.c: are coded events still what was put in? All that an import brought, hashed
 * again.
 */
#include "ledger/events_priv.h"

typedef struct check {
    ent_chain *chain;
    int64_t import;
    ent_events_found *found;
} check;

static ent_status
check_segment(void *ctx, int64_t import, const ent_event_segment *g, ent_error *err)
{
    check *x = ctx;

    (void)import, (void)err;
    ent_chain_segment(x->chain, g);
    ent_events_tally(g, &x->found->tally);
    ent_events_widen(g, &x->found->first_day, &x->found->last_day);
    return ENT_OK;
}

static ent_status
check_class(void *ctx, const ent_class_row *row, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_class(x->chain, row);
    return ENT_OK;
}

static ent_status
check_cells(void *ctx, int64_t import, const char *from, const char *to,
            const ent_event_cell *cells, size_t n, ent_error *err)
{
    check *x = ctx;

    (void)import, (void)err;
    ent_chain_cells(x->chain, from, to, cells, n);
    x->found->cells += n;
    return ENT_OK;
}

static ent_status
check_exposure(void *ctx, const ent_event_exposure *row, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_exposure(x->chain, row);
    return ENT_OK;
}

static ent_status
check_actor(void *ctx, const ent_event_actor *row, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_actor(x->chain, row);
    return ENT_OK;
}

ent_status
ent_verify_events(ent_ledger *ledger, const ent_event_import_held *held, ent_chain *chain,
                  ent_events_found *out, ent_error *err)
{
    ent_store *store = ledger->store;
    check x = {.chain = chain, .import = held->import, .found = out};
    ent_status st;

    *out = (ent_events_found){.first_day = ENT_DAY_NEVER, .last_day = ENT_DAY_ALWAYS};
    st = store->ops->event_segments(store, held->import, check_segment, &x, err);
    if (!st) st = store->ops->event_classes(store, held->import, check_class, &x, err);
    if (!st) st = store->ops->event_scan(store, held, check_cells, &x, err);
    if (!st) st = store->ops->event_exposures(store, held->import, check_exposure, &x, err);
    if (!st) st = store->ops->event_actors(store, held->import, check_actor, &x, err);
    if (!st) ent_chain_event_import(chain, held->classes, out->cells);
    return st;
}

/* event_query.c: coded events of a pair out of the ledger, and what feeds it holds. */
#include "ledger/events_priv.h"

#include <stdlib.h>
#include <string.h>

/* ---- which imports -----------------------------------------------------------------------------
 */

static bool
import_fits(const ent_ledger *ledger, const ent_event_query *q, const ent_event_import_held *h)
{
    bool all_days = !q->first_day && !q->last_day;

    if (q->set && strcmp(q->set, h->set) != 0) return false;
    if (ent_ledger_leaves_out(ledger, h->set)) return false;
    return all_days || (h->first_day <= q->last_day && h->last_day >= q->first_day);
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The sets of the imports, each once, in order of their ids. */
static void
list_sets(ent_event_view *v)
{
    for (size_t i = 0; i < v->n_imports; i++) {
        bool seen = false;

        for (size_t k = 0; k < v->n_sets && !seen; k++)
            seen = strcmp(v->sets[k], v->held[i].set) == 0;
        if (!seen) v->sets[v->n_sets++] = v->held[i].set;
    }
    if (v->n_sets) qsort(v->sets, v->n_sets, sizeof(const char *), compare_texts);
    for (size_t i = 0; i < v->n_imports; i++)
        while (strcmp(v->sets[v->set_at[i]], v->held[i].set) != 0)
            v->set_at[i]++;
}

ent_status
ent_event_view_make(ent_ledger *ledger, const ent_event_query *q, ent_arena *scratch,
                    ent_event_view *out, ent_error *err)
{
    ent_event_view v = {.ledger = ledger,
                        .from = ent_line_of(q->from),
                        .to = ent_line_of(q->to),
                        .known_by = ent_known_day(&q->as_of, ENT_DAY_NEVER)};
    size_t n = 0;
    ent_status st = ledger->store->ops->event_imports(ledger->store, scratch, &v.held, &n, err);

    if (st) return st;
    v.imports = ent_arena_alloc(scratch, n, sizeof *v.imports);
    v.set_at = ent_arena_alloc(scratch, n, sizeof *v.set_at);
    v.sets = ent_arena_alloc(scratch, n, sizeof *v.sets);
    if (!v.imports || !v.set_at || !v.sets)
        return ent_fail(err, ENT_E_NOMEM, "no memory for a question about events");
    for (size_t i = 0; i < n; i++) {
        if (!import_fits(ledger, q, &v.held[i])) continue;
        v.held[v.n_imports] = v.held[i];
        v.imports[v.n_imports++] = v.held[i].import;
    }
    list_sets(&v);
    *out = v;
    return ENT_OK;
}

size_t
ent_event_view_import(const ent_event_view *v, int64_t import)
{
    size_t lo = 0, hi = v->n_imports;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (v->imports[mid] == import) return mid;
        if (v->imports[mid] < import)
            lo = mid + 1;
        else
            hi = mid;
    }
    return SIZE_MAX;
}

/* ---- cells -------------------------------------------------------------------------------------
 */

/* Where a cell goes: by day, class, roles and the days until it became known; then as it came. */
typedef struct cell_place {
    uint64_t key;
    uint32_t at;
} cell_place;

/* Cells of one set as they come. */
typedef struct cell_list {
    ent_event_cell *v;
    size_t n, cap;
} cell_list;

typedef struct gathering {
    const ent_event_view *view;
    const ent_event_query *q;
    cell_list *lists; /* one a set */
    uint16_t from, to;
} gathering;

static bool
cell_fits(const gathering *g, const ent_event_cell *c)
{
    const ent_event_query *q = g->q;

    if (c->known_day > g->view->known_by) return false;
    if ((q->first_day || q->last_day) && (c->day < q->first_day || c->day > q->last_day))
        return false;
    return (!q->from_roles || q->from_roles >> c->from_role & 1) &&
           (!q->to_roles || q->to_roles >> c->to_role & 1);
}

static ent_status
take_cells(void *ctx, int64_t import, const char *from, const char *to, const ent_event_cell *cells,
           size_t n, ent_error *err)
{
    gathering *g = ctx;
    size_t at = ent_event_view_import(g->view, import);
    cell_list *list = &g->lists[g->view->set_at[at]];

    (void)from, (void)to;
    if (list->n + n > list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 1024;
        ent_event_cell *v = ent_realloc(list->v, cap + n, sizeof *v);

        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu cells of events", cap);
        list->v = v;
        list->cap = cap + n;
    }
    for (size_t i = 0; i < n; i++) {
        ent_event_cell *c = &list->v[list->n];

        if (!cell_fits(g, &cells[i])) continue;
        *c = cells[i];
        c->from = g->from;
        c->to = g->to;
        list->n++;
    }
    return ENT_OK;
}

/* Days the ledger can hold, so that 20 bits hold one. */
static uint64_t
place_key(const ent_event_cell *c)
{
    return (uint64_t)(c->day - ENT_EVENT_DAY_MIN) << 36 | (uint64_t)c->class_number << 28 |
           (uint64_t)c->from_role << 24 | (uint64_t)c->to_role << 20 |
           (uint64_t)(c->known_day - c->day);
}

/* By key, those with one key left as they are: a byte of all keys at a time, the lowest first. A
 * long series comes as runs by class, which takes qsort longer than reading it. */
static void
sort_places(cell_place **v, cell_place **spare, size_t n)
{
    enum { DIGITS = 256, BYTES = 7 };
    size_t count[BYTES][DIGITS] = {{0}};

    for (size_t i = 0; i < n; i++)
        for (int b = 0; b < BYTES; b++)
            count[b][(*v)[i].key >> 8 * b & 255]++;
    for (int b = 0; b < BYTES; b++) {
        cell_place *from = *v, *to = *spare;
        size_t at = 0;

        if (n == 0 || count[b][from[0].key >> 8 * b & 255] == n) continue; /* one digit */
        for (int d = 0; d < DIGITS; d++) {
            size_t here = count[b][d];

            count[b][d] = at;
            at += here;
        }
        for (size_t i = 0; i < n; i++)
            to[count[b][from[i].key >> 8 * b & 255]++] = from[i];
        *v = to;
        *spare = from;
    }
}

/* b's sums to a's. */
bool
ent_event_cell_merge(ent_event_cell *a, const ent_event_cell *b)
{
    uint32_t reports = a->reports + b->reports; /* at most n, whose sum is checked */
    bool ok = ent_event_cell_add(a, b);

    if (ok) a->reports = reports;
    return ok;
}

static ent_status
put_in_order(const cell_list *list, ent_arena *arena, ent_event_cells *out, ent_error *err)
{
    cell_place *order = ent_alloc(list->n, sizeof *order), *first = order;
    cell_place *spare = order ? ent_alloc(list->n, sizeof *spare) : NULL, *second = spare;
    ent_event_cell *cells = ent_arena_alloc(arena, list->n, sizeof *cells);
    size_t k = 0;
    ent_status st = ENT_OK;

    if (!order || !spare || !cells || list->n > UINT32_MAX) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu cells of events", list->n);
        goto out;
    }
    for (size_t i = 0; i < list->n; i++)
        order[i] = (cell_place){.key = place_key(&list->v[i]), .at = (uint32_t)i};
    sort_places(&order, &spare, list->n);
    for (size_t i = 0; i < list->n && !st; i++) {
        const ent_event_cell *c = &list->v[order[i].at];

        if (!i || order[i].key != order[i - 1].key)
            cells[k++] = *c;
        else if (!ent_event_cell_merge(&cells[k - 1], c))
            st = ent_fail(err, ENT_E_CORRUPT, "counts of events are too large to add up");
    }
    out->cells = cells;
    out->n = k;

out:
    ent_free(first);
    ent_free(second);
    return st;
}

ent_status
ent_event_view_cells(const ent_event_view *view, const ent_event_query *q, ent_arena *arena,
                     ent_event_cells *out, ent_error *err)
{
    ent_store *store = view->ledger->store;
    gathering g = {.view = view,
                   .q = q,
                   .lists = ent_alloc(view->n_sets, sizeof *g.lists),
                   .from = (uint16_t)ent_event_line_number(view->from),
                   .to = (uint16_t)ent_event_line_number(view->to)};
    ent_status st;

    if (!g.lists) return ent_fail(err, ENT_E_NOMEM, "no memory for a question about events");
    st = store->ops->event_pair(store, view->from, view->to, view->imports, view->n_imports,
                                take_cells, &g, err);
    for (size_t i = 0; i < view->n_sets && !st; i++)
        st = put_in_order(&g.lists[i], arena, &out[i], err);
    for (size_t i = 0; i < view->n_sets; i++)
        ent_free(g.lists[i].v);
    ent_free(g.lists);
    return st;
}

static ent_status
check_sides(const ent_event_query *q, ent_error *err)
{
    if (q->from && *q->from && q->to && *q->to) return ENT_OK;
    return ent_fail(err, ENT_E_DOMAIN, "a question about events needs both countries");
}

ent_status
ent_ledger_event_cells(ent_ledger *ledger, const ent_event_query *query, ent_arena *arena,
                       ent_event_cells **out, size_t *n, ent_error *err)
{
    ent_store *store = ledger->store;
    ent_arena scratch = {0};
    ent_event_view view = {.n_sets = 0};
    ent_event_cells *v = NULL;
    size_t k = 0;
    ent_status st = check_sides(query, err);

    if (!st) st = store->ops->hold(store, err);
    if (st) return st;
    st = ent_event_view_make(ledger, query, &scratch, &view, err);
    if (!st) v = ent_arena_alloc(arena, view.n_sets, sizeof *v);
    if (!st && !v) st = ent_fail(err, ENT_E_NOMEM, "no memory for a question about events");
    if (!st) st = ent_event_view_cells(&view, query, arena, v, err);
    store->ops->let_go(store);
    for (size_t i = 0; i < view.n_sets && !st; i++) {
        if (!v[i].n) continue;
        v[k] = v[i];
        v[k].set = ent_arena_strdup(arena, view.sets[i]);
        if (!v[k++].set) st = ent_fail(err, ENT_E_NOMEM, "no memory for a question about events");
    }
    ent_arena_clear(&scratch);
    if (st) return st;
    *out = v;
    *n = k;
    return ENT_OK;
}

/* ---- what is held ------------------------------------------------------------------------------
 */

typedef struct holding {
    const ent_event_import_held *imports;
    ent_events_held *v;
    size_t *of; /* place in v, of each import */
    size_t n_imports;
} holding;

static void
widen(int32_t first, int32_t last, int32_t *low, int32_t *high)
{
    if (first > last) return;
    if (first < *low) *low = first;
    if (last > *high) *high = last;
}

static ent_status
take_held(void *ctx, int64_t import, const ent_event_segment *g, ent_error *err)
{
    holding *h = ctx;
    ent_events_held *e = NULL;

    (void)err;
    for (size_t lo = 0, hi = h->n_imports; lo < hi;) {
        size_t mid = lo + (hi - lo) / 2;

        if (h->imports[mid].import == import) e = &h->v[h->of[mid]];
        if (h->imports[mid].import < import)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (!e) return ENT_OK; /* verification tells of it */
    e->segments++;
    e->rows += g->rows;
    e->kept += g->kept;
    e->rejected += g->rejected;
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        e->skipped[i] += g->skipped[i];
    widen(g->first_day, g->last_day, &e->first_day, &e->last_day);
    widen(g->first_known_day, g->last_known_day, &e->first_known_day, &e->last_known_day);
    return ENT_OK;
}

/* A row for each set and feed, in order of arrival. */
static size_t
count_imports(holding *h)
{
    size_t n = 0;

    for (size_t i = 0; i < h->n_imports; i++) {
        const ent_event_import_held *m = &h->imports[i];
        size_t k = 0;

        while (k < n && (strcmp(h->v[k].set, m->set) != 0 || strcmp(h->v[k].feed, m->feed) != 0))
            k++;
        if (k == n)
            h->v[n++] = (ent_events_held){.set = m->set,
                                          .feed = m->feed,
                                          .first_day = ENT_DAY_NEVER,
                                          .last_day = ENT_DAY_ALWAYS,
                                          .first_known_day = ENT_DAY_NEVER,
                                          .last_known_day = ENT_DAY_ALWAYS};
        h->of[i] = k;
        h->v[k].imports++;
        if (m->first_n) h->v[k].cells += (uint64_t)(m->last_n - m->first_n + 1);
    }
    return n;
}

ent_status
ent_ledger_events_held(ent_ledger *ledger, ent_arena *arena, ent_events_held **out, size_t *n,
                       ent_error *err)
{
    ent_store *store = ledger->store;
    ent_event_import_held *imports = NULL;
    holding h = {.n_imports = 0};
    size_t count = 0;
    ent_status st = store->ops->hold(store, err);

    if (st) return st;
    st = store->ops->event_imports(store, arena, &imports, &h.n_imports, err);
    if (!st) {
        h.imports = imports;
        h.v = ent_arena_alloc(arena, h.n_imports, sizeof *h.v);
        h.of = ent_arena_alloc(arena, h.n_imports, sizeof *h.of);
        if (!h.v || !h.of) st = ent_fail(err, ENT_E_NOMEM, "no memory for what feeds are held");
    }
    if (!st) count = count_imports(&h);
    if (!st) st = store->ops->event_segments(store, 0, take_held, &h, err);
    store->ops->let_go(store);
    if (st) return st;
    *out = h.v;
    *n = count;
    return ENT_OK;
}

/* ---- segments ----------------------------------------------------------------------------------
 */

typedef struct segment_list {
    const ent_event_view *view;
    int32_t first_day, last_day;
    ent_arena *arena;
    ent_event_segment *v;
    size_t n, cap;
} segment_list;

static ent_status
take_segment(void *ctx, int64_t import, const ent_event_segment *g, ent_error *err)
{
    segment_list *list = ctx;
    bool all_days = !list->first_day && !list->last_day;
    ent_event_segment *kept;

    if (ent_event_view_import(list->view, import) == SIZE_MAX) return ENT_OK;
    if (!all_days && (g->first_day > list->last_day || g->last_day < list->first_day))
        return ENT_OK;
    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 64;

        kept = ent_realloc(list->v, cap, sizeof *kept);
        if (!kept) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu segments", cap);
        list->v = kept;
        list->cap = cap;
    }
    kept = &list->v[list->n];
    *kept = *g;
    kept->feed = ent_arena_strdup(list->arena, g->feed);
    kept->file = ent_arena_strdup(list->arena, g->file);
    if (!kept->feed || !kept->file)
        return ent_fail(err, ENT_E_NOMEM, "no memory for segments of a feed");
    list->n++;
    return ENT_OK;
}

ent_status
ent_ledger_event_segments(ent_ledger *ledger, const char *set, int32_t first_day, int32_t last_day,
                          ent_arena *arena, ent_event_segment **out, size_t *n, ent_error *err)
{
    ent_store *store = ledger->store;
    ent_arena scratch = {0};
    ent_event_query q = {.set = set};
    ent_event_view view = {.n_sets = 0};
    segment_list list = {
        .view = &view, .first_day = first_day, .last_day = last_day, .arena = arena};
    ent_event_segment *v = NULL;
    ent_status st = store->ops->hold(store, err);

    if (st) return st;
    st = ent_event_view_make(ledger, &q, &scratch, &view, err);
    if (!st) st = store->ops->event_segments(store, 0, take_segment, &list, err);
    store->ops->let_go(store);
    if (!st) v = ent_arena_alloc(arena, list.n, sizeof *v);
    if (!st && !v) st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu segments", list.n);
    if (!st && list.n) memcpy(v, list.v, list.n * sizeof *v);
    ent_free(list.v);
    ent_arena_clear(&scratch);
    if (st) return st;
    *out = v;
    *n = list.n;
    return ENT_OK;
}

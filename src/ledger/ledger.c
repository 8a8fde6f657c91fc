/* ledger.c: a ledger opened and closed, and its simple lists: imports, coverage, sources, rejects.
 */
#include "ledger/ledger_priv.h"

#include <string.h>

/* One line a backend. */
static const ent_backend *const BACKENDS[] = {&ent_backend_sqlite};

const ent_backend *const *
ent_backends(size_t *n)
{
    *n = sizeof BACKENDS / sizeof(ent_backend *);
    return BACKENDS;
}

ent_status
ent_ledger_open_on(const ent_backend *backend, const char *path, const ent_ledger_options *options,
                   ent_ledger **out, ent_error *err)
{
    static const ent_ledger_options none = {.read_only = false};
    ent_ledger *ledger = ent_alloc(1, sizeof *ledger);
    ent_status st;

    if (!options) options = &none;
    if (!ledger) return ent_fail(err, ENT_E_NOMEM, "no memory to open a ledger");
    ledger->read_only = options->read_only;
    st = backend->open(path, options, &ledger->store, err);
    if (st) {
        ent_free(ledger);
        return st;
    }
    *out = ledger;
    return ENT_OK;
}

ent_status
ent_ledger_open(const char *path, const ent_ledger_options *options, ent_ledger **out,
                ent_error *err)
{
    return ent_ledger_open_on(BACKENDS[0], path, options, out, err);
}

void
ent_ledger_close(ent_ledger *ledger)
{
    if (!ledger) return;
    if (ledger->store) ledger->store->ops->close(ledger->store);
    ent_arena_clear(&ledger->without_arena);
    ent_free(ledger);
}

/* ---- sets left out ----------------------------------------------------------------------------
 */

ent_status
ent_ledger_set_without(ent_ledger *ledger, const char *const *sets, size_t n, ent_error *err)
{
    ent_arena arena = {0};
    const char **v = n ? ent_arena_alloc(&arena, n, sizeof *v) : NULL;
    bool ok = v || !n;

    for (size_t i = 0; i < n && ok; i++) {
        v[i] = ent_arena_strdup(&arena, sets[i] ? sets[i] : "");
        ok = v[i] != NULL;
    }
    if (!ok) {
        ent_arena_clear(&arena);
        return ent_fail(err, ENT_E_NOMEM, "no memory for the sets to leave out");
    }
    ent_arena_clear(&ledger->without_arena);
    ledger->without_arena = arena;
    ledger->without = v;
    ledger->n_without = n;
    return ENT_OK;
}

bool
ent_ledger_leaves_out(const ent_ledger *ledger, const char *set)
{
    for (size_t i = 0; i < ledger->n_without; i++)
        if (strcmp(ledger->without[i], set) == 0) return true;
    return false;
}

/* ---- lists ------------------------------------------------------------------------------------
 */

ent_status
ent_ledger_imports(ent_ledger *ledger, ent_arena *arena, ent_import_record **out, size_t *n,
                   ent_error *err)
{
    ent_import_held *held = NULL;
    ent_import_record *v;
    size_t count = 0;
    ent_status st = ledger->store->ops->imports(ledger->store, arena, &held, &count, err);

    if (st) return st;
    v = ent_arena_alloc(arena, count, sizeof *v);
    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu imports", count);
    for (size_t i = 0; i < count; i++)
        v[i] = held[i].record;
    *out = v;
    *n = count;
    return ENT_OK;
}

/* Each with the day on which its import's claims are known. NULL: see *st. */
static ent_window_held *
held_windows(ent_ledger *ledger, ent_arena *arena, size_t *n, ent_status *st, ent_error *err)
{
    ent_store *store = ledger->store;
    ent_coverage_held *held = NULL;
    ent_import_held *imports = NULL;
    ent_window_held *v;
    size_t n_imports = 0;

    *st = store->ops->coverage(store, arena, &held, n, err);
    if (!*st) *st = store->ops->imports(store, arena, &imports, &n_imports, err);
    if (*st) return NULL;
    v = ent_arena_alloc(arena, *n, sizeof *v);
    if (!v) *st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu coverage windows", *n);
    for (size_t i = 0; i < *n && v; i++) {
        v[i] = (ent_window_held){.coverage = held[i].coverage, .known_day = ENT_DAY_UNKNOWN};
        for (size_t m = 0; m < n_imports; m++)
            if (imports[m].record.number == held[i].import) v[i].known_day = imports[m].known_day;
    }
    return v;
}

ent_status
ent_windows_known(ent_ledger *ledger, int32_t known_by, const char *set, ent_arena *arena,
                  ent_window_held **out, size_t *n, ent_error *err)
{
    size_t n_held = 0, k = 0;
    ent_status st = ENT_OK;
    ent_window_held *v = held_windows(ledger, arena, &n_held, &st, err);

    if (!v) return st;
    for (size_t i = 0; i < n_held; i++) {
        size_t at = 0;

        if (v[i].known_day > known_by || (set && strcmp(v[i].coverage.set, set) != 0) ||
            ent_ledger_leaves_out(ledger, v[i].coverage.set))
            continue;
        while (at < k && strcmp(v[at].coverage.id, v[i].coverage.id) != 0)
            at++;
        v[at] = v[i]; /* a later window with the same id takes the place of the earlier one */
        if (at == k) k++;
    }
    *out = v;
    *n = k;
    return ENT_OK;
}

ent_status
ent_ledger_coverage(ent_ledger *ledger, const char *set, ent_arena *arena, ent_coverage **out,
                    size_t *n, ent_error *err)
{
    ent_window_held *held = NULL;
    ent_coverage *v;
    size_t count = 0;
    ent_status st = ent_windows_known(ledger, ENT_DAY_NEVER, set, arena, &held, &count, err);

    if (st) return st;
    v = ent_arena_alloc(arena, count, sizeof *v);
    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu coverage windows", count);
    for (size_t i = 0; i < count; i++)
        v[i] = held[i].coverage;
    *out = v;
    *n = count;
    return ENT_OK;
}

ent_status
ent_ledger_citations(ent_ledger *ledger, ent_arena *arena, ent_citation **out, size_t *n,
                     ent_error *err)
{
    ent_citation_held *held = NULL;
    ent_citation *v;
    size_t count = 0;
    ent_status st = ledger->store->ops->citations(ledger->store, arena, &held, &count, err);

    if (st) return st;
    v = ent_arena_alloc(arena, count, sizeof *v);
    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu citations", count);
    for (size_t i = 0; i < count; i++)
        v[i] = held[i].citation;
    *out = v;
    *n = count;
    return ENT_OK;
}

/* ---- rejects ----------------------------------------------------------------------------------
 */

typedef struct reject_list {
    ent_arena *arena;
    ent_reject *v;
    size_t n, cap;
} reject_list;

static ent_status
take_reject(void *ctx, const ent_reject *r, ent_error *err)
{
    reject_list *list = ctx;
    ent_reject *kept;

    if (list->n == list->cap) {
        size_t cap = list->cap ? list->cap * 2 : 64;

        kept = ent_realloc(list->v, cap, sizeof *kept);
        if (!kept) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu rejected rows", cap);
        list->v = kept;
        list->cap = cap;
    }
    kept = &list->v[list->n];
    *kept = *r;
    kept->file = ent_arena_strdup(list->arena, r->file);
    kept->reason = ent_arena_strdup(list->arena, r->reason);
    kept->raw = ent_arena_strdup(list->arena, r->raw);
    if (!kept->file || !kept->reason || (r->raw && !kept->raw))
        return ent_fail(err, ENT_E_NOMEM, "no memory for rejected rows");
    list->n++;
    return ENT_OK;
}

ent_status
ent_ledger_rejects(ent_ledger *ledger, int64_t import, size_t limit, ent_arena *arena,
                   ent_reject **out, size_t *n, ent_error *err)
{
    reject_list list = {.arena = arena};
    ent_reject *v = NULL;
    ent_status st =
        ledger->store->ops->rejects(ledger->store, import, limit, take_reject, &list, err);

    if (st) goto out;
    v = ent_arena_alloc(arena, list.n, sizeof *v);
    if (!v) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu rejected rows", list.n);
        goto out;
    }
    if (list.n) memcpy(v, list.v, list.n * sizeof *v);
    *out = v;
    *n = list.n;

out:
    ent_free(list.v);
    return st;
}

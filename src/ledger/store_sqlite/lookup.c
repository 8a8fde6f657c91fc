/* lookup.c: claims by id, by history, and all of one import. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <stdlib.h>
#include <string.h>

/* The digits given as the lowest and highest id that begins so. */
static void
id_range(const char *digits, uint8_t low[ENT_ID_BYTES], uint8_t high[ENT_ID_BYTES])
{
    memset(low, 0, ENT_ID_BYTES);
    memset(high, 0xff, ENT_ID_BYTES);
    for (size_t i = 0; i < ENT_ID_DIGITS && digits[i]; i++) {
        uint8_t v = (uint8_t)(digits[i] <= '9' ? digits[i] - '0' : digits[i] - 'a' + 10);
        int shift = i % 2 ? 0 : 4;
        uint8_t keep = (uint8_t) ~(15u << shift);

        low[i / 2] = (uint8_t)((low[i / 2] & keep) | v << shift);
        high[i / 2] = (uint8_t)((high[i / 2] & keep) | v << shift);
    }
}

static ent_status
take_if_in_range(ent_sqlite *s, int64_t n, const uint8_t *low, const uint8_t *high,
                 ent_arena *arena, size_t max, ent_held *out, size_t *n_out, ent_error *err)
{
    ent_held held;
    ent_status st;

    if (*n_out >= max) return ENT_OK;
    st = ent_sqlite_claim_at(s, n, arena, &held, err);
    if (st) return st;
    if (memcmp(held.id, low, ENT_ID_BYTES) < 0 || memcmp(held.id, high, ENT_ID_BYTES) > 0)
        return ENT_OK;
    out[(*n_out)++] = held;
    return ENT_OK;
}

static ent_status
look_up(ent_sqlite *s, const char *digits, ent_arena *arena, size_t max, ent_held *out, size_t *n,
        ent_error *err)
{
    uint8_t low[ENT_ID_BYTES], high[ENT_ID_BYTES];
    uint64_t first, last;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_ID_RANGE, &q, err);

    if (st) return st;
    *n = 0;
    id_range(digits, low, high);
    first = ent_sqlite_id48(low);
    last = ent_sqlite_id48(high);
    (void)sqlite3_bind_int64(q, 1, (int64_t)first);
    (void)sqlite3_bind_int64(q, 2, (int64_t)last);
    while (*n < max && (st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        st = take_if_in_range(s, sqlite3_column_int64(q, 0), low, high, arena, max, out, n, err);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    if (st == ENT_END) st = ENT_OK;
    for (size_t i = 0; i < s->n_ids && !st; i++)
        if (s->ids[i].key >= first && s->ids[i].key <= last)
            st = take_if_in_range(s, (int64_t)s->ids[i].value, low, high, arena, max, out, n, err);
    if (!st && *n < max) st = ent_sqlite_votes_by_id(s, low, high, arena, max, out, n, err);
    return st;
}

ent_status
ent_sqlite_by_id(ent_store *store, const char *digits, ent_arena *arena, size_t max, ent_held *out,
                 size_t *n, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;

    ent_sqlite_new_arena(s);
    return look_up(s, digits, arena, max, out, n, err);
}

ent_status
ent_sqlite_by_ids(ent_store *store, const char *const *ids, size_t n, ent_arena *arena,
                  ent_claim *out, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_status st = ent_sqlite_hold(store, err);

    if (st) return st;
    ent_sqlite_new_arena(s);
    for (size_t i = 0; i < n && !st; i++) {
        ent_held held;
        size_t found = 0;

        st = look_up(s, ids[i], arena, 1, &held, &found, err);
        if (!st && !found) {
            (void)ent_fail(err, ENT_NONE, "no claim has the id %s", ids[i]);
            st = ENT_NONE;
        }
        if (!st) out[i] = held.claim;
    }
    ent_sqlite_let_go(store);
    return st;
}

/* ---- history
 * --------------------------------------------------------------------------------------------- */

typedef struct version {
    ent_claim claim;
    int64_t n, import;
    int32_t known_day; /* of its import */
} version;

static int
compare_versions(const void *a, const void *b)
{
    const version *x = a, *y = b;

    if (x->known_day != y->known_day) return x->known_day < y->known_day ? -1 : 1;
    return (x->n > y->n) - (x->n < y->n);
}

static ent_status
take_step(ent_sqlite *s, int64_t n, ent_arena *arena, version **v, size_t *n_v, ent_error *err)
{
    ent_held held;
    int32_t released;
    version *grown = *v;
    ent_status st = ent_sqlite_claim_at(s, n, arena, &held, err);

    if (st) return st;
    if ((*n_v & (*n_v - 1)) == 0) { /* full at every power of two */
        grown = ent_realloc(*v, *n_v ? *n_v * 2 : 1, sizeof *grown);
        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for a claim's history");
        *v = grown;
    }
    grown[*n_v] = (version){.claim = held.claim, .n = n, .import = held.import};
    st = ent_sqlite_import_days(s, held.import, &grown[*n_v].known_day, &released, err);
    if (!st) ++*n_v;
    return st;
}

ent_status
ent_sqlite_history(ent_store *store, int64_t n, ent_arena *arena, ent_claim **out, size_t *n_out,
                   ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    version *v = NULL;
    size_t n_v = 0;
    ent_claim *claims;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_HISTORY, &q, err);

    if (st) return st;
    ent_sqlite_new_arena(s);
    (void)sqlite3_bind_int64(q, 1, n);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        st = take_step(s, sqlite3_column_int64(q, 0), arena, &v, &n_v, err);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    if (st != ENT_END) goto out;
    claims = ent_arena_alloc(arena, n_v, sizeof *claims);
    if (!claims) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for a claim's history");
        goto out;
    }
    st = ENT_OK;
    if (n_v) qsort(v, n_v, sizeof *v, compare_versions);
    for (size_t i = 0; i < n_v; i++)
        claims[i] = v[i].claim;
    *out = claims;
    *n_out = n_v;

out:
    ent_free(v);
    return st;
}

/* ---- all of an import
 * -------------------------------------------------------------------------------------- */

ent_status
ent_sqlite_scan(ent_store *store, int64_t import, ent_visit_claim *visit, void *ctx, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    char sql[1024];
    sqlite3_stmt *q = NULL;
    ent_arena arena = {0};
    bool whole = ent_snprintf(sql, sizeof sql,
                              "SELECT %s FROM claim c WHERE n BETWEEN (SELECT first_n FROM import "
                              "WHERE n=?1) AND (SELECT last_n FROM import WHERE n=?1) ORDER BY n",
                              ent_sqlite_claim_columns);
    ent_status st;

    ENT_ASSERT(whole);
    st = ent_sqlite_prepare(s, sql, &q, err);
    if (st) goto out;
    ent_sqlite_new_arena(s);
    (void)sqlite3_bind_int64(q, 1, import);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        ent_held held;

        if (arena.used > 1 << 20) {
            ent_arena_clear(&arena);
            ent_sqlite_new_arena(s);
        }
        st = ent_sqlite_read_claim(s, q, &arena, &held, err);
        if (st) break;
        ent_sqlite_sum(s, &held);
        st = visit(ctx, &held, err);
        if (st) break;
    }
    if (st == ENT_END) st = ENT_OK;

out:
    sqlite3_finalize(q);
    ent_arena_clear(&arena);
    return st;
}

ent_status
ent_sqlite_links(ent_store *store, int64_t import, ent_visit_link *visit, void *ctx, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q = NULL;
    ent_status st =
        ent_sqlite_prepare(s,
                           "SELECT old_n,new_n,import,known_day,again FROM supersession "
                           "WHERE import=?1 ORDER BY n",
                           &q, err);

    if (st) goto out;
    (void)sqlite3_bind_int64(q, 1, import);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        ent_link link = {.old_n = sqlite3_column_int64(q, 0),
                         .new_n = sqlite3_column_int64(q, 1),
                         .import = sqlite3_column_int64(q, 2),
                         .known_day = sqlite3_column_int(q, 3),
                         .again = sqlite3_column_int(q, 4) != 0};

        st = visit(ctx, &link, err);
        if (st) break;
    }
    if (st == ENT_END) st = ENT_OK;

out:
    sqlite3_finalize(q);
    return st;
}

ent_status
ent_sqlite_sightings(ent_store *store, int64_t import, ent_visit_sighting *visit, void *ctx,
                     ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(
        s, "SELECT claim_n,import,known_day FROM sighting WHERE import=?1 ORDER BY n", &q, err);

    if (st) goto out;
    (void)sqlite3_bind_int64(q, 1, import);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        ent_sighting sighting = {.n = sqlite3_column_int64(q, 0),
                                 .import = sqlite3_column_int64(q, 1),
                                 .known_day = sqlite3_column_int(q, 2)};

        st = visit(ctx, &sighting, err);
        if (st) break;
    }
    if (st == ENT_END) st = ENT_OK;

out:
    sqlite3_finalize(q);
    return st;
}

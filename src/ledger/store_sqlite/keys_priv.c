/* keys_priv.c: which record and which id a claim has: hashes gathered in memory, written in order.
 */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <stdlib.h>
#include <string.h>

/* Hashes fall anywhere in a B-tree. Written in order, each of its pages is touched once; so keys
 * wait until the import ends, or until there are this many. */
enum { KEYS_MAX = 1 << 22 };

uint64_t
ent_sqlite_id48(const uint8_t id[ENT_ID_BYTES])
{
    uint64_t v = 0;

    for (int i = 0; i < 6; i++)
        v = v << 8 | id[i];
    return v;
}

static int
compare_entries(const void *a, const void *b)
{
    const ent_key_entry *x = a, *y = b;
    int c = (x->key > y->key) - (x->key < y->key);

    return c ? c : (x->value > y->value) - (x->value < y->value);
}

/* Sorted, as many as fit in a statement at a time. */
static ent_status
write_pairs(ent_sqlite *s, ent_sql many, ent_sql one, ent_key_entry *v, size_t n, ent_error *err)
{
    size_t i = 0;

    if (n) qsort(v, n, sizeof *v, compare_entries);
    while (i < n) {
        size_t rows = n - i >= ENT_SQLITE_PAIRS ? ENT_SQLITE_PAIRS : 1;
        sqlite3_stmt *q;
        ent_status st = ent_sqlite_stmt(s, rows > 1 ? many : one, &q, err);

        if (st) return st;
        for (size_t k = 0; k < rows; k++) {
            (void)sqlite3_bind_int64(q, (int)(2 * k + 1), (int64_t)v[i + k].key);
            (void)sqlite3_bind_int64(q, (int)(2 * k + 2), (int64_t)v[i + k].value);
        }
        st = ent_sqlite_run(s, q, err);
        if (st) return st;
        i += rows;
    }
    return ENT_OK;
}

ent_status
ent_sqlite_keys_flush(ent_sqlite *s, ent_error *err)
{
    size_t n = 0;
    ent_status st;

    for (size_t i = 0; i < s->keys.cap; i++)
        if (s->keys.slots[i].value) s->keys.slots[n++] = s->keys.slots[i];
    st = write_pairs(s, SQL_KEYS_ADD, SQL_KEY_ADD, s->keys.slots, n, err);
    ent_keymap_clear(&s->keys); /* no map any more since it was packed */
    s->keys_spilled = true;
    if (!st) st = write_pairs(s, SQL_IDS_ADD, SQL_ID_ADD, s->ids, s->n_ids, err);
    s->n_ids = 0;
    return st;
}

ent_status
ent_sqlite_keys_add(ent_sqlite *s, const ent_pending *p, ent_error *err)
{
    ent_status st = ENT_OK;

    if (s->n_ids == KEYS_MAX) st = ent_sqlite_keys_flush(s, err);
    if (st) return st;
    if (s->n_ids == s->cap_ids) {
        size_t cap = s->cap_ids ? s->cap_ids * 2 : 256;
        ent_key_entry *ids = ent_realloc(s->ids, cap, sizeof *ids);

        if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for the ids of an import");
        s->ids = ids;
        s->cap_ids = cap;
    }
    s->ids[s->n_ids++] = (ent_key_entry){.key = ent_sqlite_id48(p->id), .value = (uint64_t)p->n};
    st = ent_keymap_add(&s->keys, p->key, (uint64_t)p->n);
    return st ? ent_fail(err, st, "no memory for the records of an import") : ENT_OK;
}

/* ---- versions
 * ----------------------------------------------------------------------------------------- */

/* Could the set hold stored claims at all? Asked once a set: a first import looks nothing up. */
static ent_status
set_is_held(ent_sqlite *s, const char *set, bool *out, ent_error *err)
{
    enum { NOT_ASKED = 0, HELD, NEW };
    int64_t *slot = &ent_pool_word(set)->slot[ENT_SLOT_SET];
    sqlite3_stmt *q;
    ent_status st = ENT_OK;

    if (*slot == NOT_ASKED) {
        st = ent_sqlite_stmt(s, SQL_SET_HELD, &q, err);
        if (st) return st;
        ent_sqlite_bind_text(q, 1, set);
        st = ent_sqlite_step(s, q, err);
        (void)sqlite3_reset(q);
        if (st != ENT_OK && st != ENT_END) return st;
        *slot = st == ENT_OK ? HELD : NEW;
        st = ENT_OK;
    }
    *out = *slot == HELD;
    return st;
}

/* Claim n, when it really has the record asked for: hashes only point. */
static ent_status
take_version(ent_sqlite *s, const ent_claim *asked, size_t which, int64_t n, ent_arena *arena,
             ent_versions *out, ent_error *err)
{
    ent_held held = {.n = 0};
    ent_version *v;
    ent_status st = ent_sqlite_claim_at(s, n, arena, &held, err);

    if (st) return st;
    if (strcmp(held.claim.record, asked->record) != 0 || strcmp(held.claim.set, asked->set) != 0 ||
        strcmp(held.claim.indicator, asked->indicator) != 0 ||
        strcmp(ent_record_owner(&held.claim), ent_record_owner(asked)) != 0)
        return ENT_OK;
    if (out->n == out->cap) {
        size_t cap = out->cap ? out->cap * 2 : 256;

        v = ent_realloc(out->v, cap, sizeof *v);
        if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for earlier versions");
        out->v = v;
        out->cap = cap;
    }
    v = &out->v[out->n];
    *v = (ent_version){.which = which, .n = n, .import = held.import};
    memcpy(v->id, held.id, sizeof v->id);
    st = ent_sqlite_import_days(s, held.import, &v->known_day, &v->released_day, err);
    v->known_day = ent_known_day(&held.claim.known_from, v->known_day);
    if (!st) st = ent_sqlite_sighted(s, n, v->known_day, &v->known_day, err);
    if (!st) st = ent_sqlite_killed_day(s, n, ENT_DAY_NEVER, &v->killed_day, err);
    if (!st) out->n++;
    return st;
}

/* Votes that came in bulk are in no table of keys: theirs are made when first asked for. */
static ent_status
packed_versions(ent_sqlite *s, const ent_pending *p, size_t which, ent_arena *arena,
                ent_versions *out, ent_error *err)
{
    size_t at = 0;
    uint64_t n;
    ent_status st = ENT_OK;

    if (!s->vote_keys_read) st = ent_sqlite_vote_keys(s, &s->vote_keys, err);
    if (st) return st;
    s->vote_keys_read = true;
    while (!st && (n = ent_keymap_next(&s->vote_keys, p->key, &at)) != 0)
        st = take_version(s, &p->claim, which, (int64_t)n, arena, out, err);
    return st;
}

static ent_status
stored_versions(ent_sqlite *s, const ent_pending *p, size_t which, ent_arena *arena,
                ent_versions *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_KEY_FIND, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, (int64_t)p->key);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        st = take_version(s, &p->claim, which, sqlite3_column_int64(q, 0), arena, out, err);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? packed_versions(s, p, which, arena, out, err) : st;
}

ent_status
ent_sqlite_versions(ent_store *store, const ent_pending *const *keys, size_t n, ent_versions *out,
                    ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_arena arena = {0};
    ent_status st = ENT_OK;

    ent_sqlite_new_arena(s);
    for (size_t i = 0; i < n && !st; i++) {
        size_t at = 0;
        uint64_t mine;
        bool held = false;

        st = set_is_held(s, keys[i]->claim.set, &held, err);
        if (!st && (held || s->keys_spilled)) st = stored_versions(s, keys[i], i, &arena, out, err);
        while (!st && (mine = ent_keymap_next(&s->keys, keys[i]->key, &at)) != 0)
            st = take_version(s, &keys[i]->claim, i, (int64_t)mine, &arena, out, err);
        if (arena.used > 1 << 20) {
            ent_arena_clear(&arena);
            ent_sqlite_new_arena(s);
        }
    }
    ent_arena_clear(&arena);
    return st;
}

/* write_priv.c: an import into the tables: one transaction from begin to finish. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* ---- begin, finish, rollback
 * ---------------------------------------------------------------------------- */

static void
forget_import(ent_sqlite *s)
{
    ent_keymap_clear(&s->keys);
    ent_free(s->ids);
    s->ids = NULL;
    s->n_ids = s->cap_ids = 0;
    s->keys_spilled = false;
    ent_sqlite_forget_pool(&s->store);
    ent_buf_clear(&s->text);
    s->next_cell = s->first_cell = 0;
    s->block.cells = 0;
    s->writing = false;
}

void
ent_sqlite_rollback(ent_store *store)
{
    ent_sqlite *s = (ent_sqlite *)store;

    for (int i = 0; i < SQL_COUNT; i++)
        (void)sqlite3_reset(s->stmt[i]);
    /* After a full disk or an I/O error SQLite may have rolled back by itself. */
    if (!sqlite3_get_autocommit(s->db)) (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    ent_sqlite_cache_forget(s);
    ent_sqlite_votes_forget(s);
    forget_import(s);
}

static ent_status
read_head(ent_sqlite *s, int64_t *number, uint8_t chain[ENT_SHA256_BYTES], ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_HEAD, &q, err);

    if (st) return st;
    *number = 1;
    memset(chain, 0, ENT_SHA256_BYTES);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) {
        *number = sqlite3_column_int64(q, 0) + 1;
        if (sqlite3_column_bytes(q, 1) == ENT_SHA256_BYTES)
            memcpy(chain, sqlite3_column_blob(q, 1), ENT_SHA256_BYTES);
        else
            st = ent_fail(err, ENT_E_CORRUPT, "%s: the last import's chain is damaged", s->path);
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
same_file(ent_sqlite *s, const ent_import_info *info, bool *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_SAME_FILE, &q, err);

    if (st) return st;
    ent_sqlite_bind_text(q, 1, info->file_sha256);
    ent_sqlite_bind_text(q, 2, info->reader);
    (void)sqlite3_bind_int(q, 3, info->reader_version);
    ent_sqlite_bind_text(q, 4, info->set);
    st = ent_sqlite_step(s, q, err);
    *out = st == ENT_OK;
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_begin(ent_store *store, const ent_import_info *info, int32_t known_day, int64_t *number,
                 uint8_t chain[ENT_SHA256_BYTES], ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    bool already = false;
    ent_status st = ent_sqlite_stmt(s, SQL_BEGIN, &q, err);

    if (!st) st = ent_sqlite_run(s, q, err);
    if (st) return st;
    s->writing = true;
    st = same_file(s, info, &already, err);
    if (!st && already) st = ENT_NONE;
    if (!st) st = read_head(s, number, chain, err);
    if (!st)
        st = ent_sqlite_int(s,
                            "SELECT max(coalesce((SELECT max(n) FROM claim),0),"
                            "coalesce((SELECT max(n) FROM vote),0))",
                            &s->first_n, err);
    if (st) {
        ent_sqlite_rollback(store);
        return st;
    }
    s->next_n = ++s->first_n;
    s->import = *number;
    s->info = *info;
    s->known_day = known_day;
    return ENT_OK;
}

static void
bind_days(sqlite3_stmt *q, int at, const ent_import_totals *t)
{
    bool any = t->first_day <= t->last_day;

    for (int i = 0; i < 2; i++) {
        if (any)
            (void)sqlite3_bind_int(q, at + i, i ? t->last_day : t->first_day);
        else
            (void)sqlite3_bind_null(q, at + i);
    }
}

static ent_status
add_import(ent_sqlite *s, const ent_import_totals *t, ent_error *err)
{
    const ent_tally *tally = &t->tally;
    const uint64_t counts[] = {tally->rows, tally->kept, tally->rejected};
    const uint64_t more[] = {tally->claims, t->added, t->known, t->superseded};
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_IMPORT_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, s->import);
    ent_sqlite_bind_text(q, 2, s->info.set);
    ent_sqlite_bind_text(q, 3, s->info.file);
    ent_sqlite_bind_text(q, 4, s->info.file_sha256);
    ent_sqlite_bind_text(q, 5, s->info.reader);
    (void)sqlite3_bind_int(q, 6, s->info.reader_version);
    ent_sqlite_bind_text(q, 7, s->info.imported_at);
    ent_sqlite_bind_date(q, 8, &s->info.released);
    if (s->known_day == ENT_DAY_UNKNOWN)
        (void)sqlite3_bind_null(q, 9);
    else
        (void)sqlite3_bind_int(q, 9, s->known_day);
    for (int i = 0; i < 3; i++)
        (void)sqlite3_bind_int64(q, 10 + i, (int64_t)counts[i]);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        (void)sqlite3_bind_int64(q, 13 + i, (int64_t)tally->skipped[i]);
    for (int i = 0; i < 4; i++)
        (void)sqlite3_bind_int64(q, 19 + i, (int64_t)more[i]);
    ent_sqlite_bind_ref(q, 23, s->next_n > s->first_n ? s->first_n : 0);
    ent_sqlite_bind_ref(q, 24, s->next_n > s->first_n ? s->next_n - 1 : 0);
    bind_days(q, 25, t);
    (void)sqlite3_bind_blob(q, 27, t->chain, ENT_SHA256_BYTES, SQLITE_STATIC);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_finish(ent_store *store, const ent_import_totals *totals, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_keys_flush(s, err);

    if (!st) st = add_import(s, totals, err);
    if (!st) st = ent_sqlite_stmt(s, SQL_COMMIT, &q, err);
    if (!st) st = ent_sqlite_run(s, q, err);
    if (!st) forget_import(s);
    return st;
}

/* ---- claims
 * --------------------------------------------------------------------------------------------- */

/* Codes and names under which people look for a claim's states. */
static ent_status
add_names(ent_buf *out, const char *code, const char *written)
{
    const ent_polity *polity = code ? ent_ref_polity(code) : NULL;
    const char *line = polity ? ent_ref_line_name(polity->line) : NULL;
    const char *const words[] = {code, written, polity ? polity->name : NULL, line};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < sizeof words / sizeof *words && !st; i++) {
        if (!words[i]) continue;
        st = ent_buf_adds(out, words[i]);
        if (!st) st = ent_buf_addc(out, ' ');
    }
    return st;
}

/* Only claims that have words of their own: bulk rows would double the time of an import. */
static ent_status
add_text(ent_sqlite *s, const ent_pending *p, ent_error *err)
{
    const ent_claim *c = &p->claim;
    sqlite3_stmt *q;
    ent_status st;

    if (!c->label && !c->note) return ENT_OK;
    ent_buf_reset(&s->text);
    st = add_names(&s->text, c->from, c->from_code);
    if (!st) st = add_names(&s->text, c->to, c->to_code);
    if (st) return ent_fail(err, st, "no memory for the text index");
    st = ent_sqlite_stmt(s, SQL_TEXT_ADD, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, p->n);
    ent_sqlite_bind_text(q, 2, c->label);
    ent_sqlite_bind_text(q, 3, c->note);
    ent_sqlite_bind_text(q, 4, s->text.data);
    ent_sqlite_bind_text(q, 5, c->source);
    return ent_sqlite_run(s, q, err);
}

typedef struct claim_refs {
    int64_t frame, indicator, from, to, cluster, from_code, to_code, label, note;
} claim_refs;

static ent_status
look_up_refs(ent_sqlite *s, const ent_claim *c, claim_refs *r, ent_error *err)
{
    ent_status st = ent_sqlite_frame(s, c, &r->frame, err);

    if (!st) st = ent_sqlite_indicator(s, c->indicator, &r->indicator, err);
    if (!st) st = ent_sqlite_polity(s, c->from, &r->from, err);
    if (!st) st = ent_sqlite_polity(s, c->to, &r->to, err);
    if (!st) st = ent_sqlite_phrase(s, c->cluster, &r->cluster, err);
    if (!st) st = ent_sqlite_phrase(s, c->from_code, &r->from_code, err);
    if (!st) st = ent_sqlite_phrase(s, c->to_code, &r->to_code, err);
    if (!st) st = ent_sqlite_phrase(s, c->label, &r->label, err);
    if (!st) st = ent_sqlite_phrase(s, c->note, &r->note, err);
    return st;
}

/* Zero is the common case of these, and NULL takes no room. */
static void
bind_real(sqlite3_stmt *q, int at, double v, bool given)
{
    if (given)
        (void)sqlite3_bind_double(q, at, v);
    else
        (void)sqlite3_bind_null(q, at);
}

static void
bind_values(sqlite3_stmt *q, const ent_claim *c)
{
    bool range = c->approx == ENT_APPROX_RANGE;

    ent_sqlite_bind_date(q, 9, &c->valid_from);
    ent_sqlite_bind_date(q, 10, &c->valid_to);
    (void)sqlite3_bind_int(q, 11, c->ongoing);
    ent_sqlite_bind_date(q, 12, &c->known_from);
    bind_real(q, 16, c->quantity, c->quantity_state == ENT_VALUE);
    bind_real(q, 17, c->quantity_low, range);
    bind_real(q, 18, c->quantity_high, range);
    ent_sqlite_bind_ref(q, 19, c->digits);
    bind_real(q, 20, c->standard_error, c->standard_error != 0);
    ent_sqlite_bind_ref(q, 21, c->n);
    bind_real(q, 22, c->intensity, c->intensity_scale != NULL);
    ent_sqlite_bind_text(q, 25, c->record);
    ent_sqlite_bind_text(q, 26, c->locator);
    ent_sqlite_bind_text(q, 27, c->supersedes);
    ent_sqlite_bind_ref(q, 28, (int64_t)c->row);
    ent_sqlite_bind_ref(q, 29, (int64_t)c->byte);
}

static ent_status
add_claim(ent_sqlite *s, ent_pending *p, ent_error *err)
{
    const ent_claim *c = &p->claim;
    claim_refs r = {.frame = 0};
    bool flip;
    sqlite3_stmt *q;
    ent_status st = look_up_refs(s, c, &r, err);

    if (!st) st = ent_sqlite_stmt(s, SQL_CLAIM_ADD, &q, err);
    if (st) return st;
    flip = r.to && r.to < r.from;
    p->n = s->next_n;
    (void)sqlite3_bind_int64(q, 1, p->n);
    (void)sqlite3_bind_blob(q, 2, p->id, ENT_ID_BYTES, SQLITE_STATIC);
    (void)sqlite3_bind_int64(q, 3, s->import);
    (void)sqlite3_bind_int64(q, 4, r.frame);
    (void)sqlite3_bind_int64(q, 5, r.indicator);
    (void)sqlite3_bind_int64(q, 6, flip ? r.to : r.from);
    (void)sqlite3_bind_int64(q, 7, flip ? r.from : r.to);
    (void)sqlite3_bind_int(q, 8, flip);
    ent_sqlite_bind_ref(q, 13, r.cluster);
    ent_sqlite_bind_ref(q, 14, r.from_code);
    ent_sqlite_bind_ref(q, 15, r.to_code);
    ent_sqlite_bind_ref(q, 23, r.label);
    ent_sqlite_bind_ref(q, 24, r.note);
    bind_values(q, c);
    st = ent_sqlite_run(s, q, err);
    if (!st) st = ent_sqlite_keys_add(s, p, err);
    if (!st) st = add_text(s, p, err);
    if (!st) s->next_n++;
    return st;
}

ent_status
ent_sqlite_add(ent_store *store, ent_pool *pool, ent_pending *const *batch, size_t n,
               ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_status st = ENT_OK;

    (void)pool;
    for (size_t i = 0; i < n && !st; i++)
        st = add_claim(s, batch[i], err);
    return st;
}

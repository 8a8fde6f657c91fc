/* read_priv.c: a row of the table of claims back to the claim that was stated. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

static ent_status
read_phrases(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena, ent_claim *c, ent_error *err)
{
    static const int columns[] = {COL_CLUSTER, COL_FROM_CODE, COL_TO_CODE, COL_LABEL, COL_NOTE};
    const char **const texts[] = {&c->cluster, &c->from_code, &c->to_code, &c->label, &c->note};
    ent_status st = ENT_OK;

    for (size_t i = 0; i < sizeof columns / sizeof *columns && !st; i++)
        st = ent_sqlite_phrase_at(s, sqlite3_column_int64(q, columns[i]), arena, texts[i], err);
    return st;
}

static ent_status
read_polities(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena, ent_claim *c, ent_error *err)
{
    bool flip = sqlite3_column_int(q, COL_FLIP) != 0;
    int64_t lo = sqlite3_column_int64(q, COL_LO), hi = sqlite3_column_int64(q, COL_HI);
    ent_status st = ent_sqlite_polity_at(s, flip ? hi : lo, arena, &c->from, err);

    if (!st && hi) st = ent_sqlite_polity_at(s, flip ? lo : hi, arena, &c->to, err);
    return st;
}

static void
read_values(sqlite3_stmt *q, ent_claim *c)
{
    c->valid_from = ent_sqlite_date(q, COL_VALID_FROM);
    c->valid_to = ent_sqlite_date(q, COL_VALID_TO);
    c->ongoing = sqlite3_column_int(q, COL_ONGOING) != 0;
    c->known_from = ent_sqlite_date(q, COL_KNOWN_FROM);
    c->quantity = sqlite3_column_double(q, COL_QUANTITY);
    c->quantity_low = sqlite3_column_double(q, COL_LOW);
    c->quantity_high = sqlite3_column_double(q, COL_HIGH);
    c->digits = sqlite3_column_int(q, COL_DIGITS);
    c->standard_error = sqlite3_column_double(q, COL_STANDARD_ERROR);
    c->n = sqlite3_column_int64(q, COL_SIZE);
    c->intensity = sqlite3_column_double(q, COL_INTENSITY);
    c->row = (uint64_t)sqlite3_column_int64(q, COL_ROW);
    c->byte = (uint64_t)sqlite3_column_int64(q, COL_BYTE);
}

/* Id, frame, values and record; what is left is text for people. */
static ent_status
read_core(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena, ent_held *out, ent_error *err)
{
    ent_claim *c = &out->claim;
    bool ok = true;
    ent_status st;

    out->n = sqlite3_column_int64(q, COL_N);
    out->import = sqlite3_column_int64(q, COL_IMPORT);
    if (sqlite3_column_bytes(q, COL_ID) != ENT_ID_BYTES)
        return ent_fail(err, ENT_E_CORRUPT, "%s: claim %lld has a damaged id", s->path,
                        (long long)out->n);
    memcpy(out->id, sqlite3_column_blob(q, COL_ID), ENT_ID_BYTES);
    st = ent_sqlite_frame_at(s, sqlite3_column_int64(q, COL_FRAME), arena, c, err);
    if (!st) st = read_polities(s, q, arena, c, err);
    if (st) return st;
    ent_hex(out->id, ENT_ID_BYTES, c->id);
    read_values(q, c);
    c->record = ent_sqlite_text(q, COL_RECORD, arena, &ok);
    return ok ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
}

ent_status
ent_sqlite_read_figure(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena, ent_held *out,
                       ent_error *err)
{
    ent_status st = read_core(s, q, arena, out, err);

    if (st) return st;
    return ent_sqlite_phrase_at(s, sqlite3_column_int64(q, COL_CLUSTER), arena, &out->claim.cluster,
                                err);
}

ent_status
ent_sqlite_read_claim(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena, ent_held *out,
                      ent_error *err)
{
    ent_held held;
    bool ok = true;
    ent_status st = read_core(s, q, arena, &held, err);

    if (!st) st = read_phrases(s, q, arena, &held.claim, err);
    if (st) return st;
    held.claim.locator = ent_sqlite_text(q, COL_LOCATOR, arena, &ok);
    held.claim.supersedes = ent_sqlite_text(q, COL_SUPERSEDES, arena, &ok);
    if (!ok) return ent_fail(err, ENT_E_NOMEM, "no memory for the text of claims");
    *out = held;
    return ENT_OK;
}

ent_status
ent_sqlite_claim_at(ent_sqlite *s, int64_t n, ent_arena *arena, ent_held *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_CLAIM_GET, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) st = ent_sqlite_read_claim(s, q, arena, out, err);
    (void)sqlite3_reset(q);
    if (st == ENT_END) st = ent_sqlite_vote_at(s, n, arena, out, err);
    if (st == ENT_END)
        return ent_fail(err, ENT_E_CORRUPT, "%s: claim %lld is missing", s->path, (long long)n);
    return st;
}

/* A statement made again takes back the place it had lost: what superseded it in earlier imports
 * does not count any more. */
ent_status
ent_sqlite_killed_day(ent_sqlite *s, int64_t n, int32_t known_by, int32_t *out, ent_error *err)
{
    sqlite3_stmt *q;
    int64_t alive = 0;
    ent_status st = ent_sqlite_stmt(s, SQL_LINKS_ALIVE, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    (void)sqlite3_bind_int(q, 2, known_by);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) alive = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    if (st != ENT_OK && st != ENT_END) return st;
    st = ent_sqlite_stmt(s, SQL_LINKS_KILL, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, n);
    (void)sqlite3_bind_int(q, 2, known_by);
    (void)sqlite3_bind_int64(q, 3, alive);
    *out = ENT_DAY_NEVER;
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK && sqlite3_column_type(q, 0) != SQLITE_NULL) *out = sqlite3_column_int(q, 0);
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

ent_status
ent_sqlite_sighted(ent_sqlite *s, int64_t n, int32_t known_day, int32_t *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_SIGHTED, &q, err);

    if (st) return st;
    *out = known_day;
    (void)sqlite3_bind_int64(q, 1, n);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK && sqlite3_column_type(q, 0) != SQLITE_NULL &&
        sqlite3_column_int(q, 0) < known_day)
        *out = sqlite3_column_int(q, 0);
    (void)sqlite3_reset(q);
    return st;
}

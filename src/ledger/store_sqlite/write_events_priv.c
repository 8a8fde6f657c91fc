/* write_events_priv.c: coded events into the tables: segments, cells by pair, exposure, actors. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

enum { CELL_COLUMNS = 13, CLASS_BITS = 8, ROLE_BITS = 4 };

_Static_assert(ENT_ROLE_COUNT <= 1 << ROLE_BITS, "a role fits its bits of event_cell.kind");

/* ---- segments ----------------------------------------------------------------------------------
 */

static int
digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 64 lower-case digits to 32 bytes; false: they are none. */
static bool
digest_bytes(const char *digits, uint8_t out[ENT_SHA256_BYTES])
{
    for (size_t i = 0; i < ENT_SHA256_BYTES; i++) {
        int high = digit_value(digits[2 * i]), low = high < 0 ? -1 : digit_value(digits[2 * i + 1]);

        if (low < 0) return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return digits[(size_t)2 * ENT_SHA256_BYTES] == '\0';
}

/* The bytes stay in s, since a copy that SQLite cannot make would be bound as NULL. */
static ent_status
bind_digest(ent_sqlite *s, sqlite3_stmt *q, int at, const char *digits, ent_error *err)
{
    if (!digest_bytes(digits, s->digest))
        return ent_fail(err, ENT_E_DOMAIN, "a segment's digest is \"%.70s\"; want 64 hex digits",
                        digits);
    (void)sqlite3_bind_blob(q, at, s->digest, ENT_SHA256_BYTES, SQLITE_STATIC);
    return ENT_OK;
}

ent_status
ent_sqlite_event_known(ent_store *store, const char *set, const char *digest, bool *out,
                       ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_EVENT_KNOWN, &q, err);

    if (!st) st = bind_digest(s, q, 1, digest, err);
    if (st) return st;
    ent_sqlite_bind_text(q, 2, set);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK || st == ENT_END) *out = st == ENT_OK;
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

/* NULL, NULL when first > last: there is no such day. */
static void
bind_span(sqlite3_stmt *q, int at, int32_t first, int32_t last)
{
    if (first > last) return; /* bindings were cleared */
    (void)sqlite3_bind_int(q, at, first);
    (void)sqlite3_bind_int(q, at + 1, last);
}

ent_status
ent_sqlite_event_segment(ent_store *store, const ent_event_segment *g, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    const uint64_t counts[] = {g->rows, g->kept, g->rejected};
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_SEGMENT_ADD, &q, err);

    if (!st) st = bind_digest(s, q, 6, g->digest, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, s->import);
    ent_sqlite_bind_text(q, 2, g->file);
    (void)sqlite3_bind_int64(q, 3, (int64_t)g->first_byte);
    (void)sqlite3_bind_int64(q, 4, (int64_t)g->n_bytes);
    (void)sqlite3_bind_int64(q, 5, (int64_t)g->first_row);
    for (int i = 0; i < 3; i++)
        (void)sqlite3_bind_int64(q, 7 + i, (int64_t)counts[i]);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        (void)sqlite3_bind_int64(q, 10 + i, (int64_t)g->skipped[i]);
    for (int i = 16; i <= 19; i++)
        (void)sqlite3_bind_null(q, i);
    bind_span(q, 16, g->first_day, g->last_day);
    bind_span(q, 18, g->first_known_day, g->last_known_day);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_event_class(ent_store *store, const ent_class_row *row, bool *fresh, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    const char *const texts[] = {row->version, row->scheme, row->code, row->title, row->quad};
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_CLASS_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, row->number);
    (void)sqlite3_bind_int64(q, 2, s->import);
    for (int i = 0; i < 5; i++)
        ent_sqlite_bind_text(q, 3 + i, texts[i]);
    st = ent_sqlite_run(s, q, err);
    if (!st) *fresh = sqlite3_changes(s->db) > 0;
    return st;
}

/* ---- cells -------------------------------------------------------------------------------------
 */

static ent_status
pair_number(ent_sqlite *s, const char *from, const char *to, int64_t *out, ent_error *err)
{
    static const ent_sql both[] = {SQL_PAIR_FIND, SQL_PAIR_ADD};
    ent_status st = ENT_END;

    for (int k = 0; k < 2 && st == ENT_END; k++) {
        sqlite3_stmt *q;

        st = ent_sqlite_stmt(s, both[k], &q, err);
        if (st) return st;
        ent_sqlite_bind_text(q, 1, from);
        ent_sqlite_bind_text(q, 2, to);
        st = ent_sqlite_step(s, q, err);
        if (st == ENT_OK) *out = sqlite3_column_int64(q, 0);
        if (st == ENT_END && k == 1) *out = sqlite3_last_insert_rowid(s->db);
        (void)sqlite3_reset(q);
    }
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
close_block(ent_sqlite *s, ent_error *err)
{
    ent_sqlite_block *b = &s->block;
    sqlite3_stmt *q;
    ent_status st;

    if (!b->cells) return ENT_OK;
    st = ent_sqlite_stmt(s, SQL_BLOCK_ADD, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, b->n);
    (void)sqlite3_bind_int64(q, 2, s->import);
    (void)sqlite3_bind_int64(q, 3, b->pair);
    (void)sqlite3_bind_int64(q, 4, b->cells);
    b->cells = 0;
    return ent_sqlite_run(s, q, err);
}

/* The cell's place is in the block of its pair, which is begun when the pair is another. */
static ent_status
place_cell(ent_sqlite *s, const ent_event_cell *c, int64_t n, ent_error *err)
{
    ent_sqlite_block *b = &s->block;
    ent_status st;

    if (b->cells && b->from == c->from && b->to == c->to) {
        b->cells++;
        return ENT_OK;
    }
    st = close_block(s, err);
    if (!st)
        st =
            pair_number(s, ent_event_line_code(c->from), ent_event_line_code(c->to), &b->pair, err);
    if (st) return st;
    b->n = n;
    b->from = c->from;
    b->to = c->to;
    b->cells = 1;
    return ENT_OK;
}

/* A square that follows from its sum is NULL. */
static void
bind_square(sqlite3_stmt *q, int at, int64_t sum, int64_t square)
{
    if (sum <= ENT_SQLITE_SQUARE_MAX && sum >= -ENT_SQLITE_SQUARE_MAX && sum * sum == square)
        (void)sqlite3_bind_null(q, at);
    else
        (void)sqlite3_bind_int64(q, at, square);
}

static void
bind_cell(sqlite3_stmt *q, int at, const ent_event_cell *c, int64_t n)
{
    int64_t kind =
        c->class_number | c->from_role << CLASS_BITS | c->to_role << (CLASS_BITS + ROLE_BITS);
    int64_t days = (int64_t)c->known_day - c->day;

    (void)sqlite3_bind_int64(q, at, n);
    (void)sqlite3_bind_int64(q, at + 1, kind | days << (CLASS_BITS + 2 * ROLE_BITS));
    (void)sqlite3_bind_int(q, at + 2, c->day);
    (void)sqlite3_bind_int64(q, at + 3, c->n);
    (void)sqlite3_bind_int64(q, at + 4, c->intensity_tenths);
    bind_square(q, at + 5, c->intensity_tenths, c->intensity_sq);
    (void)sqlite3_bind_int64(q, at + 6, (int64_t)c->n - c->n_tone);
    (void)sqlite3_bind_int64(q, at + 7, c->tone_milli);
    bind_square(q, at + 8, c->tone_milli, c->tone_sq);
    (void)sqlite3_bind_int64(q, at + 9, (int64_t)c->mentions);
    (void)sqlite3_bind_int64(q, at + 10, (int64_t)c->sources);
    (void)sqlite3_bind_int64(q, at + 11, (int64_t)c->articles);
    (void)sqlite3_bind_int64(q, at + 12, (int64_t)c->n - c->reports);
}

ent_status
ent_sqlite_event_cells(ent_store *store, const ent_event_cell *cells, size_t n, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_status st = ENT_OK;
    size_t i = 0;

    if (n && !s->next_cell) {
        st = ent_sqlite_int(s, "SELECT max(n) FROM event_cell", &s->first_cell, err);
        s->next_cell = ++s->first_cell;
    }
    while (i < n && !st) {
        size_t rows = n - i >= ENT_SQLITE_CELLS ? ENT_SQLITE_CELLS : 1;
        sqlite3_stmt *q;

        for (size_t k = 0; k < rows && !st; k++)
            st = place_cell(s, &cells[i + k], s->next_cell + (int64_t)k, err);
        if (!st) st = ent_sqlite_stmt(s, rows > 1 ? SQL_CELLS_ADD : SQL_CELL_ADD, &q, err);
        if (st) return st;
        for (size_t k = 0; k < rows; k++)
            bind_cell(q, 1 + (int)k * CELL_COLUMNS, &cells[i + k], s->next_cell + (int64_t)k);
        st = ent_sqlite_run(s, q, err);
        s->next_cell += (int64_t)rows;
        i += rows;
    }
    return st;
}

/* ---- exposure, actors, the end -----------------------------------------------------------------
 */

ent_status
ent_sqlite_event_exposure(ent_store *store, const ent_event_exposure *rows, size_t n,
                          ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < n && !st; i++) {
        const int64_t v[] = {s->import,
                             rows[i].month,
                             rows[i].class_number,
                             (int64_t)rows[i].rows,
                             (int64_t)rows[i].dyadic,
                             rows[i].intensity_tenths,
                             rows[i].tone_milli};
        sqlite3_stmt *q;

        st = ent_sqlite_stmt(s, SQL_EXPOSURE_ADD, &q, err);
        if (st) return st;
        for (int k = 0; k < 7; k++)
            (void)sqlite3_bind_int64(q, 1 + k, v[k]);
        st = ent_sqlite_run(s, q, err);
    }
    return st;
}

ent_status
ent_sqlite_event_actor(ent_store *store, const ent_event_actor *row, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_ACTOR_ADD, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, s->import);
    ent_sqlite_bind_text(q, 2, row->code);
    ent_sqlite_bind_text(q, 3, row->became);
    (void)sqlite3_bind_int64(q, 4, (int64_t)row->rows);
    (void)sqlite3_bind_int(q, 5, row->first_day);
    (void)sqlite3_bind_int(q, 6, row->last_day);
    return ent_sqlite_run(s, q, err);
}

ent_status
ent_sqlite_event_end(ent_store *store, const char *classes, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    bool any = s->next_cell > s->first_cell;
    sqlite3_stmt *q;
    ent_status st = close_block(s, err);

    if (!st) st = ent_sqlite_stmt(s, SQL_EVENT_IMPORT_ADD, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, s->import);
    ent_sqlite_bind_text(q, 2, classes);
    ent_sqlite_bind_ref(q, 3, any ? s->first_cell : 0);
    ent_sqlite_bind_ref(q, 4, any ? s->next_cell - 1 : 0);
    return ent_sqlite_run(s, q, err);
}

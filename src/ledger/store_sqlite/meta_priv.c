/* meta_priv.c: imports, coverage windows, citations and rejected rows as held. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* Fills one element from the statement's row; *ok false when memory ran out. */
typedef void take_row(sqlite3_stmt *q, ent_arena *arena, void *out, bool *ok);

/* All rows of a statement as an array in the arena. */
static ent_status
read_rows(ent_sqlite *s, const char *count_sql, const char *sql, size_t size, take_row *take,
          ent_arena *arena, void **out, size_t *n, ent_error *err)
{
    sqlite3_stmt *q = NULL;
    int64_t count = 0;
    size_t i = 0;
    bool ok = true;
    char *v;
    ent_status st = ent_sqlite_int(s, count_sql, &count, err);

    if (!st) st = ent_sqlite_prepare(s, sql, &q, err);
    if (st) goto out;
    v = ent_arena_alloc(arena, (size_t)count, size);
    ok = v != NULL;
    while (ok && i < (size_t)count && (st = ent_sqlite_step(s, q, err)) == ENT_OK)
        take(q, arena, v + size * i++, &ok);
    if (!ok) st = ent_fail(err, ENT_E_NOMEM, "no memory for the ledger's tables");
    if (st == ENT_END) st = ENT_OK;
    if (st) goto out;
    *out = v;
    *n = i;

out:
    sqlite3_finalize(q);
    return st;
}

/* ---- imports
 * --------------------------------------------------------------------------------------------------
 */

static ent_date
day_or_none(sqlite3_stmt *q, int at)
{
    if (sqlite3_column_type(q, at) == SQLITE_NULL) return (ent_date){.precision = ENT_PREC_NONE};
    return ent_date_from_day(sqlite3_column_int(q, at));
}

static void
take_import(sqlite3_stmt *q, ent_arena *arena, void *out, bool *ok)
{
    ent_import_held *h = out;
    ent_import_record *r = &h->record;
    bool dated = sqlite3_column_type(q, 24) != SQLITE_NULL;
    char hex[ENT_SHA256_HEX_MAX];

    r->number = sqlite3_column_int64(q, 0);
    r->set = ent_sqlite_text(q, 1, arena, ok);
    r->file = ent_sqlite_text(q, 2, arena, ok);
    r->file_sha256 = ent_sqlite_text(q, 3, arena, ok);
    r->reader = ent_sqlite_text(q, 4, arena, ok);
    r->reader_version = sqlite3_column_int(q, 5);
    r->imported_at = ent_sqlite_text(q, 6, arena, ok);
    r->released = ent_sqlite_date(q, 7);
    h->known_day =
        sqlite3_column_type(q, 8) == SQLITE_NULL ? ENT_DAY_UNKNOWN : sqlite3_column_int(q, 8);
    r->tally.rows = (uint64_t)sqlite3_column_int64(q, 9);
    r->tally.kept = (uint64_t)sqlite3_column_int64(q, 10);
    r->tally.rejected = (uint64_t)sqlite3_column_int64(q, 11);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        r->tally.skipped[i] = (uint64_t)sqlite3_column_int64(q, 12 + i);
    r->tally.claims = (uint64_t)sqlite3_column_int64(q, 18);
    r->added = (uint64_t)sqlite3_column_int64(q, 19);
    h->known = (uint64_t)sqlite3_column_int64(q, 20);
    r->superseded = (uint64_t)sqlite3_column_int64(q, 21);
    h->first_n = sqlite3_column_int64(q, 22);
    h->last_n = sqlite3_column_int64(q, 23);
    r->first_valid = day_or_none(q, 24);
    r->last_valid = day_or_none(q, 25);
    h->first_day = dated ? sqlite3_column_int(q, 24) : ENT_DAY_NEVER;
    h->last_day = dated ? sqlite3_column_int(q, 25) : ENT_DAY_ALWAYS;
    if (sqlite3_column_bytes(q, 26) == ENT_SHA256_BYTES)
        memcpy(h->chain, sqlite3_column_blob(q, 26), ENT_SHA256_BYTES);
    ent_hex(h->chain, ENT_SHA256_BYTES, hex);
    r->chain = ent_arena_strdup(arena, hex);
    *ok = *ok && r->chain;
}

ent_status
ent_sqlite_imports(ent_store *store, ent_arena *arena, ent_import_held **out, size_t *n,
                   ent_error *err)
{
    void *v = NULL;
    ent_status st = read_rows((ent_sqlite *)store, "SELECT count(*) FROM import",
                              "SELECT n,set_id,file,file_sha256,reader,reader_version,imported_at,"
                              "released,known_day,rows,kept,rejected,skipped_missing,"
                              "skipped_aggregate,skipped_not_state,skipped_self,skipped_absent,"
                              "skipped_other,claims,added,known,superseded,first_n,last_n,"
                              "first_day,last_day,chain FROM import ORDER BY n",
                              sizeof **out, take_import, arena, &v, n, err);

    if (!st) *out = v;
    return st;
}

/* ---- coverage
 * -------------------------------------------------------------------------------------------------
 */

static void
take_coverage(sqlite3_stmt *q, ent_arena *arena, void *out, bool *ok)
{
    ent_coverage_held *h = out;
    ent_coverage *c = &h->coverage;

    c->id = ent_sqlite_text(q, 0, arena, ok);
    h->import = sqlite3_column_int64(q, 1);
    c->set = ent_sqlite_text(q, 2, arena, ok);
    c->indicators = ent_sqlite_text(q, 3, arena, ok);
    c->from_actors = ent_sqlite_text(q, 4, arena, ok);
    c->to_actors = ent_sqlite_text(q, 5, arena, ok);
    c->from = ent_sqlite_date(q, 6);
    c->to = ent_sqlite_date(q, 7);
    c->absence_is_zero = sqlite3_column_int(q, 8) != 0;
    c->threshold = ent_sqlite_text(q, 9, arena, ok);
    c->note = ent_sqlite_text(q, 10, arena, ok);
}

ent_status
ent_sqlite_coverage(ent_store *store, ent_arena *arena, ent_coverage_held **out, size_t *n,
                    ent_error *err)
{
    void *v = NULL;
    ent_status st = read_rows((ent_sqlite *)store, "SELECT count(*) FROM coverage",
                              "SELECT id,import,set_id,indicators,from_actors,to_actors,first,"
                              "last,absence_is_zero,threshold,note FROM coverage ORDER BY n",
                              sizeof **out, take_coverage, arena, &v, n, err);

    if (!st) *out = v;
    return st;
}

/* ---- citations
 * ------------------------------------------------------------------------------------------------
 */

static void
take_citation(sqlite3_stmt *q, ent_arena *arena, void *out, bool *ok)
{
    ent_citation_held *h = out;
    ent_citation *c = &h->citation;
    const char **const texts[] = {&c->code,      &c->type, &c->author,  &c->year, &c->title,
                                  &c->publisher, &c->url,  &c->licence, &c->note};

    for (int i = 0; i < 9; i++)
        *texts[i] = ent_sqlite_text(q, i, arena, ok);
    h->import = sqlite3_column_int64(q, 9);
}

ent_status
ent_sqlite_citations(ent_store *store, ent_arena *arena, ent_citation_held **out, size_t *n,
                     ent_error *err)
{
    void *v = NULL;
    ent_status st = read_rows((ent_sqlite *)store, "SELECT count(*) FROM source",
                              "SELECT code,type,author,year,title,publisher,url,licence,note,"
                              "import FROM source ORDER BY n",
                              sizeof **out, take_citation, arena, &v, n, err);

    if (!st) *out = v;
    return st;
}

/* ---- rejects
 * ---------------------------------------------------------------------------------------------------
 */

ent_status
ent_sqlite_rejects(ent_store *store, int64_t import, size_t limit, ent_visit_reject *visit,
                   void *ctx, ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(
        s,
        import ? "SELECT import,file,file_row,file_byte,reason,raw FROM reject WHERE import=?1 "
                 "ORDER BY n LIMIT ?2"
               : "SELECT import,file,file_row,file_byte,reason,raw FROM reject ORDER BY n LIMIT ?2",
        &q, err);

    if (st) goto out;
    if (import) (void)sqlite3_bind_int64(q, 1, import);
    (void)sqlite3_bind_int64(q, 2, limit && limit < INT64_MAX ? (int64_t)limit : -1);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        ent_reject r = {.import = sqlite3_column_int64(q, 0),
                        .file = (const char *)sqlite3_column_text(q, 1),
                        .row = (uint64_t)sqlite3_column_int64(q, 2),
                        .byte = (uint64_t)sqlite3_column_int64(q, 3),
                        .reason = (const char *)sqlite3_column_text(q, 4),
                        .raw = (const char *)sqlite3_column_text(q, 5)};
        bool whole = r.file && r.reason && (r.raw || sqlite3_column_type(q, 5) == SQLITE_NULL);

        st =
            whole ? visit(ctx, &r, err) : ent_fail(err, ENT_E_NOMEM, "no memory for rejected rows");
        if (st) break;
    }
    if (st == ENT_END) st = ENT_OK;

out:
    sqlite3_finalize(q);
    return st;
}

/* ---- imports of events
 * ----------------------------------------------------------------------------------------
 */

static void
take_event_import(sqlite3_stmt *q, ent_arena *arena, void *out, bool *ok)
{
    ent_event_import_held *h = out;
    bool dated = sqlite3_column_type(q, 7) != SQLITE_NULL;

    h->import = sqlite3_column_int64(q, 0);
    h->first_n = sqlite3_column_int64(q, 1);
    h->last_n = sqlite3_column_int64(q, 2);
    h->set = ent_sqlite_text(q, 3, arena, ok);
    h->feed = ent_sqlite_text(q, 4, arena, ok);
    h->feed_version = sqlite3_column_int(q, 5);
    h->classes = ent_sqlite_text(q, 6, arena, ok);
    h->first_day = dated ? sqlite3_column_int(q, 7) : ENT_DAY_NEVER;
    h->last_day = dated ? sqlite3_column_int(q, 8) : ENT_DAY_ALWAYS;
}

ent_status
ent_sqlite_event_imports(ent_store *store, ent_arena *arena, ent_event_import_held **out, size_t *n,
                         ent_error *err)
{
    void *v = NULL;
    ent_status st = read_rows((ent_sqlite *)store, "SELECT count(*) FROM event_import",
                              "SELECT e.import,e.first_n,e.last_n,i.set_id,i.reader,"
                              "i.reader_version,e.classes,i.first_day,i.last_day FROM event_import "
                              "e JOIN import i ON i.n=e.import ORDER BY e.import",
                              sizeof **out, take_event_import, arena, &v, n, err);

    if (!st) *out = v;
    return st;
}

/* read_events_priv.c: coded events out of the tables: a pair's cells, and all that an import
 * brought.
 */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

enum { CHUNK = 256 };

/* A walk over cells: where they go. */
typedef struct cell_walk {
    ent_sqlite *s;
    int64_t import;
    const char *from, *to;
    ent_visit_cells *visit;
    void *ctx;
} cell_walk;

static int64_t
square_at(sqlite3_stmt *q, int at, int64_t sum, bool *ok)
{
    int64_t held = sqlite3_column_int64(q, at); /* NULL reads as 0 */

    if (held || sqlite3_column_type(q, at) != SQLITE_NULL) return held;
    *ok = *ok && sum <= ENT_SQLITE_SQUARE_MAX && sum >= -ENT_SQLITE_SQUARE_MAX;
    return *ok ? sum * sum : 0;
}

/* Numbers come from the file; what no cell can hold is damage. */
static bool
read_cell(sqlite3_stmt *q, ent_event_cell *c)
{
    int64_t kind = sqlite3_column_int64(q, 0), day = sqlite3_column_int64(q, 1);
    int64_t days = kind >> 16, n = sqlite3_column_int64(q, 2);
    int64_t toneless = sqlite3_column_int64(q, 5), repeats = sqlite3_column_int64(q, 11);
    bool ok = day >= ENT_EVENT_DAY_MIN && day <= ENT_EVENT_DAY_MAX && days >= 0 &&
              days <= ENT_EVENT_DAY_MAX - day && n > 0 && n <= UINT32_MAX && toneless >= 0 &&
              toneless <= n && repeats >= 0 && repeats <= n;

    if (!ok) return false;
    *c = (ent_event_cell){.class_number = (uint8_t)(kind & 255),
                          .from_role = (uint8_t)(kind >> 8 & 15),
                          .to_role = (uint8_t)(kind >> 12 & 15),
                          .day = (int32_t)day,
                          .known_day = (int32_t)(day + days),
                          .n = (uint32_t)n,
                          .n_tone = (uint32_t)(n - toneless),
                          .reports = (uint32_t)(n - repeats),
                          .intensity_tenths = sqlite3_column_int64(q, 3),
                          .tone_milli = sqlite3_column_int64(q, 6),
                          .mentions = (uint64_t)sqlite3_column_int64(q, 8),
                          .sources = (uint64_t)sqlite3_column_int64(q, 9),
                          .articles = (uint64_t)sqlite3_column_int64(q, 10)};
    c->intensity_sq = square_at(q, 4, c->intensity_tenths, &ok);
    c->tone_sq = square_at(q, 7, c->tone_milli, &ok);
    return ok;
}

/* Cells first .. last, in pieces. *seen: how many there are. */
static ent_status
walk_cells(const cell_walk *w, int64_t first, int64_t last, int64_t *seen, ent_error *err)
{
    ent_event_cell cells[CHUNK];
    size_t n = 0;
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(w->s, SQL_CELLS, &q, err);

    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, first);
    (void)sqlite3_bind_int64(q, 2, last);
    *seen = 0;
    while ((st = ent_sqlite_step(w->s, q, err)) == ENT_OK) {
        if (!read_cell(q, &cells[n])) {
            st = ent_fail(err, ENT_E_CORRUPT, "%s: cell %lld of events is damaged", w->s->path,
                          (long long)(first + *seen));
            break;
        }
        ++*seen;
        if (++n < CHUNK) continue;
        st = w->visit(w->ctx, w->import, w->from, w->to, cells, n, err);
        n = 0;
        if (st) break;
    }
    (void)sqlite3_reset(q);
    if (st == ENT_END && n) st = w->visit(w->ctx, w->import, w->from, w->to, cells, n, err);
    return st == ENT_END ? ENT_OK : st;
}

static bool
among(const int64_t *v, size_t n, int64_t x)
{
    size_t lo = 0, hi = n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (v[mid] == x) return true;
        if (v[mid] < x)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}

static ent_status
find_pair(ent_sqlite *s, const char *from, const char *to, int64_t *out, ent_error *err)
{
    sqlite3_stmt *q;
    ent_status st = ent_sqlite_stmt(s, SQL_PAIR_FIND, &q, err);

    if (st) return st;
    ent_sqlite_bind_text(q, 1, from);
    ent_sqlite_bind_text(q, 2, to);
    st = ent_sqlite_step(s, q, err);
    if (st == ENT_OK) *out = sqlite3_column_int64(q, 0);
    (void)sqlite3_reset(q);
    return st;
}

ent_status
ent_sqlite_event_pair(ent_store *store, const char *from, const char *to, const int64_t *imports,
                      size_t n_imports, ent_visit_cells *visit, void *ctx, ent_error *err)
{
    cell_walk w = {.s = (ent_sqlite *)store, .from = from, .to = to, .visit = visit, .ctx = ctx};
    int64_t pair = 0;
    sqlite3_stmt *q;
    ent_status st = find_pair(w.s, from, to, &pair, err);

    if (st) return st == ENT_END ? ENT_OK : st;
    st = ent_sqlite_stmt(w.s, SQL_BLOCKS, &q, err);
    if (st) return st;
    (void)sqlite3_bind_int64(q, 1, pair);
    while ((st = ent_sqlite_step(w.s, q, err)) == ENT_OK) {
        int64_t first = sqlite3_column_int64(q, 0), cells = sqlite3_column_int64(q, 2), seen = 0;

        w.import = sqlite3_column_int64(q, 1);
        if (!among(imports, n_imports, w.import)) continue;
        st = walk_cells(&w, first, first + cells - 1, &seen, err);
        if (!st && seen != cells)
            st = ent_fail(err, ENT_E_CORRUPT, "%s: cells of events are missing", w.s->path);
        if (st) break;
    }
    (void)sqlite3_reset(q);
    return st == ENT_END ? ENT_OK : st;
}

/* ---- all of an import --------------------------------------------------------------------------
 */

static const char *
word(sqlite3_stmt *q, int at)
{
    const char *s = (const char *)sqlite3_column_text(q, at);

    return s ? s : "";
}

ent_status
ent_sqlite_event_scan(ent_store *store, const ent_event_import_held *import, ent_visit_cells *visit,
                      void *ctx, ent_error *err)
{
    cell_walk w = {.s = (ent_sqlite *)store, .visit = visit, .ctx = ctx};
    int64_t next = import->first_n;
    sqlite3_stmt *q = NULL;
    ent_status st = ENT_OK;

    if (!import->first_n) return ENT_OK;
    st = ent_sqlite_prepare(w.s,
                            "SELECT b.n,b.import,b.cells,p.from_line,p.to_line FROM event_block b "
                            "LEFT JOIN event_pair p ON p.n=b.pair WHERE b.n BETWEEN ?1 AND ?2 "
                            "ORDER BY b.n",
                            &q, err);
    if (st) goto out;
    (void)sqlite3_bind_int64(q, 1, import->first_n);
    (void)sqlite3_bind_int64(q, 2, import->last_n);
    while ((st = ent_sqlite_step(w.s, q, err)) == ENT_OK) {
        int64_t first = sqlite3_column_int64(q, 0), cells = sqlite3_column_int64(q, 2), seen = 0;

        w.import = sqlite3_column_int64(q, 1);
        w.from = word(q, 3);
        w.to = word(q, 4);
        if (first == next && cells > 0) st = walk_cells(&w, first, first + cells - 1, &seen, err);
        if (!st && (first != next || seen != cells || w.import != import->import || cells <= 0))
            st = ent_fail(err, ENT_E_CORRUPT, "import %lld: blocks of event cells do not fit",
                          (long long)import->import);
        if (st) break;
        next += cells;
    }
    if (st == ENT_END)
        st = next == import->last_n + 1
                 ? ENT_OK
                 : ent_fail(err, ENT_E_CORRUPT, "import %lld: cells of events are missing",
                            (long long)import->import);

out:
    sqlite3_finalize(q);
    return st;
}

/* Every row of a statement whose one parameter is the import. */
typedef ent_status take_row(void *ctx, sqlite3_stmt *q, ent_error *err);

static ent_status
each_row(ent_store *store, const char *sql, int64_t import, take_row *take, void *ctx,
         ent_error *err)
{
    ent_sqlite *s = (ent_sqlite *)store;
    sqlite3_stmt *q = NULL;
    ent_status st = ent_sqlite_prepare(s, sql, &q, err);

    if (st) goto out;
    (void)sqlite3_bind_int64(q, 1, import);
    while ((st = ent_sqlite_step(s, q, err)) == ENT_OK) {
        st = take(ctx, q, err);
        if (st) break;
    }
    if (st == ENT_END) st = ENT_OK;

out:
    sqlite3_finalize(q);
    return st;
}

/* Who asked for rows, whatever they are. */
typedef struct asker {
    ent_visit_segment *segment;
    ent_visit_exposure *exposure;
    ent_visit_actor *actor;
    ent_visit_class *class;
    void *ctx;
} asker;

static void
span_at(sqlite3_stmt *q, int at, int32_t *first, int32_t *last)
{
    bool any = sqlite3_column_type(q, at) != SQLITE_NULL;

    *first = any ? sqlite3_column_int(q, at) : ENT_DAY_NEVER;
    *last = any ? sqlite3_column_int(q, at + 1) : ENT_DAY_ALWAYS;
}

static ent_status
take_segment(void *ctx, sqlite3_stmt *q, ent_error *err)
{
    const asker *a = ctx;
    ent_event_segment g = {.feed = word(q, 1),
                           .feed_version = sqlite3_column_int(q, 2),
                           .file = word(q, 3),
                           .first_byte = (uint64_t)sqlite3_column_int64(q, 4),
                           .n_bytes = (uint64_t)sqlite3_column_int64(q, 5),
                           .first_row = (uint64_t)sqlite3_column_int64(q, 6),
                           .rows = (uint64_t)sqlite3_column_int64(q, 8),
                           .kept = (uint64_t)sqlite3_column_int64(q, 9),
                           .rejected = (uint64_t)sqlite3_column_int64(q, 10)};

    if (sqlite3_column_bytes(q, 7) == ENT_SHA256_BYTES)
        ent_hex(sqlite3_column_blob(q, 7), ENT_SHA256_BYTES, g.digest);
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        g.skipped[i] = (uint64_t)sqlite3_column_int64(q, 11 + i);
    span_at(q, 17, &g.first_day, &g.last_day);
    span_at(q, 19, &g.first_known_day, &g.last_known_day);
    return a->segment(a->ctx, sqlite3_column_int64(q, 0), &g, err);
}

#define SEGMENTS(where)                                                                         \
    "SELECT s.import,i.reader,i.reader_version,s.file,s.first_byte,s.bytes,s.first_row,"        \
    "s.digest,s.rows,s.kept,s.rejected,s.skipped_no_actor,s.skipped_domestic,s.skipped_region," \
    "s.skipped_unknown,s.skipped_no_class,s.skipped_duplicate,s.first_day,s.last_day,"          \
    "s.first_known_day,s.last_known_day FROM event_segment s JOIN import i ON i.n=s.import "    \
    "WHERE " where " ORDER BY s.n"

ent_status
ent_sqlite_event_segments(ent_store *store, int64_t import, ent_visit_segment *visit, void *ctx,
                          ent_error *err)
{
    asker a = {.segment = visit, .ctx = ctx};

    return each_row(store, import ? SEGMENTS("s.import=?1") : SEGMENTS("?1=0"), import,
                    take_segment, &a, err);
}

static ent_status
take_exposure(void *ctx, sqlite3_stmt *q, ent_error *err)
{
    const asker *a = ctx;
    ent_event_exposure e = {.month = sqlite3_column_int(q, 0),
                            .class_number = (uint8_t)sqlite3_column_int(q, 1),
                            .rows = (uint64_t)sqlite3_column_int64(q, 2),
                            .dyadic = (uint64_t)sqlite3_column_int64(q, 3),
                            .intensity_tenths = sqlite3_column_int64(q, 4),
                            .tone_milli = sqlite3_column_int64(q, 5)};

    return a->exposure(a->ctx, &e, err);
}

ent_status
ent_sqlite_event_exposures(ent_store *store, int64_t import, ent_visit_exposure *visit, void *ctx,
                           ent_error *err)
{
    asker a = {.exposure = visit, .ctx = ctx};

    return each_row(store,
                    "SELECT month,class,rows,dyadic,intensity,tone FROM event_exposure WHERE "
                    "import=?1 ORDER BY month, class",
                    import, take_exposure, &a, err);
}

static ent_status
take_actor(void *ctx, sqlite3_stmt *q, ent_error *err)
{
    const asker *a = ctx;
    ent_event_actor actor = {.rows = (uint64_t)sqlite3_column_int64(q, 2),
                             .first_day = sqlite3_column_int(q, 3),
                             .last_day = sqlite3_column_int(q, 4)};

    (void)ent_snprintf(actor.code, sizeof actor.code, "%s", word(q, 0));
    (void)ent_snprintf(actor.became, sizeof actor.became, "%s", word(q, 1));
    return a->actor(a->ctx, &actor, err);
}

ent_status
ent_sqlite_event_actors(ent_store *store, int64_t import, ent_visit_actor *visit, void *ctx,
                        ent_error *err)
{
    asker a = {.actor = visit, .ctx = ctx};

    return each_row(store,
                    "SELECT code,became,rows,first_day,last_day FROM event_actor WHERE import=?1 "
                    "ORDER BY n",
                    import, take_actor, &a, err);
}

static ent_status
take_class(void *ctx, sqlite3_stmt *q, ent_error *err)
{
    const asker *a = ctx;
    ent_class_row row = {.number = sqlite3_column_int64(q, 0),
                         .version = word(q, 1),
                         .scheme = word(q, 2),
                         .code = word(q, 3),
                         .title = word(q, 4),
                         .quad = word(q, 5)};

    return a->class(a->ctx, &row, err);
}

ent_status
ent_sqlite_event_classes(ent_store *store, int64_t import, ent_visit_class *visit, void *ctx,
                         ent_error *err)
{
    asker a = {.class = visit, .ctx = ctx};

    return each_row(store,
                    "SELECT n,version,scheme,code,title,quad FROM event_class WHERE import=?1 "
                    "ORDER BY n",
                    import, take_class, &a, err);
}

/* open.c: a ledger file opened, its settings, and the table of functions. */
#include "ledger/store_sqlite/sqlite_priv.h"

#include <string.h>

/* Pages of 8 KiB: a dyad's claims lie on fewer of them than of the usual 4 KiB, which counts when
 * none is in memory yet; an empty ledger is 340 KiB then, not 170. */
enum { PAGE_BYTES = 8 << 10, BUSY_MS = 200, READ_CACHE_KIB = 16 << 10, WRITE_CACHE_KIB = 64 << 10 };

static void
close_store(ent_store *store)
{
    ent_sqlite *s = (ent_sqlite *)store;

    if (!s) return;
    if (s->writing) ent_sqlite_rollback(store);
    ent_sqlite_cache_forget(s);
    ent_sqlite_votes_forget(s);
    ent_sqlite_finalize_all(s);
    ent_buf_clear(&s->text);
    (void)sqlite3_close_v2(s->db);
    ent_free(s);
}

/* ---- opening
 * -----------------------------------------------------------------------------------------------------
 */

static const ent_store_ops OPS = {
    .name = "sqlite",
    .close = close_store,
    .begin = ent_sqlite_begin,
    .versions = ent_sqlite_versions,
    .add = ent_sqlite_add,
    .forget_pool = ent_sqlite_forget_pool,
    .supersede = ent_sqlite_supersede,
    .sight = ent_sqlite_sight,
    .reject = ent_sqlite_reject,
    .cover = ent_sqlite_cover,
    .cite = ent_sqlite_cite,
    .finish = ent_sqlite_finish,
    .rollback = ent_sqlite_rollback,
    .find = ent_sqlite_find,
    .figures = ent_sqlite_figures,
    .hold = ent_sqlite_hold,
    .let_go = ent_sqlite_let_go,
    .by_id = ent_sqlite_by_id,
    .by_ids = ent_sqlite_by_ids,
    .history = ent_sqlite_history,
    .imports = ent_sqlite_imports,
    .coverage = ent_sqlite_coverage,
    .citations = ent_sqlite_citations,
    .rejects = ent_sqlite_rejects,
    .scan = ent_sqlite_scan,
    .links = ent_sqlite_links,
    .sightings = ent_sqlite_sightings,
    .check = ent_sqlite_check,
    .check_scanned = ent_sqlite_check_scanned,
    .set_held = ent_sqlite_set_held,
    .votes_add = ent_sqlite_votes_add,
    .votes_scan = ent_sqlite_votes_scan,
    .event_known = ent_sqlite_event_known,
    .event_segment = ent_sqlite_event_segment,
    .event_class = ent_sqlite_event_class,
    .event_cells = ent_sqlite_event_cells,
    .event_exposure = ent_sqlite_event_exposure,
    .event_actor = ent_sqlite_event_actor,
    .event_end = ent_sqlite_event_end,
    .event_imports = ent_sqlite_event_imports,
    .event_pair = ent_sqlite_event_pair,
    .event_segments = ent_sqlite_event_segments,
    .event_exposures = ent_sqlite_event_exposures,
    .event_actors = ent_sqlite_event_actors,
    .event_classes = ent_sqlite_event_classes,
    .event_scan = ent_sqlite_event_scan,
};

/* One file beside which nothing stays: a rollback journal, synced with its folder at commit
 * (docs/formats/ledger-schema.md says why not WAL). */
static ent_status
settle_in(ent_sqlite *s, const ent_ledger_options *options, ent_error *err)
{
    char sql[320];
    bool writes = !options->read_only || options->in_memory;
    bool whole = ent_snprintf(
        sql, sizeof sql,
        "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA page_size=%d; PRAGMA cache_size=-%d;%s",
        PAGE_BYTES, writes ? WRITE_CACHE_KIB : READ_CACHE_KIB,
        writes ? "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;" : "PRAGMA query_only=ON;");

    ENT_ASSERT(whole);
    (void)sqlite3_extended_result_codes(s->db, 1);
    (void)sqlite3_busy_timeout(s->db, BUSY_MS);
    return ent_sqlite_exec(s, sql, err);
}

static ent_status
open_sqlite(const char *path, const ent_ledger_options *options, ent_store **out, ent_error *err)
{
    ent_sqlite *s = ent_alloc(1, sizeof *s);
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int rc;
    ent_status st;

    if (!s) return ent_fail(err, ENT_E_NOMEM, "no memory to open a ledger");
    if (!options->in_memory && (!path || !*path)) { /* SQLite would make one and forget it */
        ent_free(s);
        return ent_fail(err, ENT_E_IO, "a ledger needs a path");
    }
    ent_sqlite_faults_install();
    s->store.ops = &OPS;
    if (options->in_memory) path = ":memory:";
    (void)ent_snprintf(s->path, sizeof s->path, "%s", path);
    if (options->read_only && !options->in_memory)
        flags |= SQLITE_OPEN_READONLY;
    else
        flags |= SQLITE_OPEN_READWRITE |
                 (options->create || options->in_memory ? SQLITE_OPEN_CREATE : 0);
    rc = sqlite3_open_v2(path, &s->db, flags, NULL);
    st = rc == SQLITE_OK ? settle_in(s, options, err)
                         : ent_sqlite_fail(s, rc, "opening the ledger", err);
    if (!st) st = ent_sqlite_migrate(s, options, err);
    if (st) {
        close_store(&s->store);
        return st;
    }
    *out = &s->store;
    return ENT_OK;
}

const ent_backend ent_backend_sqlite = {.name = "sqlite", .open = open_sqlite};

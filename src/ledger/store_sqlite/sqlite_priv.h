/* sqlite_priv.h: what the files of the SQLite backend share. */
#ifndef ENT_STORE_SQLITE_PRIV_H
#define ENT_STORE_SQLITE_PRIV_H

#include "ledger/keymap.h"
#include "ledger/store.h"

#include <sqlite3.h>

/* "Entn": tells a ledger from other SQLite files (PRAGMA application_id). */
#define ENT_SQLITE_APPLICATION_ID 0x456e746e
enum { ENT_SQLITE_SCHEMA = 3, ENT_SQLITE_PAIRS = 64, ENT_SQLITE_CELLS = 8 };

/* Sums up to here have a square that 64 bits hold. */
#define ENT_SQLITE_SQUARE_MAX INT64_C(3037000499)

/* How rows are reached. */
typedef enum ent_sqlite_path {
    PATH_ALL = 0,
    PATH_PAIR,
    PATH_PAIR_TOPIC,
    PATH_LO,
    PATH_TEXT,
    PATH_CLUSTER,
    ENT_SQLITE_PATHS
} ent_sqlite_path;

/* Statements kept prepared, each made on first use. */
typedef enum ent_sql {
    SQL_BEGIN = 0,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_HEAD,
    SQL_SAME_FILE,
    SQL_IMPORT_ADD,
    SQL_CLAIM_ADD,
    SQL_FRAME_FIND,
    SQL_FRAME_ADD,
    SQL_PHRASE_FIND,
    SQL_PHRASE_ADD,
    SQL_POLITY_FIND,
    SQL_POLITY_ADD,
    SQL_INDICATOR_FIND,
    SQL_INDICATOR_ADD,
    SQL_KEY_ADD,
    SQL_ID_ADD,
    SQL_KEYS_ADD,
    SQL_IDS_ADD,
    SQL_KEY_FIND,
    SQL_ID_RANGE,
    SQL_SET_HELD,
    SQL_TEXT_ADD,
    SQL_LINK_ADD,
    SQL_LINKS_ALIVE,
    SQL_LINKS_KILL,
    SQL_SIGHTING_ADD,
    SQL_SIGHTED,
    SQL_REJECT_ADD,
    SQL_COVER_LAST,
    SQL_COVER_ADD,
    SQL_CITE_FIND,
    SQL_CITE_ADD,
    SQL_CLAIM_GET,
    SQL_FRAME_GET,
    SQL_POLITY_GET,
    SQL_PHRASE_GET,
    SQL_IMPORT_DAYS,
    SQL_HISTORY,
    SQL_HOLD,
    SQL_NEXT_LO,
    SQL_NEXT_HI,
    SQL_VOTE_SET,
    SQL_CALL_ADD,
    SQL_CHOICE_ADD,
    SQL_VOTE_BLOCK_ADD,
    SQL_VOTE_ADD,
    SQL_VOTES_ADD,
    SQL_VOTE_GET,
    SQL_VOTES,
    SQL_VOTE_BLOCKS,
    SQL_VOTE_BLOCKS_OF,
    SQL_VOTES_KILLED,
    SQL_EVENT_KNOWN,
    SQL_SEGMENT_ADD,
    SQL_CLASS_ADD,
    SQL_PAIR_FIND,
    SQL_PAIR_ADD,
    SQL_BLOCK_ADD,
    SQL_CELL_ADD,
    SQL_CELLS_ADD,
    SQL_EXPOSURE_ADD,
    SQL_ACTOR_ADD,
    SQL_EVENT_IMPORT_ADD,
    SQL_BLOCKS,
    SQL_CELLS,
    SQL_FIND, /* one a way of reaching rows, see find.c; then the same for figures */
    SQL_FIND_END = SQL_FIND + 2 * ENT_SQLITE_PATHS - 1,
    SQL_COUNT
} ent_sql;

/* Dictionary rows as read; see cache.c. */
typedef struct ent_sqlite_cache ent_sqlite_cache;

/* Roll calls and voters' choices as read; see read_votes_priv.c. */
typedef struct ent_sqlite_votes ent_sqlite_votes;

typedef struct ent_frame_slot ent_frame_slot;

/* A directed pair's cells of one import: rows n .. n + cells - 1. */
typedef struct ent_sqlite_block {
    int64_t n, pair, cells; /* cells 0: none open */
    uint16_t from, to;
} ent_sqlite_block;

typedef struct ent_sqlite {
    ent_store store;
    sqlite3 *db;
    sqlite3_stmt *stmt[SQL_COUNT];
    char path[512];
    ent_sqlite_cache *cache;
    ent_sqlite_votes *votes;
    uint64_t arena_no; /* see ent_sqlite_new_arena */
    unsigned holds;    /* see ent_sqlite_hold */
    bool holding;      /* it began a transaction */

    /* The import under way. */
    bool writing;
    int64_t import, first_n, next_n;
    ent_import_info info; /* borrowed from the import */
    int32_t known_day;
    ent_keymap keys;      /* of claims added, not yet in the index of keys */
    bool keys_spilled;    /* some are */
    ent_keymap vote_keys; /* of packed votes, once they were asked for */
    bool vote_keys_read;
    ent_key_entry *ids; /* first 48 bits of ids, not yet in the index of ids */
    size_t n_ids, cap_ids;
    ent_frame_slot *frames; /* open addressing by address of their texts */
    size_t n_frames, cap_frames;
    ent_buf text;                     /* scratch */
    int64_t next_cell, first_cell;    /* 0: no cell of this import yet */
    uint8_t digest[ENT_SHA256_BYTES]; /* of the segment being asked for or added */
    ent_sqlite_block block;           /* the pair whose cells are coming in */

    /* Of the claims scanned: what the tables of keys and of ids have to add up to. */
    uint64_t sum_keys, sum_ids;
} ent_sqlite;

/* ---- sql.c
 * ---------------------------------------------------------------------------------------- */

/* What SQLite says, as ours. */
ent_status ent_sqlite_fail(ent_sqlite *s, int rc, const char *doing, ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_exec(ent_sqlite *s, const char *sql, ent_error *err);
/* Kept statement, reset and with its bindings cleared. */
ENT_MUST_USE ent_status ent_sqlite_stmt(ent_sqlite *s, ent_sql which, sqlite3_stmt **out,
                                        ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_prepare(ent_sqlite *s, const char *sql, sqlite3_stmt **out,
                                           ent_error *err);
/* @return ENT_OK: a row; ENT_END: no more */
ENT_MUST_USE ent_status ent_sqlite_step(ent_sqlite *s, sqlite3_stmt *q, ent_error *err);
/* Run a kept statement that gives no row. */
ENT_MUST_USE ent_status ent_sqlite_run(ent_sqlite *s, sqlite3_stmt *q, ent_error *err);
/* First column of the first row of a statement that gives one. */
ENT_MUST_USE ent_status ent_sqlite_int(ent_sqlite *s, const char *sql, int64_t *out,
                                       ent_error *err);
/* Borrowed text, static until the statement is reset; NULL stays NULL. Failures show in step. */
void ent_sqlite_bind_text(sqlite3_stmt *q, int at, const char *s);
/* 0 binds NULL. */
void ent_sqlite_bind_ref(sqlite3_stmt *q, int at, int64_t ref);
void ent_sqlite_finalize_all(ent_sqlite *s);

/* Dates as one sortable number: year, month, day, precision, calendar, circa; see the format page.
 */
int64_t ent_sqlite_date_pack(const ent_date *d);
ent_date ent_sqlite_date_unpack(int64_t v);
void ent_sqlite_bind_date(sqlite3_stmt *q, int at, const ent_date *d);
ent_date ent_sqlite_date(sqlite3_stmt *q, int at);
/* Column text copied; NULL stays NULL. *ok false when memory ran out. */
const char *ent_sqlite_text(sqlite3_stmt *q, int at, ent_arena *arena, bool *ok);

/* Route SQLite's memory and files through base/faults.h; once, before SQLite is used. */
#ifdef ENT_FAULTS
void ent_sqlite_faults_install(void);
#else
static inline void
ent_sqlite_faults_install(void)
{
}
#endif

/* ---- schema.c, schema_events_priv.c
 * ------------------------------------------------------------------------------------- */

/* Triggers that refuse to change or remove a row. */
#define ENT_SQLITE_KEEP(table)                                                 \
    "CREATE TRIGGER " table "_no_update BEFORE UPDATE ON " table               \
    " BEGIN SELECT raise(ABORT, 'the ledger is append-only: " table "'); END;" \
    "CREATE TRIGGER " table "_no_delete BEFORE DELETE ON " table               \
    " BEGIN SELECT raise(ABORT, 'the ledger is append-only: " table "'); END;"

extern const char ent_sqlite_event_tables[], ent_sqlite_event_triggers[], ent_sqlite_event_views[];

/* Make the schema of an empty file, or bring an older one up to date; tells a ledger from others.
 */
ENT_MUST_USE ent_status ent_sqlite_migrate(ent_sqlite *s, const ent_ledger_options *options,
                                           ent_error *err);

/* ---- dictionaries: dict.c, words.c
 * ------------------------------------------------------------------ */

ENT_MUST_USE ent_status ent_sqlite_phrase(ent_sqlite *s, const char *text, int64_t *out,
                                          ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_polity(ent_sqlite *s, const char *text, int64_t *out,
                                          ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_indicator(ent_sqlite *s, const char *text, int64_t *out,
                                             ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_frame(ent_sqlite *s, const ent_claim *c, int64_t *out,
                                         ent_error *err);
void ent_sqlite_forget_pool(ent_store *store);

/* ---- write.c, keys.c
 * -------------------------------------------------------------------------------- */

ent_status ent_sqlite_begin(ent_store *store, const ent_import_info *info, int32_t known_day,
                            int64_t *number, uint8_t chain[ENT_SHA256_BYTES], ent_error *err);
ent_status ent_sqlite_add(ent_store *store, ent_pool *pool, ent_pending *const *batch, size_t n,
                          ent_error *err);
ent_status ent_sqlite_finish(ent_store *store, const ent_import_totals *totals, ent_error *err);
void ent_sqlite_rollback(ent_store *store);
ent_status ent_sqlite_supersede(ent_store *store, const ent_link *link, ent_error *err);
ent_status ent_sqlite_sight(ent_store *store, const ent_sighting *sighting, ent_error *err);
ent_status ent_sqlite_reject(ent_store *store, const ent_reject *reject, ent_error *err);
ent_status ent_sqlite_cover(ent_store *store, const ent_coverage *coverage, bool *fresh,
                            ent_error *err);
ent_status ent_sqlite_cite(ent_store *store, const ent_citation *citation, bool *fresh,
                           ent_error *err);
ent_status ent_sqlite_versions(ent_store *store, const ent_pending *const *keys, size_t n,
                               ent_versions *out, ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_keys_add(ent_sqlite *s, const ent_pending *p, ent_error *err);
/* Write the keys and ids gathered, each in order. */
ENT_MUST_USE ent_status ent_sqlite_keys_flush(ent_sqlite *s, ent_error *err);
uint64_t ent_sqlite_id48(const uint8_t id[ENT_ID_BYTES]);

/* ---- votes: write_votes_priv.c, read_votes_priv.c
 * ------------------------------------------------------------------ */

extern const char ent_sqlite_vote_tables[], ent_sqlite_vote_triggers[];

ent_status ent_sqlite_set_held(ent_store *store, const char *set, bool *out, ent_error *err);
ent_status ent_sqlite_votes_add(ent_store *store, const ent_votes *votes, ent_error *err);
ent_status ent_sqlite_votes_scan(ent_store *store, int64_t import, const ent_visit_votes *visit,
                                 ent_error *err);
void ent_sqlite_votes_forget(ent_sqlite *s);

/* Which votes a search wants: of these polities (all: of any). */
typedef struct ent_vote_search {
    const ent_filter *filter;
    const int64_t *polities;
    size_t n_polities;
    bool all, figures; /* figures: without what ent_visit_figure leaves out */
    ent_arena *arena;
    ent_status (*visit)(void *ctx, const ent_held *held, int32_t first_day, int32_t known_day,
                        ent_error *err);
    void *ctx;
} ent_vote_search;
/* Packed votes that fit; ENT_END from a visit ends the walk well. */
ENT_MUST_USE ent_status ent_sqlite_votes_walk(ent_sqlite *s, const ent_vote_search *search,
                                              ent_error *err);
/* A packed vote by its number. @return ENT_END: there is none */
ENT_MUST_USE ent_status ent_sqlite_vote_at(ent_sqlite *s, int64_t n, ent_arena *arena,
                                           ent_held *out, ent_error *err);
/* Packed votes whose ids are low .. high, after those found already. */
ENT_MUST_USE ent_status ent_sqlite_votes_by_id(ent_sqlite *s, const uint8_t *low,
                                               const uint8_t *high, ent_arena *arena, size_t max,
                                               ent_held *out, size_t *n, ent_error *err);
/* Record keys of all packed votes, to their numbers. */
ENT_MUST_USE ent_status ent_sqlite_vote_keys(ent_sqlite *s, ent_keymap *out, ent_error *err);
bool ent_sqlite_frame_fits(const ent_filter *f, const ent_claim *frame);

/* ---- events: write_events_priv.c, read_events_priv.c
 * ---------------------------------------------------------------- */

ent_status ent_sqlite_event_known(ent_store *store, const char *set, const char *digest, bool *out,
                                  ent_error *err);
ent_status ent_sqlite_event_segment(ent_store *store, const ent_event_segment *segment,
                                    ent_error *err);
ent_status ent_sqlite_event_class(ent_store *store, const ent_class_row *row, bool *fresh,
                                  ent_error *err);
ent_status ent_sqlite_event_cells(ent_store *store, const ent_event_cell *cells, size_t n,
                                  ent_error *err);
ent_status ent_sqlite_event_exposure(ent_store *store, const ent_event_exposure *rows, size_t n,
                                     ent_error *err);
ent_status ent_sqlite_event_actor(ent_store *store, const ent_event_actor *row, ent_error *err);
ent_status ent_sqlite_event_end(ent_store *store, const char *classes, ent_error *err);
ent_status ent_sqlite_event_imports(ent_store *store, ent_arena *arena, ent_event_import_held **out,
                                    size_t *n, ent_error *err);
ent_status ent_sqlite_event_pair(ent_store *store, const char *from, const char *to,
                                 const int64_t *imports, size_t n_imports, ent_visit_cells *visit,
                                 void *ctx, ent_error *err);
ent_status ent_sqlite_event_segments(ent_store *store, int64_t import, ent_visit_segment *visit,
                                     void *ctx, ent_error *err);
ent_status ent_sqlite_event_exposures(ent_store *store, int64_t import, ent_visit_exposure *visit,
                                      void *ctx, ent_error *err);
ent_status ent_sqlite_event_actors(ent_store *store, int64_t import, ent_visit_actor *visit,
                                   void *ctx, ent_error *err);
ent_status ent_sqlite_event_classes(ent_store *store, int64_t import, ent_visit_class *visit,
                                    void *ctx, ent_error *err);
ent_status ent_sqlite_event_scan(ent_store *store, const ent_event_import_held *import,
                                 ent_visit_cells *visit, void *ctx, ent_error *err);

/* ---- read.c, find.c, meta.c
 * ---------------------------------------------------------------------------- */

/* The columns of a claim, in the order ent_sqlite_read_claim expects. */
extern const char ent_sqlite_claim_columns[];
enum {
    COL_N = 0,
    COL_ID,
    COL_IMPORT,
    COL_FRAME,
    COL_LO,
    COL_HI,
    COL_FLIP,
    COL_VALID_FROM,
    COL_VALID_TO,
    COL_ONGOING,
    COL_KNOWN_FROM,
    COL_KILLED,
    COL_CLUSTER,
    COL_FROM_CODE,
    COL_TO_CODE,
    COL_QUANTITY,
    COL_LOW,
    COL_HIGH,
    COL_DIGITS,
    COL_STANDARD_ERROR,
    COL_SIZE,
    COL_INTENSITY,
    COL_LABEL,
    COL_NOTE,
    COL_RECORD,
    COL_LOCATOR,
    COL_SUPERSEDES,
    COL_ROW,
    COL_BYTE
};

/* Claims read from here on go into this arena: texts that repeat are copied into it once. */
void ent_sqlite_new_arena(ent_sqlite *s);
ENT_MUST_USE ent_status ent_sqlite_read_claim(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena,
                                              ent_held *out, ent_error *err);
/* As above, without what ent_visit_figure leaves out. */
ENT_MUST_USE ent_status ent_sqlite_read_figure(ent_sqlite *s, sqlite3_stmt *q, ent_arena *arena,
                                               ent_held *out, ent_error *err);
/* A claim by its number; ENT_E_CORRUPT when there is none. */
ENT_MUST_USE ent_status ent_sqlite_claim_at(ent_sqlite *s, int64_t n, ent_arena *arena,
                                            ent_held *out, ent_error *err);
/* From which day a claim is superseded; ENT_DAY_NEVER: not. Links known after known_by do not
 * count. */
ENT_MUST_USE ent_status ent_sqlite_killed_day(ent_sqlite *s, int64_t n, int32_t known_by,
                                              int32_t *out, ent_error *err);

/* The day since when a claim is known: known_day, or earlier when an older vintage stated it. */
ENT_MUST_USE ent_status ent_sqlite_sighted(ent_sqlite *s, int64_t n, int32_t known_day,
                                           int32_t *out, ent_error *err);

/* Rows of dictionaries by number, borrowed until the cache is forgotten. With an arena: a copy in
 * it, one for all claims since ent_sqlite_new_arena. */
ENT_MUST_USE ent_status ent_sqlite_frame_at(ent_sqlite *s, int64_t n, ent_arena *arena,
                                            ent_claim *out, ent_error *err);
ENT_MUST_USE ent_status ent_sqlite_polity_at(ent_sqlite *s, int64_t n, ent_arena *arena,
                                             const char **out, ent_error *err);
/* n 0: NULL. */
ENT_MUST_USE ent_status ent_sqlite_phrase_at(ent_sqlite *s, int64_t n, ent_arena *arena,
                                             const char **out, ent_error *err);
/* known_day of an import's claims, and the day of its release (ENT_DAY_NEVER: not given). */
ENT_MUST_USE ent_status ent_sqlite_import_days(ent_sqlite *s, int64_t import, int32_t *known_day,
                                               int32_t *released_day, ent_error *err);
void ent_sqlite_cache_forget(ent_sqlite *s);

ent_status ent_sqlite_find(ent_store *store, const ent_filter *filter, ent_arena *arena,
                           ent_claim **out, int32_t **known_days, size_t *n, ent_error *err);
ent_status ent_sqlite_figures(ent_store *store, const ent_filter *filter, ent_arena *arena,
                              ent_visit_figure *visit, void *ctx, ent_error *err);
ent_status ent_sqlite_hold(ent_store *store, ent_error *err);
void ent_sqlite_let_go(ent_store *store);
ent_status ent_sqlite_by_id(ent_store *store, const char *digits, ent_arena *arena, size_t max,
                            ent_held *out, size_t *n, ent_error *err);
ent_status ent_sqlite_by_ids(ent_store *store, const char *const *ids, size_t n, ent_arena *arena,
                             ent_claim *out, ent_error *err);
ent_status ent_sqlite_history(ent_store *store, int64_t n, ent_arena *arena, ent_claim **out,
                              size_t *n_out, ent_error *err);
ent_status ent_sqlite_imports(ent_store *store, ent_arena *arena, ent_import_held **out, size_t *n,
                              ent_error *err);
ent_status ent_sqlite_coverage(ent_store *store, ent_arena *arena, ent_coverage_held **out,
                               size_t *n, ent_error *err);
ent_status ent_sqlite_citations(ent_store *store, ent_arena *arena, ent_citation_held **out,
                                size_t *n, ent_error *err);
ent_status ent_sqlite_rejects(ent_store *store, int64_t import, size_t limit,
                              ent_visit_reject *visit, void *ctx, ent_error *err);
ent_status ent_sqlite_scan(ent_store *store, int64_t import, ent_visit_claim *visit, void *ctx,
                           ent_error *err);
ent_status ent_sqlite_links(ent_store *store, int64_t import, ent_visit_link *visit, void *ctx,
                            ent_error *err);
ent_status ent_sqlite_sightings(ent_store *store, int64_t import, ent_visit_sighting *visit,
                                void *ctx, ent_error *err);
ent_status ent_sqlite_check(ent_store *store, char *problem, size_t size, ent_error *err);
ent_status ent_sqlite_check_scanned(ent_store *store, char *problem, size_t size, ent_error *err);
/* Counts a scanned claim into the sums. */
void ent_sqlite_sum(ent_sqlite *s, const ent_held *held);

#endif

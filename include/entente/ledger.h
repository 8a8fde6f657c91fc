/* entente/ledger.h: the append-only store of claims: imports, queries, two clocks, verification. */
#ifndef ENTENTE_LEDGER_H
#define ENTENTE_LEDGER_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/event.h"
#include "entente/panel.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One open ledger; belongs to one thread. Opaque. */
typedef struct ent_ledger ent_ledger;

typedef struct ent_ledger_options {
    bool read_only; /**< never writes, not even a journal */
    bool create;    /**< make it when it is not there */
    bool in_memory; /**< path is ignored; lost on close */
} ent_ledger_options;

/**
 * Open a ledger; an older schema is migrated (not when read_only: then ENT_E_FORMAT says so).
 * @error ENT_E_IO not there or not readable   @error ENT_E_CORRUPT not a ledger, or damaged
 * @error ENT_E_FORMAT made by a newer Entente, or needs migrating   @error ENT_E_BUSY
 * @owner *out: ent_ledger_close   @cost under 5 ms
 */
ENT_API ENT_MUST_USE ent_status ent_ledger_open(const char *path, const ent_ledger_options *options,
                                                ent_ledger **out, ent_error *err);
ENT_API void ent_ledger_close(ent_ledger *ledger);

/**
 * Leave data sets out of every answer on this handle from now on, as if they had never been
 * imported: claims, series, coverage windows and events. Claims by id, lists of imports, rejects
 * and citations, what is held of events, and verification are not answers in this sense and stay
 * whole.
 * @shape sets: n data set ids; n 0: nothing is left out any more   @missing an id that the ledger
 * does not hold leaves out nothing   @error ENT_E_NOMEM: as before   @owner ids are copied
 * @cost O(n); a few comparisons a claim after that
 */
ENT_API ENT_MUST_USE ent_status ent_ledger_set_without(ent_ledger *ledger, const char *const *sets,
                                                       size_t n, ent_error *err);

/* ---- writing: one import = one file = one transaction ---------------------------------------- */

typedef struct ent_import ent_import;

typedef struct ent_import_info {
    const char *set;         /**< data set id */
    const char *file;        /**< base name */
    const char *file_sha256; /**< 64 hex digits; same file + reader + version = already there */
    const char *reader;      /**< reader's name */
    int reader_version;
    const char *imported_at; /**< ISO time, given by the application: the library reads no clock */
    ent_date released;       /**< known_from of claims that give none */
} ent_import_info;

typedef struct ent_import_summary {
    ent_tally tally;
    uint64_t added;      /**< new claims */
    uint64_t known;      /**< the same statement was there already */
    uint64_t superseded; /**< of the added: corrections of an earlier claim with the same record */
    bool already;        /**< the very file was imported before; nothing was read */
    char chain[ENT_SHA256_HEX_MAX]; /**< hash chain after this import */
} ent_import_summary;

/**
 * Begin. @return ENT_OK, or ENT_NONE when this very file is in already (no import is made)
 * @error ENT_E_BUSY another import runs   @error ENT_E_IO, ENT_E_NOMEM
 * @owner *out ends with ent_import_commit or ent_import_abort
 */
ENT_API ENT_MUST_USE ent_status ent_import_begin(ent_ledger *ledger, const ent_import_info *info,
                                                 ent_import **out, ent_error *err);
/** The sink to hand to a reader. Borrowed: lives as long as the import. */
ENT_API ent_sink *ent_import_sink(ent_import *import);
/** A citation; the same code again with other content replaces nothing.
 * @error ENT_E_DOMAIN other content   @error ENT_E_IO, ENT_E_NOMEM */
ENT_API ENT_MUST_USE ent_status ent_import_source(ent_import *import, const char *code,
                                                  const char *const fields[8], ent_error *err);
/**
 * All or nothing. Frees the import in every case.
 * @error ENT_E_IO disk full or refused: the ledger is as before   @error ENT_E_NOMEM
 */
ENT_API ENT_MUST_USE ent_status ent_import_commit(ent_import *import, ent_import_summary *out,
                                                  ent_error *err);
ENT_API void ent_import_abort(ent_import *import);

/* ---- reading --------------------------------------------------------------------------------- */

/** Which claims? All-zero: all current ones. Texts are line codes (or polity codes: their line). */
typedef struct ent_query {
    const char *a, *b;     /**< both: claims between them, either way round; a alone: see monadic */
    bool monadic;          /**< claims about a that have no other side */
    bool outgoing_only;    /**< a -> b only */
    const char *indicator; /**< code; "trade.*" = prefix */
    ent_layer layer;       /**< NONE: any */
    const char *set, *source, *cluster;
    int year_first, year_last; /**< overlap with valid time; 0 = open */
    ent_date as_of;            /**< known by this day; NONE: everything */
    bool with_superseded;
    const char *text; /**< words, FTS5 over label, note, names and source */
    size_t limit, offset;
} ent_query;

/**
 * @shape *out: *n claims, ordered by valid_from, indicator, id   @error ENT_E_NOMEM, ENT_E_IO,
 * ENT_E_CORRUPT, ENT_E_PARSE (text is no FTS query)   @owner claims borrow from arena
 * @cost O(log ledger + result): a dyad from 5 million claims in under 20 ms
 */
ENT_API ENT_MUST_USE ent_status ent_ledger_find(ent_ledger *ledger, const ent_query *query,
                                                ent_arena *arena, ent_claim **out, size_t *n,
                                                ent_error *err);

/** Claim by id or unique prefix of at least 4 digits. @return ENT_NONE  @error ENT_E_AMBIGUOUS */
ENT_API ENT_MUST_USE ent_status ent_ledger_claim(ent_ledger *ledger, const char *id,
                                                 ent_arena *arena, ent_claim *out, ent_error *err);

/** Claims by their whole ids.
 * @shape ids, out: n each, in the same order   @return ENT_NONE when one is not there; err names it
 * @error ENT_E_IO, ENT_E_NOMEM, ENT_E_CORRUPT   @owner claims borrow from arena
 * @cost O(n log ledger), one lock of the file for all */
ENT_API ENT_MUST_USE ent_status ent_ledger_claims(ent_ledger *ledger, const char *const *ids,
                                                  size_t n, ent_arena *arena, ent_claim *out,
                                                  ent_error *err);

/** The claim's earlier and later versions, oldest first, itself among them.
 * @error as ent_ledger_claim   @owner arena */
ENT_API ENT_MUST_USE ent_status ent_ledger_history(ent_ledger *ledger, const char *id,
                                                   ent_arena *arena, ent_claim **out, size_t *n,
                                                   ent_error *err);

/**
 * Series for models: for each wanted (indicator, from, to) the observations in base units, oldest
 * first, with the coverage windows that apply to these actors.
 * @shape wants: n_wants; out->series in the same order   @missing as ent_obs   @owner arena
 * @error ENT_E_IO, ENT_E_NOMEM, ENT_E_CORRUPT; ENT_E_UNKNOWN there is no such indicator
 */
typedef struct ent_want {
    const char *indicator, *from, *to;
} ent_want;
ENT_API ENT_MUST_USE ent_status ent_ledger_panel(ent_ledger *ledger, const ent_want *wants,
                                                 size_t n_wants, const ent_date *as_of,
                                                 ent_arena *arena, ent_panel *out, ent_error *err);

/** Coverage windows of all sets, or of one (set NULL: all).
 * @error as ent_ledger_panel   @owner arena */
ENT_API ENT_MUST_USE ent_status ent_ledger_coverage(ent_ledger *ledger, const char *set,
                                                    ent_arena *arena, ent_coverage **out, size_t *n,
                                                    ent_error *err);

/** A citation as held. Fields: type author year title publisher url licence note.
 * @error as ent_ledger_panel   @owner arena */
typedef struct ent_citation {
    const char *code, *type, *author, *year, *title, *publisher, *url, *licence, *note;
} ent_citation;
ENT_API ENT_MUST_USE ent_status ent_ledger_citations(ent_ledger *ledger, ent_arena *arena,
                                                     ent_citation **out, size_t *n, ent_error *err);

/** One import as held. @error as ent_ledger_panel   @owner arena */
typedef struct ent_import_record {
    int64_t number;
    const char *set, *file, *file_sha256, *reader, *imported_at, *chain;
    int reader_version;
    ent_date released;
    ent_tally tally;
    uint64_t added, superseded;
    ent_date first_valid, last_valid; /**< time its claims are about */
} ent_import_record;
ENT_API ENT_MUST_USE ent_status ent_ledger_imports(ent_ledger *ledger, ent_arena *arena,
                                                   ent_import_record **out, size_t *n,
                                                   ent_error *err);

/** A rejected row: where, why, and the row itself (cut to 400 bytes). */
typedef struct ent_reject {
    int64_t import;
    const char *file, *reason, *raw;
    uint64_t row, byte;
} ent_reject;
/** @param import 0: of all imports   @error as ent_ledger_panel   @owner arena */
ENT_API ENT_MUST_USE ent_status ent_ledger_rejects(ent_ledger *ledger, int64_t import, size_t limit,
                                                   ent_arena *arena, ent_reject **out, size_t *n,
                                                   ent_error *err);

/** What verification found. */
typedef struct ent_verify_report {
    uint64_t imports, claims, rejects;
    bool intact;
    char chain[ENT_SHA256_HEX_MAX];
    char problem[ENT_ERROR_TEXT_MAX]; /**< the first thing wrong; empty when intact */
} ent_verify_report;
/**
 * Recompute every claim's id and the hash chain over imports, and let the store check itself.
 * @return ENT_OK also when not intact (see report)   @error ENT_E_IO, ENT_E_NOMEM
 * @cost one pass over the ledger
 */
ENT_API ENT_MUST_USE ent_status ent_ledger_verify(ent_ledger *ledger, ent_verify_report *out,
                                                  ent_error *err);

/* ---- coded events in bulk --------------------------------------------------------------------
 */

/** What every import of events needs to know. */
typedef struct ent_events_info {
    const char *set;  /**< data set id */
    const char *feed; /**< feed's name */
    int feed_version;
    const char *imported_at;     /**< ISO time, given by the application */
    ent_date released;           /**< known_from of reports that give none */
    const char *const *citation; /**< 8 fields as ent_import_source takes them, outliving the sink;
                                      NULL: the set is not cited */
} ent_events_info;

/**
 * Begin to import events. Every commit() of the sink is one import in the hash chain: its segments,
 * cells, exposure, actors, rejects and reports, all or nothing.
 * @error ENT_E_BUSY another import runs   @error ENT_E_IO, ENT_E_NOMEM
 * @owner *out: borrowed sink, ended with ent_ledger_events_end, which drops what no commit closed
 */
ENT_API ENT_MUST_USE ent_status ent_ledger_events_begin(ent_ledger *ledger,
                                                        const ent_events_info *info,
                                                        ent_event_sink **out, ent_error *err);
ENT_API void ent_ledger_events_end(ent_ledger *ledger, ent_event_sink *sink);

/** Which cells? All-zero but from and to: everything between them, that way round. */
typedef struct ent_event_query {
    const char *from, *to;         /**< line codes */
    const char *set;               /**< NULL: all sets, one after the other */
    int32_t first_day, last_day;   /**< both 0: all */
    ent_date as_of;                /**< known by this day; NONE: everything */
    uint32_t from_roles, to_roles; /**< bits 1u << ent_role; 0: all */
} ent_event_query;

/** One set's cells of a directed pair, by day, class, roles and the day they became known; commits
 * added up. Sketches are not kept: of cells that several commits share, reports are the sum, which
 * counts a report in two of them twice.
 * @error as ent_ledger_find   @owner arena   @cost O(cells): under 2 ms for 5,000 of 10 million */
typedef struct ent_event_cells {
    const char *set;
    ent_event_cell *cells;
    size_t n;
} ent_event_cells;
ENT_API ENT_MUST_USE ent_status ent_ledger_event_cells(ent_ledger *ledger,
                                                       const ent_event_query *query,
                                                       ent_arena *arena, ent_event_cells **out,
                                                       size_t *n, ent_error *err);

/** The same by month and quarter of conduct, with exposure: what models and pages use. A set whose
 * imports leave a gap of months has a series for each run of them, so that no gap is a zero;
 * reports about months that no import covers are among the cells only. With as_of, a month counts
 * once it is over: what was still to be reported of it is not known then, nor is its exposure.
 * @error, @owner, @cost as ent_ledger_event_cells */
ENT_API ENT_MUST_USE ent_status ent_ledger_event_months(ent_ledger *ledger,
                                                        const ent_event_query *query,
                                                        ent_arena *arena, ent_event_series **out,
                                                        size_t *n, ent_error *err);

/** A feed as held: what it covers and came to. */
typedef struct ent_events_held {
    const char *set, *feed;
    uint64_t segments, rows, kept, rejected, skipped[ENT_EVENT_SKIP_COUNT], cells;
    int32_t first_day, last_day, first_known_day, last_known_day;
    uint64_t imports;
} ent_events_held;
/** @error as ent_ledger_find   @owner arena */
ENT_API ENT_MUST_USE ent_status ent_ledger_events_held(ent_ledger *ledger, ent_arena *arena,
                                                       ent_events_held **out, size_t *n,
                                                       ent_error *err);
/** Segments of a set that bear on a pair's days (whole set when first_day = last_day = 0): what
 * `explain` names as the files behind a count. @error, @owner as ent_ledger_events_held */
ENT_API ENT_MUST_USE ent_status ent_ledger_event_segments(ent_ledger *ledger, const char *set,
                                                          int32_t first_day, int32_t last_day,
                                                          ent_arena *arena, ent_event_segment **out,
                                                          size_t *n, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

/* store.h: what a backend of the ledger offers: one table of functions, no SQL words. */
#ifndef ENT_LEDGER_STORE_H
#define ENT_LEDGER_STORE_H

#include "entente/ledger.h"
#include "ledger/pool.h"

/* Days of events: years 1000 to 2200, as dates of claims. */
#define ENT_EVENT_DAY_MIN (-354285)
#define ENT_EVENT_DAY_MAX 84370
/* An id in bytes, as ent_claim_seal makes it. */
enum { ENT_ID_BYTES = 10, ENT_ID_DIGITS = 2 * ENT_ID_BYTES, ENT_KEY_BITS = 48 };
/* A day after all others: no limit. */
#define ENT_DAY_NEVER INT32_MAX
#define ENT_DAY_ALWAYS INT32_MIN
/* Nobody says when it became known: not seen by any as-of, seen when none is asked. */
#define ENT_DAY_UNKNOWN (INT32_MAX - 1)

/* A claim on its way in. Repeated text is in the import's pool, the rest in the batch's arena. */
typedef struct ent_pending {
    ent_claim claim;
    uint8_t digest[ENT_SHA256_BYTES]; /* of the canonical form */
    uint8_t id[ENT_ID_BYTES];         /* its first ten bytes, but of votes: see ent_claim_seal */
    uint64_t key;                     /* hash of set, indicator, record and its owner: 48 bits */
    uint64_t row_seq;                 /* which data row of the file it came from, 1.. */
    uint64_t seq;                     /* order of arrival */
    uint64_t lo, hi;                  /* first bytes of its polities' codes, sorted: see batch.c */
    int64_t corrects;                 /* claim number it says it supersedes; 0: none */
    int64_t n;                        /* place in the ledger, set by add */
    bool accepted;                    /* added, or known already */
} ent_pending;

/* Whose record it is: one about one state belongs to that state's line, so that the votes of many
 * states may carry the key of their roll call; "" for others. Static text. */
const char *ent_record_owner(const ent_claim *claim);
/* Hash of set, indicator, record and owner: ENT_KEY_BITS. */
uint64_t ent_record_key(const ent_claim *claim);

/* A stored claim with the same set, indicator, record and owner as a pending one. */
typedef struct ent_version {
    size_t which; /* index into the keys that were asked for */
    int64_t n, import;
    int32_t known_day;
    int32_t released_day; /* of its import; ENT_DAY_NEVER when the import gives none */
    int32_t killed_day;   /* superseded from this day on; ENT_DAY_NEVER: current */
    uint8_t id[ENT_ID_BYTES];
} ent_version;

typedef struct ent_versions {
    ent_version *v;
    size_t n, cap;
} ent_versions;

/* A stored claim and what the ledger adds. */
typedef struct ent_held {
    ent_claim claim;
    int64_t n, import;
    uint8_t id[ENT_ID_BYTES];
} ent_held;

/* "new supersedes old", known since the day, learned in the import. again: new was held before and
 * is stated again, which outweighs what superseded it in earlier imports. */
typedef struct ent_link {
    int64_t old_n, new_n, import;
    int32_t known_day;
    bool again;
} ent_link;

/* The claim was stated by an older vintage too, which came in later: it was known by this day. */
typedef struct ent_sighting {
    int64_t n, import;
    int32_t known_day;
} ent_sighting;

/* ent_query in terms a store can answer: polities instead of lines, days instead of years. */
typedef struct ent_filter {
    const char *const *a, *const *b; /* polity codes of either side */
    size_t n_a, n_b;                 /* 0: any */
    bool monadic, outgoing;
    const char *indicator;
    bool indicator_is_prefix;
    ent_layer layer;
    const char *set, *source, *cluster;
    const char *const *without; /* n_without sets to leave out */
    size_t n_without;
    int32_t first_day, last_day; /* overlap; ENT_DAY_ALWAYS .. ENT_DAY_NEVER: any */
    int32_t known_by;            /* ENT_DAY_NEVER: no limit */
    bool with_superseded;
    const char *match; /* FTS5 expression made by ent_words_to_match; NULL: any */
    size_t limit, offset;
} ent_filter;

/* What an import came to, as the store keeps it. */
typedef struct ent_import_totals {
    ent_tally tally;
    uint64_t added, known, superseded;
    int32_t first_day, last_day; /* time its claims are about; first > last: no claim */
    uint8_t chain[ENT_SHA256_BYTES];
} ent_import_totals;

/* An import as the store keeps it. */
typedef struct ent_import_held {
    ent_import_record record;
    uint64_t known;
    int64_t first_n, last_n; /* its claims; 0, 0: none */
    int32_t known_day;       /* of claims that give no known_from */
    int32_t first_day, last_day;
    uint8_t chain[ENT_SHA256_BYTES];
} ent_import_held;

/* A coverage window or citation with the import that brought it. */
typedef struct ent_coverage_held {
    ent_coverage coverage;
    int64_t import;
} ent_coverage_held;

typedef struct ent_citation_held {
    ent_citation citation;
    int64_t import;
} ent_citation_held;

/* Votes of one import, packed: what a roll call's votes share, what a voter's do, and which voter
 * voted so in which call, sorted by the voter's line, then by call. Texts are a pool's. */
typedef struct ent_vote {
    uint32_t call, choice; /* places in the lists beside it */
    uint64_t row, byte;
} ent_vote;

typedef struct ent_votes {
    const ent_claim *calls;   /* from, from_code, event_code, sign do not count */
    const ent_claim *choices; /* from, from_code, event_code, sign, and what the frame holds */
    const ent_vote *votes;
    size_t n_calls, n_choices, n_votes;
} ent_votes;

/* An import of events as the store keeps it: which cells are its. */
typedef struct ent_event_import_held {
    int64_t import, first_n, last_n; /* 0, 0: no cell */
    const char *set, *feed, *classes;
    int feed_version;
    int32_t first_day, last_day; /* of its import; first > last: none */
} ent_event_import_held;

/* A class of events, stored by the first import that has cells of it. */
typedef struct ent_class_row {
    int64_t number;
    const char *version, *scheme, *code, *title, *quad;
} ent_class_row;

typedef struct ent_store ent_store;

typedef ent_status ent_visit_claim(void *ctx, const ent_held *held, ent_error *err);
/* A claim without what only its reader wants: codes and label as printed, note, locator, what it
 * says it supersedes. Borrowed until the visit returns, but for its texts, which are the arena's.
 */
typedef ent_status ent_visit_figure(void *ctx, const ent_claim *claim, int32_t known_day,
                                    ent_error *err);
typedef ent_status ent_visit_reject(void *ctx, const ent_reject *reject, ent_error *err);
typedef ent_status ent_visit_link(void *ctx, const ent_link *link, ent_error *err);
typedef ent_status ent_visit_sighting(void *ctx, const ent_sighting *sighting, ent_error *err);

/* Cells of one directed pair and import, in the order they were added; from and to are texts here,
 * not in the cells. Long runs come in pieces. Borrowed until the visit returns. */
typedef ent_status ent_visit_cells(void *ctx, int64_t import, const char *from, const char *to,
                                   const ent_event_cell *cells, size_t n, ent_error *err);
typedef ent_status ent_visit_segment(void *ctx, int64_t import, const ent_event_segment *segment,
                                     ent_error *err);
typedef ent_status ent_visit_exposure(void *ctx, const ent_event_exposure *row, ent_error *err);
typedef ent_status ent_visit_actor(void *ctx, const ent_event_actor *row, ent_error *err);
typedef ent_status ent_visit_class(void *ctx, const ent_class_row *row, ent_error *err);

/* Packed votes of an import: all calls, all choices, then all votes, each in the order they came.
 */
typedef struct ent_visit_votes {
    ent_status (*call)(void *ctx, const ent_claim *call, const uint8_t head[ENT_VOTE_HEAD_BYTES],
                       ent_error *err);
    ent_status (*choice)(void *ctx, const ent_claim *choice,
                         const uint8_t tail[ENT_VOTE_TAIL_BYTES], ent_error *err);
    ent_status (*vote)(void *ctx, int64_t n, const ent_vote *vote, ent_error *err);
    void *ctx;
} ent_visit_votes;

/* Every function: ENT_E_IO, ENT_E_NOMEM, ENT_E_CORRUPT, ENT_E_BUSY as the ledger's own. */
typedef struct ent_store_ops {
    const char *name;
    void (*close)(ent_store *store);

    /* Writing: begin .. finish or rollback. begin: ENT_NONE when this very file is in already. */
    ent_status (*begin)(ent_store *store, const ent_import_info *info, int32_t known_day,
                        int64_t *number, uint8_t chain[ENT_SHA256_BYTES], ent_error *err);
    /* Stored claims of these keys (sorted by key), those of this import included. */
    ent_status (*versions)(ent_store *store, const ent_pending *const *keys, size_t n,
                           ent_versions *out, ent_error *err);
    /* In this order; sets n of each. Their polities' lines come from ref. */
    ent_status (*add)(ent_store *store, ent_pool *pool, ent_pending *const *batch, size_t n,
                      ent_error *err);
    /* The pool is about to be cleared: forget addresses of its texts. */
    void (*forget_pool)(ent_store *store);
    ent_status (*supersede)(ent_store *store, const ent_link *link, ent_error *err);
    ent_status (*sight)(ent_store *store, const ent_sighting *sighting, ent_error *err);
    ent_status (*reject)(ent_store *store, const ent_reject *reject, ent_error *err);
    /* *fresh false: this window, or citation, is held already word for word. cite: ENT_E_DOMAIN
     * when the code has another content. */
    ent_status (*cover)(ent_store *store, const ent_coverage *coverage, bool *fresh,
                        ent_error *err);
    ent_status (*cite)(ent_store *store, const ent_citation *citation, bool *fresh, ent_error *err);
    ent_status (*finish)(ent_store *store, const ent_import_totals *totals, ent_error *err);
    void (*rollback)(ent_store *store);

    /* Reading. find: ordered as ent_ledger_find; known_days (may be NULL): since when each is
     * known, ENT_DAY_UNKNOWN where nobody says. */
    ent_status (*find)(ent_store *store, const ent_filter *filter, ent_arena *arena,
                       ent_claim **out, int32_t **known_days, size_t *n, ent_error *err);
    /* As find, in no order and without limit; a visit that returns ENT_END ends the walk well. */
    ent_status (*figures)(ent_store *store, const ent_filter *filter, ent_arena *arena,
                          ent_visit_figure *visit, void *ctx, ent_error *err);
    /* Until let_go, all answers are of one moment, and locks are taken once. Pairs may nest. */
    ent_status (*hold)(ent_store *store, ent_error *err);
    void (*let_go)(ent_store *store);
    /* Up to max claims whose id begins with the digits (lower case). */
    ent_status (*by_id)(ent_store *store, const char *digits, ent_arena *arena, size_t max,
                        ent_held *out, size_t *n, ent_error *err);
    /* Claims by ids of 20 digits (lower case); ENT_NONE and err name the first that is not there.
     */
    ent_status (*by_ids)(ent_store *store, const char *const *ids, size_t n, ent_arena *arena,
                         ent_claim *out, ent_error *err);
    /* All claims that supersession links connect with claim number n, and those that share its
     * set, indicator and record, in the order they came. */
    ent_status (*history)(ent_store *store, int64_t n, ent_arena *arena, ent_claim **out,
                          size_t *n_out, ent_error *err);
    ent_status (*imports)(ent_store *store, ent_arena *arena, ent_import_held **out, size_t *n,
                          ent_error *err);
    ent_status (*coverage)(ent_store *store, ent_arena *arena, ent_coverage_held **out, size_t *n,
                           ent_error *err);
    ent_status (*citations)(ent_store *store, ent_arena *arena, ent_citation_held **out, size_t *n,
                            ent_error *err);
    ent_status (*rejects)(ent_store *store, int64_t import, size_t limit, ent_visit_reject *visit,
                          void *ctx, ent_error *err);

    /* Verification. scan: claims of an import in the order they were added. check: does the store
     * contradict itself, or hold rows no import owns? problem is empty when it does not. */
    ent_status (*scan)(ent_store *store, int64_t import, ent_visit_claim *visit, void *ctx,
                       ent_error *err);
    ent_status (*links)(ent_store *store, int64_t import, ent_visit_link *visit, void *ctx,
                        ent_error *err);
    ent_status (*sightings)(ent_store *store, int64_t import, ent_visit_sighting *visit, void *ctx,
                            ent_error *err);
    ent_status (*check)(ent_store *store, char *problem, size_t size, ent_error *err);
    /* Do the store's own ways to find a claim agree with the claims scanned since check? */
    ent_status (*check_scanned)(ent_store *store, char *problem, size_t size, ent_error *err);

    /* Votes in bulk: is the set held already? If not, votes may be added packed; then they are read
     * as all claims are. votes_scan: those of an import; ENT_E_CORRUPT when they do not fit. */
    ent_status (*set_held)(ent_store *store, const char *set, bool *out, ent_error *err);
    ent_status (*votes_add)(ent_store *store, const ent_votes *votes, ent_error *err);
    ent_status (*votes_scan)(ent_store *store, int64_t import, const ent_visit_votes *visit,
                             ent_error *err);

    /* Coded events, between begin and finish; event_end, once, before finish. Cells come sorted as
     * ent_event_cell_compare has it, exposure without repeats. event_class: *fresh false: it is
     * held already. */
    ent_status (*event_known)(ent_store *store, const char *set, const char *digest, bool *out,
                              ent_error *err);
    ent_status (*event_segment)(ent_store *store, const ent_event_segment *segment, ent_error *err);
    ent_status (*event_class)(ent_store *store, const ent_class_row *row, bool *fresh,
                              ent_error *err);
    ent_status (*event_cells)(ent_store *store, const ent_event_cell *cells, size_t n,
                              ent_error *err);
    ent_status (*event_exposure)(ent_store *store, const ent_event_exposure *rows, size_t n,
                                 ent_error *err);
    ent_status (*event_actor)(ent_store *store, const ent_event_actor *row, ent_error *err);
    ent_status (*event_end)(ent_store *store, const char *classes, ent_error *err);

    /* Reading events, each in the order it was added; import 0: of all. event_pair: cells of these
     * imports (ascending) alone. event_scan: all cells of an import; when its blocks do not hold
     * exactly its cells, ENT_E_CORRUPT. */
    ent_status (*event_imports)(ent_store *store, ent_arena *arena, ent_event_import_held **out,
                                size_t *n, ent_error *err);
    ent_status (*event_pair)(ent_store *store, const char *from, const char *to,
                             const int64_t *imports, size_t n_imports, ent_visit_cells *visit,
                             void *ctx, ent_error *err);
    ent_status (*event_segments)(ent_store *store, int64_t import, ent_visit_segment *visit,
                                 void *ctx, ent_error *err);
    ent_status (*event_exposures)(ent_store *store, int64_t import, ent_visit_exposure *visit,
                                  void *ctx, ent_error *err);
    ent_status (*event_actors)(ent_store *store, int64_t import, ent_visit_actor *visit, void *ctx,
                               ent_error *err);
    ent_status (*event_classes)(ent_store *store, int64_t import, ent_visit_class *visit, void *ctx,
                                ent_error *err);
    ent_status (*event_scan)(ent_store *store, const ent_event_import_held *import,
                             ent_visit_cells *visit, void *ctx, ent_error *err);
} ent_store_ops;

/* Every backend's own struct begins with this. */
struct ent_store {
    const ent_store_ops *ops;
};

/* A backend: how it is opened. Adding one: a folder, and a line in ledger.c. */
typedef struct ent_backend {
    const char *name;
    ent_status (*open)(const char *path, const ent_ledger_options *options, ent_store **out,
                       ent_error *err);
} ent_backend;

const ent_backend *const *ent_backends(size_t *n);
extern const ent_backend ent_backend_sqlite;

/* ---- order.c: the order of answers, and the best few of many ----------------------------------
 */

typedef struct ent_place {
    int64_t n;
    int32_t first_day;
    const char *indicator; /* outlives the place */
    uint8_t id[ENT_ID_BYTES];
    size_t at; /* for the caller */
} ent_place;

int ent_place_compare(const void *a, const void *b);

/* Keeps the first `max` places in order (0: all). All-zero but for max is empty. */
typedef struct ent_top {
    ent_place *v;
    size_t n, cap, max;
} ent_top;
/* @error ENT_E_NOMEM */
ENT_MUST_USE ent_status ent_top_add(ent_top *top, const ent_place *place);
void ent_top_sort(ent_top *top);
void ent_top_clear(ent_top *top);

/* ---- days.c: the two clocks as day numbers ------------------------------------------------------
 */

/* First and last day a claim is about; ongoing gives last_day `open_end`. */
void ent_claim_days(const ent_claim *claim, int32_t open_end, int32_t *first_day,
                    int32_t *last_day);
/* Last day that the date can mean, so that nothing is known too early; otherwise when NONE. */
int32_t ent_known_day(const ent_date *known, int32_t otherwise);
/* Adds the days of a claim to those of its import. Ongoing: to the day the import is known by. */
void ent_widen_days(const ent_claim *claim, int32_t known_day, int32_t *first_day,
                    int32_t *last_day);
/* When claims of an import without known_from are known: its release, else the day it was made. */
int32_t ent_import_known_day(const ent_import_info *info);

#endif

/* entente/workspace.h: the stages in order: files in, dossiers and explanations out. */
#ifndef ENTENTE_WORKSPACE_H
#define ENTENTE_WORKSPACE_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/dossier.h"
#include "entente/estimate.h"
#include "entente/ideal.h"
#include "entente/ledger.h"
#include "entente/ref.h"
#include "entente/source.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A ledger, a resolver and the bundled data, held together. Belongs to one thread. Opaque. */
typedef struct ent_workspace ent_workspace;

typedef struct ent_workspace_options {
    const char *ledger;        /**< path; NULL: in memory */
    const char *data_dir;      /**< folder that holds starter/ and yardsticks; NULL: none */
    const char *iso_codes_dir; /**< as ent_ref_open */
    const char *now;           /**< ISO time for imports: the library reads no clock */
    bool read_only;
    bool create;
    bool starter_when_empty; /**< no ledger file, or one without imports: the bundled starter
                                  evidence is read into memory and answers instead */
} ent_workspace_options;

/**
 * @error as ent_ledger_open and ent_ref_open; ENT_E_IO when starter evidence is wanted and absent
 * @owner *out: ent_workspace_close   @cost under 10 ms, with starter evidence under 60 ms
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_open(const ent_workspace_options *options,
                                                   ent_workspace **out, ent_error *err);
ENT_API void ent_workspace_close(ent_workspace *ws);
/** Borrowed, valid until the workspace is closed. */
ENT_API ent_ledger *ent_workspace_ledger(ent_workspace *ws);
ENT_API const ent_ref *ent_workspace_ref(const ent_workspace *ws);
/** True when the bundled starter evidence answers. */
ENT_API bool ent_workspace_on_starter(const ent_workspace *ws);

/* ---- importing --------------------------------------------------------------------------------
 */

typedef struct ent_import_request {
    const char *path;
    const char *reader;  /**< NULL: recognised by its header */
    const char *mapping; /**< mapping file; then reader is "mapping" */
    /** Called about every 65,536 rows; NULL: none. */
    void (*progress)(void *ctx, uint64_t rows, uint64_t claims);
    void *progress_ctx;
} ent_import_request;

/**
 * One file into the ledger. A claim TSV takes along the sources table beside it.
 * @return ENT_OK also when rows were rejected: see out->tally; out->already when it was in
 * @error ENT_E_FORMAT no reader fits; ENT_E_IO, ENT_E_NOMEM, ENT_E_BUSY, ENT_E_LIMIT: the ledger is
 *        as before
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_import(ent_workspace *ws,
                                                     const ent_import_request *request,
                                                     ent_import_summary *out, ent_error *err);

/** Read without writing: counts, the first claims and all rejects (up to 10,000) into *out.
 * @error as ent_workspace_import   @owner out: ent_counting_sink_clear */
ENT_API ENT_MUST_USE ent_status ent_workspace_dry_run(ent_workspace *ws,
                                                      const ent_import_request *request,
                                                      size_t keep, ent_counting_sink *out,
                                                      const ent_reader **reader, ent_error *err);

/* ---- answers ----------------------------------------------------------------------------------
 */

/** A pair as the user wrote it, resolved to line codes. */
typedef struct ent_pair {
    const char *a, *b;
} ent_pair;

/**
 * Two words to a pair of lines. @error ENT_E_AMBIGUOUS, ENT_E_UNKNOWN, ENT_E_DOMAIN (same line)
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_pair(const ent_workspace *ws, const char *a,
                                                   const char *b, ent_pair *out, ent_error *err);

typedef struct ent_dossier_request {
    ent_pair pair;
    ent_pair against; /**< a NULL: none */
    ent_date as_of;   /**< NONE: everything known */
    const char *made; /**< printed as the day it was made; NULL: not printed */
} ent_dossier_request;

/** @return ENT_NONE when the ledger holds nothing about the pair (the page says so)
 * @error ENT_E_IO, ENT_E_NOMEM, ENT_E_CORRUPT   @owner the page borrows from arena */
ENT_API ENT_MUST_USE ent_status ent_workspace_dossier(ent_workspace *ws,
                                                      const ent_dossier_request *request,
                                                      ent_arena *arena, ent_page *out,
                                                      ent_error *err);

/** All estimates for a pair, in the order of ent_estimate_compare.
 * @error as ent_workspace_dossier   @owner arena */
ENT_API ENT_MUST_USE ent_status ent_workspace_measure(ent_workspace *ws, const ent_pair *pair,
                                                      const ent_date *as_of, ent_arena *arena,
                                                      ent_estimate **out, size_t *n,
                                                      ent_error *err);

/** From a figure or a claim back to its rows. */
typedef struct ent_explanation {
    bool is_estimate;
    ent_estimate estimate; /**< when is_estimate */
    ent_claim *claims;     /**< what it rests on; the claim itself, all versions */
    size_t n_claims;
    const ent_citation *citations; /**< of those claims */
    size_t n_citations;
    const ent_import_record *imports; /**< that brought them */
    size_t n_imports;
} ent_explanation;
/**
 * @param id  figure id as printed ("trade.dependence:RUS>CHN@2014") or claim id or its prefix
 * @return ENT_NONE nothing by this id   @error ENT_E_AMBIGUOUS several claims begin so
 * @owner arena
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_explain(ent_workspace *ws, const char *id,
                                                      const ent_date *as_of, ent_arena *arena,
                                                      ent_explanation *out, ent_error *err);

/* ---- votes of the General Assembly -------------------------------------------------------------
 */

/** Every vote that the ledger holds, as flat arrays for ent_ideal_estimate. */
typedef struct ent_votes {
    ent_ideal_votes votes;      /**< voters are indices into lines, roll calls into records */
    const char *const *lines;   /**< votes.n_voters line codes, in alphabetical order */
    const char *const *records; /**< votes.n_roll_calls records of the source */
} ent_votes;

/**
 * All weighty "un.vote" claims known by as_of. A voter's second vote on a roll call is passed over (first
 * by claim id). LIMIT: the ledger keeps a vote's date, not its session: session n is counted from
 * 1 September of 1945 + n, which puts 48 of the 6,203 roll calls of 1946-2019 (votes on 1-20
 * September, special sessions) beside their own; session 19, void, is left out.
 * @return ENT_NONE there are none   @error ENT_E_IO, ENT_E_NOMEM, ENT_E_CORRUPT
 * @owner arena   @cost one query a line
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_votes(ent_workspace *ws, const ent_date *as_of,
                                                    ent_arena *arena, ent_votes *out,
                                                    ent_error *err);

/* ---- the world as a yardstick ------------------------------------------------------------------
 */

/**
 * Reference distributions of a measure over all pairs that a world ledger holds, as TSV with
 * provenance on top: what data/starter/yardstick.tsv is made with.
 * @error ENT_E_IO, ENT_E_NOMEM, ENT_E_LIMIT   @cost one pass over the ledger for each measure
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_yardstick(ent_workspace *ws, ent_buf *out,
                                                        ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

/* entente/workspace.h: the stages in order: files in, dossiers and explanations out. */
#ifndef ENTENTE_WORKSPACE_H
#define ENTENTE_WORKSPACE_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/dossier.h"
#include "entente/estimate.h"
#include "entente/feed.h"
#include "entente/ideal.h"
#include "entente/ledger.h"
#include "entente/measure.h"
#include "entente/ref.h"
#include "entente/source.h"
#include "entente/track.h"

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

/* ---- event feeds ------------------------------------------------------------------------------
 */

typedef struct ent_feed_request {
    const char *const *paths; /**< files and folders of one feed, "@list", "-" */
    size_t n_paths;
    const char *feed; /**< NULL: recognised by the first file; the others must be of the same */
    const ent_watch *watch; /**< line codes; single rows of these pairs are kept as claims */
    size_t n_watch;
    int threads;          /**< 0: one */
    const char *temp_dir; /**< where runs are spilled when cells outgrow memory */
    bool (*progress)(void *ctx, const ent_feed_progress *at); /**< false: stop after this commit */
    void *progress_ctx;
} ent_feed_request;

/**
 * Event files into the ledger, commit by commit. Stretches that are in already are passed over, so
 * that a run that was stopped goes on where it ended, and the same file twice changes nothing.
 * @return ENT_OK also when rows were rejected: see out
 * @error ENT_E_FORMAT no feed fits; ENT_E_IO, ENT_E_NOMEM, ENT_E_BUSY, ENT_E_LIMIT: what was
 *        committed before stays, the rest is as if never read
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_import_feed(ent_workspace *ws,
                                                          const ent_feed_request *request,
                                                          ent_feed_summary *out, ent_error *err);

/** The same without a ledger: what would go in, in memory.
 * @error as ent_workspace_import_feed   @owner out: ent_event_table_clear */
ENT_API ENT_MUST_USE ent_status ent_workspace_count_feed(ent_workspace *ws,
                                                         const ent_feed_request *request,
                                                         ent_event_table *out,
                                                         ent_feed_summary *summary, ent_error *err);

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
    ent_pair against;           /**< a NULL: none */
    ent_date as_of;             /**< NONE: everything known */
    const char *made;           /**< printed as the day it was made; NULL: not printed */
    const char *const *without; /**< n_without data sets left out; the page says what that changes.
                                     The ledger's own filter is set to these */
    size_t n_without;
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

enum { ENT_EXPLAIN_ROWS = 100 };
/** Phases of a pair, and what they were read from. */
typedef struct ent_phases_answer {
    const char *a, *b; /**< line codes, as asked */
    const char *scale; /**< "conduct": disputes and pledges, see docs/methods/phases.md */
    const char
        *settings;  /**< SHA-256 of the tables that set cut points, model and scale, 12 digits */
    int first_year; /**< of the arrays below */
    const double *mean, *var; /**< breaks.n: each year's reading; var HUGE_VAL: not known */
    size_t n_known;           /**< years with a reading */
    ent_breaks breaks;
    ent_breaks_model model;
    ent_phase *phases;
    size_t n_phases;
    const char *const *sources; /**< codes, of the claims that were read */
    size_t n_sources;
} ent_phases_answer;

/**
 * When it turned: exact posterior of breaks in the pair's conduct, named phases. Years in which one
 * of the two did not exist are not looked at; the years run from the first to the last known one,
 * the latest ENT_BREAKS_YEARS_MAX of them.
 * @return ENT_NONE when no year lies in complete lists of disputes and of pledges alike
 * @error ENT_E_IO, ENT_E_PARSE, ENT_E_UNKNOWN  the settings in the data folder
 * @error ENT_E_NOMEM, ENT_E_CORRUPT   @owner arena   @cost under 20 ms for 200 years
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_phases(ent_workspace *ws, const ent_pair *pair,
                                                     const ent_date *as_of, ent_arena *arena,
                                                     ent_phases_answer *out, ent_error *err);

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
    const ent_event_segment *segments; /**< of a figure counted in bulk: the stretches of files that
                                            speak of its days; claims are then the single rows kept
                                            for watched pairs, up to ENT_EXPLAIN_ROWS of them */
    size_t n_segments;
} ent_explanation;
/**
 * @param id  figure id as printed ("trade.dependence:RUS>CHN@2014") or claim id or its prefix
 * @return ENT_NONE nothing by this id   @error ENT_E_AMBIGUOUS several claims begin so
 * @owner arena
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_explain(ent_workspace *ws, const char *id,
                                                      const ent_date *as_of, ent_arena *arena,
                                                      ent_explanation *out, ent_error *err);

/* ---- tracks -----------------------------------------------------------------------------------
 */

/** What a pair's tracks are estimated from. */
typedef struct ent_track_evidence {
    ent_track_dyad dyad;       /**< A and B in the order asked */
    const char *const *claims; /**< claim id of each observation; NULL: in bulk, or silence */
    const char *const *also;   /**< second claim of an observation made of two; else NULL */
    const char *const *sets;   /**< set of each observation counted in bulk, else NULL */
    size_t n_unknown; /**< observations left out because the parameters know no such source */
} ent_track_evidence;

/**
 * Gather the evidence that the model's sources can use: militarised disputes and alliances for
 * behaviour, UN ideal points and coded words for rhetoric, coded deeds for behaviour, surveys for
 * opinion. docs/methods/tracks.md lists source by source what becomes what.
 * @missing a year that no complete list covers gives no observation, also where single disputes or
 *          pledges are known: these were picked because they happened; a covered year without a
 *          dispute or pledge is an observation of none
 * @error as ent_ledger_panel   @owner out borrows from arena
 * @cost about 1 ms a pair, more with many events
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_track_evidence(
    ent_workspace *ws, const ent_pair *pair, const ent_track_params *params, const ent_date *as_of,
    ent_arena *arena, ent_track_evidence *out, ent_error *err);

/** Tracks of one pair over time. The unit of each kind is the standard deviation, and its zero the
 * mean, of the reference population: all pairs and years from 1995 to 2019 between evidence of that
 * track (data/params/tracks-1.scale.tsv), so that kinds compare. */
typedef struct ent_track_table {
    size_t n;                              /**< rows */
    const double *t;                       /**< middle of each row's span, years */
    double step;                           /**< length of a row's span, years */
    const double *smoothed, *smoothed_cov; /**< n x ENT_TRACKS, n x ENT_TRACK_COVS: hindsight */
    const double *filtered, *filtered_cov; /**< what could be known at the time */
    const bool *observed; /**< n x ENT_TRACKS: between the first and last evidence of that track;
                               elsewhere the figure is the model's guess from the other tracks */
    ent_track_evidence evidence;
    const ent_track_params *params;
    char params_hash[ENT_SHA256_HEX_MAX];
    double volatility[ENT_TRACK_VOLATILITIES];
    bool converged;
} ent_track_table;

/**
 * Has every track that a quantity needs, in the directions that its side needs, evidence before and
 * after this row? @param kinds  bits of its tracks: 1 B, 2 R, 4 O   @cost O(1)
 */
ENT_API bool ent_track_table_holds(const ent_track_table *table, size_t row, unsigned kinds,
                                   ent_track_side side);

/**
 * Estimate the tracks of a pair with the frozen parameters of the data folder.
 * @param step  years a row: 1, or 1/12
 * @return ENT_NONE when there is no evidence for any track, or no parameters
 * @error as ent_workspace_track_evidence and ent_tracks_run   @owner out borrows from arena
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_tracks(ent_workspace *ws, const ent_pair *pair,
                                                     const ent_date *as_of, double step,
                                                     ent_arena *arena, ent_track_table *out,
                                                     ent_error *err);

/** Which pairs and years of the world, and how. */
typedef struct ent_world_options {
    int year_first, year_last; /**< rows: the middle of each year */
    const char *held_out; /**< source of the parameters whose observations are shown to `put` but
                             not used; NULL: none */
    size_t every;         /**< each n-th pair in a fixed shuffled order; 0 or 1: all */
    unsigned threads;     /**< 0: one; any number gives the same bytes */
    const ent_track_params *params; /**< NULL: those of the data folder */
} ent_world_options;

/** One pair of the world: its evidence with what was held out, and the engine's answer. Borrowed
 * until the call returns; result->fits lie in the order of `used`. */
typedef struct ent_world_pair {
    const char *a, *b;
    const ent_track_evidence *evidence;
    const ent_track_obs *used; /**< evidence without what was held out */
    size_t n_used;
    const ent_track_result *result;
} ent_world_pair;

/**
 * Estimate the tracks of all pairs of states that were members of the state system together, in
 * order of their codes.
 * @return ENT_NONE without parameters, or when the ledger names no members of the system
 * @error as ent_workspace_tracks, or what put returns; ENT_E_UNKNOWN no such source to hold out
 * @cost  about 2 ms a pair, most of it reading; memory for one batch, whatever the number of pairs
 */
ENT_API ENT_MUST_USE ent_status
ent_workspace_world(ent_workspace *ws, const ent_world_options *options,
                    ent_status (*put)(void *ctx, const ent_world_pair *pair, ent_error *err),
                    void *ctx, ent_error *err);
/* ---- validity ---------------------------------------------------------------------------------
 */

typedef struct ent_validate_options {
    size_t every;                   /**< each n-th pair, as in ent_world_options */
    unsigned threads;               /**< 0: one; any number gives the same table */
    const ent_track_params *params; /**< NULL: those of the data folder */
} ent_validate_options;

typedef struct ent_validity {
    ent_validate_row *rows; /**< n, in the order of data/params/validity.tsv */
    size_t n;
    size_t n_pairs;                       /**< pairs whose tracks were estimated; 0: no tracks */
    char params_hash[ENT_SHA256_HEX_MAX]; /**< of the tracks; "" without */
} ent_validity;

/**
 * Hold tracks and phases against what is known otherwise, by marks set beforehand. What a check is
 * held against is never among its evidence: the world is run once with everything, and once each
 * without disputes, votes and pledges. docs/methods/validity.md tells each check.
 * @missing a check that the ledger cannot feed stays MISSING, its note says why; it never passes
 * @error   as ent_workspace_world, ent_workspace_phases and ent_measure_validity_marks
 * @cost    four runs of the world; memory for the years of its pairs, about 28 bytes each
 * @owner   out borrows from arena
 * @source  intervals: pairs drawn with replacement, 200 times (ent_num_bootstrap)
 */
ENT_API ENT_MUST_USE ent_status ent_workspace_validate(ent_workspace *ws,
                                                       const ent_validate_options *options,
                                                       ent_arena *arena, ent_validity *out,
                                                       ent_error *err);

/* ---- votes of the General Assembly -------------------------------------------------------------
 */

/** Every vote that the ledger holds, as flat arrays for ent_ideal_estimate. */
typedef struct ent_votes {
    ent_ideal_votes votes;      /**< voters are indices into lines, roll calls into records */
    const char *const *lines;   /**< votes.n_voters line codes, in alphabetical order */
    const char *const *records; /**< votes.n_roll_calls records of the source */
} ent_votes;

/**
 * All weighty "un.vote" claims known by as_of. A voter's second vote on a roll call is passed over
 * (first by claim id). LIMIT: the ledger keeps a vote's date, not its session: session n is counted
 * from 1 September of 1945 + n, which puts 48 of the 6,203 roll calls of 1946-2019 (votes on 1-20
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

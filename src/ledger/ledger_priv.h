/* ledger_priv.h: what the backend-free files of the ledger share. */
#ifndef ENT_LEDGER_LEDGER_PRIV_H
#define ENT_LEDGER_LEDGER_PRIV_H

#include "ledger/store.h"

struct ent_ledger {
    ent_store *store;
    bool read_only;
    bool importing;
    bool feeding; /* a sink of events is open */
    /* sets that answers leave out */
    ent_arena without_arena;
    const char *const *without;
    size_t n_without;
};

/* Is the set among those that answers leave out? */
bool ent_ledger_leaves_out(const ent_ledger *ledger, const char *set);

/* As ent_ledger_open, on a backend of choice: what the conformance suite calls. */
ENT_MUST_USE ent_status ent_ledger_open_on(const ent_backend *backend, const char *path,
                                           const ent_ledger_options *options, ent_ledger **out,
                                           ent_error *err);

/* A coverage window and the day on which its import's claims were known. */
typedef struct ent_window_held {
    ent_coverage coverage;
    int32_t known_day;
} ent_window_held;

/* Windows known by the day; of one id the latest. set NULL: all sets. */
ENT_MUST_USE ent_status ent_windows_known(ent_ledger *ledger, int32_t known_by, const char *set,
                                          ent_arena *arena, ent_window_held **out, size_t *n,
                                          ent_error *err);

/* ---- chain.c: the hash chain over imports ------------------------------------------------------
 */

/* What an import of events adds, each with a digest of its own. */
enum {
    ENT_CHAIN_SEGMENTS = 0,
    ENT_CHAIN_CLASSES,
    ENT_CHAIN_CELLS,
    ENT_CHAIN_EXPOSURE,
    ENT_CHAIN_ACTORS,
    ENT_CHAIN_EVENTS,
    ENT_LINE_TEXT_MAX = 16
};
/* And what votes in bulk do. */
enum { ENT_CHAIN_CALLS = 0, ENT_CHAIN_CHOICES, ENT_CHAIN_BALLOTS, ENT_CHAIN_VOTES };

typedef struct ent_chain {
    ent_sha256 claims, rejects, covers, cites, links, sightings, events[ENT_CHAIN_EVENTS],
        votes[ENT_CHAIN_VOTES];
    uint64_t n_claims, n_rejects, n_sightings, n_events, n_votes;
    char *file, *coder;                                              /* of the claim before */
    char block_from[ENT_LINE_TEXT_MAX], block_to[ENT_LINE_TEXT_MAX]; /* of the cell before */
} ent_chain;

void ent_chain_begin(ent_chain *chain);
/* digest: of the claim's canonical form, 32 bytes. */
ENT_MUST_USE ent_status ent_chain_claim(ent_chain *chain, const ent_claim *claim,
                                        const uint8_t digest[ENT_SHA256_BYTES]);
void ent_chain_reject(ent_chain *chain, const ent_reject *reject);
void ent_chain_cover(ent_chain *chain, const ent_coverage *coverage);
void ent_chain_cite(ent_chain *chain, const ent_citation *citation);
void ent_chain_link(ent_chain *chain, const ent_link *link);
void ent_chain_sighting(ent_chain *chain, const ent_sighting *sighting);
/* What the chain becomes after this import. released is part of info. */
void ent_chain_end(ent_chain *chain, const uint8_t before[ENT_SHA256_BYTES], int64_t number,
                   const ent_import_info *info, const ent_import_totals *totals,
                   uint8_t out[ENT_SHA256_BYTES]);
void ent_chain_clear(ent_chain *chain);
/* Length first, so that no two lists of texts give the same bytes; absent is not empty. */
void ent_chain_text(ent_sha256 *h, const char *s);
void ent_chain_u64(ent_sha256 *h, uint64_t v);
/* The id that ent_claim_seal gives, from the digest of the canonical form. */
void ent_claim_id(const ent_claim *claim, const uint8_t digest[ENT_SHA256_BYTES],
                  uint8_t out[ENT_ID_BYTES]);
/* SHA-256 of the claim's canonical form. text: scratch. */
ENT_MUST_USE ent_status ent_claim_digest(const ent_claim *claim, ent_buf *text,
                                         uint8_t out[ENT_SHA256_BYTES]);

/* What votes of a call, or of a voter, share; file: of the first. text: scratch. */
ENT_MUST_USE ent_status ent_chain_vote_part(ent_chain *chain, bool call, const ent_claim *claim,
                                            ent_buf *text);
void ent_chain_vote(ent_chain *chain, const ent_vote *vote);

/* ---- event_chain.c ----------------------------------------------------------------------------
 */

void ent_chain_segment(ent_chain *chain, const ent_event_segment *segment);
void ent_chain_class(ent_chain *chain, const ent_class_row *row);
/* Cells in the order they are stored; of a pair that other cells lie between, its name again. */
void ent_chain_cells(ent_chain *chain, const char *from, const char *to,
                     const ent_event_cell *cells, size_t n);
void ent_chain_exposure(ent_chain *chain, const ent_event_exposure *row);
void ent_chain_actor(ent_chain *chain, const ent_event_actor *row);
/* After all of the above, before ent_chain_end. */
void ent_chain_event_import(ent_chain *chain, const char *classes, uint64_t n_cells);

/* ---- query.c ------------------------------------------------------------------------------------
 */

/* Polity codes of a line, or of the line a polity belongs to; of a code nobody knows: itself. */
ENT_MUST_USE ent_status ent_line_polities(const char *code, ent_arena *arena,
                                          const char *const **out, size_t *n, ent_error *err);
/* "RUS" for any state of that line; a code nobody knows stands for itself. NULL stays NULL. */
const char *ent_line_of(const char *code);
/* Words to an FTS5 expression in which nothing is an operator. @error ENT_E_PARSE */
ENT_MUST_USE ent_status ent_words_to_match(const char *words, ent_arena *arena, const char **out,
                                           ent_error *err);
/* 4 to 20 hexadecimal digits? */
bool ent_id_is_prefix(const char *id);

#endif

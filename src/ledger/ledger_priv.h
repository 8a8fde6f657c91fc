/* ledger_priv.h: what the backend-free files of the ledger share. */
#ifndef ENT_LEDGER_LEDGER_PRIV_H
#define ENT_LEDGER_LEDGER_PRIV_H

#include "ledger/store.h"

struct ent_ledger {
    ent_store *store;
    bool read_only;
    bool importing;
};

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

typedef struct ent_chain {
    ent_sha256 claims, rejects, covers, cites, links, sightings;
    uint64_t n_claims, n_rejects, n_sightings;
    char *file, *coder; /* of the claim before */
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
/* SHA-256 of the claim's canonical form. text: scratch. */
ENT_MUST_USE ent_status ent_claim_digest(const ent_claim *claim, ent_buf *text,
                                         uint8_t out[ENT_SHA256_BYTES]);

/* ---- query.c ------------------------------------------------------------------------------------
 */

/* Polity codes of a line, or of the line a polity belongs to; of a code nobody knows: itself. */
ENT_MUST_USE ent_status ent_line_polities(const char *code, ent_arena *arena,
                                          const char *const **out, size_t *n, ent_error *err);
/* Words to an FTS5 expression in which nothing is an operator. @error ENT_E_PARSE */
ENT_MUST_USE ent_status ent_words_to_match(const char *words, ent_arena *arena, const char **out,
                                           ent_error *err);
/* 4 to 20 hexadecimal digits? */
bool ent_id_is_prefix(const char *id);

#endif

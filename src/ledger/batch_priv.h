/* batch_priv.h: an import under way: what waits to be written, and what it came to so far. */
#ifndef ENT_LEDGER_BATCH_PRIV_H
#define ENT_LEDGER_BATCH_PRIV_H

#include "ledger/keymap.h"
#include "ledger/ledger_priv.h"

enum { ENT_BATCH_MAX = 1 << 15 };

/* Votes that wait to be written in bulk; see votes.c. */
typedef struct ent_claim_list {
    ent_claim *v;
    size_t n, cap;
} ent_claim_list;

typedef struct ent_vote_pack {
    int state;
    ent_pool pool;
    ent_claim_list calls, choices;
    ent_keymap by_record, by_voter; /* to places in these, counted from 1 */
    ent_vote *votes;
    size_t n_votes, cap_votes;
} ent_vote_pack;

struct ent_import {
    ent_ledger *ledger;
    ent_sink sink;
    int64_t number;
    ent_import_info info; /* text in the arena */
    ent_arena arena;
    int32_t known_day;
    uint8_t before[ENT_SHA256_BYTES];
    ent_chain chain;
    ent_import_totals totals;
    ent_pool pool;
    ent_buf text;
    ent_vote_pack votes;

    ent_pending *batch;
    size_t n_batch, cap_batch;
    const ent_pending **keys; /* scratch of a flush, cap_batch each */
    ent_pending **order;
    ent_arena batch_arena;
    uint64_t seq;
    ent_versions versions; /* scratch */
    ent_keymap known;      /* key -> number of a stored claim that this import states again */

    /* the row being read */
    uint64_t row_seq;
    bool row_open, row_skipped, row_rejected, row_kept;
    ent_skip row_skip;
    uint64_t row_pending;   /* claims of this row that wait in the batch */
    uint64_t row_accounted; /* a row closed as kept while claims of it still wait */
    ent_status broken;      /* a failure that cannot be mended: commit refuses */
};

/* Keep a vote to be written in bulk; *taken false: it goes the way of every claim. */
ENT_MUST_USE ent_status ent_votes_take(ent_import *import, const ent_claim *claim, bool *taken,
                                       ent_error *err);
/* Write the votes kept. None is taken any more after that. */
ENT_MUST_USE ent_status ent_votes_flush(ent_import *import, ent_error *err);
void ent_votes_clear(ent_import *import);
/* Texts that repeat, into the pool. @error ENT_E_NOMEM, ENT_E_PARSE not UTF-8 */
ENT_MUST_USE ent_status ent_claim_pool_texts(ent_pool *pool, ent_claim *claim);
/* What the store cannot hold, beyond what makes a claim whole. NULL: it can. */
const char *ent_claim_unfit(const ent_claim *claim);

/* As ent_import_begin, once it is sure that no other import runs on this handle. */
ENT_MUST_USE ent_status ent_import_start(ent_ledger *ledger, const ent_import_info *info,
                                         ent_import **out, ent_error *err);
/* Check, seal and keep a claim. A claim that is not whole is rejected, which is ENT_OK. */
ENT_MUST_USE ent_status ent_batch_add(ent_import *import, const ent_claim *claim, ent_error *err);
/* Write what is pending. Whole rows only. */
ENT_MUST_USE ent_status ent_batch_flush(ent_import *import, ent_error *err);
/* Keep a rejected row. */
ENT_MUST_USE ent_status ent_import_note_reject(ent_import *import, const char *file, uint64_t row,
                                               uint64_t byte, const char *reason, const char *raw,
                                               ent_error *err);

/* Forget what was written. */
void ent_batch_reset(ent_import *import);

#endif

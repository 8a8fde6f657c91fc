/* batch_priv.h: an import under way: what waits to be written, and what it came to so far. */
#ifndef ENT_LEDGER_BATCH_PRIV_H
#define ENT_LEDGER_BATCH_PRIV_H

#include "ledger/keymap.h"
#include "ledger/ledger_priv.h"

enum { ENT_BATCH_MAX = 1 << 15 };

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

/* import.c: one import: the sink a reader writes to, counted row by row, then all or nothing. */
#include "ledger/batch_priv.h"
#include "ledger/events_priv.h"

#include <string.h>

enum { RAW_MAX = 400 };

/* ---- rows ---------------------------------------------------------------------------------------
 */

/* A row counts once: kept when any claim of it was, else rejected, else skipped. */
static void
close_row(ent_import *import)
{
    ent_tally *t = &import->totals.tally;

    if (!import->row_open) return;
    import->row_open = false;
    if (import->row_kept) {
        t->kept++;
        import->row_accounted = import->row_seq;
    } else if (import->row_pending) {
        return; /* the flush will tell */
    } else if (import->row_rejected) {
        t->rejected++;
    } else {
        t->skipped[import->row_skipped ? import->row_skip : ENT_SKIP_OTHER]++;
    }
}

static ent_status
sink_row(ent_sink *sink, ent_error *err)
{
    ent_import *import = sink->ctx;
    ent_status st = ENT_OK;

    close_row(import);
    if (import->n_batch >= ENT_BATCH_MAX) st = ent_batch_flush(import, err);
    import->totals.tally.rows++;
    import->row_seq++;
    import->row_open = true;
    import->row_skipped = import->row_rejected = import->row_kept = false;
    import->row_pending = 0;
    return st;
}

static ent_status
sink_accept(ent_sink *sink, const ent_claim *claim, ent_error *err)
{
    ent_import *import = sink->ctx;
    bool taken = false;
    ent_status st = ent_votes_take(import, claim, &taken, err);

    if (st) import->broken = st;
    if (st || taken) return st;
    /* A file of one endless row is written in pieces too. */
    if (import->n_batch >= 2 * (size_t)ENT_BATCH_MAX ||
        (!import->row_open && import->n_batch >= ENT_BATCH_MAX))
        st = ent_batch_flush(import, err);
    if (!st) st = ent_batch_add(import, claim, err);
    if (st) import->broken = st;
    return st;
}

static ent_status
sink_skip(ent_sink *sink, ent_skip why, ent_error *err)
{
    ent_import *import = sink->ctx;

    if ((int)why < 0 || why >= ENT_SKIP_COUNT)
        return ent_fail(err, ENT_E_DOMAIN, "no such reason to skip: %d", (int)why);
    if (!import->row_skipped) import->row_skip = why;
    import->row_skipped = true;
    return ENT_OK;
}

/* ---- rejects ------------------------------------------------------------------------------------
 */

void
ent_utf8_mend(char *s)
{
    size_t n = strlen(s);

    if (ent_utf8_valid(s, n)) return;
    for (size_t i = 0; i < n; i++)
        if ((uint8_t)s[i] >= 0x80) s[i] = '?';
}

/* At most RAW_MAX bytes, cut between characters; bytes that are not UTF-8 become '?'. */
static void
cut_raw(const char *raw, char out[RAW_MAX + 1])
{
    size_t n = strnlen(raw, RAW_MAX + 1);

    if (n > RAW_MAX) {
        n = RAW_MAX;
        while (n > 0 && ((uint8_t)raw[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(out, raw, n);
    out[n] = '\0';
    ent_utf8_mend(out);
}

ent_status
ent_import_note_reject(ent_import *import, const char *file, uint64_t row, uint64_t byte,
                       const char *reason, const char *raw, ent_error *err)
{
    char cut[RAW_MAX + 1], why[RAW_MAX + 1], name[RAW_MAX + 1];
    ent_store *store = import->ledger->store;
    ent_reject reject = {.import = import->number, .row = row, .byte = byte};
    ent_status st;

    if (reject.row > INT64_MAX || reject.byte > INT64_MAX) reject.row = reject.byte = 0;
    if (raw) {
        cut_raw(raw, cut);
        reject.raw = cut;
    }
    cut_raw(file && *file ? file : import->info.file, name);
    cut_raw(reason, why);
    reject.file = name;
    reject.reason = why;
    st = store->ops->reject(store, &reject, err);
    if (!st) ent_chain_reject(&import->chain, &reject);
    if (st) import->broken = st;
    return st;
}

static ent_status
sink_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    ent_import *import = sink->ctx;

    import->row_rejected = true;
    return ent_import_note_reject(import, why->file, why->row, why->byte,
                                  *why->text ? why->text : ent_status_name(why->status), raw, err);
}

/* ---- coverage and citations
 * ----------------------------------------------------------------------- */

static ent_status
sink_cover(ent_sink *sink, const ent_coverage *coverage, ent_error *err)
{
    ent_import *import = sink->ctx;
    ent_store *store = import->ledger->store;
    bool fresh = false;
    ent_status st;

    if (!coverage->id || !*coverage->id || !coverage->set || !coverage->indicators)
        return ent_fail(err, ENT_E_DOMAIN, "a coverage window needs id, set and indicators");
    st = store->ops->cover(store, coverage, &fresh, err);
    if (!st && fresh) ent_chain_cover(&import->chain, coverage);
    if (st) import->broken = st;
    return st;
}

ent_status
ent_import_source(ent_import *import, const char *code, const char *const fields[8], ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_citation c = {.code = code,
                      .type = fields[0],
                      .author = fields[1],
                      .year = fields[2],
                      .title = fields[3],
                      .publisher = fields[4],
                      .url = fields[5],
                      .licence = fields[6],
                      .note = fields[7]};
    bool fresh = false;
    ent_status st;

    if (!code || !*code) return ent_fail(err, ENT_E_DOMAIN, "a citation needs its source's code");
    st = store->ops->cite(store, &c, &fresh, err);
    if (!st && fresh) ent_chain_cite(&import->chain, &c);
    if (st && st != ENT_E_DOMAIN) import->broken = st;
    return st;
}

/* ---- begin and end
 * -------------------------------------------------------------------------------- */

static void
import_free(ent_import *import)
{
    if (!import) return;
    if (import->ledger) import->ledger->importing = false;
    ent_chain_clear(&import->chain);
    ent_votes_clear(import);
    ent_pool_clear(&import->pool);
    ent_buf_clear(&import->text);
    ent_free(import->batch);
    ent_free(import->keys);
    ent_free(import->order);
    ent_free(import->versions.v);
    ent_keymap_clear(&import->known);
    ent_arena_clear(&import->batch_arena);
    ent_arena_clear(&import->arena);
    ent_free(import);
}

static ent_status
copy_info(ent_import *import, const ent_import_info *info, ent_error *err)
{
    const char *const from[] = {info->set, info->file, info->file_sha256, info->reader,
                                info->imported_at};
    const char **const to[] = {&import->info.set, &import->info.file, &import->info.file_sha256,
                               &import->info.reader, &import->info.imported_at};

    import->info = *info;
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        *to[i] = ent_arena_strdup(&import->arena, from[i] ? from[i] : "");
        if (!*to[i]) return ent_fail(err, ENT_E_NOMEM, "no memory to begin an import");
    }
    return ENT_OK;
}

ent_status
ent_import_start(ent_ledger *ledger, const ent_import_info *info, ent_import **out, ent_error *err)
{
    ent_import *import = NULL;
    ent_status st;

    import = ent_alloc(1, sizeof *import);
    if (!import) return ent_fail(err, ENT_E_NOMEM, "no memory to begin an import");
    st = copy_info(import, info, err);
    if (st) goto out;
    import->known_day = ent_import_known_day(info);
    import->totals.first_day = ENT_DAY_NEVER;
    import->totals.last_day = ENT_DAY_ALWAYS;
    ent_chain_begin(&import->chain);
    st = ledger->store->ops->begin(ledger->store, &import->info, import->known_day, &import->number,
                                   import->before, err);
    if (st) goto out;
    import->ledger = ledger;
    ledger->importing = true;
    import->sink = (ent_sink){.row = sink_row,
                              .accept = sink_accept,
                              .skip = sink_skip,
                              .reject = sink_reject,
                              .cover = sink_cover,
                              .ctx = import};
    *out = import;
    import = NULL;

out:
    import_free(import);
    return st;
}

ent_status
ent_import_begin(ent_ledger *ledger, const ent_import_info *info, ent_import **out, ent_error *err)
{
    if (ledger->read_only) return ent_fail(err, ENT_E_IO, "the ledger was opened for reading only");
    if (ledger->importing || ledger->feeding)
        return ent_fail(err, ENT_E_BUSY, "an import is under way on this ledger already");
    return ent_import_start(ledger, info, out, err);
}

ent_sink *
ent_import_sink(ent_import *import)
{
    return &import->sink;
}

ent_status
ent_import_commit(ent_import *import, ent_import_summary *out, ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_import_summary summary = {.already = false};
    ent_import_totals *t = &import->totals;
    ent_status st = import->broken;

    if (st) {
        ent_fail(err, st, "the import failed before its end; nothing of it is kept");
        goto out;
    }
    close_row(import);
    st = ent_batch_flush(import, err);
    if (!st) st = ent_votes_flush(import, err);
    if (st) goto out;
    ent_chain_end(&import->chain, import->before, import->number, &import->info, t, t->chain);
    st = store->ops->finish(store, t, err);
    if (st) goto out;
    summary.tally = t->tally;
    summary.added = t->added;
    summary.known = t->known;
    summary.superseded = t->superseded;
    ent_hex(t->chain, ENT_SHA256_BYTES, summary.chain);
    if (out) *out = summary;

out:
    if (st) store->ops->rollback(store);
    import_free(import);
    return st;
}

void
ent_import_abort(ent_import *import)
{
    if (!import) return;
    import->ledger->store->ops->rollback(import->ledger->store);
    import_free(import);
}

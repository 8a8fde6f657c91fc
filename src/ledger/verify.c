/* verify.c: is the ledger still what was put into it? Every id and the whole chain, recomputed. */
#include "ledger/events_priv.h"

#include <string.h>

typedef struct check {
    ent_verify_report *report;
    ent_chain chain;
    ent_buf text;
    int64_t import, expected_n;
    int32_t known_day, first_day, last_day;
    ent_event_import_held *events; /* imports of events, ascending */
    size_t n_events, at_event;
    int64_t n_votes, min_vote, max_vote; /* packed, of the import */
} check;

static void
note_problem(check *x, const char *what, int64_t a, int64_t b)
{
    ent_verify_report *r = x->report;

    if (!r->problem[0])
        (void)ent_snprintf(r->problem, sizeof r->problem, "import %lld: %s (%lld, %lld)",
                           (long long)x->import, what, (long long)a, (long long)b);
}

/* Votes in bulk take the numbers of a run of claims. */
static void
pass_votes(check *x)
{
    if (x->n_votes && x->expected_n == x->min_vote) x->expected_n = x->max_vote + 1;
}

static ent_status
check_claim(void *ctx, const ent_held *held, ent_error *err)
{
    check *x = ctx;
    uint8_t digest[ENT_SHA256_BYTES], id[ENT_ID_BYTES];
    ent_status st = ent_claim_digest(&held->claim, &x->text, digest);

    if (!st) st = ent_chain_claim(&x->chain, &held->claim, digest);
    if (st) return ent_fail(err, st, "no memory to verify claims");
    ent_claim_id(&held->claim, digest, id);
    if (memcmp(id, held->id, ENT_ID_BYTES) != 0 && memcmp(digest, held->id, ENT_ID_BYTES) != 0 &&
        !x->report->problem[0])
        (void)ent_snprintf(x->report->problem, sizeof x->report->problem,
                           "import %lld: claim %s does not state what its id was made of",
                           (long long)x->import, held->claim.id);
    pass_votes(x);
    if (held->n != x->expected_n) note_problem(x, "a claim is missing", x->expected_n, held->n);
    if (held->import != x->import) note_problem(x, "a claim moved", held->n, held->import);
    x->expected_n = held->n + 1;
    x->report->claims++;
    ent_widen_days(&held->claim, x->known_day, &x->first_day, &x->last_day);
    return ENT_OK;
}

/* ---- votes in bulk -----------------------------------------------------------------------------
 */

static ent_status
check_call(void *ctx, const ent_claim *call, const uint8_t head[ENT_VOTE_HEAD_BYTES],
           ent_error *err)
{
    check *x = ctx;
    uint8_t mine[ENT_VOTE_HEAD_BYTES];
    ent_status st = ent_chain_vote_part(&x->chain, true, call, &x->text);

    if (st) return ent_fail(err, st, "no memory to verify votes");
    ent_claim_vote_head(call, mine);
    if (memcmp(mine, head, sizeof mine) != 0)
        note_problem(x, "a roll call does not state what its id was made of", 0, 0);
    ent_widen_days(call, x->known_day, &x->first_day, &x->last_day);
    return ENT_OK;
}

static ent_status
check_choice(void *ctx, const ent_claim *choice, const uint8_t tail[ENT_VOTE_TAIL_BYTES],
             ent_error *err)
{
    check *x = ctx;
    uint8_t mine[ENT_VOTE_TAIL_BYTES];
    ent_status st = ent_chain_vote_part(&x->chain, false, choice, &x->text);

    if (st) return ent_fail(err, st, "no memory to verify votes");
    ent_claim_vote_tail(choice, mine);
    if (memcmp(mine, tail, sizeof mine) != 0)
        note_problem(x, "a voter's choice does not state what its id was made of", 0, 0);
    return ENT_OK;
}

static ent_status
check_vote(void *ctx, int64_t n, const ent_vote *vote, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_vote(&x->chain, vote);
    if (!x->n_votes) x->min_vote = n;
    if (x->n_votes && n != x->max_vote + 1)
        note_problem(x, "votes do not follow each other", x->max_vote, n);
    x->max_vote = n;
    x->n_votes++;
    x->report->claims++;
    return ENT_OK;
}

static ent_status
check_reject(void *ctx, const ent_reject *reject, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_reject(&x->chain, reject);
    x->report->rejects++;
    return ENT_OK;
}

static ent_status
check_link(void *ctx, const ent_link *link, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_link(&x->chain, link);
    return ENT_OK;
}

static ent_status
check_sighting(void *ctx, const ent_sighting *sighting, ent_error *err)
{
    check *x = ctx;

    (void)err;
    ent_chain_sighting(&x->chain, sighting);
    return ENT_OK;
}

/* What one import stored, in the order it was stored. */
static ent_status
fold_import(ent_ledger *ledger, check *x, const ent_import_held *import,
            const ent_coverage_held *covers, size_t n_covers, const ent_citation_held *cites,
            size_t n_cites, ent_error *err)
{
    const ent_visit_votes votes = {
        .call = check_call, .choice = check_choice, .vote = check_vote, .ctx = x};
    ent_store *store = ledger->store;
    ent_status st;

    ent_chain_begin(&x->chain);
    x->import = import->record.number;
    x->expected_n = import->first_n;
    x->known_day = import->known_day;
    x->first_day = ENT_DAY_NEVER;
    x->last_day = ENT_DAY_ALWAYS;
    x->n_votes = 0;
    st = store->ops->votes_scan(store, x->import, &votes, err);
    if (!st) st = store->ops->scan(store, x->import, check_claim, x, err);
    pass_votes(x);
    if (!st && import->first_n && x->expected_n != import->last_n + 1)
        note_problem(x, "claims are missing", x->expected_n, import->last_n);
    if (!st) st = store->ops->rejects(store, x->import, 0, check_reject, x, err);
    if (!st) st = store->ops->links(store, x->import, check_link, x, err);
    if (!st) st = store->ops->sightings(store, x->import, check_sighting, x, err);
    for (size_t i = 0; i < n_covers && !st; i++)
        if (covers[i].import == x->import) ent_chain_cover(&x->chain, &covers[i].coverage);
    for (size_t i = 0; i < n_cites && !st; i++)
        if (cites[i].import == x->import) ent_chain_cite(&x->chain, &cites[i].citation);
    return st;
}

/* The events that it brought, if any: imports come in order. */
static ent_status
fold_events(ent_ledger *ledger, check *x, const ent_import_held *import, ent_error *err)
{
    const ent_tally *tally = &import->record.tally;
    const ent_event_import_held *held;
    ent_events_found found;
    ent_status st;

    while (x->at_event < x->n_events && x->events[x->at_event].import < x->import)
        x->at_event++;
    if (x->at_event == x->n_events || x->events[x->at_event].import != x->import) return ENT_OK;
    held = &x->events[x->at_event];
    st = ent_verify_events(ledger, held, &x->chain, &found, err);
    if (st) return st;
    if (found.tally.rows != tally->rows || found.tally.kept != tally->kept)
        note_problem(x, "its segments do not add up to its rows", (int64_t)found.tally.rows,
                     (int64_t)tally->rows);
    if (found.first_day < x->first_day) x->first_day = found.first_day;
    if (found.last_day > x->last_day) x->last_day = found.last_day;
    return ENT_OK;
}

static void
close_import(check *x, const ent_import_held *import, uint8_t chain[ENT_SHA256_BYTES])
{
    const ent_import_record *r = &import->record;
    ent_import_info info = {.set = r->set,
                            .file = r->file,
                            .file_sha256 = r->file_sha256,
                            .reader = r->reader,
                            .reader_version = r->reader_version,
                            .imported_at = r->imported_at,
                            .released = r->released};
    ent_import_totals totals = {.tally = r->tally,
                                .added = r->added,
                                .known = import->known,
                                .superseded = r->superseded,
                                .first_day = import->first_day,
                                .last_day = import->last_day};
    uint8_t before[ENT_SHA256_BYTES];

    memcpy(before, chain, sizeof before);
    ent_chain_end(&x->chain, before, r->number, &info, &totals, chain);
    ent_chain_clear(&x->chain);
    if (x->chain.n_claims + (uint64_t)x->n_votes != r->added)
        note_problem(x, "claims counted and held differ", (int64_t)r->added,
                     (int64_t)x->chain.n_claims);
    if (x->first_day != import->first_day || x->last_day != import->last_day)
        note_problem(x, "the time its claims are about is wrong", import->first_day,
                     import->last_day);
    if (ent_import_known_day(&info) != import->known_day)
        note_problem(x, "the day it became known is wrong", import->known_day, 0);
    if (memcmp(chain, import->chain, ENT_SHA256_BYTES) != 0)
        note_problem(x, "the hash chain breaks: something it stored was changed", r->number, 0);
}

static ent_status
verify_all(ent_ledger *ledger, check *x, ent_arena *arena, ent_error *err)
{
    ent_store *store = ledger->store;
    ent_import_held *imports = NULL;
    ent_coverage_held *covers = NULL;
    ent_citation_held *cites = NULL;
    size_t n_imports = 0, n_covers = 0, n_cites = 0;
    uint8_t chain[ENT_SHA256_BYTES] = {0};
    ent_status st = store->ops->check(store, x->report->problem, sizeof x->report->problem, err);

    if (!st) st = store->ops->imports(store, arena, &imports, &n_imports, err);
    if (!st) st = store->ops->event_imports(store, arena, &x->events, &x->n_events, err);
    if (!st) st = store->ops->coverage(store, arena, &covers, &n_covers, err);
    if (!st) st = store->ops->citations(store, arena, &cites, &n_cites, err);
    for (size_t i = 0; i < n_imports && !st; i++) {
        st = fold_import(ledger, x, &imports[i], covers, n_covers, cites, n_cites, err);
        if (!st) st = fold_events(ledger, x, &imports[i], err);
        if (st) break;
        close_import(x, &imports[i], chain);
        if (imports[i].record.number != (int64_t)i + 1)
            note_problem(x, "imports are not numbered 1, 2, 3 ...", (int64_t)i + 1,
                         imports[i].record.number);
        x->report->imports++;
    }
    if (!st && !x->report->problem[0])
        st = store->ops->check_scanned(store, x->report->problem, sizeof x->report->problem, err);
    ent_hex(chain, ENT_SHA256_BYTES, x->report->chain);
    return st;
}

ent_status
ent_ledger_verify(ent_ledger *ledger, ent_verify_report *out, ent_error *err)
{
    ent_verify_report report = {.intact = false};
    ent_error why = {0};
    ent_arena arena = {0};
    check x = {.report = &report};
    ent_status st = verify_all(ledger, &x, &arena, &why);

    ent_chain_clear(&x.chain);
    ent_buf_clear(&x.text);
    ent_arena_clear(&arena);
    if (st == ENT_E_CORRUPT) { /* damage is an answer here, not a failure */
        if (!report.problem[0])
            (void)ent_snprintf(report.problem, sizeof report.problem, "%s", why.text);
        st = ENT_OK;
    }
    if (st) return ent_fail(err, st, "%s", why.text);
    report.intact = report.problem[0] == '\0';
    *out = report;
    return ENT_OK;
}

/* batch.c: claims on their way in: checked, sealed, and gathered until they are worth writing. */
#include "ledger/batch_priv.h"

#include <math.h>
#include <string.h>

enum { POOL_BYTES_MAX = 16 << 20 };

/* Polity codes as numbers that sort as the codes do; dyads sort by them inside a batch so that
 * their rows lie together in the file. Codes that share eight bytes merely lie together too. */
static uint64_t
pack(const char *code)
{
    uint64_t v = 0;

    for (int i = 0; i < 8; i++)
        v = v << 8 | (uint8_t)(*code ? *code++ : 0);
    return v;
}

static bool
date_fits(const ent_date *d)
{
    return d->precision == ENT_PREC_NONE ||
           (d->year >= ENT_YEAR_MIN && d->year <= ENT_YEAR_MAX && d->month <= 12 && d->day <= 31 &&
            d->precision <= ENT_PREC_CENTURY && d->calendar <= ENT_CAL_JULIAN);
}

static bool
text_fits(const char *s)
{
    return !s || ent_utf8_valid(s, strlen(s));
}

/* Numbers that are stored although the claim does not use them have to be numbers all the same. */
static bool
numbers_fit(const ent_claim *c)
{
    if (!isfinite(c->standard_error)) return false;
    return c->approx != ENT_APPROX_RANGE ||
           (isfinite(c->quantity_low) && isfinite(c->quantity_high));
}

const char *
ent_claim_unfit(const ent_claim *c)
{
    if (!date_fits(&c->valid_from)) return "valid_from is no date the ledger can hold";
    if (!date_fits(&c->valid_to)) return "valid_to is no date the ledger can hold";
    if (!date_fits(&c->known_from)) return "known_from is no date the ledger can hold";
    if (!numbers_fit(c)) return "a number is not finite";
    if (c->row > INT64_MAX || c->byte > INT64_MAX) return "place in the file is out of range";
    if (!text_fits(c->record)) return "record is not UTF-8";
    if (!text_fits(c->locator)) return "locator is not UTF-8";
    return NULL;
}

/* One spelling for numbers that say nothing, and no negative zero, which SQL does not keep. */
static void
normalise(ent_claim *c)
{
    if (c->quantity_state != ENT_VALUE) c->quantity = 0;
    if (c->approx != ENT_APPROX_RANGE) c->quantity_low = c->quantity_high = 0;
    if (!c->intensity_scale) c->intensity = 0;
    c->quantity += 0.0;
    c->quantity_low += 0.0;
    c->quantity_high += 0.0;
    c->intensity += 0.0;
    c->standard_error += 0.0;
}

ent_status
ent_claim_pool_texts(ent_pool *pool, ent_claim *c)
{
    const char **pooled[] = {&c->set,          &c->from,      &c->to,          &c->from_code,
                             &c->to_code,      &c->indicator, &c->label,       &c->event_code,
                             &c->event_scheme, &c->unit,      &c->denominator, &c->intensity_scale,
                             &c->coverage,     &c->source,    &c->file,        &c->coder,
                             &c->cluster,      &c->note};

    for (size_t i = 0; i < sizeof pooled / sizeof *pooled; i++) {
        ent_status st = ent_pool_add(pool, *pooled[i], pooled[i]);

        if (st) return st;
    }
    return ENT_OK;
}

/* Text that repeats goes into the pool, record and locator into the batch's arena. */
static ent_status
keep_text(ent_import *import, ent_claim *c)
{
    const char **own[] = {&c->supersedes, &c->record, &c->locator};
    ent_status st = ent_claim_pool_texts(&import->pool, c);

    for (size_t i = 0; i < sizeof own / sizeof *own && !st; i++) {
        const char *copy = ent_arena_strdup(&import->batch_arena, *own[i]);

        if (*own[i] && !copy) return ENT_E_NOMEM;
        *own[i] = copy;
    }
    return st;
}

static ent_status
reject_claim(ent_import *import, const ent_claim *claim, const char *reason, ent_error *err)
{
    import->row_rejected = true;
    return ent_import_note_reject(import, claim->file, claim->row, claim->byte, reason,
                                  claim->record, err);
}

static ent_status
make_room(ent_import *import, ent_error *err)
{
    size_t cap = import->cap_batch ? import->cap_batch * 2 : 1024;
    ent_pending *batch;
    const ent_pending **keys;
    ent_pending **order;

    if (import->n_batch < import->cap_batch) return ENT_OK;
    batch = ent_realloc(import->batch, cap, sizeof *batch);
    if (batch) import->batch = batch;
    keys = batch ? ent_realloc(import->keys, cap, sizeof(ent_pending *)) : NULL;
    if (keys) import->keys = keys;
    order = keys ? ent_realloc(import->order, cap, sizeof(ent_pending *)) : NULL;
    if (!order) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu claims in a batch", cap);
    import->order = order;
    import->cap_batch = cap;
    return ENT_OK;
}

/* The claim that this one says it corrects: stored already, or waiting in the batch. */
static ent_status
find_corrected(ent_import *import, const char *id, int64_t *out, char *why, size_t why_size,
               ent_error *err)
{
    ent_store *store = import->ledger->store;
    ent_held held[2] = {{.n = 0}, {.n = 0}};
    ent_arena arena = {0};
    size_t n = 0;
    ent_status st = ENT_OK;

    *out = 0;
    why[0] = '\0';
    if (!ent_id_is_prefix(id)) {
        (void)ent_snprintf(why, why_size, "supersedes is \"%.40s\"; want a claim id", id);
        goto out;
    }
    st = store->ops->by_id(store, id, &arena, 2, held, &n, err);
    if (!st && n == 0 && import->n_batch > 0) {
        st = ent_batch_flush(import, err);
        if (!st) st = store->ops->by_id(store, id, &arena, 2, held, &n, err);
    }
    if (st) goto out;
    if (n == 1)
        *out = held[0].n;
    else
        (void)ent_snprintf(why, why_size, "supersedes %.40s: %s", id,
                           n ? "several claims begin so" : "the ledger holds no such claim");

out:
    ent_arena_clear(&arena);
    return st;
}

const char *
ent_record_owner(const ent_claim *claim)
{
    const ent_polity *p = claim->to ? NULL : ent_ref_polity(claim->from);

    return p ? p->line : "";
}

uint64_t
ent_record_key(const ent_claim *claim)
{
    const char *const parts[] = {claim->set, claim->indicator, claim->record,
                                 ent_record_owner(claim)};
    uint64_t h = ENT_HASH_SEED;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        h = ent_hash_text(h, parts[i]);
    return ent_hash_mix(h) >> (64 - ENT_KEY_BITS);
}

static ent_status
seal(ent_import *import, ent_pending *p, ent_error *err)
{
    ent_claim *c = &p->claim;
    uint64_t to = c->to ? pack(c->to) : 0, from = pack(c->from);
    ent_status st = ent_claim_digest(c, &import->text, p->digest);

    if (st) return ent_fail(err, st, "no memory to seal a claim");
    ent_claim_id(c, p->digest, p->id);
    ent_hex(p->id, ENT_ID_BYTES, c->id);
    p->key = ent_record_key(c);
    p->lo = !to || from < to ? from : to;
    p->hi = p->lo == from ? to : from;
    return ENT_OK;
}

static ent_status
add_whole(ent_import *import, ent_claim *claim, ent_error *err)
{
    char why[128];
    int64_t corrects = 0;
    ent_pending *p;
    ent_status st;

    if (claim->supersedes) {
        st = find_corrected(import, claim->supersedes, &corrects, why, sizeof why, err);
        if (st) return st;
        if (!corrects) return reject_claim(import, claim, why, err);
    }
    st = make_room(import, err);
    if (st) return st;
    p = &import->batch[import->n_batch];
    *p = (ent_pending){.claim = *claim, .corrects = corrects, .row_seq = import->row_seq};
    st = keep_text(import, &p->claim);
    if (st == ENT_E_PARSE) return reject_claim(import, claim, "a text is not UTF-8", err);
    if (st) return ent_fail(err, st, "no memory for the text of a claim");
    normalise(&p->claim);
    st = seal(import, p, err);
    if (st) return st;
    p->seq = import->seq++;
    import->n_batch++;
    import->row_pending++;
    return ENT_OK;
}

ent_status
ent_batch_add(ent_import *import, const ent_claim *claim, ent_error *err)
{
    ent_claim copy = *claim;
    ent_error why = {0};
    const char *reason;
    ent_status st;

    if (copy.supersedes && !*copy.supersedes) copy.supersedes = NULL;
    st = ent_claim_check(&copy, &why);
    if (st == ENT_E_DOMAIN) return reject_claim(import, claim, why.text, err);
    if (st) return ent_fail(err, st, "%s", why.text);
    reason = ent_claim_unfit(&copy);
    if (reason) return reject_claim(import, claim, reason, err);
    return add_whole(import, &copy, err);
}

/* After a flush: nothing refers to the batch's text any more, nor, when it is large, the pool's. */
void
ent_batch_reset(ent_import *import)
{
    import->n_batch = 0;
    import->row_pending = 0;
    ent_arena_clear(&import->batch_arena);
    if (import->pool.arena.used < POOL_BYTES_MAX) return;
    import->ledger->store->ops->forget_pool(import->ledger->store);
    ent_pool_clear(&import->pool);
}

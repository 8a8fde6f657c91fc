/* chain.c: the hash chain: what an import adds to the ledger, folded into 32 bytes. */
#include "ledger/ledger_priv.h"

#include <inttypes.h>
#include <string.h>

void
ent_chain_u64(ent_sha256 *h, uint64_t v)
{
    uint8_t b[8];

    for (int i = 0; i < 8; i++)
        b[i] = (uint8_t)(v >> (8 * i));
    ent_sha256_add(h, b, sizeof b);
}

/* Length first, so that no two lists of texts give the same bytes; absent is not empty. */
void
ent_chain_text(ent_sha256 *h, const char *s)
{
    ent_chain_u64(h, s ? strlen(s) : UINT64_MAX);
    if (s) ent_sha256_add(h, s, strlen(s));
}

static void
add_date(ent_sha256 *h, const ent_date *d)
{
    char text[ENT_DATE_TEXT_MAX];

    ent_date_format(d, text, sizeof text);
    ent_chain_text(h, text);
}

void
ent_chain_begin(ent_chain *chain)
{
    ent_sha256_init(&chain->claims);
    ent_sha256_init(&chain->rejects);
    ent_sha256_init(&chain->covers);
    ent_sha256_init(&chain->cites);
    ent_sha256_init(&chain->links);
    ent_sha256_init(&chain->sightings);
    chain->n_claims = 0;
    chain->n_rejects = 0;
    chain->n_sightings = 0;
    for (int i = 0; i < ENT_CHAIN_EVENTS; i++)
        ent_sha256_init(&chain->events[i]);
    for (int i = 0; i < ENT_CHAIN_VOTES; i++)
        ent_sha256_init(&chain->votes[i]);
    chain->n_events = chain->n_votes = 0;
    chain->block_from[0] = chain->block_to[0] = '\0';
}

ent_status
ent_claim_digest(const ent_claim *claim, ent_buf *text, uint8_t out[ENT_SHA256_BYTES])
{
    ent_sha256 h;
    ent_status st;

    ent_buf_reset(text);
    st = ent_claim_canonical(claim, text);
    if (st) return st;
    ent_sha256_init(&h);
    ent_sha256_add(&h, text->data, text->len);
    ent_sha256_end(&h, out);
    return ENT_OK;
}

void
ent_claim_id(const ent_claim *claim, const uint8_t digest[ENT_SHA256_BYTES],
             uint8_t out[ENT_ID_BYTES])
{
    memcpy(out, digest, ENT_ID_BYTES);
    if (!ent_claim_is_vote(claim)) return;
    ent_claim_vote_head(claim, out);
    ent_claim_vote_tail(claim, out + ENT_VOTE_HEAD_BYTES);
}

/* Only changes of file and coder are written: both stay the same over thousands of claims. */
static ent_status
add_change(ent_sha256 *h, char **before, const char *now, uint8_t mark)
{
    char *copy = NULL;

    if (!now) now = "";
    if (*before && strcmp(*before, now) == 0) return ENT_OK;
    copy = ent_strdup(now);
    if (!copy) return ENT_E_NOMEM;
    ent_free(*before);
    *before = copy;
    ent_sha256_add(h, &mark, 1);
    ent_chain_text(h, now);
    return ENT_OK;
}

ent_status
ent_chain_claim(ent_chain *chain, const ent_claim *claim, const uint8_t digest[ENT_SHA256_BYTES])
{
    ent_status st = add_change(&chain->claims, &chain->file, claim->file, 'f');

    if (!st) st = add_change(&chain->claims, &chain->coder, claim->coder, 'c');
    if (st) return st;
    ent_sha256_add(&chain->claims, digest, ENT_SHA256_BYTES);
    ent_chain_u64(&chain->claims, claim->row);
    ent_chain_u64(&chain->claims, claim->byte);
    chain->n_claims++;
    return ENT_OK;
}

void
ent_chain_reject(ent_chain *chain, const ent_reject *reject)
{
    ent_chain_text(&chain->rejects, reject->file);
    ent_chain_u64(&chain->rejects, reject->row);
    ent_chain_u64(&chain->rejects, reject->byte);
    ent_chain_text(&chain->rejects, reject->reason);
    ent_chain_text(&chain->rejects, reject->raw);
    chain->n_rejects++;
}

void
ent_chain_cover(ent_chain *chain, const ent_coverage *c)
{
    const char *texts[] = {c->id,        c->set,       c->indicators, c->from_actors,
                           c->to_actors, c->threshold, c->note};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ent_chain_text(&chain->covers, texts[i]);
    add_date(&chain->covers, &c->from);
    add_date(&chain->covers, &c->to);
    ent_chain_u64(&chain->covers, c->absence_is_zero);
}

void
ent_chain_cite(ent_chain *chain, const ent_citation *c)
{
    const char *texts[] = {c->code,      c->type, c->author,  c->year, c->title,
                           c->publisher, c->url,  c->licence, c->note};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ent_chain_text(&chain->cites, texts[i]);
}

void
ent_chain_link(ent_chain *chain, const ent_link *link)
{
    ent_chain_u64(&chain->links, (uint64_t)link->old_n);
    ent_chain_u64(&chain->links, (uint64_t)link->new_n);
    ent_chain_u64(&chain->links, (uint64_t)(int64_t)link->known_day);
    ent_chain_u64(&chain->links, link->again);
}

void
ent_chain_sighting(ent_chain *chain, const ent_sighting *sighting)
{
    ent_chain_u64(&chain->sightings, (uint64_t)sighting->n);
    ent_chain_u64(&chain->sightings, (uint64_t)(int64_t)sighting->known_day);
    chain->n_sightings++;
}

ent_status
ent_chain_vote_part(ent_chain *chain, bool call, const ent_claim *claim, ent_buf *text)
{
    ent_sha256 *h = &chain->votes[call ? ENT_CHAIN_CALLS : ENT_CHAIN_CHOICES];
    ent_status st;

    ent_buf_reset(text);
    st = ent_claim_canonical(claim, text);
    if (st) return st;
    ent_chain_text(h, text->data);
    ent_chain_text(h, claim->file);
    ent_chain_text(h, claim->coder);
    chain->n_votes++;
    return ENT_OK;
}

void
ent_chain_vote(ent_chain *chain, const ent_vote *vote)
{
    const uint64_t v[] = {vote->call, vote->choice, vote->row, vote->byte};
    uint8_t bytes[4 * 10], *at = bytes;

    for (int i = 0; i < 4; i++) {
        uint64_t x = v[i];

        for (; x >= 128; x >>= 7)
            *at++ = (uint8_t)(x | 128);
        *at++ = (uint8_t)x;
    }
    ent_sha256_add(&chain->votes[ENT_CHAIN_BALLOTS], bytes, (size_t)(at - bytes));
    chain->n_votes++;
}

static void
add_part(ent_sha256 *h, ent_sha256 *part)
{
    uint8_t digest[ENT_SHA256_BYTES];

    ent_sha256_end(part, digest);
    ent_sha256_add(h, digest, sizeof digest);
}

void
ent_chain_end(ent_chain *chain, const uint8_t before[ENT_SHA256_BYTES], int64_t number,
              const ent_import_info *info, const ent_import_totals *totals,
              uint8_t out[ENT_SHA256_BYTES])
{
    const ent_tally *t = &totals->tally;
    const char *texts[] = {info->set, info->file, info->file_sha256, info->reader,
                           info->imported_at};
    ent_sha256 h;

    ent_sha256_init(&h);
    ent_sha256_add(&h, before, ENT_SHA256_BYTES);
    ent_chain_u64(&h, (uint64_t)number);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ent_chain_text(&h, texts[i]);
    ent_chain_u64(&h, (uint64_t)(int64_t)info->reader_version);
    add_date(&h, &info->released);
    ent_chain_u64(&h, t->rows);
    ent_chain_u64(&h, t->kept);
    ent_chain_u64(&h, t->rejected);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        ent_chain_u64(&h, t->skipped[i]);
    ent_chain_u64(&h, t->claims);
    ent_chain_u64(&h, totals->added);
    ent_chain_u64(&h, totals->known);
    ent_chain_u64(&h, totals->superseded);
    ent_chain_u64(&h, (uint64_t)(int64_t)totals->first_day);
    ent_chain_u64(&h, (uint64_t)(int64_t)totals->last_day);
    ent_chain_u64(&h, chain->n_claims);
    ent_chain_u64(&h, chain->n_rejects);
    add_part(&h, &chain->claims);
    add_part(&h, &chain->rejects);
    add_part(&h, &chain->covers);
    add_part(&h, &chain->cites);
    add_part(&h, &chain->links);
    /* Ledgers of schema 1 had none, and their chain stays what it was. */
    if (chain->n_sightings) add_part(&h, &chain->sightings);
    /* Nor do imports without events have a part for them. */
    if (chain->n_events) ent_chain_text(&h, "events");
    for (int i = 0; i < ENT_CHAIN_EVENTS && chain->n_events; i++)
        add_part(&h, &chain->events[i]);
    if (chain->n_votes) ent_chain_text(&h, "votes");
    for (int i = 0; i < ENT_CHAIN_VOTES && chain->n_votes; i++)
        add_part(&h, &chain->votes[i]);
    ent_sha256_end(&h, out);
}

void
ent_chain_clear(ent_chain *chain)
{
    ent_free(chain->file);
    ent_free(chain->coder);
    chain->file = NULL;
    chain->coder = NULL;
}

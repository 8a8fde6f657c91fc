/* claim/seal.c: the canonical bytes of a claim, and the id made of them. */
#include "claim/claim_priv.h"

#include <string.h>

enum { BLOCK_BYTES = 1024, ID_BYTES = 10, NUMBER_TEXT = 32 };

/* Where the bytes go: into a hash, which cannot fail, or into a buffer, which can. Either way in
 * blocks, because a call for each word costs more than its bytes. */
typedef struct writer {
    ent_sha256 *hash;
    ent_buf *buf;
    ent_status st;
    size_t n;
    char block[BLOCK_BYTES];
} writer;

static void
flush(writer *w)
{
    if (w->hash)
        ent_sha256_add(w->hash, w->block, w->n);
    else if (w->st == ENT_OK)
        w->st = ent_buf_add(w->buf, w->block, w->n);
    w->n = 0;
}

/* name (with its "=") and value on a line. A line end or backslash in the value is escaped, so that
 * two claims give the same bytes only if they state the same. */
static void
put_text(writer *w, const char *name, size_t name_n, const char *value)
{
    enum { MARGIN = 4 }; /* an escape, the line's end */
    char *at, *stop = w->block + BLOCK_BYTES - MARGIN;

    if (BLOCK_BYTES - w->n < name_n + MARGIN) flush(w);
    memcpy(w->block + w->n, name, name_n);
    at = w->block + w->n + name_n;
    for (; *value; value++) {
        if (at >= stop) {
            w->n = (size_t)(at - w->block);
            flush(w);
            at = w->block;
        }
        if (*value == '\n' || *value == '\\') {
            *at++ = '\\';
            *at++ = *value == '\n' ? 'n' : '\\';
        } else {
            *at++ = *value;
        }
    }
    *at++ = '\n';
    w->n = (size_t)(at - w->block);
}

#define PUT_TEXT(w, name, value) put_text(w, #name "=", sizeof #name, value)

static void
put_number(writer *w, const char *name, size_t name_n, double v)
{
    char text[NUMBER_TEXT];

    ent_format_double(v, text, sizeof text);
    put_text(w, name, name_n, text);
}

#define PUT_NUMBER(w, name, v) put_number(w, #name "=", sizeof #name, v)

static void
put_whole(writer *w, const char *name, size_t name_n, int64_t v)
{
    char text[NUMBER_TEXT];
    char *at = text + sizeof text - 1;
    uint64_t m = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    *at = '\0';
    do { /* by hand: printf takes longer than the hash */
        *--at = (char)('0' + m % 10);
        m /= 10;
    } while (m);
    if (v < 0) *--at = '-';
    put_text(w, name, name_n, at);
}

#define PUT_WHOLE(w, name, v) put_whole(w, #name "=", sizeof #name, v)

static void
put_date(writer *w, const char *name, size_t name_n, const ent_date *d)
{
    char text[ENT_DATE_TEXT_MAX];

    if (d->precision == ENT_PREC_NONE) return;
    ent_date_format(d, text, sizeof text);
    put_text(w, name, name_n, text);
}

#define PUT_DATE(w, name, d) put_date(w, #name "=", sizeof #name, d)

static void
put_figures(writer *w, const ent_claim *c)
{
    if (c->sign) PUT_WHOLE(w, sign, c->sign);
    if (c->intensity_scale) PUT_NUMBER(w, intensity, c->intensity);
    if (c->quantity_state == ENT_MISSING) PUT_TEXT(w, quantity, "missing");
    if (c->quantity_state == ENT_VALUE) PUT_NUMBER(w, quantity, c->quantity);
    if (c->approx) PUT_TEXT(w, approx, ent_approx_name(c->approx));
    if (c->approx == ENT_APPROX_RANGE) {
        PUT_NUMBER(w, quantity_low, c->quantity_low);
        PUT_NUMBER(w, quantity_high, c->quantity_high);
    }
    if (c->digits) PUT_WHOLE(w, digits, c->digits);
    if (c->standard_error != 0) PUT_NUMBER(w, se, c->standard_error);
    if (c->n) PUT_WHOLE(w, n, c->n);
}

/* Absent things have no line. The order is part of every id: append, never change. */
static void
put_claim(writer *w, const ent_claim *c)
{
    const char grade[] = {c->reliability ? c->reliability : '-',
                          c->credibility ? c->credibility : '-', '\0'};

    for (size_t i = 0; i < ENT_CLAIM_TEXTS; i++) {
        const char *text = ent_claim_text_of(c, &ent_claim_texts[i]);

        if (text && ent_claim_texts[i].counts)
            put_text(w, ent_claim_texts[i].name, ent_claim_texts[i].name_n, text);
    }
    if (c->from_role) PUT_TEXT(w, from_role, ent_role_name(c->from_role));
    if (c->to_role) PUT_TEXT(w, to_role, ent_role_name(c->to_role));
    if (c->directed) PUT_TEXT(w, directed, "1");
    if (c->layer) PUT_TEXT(w, layer, ent_layer_code(c->layer));
    if (c->kind) PUT_TEXT(w, kind, ent_kind_name(c->kind));
    PUT_DATE(w, valid_from, &c->valid_from);
    PUT_DATE(w, valid_to, &c->valid_to);
    if (c->ongoing) PUT_TEXT(w, ongoing, "1");
    PUT_DATE(w, known_from, &c->known_from);
    put_figures(w, c);
    PUT_TEXT(w, attribution, ent_attribution_name(c->attribution));
    PUT_TEXT(w, grade, grade);
    PUT_TEXT(w, checked, ent_checked_name(c->checked));
    flush(w);
}

ent_status
ent_claim_canonical(const ent_claim *claim, ent_buf *out)
{
    writer w;
    const size_t before = out->len;

    w.hash = NULL;
    w.buf = out;
    w.st = ENT_OK;
    w.n = 0;
    put_claim(&w, claim);
    if (w.st && out->data) { /* what was there stays, as with ent_buf_add */
        out->len = before;
        out->data[before] = '\0';
    }
    return w.st;
}

static void
digest_of(const ent_claim *claim, uint8_t out[ENT_SHA256_BYTES])
{
    ent_sha256 hash;
    writer w;

    ent_sha256_init(&hash);
    w.hash = &hash;
    w.buf = NULL;
    w.st = ENT_OK;
    w.n = 0;
    put_claim(&w, claim);
    ent_sha256_end(&hash, out);
}

/* No figure, in any of its parts. */
static bool
without_figure(const ent_claim *c)
{
    return c->quantity_state == ENT_UNCOVERED && !c->intensity_scale && !c->unit &&
           !c->denominator && c->approx == ENT_APPROX_EXACT && !c->digits &&
           !(c->standard_error < 0 || c->standard_error > 0) && !c->n;
}

bool
ent_claim_is_vote(const ent_claim *c)
{
    if (!c->indicator || strcmp(c->indicator, "un.vote") != 0) return false;
    if (c->to || c->to_code || !c->event_code || c->supersedes || c->note) return false;
    return !c->ongoing && !c->from_role && !c->to_role && c->valid_to.precision == ENT_PREC_NONE &&
           without_figure(c);
}

void
ent_claim_vote_head(const ent_claim *vote, uint8_t out[ENT_VOTE_HEAD_BYTES])
{
    uint8_t digest[ENT_SHA256_BYTES];
    ent_claim call = *vote;

    call.from = call.from_code = call.event_code = NULL;
    call.sign = 0;
    digest_of(&call, digest);
    memcpy(out, digest, ENT_VOTE_HEAD_BYTES);
}

void
ent_claim_vote_tail(const ent_claim *vote, uint8_t out[ENT_VOTE_TAIL_BYTES])
{
    uint8_t digest[ENT_SHA256_BYTES];
    ent_claim voter = {.from = vote->from,
                       .from_code = vote->from_code,
                       .event_code = vote->event_code,
                       .sign = vote->sign};

    digest_of(&voter, digest);
    memcpy(out, digest, ENT_VOTE_TAIL_BYTES);
}

void
ent_claim_seal(ent_claim *claim)
{
    uint8_t digest[ENT_SHA256_BYTES];

    if (ent_claim_is_vote(claim)) {
        ent_claim_vote_head(claim, digest);
        ent_claim_vote_tail(claim, digest + ENT_VOTE_HEAD_BYTES);
    } else {
        digest_of(claim, digest);
    }
    ent_hex(digest, ID_BYTES, claim->id);
}

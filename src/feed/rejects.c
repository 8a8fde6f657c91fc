/* feed/rejects.c: the rejected rows of a segment, with reason and text. */
#include "feed/sums_priv.h"

enum { SHOWN_MAX = 40 };

/* Cut between characters. */
static size_t
cut(const char *p, size_t n, size_t most)
{
    if (n <= most) return n;
    for (n = most; n > 0 && ((unsigned char)p[n] & 0xC0) == 0x80;)
        n--;
    return n;
}

/* 'column 31, GoldsteinScale, is "x"; want a number in -10..10', and its NUL. */
static ent_status
add_message(ent_buf *out, const feed_reason *why)
{
    size_t n = cut(why->is.p, why->is.n, SHOWN_MAX);

    if (why->column == 0) return ent_buf_addf(out, "%s%c", why->want, 0);
    return ent_buf_addf(out, "column %u, %s, is \"%.*s%s\"; %s%c", why->column, why->name, (int)n,
                        why->is.n ? why->is.p : "", n < why->is.n ? "..." : "", why->want, 0);
}

static ent_status
add_raw(ent_buf *out, feed_text raw)
{
    size_t n = cut(raw.p, raw.n, FEED_RAW_MAX), at = out->len;
    ent_status st = n ? ent_buf_add(out, raw.p, n) : ENT_OK;

    for (size_t i = at; !st && i < out->len; i++)
        if (out->data[i] == '\0') out->data[i] = '?';
    return st ? st : ent_buf_addc(out, '\0');
}

ent_status
feed_rejects_add(feed_rejects *r, uint64_t line, uint64_t byte, const feed_reason *why,
                 feed_text raw, ent_error *err)
{
    feed_reject next = {.line = line, .byte = byte, .text = r->texts.len};
    ent_status st;

    if (r->n >= ENT_FEED_REJECTS_MAX || r->texts.len >= FEED_REJECT_BYTES) return ENT_OK;
    if (r->n == r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 64;
        feed_reject *list = ent_realloc(r->list, cap, sizeof *list);

        if (!list) return ent_fail(err, ENT_E_NOMEM, "no memory for rejected rows");
        r->list = list;
        r->cap = cap;
    }
    st = add_message(&r->texts, why);
    next.raw = r->texts.len;
    if (!st) st = add_raw(&r->texts, raw);
    if (st) return ent_fail(err, st, "no memory for rejected rows");
    r->list[r->n++] = next;
    return ENT_OK;
}

void
feed_rejects_reset(feed_rejects *r)
{
    r->n = 0;
    ent_buf_reset(&r->texts);
}

void
feed_rejects_clear(feed_rejects *r)
{
    if (!r) return;
    ent_free(r->list);
    ent_buf_clear(&r->texts);
    *r = (feed_rejects){0};
}

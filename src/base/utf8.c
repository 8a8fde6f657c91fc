/* base/utf8.c: is it UTF-8, how wide is it, is it safe to show, how far from another word. */
#include "entente/base.h"

#include <string.h>
#include <utf8proc.h>

/* ---- validity ------------------------------------------------------------------------------- */

#define EACH_BYTE(b) (0x0101010101010101u * (uint64_t)(b))

/* Bytes at s that are ASCII and not NUL, counted in eights (the rest is looked at singly). */
static size_t
plain_run(const char *s, size_t n)
{
    size_t at = 0;
    uint64_t w;

    while (n - at >= sizeof w) {
        memcpy(&w, s + at, sizeof w);
        /* A NUL borrows into its top bit; bytes above 127 have theirs set. */
        if (((w - EACH_BYTE(0x01)) | w) & EACH_BYTE(0x80)) break;
        at += sizeof w;
    }
    return at;
}

bool
ent_utf8_valid(const char *s, size_t n)
{
    size_t at = 0;

    while (at < n) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t len;

        at += plain_run(s + at, n - at);
        /* Eight at least singly, so that text dense in letters above 127 does not pay for the run
         * at each of them. */
        for (size_t stop = at + 8; at < n && at < stop; at += (size_t)len) {
            if ((unsigned char)(s[at] - 1) < 0x7F) {
                len = 1;
                continue;
            }
            len =
                utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(n - at), &cp);
            if (len <= 0 || cp == 0) return false;
        }
    }
    return true;
}

/* ---- for the eye ---------------------------------------------------------------------------- */

enum { REPLACEMENT = 0xFFFD };

/* Marks that reorder the text around them: an attacker's way to show other than what is there. */
static bool
is_bidi_control(utf8proc_int32_t cp)
{
    return cp == 0x061C || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

static utf8proc_int32_t
made_safe(utf8proc_int32_t cp)
{
    if (cp == '\n' || cp == '\r' || cp == '\t' || cp == 0x2028 || cp == 0x2029) return ' ';
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || is_bidi_control(cp)) return REPLACEMENT;
    return cp;
}

/* Bytes at s that stand for themselves and are safe: ASCII without controls. */
static size_t
safe_run(const utf8proc_uint8_t *s, size_t n)
{
    size_t at = 0;

    while (at < n && s[at] >= 0x20 && s[at] < 0x7F)
        at++;
    return at;
}

ent_status
ent_text_add_safe(ent_buf *buf, const char *s)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
    size_t left = strlen(s);
    const size_t before = buf->len;
    ent_status st = ent_buf_add(buf, "", 0);

    while (st == ENT_OK && left > 0) {
        utf8proc_uint8_t bytes[4];
        utf8proc_int32_t cp;
        utf8proc_ssize_t len;
        size_t run = safe_run(p, left);

        if (run) {
            st = ent_buf_add(buf, p, run);
            p += run;
            left -= run;
            continue;
        }
        len = utf8proc_iterate(p, (utf8proc_ssize_t)left, &cp);
        if (len <= 0) {
            len = 1;
            cp = REPLACEMENT;
        }
        st = ent_buf_add(buf, bytes, (size_t)utf8proc_encode_char(made_safe(cp), bytes));
        p += len;
        left -= (size_t)len;
    }
    if (st && buf->data) {
        buf->len = before;
        buf->data[before] = '\0';
    }
    return st;
}

size_t
ent_text_columns(const char *s)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
    size_t left = strlen(s), columns = 0;

    while (left > 0) {
        utf8proc_int32_t cp;
        utf8proc_ssize_t len = utf8proc_iterate(p, (utf8proc_ssize_t)left, &cp);

        if (len <= 0) {
            len = 1;
            columns++; /* a terminal shows one sign for it */
        } else {
            columns += (size_t)utf8proc_charwidth(cp);
        }
        p += len;
        left -= (size_t)len;
    }
    return columns;
}

/* ---- nearest word --------------------------------------------------------------------------- */

enum { DISTANCE_MAX = 64 };

size_t
ent_text_distance(const char *a, const char *b)
{
    size_t row[DISTANCE_MAX + 1]; /* distances of a's first i bytes to each start of b */
    const size_t na = strnlen(a, DISTANCE_MAX + 1), nb = strnlen(b, DISTANCE_MAX + 1);
    size_t i, j;

    if (na > DISTANCE_MAX || nb > DISTANCE_MAX) return DISTANCE_MAX;
    for (j = 0; j <= nb; j++)
        row[j] = j;
    for (i = 1; i <= na; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (j = 1; j <= nb; j++) {
            size_t above = row[j];
            size_t best = diagonal + (a[i - 1] != b[j - 1]);

            if (above + 1 < best) best = above + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[nb];
}

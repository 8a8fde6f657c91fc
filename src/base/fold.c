/* base/fold.c: text made comparable across spelling, by utf8proc's Unicode tables. */
#include "entente/base.h"

#include <string.h>
#include <utf8proc.h>

/* A compatibility decomposition of one character has at most 18 (U+FDFA). */
enum { PARTS_MAX = 32 };

/* What stays: letters and digits of any script. All else separates words. */
static bool
is_word_part(utf8proc_int32_t cp)
{
    switch (utf8proc_category(cp)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

/* One character of the folded text: a word part, or a gap that is written before the next one. */
static ent_status
add_part(ent_buf *buf, utf8proc_int32_t cp, bool *gap)
{
    utf8proc_uint8_t bytes[4];
    ent_status st = ENT_OK;

    if (!is_word_part(cp)) {
        *gap = true;
        return ENT_OK;
    }
    if (*gap && buf->len > 0) st = ent_buf_addc(buf, ' ');
    *gap = false;
    return st ? st : ent_buf_add(buf, bytes, (size_t)utf8proc_encode_char(cp, bytes));
}

static ent_status
fold_into(ent_buf *buf, const char *s, size_t n)
{
    const int options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                        UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    utf8proc_int32_t cp, parts[PARTS_MAX];
    utf8proc_ssize_t len, n_parts, i;
    bool gap = false;
    int boundary = 0;
    ent_status st = ent_buf_add(buf, "", 0);
    size_t at;

    for (at = 0; st == ENT_OK && at < n; at += (size_t)len) {
        len = utf8proc_iterate((const utf8proc_uint8_t *)s + at, (utf8proc_ssize_t)(n - at), &cp);
        if (len <= 0) return ENT_E_PARSE;
        n_parts =
            utf8proc_decompose_char(cp, parts, PARTS_MAX, (utf8proc_option_t)options, &boundary);
        ENT_ASSERT(n_parts >= 0 && n_parts <= PARTS_MAX);
        for (i = 0; st == ENT_OK && i < n_parts; i++)
            st = add_part(buf, parts[i], &gap);
    }
    return st;
}

ent_status
ent_text_fold(const char *s, char **out, ent_error *err)
{
    /* Text is bounded by what holds it in memory; folding makes at most 3 * 18 bytes of one. */
    ent_buf buf = {.max = SIZE_MAX - 1};
    ent_status st = fold_into(&buf, s, strlen(s));

    if (st == ENT_OK) {
        *out = buf.data;
        return ENT_OK;
    }
    ent_buf_clear(&buf);
    if (st == ENT_E_PARSE) return ent_fail(err, st, "text is not UTF-8");
    return ent_fail(err, st, "no memory to fold a text");
}

/* base/rows.c: rows of fields over lines, by RFC 4180 or without quotes, split in place. */
#include "base/lines_priv.h"

#include <string.h>

struct ent_rows {
    ent_lines *lines;
    ent_rows_options options;
    uint64_t row, byte;
    ent_buf joined; /* a row over several lines */
    const char *fields[ENT_FIELDS_MAX];
    size_t n_fields;
};

/* Where a scan for quotes stands at the end of the text so far. */
typedef enum quoting { COMPLETE, OPEN, JUNK } quoting;

static const char behind_quote[] =
    "there is text behind a closing quote; want a separator or the line's end";

ent_status
ent_rows_open(ent_lines *lines, const ent_rows_options *options, ent_rows **out, ent_error *err)
{
    ent_rows *rows = ent_alloc(1, sizeof *rows);

    if (!rows) {
        ent_lines_close(lines);
        return ent_fail(err, ENT_E_NOMEM, "no memory for rows");
    }
    rows->lines = lines;
    rows->options = *options;
    if (!rows->options.separator) rows->options.separator = ',';
    *out = rows;
    return ENT_OK;
}

static ent_status
bad_row(const ent_rows *rows, ent_status st, const char *text, ent_error *err)
{
    return ent_fail_at(err, st, ent_lines_name(rows->lines), rows->row, rows->byte, "%s", text);
}

/* ---- quotes --------------------------------------------------------------------------------- */

/* Go on from *at, inside a quoted field, to the byte behind its closing quote. */
static bool
pass_quoted(const char *s, size_t n, size_t *at)
{
    while (*at < n) {
        const char *quote = memchr(s + *at, '"', n - *at);

        if (!quote) {
            *at = n;
            return false;
        }
        *at = (size_t)(quote - s) + 1;
        if (*at == n || s[*at] != '"') return true;
        (*at)++; /* a doubled quote is one of the text */
    }
    return false;
}

/* Does s[*at .. n) end outside quotes? *at begins a field, or when `inside` is within a quoted one;
 * it ends where the next part would go on. */
static quoting
scan_quotes(const ent_rows *rows, const char *s, size_t n, size_t *at, bool inside)
{
    const char separator = rows->options.separator, junk = rows->options.trailing_junk;

    for (;;) {
        if (!inside && *at < n && s[*at] == '"') {
            inside = true;
            (*at)++;
        }
        if (inside) {
            if (!pass_quoted(s, n, at)) return OPEN;
            inside = false;
            if (*at == n || (junk && *at + 1 == n && s[*at] == junk)) return COMPLETE;
            if (s[*at] != separator) return JUNK;
        } else {
            const char *next = memchr(s + *at, separator, n - *at);

            if (!next) return COMPLETE;
            *at = (size_t)(next - s);
        }
        (*at)++;
    }
}

/* Add lines to rows->joined until the quote that s[0 .. n) leaves open is closed. */
static ent_status
gather(ent_rows *rows, const char *s, size_t n, quoting *q, ent_error *why)
{
    size_t at = n;
    ent_status st;

    *q = OPEN;
    ent_buf_reset(&rows->joined);
    st = ent_buf_add(&rows->joined, s, n);
    while (st == ENT_OK && *q == OPEN) {
        char *line = NULL;
        size_t line_n = 0;

        st = ent_lines_next_mutable(rows->lines, &line, &line_n, why);
        if (st) return st;
        if (rows->joined.len + line_n >= ENT_LINE_MAX) break;
        st = ent_buf_addc(&rows->joined, '\n');
        if (st == ENT_OK) st = ent_buf_add(&rows->joined, line, line_n);
        if (st == ENT_OK) *q = scan_quotes(rows, rows->joined.data, rows->joined.len, &at, true);
    }
    if (st) return ent_fail(why, st, "no memory for a quoted field");
    return ENT_OK;
}

/* The row in rows->joined. A quote that is never closed would swallow the rest of the file: then
 * only its own line is lost. */
static ent_status
join_lines(ent_rows *rows, const char *s, size_t n, ent_error *err)
{
    ent_error why = {0};
    quoting q;
    ent_status st;

    ent_lines_mark(rows->lines);
    st = gather(rows, s, n, &q, &why);
    if (st == ENT_OK && q == COMPLETE) {
        ent_lines_unmark(rows->lines);
        return ENT_OK;
    }
    if (st == ENT_E_NOMEM || st == ENT_E_IO) {
        ent_lines_unmark(rows->lines);
        return bad_row(rows, st, why.text, err);
    }
    (void)ent_lines_rewind(rows->lines);
    if (st == ENT_END)
        return bad_row(rows, ENT_E_PARSE, "a quote is not closed before the end of the file", err);
    if (st)
        return ent_fail_at(err, st, ent_lines_name(rows->lines), rows->row, rows->byte,
                           "a quoted field runs into line %llu: %s", (unsigned long long)why.row,
                           why.text);
    if (q == JUNK) return bad_row(rows, ENT_E_PARSE, behind_quote, err);
    return bad_row(rows, ENT_E_PARSE, "a quote is not closed within 1 MiB", err);
}

/* ---- fields --------------------------------------------------------------------------------- */

static bool
add_field(ent_rows *rows, const char *field)
{
    if (rows->n_fields == ENT_FIELDS_MAX) return false;
    rows->fields[rows->n_fields++] = field;
    return true;
}

#define EACH_BYTE(b) (0x0101010101010101u * (uint64_t)(b))

/* The eight bytes at s, the first in the lowest place; 0x80 in each place that holds `byte`. */
static uint64_t
places_of(const char *s, uint64_t each_byte)
{
    const uint64_t low = EACH_BYTE(0x7F);
    uint64_t w;

    memcpy(&w, s, sizeof w);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    w = __builtin_bswap64(w);
#endif
    w ^= each_byte; /* now the places sought are zero, and adding 0x7F sets the top bit of others */
    return ~(((w & low) + low) | w | low);
}

/* Split s[0 .. n), s[n] = NUL, at each separator. Fields are short: eight bytes at a time give 1.2
 * GB/s where a call of memchr for each field gave 0.8. */
static bool
split_plain(ent_rows *rows, char *s, size_t n)
{
    const char separator = rows->options.separator;
    const uint64_t each = EACH_BYTE((unsigned char)separator);
    char *start = s;
    size_t at;

    for (at = 0; n - at >= sizeof each; at += sizeof each) {
        uint64_t found = places_of(s + at, each);

        for (; found; found &= found - 1) {
            char *next = s + at + ((unsigned)__builtin_ctzll(found) >> 3);

            *next = '\0';
            if (!add_field(rows, start)) return false;
            start = next + 1;
        }
    }
    for (; at < n; at++)
        if (s[at] == separator) {
            s[at] = '\0';
            if (!add_field(rows, start)) return false;
            start = s + at + 1;
        }
    return add_field(rows, start);
}

/* Undouble the quotes of s[0 .. n) in place and end it. */
static void
unquote(char *s, size_t n)
{
    size_t from = 0, to = 0;

    while (from < n) {
        const char *quote = memchr(s + from, '"', n - from);
        size_t upto = quote ? (size_t)(quote - s) + 1 : n;

        memmove(s + to, s + from, upto - from);
        to += upto - from;
        from = upto + (quote != NULL);
    }
    s[to] = '\0';
}

/* The same for text that scan_quotes found complete. */
static bool
split_quoted(ent_rows *rows, char *s, size_t n)
{
    const char separator = rows->options.separator;
    size_t at = 0;

    for (;;) {
        size_t start = at;
        char *next;

        if (at < n && s[at] == '"') {
            at++;
            (void)pass_quoted(s, n, &at);
            next = at < n ? s + at : NULL;
            unquote(s + start + 1, at - start - 2);
            start++;
        } else {
            next = memchr(s + at, separator, n - at);
            if (next) *next = '\0';
        }
        if (!add_field(rows, s + start)) return false;
        if (!next) return true;
        at = (size_t)(next - s) + 1;
    }
}

static ent_status
split(ent_rows *rows, char *s, size_t n, ent_error *err)
{
    const char junk = rows->options.trailing_junk;
    bool quotes = !rows->options.no_quotes && memchr(s, '"', n);
    size_t at = 0;

    if (quotes) {
        quoting q = scan_quotes(rows, s, n, &at, false);

        if (q == JUNK) return bad_row(rows, ENT_E_PARSE, behind_quote, err);
        if (q == OPEN) {
            ent_status st = join_lines(rows, s, n, err);

            if (st) return st;
            s = rows->joined.data;
            n = rows->joined.len;
        }
    }
    if (junk && s[n - 1] == junk) s[--n] = '\0';
    rows->n_fields = 0;
    if (!(quotes ? split_quoted(rows, s, n) : split_plain(rows, s, n)))
        return bad_row(rows, ENT_E_LIMIT, "the row has over 2048 fields", err);
    return ENT_OK;
}

ent_status
ent_rows_next(ent_rows *rows, const char *const **fields, size_t *n_fields, ent_error *err)
{
    char *line = NULL;
    size_t n = 0;
    ent_status st;

    do {
        st = ent_lines_next_mutable(rows->lines, &line, &n, err);
        rows->row = ent_lines_row(rows->lines);
        rows->byte = ent_lines_byte(rows->lines);
        if (st) return st;
    } while (n == 0 || (rows->options.comments && line[0] == '#'));
    st = split(rows, line, n, err);
    if (st) return st;
    *fields = rows->fields;
    *n_fields = rows->n_fields;
    return ENT_OK;
}

uint64_t
ent_rows_row(const ent_rows *rows)
{
    return rows->row;
}

uint64_t
ent_rows_byte(const ent_rows *rows)
{
    return rows->byte;
}

const char *
ent_rows_name(const ent_rows *rows)
{
    return ent_lines_name(rows->lines);
}

void
ent_rows_close(ent_rows *rows)
{
    if (!rows) return;
    ent_lines_close(rows->lines);
    ent_buf_clear(&rows->joined);
    ent_free(rows);
}

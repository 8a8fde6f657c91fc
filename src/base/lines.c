/* base/lines.c: a text file as lines of UTF-8, whatever its line ends and encoding. */
#include "base/lines_priv.h"

#include "base/encoding_priv.h"
#include "base/unpack.h"

#include <string.h>

enum { BLOCK_BYTES = 256 << 10, BOM_BYTES = 4 };

struct ent_lines {
    ent_unpack *in;
    char *name;
    ent_encoding encoding;

    char *buf; /* cap + 1 bytes; unread are buf[at .. end) */
    size_t at, end, cap;
    size_t next_cr;   /* first CR at or behind `at`; `end` when there is none */
    uint64_t dropped; /* bytes that were before buf[0] */
    bool begun, eof;
    bool skip_lf; /* the last line ended in CR: an LF now belongs to it */

    ent_status fail; /* what came instead of more bytes */
    char fail_text[ENT_ERROR_TEXT_MAX];

    char *covered; /* where the NUL behind the last line lies, and what it covers */
    char covered_byte;
    uint64_t row, byte;
    ent_buf converted;

    bool marked;
    size_t mark_at; /* in buf */
    uint64_t mark_row;
    bool mark_skip_lf;
};

/* ---- the window on the file ----------------------------------------------------------------- */

static size_t
find_cr(const ent_lines *l, size_t from)
{
    const char *cr = from < l->end ? memchr(l->buf + from, '\r', l->end - from) : NULL;

    return cr ? (size_t)(cr - l->buf) : l->end;
}

/* Move what is still needed to the front of buf. */
static void
compact(ent_lines *l)
{
    const size_t from = l->marked ? l->mark_at : l->at;

    if (from == 0) return;
    memmove(l->buf, l->buf + from, l->end - from);
    l->at -= from;
    l->end -= from;
    l->next_cr -= from; /* it is never before `at` here */
    l->mark_at = 0;
    l->dropped += from;
}

/* Room for a good read: a quarter of buf, which grows when the unread bytes fill the rest. */
static ent_status
make_room(ent_lines *l)
{
    char *bigger;

    if (l->cap - l->end >= l->cap / 4) return ENT_OK;
    compact(l);
    if (l->cap - l->end >= l->cap / 4) return ENT_OK;
    bigger = ent_realloc(l->buf, l->cap * 2 + 1, 1);
    if (!bigger) return ENT_E_NOMEM;
    l->buf = bigger;
    l->cap *= 2;
    return ENT_OK;
}

/* More bytes behind the unread ones; a failure is kept until these have been given. */
static void
fill(ent_lines *l)
{
    ent_error why = {0};
    const size_t end = l->end, cr = l->next_cr;
    const uint64_t dropped = l->dropped;
    size_t got = 0;

    l->fail = make_room(l);
    if (l->fail)
        (void)ent_snprintf(why.text, sizeof why.text, "no memory for a long line");
    else
        l->fail = ent_unpack_read(l->in, l->buf + l->end, l->cap - l->end, &got, &why);
    if (l->fail) memcpy(l->fail_text, why.text, sizeof l->fail_text);
    l->eof = got == 0;
    l->end += got;
    if (cr >= end) /* none so far: look in what is new */
        l->next_cr = find_cr(l, end - (size_t)(l->dropped - dropped));
}

/* What a byte order mark says; UTF-16 is refused. */
static void
begin(ent_lines *l)
{
    const unsigned char *b;

    l->begun = true;
    while (!l->eof && l->end < BOM_BYTES)
        fill(l);
    b = (const unsigned char *)l->buf;
    if (l->end >= 3 && b[0] == 0xEF && b[1] == 0xBB && b[2] == 0xBF) {
        l->at = 3;
        l->encoding = ENT_ENC_UTF8; /* whatever the caller thought */
    } else if (l->end >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF))) {
        l->end = 0;
        l->next_cr = 0;
        l->eof = true;
        l->fail = ENT_E_PARSE;
        (void)ent_snprintf(l->fail_text, sizeof l->fail_text,
                           "is UTF-16 text, which is not read here; save it as UTF-8");
    }
}

/* ---- lines ---------------------------------------------------------------------------------- */

/* One line end at or behind `from`; `end` when there is none. */
static size_t
find_line_end(ent_lines *l, size_t from)
{
    const char *lf;

    if (l->next_cr < from) l->next_cr = find_cr(l, from);
    lf = memchr(l->buf + from, '\n', l->next_cr - from);
    return lf ? (size_t)(lf - l->buf) : l->next_cr;
}

/* Extend the unread bytes until they hold a whole line: [at, *stop). *too_long: it was, and all but
 * its end is gone. *byte: where it begins in the file. False when the bytes end first. */
static bool
whole_line(ent_lines *l, size_t *stop, bool *too_long, uint64_t *byte)
{
    size_t seen = 0; /* bytes from `at` on that hold no line end */

    *too_long = false;
    for (;;) {
        if (l->skip_lf && l->at < l->end) {
            l->at += l->buf[l->at] == '\n';
            l->skip_lf = false;
        }
        if (!*too_long) *byte = l->dropped + l->at;
        *stop = find_line_end(l, l->at + seen);
        if (*stop - l->at > ENT_LINE_MAX) *too_long = true;
        if (*stop < l->end) return true;
        if (l->eof) return false;
        seen = l->end - l->at;
        if (*too_long) {
            ent_lines_unmark(l);
            l->at = l->end;
            seen = 0;
        }
        fill(l);
    }
}

static ent_status
bad_line(const ent_lines *l, ent_status st, const char *text, ent_error *err)
{
    return ent_fail_at(err, st, l->name, l->row, l->byte, "%s", text);
}

/* Bytes s[0 .. n) as UTF-8 text: themselves, or converted. AUTO decides line by line, so that a
 * stream need not be read twice. LIMIT: a line of Windows-1252 that happens to be valid UTF-8 is
 * taken for UTF-8; in words of any language that is rarer than one line in many files. */
static ent_status
decode(ent_lines *l, char *s, size_t n, char **out, size_t *out_n, ent_error *err)
{
    ent_encoding encoding = l->encoding;
    ent_status st;

    *out = s;
    *out_n = n;
    if (encoding == ENT_ENC_AUTO || encoding == ENT_ENC_UTF8 ? ent_utf8_valid(s, n)
                                                             : ent_is_plain_ascii(s, n))
        return ENT_OK;
    if (memchr(s, '\0', n))
        return bad_line(l, ENT_E_PARSE, "there is a NUL byte; this is not text", err);
    if (encoding == ENT_ENC_UTF8)
        return bad_line(l, ENT_E_PARSE, "the line is not valid UTF-8", err);
    ent_buf_reset(&l->converted);
    st = ent_encoding_add(&l->converted, s, n,
                          encoding == ENT_ENC_MACROMAN ? encoding : ENT_ENC_CP1252);
    if (st == ENT_E_PARSE)
        return bad_line(l, st,
                        encoding == ENT_ENC_AUTO ? "the line is neither UTF-8 nor Windows-1252"
                                                 : "the line is not valid Windows-1252",
                        err);
    if (st) return bad_line(l, st, "no memory to convert a line", err);
    *out = l->converted.data;
    *out_n = l->converted.len;
    return ENT_OK;
}

/* The bytes have ended without a line end: the last line, a kept failure, or the end. */
static ent_status
at_end(ent_lines *l, bool *is_line, ent_error *err)
{
    const bool some = l->at < l->end;

    *is_line = false;
    if (l->fail) {
        ent_status st = l->fail;

        l->row++;
        l->byte = l->dropped + l->at;
        l->end = l->at; /* half a line is no line, after a rewind neither */
        l->next_cr = l->end;
        l->fail = ENT_OK;
        return bad_line(l, st, l->fail_text, err);
    }
    *is_line = some;
    return some ? ENT_OK : ENT_END;
}

ent_status
ent_lines_next_mutable(ent_lines *l, char **out, size_t *out_n, ent_error *err)
{
    bool too_long, is_line = true;
    size_t stop, start;
    uint64_t byte = 0;
    char ended_by;

    if (l->covered) {
        *l->covered = l->covered_byte;
        l->covered = NULL;
    }
    if (!l->begun) begin(l);
    if (!whole_line(l, &stop, &too_long, &byte)) {
        ent_status st = too_long && !l->fail ? ENT_OK : at_end(l, &is_line, err);

        if (!is_line) return st;
    }
    start = l->at;
    l->row++;
    l->byte = byte;
    ended_by = l->buf[stop];
    l->at = stop < l->end ? stop + 1 : stop;
    l->skip_lf = stop < l->end && ended_by == '\r';
    if (too_long) return bad_line(l, ENT_E_LIMIT, "the line is over 1 MiB long", err);
    l->covered = l->buf + stop;
    l->covered_byte = ended_by;
    *l->covered = '\0';
    return decode(l, l->buf + start, stop - start, out, out_n, err);
}

ent_status
ent_lines_next(ent_lines *lines, const char **out, size_t *out_n, ent_error *err)
{
    char *line = NULL;
    size_t n = 0;
    ent_status st = ent_lines_next_mutable(lines, &line, &n, err);

    if (st) return st;
    *out = line;
    *out_n = n;
    return ENT_OK;
}

/* ---- marks ---------------------------------------------------------------------------------- */

void
ent_lines_mark(ent_lines *lines)
{
    lines->marked = true;
    lines->mark_at = lines->at;
    lines->mark_row = lines->row;
    lines->mark_skip_lf = lines->skip_lf;
}

bool
ent_lines_rewind(ent_lines *lines)
{
    if (!lines->marked) return false;
    lines->marked = false;
    lines->at = lines->mark_at;
    lines->row = lines->mark_row;
    lines->skip_lf = lines->mark_skip_lf;
    if (lines->covered) {
        *lines->covered = lines->covered_byte;
        lines->covered = NULL;
    }
    lines->next_cr = find_cr(lines, lines->at);
    return true;
}

void
ent_lines_unmark(ent_lines *lines)
{
    lines->marked = false;
}

/* ---- opening -------------------------------------------------------------------------------- */

/* Takes over `in`, also when it fails. */
static ent_status
open_over(ent_unpack *in, const char *name, ent_encoding encoding, ent_lines **out, ent_error *err)
{
    ent_lines *l = ent_alloc(1, sizeof *l);

    if (!l) {
        ent_unpack_close(in);
        return ent_fail(err, ENT_E_NOMEM, "no memory to open a file");
    }
    l->in = in;
    l->encoding = encoding;
    l->cap = BLOCK_BYTES;
    l->name = ent_strdup(name);
    l->buf = ent_realloc(NULL, l->cap + 1, 1);
    if (!l->name || !l->buf) {
        ent_lines_close(l);
        return ent_fail(err, ENT_E_NOMEM, "no memory to open a file");
    }
    *out = l;
    return ENT_OK;
}

ent_status
ent_lines_open(const char *path, ent_encoding encoding, ent_lines **out, ent_error *err)
{
    ent_unpack *in = NULL;
    ent_status st = ent_unpack_open_file(path, &in, err);

    if (st) return st;
    return open_over(in, strcmp(path, "-") == 0 ? "standard input" : path, encoding, out, err);
}

ent_status
ent_lines_open_bytes(const void *bytes, size_t n, const char *name, ent_encoding encoding,
                     ent_lines **out, ent_error *err)
{
    ent_unpack *in = NULL;
    ent_status st = ent_unpack_open_bytes(bytes, n, &in, err);

    if (st) return st;
    return open_over(in, name, encoding, out, err);
}

uint64_t
ent_lines_row(const ent_lines *lines)
{
    return lines->row;
}

uint64_t
ent_lines_byte(const ent_lines *lines)
{
    return lines->byte;
}

const char *
ent_lines_name(const ent_lines *lines)
{
    return lines->name;
}

void
ent_lines_close(ent_lines *lines)
{
    if (!lines) return;
    ent_unpack_close(lines->in);
    ent_buf_clear(&lines->converted);
    ent_free(lines->buf);
    ent_free(lines->name);
    ent_free(lines);
}

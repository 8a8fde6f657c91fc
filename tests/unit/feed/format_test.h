/* format_test.h: what the tests of formats share: files of tests/data/feed line by line through one
 * format, without the engine. */
#ifndef FORMAT_TEST_H
#define FORMAT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "feed/feed_priv.h"

enum { TEST_FIELDS = 128 };

/* A whole file and the format that reads it. */
typedef struct format_file {
    const struct ent_feed_format *format;
    ent_buf bytes;
    feed_head head;
    void *state;
    char path[256];
} format_file;

static inline void
format_open(format_file *f, const ent_feed *feed, const char *name)
{
    ent_error err = {0};

    *f = (format_file){.format = feed->format, .bytes = {.max = 1 << 20}};
    assert_true(ent_snprintf(f->path, sizeof f->path, "tests/data/feed/%s", name));
    assert_int_equal(ent_file_read(f->path, &f->bytes, &err), ENT_OK);
    f->head = (feed_head){f->bytes.data, f->bytes.len, true, strrchr(f->path, '/') + 1, f->path};
    if (!f->format->begin) return;
    if (f->format->begin(&f->head, &f->state, &err) != ENT_OK)
        fail_msg("%s: %s %s", name, err.file, err.text);
}

static inline void
format_close(format_file *f)
{
    if (f->format->end) f->format->end(f->state);
    ent_buf_clear(&f->bytes);
}

/* Cut as the engine does: at separators outside quotes. */
static inline uint32_t
format_cut(const struct ent_feed_format *format, const char *text, uint32_t n, uint32_t *ends)
{
    uint32_t fields = 0;
    bool quoted = false;

    for (uint32_t i = 0; i < n; i++) {
        if (format->quotes && text[i] == '"') quoted = !quoted;
        if (text[i] != format->separator || quoted) continue;
        assert_true(fields < TEST_FIELDS - 1);
        ends[fields++] = i;
    }
    ends[fields++] = n;
    return fields;
}

/* Row `number` of the file, 1-based, the header not counted. False: why says. */
static inline bool
format_row(const format_file *f, unsigned number, feed_row *row, feed_reason *why)
{
    const char *p = f->bytes.data, *end = p + f->bytes.len;
    uint32_t ends[TEST_FIELDS];
    feed_line line;

    for (unsigned skip = number - 1 + f->format->header_lines; skip > 0; skip--)
        p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
    line.text = p;
    line.n = (uint32_t)((const char *)memchr(p, '\n', (size_t)(end - p)) - p);
    if (line.n > 0 && p[line.n - 1] == '\r') line.n--;
    line.ends = ends;
    line.n_fields = format_cut(f->format, p, line.n, ends);
    *row = (feed_row){0};
    *why = (feed_reason){0};
    if (line.n_fields < f->format->fields_min || line.n_fields > f->format->fields_max)
        return feed_refuse(why, 0, "", (feed_text){p, 0}, "number of columns");
    return f->format->parse(f->state, &line, row, why);
}

/* The row, which must be one. */
static inline feed_row
format_good(const format_file *f, unsigned number)
{
    feed_row row;
    feed_reason why;

    if (!format_row(f, number, &row, &why))
        fail_msg("row %u: column %u, %s, is \"%.*s\"; %s", number, why.column, why.name,
                 (int)why.is.n, why.is.p, why.want);
    assert_true(row.known_day >= row.day);
    return row;
}

/* The row must be refused for this column. */
static inline void
format_bad(const format_file *f, unsigned number, unsigned column)
{
    feed_row row;
    feed_reason why;

    assert_false(format_row(f, number, &row, &why));
    assert_non_null(why.want);
    assert_int_equal(why.column, column);
}

static inline void
text_is(feed_text t, const char *want)
{
    if (t.n != strlen(want) || memcmp(t.p, want, t.n) != 0)
        fail_msg("\"%.*s\", want \"%s\"", (int)t.n, t.p ? t.p : "", want);
}

static inline void
day_is(int32_t day, const char *want)
{
    char text[32];
    ent_date d = ent_date_from_day(day);

    ent_date_format(&d, text, sizeof text);
    assert_string_equal(text, want);
}

/* Is this the feed that the head of the file is recognised as? */
static inline void
recognised_as(const char *name, const ent_feed *want)
{
    format_file f;
    const ent_feed *found = NULL;
    ent_error err = {0};

    format_open(&f, want, name);
    if (feed_recognise(&f.head, &found, &err) != ENT_OK) fail_msg("%s", err.text);
    assert_string_equal(found->name, want->name);
    format_close(&f);
}

#endif

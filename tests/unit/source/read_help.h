/* read_help.h: read a made-up file through one reader, and look at what it gave. */
#ifndef TEST_READ_HELP_H
#define TEST_READ_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "entente/source.h"

#define DATA "tests/data/source/"

/** Reads, and asserts that no row vanished. Ends with ent_counting_sink_clear. */
static inline ent_status
read_with(const ent_read_input *in, const char *reader, ent_counting_sink *out, ent_error *err)
{
    const ent_reader *r = ent_reader_by_name(reader);
    ent_status st;
    uint64_t told = 0;

    assert_non_null(r);
    ent_counting_sink_init(out, 64, true);
    st = r->read(in, &out->sink, err);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        told += out->tally.skipped[i];
    if (st == ENT_OK)
        assert_int_equal(out->tally.rows, out->tally.kept + out->tally.rejected + told);
    return st;
}

static inline void
read_file(const char *path, const char *reader, ent_counting_sink *out)
{
    ent_ref *ref = NULL;
    ent_error err = {0};
    ent_read_input in = {.path = path};
    ent_status st;

    assert_int_equal(ent_ref_open(NULL, &ref, &err), ENT_OK);
    in.ref = ref;
    st = read_with(&in, reader, out, &err);
    if (st) print_error("%s: %s\n", path, err.text);
    assert_int_equal(st, ENT_OK);
    ent_ref_close(ref);
}

static inline void
assert_tally(const ent_counting_sink *s, uint64_t rows, uint64_t kept, uint64_t rejected)
{
    assert_int_equal(s->tally.rows, rows);
    assert_int_equal(s->tally.kept, kept);
    assert_int_equal(s->tally.rejected, rejected);
}

static inline void
assert_text_has(const char *text, const char *part)
{
    assert_non_null(text);
    if (!strstr(text, part)) fail_msg("\"%s\" does not say \"%s\"", text, part);
}

static inline void
assert_date(const ent_date *d, const char *want)
{
    char text[ENT_DATE_TEXT_MAX];

    ent_date_format(d, text, sizeof text);
    assert_string_equal(text, want);
}

#endif

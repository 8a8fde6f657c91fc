/* reading_test.h: what the tests of readers share: a file read into a strict sink, its claims. */
#ifndef READING_TEST_H
#define READING_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/source.h"

/* A reading of one file; by name, or by what recognises it when the name is NULL. */
typedef struct reading {
    ent_ref *ref;
    ent_counting_sink sink;
    ent_error err;
    ent_status st;
} reading;

static inline void
read_file(reading *r, const char *reader_name, const char *path, size_t keep)
{
    const ent_reader *reader = NULL;
    ent_read_input in = {.path = path};

    *r = (reading){0};
    assert_int_equal(ent_ref_open(NULL, &r->ref, &r->err), ENT_OK);
    in.ref = r->ref;
    if (reader_name) {
        reader = ent_reader_by_name(reader_name);
    } else if (ent_reader_recognise(path, &reader, &r->err)) {
        fail_msg("%s", r->err.text);
    }
    assert_non_null(reader);
    assert_non_null(ent_source_set(reader->set));
    ent_counting_sink_init(&r->sink, keep, true);
    r->st = reader->read(&in, &r->sink.sink, &r->err);
    if (r->st) print_message("%s\n", r->err.text);
}

static inline void
close_reading(reading *r)
{
    ent_counting_sink_clear(&r->sink);
    ent_ref_close(r->ref);
}

/* A made-up file of tests/data/source; every row is accounted for. */
static inline void
read_fixture(reading *r, const char *reader_name, const char *name)
{
    const ent_tally *t = &r->sink.tally;
    char path[256];
    uint64_t sum = 0;

    assert_true(ent_snprintf(path, sizeof path, "tests/data/source/%s", name));
    read_file(r, reader_name, path, 200);
    assert_int_equal(r->st, ENT_OK);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        sum += t->skipped[i];
    assert_int_equal(t->rows, t->kept + t->rejected + sum);
}

/* Claims with that record and indicator; fails when there is not one alone. */
static inline const ent_claim *
claim_of(const reading *r, const char *indicator, const char *record)
{
    const ent_claim *found = NULL;

    for (size_t i = 0; i < r->sink.n_claims; i++) {
        const ent_claim *c = &r->sink.claims[i];

        if (strcmp(c->record, record) || strcmp(c->indicator, indicator)) continue;
        assert_null(found);
        found = c;
    }
    if (!found) fail_msg("no claim \"%s\" of %s", record, indicator);
    return found;
}

static inline bool
has_claim(const reading *r, const char *indicator, const char *record)
{
    for (size_t i = 0; i < r->sink.n_claims; i++)
        if (strcmp(r->sink.claims[i].record, record) == 0 &&
            strcmp(r->sink.claims[i].indicator, indicator) == 0)
            return true;
    return false;
}

/* The reject of that row of the file tells this. */
static inline void
assert_rejected(const reading *r, uint64_t row, const char *text)
{
    for (size_t i = 0; i < r->sink.n_rejects; i++) {
        if (r->sink.rejects[i].row != row) continue;
        if (!strstr(r->sink.rejects[i].text, text))
            fail_msg("row %d: \"%s\" does not tell \"%s\"", (int)row, r->sink.rejects[i].text,
                     text);
        return;
    }
    fail_msg("row %d is not rejected", (int)row);
}

static inline void
assert_skipped(const reading *r, int missing, int aggregate, int not_state, int self, int other)
{
    const uint64_t *s = r->sink.tally.skipped;

    assert_int_equal(s[ENT_SKIP_MISSING], missing);
    assert_int_equal(s[ENT_SKIP_AGGREGATE], aggregate);
    assert_int_equal(s[ENT_SKIP_NOT_STATE], not_state);
    assert_int_equal(s[ENT_SKIP_SELF], self);
    assert_int_equal(s[ENT_SKIP_OTHER], other);
    assert_int_equal(s[ENT_SKIP_ABSENT], 0);
}

static inline void
assert_pair(const ent_claim *c, const char *from, const char *to)
{
    assert_string_equal(c->from, from);
    if (to)
        assert_string_equal(c->to, to);
    else
        assert_null(c->to);
}

static inline void
assert_when(const ent_claim *c, const char *from, const char *to)
{
    char text[ENT_DATE_TEXT_MAX];

    ent_date_format(&c->valid_from, text, sizeof text);
    assert_string_equal(text, from);
    ent_date_format(&c->valid_to, text, sizeof text);
    assert_string_equal(text, to);
}

static inline void
assert_figure(const ent_claim *c, double quantity, const char *unit, int digits)
{
    assert_int_equal(c->quantity_state, ENT_VALUE);
    assert_true(c->quantity == quantity);
    assert_string_equal(c->unit, unit);
    assert_int_equal(c->digits, digits);
}

#endif

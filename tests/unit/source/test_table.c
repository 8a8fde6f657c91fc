/* test_table.c: columns by name, rows that cannot be read, and what a sink is told. */
#include "read_help.h"

static ent_status
read_text(const char *text, ent_counting_sink *s, ent_error *err)
{
    ent_ref *ref = NULL;
    ent_read_input in = {.bytes = text, .n_bytes = strlen(text)};
    ent_status st;

    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    in.ref = ref;
    st = read_with(&in, "cow-trade-totals", s, err);
    ent_ref_close(ref);
    return st;
}

static void
columns_are_found_in_any_order_and_case(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_text("Exports,YEAR, imports ,\"CCode\"\n1,1990,2,2\n", &s, &err), ENT_OK);
    assert_int_equal(s.tally.claims, 2);
    assert_true(s.claims[0].quantity == 2);
    assert_string_equal(s.claims[0].indicator, "trade.imports.world");
    ent_counting_sink_clear(&s);
}

static void
a_missing_column_and_an_empty_file_are_said(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_text("ccode,year,exports\n2,1990,1\n", &s, &err), ENT_E_FORMAT);
    assert_text_has(err.text, "no column \"imports\"");
    assert_text_has(err.text, "cow-trade-totals");
    ent_counting_sink_clear(&s);
    assert_int_equal(read_text("", &s, &err), ENT_E_FORMAT);
    ent_counting_sink_clear(&s);
}

static void
rows_that_are_too_long_or_not_text_are_rejected_and_reading_goes_on(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_text("ccode,year,imports,exports\n"
                               "2,1990,1,2,3\n"
                               "2,1990,1,2,\n"
                               "2,19x0,1,2\n"
                               "2,1990\n"
                               "999,1990,1,2\n"
                               "31,1900,1,2\n"
                               "2,1991,1,2\n",
                               &s, &err),
                     ENT_OK);
    assert_tally(&s, 7, 2, 3);
    assert_int_equal(s.tally.skipped[ENT_SKIP_MISSING], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_NOT_STATE], 1); /* the Bahamas in 1900 */
    assert_text_has(s.rejects[0].text, "5 fields, the header has 4");
    assert_text_has(s.rejects[1].text, "column year is \"19x0\"");
    assert_text_has(s.rejects[2].text, "column ccode is \"999\"");
    ent_counting_sink_clear(&s);
}

static ent_status
full(ent_sink *sink, const ent_claim *claim, ent_error *err)
{
    (void)sink;
    (void)claim;
    return ent_fail(err, ENT_E_IO, "the disk is full");
}

static void
a_sink_that_fails_ends_the_reading(void **state)
{
    const ent_reader *reader = ent_reader_by_name("cow-trade-totals");
    static const char text[] = "ccode,year,imports,exports\n2,1990,1,2\n";
    ent_read_input in = {.bytes = text, .n_bytes = sizeof text - 1};
    ent_counting_sink s;
    ent_ref *ref = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    in.ref = ref;
    ent_counting_sink_init(&s, 0, false);
    s.sink.accept = full;
    assert_int_equal(reader->read(&in, &s.sink, &err), ENT_E_IO);
    assert_string_equal(err.text, "the disk is full");
    ent_counting_sink_clear(&s);
    ent_ref_close(ref);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_found_in_any_order_and_case),
        cmocka_unit_test(a_missing_column_and_an_empty_file_are_said),
        cmocka_unit_test(rows_that_are_too_long_or_not_text_are_rejected_and_reading_goes_on),
        cmocka_unit_test(a_sink_that_fails_ends_the_reading),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

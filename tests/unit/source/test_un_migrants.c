/* test_un_migrants.c: the matrix of migrants, its zeros, its regions and its borders of today. */
#include "reading_test.h"

static void
each_cell_is_a_stock(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv");
    c = claim_of(&r, "migrants.stock", "China-United States of America-2005");
    assert_pair(c, "CHN", "USA");
    assert_figure(c, 5200, "persons", 4);
    assert_when(c, "2005", "");
    assert_string_equal(c->from_code, "China");
    assert_string_equal(c->to_code, "United States of America");
    assert_string_equal(c->coverage, "un-migrants-2019");
    assert_int_equal(c->row, 6);
    assert_string_equal(c->set, "un-migrants");
    close_reading(&r);
}

static void
zero_and_dots_are_not_available(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv");
    assert_false(has_claim(&r, "migrants.stock", "Congo-Russian Federation-1990"));
    assert_false(has_claim(&r, "migrants.stock",
                           "Democratic Republic of the Congo-Russian Federation-2005"));
    assert_false(has_claim(&r, "migrants.stock", "Samoa-United States of America-2005"));
    for (size_t i = 0; i < r.sink.n_claims; i++)
        assert_true(r.sink.claims[i].quantity > 0);
    close_reading(&r);
}

static void
congo_alone_is_not_the_democratic_one(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv");
    assert_pair(claim_of(&r, "migrants.stock", "Congo-Russian Federation-2005"), "COG", "RUS");
    assert_pair(claim_of(&r, "migrants.stock",
                         "Democratic Republic of the Congo-United States of America-2005"),
                "COD", "USA");
    close_reading(&r);
}

static void
russia_of_1990_was_no_state(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv");
    assert_false(has_claim(&r, "migrants.stock", "China-Russian Federation-1990"));
    assert_false(
        has_claim(&r, "migrants.stock", "Russian Federation-United States of America-1990"));
    assert_pair(claim_of(&r, "migrants.stock", "China-Russian Federation-2005"), "CHN", "RUS");
    close_reading(&r);
}

static void
a_destination_without_a_column_is_a_region(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv"); /* "Micronesia" is the region, not the state */
    assert_int_equal(r.sink.tally.rows, 9);
    assert_int_equal(r.sink.tally.kept, 3);
    assert_skipped(&r, 2, 2, 1, 0, 0);
    for (size_t i = 0; i < r.sink.n_claims; i++)
        assert_string_not_equal(r.sink.claims[i].to, "FSM");
    close_reading(&r);
}

static void
a_bad_cell_rejects_its_row(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "un_migrants.csv");
    assert_int_equal(r.sink.tally.rejected, 1);
    assert_rejected(&r, 9, "Russian Federation is \"x12\"; want a count");
    assert_false(has_claim(&r, "migrants.stock", "United States of America-China-2005"));
    close_reading(&r);
}

static void
an_unknown_column_is_told_once(void **state)
{
    static const char text[] = "Year,Dest,China,Atlantis,Samoa\n2005,China,0,4,7\n"
                               "2005,Samoa,3,4,0\n";
    ent_read_input in = {.bytes = text, .n_bytes = sizeof text - 1, .path = "wide.csv"};
    reading r = {0};

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &r.ref, NULL), ENT_OK);
    in.ref = r.ref;
    ent_counting_sink_init(&r.sink, 10, true);
    assert_int_equal(ent_reader_by_name("un-migrants")->read(&in, &r.sink.sink, &r.err), ENT_OK);
    assert_int_equal(r.sink.tally.rows, 3);
    assert_int_equal(r.sink.tally.kept, 2);
    assert_rejected(&r, 1, "column 4, \"Atlantis\"");
    close_reading(&r);
}

static void
a_year_after_the_release_is_rejected(void **state)
{
    static const char text[] = "Year,Dest,China,Samoa\n2005,China,0,7\n2095,Samoa,3,0\n";
    ent_read_input in = {.bytes = text, .n_bytes = sizeof text - 1, .path = "wide.csv"};
    reading r = {0};

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &r.ref, NULL), ENT_OK);
    in.ref = r.ref;
    ent_counting_sink_init(&r.sink, 10, true);
    assert_int_equal(ent_reader_by_name("un-migrants")->read(&in, &r.sink.sink, &r.err), ENT_OK);
    assert_int_equal(r.sink.tally.kept, 1);
    assert_rejected(&r, 3, "it is about 2095, and this edition became known 2019");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_is_a_stock),
        cmocka_unit_test(zero_and_dots_are_not_available),
        cmocka_unit_test(congo_alone_is_not_the_democratic_one),
        cmocka_unit_test(russia_of_1990_was_no_state),
        cmocka_unit_test(a_destination_without_a_column_is_a_region),
        cmocka_unit_test(a_bad_cell_rejects_its_row),
        cmocka_unit_test(an_unknown_column_is_told_once),
        cmocka_unit_test(a_year_after_the_release_is_rejected),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

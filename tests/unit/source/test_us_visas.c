/* test_us_visas.c: visas by nationality and class, counted once. */
#include "reading_test.h"

static void
the_grand_total_is_the_nationality_s_figure(void **state)
{
    reading r;
    const ent_claim *c;
    int totals = 0;

    (void)state;
    read_fixture(&r, NULL, "us_visas.csv");
    c = claim_of(&r, "visas.issued", "China - mainland-1997");
    assert_pair(c, "CHN", "USA");
    assert_figure(c, 623, "count", 3);
    assert_string_equal(c->from_code, "China - mainland");
    assert_pair(claim_of(&r, "visas.issued", "China - Taiwan-1997"), "TWN", "USA");
    for (size_t i = 0; i < r.sink.n_claims; i++)
        totals += strcmp(r.sink.claims[i].indicator, "visas.issued") == 0 &&
                  strcmp(r.sink.claims[i].from, "CHN") == 0 &&
                  r.sink.claims[i].valid_to.year == 1997;
    assert_int_equal(totals, 1);
    close_reading(&r);
}

static void
a_fiscal_year_begins_in_october(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "us_visas.csv");
    assert_when(claim_of(&r, "visas.issued", "China - mainland-1997"), "1996-10", "1997-09");
    close_reading(&r);
}

static void
classes_stand_apart_under_one_code(void **state)
{
    reading r;
    const ent_claim *old, *new;

    (void)state;
    read_fixture(&r, NULL, "us_visas.csv");
    old = claim_of(&r, "visas.issued.class", "China - mainland-1997-F-1");
    new = claim_of(&r, "visas.issued.class", "China - mainland-2023-F1");
    assert_string_equal(old->event_code, "F1");
    assert_string_equal(new->event_code, "F1");
    assert_string_equal(old->event_scheme, "us-visa-class");
    assert_figure(old, 120, "count", 3);
    assert_string_equal(
        claim_of(&r, "visas.issued.class", "China - mainland-1997-B-1,2")->event_code, "B1,2");
    assert_string_equal(old->coverage, "us-visas-class");
    close_reading(&r);
}

static void
totals_of_regions_and_part_sums_are_aggregates(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "us_visas.csv");
    assert_int_equal(r.sink.tally.rows, 14);
    assert_int_equal(r.sink.tally.kept, 8);
    assert_skipped(&r, 0, 3, 1, 0, 0); /* South Sudan was no state in 2000 */
    close_reading(&r);
}

static void
a_count_is_whole_and_not_below_zero(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "us_visas.csv");
    assert_int_equal(r.sink.tally.rejected, 2);
    assert_rejected(&r, 14, "\"-6\"; want a count");
    assert_rejected(&r, 15, "\"0.24\"; want a count");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grand_total_is_the_nationality_s_figure),
        cmocka_unit_test(a_fiscal_year_begins_in_october),
        cmocka_unit_test(classes_stand_apart_under_one_code),
        cmocka_unit_test(totals_of_regions_and_part_sums_are_aggregates),
        cmocka_unit_test(a_count_is_whole_and_not_below_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

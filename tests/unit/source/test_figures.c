/* test_figures.c: tables of figures: direction, zero and missing, levels, bounds. */
#include "read_help.h"

static void
imports_of_one_are_exports_of_the_other(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "cow_trade.csv", "cow-trade-dyads", &s);
    assert_tally(&s, 6, 3, 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_MISSING], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_SELF], 1);
    assert_int_equal(s.tally.claims, 5);
    assert_string_equal(s.claims[0].indicator, "trade.goods");
    assert_string_equal(s.claims[0].from, "CHN"); /* flow1: Russia's imports */
    assert_string_equal(s.claims[0].to, "SUN");
    assert_string_equal(s.claims[0].from_code, "710");
    assert_true(s.claims[0].quantity == 12.5);
    assert_string_equal(s.claims[0].unit, "USD_million");
    assert_int_equal(s.claims[0].digits, 3);
    assert_string_equal(s.claims[1].from, "SUN");
    assert_true(s.claims[1].quantity == 30);
    ent_counting_sink_clear(&s);
}

static void
a_zero_flow_is_a_value_and_an_empty_one_is_none(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "cow_trade.csv", "cow-trade-dyads", &s);
    assert_int_equal(s.claims[2].quantity_state, ENT_VALUE);
    assert_true(s.claims[2].quantity == 7); /* 1991: only flow2 */
    assert_int_equal(s.claims[3].quantity_state, ENT_VALUE);
    assert_true(s.claims[3].quantity == 0); /* 1992: flow1 is 0 */
    assert_text_has(s.rejects[0].text, "flow1");
    assert_text_has(s.rejects[0].text, "4x");
    assert_int_equal(s.rejects[0].row, 6);
    assert_string_equal(s.rejects[0].file, "cow_trade.csv");
    ent_counting_sink_clear(&s);
}

static void
contiguity_is_dated_by_month_and_open_at_the_close(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "contdir.csv", "cow-contiguity", &s);
    assert_tally(&s, 2, 2, 0);
    assert_date(&s.claims[0].valid_from, "1860-11");
    assert_true(s.claims[0].ongoing);
    assert_date(&s.claims[1].valid_to, "1906-09");
    ent_counting_sink_clear(&s);
}

static void
nine_is_presence_without_rank_and_not_the_top(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "diplomatic.csv", "cow-diplomatic", &s);
    assert_int_equal(s.tally.claims, 4);
    assert_string_equal(s.claims[0].from, "CHN"); /* at 1: sent by state 2 */
    assert_int_equal(s.claims[0].quantity_state, ENT_MISSING);
    assert_null(s.claims[0].intensity_scale);
    assert_string_equal(s.claims[0].event_code, "9");
    assert_true(s.claims[1].quantity == 3);
    assert_int_equal(s.claims[2].quantity_state, ENT_VALUE); /* 0: none sent, and said so */
    assert_true(s.claims[2].quantity == 0);
    ent_counting_sink_clear(&s);
}

static void
quantiles_are_bounds_and_the_set_of_votes_is_named(void **state)
{
    ent_counting_sink s;
    const ent_reader *reader = NULL;

    (void)state;
    assert_int_equal(ent_reader_recognise(DATA "idealpoints_2024.csv", &reader, NULL), ENT_OK);
    read_file(DATA "idealpoints_2024.csv", reader->name, &s);
    assert_tally(&s, 2, 2, 0);
    assert_date(&s.claims[0].valid_from, "1970"); /* session 25 */
    assert_true(s.claims[0].quantity_low == 2 && s.claims[0].quantity_high == 3);
    assert_int_equal(s.claims[0].approx, ENT_APPROX_RANGE);
    assert_int_equal(s.claims[0].n, 14);
    assert_string_equal(s.claims[0].denominator, "votes: HumanRights");
    assert_string_equal(s.claims[1].record, "HumanRights-710-1975");
    assert_date(&s.claims[0].known_from, "2020-04");
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(imports_of_one_are_exports_of_the_other),
        cmocka_unit_test(a_zero_flow_is_a_value_and_an_empty_one_is_none),
        cmocka_unit_test(contiguity_is_dated_by_month_and_open_at_the_close),
        cmocka_unit_test(nine_is_presence_without_rank_and_not_the_top),
        cmocka_unit_test(quantiles_are_bounds_and_the_set_of_votes_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

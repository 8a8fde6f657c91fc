/* test_traps.c: the traps of real files, each in a made-up one. */
#include "read_help.h"

static void
dot_and_minus_nine_both_mean_missing_in_one_file(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "cow_tc.csv", "cow-tc", &s);
    assert_tally(&s, 6, 2, 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_NOT_STATE], 2); /* 1044, and nobody */
    assert_int_equal(s.tally.skipped[ENT_SKIP_SELF], 1);
    assert_date(&s.claims[0].valid_from, "1901");
    assert_true(s.claims[0].quantity == 1500);
    assert_string_equal(s.claims[0].from_code, "710");
    assert_string_equal(s.claims[0].event_code, "3");
    assert_date(&s.claims[1].valid_from, "1902-05");
    assert_int_equal(s.claims[1].quantity_state, ENT_MISSING); /* it took place all the same */
    assert_null(s.claims[1].event_code);
    ent_counting_sink_clear(&s);
}

static void
an_empty_end_means_in_force(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "cow_alliances.csv", "cow-alliances-directed", &s);
    assert_tally(&s, 4, 2, 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_ABSENT], 1);
    assert_int_equal(s.tally.claims, 4);
    assert_date(&s.claims[0].valid_from, "1896-06-03");
    assert_date(&s.claims[0].valid_to, "1900-12-31");
    assert_false(s.claims[0].ongoing);
    assert_true(s.claims[2].ongoing);
    assert_int_equal(s.claims[2].valid_to.precision, ENT_PREC_NONE);
    assert_text_has(s.rejects[0].text, "before it begins");
    ent_counting_sink_clear(&s);
}

static void
minus_seven_is_a_war_that_goes_on(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "wars_ongoing.csv", "cow-wars-extra", &s);
    assert_tally(&s, 3, 2, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_NOT_STATE], 1);
    assert_true(s.claims[0].ongoing);
    assert_date(&s.claims[0].valid_from, "2001-10-07");
    assert_date(&s.claims[1].valid_from, "1816-09"); /* day -9 */
    assert_date(&s.claims[2].valid_from, "1820");    /* month and day -9 */
    assert_date(&s.claims[2].valid_to, "1821-01-02");
    ent_counting_sink_clear(&s);
}

static void
month_00_is_unknown_and_99_still_going_on(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "icow.csv", "icow-extended", &s);
    assert_tally(&s, 4, 2, 2);
    assert_date(&s.claims[0].valid_from, "1964");
    assert_true(s.claims[0].ongoing);
    assert_date(&s.claims[1].valid_from, "1900-12");
    assert_int_equal(s.claims[1].quantity_state, ENT_MISSING);
    assert_text_has(s.rejects[0].text, "a separator stands in a field");
    assert_text_has(s.rejects[1].text, "190013");
    ent_counting_sink_clear(&s);
}

static void
a_list_of_states_gives_a_pair_each(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "ucdp.csv", "ucdp-acd", &s);
    assert_tally(&s, 2, 2, 0);
    assert_int_equal(s.tally.claims, 4); /* with 710, 816, 712; and India's own */
    assert_string_equal(s.claims[0].record, "901-1969-365-710");
    assert_string_equal(s.claims[2].to_code, "712");
    assert_string_equal(s.claims[3].indicator, "conflict.state");
    assert_null(s.claims[3].to);
    ent_counting_sink_clear(&s);
}

static void
the_register_is_found_below_its_preamble(void **state)
{
    ent_counting_sink s;
    const ent_reader *reader = NULL;

    (void)state;
    assert_int_equal(ent_reader_recognise(DATA "sipri_register.csv", &reader, NULL), ENT_OK);
    assert_string_equal(reader->name, "sipri-register");
    read_file(DATA "sipri_register.csv", "sipri-register", &s);
    assert_tally(&s, 5, 2, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_NOT_STATE], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_AGGREGATE], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_MISSING], 1);
    assert_true(s.claims[0].quantity == 1.2);
    assert_string_equal(s.claims[1].to, "COG"); /* SIPRI calls the other one DR Congo */
    ent_counting_sink_clear(&s);
}

static void
na_is_namibia_and_the_seat_of_china_changes_hands(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "un/un_votes_x.csv", "un-votes", &s);
    assert_tally(&s, 7, 5, 2);
    assert_string_equal(s.claims[0].from, "TWN");
    assert_int_equal(s.claims[0].sign, -1);
    assert_date(&s.claims[0].valid_from, "1950-11-01");
    assert_string_equal(s.claims[0].record, "901");
    assert_string_equal(s.claims[0].locator, "R/5/1");
    assert_string_equal(s.claims[1].from, "SUN");
    assert_string_equal(s.claims[2].from, "CHN");
    assert_int_equal(s.claims[2].sign, 0);
    assert_string_equal(s.claims[3].from, "NAM");
    assert_text_has(s.rejects[0].text, "roll call 903");
    assert_text_has(s.rejects[1].text, "maybe");
    ent_counting_sink_clear(&s);
}

static void
absent_and_not_yet_members_have_no_vote(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "un/un_votes_ccode_x.csv", "un-votes-cow", &s);
    assert_tally(&s, 5, 3, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_ABSENT], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_NOT_STATE], 1);
    assert_date(&s.claims[0].valid_from, "1950-11-01"); /* 11/1/1950 */
    assert_date(&s.claims[2].valid_from, "1990");       /* no date: the year */
    ent_counting_sink_clear(&s);
}

static void
votes_without_their_roll_calls_are_refused(void **state)
{
    static const char votes[] = "rcid,country_code,vote\n901,US,yes\n";
    ent_read_input in = {
        .path = "tests/data/source/un_votes_y.csv", .bytes = votes, .n_bytes = sizeof votes - 1};
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_with(&in, "un-votes", &s, &err), ENT_E_IO);
    in.path = "other.csv";
    ent_counting_sink_clear(&s);
    assert_int_equal(read_with(&in, "un-votes", &s, &err), ENT_E_IO);
    assert_text_has(err.text, "un_roll_calls");
    ent_counting_sink_clear(&s);
}

static void
senders_are_found_in_the_header(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "fbic.csv", "fbic", &s);
    assert_tally(&s, 2, 2, 0);
    assert_int_equal(s.tally.claims, 6); /* China over Mongolia and over Russia, three each */
    assert_string_equal(s.claims[0].from, "CHN");
    assert_string_equal(s.claims[0].to, "MNG");
    assert_true(s.claims[0].quantity == 0.02);
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dot_and_minus_nine_both_mean_missing_in_one_file),
        cmocka_unit_test(an_empty_end_means_in_force),
        cmocka_unit_test(minus_seven_is_a_war_that_goes_on),
        cmocka_unit_test(month_00_is_unknown_and_99_still_going_on),
        cmocka_unit_test(a_list_of_states_gives_a_pair_each),
        cmocka_unit_test(the_register_is_found_below_its_preamble),
        cmocka_unit_test(na_is_namibia_and_the_seat_of_china_changes_hands),
        cmocka_unit_test(absent_and_not_yet_members_have_no_vote),
        cmocka_unit_test(votes_without_their_roll_calls_are_refused),
        cmocka_unit_test(senders_are_found_in_the_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

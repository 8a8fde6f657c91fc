/* test_polecat.c: POLECAT rows: columns by name, both clocks, what did not happen is no event. */
#include "format_test.h"

static void
a_row_gives_dyad_roles_type_and_both_clocks(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_polecat, "polecat.txt");
    row = format_good(&f, 1);
    text_is(row.id, "80001_1");
    text_is(row.report, "80001");
    text_is(row.from, "CHN");
    text_is(row.to, "RUS");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.to_role, ENT_ROLE_MIL);
    text_is(row.event_code, "CONSULT");
    assert_int_equal(row.intensity_tenths, 19);
    day_is(row.day, "2021-03-04");
    day_is(row.known_day, "2021-03-06");
    format_close(&f);
}

static void
several_countries_on_a_side_are_nobody_and_one_twice_is_one(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_polecat, "polecat.txt");
    row = format_good(&f, 2);
    text_is(row.from, "CHN; RUS");
    text_is(row.to, "USA");
    assert_int_equal(row.to_role, ENT_ROLE_NONE);
    row = format_good(&f, 3);
    text_is(row.from, "IRN");
    assert_int_equal(row.from_role, ENT_ROLE_CVL);
    text_is(row.event_code, "DEMAND");
    assert_false(row.has_intensity);
    format_close(&f);
}

static void
what_did_not_happen_has_no_code_and_none_is_nothing(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_polecat, "polecat.txt");
    assert_int_equal(format_good(&f, 4).event_code.n, 0);
    assert_int_equal(format_good(&f, 6).to.n, 0);
    format_close(&f);
}

static void
an_event_to_come_is_known_on_its_day(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_polecat, "polecat.txt");
    row = format_good(&f, 5);
    day_is(row.day, "2021-04-01");
    assert_int_equal(row.known_day, row.day);
    format_close(&f);
}

static void
bad_rows_are_refused_by_column(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_polecat, "polecat.txt");
    format_bad(&f, 8, 2);
    format_bad(&f, 9, 5);
    format_bad(&f, 10, 35);
    format_close(&f);
}

static void
columns_named_but_left_out_do_not_shift_the_rest(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_polecat, "polecat-short.txt");
    for (unsigned i = 1; i <= 2; i++) {
        feed_row row = format_good(&f, i);

        text_is(row.event_code, "CONSULT");
        text_is(row.from, "CHN");
        text_is(row.to, "RUS");
        day_is(row.known_day, "2021-03-06");
    }
    format_bad(&f, 3, 0);
    format_close(&f);
}

static void
the_header_is_recognised_in_any_order_and_both_wordings(void **state)
{
    static const char text[] = "Actor Country\tEvent Intensity\tRecipient Country\tEvent Type\t"
                               "Event Date\tEvent ID\tPrimary Recipient Sector\t"
                               "Primary Actor Sector";
    feed_head head = {text, sizeof text - 1, true, "x.txt", NULL};

    (void)state;
    recognised_as("polecat.txt", &feed_polecat);
    recognised_as("polecat-short.txt", &feed_polecat);
    assert_true(feed_polecat.format->recognise(&head));
    head.n -= 3;
    assert_false(feed_polecat.format->recognise(&head));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_gives_dyad_roles_type_and_both_clocks),
        cmocka_unit_test(several_countries_on_a_side_are_nobody_and_one_twice_is_one),
        cmocka_unit_test(what_did_not_happen_has_no_code_and_none_is_nothing),
        cmocka_unit_test(an_event_to_come_is_known_on_its_day),
        cmocka_unit_test(bad_rows_are_refused_by_column),
        cmocka_unit_test(columns_named_but_left_out_do_not_shift_the_rest),
        cmocka_unit_test(the_header_is_recognised_in_any_order_and_both_wordings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

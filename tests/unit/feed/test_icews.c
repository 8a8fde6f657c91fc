/* test_icews.c: ICEWS rows: names for countries, sectors for roles, codes that stay text. */
#include "format_test.h"

static void
a_row_gives_dyad_roles_code_and_report(void **state)
{
    format_file f;
    feed_row row, again;

    (void)state;
    format_open(&f, &feed_icews, "icews.tab");
    row = format_good(&f, 1);
    text_is(row.id, "9000001");
    text_is(row.from, "China");
    text_is(row.to, "Russian Federation");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.to_role, ENT_ROLE_MIL);
    text_is(row.event_code, "040");
    assert_true(row.has_intensity);
    assert_int_equal(row.intensity_tenths, 10);
    day_is(row.day, "2018-06-01");
    assert_int_equal(row.known_day, row.day);
    text_is(row.report, "70001\t2");
    again = format_good(&f, 2);
    text_is(again.report, "70001\t2");
    assert_int_equal(again.from_role, ENT_ROLE_NONE);
    format_close(&f);
}

static void
na_empty_and_null_are_nothing_and_namibia_is_a_country(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_icews, "icews.tab");
    row = format_good(&f, 4);
    assert_int_equal(row.from.n, 0);
    text_is(row.to, "China");
    row = format_good(&f, 5);
    text_is(row.from, "Namibia");
    assert_int_equal(row.to.n, 0);
    row = format_good(&f, 6);
    assert_false(row.has_intensity);
    assert_int_equal(row.from_role, ENT_ROLE_NONE);
    assert_int_equal(row.report.n, 0);
    format_close(&f);
}

static void
a_lost_leading_zero_is_kept_as_it_is_written(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_icews, "icews.tab");
    text_is(format_good(&f, 7).event_code, "10");
    text_is(format_good(&f, 8).event_code, "13y");
    format_close(&f);
}

static void
bad_rows_are_refused_by_column(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_icews, "icews.tab");
    format_bad(&f, 9, 2);
    format_bad(&f, 10, 8);
    format_bad(&f, 11, 0);
    format_close(&f);
}

static void
the_header_is_recognised_and_a_column_missing_is_named(void **state)
{
    static const char text[] = "Event ID\tEvent Date\tSource Name\n";
    feed_head head = {text, sizeof text - 1, true, "x.tab", NULL};
    ent_error err = {0};
    void *it = NULL;

    (void)state;
    recognised_as("icews.tab", &feed_icews);
    assert_false(feed_icews.format->recognise(&head));
    assert_int_equal(feed_icews.format->begin(&head, &it, &err), ENT_E_FORMAT);
    assert_null(it);
    assert_non_null(strstr(err.text, "Source Sectors"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_gives_dyad_roles_code_and_report),
        cmocka_unit_test(na_empty_and_null_are_nothing_and_namibia_is_a_country),
        cmocka_unit_test(a_lost_leading_zero_is_kept_as_it_is_written),
        cmocka_unit_test(bad_rows_are_refused_by_column),
        cmocka_unit_test(the_header_is_recognised_and_a_column_missing_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

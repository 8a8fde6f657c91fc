/* test_phoenix.c: both Phoenix vintages: quotes, organisations, agents among others, no code. */
#include "format_test.h"

#include "feed/phoenix_priv.h"

static void
a_cline_row_is_read_with_and_without_quotes(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_phoenix_cline, "phoenix-cline.csv");
    row = format_good(&f, 1);
    text_is(row.id, "NYT1");
    text_is(row.from, "USA");
    text_is(row.to, "SUN");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.to_role, ENT_ROLE_MIL);
    text_is(row.event_code, "112");
    assert_int_equal(row.intensity_tenths, -20);
    day_is(row.day, "1961-02-03");
    assert_int_equal(row.known_day, row.day);
    text_is(row.report, "500001");
    row = format_good(&f, 2);
    text_is(row.to, "GBR");
    assert_int_equal(row.to_role, ENT_ROLE_CVL); /* LAB, the first of the others */
    text_is(row.event_code, "040");
    text_is(row.report, "500001");
    format_close(&f);
}

static void
organisations_and_na_are_no_country_and_dashes_no_code(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_phoenix_cline, "phoenix-cline.csv");
    row = format_good(&f, 3);
    assert_int_equal(row.from.n, 0);
    text_is(row.to, "FRA");
    row = format_good(&f, 4);
    assert_int_equal(row.event_code.n, 0);
    text_is(row.to, "NAM");
    assert_false(row.has_intensity);
    row = format_good(&f, 5);
    assert_int_equal(row.from.n, 0);
    assert_int_equal(row.report.n, 0);
    format_close(&f);
}

static void
bad_cline_rows_are_refused_by_column(void **state)
{
    format_file f;

    (void)state;
    format_open(&f, &feed_phoenix_cline, "phoenix-cline.csv");
    format_bad(&f, 6, 3);
    format_bad(&f, 7, 17);
    format_bad(&f, 8, 0);
    format_close(&f);
}

static void
a_daily_row_is_read(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_phoenix_oeda, "events.full.20150203.txt");
    row = format_good(&f, 1);
    text_is(row.id, "1");
    text_is(row.from, "CHN");
    text_is(row.to, "JPN");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.to_role, ENT_ROLE_CVL);
    text_is(row.event_code, "111");
    assert_int_equal(row.intensity_tenths, -20);
    day_is(row.day, "2015-02-03");
    text_is(row.report, "http://example.org/a;http://example.org/b");
    row = format_good(&f, 2);
    assert_int_equal(row.from.n, 0);
    assert_int_equal(row.to_role, ENT_ROLE_CVL);
    row = format_good(&f, 3);
    assert_int_equal(row.event_code.n, 0);
    assert_int_equal(row.report.n, 0);
    assert_false(row.has_intensity);
    format_bad(&f, 4, 2);
    format_bad(&f, 5, 17);
    format_close(&f);
}

static void
both_are_recognised_and_nothing_near_them(void **state)
{
    static const char *const others[] = {
        "eid,story_date,year\n",
        "1\t20150203\t2015\t02\n",
        "1\t20150203\t2014\t02\t03\t\t\t\t\t\t\t\t\t040\t04\t1\t1\t\t\t\t\t\t\t\t\t\n",
        "",
    };

    (void)state;
    recognised_as("phoenix-cline.csv", &feed_phoenix_cline);
    recognised_as("events.full.20150203.txt", &feed_phoenix_oeda);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        feed_head head = {others[i], strlen(others[i]), true, "x", NULL};

        assert_false(feed_phoenix_cline.format->recognise(&head));
        assert_false(feed_phoenix_oeda.format->recognise(&head));
    }
}

static void
roles_come_from_the_agent_first(void **state)
{
    (void)state;
    assert_int_equal(feed_phoenix_role((feed_text){"MIL", 3}, (feed_text){"GOV", 3}), ENT_ROLE_MIL);
    assert_int_equal(feed_phoenix_role((feed_text){"", 0}, (feed_text){"HIN;MED", 7}),
                     ENT_ROLE_MED);
    assert_int_equal(feed_phoenix_role((feed_text){"XX", 2}, (feed_text){"ME", 2}), ENT_ROLE_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cline_row_is_read_with_and_without_quotes),
        cmocka_unit_test(organisations_and_na_are_no_country_and_dashes_no_code),
        cmocka_unit_test(bad_cline_rows_are_refused_by_column),
        cmocka_unit_test(a_daily_row_is_read),
        cmocka_unit_test(both_are_recognised_and_nothing_near_them),
        cmocka_unit_test(roles_come_from_the_agent_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

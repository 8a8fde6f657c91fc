/* test_format.c: numbers, intervals and times as people read them. */
#include "render/render_priv.h"
#include "render_test.h"

static void
sig_is(double v, int digits, const char *want)
{
    char text[ENT_RD_NUM_MAX];

    ent_rd_sig(v, digits, text, sizeof text);
    assert_string_equal(text, want);
}

static void
numbers_are_short(void **state)
{
    (void)state;
    sig_is(240.11e9, 4, "240.1 bn");
    sig_is(240.11e9, 3, "240 bn");
    sig_is(48000, 3, "48,000");
    sig_is(282473, 3, "282,000");
    sig_is(0.0341, 3, "0.0341");
    sig_is(0, 3, "0");
    sig_is(-1.5, 3, "-1.5");
    sig_is(4, 3, "4");
    sig_is(12345678, 3, "12.3 m");
    sig_is(3.2e12, 3, "3.2 tn");
}

static void
rounding_carries_into_the_next_word(void **state)
{
    (void)state;
    sig_is(999999.9, 3, "1 m");
    sig_is(999.96, 4, "1,000");
    sig_is(0.09999, 3, "0.1");
    sig_is(9.999e8, 3, "1 bn");
}

static void
numbers_out_of_all_scale_are_powers_of_ten(void **state)
{
    (void)state;
    sig_is(1.234e300, 3, "1.23e+300");
    sig_is(5e-7, 2, "5.0e-07");
    sig_is(HUGE_VAL, 3, "no upper bound");
    sig_is(-HUGE_VAL, 3, "no lower bound");
}

static void
fixed_decimals_round_and_group(void **state)
{
    char text[ENT_RD_NUM_MAX];

    (void)state;
    ent_rd_fixed(1234567.891, 2, true, text, sizeof text);
    assert_string_equal(text, "1,234,567.89");
    ent_rd_fixed(-0.04, 1, false, text, sizeof text);
    assert_string_equal(text, "0.0");
    ent_rd_fixed(0.05, 1, false, text, sizeof text);
    assert_string_equal(text, "0.1");
    ent_rd_fixed(999, 0, true, text, sizeof text);
    assert_string_equal(text, "999");
}

static void
shares_are_per_cent_and_units_follow(void **state)
{
    char text[ENT_RD_LINE_MAX];

    (void)state;
    ent_rd_value(0.342, "share", 3, text, sizeof text);
    assert_string_equal(text, "34.2 %");
    ent_rd_value(42.81e9, "USD", 3, text, sizeof text);
    assert_string_equal(text, "42.8 bn US dollars");
    ent_rd_value(12, "no-such-unit", 3, text, sizeof text);
    assert_string_equal(text, "12 no-such-unit");
}

static void
interval_is(ent_estimate e, const char *want)
{
    char text[ENT_RD_LINE_MAX];

    ent_rd_interval(&e, text, sizeof text);
    assert_string_equal(text, want);
}

static void
intervals_say_what_is_known(void **state)
{
    (void)state;
    interval_is((ent_estimate){.state = ENT_VALUE, .low = 0.31, .high = 0.38, .unit = "share"},
                "31 % to 38 %");
    interval_is((ent_estimate){.state = ENT_VALUE, .low = 3, .high = HUGE_VAL}, "at least 3");
    interval_is((ent_estimate){.state = ENT_VALUE, .low = -HUGE_VAL, .high = 3}, "at most 3");
    interval_is((ent_estimate){.state = ENT_VALUE, .low = -HUGE_VAL, .high = HUGE_VAL},
                "no bounds known");
    interval_is((ent_estimate){.state = ENT_VALUE, .low = 5, .high = 5}, "5");
    interval_is((ent_estimate){.state = ENT_MISSING}, "missing");
    interval_is((ent_estimate){.state = ENT_UNCOVERED}, "not covered");
}

static void
periods_are_as_short_as_they_can_be(void **state)
{
    char text[ENT_RD_NUM_MAX];

    (void)state;
    ent_rd_period(16071, 16435, text, sizeof text);
    assert_string_equal(text, "2014");
    ent_rd_period(16071, 16801 - 1, text, sizeof text);
    assert_string_equal(text, "2014/2015");
    ent_rd_period(16071, 16071 + 30, text, sizeof text);
    assert_string_equal(text, "2014-01");
    ent_rd_period(16072, 16072, text, sizeof text);
    assert_string_equal(text, "2014-01-02");
    ent_rd_period_words(16072, 16080, text, sizeof text);
    assert_string_equal(text, "2014-01-02 to 2014-01-10");
    ent_rd_period(INT32_MIN, INT32_MAX, text, sizeof text);
    assert_string_equal(text, "");
}

static void
time_is(ent_mark m, const char *want)
{
    char text[ENT_RD_NUM_MAX];

    ent_rd_mark_time(&m, text, sizeof text);
    assert_string_equal(text, want);
}

static void
mark_times_keep_their_doubt(void **state)
{
    (void)state;
    time_is((ent_mark){.x = 1858.4, .x_low = 1858.4, .x_high = 1858.4}, "1858");
    time_is((ent_mark){.x = 1858, .x_low = 1850, .x_high = 1860}, "between 1850 and 1859");
    time_is((ent_mark){.x = 1950.2, .x_end = 1980.9}, "1950 to 1980");
    time_is((ent_mark){.x = 2001.5, .open_end = true}, "2001 to now");
}

static void
breaks_are_never_sure(void **state)
{
    ent_mark m = {.x = 1949, .x_low = 1948, .x_high = 1950, .y = 0.904};
    char text[ENT_RD_NUM_MAX];

    (void)state;
    ent_rd_break_text(&m, text, sizeof text);
    assert_string_equal(text, "1948 to 1950, probability .90");
    m.x_low = m.x_high = 1949;
    m.y = 0.9999;
    ent_rd_break_text(&m, text, sizeof text);
    assert_string_equal(text, "1949, probability >.99");
    m.y = 0.001;
    ent_rd_break_text(&m, text, sizeof text);
    assert_string_equal(text, "1949, probability <.01");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(rounding_carries_into_the_next_word),
        cmocka_unit_test(numbers_out_of_all_scale_are_powers_of_ten),
        cmocka_unit_test(fixed_decimals_round_and_group),
        cmocka_unit_test(shares_are_per_cent_and_units_follow),
        cmocka_unit_test(intervals_say_what_is_known),
        cmocka_unit_test(periods_are_as_short_as_they_can_be),
        cmocka_unit_test(mark_times_keep_their_doubt),
        cmocka_unit_test(breaks_are_never_sure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

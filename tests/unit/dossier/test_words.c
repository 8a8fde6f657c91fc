/* test_words.c: numbers, intervals, hedges and dates as people write them. */
#include "fixture.h"

static void
quantity(double value, const char *unit, const char *want)
{
    char text[WORDS_MAX];

    words_quantity(value, unit, text, sizeof text);
    assert_string_equal(text, want);
}

static void
quantities_are_short_and_have_their_unit(void **state)
{
    (void)state;
    quantity(0.345, "share", "34 %");
    quantity(0.0345, "share", "3.5 %");
    quantity(0.0004, "share", "under 0.1 %");
    quantity(0, "share", "0.0 %");
    quantity(1234567, "persons", "1,234,567");
    quantity(999, "persons", "999");
    quantity(1e9, "USD", "1.00 bn USD");
    quantity(42.81e9, "USD", "42.8 bn USD");
    quantity(240.1e9, "USD", "240.1 bn USD");
    quantity(1.5e12, "USD", "1.50 tn USD");
    quantity(999999999, "USD", "1.00 bn USD");
    quantity(999999, "USD", "1.00 m USD");
    quantity(12345, "USD", "12,345 USD");
    quantity(600000, "km2", "600,000 km\u00b2");
    quantity(-0.25, "index", "-0.25");
    quantity(-1234, "index", "-1,234");
    quantity(0.003, "index", "0.003");
    quantity(100.5, "km2", "100.5 km\u00b2");
    quantity(3, "no such unit", "3");
    quantity(3, NULL, "3");
}

static void
range(double low, double high, const char *unit, const char *want)
{
    char text[WORDS_MAX];

    words_range(low, high, unit, text, sizeof text);
    assert_string_equal(text, want);
}

static void
a_range_says_its_unit_once(void **state)
{
    (void)state;
    range(0.33, 0.35, "share", "33 to 35 %");
    range(0.0004, 0.35, "share", "under 0.1 % to 35 %");
    range(1e6, 2e6, "USD", "1.00 to 2.00 m USD");
    range(950e6, 1.2e9, "USD", "950.0 m USD to 1.20 bn USD");
    range(100, 140, "km2", "100 to 140 km\u00b2");
    range(5, 6, "persons", "5 to 6");
}

static void
estimate(double low, double value, double high, ent_basis basis, const char *want)
{
    ent_estimate e = {.state = ENT_VALUE,
                      .value = value,
                      .low = low,
                      .high = high,
                      .basis = basis,
                      .unit = "km2"};
    char text[WORDS_MAX];

    words_estimate(&e, text, sizeof text);
    assert_string_equal(text, want);
}

static void
an_estimate_shows_its_interval(void **state)
{
    (void)state;
    estimate(100, 120, 140, ENT_BASIS_COMPUTED, "120 km\u00b2 (100 to 140 km\u00b2)");
    estimate(120, 120, 120, ENT_BASIS_COMPUTED, "120 km\u00b2");
    estimate(119.5, 120, 120.5, ENT_BASIS_DIGITS, "120 km\u00b2");
    estimate(120, 120, HUGE_VAL, ENT_BASIS_BOUND, "over 120 km\u00b2");
    estimate(-HUGE_VAL, 120, 120, ENT_BASIS_BOUND, "under 120 km\u00b2");
    estimate(100, 120, HUGE_VAL, ENT_BASIS_COMPUTED, "120 km\u00b2 (at least 100 km\u00b2)");
    estimate(-HUGE_VAL, 120, 140, ENT_BASIS_COMPUTED, "120 km\u00b2 (at most 140 km\u00b2)");
    estimate(-HUGE_VAL, 120, HUGE_VAL, ENT_BASIS_COMPUTED, "120 km\u00b2 (no bounds)");
}

static void
an_estimate_without_a_value_says_which_silence(void **state)
{
    ent_estimate e = {.state = ENT_MISSING};
    char text[WORDS_MAX];

    (void)state;
    words_estimate(&e, text, sizeof text);
    assert_string_equal(text, "missing");
    e.state = ENT_UNCOVERED;
    words_estimate(&e, text, sizeof text);
    assert_string_equal(text, "not covered");
}

static void
a_claim_keeps_its_hedge(void **state)
{
    static const char *const WANT[] = {"600,000 km\u00b2", "about 600,000 km\u00b2",
                                       "over 600,000 km\u00b2", "under 600,000 km\u00b2",
                                       "500,000 to 700,000 km\u00b2"};
    ent_claim c = {.quantity_state = ENT_VALUE,
                   .quantity = 600000,
                   .quantity_low = 500000,
                   .quantity_high = 700000,
                   .unit = "km2"};
    char text[WORDS_MAX];

    (void)state;
    for (int i = 0; i < ENT_APPROX_COUNT; i++) {
        c.approx = (ent_approx)i;
        words_claim_quantity(&c, text, sizeof text);
        assert_string_equal(text, WANT[i]);
    }
    c.quantity_state = ENT_MISSING;
    words_claim_quantity(&c, text, sizeof text);
    assert_string_equal(text, "missing");
    c.quantity_state = ENT_UNCOVERED;
    words_claim_quantity(&c, text, sizeof text);
    assert_string_equal(text, "");
}

static void
date_is(const char *date, const char *want)
{
    ent_date d = {0};
    char text[WORDS_MAX];

    assert_int_equal(ent_date_parse(date, &d, NULL), ENT_OK);
    words_date(&d, text, sizeof text);
    assert_string_equal(text, want);
}

static void
dates_are_no_more_precise_than_their_source(void **state)
{
    (void)state;
    date_is("1969-03-02", "2 March 1969");
    date_is("1969-03", "March 1969");
    date_is("1969", "1969");
    date_is("1860s", "1860s");
    date_is("c. 1969", "about 1969");
    date_is("1800-02-03 (julian)", "3 February 1800 (Julian)");
    date_is("", "undated");
}

static void
time_is(const char *from, const char *to, bool ongoing, const char *want)
{
    ent_claim c = {.ongoing = ongoing};
    char text[WORDS_MAX];

    assert_int_equal(ent_date_parse(from, &c.valid_from, NULL), ENT_OK);
    assert_int_equal(ent_date_parse(to, &c.valid_to, NULL), ENT_OK);
    words_claim_time(&c, text, sizeof text);
    assert_string_equal(text, want);
}

static void
a_claim_s_time_is_a_point_a_span_or_open(void **state)
{
    (void)state;
    time_is("1954", "", false, "1954");
    time_is("1954", "1958", false, "1954 to 1958");
    time_is("1954", "1954", false, "1954");
    time_is("1954", "", true, "since 1954");
    time_is("", "1958", false, "until 1958");
    time_is("", "", true, "undated, ongoing");
    time_is("", "", false, "undated");
}

static void
a_day_lies_within_its_year(void **state)
{
    (void)state;
    check_near(words_year_of_day(0), 1970, 1e-12, "1 January 1970");
    check_near(words_year_of_day(364), 1970 + 364 / 365.0, 1e-12, "31 December 1970");
    check_near(words_year_of_day(-1), 1969 + 364 / 365.0, 1e-12, "31 December 1969");
}

static void
a_name_in_s_takes_the_apostrophe_alone(void **state)
{
    (void)state;
    assert_string_equal(words_s("United States"), "'");
    assert_string_equal(words_s("China"), "'s");
    assert_string_equal(words_s(""), "'s");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("quantities are short and have their unit", quantities_are_short_and_have_their_unit),
        FACT("a range says its unit once", a_range_says_its_unit_once),
        FACT("a name in s takes the apostrophe alone", a_name_in_s_takes_the_apostrophe_alone),
        FACT("an estimate shows its interval", an_estimate_shows_its_interval),
        FACT("an estimate without a value says which silence",
             an_estimate_without_a_value_says_which_silence),
        FACT("a claim keeps its hedge", a_claim_keeps_its_hedge),
        FACT("dates are no more precise than their source",
             dates_are_no_more_precise_than_their_source),
        FACT("a claim's time is a point, a span or open", a_claim_s_time_is_a_point_a_span_or_open),
        FACT("a day lies within its year", a_day_lies_within_its_year),
    };

    return RUN(tests);
}

/* test_parse.c: counts, decimals and days, compared with slower and obvious ways. */
#include "feed_test.h"

/* Text at the end of a page-sized block, with the padding that the engine gives. */
static feed_text
text_of(const char *s)
{
    static char room[8][512];
    static unsigned turn;
    char *p = room[turn++ % 8];

    memset(p, '7', sizeof *room); /* digits behind the end must not count */
    memcpy(p, s, strlen(s));
    return (feed_text){p, (uint32_t)strlen(s)};
}

static void
decimal_is(const char *s, unsigned places, int32_t want)
{
    int32_t got = 123456;

    if (!feed_read_decimal(text_of(s), places, &got)) fail_msg("\"%s\" is no number", s);
    if (got != want) fail_msg("\"%s\" gives %d, want %d", s, got, want);
}

static void
decimals_are_exact_and_round_half_away(void **state)
{
    (void)state;
    decimal_is("1.0", 1, 10);
    decimal_is("-0.4", 1, -4);
    decimal_is("-0.45", 1, -5);
    decimal_is("0.44999999999999999999999999999999999", 1, 4);
    decimal_is("0.05", 1, 1);
    decimal_is("-10", 1, -100);
    decimal_is("7", 3, 7000);
    decimal_is("7.", 3, 7000);
    decimal_is(".5", 0, 1);
    decimal_is("+2.5", 0, 3);
    decimal_is("-2.26993865030675", 3, -2270);
    decimal_is("2.2694999999", 3, 2269);
    decimal_is("2.2695", 3, 2270);
    decimal_is("-1.23456E-05", 3, 0);
    decimal_is("4.5e-4", 3, 0);
    decimal_is("5e-4", 3, 1);
    decimal_is("-5e-4", 3, -1);
    decimal_is("1.5E+2", 3, 150000);
    decimal_is("0.0000001e4", 3, 1);
    decimal_is("12345e-6", 3, 12);
    decimal_is("0e99999", 3, 0);
    decimal_is("00012.5", 1, 125);
    decimal_is("-0", 3, 0);
    decimal_is("1000000", 3, 1000000000);
}

static void
what_is_no_decimal_is_refused(void **state)
{
    static const char *const wrong[] = {"",         "-",          ".",        "x",
                                        "1x",       "1.2.3",      "1e",       "1e+",
                                        "--1",      "1 ",         " 1",       "nan",
                                        "1.2x",     "1.2:",       "1/2",      "1000001",
                                        "1e9999",   "9999999999", "1.23456/", "1.234567890123:",
                                        "1e1000000"};
    int32_t out = 5;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (feed_read_decimal(text_of(wrong[i]), 3, &out))
            fail_msg("\"%s\" gives %d", wrong[i], out);
    assert_int_equal(out, 5);
}

/* Whole numbers of thousandths with more digits behind, by integer arithmetic. */
static void
any_decimal_is_what_integers_say(void **state)
{
    dice d = {9};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        unsigned whole = dice_below(&d, 1200), n = dice_below(&d, 15);
        bool negative = dice_below(&d, 2);
        char text[64], digits[16];
        int64_t want = (int64_t)whole * 1000;
        static const int64_t worth[] = {100, 10, 1};

        for (unsigned k = 0; k < n; k++) {
            digits[k] = (char)('0' + dice_below(&d, 10));
            if (k < 3) want += (digits[k] - '0') * worth[k];
            if (k == 3) want += digits[k] >= '5';
        }
        digits[n] = '\0';
        snprintf(text, sizeof text, "%s%u%s%s", negative ? "-" : "", whole, n ? "." : "", digits);
        decimal_is(text, 3, (int32_t)(negative ? -want : want));
    }
}

static void
counts_are_whole_and_small(void **state)
{
    static const char *const wrong[] = {"", "-1", "1.0", "1000000000", "+1", " 1", "1e3", "x"};
    uint32_t out = 7;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(feed_read_count(text_of(wrong[i]), &out));
    assert_int_equal(out, 7);
    assert_true(feed_read_count(text_of("999999999"), &out));
    assert_int_equal(out, 999999999);
    assert_true(feed_read_count(text_of("007"), &out));
    assert_int_equal(out, 7);
}

static void
every_day_of_the_calendar_is_read(void **state)
{
    (void)state;
    for (int32_t day = FEED_DAY_MIN; day <= FEED_DAY_MAX; day++) {
        ent_date d = ent_date_from_day(day);
        char text[40];
        int32_t got = INT32_MAX;

        snprintf(text, sizeof text, "%04d%02d%02d", d.year, d.month, d.day);
        if (!feed_read_day8(text_of(text), &got) || got != day) fail_msg("%s", text);
        snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
        if (!feed_read_day10(text_of(text), &got) || got != day) fail_msg("%s", text);
    }
}

static void
other_days_are_refused(void **state)
{
    static const char *const wrong[] = {"18991231", "21000101", "20190229", "20190431", "20190001",
                                        "20191301", "20190100", "2019010",  "2019o101", "",
                                        "00000101", "2019/101", "2019:101", "-0190101"};
    static const char *const wrong10[] = {"2019-02-29", "2019/01/01", "2019-1-01 ",
                                          "2019-01-0",  "1899-12-31", ""};
    int32_t out = 5;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        if (feed_read_day8(text_of(wrong[i]), &out)) fail_msg("%s", wrong[i]);
    for (size_t i = 0; i < COUNT(wrong10); i++)
        if (feed_read_day10(text_of(wrong10[i]), &out)) fail_msg("%s", wrong10[i]);
    assert_true(feed_read_day8(text_of("20000229"), &out));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("decimals are exact and round half away", decimals_are_exact_and_round_half_away),
        FACT("what is no decimal is refused", what_is_no_decimal_is_refused),
        FACT("any decimal is what whole numbers say", any_decimal_is_what_integers_say),
        FACT("counts are whole and small", counts_are_whole_and_small),
        FACT("every day of the calendar is read", every_day_of_the_calendar_is_read),
        FACT("other days are refused", other_days_are_refused),
    };

    return RUN(tests);
}

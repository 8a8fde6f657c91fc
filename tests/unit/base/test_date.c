/* test_date.c: dates as precise as their source, in two calendars, and the days they can mean. */
#include "base_test.h"

static ent_date
date(const char *text)
{
    ent_date d = {0};
    ent_error e = {0};

    assert_int_equal(ent_date_parse(text, &d, &e), ENT_OK);
    return d;
}

static void
is(const char *text, int year, int month, int day, ent_precision precision)
{
    ent_date d = date(text);
    char out[ENT_DATE_TEXT_MAX];

    assert_int_equal(d.year, year);
    assert_int_equal(d.month, month);
    assert_int_equal(d.day, day);
    assert_int_equal(d.precision, precision);
    ent_date_format(&d, out, sizeof out);
    assert_string_equal(out, text);
}

static void
each_form_is_read_and_written_back(void **state)
{
    (void)state;
    is("1969-03-02", 1969, 3, 2, ENT_PREC_DAY);
    is("1969-03", 1969, 3, 0, ENT_PREC_MONTH);
    is("1969", 1969, 0, 0, ENT_PREC_YEAR);
    is("1860s", 1860, 0, 0, ENT_PREC_DECADE);
    is("17th c.", 1601, 0, 0, ENT_PREC_CENTURY);
    is("21st c.", 2001, 0, 0, ENT_PREC_CENTURY);
    is("22nd c.", 2101, 0, 0, ENT_PREC_CENTURY);
    is("11th c.", 1001, 0, 0, ENT_PREC_CENTURY);
    is("13th c.", 1201, 0, 0, ENT_PREC_CENTURY);
    is("1000", 1000, 0, 0, ENT_PREC_YEAR);
    is("2200-12-31", 2200, 12, 31, ENT_PREC_DAY);
    is("2000-02-29", 2000, 2, 29, ENT_PREC_DAY);
    is("", 0, 0, 0, ENT_PREC_NONE);
    is("c. 1860", 1860, 0, 0, ENT_PREC_YEAR);
    is("c. 17th c.", 1601, 0, 0, ENT_PREC_CENTURY);
    is("c. 1860s", 1860, 0, 0, ENT_PREC_DECADE);
    is("1689-08-27 (julian)", 1689, 8, 27, ENT_PREC_DAY);
    is("c. 1689-08 (julian)", 1689, 8, 0, ENT_PREC_MONTH);
    is("1900-02-29 (julian)", 1900, 2, 29, ENT_PREC_DAY);
    assert_true(date("c. 1860").circa);
    assert_true(date("c. 1860s").circa);
    assert_true(date("c. 17th c.").circa);
    assert_false(date("1860").circa);
    assert_int_equal(date("1689 (julian)").calendar, ENT_CAL_JULIAN);
}

static void
other_forms_and_days_that_never_were_are_refused(void **state)
{
    static const char *const bad[] = {
        "x",           "969",         "19690302",   "1969-3-2",   "1969-03-2",
        "1969-03-02 ", " 1969",       "1969-",      "1969-03-",   "1969-13",
        "1969-00",     "1969-02-30",  "1900-02-29", "1969-03-00", "1969/03/02",
        "1861s",       "1860s x",     "17st c.",    "17th",       "17th century",
        "c.1860",      "1969 julian", "c. ",        " (julian)",  "1969-03-02-01",
        "1969x",       "21th c.",     "12nd c.",    "-1860",      "1969-0x",
        "1969-04-31"};
    ent_date d = {.year = 77};
    ent_error e = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(ent_date_parse(bad[i], &d, &e), ENT_E_PARSE);
        HAS(e.text, bad[i]);
    }
    assert_int_equal(d.year, 77);
}

static void
years_we_know_nothing_of_are_out_of_range(void **state)
{
    static const char *const bad[] = {"0999", "2201", "2201-01-01", "0990s", "10th c.", "23rd c."};
    ent_date d = {.year = 77};
    ent_error e = {0};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(ent_date_parse(bad[i], &d, &e), ENT_E_DOMAIN);
    HAS(e.text, "1000 to 2200");
    assert_int_equal(d.year, 77);
}

static void
numbers_make_a_date_or_are_refused(void **state)
{
    ent_date d = {0};

    (void)state;
    assert_int_equal(ent_date_make(1969, 3, 2, &d, NULL), ENT_OK);
    assert_int_equal(d.precision, ENT_PREC_DAY);
    assert_int_equal(ent_date_make(1969, 3, 0, &d, NULL), ENT_OK);
    assert_int_equal(d.precision, ENT_PREC_MONTH);
    assert_int_equal(ent_date_make(1969, 0, 0, &d, NULL), ENT_OK);
    assert_int_equal(d.precision, ENT_PREC_YEAR);
    assert_int_equal(ent_date_make(999, 0, 0, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(2201, 0, 0, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1969, 13, 1, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1969, -1, 1, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1969, 0, 1, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1969, 2, 29, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1969, 2, -1, &d, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_date_make(1968, 2, 29, &d, NULL), ENT_OK);
}

static void
spans(const char *text, const char *first, const char *last)
{
    ent_date d = date(text);
    char out[ENT_DATE_TEXT_MAX];
    int32_t a = 0, b = 0;

    assert_true(ent_date_span(&d, &a, &b));
    d = ent_date_from_day(a);
    ent_date_format(&d, out, sizeof out);
    assert_string_equal(out, first);
    d = ent_date_from_day(b);
    ent_date_format(&d, out, sizeof out);
    assert_string_equal(out, last);
}

static void
a_coarse_date_spans_all_its_days(void **state)
{
    (void)state;
    spans("1969-03-02", "1969-03-02", "1969-03-02");
    spans("1969-02", "1969-02-01", "1969-02-28");
    spans("1968-12", "1968-12-01", "1968-12-31");
    spans("1969", "1969-01-01", "1969-12-31");
    spans("1860s", "1860-01-01", "1869-12-31");
    spans("17th c.", "1601-01-01", "1700-12-31");
}

static void
about_widens_by_one_unit_on_each_side(void **state)
{
    (void)state;
    spans("c. 1969-03-01", "1969-02-28", "1969-03-02");
    spans("c. 1969-01", "1968-12-01", "1969-02-28");
    spans("c. 1969-12", "1969-11-01", "1970-01-31");
    spans("c. 1969", "1968-01-01", "1970-12-31");
    spans("c. 1860s", "1850-01-01", "1879-12-31");
    spans("c. 17th c.", "1501-01-01", "1800-12-31");
}

/* Treaty of Nerchinsk, 27 August 1689 (old style), is 6 September in the new style. */
static void
julian_dates_lie_on_their_gregorian_days(void **state)
{
    (void)state;
    spans("1689-08-27 (julian)", "1689-09-06", "1689-09-06");
    spans("1582-10-05 (julian)", "1582-10-15", "1582-10-15");
    spans("1917-10-25 (julian)", "1917-11-07", "1917-11-07");
    spans("1900-02-29 (julian)", "1900-03-13", "1900-03-13");
    spans("1700-02 (julian)", "1700-02-11", "1700-03-11"); /* 29 days there, 28 here */
    spans("1689 (julian)", "1689-01-11", "1690-01-10");
}

static void
no_date_spans_nothing(void **state)
{
    ent_date d = {0};
    int32_t a = 5, b = 6;

    (void)state;
    assert_false(ent_date_span(&d, &a, &b));
    assert_int_equal(a, 5);
    assert_int_equal(b, 6);
}

/* Against the plainest calendar there is: one day after another. */
static void
each_day_of_1200_years_follows_the_one_before(void **state)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    ent_date start = date("1000-01-01");
    int32_t day = 0, unused = 0;
    int y, m, d;

    (void)state;
    assert_true(ent_date_span(&start, &day, &unused));
    for (y = 1000; y <= 2200; y++)
        for (m = 1; m <= 12; m++) {
            int leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

            for (d = 1; d <= length[m - 1] + (m == 2 && leap); d++, day++) {
                ent_date made = {0}, back = ent_date_from_day(day);
                int32_t first = 0, last = 0;

                assert_int_equal(ent_date_make(y, m, d, &made, NULL), ENT_OK);
                assert_int_equal(back.year, y);
                assert_int_equal(back.month, m);
                assert_int_equal(back.day, d);
                assert_true(ent_date_span(&made, &first, &last));
                assert_int_equal(first, day);
                assert_int_equal(last, day);
            }
        }
}

static void
days_are_counted_from_1970(void **state)
{
    ent_date d = ent_date_from_day(0);
    char out[ENT_DATE_TEXT_MAX];
    int32_t first = 0, last = 0;

    (void)state;
    ent_date_format(&d, out, sizeof out);
    assert_string_equal(out, "1970-01-01");
    d = date("2000-01-01");
    assert_true(ent_date_span(&d, &first, &last));
    assert_int_equal(first, 10957);
    d = ent_date_from_day(INT32_MIN); /* far from any evidence, yet no overflow */
    assert_int_equal(d.precision, ENT_PREC_DAY);
    d = ent_date_from_day(INT32_MAX);
    assert_int_equal(d.precision, ENT_PREC_DAY);
}

static void
a_small_place_is_never_overrun(void **state)
{
    ent_date d = date("1969-03-02"), odd = {.year = 123456, .precision = ENT_PREC_YEAR};
    char out[6] = "zzzzz";

    (void)state;
    ent_date_format(&d, out, 0);
    assert_string_equal(out, "zzzzz");
    ent_date_format(&d, out, 5);
    assert_string_equal(out, "1969");
    ent_date_format(&odd, out, sizeof out);
    assert_string_equal(out, "0000"); /* no year of ours: shown as none, never as another */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_form_is_read_and_written_back),
        cmocka_unit_test(other_forms_and_days_that_never_were_are_refused),
        cmocka_unit_test(years_we_know_nothing_of_are_out_of_range),
        cmocka_unit_test(numbers_make_a_date_or_are_refused),
        cmocka_unit_test(a_coarse_date_spans_all_its_days),
        cmocka_unit_test(about_widens_by_one_unit_on_each_side),
        cmocka_unit_test(julian_dates_lie_on_their_gregorian_days),
        cmocka_unit_test(no_date_spans_nothing),
        cmocka_unit_test(each_day_of_1200_years_follows_the_one_before),
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(a_small_place_is_never_overrun),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

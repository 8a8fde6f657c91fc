/* test_number.c: text to numbers and back without loss or locale; sums that keep their small
 * change. */
#include "base_test.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void
reads_as(const char *text, double want)
{
    double v = -1;

    assert_int_equal(ent_parse_double(text, &v, NULL), ENT_OK);
    assert_memory_equal(&v, &want, sizeof v);
}

static void
is_no_double(const char *text)
{
    ent_error e = {0};
    double v = 7;

    assert_int_equal(ent_parse_double(text, &v, &e), ENT_E_PARSE);
    assert_true(v == 7);
    if (strlen(text) <= 40) HAS(e.text, text); /* longer ones are cut there */
}

static void
plain_numbers_read_exactly(void **state)
{
    (void)state;
    reads_as("0", 0);
    reads_as("-0", -0.0);
    reads_as("+5", 5);
    reads_as("240.11", 240.11);
    reads_as(".5", 0.5);
    reads_as("5.", 5);
    reads_as("-9", -9);
    reads_as("1e3", 1000);
    reads_as("1E-3", 0.001);
    reads_as("000123.4500", 123.45);
    reads_as("123456789012345", 123456789012345.0);
    reads_as("1e22", 1e22);
    reads_as("0e999999999", 0);
}

static void
hard_numbers_read_exactly_too(void **state)
{
    (void)state;
    reads_as("0.1234567890123456789", 0.1234567890123456789);
    reads_as("9007199254740993", 9007199254740992.0);
    reads_as("179769313486231570000e288", DBL_MAX);
    reads_as("4.9406564584124654e-324", 4.9406564584124654e-324);
    reads_as("1e-999999999999", 0);
    reads_as("1e23", 1e23);
    reads_as("3.1415926535897932384626433832795028841971", 3.141592653589793);
    reads_as("0.00000000000000000000000000000000000001", 1e-38);
}

static void
what_is_not_wholly_a_number_is_refused(void **state)
{
    static const char *const texts[] = {"",    " ",     "1 ",  " 1",   "1,5", "1.2.3", "1e",
                                        "1e+", "e5",    ".",   "-",    "+-1", "0x10",  "nan",
                                        "inf", "1_000", "--1", "1e5x", "١",   "1e400", "-1e400"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof texts / sizeof texts[0]; i++)
        is_no_double(texts[i]);
    is_no_double("1797693134862315900000000000000000000000000000000000000000000000e300");
}

static void
whole_numbers_read_to_their_ends(void **state)
{
    static const char *const bad[] = {"",
                                      "-",
                                      "+",
                                      "1.0",
                                      "1e3",
                                      " 1",
                                      "1 ",
                                      "x",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999"};
    int64_t v = 0;
    size_t i;

    (void)state;
    assert_int_equal(ent_parse_i64("9223372036854775807", &v, NULL), ENT_OK);
    assert_true(v == INT64_MAX);
    assert_int_equal(ent_parse_i64("-9223372036854775808", &v, NULL), ENT_OK);
    assert_true(v == INT64_MIN);
    assert_int_equal(ent_parse_i64("+007", &v, NULL), ENT_OK);
    assert_true(v == 7);
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(ent_parse_i64(bad[i], &v, NULL), ENT_E_PARSE);
    assert_true(v == 7);
}

static void
writes_as(double v, const char *want)
{
    char out[32];

    ent_format_double(v, out, sizeof out);
    assert_string_equal(out, want);
}

static void
numbers_are_written_in_the_fewest_digits(void **state)
{
    (void)state;
    writes_as(0, "0");
    writes_as(-0.0, "-0");
    writes_as(0.1, "0.1");
    writes_as(240.11, "240.11");
    writes_as(-240.11, "-240.11");
    writes_as(3e20, "3e+20");
    writes_as(1e17, "1e+17");
    writes_as(12345678901234567.0, "12345678901234568");
    writes_as(1e16, "10000000000000000");
    writes_as(123456789.0, "123456789");
    writes_as(0.0001, "0.0001");
    writes_as(0.00012345678, "0.00012345678");
    writes_as(0.00001, "1e-05");
    writes_as(1.5e-7, "1.5e-07");
    writes_as(1.0 / 3, "0.3333333333333333");
    writes_as(100.0 / 3, "33.333333333333336");
    writes_as(DBL_MAX, "1.7976931348623157e+308");
    writes_as(4.9406564584124654e-324, "5e-324");
    writes_as(DBL_MIN, "2.2250738585072014e-308");
    writes_as(0.1 + 0.2, "0.30000000000000004");
    writes_as(ldexp(1, -44), "5.684341886080802e-14"); /* where the nearest 16 digits fail */
    writes_as(9.5367431640625e-7, "9.5367431640625e-07");
    writes_as(NAN, "nan");
    writes_as(HUGE_VAL, "inf");
    writes_as(-HUGE_VAL, "-inf");
}

/* Any pattern of bits that is a number: xorshift, so that the test is the same each time. */
static void
what_is_written_reads_back_to_the_same_bits(void **state)
{
    uint64_t x = 88172645463325252u;
    char out[32];
    int i;

    (void)state;
    for (i = 0; i < 100000; i++) {
        double v, again = 0;

        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        if (i % 2)
            memcpy(&v, &x, sizeof v);
        else
            v = (double)(int64_t)(x >> 30) / 1000 - 1e6;
        if (!isfinite(v)) continue;
        ent_format_double(v, out, sizeof out);
        assert_int_equal(ent_parse_double(out, &again, NULL), ENT_OK);
        assert_memory_equal(&v, &again, sizeof v);
    }
}

/* The slow way: more and more digits until it reads back. */
static void
no_shorter_text_would_do(void **state)
{
    uint64_t x = 2463534242u;
    char out[32], slow[32];
    int i, n;

    (void)state;
    for (i = 0; i < 20000; i++) {
        size_t digits = 0;
        double v;
        const char *p;

        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        v = (double)(x % 100000000) / (double)(1 + x % 997);
        for (n = 1; n <= 17; n++) {
            (void)snprintf(slow, sizeof slow, "%.*e", n - 1, v);
            if (strtod(slow, NULL) == v) break;
        }
        ent_format_double(v, out, sizeof out);
        for (p = out; *p && *p != 'e'; p++)
            digits += *p >= '0' && *p <= '9' && (digits > 0 || *p != '0');
        for (p--; digits > 0 && *p == '0' && !strchr(out, '.'); p--)
            digits--; /* zeros before the point only fill */
        assert_true(v == 0 || digits <= (size_t)n);
    }
}

static void
a_small_place_is_never_overrun(void **state)
{
    char out[4] = "zzz";

    (void)state;
    ent_format_double(123456, out, 0);
    assert_string_equal(out, "zzz");
    ent_format_double(123456, out, sizeof out);
    assert_int_equal(strlen(out), 3);
}

static void
the_locale_of_the_process_changes_nothing(void **state)
{
    static const char *const tried[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8"};
    const char *set = NULL;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof tried / sizeof tried[0] && !set; i++)
        set = setlocale(LC_ALL, tried[i]);
    if (!set) skip(); /* none with a decimal comma is installed here */
    reads_as("1.5", 1.5);
    reads_as("3.1415926535897932384626", 3.141592653589793);
    is_no_double("1,5");
    writes_as(1.0 / 3, "0.3333333333333333");
    setlocale(LC_ALL, "C");
}

static void
a_sum_keeps_what_a_plain_one_loses(void **state)
{
    ent_sum s = {0};
    int i;

    (void)state;
    assert_true(ent_sum_value(&s) == 0);
    ent_sum_add(&s, 1e100);
    ent_sum_add(&s, 1);
    ent_sum_add(&s, -1e100);
    assert_true(ent_sum_value(&s) == 1);
    s = (ent_sum){0};
    ent_sum_add(&s, 1);
    ent_sum_add(&s, 1e100);
    ent_sum_add(&s, -1e100);
    assert_true(ent_sum_value(&s) == 1);
    s = (ent_sum){0};
    for (i = 0; i < 1000000; i++)
        ent_sum_add(&s, 0.1);
    assert_true(ent_sum_value(&s) == 100000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_numbers_read_exactly),
        cmocka_unit_test(hard_numbers_read_exactly_too),
        cmocka_unit_test(what_is_not_wholly_a_number_is_refused),
        cmocka_unit_test(whole_numbers_read_to_their_ends),
        cmocka_unit_test(numbers_are_written_in_the_fewest_digits),
        cmocka_unit_test(what_is_written_reads_back_to_the_same_bits),
        cmocka_unit_test(no_shorter_text_would_do),
        cmocka_unit_test(a_small_place_is_never_overrun),
        cmocka_unit_test(the_locale_of_the_process_changes_nothing),
        cmocka_unit_test(a_sum_keeps_what_a_plain_one_loses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

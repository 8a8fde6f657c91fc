/* test_events.c: yearly rate, tone and share of conflict of a feed's reports, growth divided out.
 */
#include "../check.h"

#include "entente/measure.h"

#include <math.h>
#include <string.h>

enum { JAN_2000 = 360, MONTHS = 24 };

static double flat[MONTHS];

static ent_event_series
two_years(ent_event_month *months, size_t n)
{
    for (int i = 0; i < MONTHS; i++)
        flat[i] = 1000;
    return (ent_event_series){.set = "made-feed",
                              .from = "ISL",
                              .to = "MLT",
                              .months = months,
                              .n_months = n,
                              .first_month = JAN_2000,
                              .last_month = JAN_2000 + MONTHS - 1,
                              .exposure_rows = flat,
                              .exposure_dyadic = flat};
}

static ent_event_month
month(int k, uint8_t quad, double n, double mean)
{
    return (ent_event_month){.month = JAN_2000 + k,
                             .quad = quad,
                             .n = n,
                             .reports = n,
                             .intensity_mean = mean,
                             .intensity_var = 1};
}

static const ent_estimate *
find(const ent_estimate *list, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i].id, id) == 0) return &list[i];
    return NULL;
}

/* R by hand over 12 months: y = (10, 20, 0 x 10), x = 1000 each. */
static void
rate_is_a_ratio_of_sums_with_the_spread_over_months(void **state)
{
    ent_event_month months[] = {month(0, 1, 10, 3), month(1, 3, 20, -2)};
    ent_event_series s = two_years(months, 2);
    ent_arena arena = {0};
    ent_estimate *list = NULL;
    const ent_estimate *e;
    size_t n = 0;
    double r = 30.0 / 12000, square = 0, sd; /* in 10,000 rows: times 1e4 */

    (void)state;
    assert_int_equal(ent_measure_events(&s, &arena, &list, &n, NULL), ENT_OK);
    e = find(list, n, "events.rate.verbal.made-feed:ISL>MLT@2000");
    assert_non_null(e);
    square = pow(10 - 1000 * r, 2) + pow(20 - 1000 * r, 2) + 10 * pow(1000 * r, 2);
    sd = sqrt(12.0 / 11 * square) / 12000;
    assert_true(fabs(e->value - 1e4 * r) < 1e-9);
    /* R: qt(0.95, 11) = 1.795885 */
    assert_true(fabs(e->high - 1e4 * (r + 1.795885 * sd)) < 1e-4);
    assert_true(e->low >= 0 && e->low < e->value);
    assert_string_equal(e->unit, "per_10k");
    assert_string_equal(e->set, "made-feed");
    assert_int_equal(e->basis, ENT_BASIS_SAMPLING);
    e = find(list, n, "events.conflict.verbal.made-feed:ISL>MLT@2000");
    assert_non_null(e);
    assert_true(fabs(e->value - 20.0 / 30) < 1e-9);
    e = find(list, n, "events.tone.verbal.made-feed:ISL>MLT@2000");
    assert_non_null(e);
    assert_true(fabs(e->value - (10 * 3 - 20 * 2) / 30.0) < 1e-9);
    assert_true(e->low >= -10 && e->high <= 10 && e->low < e->value && e->value < e->high);
    ent_arena_clear(&arena);
}

static void
silence_in_a_covered_year_is_zero_and_has_no_tone(void **state)
{
    ent_event_month months[] = {month(0, 1, 10, 3)};
    ent_event_series s = two_years(months, 1);
    ent_arena arena = {0};
    ent_estimate *list = NULL;
    const ent_estimate *e;
    size_t n = 0;

    (void)state;
    assert_int_equal(ent_measure_events(&s, &arena, &list, &n, NULL), ENT_OK);
    e = find(list, n, "events.rate.material.made-feed:ISL>MLT@2000");
    assert_non_null(e);
    assert_true(e->value == 0 && e->low == 0 && e->high > 0 && e->high < 10);
    assert_null(find(list, n, "events.tone.material.made-feed:ISL>MLT@2000"));
    e = find(list, n, "events.rate.verbal.made-feed:ISL>MLT@2001");
    assert_non_null(e);
    assert_true(e->value == 0);
    ent_arena_clear(&arena);
}

static void
months_in_which_the_feed_is_silent_on_everybody_are_not_covered(void **state)
{
    ent_event_month months[] = {month(0, 1, 10, 3)};
    ent_event_series s = two_years(months, 1);
    ent_arena arena = {0};
    ent_estimate *list = NULL;
    size_t n = 0;

    (void)state;
    for (int i = 12; i < MONTHS; i++)
        flat[i] = 0;
    assert_int_equal(ent_measure_events(&s, &arena, &list, &n, NULL), ENT_OK);
    assert_non_null(find(list, n, "events.rate.verbal.made-feed:ISL>MLT@2000"));
    for (size_t i = 0; i < n; i++)
        assert_null(strstr(list[i].id, "@2001"));
    s.exposure_dyadic = NULL;
    assert_int_equal(ent_measure_events(&s, &arena, &list, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
    assert_null(list);
    ent_arena_clear(&arena);
}

/* Ten times as many rows of everything is the same year, told by a louder feed. */
static void
growth_of_the_feed_changes_no_rate_and_no_tone(void **state)
{
    ent_event_month quiet[] = {month(0, 2, 10, 3), month(3, 4, 4, -8), month(7, 2, 9, 4)};
    ent_event_month loud[] = {month(0, 2, 100, 3), month(3, 4, 40, -8), month(7, 2, 90, 4)};
    ent_arena arena = {0};
    ent_estimate *one = NULL, *ten = NULL;
    ent_event_series s = two_years(quiet, 3);
    size_t n = 0, m = 0;

    (void)state;
    assert_int_equal(ent_measure_events(&s, &arena, &one, &n, NULL), ENT_OK);
    s = two_years(loud, 3);
    for (int i = 0; i < MONTHS; i++)
        flat[i] = 10000;
    assert_int_equal(ent_measure_events(&s, &arena, &ten, &m, NULL), ENT_OK);
    assert_int_equal(n, m);
    for (size_t i = 0; i < n; i++) {
        /* A zero of a louder feed is a firmer zero, so those are not compared. */
        if (!strstr(one[i].id, "@2000") || one[i].value == 0) continue;
        assert_string_equal(one[i].id, ten[i].id);
        assert_true(fabs(one[i].value - ten[i].value) < 1e-9);
        assert_true(fabs(one[i].low - ten[i].low) < 1e-9);
        assert_true(fabs(one[i].high - ten[i].high) < 1e-9);
    }
    ent_arena_clear(&arena);
}

/* A feed of one month: echo counts, so 100 rows of 4 reports say no more than 4 rows. */
static void
with_one_month_distinct_reports_bound_the_interval(void **state)
{
    ent_event_month echoed = month(0, 2, 100, 3), single = month(0, 2, 100, 3);
    ent_event_series s = two_years(&echoed, 1);
    ent_arena arena = {0};
    ent_estimate *wide = NULL, *narrow = NULL;
    const ent_estimate *a, *b;
    size_t n = 0, m = 0;

    (void)state;
    echoed.reports = 4;
    s.last_month = s.first_month;
    assert_int_equal(ent_measure_events(&s, &arena, &wide, &n, NULL), ENT_OK);
    s.months = &single;
    assert_int_equal(ent_measure_events(&s, &arena, &narrow, &m, NULL), ENT_OK);
    a = find(wide, n, "events.tone.material.made-feed:ISL>MLT@2000");
    b = find(narrow, m, "events.tone.material.made-feed:ISL>MLT@2000");
    assert_non_null(a);
    assert_non_null(b);
    assert_true(a->high - a->low > 4 * (b->high - b->low));
    a = find(wide, n, "events.rate.material.made-feed:ISL>MLT@2000");
    b = find(narrow, m, "events.rate.material.made-feed:ISL>MLT@2000");
    assert_true(a->high - a->low > 2 * (b->high - b->low));
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("rate is a ratio of sums with the spread over months",
             rate_is_a_ratio_of_sums_with_the_spread_over_months),
        FACT("silence in a covered year is zero and has no tone",
             silence_in_a_covered_year_is_zero_and_has_no_tone),
        FACT("months in which the feed is silent on everybody are not covered",
             months_in_which_the_feed_is_silent_on_everybody_are_not_covered),
        FACT("growth of the feed changes no rate and no tone",
             growth_of_the_feed_changes_no_rate_and_no_tone),
        FACT("with one month distinct reports bound the interval",
             with_one_month_distinct_reports_bound_the_interval),
    };

    return RUN(tests);
}

/* test_exposure.c: rows by month and class, months by the calendar. */
#include "feed_test.h"

static void
months_follow_the_calendar(void **state)
{
    (void)state;
    for (int32_t day = FEED_DAY_MIN; day <= FEED_DAY_MAX; day++) {
        ent_date d = ent_date_from_day(day);

        assert_int_equal(feed_month_of_day(day), (d.year - 1970) * 12 + d.month - 1);
    }
}

static void
sums_stand_in_order_and_add(void **state)
{
    static feed_exposure a, b;
    ent_event_exposure *list = NULL;
    size_t n = 0;

    (void)state;
    feed_exposure_at(&a, 31, 2)->rows++;
    feed_exposure_at(&a, 31, 1)->rows++;
    feed_exposure_at(&a, FEED_DAY_MIN, 3)->rows++;
    feed_exposure_at(&a, 30, 3); /* asked for, without rows */
    feed_exposure_at(&b, 58, 2)->rows += 4;
    feed_exposure_at(&b, 58, 2)->dyadic += 3;
    feed_exposure_at(&b, 58, 2)->tone_milli -= 7;
    feed_exposure_at(&b, FEED_DAY_MAX, 1)->rows++;
    assert_int_equal(feed_exposure_add(&a, &b, NULL), ENT_OK);
    assert_int_equal(feed_exposure_list(&a, &list, &n, NULL), ENT_OK);
    assert_int_equal(n, 4);
    assert_int_equal(list[0].month, -840);
    assert_int_equal(list[1].class_number, 1);
    assert_int_equal(list[2].class_number, 2);
    assert_int_equal(list[2].rows, 5);
    assert_int_equal(list[2].dyadic, 3);
    assert_int_equal(list[2].tone_milli, -7);
    assert_int_equal(list[3].month, 129 * 12 + 11);
    ent_free(list);
    feed_exposure_reset(&a);
    assert_int_equal(feed_exposure_at(&a, 31, 2)->rows, 0);
    assert_int_equal(feed_exposure_list(&a, &list, &n, NULL), ENT_OK);
    assert_int_equal(n, 0);
    ent_free(list);
    feed_exposure_clear(&a);
    feed_exposure_clear(&b);
    feed_exposure_clear(NULL);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("months follow the calendar", months_follow_the_calendar),
        FACT("sums stand in order and add", sums_stand_in_order_and_add),
    };

    return RUN(tests);
}

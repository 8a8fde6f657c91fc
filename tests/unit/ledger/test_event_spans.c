/* test_event_spans.c: which days a feed covers, from the two clocks of its segments. */
#include "event_test.h"
#include "ledger/events_priv.h"

static void
add(ent_event_spans *spans, const char *first, const char *last, const char *known_first,
    const char *known_last, int32_t known_by)
{
    ent_event_segment g = stretch("a", 1, 1, first, last);
    ent_error err = {0};

    g.first_known_day = day(known_first);
    g.last_known_day = day(known_last);
    assert_int_equal(ent_event_spans_add(spans, &g, known_by, &err), ENT_OK);
}

static void
a_live_feed_covers_the_days_on_which_it_reported(void **state)
{
    ent_event_spans s = {.n = 0};

    (void)state;
    add(&s, "2010-01-01", "2020-02-01", "2020-01-01", "2020-02-01", ENT_DAY_NEVER);
    assert_int_equal(s.n, 1);
    assert_int_equal(s.v[0].first_day, day("2020-01-01"));
    assert_int_equal(s.v[0].last_day, day("2020-02-01"));
    ent_free(s.v);
}

static void
a_back_file_covers_the_days_that_it_is_about(void **state)
{
    ent_event_spans s = {.n = 0};

    (void)state;
    add(&s, "1979-01-01", "1979-12-31", "2013-02-03", "2013-02-03", ENT_DAY_NEVER);
    assert_int_equal(s.v[0].first_day, day("1979-01-01"));
    add(&s, "1979-01-01", "1979-12-31", "2013-02-03", "2013-02-03", day("2013-02-02"));
    assert_int_equal(s.n, 1); /* not known then */
    ent_free(s.v);
}

static void
a_segment_without_days_covers_none(void **state)
{
    ent_event_spans s = {.n = 0};
    ent_event_segment g = stretch("a", 1, 0, "2020-01-01", "2020-01-01");
    ent_error err = {0};

    (void)state;
    g.first_day = g.first_known_day = ENT_DAY_NEVER;
    g.last_day = g.last_known_day = ENT_DAY_ALWAYS;
    assert_int_equal(ent_event_spans_add(&s, &g, ENT_DAY_NEVER, &err), ENT_OK);
    assert_int_equal(s.n, 0);
    ent_event_spans_join(&s);
    assert_int_equal(s.n, 0);
}

static void
spans_less_than_a_month_apart_are_one(void **state)
{
    ent_event_spans s = {.n = 0};

    (void)state;
    add(&s, "2020-03-01", "2020-03-02", "2020-03-01", "2020-03-02", ENT_DAY_NEVER);
    add(&s, "2020-01-01", "2020-02-01", "2020-01-01", "2020-02-01", ENT_DAY_NEVER);
    add(&s, "2020-01-05", "2020-01-06", "2020-01-05", "2020-01-06", ENT_DAY_NEVER);
    add(&s, "2020-04-03", "2020-04-03", "2020-04-03", "2020-04-03", ENT_DAY_NEVER);
    ent_event_spans_join(&s);
    assert_int_equal(s.n, 2);
    assert_int_equal(s.v[0].first_day, day("2020-01-01"));
    assert_int_equal(s.v[0].last_day, day("2020-03-02"));
    assert_int_equal(s.v[1].first_day, day("2020-04-03"));
    ent_free(s.v);
}

static void
every_skipped_row_is_counted_once(void **state)
{
    ent_event_segment g = stretch("a", 1, 5, "2020-01-01", "2020-01-01");
    ent_tally t = {.rows = 0};
    uint64_t sum;

    (void)state;
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        g.skipped[i] = (uint64_t)i + 1;
    g.rows = g.kept + g.rejected + ENT_EVENT_SKIP_COUNT * (ENT_EVENT_SKIP_COUNT + 1) / 2;
    ent_events_tally(&g, &t);
    sum = t.kept + t.rejected;
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        sum += t.skipped[i];
    assert_int_equal(sum, t.rows);
    assert_int_equal(t.rows, g.rows);
    assert_int_equal(t.skipped[ENT_SKIP_SELF], g.skipped[ENT_EVENT_SKIP_DOMESTIC]);
}

int
main(void)
{
    const struct CMUnitTest event_spans[] = {
        cmocka_unit_test(a_live_feed_covers_the_days_on_which_it_reported),
        cmocka_unit_test(a_back_file_covers_the_days_that_it_is_about),
        cmocka_unit_test(a_segment_without_days_covers_none),
        cmocka_unit_test(spans_less_than_a_month_apart_are_one),
        cmocka_unit_test(every_skipped_row_is_counted_once),
    };

    return cmocka_run_group_tests(event_spans, NULL, NULL);
}

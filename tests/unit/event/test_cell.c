/* test_cell.c: the order of cells, their sums, and how many reports a sketch stands for. */
#include "../check.h"

#include "entente/event.h"

static void
order_goes_by_key_alone(void **state)
{
    /* each is greater than the one before it in the first field that differs */
    const ent_event_cell rising[] = {
        {.from = 1, .to = 2, .day = -5, .n = 9},
        {.from = 1, .to = 2, .day = -5, .known_day = 3},
        {.from = 1, .to = 2, .day = 4},
        {.from = 1, .to = 2, .class_number = 1, .day = -9},
        {.from = 1, .to = 2, .to_role = 1},
        {.from = 1, .to = 2, .from_role = 1},
        {.from = 1, .to = 3},
        {.from = 2, .to = 1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rising); i++)
        for (size_t j = 0; j < COUNT(rising); j++) {
            int want = (i > j) - (i < j), got = ent_event_cell_compare(&rising[i], &rising[j]);

            assert_int_equal((got > 0) - (got < 0), want);
        }
}

static void
sums_add_and_sketches_unite(void **state)
{
    ent_event_cell a = {.n = 2,
                        .intensity_tenths = -5,
                        .intensity_sq = 25,
                        .n_tone = 1,
                        .tone_milli = -7,
                        .tone_sq = 49,
                        .mentions = 3,
                        .sources = 2,
                        .articles = 1,
                        .sketch = 3};
    const ent_event_cell b = {.n = 3,
                              .intensity_tenths = 9,
                              .intensity_sq = 81,
                              .n_tone = 3,
                              .tone_milli = 10,
                              .tone_sq = 51,
                              .mentions = 4,
                              .sources = 5,
                              .articles = 6,
                              .sketch = 6};

    (void)state;
    assert_true(ent_event_cell_add(&a, &b));
    assert_int_equal(a.n, 5);
    assert_int_equal(a.intensity_tenths, 4);
    assert_int_equal(a.intensity_sq, 106);
    assert_int_equal(a.n_tone, 4);
    assert_int_equal(a.tone_milli, 3);
    assert_int_equal(a.tone_sq, 100);
    assert_int_equal(a.mentions, 7);
    assert_int_equal(a.sources, 7);
    assert_int_equal(a.articles, 7);
    assert_int_equal(a.sketch, 7);
    assert_int_equal(a.reports, 3);
}

static void
a_sum_that_does_not_fit_changes_nothing(void **state)
{
    const ent_event_cell full[] = {
        {.n = UINT32_MAX},        {.intensity_tenths = INT64_MAX}, {.intensity_sq = INT64_MAX},
        {.n_tone = UINT32_MAX},   {.tone_milli = INT64_MAX},       {.tone_sq = INT64_MAX},
        {.mentions = UINT64_MAX}, {.sources = UINT64_MAX},         {.articles = UINT64_MAX},
    };
    const ent_event_cell one = {.n = 1,
                                .intensity_tenths = 1,
                                .intensity_sq = 1,
                                .n_tone = 1,
                                .tone_milli = 1,
                                .tone_sq = 1,
                                .mentions = 1,
                                .sources = 1,
                                .articles = 1,
                                .sketch = 1};

    (void)state;
    for (size_t i = 0; i < COUNT(full); i++) {
        ent_event_cell a = full[i];

        assert_false(ent_event_cell_add(&a, &one));
        assert_memory_equal(&a, &full[i], sizeof a);
    }
}

static void
few_reports_are_counted_nearly_exactly(void **state)
{
    (void)state;
    assert_int_equal(ent_event_reports(0, 0), 0);
    assert_int_equal(ent_event_reports(1, 1), 1);
    assert_int_equal(ent_event_reports(1, 50), 1); /* one report, told fifty times */
    assert_int_equal(ent_event_reports(0xff, 100), 9);
    assert_int_equal(ent_event_reports(0xff, 8), 8); /* never more than rows */
    assert_int_equal(ent_event_reports(UINT64_MAX, 1000), 1000);
}

static void
estimate_follows_the_formula(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits < 64; bits++) {
        double exact = bits ? 64 * log(64.0 / (64.0 - bits)) : 0;

        check_near(ent_event_reports((UINT64_C(1) << bits) - 1, 100000), exact, 0.5, "reports");
    }
}

static void
estimate_is_near_the_truth(void **state)
{
    dice d = {20};

    (void)state;
    for (unsigned truth = 1; truth <= 64; truth *= 2) {
        double sum = 0;

        for (int i = 0; i < 400; i++) {
            uint64_t sketch = 0;

            for (unsigned k = 0; k < truth; k++)
                sketch |= UINT64_C(1) << dice_below(&d, 64);
            sum += ent_event_reports(sketch, 100000);
        }
        check_relative(sum / 400, truth, 0.05, "mean of estimates");
    }
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("the order of cells goes by key alone", order_goes_by_key_alone),
        FACT("sums add and sketches unite", sums_add_and_sketches_unite),
        FACT("a sum that does not fit changes nothing", a_sum_that_does_not_fit_changes_nothing),
        FACT("few reports are counted nearly exactly", few_reports_are_counted_nearly_exactly),
        FACT("the estimate follows its formula", estimate_follows_the_formula),
        FACT("the estimate is near the truth on average", estimate_is_near_the_truth),
    };

    return RUN(tests);
}

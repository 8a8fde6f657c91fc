/* test_estimate.c: interval arithmetic, joined lineage, order, and places among all pairs. */
#include "../check.h"

#include "entente/estimate.h"

#include <stdlib.h>

static ent_estimate
made(double low, double value, double high)
{
    return (ent_estimate){.measure = "made.up",
                          .from = "ISL",
                          .to = "MLT",
                          .first_day = 100,
                          .last_day = 200,
                          .state = ENT_VALUE,
                          .value = value,
                          .low = low,
                          .high = high,
                          .level_0to1 = 1,
                          .unit = "USD"};
}

static ent_estimate
random_estimate(dice *d, double least)
{
    double a = least + 10 * dice_unit(d), b = least + 10 * dice_unit(d), t = dice_unit(d);
    double low = a < b ? a : b, high = a < b ? b : a;

    return made(low, low + t * (high - low), high);
}

static void
a_ratio_spans_its_corners(void **state)
{
    dice d = {3};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        ent_arena arena = {0};
        ent_estimate a = random_estimate(&d, 0), b = random_estimate(&d, 0.01), r = {0};
        double corners[4] = {a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high};
        double low = corners[0], high = corners[0];

        for (int k = 1; k < 4; k++) {
            low = fmin(low, corners[k]);
            high = fmax(high, corners[k]);
        }
        assert_int_equal(ent_estimate_ratio(&a, &b, &arena, &r, NULL), ENT_OK);
        assert_true(r.low == low && r.high == high);
        assert_true(r.value == a.value / b.value);
        assert_true(r.low <= r.value && r.value <= r.high);
        assert_string_equal(r.unit, "share");
        assert_int_equal(r.basis, ENT_BASIS_COMPUTED);
        ent_arena_clear(&arena);
    }
}

static void
a_total_spans_its_corners(void **state)
{
    dice d = {4};

    (void)state;
    for (int i = 0; i < 1000; i++) {
        ent_arena arena = {0};
        ent_estimate items[5], r = {0};
        double low = HUGE_VAL, high = -HUGE_VAL;

        for (int k = 0; k < 5; k++)
            items[k] = random_estimate(&d, -5);
        for (unsigned corner = 0; corner < 32; corner++) {
            double sum = 0;

            for (int k = 0; k < 5; k++)
                sum += corner >> k & 1 ? items[k].high : items[k].low;
            low = fmin(low, sum);
            high = fmax(high, sum);
        }
        assert_int_equal(ent_estimate_total(items, 5, false, &arena, &r, NULL), ENT_OK);
        check_near(r.low, low, 1e-12, "low");
        check_near(r.high, high, 1e-12, "high");
        assert_true(r.low <= r.value && r.value <= r.high);
        ent_arena_clear(&arena);
    }
}

static void
an_open_end_stays_open(void **state)
{
    ent_arena arena = {0};
    ent_estimate items[3] = {made(5, 5, HUGE_VAL), made(1, 2, 3), made(2, 2, HUGE_VAL)};
    ent_estimate whole = made(10, 20, 40), open_whole = made(10, 10, HUGE_VAL), r = {0};

    (void)state;
    assert_int_equal(ent_estimate_total(items, 3, false, &arena, &r, NULL), ENT_OK);
    assert_true(r.low == 8 && r.value == 9 && r.high == HUGE_VAL);
    assert_int_equal(ent_estimate_ratio(&items[0], &whole, &arena, &r, NULL), ENT_OK);
    assert_true(r.low == 0.125 && r.value == 0.25 && r.high == HUGE_VAL);
    assert_int_equal(ent_estimate_ratio(&items[0], &open_whole, &arena, &r, NULL), ENT_OK);
    assert_true(r.low == 0 && r.value == 0.5 && r.high == HUGE_VAL);
    items[1].low = -HUGE_VAL;
    assert_int_equal(ent_estimate_total(items, 3, false, &arena, &r, NULL), ENT_OK);
    assert_true(r.low == -HUGE_VAL && r.value == 9 && r.high == HUGE_VAL);
    ent_arena_clear(&arena);
}

static void
the_weakest_level_carries_on(void **state)
{
    ent_arena arena = {0};
    ent_estimate items[2] = {made(1, 2, 3), made(1, 2, 3)}, r = {0};

    (void)state;
    items[1].level_0to1 = 0.9;
    assert_int_equal(ent_estimate_total(items, 2, false, &arena, &r, NULL), ENT_OK);
    assert_true(r.level_0to1 == 0.9);
    assert_int_equal(ent_estimate_ratio(&items[0], &items[1], &arena, &r, NULL), ENT_OK);
    assert_true(r.level_0to1 == 0.9);
    ent_arena_clear(&arena);
}

static void
a_claim_is_named_once(void **state)
{
    static const char *const ONE[] = {"c1", "c2"}, *const TWO[] = {"c2", "c3"},
                             *const THREE[] = {"c1"};
    ent_arena arena = {0};
    ent_estimate items[3] = {made(1, 2, 3), made(1, 2, 3), made(1, 2, 3)}, r = {0};

    (void)state;
    items[0].lineage = ONE;
    items[1].lineage = TWO;
    items[2].lineage = THREE;
    items[0].n_lineage = items[1].n_lineage = 2;
    items[2].n_lineage = 1;
    assert_int_equal(ent_estimate_total(items, 3, false, &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.n_lineage, 3);
    assert_string_equal(r.lineage[0], "c1");
    assert_string_equal(r.lineage[1], "c2");
    assert_string_equal(r.lineage[2], "c3");
    assert_int_equal(ent_estimate_ratio(&items[0], &items[1], &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.n_lineage, 3);
    ent_arena_clear(&arena);
}

static void
units_that_differ_refuse_to_add(void **state)
{
    ent_arena arena = {0};
    ent_error err = {0};
    ent_estimate items[2] = {made(1, 2, 3), made(1, 2, 3)}, r = {.value = 7};

    (void)state;
    items[1].unit = "persons";
    assert_int_equal(ent_estimate_total(items, 2, false, &arena, &r, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "cannot add \"persons\" to \"USD\""));
    items[1].unit = NULL;
    assert_int_equal(ent_estimate_total(items, 2, false, &arena, &r, &err), ENT_E_DOMAIN);
    assert_true(r.value == 7);
    ent_arena_clear(&arena);
}

static void
nothing_cannot_be_added_up(void **state)
{
    ent_arena arena = {0};
    ent_error err = {0};
    ent_estimate r = {.value = 7};

    (void)state;
    assert_int_equal(ent_estimate_total(NULL, 0, true, &arena, &r, &err), ENT_E_SHAPE);
    assert_int_equal(err.status, ENT_E_SHAPE);
    assert_true(r.value == 7);
}

static void
a_missing_item_makes_the_sum_missing(void **state)
{
    ent_arena arena = {0};
    ent_estimate items[3] = {made(1, 2, 3), made(4, 5, 6), made(0, 0, 0)}, r = {0};

    (void)state;
    items[2].state = ENT_UNCOVERED;
    assert_int_equal(ent_estimate_total(items, 3, false, &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.state, ENT_MISSING);
    assert_true(r.value == 0 && r.low == 0 && r.high == 0);
    assert_non_null(strstr(r.note, "1 of 3"));
    ent_arena_clear(&arena);
}

static void
left_out_items_are_counted(void **state)
{
    ent_arena arena = {0};
    ent_estimate items[3] = {made(1, 2, 3), made(4, 5, 6), made(9, 9, 9)}, r = {0};

    (void)state;
    items[1].state = ENT_MISSING;
    assert_int_equal(ent_estimate_total(items, 3, true, &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.state, ENT_VALUE);
    assert_true(r.value == 11 && r.low == 10 && r.high == 12);
    assert_non_null(strstr(r.note, "1 of 3"));
    items[0].state = items[2].state = ENT_MISSING;
    assert_int_equal(ent_estimate_total(items, 3, true, &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.state, ENT_MISSING);
    ent_arena_clear(&arena);
}

static void
a_sum_spans_all_its_dates(void **state)
{
    ent_arena arena = {0};
    ent_estimate items[2] = {made(1, 2, 3), made(4, 5, 6)}, r = {0};

    (void)state;
    items[1].first_day = -50;
    items[0].last_day = 900;
    assert_int_equal(ent_estimate_total(items, 2, false, &arena, &r, NULL), ENT_OK);
    assert_int_equal(r.first_day, -50);
    assert_int_equal(r.last_day, 900);
    assert_null(r.note);
    ent_arena_clear(&arena);
}

static void
a_ratio_has_the_weaker_state(void **state)
{
    static const ent_state STATES[] = {ENT_UNCOVERED, ENT_MISSING, ENT_VALUE};

    (void)state;
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 3; k++) {
            ent_arena arena = {0};
            ent_estimate a = made(1, 2, 3), b = made(1, 2, 3), r = {0};

            a.state = STATES[i];
            b.state = STATES[k];
            assert_int_equal(ent_estimate_ratio(&a, &b, &arena, &r, NULL), ENT_OK);
            assert_int_equal(r.state, STATES[i < k ? i : k]);
            if (r.state != ENT_VALUE) assert_true(r.value == 0 && r.low == 0 && r.high == 0);
            ent_arena_clear(&arena);
        }
    }
}

static void
a_share_of_nothing_is_refused(void **state)
{
    ent_arena arena = {0};
    ent_error err = {0};
    ent_estimate part = made(1, 2, 3), none = made(0, 2, 3), less = made(-1, 2, 3),
                 r = {.value = 7};

    (void)state;
    assert_int_equal(ent_estimate_ratio(&part, &none, &arena, &r, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "a whole above 0"));
    assert_int_equal(ent_estimate_ratio(&less, &part, &arena, &r, &err), ENT_E_DOMAIN);
    assert_int_equal(ent_estimate_ratio(&none, &part, &arena, &r, &err), ENT_OK);
    ent_arena_clear(&arena);
}

static void
no_memory_is_a_status(void **state)
{
    static const char *const IDS[] = {"c1"};
    ent_estimate items[2] = {made(1, 2, 3), made(1, 2, 3)}, r = {.value = 7};
    ent_error err = {0};

    (void)state;
    items[0].lineage = items[1].lineage = IDS;
    items[0].n_lineage = items[1].n_lineage = 1;
    items[1].state = ENT_MISSING;
    for (size_t limit = 1; limit < 200; limit++) {
        ent_arena arena = {.limit = limit};
        ent_status st = ent_estimate_total(items, 2, true, &arena, &r, &err);

        assert_true(st == ENT_OK || (st == ENT_E_NOMEM && r.value == 7));
        ent_arena_clear(&arena);
        if (st == ENT_OK) return;
    }
    fail_msg("200 bytes are enough");
}

static void
no_memory_for_a_ratio_is_a_status(void **state)
{
    static const char *const IDS[] = {"c1"};
    ent_estimate a = made(1, 2, 3), r = {.value = 7};
    ent_arena arena = {.limit = 1};
    ent_error err = {0};

    (void)state;
    a.lineage = IDS;
    a.n_lineage = 1;
    assert_int_equal(ent_estimate_ratio(&a, &a, &arena, &r, &err), ENT_E_NOMEM);
    assert_true(r.value == 7);
    ent_arena_clear(&arena);
}

static void
intervals_that_touch_do_not_disagree(void **state)
{
    ent_estimate a = made(1, 2, 3), b = made(3, 4, 5), c = made(3.5, 4, 5);

    (void)state;
    assert_false(ent_estimate_disjoint(&a, &b));
    assert_false(ent_estimate_disjoint(&b, &a));
    assert_true(ent_estimate_disjoint(&a, &c));
    assert_true(ent_estimate_disjoint(&c, &a));
    c.state = ENT_MISSING;
    assert_false(ent_estimate_disjoint(&a, &c));
    assert_false(ent_estimate_disjoint(&c, &a));
}

static ent_estimate
random_key(dice *d)
{
    static const char *const WORDS[] = {"a", "b", "c", NULL};
    ent_estimate e = made(1, 2, 3);

    e.measure = WORDS[dice_below(d, 3)];
    e.from = WORDS[dice_below(d, 3)];
    e.to = WORDS[dice_below(d, 4)];
    e.first_day = (int32_t)dice_below(d, 3);
    e.id = WORDS[dice_below(d, 4)];
    return e;
}

static void
the_order_is_total(void **state)
{
    dice d = {5};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        ent_estimate x = random_key(&d), y = random_key(&d), z = random_key(&d);
        int xy = ent_estimate_compare(&x, &y), yx = ent_estimate_compare(&y, &x);
        int yz = ent_estimate_compare(&y, &z), xz = ent_estimate_compare(&x, &z);

        assert_int_equal(ent_estimate_compare(&x, &x), 0);
        assert_int_equal((xy > 0) - (xy < 0), (yx < 0) - (yx > 0));
        if (xy <= 0 && yz <= 0) assert_true(xz <= 0);
        if (xy == 0) assert_true(x.first_day == y.first_day && x.to == y.to && x.id == y.id);
    }
}

static void
order_is_by_measure_pair_time_id(void **state)
{
    ent_estimate a = made(1, 2, 3), b = a;

    (void)state;
    a.id = "x";
    b.id = "y";
    assert_true(ent_estimate_compare(&a, &b) < 0);
    a.first_day++;
    assert_true(ent_estimate_compare(&a, &b) > 0);
    b.to = "NOR";
    assert_true(ent_estimate_compare(&a, &b) < 0);
    a.from = "NOR";
    assert_true(ent_estimate_compare(&a, &b) > 0);
    b.measure = "z";
    assert_true(ent_estimate_compare(&a, &b) < 0);
    b = a;
    b.to = NULL;
    assert_true(ent_estimate_compare(&b, &a) < 0);
}

static double
place(const double *quantiles, size_t n, double v)
{
    ent_yardstick y = {.measure = "made.up", .quantiles = quantiles, .n_quantiles = n};
    ent_estimate e = made(v, v, v);
    double p = -1, low = -1, high = -1;

    assert_int_equal(ent_yardstick_place(&y, &e, &p, &low, &high), ENT_OK);
    assert_true(p == low && p == high);
    return p;
}

static void
places_lie_between_the_quantiles(void **state)
{
    static const double Q[] = {0, 10, 20, 40, 80};

    (void)state;
    assert_true(place(Q, 5, -1) == 0);
    assert_true(place(Q, 5, 0) == 0);
    check_near(place(Q, 5, 5), 0.125, 1e-15, "between the first two");
    assert_true(place(Q, 5, 10) == 0.25);
    check_near(place(Q, 5, 30), 0.625, 1e-15, "between the middle two");
    assert_true(place(Q, 5, 80) == 1);
    assert_true(place(Q, 5, 81) == 1);
    assert_true(place(Q, 5, HUGE_VAL) == 1);
    assert_true(place(Q, 5, -HUGE_VAL) == 0);
}

static void
pairs_that_are_level_are_not_below(void **state)
{
    static const double LOW[] = {0, 0, 0, 0, 8}, HIGH[] = {0, 9, 9, 9, 9}, FLAT[] = {5, 5};

    (void)state;
    assert_true(place(LOW, 5, 0) == 0);
    assert_true(place(LOW, 5, 1e-9) >= 0.75);
    assert_true(place(HIGH, 5, 9) == 0.25);
    assert_true(place(HIGH, 5, 9.5) == 1);
    assert_true(place(FLAT, 2, 5) == 0);
    assert_true(place(FLAT, 2, 6) == 1);
}

static void
places_agree_with_a_count(void **state)
{
    dice d = {6};
    double all[1001];

    (void)state;
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 1001; i++)
            all[i] = 0;
        for (int i = 1; i < 1001; i++)
            all[i] = all[i - 1] + (dice_below(&d, 3) ? dice_unit(&d) : 0);
        for (int k = 0; k < 200; k++) {
            double v = k % 2 ? all[dice_below(&d, 1001)] : dice_unit(&d) * all[1000];
            size_t below = 0;

            while (below < 1001 && all[below] < v)
                below++;
            check_near(place(all, 1001, v), (double)below / 1001, 0.002, "share below");
        }
    }
}

static void
the_ends_of_the_interval_get_places(void **state)
{
    static const double Q[] = {0, 10, 20};
    ent_yardstick y = {.measure = "made.up", .quantiles = Q, .n_quantiles = 3};
    ent_estimate e = made(5, 10, 15);
    double p = -1, low = -1, high = -1;

    (void)state;
    assert_int_equal(ent_yardstick_place(&y, &e, &p, &low, &high), ENT_OK);
    assert_true(low == 0.25 && p == 0.5 && high == 0.75);
}

static void
without_a_ruler_there_is_no_place(void **state)
{
    static const double Q[] = {0, 10};
    ent_yardstick y = {.measure = "made.up", .quantiles = Q, .n_quantiles = 1};
    ent_estimate e = made(5, 10, 15);
    double p = 7, low = 7, high = 7;

    (void)state;
    assert_int_equal(ent_yardstick_place(NULL, &e, &p, &low, &high), ENT_NONE);
    assert_int_equal(ent_yardstick_place(&y, &e, &p, &low, &high), ENT_NONE);
    y.n_quantiles = 2;
    e.state = ENT_MISSING;
    assert_int_equal(ent_yardstick_place(&y, &e, &p, &low, &high), ENT_NONE);
    assert_true(p == 7 && low == 7 && high == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a ratio spans its corners", a_ratio_spans_its_corners),
        FACT("a total spans its corners", a_total_spans_its_corners),
        FACT("an open end stays open", an_open_end_stays_open),
        FACT("the weakest level carries on", the_weakest_level_carries_on),
        FACT("a claim is named once in a lineage", a_claim_is_named_once),
        FACT("units that differ refuse to add", units_that_differ_refuse_to_add),
        FACT("nothing cannot be added up", nothing_cannot_be_added_up),
        FACT("a missing item makes the sum missing", a_missing_item_makes_the_sum_missing),
        FACT("items left out are counted in the note", left_out_items_are_counted),
        FACT("a sum spans all its dates", a_sum_spans_all_its_dates),
        FACT("a ratio has the weaker state of the two", a_ratio_has_the_weaker_state),
        FACT("a share of nothing is refused", a_share_of_nothing_is_refused),
        FACT("no memory for a sum is a status", no_memory_is_a_status),
        FACT("no memory for a ratio is a status", no_memory_for_a_ratio_is_a_status),
        FACT("intervals that touch do not disagree", intervals_that_touch_do_not_disagree),
        FACT("the order is total", the_order_is_total),
        FACT("order is by measure, pair, time and id", order_is_by_measure_pair_time_id),
        FACT("places lie between the quantiles", places_lie_between_the_quantiles),
        FACT("pairs that are level are not below", pairs_that_are_level_are_not_below),
        FACT("places agree with a count", places_agree_with_a_count),
        FACT("the ends of an interval get places", the_ends_of_the_interval_get_places),
        FACT("without a ruler there is no place", without_a_ruler_there_is_no_place),
    };

    return RUN(tests);
}

/* test_asymmetry.c: asymmetry is antisymmetric, monotone, and spans all that its inputs allow. */
#include "../check.h"

#include "entente/measure.h"

static ent_estimate
made(const char *from, const char *to, double low, double value, double high)
{
    return (ent_estimate){.measure = "trade.dependence",
                          .from = from,
                          .to = to,
                          .state = ENT_VALUE,
                          .value = value,
                          .low = low,
                          .high = high,
                          .level_0to1 = 1,
                          .unit = "share"};
}

static ent_estimate
random_share(dice *d, const char *from, const char *to)
{
    double a = dice_unit(d), b = dice_unit(d), t = dice_unit(d);
    double low = dice_below(d, 10) ? fmin(a, b) : 0, high = fmax(a, b);

    return made(from, to, low, low + t * (high - low), high);
}

static ent_estimate
asymmetry(const ent_estimate *x, const ent_estimate *y)
{
    ent_arena arena = {0};
    ent_estimate e = {0};

    assert_int_equal(ent_measure_asymmetry(x, y, &arena, &e, NULL), ENT_OK);
    ent_arena_clear(&arena);
    return e;
}

static void
exchanging_the_sides_changes_the_sign(void **state)
{
    dice d = {9};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        ent_estimate x = random_share(&d, "ISL", "MLT"), y = random_share(&d, "MLT", "ISL");
        ent_estimate e = asymmetry(&x, &y), f = asymmetry(&y, &x);

        assert_true(e.value == -f.value && e.low == -f.high && e.high == -f.low);
        assert_true(e.low >= -1 && e.high <= 1);
        assert_true(e.low <= e.value && e.value <= e.high);
        assert_string_equal(e.from, "ISL");
        assert_string_equal(e.to, "MLT");
    }
}

static void
it_rises_in_one_and_falls_in_the_other(void **state)
{
    dice d = {10};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        ent_estimate x = random_share(&d, "ISL", "MLT"), y = random_share(&d, "MLT", "ISL");
        ent_estimate more = x, e = asymmetry(&x, &y), f;
        double by = dice_unit(&d);

        more.low += by;
        more.value += by;
        more.high += by;
        f = asymmetry(&more, &y);
        assert_true(f.value >= e.value && f.low >= e.low && f.high >= e.high);
        f = asymmetry(&y, &more);
        assert_true(f.value <= -e.value && f.low <= -e.high && f.high <= -e.low);
    }
}

static void
no_point_inside_leaves_the_interval(void **state)
{
    dice d = {11};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        ent_estimate x = random_share(&d, "ISL", "MLT"), y = random_share(&d, "MLT", "ISL");
        ent_estimate e = asymmetry(&x, &y);

        for (int k = 0; k < 50; k++) {
            double a = x.low + dice_unit(&d) * (x.high - x.low);
            double b = y.low + dice_unit(&d) * (y.high - y.low);
            double at = (a - b) / (a + b);

            assert_true(at >= e.low - 1e-12 && at <= e.high + 1e-12);
        }
    }
}

static void
two_zeros_are_balanced_and_noted(void **state)
{
    ent_estimate x = made("ISL", "MLT", 0, 0, 0), y = made("MLT", "ISL", 0, 0, 0);
    ent_estimate e = asymmetry(&x, &y);

    (void)state;
    assert_true(e.value == 0 && e.low == 0 && e.high == 0);
    assert_non_null(strstr(e.note, "neither side"));
    assert_string_equal(e.measure, "trade.asymmetry");
    assert_string_equal(e.unit, "index");
}

static void
one_zero_is_full_asymmetry(void **state)
{
    ent_estimate x = made("ISL", "MLT", 0.1, 0.2, 0.3), y = made("MLT", "ISL", 0, 0, 0);
    ent_estimate e = asymmetry(&x, &y);

    (void)state;
    assert_true(e.value == 1 && e.low == 1 && e.high == 1);
    assert_null(e.note);
}

static void
an_open_end_goes_to_the_limit(void **state)
{
    ent_estimate x = made("ISL", "MLT", 0.2, 0.2, HUGE_VAL), y = made("MLT", "ISL", 0.1, 0.1, 0.1);
    ent_estimate e = asymmetry(&x, &y), f = asymmetry(&y, &x);

    (void)state;
    assert_true(e.high == 1);
    check_near(e.low, 1 / 3.0, 1e-15, "low");
    assert_true(f.low == -1);
    y.high = HUGE_VAL;
    e = asymmetry(&x, &y);
    assert_true(e.low == -1 && e.high == 1);
}

static void
a_missing_side_leaves_no_number(void **state)
{
    ent_estimate x = made("ISL", "MLT", 0.2, 0.2, 0.2), y = made("MLT", "ISL", 0.1, 0.1, 0.1), e;

    (void)state;
    y.state = ENT_MISSING;
    e = asymmetry(&x, &y);
    assert_int_equal(e.state, ENT_MISSING);
    assert_true(e.value == 0 && e.low == 0 && e.high == 0);
    e = asymmetry(&y, &x);
    assert_int_equal(e.state, ENT_MISSING);
}

static void
negative_dependence_is_refused(void **state)
{
    ent_estimate x = made("ISL", "MLT", -0.1, 0.2, 0.3), y = made("MLT", "ISL", 0.1, 0.1, 0.1);
    ent_estimate e = {.value = 7};
    ent_arena arena = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_measure_asymmetry(&x, &y, &arena, &e, &err), ENT_E_DOMAIN);
    assert_int_equal(ent_measure_asymmetry(&y, &x, &arena, &e, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "at least 0"));
    assert_true(e.value == 7);
    ent_arena_clear(&arena);
}

static void
no_memory_is_a_status(void **state)
{
    static const char *const IDS[] = {"c1"};
    ent_estimate x = made("ISL", "MLT", 0.1, 0.2, 0.3);
    ent_error err = {0};

    (void)state;
    x.lineage = IDS;
    x.n_lineage = 1;
    for (size_t limit = 1; limit < 2000; limit++) {
        ent_arena arena = {.limit = limit};
        ent_estimate e = {.value = 7};
        ent_status st = ent_measure_asymmetry(&x, &x, &arena, &e, &err);

        ent_arena_clear(&arena);
        if (st == ENT_OK) return;
        assert_int_equal(st, ENT_E_NOMEM);
        assert_true(e.value == 7);
    }
    fail_msg("2000 bytes are enough");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("exchanging the sides changes the sign", exchanging_the_sides_changes_the_sign),
        FACT("it rises in one and falls in the other", it_rises_in_one_and_falls_in_the_other),
        FACT("no point inside leaves the interval", no_point_inside_leaves_the_interval),
        FACT("two zeros are balanced, with a note", two_zeros_are_balanced_and_noted),
        FACT("one zero is full asymmetry", one_zero_is_full_asymmetry),
        FACT("an open end goes to the limit", an_open_end_goes_to_the_limit),
        FACT("a missing side leaves no number", a_missing_side_leaves_no_number),
        FACT("negative dependence is refused", negative_dependence_is_refused),
        FACT("no memory is a status", no_memory_is_a_status),
    };

    return RUN(tests);
}

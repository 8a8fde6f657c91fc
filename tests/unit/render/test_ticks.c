/* test_ticks.c: axes: round ticks, mended ranges, the way from data to drawing. */
#include "render/render_priv.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void
near(double got, double want)
{
    assert_true(fabs(got - want) <= 1e-9 * fmax(1, fabs(want)));
}

static void
ticks_are_round(void **state)
{
    ent_rd_axis a = {.min = 0, .max = 0.367};

    (void)state;
    ent_rd_axis_round(&a, 5);
    near(a.max, 0.4);
    ent_rd_axis_ticks(&a, 5);
    assert_int_equal(a.n_ticks, 5);
    near(a.ticks[1], 0.1);
}

static void
years_are_whole(void **state)
{
    ent_rd_axis a = {.min = 1689.65, .max = 2026.9};

    (void)state;
    ent_rd_axis_years(&a, 8);
    assert_int_equal(a.n_ticks, 7);
    near(a.ticks[0], 1700);
    near(a.ticks[6], 2000);
    a = (ent_rd_axis){.min = 2014.2, .max = 2014.4};
    ent_rd_axis_years(&a, 8);
    assert_int_equal(a.n_ticks, 1);
}

static void
log_axes_tick_at_powers(void **state)
{
    ent_rd_axis a = {.min = 3, .max = 80000, .log = true, .from = 0, .to = 1};

    (void)state;
    ent_rd_axis_round(&a, 5);
    near(a.min, 2);
    near(a.max, 100000);
    ent_rd_axis_ticks(&a, 5);
    assert_true(a.n_ticks >= 3 && a.n_ticks <= 6);
    near(ent_rd_axis_at(&a, 1e6), 1);
    near(ent_rd_axis_at(&a, -1), 0);
    near(ent_rd_axis_at(&a, 0), 0);
}

static void
ranges_without_width_are_mended(void **state)
{
    const double values[] = {0, 5, -5, 1e300, 1e-300};

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int log = 0; log < 2; log++) {
            ent_rd_axis a = {.min = values[i], .max = values[i], .log = log, .to = 100};
            ent_rd_axis_round(&a, 5);
            assert_true(a.max > a.min);
            ent_rd_axis_ticks(&a, 5);
            assert_true(a.n_ticks > 0 && a.n_ticks <= ENT_RD_TICKS_MAX);
            double at = ent_rd_axis_at(&a, values[i]);
            assert_true(at >= 0 && at <= 100);
        }
}

static void
open_ends_land_on_the_axis(void **state)
{
    ent_rd_axis a = {.min = 0, .max = 10, .from = 100, .to = 0};

    (void)state;
    near(ent_rd_axis_at(&a, HUGE_VAL), 0);
    near(ent_rd_axis_at(&a, -HUGE_VAL), 100);
    near(ent_rd_axis_at(&a, 5), 50);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round),
        cmocka_unit_test(years_are_whole),
        cmocka_unit_test(log_axes_tick_at_powers),
        cmocka_unit_test(ranges_without_width_are_mended),
        cmocka_unit_test(open_ends_land_on_the_axis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

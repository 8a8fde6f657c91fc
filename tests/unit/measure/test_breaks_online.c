/* test_breaks_online.c: year by year and all at once are the same evidence and the same last year.
 */
#include "breaks_test.h"

#include <stdlib.h>

static void
forward_and_backward_evidence_are_equal(void **state)
{
    dice d = {2007};
    double worst = 0;

    (void)state;
    for (int round = 0; round < 60; round++) {
        enum { N_MAX = 150 };
        size_t n = 1 + dice_below(&d, N_MAX);
        double y[N_MAX], var[N_MAX], forward = 0;
        ent_breaks_model m = random_series(&d, n, y, var);
        ent_arena arena = {0};
        ent_breaks b = {0};

        assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, n}, &arena, &b, NULL),
                         ENT_OK);
        assert_int_equal(
            ent_measure_breaks_online(&m, &(ent_breaks_series){y, var, n}, NULL, &forward, NULL),
            ENT_OK);
        worst = fmax(worst, fabs(forward - b.log_evidence));
        ent_arena_clear(&arena);
    }
    print_message("# largest difference of ln evidence: %.2g\n", worst);
    assert_true(worst <= 1e-10);
}

/* After the last year both know the same, so both must say the same of when its segment began. */
static void
the_last_year_is_that_of_the_whole(void **state)
{
    enum { N = 30 };
    dice d = {11};
    double y[N], var[N], run[N * (N + 1) / 2];
    ent_breaks_model m = random_series(&d, N, y, var);
    ent_arena arena = {0};

    (void)state;
    assert_int_equal(
        ent_measure_breaks_online(&m, &(ent_breaks_series){y, var, N}, run, NULL, NULL), ENT_OK);
    for (size_t t = 0; t < N; t++) {
        const double *now = run + t * (t + 1) / 2;
        ent_breaks b = {0};
        double sum = 0;

        for (size_t j = 0; j <= t; j++)
            sum += now[j];
        check_near(sum, 1, 1e-12, "all runs");
        assert_int_equal(
            ent_measure_breaks(&m, &(ent_breaks_series){y, var, t + 1}, &arena, &b, NULL), ENT_OK);
        check_near(now[t], b.p_change[t], 1e-10, "P(a segment begins this year)");
    }
    ent_arena_clear(&arena);
}

static void
later_years_change_nothing_before_them(void **state)
{
    enum { N = 40, HALF = 20 };
    dice d = {12};
    double y[N], var[N], all[N * (N + 1) / 2], half[HALF * (HALF + 1) / 2];
    ent_breaks_model m = random_series(&d, N, y, var);

    (void)state;
    assert_int_equal(
        ent_measure_breaks_online(&m, &(ent_breaks_series){y, var, N}, all, NULL, NULL), ENT_OK);
    assert_int_equal(
        ent_measure_breaks_online(&m, &(ent_breaks_series){y, var, HALF}, half, NULL, NULL),
        ENT_OK);
    assert_memory_equal(all, half, sizeof half);
}

static void
a_jump_is_seen_when_it_comes(void **state)
{
    enum { N = 30, AT = 20 };
    const ent_breaks_model m = {.hazard = 0.02, .level_var = 9, .noise_var = 0.25};
    double y[N], var[N], run[N * (N + 1) / 2];
    dice d = {3};

    (void)state;
    for (size_t t = 0; t < N; t++) {
        y[t] = (t < AT ? 0 : 4) + 0.5 * dice_normal(&d);
        var[t] = 0.01;
    }
    assert_int_equal(
        ent_measure_breaks_online(&m, &(ent_breaks_series){y, var, N}, run, NULL, NULL), ENT_OK);
    assert_true(run[(AT - 1) * AT / 2 + 0] > 0.5);
    assert_true(run[(AT + 1) * (AT + 2) / 2 + AT] > 0.95);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("forward and backward evidence are equal", forward_and_backward_evidence_are_equal),
        FACT("the last year is that of the whole", the_last_year_is_that_of_the_whole),
        FACT("later years change nothing before them", later_years_change_nothing_before_them),
        FACT("a jump is seen when it comes", a_jump_is_seen_when_it_comes),
    };

    return RUN(tests);
}

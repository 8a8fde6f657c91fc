/* test_optimise.c: minima are found, and the walk says when it did not get there. */
#include "../check.h"

#include "entente/num.h"

/* Rosenbrock (1960), The Computer Journal 3(3): minimum 0 at (1, 1). */
static ent_status
rosenbrock(void *user, const double *x, size_t n, double *value, double *gradient, ent_error *err)
{
    double a = 1 - x[0], b = x[1] - x[0] * x[0];

    (void)user, (void)n, (void)err;
    *value = a * a + 100 * b * b;
    gradient[0] = -2 * a - 400 * x[0] * b;
    gradient[1] = 200 * b;
    return ENT_OK;
}

/* x - log x: not defined left of zero. */
static ent_status
walled(void *user, const double *x, size_t n, double *value, double *gradient, ent_error *err)
{
    (void)user, (void)n, (void)err;
    *value = x[0] > 0 ? x[0] - log(x[0]) : HUGE_VAL;
    gradient[0] = x[0] > 0 ? 1 - 1 / x[0] : NAN;
    return ENT_OK;
}

static ent_status
failing(void *user, const double *x, size_t n, double *value, double *gradient, ent_error *err)
{
    int *calls = user;

    if (++*calls == 3) return ent_fail(err, ENT_E_CORRUPT, "third call");
    return rosenbrock(NULL, x, n, value, gradient, err);
}

static void
the_bottom_of_a_curved_valley_is_found(void **state)
{
    ent_num_problem problem = {.objective = rosenbrock,
                               .user = NULL,
                               .n = 2,
                               .max_steps = 0,
                               .gradient_share = 1e-8,
                               .value_share = 1e-300};
    ent_num_minimum found = {0};
    double x[2] = {-1.2, 1};

    (void)state;
    assert_int_equal(ent_num_minimise(&problem, x, &found, NULL), ENT_OK);
    assert_true(found.converged && found.steps > 5 && found.evaluations >= found.steps);
    check_near(x[0], 1, 1e-6, "x");
    check_near(x[1], 1, 1e-6, "y");
    check_near(found.value, 0, 1e-12, "value");
}

static void
a_wall_turns_the_walk_back(void **state)
{
    ent_num_problem problem = {.objective = walled,
                               .user = NULL,
                               .n = 1,
                               .max_steps = 0,
                               .gradient_share = 0,
                               .value_share = 0};
    ent_num_minimum found = {0};
    double x[1] = {0.01};

    (void)state;
    assert_int_equal(ent_num_minimise(&problem, x, &found, NULL), ENT_OK);
    check_near(x[0], 1, 1e-3, "x");
    check_near(found.value, 1, 1e-6, "value");
}

static void
a_cap_on_steps_is_kept_and_told(void **state)
{
    ent_num_problem problem = {.objective = rosenbrock,
                               .user = NULL,
                               .n = 2,
                               .max_steps = 3,
                               .gradient_share = 1e-8,
                               .value_share = 1e-300};
    ent_num_minimum found = {0};
    double x[2] = {-1.2, 1}, value, gradient[2];

    (void)state;
    assert_int_equal(ent_num_minimise(&problem, x, &found, NULL), ENT_OK);
    assert_false(found.converged);
    assert_true(found.value < 24);
    assert_int_equal(rosenbrock(NULL, x, 2, &value, gradient, NULL), ENT_OK);
    assert_true(value == found.value);
}

static void
errors_come_through_as_they_are(void **state)
{
    int calls = 0;
    ent_num_problem problem = {.objective = failing,
                               .user = &calls,
                               .n = 2,
                               .max_steps = 0,
                               .gradient_share = 0,
                               .value_share = 0};
    ent_num_problem none = {.objective = rosenbrock,
                            .user = NULL,
                            .n = 0,
                            .max_steps = 0,
                            .gradient_share = 0,
                            .value_share = 0},
                    wall = {.objective = walled,
                            .user = NULL,
                            .n = 1,
                            .max_steps = 0,
                            .gradient_share = 0,
                            .value_share = 0};
    ent_num_minimum found = {.value = 77};
    ent_error err = {0};
    double x[2] = {-1.2, 1}, left[1] = {-1};

    (void)state;
    assert_int_equal(ent_num_minimise(&problem, x, &found, &err), ENT_E_CORRUPT);
    assert_string_equal(err.text, "third call");
    assert_true(x[0] == -1.2 && x[1] == 1 && found.value == 77);
    assert_int_equal(ent_num_minimise(&none, x, &found, NULL), ENT_E_SHAPE);
    assert_int_equal(ent_num_minimise(&wall, left, &found, NULL), ENT_E_DOMAIN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the bottom of a curved valley is found", the_bottom_of_a_curved_valley_is_found),
        FACT("a wall turns the walk back", a_wall_turns_the_walk_back),
        FACT("a cap on steps is kept and told", a_cap_on_steps_is_kept_and_told),
        FACT("errors come through as they are", errors_come_through_as_they_are),
    };

    return RUN(tests);
}

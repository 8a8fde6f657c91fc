/* test_hessian.c: second derivatives of a function that has them in closed form. */
#include "../check.h"

#include "entente/num.h"

/* exp(x + 2 y) + x y^2 */
static ent_status
curved(void *user, const double *x, size_t n, double *value, double *gradient, ent_error *err)
{
    double e = exp(x[0] + 2 * x[1]);
    int *calls = user;

    (void)n;
    if (calls && ++*calls == 2) return ent_fail(err, ENT_E_LIMIT, "second call");
    *value = x[0] > 5 ? HUGE_VAL : e + x[0] * x[1] * x[1];
    gradient[0] = e + x[1] * x[1];
    gradient[1] = 2 * e + 2 * x[0] * x[1];
    return ENT_OK;
}

static void
second_derivatives_are_right_and_symmetric(void **state)
{
    ent_num_problem problem = {.objective = curved, .n = 2};
    double x[2] = {0.3, -0.7}, h[4], e = exp(0.3 - 1.4);

    (void)state;
    assert_int_equal(ent_num_hessian(&problem, x, h, NULL), ENT_OK);
    check_relative(h[0], e, 1e-8, "xx");
    check_relative(h[1], 2 * e - 1.4, 1e-8, "xy");
    check_relative(h[3], 4 * e + 0.6, 1e-8, "yy");
    assert_true(h[1] == h[2]);
}

static void
one_side_gives_the_same_more_coarsely(void **state)
{
    ent_num_problem problem = {.objective = curved, .n = 2, .one_sided = true};
    double x[2] = {0.3, -0.7}, h[4], e = exp(0.3 - 1.4);

    (void)state;
    assert_int_equal(ent_num_hessian(&problem, x, h, NULL), ENT_OK);
    check_relative(h[0], e, 1e-4, "xx");
    check_relative(h[1], 2 * e - 1.4, 1e-4, "xy");
    check_relative(h[3], 4 * e + 0.6, 1e-4, "yy");
}

static void
errors_and_edges_come_through(void **state)
{
    int calls = 0;
    ent_num_problem failing = {.objective = curved, .user = &calls, .n = 2};
    ent_num_problem edge = {.objective = curved, .n = 2};
    double x[2] = {0, 0}, at_edge[2] = {5, 0}, h[4];

    (void)state;
    assert_int_equal(ent_num_hessian(&failing, x, h, NULL), ENT_E_LIMIT);
    assert_int_equal(ent_num_hessian(&edge, at_edge, h, NULL), ENT_E_DOMAIN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("second derivatives are right and symmetric",
             second_derivatives_are_right_and_symmetric),
        FACT("one side gives the same more coarsely", one_side_gives_the_same_more_coarsely),
        FACT("errors and edges come through", errors_and_edges_come_through),
    };

    return RUN(tests);
}

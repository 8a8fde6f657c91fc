/* test_ideal_steps.c: what one vote says, and steps that go uphill. */
#include "ideal_house.h"

#include "measure/ideal_priv.h"

static double
log_p(const ideal_item *item, unsigned category, double theta)
{
    ideal_view v;

    ideal_look(item, 2, category, theta, &v);
    return v.log_p;
}

static void
scores_are_derivatives_of_the_log_probability(void **state)
{
    const double h = 1e-5, theta = 0.6;

    (void)state;
    for (unsigned c = 0; c < 3; c++) {
        ideal_item item = {.b = 1.3, .g = {-0.4, 0.9}}, up = item, down = item;
        ideal_view v;
        double eta;

        ideal_look(&item, 2, c, theta, &v);
        eta = (log_p(&item, c, theta + h) - log_p(&item, c, theta - h)) / (2 * h * item.b);
        check_near(v.score, eta, 1e-8, "by eta");
        for (unsigned k = 0; k < 2; k++) {
            up = down = item;
            up.g[k] += h;
            down.g[k] -= h;
            check_near(v.cut_score[k], (log_p(&up, c, theta) - log_p(&down, c, theta)) / (2 * h),
                       1e-8, "by a cut");
        }
        assert_true(v.info > 0);
    }
}

static void
a_factor_solves_its_equations(void **state)
{
    const ideal_normal n = {.info = {4, 1, 3, 0.5, 1, 2}};
    const double b[3] = {1, -2, 0.5};
    double root[6], x[3], half[3];

    (void)state;
    ideal_normal_root(&n, 2, root);
    ideal_root_solve(root, b, x);
    check_near(4 * x[0] + 1 * x[1] + 0.5 * x[2], 1, 1e-14, "first row");
    check_near(1 * x[0] + 3 * x[1] + 1 * x[2], -2, 1e-14, "second row");
    check_near(0.5 * x[0] + 1 * x[1] + 2 * x[2], 0.5, 1e-14, "third row");
    ideal_root_forward(root, b, half);
    check_near(half[0] * half[0] + half[1] * half[1] + half[2] * half[2],
               b[0] * x[0] + b[1] * x[1] + b[2] * x[2], 1e-14, "the form");
    check_near(ideal_root_b_var(root), 5.0 / (4 * 5 - 1 * 1.5 + 0.5 * -0.5), 1e-14, "of b");
}

static void
cuts_never_cross(void **state)
{
    const double wild[3] = {9, 5, -5};
    ideal_item item = {.b = 0, .g = {0, 1}};

    (void)state;
    ideal_item_move(&item, 2, wild);
    assert_true(item.g[0] < item.g[1]);
    assert_true(item.b <= 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("scores are derivatives of the log probability",
             scores_are_derivatives_of_the_log_probability),
        FACT("a factor solves its equations", a_factor_solves_its_equations),
        FACT("cuts never cross", cuts_never_cross),
    };

    return RUN(tests);
}

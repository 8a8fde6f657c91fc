/* test_dense.c: inverse, determinant and product of small dense matrices. */
#include "../check.h"

#include "entente/num.h"

enum { N = 9 };

/* X X' + I of seeded X. */
static void
positive_definite(double *a)
{
    double x[N * N];
    dice d = {.state = 7};

    for (size_t i = 0; i < N * N; i++)
        x[i] = dice_unit(&d) - 0.5;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            a[i * N + j] = i == j;
            for (size_t k = 0; k < N; k++)
                a[i * N + j] += x[i * N + k] * x[j * N + k];
        }
}

static void
a_matrix_times_its_inverse_is_one(void **state)
{
    double a[N * N], inverse[N * N], one[N * N], work[N], log_det = 0;

    (void)state;
    positive_definite(a);
    memcpy(inverse, a, sizeof a);
    assert_true(ent_num_spd_invert(inverse, N, work, &log_det));
    ent_num_multiply(a, inverse, N, one);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            check_near(one[i * N + j], i == j, 1e-13, "A times its inverse");
    assert_true(ent_num_spd_invert(inverse, N, work, &one[0]));
    check_relative(one[0], -log_det, 1e-12, "determinant of the inverse");
    for (size_t i = 0; i < N * N; i++)
        check_near(inverse[i], a[i], 1e-12, "inverse of the inverse");
}

static void
a_known_determinant(void **state)
{
    double a[4] = {4, 0, 2, 3}, work[2], log_det = 0; /* the upper triangle is not read */

    (void)state;
    assert_true(ent_num_spd_invert(a, 2, work, &log_det));
    check_relative(log_det, log(8.0), 1e-15, "log of 4 * 3 - 2 * 2");
    check_relative(a[0], 3.0 / 8, 1e-15, "first element");
    check_relative(a[1], -2.0 / 8, 1e-15, "off the diagonal");
}

static void
what_is_not_positive_definite_is_refused(void **state)
{
    double a[4] = {1, 0, 2, 1}, work[2];

    (void)state;
    assert_false(ent_num_spd_invert(a, 2, work, NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a matrix times its inverse is one", a_matrix_times_its_inverse_is_one),
        FACT("a known determinant", a_known_determinant),
        FACT("what is not positive definite is refused", what_is_not_positive_definite_is_refused),
    };

    return RUN(tests);
}

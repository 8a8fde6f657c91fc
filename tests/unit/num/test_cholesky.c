/* test_cholesky.c: factors multiply back, solutions solve, and what is not definite is refused. */
#include "../check.h"

#include "entente/num.h"

enum { SIZE = 40 };

/* B B' + I for a random B: positive definite. */
static void
make(double a[SIZE * SIZE])
{
    double b[SIZE * SIZE];
    ent_random r = ent_random_at(5, 5);

    for (int i = 0; i < SIZE * SIZE; i++)
        b[i] = ent_random_normal(&r);
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            double sum = i == j;

            for (int k = 0; k < SIZE; k++)
                sum += b[i * SIZE + k] * b[j * SIZE + k];
            a[i * SIZE + j] = sum;
        }
}

static void
the_factor_multiplies_back(void **state)
{
    double a[SIZE * SIZE], l[SIZE * SIZE];

    (void)state;
    make(a);
    memcpy(l, a, sizeof l);
    assert_int_equal(ent_num_cholesky(l, SIZE, NULL), ENT_OK);
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            double sum = 0;

            for (int k = 0; k < SIZE; k++)
                sum += l[i * SIZE + k] * l[j * SIZE + k];
            check_near(sum, a[i * SIZE + j], 1e-11, "L L'");
            assert_true(j <= i || l[i * SIZE + j] == 0);
        }
}

static void
solutions_solve_and_the_inverse_inverts(void **state)
{
    double a[SIZE * SIZE], l[SIZE * SIZE], inverse[SIZE * SIZE], b[SIZE], x[SIZE];

    (void)state;
    make(a);
    memcpy(l, a, sizeof l);
    assert_int_equal(ent_num_cholesky(l, SIZE, NULL), ENT_OK);
    for (int i = 0; i < SIZE; i++)
        b[i] = i - 3;
    ent_num_cholesky_solve(l, SIZE, b, x);
    ent_num_cholesky_inverse(l, SIZE, inverse);
    for (int i = 0; i < SIZE; i++) {
        double sum = 0, row = 0;

        for (int k = 0; k < SIZE; k++) {
            sum += a[i * SIZE + k] * x[k];
            row += inverse[i * SIZE + k] * b[k];
            assert_true(inverse[i * SIZE + k] == inverse[k * SIZE + i]);
        }
        check_near(sum, b[i], 1e-10, "A x");
        check_near(row, x[i], 1e-10, "A^-1 b");
    }
}

static void
only_the_lower_triangle_is_read(void **state)
{
    double a[4] = {4, NAN, 2, 5}, x[2], b[2] = {8, 9};

    (void)state;
    assert_int_equal(ent_num_cholesky(a, 2, NULL), ENT_OK);
    ent_num_cholesky_solve(a, 2, b, x);
    check_near(x[0], 1.375, 1e-15, "x0");
    check_near(x[1], 1.25, 1e-15, "x1");
}

static void
what_is_not_definite_is_refused_with_its_row(void **state)
{
    double a[9] = {1, 0, 0, 0, 1, 0, 0, 1, 1}, nan[1] = {NAN};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_num_cholesky(a, 3, &err), ENT_E_DOMAIN);
    assert_int_equal(err.row, 3);
    assert_int_equal(ent_num_cholesky(nan, 1, NULL), ENT_E_DOMAIN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the factor multiplies back", the_factor_multiplies_back),
        FACT("solutions solve and the inverse inverts", solutions_solve_and_the_inverse_inverts),
        FACT("only the lower triangle is read", only_the_lower_triangle_is_read),
        FACT("what is not definite is refused with its row",
             what_is_not_definite_is_refused_with_its_row),
    };

    return RUN(tests);
}

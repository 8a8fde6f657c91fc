/* test_gamma.c: the incomplete gamma function and the normal against R's values. */
#include "../check.h"

#include "entente/num.h"

/* R 4.2.2: options(digits = 17); pgamma(x, a) */
static const struct {
    double a, x, p;
} GAMMA[] = {
    {0.5, 0.1, 0.34527915398142295},    {0.5, 2, 0.95449973610364158},
    {2, 1, 0.26424111765711528},        {3, 10, 0.9972306042844884},
    {10, 3, 0.0011024881301154794},     {10, 9.5, 0.47817397776279247},
    {50, 40, 0.070335066659394957},     {50, 60, 0.91559331890630813},
    {1000, 1010, 0.6276789447369947},   {1e5, 99800, 0.263751142923979},
    {0.01, 0.001, 0.93857065252612892},
};

/* R 4.2.2: options(digits = 17); qnorm(p) */
static const struct {
    double p, z;
} NORMAL[] = {
    {1e-12, -7.0344838253011321},
    {1e-6, -4.7534243088228987},
    {0.001, -3.0902323061678132},
    {0.025, -1.9599639845400538},
    {0.05, -1.6448536269514726},
    {0.3, -0.52440051270804067},
    {0.5, 0},
    {0.7, 0.52440051270804067},
    {0.95, 1.6448536269514715},
    {0.999, 3.0902323061678132},
};

static void
gamma_agrees_with_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(GAMMA); i++) {
        double p = -1;

        assert_int_equal(ent_num_gamma_cdf(GAMMA[i].a, GAMMA[i].x, &p, NULL), ENT_OK);
        check_relative(p, GAMMA[i].p, 1e-12, "pgamma");
    }
}

static void
gamma_is_zero_and_one_at_its_ends(void **state)
{
    double p = -1;

    (void)state;
    assert_int_equal(ent_num_gamma_cdf(2, 0, &p, NULL), ENT_OK);
    assert_true(p == 0);
    assert_int_equal(ent_num_gamma_cdf(2, INFINITY, &p, NULL), ENT_OK);
    assert_true(p == 1);
}

static void
gamma_refuses_what_it_is_not_defined_for(void **state)
{
    double p = -1;

    (void)state;
    assert_int_equal(ent_num_gamma_cdf(0, 1, &p, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_num_gamma_cdf(INFINITY, 1, &p, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_num_gamma_cdf(1, -1, &p, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_num_gamma_cdf(1, NAN, &p, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_num_gamma_cdf(1e13, 1e13, &p, NULL), ENT_E_LIMIT);
    assert_true(p == -1);
}

static void
normal_quantiles_agree_with_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(NORMAL); i++) {
        double z = -9;

        assert_int_equal(ent_num_normal_quantile(NORMAL[i].p, &z, NULL), ENT_OK);
        check_near(z, NORMAL[i].z, 1e-13 * (1 + fabs(NORMAL[i].z)), "qnorm");
    }
}

static void
normal_share_and_quantile_undo_each_other(void **state)
{
    (void)state;
    for (double x = -6; x <= 6; x += 0.37) {
        double z = 99;

        assert_int_equal(ent_num_normal_quantile(ent_num_normal_cdf(x), &z, NULL), ENT_OK);
        check_near(z, x, 1e-7, "there and back");
    }
}

static void
normal_quantile_refuses_the_ends(void **state)
{
    static const double wrong[] = {0, 1, -0.1, 1.1, NAN};
    double z = 99;

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_int_equal(ent_num_normal_quantile(wrong[i], &z, NULL), ENT_E_DOMAIN);
    assert_true(z == 99);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("gamma agrees with R", gamma_agrees_with_r),
        FACT("gamma is zero and one at its ends", gamma_is_zero_and_one_at_its_ends),
        FACT("gamma refuses what it is not defined for", gamma_refuses_what_it_is_not_defined_for),
        FACT("normal quantiles agree with R", normal_quantiles_agree_with_r),
        FACT("normal share and quantile undo each other",
             normal_share_and_quantile_undo_each_other),
        FACT("normal quantile refuses the ends", normal_quantile_refuses_the_ends),
    };

    return RUN(tests);
}

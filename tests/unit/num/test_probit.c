/* test_probit.c: the probability of a normal interval and its derivatives, both tails. */
#include "../check.h"

#include "entente/num.h"

/* From R: pnorm(u, log.p = TRUE), and log(diff(pnorm(c(-1, 1)))) in the body. */
static void
probabilities_are_those_of_r(void **state)
{
    static const struct {
        double l, u, log_p;
    } known[] = {
        {-HUGE_VAL, 0, -0.69314718055994529}, {-HUGE_VAL, 1, -0.17275377902344988},
        {-HUGE_VAL, -3, -6.6077262215103501}, {-HUGE_VAL, -10, -53.23128515051247},
        {-HUGE_VAL, -40, -804.6084420137538}, {2, HUGE_VAL, -3.7831843336820319},
        {-1, 1, -0.38171514630212616},        {-HUGE_VAL, 9, -1.1285884059538408e-19},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++) {
        ent_num_interval v;

        ent_num_probit_interval(known[i].l, known[i].u, &v);
        check_relative(v.log_p, known[i].log_p, 1e-12, "log p");
    }
}

static double
log_p(double l, double u)
{
    ent_num_interval v;

    ent_num_probit_interval(l, u, &v);
    return v.log_p;
}

static void
derivatives_are_those_of_the_probability(void **state)
{
    static const double ends[][2] = {{-1, 0.5}, {-4, -3}, {2, 2.5},    {-7.5, -6.5},
                                     {6.2, 7},  {-9, 9},  {-0.1, 0.3}, {-30, -29}};
    const double h = 1e-4;

    (void)state;
    for (size_t i = 0; i < COUNT(ends); i++) {
        double l = ends[i][0], u = ends[i][1];
        ent_num_interval v;

        ent_num_probit_interval(l, u, &v);
        check_near(v.upper, (log_p(l, u + h) - log_p(l, u - h)) / (2 * h), 1e-4, "by u");
        check_near(-v.lower, (log_p(l + h, u) - log_p(l - h, u)) / (2 * h), 1e-4, "by l");
        check_near(-v.info_upper, (log_p(l, u + h) - 2 * v.log_p + log_p(l, u - h)) / (h * h),
                   1e-3 * (1 + v.info_upper), "by u twice");
        check_near(-v.info_both,
                   (log_p(l + h, u + h) - log_p(l + h, u - h) - log_p(l - h, u + h) +
                    log_p(l - h, u - h)) /
                       (4 * h * h),
                   1e-3 * (1 + fabs(v.info_both)), "by both");
    }
}

static void
an_interval_and_its_mirror_are_alike(void **state)
{
    ent_num_interval a, b;

    (void)state;
    for (double l = -20; l < 20; l += 0.7) {
        ent_num_probit_interval(l, l + 0.9, &a);
        ent_num_probit_interval(-l - 0.9, -l, &b);
        check_relative(a.log_p, b.log_p, 1e-12, "log p");
        check_near(a.upper, b.lower, 1e-9 * (1 + a.upper), "ends");
        assert_true(a.info_upper + a.info_lower + 2 * a.info_both > -1e-9);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("probabilities are those of R", probabilities_are_those_of_r),
        FACT("derivatives are those of the probability", derivatives_are_those_of_the_probability),
        FACT("an interval and its mirror are alike", an_interval_and_its_mirror_are_alike),
    };

    return RUN(tests);
}

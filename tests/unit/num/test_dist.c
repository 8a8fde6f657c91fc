/* test_dist.c: beta and Student's t against R's values, and what they refuse. */
#include "../check.h"

#include "entente/num.h"

/* R 4.2.2: options(digits = 17); pbeta(x, a, b) */
static const struct {
    double x, a, b, p;
} BETA[] = {
    {0.5, 0.5, 0.5, 0.49999999999999956},
    {0.1, 0.5, 0.5, 0.20483276469913345},
    {0.25, 2.0, 3.0, 0.26171875000000006},
    {0.9, 2.0, 3.0, 0.9963},
    {0.3, 10.0, 0.5, 1.2205229279531698e-06},
    {0.999, 10.0, 0.5, 0.8888967091248603},
    {0.01, 0.5, 20.0, 0.47136993548501577},
    {0.6, 30.0, 20.0, 0.4922998003423517},
    {0.5, 100.0, 100.0, 0.5000000000000008},
    {1e-06, 0.5, 0.5, 0.0006366198784709245},
    {0.2, 1.0, 1.0, 0.2},
    {0.7, 1.0, 5.0, 0.9975700000000001},
    {0.05, 0.05, 3.0, 0.9221790746168481},
    {0.4, 250.0, 380.0, 0.5668103212368629},
    {0.999999, 5.0, 0.01, 0.11076399168222198},
};

/* R 4.2.2: options(digits = 17); qt(p, df) */
static const struct {
    double p, df, t;
} QUANTILES[] = {
    {0.95, 1.0, 6.313751514675038},
    {0.95, 2.0, 2.919985580353724},
    {0.95, 3.0, 2.3533634348018246},
    {0.95, 5.0, 2.0150483733330224},
    {0.95, 10.0, 1.8124611228116756},
    {0.95, 30.0, 1.697260886593957},
    {0.95, 120.0, 1.6576508993552286},
    {0.95, 0.5, 41.13600009287987},
    {0.95, 2.5, 2.5582186141359453},
    {0.95, 10000.0, 1.6450060180692418},
    {0.95, 1000000.0, 1.644855150722039},
    {0.975, 1.0, 12.706204736174694},
    {0.975, 2.0, 4.302652729749462},
    {0.975, 3.0, 3.1824463052837078},
    {0.975, 5.0, 2.5705818356363137},
    {0.975, 10.0, 2.228138851986274},
    {0.975, 30.0, 2.0422724563012378},
    {0.975, 120.0, 1.9799304050824222},
    {0.975, 0.5, 164.55767348049446},
    {0.975, 2.5, 3.574654842003692},
    {0.975, 10000.0, 1.9602012398906257},
    {0.975, 1000000.0, 1.9599663568141066},
    {0.995, 1.0, 63.656741162871526},
    {0.995, 2.0, 9.92484320091829},
    {0.995, 3.0, 5.840909309733354},
    {0.995, 5.0, 4.032142983555229},
    {0.995, 10.0, 3.16927267261695},
    {0.995, 30.0, 2.7499956535672254},
    {0.995, 120.0, 2.617421145106866},
    {0.995, 0.5, 4113.964588804227},
    {0.995, 2.5, 7.163728138948803},
    {0.995, 10000.0, 2.576321046668528},
    {0.995, 1000000.0, 2.5758342201053335},
    {0.9, 1.0, 3.0776835371752544},
    {0.9, 2.0, 1.885618083164127},
    {0.9, 3.0, 1.637744353696209},
    {0.9, 5.0, 1.4758840488244804},
    {0.9, 10.0, 1.3721836411103356},
    {0.9, 30.0, 1.3104150253913955},
    {0.9, 120.0, 1.2886462336563769},
    {0.9, 0.5, 10.27032441023428},
    {0.9, 2.5, 1.7302509288071761},
    {0.9, 10000.0, 1.2816362297304777},
    {0.9, 1000000.0, 1.2815524121299389},
    {0.6, 1.0, 0.32491969623290634},
    {0.6, 2.0, 0.28867513459481314},
    {0.6, 3.0, 0.27667066233268983},
    {0.6, 5.0, 0.2671808657041452},
    {0.6, 10.0, 0.26018482949208016},
    {0.6, 30.0, 0.2556053649519128},
    {0.6, 120.0, 0.2539095232149285},
    {0.6, 0.5, 0.39797542678478237},
    {0.6, 2.5, 0.2814595127485475},
    {0.6, 10000.0, 0.2533538434457268},
    {0.6, 1000000.0, 0.25334717053784167},
    {0.5001, 1.0, 0.0003141592756945358},
    {0.5001, 2.0, 0.0002828427181314423},
    {0.5001, 3.0, 0.0002720699091105723},
    {0.5001, 5.0, 0.0002634305560701375},
    {0.5001, 10.0, 0.000256997806604864},
    {0.5001, 30.0, 0.0002527600253933647},
    {0.5001, 120.0, 0.00025118558264521686},
    {0.5001, 0.5, 0.00037081496095471567},
    {0.5001, 2.5, 0.00027638913918016244},
    {0.5001, 10000.0, 0.0002506690967374758},
    {0.5001, 1000000.0, 0.0002506628927537268},
    {0.05, 1.0, -6.313751514675044},
    {0.05, 2.0, -2.919985580353726},
    {0.05, 3.0, -2.3533634348018255},
    {0.05, 5.0, -2.0150483733330233},
    {0.05, 10.0, -1.8124611228116763},
    {0.05, 30.0, -1.697260886593958},
    {0.05, 120.0, -1.6576508993552297},
    {0.05, 0.5, -41.13600009287987},
    {0.05, 2.5, -2.5582186141359458},
    {0.05, 10000.0, -1.645006018069243},
    {0.05, 1000000.0, -1.6448551507220404},
    {0.001, 1.0, -318.30883898555044},
    {0.001, 2.0, -22.327124770119873},
    {0.001, 3.0, -10.214531852407385},
    {0.001, 5.0, -5.89342953135601},
    {0.001, 10.0, -4.143700494046589},
    {0.001, 30.0, -3.3851848668293054},
    {0.001, 120.0, -3.15953874331711},
    {0.001, 0.5, -102849.11563017513},
    {0.001, 2.5, -13.822193110866},
    {0.001, 10000.0, -3.0910475160306117},
    {0.001, 1000000.0, -3.0902404563165193},
    {1e-06, 1.0, -318309.8861827435},
    {1e-06, 2.0, -707.1057205259339},
    {1e-06, 3.0, -103.29946778041933},
    {1e-06, 5.0, -24.771029720515955},
    {1e-06, 10.0, -9.75199549094058},
    {1e-06, 30.0, -5.871117120418883},
    {1e-06, 120.0, -4.997443829589941},
    {1e-06, 0.5, -102849115631.63504},
    {1e-06, 2.5, -220.1734291782375},
    {1e-06, 10000.0, -4.75622968505678},
    {1e-06, 1000000.0, -4.75345234827968},
};

static void
beta_agrees_with_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(BETA); i++) {
        double p = -1;

        assert_int_equal(ent_num_beta_cdf(BETA[i].x, BETA[i].a, BETA[i].b, &p, NULL), ENT_OK);
        check_relative(p, BETA[i].p, 1e-12, "pbeta");
    }
}

static void
beta_is_zero_and_one_at_its_ends(void **state)
{
    double p = -1;

    (void)state;
    assert_int_equal(ent_num_beta_cdf(0, 2, 3, &p, NULL), ENT_OK);
    assert_true(p == 0);
    assert_int_equal(ent_num_beta_cdf(1, 2, 3, &p, NULL), ENT_OK);
    assert_true(p == 1);
}

static void
beta_mirrors(void **state)
{
    dice d = {1};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        double a = 0.1 + 50 * dice_unit(&d), b = 0.1 + 50 * dice_unit(&d), x = dice_unit(&d);
        double left = 0, right = 0;

        assert_int_equal(ent_num_beta_cdf(x, a, b, &left, NULL), ENT_OK);
        assert_int_equal(ent_num_beta_cdf(1 - x, b, a, &right, NULL), ENT_OK);
        check_near(left + right, 1, 1e-12, "I_x(a, b) + I_1-x(b, a)");
    }
}

static void
beta_refuses(double x, double a, double b)
{
    double p = 7;
    ent_error err = {0};

    assert_int_equal(ent_num_beta_cdf(x, a, b, &p, &err), ENT_E_DOMAIN);
    assert_int_equal(err.status, ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "beta needs"));
    assert_true(p == 7);
}

static void
beta_refuses_what_it_is_not_defined_for(void **state)
{
    (void)state;
    beta_refuses(-0.1, 1, 1);
    beta_refuses(1.1, 1, 1);
    beta_refuses(NAN, 1, 1);
    beta_refuses(0.5, 0, 1);
    beta_refuses(0.5, -1, 1);
    beta_refuses(0.5, 1, 0);
    beta_refuses(0.5, 1, NAN);
    beta_refuses(0.5, HUGE_VAL, 1);
}

static void
beta_that_does_not_settle_is_an_error(void **state)
{
    double p = 7;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_num_beta_cdf(0.5, 1e14, 1e14, &p, &err), ENT_E_LIMIT);
    assert_true(p == 7);
    assert_non_null(strstr(err.text, "does not settle"));
}

static void
t_quantiles_agree_with_r(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(QUANTILES); i++) {
        double t = 0;

        assert_int_equal(ent_num_t_quantile(QUANTILES[i].p, QUANTILES[i].df, &t, NULL), ENT_OK);
        check_relative(t, QUANTILES[i].t, 1e-9, "qt");
    }
}

static void
t_with_one_degree_is_cauchy(void **state)
{
    const double pi = acos(-1);

    (void)state;
    for (int i = 1; i < 1000; i++) {
        double p = i / 1000.0, t = 7;

        assert_int_equal(ent_num_t_quantile(p, 1, &t, NULL), ENT_OK);
        check_near(t, tan(pi * (p - 0.5)), 1e-9 * (1 + fabs(t)), "Cauchy quantile");
    }
}

static void
t_is_odd_and_zero_in_the_middle(void **state)
{
    double t = 7;

    (void)state;
    assert_int_equal(ent_num_t_quantile(0.5, 4, &t, NULL), ENT_OK);
    assert_true(t == 0);
    for (int i = 1; i < 50; i++) {
        double low = 0, high = 0;

        assert_int_equal(ent_num_t_quantile(i / 100.0, 4, &low, NULL), ENT_OK);
        assert_int_equal(ent_num_t_quantile(1 - i / 100.0, 4, &high, NULL), ENT_OK);
        check_near(low + high, 0, 1e-9 * high, "t(p) + t(1 - p)");
        assert_true(high > 0);
    }
}

/* R 4.2.2: qnorm(0.95), which Student's t comes to as its degrees of freedom grow. */
static void
t_with_very_many_degrees_is_normal(void **state)
{
    (void)state;
    for (double df = 1e9; df <= 1e15; df *= 10) {
        double t = 0;

        assert_int_equal(ent_num_t_quantile(0.95, df, &t, NULL), ENT_OK);
        check_relative(t, 1.6448536269514722, 2e-9, "normal quantile");
    }
}

static void
t_refuses(double p, double df)
{
    double t = 7;
    ent_error err = {0};

    assert_int_equal(ent_num_t_quantile(p, df, &t, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "t needs"));
    assert_true(t == 7);
}

static void
t_refuses_what_it_is_not_defined_for(void **state)
{
    (void)state;
    t_refuses(0, 3);
    t_refuses(1, 3);
    t_refuses(-1, 3);
    t_refuses(NAN, 3);
    t_refuses(0.9, 0);
    t_refuses(0.9, -2);
    t_refuses(0.9, NAN);
    t_refuses(0.9, HUGE_VAL);
}

static void
t_beyond_all_doubles_is_an_error(void **state)
{
    double t = 7;

    (void)state;
    assert_int_equal(ent_num_t_quantile(1e-300, 0.01, &t, NULL), ENT_E_LIMIT);
    assert_true(t == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("beta agrees with R to 12 digits", beta_agrees_with_r),
        FACT("beta is 0 and 1 at its ends", beta_is_zero_and_one_at_its_ends),
        FACT("beta of x and of 1 - x mirrored add up to 1", beta_mirrors),
        FACT("beta refuses what it is not defined for", beta_refuses_what_it_is_not_defined_for),
        FACT("beta that does not settle is an error", beta_that_does_not_settle_is_an_error),
        FACT("t quantiles agree with R to 9 digits", t_quantiles_agree_with_r),
        FACT("t with one degree of freedom is Cauchy's", t_with_one_degree_is_cauchy),
        FACT("t is odd and 0 in the middle", t_is_odd_and_zero_in_the_middle),
        FACT("t with very many degrees of freedom is normal", t_with_very_many_degrees_is_normal),
        FACT("t refuses what it is not defined for", t_refuses_what_it_is_not_defined_for),
        FACT("t beyond all doubles is an error", t_beyond_all_doubles_is_an_error),
    };

    return RUN(tests);
}

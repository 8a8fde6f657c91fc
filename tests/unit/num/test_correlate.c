/* test_correlate.c: correlations and their intervals against R's, and what they refuse. */
#include "../check.h"

#include "entente/num.h"

static const double X[] = {1.5, 2, 2, 3.25, -1, 0, 7, 4.5, 2, -3, 5, 1};
static const double Y[] = {2, 1, 3, 3, -2, 1.5, 4, 6, 0, -1, 2.5, 2.5};

/* R 4.2.2: cor.test(x, y, conf.level = 0.9) */
static void
pearson_agrees_with_r(void **state)
{
    ent_num_statistic r = {0};

    (void)state;
    assert_int_equal(ent_num_pearson(X, Y, COUNT(X), &r, NULL), ENT_OK);
    check_relative(r.value, 0.77032149194764388, 1e-12, "r");
    check_relative(r.low, 0.44048581157748379, 1e-12, "low");
    check_relative(r.high, 0.91693066772100829, 1e-12, "high");
    assert_int_equal(r.n, COUNT(X));
}

/* R 4.2.2: cor(x, y, method = "spearman"), and Bonett & Wright's interval written out there */
static void
spearman_agrees_with_r(void **state)
{
    ent_num_statistic r = {0};

    (void)state;
    assert_int_equal(ent_num_spearman(X, Y, COUNT(X), &r, NULL), ENT_OK);
    check_relative(r.value, 0.75972205748872512, 1e-12, "r");
    check_relative(r.low, 0.35675837999064786, 1e-12, "low");
    check_relative(r.high, 0.92432600234145501, 1e-12, "high");
}

static void
units_and_order_do_not_matter(void **state)
{
    double x[COUNT(X)], y[COUNT(X)];
    ent_num_statistic a = {0}, b = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(X); i++) {
        x[COUNT(X) - 1 - i] = 3 * X[i] + 1e6;
        y[COUNT(X) - 1 - i] = -Y[i];
    }
    assert_int_equal(ent_num_pearson(X, Y, COUNT(X), &a, NULL), ENT_OK);
    assert_int_equal(ent_num_pearson(x, y, COUNT(X), &b, NULL), ENT_OK);
    check_near(a.value, -b.value, 1e-9, "r");
    assert_int_equal(ent_num_spearman(X, Y, COUNT(X), &a, NULL), ENT_OK);
    assert_int_equal(ent_num_spearman(x, y, COUNT(X), &b, NULL), ENT_OK);
    check_near(a.value, -b.value, 1e-12, "rank correlation");
}

static void
perfect_order_is_one(void **state)
{
    const double x[] = {1, 2, 3, 4, 5}, y[] = {1, 8, 27, 64, 125};
    ent_num_statistic r = {0};

    (void)state;
    assert_int_equal(ent_num_spearman(x, y, 5, &r, NULL), ENT_OK);
    check_near(r.value, 1, 1e-12, "r");
    check_near(r.low, 1, 1e-12, "low");
    assert_true(r.high <= 1);
}

static void
they_refuse_what_they_are_not_defined_for(void **state)
{
    const double flat[] = {1, 1, 1, 1}, bad[] = {1, 2, NAN, 4};
    ent_num_statistic r = {.value = 7};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_num_pearson(X, Y, 3, &r, &err), ENT_E_SHAPE);
    assert_int_equal(ent_num_spearman(X, Y, 3, &r, NULL), ENT_E_SHAPE);
    assert_int_equal(ent_num_pearson(X, flat, 4, &r, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "does not vary"));
    assert_int_equal(ent_num_spearman(flat, Y, 4, &r, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_num_pearson(X, bad, 4, &r, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "item 3"));
    assert_true(r.value == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("Pearson's r agrees with R", pearson_agrees_with_r),
        FACT("Spearman's r agrees with R", spearman_agrees_with_r),
        FACT("units and order do not matter", units_and_order_do_not_matter),
        FACT("perfect order is 1", perfect_order_is_one),
        FACT("they refuse what they are not defined for",
             they_refuse_what_they_are_not_defined_for),
    };

    return RUN(tests);
}

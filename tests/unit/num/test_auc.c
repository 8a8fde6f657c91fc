/* test_auc.c: area under the curve and DeLong's interval against R's pROC and the plain definition.
 */
#include "../check.h"

#include "entente/num.h"

/* R 4.2.2, pROC: ci.auc(roc(k, s, direction = "<"), conf.level = 0.9) */
static void
it_agrees_with_proc(void **state)
{
    const double s[] = {.1, .4, .35, .8, .65, .5, .5, .9, .2, .3, .7, .5, .05, .6};
    const bool k[] = {0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 1, 0, 1};
    const double s2[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    const bool k2[] = {0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1};
    ent_num_statistic a = {0};

    (void)state;
    assert_int_equal(ent_num_auc(s, k, COUNT(s), &a, NULL), ENT_OK);
    check_relative(a.value, 0.83673469387755095, 1e-12, "area");
    check_relative(a.low, 0.64758613289812661, 1e-12, "low");
    assert_true(a.high == 1 && a.n == COUNT(s));
    assert_int_equal(ent_num_auc(s2, k2, COUNT(s2), &a, NULL), ENT_OK);
    check_relative(a.value, 0.61904761904761907, 1e-12, "area");
    check_relative(a.low, 0.37273780822769742, 1e-12, "low");
    check_relative(a.high, 0.86535742986754061, 1e-12, "high");
}

static void
it_counts_pairs_that_are_in_order(void **state)
{
    dice d = {12};

    (void)state;
    for (int round = 0; round < 100; round++) {
        enum { N = 40 };
        double s[N], wins = 0, pairs = 0;
        bool k[N];
        ent_num_statistic a = {0};

        for (size_t i = 0; i < N; i++) {
            s[i] = dice_below(&d, 8);
            k[i] = i < 2 || (i > 3 && dice_below(&d, 3) == 0);
        }
        for (size_t i = 0; i < N; i++)
            for (size_t j = 0; j < N; j++)
                if (k[i] && !k[j]) {
                    pairs++;
                    wins += s[i] > s[j] ? 1 : s[i] == s[j] ? 0.5 : 0;
                }
        assert_int_equal(ent_num_auc(s, k, N, &a, NULL), ENT_OK);
        check_near(a.value, wins / pairs, 1e-12, "area");
        assert_true(a.low <= a.value && a.value <= a.high);
    }
}

static void
it_refuses_what_it_is_not_defined_for(void **state)
{
    const double s[] = {1, 2, 3, NAN};
    const bool one[] = {1, 0, 0, 0}, two[] = {1, 1, 0, 0};
    ent_num_statistic a = {.value = 7};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_num_auc(s, one, 3, &a, &err), ENT_E_SHAPE);
    assert_non_null(strstr(err.text, "1 and 2"));
    assert_int_equal(ent_num_auc(s, two, 3, &a, NULL), ENT_E_SHAPE);
    assert_int_equal(ent_num_auc(s, two, 4, &a, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "score 4"));
    assert_true(a.value == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("area and interval agree with pROC", it_agrees_with_proc),
        FACT("the area counts pairs that are in order", it_counts_pairs_that_are_in_order),
        FACT("the area refuses what it is not defined for", it_refuses_what_it_is_not_defined_for),
    };

    return RUN(tests);
}

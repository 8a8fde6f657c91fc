/* test_validate_stats.c: statistics over years of pairs agree with those over independent items,
 * and the negative controls destroy what they should. */
#include "workspace_test.h"

#include "workspace/validate_priv.h"

#include <math.h>

enum { PAIRS = 60, YEARS = 20 };

/* Pairs with a level of their own; y follows x. */
static void
make(val_items *list, double slope, double level_sd)
{
    ent_random r = ent_random_at(7, 1);

    for (int p = 0; p < PAIRS; p++) {
        double level = level_sd * ent_random_normal(&r);

        for (int t = 0; t < YEARS; t++) {
            double x = level + ent_random_normal(&r);

            OK(ws_val_add(list,
                          (val_item){(uint32_t)p, (int16_t)(1950 + t), (float)x,
                                     (float)(slope * x + ent_random_normal(&r))},
                          NULL));
        }
    }
}

static void
split(const val_items *list, double *x, double *y, bool *is_case)
{
    for (size_t i = 0; i < list->n; i++) {
        x[i] = (double)list->items[i].x;
        y[i] = (double)list->items[i].y;
        is_case[i] = list->items[i].y > 0.5f;
    }
}

static void
values_are_those_of_independent_items(void **state)
{
    static double x[PAIRS * YEARS], y[PAIRS * YEARS];
    static bool is_case[PAIRS * YEARS];
    val_items list = {0};
    ent_num_statistic r, area, want;
    size_t n_pairs = 0;

    (void)state;
    make(&list, 0.7, 1);
    split(&list, x, y, is_case);
    OK(ws_val_r(&list, VAL_PLAIN, &r, &n_pairs, NULL));
    OK(ent_num_pearson(x, y, list.n, &want, NULL));
    assert_true(fabs(r.value - want.value) < 1e-9);
    assert_int_equal(r.n, PAIRS * YEARS);
    assert_int_equal(n_pairs, PAIRS);
    OK(ws_val_r(&list, VAL_NEGATED, &r, &n_pairs, NULL));
    assert_true(fabs(r.value + want.value) < 1e-9);
    assert_true(r.low < r.value && r.value < r.high);
    OK(ws_val_area(&list, &area, &n_pairs, NULL));
    OK(ent_num_auc(x, is_case, list.n, &want, NULL));
    assert_true(fabs(area.value - want.value) < 1e-12);
    ent_free(list.items);
}

/* Years of a pair that say the same are no further evidence: the interval must not shrink. */
static void
intervals_come_from_pairs_not_years(void **state)
{
    val_items one = {0}, many = {0};
    ent_num_statistic a, b;
    ent_random r = ent_random_at(7, 2);
    size_t n_pairs = 0;

    (void)state;
    for (int p = 0; p < PAIRS; p++) {
        float x = (float)ent_random_normal(&r), y = x + (float)ent_random_normal(&r);

        for (int t = 0; t < YEARS; t++) {
            val_item it = {(uint32_t)p, (int16_t)(1950 + t), x, y};

            if (t == 0) OK(ws_val_add(&one, it, NULL));
            OK(ws_val_add(&many, it, NULL));
        }
    }
    OK(ws_val_r(&one, VAL_PLAIN, &a, &n_pairs, NULL));
    OK(ws_val_r(&many, VAL_PLAIN, &b, &n_pairs, NULL));
    assert_true(fabs(a.value - b.value) < 1e-6);
    assert_true(fabs((a.high - a.low) - (b.high - b.low)) < 1e-6);
    ent_free(one.items);
    ent_free(many.items);
}

static void
other_pairs_and_other_years_show_nothing(void **state)
{
    val_items list = {0}, pairs = {0}, years = {0};
    ent_num_statistic s;
    size_t n_pairs = 0;

    (void)state;
    make(&list, 2, 2);
    OK(ws_val_swap_pairs(&list, &pairs, NULL));
    assert_int_equal(pairs.n, list.n);
    for (size_t i = 0; i < list.n; i++)
        assert_true(pairs.items[i].y != list.items[i].y && pairs.items[i].x == list.items[i].x);
    OK(ws_val_r(&list, VAL_ABSOLUTE, &s, &n_pairs, NULL));
    assert_true(s.value > 0.9);
    OK(ws_val_r(&pairs, VAL_ABSOLUTE, &s, &n_pairs, NULL));
    assert_true(s.value < 0.35 && s.low >= 0);
    OK(ws_val_swap_years(&list, &years, NULL));
    OK(ws_val_r(&years, VAL_ABSOLUTE, &s, &n_pairs, NULL));
    assert_true(s.value < 0.1);
    ent_free(list.items);
    ent_free(pairs.items);
    ent_free(years.items);
}

static void
nothing_is_made_of_too_little(void **state)
{
    val_items list = {0};
    ent_num_statistic s;
    size_t n_pairs = 0;

    (void)state;
    assert_int_equal(ws_val_r(&list, VAL_PLAIN, &s, &n_pairs, NULL), ENT_NONE);
    assert_int_equal(ws_val_area(&list, &s, &n_pairs, NULL), ENT_NONE);
    assert_int_equal(ws_val_ratio(&list, &s, &n_pairs, NULL), ENT_NONE);
    for (uint32_t p = 0; p < 10; p++)
        OK(ws_val_add(&list, (val_item){p, 1950, 1, (float)p}, NULL));
    assert_int_equal(ws_val_r(&list, VAL_PLAIN, &s, &n_pairs, NULL), ENT_NONE);
    OK(ws_val_ratio(&list, &s, &n_pairs, NULL));
    assert_true(fabs(s.value - sqrt(10.0 / 45)) < 1e-12);
    ent_free(list.items);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_independent_items),
        cmocka_unit_test(intervals_come_from_pairs_not_years),
        cmocka_unit_test(other_pairs_and_other_years_show_nothing),
        cmocka_unit_test(nothing_is_made_of_too_little),
    };

    return RUN(tests);
}

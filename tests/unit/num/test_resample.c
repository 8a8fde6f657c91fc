/* test_resample.c: bootstrap intervals cover, permutation p-values are even under chance. */
#include "../check.h"

#include "entente/num.h"

enum { N = 30 };

/* Mean of the chosen values. */
static ent_status
mean_of(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    const double *values = user;
    double sum = 0;

    (void)err;
    for (size_t i = 0; i < n; i++)
        sum += values[items[i]];
    *out = sum / (double)n;
    return ENT_OK;
}

static void
bootstrap_covers(void **state)
{
    dice d = {4};
    size_t held = 0, rounds = 300;

    (void)state;
    for (size_t round = 0; round < rounds; round++) {
        double v[N];
        ent_num_statistic s = {0};

        for (size_t i = 0; i < N; i++)
            v[i] = dice_unit(&d) + dice_unit(&d);
        assert_int_equal(
            ent_num_bootstrap(&(ent_num_resampling){mean_of, v, N, 200, round}, &s, NULL), ENT_OK);
        assert_int_equal(s.n, N);
        held += s.low <= 1 && 1 <= s.high;
    }
    print_message("# %zu of %zu means in their intervals\n", held, rounds);
    check_near((double)held / (double)rounds, 0.90, 0.06, "coverage");
}

static void
one_key_one_answer(void **state)
{
    double v[N];
    ent_num_statistic a = {0}, b = {0}, c = {0};
    dice d = {5};

    (void)state;
    for (size_t i = 0; i < N; i++)
        v[i] = dice_unit(&d);
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){mean_of, v, N, 100, 9}, &a, NULL),
                     ENT_OK);
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){mean_of, v, N, 100, 9}, &b, NULL),
                     ENT_OK);
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){mean_of, v, N, 100, 10}, &c, NULL),
                     ENT_OK);
    assert_memory_equal(&a, &b, sizeof a);
    assert_true(a.low != c.low && a.value == c.value);
}

/* Agreement of values with their own places: large when they rise. */
static ent_status
rise(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    const double *values = user;

    (void)err;
    *out = 0;
    for (size_t i = 0; i < n; i++)
        *out += (double)i * values[items[i]];
    return ENT_OK;
}

static void
chance_is_even_and_order_is_found(void **state)
{
    dice d = {6};
    size_t low = 0, rounds = 400;
    double v[N], value = 0, p = 0;

    (void)state;
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < N; i++)
            v[i] = dice_unit(&d);
        assert_int_equal(
            ent_num_permutation(&(ent_num_resampling){rise, v, N, 99, round}, NULL, &p, NULL),
            ENT_OK);
        low += p <= 0.1;
    }
    check_near((double)low / (double)rounds, 0.10, 0.045, "share of p <= 0.1 under chance");
    for (size_t i = 0; i < N; i++)
        v[i] = (double)i;
    assert_int_equal(
        ent_num_permutation(&(ent_num_resampling){rise, v, N, 999, 1}, &value, &p, NULL), ENT_OK);
    check_near(p, 1 / 1000.0, 1e-15, "p of perfect order");
    check_near(value, 8555, 1e-9, "the statistic itself");
}

static ent_status
never(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    (void)items, (void)n, (void)out, (void)err;
    return *(const ent_status *)user;
}

/* Defined for the truth only, or half the time. */
static ent_status
sometimes(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    int *calls = user;

    (void)items, (void)n, (void)err;
    *out = 1;
    return (*calls)++ % 2 ? ENT_NONE : ENT_OK;
}

static void
they_refuse_what_they_are_not_defined_for(void **state)
{
    ent_status answer = ENT_NONE;
    ent_num_statistic s = {.value = 7};
    double p = 7, v[N] = {0};
    int calls = 0;

    (void)state;
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){mean_of, v, 0, 100, 1}, &s, NULL),
                     ENT_E_SHAPE);
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){mean_of, v, N, 19, 1}, &s, NULL),
                     ENT_E_SHAPE);
    assert_int_equal(
        ent_num_permutation(&(ent_num_resampling){mean_of, v, N, 1000001, 1}, NULL, &p, NULL),
        ENT_E_SHAPE);
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){never, &answer, N, 20, 1}, &s, NULL),
                     ENT_E_DOMAIN);
    assert_int_equal(
        ent_num_permutation(&(ent_num_resampling){never, &answer, N, 20, 1}, NULL, &p, NULL),
        ENT_E_DOMAIN);
    answer = ENT_E_IO;
    assert_int_equal(ent_num_bootstrap(&(ent_num_resampling){never, &answer, N, 20, 1}, &s, NULL),
                     ENT_E_IO);
    assert_int_equal(
        ent_num_permutation(&(ent_num_resampling){never, &answer, N, 20, 1}, NULL, &p, NULL),
        ENT_E_IO);
    assert_int_equal(
        ent_num_bootstrap(&(ent_num_resampling){sometimes, &calls, N, 20, 1}, &s, NULL),
        ENT_E_DOMAIN);
    calls = 0;
    assert_int_equal(
        ent_num_permutation(&(ent_num_resampling){sometimes, &calls, N, 20, 1}, NULL, &p, NULL),
        ENT_E_DOMAIN);
    assert_true(s.value == 7 && p == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("bootstrap intervals cover", bootstrap_covers),
        FACT("one key gives one answer", one_key_one_answer),
        FACT("chance gives even p, order is found", chance_is_even_and_order_is_found),
        FACT("they refuse what they are not defined for",
             they_refuse_what_they_are_not_defined_for),
    };

    return RUN(tests);
}

/* test_variate.c: gamma, Poisson and binomial numbers have their moments and their shares. */
#include "../check.h"

#include "entente/num.h"

enum { N = 20000 };

static void
check_moments(const double *x, double mean, double variance, double fourth, const char *what)
{
    double sum = 0, square = 0;

    for (int i = 0; i < N; i++)
        sum += x[i];
    for (int i = 0; i < N; i++)
        square += (x[i] - mean) * (x[i] - mean);
    check_near(sum / N, mean, 4.5 * sqrt(variance / N) + 1e-12, what);
    check_near(square / N, variance, 4.5 * sqrt((fourth - variance * variance) / N) + 1e-12, what);
}

static double draws[N];

static void
gamma_has_its_moments_and_shares(void **state)
{
    static const double shapes[] = {0.2, 1, 3.7, 250};

    (void)state;
    for (size_t s = 0; s < COUNT(shapes); s++) {
        ent_random r = ent_random_at(21, s);
        double a = shapes[s], chi2 = 0, p = 0, count[20] = {0};

        for (int i = 0; i < N; i++) {
            draws[i] = ent_random_gamma(&r, a);
            assert_int_equal(ent_num_gamma_cdf(a, draws[i], &p, NULL), ENT_OK);
            count[(int)fmin(p * 20, 19)] += 1;
        }
        check_moments(draws, a, a, 3 * a * a + 6 * a, "gamma");
        for (int i = 0; i < 20; i++)
            chi2 += pow(count[i] - N / 20.0, 2) / (N / 20.0);
        assert_int_equal(ent_num_gamma_cdf(9.5, chi2 / 2, &p, NULL), ENT_OK);
        assert_true(p < 0.9995);
    }
}

static void
poisson_has_its_moments(void **state)
{
    static const double means[] = {0, 0.3, 5, 11.9, 12.1, 40, 1000, 1e6};

    (void)state;
    for (size_t s = 0; s < COUNT(means); s++) {
        ent_random r = ent_random_at(22, s);
        double m = means[s];

        for (int i = 0; i < N; i++) {
            draws[i] = ent_random_poisson(&r, m);
            assert_true(draws[i] >= 0 && draws[i] == floor(draws[i]));
        }
        check_moments(draws, m, m, 3 * m * m + m, "poisson");
    }
}

static void
poisson_has_its_shares(void **state)
{
    ent_random r = ent_random_at(23, 0);
    double chi2 = 0, p = 0, count[61] = {0}, share = exp(-30);
    int cells = 0;

    (void)state;
    for (int i = 0; i < N; i++)
        count[(int)fmin(ent_random_poisson(&r, 30), 60)] += 1;
    for (int k = 0; k < 60; k++) {
        if (share * N > 5) {
            chi2 += pow(count[k] - share * N, 2) / (share * N);
            cells++;
        }
        share *= 30.0 / (k + 1);
    }
    assert_int_equal(ent_num_gamma_cdf(cells / 2.0, chi2 / 2, &p, NULL), ENT_OK);
    assert_true(p < 0.9995);
}

static void
binomial_has_its_moments(void **state)
{
    static const struct {
        uint64_t n;
        double p;
    } cases[] = {{0, 0.5},    {1, 0.3},         {12, 0.9}, {13, 0.02},
                 {400, 0.37}, {1000000, 0.001}, {50, 0},   {50, 1}};

    (void)state;
    for (size_t s = 0; s < COUNT(cases); s++) {
        ent_random r = ent_random_at(24, s);
        double n = (double)cases[s].n, p = cases[s].p, v = n * p * (1 - p);

        for (int i = 0; i < N; i++) {
            draws[i] = ent_random_binomial(&r, cases[s].n, p);
            assert_true(draws[i] >= 0 && draws[i] <= n && draws[i] == floor(draws[i]));
        }
        check_moments(draws, n * p, v, v * (1 + 3 * v), "binomial");
    }
}

static void
outside_their_domain_they_are_not_numbers(void **state)
{
    ent_random r = ent_random_at(1, 1);

    (void)state;
    assert_true(isnan(ent_random_gamma(&r, 0)));
    assert_true(isnan(ent_random_gamma(&r, INFINITY)));
    assert_true(isnan(ent_random_poisson(&r, -1)));
    assert_true(isnan(ent_random_poisson(&r, 1e16)));
    assert_true(isnan(ent_random_binomial(&r, 3, 1.5)));
    assert_true(isnan(ent_random_binomial(&r, 3, NAN)));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("gamma has its moments and shares", gamma_has_its_moments_and_shares),
        FACT("poisson has its moments", poisson_has_its_moments),
        FACT("poisson has its shares", poisson_has_its_shares),
        FACT("binomial has its moments", binomial_has_its_moments),
        FACT("outside their domain they are not numbers",
             outside_their_domain_they_are_not_numbers),
    };

    return RUN(tests);
}

/* test_coverage.c: intervals of vote agreement hold the known truth of simulated votes nine times
 * in ten. */
#include "../unit/check.h"

#include "entente/measure.h"

#include <stdlib.h>

enum { ROUNDS = 2000, PER_YEAR = 25, YEARS_MAX = 20 };

static int32_t
first_day(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

typedef struct votes {
    ent_obs obs[2][YEARS_MAX * PER_YEAR];
    char record[YEARS_MAX * PER_YEAR][8];
} votes;

static ent_obs
vote(const char *record, int32_t day, double v)
{
    return (ent_obs){.state = ENT_VALUE,
                     .has_weight = true,
                     .intensity = v,
                     .first_day = day,
                     .last_day = day,
                     .record = record,
                     .claim = record,
                     .source = "made-up"};
}

/* Each year draws its own chance of agreement around `mean` (one agenda a year), each roll call
 * then agrees (1), half agrees (1/2) or opposes (0). The truth is the mean over such years. */
static void
simulate(dice *d, votes *v, int years, double mean, double swing)
{
    size_t n = 0;

    for (int y = 0; y < years; y++) {
        double chance = mean + swing * (2 * dice_unit(d) - 1);

        for (int k = 0; k < PER_YEAR; k++, n++) {
            double other = dice_unit(d) < chance ? 1 : dice_below(d, 2) ? 0 : -1;
            int32_t day = first_day(1950 + y) + k;

            assert_true(ent_snprintf(v->record[n], sizeof v->record[n], "%zu", n));
            v->obs[0][n] = vote(v->record[n], day, 1);
            v->obs[1][n] = vote(v->record[n], day, other);
        }
    }
}

static double
share_covered(uint64_t seed, int years, double mean, double swing)
{
    /* Opposed or half opposed in equal parts: 1/4 on average when the year does not agree. */
    double truth = mean + (1 - mean) / 4;
    votes *v = calloc(1, sizeof *v);
    dice d = {seed};
    int covered = 0;

    assert_non_null(v);
    for (int round = 0; round < ROUNDS; round++) {
        size_t n = (size_t)years * PER_YEAR;
        ent_series a = {.from = "A", .obs = v->obs[0], .n_obs = n};
        ent_series b = {.from = "B", .obs = v->obs[1], .n_obs = n};
        ent_arena arena = {0};
        ent_estimate e = {0};

        simulate(&d, v, years, mean, swing);
        assert_int_equal(ent_measure_agreement(&a, &b, first_day(1950), first_day(1950 + years) - 1,
                                               &arena, &e, NULL),
                         ENT_OK);
        covered += e.low <= truth && truth <= e.high;
        ent_arena_clear(&arena);
    }
    free(v);
    return (double)covered / ROUNDS;
}

static void
nine_in_ten(uint64_t seed, int years, double mean, double swing)
{
    double share = share_covered(seed, years, mean, swing);

    print_message("# %d years, agreement %.2f +- %.2f: %.1f %% covered\n", years, mean, swing,
                  100 * share);
    assert_true(share >= 0.87 && share <= 0.93);
}

static void
a_decade_of_steady_years_is_covered(void **state)
{
    (void)state;
    nine_in_ten(18, 10, 0.6, 0);
}

static void
a_decade_of_swinging_years_is_covered(void **state)
{
    (void)state;
    nine_in_ten(19, 10, 0.6, 0.3);
}

static void
three_swinging_years_are_covered(void **state)
{
    (void)state;
    nine_in_ten(20, 3, 0.6, 0.3);
}

static void
twenty_swinging_years_are_covered(void **state)
{
    (void)state;
    nine_in_ten(21, 20, 0.4, 0.2);
}

static void
one_year_is_covered(void **state)
{
    (void)state;
    nine_in_ten(22, 1, 0.6, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a decade of steady years is covered", a_decade_of_steady_years_is_covered),
        FACT("a decade of swinging years is covered", a_decade_of_swinging_years_is_covered),
        FACT("three swinging years are covered", three_swinging_years_are_covered),
        FACT("twenty swinging years are covered", twenty_swinging_years_are_covered),
        FACT("one year of independent votes is covered", one_year_is_covered),
    };

    return RUN(tests);
}

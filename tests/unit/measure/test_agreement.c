/* test_agreement.c: vote agreement against a slow second reading of its definition. */
#include "../check.h"

#include "entente/measure.h"

#include <stdlib.h>

enum { VOTES_MAX = 400 };

typedef struct roll {
    ent_obs obs[VOTES_MAX];
    char record[VOTES_MAX][8], claim[VOTES_MAX][16];
    ent_series series;
} roll;

static int32_t
first_day(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static void
cast(roll *r, unsigned record, int year, double vote, const char *who)
{
    size_t i = r->series.n_obs++;

    assert_true(i < VOTES_MAX);
    assert_true(ent_snprintf(r->record[i], sizeof r->record[i], "r%u", record));
    assert_true(ent_snprintf(r->claim[i], sizeof r->claim[i], "%s-%u-%zu", who, record, i));
    r->obs[i] = (ent_obs){.state = ENT_VALUE,
                          .has_weight = true,
                          .intensity = vote,
                          .first_day = first_day(year) + (int32_t)(record % 300),
                          .last_day = first_day(year) + (int32_t)(record % 300),
                          .record = r->record[i],
                          .claim = r->claim[i],
                          .source = "made-up"};
    r->series.obs = r->obs;
    r->series.indicator = "un.vote";
    r->series.from = who;
}

/* The slow way: every pair of votes is looked at, years are gathered in a table, and Student's t
 * comes from integrating its density. */
static double
slow_t95(double df)
{
    double step = 1e-3, sum = 0, t = 0;
    double scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * acos(-1));

    while (sum < 0.45) {
        double mid = t + step / 2, add = scale * pow(1 + mid * mid / df, -(df + 1) / 2) * step;

        if (sum + add >= 0.45) return t + step * (0.45 - sum) / add;
        sum += add;
        t += step;
    }
    return t;
}

static void
slow(const roll *a, const roll *b, int from, int to, double *mean, double *half, size_t *n)
{
    double scores[VOTES_MAX], total = 0, by_year[3000] = {0}, squares = 0, plain = 0;
    int years[VOTES_MAX], in_year[3000] = {0}, clusters = 0;

    *n = 0;
    for (size_t i = 0; i < a->series.n_obs; i++) {
        for (size_t k = 0; k < b->series.n_obs; k++) {
            const ent_obs *x = &a->obs[i], *y = &b->obs[k];
            int year = ent_date_from_day(x->first_day).year;

            if (strcmp(x->record, y->record) != 0 || !x->has_weight || !y->has_weight) continue;
            if (year < from || year > to) continue;
            years[*n] = year;
            scores[(*n)++] = 1 - fabs(x->intensity - y->intensity) / 2;
        }
    }
    for (size_t i = 0; i < *n; i++)
        total += scores[i];
    *mean = total / (double)*n;
    for (size_t i = 0; i < *n; i++) {
        by_year[years[i]] += scores[i] - *mean;
        clusters += in_year[years[i]]++ == 0;
        plain += (scores[i] - *mean) * (scores[i] - *mean);
    }
    for (int y = 0; y < 3000; y++)
        squares += by_year[y] * by_year[y];
    *half = clusters > 1 ? slow_t95(clusters - 1) *
                               sqrt(clusters / (clusters - 1.0) * squares / (double)(*n * *n))
            : *n > 1 ? slow_t95((double)*n - 1) * sqrt(plain / (double)((*n - 1) * *n))
                     : 1;
}

/* Years that happen to agree leave no spread to go by: the share p that makes the observed mean
 * just bearable, (mean - p)^2 = z^2 p (1 - p) / n, found by walking p. */
static void
slow_bounds(double mean, double half, double n, double *low, double *high)
{
    const double z = 1.6448536269514722;

    *low = fmax(0, mean - half);
    *high = fmin(1, mean + half);
    if (half > 1e-9) return;
    for (*low = mean; *low > 0; *low -= 1e-6)
        if ((mean - *low) * (mean - *low) > z * z * *low * (1 - *low) / n) break;
    for (*high = mean; *high < 1; *high += 1e-6)
        if ((mean - *high) * (mean - *high) > z * z * *high * (1 - *high) / n) break;
}

static void
random_votes(dice *d, roll *a, roll *b)
{
    for (unsigned record = 0; record < 150; record++) {
        int year = 1990 + (int)dice_below(d, 9);

        if (dice_below(d, 5)) cast(a, record, year, (double)dice_below(d, 3) - 1, "ISL");
        if (dice_below(d, 5)) cast(b, record, year, (double)dice_below(d, 3) - 1, "MLT");
        if (a->series.n_obs && dice_below(d, 30) == 0)
            a->obs[a->series.n_obs - 1].has_weight = false;
    }
}

static void
agreement_agrees_with_the_slow_way(void **state)
{
    dice d = {7};

    (void)state;
    for (int round = 0; round < 60; round++) {
        roll *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b);
        ent_arena arena = {0};
        ent_estimate e = {0};
        double mean = 0, half = 0, low = 0, high = 0;
        int from = 1990 + (int)dice_below(&d, 6), to = from + (int)dice_below(&d, 4);
        size_t n = 0;

        assert_true(a && b);
        random_votes(&d, a, b);
        slow(a, b, from, to, &mean, &half, &n);
        assert_int_equal(ent_measure_agreement(&a->series, &b->series, first_day(from),
                                               first_day(to + 1) - 1, &arena, &e, NULL),
                         ENT_OK);
        assert_true(n > 1);
        assert_int_equal(e.state, ENT_VALUE);
        check_near(e.value, mean, 1e-12, "mean");
        slow_bounds(mean, half, (double)n, &low, &high);
        check_near(e.low, low, 1e-5, "low");
        check_near(e.high, high, 1e-5, "high");
        assert_true(e.level_0to1 == 0.9);
        assert_int_equal(e.basis, ENT_BASIS_SAMPLING);
        ent_arena_clear(&arena);
        free(a);
        free(b);
    }
}

static void
votes_all_alike_still_leave_room(void **state)
{
    static roll a, b;
    ent_arena arena = {0};
    ent_estimate e = {0};

    (void)state;
    for (unsigned record = 0; record < 10; record++) {
        cast(&a, record, 2001 + (int)record % 2, 1, "ISL");
        cast(&b, record, 2001 + (int)record % 2, 1, "MLT");
    }
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2003) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_true(e.value == 1 && e.high == 1);
    check_near(e.low, 10 / (10 + 2.705543454095404), 1e-9, "n / (n + z^2)");
    ent_arena_clear(&arena);
}

/* Worked by hand. 2001: scores 1, 1, 0; 2002: scores 1/2, 1. m = 3.5 / 5 = 0.7.
 * u_2001 = 0.3 + 0.3 - 0.7 = -0.1; u_2002 = -0.2 + 0.3 = 0.1.
 * Var = 2 / 1 * (0.01 + 0.01) / 25 = 0.0016, se = 0.04; t(0.95, 1) = tan(0.45 pi) = 6.313752.
 * 0.7 -+ 0.252550 = 0.447450 .. 0.952550. */
static void
two_years_by_hand(void **state)
{
    static const struct {
        int year;
        double a, b;
    } VOTES[] = {{2001, 1, 1}, {2001, -1, -1}, {2001, 1, -1}, {2002, 0, 1}, {2002, 1, 1}};
    static roll a, b;
    ent_arena arena = {0};
    ent_estimate e = {0};

    (void)state;
    for (unsigned i = 0; i < COUNT(VOTES); i++) {
        cast(&a, i, VOTES[i].year, VOTES[i].a, "ISL");
        cast(&b, i, VOTES[i].year, VOTES[i].b, "MLT");
    }
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2003) - 1, &arena, &e, NULL),
                     ENT_OK);
    check_near(e.value, 0.7, 1e-12, "mean");
    check_near(e.low, 0.44744994, 1e-7, "low");
    check_near(e.high, 0.95255006, 1e-7, "high");
    assert_non_null(strstr(e.formula, "5 roll calls"));
    assert_string_equal(e.measure, "un.agreement");
    assert_string_equal(e.unit, "share");
    ent_arena_clear(&arena);
}

static void
one_vote_says_nothing_about_the_rest(void **state)
{
    static roll a, b;
    ent_arena arena = {0};
    ent_estimate e = {0};

    (void)state;
    cast(&a, 1, 2001, 1, "ISL");
    cast(&b, 1, 2001, 1, "MLT");
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2002) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_true(e.value == 1 && e.low == 0 && e.high == 1);
    assert_int_equal(e.n_lineage, 2);
    ent_arena_clear(&arena);
}

static void
swapping_the_voters_changes_no_number(void **state)
{
    dice d = {8};

    (void)state;
    for (int round = 0; round < 40; round++) {
        roll *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b);
        ent_arena arena = {0};
        ent_estimate e = {0}, f = {0};

        assert_true(a && b);
        random_votes(&d, a, b);
        assert_int_equal(ent_measure_agreement(&a->series, &b->series, first_day(1990),
                                               first_day(2000), &arena, &e, NULL),
                         ENT_OK);
        assert_int_equal(ent_measure_agreement(&b->series, &a->series, first_day(1990),
                                               first_day(2000), &arena, &f, NULL),
                         ENT_OK);
        assert_true(e.value == f.value && e.low == f.low && e.high == f.high);
        assert_int_equal(e.n_lineage, f.n_lineage);
        assert_string_equal(e.from, f.to);
        assert_string_equal(e.to, f.from);
        ent_arena_clear(&arena);
        free(a);
        free(b);
    }
}

static void
a_vote_that_came_in_twice_counts_once(void **state)
{
    static roll a, b;
    ent_arena arena = {0};
    ent_estimate once = {0}, twice = {0};
    int32_t first = first_day(2001), last = first_day(2003) - 1;

    (void)state;
    for (unsigned i = 0; i < 6; i++) {
        cast(&a, i, 2001 + (int)(i % 2), 1, "ISL");
        cast(&b, i, 2001 + (int)(i % 2), i < 2 ? -1 : 1, "MLT");
    }
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first, last, &arena, &once, NULL),
                     ENT_OK);
    for (unsigned i = 0; i < 2; i++) {
        cast(&a, i, 2001 + (int)(i % 2), 1, "ISL");
        cast(&b, i, 2001 + (int)(i % 2), -1, "MLT");
    }
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first, last, &arena, &twice, NULL),
                     ENT_OK);
    assert_true(once.value == twice.value && once.low == twice.low && once.high == twice.high);
    assert_string_equal(once.formula, twice.formula);
    ent_arena_clear(&arena);
}

static void
without_a_common_vote_silence_is_told_apart(void **state)
{
    static roll a, b;
    ent_window w = {.first_day = first_day(1990), .last_day = first_day(2010)};
    ent_arena arena = {0};
    ent_estimate e = {0};

    (void)state;
    cast(&a, 1, 2001, 1, "ISL");
    cast(&b, 2, 2001, 1, "MLT");
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2002) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_int_equal(e.state, ENT_UNCOVERED);
    a.series.windows = b.series.windows = &w;
    a.series.n_windows = 1;
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2002) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_int_equal(e.state, ENT_UNCOVERED);
    b.series.n_windows = 1;
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2002) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_int_equal(e.state, ENT_MISSING);
    assert_true(e.value == 0 && e.low == 0 && e.high == 0);
    assert_non_null(strstr(e.note, "no roll call"));
    ent_arena_clear(&arena);
}

static void
a_span_that_ends_before_it_begins_is_refused(void **state)
{
    ent_series none = {.from = "ISL"}, other = {.from = "MLT"};
    ent_arena arena = {0};
    ent_estimate e = {.value = 7};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_measure_agreement(&none, &other, 10, 9, &arena, &e, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "ends 1 days before"));
    assert_true(e.value == 7);
}

static void
no_memory_is_a_status(void **state)
{
    static roll a, b;
    ent_error err = {0};

    (void)state;
    cast(&a, 1, 2001, 1, "ISL");
    cast(&b, 1, 2001, 1, "MLT");
    for (size_t limit = 1; limit < 2000; limit++) {
        ent_arena arena = {.limit = limit};
        ent_estimate e = {.value = 7};
        ent_status st = ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                              first_day(2002), &arena, &e, &err);

        ent_arena_clear(&arena);
        if (st == ENT_OK) return;
        assert_int_equal(st, ENT_E_NOMEM);
        assert_true(e.value == 7);
    }
    fail_msg("2000 bytes are enough");
}

static void
the_lineage_names_ends_and_latest_clashes(void **state)
{
    static roll a, b;
    ent_arena arena = {0};
    ent_estimate e = {0};

    (void)state;
    for (unsigned i = 0; i < 20; i++) {
        cast(&a, i, 2001, 1, "ISL");
        cast(&b, i, 2001, -1, "MLT");
    }
    assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(2001),
                                           first_day(2002) - 1, &arena, &e, NULL),
                     ENT_OK);
    assert_int_equal(e.n_lineage, 2 * 8);
    assert_string_equal(e.lineage[0], "ISL-19-19");
    assert_string_equal(e.lineage[1], "MLT-19-19");
    assert_string_equal(e.lineage[14], "ISL-0-0");
    assert_true(e.value == 0 && e.low == 0);
    ent_arena_clear(&arena);
}

/* Votes of several years, one roll call voted on twice in different years. */
static void
many_spans_answer_as_one_at_a_time(void **state)
{
    static roll a, b;
    ent_day_span spans[16];
    ent_estimate all[16], one = {0};
    ent_arena arena = {0};
    size_t n = 0;

    (void)state;
    a.series.n_obs = b.series.n_obs = 0;
    for (unsigned r = 0; r < 120; r++) {
        cast(&a, r, 1995 + (int)(r % 7), (double)(r % 3) - 1, "ISL");
        if (r % 5) cast(&b, r, 1995 + (int)(r % 7), (double)(r % 4 % 3) - 1, "MLT");
    }
    cast(&a, 11, 1999, -1, "ISL");
    cast(&b, 11, 1999, 1, "MLT");
    for (int year = 1993; year < 2004; year++)
        spans[n++] = (ent_day_span){first_day(year), first_day(year + 1) - 1};
    spans[n++] = (ent_day_span){first_day(1990), first_day(2000) - 1};
    spans[n++] = (ent_day_span){first_day(1999) + 5, first_day(1999) + 5};
    assert_int_equal(ent_measure_agreements(&a.series, &b.series, spans, n, &arena, all, NULL),
                     ENT_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(ent_measure_agreement(&a.series, &b.series, spans[i].first_day,
                                               spans[i].last_day, &arena, &one, NULL),
                         ENT_OK);
        assert_int_equal(all[i].state, one.state);
        assert_true(all[i].first_day == one.first_day && all[i].last_day == one.last_day);
        assert_memory_equal(&all[i].value, &one.value, sizeof one.value);
        assert_memory_equal(&all[i].low, &one.low, sizeof one.low);
        assert_memory_equal(&all[i].high, &one.high, sizeof one.high);
        assert_int_equal(all[i].n_lineage, one.n_lineage);
        for (size_t k = 0; k < one.n_lineage; k++)
            assert_string_equal(all[i].lineage[k], one.lineage[k]);
    }
    spans[3] = (ent_day_span){10, 9};
    assert_int_equal(ent_measure_agreements(&a.series, &b.series, spans, n, &arena, all, NULL),
                     ENT_E_DOMAIN);
    ent_arena_clear(&arena);
}

/* A roll call that came in under two dates counts in the span of either. */
static void
a_roll_call_of_two_dates_counts_in_both_spans(void **state)
{
    static roll a, b;
    ent_estimate e = {0};
    ent_arena arena = {0};

    (void)state;
    a.series.n_obs = b.series.n_obs = 0;
    for (int year = 2001; year <= 2003; year += 2) {
        cast(&a, 1, year, 1, "ISL");
        cast(&b, 1, year, year == 2001 ? 1 : -1, "MLT");
    }
    for (int year = 2001; year <= 2003; year++) {
        assert_int_equal(ent_measure_agreement(&a.series, &b.series, first_day(year),
                                               first_day(year + 1) - 1, &arena, &e, NULL),
                         ENT_OK);
        assert_int_equal(e.state, year == 2002 ? ENT_UNCOVERED : ENT_VALUE);
        if (year != 2002) assert_true(e.value == (year == 2001 ? 1 : 0));
    }
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("agreement agrees with the slow way", agreement_agrees_with_the_slow_way),
        FACT("votes all alike still leave room", votes_all_alike_still_leave_room),
        FACT("votes all alike still leave room", votes_all_alike_still_leave_room),
        FACT("two years worked by hand", two_years_by_hand),
        FACT("one vote says nothing about the rest", one_vote_says_nothing_about_the_rest),
        FACT("swapping the voters changes no number", swapping_the_voters_changes_no_number),
        FACT("a vote that came in twice counts once", a_vote_that_came_in_twice_counts_once),
        FACT("without a common vote silence is told apart",
             without_a_common_vote_silence_is_told_apart),
        FACT("a span that ends before it begins is refused",
             a_span_that_ends_before_it_begins_is_refused),
        FACT("no memory is a status", no_memory_is_a_status),
        FACT("the lineage names ends and latest clashes",
             the_lineage_names_ends_and_latest_clashes),
        FACT("many spans answer as one at a time", many_spans_answer_as_one_at_a_time),
        FACT("a roll call of two dates counts in both spans",
             a_roll_call_of_two_dates_counts_in_both_spans),
    };

    return RUN(tests);
}

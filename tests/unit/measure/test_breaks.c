/* test_breaks.c: breaks against the sum over all histories, their dates' coverage, and refusals. */
#include "breaks_test.h"

static void
it_is_the_sum_over_all_histories(void **state)
{
    dice d = {20061};

    (void)state;
    for (int round = 0; round < 50; round++) {
        size_t n = round < 2 ? BRUTE_MAX : 1 + dice_below(&d, 8);
        double y[BRUTE_MAX], var[BRUTE_MAX];
        ent_breaks_model m = random_series(&d, n, y, var);
        ent_arena arena = {0};
        ent_breaks b = {0};
        static brute want;

        brute_force(&m, y, var, n, &want);
        assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, n}, &arena, &b, NULL),
                         ENT_OK);
        check_near(b.log_evidence, log(want.evidence), 1e-10, "evidence");
        assert_int_equal(b.n_count, n);
        for (size_t t = 0; t < n; t++) {
            double level = want.level[t] / want.evidence;

            check_near(b.p_change[t], want.change[t] / want.evidence, 1e-10, "P(change)");
            check_near(b.p_count[t], want.count[t] / want.evidence, 1e-10, "P(changes)");
            check_near(b.level[t], level, 1e-9, "level");
            check_near(b.level_sd[t], sqrt(want.square[t] / want.evidence - level * level), 1e-6,
                       "its sd");
        }
        ent_arena_clear(&arena);
    }
}

static void
the_best_history_is_the_most_probable_one(void **state)
{
    dice d = {77};

    (void)state;
    for (int round = 0; round < 60; round++) {
        size_t n = 2 + dice_below(&d, 8);
        double y[BRUTE_MAX], var[BRUTE_MAX], p = 1;
        ent_breaks_model m = random_series(&d, n, y, var);
        ent_arena arena = {0};
        ent_breaks b = {0};
        static brute want;

        m.shape = 1; /* ties between histories need not be broken alike */
        brute_force(&m, y, var, n, &want);
        assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, n}, &arena, &b, NULL),
                         ENT_OK);
        assert_int_equal(b.segments[0].first, 0);
        for (size_t i = 0; i < b.n_segments; i++) {
            const ent_segment *s = &b.segments[i];
            double mean, v;

            if (i > 0) assert_int_equal(s->first, b.segments[i - 1].last + 1);
            p *= exp(brute_segment(&m, y, var, s->first, s->last, &mean, &v)) *
                 brute_length(&m, s->last - s->first + 1, s->last + 1 == n);
            check_near(s->level, mean, 1e-9, "a segment's level");
            check_near((s->high - s->low) / 2, 1.6448536269514722 * sqrt(v), 1e-7,
                       "its half width");
            if (i == 0) continue;
            assert_true(s->start_low <= s->first && s->first <= s->start_high);
            check_near(s->p_start,
                       1 - want.none_between[s->start_low][s->start_high] / want.evidence, 1e-10,
                       "P(break)");
        }
        assert_int_equal(b.segments[b.n_segments - 1].last, n - 1);
        check_relative(p, want.best, 1e-9, "the best history's probability");
        ent_arena_clear(&arena);
    }
}

/* Series drawn from the model, their true levels known. */
static void
bands_hold_ninety_per_cent(void **state)
{
    dice d = {5};
    size_t held = 0, all = 0;

    (void)state;
    for (int round = 0; round < 60; round++) {
        enum { N = 60 };
        ent_breaks_model m = {.hazard = 0.05, .level_var = 2, .noise_var = 0.3, .noise_phi = 0.5};
        double y[N], var[N], truth[N], level = 0, u = 0;
        ent_arena arena = {0};
        ent_breaks b = {0};

        for (size_t t = 0; t < N; t++) {
            if (t == 0 || dice_unit(&d) < m.hazard) {
                level = sqrt(m.level_var) * dice_normal(&d);
                u = sqrt(m.noise_var) * dice_normal(&d);
            } else {
                u = 0.5 * u + sqrt(0.75 * m.noise_var) * dice_normal(&d);
            }
            truth[t] = level;
            var[t] = dice_below(&d, 10) ? 0.2 : HUGE_VAL;
            y[t] = level + u + sqrt(0.2) * dice_normal(&d);
        }
        assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, N}, &arena, &b, NULL),
                         ENT_OK);
        for (size_t t = 0; t < N; t++) {
            held += b.level_low[t] <= truth[t] && truth[t] <= b.level_high[t];
            all++;
        }
        ent_arena_clear(&arena);
    }
    print_message("# %zu of %zu levels in their 90 %% bands\n", held, all);
    check_near((double)held / (double)all, 0.90, 0.03, "coverage of the bands");
}

/* Breaks drawn from the model: what is called p happens in a share p, and dates lie in their
 * intervals. */
typedef struct tally {
    double p, happened;
    size_t n;
} tally;

static void
probabilities_and_dates_are_calibrated(void **state)
{
    enum { N = 80, ROUNDS = 160 };
    dice d = {314};
    tally bins[5] = {0};
    size_t dated = 0, inside = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        ent_breaks_model m = {.hazard = 0.04, .level_var = 1.5, .noise_var = 0.4, .noise_phi = 0.4};
        double y[N], var[N], level = 0, u = 0;
        bool change[N] = {false};
        ent_arena arena = {0};
        ent_breaks b = {0};

        for (size_t t = 0; t < N; t++) {
            change[t] = t == 0 || dice_unit(&d) < m.hazard;
            if (change[t]) {
                level = sqrt(m.level_var) * dice_normal(&d);
                u = sqrt(m.noise_var) * dice_normal(&d);
            } else {
                u = 0.4 * u + sqrt((1 - 0.16) * m.noise_var) * dice_normal(&d);
            }
            var[t] = 0.15;
            y[t] = level + u + sqrt(0.15) * dice_normal(&d);
        }
        assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, N}, &arena, &b, NULL),
                         ENT_OK);
        for (size_t i = 1; i < b.n_segments; i++) {
            const ent_segment *s = &b.segments[i];
            size_t bin = s->p_start >= 1 ? 4 : (size_t)(5 * s->p_start);
            bool any = false;

            for (size_t t = s->start_low; t <= s->start_high; t++)
                any = any || change[t];
            bins[bin].p += s->p_start;
            bins[bin].happened += any;
            bins[bin].n++;
            if (s->p_start >= 0.8) {
                dated++;
                inside += any;
            }
        }
        ent_arena_clear(&arena);
    }
    for (int i = 0; i < 5; i++) {
        if (bins[i].n < 30) continue;
        print_message("# said %.2f, happened %.2f of %zu\n", bins[i].p / (double)bins[i].n,
                      bins[i].happened / (double)bins[i].n, bins[i].n);
        check_near(bins[i].happened / (double)bins[i].n, bins[i].p / (double)bins[i].n,
                   3 * 0.5 / sqrt((double)bins[i].n), "calibration");
    }
    print_message("# %zu of %zu sure breaks lie in their intervals\n", inside, dated);
    assert_true(dated > 100 && (double)inside / (double)dated >= 0.87);
}

static void
a_missing_year_adds_nothing_to_the_evidence(void **state)
{
    const ent_breaks_model m = {.hazard = 0.1, .level_var = 2, .noise_var = 0.5, .noise_phi = 0.6};
    const double y[] = {1, 2, NAN, -1}, var[] = {0.1, 0.2, HUGE_VAL, HUGE_VAL};
    ent_arena arena = {0};
    ent_breaks four = {0}, two = {0};

    (void)state;
    assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, 4}, &arena, &four, NULL),
                     ENT_OK);
    assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, 2}, &arena, &two, NULL),
                     ENT_OK);
    check_near(four.log_evidence, two.log_evidence, 1e-12, "evidence");
    check_near(four.p_change[3], 0.1, 1e-12, "P(change) where nothing is known: the hazard");
    assert_true(four.level_sd[3] > four.level_sd[1]);
    ent_arena_clear(&arena);
}

/* y -> scale y + shift leaves every probability as it is. */
static void
units_do_not_matter(void **state)
{
    enum { N = 40 };
    dice d = {8};
    double y[N], var[N], z[N], w[N];
    ent_breaks_model m = random_series(&d, N, y, var), k = m;
    ent_arena arena = {0};
    ent_breaks a = {0}, b = {0};

    (void)state;
    for (size_t t = 0; t < N; t++) {
        z[t] = 7 * y[t] + 100;
        w[t] = 49 * var[t];
    }
    k.level_mean = 7 * m.level_mean + 100;
    k.level_var = 49 * m.level_var;
    k.noise_var = 49 * m.noise_var;
    assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, N}, &arena, &a, NULL),
                     ENT_OK);
    assert_int_equal(ent_measure_breaks(&k, &(ent_breaks_series){z, w, N}, &arena, &b, NULL),
                     ENT_OK);
    assert_int_equal(a.n_segments, b.n_segments);
    for (size_t t = 0; t < N; t++) {
        check_near(a.p_change[t], b.p_change[t], 1e-9, "P(change)");
        check_near(7 * a.level_low[t] + 100, b.level_low[t], 1e-6, "band");
    }
    ent_arena_clear(&arena);
}

static void
refuses(const ent_breaks_model *m, const double *y, const double *var, size_t n, ent_status want,
        const char *words)
{
    ent_arena arena = {0};
    ent_breaks b = {0};
    ent_error err = {0};
    double evidence = 7;

    assert_int_equal(ent_measure_breaks(m, &(ent_breaks_series){y, var, n}, &arena, &b, &err),
                     want);
    assert_non_null(strstr(err.text, words));
    assert_int_equal(
        ent_measure_breaks_online(m, &(ent_breaks_series){y, var, n}, NULL, &evidence, NULL), want);
    assert_true(b.n == 0 && evidence == 7);
    ent_arena_clear(&arena);
}

static void
it_refuses_what_it_is_not_defined_for(void **state)
{
    const ent_breaks_model ok = {.hazard = 0.1, .level_var = 1, .noise_var = 1};
    const double y[] = {1, 2}, var[] = {1, 1}, bad_y[] = {1, NAN}, bad_var[] = {1, -1};
    const double exact[] = {1, 0};
    ent_breaks_model m;
    static double many[ENT_BREAKS_YEARS_MAX + 1];

    (void)state;
    refuses(&ok, y, var, 0, ENT_E_SHAPE, "without a year");
    refuses(&ok, many, many, ENT_BREAKS_YEARS_MAX + 1, ENT_E_LIMIT, "up to 400");
    refuses(&ok, bad_y, var, 2, ENT_E_DOMAIN, "reading 2");
    refuses(&ok, y, bad_var, 2, ENT_E_DOMAIN, "variance of reading 2");
    m = ok, m.hazard = 0;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "hazard");
    m = ok, m.hazard = 1;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "hazard");
    m = ok, m.shape = ENT_BREAKS_SHAPE_MAX + 1;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "shape");
    m = ok, m.level_var = -1;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "levels");
    m = ok, m.noise_phi = 1;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "movement");
    m = ok, m.noise_var = NAN;
    refuses(&m, y, var, 2, ENT_E_DOMAIN, "movement");
    m = ok, m.noise_var = 0;
    refuses(&m, y, exact, 2, ENT_E_DOMAIN, "no variance");
}

static void
no_memory_is_an_error(void **state)
{
    const ent_breaks_model m = {.hazard = 0.1, .level_var = 1, .noise_var = 1};
    const double y[] = {1, 2}, var[] = {1, 1};
    ent_arena arena = {.limit = 8};
    ent_breaks b = {0};

    (void)state;
    assert_int_equal(ent_measure_breaks(&m, &(ent_breaks_series){y, var, 2}, &arena, &b, NULL),
                     ENT_E_NOMEM);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("breaks are the sum over all histories", it_is_the_sum_over_all_histories),
        FACT("the best history is the most probable one",
             the_best_history_is_the_most_probable_one),
        FACT("bands hold ninety per cent of true levels", bands_hold_ninety_per_cent),
        FACT("probabilities and dates of breaks are calibrated",
             probabilities_and_dates_are_calibrated),
        FACT("a missing year adds nothing to the evidence",
             a_missing_year_adds_nothing_to_the_evidence),
        FACT("units do not matter", units_do_not_matter),
        FACT("breaks refuse what they are not defined for", it_refuses_what_it_is_not_defined_for),
        FACT("no memory is an error", no_memory_is_an_error),
    };

    return RUN(tests);
}

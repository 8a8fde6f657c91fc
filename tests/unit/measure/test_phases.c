/* test_phases.c: segments become named phases with years, probabilities and intervals. */
#include "breaks_test.h"

static const ent_phase_cuts CUTS = {
    "points", {-2, -1, 0, 1, 2}, {"war or rivalry", "cold", "cool", "correct", "warm", "allied"}};
static const ent_breaks_model MODEL = {.hazard = 0.03, .level_var = 4, .noise_var = 0.1};

/* Levels held for 15 years each, from 1900. */
static void
levels(dice *d, const double *level, size_t n_levels, double *y, double *var)
{
    for (size_t t = 0; t < 15 * n_levels; t++) {
        y[t] = level[t / 15] + 0.3 * dice_normal(d);
        var[t] = 0.01;
    }
}

static void
levels_become_named_years(void **state)
{
    const double level[] = {-3, -1.5, -0.5, 0.5, 1.5, 3};
    double y[90], var[90];
    dice d = {1};
    ent_arena arena = {0};
    ent_breaks b = {0};
    ent_phase *phases = NULL;
    size_t n = 0;

    (void)state;
    levels(&d, level, 6, y, var);
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){CUTS, MODEL},
                                        &(ent_breaks_series){y, var, 90}, 1900, &arena, &b, &phases,
                                        &n, NULL),
                     ENT_OK);
    assert_int_equal(n, 6);
    assert_int_equal(b.n_segments, 6);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(phases[i].label, CUTS.labels[i]);
        check_near(phases[i].first_year, 1900 + 15 * (double)i, 1, "first year");
        assert_int_equal(phases[i].last_year, i + 1 < n ? phases[i + 1].first_year - 1 : 1989);
        assert_true(phases[i].low < phases[i].mean && phases[i].mean < phases[i].high);
        check_near(phases[i].mean, level[i], 0.35, "mean");
        assert_true(phases[i].p_start > 0.8 && phases[i].p_label > 0.9);
        assert_true(phases[i].start_low <= phases[i].first_year &&
                    phases[i].first_year <= phases[i].start_high);
    }
    assert_true(phases[0].start_low == 1900 && phases[0].start_high == 1900);
    ent_arena_clear(&arena);
}

/* y -> -y turns the order of the names about, and nothing else. */
static void
the_mirror_image_has_mirrored_names(void **state)
{
    const double level[] = {-1.5, 2.5, 0.4};
    double y[45], minus[45], var[45];
    dice d = {2};
    ent_arena arena = {0};
    ent_phase *a = NULL, *b = NULL;
    size_t n_a = 0, n_b = 0;

    (void)state;
    levels(&d, level, 3, y, var);
    for (size_t t = 0; t < 45; t++)
        minus[t] = -y[t];
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){CUTS, MODEL},
                                        &(ent_breaks_series){y, var, 45}, 1900, &arena, NULL, &a,
                                        &n_a, NULL),
                     ENT_OK);
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){CUTS, MODEL},
                                        &(ent_breaks_series){minus, var, 45}, 1900, &arena, NULL,
                                        &b, &n_b, NULL),
                     ENT_OK);
    assert_true(n_a == 3 && n_b == 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(a[i].first_year, b[i].first_year);
        check_near(a[i].p_start, b[i].p_start, 1e-12, "P(break)");
        check_near(a[i].p_label, b[i].p_label, 1e-9, "P(label)");
        for (int k = 0; k < ENT_STANCES; k++)
            if (a[i].label == CUTS.labels[k])
                assert_string_equal(b[i].label, CUTS.labels[ENT_STANCES - 1 - k]);
    }
    ent_arena_clear(&arena);
}

static void
a_level_on_a_cut_belongs_above_it(void **state)
{
    const ent_breaks_model fixed = {.hazard = 0.1, .level_mean = 1, .noise_var = 1};
    const double y = 5, var = 1;
    ent_arena arena = {0};
    ent_phase *phases = NULL;
    size_t n = 0;

    (void)state; /* no variance of levels: the level is 1 whatever is read */
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){CUTS, fixed},
                                        &(ent_breaks_series){&y, &var, 1}, 2000, &arena, NULL,
                                        &phases, &n, NULL),
                     ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(phases[0].label, "warm");
    assert_true(phases[0].p_label == 1);
    ent_arena_clear(&arena);
}

static void
it_refuses_what_it_is_not_defined_for(void **state)
{
    ent_phase_cuts cuts = CUTS;
    const double y = 0, var = 1;
    ent_arena arena = {0};
    ent_phase *phases = NULL;
    size_t n = 7;
    ent_error err = {0};

    (void)state;
    cuts.at[2] = -1;
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){cuts, MODEL},
                                        &(ent_breaks_series){&y, &var, 1}, 2000, &arena, NULL,
                                        &phases, &n, &err),
                     ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "point 3"));
    assert_int_equal(ent_measure_phases(&(ent_phase_settings){CUTS, MODEL},
                                        &(ent_breaks_series){&y, &var, 0}, 2000, &arena, NULL,
                                        &phases, &n, &err),
                     ENT_E_SHAPE);
    assert_true(n == 7 && !phases);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("levels become named years", levels_become_named_years),
        FACT("the mirror image has mirrored names", the_mirror_image_has_mirrored_names),
        FACT("a level on a cut point belongs above it", a_level_on_a_cut_belongs_above_it),
        FACT("phases refuse what they are not defined for", it_refuses_what_it_is_not_defined_for),
    };

    return RUN(tests);
}

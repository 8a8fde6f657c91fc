/* test_simulate.c: paths have the model's moments, and values those of their source's kind. */
#include "../check.h"

#include "../../shared/world.h"

enum { PATHS = 4000 };

static ent_track_params p;

static void
begin(void)
{
    world_params(2000, 2010, &p);
}

static void
paths_have_the_model_s_covariances(void **state)
{
    /* with v = 2: cov x(0) = L + 2 S/(k+l), cov of x(0) and x(1) = L + F times that */
    static const double t[] = {2000, 2001};
    ent_track_path path = {.t = t, .n = 2, .volatility = 2, .class_of = ENT_CLASS_MAJOR};
    double first[ENT_TRACKS][ENT_TRACKS] = {{0}}, lagged[ENT_TRACKS][ENT_TRACKS] = {{0}};
    double mean[ENT_TRACKS] = {0};
    ent_random r = ent_random_at(31, 0);

    (void)state;
    begin();
    for (int i = 0; i < PATHS; i++) {
        double x[2 * ENT_TRACKS];

        assert_int_equal(ent_track_draw_path(&p, &path, &r, x, NULL), ENT_OK);
        for (size_t k = 0; k < ENT_TRACKS; k++) {
            mean[k] += x[k] / PATHS;
            for (size_t l = 0; l < ENT_TRACKS; l++) {
                double mu = p.mu[ENT_CLASS_MAJOR][k % 3], nu = p.mu[ENT_CLASS_MAJOR][l % 3];

                first[k][l] += (x[k] - mu) * (x[l] - nu) / PATHS;
                lagged[k][l] += (x[k] - mu) * (x[ENT_TRACKS + l] - nu) / PATHS;
            }
        }
    }
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        check_near(mean[k], p.mu[ENT_CLASS_MAJOR][k % 3], 0.08, "mean");
        for (size_t l = 0; l < ENT_TRACKS; l++) {
            double level = ent_track_spread_cov(&p.level, k, l);
            double fast =
                2 * ent_track_spread_cov(&p.fast, k, l) / (p.kappa[k % 3] + p.kappa[l % 3]);

            check_near(first[k][l], level + fast, 0.12, "covariance");
            check_near(lagged[k][l], level + exp(-p.kappa[l % 3]) * fast, 0.12, "a year later");
        }
    }
}

static void
steps_of_any_length_give_one_law(void **state)
{
    /* variance of x(2) - x(0) by one step and by forty */
    double t[41], one = 0, many = 0, x[41 * ENT_TRACKS];
    ent_random r = ent_random_at(32, 0);

    (void)state;
    begin();
    p.slow.own[0] = 0.4;
    for (int i = 0; i < 41; i++)
        t[i] = 2000 + i * 0.05;
    for (int i = 0; i < PATHS; i++) {
        ent_track_path path = {.t = t, .n = 41, .volatility = 1};

        assert_int_equal(ent_track_draw_path(&p, &path, &r, x, NULL), ENT_OK);
        many += pow(x[40 * ENT_TRACKS] - x[0], 2) / PATHS;
        path = (ent_track_path){.t = (const double[]){2000, 2002}, .n = 2, .volatility = 1};
        assert_int_equal(ent_track_draw_path(&p, &path, &r, x, NULL), ENT_OK);
        one += pow(x[ENT_TRACKS] - x[0], 2) / PATHS;
    }
    check_relative(many, one, 0.1, "variance of the change");
}

static void
draw_many(ent_track_obs obs, double theta, double *mean, double *variance)
{
    ent_random r = ent_random_at(33, obs.source);
    double sum = 0, square = 0;

    for (int i = 0; i < 4 * PATHS; i++) {
        double y = NAN;

        assert_int_equal(ent_track_draw_value(&p, &obs, theta, &r, &y, NULL), ENT_OK);
        sum += y;
        square += y * y;
    }
    *mean = sum / (4 * PATHS);
    *variance = square / (4 * PATHS) - *mean * *mean;
}

static void
tones_have_their_drift_echo_and_outliers(void **state)
{
    ent_track_obs obs = {
        .t_first = 2010, .t_last = 2010, .n = 4, .grade = 1.5, .source = WORLD_TONE_B};
    double mean, variance, v = 1.5 * 4 * (0.92 / 4 + 0.08);

    (void)state;
    begin();
    draw_many(obs, 0.7, &mean, &variance);
    check_near(mean, 0.7 - 0.5 - 1, 0.06, "theta + world's drift + source's drift");
    check_relative(variance, v * (0.98 + 0.02 * 25), 0.12, "variance");
}

static void
levels_have_their_shares(void **state)
{
    ent_track_obs obs = {.t_first = 2000, .t_last = 2000, .grade = 1, .source = WORLD_ANCHOR_B};
    ent_random r = ent_random_at(34, 0);
    double share[4] = {0}, below = 0;

    (void)state;
    begin();
    for (int i = 0; i < 4 * PATHS; i++) {
        double y = NAN;

        assert_int_equal(ent_track_draw_value(&p, &obs, -1.2, &r, &y, NULL), ENT_OK);
        share[(int)y] += 1.0 / (4 * PATHS);
    }
    for (int c = 0; c < 3; c++) {
        double up_to = 1 / (1 + exp(-(p.sources[WORLD_ANCHOR_B].tau[c] + 1.5 * 1.2)));

        check_near(share[c], up_to - below, 0.015, "share of a level");
        below = up_to;
    }
}

static void
surveys_and_counts_have_their_means(void **state)
{
    ent_track_obs obs = {
        .t_first = 2000, .t_last = 2000, .n = 500, .grade = 1, .house = 5, .source = WORLD_SURVEY};
    double mean, variance;

    (void)state;
    begin();
    draw_many(obs, 0.3, &mean, &variance);
    check_near(mean / 500, 1 / (1 + exp(-(0.1 + 0.3 + 0.2))), 0.01, "share");
    check_relative(sqrt(variance) / 500, sqrt(0.354 * 0.646 / 500 + pow(0.354 * 0.646 * 0.15, 2)),
                   0.1, "sampling and house");
    p.sources[0].kind = ENT_OBS_COUNT;
    p.sources[0].phi = 2;
    p.sources[0].alpha = -3;
    obs = (ent_track_obs){.t_first = 2000, .t_last = 2000, .n = 400, .grade = 1};
    draw_many(obs, -0.5, &mean, &variance);
    check_relative(mean, 400 * exp(-2.5), 0.05, "count: fewer the better relations are");
    check_relative(variance, mean + mean * mean / 2, 0.12, "negative binomial");
}

static void
what_cannot_be_drawn_is_refused(void **state)
{
    static const double t[] = {2000, 2000};
    ent_track_path path = {.t = t, .n = 2};
    ent_track_obs obs = {.n = 0.5, .source = WORLD_TONE_B, .grade = 1}, none = {.source = 9};
    ent_random r = ent_random_at(1, 0);
    double x[2 * ENT_TRACKS], y = 7;

    (void)state;
    begin();
    assert_int_equal(ent_track_draw_path(&p, &path, &r, x, NULL), ENT_E_SHAPE);
    assert_int_equal(ent_track_draw_value(&p, &obs, 0, &r, &y, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_track_draw_value(&p, &none, 0, &r, &y, NULL), ENT_E_DOMAIN);
    obs.n = 2.5;
    obs.source = WORLD_SURVEY;
    assert_int_equal(ent_track_draw_value(&p, &obs, 0, &r, &y, NULL), ENT_E_DOMAIN);
    p.kappa[0] = 0;
    assert_int_equal(ent_track_draw_path(&p, &path, &r, x, NULL), ENT_E_DOMAIN);
    assert_true(y == 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("paths have the model's covariances", paths_have_the_model_s_covariances),
        FACT("steps of any length give one law", steps_of_any_length_give_one_law),
        FACT("tones have their drift, echo and outliers", tones_have_their_drift_echo_and_outliers),
        FACT("levels have their shares", levels_have_their_shares),
        FACT("surveys and counts have their means", surveys_and_counts_have_their_means),
        FACT("what cannot be drawn is refused", what_cannot_be_drawn_is_refused),
    };

    return RUN(tests);
}

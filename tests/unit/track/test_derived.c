/* test_derived.c: gaps, sides and comparisons are the linear quantities they say, to 1e-12. */
#include "../check.h"

#include "entente/track.h"

/* A random mean, and a covariance A A' of full rank. */
static void
random_state(dice *d, double *mean, double *cov)
{
    double a[ENT_TRACKS][ENT_TRACKS];

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        mean[k] = 4 * dice_unit(d) - 2;
        for (size_t l = 0; l < ENT_TRACKS; l++)
            a[k][l] = 2 * dice_unit(d) - 1;
    }
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = k; l < ENT_TRACKS; l++) {
            double sum = 0;

            for (size_t i = 0; i < ENT_TRACKS; i++)
                sum += a[k][i] * a[l][i];
            cov[ent_track_cov_at(k, l)] = sum;
        }
}

static ent_track_number
quantity(const double *mean, const double *cov, ent_track_quantity q, ent_track_side side)
{
    double weights[ENT_TRACKS];
    ent_track_number out = {0};

    ent_track_weights(q, side, weights);
    ent_track_combine(mean, cov, weights, &out);
    return out;
}

static void
test_gaps_add_up(void **state)
{
    dice d = {1};
    double mean[ENT_TRACKS], cov[ENT_TRACK_COVS];

    (void)state;
    for (int round = 0; round < 200; round++) {
        random_state(&d, mean, cov);
        for (ent_track_side side = ENT_SIDE_AB; side < ENT_SIDE_COUNT; side++) {
            double facade = quantity(mean, cov, ENT_QTY_FACADE, side).mean;
            double society = quantity(mean, cov, ENT_QTY_STATE_SOCIETY, side).mean;

            check_near(quantity(mean, cov, ENT_QTY_RHETORIC_SOCIETY, side).mean, facade + society,
                       1e-12, "R - O");
        }
    }
}

static void
test_swap(void **state)
{
    dice d = {2};
    double mean[ENT_TRACKS], cov[ENT_TRACK_COVS], mean2[ENT_TRACKS], cov2[ENT_TRACK_COVS];

    (void)state;
    for (int round = 0; round < 200; round++) {
        random_state(&d, mean, cov);
        for (size_t k = 0; k < ENT_TRACKS; k++) {
            mean2[k] = mean[(k + 3) % 6];
            for (size_t l = k; l < ENT_TRACKS; l++)
                cov2[ent_track_cov_at(k, l)] = cov[ent_track_cov_at((k + 3) % 6, (l + 3) % 6)];
        }
        for (ent_track_quantity q = ENT_QTY_B; q < ENT_QTY_COUNT; q++) {
            ent_track_number ab = quantity(mean, cov, q, ENT_SIDE_AB);
            ent_track_number ba = quantity(mean2, cov2, q, ENT_SIDE_BA);
            ent_track_number diff = quantity(mean, cov, q, ENT_SIDE_DIFF);
            ent_track_number back = quantity(mean2, cov2, q, ENT_SIDE_DIFF);

            check_near(ab.mean, ba.mean, 1e-12, "one direction");
            check_near(ab.var, ba.var, 1e-12, "its variance");
            check_near(diff.mean, -back.mean, 1e-12, "antisymmetric");
            check_near(diff.p_above_0, 1 - back.p_above_0, 1e-12, "and so is its probability");
            check_near(quantity(mean, cov, q, ENT_SIDE_MEAN).mean,
                       quantity(mean2, cov2, q, ENT_SIDE_MEAN).mean, 1e-12, "symmetric");
        }
    }
}

static void
test_constant_leaves_gaps(void **state)
{
    dice d = {3};
    double mean[ENT_TRACKS], cov[ENT_TRACK_COVS];

    (void)state;
    random_state(&d, mean, cov);
    for (ent_track_quantity q = ENT_QTY_FACADE; q < ENT_QTY_COUNT; q++) {
        double before = quantity(mean, cov, q, ENT_SIDE_AB).mean;

        for (size_t k = 0; k < ENT_TRACKS; k++)
            mean[k] += .75;
        check_near(quantity(mean, cov, q, ENT_SIDE_AB).mean, before, 1e-12, "gap");
    }
}

static void
test_compare(void **state)
{
    ent_track_number a = {1, .25, 0}, b = {.5, .75, 0}, ab, ba;
    double cov[ENT_TRACK_COVS] = {0}, mean[ENT_TRACKS] = {0}, weights[ENT_TRACKS];

    (void)state;
    ent_track_compare(&a, &b, &ab);
    ent_track_compare(&b, &a, &ba);
    check_near(ab.mean, .5, 1e-15, "difference");
    check_near(ab.var, 1, 1e-15, "variance");
    check_near(ab.p_above_0, 0.69146246127401312, 1e-14, "pnorm(0.5) of R 4.2.2");
    check_near(ab.p_above_0 + ba.p_above_0, 1, 1e-15, "the other way");
    ent_track_weights(ENT_QTY_B, ENT_SIDE_AB, weights);
    ent_track_combine(mean, cov, weights, &ab);
    check_near(ab.p_above_0, .5, 0, "exactly nothing");
    mean[0] = -1;
    ent_track_combine(mean, cov, weights, &ab);
    check_near(ab.p_above_0, 0, 0, "certainly below");
    mean[0] = 1;
    ent_track_combine(mean, cov, weights, &ab);
    check_near(ab.p_above_0, 1, 0, "certainly above");
}

static void
test_names(void **state)
{
    (void)state;
    assert_string_equal(ent_track_on_name(ENT_ON_O_BA), "O.ba");
    assert_string_equal(ent_track_on_name(ENT_ON_R), "R");
    assert_string_equal(ent_track_on_name(ENT_ON_COUNT), "");
    assert_string_equal(ent_track_kind_name(ENT_OBS_SHARE), "share");
    assert_string_equal(ent_track_kind_name(ENT_OBS_KINDS), "");
    for (ent_track_on on = ENT_ON_B_AB; on < ENT_ON_COUNT; on++)
        assert_int_equal(ent_track_on_swap(ent_track_on_swap(on)), on);
    assert_int_equal(ent_track_on_swap(ENT_ON_R_AB), ENT_ON_R_BA);
    assert_int_equal(ent_track_on_swap(ENT_ON_O), ENT_ON_O);
    assert_int_equal(ent_track_cov_at(0, 0), 0);
    assert_int_equal(ent_track_cov_at(5, 5), 20);
    assert_int_equal(ent_track_cov_at(4, 1), ent_track_cov_at(1, 4));
}

static void
test_spread(void **state)
{
    ent_track_spread s = {{.5, .4, .3}, {.2, .1, 0}, {.7, .6, .5}};

    (void)state;
    check_near(ent_track_spread_cov(&s, 0, 0), .25 + .04 + .49, 1e-15, "own variance");
    check_near(ent_track_spread_cov(&s, 0, 1), .20 + .02, 1e-15, "same direction");
    check_near(ent_track_spread_cov(&s, 0, 3), .25 - .04, 1e-15, "there and back");
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = 0; l < ENT_TRACKS; l++) {
            check_near(ent_track_spread_cov(&s, k, l), ent_track_spread_cov(&s, l, k), 0, "sym");
            check_near(ent_track_spread_cov(&s, k, l),
                       ent_track_spread_cov(&s, (k + 3) % 6, (l + 3) % 6), 0, "swap");
        }
}

static void
test_drift(void **state)
{
    ent_track_source s = {.n_knots = 3, .knot_t = {1990, 2000, 2020}, .knot_b = {0, -1, .5}};
    ent_track_source none = {.n_knots = 0};

    (void)state;
    check_near(ent_track_drift_at(&s, 1980), 0, 0, "before");
    check_near(ent_track_drift_at(&s, 1995), -.5, 1e-15, "between");
    check_near(ent_track_drift_at(&s, 2000), -1, 0, "at a knot");
    check_near(ent_track_drift_at(&s, 2010), -.25, 1e-15, "between");
    check_near(ent_track_drift_at(&s, 2030), .5, 0, "after");
    check_near(ent_track_drift_at(&none, 2030), 0, 0, "none");
}

static void
test_grade(void **state)
{
    double g = 0;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_track_grade('A', 1, &g, &err), ENT_OK);
    check_near(g, 1, 0, "A1");
    assert_int_equal(ent_track_grade('B', 3, &g, &err), ENT_OK);
    check_near(g, 1.5 * 1.5 * 1.5, 1e-15, "B3");
    assert_int_equal(ent_track_grade('F', 1, &g, &err), ENT_OK);
    assert_true(isinf(g));
    assert_int_equal(ent_track_grade('A', 6, &g, &err), ENT_OK);
    assert_true(isinf(g));
    assert_int_equal(ent_track_grade('G', 1, &g, &err), ENT_E_DOMAIN);
    assert_int_equal(ent_track_grade('A', 0, &g, &err), ENT_E_DOMAIN);
    assert_int_equal(ent_track_grade('A', 7, &g, &err), ENT_E_DOMAIN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("rhetoric-society gap is facade gap plus state-society gap", test_gaps_add_up),
        FACT("swapping A and B swaps sides and turns differences", test_swap),
        FACT("a constant on all tracks changes no gap", test_constant_leaves_gaps),
        FACT("comparing two dyads is antisymmetric and has its probability", test_compare),
        FACT("tracks have names and places", test_names),
        FACT("a spread is the same seen from either side", test_spread),
        FACT("a source drifts in straight lines between knots", test_drift),
        FACT("each step of a grade costs half as much variance again", test_grade),
    };

    return RUN(tests);
}

/* test_ideal_point.c: ideal points: recovery, coverage, invariances, errors and distances. */
#include "ideal_house.h"

static ideal_house house;

static ent_ideal_fit
fit_house(const ent_ideal_options *options)
{
    ent_ideal_fit fit = {0};
    ent_error err = {0};

    if (ent_ideal_estimate(&house.votes, options, &fit, &err) != ENT_OK) fail_msg("%s", err.text);
    return fit;
}

/* Truth put to the scale of the fit: mean square of all points. */
static double
true_scale(const ent_ideal_fit *fit)
{
    double sum = 0;

    for (size_t i = 0; i < fit->n_points; i++) {
        double x = house.theta[fit->points[i].voter][fit->points[i].session - 1];

        sum += x * x;
    }
    return sqrt(sum / (double)fit->n_points);
}

static void
intervals_cover_the_truth_as_often_as_they_say(void **state)
{
    const double z = 1.6448536269514722;
    size_t n = 0, inside = 0, gaps = 0, gaps_inside = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        ent_ideal_fit fit;
        double scale;

        house_draw(&house, 64, 5, 30, 0.1, seed);
        fit = fit_house(&(ent_ideal_options){0});
        scale = true_scale(&fit);
        for (size_t i = 0; i < fit.n_points; i++) {
            const ent_ideal_point *p = &fit.points[i];
            double away = p->theta - house.theta[p->voter][p->session - 1] / scale;
            ent_ideal_gap gap;

            inside += fabs(away) <= z * p->se;
            n++;
            if (ent_ideal_distance(&fit, p->voter, p->voter ^ 1, p->session, &gap, NULL) != ENT_OK)
                continue;
            away = gap.difference - (house.theta[p->voter][p->session - 1] -
                                     house.theta[p->voter ^ 1][p->session - 1]) /
                                        scale;
            gaps_inside += fabs(away) <= z * gap.se;
            gaps++;
        }
        ent_ideal_clear(&fit);
    }
    print_message("# coverage of 90 %% intervals: points %.3f of %zu, differences %.3f of %zu\n",
                  (double)inside / (double)n, n, (double)gaps_inside / (double)gaps, gaps);
    assert_true((double)inside >= 0.87 * (double)n && (double)inside <= 0.93 * (double)n);
    assert_true((double)gaps_inside >= 0.87 * (double)gaps &&
                (double)gaps_inside <= 0.93 * (double)gaps);
}

static void
points_have_mean_0_in_each_session_and_the_positive_voter_is_positive(void **state)
{
    ent_ideal_options down = {.positive_voter = 0}, up = {.positive_voter = ENT_IDEAL_NOBODY};
    ent_ideal_fit fit, other;
    double mean[5] = {0}, square = 0, first = 0, no = 0;

    (void)state;
    house_draw(&house, 30, 5, 25, 0, 3);
    fit = fit_house(&down);
    other = fit_house(&up);
    assert_int_equal(fit.n_points, 150);
    for (size_t i = 0; i < fit.n_points; i++) {
        const ent_ideal_point *p = &fit.points[i];

        mean[p->session - 1] += p->theta / 30;
        square += (p->theta * p->theta + p->se * p->se) / 150;
        if (p->voter == 0) first += p->theta;
        check_near(fabs(p->theta), fabs(other.points[i].theta), 0.01, "up to sign");
    }
    for (size_t t = 0; t < 5; t++)
        check_near(mean[t], 0, 0.01, "mean of a session");
    check_near(square, 1, 0.02, "mean square of a draw");
    assert_true(first > 0);
    for (size_t j = 0; j < other.n_items; j++)
        no += other.items[j].discrimination;
    assert_true(no >= 0);
    ent_ideal_clear(&fit);
    ent_ideal_clear(&other);
}

static void
the_order_of_votes_changes_nothing(void **state)
{
    ent_ideal_fit a, b;

    (void)state;
    house_draw(&house, 20, 3, 20, 0.2, 5);
    a = fit_house(&(ent_ideal_options){0});
    for (size_t i = 0, k = house.votes.n - 1; i < k; i++, k--) {
        uint32_t call = house.roll_call[i], voter = house.voter[i];
        uint8_t vote = house.vote[i];

        house.roll_call[i] = house.roll_call[k];
        house.voter[i] = house.voter[k];
        house.vote[i] = house.vote[k];
        house.roll_call[k] = call;
        house.voter[k] = voter;
        house.vote[k] = vote;
    }
    b = fit_house(&(ent_ideal_options){0});
    assert_int_equal(a.n_points, b.n_points);
    assert_memory_equal(a.points, b.points, a.n_points * sizeof *a.points);
    ent_ideal_clear(&a);
    ent_ideal_clear(&b);
}

static void
a_distance_is_symmetric_and_has_an_error(void **state)
{
    ent_ideal_fit fit;
    ent_ideal_gap x, y;

    (void)state;
    house_draw(&house, 20, 3, 20, 0, 9);
    fit = fit_house(&(ent_ideal_options){0});
    assert_int_equal(ent_ideal_distance(&fit, 3, 7, 2, &x, NULL), ENT_OK);
    assert_int_equal(ent_ideal_distance(&fit, 7, 3, 2, &y, NULL), ENT_OK);
    assert_true(x.difference == -y.difference && x.distance == y.distance && x.se == y.se);
    assert_true(x.se > 0 && x.low >= 0 && x.low <= x.distance && x.distance <= x.high);
    assert_int_equal(ent_ideal_distance(&fit, 3, 7, 99, &x, NULL), ENT_NONE);
    assert_int_equal(ent_ideal_distance(&fit, 3, 3, 2, &x, NULL), ENT_E_DOMAIN);
    assert_null(ent_ideal_find(&fit, 50, 1));
    ent_ideal_clear(&fit);
    ent_ideal_clear(&fit);
    ent_ideal_clear(NULL);
}

static void
what_cannot_be_estimated_is_refused(void **state)
{
    ent_ideal_fit fit = {0};
    ent_ideal_options odd = {.walk_sd = 1};
    ent_ideal_options hasty = {.steps_max = 1};

    (void)state;
    house_draw(&house, 10, 2, 10, 0, 1);
    assert_int_equal(ent_ideal_estimate(&house.votes, &odd, &fit, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_ideal_estimate(&house.votes, &hasty, &fit, NULL), ENT_E_LIMIT);
    house.votes.n = 0;
    assert_int_equal(ent_ideal_estimate(&house.votes, &hasty, &fit, NULL), ENT_E_SHAPE);
    assert_null(fit.points);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("intervals cover the truth as often as they say",
             intervals_cover_the_truth_as_often_as_they_say),
        FACT("points have mean 0 in each session, and the positive voter is positive",
             points_have_mean_0_in_each_session_and_the_positive_voter_is_positive),
        FACT("the order of votes changes nothing", the_order_of_votes_changes_nothing),
        FACT("a distance is symmetric and has an error", a_distance_is_symmetric_and_has_an_error),
        FACT("what cannot be estimated is refused", what_cannot_be_estimated_is_refused),
    };

    return RUN(tests);
}

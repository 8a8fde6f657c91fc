/* test_estimate.c: a fit finds what evidence was made with, says when it cannot, and is the same on
 * any number of threads. */
#include "../check.h"

#include "../../shared/world.h"

static const ent_track_rule few[] = {{"*", 0},
                                     {"kappa.B", HUGE_VAL},
                                     {"fast.own.B", HUGE_VAL},
                                     {"source.tone-b.sigma", HUGE_VAL},
                                     {"source.tone-b.outliers", HUGE_VAL},
                                     {"mu.major.R", HUGE_VAL}};
static const ent_track_fit_options of_few = {.rules = few, .n_rules = COUNT(few)};

static ent_track_params truth, start;
static world made;

static int
begin(void **state)
{
    world_spec spec = {
        .seed = 8, .n_dyads = 12, .n_years = 2, .volume = 4, .growth = 2, .outlier_sd = 5};

    (void)state;
    world_params(2000, 2002, &truth);
    start = truth;
    start.kappa[0] = 2;
    start.fast.own[0] = 0.7;
    start.sources[WORLD_TONE_B].sigma = 1.6;
    start.sources[WORLD_TONE_B].outliers = 0.05;
    return world_make(&spec, &truth, &made);
}

static int
end(void **state)
{
    (void)state;
    world_clear(&made);
    return 0;
}

static void
fit(const ent_track_fit_options *options, ent_track_posterior *out)
{
    ent_error err = {0};

    if (ent_track_fit_params(made.dyads, made.n_dyads, &start, options, out, &err))
        fail_msg("fit: %s", err.text);
}

static void
a_fit_finds_what_the_evidence_was_made_with(void **state)
{
    ent_track_posterior post = {0};
    double z[8];

    (void)state;
    fit(&of_few, &post);
    assert_true(post.converged && post.rounds > 1);
    assert_int_equal(post.n, 5);
    assert_int_equal(post.n_dyads, 12);
    ent_track_pack(&truth, post.slots, post.n, z);
    for (size_t i = 0; i < post.n; i++) {
        assert_true(post.se[i] > 0.002 && post.se[i] < 1.5);
        check_near(post.z[i], z[i], 3.5 * post.se[i], post.slots[i].name);
    }
    check_relative(post.mode.sources[WORLD_TONE_B].sigma, 2, 0.1, "sigma");
    assert_true(post.mode.kappa[1] == truth.kappa[1]);
    ent_track_posterior_clear(&post);
}

static void
any_number_of_threads_gives_the_same(void **state)
{
    static const ent_track_rule two[] = {{"*", 0}, {"source.tone-*.sigma", HUGE_VAL}};
    ent_track_fit_options one = {.rules = two, .n_rules = 2}, three = one;
    ent_track_posterior a = {0}, b = {0};

    (void)state;
    three.threads = 3;
    fit(&one, &a);
    fit(&three, &b);
    assert_int_equal(a.n, 2);
    assert_memory_equal(a.z, b.z, 2 * sizeof *a.z);
    assert_memory_equal(a.se, b.se, 2 * sizeof *a.se);
    ent_track_posterior_clear(&a);
    ent_track_posterior_clear(&b);
}

static void
a_prior_pulls_and_narrows(void **state)
{
    static const ent_track_rule loose[] = {{"*", 0}, {"mu.major.B", HUGE_VAL}};
    static const ent_track_rule tight[] = {{"*", 0}, {"mu.major.B", 0.01}};
    ent_track_fit_options o = {.rules = loose, .n_rules = 2}, t = {.rules = tight, .n_rules = 2};
    ent_track_posterior a = {0}, b = {0};

    (void)state;
    fit(&o, &a);
    fit(&t, &b);
    assert_true(fabs(b.z[0] - 0.2) < fabs(a.z[0] - 0.2));
    assert_true(b.se[0] < 0.0101 && a.se[0] > 0.05);
    ent_track_posterior_clear(&a);
    ent_track_posterior_clear(&b);
}

static void
what_the_evidence_does_not_determine_is_named(void **state)
{
    /* no surveys in this world: nothing says what they would have meant */
    static const ent_track_rule rules[] = {{"*", 0}, {"source.survey.alpha", HUGE_VAL}};
    ent_track_fit_options options = {.rules = rules, .n_rules = 2};
    ent_track_posterior post = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_track_fit_params(made.dyads, made.n_dyads, &start, &options, &post, &err),
                     ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "source.survey.alpha"));
    assert_null(post.z);
}

static void
what_cannot_be_fitted_is_refused(void **state)
{
    static const ent_track_rule none[] = {{"*", 0}}, typo[] = {{"kapa.B", 1}};
    ent_track_fit_options fixed = {.rules = none, .n_rules = 1},
                          wrong = {.rules = typo, .n_rules = 1};
    ent_track_params bad = start;
    ent_track_posterior post = {0};

    (void)state;
    assert_int_equal(ent_track_fit_params(made.dyads, made.n_dyads, &start, &fixed, &post, NULL),
                     ENT_E_SHAPE);
    assert_int_equal(ent_track_fit_params(made.dyads, 0, &start, &of_few, &post, NULL),
                     ENT_E_SHAPE);
    assert_int_equal(ent_track_fit_params(made.dyads, made.n_dyads, &start, &wrong, &post, NULL),
                     ENT_E_UNKNOWN);
    bad.kappa[0] = -1;
    assert_int_equal(ent_track_fit_params(made.dyads, made.n_dyads, &bad, &of_few, &post, NULL),
                     ENT_E_DOMAIN);
    assert_null(post.slots);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a fit finds what the evidence was made with",
             a_fit_finds_what_the_evidence_was_made_with),
        FACT("any number of threads gives the same", any_number_of_threads_gives_the_same),
        FACT("a prior pulls and narrows", a_prior_pulls_and_narrows),
        FACT("what the evidence does not determine is named",
             what_the_evidence_does_not_determine_is_named),
        FACT("what cannot be fitted is refused", what_cannot_be_fitted_is_refused),
    };

    return cmocka_run_group_tests(tests, begin, end);
}

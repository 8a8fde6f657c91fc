/* test_posterior.c: draws have the posterior's covariance, and errors are those of the values. */
#include "../check.h"

#include "../../shared/world.h"

enum { N = 4, DRAWS = 8000 };

static const ent_track_rule rules[] = {{"*", 0},
                                       {"kappa.B", 1},
                                       {"mu.major.B", 1},
                                       {"source.anchor-b.tau.0", 1},
                                       {"source.anchor-b.tau.1", 1}};

/* kappa 1.26 (log), mu, and two thresholds, with a known root of the covariance. */
static void
begin(ent_track_posterior *post)
{
    static const double root[N * N] = {.1, 0, 0, 0, .05, .2, 0, 0, 0, .1, .3, 0, .02, 0, .1, .2};
    size_t n = 0;

    memset(post, 0, sizeof *post);
    world_params(2000, 2010, &post->mode);
    post->slots = ent_alloc(ENT_TRACK_FREE_MAX, sizeof *post->slots);
    post->z = ent_alloc(N, sizeof *post->z);
    post->se = ent_alloc(N, sizeof *post->se);
    post->chol = ent_alloc(N * N, sizeof *post->chol);
    assert_true(post->slots && post->z && post->se && post->chol);
    assert_int_equal(ent_track_free_list(&post->mode, rules, COUNT(rules), post->slots, &n, NULL),
                     ENT_OK);
    assert_int_equal(n, N);
    post->n = N;
    memcpy(post->chol, root, sizeof root);
    ent_track_pack(&post->mode, post->slots, N, post->z);
}

static void
draws_have_the_posterior_s_covariance(void **state)
{
    ent_track_posterior post;
    ent_track_params p;
    ent_random r = ent_random_at(4, 4);
    double cov[N][N] = {{0}}, z[N];

    (void)state;
    begin(&post);
    for (int i = 0; i < DRAWS; i++) {
        ent_track_posterior_draw(&post, &r, &p);
        assert_int_equal(ent_track_params_check(&p, NULL), ENT_OK);
        ent_track_pack(&p, post.slots, N, z);
        for (size_t a = 0; a < N; a++)
            for (size_t b = 0; b < N; b++)
                cov[a][b] += (z[a] - post.z[a]) * (z[b] - post.z[b]) / DRAWS;
    }
    for (size_t a = 0; a < N; a++)
        for (size_t b = 0; b < N; b++) {
            double want = 0;

            for (size_t k = 0; k < N; k++)
                want += post.chol[a * N + k] * post.chol[b * N + k];
            check_near(cov[a][b], want, 0.006, "covariance");
        }
    assert_true(p.kappa[1] == post.mode.kappa[1]); /* what is fixed stays */
    ent_track_posterior_clear(&post);
}

static void
errors_are_of_the_values_themselves(void **state)
{
    ent_track_posterior post;
    double step;

    (void)state;
    begin(&post);
    check_relative(ent_track_posterior_se(&post, 0), 1.26 * .1, 1e-4, "kappa");
    check_relative(ent_track_posterior_se(&post, 1), sqrt(.05 * .05 + .2 * .2), 1e-6, "mu");
    check_relative(ent_track_posterior_se(&post, 2), sqrt(.1 * .1 + .3 * .3), 1e-6, "tau 0");
    step = post.mode.sources[WORLD_ANCHOR_B].tau[1] - post.mode.sources[WORLD_ANCHOR_B].tau[0];
    /* tau 1 = tau 0 + exp(z): columns .02 s, .1, .3 + .1 s, .2 s */
    check_relative(ent_track_posterior_se(&post, 3),
                   sqrt(pow(.02 * step, 2) + .1 * .1 + pow(.3 + .1 * step, 2) + pow(.2 * step, 2)),
                   1e-4, "tau 1");
    ent_track_posterior_clear(&post);
}

static void
clearing_takes_anything(void **state)
{
    ent_track_posterior none = {0};

    (void)state;
    ent_track_posterior_clear(NULL);
    ent_track_posterior_clear(&none);
    assert_null(none.z);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("draws have the posterior's covariance", draws_have_the_posterior_s_covariance),
        FACT("errors are of the values themselves", errors_are_of_the_values_themselves),
        FACT("clearing takes anything", clearing_takes_anything),
    };

    return RUN(tests);
}

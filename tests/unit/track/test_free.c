/* test_free.c: parameters go to the scale without bounds and back, rules hold them, and gradients
 * follow. */
#include "../check.h"

#include "../../shared/world.h"

static ent_track_free slots[ENT_TRACK_FREE_MAX];
static ent_track_params start, p, q;

static void
begin(void)
{
    world_params(2000, 2010, &start);
    start.sources[WORLD_ANCHOR_B].outliers = 0;
}

static size_t
find(size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(slots[i].name, name) == 0) return i;
    return SIZE_MAX;
}

static void
every_parameter_is_found_again(void **state)
{
    double z[ENT_TRACK_FREE_MAX], back[ENT_TRACK_FREE_MAX];
    ent_random r = ent_random_at(1, 1);
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, NULL, 0, slots, &n, NULL), ENT_OK);
    assert_true(n > 60);
    ent_track_pack(&start, slots, n, z);
    for (size_t i = 0; i < n; i++) {
        assert_true(z[i] == slots[i].centre && slots[i].sd == HUGE_VAL);
        z[i] += 0.3 * ent_random_normal(&r);
    }
    p = start;
    ent_track_unpack(slots, n, z, &p);
    assert_int_equal(ent_track_params_check(&p, NULL), ENT_OK);
    ent_track_pack(&p, slots, n, back);
    for (size_t i = 0; i < n; i++)
        check_near(back[i], z[i], 1e-12, slots[i].name);
}

static void
names_say_what_moves(void **state)
{
    static const char *const wanted[] = {
        "kappa.B",           "fast.lean.R",           "level.own.O",
        "mu.major.O",        "volatility.far",        "world.R.3",
        "source.tone-b.b.2", "source.anchor-b.tau.1", "source.survey.alpha",
        "house.house-3.sd"};
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, NULL, 0, slots, &n, NULL), ENT_OK);
    for (size_t i = 0; i < COUNT(wanted); i++)
        assert_true(find(n, wanted[i]) < n);
    assert_true(find(n, "slow.mood.B") < n);                      /* 0, but may move */
    assert_true(find(n, "source.anchor-b.outliers") == SIZE_MAX); /* 0 has no logit */
    assert_true(find(n, "source.anchor-b.sigma") == SIZE_MAX);    /* no part of its kind */
}

static void
the_last_rule_that_matches_counts(void **state)
{
    static const ent_track_rule rules[] = {
        {"*", 0.5}, {"source.*.b.*", 0}, {"source.tone-b.b.1", 2}};
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, rules, COUNT(rules), slots, &n, NULL), ENT_OK);
    assert_true(slots[find(n, "kappa.B")].sd == 0.5);
    assert_true(find(n, "source.tone-b.b.0") == SIZE_MAX);
    assert_true(slots[find(n, "source.tone-b.b.1")].sd == 2);
}

static void
what_is_fixed_stays(void **state)
{
    static const ent_track_rule rules[] = {
        {"*", 0}, {"source.anchor-b.tau.0", HUGE_VAL}, {"volatility.far", 1}};
    double z[4];
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, rules, COUNT(rules), slots, &n, NULL), ENT_OK);
    assert_int_equal(n, 2);
    p = start;
    ent_track_pack(&p, slots, n, z);
    z[0] += 0.7; /* volatility.far comes first */
    z[1] += 1;
    ent_track_unpack(slots, n, z, &p);
    check_near(p.sources[WORLD_ANCHOR_B].tau[2], start.sources[WORLD_ANCHOR_B].tau[2] + 1, 1e-12,
               "the steps above move along");
    check_relative(p.volatility[4] / p.volatility[2],
                   exp(0.7) * start.volatility[4] / start.volatility[2], 1e-12, "far");
    check_relative(p.volatility[3] / p.volatility[2], start.volatility[3] / start.volatility[2],
                   1e-12, "near");
    check_near(p.volatility[0] + p.volatility[1] + p.volatility[2] + p.volatility[3] +
                   p.volatility[4],
               1, 1e-15, "sum");
    assert_true(p.kappa[0] == start.kappa[0]);
}

static void
gradients_follow(void **state)
{
    /* fields with thresholds and weights by hand: f = sum of a_i field_i^2 / 2 */
    double z[ENT_TRACK_FREE_MAX], g[ENT_TRACK_FREE_MAX], f[2];
    ent_track_source *s = &start.sources[WORLD_ANCHOR_B];
    size_t n = 0;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, NULL, 0, slots, &n, NULL), ENT_OK);
    ent_track_pack(&start, slots, n, z);
    memset(&q, 0, sizeof q);
    for (int i = 0; i < 3; i++)
        q.sources[WORLD_ANCHOR_B].tau[i] = (i + 1) * s->tau[i];
    for (int i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        q.volatility[i] = (i + 2) * start.volatility[i];
    q.kappa[1] = start.kappa[1];
    q.sources[WORLD_TONE_B].rho = start.sources[WORLD_TONE_B].rho;
    q.sources[WORLD_TONE_B].outliers = start.sources[WORLD_TONE_B].outliers;
    q.mu[1][2] = start.mu[1][2];
    ent_track_chain(&start, &q, slots, n, g);
    for (size_t i = 0; i < n; i++) {
        for (int side = 0; side < 2; side++) {
            double at = z[i];

            z[i] += side ? 1e-5 : -1e-5;
            p = start;
            ent_track_unpack(slots, n, z, &p);
            z[i] = at;
            f[side] = 0;
            for (int k = 0; k < 3; k++)
                f[side] += (k + 1) * pow(p.sources[WORLD_ANCHOR_B].tau[k], 2) / 2;
            for (int k = 0; k < ENT_TRACK_VOLATILITIES; k++)
                f[side] += (k + 2) * pow(p.volatility[k], 2) / 2;
            f[side] += pow(p.kappa[1], 2) / 2 + pow(p.mu[1][2], 2) / 2;
            f[side] += pow(p.sources[WORLD_TONE_B].rho, 2) / 2;
            f[side] += pow(p.sources[WORLD_TONE_B].outliers, 2) / 2;
        }
        check_near(g[i], (f[1] - f[0]) / 2e-5, 1e-7, slots[i].name);
    }
}

static void
what_cannot_be_is_refused(void **state)
{
    static const ent_track_rule negative[] = {{"*", -1}}, unknown[] = {{"kappa.X", 1}};
    size_t n = 99;

    (void)state;
    begin();
    assert_int_equal(ent_track_free_list(&start, negative, 1, slots, &n, NULL), ENT_E_DOMAIN);
    assert_int_equal(ent_track_free_list(&start, unknown, 1, slots, &n, NULL), ENT_E_UNKNOWN);
    start.kappa[0] = -1;
    assert_int_equal(ent_track_free_list(&start, NULL, 0, slots, &n, NULL), ENT_E_DOMAIN);
    assert_int_equal(n, 99);
}

static void
too_many_parameters_are_refused(void **state)
{
    size_t n = 0;

    (void)state;
    begin();
    for (size_t i = start.n_sources; i < ENT_TRACK_SOURCES_MAX; i++) {
        start.sources[i] = start.sources[WORLD_TONE_B];
        (void)snprintf(start.sources[i].name, sizeof start.sources[i].name, "tone-%zu", i);
    }
    start.n_sources = ENT_TRACK_SOURCES_MAX;
    assert_int_equal(ent_track_free_list(&start, NULL, 0, slots, &n, NULL), ENT_E_LIMIT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("every parameter is found again", every_parameter_is_found_again),
        FACT("names say what moves", names_say_what_moves),
        FACT("the last rule that matches counts", the_last_rule_that_matches_counts),
        FACT("what is fixed stays", what_is_fixed_stays),
        FACT("gradients follow", gradients_follow),
        FACT("what cannot be is refused", what_cannot_be_is_refused),
        FACT("too many parameters are refused", too_many_parameters_are_refused),
    };

    return RUN(tests);
}

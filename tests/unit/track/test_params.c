/* test_params.c: which parameters are refused, and by which name. */
#include "oracle.h"

static void
refused(const ent_track_params *p, const char *name)
{
    ent_error err = {.status = ENT_OK};

    assert_int_equal(ent_track_params_check(p, &err), ENT_E_DOMAIN);
    if (!strstr(err.text, name)) fail_msg("\"%s\" does not name %s", err.text, name);
}

/* Break one thing, see it refused, mend it. */
#define REFUSES(p, what, value, name)  \
    do {                               \
        double was_ = (double)(what);  \
        (what) = (value);              \
        refused(&(p), name);           \
        (what) = (__typeof(what))was_; \
    } while (0)

static ent_track_params params;

static void
test_process(void **state)
{
    dice d = {31};

    (void)state;
    oracle_params(&d, &params);
    assert_int_equal(ent_track_params_check(&params, NULL), ENT_OK);
    REFUSES(params, params.kappa[1], 0, "kappa");
    REFUSES(params, params.kappa[1], HUGE_VAL, "kappa");
    REFUSES(params, params.mu[1][2], (double)NAN, "mu");
    REFUSES(params, params.fast.own[0], -1, "fast");
    REFUSES(params, params.slow.mood[0], (double)NAN, "slow");
    REFUSES(params, params.level.lean[0], HUGE_VAL, "level");
    REFUSES(params, params.volatility[0], .5, "volatility");
    REFUSES(params, params.volatility[0], -.1, "volatility");
    params.origin[0] = '\n';
    refused(&params, "origin");
    params.origin[0] = 0;
    assert_int_equal(ent_track_params_check(&params, NULL), ENT_OK);
}

static void
test_sources(void **state)
{
    dice d = {32};
    ent_track_source *s = &params.sources[1];

    (void)state;
    oracle_params(&d, &params);
    REFUSES(params, s->kind, ENT_OBS_KINDS, "kind");
    REFUSES(params, s->lam, (double)NAN, "lam");
    REFUSES(params, s->lam, 0, "lam");
    REFUSES(params, s->alpha, (double)NAN, "alpha");
    REFUSES(params, s->sigma, -1, "sigma");
    REFUSES(params, s->rho, 1, "rho");
    REFUSES(params, s->phi, HUGE_VAL, "phi");
    REFUSES(params, s->outliers, .5, "outliers");
    REFUSES(params, s->knot_t[1], 1992, "knots");
    REFUSES(params, s->knot_b[1], (double)NAN, "knots");
    REFUSES(params, s->n_knots, 17, "knots");
    REFUSES(params, s->n_levels, 2, "levels");
    s->kind = ENT_OBS_COUNT;
    REFUSES(params, s->phi, 0, "phi");
    s->kind = ENT_OBS_ORDERED;
    refused(&params, "levels");
    s->n_levels = 3;
    s->tau[0] = s->tau[1] = 0;
    refused(&params, "tau");
    s->tau[1] = 1;
    assert_int_equal(ent_track_params_check(&params, NULL), ENT_OK);
    REFUSES(params, s->name[0], '\t', "name");
    REFUSES(params, s->name[0], 0, "name");
    REFUSES(params, params.n_sources, 65, "sources");
    memcpy(s->name, "ref", 4);
    refused(&params, "ref");
}

static void
test_houses(void **state)
{
    dice d = {33};
    size_t at = 9;

    (void)state;
    oracle_params(&d, &params);
    params.n_houses = 2;
    params.houses[0] = (ent_track_house){.name = "north", .sd = .1};
    params.houses[1] = (ent_track_house){.name = "south", .sd = .1};
    assert_int_equal(ent_track_params_check(&params, NULL), ENT_OK);
    assert_true(ent_track_house_find(&params, "south", &at));
    assert_int_equal(at, 1);
    assert_false(ent_track_house_find(&params, "east", &at));
    assert_true(ent_track_source_find(&params, "second", &at));
    assert_false(ent_track_source_find(&params, "third", &at));
    REFUSES(params, params.houses[1].sd, -1, "house 2");
    REFUSES(params, params.houses[1].effect, (double)NAN, "house 2");
    REFUSES(params, params.n_houses, 129, "houses");
    memcpy(params.houses[1].name, "north", 6);
    refused(&params, "north");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a process out of range is refused by name", test_process),
        FACT("a source out of range is refused by name", test_sources),
        FACT("houses are found by name and checked", test_houses),
    };

    return RUN(tests);
}

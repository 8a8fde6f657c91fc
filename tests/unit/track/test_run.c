/* test_run.c: the same bytes on any number of threads and lanes; order; what is refused. */
#include "oracle.h"

enum { GRID = 25, DYADS = 23, VALUES = 60 };

typedef struct world {
    ent_track_params params;
    ent_track_obs obs[DYADS][VALUES];
    ent_track_dyad dyads[DYADS];
    double grid[GRID];
} world;

static world the_world;

/* Sources of all kinds and outliers, all volatilities, spans, some dyads empty or short-lived. */
static world *
make_world(void)
{
    world *w = &the_world;
    dice d = {21};
    ent_track_params *p = &w->params;
    static const double volatility[] = {.1, .2, .4, .2, .1};

    oracle_params(&d, p);
    memcpy(p->volatility, volatility, sizeof volatility);
    p->sources[0].outliers = .03;
    p->sources[2] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 2, .n_levels = 3, .tau = {-1, 1}};
    p->sources[3] = (ent_track_source){.name = "poll", .kind = ENT_OBS_BINOMIAL, .lam = .8};
    p->sources[4] = (ent_track_source){
        .name = "counts", .kind = ENT_OBS_COUNT, .lam = 1, .phi = 3, .alpha = -3};
    p->n_sources = 5;
    p->houses[0] = (ent_track_house){.name = "house", .effect = .2, .sd = .1};
    p->n_houses = 1;
    for (size_t i = 0; i < DYADS; i++) {
        oracle_dyad(&d, i % 7 == 3 ? 0 : VALUES - i, w->obs[i], &w->dyads[i]);
        w->dyads[i].t_end = i % 5 ? 2010 : 2011 - (double)(i % 2);
        for (size_t j = 0; j < w->dyads[i].n_obs; j++) {
            ent_track_obs *o = &w->obs[i][j];

            o->source = (uint16_t)dice_below(&d, 5);
            if (o->source == 2) o->value = dice_below(&d, 3);
            if (o->source == 3) o->n = 500, o->value = dice_below(&d, 500), o->house = 1;
            if (o->source == 4) o->n = 20, o->value = dice_below(&d, 6);
            if (dice_below(&d, 3) == 0) o->t_last = o->t_first = floor(o->t_first), o->t_last += 1;
            if (o->t_last > 2010) o->t_last = o->t_first;
            o->n += o->n <= 0;
        }
    }
    for (size_t g = 0; g < GRID; g++)
        w->grid[g] = 1989.5 + (double)g;
    return w;
}

static void
check_same(const oracle_run *a, const oracle_run *b)
{
    size_t n = a->n_dyads * GRID;

    assert_memory_equal(a->filtered, b->filtered, n * 6 * sizeof(double));
    assert_memory_equal(a->filtered_cov, b->filtered_cov, n * 21 * sizeof(double));
    assert_memory_equal(a->smoothed, b->smoothed, n * 6 * sizeof(double));
    assert_memory_equal(a->smoothed_cov, b->smoothed_cov, n * 21 * sizeof(double));
    for (size_t i = 0; i < a->n_dyads; i++) {
        assert_memory_equal(a->fits[i], b->fits[i], a->results[i].n_obs * sizeof *a->fits[i]);
        check_near(a->results[i].log_lik, b->results[i].log_lik, 0, "log-lik");
        assert_int_equal(a->results[i].passes, b->results[i].passes);
        assert_true(a->results[i].converged);
    }
}

static void
test_same_bytes(void **state)
{
    world *w = make_world();
    ent_track_options options = {.grid = w->grid, .n_grid = GRID, .threads = 1, .lanes = 2};
    oracle_run want, got;

    (void)state;
    oracle_run_all(&want, &w->params, w->dyads, DYADS, &options);
    for (unsigned lanes = 2; lanes <= 8; lanes *= 2)
        for (unsigned threads = 1; threads <= 3; threads++) {
            options.lanes = lanes;
            options.threads = threads;
            oracle_run_all(&got, &w->params, w->dyads, DYADS, &options);
            check_same(&want, &got);
            oracle_run_clear(&got);
        }
    oracle_run_clear(&want);
}

static void
test_alone_or_not(void **state)
{
    world *w = make_world();
    ent_track_options options = {.grid = w->grid, .n_grid = GRID};
    oracle_run want, got;

    (void)state;
    oracle_run_all(&want, &w->params, w->dyads, DYADS, &options);
    for (size_t i = 0; i < DYADS; i++) {
        oracle_run_all(&got, &w->params, &w->dyads[i], 1, &options);
        assert_memory_equal(want.smoothed + i * GRID * 6, got.smoothed, GRID * 6 * sizeof(double));
        assert_memory_equal(want.filtered_cov + i * GRID * 21, got.filtered_cov,
                            GRID * 21 * sizeof(double));
        oracle_run_clear(&got);
    }
    oracle_run_clear(&want);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("any number of threads and lanes gives the same bytes", test_same_bytes),
        FACT("a dyad's numbers do not depend on who is run beside it", test_alone_or_not),
    };

    return RUN(tests);
}

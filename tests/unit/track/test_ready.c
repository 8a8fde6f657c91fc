/* test_ready.c: what evidence is refused, with its place; grades and the day it became known. */
#include "oracle.h"

enum { GRID = 3 };
static const double grid[GRID] = {1991, 2000, 2009};

static ent_track_params params;
static ent_track_obs obs[8];
static ent_track_dyad dyad;

static void
begin(void)
{
    dice d = {71};

    oracle_params(&d, &params);
    params.sources[2] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 1, .n_levels = 3, .tau = {0, 1}};
    params.sources[3] = (ent_track_source){.name = "poll", .kind = ENT_OBS_SHARE, .lam = 1};
    params.sources[4] =
        (ent_track_source){.name = "counts", .kind = ENT_OBS_COUNT, .lam = 1, .phi = 1};
    params.n_sources = 5;
    oracle_dyad(&d, COUNT(obs), obs, &dyad);
}

static ent_status
take(void *ctx, size_t i, ent_track_dyad *out, ent_error *err)
{
    (void)err;
    (void)ctx;
    (void)i;
    *out = dyad;
    return ENT_OK;
}

static ent_status
run(const ent_track_options *more, ent_error *err)
{
    ent_track_io io = {NULL, take, NULL};
    ent_track_options options = {.grid = grid, .n_grid = GRID};

    return ent_tracks_run(&params, 1, &io, more ? more : &options, err);
}

static void
refused(size_t at, const char *why)
{
    ent_error err = {.status = ENT_OK};

    assert_int_equal(run(NULL, &err), ENT_E_DOMAIN);
    assert_int_equal(err.row, at);
    if (!strstr(err.text, why)) fail_msg("\"%s\" does not say %s", err.text, why);
    begin();
    assert_int_equal(run(NULL, &err), ENT_OK);
}

static void
test_refused(void **state)
{
    (void)state;
    begin();
    obs[2].source = 9, refused(3, "source");
    obs[2].house = 1, refused(3, "house");
    obs[2].on = ENT_ON_COUNT, refused(3, "track");
    obs[2].t_last = obs[2].t_first - 1, refused(3, "span");
    obs[2].t_first = (double)NAN, refused(3, "span");
    obs[2].t_first = obs[2].t_last = 1980, refused(3, "outside");
    obs[2].t_first = obs[2].t_last = 2011, refused(3, "outside");
    obs[2].value = HUGE_VAL, refused(3, "number");
    obs[2].grade = 0, refused(3, "grade");
    obs[2].source = 0, obs[2].n = 0, refused(3, "reports");
    obs[2].source = 1, obs[2].n = -1, refused(3, "variance");
    obs[2].source = 2, obs[2].value = 1.5, refused(3, "level");
    obs[2].source = 2, obs[2].value = 3, refused(3, "level");
    obs[2].source = 3, obs[2].n = 10, obs[2].value = 11, refused(3, "k of n");
    obs[2].source = 4, obs[2].n = 0, obs[2].value = 1, refused(3, "count");
    params.sources[1].sigma = 0, obs[2].source = 1, obs[2].n = 0, refused(0, "variance");
    dyad.class_of = (ent_track_class)7, refused(0, "class");
    dyad.t_end = 1980, refused(0, "ends");
}

static void
test_options(void **state)
{
    static const double bad[] = {2000, 2000};
    double q[COUNT(obs)] = {2};
    ent_track_options options = {.grid = bad, .n_grid = 2};
    ent_error err = {.status = ENT_OK};

    (void)state;
    begin();
    assert_int_equal(run(&options, &err), ENT_E_SHAPE);
    options = (ent_track_options){.threads = 1000};
    assert_int_equal(run(&options, &err), ENT_E_LIMIT);
    dyad.outlier = q;
    refused(0, "outlier");
    params.kappa[0] = -1;
    refused(0, "kappa");
}

/* Fails as asked for, at the dyad asked for. */
static ent_status
take_some(void *ctx, size_t i, ent_track_dyad *out, ent_error *err)
{
    const size_t *stop = ctx;

    *out = dyad;
    return i == *stop ? ent_fail(err, ENT_E_IO, "no more") : ENT_OK;
}

static ent_status
put_some(void *ctx, size_t i, const ent_track_result *r, ent_error *err)
{
    const size_t *stop = ctx;

    (void)r;
    return i + 100 == *stop ? ent_fail(err, ENT_E_BUSY, "full") : ENT_OK;
}

static void
test_callbacks(void **state)
{
    (void)state;
    begin();
    for (size_t stop = 0; stop < 130; stop += 5)
        for (unsigned threads = 1; threads <= 3; threads++) {
            ent_track_io io = {&stop, take_some, put_some};
            ent_track_options options = {.grid = grid, .n_grid = GRID, .threads = threads};
            ent_status want = stop < 30 ? ENT_E_IO : stop >= 100 ? ENT_E_BUSY : ENT_OK;
            ent_error err = {.status = ENT_OK};

            assert_int_equal(ent_tracks_run(&params, 30, &io, &options, &err), want);
            assert_int_equal(err.status, want);
        }
}

static void
test_weightless(void **state)
{
    ent_track_options options = {.grid = grid, .n_grid = GRID};
    oracle_run all, fewer;
    size_t n = dyad.n_obs - 2;

    (void)state;
    begin();
    obs[n].grade = HUGE_VAL;
    obs[n + 1].known_day = 20000;
    options.has_as_of = true;
    options.as_of_day = 19999;
    oracle_run_all(&all, &params, &dyad, 1, &options);
    dyad.n_obs = n;
    oracle_run_all(&fewer, &params, &dyad, 1, &options);
    assert_memory_equal(all.smoothed, fewer.smoothed, GRID * 6 * sizeof(double));
    assert_memory_equal(all.filtered_cov, fewer.filtered_cov, GRID * 21 * sizeof(double));
    assert_int_equal(all.results[0].n_used, n);
    assert_int_equal(all.results[0].n_obs, n + 2);
    check_near(all.fits[0][n].weight_0to1, 0, 0, "weight");
    check_near(all.fits[0][0].weight_0to1, 1, 0, "weight");
    oracle_run_clear(&all);
    oracle_run_clear(&fewer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("an impossible value is refused with its place", test_refused),
        FACT("an impossible grid, weight or parameter is refused", test_options),
        FACT("what take and put answer ends a run, whoever comes first", test_callbacks),
        FACT("what cannot be judged or was not yet known has no weight", test_weightless),
    };

    return RUN(tests);
}

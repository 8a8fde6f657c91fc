/* test_batch.c: filter, smoother and likelihood against one large multivariate normal. */
#include "oracle.h"

enum { GRID = 21 };
#define EXACT 1e-9

static void
fill_grid(double *grid)
{
    for (size_t g = 0; g < GRID; g++)
        grid[g] = 1990 + (double)g;
}

static void
check_six(const double *got_mean, const double *got_cov, const double *mean, const double *cov,
          const char *what)
{
    for (size_t k = 0; k < 6; k++)
        check_near(got_mean[k], mean[k], EXACT, what);
    for (size_t i = 0; i < 21; i++)
        check_near(got_cov[i], cov[i], EXACT, what);
}

/* One random case: n values, this volatility. */
static void
check_case(dice *d, size_t n, size_t class_of, unsigned lanes)
{
    ent_track_params p;
    ent_track_obs obs[ORACLE_MAX];
    ent_track_dyad dyad;
    double grid[GRID], mean[6], cov[21];
    ent_track_options options = {.grid = grid, .n_grid = GRID, .lanes = lanes};
    static const double volatilities[] = {.25, .5, 1, 2, 4};
    oracle all = {.params = &p};
    oracle_run run;

    fill_grid(grid);
    oracle_params(d, &p);
    p.volatility[2] = 0;
    p.volatility[class_of] = 1;
    oracle_dyad(d, n, obs, &dyad);
    oracle_run_all(&run, &p, &dyad, 1, &options);
    all.class_of = dyad.class_of;
    all.t_start = dyad.t_start;
    all.volatility = volatilities[class_of];
    for (size_t i = 0; i < n; i++)
        oracle_add(&all, &obs[i]);
    oracle_solve(&all);
    check_near(run.results[0].log_lik, all.log_lik, EXACT * (1 + fabs(all.log_lik)), "log-lik");
    for (size_t g = 0; g < GRID; g++) {
        oracle past = all;

        oracle_tracks(&all, grid[g], mean, cov);
        check_six(run.smoothed + 6 * g, run.smoothed_cov + 21 * g, mean, cov, "smoothed");
        past.n = 0;
        for (size_t i = 0; i < n; i++)
            if (obs[i].t_first <= grid[g]) oracle_add(&past, &obs[i]);
        oracle_solve(&past);
        oracle_tracks(&past, grid[g], mean, cov);
        check_six(run.filtered + 6 * g, run.filtered_cov + 21 * g, mean, cov, "filtered");
    }
    oracle_run_clear(&run);
}

static void
test_against_normal(void **state)
{
    dice d = {11};

    (void)state;
    for (size_t round = 0; round < 12; round++)
        check_case(&d, round < 2 ? round : 5 + dice_below(&d, 36), round % 5, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("filter, smoother and likelihood are those of one multivariate normal",
             test_against_normal),
    };

    return RUN(tests);
}

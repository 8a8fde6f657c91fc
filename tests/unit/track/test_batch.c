/* test_batch.c: filter, smoother and likelihood against one large multivariate normal. */
#include "oracle.h"

#include "track/track_priv.h"

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

/* ---- the posterior mode -------------------------------------------------------------------- */

/* Curved values as pseudo-values at the engine's own smoothed means. */
static void
straighten(oracle *o, const ent_track_params *p, const ent_track_obs *obs, const ent_track_fit *fit,
           double *lacks)
{
    track_point point = {
        .source = &p->sources[obs->source], .y = obs->value, .n = obs->n, .power = 1 / obs->grade};
    oracle_value *v;
    track_curve c;
    double world;

    oracle_add(o, obs);
    v = &o->values[o->n - 1];
    point.shift = point.source->alpha;
    world = point.source->lam * ent_track_world_at(o->params, obs->on % ENT_TRACK_KINDS,
                                                   .5 * (obs->t_first + obs->t_last));
    point.shift += point.source->kind == ENT_OBS_COUNT ? -world : world;
    point.constant = ent_track_curve_constant(&point);
    if (obs->source < 2) return;
    ent_track_curve_at(&point, fit->eta, &c);
    v->y = fit->eta + c.slope / c.bend;
    v->var = 1 / c.bend;
    *lacks += c.log_p + .5 * (log(2 * 3.14159265358979323846 * v->var) +
                              (v->y - fit->eta) * (v->y - fit->eta) / v->var);
}

static void
fill_curved(dice *d, ent_track_params *p, ent_track_obs *obs, size_t n)
{
    p->sources[2] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 1.5, .n_levels = 3, .tau = {-1, .5}};
    p->sources[3] =
        (ent_track_source){.name = "poll", .kind = ENT_OBS_BINOMIAL, .lam = .7, .alpha = .2};
    p->sources[4] = (ent_track_source){
        .name = "counts", .kind = ENT_OBS_COUNT, .lam = .6, .phi = 2, .alpha = -1};
    p->n_sources = 5;
    for (size_t i = 0; i < n; i++) {
        obs[i].source = (uint16_t)dice_below(d, 5);
        obs[i].n = 1 + dice_below(d, 30);
        if (obs[i].source >= 2) obs[i].value = dice_below(d, obs[i].source == 2 ? 3 : 2);
    }
}

/* The engine's means are those of the pseudo-values at these very means: the posterior mode. */
static void
test_mode(void **state)
{
    dice d = {12};

    (void)state;
    for (int round = 0; round < 8; round++) {
        ent_track_params p;
        ent_track_obs obs[30];
        ent_track_dyad dyad;
        double grid[GRID], mean[6], cov[21], lacks = 0;
        ent_track_options options = {.grid = grid, .n_grid = GRID, .tolerance = 1e-11};
        oracle mode = {.params = &p, .t_start = 1990, .volatility = 1};
        oracle_run run;

        fill_grid(grid);
        oracle_params(&d, &p);
        oracle_dyad(&d, COUNT(obs), obs, &dyad);
        fill_curved(&d, &p, obs, COUNT(obs));
        oracle_run_all(&run, &p, &dyad, 1, &options);
        assert_true(run.results[0].converged);
        mode.class_of = dyad.class_of;
        for (size_t i = 0; i < COUNT(obs); i++)
            straighten(&mode, &p, &obs[i], &run.fits[0][i], &lacks);
        oracle_solve(&mode);
        check_near(run.results[0].log_lik, mode.log_lik + lacks, 1e-8, "Laplace's log-lik");
        for (size_t g = 0; g < GRID; g++) {
            oracle_tracks(&mode, grid[g], mean, cov);
            check_six(run.smoothed + 6 * g, run.smoothed_cov + 21 * g, mean, cov, "mode");
        }
        oracle_run_clear(&run);
    }
}

/* Five volatilities: weights, mean and covariance of the mixture. */
static void
test_mixture(void **state)
{
    static const double weights[] = {.1, .3, .3, .2, .1}, volatilities[] = {.25, .5, 1, 2, 4};
    dice d = {13};
    ent_track_params p;
    ent_track_obs obs[25];
    ent_track_dyad dyad;
    double grid[GRID], top = -HUGE_VAL, total = 0, posterior[5];
    ent_track_options options = {.grid = grid, .n_grid = GRID};
    oracle each[5];
    oracle_run run;

    (void)state;
    fill_grid(grid);
    oracle_params(&d, &p);
    oracle_dyad(&d, COUNT(obs), obs, &dyad);
    memcpy(p.volatility, weights, sizeof weights);
    oracle_run_all(&run, &p, &dyad, 1, &options);
    for (size_t c = 0; c < 5; c++) {
        each[c] = (oracle){.params = &p, .t_start = 1990, .volatility = volatilities[c]};
        each[c].class_of = dyad.class_of;
        for (size_t i = 0; i < COUNT(obs); i++)
            oracle_add(&each[c], &obs[i]);
        oracle_solve(&each[c]);
        if (each[c].log_lik > top) top = each[c].log_lik;
    }
    for (size_t c = 0; c < 5; c++)
        total += posterior[c] = weights[c] * exp(each[c].log_lik - top);
    check_near(run.results[0].log_lik, top + log(total), EXACT * fabs(top), "log-lik");
    for (size_t g = 0; g < GRID; g++) {
        double mean[6] = {0}, square = 0, var = 0;

        for (size_t c = 0; c < 5; c++) {
            double m[6], v[21];

            oracle_tracks(&each[c], grid[g], m, v);
            for (size_t k = 0; k < 6; k++)
                mean[k] += posterior[c] / total * m[k];
            square += posterior[c] / total * (v[ent_track_cov_at(1, 3)] + m[1] * m[3]);
        }
        var = square - mean[1] * mean[3];
        for (size_t k = 0; k < 6; k++)
            check_near(run.smoothed[6 * g + k], mean[k], EXACT, "mean");
        check_near(run.smoothed_cov[21 * g + ent_track_cov_at(1, 3)], var, EXACT, "covariance");
    }
    for (size_t c = 0; c < 5; c++)
        check_near(run.results[0].volatility[c], posterior[c] / total, EXACT, "posterior");
    oracle_run_clear(&run);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("filter, smoother and likelihood are those of one multivariate normal",
             test_against_normal),
        FACT("levels, polls and counts give the posterior mode", test_mode),
        FACT("five volatilities are mixed by their likelihoods", test_mixture),
    };

    return RUN(tests);
}

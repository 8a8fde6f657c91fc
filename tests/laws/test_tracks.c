/* test_tracks.c: what must hold for the tracks of any dyad: swap, permute, thin, scale, shift. */
#include "../unit/track/oracle.h"

enum { GRID = 24, VALUES = 45 };

typedef struct setting {
    ent_track_params params;
    ent_track_obs obs[VALUES];
    ent_track_dyad dyad;
    double grid[GRID];
    ent_track_options options;
} setting;

/* All kinds of values, outliers, spans, five volatilities. */
static void
make(dice *d, setting *s)
{
    static const double volatility[] = {.1, .2, .4, .2, .1};
    ent_track_params *p = &s->params;

    memset(s, 0, sizeof *s);
    oracle_params(d, p);
    memcpy(p->volatility, volatility, sizeof volatility);
    p->sources[0].outliers = .03;
    p->sources[2] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 2, .n_levels = 3, .tau = {-1, 1}};
    p->sources[3] = (ent_track_source){.name = "poll", .kind = ENT_OBS_BINOMIAL, .lam = .8};
    p->n_sources = 4;
    oracle_dyad(d, VALUES, s->obs, &s->dyad);
    for (size_t i = 0; i < VALUES; i++) {
        ent_track_obs *o = &s->obs[i];

        o->source = (uint16_t)dice_below(d, 4);
        o->n = 1 + dice_below(d, 30);
        if (o->source >= 2) o->value = dice_below(d, o->source == 2 ? 3 : 2);
        if (dice_below(d, 4) == 0) {
            o->t_first = floor(o->t_first);
            o->t_last = o->t_first + 1;
        }
    }
    for (size_t g = 0; g < GRID; g++)
        s->grid[g] = 1990 + .75 * (double)g;
    s->options.grid = s->grid;
    s->options.n_grid = GRID;
}

static void
test_swap(void **state)
{
    dice d = {91};

    (void)state;
    for (int round = 0; round < 10; round++) {
        setting s, back;
        oracle_run a, b;

        make(&d, &s);
        back = s;
        for (size_t i = 0; i < VALUES; i++)
            back.obs[i].on = (uint8_t)ent_track_on_swap((ent_track_on)s.obs[i].on);
        s.dyad.obs = s.obs;
        back.dyad.obs = back.obs;
        oracle_run_all(&a, &s.params, &s.dyad, 1, &s.options);
        oracle_run_all(&b, &s.params, &back.dyad, 1, &s.options);
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < 6; k++) {
                size_t other = (k + 3) % 6;

                assert_true(a.smoothed[6 * g + k] == b.smoothed[6 * g + other]);
                assert_true(a.filtered[6 * g + k] == b.filtered[6 * g + other]);
                for (size_t l = 0; l < 6; l++)
                    assert_true(a.smoothed_cov[21 * g + ent_track_cov_at(k, l)] ==
                                b.smoothed_cov[21 * g + ent_track_cov_at(other, (l + 3) % 6)]);
            }
        assert_true(a.results[0].log_lik == b.results[0].log_lik);
        assert_memory_equal(a.fits[0], b.fits[0], VALUES * sizeof *a.fits[0]);
        oracle_run_clear(&a);
        oracle_run_clear(&b);
    }
}

static void
test_order(void **state)
{
    dice d = {92};

    (void)state;
    for (int round = 0; round < 10; round++) {
        setting s;
        oracle_run a, b;

        make(&d, &s);
        s.dyad.obs = s.obs;
        oracle_run_all(&a, &s.params, &s.dyad, 1, &s.options);
        for (unsigned i = VALUES; i > 1; i--) {
            unsigned j = dice_below(&d, i);
            ent_track_obs was = s.obs[i - 1];

            s.obs[i - 1] = s.obs[j];
            s.obs[j] = was;
        }
        oracle_run_all(&b, &s.params, &s.dyad, 1, &s.options);
        assert_memory_equal(a.smoothed, b.smoothed, GRID * 6 * sizeof(double));
        assert_memory_equal(a.smoothed_cov, b.smoothed_cov, GRID * 21 * sizeof(double));
        assert_memory_equal(a.filtered, b.filtered, GRID * 6 * sizeof(double));
        oracle_run_clear(&a);
        oracle_run_clear(&b);
    }
}

/* With one volatility and no weights to settle, less evidence can only widen. */
static void
test_thinning(void **state)
{
    dice d = {93};

    (void)state;
    for (int round = 0; round < 10; round++) {
        setting s;
        oracle_run a, b;

        make(&d, &s);
        oracle_params(&d, &s.params);
        oracle_dyad(&d, VALUES, s.obs, &s.dyad);
        oracle_run_all(&a, &s.params, &s.dyad, 1, &s.options);
        s.dyad.n_obs = VALUES / 2;
        oracle_run_all(&b, &s.params, &s.dyad, 1, &s.options);
        for (size_t g = 0; g < GRID; g++)
            for (size_t k = 0; k < 6; k++) {
                size_t at = 21 * g + ent_track_cov_at(k, k);

                assert_true(b.smoothed_cov[at] > a.smoothed_cov[at] - 1e-12);
                assert_true(a.filtered_cov[at] > a.smoothed_cov[at] - 1e-12);
            }
        oracle_run_clear(&a);
        oracle_run_clear(&b);
    }
}

static void
scale_spread(ent_track_spread *s, double by)
{
    for (size_t k = 0; k < 3; k++) {
        s->mood[k] *= by;
        s->lean[k] *= by;
        s->own[k] *= by;
    }
}

/* Tracks in another unit: everything that is a length in x is so many times as large. */
static void
test_unit(void **state)
{
    const double by = 3.7;
    dice d = {94};
    setting s;
    oracle_run a, b;

    (void)state;
    make(&d, &s);
    s.dyad.obs = s.obs;
    oracle_run_all(&a, &s.params, &s.dyad, 1, &s.options);
    scale_spread(&s.params.fast, by);
    scale_spread(&s.params.slow, by);
    scale_spread(&s.params.level, by);
    for (size_t c = 0; c < 3; c++)
        for (size_t k = 0; k < 3; k++)
            s.params.mu[c][k] *= by;
    for (size_t k = 0; k < 3; k++)
        for (size_t j = 0; j < s.params.n_world; j++)
            s.params.world_w[k][j] *= by;
    for (size_t i = 0; i < s.params.n_sources; i++)
        s.params.sources[i].lam /= by;
    oracle_run_all(&b, &s.params, &s.dyad, 1, &s.options);
    for (size_t i = 0; i < GRID * 6; i++)
        check_near(b.smoothed[i], by * a.smoothed[i], 1e-6, "mean");
    for (size_t i = 0; i < GRID * 21; i++)
        check_near(b.smoothed_cov[i], by * by * a.smoothed_cov[i], 1e-6, "covariance");
    check_near(b.results[0].log_lik, a.results[0].log_lik, 1e-6, "log-lik");
    oracle_run_clear(&a);
    oracle_run_clear(&b);
}

/* Sixty-four years later the same evidence gives the same tracks. */
static void
test_shift(void **state)
{
    dice d = {95};
    setting s;
    oracle_run a, b;

    (void)state;
    make(&d, &s);
    s.params.sources[1].n_knots = 0;
    s.dyad.obs = s.obs;
    oracle_run_all(&a, &s.params, &s.dyad, 1, &s.options);
    s.dyad.t_start += 64;
    s.dyad.t_end += 64;
    for (size_t i = 0; i < VALUES; i++) {
        s.obs[i].t_first += 64;
        s.obs[i].t_last += 64;
    }
    for (size_t g = 0; g < GRID; g++)
        s.grid[g] += 64;
    for (size_t j = 0; j < s.params.n_world; j++)
        s.params.world_t[j] += 64;
    oracle_run_all(&b, &s.params, &s.dyad, 1, &s.options);
    for (size_t i = 0; i < GRID * 6; i++)
        check_near(b.smoothed[i], a.smoothed[i], 1e-7, "mean");
    oracle_run_clear(&a);
    oracle_run_clear(&b);
}

/* Every report copied ten times: the echo term keeps bands from shrinking as if they were news. */
static void
test_echo(void **state)
{
    dice d = {96};
    setting s;
    oracle_run a, b;
    double shrunk[2];

    (void)state;
    make(&d, &s);
    oracle_params(&d, &s.params);
    oracle_dyad(&d, VALUES, s.obs, &s.dyad);
    for (size_t i = 0; i < VALUES; i++) {
        s.obs[i].source = 0;
        s.obs[i].n = 10;
    }
    for (int echo = 0; echo < 2; echo++) {
        s.params.sources[0].rho = echo ? .2 : 0;
        for (int times = 0; times < 2; times++) {
            for (size_t i = 0; i < VALUES; i++)
                s.obs[i].n = times ? 100 : 10;
            oracle_run_all(times ? &b : &a, &s.params, &s.dyad, 1, &s.options);
        }
        shrunk[echo] = sqrt(b.smoothed_cov[21 * 10] / a.smoothed_cov[21 * 10]);
        oracle_run_clear(&a);
        oracle_run_clear(&b);
    }
    assert_true(shrunk[1] > shrunk[0]);
    assert_true(shrunk[1] > .8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("swapping A and B swaps the tracks, to the last bit", test_swap),
        FACT("the order of observations changes nothing", test_order),
        FACT("less evidence never narrows a band", test_thinning),
        FACT("another unit scales the tracks and nothing else", test_unit),
        FACT("shifting all dates shifts the tracks", test_shift),
        FACT("copied reports do not count as news", test_echo),
    };

    return RUN(tests);
}

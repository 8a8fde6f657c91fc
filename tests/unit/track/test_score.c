/* test_score.c: the gradient of the log-likelihood against differences, for every parameter. */
#include "oracle.h"

enum { DYADS = 3, VALUES = 26 };

typedef struct sample {
    ent_track_params params;
    ent_track_obs obs[DYADS][VALUES];
    double outlier[DYADS][VALUES];
    ent_track_dyad dyads[DYADS];
} sample;

static sample the_sample;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const sample *s = ctx;

    (void)err;
    *dyad = s->dyads[i];
    return ENT_OK;
}

static double
log_lik(const sample *s, ent_track_params *by)
{
    static ent_track_score score;
    ent_track_io io = {(void *)(uintptr_t)s, take, NULL};
    ent_track_options options = {.no_gradient = by == NULL, .tolerance = 1e-12};
    ent_error err = {.status = ENT_OK};

    if (ent_tracks_score(&s->params, DYADS, &io, &options, &score, &err) != ENT_OK)
        fail_msg("score: %s", err.text);
    if (by) *by = score.by;
    return score.log_lik;
}

/* Derivative by a parameter: five points, fourth order. */
static double
difference(sample *s, double *at)
{
    static const double steps[] = {-2, -1, 1, 2}, shares[] = {1, -8, 8, -1};
    double was = *at, h = 2e-4 * (1 + fabs(was)), sum = 0;

    for (size_t i = 0; i < 4; i++) {
        *at = was + steps[i] * h;
        sum += shares[i] * log_lik(s, NULL);
    }
    *at = was;
    return sum / (12 * h);
}

static void
check_all(sample *s, const ent_track_params *by, double *from, size_t n, const char *what)
{
    size_t offset = (size_t)((char *)from - (char *)&s->params);

    for (size_t i = 0; i < n; i++) {
        double want = difference(s, &from[i]);
        double got = ((const double *)(const void *)((const char *)by + offset))[i];

        if (!(fabs(got - want) <= 2e-7 * (1 + fabs(want))))
            fail_msg("%s[%zu]: got %.12g, want %.12g", what, i, got, want);
    }
}

static void
check_gradient(sample *s)
{
    static ent_track_params by;
    ent_track_params *p = &s->params;

    (void)log_lik(s, &by);
    check_all(s, &by, p->kappa, 3, "kappa");
    check_all(s, &by, p->fast.mood, 9, "fast");
    check_all(s, &by, p->slow.mood, 9, "slow");
    check_all(s, &by, p->level.mood, 9, "level");
    check_all(s, &by, p->mu[0], 9, "mu");
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        check_all(s, &by, p->world_w[k], p->n_world, "world");
    for (size_t i = 0; i < p->n_sources; i++) {
        ent_track_source *q = &p->sources[i];

        check_all(s, &by, &q->lam, 1, q->name);
        check_all(s, &by, q->knot_b, q->n_knots, q->name);
        if (q->n_levels) check_all(s, &by, q->tau, q->n_levels - 1, q->name);
        if (q->kind == ENT_OBS_TONE) check_all(s, &by, &q->rho, 1, q->name);
        if (q->kind <= ENT_OBS_GAUSSIAN) check_all(s, &by, &q->sigma, 1, q->name);
        if (q->kind == ENT_OBS_COUNT) check_all(s, &by, &q->phi, 1, q->name);
        if (q->kind >= ENT_OBS_SHARE) check_all(s, &by, &q->alpha, 1, q->name);
        if (q->outliers > 0) check_all(s, &by, &q->outliers, 1, q->name);
    }
    for (size_t i = 0; i < p->n_houses; i++)
        check_all(s, &by, &p->houses[i].effect, 2, p->houses[i].name);
}

static void
fill_value(dice *d, const ent_track_params *p, ent_track_obs *o)
{
    switch (p->sources[o->source].kind) {
    case ENT_OBS_ORDERED:
        o->value = dice_below(d, 4);
        break;
    case ENT_OBS_SHARE:
    case ENT_OBS_BINOMIAL:
        o->n = 40;
        o->value = dice_below(d, 40);
        o->house = 1;
        break;
    case ENT_OBS_COUNT:
        o->n = 20;
        o->value = dice_below(d, 6);
        break;
    default:
        break;
    }
}

/* Gaussian, spans, undirected; more sources as asked for. */
static sample *
make(uint64_t seed, size_t n_sources, bool spans)
{
    sample *s = &the_sample;
    dice d = {seed};
    ent_track_params *p = &s->params;

    memset(s, 0, sizeof *s);
    oracle_params(&d, p);
    p->sources[2] =
        (ent_track_source){.name = "share", .kind = ENT_OBS_SHARE, .lam = .8, .alpha = .1};
    p->sources[3] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 1.5, .n_levels = 4, .tau = {-1.5, .2, 1}};
    p->sources[4] = (ent_track_source){.name = "poll",
                                       .kind = ENT_OBS_BINOMIAL,
                                       .lam = .7,
                                       .alpha = -.2,
                                       .n_knots = 1,
                                       .knot_t = {2000},
                                       .knot_b = {.1}};
    p->sources[5] = (ent_track_source){
        .name = "counts", .kind = ENT_OBS_COUNT, .lam = .6, .phi = 2.5, .alpha = -2};
    p->n_sources = n_sources;
    p->houses[0] = (ent_track_house){.name = "house", .effect = .1, .sd = .3};
    p->n_houses = 1;
    for (size_t i = 0; i < DYADS; i++) {
        oracle_dyad(&d, VALUES - i, s->obs[i], &s->dyads[i]);
        for (size_t j = 0; j < s->dyads[i].n_obs; j++) {
            ent_track_obs *o = &s->obs[i][j];

            o->source = (uint16_t)dice_below(&d, (unsigned)n_sources);
            o->n = 1 + dice_below(&d, 9);
            fill_value(&d, p, o);
            if (spans && dice_below(&d, 2) == 0) {
                o->t_first = floor(o->t_first);
                o->t_last = o->t_first + (dice_below(&d, 3) ? 1 : .02);
            }
        }
    }
    return s;
}

static void
test_gaussian(void **state)
{
    (void)state;
    check_gradient(make(51, 3, false));
}

static void
test_spans(void **state)
{
    (void)state;
    check_gradient(make(52, 3, true));
}

static void
test_curved(void **state)
{
    (void)state;
    check_gradient(make(53, 6, false));
}

static void
test_everything(void **state)
{
    sample *s = make(54, 6, true);
    static const double volatility[] = {.1, .2, .4, .2, .1};
    static ent_track_params by;

    (void)state;
    memcpy(s->params.volatility, volatility, sizeof volatility);
    check_gradient(s);
    /* weights of volatilities are on a simplex: move one against another */
    (void)log_lik(s, &by);
    for (size_t c = 0; c + 1 < ENT_TRACK_VOLATILITIES; c++) {
        double up, down;

        s->params.volatility[c] += 1e-5;
        s->params.volatility[c + 1] -= 1e-5;
        up = log_lik(s, NULL);
        s->params.volatility[c] -= 2e-5;
        s->params.volatility[c + 1] += 2e-5;
        down = log_lik(s, NULL);
        s->params.volatility[c] += 1e-5;
        s->params.volatility[c + 1] -= 1e-5;
        check_near(by.volatility[c] - by.volatility[c + 1], (up - down) / 2e-5, 1e-5, "weights");
    }
}

static void
test_given_outliers(void **state)
{
    sample *s = make(55, 3, true);
    dice d = {56};

    (void)state;
    s->params.sources[0].outliers = .05;
    s->params.sources[2].outliers = .02;
    for (size_t i = 0; i < DYADS; i++) {
        for (size_t j = 0; j < VALUES; j++)
            s->outlier[i][j] = dice_below(&d, 3) ? dice_unit(&d) : 0;
        s->dyads[i].outlier = s->outlier[i];
    }
    check_gradient(s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("gradient of Gaussian values", test_gaussian),
        FACT("gradient with values over spans", test_spans),
        FACT("gradient of Laplace's approximation", test_curved),
        FACT("gradient of everything, mixed over volatilities", test_everything),
        FACT("gradient with outlier probabilities given", test_given_outliers),
    };

    return RUN(tests);
}

/* test_breaks_fit.c: a model fitted to many series, and how often it breaks where nothing broke. */
#include "breaks_test.h"

enum { N = 70, MANY = 40 };

static const double HAZARDS[] = {0.0025, 0.01, 0.04};
static const double LEVELS[] = {1, 4};
static const double NOISES[] = {0.25, 0.5, 1, 2, 4};
static const double PHIS[] = {0, 0.6, 0.8, 0.98};
static const ent_breaks_grid GRID = {HAZARDS,        LEVELS,        NOISES,        PHIS,
                                     COUNT(HAZARDS), COUNT(LEVELS), COUNT(NOISES), COUNT(PHIS)};

typedef struct world {
    double y[MANY][N], var[N], smooth[MANY][N], smooth_var[N];
    ent_breaks_series evidence[MANY], smoothed[MANY];
} world;

/* A drifting series without a single break: x[t] = phi x[t-1] + w, read with error variance v; phi
 * = 1 is a random walk. */
static void
drift(dice *d, world *w, double phi, double step_var, double v)
{
    for (size_t t = 0; t < N; t++)
        w->var[t] = v;
    for (size_t i = 0; i < MANY; i++) {
        double x = phi < 1 ? sqrt(step_var / (1 - phi * phi)) * dice_normal(d) : 0;

        for (size_t t = 0; t < N; t++) {
            if (t > 0) x = phi * x + sqrt(step_var) * dice_normal(d);
            w->y[i][t] = x + sqrt(v) * dice_normal(d);
        }
        w->evidence[i] = (ent_breaks_series){w->y[i], w->var, N};
    }
}

/* Kalman filter and Rauch-Tung-Striebel smoother of that drift: what a track's engine hands out. */
static void
smoothen(world *w, double phi, double step_var, double v)
{
    for (size_t i = 0; i < MANY; i++) {
        double m[N], p[N], before[N], before_var[N];

        for (size_t t = 0; t < N; t++) {
            before[t] = t ? phi * m[t - 1] : 0;
            before_var[t] = t         ? phi * phi * p[t - 1] + step_var
                            : phi < 1 ? step_var / (1 - phi * phi)
                                      : 100;
            m[t] = before[t] + before_var[t] / (before_var[t] + v) * (w->y[i][t] - before[t]);
            p[t] = before_var[t] * v / (before_var[t] + v);
        }
        for (size_t t = N; t-- > 0;) {
            double back = t + 1 < N ? phi * p[t] / before_var[t + 1] : 0;

            w->smooth[i][t] = m[t] + (t + 1 < N ? back * (w->smooth[i][t + 1] - before[t + 1]) : 0);
            w->smooth_var[t] =
                p[t] + (t + 1 < N ? back * back * (w->smooth_var[t + 1] - before_var[t + 1]) : 0);
        }
        w->smoothed[i] = (ent_breaks_series){w->smooth[i], w->smooth_var, N};
    }
}

/* Series in which some break is called at least as likely as not; all such breaks. */
static size_t
broken(const ent_breaks_model *m, const ent_breaks_series *s, size_t *breaks)
{
    size_t n = 0;

    *breaks = 0;
    for (size_t i = 0; i < MANY; i++) {
        ent_arena arena = {0};
        ent_breaks b = {0};
        size_t here = 0;

        assert_int_equal(
            ent_measure_breaks(m, &(ent_breaks_series){s[i].y, s[i].var, s[i].n}, &arena, &b, NULL),
            ENT_OK);
        for (size_t k = 1; k < b.n_segments; k++)
            here += b.segments[k].p_start >= 0.5;
        n += here > 0;
        *breaks += here;
        ent_arena_clear(&arena);
    }
    return n;
}

static void
the_model_is_recovered(void **state)
{
    const ent_breaks_model truth = {
        .hazard = 0.04, .level_var = 4, .noise_var = 0.5, .noise_phi = 0.6};
    ent_breaks_model m = {.hazard = 0.01, .level_var = 1, .noise_var = 1};
    static world w;
    dice d = {21};
    double best = 0, again = 0;

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        double level = 0, u = 0;

        for (size_t t = 0; t < N; t++) {
            if (t == 0 || dice_unit(&d) < truth.hazard) {
                level = sqrt(truth.level_var) * dice_normal(&d);
                u = sqrt(truth.noise_var) * dice_normal(&d);
            } else {
                u = 0.6 * u + sqrt(0.64 * truth.noise_var) * dice_normal(&d);
            }
            w.var[t] = 0.1;
            w.y[i][t] = level + u + sqrt(0.1) * dice_normal(&d);
        }
        w.evidence[i] = (ent_breaks_series){w.y[i], w.var, N};
    }
    assert_int_equal(ent_measure_breaks_fit(w.evidence, MANY, &GRID, &m, &best, NULL), ENT_OK);
    print_message("# hazard %g, levels %g, noise %g, phi %g\n", m.hazard, m.level_var, m.noise_var,
                  m.noise_phi);
    check_near(m.hazard, truth.hazard, 1e-12, "hazard");
    check_near(m.level_var, truth.level_var, 1e-12, "levels");
    check_near(m.noise_var, truth.noise_var, 1e-12, "noise");
    check_near(m.noise_phi, truth.noise_phi, 1e-12, "phi");
    assert_int_equal(
        ent_measure_breaks_fit(w.evidence, MANY, &(ent_breaks_grid){0}, &m, &again, NULL), ENT_OK);
    assert_true(again == best);
}

/* The mark, set before looking: at most 5 % of break-free series of 70 years may show a break that
 * is called at least as likely as not. */
static void
no_breaks_in(const char *what, double phi, double step_var, double v, uint64_t seed)
{
    static world w;
    ent_breaks_model m = {.hazard = 0.02, .level_var = 2, .noise_var = 0.4}, naive = m;
    dice d = {seed};
    size_t found, breaks, naive_found, naive_breaks;

    drift(&d, &w, phi, step_var, v);
    smoothen(&w, phi, step_var, v);
    assert_int_equal(ent_measure_breaks_fit(w.evidence, MANY, &GRID, &m, NULL, NULL), ENT_OK);
    naive.noise_var = 0.01;
    naive.hazard = 0.01;
    found = broken(&m, w.evidence, &breaks);
    naive_found = broken(&naive, w.smoothed, &naive_breaks);
    print_message("# %s: fitted hazard %g, noise %g, phi %g\n", what, m.hazard, m.noise_var,
                  m.noise_phi);
    print_message("# %s: evidence: %zu of %d series show a break; smoothed means taken for "
                  "independent: %zu of %d, %.1f breaks a series\n",
                  what, found, MANY, naive_found, MANY, (double)naive_breaks / MANY);
    assert_true(20 * found <= MANY);
    assert_true(2 * naive_found > MANY); /* the mistake that this model is there to avoid */
}

static void
a_fading_drift_is_no_break(void **state)
{
    (void)state;
    no_breaks_in("half-life 3 years", 0.8, 0.36, 0.3, 1);
}

static void
a_random_walk_is_no_break(void **state)
{
    (void)state;
    no_breaks_in("random walk", 1, 0.04, 0.3, 3);
}

static void
a_fit_needs_a_series(void **state)
{
    ent_breaks_model m = {.hazard = 0.02, .level_var = 2, .noise_var = 0.4};
    const double y = 1, bad = -1;
    const ent_breaks_series s = {&y, &bad, 1};
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_measure_breaks_fit(NULL, 0, &GRID, &m, NULL, &err), ENT_E_SHAPE);
    assert_int_equal(ent_measure_breaks_fit(&s, 1, &GRID, &m, NULL, &err), ENT_E_DOMAIN);
    assert_true(m.hazard == 0.02);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the model is recovered from series drawn from it", the_model_is_recovered),
        FACT("a fading drift is no break", a_fading_drift_is_no_break),
        FACT("a random walk is no break", a_random_walk_is_no_break),
        FACT("a fit needs a series", a_fit_needs_a_series),
    };

    return RUN(tests);
}

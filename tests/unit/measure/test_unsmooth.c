/* test_unsmooth.c: smoothing and undoing it gives the readings back. */
#include "breaks_test.h"

enum { N = 120 };

/* Smoothed means and variances as precision-weighted sums over all readings: the joint normal
 * written out, three bands solved by elimination. */
static void
smoothen(const ent_smooth_process *p, const double *y, const double *v, size_t n, double *mean,
         double *var)
{
    double a[N], am[N], b[N], bm[N]; /* precision and precision times mean, from each side */

    for (size_t t = 0; t < n; t++) {
        double D = t ? 1 / v[t - 1] : 0, all = t ? a[t - 1] + D : 0;
        double at = t ? (am[t - 1] + (D > 0 ? D * y[t - 1] : 0)) / all : 0;
        double spread = t ? p->phi * p->phi / all + p->step_var : p->start_var;

        a[t] = 1 / spread;
        am[t] = (t ? p->mean + p->phi * (at - p->mean) : p->mean) / spread;
    }
    for (size_t t = n; t-- > 0;) {
        double D = t + 1 < n ? 1 / v[t + 1] : 0, all = t + 1 < n ? b[t + 1] + D : 0, at;

        b[t] = bm[t] = 0;
        if (!(all > 0)) continue;
        at = (bm[t + 1] + (D > 0 ? D * y[t + 1] : 0)) / all;
        b[t] = p->phi * p->phi / (1 / all + p->step_var);
        bm[t] = b[t] * (p->mean + (at - p->mean) / p->phi);
    }
    for (size_t t = 0; t < n; t++) {
        double D = 1 / v[t];

        var[t] = 1 / (a[t] + b[t] + D);
        mean[t] = var[t] * (am[t] + bm[t] + (D > 0 ? D * y[t] : 0));
    }
}

static void
smoothing_is_undone(void **state)
{
    dice d = {99};
    double worst_y = 0, worst_v = 0;

    (void)state;
    for (int round = 0; round < 40; round++) {
        ent_smooth_process p = {.mean = dice_normal(&d),
                                .phi = dice_below(&d, 3) ? 0.4 + 0.6 * dice_unit(&d) : 1,
                                .step_var = 0.05 + dice_unit(&d),
                                .start_var = 0.5 + 2 * dice_unit(&d)};
        size_t n = 1 + dice_below(&d, N);
        double y[N], v[N], mean[N], var[N], back_y[N], back_v[N];

        for (size_t t = 0; t < n; t++) {
            y[t] = 2 * dice_normal(&d);
            v[t] = dice_below(&d, 4) ? 0.05 + dice_unit(&d) : HUGE_VAL;
        }
        smoothen(&p, y, v, n, mean, var);
        assert_int_equal(
            ent_measure_unsmooth(&p, &(ent_breaks_series){mean, var, n}, back_y, back_v, NULL),
            ENT_OK);
        for (size_t t = 0; t < n; t++) {
            if (isinf(v[t])) {
                assert_true(isinf(back_v[t]));
                continue;
            }
            worst_v = fmax(worst_v, fabs(back_v[t] / v[t] - 1));
            worst_y = fmax(worst_y, fabs(back_y[t] - y[t]));
        }
        assert_int_equal(
            ent_measure_unsmooth(&p, &(ent_breaks_series){mean, var, n}, mean, var, NULL), ENT_OK);
        assert_memory_equal(mean, back_y, n * sizeof *mean);
        assert_memory_equal(var, back_v, n * sizeof *var);
    }
    print_message("# worst reading %.2g off, worst variance %.2g of itself\n", worst_y, worst_v);
    assert_true(worst_y < 1e-6 && worst_v < 1e-6);
}

static void
refuses(const ent_smooth_process *p, double mean, double var, size_t n, ent_status want)
{
    double y = 7, y_var = 7;
    ent_error err = {0};

    assert_int_equal(
        ent_measure_unsmooth(p, &(ent_breaks_series){&mean, &var, n}, &y, &y_var, &err), want);
    assert_int_equal(err.status, want);
    assert_true(y == 7 && y_var == 7);
}

static void
it_refuses_what_it_is_not_defined_for(void **state)
{
    const ent_smooth_process ok = {.phi = 0.9, .step_var = 1, .start_var = 1};
    ent_smooth_process p;

    (void)state;
    refuses(&ok, 0, 1, 0, ENT_E_SHAPE);
    refuses(&ok, NAN, 1, 1, ENT_E_DOMAIN);
    refuses(&ok, 0, 0, 1, ENT_E_DOMAIN);
    refuses(&ok, 0, HUGE_VAL, 1, ENT_E_DOMAIN);
    p = ok, p.phi = 0;
    refuses(&p, 0, 1, 1, ENT_E_DOMAIN);
    p = ok, p.step_var = 0;
    refuses(&p, 0, 1, 1, ENT_E_DOMAIN);
    p = ok, p.start_var = HUGE_VAL;
    refuses(&p, 0, 1, 1, ENT_E_DOMAIN);
    refuses(&ok, 0, 2, 1, ENT_E_LIMIT); /* wider than the process itself */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("smoothing is undone", smoothing_is_undone),
        FACT("it refuses what it is not defined for", it_refuses_what_it_is_not_defined_for),
    };

    return RUN(tests);
}

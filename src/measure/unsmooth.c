/* unsmooth.c: from smoothed means back to what each year said by itself. */
#include "entente/measure.h"

#include <math.h>

/* Symbols:
 *   D[t]      precision that year t's own reading adds, 1 / y_var
 *   a[t]      precision of x[t] given all before it; b[t]: given all after it
 *   1 / var[t] = a[t] + D[t] + b[t], so each D follows from the others; sweeps settle them.
 *   K         precision matrix of the process, three bands
 *   y = mean + K (mean - mu) / D */

enum { SWEEPS_MAX = 10000 };
static const double SETTLED = 1e-13, NOTHING = 1e-9;

typedef struct chain {
    const ent_smooth_process *p;
    const double *var;
    size_t n;
    double *D, *a, *b;
} chain;

static double
add(const chain *c, size_t t)
{
    return fmax(0, 1 / c->var[t] - c->a[t] - c->b[t]);
}

static void
pass_forward(const chain *c, size_t t)
{
    double phi = c->p->phi;

    c->a[t] = t == 0 ? 1 / c->p->start_var
                     : 1 / (phi * phi / (c->a[t - 1] + c->D[t - 1]) + c->p->step_var);
}

static void
pass_backward(const chain *c, size_t t)
{
    double phi = c->p->phi, later = t + 1 < c->n ? c->b[t + 1] + c->D[t + 1] : 0;

    c->b[t] = later > 0 ? phi * phi / (1 / later + c->p->step_var) : 0;
}

/* There and back. @return largest change of a D, as a share of the year's precision */
static double
sweep(const chain *c)
{
    double moved = 0;

    for (size_t t = 0; t < c->n; t++) {
        double old = c->D[t];

        pass_forward(c, t);
        c->D[t] = add(c, t);
        moved = fmax(moved, fabs(c->D[t] - old) * c->var[t]);
    }
    for (size_t t = c->n; t-- > 0;) {
        double old = c->D[t];

        pass_backward(c, t);
        c->D[t] = add(c, t);
        moved = fmax(moved, fabs(c->D[t] - old) * c->var[t]);
    }
    return moved;
}

/* Do these D give the variances back? They do not when some D would have to be negative. */
static bool
explains(const chain *c)
{
    for (size_t t = 0; t < c->n; t++)
        pass_forward(c, t);
    for (size_t t = c->n; t-- > 0;)
        pass_backward(c, t);
    for (size_t t = 0; t < c->n; t++)
        if (fabs((c->a[t] + c->D[t] + c->b[t]) * c->var[t] - 1) > 1e-7) return false;
    return true;
}

/* Row t of K (mean - mu). */
static double
pull(const ent_smooth_process *p, const double *mean, size_t n, size_t t)
{
    double here = mean[t] - p->mean, sum;

    sum = t == 0 ? here / p->start_var : (here - p->phi * (mean[t - 1] - p->mean)) / p->step_var;
    if (t + 1 < n) sum -= p->phi * (mean[t + 1] - p->mean - p->phi * here) / p->step_var;
    return sum;
}

static void
read_off(const chain *c, const double *mean, double *y, double *y_var)
{
    double before = mean[0]; /* y may be mean: row t still needs what stood at t - 1 */

    for (size_t t = 0; t < c->n; t++) {
        double three[3] = {before, mean[t], t + 1 < c->n ? mean[t + 1] : 0};
        double rest = t == 0 ? pull(c->p, three + 1, c->n > 1 ? 2 : 1, 0)
                             : pull(c->p, three, t + 1 < c->n ? 3 : 2, 1);
        bool says = c->D[t] * c->var[t] > NOTHING;

        before = mean[t];
        y[t] = says ? mean[t] + rest / c->D[t] : mean[t];
        y_var[t] = says ? 1 / c->D[t] : HUGE_VAL;
    }
}

static ent_status
check(const ent_smooth_process *p, const ent_breaks_series *s, ent_error *err)
{
    const double *mean = s->y, *var = s->var;
    size_t n = s->n;

    if (n == 0) return ent_fail(err, ENT_E_SHAPE, "a smoothed series has at least one year");
    if (!(p->phi > 0 && p->phi <= 1) || !(p->step_var > 0) || !(p->start_var > 0) ||
        !isfinite(p->step_var + p->start_var + p->mean))
        return ent_fail(err, ENT_E_DOMAIN,
                        "a process has 0 < phi <= 1 and variances > 0; got %g, %g, %g", p->phi,
                        p->step_var, p->start_var);
    for (size_t t = 0; t < n; t++)
        if (!isfinite(mean[t]) || !(var[t] > 0) || !isfinite(var[t]))
            return ent_fail(err, ENT_E_DOMAIN, "year %zu has mean %g, variance %g", t + 1, mean[t],
                            var[t]);
    return ENT_OK;
}

ent_status
ent_measure_unsmooth(const ent_smooth_process *process, const ent_breaks_series *smooth, double *y,
                     double *y_var, ent_error *err)
{
    size_t n = smooth->n;
    chain c = {.p = process, .var = smooth->var, .n = n};
    ent_status st = check(process, smooth, err);
    double moved = HUGE_VAL;

    if (st) return st;
    c.D = ent_alloc(n, 3 * sizeof *c.D);
    if (!c.D) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu years", n);
    c.a = c.D + n;
    c.b = c.D + 2 * n;
    for (int i = 0; i < SWEEPS_MAX && moved > SETTLED; i++)
        moved = sweep(&c);
    if (explains(&c))
        read_off(&c, smooth->y, y, y_var);
    else
        st = ent_fail(err, ENT_E_LIMIT,
                      "no readings give these smoothed variances under this process");
    ent_free(c.D);
    return st;
}

/* optimise.c: minima by limited-memory BFGS; the one file that knows liblbfgs. */
#include "entente/num.h"

#include <lbfgs.h>
#include <math.h>

enum { DEFAULT_STEPS = 500, CORRECTIONS = 24, LINE_SEARCH_STEPS = 40, PAST = 10 };

/* What the library hands back to its callbacks: our problem, and the first error met. */
typedef struct walk {
    const ent_num_problem *problem;
    double *best;
    double best_value, best_norm;
    size_t evaluations, steps;
    ent_status status;
    ent_error *err;
} walk;

static double
norm_of(const double *x, size_t n)
{
    ent_sum sum = {0};

    for (size_t i = 0; i < n; i++)
        ent_sum_add(&sum, x[i] * x[i]);
    return sqrt(ent_sum_value(&sum));
}

static double
evaluate(void *instance, const double *x, double *gradient, const int n, const double step)
{
    walk *w = instance;
    double value = HUGE_VAL, norm;
    size_t size = (size_t)n;

    (void)step;
    if (w->status) return HUGE_VAL; /* the progress callback stops the walk */
    w->evaluations++;
    w->status = w->problem->objective(w->problem->user, x, size, &value, gradient, w->err);
    norm = w->status ? HUGE_VAL : norm_of(gradient, size);
    if (w->status || !isfinite(value) || !isfinite(norm)) {
        for (size_t i = 0; i < size; i++)
            gradient[i] = 0;
        return HUGE_VAL;
    }
    if (value < w->best_value || (value == w->best_value && norm < w->best_norm)) {
        w->best_value = value;
        w->best_norm = norm;
        for (size_t i = 0; i < size; i++)
            w->best[i] = x[i];
    }
    return value;
}

static int
progress(void *instance, const double *x, const double *gradient, const double value,
         const double x_norm, const double gradient_norm, const double step, int n, int k, int ls)
{
    walk *w = instance;

    (void)x, (void)gradient, (void)value, (void)x_norm, (void)gradient_norm, (void)step;
    (void)n, (void)ls;
    w->steps = (size_t)k;
    return w->status ? 1 : 0;
}

static bool
is_convergence(int verdict)
{
    return verdict == LBFGS_SUCCESS || verdict == LBFGS_STOP || verdict == LBFGS_ALREADY_MINIMIZED;
}

/* The library's vectors are its own (aligned for its vector code), so x goes in and out by copy. */
static ent_status
run(walk *w, double *x, ent_num_minimum *out, ent_error *err)
{
    const ent_num_problem *problem = w->problem;
    lbfgs_parameter_t how;
    int verdict;
    double value = 0, *inside = lbfgs_malloc((int)problem->n);

    if (!inside) return ent_fail(err, ENT_E_NOMEM, "minimise: no memory for %zu", problem->n);
    for (size_t i = 0; i < problem->n; i++)
        inside[i] = x[i];
    lbfgs_parameter_init(&how);
    how.m = CORRECTIONS;
    how.epsilon = problem->gradient_share > 0 ? problem->gradient_share : 1e-5;
    how.past = PAST;
    how.delta = problem->value_share > 0 ? problem->value_share : 1e-10;
    how.max_iterations = problem->max_steps ? (int)problem->max_steps : DEFAULT_STEPS;
    how.linesearch = LBFGS_LINESEARCH_BACKTRACKING_STRONG_WOLFE;
    how.max_linesearch = LINE_SEARCH_STEPS;
    verdict = lbfgs((int)problem->n, inside, &value, evaluate, progress, w, &how);
    lbfgs_free(inside);
    if (w->status) return w->status;
    if (verdict == LBFGSERR_OUTOFMEMORY)
        return ent_fail(err, ENT_E_NOMEM, "minimise: no memory for %zu", problem->n);
    if (!isfinite(w->best_value))
        return ent_fail(err, ENT_E_DOMAIN, "minimise: the function is not defined at the start");
    for (size_t i = 0; i < problem->n; i++)
        x[i] = w->best[i];
    *out = (ent_num_minimum){.value = w->best_value,
                             .gradient_norm = w->best_norm,
                             .steps = w->steps,
                             .evaluations = w->evaluations,
                             .converged = is_convergence(verdict)};
    return ENT_OK;
}

ent_status
ent_num_minimise(const ent_num_problem *problem, double *x, ent_num_minimum *out, ent_error *err)
{
    walk w = {.problem = problem, .best_value = HUGE_VAL, .best_norm = HUGE_VAL, .err = err};
    ent_status st;

    if (problem->n == 0 || problem->n > 1000000)
        return ent_fail(err, ENT_E_SHAPE, "minimise: %zu numbers; want 1 to 1,000,000", problem->n);
    w.best = ent_alloc(problem->n, sizeof *w.best);
    if (!w.best) return ent_fail(err, ENT_E_NOMEM, "minimise: no memory for %zu", problem->n);
    st = run(&w, x, out, err);
    ent_free(w.best);
    return st;
}

/* breaks_fit.c: one model of breaks for many series, by their summed evidence over a grid. */
#include "breaks_priv.h"

#include <math.h>

enum { ROUNDS_MAX = 100, AXES = 3 };

static ent_status
evidence(const ent_breaks_series *series, size_t n, const ent_breaks_model *model, double *out,
         ent_error *err)
{
    ent_sum sum = {0};

    for (size_t i = 0; i < n; i++) {
        double one = 0;
        ent_status st = ent_measure_breaks_online(model, &series[i], NULL, &one, err);

        if (st) return st;
        ent_sum_add(&sum, one);
    }
    *out = ent_sum_value(&sum);
    return ENT_OK;
}

typedef struct axis {
    const double *values;
    size_t n;
} axis;

/* What is sought, and where the search stands. */
typedef struct search {
    const ent_breaks_series *series;
    size_t n_series;
    axis axes[AXES];
    ent_breaks_model at;
    double best;
} search;

static double *
member(ent_breaks_model *model, size_t axis_no)
{
    double *members[AXES] = {&model->hazard, &model->level_var, &model->noise_var};

    return members[axis_no];
}

/* Try each value of one axis; the first best stays, so that equal evidence changes nothing. */
static ent_status
along(search *s, size_t axis_no, ent_error *err)
{
    for (size_t i = 0; i < s->axes[axis_no].n; i++) {
        ent_breaks_model other = s->at;
        double value = 0;
        ent_status st;

        *member(&other, axis_no) = s->axes[axis_no].values[i];
        st = evidence(s->series, s->n_series, &other, &value, err);
        if (st) return st;
        if (value > s->best) {
            s->best = value;
            s->at = other;
        }
    }
    return ENT_OK;
}

static ent_status
climb(search *s, ent_error *err)
{
    ent_status st = evidence(s->series, s->n_series, &s->at, &s->best, err);

    for (int round = 0; !st && round < ROUNDS_MAX; round++) {
        double before = s->best;

        for (size_t a = 0; a < AXES && !st; a++)
            st = along(s, a, err);
        if (!st && !(s->best > before)) return ENT_OK;
    }
    if (st) return st;
    return ent_fail(err, ENT_E_LIMIT, "the evidence still rises after %d rounds", ROUNDS_MAX);
}

/* Drift within segments and frequent breaks explain much of the same, with a valley of evidence
 * between them: so each noise_phi gets a search of its own. */
ent_status
ent_measure_breaks_fit(const ent_breaks_series *series, size_t n_series,
                       const ent_breaks_grid *grid, ent_breaks_model *model, double *log_evidence,
                       ent_error *err)
{
    search s = {.series = series,
                .n_series = n_series,
                .axes = {{grid->hazard, grid->n_hazard},
                         {grid->level_var, grid->n_level_var},
                         {grid->noise_var, grid->n_noise_var}}};
    ent_breaks_model found = *model;
    double best = -HUGE_VAL;

    if (n_series == 0)
        return ent_fail(err, ENT_E_SHAPE, "a model is fitted to at least one series");
    for (size_t i = 0; i < (grid->n_noise_phi ? grid->n_noise_phi : 1); i++) {
        ent_status st;

        s.at = *model;
        if (grid->n_noise_phi) s.at.noise_phi = grid->noise_phi[i];
        st = climb(&s, err);
        if (st) return st;
        if (s.best > best) {
            best = s.best;
            found = s.at;
        }
    }
    *model = found;
    if (log_evidence) *log_evidence = best;
    return ENT_OK;
}

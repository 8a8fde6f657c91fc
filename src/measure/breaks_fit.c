/* breaks_fit.c: one model of breaks for many series, by their summed evidence over a grid. */
#include "breaks_priv.h"

#include <math.h>

enum { ROUNDS_MAX = 100, AXES = 4 };

static ent_status
evidence(const ent_breaks_series *series, size_t n, const ent_breaks_model *model, double *out,
         ent_error *err)
{
    ent_sum sum = {0};

    for (size_t i = 0; i < n; i++) {
        double one = 0;
        ent_status st = ent_measure_breaks_online(model, series[i].y, series[i].var, series[i].n,
                                                  NULL, &one, err);

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

static double *
member(ent_breaks_model *model, size_t axis_no)
{
    double *members[AXES] = {&model->hazard, &model->level_var, &model->noise_var,
                             &model->noise_phi};

    return members[axis_no];
}

/* Try each value of one axis; the first best stays, so that equal evidence changes nothing. */
static ent_status
along(const ent_breaks_series *series, size_t n, const axis *a, size_t axis_no,
      ent_breaks_model *model, double *best, ent_error *err)
{
    for (size_t i = 0; i < a->n; i++) {
        ent_breaks_model other = *model;
        double value = 0;
        ent_status st;

        *member(&other, axis_no) = a->values[i];
        st = evidence(series, n, &other, &value, err);
        if (st) return st;
        if (value > *best) {
            *best = value;
            *model = other;
        }
    }
    return ENT_OK;
}

ent_status
ent_measure_breaks_fit(const ent_breaks_series *series, size_t n_series,
                       const ent_breaks_grid *grid, ent_breaks_model *model, double *log_evidence,
                       ent_error *err)
{
    const axis axes[AXES] = {{grid->hazard, grid->n_hazard},
                             {grid->level_var, grid->n_level_var},
                             {grid->noise_var, grid->n_noise_var},
                             {grid->noise_phi, grid->n_noise_phi}};
    ent_breaks_model found = *model;
    double best = 0, before;
    ent_status st;

    if (n_series == 0)
        return ent_fail(err, ENT_E_SHAPE, "a model is fitted to at least one series");
    st = evidence(series, n_series, &found, &best, err);
    if (st) return st;
    for (int round = 0; round < ROUNDS_MAX; round++) {
        before = best;
        for (size_t a = 0; a < AXES; a++) {
            st = along(series, n_series, &axes[a], a, &found, &best, err);
            if (st) return st;
        }
        if (!(best > before)) {
            *model = found;
            if (log_evidence) *log_evidence = best;
            return ENT_OK;
        }
    }
    return ent_fail(err, ENT_E_LIMIT, "the evidence still rises after %d rounds", ROUNDS_MAX);
}

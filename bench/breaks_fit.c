/* breaks_fit.c: fits one model of breaks to many series, for data/params/phases.tsv.
 *
 * Build:  gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/breaks_fit.c build/src/libentente.a -lz \
 *         -lzstd -lutf8proc -lsodium -lsqlite3 -lreadstat -ldeflate -lxxhash -llbfgs \
 *         -lpthread -lm -o build/breaks_fit
 * Run:    python3 tools/conduct_compute.py series | build/breaks_fit -
 * Input:  series, year, value, variance; years without a row are missing. */
#include "entente/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const double HAZARDS[] = {0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08};
static const double LEVELS[] = {0.125, 0.25, 0.5, 1, 2};
static const double NOISES[] = {0, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64};
static const double PHIS[] = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

enum { SERIES_MAX = 4000 };

typedef struct pool {
    ent_breaks_series series[SERIES_MAX];
    double *y[SERIES_MAX], *var[SERIES_MAX];
    int first[SERIES_MAX];
    char last_name[64];
    size_t n;
} pool;

static bool
take(pool *p, const char *name, int year, double value, double var)
{
    size_t i, t;

    if (p->n == 0 || strcmp(name, p->last_name) != 0) {
        if (p->n == SERIES_MAX) return false;
        ent_snprintf(p->last_name, sizeof p->last_name, "%s", name);
        p->y[p->n] = ent_alloc(ENT_BREAKS_YEARS_MAX, sizeof(double));
        p->var[p->n] = ent_alloc(ENT_BREAKS_YEARS_MAX, sizeof(double));
        p->first[p->n++] = year;
    }
    i = p->n - 1;
    t = (size_t)(year - p->first[i]);
    if (year < p->first[i] || t >= ENT_BREAKS_YEARS_MAX) return false;
    for (size_t k = p->series[i].n; k < t; k++)
        p->var[i][k] = HUGE_VAL;
    p->y[i][t] = value;
    p->var[i][t] = var;
    p->series[i] = (ent_breaks_series){p->y[i], p->var[i], t + 1};
    return true;
}

static ent_status
read_pool(const char *path, pool *p, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    const char *const *f;
    size_t n;
    ent_status st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);

    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    while (!st && (st = ent_rows_next(rows, &f, &n, err)) == ENT_OK) {
        int64_t year = 0;
        double value = 0, var = 0;

        if (n != 4)
            st = ent_fail(err, ENT_E_PARSE, "want series, year, value, variance");
        else if ((st = ent_parse_i64(f[1], &year, err)) == ENT_OK &&
                 (st = ent_parse_double(f[2], &value, err)) == ENT_OK &&
                 (st = ent_parse_double(f[3], &var, err)) == ENT_OK &&
                 !take(p, f[0], (int)year, value, var))
            st = ent_fail(err, ENT_E_LIMIT, "too many series or years, or years out of order");
    }
    ent_rows_close(rows);
    return st == ENT_END ? ENT_OK : st;
}

int
main(int argc, char **argv)
{
    static pool p;
    const ent_breaks_grid grid = {HAZARDS,        LEVELS,        NOISES,        PHIS,
                                  COUNT(HAZARDS), COUNT(LEVELS), COUNT(NOISES), COUNT(PHIS)};
    ent_breaks_model m = {.hazard = 0.02,
                          .level_var = 0.5,
                          .noise_var = 0.16,
                          .shape = argc > 2 ? argv[2][0] - '0' : 1};
    ent_error err = {0};
    double evidence = 0, sum = 0;
    size_t years = 0;
    ent_status st = read_pool(argc > 1 ? argv[1] : "-", &p, &err);

    for (size_t i = 0; i < p.n; i++)
        for (size_t t = 0; t < p.series[i].n; t++)
            if (!isinf(p.var[i][t])) {
                sum += p.y[i][t];
                years++;
            }
    m.level_mean = years ? sum / (double)years : 0;
    if (!st) st = ent_measure_breaks_fit(p.series, p.n, &grid, &m, &evidence, &err);
    if (st) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    printf("series %zu, years %zu\nlevel_mean %.3f\nhazard %g\nlevel_var %g\nnoise_var %g\n"
           "noise_phi %g\nln evidence %.1f\n",
           p.n, years, m.level_mean, m.hazard, m.level_var, m.noise_var, m.noise_phi, evidence);
    return 0;
}

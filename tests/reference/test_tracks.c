/* test_tracks.c: the tracks against statsmodels and R: the Nile's level, and six tracks at once.
 *
 * tracks_oracle.py, beside this file, computes the numbers; its own test computes them again.
 * Tolerance: 1e-8 of the number, or of 1 where it is smaller. */
#include "../unit/track/oracle.h"

#include <stdlib.h>

#define CLOSE 1e-8
enum { YEARS = 100, MONTHS = 18, VALUES = MONTHS * 7, FIELDS = 29 };

static void
check_close(double got, double want, const char *what)
{
    check_near(got, want, CLOSE * (1 + fabs(want)), what);
}

static ent_rows *
open_table(const char *name)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    char path[64];

    assert_true(ent_snprintf(path, sizeof path, "tests/reference/%s", name));
    assert_int_equal(ent_lines_open(path, ENT_ENC_UTF8, &lines, NULL), ENT_OK);
    assert_int_equal(ent_rows_open(lines, &options, &rows, NULL), ENT_OK);
    return rows;
}

static double
number(const char *text)
{
    double v = 0;

    assert_int_equal(ent_parse_double(text, &v, NULL), ENT_OK);
    return v;
}

/* A local level model: no fast part, a level that walks, known noise. */
static void
level_params(ent_track_params *p)
{
    memset(p, 0, sizeof *p);
    for (size_t k = 0; k < 3; k++) {
        p->kappa[k] = 1;
        p->slow.own[k] = sqrt(1469.1);
        p->level.own[k] = 1000;
        p->mu[ENT_CLASS_OTHER][k] = 1000;
    }
    p->volatility[2] = 1;
    p->n_sources = 1;
    p->sources[0] = (ent_track_source){
        .name = "gauge", .kind = ENT_OBS_GAUSSIAN, .lam = 1, .sigma = sqrt(15099)};
}

static void
test_nile(void **state)
{
    ent_track_params p;
    ent_track_obs obs[YEARS] = {{.source = 0}};
    double want[YEARS][4], grid[YEARS], log_lik = 0;
    ent_track_dyad dyad = {.class_of = ENT_CLASS_OTHER, .t_start = 1870, .t_end = 1970, .obs = obs};
    ent_track_options options = {.grid = grid, .n_grid = YEARS};
    ent_rows *rows = open_table("tracks_nile.tsv");
    const char *const *fields;
    oracle_run run;
    size_t n = 0;

    (void)state;
    while (ent_rows_next(rows, &fields, &n, NULL) == ENT_OK) {
        size_t i = dyad.n_obs;

        if (strcmp(fields[0], "# log-likelihood") == 0) log_lik = number(fields[1]);
        if (n != 6 || fields[0][0] < '0' || fields[0][0] > '9') continue;
        assert_true(i < YEARS);
        grid[i] = number(fields[0]);
        obs[i] = (ent_track_obs){.t_first = grid[i],
                                 .t_last = grid[i],
                                 .value = number(fields[1]),
                                 .grade = 1,
                                 .on = ENT_ON_R_BA};
        for (size_t j = 0; j < 4; j++)
            want[i][j] = number(fields[2 + j]);
        dyad.n_obs++;
    }
    ent_rows_close(rows);
    assert_int_equal(dyad.n_obs, YEARS);
    level_params(&p);
    oracle_run_all(&run, &p, &dyad, 1, &options);
    for (size_t g = 0; g < YEARS; g++) {
        size_t at = 21 * g + ent_track_cov_at(ENT_ON_R_BA, ENT_ON_R_BA);

        check_close(run.filtered[6 * g + ENT_ON_R_BA], want[g][0], "filtered level");
        check_close(run.filtered_cov[at], want[g][1], "its variance");
        check_close(run.smoothed[6 * g + ENT_ON_R_BA], want[g][2], "smoothed level");
        check_close(run.smoothed_cov[at], want[g][3], "its variance");
    }
    check_close(run.results[0].log_lik, log_lik, "log-likelihood");
    oracle_run_clear(&run);
}

/* Parameters as in tracks_oracle.py. */
static void
six_params(ent_track_params *p)
{
    *p = (ent_track_params){
        .kappa = {1.2, 2, .3},
        .fast = {{.5, .6, .3}, {.2, -.1, .1}, {.7, .8, .3}},
        .slow = {{.05, .02, 0}, {0, .01, 0}, {.1, .1, .05}},
        .level = {{.6, .5, .4}, {.1, 0, -.1}, {.4, .5, .6}},
        .mu = {{.2, -.1, .1}, {.2, -.1, .1}, {.2, -.1, .1}},
        .volatility = {0, 0, 1, 0, 0},
        .n_sources = 1,
        .sources = {{.name = "made up", .kind = ENT_OBS_GAUSSIAN, .lam = 1}},
    };
}

static void
test_six(void **state)
{
    static ent_track_params p;
    static double want[2][MONTHS][27];
    ent_track_obs obs[VALUES];
    double grid[MONTHS], log_lik = 0;
    ent_track_dyad dyad = {.t_start = 2000, .t_end = 2002, .obs = obs};
    ent_track_options options = {.grid = grid, .n_grid = MONTHS};
    ent_rows *rows = open_table("tracks_six.tsv");
    const char *const *fields;
    oracle_run run;
    size_t n = 0, n_want = 0;

    (void)state;
    while (ent_rows_next(rows, &fields, &n, NULL) == ENT_OK) {
        double t = n > 2 && fields[0][0] != '#' && strcmp(fields[0], "what") != 0
                       ? 2000 + number(fields[1]) / 12
                       : 0;

        if (n == 5 && strcmp(fields[0], "value") == 0) {
            assert_true(dyad.n_obs < VALUES);
            obs[dyad.n_obs++] = (ent_track_obs){.t_first = t,
                                                .t_last = t,
                                                .grade = 1,
                                                .on = (uint8_t)number(fields[2]),
                                                .value = number(fields[3]),
                                                .n = number(fields[4])};
        } else if (n == 3 && strcmp(fields[0], "log_lik") == 0) {
            log_lik = number(fields[2]);
        } else if (n == FIELDS) {
            size_t of = strcmp(fields[0], "smoothed") == 0, g = (size_t)number(fields[1]) - 1;

            assert_true(g < MONTHS);
            grid[g] = t;
            for (size_t j = 0; j < 27; j++)
                want[of][g][j] = number(fields[2 + j]);
            n_want++;
        }
    }
    ent_rows_close(rows);
    assert_int_equal(n_want, 2 * MONTHS);
    six_params(&p);
    oracle_run_all(&run, &p, &dyad, 1, &options);
    for (size_t g = 0; g < MONTHS; g++)
        for (size_t j = 0; j < 27; j++) {
            check_close(j < 6 ? run.filtered[6 * g + j] : run.filtered_cov[21 * g + j - 6],
                        want[0][g][j], "filtered");
            check_close(j < 6 ? run.smoothed[6 * g + j] : run.smoothed_cov[21 * g + j - 6],
                        want[1][g][j], "smoothed");
        }
    check_close(run.results[0].log_lik, log_lik, "log-likelihood");
    oracle_run_clear(&run);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the Nile's level is that of statsmodels and R", test_nile),
        FACT("six tracks with missing months are those of statsmodels", test_six),
    };

    return RUN(tests);
}

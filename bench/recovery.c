/* recovery.c: made-up worlds, their parameters estimated, and how often the intervals hold.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude -Itests/shared bench/recovery.c tests/shared/world.c \
 *       tests/shared/tally.c build/src/libentente.a -lm -llbfgs -lpthread -o build/bench_recovery
 *
 *   build/bench_recovery [--worlds N] [--dyads N] [--years N] [--seed N] [--draws N]
 *                        [--prior SD] [--as plain|jumps|type|outliers|no-anchor]
 *
 * Each world draws its parameters from normal priors of sd SD about those of world_params (on the
 * scale without bounds), is fitted with the same priors, and its tracks are estimated at the fit
 * and again with DRAWS draws of the parameters. Printed: bias, error and cover of each parameter
 * with the uniformity of its rank (simulation-based calibration, Talts et al. 2018); cover of the
 * 90 % bands; calibration of P(gap > 0); and what naive means would have given.
 */
#include "tally.h"
#include "world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct settings {
    size_t worlds, dyads, years, draws;
    uint64_t seed;
    double prior;
    const char *as;
} settings;

static int
number(const char *text, double *out)
{
    return ent_parse_double(text, out, NULL) ? 1 : 0;
}

static int
read_settings(int argc, char **argv, settings *out)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        double v = 0;

        if (strcmp(argv[i], "--as") == 0) {
            out->as = argv[i + 1];
            continue;
        }
        if (number(argv[i + 1], &v)) return 1;
        if (strcmp(argv[i], "--worlds") == 0)
            out->worlds = (size_t)v;
        else if (strcmp(argv[i], "--dyads") == 0)
            out->dyads = (size_t)v;
        else if (strcmp(argv[i], "--years") == 0)
            out->years = (size_t)v;
        else if (strcmp(argv[i], "--seed") == 0)
            out->seed = (uint64_t)v;
        else if (strcmp(argv[i], "--draws") == 0)
            out->draws = (size_t)v;
        else if (strcmp(argv[i], "--prior") == 0)
            out->prior = v;
        else
            return 1;
    }
    return argc % 2 == 0;
}

static int
spec_of(const settings *s, world_spec *spec)
{
    *spec = (world_spec){.seed = s->seed,
                         .n_dyads = s->dyads,
                         .n_years = s->years,
                         .volume = 0.7,
                         .growth = 10,
                         .survey_share = 0.35,
                         .outlier_sd = 5};
    if (strcmp(s->as, "jumps") == 0)
        spec->jumps = 0.05;
    else if (strcmp(s->as, "type") == 0)
        spec->by_type = 0.2;
    else if (strcmp(s->as, "outliers") == 0)
        spec->outlier_sd = 6;
    else if (strcmp(s->as, "no-anchor") == 0)
        spec->no_anchor = true;
    else if (strcmp(s->as, "plain") != 0)
        return 1;
    return 0;
}

static double
now_s(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int
main(int argc, char **argv)
{
    settings s = {.worlds = 200,
                  .dyads = 60,
                  .years = 8,
                  .seed = 1,
                  .draws = 20,
                  .prior = 0.25,
                  .as = "plain"};
    world_spec spec;
    tally *t = NULL;
    double begun = now_s();
    int failed = 0;

    if (read_settings(argc, argv, &s) || spec_of(&s, &spec)) {
        (void)fprintf(stderr, "recovery: want --worlds --dyads --years --seed --draws --prior N, "
                              "--as plain|jumps|type|outliers|no-anchor\n");
        return 2;
    }
    t = ent_alloc(1, sizeof *t);
    if (!t) return 1;
    for (spec.number = 0; spec.number < s.worlds; spec.number++) {
        ent_error err = {0};

        if (tally_world(t, &spec, s.prior, s.draws, &err)) {
            failed++;
            (void)fprintf(stderr, "world %llu: %s\n", (unsigned long long)spec.number, err.text);
        } else if (spec.number % 10 == 9) {
            (void)fprintf(stderr, "%llu worlds, %.0f s\n", (unsigned long long)spec.number + 1,
                          now_s() - begun);
        }
    }
    (void)printf("worlds %zu (%s), dyads %zu, years %zu, seed %llu, prior sd %g, draws %zu\n",
                 s.worlds, s.as, s.dyads, s.years, (unsigned long long)s.seed, s.prior, s.draws);
    tally_print(t, stdout);
    (void)printf("\nfailed fits %d; CPU %.0f s\n", failed, now_s() - begun);
    ent_free(t);
    return failed ? 1 : 0;
}

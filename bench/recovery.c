/* recovery.c: made-up worlds, their parameters estimated, and how often the intervals hold.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude -Itests/shared bench/recovery.c tests/shared/world.c \
 *       tests/shared/tally.c build/src/libentente.a -lm -llbfgs -lpthread -o build/bench_recovery
 *
 *   build/bench_recovery [--worlds N] [--dyads N] [--years N] [--seed N] [--draws N]
 *                        [--prior SD] [--processes N] [--as plain|jumps|type|outliers|no-anchor]
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
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct settings {
    size_t worlds, dyads, years, draws, processes;
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
        else if (strcmp(argv[i], "--processes") == 0)
            out->processes = (size_t)v;
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

/* Worlds number, number + processes, ... into one tally. */
static int
run_worlds(const settings *s, world_spec spec, size_t first, tally *out)
{
    ent_track_rule rules[WORLD_RULES];
    tally_how how = {.rules = rules, .draws = s->draws};
    int failed = 0;

    how.n_rules = world_rules(s->prior, rules);
    for (spec.number = first; spec.number < s->worlds; spec.number += s->processes) {
        ent_error err = {0};

        if (tally_world(out, &spec, &how, &err)) {
            failed++;
            (void)fprintf(stderr, "world %llu: %s\n", (unsigned long long)spec.number, err.text);
        }
    }
    return failed;
}

/* One child a share of the worlds; each counts in its own part of shared memory. */
static int
share_out(const settings *s, const world_spec *spec, tally *parts)
{
    int failed = 0;

    for (size_t i = 0; i < s->processes; i++) {
        pid_t child = fork();

        if (child == 0) _exit(run_worlds(s, *spec, i, &parts[i]) > 255 ? 255 : 0);
        if (child < 0) return 1;
    }
    for (size_t i = 0; i < s->processes; i++) {
        int status = 0;

        if (wait(&status) < 0 || status != 0) failed++;
    }
    return failed;
}

int
main(int argc, char **argv)
{
    settings s = {.worlds = 200,
                  .dyads = 30,
                  .years = 5,
                  .seed = 1,
                  .draws = 20,
                  .prior = 0.25,
                  .processes = 1,
                  .as = "plain"};
    world_spec spec;
    struct rusage used;
    tally *parts;
    int failed;

    if (read_settings(argc, argv, &s) || spec_of(&s, &spec) || !s.processes || s.processes > 64) {
        (void)fprintf(stderr, "recovery: want --worlds --dyads --years --seed --draws --prior "
                              "--processes N, --as plain|jumps|type|outliers|no-anchor\n");
        return 2;
    }
    parts = mmap(NULL, s.processes * sizeof *parts, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (parts == MAP_FAILED) return 1;
    failed = share_out(&s, &spec, parts);
    for (size_t i = 1; i < s.processes; i++)
        tally_merge(parts, &parts[i]);
    (void)getrusage(RUSAGE_CHILDREN, &used);
    (void)printf("worlds %zu (%s), dyads %zu, years %zu, seed %llu, prior sd %g, draws %zu\n",
                 s.worlds, s.as, s.dyads, s.years, (unsigned long long)s.seed, s.prior, s.draws);
    tally_print(parts, stdout);
    (void)printf("\nfitted %zu of %zu; CPU %ld s\n", parts->n_worlds, s.worlds,
                 (long)used.ru_utime.tv_sec);
    return failed || parts->n_worlds != s.worlds;
}

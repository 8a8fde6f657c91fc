/* tracks.c: seconds for the tracks of a whole world, and how they grow with dyads and months.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/tracks.c build/src/libentente.a -lz -lzstd \
 *       -lutf8proc -lsodium -lsqlite3 -lreadstat -ldeflate -lxxhash -llbfgs -lpthread -lm \
 *       -o build/bench_tracks
 *
 *   build/bench_tracks world [DYADS [MONTHS [THREADS [LANES]]]]   made-up evidence, six settings
 *   build/bench_tracks grow                                      three sizes of dyads and months
 *   build/bench_tracks one MODE [DYADS [MONTHS]]                 for valgrind --tool=callgrind
 *   build/bench_tracks text DYADS MONTHS      the evidence as TSV, for bench/tracks_peers.py
 *   build/bench_tracks again DYADS MONTHS     the same dyads a hundred times, for the same
 *
 * plain: Gaussian values, one volatility. mixture: five volatilities. outliers: plain,
 * contaminated. all: outliers, volatilities, anchors and surveys. quick: the same with tolerance
 * 1e-3 and 2 passes for volatilities after the first. score: log-likelihood and gradient of all.
 * Evidence: tone of B and R in both directions each month, a yearly anchor on both B, a survey on
 * O every 18 months for a third of the dyads. Made as it is asked for, so that memory is that of
 * the engine. One line a setting: seconds, microseconds a dyad-month, peak memory.
 */
#include "entente/track.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { SLOTS = 64, OBS_PER_MONTH = 5 };

typedef struct bench {
    ent_track_params params;
    double *grid;
    size_t months, n_dyads;
    bool anchor; /* ordered values and surveys too */
    ent_track_obs *obs[SLOTS];
    double check; /* sum of what came out, so that nothing is left out by the compiler */
    double log_lik;
    unsigned long passes, failed;
} bench;

static double
now_s(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
cpu_s(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec * 1e-6;
}

static uint64_t
mixed(uint64_t z)
{
    z += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* About normal: the sum of four uniform numbers. */
static double
noise(uint64_t key)
{
    uint64_t bits = mixed(key);
    double sum = 0;

    for (int i = 0; i < 4; i++)
        sum += (double)((bits >> (16 * i)) & 0xffff) / 65536. - .5;
    return sum * 1.7320508;
}

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    static const uint8_t on[] = {ENT_ON_B_AB, ENT_ON_R_AB, ENT_ON_B_BA, ENT_ON_R_BA};
    bench *b = ctx;
    ent_track_obs *obs = b->obs[i % SLOTS], *o = obs;

    (void)err;
    for (size_t m = 0; m < b->months; m++) {
        double t = 1950 + ((double)m + .5) / 12;

        for (size_t k = 0; k < 4; k++) {
            uint64_t key = mixed((uint64_t)i << 32 | m << 4 | k);

            *o++ = (ent_track_obs){.t_first = t,
                                   .t_last = t,
                                   .value = 2 * noise(key) * (key % 50 ? 1 : 5),
                                   .n = 1 + (double)(key % 20),
                                   .grade = 1,
                                   .source = (uint16_t)(k % 2),
                                   .on = on[k]};
        }
        if (b->anchor && m % 12 == 0)
            *o++ = (ent_track_obs){.t_first = 1950 + (double)m / 12,
                                   .t_last = 1951 + (double)m / 12,
                                   .value = (double)(mixed(i * 977 + m) % 4),
                                   .n = 1,
                                   .grade = 1,
                                   .source = 2,
                                   .on = ENT_ON_B};
        if (b->anchor && i % 3 == 0 && m % 18 == 9)
            *o++ = (ent_track_obs){.t_first = t,
                                   .t_last = t,
                                   .value = 400 + (double)(i % 200),
                                   .n = 1000,
                                   .grade = 1,
                                   .source = 3,
                                   .on = ENT_ON_O_AB};
    }
    *dyad = (ent_track_dyad){.class_of = ENT_CLASS_OTHER,
                             .t_start = 1950,
                             .t_end = 1951 + (double)b->months / 12,
                             .obs = obs,
                             .n_obs = (size_t)(o - obs)};
    return ENT_OK;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *r, ent_error *err)
{
    bench *b = ctx;

    (void)i;
    (void)err;
    b->check += r->log_lik;
    b->log_lik += r->log_lik;
    if (r->n_grid) b->check += r->smoothed[6 * (r->n_grid - 1)] + r->filtered_cov[3];
    b->passes += r->passes;
    b->failed += !r->converged;
    return ENT_OK;
}

static void
fill_params(ent_track_params *p, bool outliers, bool volatilities)
{
    static const double five[] = {.1, .2, .4, .2, .1};

    memset(p, 0, sizeof *p);
    for (int k = 0; k < 3; k++) {
        p->kappa[k] = k == 0 ? 1.26 : k == 1 ? 1.95 : .18;
        p->fast.mood[k] = .5;
        p->fast.lean[k] = .2;
        p->fast.own[k] = .8;
        p->slow.own[k] = .03;
        p->level.mood[k] = .4;
        p->level.own[k] = .5;
    }
    if (volatilities)
        memcpy(p->volatility, five, sizeof five);
    else
        p->volatility[2] = 1;
    p->n_sources = 4;
    p->sources[0] = (ent_track_source){.name = "tone B",
                                       .kind = ENT_OBS_TONE,
                                       .lam = 1,
                                       .sigma = 2,
                                       .rho = .08,
                                       .outliers = outliers ? .02 : 0};
    p->sources[1] = (ent_track_source){.name = "tone R",
                                       .kind = ENT_OBS_TONE,
                                       .lam = 1,
                                       .sigma = 2.2,
                                       .rho = .08,
                                       .outliers = outliers ? .02 : 0};
    p->sources[2] = (ent_track_source){
        .name = "anchor", .kind = ENT_OBS_ORDERED, .lam = 2, .n_levels = 4, .tau = {-2, 0, 2}};
    p->sources[3] = (ent_track_source){.name = "survey", .kind = ENT_OBS_SHARE, .lam = .8};
}

static void
run(bench *b, const char *what, unsigned threads, unsigned lanes, bool score, bool quick)
{
    ent_track_io io = {b, take, put};
    ent_track_options options = {.grid = b->grid,
                                 .n_grid = b->months,
                                 .threads = threads,
                                 .lanes = lanes,
                                 .later_passes = quick ? 2 : 0,
                                 .tolerance = quick ? 1e-3 : 0};
    double from = now_s(), cpu = cpu_s(), cells = (double)b->n_dyads * (double)b->months;
    ent_error err = {.status = ENT_OK};
    ent_track_score *out = malloc(sizeof *out);
    struct rusage u;
    ent_status st;

    b->check = 0;
    b->passes = b->failed = 0;
    st = score ? ent_tracks_score(&b->params, b->n_dyads, &io, &options, out, &err)
               : ent_tracks_run(&b->params, b->n_dyads, &io, &options, &err);
    free(out);
    if (st) {
        printf("%s: %s\n", what, err.text);
        return;
    }
    (void)getrusage(RUSAGE_SELF, &u);
    from = now_s() - from;
    cpu = cpu_s() - cpu;
    printf("%-28s %6zu x %4zu %7.2f s wall %7.2f s CPU  %.3f us CPU a dyad-month, peak %ld MiB, "
           "passes %.1f, not settled %lu, sum %.6f\n",
           what, b->n_dyads, b->months, from, cpu, cpu * 1e6 / cells, u.ru_maxrss / 1024,
           (double)b->passes / (double)b->n_dyads, b->failed, b->check);
    (void)fflush(stdout);
}

static bool
size(bench *b, size_t dyads, size_t months)
{
    b->n_dyads = dyads;
    b->months = months;
    free(b->grid);
    b->grid = malloc((months + 1) * sizeof *b->grid);
    if (!b->grid) return false;
    for (size_t m = 0; m < months; m++)
        b->grid[m] = 1950 + ((double)m + .5) / 12;
    for (size_t i = 0; i < SLOTS; i++) {
        free(b->obs[i]);
        b->obs[i] = malloc((months + 1) * (OBS_PER_MONTH + 1) * sizeof **b->obs);
        if (!b->obs[i]) return false;
    }
    return true;
}

static void
one(bench *b, const char *mode, unsigned threads, unsigned lanes)
{
    bool quick = strcmp(mode, "quick") == 0, score = strcmp(mode, "score") == 0;
    bool all = quick || score || strcmp(mode, "all") == 0;

    fill_params(&b->params, all || strcmp(mode, "outliers") == 0,
                all || strcmp(mode, "mixture") == 0);
    b->anchor = all;
    run(b, mode, threads, lanes, score, quick);
}

static void
text(bench *b)
{
    fill_params(&b->params, false, false);
    for (size_t i = 0; i < b->n_dyads; i++) {
        ent_track_dyad dyad;
        ent_error err;

        if (take(b, i, &dyad, &err)) return;
        for (size_t j = 0; j < dyad.n_obs; j++)
            printf("%zu\t%d\t%.17g\t%.17g\t%.17g\n", i, dyad.obs[j].on, dyad.obs[j].t_first,
                   dyad.obs[j].value, dyad.obs[j].n);
    }
}

/* CPU seconds of once, and the log-likelihood. */
static int
again(bench *b)
{
    ent_track_io io = {b, take, put};
    ent_track_options options = {.grid = b->grid, .n_grid = b->months};
    double cpu = cpu_s();

    fill_params(&b->params, false, false);
    for (int times = 0; times < 100; times++)
        if (ent_tracks_run(&b->params, b->n_dyads, &io, &options, NULL)) return 1;
    printf("%.9g\n%.12g\n", (cpu_s() - cpu) / 100, b->log_lik / 100);
    return 0;
}

static void
grow(bench *b, unsigned lanes)
{
    static const size_t sizes[][2] = {
        {500, 300}, {1000, 300}, {2000, 300}, {500, 600}, {500, 1200}};

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (size(b, sizes[i][0], sizes[i][1])) one(b, "plain", 1, lanes);
}

int
main(int argc, char **argv)
{
    static const char *const modes[] = {"plain", "mixture", "outliers", "quick", "all", "score"};
    static bench b;
    const char *mode = argc > 1 ? argv[1] : "world";
    bool is_one = strcmp(mode, "one") == 0 && argc > 2;
    int at = is_one ? 3 : 2;
    size_t dyads = argc > at ? strtoul(argv[at], NULL, 10) : 18900;
    size_t months = argc > at + 1 ? strtoul(argv[at + 1], NULL, 10) : 900;
    unsigned threads = argc > at + 2 ? (unsigned)strtoul(argv[at + 2], NULL, 10) : 2;
    unsigned lanes = argc > at + 3 ? (unsigned)strtoul(argv[at + 3], NULL, 10) : 0;

    if (strcmp(mode, "grow") == 0) {
        grow(&b, lanes);
        return 0;
    }
    if (!size(&b, dyads, months)) return 1;
    if (strcmp(mode, "text") == 0) {
        text(&b);
    } else if (strcmp(mode, "again") == 0) {
        return again(&b);
    } else if (is_one) {
        one(&b, argv[2], 1, lanes);
    } else {
        for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++)
            one(&b, modes[i], threads, lanes);
    }
    return 0;
}

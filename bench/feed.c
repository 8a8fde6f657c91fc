/* feed.c: one run over event feeds, timed: bytes, rows, cells, their sums, seconds, peak memory.
 *
 *   bench/bench_feed [--threads N] [--simd 0..4] [--memory BYTES] [--feed NAME] [--bare] PATH...
 *
 * Cells go to a sink that adds them up. --bare only unpacks: what the same files cost before a line
 * is looked at. One line: name TAB value TAB ... , for feed_peers.mjs and for eyes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "entente/feed.h"
#include "feed/feed_priv.h"

typedef unsigned long long wide;

/* What the cells of a run add up to. */
typedef struct total {
    ent_event_sink sink;
    uint64_t cells, n, mentions, rejects;
    int64_t intensity_tenths, tone_milli;
} total;

static double
now_s(clockid_t clock)
{
    struct timespec t;

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static long
peak_kib(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

/* ---- the sink ------------------------------------------------------------------------------- */

static ent_status
never_known(ent_event_sink *sink, const ent_event_segment *segment, bool *out, ent_error *err)
{
    (void)sink;
    (void)segment;
    (void)err;
    *out = false;
    return ENT_OK;
}

static ent_status
take_segment(ent_event_sink *sink, const ent_event_segment *segment, ent_error *err)
{
    (void)sink;
    (void)segment;
    (void)err;
    return ENT_OK;
}

static ent_status
take_cells(ent_event_sink *sink, const ent_event_cell *cells, size_t n, ent_error *err)
{
    total *t = sink->ctx;

    (void)err;
    for (size_t i = 0; i < n; i++) {
        t->n += cells[i].n;
        t->mentions += cells[i].mentions;
        t->intensity_tenths += cells[i].intensity_tenths;
        t->tone_milli += cells[i].tone_milli;
    }
    t->cells += n;
    return ENT_OK;
}

static ent_status
take_exposure(ent_event_sink *sink, const ent_event_exposure *rows, size_t n, ent_error *err)
{
    (void)sink;
    (void)rows;
    (void)n;
    (void)err;
    return ENT_OK;
}

static ent_status
take_actors(ent_event_sink *sink, const ent_event_actor *rows, size_t n, ent_error *err)
{
    (void)sink;
    (void)rows;
    (void)n;
    (void)err;
    return ENT_OK;
}

static ent_status
take_reject(ent_event_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    (void)why;
    (void)raw;
    (void)err;
    ((total *)sink->ctx)->rejects++;
    return ENT_OK;
}

static ent_status
take_report(ent_event_sink *sink, const ent_claim *claim, ent_error *err)
{
    (void)sink;
    (void)claim;
    (void)err;
    return ENT_OK;
}

static ent_status
take_commit(ent_event_sink *sink, ent_error *err)
{
    (void)sink;
    (void)err;
    return ENT_OK;
}

static void
total_init(total *t)
{
    *t = (total){.sink = {.known = never_known,
                          .segment = take_segment,
                          .cells = take_cells,
                          .exposure = take_exposure,
                          .actors = take_actors,
                          .reject = take_reject,
                          .report = take_report,
                          .commit = take_commit,
                          .ctx = t}};
}

/* ---- runs ----------------------------------------------------------------------------------- */

static ent_status
run_feed(ent_feed_options *o, ent_error *err)
{
    ent_feed_summary sum = {0};
    ent_ref *ref = NULL;
    total t;
    double wall, cpu;
    ent_status st = ent_ref_open(NULL, &ref, err);

    total_init(&t);
    o->ref = ref;
    wall = now_s(CLOCK_MONOTONIC);
    cpu = now_s(CLOCK_PROCESS_CPUTIME_ID);
    if (!st) st = ent_feed_run(o, &t.sink, &sum, err);
    wall = now_s(CLOCK_MONOTONIC) - wall;
    cpu = now_s(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    ent_ref_close(ref);
    if (st) return st;
    printf("bytes\t%llu\trows\t%llu\tkept\t%llu\trejected\t%llu\tcells\t%llu", (wide)sum.bytes,
           (wide)sum.rows, (wide)sum.kept, (wide)sum.rejected, (wide)t.cells);
    printf("\tn\t%llu\tmentions\t%llu\tintensity_tenths\t%lld\ttone_milli\t%lld", (wide)t.n,
           (wide)t.mentions, (long long)t.intensity_tenths, (long long)t.tone_milli);
    printf("\twall_s\t%.4f\tcpu_s\t%.4f\tpeak_kib\t%ld\n", wall, cpu, peak_kib());
    return ENT_OK;
}

/* All streams to their end, and nothing done with them. */
static ent_status
run_bare(const ent_feed_options *o, ent_error *err)
{
    enum { PIECE = 1 << 18 };
    char *piece = malloc(PIECE);
    feed_input *in = NULL;
    feed_stream *s = NULL;
    uint64_t bytes = 0;
    double wall = now_s(CLOCK_MONOTONIC), cpu = now_s(CLOCK_PROCESS_CPUTIME_ID);
    ent_status st = feed_input_open(o->paths, o->n_paths, &in, err);

    while (!st && (st = feed_input_next(in, &s, err)) == ENT_OK) {
        uint64_t at = 0;
        size_t got = PIECE;

        while (!st && got == PIECE) {
            st = feed_stream_read(s, at, piece, PIECE, &got, err);
            if (!st) at += got;
        }
        bytes += at;
        feed_stream_close(s);
    }
    feed_input_close(in);
    free(piece);
    if (st != ENT_END) return st;
    printf("bytes\t%llu\twall_s\t%.4f\tcpu_s\t%.4f\tpeak_kib\t%ld\n", (wide)bytes,
           now_s(CLOCK_MONOTONIC) - wall, now_s(CLOCK_PROCESS_CPUTIME_ID) - cpu, peak_kib());
    return ENT_OK;
}

static bool
take_option(ent_feed_options *o, const char *name, const char *value)
{
    if (strcmp(name, "--feed") == 0)
        o->feed = value;
    else if (strcmp(name, "--threads") == 0)
        o->threads = atoi(value);
    else if (strcmp(name, "--simd") == 0)
        o->simd = atoi(value);
    else if (strcmp(name, "--memory") == 0)
        o->memory_bytes = strtoull(value, NULL, 10);
    else
        return false;
    return true;
}

int
main(int argc, char **argv)
{
    ent_feed_options o = {.temp_dir = P_tmpdir};
    ent_error err = {0};
    ent_status st;
    bool bare = false;
    int i = 1;

    for (; i < argc; i++) {
        if (strcmp(argv[i], "--bare") == 0)
            bare = true;
        else if (i + 1 < argc && take_option(&o, argv[i], argv[i + 1]))
            i++;
        else
            break;
    }
    if (i >= argc) {
        fprintf(stderr, "bench_feed: see the first lines of feed.c\n");
        return 2;
    }
    o.paths = (const char *const *)(argv + i);
    o.n_paths = (size_t)(argc - i);
    st = bare ? run_bare(&o, &err) : run_feed(&o, &err);
    if (st) fprintf(stderr, "bench_feed: %s: %s\n", err.file, err.text);
    return st != ENT_OK;
}

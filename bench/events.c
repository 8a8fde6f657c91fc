/* events.c: cells of events a second into the ledger, bytes a cell, milliseconds a pair out of it.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/events.c build/src/libentente.a -lz -lzstd \
 *       -lutf8proc -lsodium -lsqlite3 -lreadstat -lxxhash -ldeflate -llbfgs -lpthread -lm \
 *       -o build/bench_events
 *
 *   build/bench_events [FILE [CELLS ...]]     FILE is made and removed; 1M and 10M cells
 *
 * A line a commit: the first of so many cells over 16 years, then a second and a third, each a
 * tenth of it, over a year, whose pairs lie between those of the first. Seconds are of the sink's
 * calls alone: the making of cells is left out. A last line a size: one pair's daily series read by
 * a fresh handle and read again, its months, and verification.
 */
#include "entente/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 1 << 16, FIRST_DAY = 14000, YEARS = 16, STATES = 195, WANTED = 5000 };

static uint64_t seed = 88172645463325252u;

static uint64_t
next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

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
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int
fail(const char *what, const ent_error *err)
{
    (void)fprintf(stderr, "bench/events: %s: %s\n", what, err->text);
    return 1;
}

/* Numbers of lines that are states today. */
static size_t
states(uint16_t *out, size_t max)
{
    size_t k = 0;

    for (unsigned i = 1; i <= ent_event_line_count() && k < max; i++) {
        const ent_polity *p = ent_ref_polity(ent_event_line_code(i));

        if (p && p->to.precision == ENT_PREC_NONE) out[k++] = (uint16_t)i;
    }
    return k;
}

/* What a batch of made-up cells goes through, and what that took. */
typedef struct sending {
    ent_event_sink *sink;
    ent_event_cell *batch;
    size_t n, sent;
    double wall, cpu;
    uint16_t from, to; /* a pair of about WANTED cells */
    size_t its_cells;
} sending;

static ent_status
flush(sending *s, ent_error *err)
{
    double wall = now_s(), cpu = cpu_s();
    ent_status st = s->sink->cells(s->sink, s->batch, s->n, err);

    s->wall += now_s() - wall;
    s->cpu += cpu_s() - cpu;
    s->sent += s->n;
    s->n = 0;
    return st;
}

/* As coded news has them: most cells are of one row; government speaks most; verbal most. */
static ent_event_cell
made_up(uint16_t from, uint16_t to, int first_day, int days)
{
    uint64_t r = next_random(), tone = next_random();
    uint32_t n = r % 3 ? 1 : 2 + (uint32_t)(r >> 8) % 6;
    int64_t points = (int64_t)(r >> 20 & 127) - 60, milli = (int64_t)(tone % 9000) - 6000;
    int day = first_day + (int)((r >> 32) % (uint64_t)days);

    return (ent_event_cell){.from = from,
                            .to = to,
                            .from_role = r >> 5 & 1 ? 0 : (uint8_t)(1 + (r >> 40) % 3),
                            .to_role = r >> 6 & 3 ? 0 : (uint8_t)(1 + (r >> 44) % 8),
                            .class_number = (uint8_t)(1 + (r >> 48) % 20),
                            .day = day,
                            .known_day = day + (r >> 54 & 31 ? 0 : (int)(tone >> 50)),
                            .n = n,
                            .intensity_tenths = points * n,
                            .intensity_sq = points * points * n,
                            .n_tone = n,
                            .tone_milli = milli * n,
                            .tone_sq = milli * milli * n,
                            .mentions = n * (1 + (tone >> 16) % 9),
                            .sources = n * (1 + (tone >> 24) % 2),
                            .articles = n * (1 + (tone >> 16) % 9),
                            .reports = n > 2 ? n - 1 : n};
}

static ent_status
send_pair(sending *s, uint16_t from, uint16_t to, size_t n, int first_day, int days, ent_error *err)
{
    ent_event_cell *v = malloc((n + 1) * sizeof *v);
    size_t k = 0;
    ent_status st = ENT_OK;

    if (!v) return ENT_E_NOMEM;
    for (size_t i = 0; i < n; i++)
        v[i] = made_up(from, to, first_day, days);
    qsort(v, n, sizeof *v, ent_event_cell_compare);
    for (size_t i = 0; i < n; i++)
        if (!k || ent_event_cell_compare(&v[k - 1], &v[i]) != 0) v[k++] = v[i];
    for (size_t i = 0; i < k && !st; i++) {
        s->batch[s->n++] = v[i];
        if (s->n == BATCH) st = flush(s, err);
    }
    if (k >= WANTED && (!s->its_cells || k < s->its_cells)) {
        s->its_cells = k;
        s->from = from;
        s->to = to;
    }
    free(v);
    return st;
}

/* Pairs by weight 1 / (20 + rank), ranks scattered over the pairs by a fixed step. */
static ent_status
send_all(sending *s, size_t n, int first_day, int days, ent_error *err)
{
    uint16_t lines[STATES];
    size_t n_lines = states(lines, STATES), pairs = n_lines * (n_lines - 1), at = 0;
    double all = 0;
    ent_status st = ENT_OK;

    for (size_t r = 0; r < pairs; r++)
        all += 1 / (20.0 + (double)r);
    for (size_t a = 0; a < n_lines; a++) {
        for (size_t b = 0; b < n_lines && !st; b++) {
            size_t rank = at * 7919 % pairs;
            double share = (double)n / (20.0 + (double)rank) / all;

            if (a == b) continue;
            at++;
            st = send_pair(s, lines[a], lines[b],
                           (size_t)share + ((double)(next_random() % 1000) / 1000 <
                                            share - (double)(size_t)share),
                           first_day, days, err);
        }
    }
    return st ? st : flush(s, err);
}

static ent_status
send_commit(sending *s, int number, size_t n, int first_day, int days, ent_error *err)
{
    ent_event_segment g = {.feed = "bench",
                           .feed_version = 1,
                           .file = "bench.csv",
                           .first_byte = (uint64_t)number,
                           .n_bytes = 1,
                           .first_row = 1,
                           .rows = n,
                           .kept = n,
                           .first_day = first_day,
                           .last_day = first_day + days - 1,
                           .first_known_day = first_day,
                           .last_known_day = first_day + days - 1};
    ent_status st;
    double wall, cpu;

    memset(g.digest, '0' + number, sizeof g.digest - 1);
    s->sent = 0;
    s->wall = s->cpu = 0;
    st = s->sink->segment(s->sink, &g, err);
    if (!st) st = send_all(s, n, first_day, days, err);
    for (int m = first_day / 31; m <= (first_day + days) / 30 && !st; m++) {
        ent_event_exposure e = {.month = m, .class_number = 1, .rows = 1000000, .dyadic = 300000};

        for (e.class_number = 1; e.class_number <= 20 && !st; e.class_number++)
            st = s->sink->exposure(s->sink, &e, 1, err);
    }
    if (st) return st;
    wall = now_s();
    cpu = cpu_s();
    st = s->sink->commit(s->sink, err);
    s->wall += now_s() - wall;
    s->cpu += cpu_s() - cpu;
    return st;
}

static double
file_bytes(const char *path)
{
    struct stat file;

    return stat(path, &file) == 0 ? (double)file.st_size : 0;
}

/* Three commits; how many cells came in. */
static int
fill(const char *path, size_t n, sending *s, size_t *total)
{
    ent_ledger *ledger = NULL;
    ent_ledger_options options = {.create = true};
    ent_events_info info = {
        .set = "bench", .feed = "bench", .feed_version = 1, .imported_at = "2024-01-01"};
    ent_error err = {0};

    if (ent_ledger_open(path, &options, &ledger, &err)) return fail("open", &err);
    if (ent_ledger_events_begin(ledger, &info, &s->sink, &err)) return fail("begin", &err);
    for (int i = 1; i <= 3; i++) {
        size_t cells = i == 1 ? n : n / 10;
        int first = i == 1 ? FIRST_DAY : FIRST_DAY + 365 * (YEARS + i - 2);

        if (send_commit(s, i, cells, first, i == 1 ? 365 * YEARS : 365, &err))
            return fail("commit", &err);
        *total += s->sent;
        printf(
            "%10zu cells, commit %d of %9zu: %9.0f cells/s (cpu %9.0f)  %.2f bytes/cell in all\n",
            *total, i, s->sent, (double)s->sent / s->wall, (double)s->sent / s->cpu,
            file_bytes(path) / (double)*total);
    }
    ent_ledger_events_end(ledger, s->sink);
    ent_ledger_close(ledger);
    return 0;
}

static int
read_back(const char *path, const sending *s)
{
    ent_ledger *ledger = NULL;
    ent_ledger_options options = {.read_only = true};
    ent_event_query q = {.from = ent_event_line_code(s->from), .to = ent_event_line_code(s->to)};
    ent_error err = {0};
    ent_arena arena = {0};
    ent_event_cells *cells = NULL;
    ent_event_series *series = NULL;
    ent_verify_report report;
    double ms[12], months_ms = 1e9, verify_s, least = 1e9;
    size_t n = 0;

    if (ent_ledger_open(path, &options, &ledger, &err)) return fail("open", &err);
    for (int i = 0; i < 12; i++) {
        double start = now_s();

        if (ent_ledger_event_cells(ledger, &q, &arena, &cells, &n, &err)) return fail("read", &err);
        ms[i] = (now_s() - start) * 1e3;
        if (i && ms[i] < least) least = ms[i];
    }
    for (int i = 0; i < 12; i++) {
        double start = now_s();

        if (ent_ledger_event_months(ledger, &q, &arena, &series, &n, &err))
            return fail("months", &err);
        if ((now_s() - start) * 1e3 < months_ms) months_ms = (now_s() - start) * 1e3;
    }
    verify_s = now_s();
    if (ent_ledger_verify(ledger, &report, &err)) return fail("verify", &err);
    verify_s = now_s() - verify_s;
    printf("%10zu cells of one pair: %.2f ms first, %.2f ms again, its %zu month rows %.2f ms; "
           "verified in %.1f s: %s\n",
           cells[0].n, ms[0], least, series[0].n_months, months_ms, verify_s,
           report.intact ? "intact" : report.problem);
    ent_ledger_close(ledger);
    ent_arena_clear(&arena);
    return 0;
}

static int
run(const char *path, size_t n)
{
    sending s = {.batch = malloc(BATCH * sizeof *s.batch)};
    struct rusage u;
    size_t total = 0;
    int failed;

    (void)remove(path);
    failed = !s.batch || fill(path, n, &s, &total) || read_back(path, &s);
    (void)getrusage(RUSAGE_SELF, &u);
    printf("%10.1f MB of file, peak %ld MiB\n", file_bytes(path) / 1e6, u.ru_maxrss / 1024);
    (void)remove(path);
    free(s.batch);
    return failed;
}

int
main(int argc, char **argv)
{
    static const size_t usual[] = {1000000, 10000000};
    const char *path = argc > 1 ? argv[1] : "bench-events.db";

    for (int i = 2; i < argc; i++) {
        int64_t n = 0;

        if (ent_parse_i64(argv[i], &n, NULL) || n < 1 || run(path, (size_t)n)) return 1;
    }
    for (size_t i = 0; i < 2 && argc < 3; i++)
        if (run(path, usual[i])) return 1;
    return 0;
}

/* ledger.c: rows a second in, milliseconds a dyad out, bytes a claim, at three sizes.
 *
 * Built from the repository root, after ninja -C build (a release build):
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/ledger.c build/src/libentente.a -lz -lzstd \
 *       -lutf8proc -lsodium -lsqlite3 -lreadstat -lm -o build/bench_ledger
 *
 *   build/bench_ledger [FILE [CLAIMS ...]]     FILE is made and removed; 100k, 400k and 1.6M claims
 *
 * One line a size: claims a second (wall and CPU), opening, one dyad after a fresh opening, bytes a
 * claim, claims verified a second, peak memory so far. The last line says how the cost of a claim
 * grows with their number: 1 is linear.
 */
#include "entente/ledger.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Made-up claims: dyads in order of states, a run of years each, two directions, as trade files
 * have them. Values come from a fixed generator, so that every run writes the same bytes. */

static uint64_t
next_random(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return *s;
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
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec * 1e-6 +
           (double)u.ru_stime.tv_sec + (double)u.ru_stime.tv_usec * 1e-6;
}

static long
peak_kib(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

/* States that exist today, so that every claim is whole. */
static size_t
states(const char **out, size_t max)
{
    size_t n = 0, k = 0;
    const ent_polity *all = ent_ref_polities(&n);

    for (size_t i = 0; i < n && k < max; i++)
        if (all[i].to.precision == ENT_PREC_NONE) out[k++] = all[i].code;
    return k;
}

static ent_status
feed(ent_sink *sink, size_t n_claims, const char **codes, size_t n_codes, uint64_t seed,
     ent_error *err)
{
    ent_status st = ENT_OK;
    uint64_t byte = 100, row = 1;
    size_t made = 0;

    for (size_t a = 0; a < n_codes && made < n_claims; a++) {
        for (size_t b = a + 1; b < n_codes && made < n_claims; b++) {
            for (int year = 1950; year < 2014 && made < n_claims; year++) {
                char record[64];

                st = sink->row(sink, err);
                for (int way = 0; way < 2 && !st && made < n_claims; way++) {
                    ent_claim c = {.set = "bench",
                                   .from = codes[way ? b : a],
                                   .to = codes[way ? a : b],
                                   .from_code = codes[way ? b : a],
                                   .to_code = codes[way ? a : b],
                                   .indicator = "trade.goods",
                                   .kind = ENT_KIND_TIE,
                                   .quantity_state = ENT_VALUE,
                                   .unit = "USD_million",
                                   .source = "bench",
                                   .file = "bench.csv",
                                   .coder = "bench reader 1",
                                   .coverage = "bench-all",
                                   .reliability = 'B',
                                   .credibility = '2',
                                   .digits = 6,
                                   .row = row,
                                   .byte = byte,
                                   .record = record};

                    (void)snprintf(record, sizeof record, "%zu-%zu-%d-%d", a, b, year, way);
                    c.valid_from.year = year;
                    c.valid_from.precision = ENT_PREC_YEAR;
                    c.quantity = (double)(next_random(&seed) % 1000000) / 100;
                    st = sink->accept(sink, &c, err);
                    made++;
                }
                if (st) return st;
                row++;
                byte += 60;
            }
        }
    }
    return ENT_OK;
}

static int
fail(const char *what, const ent_error *err)
{
    (void)fprintf(stderr, "bench/ledger: %s: %s\n", what, err->text);
    return 1;
}

static double
dyad_ms(const char *path, const char *a, const char *b, size_t *n_found)
{
    ent_ledger *ledger = NULL;
    ent_ledger_options options = {.read_only = true};
    ent_query q = {.a = a, .b = b};
    ent_arena arena = {0};
    ent_claim *claims;
    ent_error err = {0};
    double start = now_s();

    if (ent_ledger_open(path, &options, &ledger, &err) ||
        ent_ledger_find(ledger, &q, &arena, &claims, n_found, &err))
        (void)fail("query", &err);
    ent_ledger_close(ledger);
    ent_arena_clear(&arena);
    return (now_s() - start) * 1e3;
}

static int
run(const char *path, size_t n, double *rate)
{
    ent_ledger *ledger = NULL;
    ent_import *import = NULL;
    ent_ledger_options options = {.create = true};
    ent_import_info info = {.set = "bench",
                            .file = "bench.csv",
                            .file_sha256 = "00",
                            .reader = "bench",
                            .reader_version = 1,
                            .imported_at = "2024-01-01T00:00:00Z"};
    ent_import_summary sum;
    ent_verify_report report;
    ent_error err = {0};
    const char *codes[256];
    size_t n_codes = states(codes, 256), found = 0;
    struct stat file;
    double start, cpu, wall, open_ms, verify_s, dyad;

    (void)remove(path);
    start = now_s();
    cpu = cpu_s();
    if (ent_ledger_open(path, &options, &ledger, &err)) return fail("open", &err);
    if (ent_import_begin(ledger, &info, &import, &err)) return fail("begin", &err);
    if (feed(ent_import_sink(import), n, codes, n_codes, 1, &err)) return fail("feed", &err);
    if (ent_import_commit(import, &sum, &err)) return fail("commit", &err);
    wall = now_s() - start;
    cpu = cpu_s() - cpu;
    ent_ledger_close(ledger);
    (void)stat(path, &file);
    start = now_s();
    options = (ent_ledger_options){.read_only = true};
    if (ent_ledger_open(path, &options, &ledger, &err)) return fail("open", &err);
    open_ms = (now_s() - start) * 1e3;
    start = now_s();
    if (ent_ledger_verify(ledger, &report, &err)) return fail("verify", &err);
    verify_s = now_s() - start;
    ent_ledger_close(ledger);
    dyad = dyad_ms(path, codes[0], codes[1], &found);
    *rate = (double)sum.added / cpu;
    (void)printf("%8llu claims  %8.0f claims/s (cpu %8.0f)  open %.2f ms  dyad %.2f ms (%zu)  "
                 "%.1f bytes/claim  verify %8.0f claims/s %s  peak %ld MiB\n",
                 (unsigned long long)sum.added, (double)sum.added / wall, *rate, open_ms, dyad,
                 found, (double)file.st_size / (double)sum.added, (double)report.claims / verify_s,
                 report.intact ? "intact" : report.problem, peak_kib() / 1024);
    return 0;
}

int
main(int argc, char **argv)
{
    static const size_t usual[] = {100000, 400000, 1600000};
    const char *path = argc > 1 ? argv[1] : "bench-ledger.db";
    double rate[3] = {0};

    for (int i = 2; i < argc; i++) {
        int64_t n = 0;

        if (ent_parse_i64(argv[i], &n, NULL) || n < 1 || run(path, (size_t)n, &rate[0])) return 1;
    }
    for (size_t i = 0; i < 3 && argc < 3; i++)
        if (run(path, usual[i], &rate[i])) return 1;
    if (argc < 3)
        (void)printf("cost a claim at 4x the claims: %.2f, at 16x: %.2f\n", rate[0] / rate[1],
                     rate[0] / rate[2]);
    (void)remove(path);
    return 0;
}

/* dossier.c: what a dossier costs, from the bundled starter evidence and from a world ledger.
 *
 * Built from the repository root, after ninja -C build:
 *   gcc -O2 -std=c17 -D_GNU_SOURCE -Iinclude bench/dossier.c build/src/libentente.a -lz -lzstd \
 *       -lutf8proc -lsodium -lsqlite3 -lreadstat -lm -o build/bench_dossier
 *
 *   build/bench_dossier [WORLD.db] [A B [C D]]     CHN RUS beside CHN USA when no pair is given
 *
 * One line a run: where from, CPU milliseconds (least of five), instructions (the kernel's count of
 * our own; - where it gives none, then: valgrind --tool=callgrind), bytes read, peak memory, bytes
 * of HTML.
 */
#include "entente/render.h"
#include "entente/workspace.h"

#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 5 };

typedef struct cost {
    double cpu_ms;
    long long instructions; /* -1: not counted */
    long long bytes_read;   /* asked of the kernel, whether on disk or cached */
    long peak_kib;
    size_t bytes;
} cost;

static double
cpu_ms(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-3;
}

static long long
bytes_read(void)
{
    long long n = -1;
    FILE *f = fopen("/proc/self/io", "r");

    if (!f) return -1;
    if (fscanf(f, "rchar: %lld", &n) != 1) n = -1;
    fclose(f);
    return n;
}

static int
open_counter(void)
{
    struct perf_event_attr a = {.type = PERF_TYPE_HARDWARE,
                                .size = sizeof a,
                                .config = PERF_COUNT_HW_INSTRUCTIONS,
                                .exclude_kernel = 1,
                                .exclude_hv = 1};

    return (int)syscall(SYS_perf_event_open, &a, 0, -1, -1, 0);
}

static ent_status
draw(const char *ledger, const ent_dossier_request *request, size_t *bytes, ent_error *err)
{
    const ent_workspace_options options = {.ledger = ledger,
                                           .data_dir = "data",
                                           .now = "2000-01-01T00:00:00Z",
                                           .read_only = true,
                                           .starter_when_empty = !ledger};
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_page page = {0};
    ent_buf out = {.max = 0};
    ent_status st = ent_workspace_open(&options, &ws, err);

    if (!st) st = ent_workspace_dossier(ws, request, &arena, &page, err);
    if (st == ENT_NONE) st = ENT_OK;
    if (!st) st = ent_render_html(&page, &out, err);
    *bytes = out.len;
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return st;
}

/* In a process of its own, so that peak memory is its own. */
static int
measure(const char *ledger, const ent_dossier_request *request, int pipe_end)
{
    cost c = {.instructions = -1};
    ent_error err = {0};
    int counter = open_counter();
    double before = cpu_ms();
    long long read_before = bytes_read();

    if (draw(ledger, request, &c.bytes, &err) != ENT_OK) {
        fprintf(stderr, "bench: %s\n", err.text);
        return 1;
    }
    c.cpu_ms = cpu_ms() - before;
    c.bytes_read = bytes_read() - read_before;
    if (counter >= 0 && read(counter, &c.instructions, sizeof c.instructions) < 0)
        c.instructions = -1;
    struct rusage u;
    (void)getrusage(RUSAGE_SELF, &u);
    c.peak_kib = u.ru_maxrss;
    return write(pipe_end, &c, sizeof c) == (ssize_t)sizeof c ? 0 : 1;
}

static bool
run_once(const char *ledger, const ent_dossier_request *request, cost *out)
{
    int ends[2], status = 0;
    pid_t child;
    bool got;

    if (pipe(ends) != 0) return false;
    child = fork();
    if (child == 0) _exit(measure(ledger, request, ends[1]));
    close(ends[1]);
    got = child > 0 && read(ends[0], out, sizeof *out) == (ssize_t)sizeof *out;
    close(ends[0]);
    if (child > 0) (void)waitpid(child, &status, 0);
    return got && status == 0;
}

static int
report(const char *name, const char *ledger, const ent_dossier_request *request)
{
    cost best = {0}, c;
    char instructions[32] = "-";

    for (int i = 0; i < RUNS; i++) {
        if (!run_once(ledger, request, &c)) return 1;
        if (i == 0 || c.cpu_ms < best.cpu_ms) best = c;
    }
    if (best.instructions >= 0)
        (void)snprintf(instructions, sizeof instructions, "%.1f", (double)best.instructions / 1e6);
    printf("%-10s %10.1f %16s %12.1f %10.1f %12zu\n", name, best.cpu_ms, instructions,
           (double)best.bytes_read / 1048576, (double)best.peak_kib / 1024, best.bytes);
    return 0;
}

int
main(int argc, char **argv)
{
    const char *world = argc % 2 == 0 ? argv[1] : NULL;
    char **words = argv + 1 + (world != NULL);
    int n = argc - 1 - (world != NULL);
    ent_dossier_request request = {.pair = {"CHN", "RUS"}, .against = {"CHN", "USA"}};
    int failed;

    if (n >= 2) request.pair = (ent_pair){words[0], words[1]};
    if (n >= 2) request.against = n >= 4 ? (ent_pair){words[2], words[3]} : (ent_pair){0};
    printf("%-10s %10s %16s %12s %10s %12s\n", "from", "CPU ms", "M instructions", "MiB read",
           "peak MiB", "bytes HTML");
    failed = report("starter", NULL, &request);
    if (world) failed += report("world", world, &request);
    return failed != 0;
}

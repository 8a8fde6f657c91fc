/* progress.c: what, how far and how fast, once a second, only on a terminal. */
#include "progress.h"

#include "cli.h"

#include <time.h>
#include <unistd.h>

static double
seconds_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
progress_begin(progress *p, const char *what, bool quiet)
{
    *p = (progress){
        .what = what, .began = seconds_now(), .enabled = !quiet && isatty(STDERR_FILENO)};
    p->last_shown = p->began;
}

void
progress_rows(void *ctx, uint64_t rows, uint64_t claims)
{
    progress *p = ctx;
    double now = seconds_now();

    if (!p->enabled || now - p->last_shown < 1) return;
    p->last_shown = now;
    fputs("\r", stderr);
    cli_print_safe(stderr, p->what);
    fprintf(stderr, ": %llu rows, %llu claims, %.0f rows/s\033[K", (unsigned long long)rows,
            (unsigned long long)claims, (double)rows / (now - p->began));
    fflush(stderr);
}

/* "1 h 05 min", "3 min 20 s", "12 s" */
static void
words_left(double seconds, char *out, size_t size)
{
    int s = seconds > 360000 ? 360000 : (int)(seconds + 0.5);

    if (s >= 3600)
        ent_snprintf(out, size, "%d h %02d min", s / 3600, s % 3600 / 60);
    else if (s >= 60)
        ent_snprintf(out, size, "%d min %02d s", s / 60, s % 60);
    else
        ent_snprintf(out, size, "%d s", s);
}

void
progress_bytes(void *ctx, const ent_feed_progress *at)
{
    progress *p = ctx;
    double now = seconds_now(), took = now - p->began;
    char left[40];

    if (!p->enabled || now - p->last_shown < 1) return;
    p->last_shown = now;
    fputs("\r", stderr);
    cli_print_safe(stderr, p->what);
    fprintf(stderr, ": %.0f MB, %llu rows, %.0f MB/s", (double)at->bytes / 1e6,
            (unsigned long long)at->rows, (double)at->bytes / 1e6 / took);
    if (at->bytes_total && at->bytes) {
        words_left(took * ((double)at->bytes_total / (double)at->bytes - 1), left, sizeof left);
        fprintf(stderr, ", %.0f %%, %s left", 100 * (double)at->bytes / (double)at->bytes_total,
                left);
    }
    if (at->rejected) fprintf(stderr, ", %llu rejected", (unsigned long long)at->rejected);
    fputs("\033[K", stderr);
    fflush(stderr);
}

void
progress_end(progress *p)
{
    if (p->enabled && p->last_shown > p->began) fputs("\r\033[K", stderr);
}

double
progress_seconds(const progress *p)
{
    return seconds_now() - p->began;
}

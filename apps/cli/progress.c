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

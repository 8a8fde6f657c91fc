/* progress.h: a line about long work on standard error: what, how far, rate. */
#ifndef ENTENTE_PROGRESS_H
#define ENTENTE_PROGRESS_H

#include "entente/feed.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
    const char *what;
    double began, last_shown; /**< seconds, monotonic */
    bool enabled;             /**< standard error is a terminal and nobody asked for quiet */
} progress;

void progress_begin(progress *p, const char *what, bool quiet);
/** Fits ent_import_request.progress; ctx is a progress. Says nothing in the first second. */
void progress_rows(void *ctx, uint64_t rows, uint64_t claims);
/** Bytes, rows, rate and time left; ctx is a progress. */
void progress_bytes(void *ctx, const ent_feed_progress *at);
void progress_end(progress *p);
/** Seconds since the beginning. */
double progress_seconds(const progress *p);

#endif

/* feed/run_priv.h: a run's plan, a segment's result, and who works on which. */
#ifndef ENT_FEED_RUN_PRIV_H
#define ENT_FEED_RUN_PRIV_H

#include "feed/actors_priv.h"
#include "feed/cells_priv.h"
#include "feed/scan_priv.h"
#include "feed/sums_priv.h"

#include <stdatomic.h>

/* ---- watched pairs: watch.c ----------------------------------------------------------------- */

/* One bit for each pair of lines, in both orders. */
typedef struct feed_watch {
    uint64_t *bits;
    size_t lines;
    bool any;
} feed_watch;

/* @error ENT_E_UNKNOWN a word is no line code; ENT_E_NOMEM   @owner feed_watch_clear */
ENT_MUST_USE ent_status feed_watch_make(const ent_watch *pairs, size_t n, feed_watch *out,
                                        ent_error *err);
void feed_watch_clear(feed_watch *watch);

static inline bool
feed_watch_has(const feed_watch *w, unsigned from, unsigned to)
{
    size_t at = from * w->lines + to;

    return w->any && (w->bits[at / 64] >> (at % 64) & 1);
}

/* A row of a watched pair, until the calling thread makes a claim of it. */
enum { FEED_CODE_MAX = 48 };
typedef struct feed_report {
    uint64_t line, byte, hash;
    char id[24], event_code[24], from_code[FEED_CODE_MAX], to_code[FEED_CODE_MAX];
    int32_t day, known_day;
    int16_t intensity_tenths;
    uint16_t from, to;
    uint8_t from_role, to_role, class_number;
} feed_report;

/* The claim of a watched row; texts lie in the report, static data, or in *room. */
typedef struct feed_report_room {
    char record[64];
} feed_report_room;
ENT_MUST_USE ent_status feed_report_claim(const feed_report *report, const ent_ref *ref,
                                          const ent_feed *feed, const char *file, uint64_t row,
                                          feed_report_room *room, ent_claim *out, ent_error *err);

/* ---- digests: hash.c ------------------------------------------------------------------------ */

typedef struct feed_hash128 {
    uint64_t low, high;
} feed_hash128;

/* Of a line without its line feed; lines over ENT_FEED_LINE_MAX go through feed_long. */
feed_hash128 feed_hash_line(const void *bytes, size_t n);

/* SHA-256 over XXH3-128 digests of runs of 4096 line hashes, then the number of bytes: each byte
 * goes through the hash once, and lines are known by the same hash. */
enum { FEED_DIGEST_LINES = 4096 };
typedef struct feed_digest {
    feed_hash128 lines[FEED_DIGEST_LINES];
    size_t n;
    ent_sha256 sha;
} feed_digest;
void feed_digest_init(feed_digest *d);
void feed_digest_end(feed_digest *d, uint64_t n_bytes, char out[ENT_SHA256_HEX_MAX]);
void feed_digest_flush(feed_digest *d);

static inline void
feed_digest_add(feed_digest *d, feed_hash128 line)
{
    if (d->n == FEED_DIGEST_LINES) feed_digest_flush(d);
    d->lines[d->n++] = line;
}

/* ---- plan, result --------------------------------------------------------------------------- */

/* Sizes that tests make small; zero means the default. */
typedef struct feed_sizes {
    size_t segment_bytes; /* 64 MiB: part of what a digest is of, so never changed */
    size_t block_bytes;   /* 256 KiB: read at once */
} feed_sizes;

/* What does not change during a run; shared by all threads. */
typedef struct feed_plan {
    const ent_feed_options *options;
    feed_sizes sizes;
    feed_scan_fn next;
    feed_watch watch;
    int32_t *changes;
    size_t n_changes;
    size_t result_cells; /* cells of one result before it spills */
    size_t result_bytes; /* the same in bytes, for the message */
    atomic_bool stop;    /* threads give up with ENT_END */
} feed_plan;

/* A stream while it is worked on. */
typedef struct feed_source {
    feed_stream *stream;
    const ent_feed *feed;
    void *state; /* of the format */
    uint64_t number, size;
    bool seeks;
    char line_end;
    uint32_t mark_bytes; /* of the byte order mark */
    uint64_t segments;   /* of a stream that seeks */
    bool foreign;        /* of no feed and not named by the caller: passed over, and told of */
    ent_error why;       /* it is foreign; status 0: a table of names, of which nothing is told */
} feed_source;

/* What a segment came to; the calling thread takes it over, or drops it when it is known. */
typedef struct feed_result {
    feed_source *source;
    uint64_t number; /* of the segment in its stream */
    bool last;       /* of its stream */
    ent_event_segment facts;
    uint64_t lines; /* line ends passed, header and blank lines included */
    uint64_t disk_bytes;
    feed_cells cells;
    feed_runs runs;
    feed_exposure exposure;
    ent_event_actor *actors;
    size_t n_actors;
    feed_rejects rejects;
    feed_report *reports;
    size_t n_reports, cap_reports;
    ent_status status;
    ent_error error;
    struct feed_result *next_free;
} feed_result;

void feed_result_reset(feed_result *r);
void feed_result_clear(feed_result *r);

/* ---- one thread's work: segment.c, rows.c --------------------------------------------------- */

typedef struct feed_worker {
    feed_plan *plan;
    feed_scan scan;
    char *buffer;
    size_t capacity, filled; /* bytes of text in the buffer */
    uint64_t at;             /* place in the stream of buffer[0] */
    bool over;               /* the stream has no more */
    /* a line that is too long, on its way to its end */
    bool skipping;
    uint64_t long_from; /* its place in the stream */
    size_t long_begin_n;
    char long_begin[FEED_RAW_MAX];
    ent_sha256 long_hash;
    feed_digest digest;
    feed_seen seen;
    feed_actors actors;
    feed_source *source;
    feed_result *result;
} feed_worker;

ENT_MUST_USE ent_status feed_worker_init(feed_worker *w, feed_plan *plan, ent_error *err);
void feed_worker_clear(feed_worker *w);
/*
 * One segment of a source that seeks. / The next segment of one that does not: numbers 0, 1, 2 ...
 * in turn by one worker; result->last tells the end.
 * @error ENT_E_IO, ENT_E_LIMIT, ENT_E_NOMEM, and what the input gives
 */
ENT_MUST_USE ent_status feed_worker_segment(feed_worker *w, feed_source *source, uint64_t number,
                                            feed_result *result, ent_error *err);

/* The line in w->scan, of at most ENT_FEED_LINE_MAX bytes; `byte` is its place in the stream.
 * rows.c */
ENT_MUST_USE ent_status feed_row_take(feed_worker *w, uint64_t byte, ent_error *err);
/* A line that is too long: its hash and its first bytes. rows.c */
ENT_MUST_USE ent_status feed_row_too_long(feed_worker *w, uint64_t byte, feed_hash128 hash,
                                          feed_text begin, ent_error *err);

/* ---- all together: queue.c, run.c ----------------------------------------------------------- */

/* Streams of a run cut into segments, worked on by threads, handed over in order. */
typedef struct feed_queue feed_queue;
ENT_MUST_USE ent_status feed_queue_open(feed_plan *plan, feed_queue **out, ent_error *err);
/* The next result in order of stream and segment. ENT_END after the last. @error what a worker or
 * the input met: results before it have all been given */
ENT_MUST_USE ent_status feed_queue_next(feed_queue *q, feed_result **out, ent_error *err);
/* Give a result back, so that a worker may fill it again. */
void feed_queue_done(feed_queue *q, feed_result *result);
void feed_queue_totals(feed_queue *q, uint64_t *files, uint64_t *bytes);
/* Stops the threads, in the middle of their work if need be. */
void feed_queue_close(feed_queue *q);

/* Opening, recognising, closing of one stream. source.c */
ENT_MUST_USE ent_status feed_source_open(const feed_plan *plan, feed_stream *stream,
                                         uint64_t number, feed_source **out, ent_error *err);
void feed_source_close(feed_source *source);

/* ent_feed_run with sizes of its own. */
ENT_MUST_USE ent_status feed_run_sized(const ent_feed_options *options, const feed_sizes *sizes,
                                       ent_event_sink *sink, ent_feed_summary *out, ent_error *err);

#endif

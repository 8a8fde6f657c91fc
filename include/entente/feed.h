/* entente/feed.h: event feeds: from hundreds of GB of coded rows to daily cells in a sink. */
#ifndef ENTENTE_FEED_H
#define ENTENTE_FEED_H

#include "entente/base.h"
#include "entente/event.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Limits a hostile file meets; a message names them. */
enum {
    ENT_FEED_LINE_MAX = 1 << 20, /**< bytes of one line */
    ENT_FEED_FIELDS_MAX = 256,   /**< fields of one line */
    ENT_FEED_REJECTS_MAX = 10000 /**< rejected rows kept with their text for one file; all are
                                      counted */
};

/** A format of event rows. Adding one: a .c file that defines it, a line in src/feed/registry.c. */
typedef struct ent_feed {
    const char *name; /**< "gdelt-2" */
    int version;      /**< raised when its cells change */
    const char *set;  /**< row of data/ref/sets.tsv: citation, licence */
    const char *what; /**< one line for `entente import --list` */
    ent_event_scheme scheme;
    bool has_tone, has_counts, has_known_day;
    const struct ent_feed_format *format; /**< private */
} ent_feed;

/** All feeds; by name: NULL when there is none so called. Static data. */
ENT_API const ent_feed *const *ent_feeds(size_t *n);
ENT_API const ent_feed *ent_feed_by_name(const char *name);

/**
 * Which feed do these first bytes belong to?
 * @return ENT_OK   @error ENT_E_FORMAT none; err says what was found (fields, first line) and what
 *         each vintage would have   @owner *out is static data
 */
ENT_API ENT_MUST_USE ent_status ent_feed_recognise(const char *first_bytes, size_t n,
                                                   const char *file_name, const ent_feed **out,
                                                   ent_error *err);
/** Is this path an event feed's (file, folder of such, zip)? Reads 64 KiB.
 * @return ENT_NONE when not   @error ENT_E_IO */
ENT_API ENT_MUST_USE ent_status ent_feed_of_path(const char *path, const ent_feed **out,
                                                 ent_error *err);

/** A pair whose single rows are kept. Line codes; to NULL: all pairs of from. */
typedef struct ent_watch {
    const char *a, *b;
} ent_watch;

/** How far a run has come. bytes_total 0: not known (a stream). */
typedef struct ent_feed_progress {
    uint64_t bytes, bytes_total; /**< of the files as they lie on disk */
    uint64_t rows, kept, rejected;
    uint64_t files, files_total;
} ent_feed_progress;

typedef struct ent_feed_options {
    const ent_ref *ref;
    const char *const *paths; /**< files, folders (read in order of name), "@list" (a file of
                                   paths), or "-" for standard input */
    size_t n_paths;
    const char *feed;       /**< name; NULL: recognised, file by file */
    int threads;            /**< 0: one; at most 64 */
    size_t memory_bytes;    /**< for cells before they are spilled; 0: 96 MiB */
    size_t commit_bytes;    /**< unpacked bytes between commits; 0: 1 GiB */
    const char *temp_dir;   /**< for spilled runs; NULL: beside nothing, spilling is an error */
    const ent_watch *watch; /**< n_watch pairs */
    size_t n_watch;
    int simd; /**< 0: the widest this processor has; 1: plain C; 2: SSE2; 3: AVX2; 4: AVX-512 */
    bool (*progress)(void *ctx, const ent_feed_progress *at); /**< false: stop after this commit */
    void *progress_ctx;
} ent_feed_options;

/** What a run came to. rows = kept + rejected + sum of skipped, of segments not known before. */
typedef struct ent_feed_summary {
    uint64_t files, files_known; /**< of the files, wholly known before */
    uint64_t segments, segments_known;
    uint64_t bytes, rows, kept, rejected, skipped[ENT_EVENT_SKIP_COUNT];
    uint64_t cells, reports, commits;
    bool stopped; /**< the progress callback asked for it */
} ent_feed_summary;

/**
 * Read feeds into a sink. The same bytes give the same cells on any number of threads, any SIMD
 * width and any memory limit.
 * @missing rows without two states are counted in exposure and skipped, see ent_event_skip
 * @error ENT_E_FORMAT (a file fits no feed), ENT_E_PARSE (packed data cut short or damaged),
 *        ENT_E_IO, ENT_E_NOMEM, ENT_E_LIMIT (expansion); what was committed before stays
 *
 * A line over ENT_FEED_LINE_MAX or ENT_FEED_FIELDS_MAX is a rejected row. A file of no feed is told
 * through the sink's reject when it was found in a folder or zip, and is an error when named.
 *
 * A row that repeats another to the byte is counted as a duplicate when both stand in one segment
 * and in one window of 1,000,000 different rows (a segment of GDELT has some 160,000); rows of one
 * id that differ are kept, both.
 * @cost one pass; memory_bytes, up to 24 MiB of a segment's cells for each thread and one more,
 *       about 8 MiB a thread, and 8 MiB more for one that unpacks
 */
ENT_API ENT_MUST_USE ent_status ent_feed_run(const ent_feed_options *options, ent_event_sink *sink,
                                             ent_feed_summary *out, ent_error *err);

/** A sink that keeps cells, exposure, actors and the first rejects in memory: for tests, timing,
 * dry runs. */
typedef struct ent_event_table {
    ent_event_sink sink;
    ent_event_cell *cells;
    size_t n_cells;
    ent_event_exposure *exposure;
    size_t n_exposure;
    ent_event_actor *actors;
    size_t n_actors;
    ent_event_segment *segments; /**< texts are in arena */
    size_t n_segments;
    ent_error *rejects;
    size_t n_rejects;
    uint64_t n_reports, n_commits;
    ent_claim *reports;
    bool count_only; /**< keep nothing, only n_cells and the like */
    ent_arena arena;
    size_t cap_cells, cap_exposure, cap_actors, cap_segments, cap_rejects,
        cap_reports; /**< private */
} ent_event_table;
ENT_API void ent_event_table_init(ent_event_table *t, bool count_only);
ENT_API void ent_event_table_clear(ent_event_table *t);

#ifdef __cplusplus
}
#endif
#endif

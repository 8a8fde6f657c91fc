/* entente/source.h: readers: one file format each, from bytes to claims in a sink. */
#ifndef ENTENTE_SOURCE_H
#define ENTENTE_SOURCE_H

#include "entente/base.h"
#include "entente/claim.h"
#include "entente/ref.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a reader is handed. */
typedef struct ent_read_input {
    const ent_ref *ref;
    const char *path;  /**< file to read; companion files are looked for beside it */
    const void *bytes; /**< when not NULL: read these n bytes instead of path (fuzzing, tests) */
    size_t n_bytes;
    const char *mapping; /**< path of a mapping file; NULL unless the reader is "mapping" */
} ent_read_input;

/** A reader. Adding one: a .c file that defines it, one line in src/source/registry.c. */
typedef struct ent_reader {
    const char *name;   /**< "cow-mid-dirdisp" */
    int version;        /**< raised when its claims change */
    const char *set;    /**< data set id, a row of data/ref/sets.tsv: citation, licence, release */
    const char *what;   /**< one line for `entente import --list` */
    const char *header; /**< the file's first row begins so (compared without case, quotes and BOM);
                             NULL: `recognise` decides */
    /** @return OK when the first bytes look right; NONE when not. NULL: by header. */
    ent_status (*recognise)(const char *first_bytes, size_t n, const char *file_name);
    ent_status (*read)(const ent_read_input *in, ent_sink *sink, ent_error *err);
} ent_reader;

/** All readers; by name: NULL when there is none so called. Static data. */
ENT_API const ent_reader *const *ent_readers(size_t *n);
ENT_API const ent_reader *ent_reader_by_name(const char *name);

/**
 * Which reader is this file for?
 * @return ENT_OK   @error ENT_E_FORMAT no reader knows it; err says what its first line holds and
 *         names the nearest header   @error ENT_E_AMBIGUOUS several; name one
 * @error ENT_E_IO   @owner *out is static data
 */
ENT_API ENT_MUST_USE ent_status ent_reader_recognise(const char *path, const ent_reader **out,
                                                     ent_error *err);

/** A published data set as its publisher wants it cited (data/ref/sets.tsv). Static data. */
typedef struct ent_source_info {
    const char *code; /**< "cow-mid" */
    const char *type; /**< BibTeX type: dataset, article, book, report, misc, online */
    const char *author, *year, *title, *publisher, *url, *licence, *note;
    ent_date released; /**< known_from of its claims unless they say otherwise */
} ent_source_info;
ENT_API const ent_source_info *ent_source_set(const char *code);

/**
 * Read a sources table (docs/formats/claim-tsv.md) into an arena.
 * @error ENT_E_PARSE (row), ENT_E_IO, ENT_E_NOMEM   @owner arena
 */
ENT_API ENT_MUST_USE ent_status ent_sources_read(const char *path, ent_arena *arena,
                                                 ent_source_info **out, size_t *n, ent_error *err);

/**
 * A sink that only counts, for timing, fuzzing and dry runs: keeps the first `keep` claims and
 * the first `keep` rejects in its arena.
 */
typedef struct ent_counting_sink {
    ent_sink sink;
    ent_tally tally;
    size_t keep;
    ent_arena arena;
    ent_claim *claims;
    size_t n_claims;
    ent_error *rejects;
    size_t n_rejects;
    bool strict; /**< ent_claim_check every claim; a bad one is our reader's fault: ENT_E_CORRUPT */
    uint64_t claims_in_row; /**< private */
} ent_counting_sink;
ENT_API void ent_counting_sink_init(ent_counting_sink *s, size_t keep, bool strict);
ENT_API void ent_counting_sink_clear(ent_counting_sink *s);

#ifdef __cplusplus
}
#endif
#endif

/* feed/paths.h: which files the paths of a run stand for. */
#ifndef ENT_FEED_PATHS_H
#define ENT_FEED_PATHS_H

#include "entente/base.h"

/** Limits; a message names them. */
enum {
    FEED_PATHS_MAX = 1 << 22,
    FEED_PATH_DEPTH_MAX = 32, /**< folders in folders */
    FEED_PATH_BYTES_MAX = 4096
};

/** One file. */
typedef struct feed_path {
    const char *path;
    uint64_t bytes; /**< on disk; 0 for a stream */
    bool named;     /**< by the caller or a list; false: found in a folder */
    bool in_order;  /**< a pipe or standard input, which is read once from start to end */
} feed_path;

typedef struct feed_paths {
    feed_path *files;
    size_t n, cap;
    uint64_t bytes;
    ent_arena arena;
} feed_paths;

/**
 * Files in the order they are read: as given; of a folder all files below it in order of name (by
 * bytes, each folder's own files and folders together), but for names that begin with '.' and links
 * to folders; of "@list" the paths of its lines, relative ones as if they were given themselves,
 * empty lines and those that begin with '#' left out. "-" is standard input, once. A file whose
 * name begins with '@' is given as "./@name".
 * @error ENT_E_IO one that is not there, or may not be read   @error ENT_E_LIMIT, ENT_E_NOMEM
 * @error ENT_E_PARSE a list that cannot be read as lines   @error ENT_E_DOMAIN "-" given twice
 * @owner *out: feed_paths_clear, also after an error
 */
ENT_MUST_USE ent_status feed_paths_find(const char *const *paths, size_t n_paths, feed_paths *out,
                                        ent_error *err);
void feed_paths_clear(feed_paths *paths);

#endif

/* feed/paths.c: files, folders and lists of files as one list of files in a fixed order. */
#include "feed/paths.h"

#include "base/faults.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ent_status
no_memory(ent_error *err)
{
    return ent_fail(err, ENT_E_NOMEM, "no memory for the list of files");
}

static ent_status
cannot(const char *what, const char *path, ent_error *err)
{
    return ent_fail_at(err, ENT_E_IO, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

/* ---- one file ------------------------------------------------------------------------------- */

static ent_status
add_file(feed_paths *to, const char *path, const struct stat *about, bool named, ent_error *err)
{
    feed_path *f;

    if (to->n == FEED_PATHS_MAX)
        return ent_fail(err, ENT_E_LIMIT, "more than %d files in one run", (int)FEED_PATHS_MAX);
    if (to->n == to->cap) {
        const size_t cap = to->cap ? to->cap * 2 : 64;
        feed_path *more = ent_realloc(to->files, cap, sizeof *more);

        if (!more) return no_memory(err);
        to->files = more;
        to->cap = cap;
    }
    f = &to->files[to->n];
    *f = (feed_path){.path = ent_arena_strdup(&to->arena, path),
                     .named = named,
                     .in_order = !about || !S_ISREG(about->st_mode)};
    if (!f->path) return no_memory(err);
    if (!f->in_order) f->bytes = (uint64_t)about->st_size;
    to->bytes += f->bytes;
    to->n++;
    return ENT_OK;
}

static ent_status
look_at(const char *path, struct stat *about, ent_error *err)
{
    errno = EIO;
    if (ent_fault_hit(ENT_FAULT_READ) || stat(path, about) != 0) return cannot("open", path, err);
    if (access(path, R_OK) != 0) return cannot("read", path, err);
    return ENT_OK;
}

/* ---- folders -------------------------------------------------------------------------------- */

typedef struct names {
    char **at;
    size_t n, cap;
    ent_arena arena;
} names;

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static ent_status
read_names(const char *path, names *out, ent_error *err)
{
    const struct dirent *entry;
    ent_status st = ENT_OK;
    DIR *folder = opendir(path);

    if (!folder) return cannot("open", path, err);
    while (!st && (errno = 0, entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.') continue;
        if (out->n == out->cap) {
            const size_t cap = out->cap ? out->cap * 2 : 64;
            char **more = ent_realloc(out->at, cap, sizeof *more);

            if (!more) {
                st = no_memory(err);
                break;
            }
            out->at = more;
            out->cap = cap;
        }
        out->at[out->n] = ent_arena_strdup(&out->arena, entry->d_name);
        if (!out->at[out->n++]) st = no_memory(err);
    }
    if (!st && errno) st = cannot("read", path, err);
    (void)closedir(folder);
    if (!st && out->n) qsort(out->at, out->n, sizeof *out->at, by_bytes);
    return st;
}

static ent_status add_folder(feed_paths *to, const char *path, int depth, ent_error *err);

/* A file, a folder, or what is neither and passed over. */
static ent_status
add_found(feed_paths *to, const char *path, int depth, ent_error *err)
{
    struct stat self, about;
    ent_status st;

    if (lstat(path, &self) != 0) return cannot("open", path, err);
    st = look_at(path, &about, err);
    if (st) return st;
    if (S_ISDIR(about.st_mode)) /* a link to a folder could lead in a circle */
        return S_ISLNK(self.st_mode) ? ENT_OK : add_folder(to, path, depth + 1, err);
    return S_ISREG(about.st_mode) ? add_file(to, path, &about, false, err) : ENT_OK;
}

static ent_status
add_folder(feed_paths *to, const char *path, int depth, ent_error *err)
{
    names found = {0};
    const size_t n = strlen(path);
    const char *slash = n && path[n - 1] == '/' ? "" : "/";
    ent_status st;

    if (depth > FEED_PATH_DEPTH_MAX)
        return ent_fail_at(err, ENT_E_LIMIT, path, 0, 0, "folders lie more than %d deep",
                           (int)FEED_PATH_DEPTH_MAX);
    st = read_names(path, &found, err);
    for (size_t i = 0; !st && i < found.n; i++) {
        char full[FEED_PATH_BYTES_MAX];

        if (ent_snprintf(full, sizeof full, "%s%s%s", path, slash, found.at[i]))
            st = add_found(to, full, depth, err);
        else
            st = ent_fail_at(err, ENT_E_LIMIT, path, 0, 0, "a path below it is longer than %d",
                             (int)FEED_PATH_BYTES_MAX);
    }
    ent_free(found.at);
    ent_arena_clear(&found.arena);
    return st;
}

/* ---- what is given -------------------------------------------------------------------------- */

static ent_status
add_path(feed_paths *to, const char *path, ent_error *err)
{
    struct stat about;
    ent_status st = look_at(path, &about, err);

    if (st) return st;
    if (S_ISDIR(about.st_mode)) return add_folder(to, path, 0, err);
    return add_file(to, path, &about, true, err);
}

static ent_status
add_list(feed_paths *to, const char *path, ent_error *err)
{
    ent_lines *lines = NULL;
    const char *line = NULL;
    size_t n = 0;
    ent_status st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);

    while (!st && (st = ent_lines_next(lines, &line, &n, err)) == ENT_OK)
        if (n > 0 && line[0] != '#') st = add_path(to, line, err);
    ent_lines_close(lines);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
add_stdin(feed_paths *to, ent_error *err)
{
    for (size_t i = 0; i < to->n; i++)
        if (strcmp(to->files[i].path, "-") == 0)
            return ent_fail(err, ENT_E_DOMAIN, "standard input (-) is given twice");
    return add_file(to, "-", NULL, true, err);
}

ent_status
feed_paths_find(const char *const *paths, size_t n_paths, feed_paths *out, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; !st && i < n_paths; i++) {
        if (strcmp(paths[i], "-") == 0)
            st = add_stdin(out, err);
        else if (paths[i][0] == '@')
            st = add_list(out, paths[i] + 1, err);
        else
            st = add_path(out, paths[i], err);
    }
    return st;
}

void
feed_paths_clear(feed_paths *paths)
{
    if (!paths) return;
    ent_free(paths->files);
    ent_arena_clear(&paths->arena);
    *paths = (feed_paths){0};
}

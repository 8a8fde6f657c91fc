/* import.c: one file through its reader into the ledger, or into a counting sink for a dry run. */
#include "workspace_priv.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_EVERY_ROWS = 65536 };

/* Stands between reader and ledger: reports progress, and cites each published set that a claim
 * names, so that hand-entered claims about a set carry that set's own citation. */
enum { CITED_MAX = 128 };
typedef struct watched {
    ent_sink sink;
    ent_sink *inner;
    ent_import *import; /* NULL in a dry run */
    const ent_import_request *request;
    uint64_t rows, claims;
    const ent_source_info *cited[CITED_MAX];
    size_t n_cited;
} watched;

void
ws_cite(const ent_source_info *s, const char *fields[8])
{
    const char *all[8] = {s->type,      s->author, s->year,    s->title,
                          s->publisher, s->url,    s->licence, s->note};

    memcpy(fields, all, sizeof all);
}

static ent_status
cite(ent_import *import, const ent_source_info *s, ent_error *err)
{
    const char *fields[8];

    ws_cite(s, fields);
    return ent_import_source(import, s->code, fields, err);
}

static ent_status
cite_once(watched *w, const char *source, ent_error *err)
{
    const ent_source_info *info;

    for (size_t i = 0; i < w->n_cited; i++)
        if (strcmp(w->cited[i]->code, source) == 0) return ENT_OK;
    info = ent_source_set(source);
    if (!info) return ENT_OK;
    if (w->n_cited < CITED_MAX) w->cited[w->n_cited++] = info;
    return cite(w->import, info, err);
}

static ent_status
watch_row(ent_sink *sink, ent_error *err)
{
    watched *w = sink->ctx;

    if (++w->rows % PROGRESS_EVERY_ROWS == 0 && w->request->progress)
        w->request->progress(w->request->progress_ctx, w->rows, w->claims);
    return w->inner->row(w->inner, err);
}

static ent_status
watch_accept(ent_sink *sink, const ent_claim *claim, ent_error *err)
{
    watched *w = sink->ctx;

    ent_status st = ENT_OK;

    w->claims++;
    if (w->import && claim->source) st = cite_once(w, claim->source, err);
    return st ? st : w->inner->accept(w->inner, claim, err);
}

static ent_status
watch_skip(ent_sink *sink, ent_skip why, ent_error *err)
{
    watched *w = sink->ctx;

    return w->inner->skip(w->inner, why, err);
}

static ent_status
watch_reject(ent_sink *sink, const ent_error *why, const char *raw, ent_error *err)
{
    watched *w = sink->ctx;

    return w->inner->reject(w->inner, why, raw, err);
}

static ent_status
watch_cover(ent_sink *sink, const ent_coverage *coverage, ent_error *err)
{
    watched *w = sink->ctx;

    return w->inner->cover(w->inner, coverage, err);
}

static void
watch(watched *w, ent_sink *inner, const ent_import_request *request, ent_import *import)
{
    *w = (watched){.sink = {watch_row, watch_accept, watch_skip, watch_reject, watch_cover, NULL},
                   .inner = inner,
                   .import = import,
                   .request = request};
    w->sink.ctx = w;
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static ent_status
choose_reader(const ent_import_request *request, const ent_reader **out, ent_error *err)
{
    const char *name = request->mapping ? "mapping" : request->reader;

    if (!name) return ent_reader_recognise(request->path, out, err);
    *out = ent_reader_by_name(name);
    if (!*out)
        return ent_fail(err, ENT_E_UNKNOWN,
                        "no reader is called \"%s\"; `entente import --list` names them", name);
    return ENT_OK;
}

/* A claim TSV is cited by the sources tables beside it: sources.tsv, sources_*.tsv. */
static ent_status
cite_beside(ent_import *import, const char *path, ent_arena *arena, ent_error *err)
{
    size_t dir_len = (size_t)(base_name(path) - path);
    char *dir = ent_arena_strndup(arena, dir_len ? path : "./", dir_len ? dir_len : 2);
    struct dirent *entry;
    DIR *d;
    ent_status st = ENT_OK;

    if (!dir) return ent_fail(err, ENT_E_NOMEM, "no memory to look for sources tables");
    d = opendir(dir);
    if (!d) return ENT_OK;
    while (!st && (entry = readdir(d))) {
        const char *name = entry->d_name, *dot = strrchr(name, '.');
        ent_source_info *sources = NULL;
        size_t n = 0;
        char *full;

        if (strncmp(name, "sources", 7) != 0 || !dot || strcmp(dot, ".tsv") != 0) continue;
        full = ent_arena_printf(arena, "%s%s", dir, name);
        if (!full) {
            st = ent_fail(err, ENT_E_NOMEM, "no memory for a path");
            break;
        }
        st = ent_sources_read(full, arena, &sources, &n, err);
        for (size_t i = 0; i < n && !st; i++)
            st = cite(import, &sources[i], err);
    }
    closedir(d);
    return st;
}

static ent_status
cite_sources(ent_import *import, const ent_reader *reader, const char *path, ent_error *err)
{
    ent_arena arena = {0};
    ent_status st = ENT_OK;

    if (strcmp(reader->name, "claim-tsv") == 0 || strcmp(reader->name, "mapping") == 0)
        st = cite_beside(import, path, &arena, err);
    ent_arena_clear(&arena);
    return st;
}

static ent_status
read_into(ent_workspace *ws, const ent_import_request *request, const ent_reader *reader,
          ent_import *import, ent_sink *sink, ent_error *err)
{
    ent_read_input in = {.ref = ws->ref, .path = request->path, .mapping = request->mapping};
    watched w;

    watch(&w, sink, request, import);
    return reader->read(&in, &w.sink, err);
}

ent_status
ent_workspace_import(ent_workspace *ws, const ent_import_request *request, ent_import_summary *out,
                     ent_error *err)
{
    const ent_reader *reader = NULL;
    const ent_source_info *set;
    ent_import *import = NULL;
    ent_import_info info = {0};
    uint8_t digest[ENT_SHA256_BYTES];
    char hex[ENT_SHA256_HEX_MAX];
    ent_status st = choose_reader(request, &reader, err);

    if (!st) st = ent_file_sha256(request->path, digest, err);
    if (st) return st;
    ent_hex(digest, ENT_SHA256_BYTES, hex);
    set = ent_source_set(reader->set);
    info = (ent_import_info){.set = reader->set,
                             .file = base_name(request->path),
                             .file_sha256 = hex,
                             .reader = reader->name,
                             .reader_version = reader->version,
                             .imported_at = ws->now ? ws->now : ""};
    if (set) info.released = set->released;
    st = ent_import_begin(ws->ledger, &info, &import, err);
    if (st == ENT_NONE) {
        *out = (ent_import_summary){.already = true};
        return ENT_OK;
    }
    if (!st) st = cite_sources(import, reader, request->path, err);
    if (!st) st = read_into(ws, request, reader, import, ent_import_sink(import), err);
    if (st) {
        ent_import_abort(import);
        return st;
    }
    return ent_import_commit(import, out, err);
}

ent_status
ent_workspace_dry_run(ent_workspace *ws, const ent_import_request *request, size_t keep,
                      ent_counting_sink *out, const ent_reader **reader, ent_error *err)
{
    ent_status st = choose_reader(request, reader, err);

    if (st) return st;
    ent_counting_sink_init(out, keep, true);
    return read_into(ws, request, *reader, NULL, &out->sink, err);
}

/* ---- the bundled starter evidence ----------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum { STARTER_FILES_MAX = 64 };

static ent_status
list_starter(ent_workspace *ws, const char *dir, char **paths, size_t *n, ent_error *err)
{
    DIR *d = opendir(dir);
    struct dirent *entry;
    ent_status st = ENT_OK;

    if (!d) return ent_fail(err, ENT_E_IO, "the bundled starter evidence is not in %s", dir);
    while (!st && (entry = readdir(d))) {
        const char *name = entry->d_name, *dot = strrchr(name, '.');

        if (!dot || strcmp(dot, ".tsv") != 0 || strncmp(name, "sources", 7) == 0 ||
            strncmp(name, "yardstick", 9) == 0)
            continue;
        if (*n == STARTER_FILES_MAX)
            st = ent_fail(err, ENT_E_LIMIT, "%s holds over %d files", dir, STARTER_FILES_MAX);
        else if (!(paths[*n] = ent_arena_printf(&ws->arena, "%s/%s", dir, name)))
            st = ent_fail(err, ENT_E_NOMEM, "no memory for a path");
        else
            ++*n;
    }
    closedir(d);
    return st;
}

ent_status
ws_starter_import(ent_workspace *ws, ent_error *err)
{
    char *paths[STARTER_FILES_MAX];
    char *dir = ent_arena_printf(&ws->arena, "%s/starter", ws->data_dir ? ws->data_dir : ".");
    size_t n = 0;
    ent_status st;

    if (!dir) return ent_fail(err, ENT_E_NOMEM, "no memory for a path");
    st = list_starter(ws, dir, paths, &n, err);
    if (st) return st;
    if (n) qsort(paths, n, sizeof *paths, by_name); /* readdir's order is nobody's */
    for (size_t i = 0; i < n && !st; i++) {
        ent_import_request request = {.path = paths[i], .reader = "claim-tsv"};
        ent_import_summary summary = {0};

        st = ent_workspace_import(ws, &request, &summary, err);
    }
    return st;
}

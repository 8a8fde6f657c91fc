/* workspace_test.h: what the tests of the workspace share: made-up rows, a ledger of them. */
#ifndef TESTS_UNIT_WORKSPACE_TEST_H
#define TESTS_UNIT_WORKSPACE_TEST_H

#include "../check.h"

#include "entente/workspace.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define OK(call) assert_int_equal(call, ENT_OK)

/* A row of the claim TSV; what is left out is empty, or the usual. All of it is made up. */
typedef struct row {
    const char *record, *from, *to, *indicator, *label, *valid_from, *valid_to, *known, *quantity,
        *unit, *source, *checked, *cluster, *intensity;
} row;

/* A folder of its own and a workspace on a ledger in memory. */
typedef struct world {
    char dir[64];
    ent_workspace *ws;
    ent_arena arena;
    int files;
} world;

static inline const char *
or_else(const char *text, const char *usual)
{
    return text ? text : usual;
}

/* Write rows as a claim TSV; returns its path, good until the next call. */
static inline const char *
write_rows(world *w, const char *name, const row *rows, size_t n)
{
    static char path[160];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", w->dir, name);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs("record\tfrom\tto\tindicator\tlabel\tvalid_from\tvalid_to\tknown_from\tquantity\tunit\t"
          "source\tchecked\tcluster\tintensity\tintensity_scale\treliability\tcredibility\n",
          f);
    for (size_t i = 0; i < n; i++) {
        const row *r = &rows[i];
        char record[200];

        snprintf(record, sizeof record, "%s-%zu", name, i);
        fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\tB\t2\n",
                or_else(r->record, record), r->from, or_else(r->to, ""), r->indicator,
                or_else(r->label, ""), r->valid_from, or_else(r->valid_to, ""),
                or_else(r->known, "2022"), or_else(r->quantity, ""), or_else(r->unit, ""),
                or_else(r->source, "almanac"), or_else(r->checked, "read"), or_else(r->cluster, ""),
                or_else(r->intensity, ""), r->intensity ? "UN-vote" : "");
    }
    assert_int_equal(fclose(f), 0);
    return path;
}

static inline void
write_text(const world *w, const char *name, const char *text)
{
    char path[160];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", w->dir, name);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

static inline void
load(world *w, const row *rows, size_t n)
{
    ent_import_summary s = {0};
    ent_error err = {0};
    ent_import_request request = {.reader = "claim-tsv"};
    char name[32];

    snprintf(name, sizeof name, "rows%d.tsv", w->files++);
    request.path = write_rows(w, name, rows, n);
    if (ent_workspace_import(w->ws, &request, &s, &err)) fail_msg("%s", err.text);
    assert_int_equal(s.tally.rejected, 0);
    assert_int_equal(s.tally.kept, n);
}
#define LOAD(w, rows) load(w, rows, COUNT(rows))

static inline int
world_open(void **state)
{
    ent_workspace_options options = {.create = true, .now = "2025-11-23T00:00:00Z"};
    world *w = calloc(1, sizeof *w);

    if (!w) return -1;
    snprintf(w->dir, sizeof w->dir, "workspace-XXXXXX");
    if (getenv("TMPDIR")) snprintf(w->dir, sizeof w->dir, "%.40s/ws-XXXXXX", getenv("TMPDIR"));
    *state = w;
    return !mkdtemp(w->dir) || ent_workspace_open(&options, &w->ws, NULL) != ENT_OK;
}

static inline int
world_close(void **state)
{
    world *w = *state;
    DIR *d = opendir(w->dir);
    struct dirent *entry;
    char path[400];

    while (d && (entry = readdir(d))) {
        snprintf(path, sizeof path, "%s/%s", w->dir, entry->d_name);
        (void)unlink(path);
    }
    if (d) closedir(d);
    (void)rmdir(w->dir);
    ent_workspace_close(w->ws);
    ent_arena_clear(&w->arena);
    free(w);
    return 0;
}
#define IN_WORLD(name, function)                      \
    {                                                 \
        name, function, world_open, world_close, NULL \
    }

/* All figures of a pair. */
typedef struct figures {
    ent_estimate *items;
    size_t n;
} figures;

static inline figures
measure(world *w, const char *a, const char *b, const char *as_of)
{
    ent_pair pair = {0};
    ent_date date = {0};
    ent_error err = {0};
    figures f = {0};

    if (as_of) OK(ent_date_parse(as_of, &date, NULL));
    OK(ent_workspace_pair(w->ws, a, b, &pair, NULL));
    if (ent_workspace_measure(w->ws, &pair, &date, &w->arena, &f.items, &f.n, &err))
        fail_msg("%s", err.text);
    return f;
}

static inline const ent_estimate *
find(figures f, const char *id)
{
    for (size_t i = 0; i < f.n; i++)
        if (strcmp(f.items[i].id, id) == 0) return &f.items[i];
    return NULL;
}

/* The figure by this id, which must be there and have a value. */
static inline const ent_estimate *
value_of(figures f, const char *id)
{
    const ent_estimate *e = find(f, id);

    if (!e) fail_msg("no figure %s among %zu", id, f.n);
    assert_int_equal(e->state, ENT_VALUE);
    assert_true(e->low <= e->value && e->value <= e->high);
    assert_true(e->n_lineage > 0);
    return e;
}

/* A workspace over the bundled starter evidence; tests run in the repository's root. */
static inline ent_workspace *
open_starter(void)
{
    ent_workspace_options options = {.ledger = "no-such-folder/no.ledger",
                                     .data_dir = "data",
                                     .now = "2025-11-23T00:00:00Z",
                                     .read_only = true,
                                     .starter_when_empty = true};
    ent_workspace *ws = NULL;
    ent_error err = {0};

    if (ent_workspace_open(&options, &ws, &err)) fail_msg("%s", err.text);
    return ws;
}

#endif

/* feed/runs.c: sorted runs of cells in nameless files, and their merging. */
#include "feed/cells_priv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BATCH = 512, AHEAD = 8 };

/* ---- writing -------------------------------------------------------------------------------- */

static ent_status
io_failed(const feed_runs *runs, const char *what, ent_error *err)
{
    return ent_fail(err, ENT_E_IO, "%s: cells could not be %s: %s", runs->dir, what,
                    strerror(errno));
}

/* A file without a name: nothing is left behind, whatever happens. */
static ent_status
open_run(const feed_runs *runs, int *out, ent_error *err)
{
    char path[4096];
    int fd;

    if (!runs->dir)
        return ent_fail(err, ENT_E_LIMIT,
                        "the cells need more than memory_bytes (%zu) and there is no temp_dir to "
                        "spill them to",
                        runs->limit_bytes);
    if (!ent_snprintf(path, sizeof path, "%s/entente-feed-XXXXXX", runs->dir))
        return ent_fail(err, ENT_E_LIMIT, "the path of temp_dir is too long");
    fd = mkstemp(path);
    if (fd < 0) return io_failed(runs, "spilled", err);
    (void)unlink(path);
    *out = fd;
    return ENT_OK;
}

typedef struct run_writer {
    const feed_runs *runs;
    int fd;
} run_writer;

static ent_status
write_cells(void *ctx, const ent_event_cell *cells, size_t n, ent_error *err)
{
    const run_writer *w = ctx;
    const char *p = (const char *)cells;
    size_t left = n * sizeof *cells;

    while (left) {
        ssize_t wrote = write(w->fd, p, left);

        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return io_failed(w->runs, "spilled", err);
        p += wrote;
        left -= (size_t)wrote;
    }
    return ENT_OK;
}

/* One run of all runs and the table. */
static ent_status
write_run(feed_runs *runs, feed_cells *t, ent_error *err)
{
    run_writer w = {.runs = runs, .fd = -1};
    ent_status st = open_run(runs, &w.fd, err);

    if (!st) st = feed_runs_merge(runs, t, write_cells, &w, err);
    if (st) {
        if (w.fd >= 0) (void)close(w.fd);
        return st;
    }
    runs->fds[runs->n++] = w.fd;
    return ENT_OK;
}

ent_status
feed_runs_spill(feed_runs *runs, feed_cells *t, ent_error *err)
{
    feed_runs alone = {.dir = runs->dir, .limit_bytes = runs->limit_bytes};
    ent_status st;

    if (t->n == 0) return ENT_OK;
    if (runs->n == FEED_RUNS_MAX) return write_run(runs, t, err);
    st = write_run(&alone, t, err);
    if (!st) runs->fds[runs->n++] = alone.fds[0];
    return st;
}

ent_status
feed_runs_move(feed_runs *runs, feed_runs *from, ent_error *err)
{
    feed_cells none = {0};
    ent_status st = ENT_OK;

    while (!st && from->n) {
        if (runs->n == FEED_RUNS_MAX) st = write_run(runs, &none, err);
        if (!st) runs->fds[runs->n++] = from->fds[--from->n];
    }
    return st;
}

/* ---- merging -------------------------------------------------------------------------------- */

/* One run on its way, or the table. */
typedef struct run_source {
    int fd; /* -1: the table */
    ent_event_cell *batch;
    size_t n, at;
    uint64_t place; /* bytes read, or cells of the table */
} run_source;

typedef struct merger {
    feed_runs *runs;
    feed_cells *t;
    run_source sources[FEED_RUNS_MAX + 1];
    size_t n_sources;
    ent_event_cell *room; /* a batch for each source, and one to go out */
    ent_event_cell *out;
    size_t n_out;
    feed_take_fn take;
    void *ctx;
} merger;

/* The next batch of a source; n 0 when it is over. */
static ent_status
refill(merger *m, run_source *s, ent_error *err)
{
    size_t got = 0, want = BATCH * sizeof *s->batch;

    s->at = s->n = 0;
    if (s->fd < 0) {
        for (; s->n < BATCH && s->place < m->t->n; s->place++) {
            if (s->place + AHEAD < m->t->n) {
                const ent_event_cell *soon = &m->t->cells[m->t->ranks[s->place + AHEAD].at];

                __builtin_prefetch(soon);
                __builtin_prefetch((const char *)soon + 64);
            }
            s->batch[s->n++] = m->t->cells[m->t->ranks[s->place].at];
        }
        return ENT_OK;
    }
    while (got < want) {
        ssize_t n = pread(s->fd, (char *)s->batch + got, want - got, (off_t)(s->place + got));

        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return io_failed(m->runs, "read back", err);
        if (n == 0) break;
        got += (size_t)n;
    }
    if (got % sizeof *s->batch)
        return ent_fail(err, ENT_E_IO, "%s: spilled cells came back short", m->runs->dir);
    s->place += got;
    s->n = got / sizeof *s->batch;
    return ENT_OK;
}

static ent_status
flush(merger *m, ent_error *err)
{
    ent_status st = m->n_out ? m->take(m->ctx, m->out, m->n_out, err) : ENT_OK;

    m->n_out = 0;
    return st;
}

/* The source with the least cell; NULL when all are over. */
static run_source *
least(merger *m)
{
    run_source *best = NULL;

    for (size_t i = 0; i < m->n_sources; i++) {
        run_source *s = &m->sources[i];

        if (s->at < s->n &&
            (!best || ent_event_cell_compare(&s->batch[s->at], &best->batch[best->at]) < 0))
            best = s;
    }
    return best;
}

static ent_status
put(merger *m, const ent_event_cell *c, ent_error *err)
{
    ent_status st = ENT_OK;

    if (m->n_out && ent_event_cell_compare(&m->out[m->n_out - 1], c) == 0) {
        if (!ent_event_cell_add(&m->out[m->n_out - 1], c))
            st = ent_fail(err, ENT_E_LIMIT, "the sums of a cell do not fit 64 bits");
        return st;
    }
    /* the last cell stays back until it is known that nothing adds to it */
    if (m->n_out == BATCH) st = flush(m, err);
    m->out[m->n_out++] = *c;
    return st;
}

static ent_status
merge_all(merger *m, ent_error *err)
{
    ent_status st = ENT_OK;
    run_source *s;

    for (size_t i = 0; !st && i < m->n_sources; i++)
        st = refill(m, &m->sources[i], err);
    while (!st && (s = least(m))) {
        st = put(m, &s->batch[s->at++], err);
        if (!st && s->at == s->n) st = refill(m, s, err);
    }
    return st ? st : flush(m, err);
}

ent_status
feed_runs_merge(feed_runs *runs, feed_cells *t, feed_take_fn take, void *ctx, ent_error *err)
{
    merger *m = ent_alloc(1, sizeof *m);
    ent_status st = ENT_OK;

    if (m) m->room = ent_realloc(NULL, (runs->n + 2) * BATCH, sizeof *m->room);
    if (!m || !m->room) {
        ent_free(m);
        return ent_fail(err, ENT_E_NOMEM, "no memory for merging cells");
    }
    m->runs = runs;
    m->t = t;
    m->take = take;
    m->ctx = ctx;
    m->out = m->room;
    m->n_sources = runs->n + 1;
    for (size_t i = 0; i < m->n_sources; i++) {
        m->sources[i].fd = i < runs->n ? runs->fds[i] : -1;
        m->sources[i].batch = m->room + (i + 1) * BATCH;
    }
    st = feed_cells_sort(t, err);
    if (!st) st = merge_all(m, err);
    if (!st) {
        feed_runs_clear(runs);
        feed_cells_reset(t);
    }
    ent_free(m->room);
    ent_free(m);
    return st;
}

void
feed_runs_clear(feed_runs *runs)
{
    for (size_t i = 0; i < runs->n; i++)
        (void)close(runs->fds[i]);
    runs->n = 0;
}

/* feed/run.c: feeds into a sink: segments in order, commits, progress. */
#include "feed/run_priv.h"

#include <stdlib.h>

enum {
    SEGMENT_BYTES = 64 << 20,
    BLOCK_BYTES = 256 << 10,
    MEMORY_BYTES = 96 << 20,
    RESULT_BYTES = 24 << 20, /* for the cells of one segment */
    COMMIT_BYTES = 1 << 30,
    AHEAD = 12,            /* cells whose slots are fetched early */
    ACTORS_LOOSE = 1 << 16 /* tallies before they are united */
};

/* All that a run has gathered and not yet committed. */
typedef struct gathering {
    const ent_feed_options *options;
    feed_plan plan;
    ent_event_sink *sink;
    feed_queue *queue;
    feed_cells cells;
    feed_runs runs;
    feed_exposure exposure;
    ent_event_actor *actors;
    size_t n_actors, cap_actors;
    uint64_t bytes;        /* unpacked, since the last commit */
    uint64_t lines;        /* of the stream so far */
    uint64_t rejects_told; /* of the file */
    bool pending;          /* something is to be committed */
    bool file_new;         /* a segment of the file was not known */
    ent_feed_progress at;
    uint64_t file_bytes; /* on disk, of the file so far */
    ent_feed_summary sum;
} gathering;

/* ---- one result ----------------------------------------------------------------------------- */

static ent_status
add_cells(gathering *g, feed_result *r, ent_error *err)
{
    ent_status st = feed_runs_move(&g->runs, &r->runs, err);

    for (size_t i = 0; !st && i < r->cells.n; i++) {
        const ent_event_cell *c = &r->cells.cells[i];
        feed_key key = feed_key_of_cell(c);
        ent_event_cell *sum = NULL;

        if (i + AHEAD < r->cells.n)
            feed_cells_prefetch(&g->cells, feed_key_of_cell(&r->cells.cells[i + AHEAD]));
        st = feed_cells_at(&g->cells, key, &sum, err);
        if (st == ENT_NONE) {
            st = feed_runs_spill(&g->runs, &g->cells, err);
            if (!st) st = feed_cells_at(&g->cells, key, &sum, err);
        }
        if (!st && !ent_event_cell_add(sum, c))
            st = ent_fail(err, ENT_E_LIMIT, "the sums of a cell do not fit 64 bits");
    }
    return st;
}

static void
unite_actors(gathering *g)
{
    size_t kept = 0;

    if (g->n_actors == 0) return;
    qsort(g->actors, g->n_actors, sizeof *g->actors, feed_actor_compare);
    for (size_t i = 1; i < g->n_actors; i++) {
        if (feed_actor_compare(&g->actors[kept], &g->actors[i]) == 0)
            feed_actor_add(&g->actors[kept], &g->actors[i]);
        else
            g->actors[++kept] = g->actors[i];
    }
    g->n_actors = kept + 1;
}

static ent_status
add_actors(gathering *g, const feed_result *r, ent_error *err)
{
    size_t want;

    if (g->n_actors > ACTORS_LOOSE) unite_actors(g);
    want = g->n_actors + r->n_actors;
    if (want > g->cap_actors) {
        size_t cap = want + want / 2;
        ent_event_actor *list = ent_realloc(g->actors, cap, sizeof *list);

        if (!list) return ent_fail(err, ENT_E_NOMEM, "no memory for the actors of a feed");
        g->actors = list;
        g->cap_actors = cap;
    }
    if (r->n_actors) memcpy(g->actors + g->n_actors, r->actors, r->n_actors * sizeof *r->actors);
    g->n_actors = want;
    return ENT_OK;
}

static ent_status
tell_rejects(gathering *g, const feed_result *r, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; !st && i < r->rejects.n && g->rejects_told < ENT_FEED_REJECTS_MAX; i++) {
        const feed_reject *reject = &r->rejects.list[i];
        ent_error why = {0};

        (void)ent_fail_at(&why, ENT_E_PARSE, r->facts.file, g->lines + reject->line + 1,
                          reject->byte, "%s", r->rejects.texts.data + reject->text);
        st = g->sink->reject(g->sink, &why, r->rejects.texts.data + reject->raw, err);
        g->rejects_told++;
    }
    return st;
}

static ent_status
tell_reports(gathering *g, const feed_result *r, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; !st && i < r->n_reports; i++) {
        feed_report_room room;
        ent_claim claim;

        st = feed_report_claim(&r->reports[i], g->options->ref, r->source->feed, r->facts.file,
                               g->lines + r->reports[i].line + 1, &room, &claim, err);
        if (!st) st = g->sink->report(g->sink, &claim, err);
        g->sum.reports++;
    }
    return st;
}

static void
count_facts(gathering *g, const ent_event_segment *f)
{
    g->sum.rows += f->rows;
    g->sum.kept += f->kept;
    g->sum.rejected += f->rejected;
    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        g->sum.skipped[i] += f->skipped[i];
}

static ent_status
take_new(gathering *g, feed_result *r, ent_error *err)
{
    ent_status st = g->sink->segment(g->sink, &r->facts, err);

    g->pending = g->file_new = true;
    if (!st) st = tell_rejects(g, r, err);
    if (!st) st = tell_reports(g, r, err);
    if (!st) st = add_cells(g, r, err);
    if (!st) st = feed_exposure_add(&g->exposure, &r->exposure, err);
    if (!st) st = add_actors(g, r, err);
    count_facts(g, &r->facts);
    g->bytes += r->facts.n_bytes;
    return st;
}

/* The stream's last segment has been taken; a zip's members are one file. */
static void
end_stream(gathering *g, const feed_result *r)
{
    g->lines = 0;
    if (!feed_stream_ends_file(r->source->stream)) return;
    g->sum.files++;
    g->sum.files_known += !g->file_new;
    g->at.files = g->sum.files;
    g->at.bytes += r->disk_bytes;
    g->file_bytes = 0;
    g->file_new = false;
    g->rejects_told = 0;
}

static ent_status
take_result(gathering *g, feed_result *r, ent_error *err)
{
    bool known = false;
    ent_status st = ENT_OK;

    if (r->source->foreign &&
        r->source->why.status) /* tables of names are passed over in silence */
        st = g->sink->reject(g->sink, &r->source->why, "", err);
    if (!st && r->facts.n_bytes && r->source->feed) {
        r->facts.first_row = g->lines + 1;
        g->sum.segments++;
        g->sum.bytes += r->facts.n_bytes;
        st = g->sink->known(g->sink, &r->facts, &known, err);
        if (!st && known) g->sum.segments_known++;
        if (!st && !known) st = take_new(g, r, err);
    }
    g->lines += r->lines;
    g->file_bytes = r->disk_bytes;
    if (r->last) end_stream(g, r);
    return st;
}

/* ---- commits -------------------------------------------------------------------------------- */

static ent_status
give_cells(void *ctx, const ent_event_cell *cells, size_t n, ent_error *err)
{
    gathering *g = ctx;

    g->sum.cells += n;
    return g->sink->cells(g->sink, cells, n, err);
}

static ent_status
commit(gathering *g, ent_error *err)
{
    ent_event_exposure *rows = NULL;
    size_t n = 0;
    ent_status st;

    if (!g->pending) return ENT_OK;
    st = feed_runs_merge(&g->runs, &g->cells, give_cells, g, err);
    if (!st) st = feed_exposure_list(&g->exposure, &rows, &n, err);
    if (!st) st = g->sink->exposure(g->sink, rows, n, err);
    unite_actors(g);
    if (!st) st = g->sink->actors(g->sink, g->actors, g->n_actors, err);
    if (!st) st = g->sink->commit(g->sink, err);
    if (!st) g->sum.commits++;
    ent_free(rows);
    feed_exposure_reset(&g->exposure);
    g->n_actors = 0;
    g->bytes = 0;
    g->pending = false;
    return st;
}

/* ---- the run -------------------------------------------------------------------------------- */

static void
tell_progress(gathering *g)
{
    ent_feed_progress at = g->at;

    feed_queue_totals(g->queue, &at.files_total, &at.bytes_total);
    at.bytes += g->file_bytes;
    at.rows = g->sum.rows;
    at.kept = g->sum.kept;
    at.rejected = g->sum.rejected;
    g->sum.stopped = !g->options->progress(g->options->progress_ctx, &at);
}

static ent_status
gather_all(gathering *g, ent_error *err)
{
    size_t commit_bytes = g->options->commit_bytes ? g->options->commit_bytes : COMMIT_BYTES;
    ent_status st = ENT_OK;

    while (!st && !g->sum.stopped) {
        feed_result *r = NULL;

        st = feed_queue_next(g->queue, &r, err);
        if (st) break;
        st = take_result(g, r, err);
        feed_queue_done(g->queue, r);
        if (!st && g->bytes >= commit_bytes) st = commit(g, err);
        if (!st && g->options->progress) tell_progress(g);
    }
    if (st == ENT_END || (!st && g->sum.stopped)) st = commit(g, err);
    return st;
}

static ent_status
make_plan(gathering *g, const feed_sizes *sizes, ent_error *err)
{
    const ent_feed_options *o = g->options;
    size_t memory = o->memory_bytes ? o->memory_bytes : MEMORY_BYTES;
    feed_plan *p = &g->plan;
    ent_status st;

    if (!o->ref || o->threads < 0 || o->simd < 0 || o->simd > 4)
        return ent_fail(err, ENT_E_DOMAIN, "a feed wants a resolver, threads >= 0, simd 0 to 4");
    p->options = o;
    p->sizes = *sizes;
    if (p->sizes.segment_bytes == 0) p->sizes.segment_bytes = SEGMENT_BYTES;
    if (p->sizes.block_bytes == 0) p->sizes.block_bytes = BLOCK_BYTES;
    p->next = feed_scan_of_width(o->simd);
    if (!p->next)
        return ent_fail(err, ENT_E_DOMAIN, "this processor has no vectors of width %d", o->simd);
    p->result_bytes = memory < RESULT_BYTES ? memory : RESULT_BYTES;
    p->result_cells = p->result_bytes / FEED_CELL_COST + 1;
    g->cells.max_cells = memory / FEED_CELL_COST + 1;
    g->runs.dir = o->temp_dir;
    g->runs.limit_bytes = memory;
    st = feed_watch_make(o->watch, o->n_watch, &p->watch, err);
    if (!st) st = ent_ref_changes(&p->changes, &p->n_changes, err);
    return st;
}

ent_status
feed_run_sized(const ent_feed_options *options, const feed_sizes *sizes, ent_event_sink *sink,
               ent_feed_summary *out, ent_error *err)
{
    gathering *g = ent_alloc(1, sizeof *g);
    ent_status st;

    if (!g) return ent_fail(err, ENT_E_NOMEM, "no memory for a feed");
    ENT_ASSERT(ent_event_line_count() <= FEED_LINES_MAX);
    g->options = options;
    g->sink = sink;
    st = make_plan(g, sizes, err);
    if (!st) st = feed_queue_open(&g->plan, &g->queue, err);
    if (!st) st = gather_all(g, err);
    if (out && !st) *out = g->sum;
    feed_queue_close(g->queue);
    feed_cells_clear(&g->cells);
    feed_runs_clear(&g->runs);
    feed_exposure_clear(&g->exposure);
    ent_free(g->actors);
    feed_watch_clear(&g->plan.watch);
    ent_free(g->plan.changes);
    ent_free(g);
    return st;
}

ent_status
ent_feed_run(const ent_feed_options *options, ent_event_sink *sink, ent_feed_summary *out,
             ent_error *err)
{
    const feed_sizes sizes = {0};

    return feed_run_sized(options, &sizes, sink, out, err);
}

/* feed/segment.c: one thread reads one segment of a stream, line after line. */
#include "feed/run_priv.h"

/*
 * Segment k of a stream owns the lines that begin in [k * segment_bytes, (k + 1) * segment_bytes).
 * Whoever reads a stream from its start, or from a place within, finds the same lines.
 */

ent_status
feed_worker_init(feed_worker *w, feed_plan *plan, ent_error *err)
{
    *w = (feed_worker){.plan = plan};
    w->capacity = ENT_FEED_LINE_MAX + 2 * plan->sizes.block_bytes;
    w->buffer = ent_alloc(w->capacity + FEED_PADDING, 1);
    feed_actors_init(&w->actors, plan->options->ref, plan->changes, plan->n_changes);
    if (w->buffer) return ENT_OK;
    return ent_fail(err, ENT_E_NOMEM, "no memory to read a feed");
}

void
feed_worker_clear(feed_worker *w)
{
    if (!w) return;
    ent_free(w->buffer);
    feed_seen_clear(&w->seen);
    feed_actors_clear(&w->actors);
    w->buffer = NULL;
}

void
feed_result_reset(feed_result *r)
{
    feed_cells_reset(&r->cells);
    feed_runs_clear(&r->runs);
    feed_exposure_reset(&r->exposure);
    ent_free(r->actors);
    feed_rejects_reset(&r->rejects);
    r->actors = NULL;
    r->n_actors = r->n_reports = 0;
    r->lines = 0;
    r->last = false;
    r->status = ENT_OK;
    r->facts = (ent_event_segment){.first_day = INT32_MAX,
                                   .last_day = INT32_MIN,
                                   .first_known_day = INT32_MAX,
                                   .last_known_day = INT32_MIN};
}

void
feed_result_clear(feed_result *r)
{
    if (!r) return;
    feed_cells_clear(&r->cells);
    feed_runs_clear(&r->runs);
    feed_exposure_clear(&r->exposure);
    ent_free(r->actors);
    ent_free(r->reports);
    feed_rejects_clear(&r->rejects);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* What is not yet a line to the front, and another block behind it. */
static ent_status
fill(feed_worker *w, ent_error *err)
{
    feed_source *src = w->source;
    size_t rest = w->filled - w->scan.at, want = w->plan->sizes.block_bytes, got = 0;
    uint64_t from = w->at + w->filled;
    ent_status st;

    if (atomic_load_explicit(&w->plan->stop, memory_order_relaxed)) return ENT_END;
    if (rest) memmove(w->buffer, w->buffer + w->scan.at, rest);
    w->at += w->scan.at;
    w->filled = rest;
    feed_scan_reset(&w->scan, w->buffer, rest, 0);
    if (src->seeks && want > src->size - from) want = (size_t)(src->size - from);
    st = want ? feed_stream_read(src->stream, from, w->buffer + rest, want, &got, err) : ENT_OK;
    if (st) return st;
    w->over = got < w->plan->sizes.block_bytes;
    w->filled += got;
    feed_scan_reset(&w->scan, w->buffer, w->filled, 0);
    return ENT_OK;
}

/* To a place within a stream that seeks: nothing is in the buffer. */
static void
go_to(feed_worker *w, uint64_t place)
{
    w->at = place;
    w->filled = 0;
    w->over = false;
    w->skipping = false;
    feed_scan_reset(&w->scan, w->buffer, 0, 0);
}

/* Pass over the end of the line that began in a segment before. */
static ent_status
find_first_line(feed_worker *w, uint64_t until, ent_error *err)
{
    ent_status st = ENT_OK;

    while (!st && w->at + w->scan.at < until) {
        const char *hit = NULL;

        if (w->filled > w->scan.at)
            hit = memchr(w->buffer + w->scan.at, w->scan.line_end, w->filled - w->scan.at);
        if (hit) {
            feed_scan_reset(&w->scan, w->buffer, w->filled, (size_t)(hit + 1 - w->buffer));
            return ENT_OK;
        }
        w->scan.at = w->filled;
        if (w->over) return ENT_OK;
        st = fill(w, err);
    }
    return st;
}

/* ---- lines that are too long ---------------------------------------------------------------- */

/* Of n bytes so far, from the place scan.at on. */
static void
begin_long(feed_worker *w, size_t n)
{
    const char *text = w->buffer + w->scan.at;

    w->skipping = true;
    w->long_from = w->at + w->scan.at;
    w->long_begin_n = n < sizeof w->long_begin ? n : sizeof w->long_begin;
    memcpy(w->long_begin, text, w->long_begin_n);
    ent_sha256_init(&w->long_hash);
    ent_sha256_add(&w->long_hash, text, n);
}

static ent_status
end_long(feed_worker *w, ent_error *err)
{
    uint8_t sha[ENT_SHA256_BYTES];
    feed_hash128 hash;

    ent_sha256_end(&w->long_hash, sha);
    memcpy(&hash, sha, sizeof hash);
    w->skipping = false;
    return feed_row_too_long(w, w->long_from, hash,
                             (feed_text){w->long_begin, (uint32_t)w->long_begin_n}, err);
}

/* On to the line's end, or to the end of the buffer. */
static ent_status
skip_long(feed_worker *w, ent_error *err)
{
    const char *text = w->buffer + w->scan.at;
    size_t n = w->filled - w->scan.at;
    const char *hit = n ? memchr(text, w->scan.line_end, n) : NULL;

    ent_sha256_add(&w->long_hash, text, hit ? (size_t)(hit - text) : n);
    feed_scan_reset(&w->scan, w->buffer, w->filled,
                    hit ? (size_t)(hit + 1 - w->buffer) : w->filled);
    return hit ? end_long(w, err) : ENT_OK;
}

/* A whole line that is in the buffer and yet too long. */
static ent_status
take_long(feed_worker *w, ent_error *err)
{
    size_t next = w->scan.at;

    w->scan.at = w->scan.start;
    begin_long(w, w->scan.length);
    w->scan.at = next;
    return end_long(w, err);
}

/* ---- a segment ------------------------------------------------------------------------------ */

static ent_status
take_line(feed_worker *w, ent_error *err)
{
    if (w->scan.length > ENT_FEED_LINE_MAX) return take_long(w, err);
    return feed_row_take(w, w->at + w->scan.start, err);
}

/* What remains at the end of the stream is a last line without its end. */
static ent_status
take_rest(feed_worker *w, ent_error *err)
{
    if (w->skipping) return end_long(w, err);
    return feed_scan_rest(&w->scan, w->plan->next) ? take_line(w, err) : ENT_OK;
}

/* All lines that begin before `until`. */
static ent_status
take_lines(feed_worker *w, uint64_t until, ent_error *err)
{
    feed_scan_fn next = w->plan->next;
    ent_status st = ENT_OK;

    while (!st) {
        if (w->skipping) st = skip_long(w, err);
        if (!w->skipping)
            while (!st && w->at + w->scan.at < until && next(&w->scan))
                st = take_line(w, err);
        if (st || (!w->skipping && w->at + w->scan.at >= until)) break;
        if (!w->skipping && w->filled - w->scan.at > ENT_FEED_LINE_MAX) {
            begin_long(w, w->filled - w->scan.at);
            w->scan.at = w->filled;
        }
        if (w->over) return take_rest(w, err);
        st = fill(w, err);
    }
    return st;
}

/* The place where the segment's first line begins. */
static ent_status
begin_segment(feed_worker *w, uint64_t number, uint64_t until, ent_error *err)
{
    feed_source *src = w->source;
    uint64_t place = number * w->plan->sizes.segment_bytes;
    ent_status st = ENT_OK;

    w->scan.separator = src->feed ? src->feed->format->separator : '\t';
    w->scan.quotes = src->feed && src->feed->format->quotes;
    w->scan.line_end = src->line_end;
    if (number > 0 && src->seeks) {
        go_to(w, place - 1);
        st = find_first_line(w, until, err);
    } else if (number == 0) {
        go_to(w, 0);
        st = fill(w, err);
        if (!st && src->mark_bytes)
            feed_scan_reset(&w->scan, w->buffer, w->filled, src->mark_bytes);
    }
    return st;
}

/* Does a stream that cannot seek have more? */
static ent_status
look_ahead(feed_worker *w, bool *more, ent_error *err)
{
    ent_status st = ENT_OK;

    while (!st && !w->over && w->filled == w->scan.at)
        st = fill(w, err);
    *more = w->filled > w->scan.at || w->skipping;
    return st;
}

static ent_status
end_segment(feed_worker *w, uint64_t number, uint64_t first_byte, ent_error *err)
{
    feed_result *r = w->result;
    bool more = number + 1 < w->source->segments;
    ent_status st = feed_actors_end(&w->actors, &r->actors, &r->n_actors, err);

    if (!st && !w->source->seeks) st = look_ahead(w, &more, err);
    r->last = !more;
    r->facts.first_byte = first_byte;
    if (r->lines || number == 0) r->facts.n_bytes = w->at + w->scan.at - first_byte;
    feed_digest_end(&w->digest, r->facts.n_bytes, r->facts.digest);
    r->disk_bytes = feed_stream_disk_bytes(w->source->stream, w->at + w->scan.at);
    return st;
}

ent_status
feed_worker_segment(feed_worker *w, feed_source *source, uint64_t number, feed_result *result,
                    ent_error *err)
{
    uint64_t until = (number + 1) * w->plan->sizes.segment_bytes, first_byte;
    ent_status st;

    feed_result_reset(result);
    w->source = result->source = source;
    w->result = result;
    result->number = number;
    result->facts.file = feed_stream_name(source->stream);
    if (source->foreign) { /* its bytes are left alone */
        result->last = true;
        result->disk_bytes = feed_stream_disk_bytes(source->stream, source->size);
        return ENT_OK;
    }
    if (source->feed) {
        result->facts.feed = source->feed->name;
        result->facts.feed_version = source->feed->version;
        feed_actors_begin(&w->actors, source->feed->format->actors);
    }
    feed_seen_reset(&w->seen);
    feed_digest_init(&w->digest);
    st = begin_segment(w, number, until, err);
    first_byte = number ? w->at + w->scan.at : 0;
    if (!st && source->feed) st = take_lines(w, until, err);
    if (!st) st = end_segment(w, number, first_byte, err);
    return st;
}

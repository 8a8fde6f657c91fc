/* feed/source.c: a stream is opened as a feed: recognised, its header read, its line end found. */
#include "feed/run_priv.h"

/* LF where there is one in the first bytes (a CR before it goes with it); else CR. */
static char
line_end_of(const feed_head *head)
{
    if (head->n == 0 || memchr(head->bytes, '\n', head->n)) return '\n';
    return memchr(head->bytes, '\r', head->n) ? '\r' : '\n';
}

static ent_status
choose_feed(const feed_plan *plan, const feed_head *head, const ent_feed **out, ent_error *err)
{
    const char *name = plan->options->feed;

    if (!name) return feed_recognise(head, out, err);
    *out = ent_feed_by_name(name);
    if (*out) return ENT_OK;
    return ent_fail(err, ENT_E_UNKNOWN, "\"%.40s\" is no event feed", name);
}

ent_status
feed_source_open(const feed_plan *plan, feed_stream *stream, uint64_t number, feed_source **out,
                 ent_error *err)
{
    feed_head head = {.name = feed_stream_name(stream), .path = feed_stream_path(stream)};
    feed_source *src = ent_alloc(1, sizeof *src);
    uint64_t span = plan->sizes.segment_bytes;
    ent_status st;

    if (!src) return ent_fail(err, ENT_E_NOMEM, "no memory for a stream");
    src->number = number;
    st = feed_stream_head(stream, &head.bytes, &head.n, &head.whole, err);
    if (!st && head.n) { /* an empty file is of any feed */
        size_t n = head.n;

        feed_head_skip_mark(&head);
        src->mark_bytes = (uint32_t)(n - head.n);
        src->line_end = line_end_of(&head);
        src->foreign = feed_is_beside(&head); /* belongs to other files: nothing to tell */
        if (!src->foreign) st = choose_feed(plan, &head, &src->feed, err);
        if (!st && src->feed && src->feed->format->begin)
            st = src->feed->format->begin(&head, &src->state, err);
    }
    if (st == ENT_E_FORMAT && !feed_stream_named(stream)) { /* a folder may hold other things */
        src->foreign = true;
        src->feed = NULL;
        if (err) src->why = *err;
        st = ENT_OK;
    }
    if (st) {
        ent_free(src);
        return st;
    }
    src->stream = stream;
    src->seeks = feed_stream_can_seek(stream, &src->size);
    src->segments = src->size && !src->foreign ? (src->size - 1) / span + 1 : 1;
    *out = src;
    return ENT_OK;
}

void
feed_source_close(feed_source *src)
{
    if (!src) return;
    if (src->feed && src->feed->format->end) src->feed->format->end(src->state);
    feed_stream_close(src->stream);
    ent_free(src);
}

/* feed/registry.c: all feeds, and which of them first bytes belong to. */
#include "feed/feed_priv.h"
#include "feed/graph_priv.h"

static const ent_feed *const feeds[] = {
    &feed_gdelt_1_57, &feed_gdelt_1,       &feed_gdelt_2,      &feed_icews,   &feed_icews14,
    &feed_icews18,    &feed_phoenix_cline, &feed_phoenix_oeda, &feed_polecat,
};

enum { FEEDS = sizeof feeds / sizeof *feeds };

const ent_feed *const *
ent_feeds(size_t *n)
{
    *n = FEEDS;
    return feeds;
}

const ent_feed *
ent_feed_by_name(const char *name)
{
    for (size_t i = 0; name && i < FEEDS; i++)
        if (strcmp(feeds[i]->name, name) == 0) return feeds[i];
    return NULL;
}

static size_t
first_line(const char *p, size_t n)
{
    size_t i = 0;

    while (i < n && p[i] != '\n' && p[i] != '\r')
        i++;
    return i;
}

/* What was found, safe for a terminal, and what each feed would have. */
static ent_status
tell_none(const feed_head *head, ent_error *err)
{
    ent_status st;
    ent_buf text = {.max = 4096}, line = {.max = 256};
    size_t n = first_line(head->bytes, head->n), tabs = 0;
    char begin[81];

    for (size_t i = 0; i < n; i++)
        tabs += head->bytes[i] == '\t';
    memcpy(begin, head->bytes, n < 80 ? n : 80);
    begin[n < 80 ? n : 80] = '\0';
    st = ent_text_add_safe(&line, begin);
    for (size_t i = 0; !st && i < FEEDS; i++)
        st = ent_buf_addf(&text, "%s %s (%s)", i ? ";" : "", feeds[i]->name,
                          feeds[i]->format->expects);
    if (!st)
        st = ent_fail(err, ENT_E_FORMAT,
                      "%s: no event feed: its first line has %zu columns between tabs and begins "
                      "\"%s\"; want%s",
                      head->name, n ? tabs + 1 : (size_t)0, line.data ? line.data : "", text.data);
    else
        st = ent_fail(err, st, "%s: no event feed", head->name);
    ent_buf_clear(&text);
    ent_buf_clear(&line);
    return st;
}

ent_status
feed_recognise(const feed_head *head, const ent_feed **out, ent_error *err)
{
    ent_status st;

    for (size_t i = 0; i < FEEDS; i++) {
        if (!feeds[i]->format->recognise(head)) continue;
        *out = feeds[i];
        return ENT_OK;
    }
    st = graph_tell(head, err);
    return st ? st : tell_none(head, err);
}

void
feed_head_skip_mark(feed_head *head)
{
    if (head->n < 3 || memcmp(head->bytes, "\xEF\xBB\xBF", 3) != 0) return;
    head->bytes += 3;
    head->n -= 3;
}

ent_status
ent_feed_recognise(const char *first_bytes, size_t n, const char *file_name, const ent_feed **out,
                   ent_error *err)
{
    feed_head head = {.bytes = first_bytes, .n = n, .name = file_name ? file_name : "-"};

    feed_head_skip_mark(&head);
    return feed_recognise(&head, out, err);
}

/* What feed has the next stream? ENT_NONE: none, and *last: it was named itself, so look no
 * further.
 */
static ent_status
recognise_next(feed_input *input, const ent_feed **out, bool *last, ent_error *err)
{
    feed_stream *stream = NULL;
    feed_head head = {0};
    ent_status st = feed_input_next(input, &stream, err);

    if (st) return st;
    st = feed_stream_head(stream, &head.bytes, &head.n, &head.whole, err);
    if (!st) {
        head.name = feed_stream_name(stream);
        head.path = feed_stream_path(stream);
        feed_head_skip_mark(&head);
        *last = feed_stream_named(stream);
        st = feed_recognise(&head, out, NULL);
        if (st == ENT_E_FORMAT) st = ENT_NONE;
    }
    feed_stream_close(stream);
    return st;
}

/* LIMIT: a folder whose first so many files are none is taken for none; a run over it looks at all.
 */
enum { LOOKED_AT_MAX = 100 };

ent_status
ent_feed_of_path(const char *path, const ent_feed **out, ent_error *err)
{
    feed_input *input = NULL;
    bool last = false;
    ent_status st = feed_input_open(&path, 1, &input, err);

    if (!st) st = ENT_NONE;
    for (int i = 0; st == ENT_NONE && !last && i < LOOKED_AT_MAX; i++)
        st = recognise_next(input, out, &last, err);
    feed_input_close(input);
    return st == ENT_END ? ENT_NONE : st;
}

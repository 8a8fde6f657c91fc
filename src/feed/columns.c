/* feed/columns.c: columns of a file with a header, found by name. */
#include "feed/columns_priv.h"

/* The header line without its line end; false when it is longer than the head. */
static bool
first_line(const feed_head *head, feed_text *out)
{
    size_t n = 0;

    while (n < head->n && head->bytes[n] != '\n' && head->bytes[n] != '\r')
        n++;
    *out = (feed_text){head->bytes, (uint32_t)n};
    return n < head->n || head->whole;
}

/* The next name of the header, its quotes taken off; false after the last. */
static bool
next_name(feed_text *rest, char separator, bool *more, feed_text *out)
{
    const char *end;
    uint32_t n;

    if (!*more) return false;
    end = rest->n > 0 ? memchr(rest->p, separator, rest->n) : NULL;
    n = end ? (uint32_t)(end - rest->p) : rest->n;
    *out = (feed_text){rest->p, n};
    if (n >= 2 && rest->p[0] == '"' && rest->p[n - 1] == '"')
        *out = (feed_text){rest->p + 1, n - 2};
    *more = end != NULL;
    rest->p += n + (end != NULL);
    rest->n -= n + (end != NULL);
    return true;
}

ent_status
feed_columns_find(const feed_head *head, char separator, const feed_column_name *names, size_t n,
                  uint16_t *at, uint32_t *n_columns, ent_error *err)
{
    feed_text rest, name;
    bool more = true;
    uint32_t columns = 0;

    for (size_t i = 0; i < n; i++)
        at[i] = FEED_COLUMN_NONE;
    if (!first_line(head, &rest))
        return ent_fail_at(err, ENT_E_FORMAT, head->name, 1, 0,
                           "the first %d bytes hold no line end; want a header line",
                           (int)FEED_HEAD_MAX);
    while (next_name(&rest, separator, &more, &name)) {
        for (size_t i = 0; i < n; i++) {
            if (!feed_text_is(name, names[i].name) &&
                !(names[i].also && feed_text_is(name, names[i].also)))
                continue;
            if (at[i] != FEED_COLUMN_NONE)
                return ent_fail_at(err, ENT_E_FORMAT, head->name, 1, 0,
                                   "the header names column \"%s\" twice", names[i].name);
            if (columns < ENT_FEED_FIELDS_MAX) at[i] = (uint16_t)columns;
        }
        columns++;
    }
    for (size_t i = 0; i < n; i++)
        if (at[i] == FEED_COLUMN_NONE && !names[i].optional)
            return ent_fail_at(err, ENT_E_FORMAT, head->name, 1, 0,
                               "no column \"%s\" among the first %d of the header's %u",
                               names[i].name, (int)ENT_FEED_FIELDS_MAX, columns);
    *n_columns = columns;
    return ENT_OK;
}

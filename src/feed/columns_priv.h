/* columns_priv.h: columns of a file with a header, found by name so that their order is no matter.
 */
#ifndef FEED_COLUMNS_PRIV_H
#define FEED_COLUMNS_PRIV_H

#include "feed/feed_priv.h"

typedef struct feed_column_name {
    const char *name;
    const char *also; /* another name of the same column, in other vintages; NULL: none */
    bool optional;
} feed_column_name;

enum { FEED_COLUMN_NONE = 0xffff };

/*
 * Where do these columns stand in the first line? A pair of quotes around a name does not count.
 * @shape names, at: n each; at[i] is FEED_COLUMN_NONE for an optional column that is not there
 * @error ENT_E_FORMAT a column is missing or stands twice; err names it and the file
 */
ENT_MUST_USE ent_status feed_columns_find(const feed_head *head, char separator,
                                          const feed_column_name *names, size_t n, uint16_t *at,
                                          uint32_t *n_columns, ent_error *err);

/* Text of a column; n 0 where the column is not there. */
static inline feed_text
feed_columns_get(const feed_line *line, uint16_t at)
{
    return at < line->n_fields ? feed_field(line, at) : (feed_text){"", 0};
}

static inline bool
feed_text_is(feed_text t, const char *word)
{
    size_t n = strlen(word);

    return t.n == n && memcmp(t.p, word, n) == 0;
}

#endif

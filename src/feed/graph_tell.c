/* feed/graph_tell.c: tables of names of graph sets, and why a graph set cannot be read. */
#include "feed/graph_priv.h"

/* "a/b.zip:entity2id.txt" ends in this file's name. */
static bool
is_file(const char *name, const char *file)
{
    size_t n = strlen(name), k = strlen(file);

    return n >= k && strcmp(name + n - k, file) == 0 &&
           (n == k || name[n - k - 1] == '/' || name[n - k - 1] == ':');
}

/* Does the first line end in a tab and a whole number? */
static bool
looks_like_names(const feed_head *head)
{
    uint32_t n = 0, at, value;

    while (n < head->n && head->bytes[n] != '\n' && head->bytes[n] != '\r')
        n++;
    for (at = n; at > 0 && head->bytes[at - 1] != '\t';)
        at--;
    return at > 1 && feed_read_count((feed_text){head->bytes + at, n - at}, &value);
}

/* Can a file of this name be opened in the folder of this path? */
static bool
has_beside(const char *path, const char *file)
{
    const char *slash = strrchr(path, '/');
    ent_buf where = {.max = 1 << 16};
    ent_lines *lines = NULL;
    ent_status st = slash ? ent_buf_add(&where, path, (size_t)(slash + 1 - path)) : ENT_OK;

    if (!st) st = ent_buf_adds(&where, file);
    if (!st) st = ent_lines_open(where.data, ENT_ENC_AUTO, &lines, NULL);
    ent_lines_close(lines);
    ent_buf_clear(&where);
    return st == ENT_OK;
}

static bool
has_rows_beside(const char *path)
{
    return path && (has_beside(path, "train.txt") || has_beside(path, "valid.txt") ||
                    has_beside(path, "test.txt"));
}

bool
feed_is_beside(const feed_head *head)
{
    if (!is_file(head->name, "entity2id.txt") && !is_file(head->name, "relation2id.txt") &&
        !is_file(head->name, "stat.txt"))
        return false;
    return looks_like_names(head) && has_rows_beside(head->path);
}

ent_status
graph_tell(const feed_head *head, ent_error *err)
{
    size_t n;

    if (is_file(head->name, "entity2id.txt") || is_file(head->name, "relation2id.txt")) {
        if (!looks_like_names(head)) return ENT_OK;
        return ent_fail(err, ENT_E_FORMAT,
                        "%s: names of a graph set without its rows: neither train.txt, valid.txt "
                        "nor test.txt lies beside it, and names alone say nothing of any day",
                        head->name);
    }
    if (!graph_looks_like_rows(head)) return ENT_OK;
    n = graph_names_count(head->path);
    if (n == 0)
        return ent_fail(err, ENT_E_FORMAT,
                        "%s: rows of a graph set, numbers only; want entity2id.txt and "
                        "relation2id.txt beside it, which say what they stand for",
                        head->name);
    return ent_fail(err, ENT_E_FORMAT,
                    "%s: rows of a graph set with %zu names; icews14 has 7128, icews18 has 23033. "
                    "Another set has other days (the one made of GDELT counts quarters of an hour "
                    "from a day that it does not say): name the feed only if you know that it fits",
                    head->name, n);
}

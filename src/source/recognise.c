/* recognise.c: which reader is a file for, by its header line. */
#include <string.h>

#include "table_priv.h"

enum { PEEK_LINES = 40, PEEK_BYTES = 1 << 16, FOLDED_MAX = 4096 };

/** First lines of the file, unpacked, joined by LF. */
static ent_status
peek(const char *path, ent_buf *out, ent_error *err)
{
    ent_lines *lines = NULL;
    const char *line = NULL;
    size_t n = 0;
    ent_status st = ent_lines_open(path, ENT_ENC_AUTO, &lines, err);

    out->max = PEEK_BYTES + ENT_LINE_MAX;
    for (int i = 0; st == ENT_OK && i < PEEK_LINES && out->len < PEEK_BYTES; i++) {
        st = ent_lines_next(lines, &line, &n, err);
        if (st == ENT_E_PARSE) { /* one bad line does not hide the header */
            st = ENT_OK;
            if (err) *err = (ent_error){0};
            continue;
        }
        if (st == ENT_OK) st = ent_buf_add(out, line, n);
        if (st == ENT_OK) st = ent_buf_addc(out, '\n');
    }
    ent_lines_close(lines);
    return st == ENT_END ? ENT_OK : st;
}

static bool
fits(const ent_reader *reader, const ent_buf *first, const char *folded, const char *file_name)
{
    size_t n = reader->header ? strlen(reader->header) : 0;

    if (!reader->header && !reader->recognise) return false;
    if (reader->header && strncmp(folded, reader->header, n) != 0) return false;
    if (reader->header && folded[n] != '\0' && folded[n] != ',' && folded[n] != '\t' &&
        !strchr(",_", reader->header[n - 1]))
        return false;
    return !reader->recognise || reader->recognise(first->data, first->len, file_name) == ENT_OK;
}

/** The reader whose header shares the longest beginning with the line. */
static const ent_reader *
nearest(const char *folded)
{
    size_t n = 0, best_at = 0, best = 0;
    const ent_reader *const *all = ent_readers(&n);

    for (size_t i = 0; i < n; i++) {
        size_t same = 0;

        if (!all[i]->header) continue;
        while (folded[same] && folded[same] == all[i]->header[same])
            same++;
        if (same > best || !all[best_at]->header) {
            best = same;
            best_at = i;
        }
    }
    return all[best_at];
}

ent_status
ent_reader_recognise(const char *path, const ent_reader **out, ent_error *err)
{
    size_t n = 0;
    const ent_reader *const *all = ent_readers(&n);
    const ent_reader *found = NULL, *second = NULL;
    ent_buf first = {0};
    char folded[FOLDED_MAX] = "";
    const char *slash = strrchr(path, '/');
    ent_status st = peek(path, &first, err);

    if (st) goto out;
    if (first.data) ent_header_fold(first.data, strcspn(first.data, "\n"), folded, sizeof folded);
    for (size_t i = 0; i < n && first.data; i++) {
        if (!fits(all[i], &first, folded, slash ? slash + 1 : path)) continue;
        second = found;
        found = all[i];
    }
    if (second)
        st = ent_fail(err, ENT_E_AMBIGUOUS, "%s may be for %s or %s; name one", path, second->name,
                      found->name);
    else if (found)
        *out = found;
    else
        st = ent_fail(err, ENT_E_FORMAT,
                      "no reader knows this file (`entente import --list` names them, --mapping "
                      "describes any table); it begins \"%.80s\", the nearest header is that of "
                      "%s: \"%.120s\"",
                      folded, nearest(folded)->name, nearest(folded)->header);
out:
    ent_buf_clear(&first);
    return st;
}

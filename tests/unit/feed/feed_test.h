/* feed_test.h: what the tests of the engine share: rows of GDELT 2.0 made up, a run over them, and
 * tables compared. */
#ifndef FEED_TEST_H
#define FEED_TEST_H

#include "../check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "feed/run_priv.h"

/* One made-up row; NULL means the usual. */
typedef struct test_row {
    const char *id, *day, *from, *from_type, *to, *to_type, *code, *goldstein, *mentions, *tone,
        *added, *url;
} test_row;

static inline const char *
usual(const char *given, const char *otherwise)
{
    return given ? given : otherwise;
}

static inline void
put(ent_buf *out, const char *text)
{
    assert_int_equal(ent_buf_adds(out, text), ENT_OK);
}

/* Columns of a GDELT 2.0 row (61), cut to `columns`; without a line end. */
static inline void
put_columns(ent_buf *out, test_row r, int columns)
{
    const struct {
        int column;
        const char *text;
    } filled[] = {
        {0, usual(r.id, "881990832")},
        {1, usual(r.day, "20191024")},
        {7, usual(r.from, "CHN")},
        {12, usual(r.from_type, "GOV")},
        {17, usual(r.to, "RUS")},
        {22, usual(r.to_type, "")},
        {26, usual(r.code, "036")},
        {30, usual(r.goldstein, "4.0")},
        {31, usual(r.mentions, "5")},
        {32, "2"},
        {33, "3"},
        {34, usual(r.tone, "-4.74308300395256")},
        {59, usual(r.added, "20191024143000")},
        {60, usual(r.url, "https://example.org/a")},
    };
    size_t next = 0;

    for (int i = 0; i < columns; i++) {
        if (i) put(out, "\t");
        if (next < COUNT(filled) && filled[next].column == i) put(out, filled[next++].text);
    }
}

static inline void
put_row(ent_buf *out, test_row r)
{
    put_columns(out, r, 61);
    put(out, "\n");
}

/* ---- files ---------------------------------------------------------------------------------- */

typedef struct test_file {
    char path[80];
} test_file;

static inline void
file_make(test_file *f, const void *bytes, size_t n)
{
    const char *base = getenv("TMPDIR");
    int fd;

    snprintf(f->path, sizeof f->path, "%.40s/feed-XXXXXX.csv", base ? base : "/tmp");
    fd = mkstemps(f->path, 4);
    assert_true(fd >= 0);
    for (size_t at = 0; at < n;) {
        ssize_t wrote = write(fd, (const char *)bytes + at, n - at);

        assert_true(wrote > 0);
        at += (size_t)wrote;
    }
    close(fd);
}

static inline void
file_remove(test_file *f)
{
    unlink(f->path);
}

/* ---- runs ----------------------------------------------------------------------------------- */

static inline ent_ref *
test_ref(void)
{
    ent_ref *ref = NULL;

    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    return ref;
}

/* Reads the file into t, which the caller clears; options may be NULL. */
static inline ent_status
run_file(const char *path, const ent_feed_options *options, const feed_sizes *sizes,
         ent_event_table *t, ent_feed_summary *sum, ent_error *err)
{
    ent_feed_options o = options ? *options : (ent_feed_options){0};
    feed_sizes none = {0};
    ent_ref *ref = test_ref();
    ent_status st;

    o.ref = ref;
    o.paths = &path;
    o.n_paths = 1;
    if (!o.temp_dir) o.temp_dir = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    ent_event_table_init(t, false);
    st = feed_run_sized(&o, sizes ? sizes : &none, &t->sink, sum, err);
    ent_ref_close(ref);
    return st;
}

static inline ent_feed_summary
run_bytes(const void *bytes, size_t n, const ent_feed_options *options, const feed_sizes *sizes,
          ent_event_table *t)
{
    test_file f;
    ent_feed_summary sum = {0};
    ent_error err = {0};

    file_make(&f, bytes, n);
    if (run_file(f.path, options, sizes, t, &sum, &err) != ENT_OK) fail_msg("%s", err.text);
    file_remove(&f);
    return sum;
}

/* rows = kept + rejected + skipped, in the summary and in each segment */
static inline void
check_account(const ent_feed_summary *sum, const ent_event_table *t)
{
    uint64_t rows = sum->kept + sum->rejected, of_segments = 0, n = 0;

    for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
        rows += sum->skipped[i];
    assert_int_equal(rows, sum->rows);
    for (size_t s = 0; s < t->n_segments; s++) {
        const ent_event_segment *g = &t->segments[s];
        uint64_t all = g->kept + g->rejected;

        for (int i = 0; i < ENT_EVENT_SKIP_COUNT; i++)
            all += g->skipped[i];
        assert_int_equal(all, g->rows);
        of_segments += g->rows;
    }
    assert_int_equal(of_segments, sum->rows);
    for (size_t i = 0; i < t->n_cells; i++)
        n += t->cells[i].n;
    assert_int_equal(n, sum->kept);
}

/* Cells, exposure, actors and rejects are the same to the byte. */
static inline void
check_same(const ent_event_table *a, const ent_event_table *b)
{
    assert_int_equal(a->n_cells, b->n_cells);
    if (a->n_cells) assert_memory_equal(a->cells, b->cells, a->n_cells * sizeof *a->cells);
    assert_int_equal(a->n_exposure, b->n_exposure);
    if (a->n_exposure)
        assert_memory_equal(a->exposure, b->exposure, a->n_exposure * sizeof *a->exposure);
    assert_int_equal(a->n_actors, b->n_actors);
    if (a->n_actors) assert_memory_equal(a->actors, b->actors, a->n_actors * sizeof *a->actors);
    assert_int_equal(a->n_reports, b->n_reports);
    assert_int_equal(a->n_rejects, b->n_rejects);
    for (size_t i = 0; i < a->n_rejects; i++) {
        assert_int_equal(a->rejects[i].row, b->rejects[i].row);
        assert_int_equal(a->rejects[i].byte, b->rejects[i].byte);
        assert_string_equal(a->rejects[i].text, b->rejects[i].text);
    }
}

/* The one reject's place and text. */
static inline void
check_reject(const ent_event_table *t, size_t i, uint64_t row, uint64_t byte, const char *part)
{
    assert_true(i < t->n_rejects);
    assert_int_equal(t->rejects[i].row, row);
    assert_int_equal(t->rejects[i].byte, byte);
    if (!strstr(t->rejects[i].text, part))
        fail_msg("\"%s\" does not say \"%s\"", t->rejects[i].text, part);
}

#endif

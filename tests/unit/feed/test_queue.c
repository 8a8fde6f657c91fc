/* test_queue.c: results come in order of stream and segment, and errors at their turn. */
#include "feed_test.h"

enum { FILES = 5 };

typedef struct setting {
    test_file files[FILES];
    const char *paths[FILES + 1];
    ent_ref *ref;
    ent_feed_options options;
    feed_plan plan;
    size_t lengths[FILES];
} setting;

static void
set_up(setting *s, int threads)
{
    *s = (setting){.ref = test_ref()};
    for (int i = 0; i < FILES; i++) {
        ent_buf text = {0};

        for (int k = 0; k < 30 * (i + 1); k++)
            put_row(&text, (test_row){0});
        file_make(&s->files[i], text.data, text.len);
        s->paths[i] = s->files[i].path;
        s->lengths[i] = text.len;
        ent_buf_clear(&text);
    }
    s->options =
        (ent_feed_options){.ref = s->ref, .paths = s->paths, .n_paths = FILES, .threads = threads};
    s->plan.options = &s->options;
    s->plan.sizes = (feed_sizes){.segment_bytes = 4000, .block_bytes = 512};
    s->plan.next = feed_scan_of_width(0);
    s->plan.result_cells = 1000;
    assert_int_equal(ent_ref_changes(&s->plan.changes, &s->plan.n_changes, NULL), ENT_OK);
}

static void
tear_down(setting *s)
{
    for (int i = 0; i < FILES; i++)
        file_remove(&s->files[i]);
    ent_free(s->plan.changes);
    ent_ref_close(s->ref);
}

static void
results_come_in_order(void **state)
{
    (void)state;
    for (int threads = 0; threads < 5; threads++) {
        setting s;
        feed_queue *q = NULL;
        feed_result *r = NULL;
        uint64_t stream = 0, segment = 0, rows = 0, files = 0, bytes = 0;
        ent_status st;

        set_up(&s, threads);
        assert_int_equal(feed_queue_open(&s.plan, &q, NULL), ENT_OK);
        while ((st = feed_queue_next(q, &r, NULL)) == ENT_OK) {
            bool last = r->last;

            assert_int_equal(r->source->number, stream);
            assert_int_equal(r->number, segment);
            rows += r->facts.rows;
            feed_queue_done(q, r);
            segment = last ? 0 : segment + 1;
            stream += last;
        }
        assert_int_equal(st, ENT_END);
        assert_int_equal(stream, FILES);
        assert_int_equal(rows, 30 * 15);
        feed_queue_totals(q, &files, &bytes);
        assert_int_equal(files, FILES);
        feed_queue_close(q);
        tear_down(&s);
    }
}

static void
an_error_comes_after_what_was_before_it(void **state)
{
    (void)state;
    for (int threads = 0; threads < 4; threads++) {
        setting s;
        feed_queue *q = NULL;
        feed_result *r = NULL;
        ent_error err = {0};
        ent_status st;
        int streams = 0;

        set_up(&s, threads);
        file_remove(&s.files[3]);
        file_make(&s.files[3], "no\tfeed\n", 8);
        s.paths[3] = s.files[3].path;
        assert_int_equal(feed_queue_open(&s.plan, &q, NULL), ENT_OK);
        while ((st = feed_queue_next(q, &r, &err)) == ENT_OK) {
            streams += r->last;
            feed_queue_done(q, r);
        }
        assert_int_equal(st, ENT_E_FORMAT);
        assert_int_equal(streams, 3);
        feed_queue_close(q);
        tear_down(&s);
    }
}

static void
it_can_be_left_at_any_time(void **state)
{
    (void)state;
    for (int taken = 0; taken < 8; taken++) {
        setting s;
        feed_queue *q = NULL;
        feed_result *r = NULL;

        set_up(&s, taken % 4);
        assert_int_equal(feed_queue_open(&s.plan, &q, NULL), ENT_OK);
        for (int i = 0; i < taken; i++) {
            assert_int_equal(feed_queue_next(q, &r, NULL), ENT_OK);
            if (i + 1 < taken) feed_queue_done(q, r);
        }
        feed_queue_close(q);
        tear_down(&s);
    }
    feed_queue_close(NULL);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("results come in order", results_come_in_order),
        FACT("an error comes after what was before it", an_error_comes_after_what_was_before_it),
        FACT("it can be left at any time", it_can_be_left_at_any_time),
    };

    return RUN(tests);
}

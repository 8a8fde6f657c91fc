/* test_segment.c: a segment's lines are the same from wherever they are read. */
#include "feed_test.h"

typedef struct setting {
    test_file file;
    ent_ref *ref;
    ent_feed_options options;
    feed_plan plan;
    feed_input *input;
    feed_source *source;
    feed_worker worker;
    feed_result result;
} setting;

static void
set_up(setting *s, const ent_buf *text, size_t segment_bytes)
{
    const char *path = s->file.path;
    feed_stream *stream = NULL;

    memset(s, 0, sizeof *s);
    s->ref = test_ref();
    s->options.ref = s->ref;
    s->plan.options = &s->options;
    s->plan.sizes = (feed_sizes){segment_bytes, 256};
    s->plan.next = feed_scan_of_width(0);
    s->plan.result_cells = 1000;
    file_make(&s->file, text->data, text->len);
    assert_int_equal(feed_input_open(&path, 1, &s->input, NULL), ENT_OK);
    assert_int_equal(feed_input_next(s->input, &stream, NULL), ENT_OK);
    assert_int_equal(feed_source_open(&s->plan, stream, 0, &s->source, NULL), ENT_OK);
    assert_int_equal(feed_worker_init(&s->worker, &s->plan, NULL), ENT_OK);
    s->result.cells.max_cells = 1000;
}

static void
tear_down(setting *s)
{
    feed_worker_clear(&s->worker);
    feed_result_clear(&s->result);
    feed_source_close(s->source);
    feed_input_close(s->input);
    file_remove(&s->file);
    ent_ref_close(s->ref);
}

static void
go(setting *s, uint64_t number)
{
    ent_error err = {0};

    if (feed_worker_segment(&s->worker, s->source, number, &s->result, &err))
        fail_msg("%s", err.text);
}

static void
a_line_belongs_to_where_it_begins(void **state)
{
    static setting s;
    ent_buf text = {0};
    size_t one;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    one = text.len;
    for (int i = 0; i < 5; i++)
        put_row(&text, (test_row){.id = "1"});
    set_up(&s, &text, 2 * one); /* cuts fall on line starts */
    for (uint64_t k = 0; k < 3; k++) {
        go(&s, k);
        assert_int_equal(s.result.facts.rows, 2);
        assert_int_equal(s.result.facts.first_byte, 2 * k * one);
        assert_int_equal(s.result.facts.n_bytes, 2 * one);
        assert_int_equal(s.result.last, k == 2);
    }
    tear_down(&s);
    set_up(&s, &text, 2 * one + 1); /* the third line begins a byte before the cut */
    go(&s, 1);
    assert_int_equal(s.result.facts.first_byte, 3 * one);
    go(&s, 0);
    assert_int_equal(s.result.facts.rows, 3);
    tear_down(&s);
    ent_buf_clear(&text);
}

static void
a_segment_without_a_line_start_is_empty(void **state)
{
    static setting s;
    ent_buf text = {0};
    size_t one;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    one = text.len;
    put_row(&text, (test_row){.id = "2"});
    set_up(&s, &text, one / 3);
    go(&s, 1);
    assert_int_equal(s.result.facts.rows, 0);
    assert_int_equal(s.result.facts.n_bytes, 0);
    assert_int_equal(s.result.lines, 0);
    go(&s, 0);
    assert_int_equal(s.result.facts.rows, 1);
    tear_down(&s);
    ent_buf_clear(&text);
}

static void
the_same_lines_have_the_same_digest(void **state)
{
    static setting s;
    ent_buf text = {0};
    char first[ENT_SHA256_HEX_MAX], last[ENT_SHA256_HEX_MAX];

    (void)state;
    for (int i = 0; i < 4; i++)
        put_row(&text, (test_row){.id = "1"});
    set_up(&s, &text, text.len / 2);
    go(&s, 0);
    memcpy(first, s.result.facts.digest, sizeof first);
    go(&s, 1);
    memcpy(last, s.result.facts.digest, sizeof last);
    assert_string_equal(first, last);
    tear_down(&s);
    text.data[text.len - 2]++;
    set_up(&s, &text, text.len / 2);
    go(&s, 1);
    assert_string_not_equal(s.result.facts.digest, last);
    tear_down(&s);
    ent_buf_clear(&text);
}

static void
a_stopped_plan_ends_the_work(void **state)
{
    static setting s;
    ent_buf text = {0};

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    set_up(&s, &text, 1000000);
    atomic_store(&s.plan.stop, true);
    assert_int_equal(feed_worker_segment(&s.worker, s.source, 0, &s.result, NULL), ENT_END);
    tear_down(&s);
    ent_buf_clear(&text);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("a line belongs to where it begins", a_line_belongs_to_where_it_begins),
        FACT("a segment without a line start is empty", a_segment_without_a_line_start_is_empty),
        FACT("the same lines have the same digest", the_same_lines_have_the_same_digest),
        FACT("a stopped plan ends the work", a_stopped_plan_ends_the_work),
    };

    return RUN(tests);
}

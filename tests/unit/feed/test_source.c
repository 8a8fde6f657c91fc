/* test_source.c: what a stream is found to be before its first line is read. */
#include "feed_test.h"

/* Open the bytes as a source and look at it; the status of opening. */
static ent_status
open_bytes(const char *bytes, size_t n, const char *feed, feed_source *seen, ent_error *err)
{
    ent_feed_options options = {.feed = feed};
    feed_plan plan = {.options = &options, .sizes = {.segment_bytes = 1000}};
    test_file f;
    const char *path = f.path;
    feed_input *input = NULL;
    feed_stream *stream = NULL;
    feed_source *source = NULL;
    ent_status st;

    file_make(&f, bytes, n);
    assert_int_equal(feed_input_open(&path, 1, &input, NULL), ENT_OK);
    assert_int_equal(feed_input_next(input, &stream, NULL), ENT_OK);
    st = feed_source_open(&plan, stream, 7, &source, err);
    if (st) {
        feed_stream_close(stream);
    } else {
        *seen = *source;
        feed_source_close(source);
    }
    feed_input_close(input);
    file_remove(&f);
    return st;
}

static void
line_ends_and_marks_are_found(void **state)
{
    static const struct {
        const char *mark, *end, line_end;
    } kinds[] = {{"", "\n", '\n'},
                 {"", "\r\n", '\n'},
                 {"", "\r", '\r'},
                 {"\xEF\xBB\xBF", "\n", '\n'},
                 {"", "", '\n'}};

    (void)state;
    for (size_t i = 0; i < COUNT(kinds); i++) {
        ent_buf text = {0};
        feed_source seen = {0};
        ent_error err = {0};

        put(&text, kinds[i].mark);
        for (int k = 0; k < 20; k++) {
            put_columns(&text, (test_row){0}, 61);
            put(&text, kinds[i].end);
            if (!kinds[i].end[0]) break;
        }
        assert_int_equal(open_bytes(text.data, text.len, NULL, &seen, &err), ENT_OK);
        assert_int_equal(seen.line_end, kinds[i].line_end);
        assert_int_equal(seen.mark_bytes, strlen(kinds[i].mark));
        assert_ptr_equal(seen.feed, &feed_gdelt_2);
        assert_int_equal(seen.number, 7);
        assert_true(seen.seeks);
        assert_int_equal(seen.size, text.len);
        assert_int_equal(seen.segments, (text.len + 999) / 1000);
        ent_buf_clear(&text);
    }
}

static void
a_named_feed_is_not_guessed(void **state)
{
    feed_source seen = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(open_bytes("x\n", 2, "gdelt-1", &seen, &err), ENT_OK);
    assert_ptr_equal(seen.feed, &feed_gdelt_1);
    assert_int_equal(open_bytes("x\n", 2, "gdelt-9", &seen, &err), ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "gdelt-9"));
    assert_int_equal(open_bytes("x\n", 2, NULL, &seen, &err), ENT_E_FORMAT);
}

static void
an_empty_file_is_of_any_feed(void **state)
{
    feed_source seen = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(open_bytes("", 0, NULL, &seen, &err), ENT_OK);
    assert_null(seen.feed);
    assert_int_equal(seen.segments, 1);
    feed_source_close(NULL);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("line ends and marks are found", line_ends_and_marks_are_found),
        FACT("a named feed is not guessed", a_named_feed_is_not_guessed),
        FACT("an empty file is of any feed", an_empty_file_is_of_any_feed),
    };

    return RUN(tests);
}

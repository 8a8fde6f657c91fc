/* test_registry.c: feeds are found by name, by first bytes and by path. */
#include "feed_test.h"

static ent_status
recognise(const ent_buf *text, const ent_feed **out, ent_error *err)
{
    return ent_feed_recognise(text->data, text->len, "x.csv", out, err);
}

static void
each_feed_is_whole_and_found_by_name(void **state)
{
    size_t n = 0;
    const ent_feed *const *feeds = ent_feeds(&n);

    (void)state;
    assert_true(n >= 3);
    for (size_t i = 0; i < n; i++) {
        const struct ent_feed_format *f = feeds[i]->format;

        assert_ptr_equal(ent_feed_by_name(feeds[i]->name), feeds[i]);
        assert_true(feeds[i]->version > 0 && feeds[i]->set && feeds[i]->what);
        assert_true(f->expects && f->separator && f->parse && f->recognise && f->coder);
        assert_true(f->fields_min > 0 && f->fields_min <= f->fields_max);
        assert_true(f->fields_max <= ENT_FEED_FIELDS_MAX);
        assert_true(f->event_name && f->actors != ENT_SCHEME_ANY);
    }
    assert_null(ent_feed_by_name("nothing"));
    assert_null(ent_feed_by_name(NULL));
}

static void
vintages_are_known_by_their_columns(void **state)
{
    static const struct {
        int columns;
        const char *name;
    } vintages[] = {{57, "gdelt-1-57"}, {58, "gdelt-1"}, {61, "gdelt-2"}};

    (void)state;
    for (size_t i = 0; i < COUNT(vintages); i++) {
        ent_buf text = {0};
        const ent_feed *feed = NULL;
        ent_error err = {0};

        put_columns(&text, (test_row){0}, vintages[i].columns);
        put(&text, "\n");
        assert_int_equal(recognise(&text, &feed, &err), ENT_OK);
        assert_string_equal(feed->name, vintages[i].name);
        ent_buf_clear(&text);
        put(&text, "\xEF\xBB\xBF");
        put_columns(&text, (test_row){0}, vintages[i].columns);
        assert_int_equal(recognise(&text, &feed, &err), ENT_OK);
        ent_buf_clear(&text);
    }
}

static void
what_fits_none_is_told_what_was_expected(void **state)
{
    ent_buf text = {0};
    const ent_feed *feed = NULL;
    ent_error err = {0};

    (void)state;
    put_columns(&text, (test_row){.id = "\x1b[31mred"}, 60);
    assert_int_equal(recognise(&text, &feed, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "60 columns"));
    assert_non_null(strstr(err.text, "x.csv"));
    assert_non_null(strstr(err.text, "gdelt-2 (61 columns between tabs, no header)"));
    assert_null(strchr(err.text, '\x1b'));
    ent_buf_reset(&text);
    put_columns(&text, (test_row){.day = "SQLDATE"}, 61); /* a header, which GDELT has not */
    assert_int_equal(recognise(&text, &feed, &err), ENT_E_FORMAT);
    assert_int_equal(ent_feed_recognise("", 0, NULL, &feed, &err), ENT_E_FORMAT);
    assert_null(feed);
    ent_buf_clear(&text);
}

static void
a_path_is_a_feeds_or_not(void **state)
{
    ent_buf text = {0};
    const ent_feed *feed = NULL;
    test_file f;
    ent_error err = {0};

    (void)state;
    put_row(&text, (test_row){0});
    file_make(&f, text.data, text.len);
    assert_int_equal(ent_feed_of_path(f.path, &feed, &err), ENT_OK);
    assert_string_equal(feed->name, "gdelt-2");
    file_remove(&f);
    file_make(&f, "a\tb\n", 4);
    assert_int_equal(ent_feed_of_path(f.path, &feed, &err), ENT_NONE);
    file_remove(&f);
    assert_int_equal(ent_feed_of_path("/nowhere/at/all", &feed, &err), ENT_E_IO);
    ent_buf_clear(&text);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("each feed is whole and found by name", each_feed_is_whole_and_found_by_name),
        FACT("vintages are known by their columns", vintages_are_known_by_their_columns),
        FACT("what fits none is told what was expected", what_fits_none_is_told_what_was_expected),
        FACT("a path is a feed's, or not", a_path_is_a_feeds_or_not),
    };

    return RUN(tests);
}

/* test_columns.c: columns are found by name, in any order, with and without quotes. */
#include "format_test.h"

#include "feed/columns_priv.h"

static const feed_column_name names[] = {
    {"a", NULL, false}, {"b", "bee", false}, {"c", NULL, true}};

static ent_status
find(const char *text, bool whole, uint16_t *at, uint32_t *n, ent_error *err)
{
    feed_head head = {text, strlen(text), whole, "x", NULL};

    return feed_columns_find(&head, ',', names, 3, at, n, err);
}

static void
columns_stand_where_the_header_says(void **state)
{
    uint16_t at[3];
    uint32_t n = 0;

    (void)state;
    assert_int_equal(find("c,b,a\n1,2,3\n", false, at, &n, NULL), ENT_OK);
    assert_int_equal(n, 3);
    assert_int_equal(at[0], 2);
    assert_int_equal(at[1], 1);
    assert_int_equal(at[2], 0);
    assert_int_equal(find("\"a\",,\"bee\",\r\n", false, at, &n, NULL), ENT_OK);
    assert_int_equal(n, 4);
    assert_int_equal(at[0], 0);
    assert_int_equal(at[1], 2);
    assert_int_equal(at[2], FEED_COLUMN_NONE);
    assert_int_equal(find("a,b", true, at, &n, NULL), ENT_OK);
}

static void
a_missing_or_repeated_column_is_named(void **state)
{
    uint16_t at[3];
    uint32_t n = 0;
    ent_error err = {0};

    (void)state;
    assert_int_equal(find("a,c\n", true, at, &n, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "\"b\""));
    assert_int_equal(find("a,b,bee\n", true, at, &n, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "twice"));
    assert_int_equal(find("", true, at, &n, NULL), ENT_E_FORMAT);
    assert_int_equal(find("a,b", false, at, &n, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "no line end"));
}

static void
columns_beyond_the_limit_are_not_there(void **state)
{
    char text[2 * ENT_FEED_FIELDS_MAX + 16];
    uint16_t at[3];
    uint32_t n = 0;
    size_t k = 0;

    (void)state;
    text[k++] = 'a';
    for (int i = 0; i < ENT_FEED_FIELDS_MAX; i++)
        text[k++] = ',';
    text[k++] = 'b';
    text[k] = '\0';
    assert_int_equal(find(text, true, at, &n, NULL), ENT_E_FORMAT);
}

static void
a_column_beyond_the_row_is_empty(void **state)
{
    const uint32_t ends[] = {1, 3};
    feed_line line = {"x,y", 3, 2, ends};

    (void)state;
    text_is(feed_columns_get(&line, 1), "y");
    text_is(feed_columns_get(&line, 2), "");
    text_is(feed_columns_get(&line, FEED_COLUMN_NONE), "");
    assert_true(feed_text_is((feed_text){"NA", 2}, "NA"));
    assert_false(feed_text_is((feed_text){"NAM", 3}, "NA"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_stand_where_the_header_says),
        cmocka_unit_test(a_missing_or_repeated_column_is_named),
        cmocka_unit_test(columns_beyond_the_limit_are_not_there),
        cmocka_unit_test(a_column_beyond_the_row_is_empty),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

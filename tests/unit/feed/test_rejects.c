/* test_rejects.c: rejected rows are kept with reason and text, up to named limits. */
#include "feed_test.h"

static feed_text
text_of(const char *s)
{
    return (feed_text){s, (uint32_t)strlen(s)};
}

static void
reason_and_row_are_told(void **state)
{
    feed_rejects r = {0};
    const feed_reason why = {31, "GoldsteinScale", text_of("x"), "want a number in -10..10"};
    const feed_reason whole = {.want = "the row has 58 columns; want 61"};

    (void)state;
    assert_int_equal(feed_rejects_add(&r, 4, 99, &why, (feed_text){"a\0b", 3}, NULL), ENT_OK);
    assert_int_equal(feed_rejects_add(&r, 5, 120, &whole, text_of(""), NULL), ENT_OK);
    assert_int_equal(r.n, 2);
    assert_int_equal(r.list[0].line, 4);
    assert_int_equal(r.list[0].byte, 99);
    assert_string_equal(r.texts.data + r.list[0].text,
                        "column 31, GoldsteinScale, is \"x\"; want a number in -10..10");
    assert_string_equal(r.texts.data + r.list[0].raw, "a?b");
    assert_string_equal(r.texts.data + r.list[1].text, "the row has 58 columns; want 61");
    assert_string_equal(r.texts.data + r.list[1].raw, "");
    feed_rejects_reset(&r);
    assert_int_equal(r.n, 0);
    feed_rejects_clear(&r);
    feed_rejects_clear(NULL);
}

static void
long_texts_are_cut_between_letters(void **state)
{
    feed_rejects r = {0};
    char raw[FEED_RAW_MAX + 10], is[64];
    const feed_reason why = {1, "A", {is, 50}, "want less"};

    (void)state;
    memset(raw, 'a', sizeof raw);
    memcpy(raw + FEED_RAW_MAX - 1, "\xC3\xA3", 2);
    memset(is, 'b', sizeof is);
    memcpy(is + 39, "\xC3\xA3", 2);
    assert_int_equal(feed_rejects_add(&r, 0, 0, &why, (feed_text){raw, sizeof raw}, NULL), ENT_OK);
    assert_int_equal(strlen(r.texts.data + r.list[0].raw), FEED_RAW_MAX - 1);
    assert_non_null(strstr(r.texts.data + r.list[0].text, "bbb...\"; want less"));
    assert_true(ent_utf8_valid(r.texts.data, strlen(r.texts.data)));
    feed_rejects_clear(&r);
}

static void
only_so_many_are_kept(void **state)
{
    feed_rejects r = {0};
    const feed_reason why = {.want = "no"};
    static char raw[FEED_RAW_MAX];

    (void)state;
    for (uint64_t i = 0; i < ENT_FEED_REJECTS_MAX + 10; i++)
        assert_int_equal(feed_rejects_add(&r, i, i, &why, text_of("x"), NULL), ENT_OK);
    assert_int_equal(r.n, ENT_FEED_REJECTS_MAX);
    feed_rejects_reset(&r);
    memset(raw, 'a', sizeof raw);
    for (uint64_t i = 0; i < ENT_FEED_REJECTS_MAX; i++)
        assert_int_equal(feed_rejects_add(&r, i, i, &why, (feed_text){raw, sizeof raw}, NULL),
                         ENT_OK);
    assert_true(r.n < ENT_FEED_REJECTS_MAX);
    assert_true(r.texts.len < FEED_REJECT_BYTES + 2 * FEED_RAW_MAX);
    feed_rejects_clear(&r);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("reason and row are told", reason_and_row_are_told),
        FACT("long texts are cut between letters", long_texts_are_cut_between_letters),
        FACT("only so many are kept", only_so_many_are_kept),
    };

    return RUN(tests);
}

/* test_seen.c: a row is known again within its window. */
#include "feed_test.h"

static void
each_key_is_new_once(void **state)
{
    feed_seen s = {0};
    bool was = true;

    (void)state;
    for (int round = 0; round < 2; round++)
        for (uint64_t k = 0; k < 20000; k++) {
            /* many share their low bits; 0 is a key like any other */
            assert_int_equal(feed_seen_add(&s, k << 40, &was, NULL), ENT_OK);
            assert_int_equal(was, round == 1);
            if (k > 300) k += 97;
        }
    feed_seen_reset(&s);
    assert_int_equal(feed_seen_add(&s, 0, &was, NULL), ENT_OK);
    assert_false(was);
    feed_seen_clear(&s);
    feed_seen_clear(NULL);
}

static void
a_window_is_a_million_rows(void **state)
{
    feed_seen s = {0};
    bool was = true;

    (void)state;
    for (uint64_t k = 1; k <= FEED_SEEN_MAX; k++)
        assert_int_equal(feed_seen_add(&s, k, &was, NULL), ENT_OK);
    assert_int_equal(feed_seen_add(&s, FEED_SEEN_MAX + 1, &was, NULL), ENT_OK);
    assert_int_equal(s.n, 1);
    feed_seen_clear(&s);
}

static uint64_t
key_of(uint64_t hash, const char *id)
{
    return feed_seen_key(hash, (feed_text){id, (uint32_t)strlen(id)});
}

static void
numbers_bring_rows_near_and_tell_them_apart(void **state)
{
    (void)state;
    assert_int_equal(key_of(0xabcdef0123456789, "881990832") & 0xfffff, 81990832 & 0xfffff);
    assert_int_equal(key_of(0xabcdef0123456789, "881990833") & 0xfffff, 81990833 & 0xfffff);
    assert_int_equal(key_of(0xabcdef0123456789, "881990832") >> 20, 0xabcdef0123456789 >> 20);
    assert_int_equal(key_of(0xabcdef0123456789, "7"), 0xabcdef0123456789);
    assert_int_equal(key_of(0xabcdef0123456789, ""), 0xabcdef0123456789);
}

/* A hostile file gives every row the same number. */
static void
one_number_for_all_rows_stays_quick(void **state)
{
    feed_seen s = {0};
    dice d = {5};
    bool was = true;

    (void)state;
    for (int round = 0; round < 2; round++) {
        d.state = 5;
        for (int i = 0; i < 200000; i++) {
            assert_int_equal(feed_seen_add(&s, key_of(dice_next(&d), "000000001"), &was, NULL),
                             ENT_OK);
            if (was != (round == 1)) fail_msg("row %d of round %d", i, round);
        }
    }
    feed_seen_clear(&s);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("each key is new once", each_key_is_new_once),
        FACT("numbers bring rows near each other and tell them apart",
             numbers_bring_rows_near_and_tell_them_apart),
        FACT("one number for all rows stays quick", one_number_for_all_rows_stays_quick),
        FACT("a window is a million rows", a_window_is_a_million_rows),
    };

    return RUN(tests);
}

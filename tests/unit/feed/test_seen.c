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
            feed_seen_prefetch(&s, k);
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

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("each key is new once", each_key_is_new_once),
        FACT("a window is a million rows", a_window_is_a_million_rows),
    };

    return RUN(tests);
}

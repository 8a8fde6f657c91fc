/* test_hash.c: digests know a segment by its lines, their order and its size. */
#include "feed_test.h"

static void
digest_of(const char *const *lines, size_t n, uint64_t bytes, char out[ENT_SHA256_HEX_MAX])
{
    static feed_digest d;

    feed_digest_init(&d);
    for (size_t i = 0; i < n; i++)
        feed_digest_add(&d, feed_hash_line(lines[i % 3], strlen(lines[i % 3])));
    feed_digest_end(&d, bytes, out);
}

static void
a_digest_depends_on_lines_order_and_size(void **state)
{
    static const char *const abc[] = {"a", "b", "c"}, *const bac[] = {"b", "a", "c"};
    char all[6][ENT_SHA256_HEX_MAX];

    (void)state;
    digest_of(abc, 3, 6, all[0]);
    digest_of(bac, 3, 6, all[1]);
    digest_of(abc, 3, 7, all[2]);
    digest_of(abc, 2, 6, all[3]);
    digest_of(abc, FEED_DIGEST_LINES, 6, all[4]);
    digest_of(abc, FEED_DIGEST_LINES + 1, 6, all[5]);
    for (int i = 0; i < 6; i++)
        for (int j = i + 1; j < 6; j++)
            assert_string_not_equal(all[i], all[j]);
    digest_of(abc, 3, 6, all[1]);
    assert_string_equal(all[0], all[1]);
}

/* Digests are stored: the hash may never change. The values of XXH3 for no bytes at all. */
static void
hashes_are_xxh3(void **state)
{
    feed_hash128 h = feed_hash_line("", 0);

    (void)state;
    assert_int_equal(h.high, UINT64_C(0x99aa06d3014798d8));
    assert_int_equal(h.low, UINT64_C(0x6001c324468d497f));
    assert_int_equal(feed_hash("", 0), UINT64_C(0x2d06800538d394c2));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("a digest depends on lines, order and size", a_digest_depends_on_lines_order_and_size),
        FACT("hashes are XXH3", hashes_are_xxh3),
    };

    return RUN(tests);
}

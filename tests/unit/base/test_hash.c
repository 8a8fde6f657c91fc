/* test_hash.c: SHA-256 gives the published digests, in one piece or many. */
#include "base_test.h"

static void
digest_is(const char *text, size_t piece, const char *want)
{
    uint8_t out[ENT_SHA256_BYTES];
    char hex[ENT_SHA256_HEX_MAX];
    size_t at, n = strlen(text);
    ent_sha256 h;

    ent_sha256_init(&h);
    for (at = 0; at < n; at += piece)
        ent_sha256_add(&h, text + at, n - at < piece ? n - at : piece);
    ent_sha256_end(&h, out);
    ent_hex(out, sizeof out, hex);
    assert_string_equal(hex, want);
}

/* NIST, example values for SHA-256 (FIPS 180-4): one block and two blocks; the empty message. */
static void
the_published_examples_come_out(void **state)
{
    static const char two[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    size_t piece;

    (void)state;
    digest_is("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_is("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    for (piece = 1; piece <= sizeof two; piece++)
        digest_is(two, piece, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

static void
adding_nothing_changes_nothing(void **state)
{
    uint8_t out[ENT_SHA256_BYTES];
    ent_sha256 h;

    (void)state;
    ent_sha256_init(&h);
    ent_sha256_add(&h, NULL, 0);
    ent_sha256_end(&h, out);
    assert_int_equal(out[0], 0xE3);
}

static void
hex_is_lower_case_and_ended(void **state)
{
    const uint8_t bytes[] = {0x00, 0x0F, 0xAB};
    char out[7];

    (void)state;
    ent_hex(bytes, 3, out);
    assert_string_equal(out, "000fab");
    ent_hex(bytes, 0, out);
    assert_string_equal(out, "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_examples_come_out),
        cmocka_unit_test(adding_nothing_changes_nothing),
        cmocka_unit_test(hex_is_lower_case_and_ended),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_inflate.c: small members come at once, and what is odd is left to the stream. */
#include "zip_make.h"

static void
a_member_is_unpacked_at_once(void **state)
{
    ent_buf gz = {0}, raw = {0};
    char out[64];
    size_t n = 0;

    (void)state;
    add_gzip(&gz, "hello hello hello\n", 18);
    assert_int_equal(ent_inflate_gzip_size(gz.data, gz.len), 18);
    assert_int_equal(ent_inflate_gzip_size(gz.data, 17), 0);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len, out, 18, &n), ENT_OK);
    assert_int_equal(n, 18);
    assert_memory_equal(out, "hello hello hello\n", 18);
    add_deflate(&raw, "hello hello hello\n", 18);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_DEFLATE, raw.data, raw.len, out, sizeof out, &n),
                     ENT_OK);
    assert_int_equal(n, 18);
    ent_buf_clear(&gz);
    ent_buf_clear(&raw);
}

static void
what_does_not_fit_or_is_wrong_is_left_to_the_stream(void **state)
{
    ent_buf gz = {0};
    char out[64];
    size_t n = 7;

    (void)state;
    add_gzip(&gz, "hello hello hello\n", 18);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len, out, 17, &n), ENT_NONE);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len - 1, out, 64, &n),
                     ENT_NONE);
    add_gzip(&gz, "more", 4);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len, out, 64, &n), ENT_NONE);
    gz.data[gz.len - 6] ^= 1;
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len, out, 64, &n), ENT_NONE);
    assert_int_equal(n, 7);
    ent_buf_clear(&gz);
}

static void
no_memory_is_said(void **state)
{
    ent_buf gz = {0};
    char out[64];
    size_t n = 0;

    (void)state;
    NEEDS_FAULTS();
    add_gzip(&gz, "hello", 5);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_inflate_whole(ENT_PACKING_GZIP, gz.data, gz.len, out, 64, &n),
                     ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_buf_clear(&gz);
}

/* The check value that the CRC catalogues give for "123456789". */
static void
the_check_sum_is_that_of_zip(void **state)
{
    (void)state;
    assert_int_equal(ent_crc32(0, "123456789", 9), 0xCBF43926);
    assert_int_equal(ent_crc32(ent_crc32(0, "1234", 4), "56789", 5), 0xCBF43926);
    assert_int_equal(ent_crc32(5, NULL, 0), 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_member_is_unpacked_at_once),
        cmocka_unit_test(what_does_not_fit_or_is_wrong_is_left_to_the_stream),
        cmocka_unit_test(no_memory_is_said),
        cmocka_unit_test(the_check_sum_is_that_of_zip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_encoding.c: bytes of Windows-1252 and Mac OS Roman become the right characters. */
#include "base_test.h"

#include "base/encoding_priv.h"

static void
becomes(const char *bytes, ent_encoding encoding, const char *want)
{
    ent_buf b = {0};

    assert_int_equal(ent_encoding_add(&b, bytes, strlen(bytes), encoding), ENT_OK);
    assert_string_equal(b.data, want);
    ent_buf_clear(&b);
}

static void
windows_bytes_become_their_characters(void **state)
{
    (void)state;
    becomes("", ENT_ENC_CP1252, "");
    becomes("abc", ENT_ENC_CP1252, "abc");
    becomes("C\xF4te d\x92Ivoire", ENT_ENC_CP1252, "C\xC3\xB4te d\xE2\x80\x99Ivoire");
    becomes("\x80 \xA0 \xFF", ENT_ENC_CP1252, "\xE2\x82\xAC \xC2\xA0 \xC3\xBF");
}

static void
mac_bytes_become_their_characters(void **state)
{
    (void)state;
    becomes("C\x99te d\xD5Ivoire", ENT_ENC_MACROMAN, "C\xC3\xB4te d\xE2\x80\x99Ivoire");
    becomes("\x8E\xDB\xF0", ENT_ENC_MACROMAN, "\xC3\xA9\xE2\x82\xAC\xEF\xA3\xBF");
}

static void
five_bytes_mean_nothing_on_windows(void **state)
{
    static const char *const bad[] = {"\x81", "\x8D", "\x8F", "\x90", "ab\x9D"};
    ent_buf b = {0};
    int byte, refused = 0;
    size_t i;

    (void)state;
    for (i = 0; i < 5; i++)
        assert_int_equal(ent_encoding_add(&b, bad[i], strlen(bad[i]), ENT_ENC_CP1252), ENT_E_PARSE);
    for (byte = 0; byte < 256; byte++) {
        const char c = (char)byte;

        refused += ent_encoding_add(&b, &c, 1, ENT_ENC_CP1252) != ENT_OK;
        assert_int_equal(ent_encoding_add(&b, &c, 1, ENT_ENC_MACROMAN), ENT_OK);
    }
    assert_int_equal(refused, 5);
    ent_buf_clear(&b);
}

static void
a_long_text_is_converted_whole(void **state)
{
    char text[1001];
    ent_buf b = {0};

    (void)state;
    memset(text, 0x80, sizeof text);
    assert_int_equal(ent_encoding_add(&b, text, sizeof text, ENT_ENC_CP1252), ENT_OK);
    assert_int_equal(b.len, 3 * sizeof text);
    assert_true(ent_utf8_valid(b.data, b.len));
    ent_buf_clear(&b);
}

static void
plain_ascii_is_told_from_all_else(void **state)
{
    char text[40];
    size_t i, n;

    (void)state;
    assert_true(ent_is_plain_ascii("", 0));
    for (n = 1; n < sizeof text; n++)
        for (i = 0; i < n; i++) {
            memset(text, 0x7F, sizeof text);
            assert_true(ent_is_plain_ascii(text, n));
            text[i] = (char)0x80;
            assert_false(ent_is_plain_ascii(text, n));
            text[i] = '\0';
            assert_false(ent_is_plain_ascii(text, n));
        }
}

static void
no_memory_is_said(void **state)
{
    ent_buf b = {0};

    (void)state;
    NEEDS_FAULTS();
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_encoding_add(&b, "\x80", 1, ENT_ENC_CP1252), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_bytes_become_their_characters),
        cmocka_unit_test(mac_bytes_become_their_characters),
        cmocka_unit_test(five_bytes_mean_nothing_on_windows),
        cmocka_unit_test(a_long_text_is_converted_whole),
        cmocka_unit_test(plain_ascii_is_told_from_all_else),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

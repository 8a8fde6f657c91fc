/* test_utf8.c: what is UTF-8, what is safe to show, how wide and how far from another word. */
#include "base_test.h"

static void
valid_text_is_told_from_other_bytes(void **state)
{
    static const char *const good[] = {"",
                                       "a",
                                       "abcdefgh",
                                       "abcdefghi",
                                       "C\xC3\xB4te d'Ivoire",
                                       "\xE4\xB8\xAD\xE5\x9B\xBD",
                                       "\xF0\x9F\x98\x80",
                                       "\x7F",
                                       "\xF4\x8F\xBF\xBF",
                                       "\xEF\xBF\xBF"};
    static const char *const bad[] = {"\x80",
                                      "abcdefgh\xFF",
                                      "\xC3",
                                      "\xC0\xAF",
                                      "\xE0\x80\xAF",
                                      "\xED\xA0\x80" /* surrogate */,
                                      "\xF4\x90\x80\x80",
                                      "\xF8\x88\x80\x80\x80",
                                      "abc\xC3(",
                                      "\xE4\xB8",
                                      "\xF0\x9F\x98"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(ent_utf8_valid(good[i], strlen(good[i])));
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(ent_utf8_valid(bad[i], strlen(bad[i])));
}

static void
a_nul_is_found_wherever_it_is(void **state)
{
    char text[40];
    size_t i, n;

    (void)state;
    for (n = 1; n < sizeof text; n++)
        for (i = 0; i < n; i++) {
            memset(text, 'a', sizeof text);
            assert_true(ent_utf8_valid(text, n));
            text[i] = '\0';
            assert_false(ent_utf8_valid(text, n));
            memset(text, 'a', sizeof text);
            text[i] = (char)0xFF;
            assert_false(ent_utf8_valid(text, n));
        }
}

static void
safe(const char *text, const char *want)
{
    ent_buf b = {0};

    assert_int_equal(ent_text_add_safe(&b, text), ENT_OK);
    assert_string_equal(b.data, want);
    ent_buf_clear(&b);
}

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

static void
evidence_cannot_command_a_terminal(void **state)
{
    (void)state;
    safe("", "");
    safe("plain \xC3\xA9 \xE4\xB8\xAD", "plain \xC3\xA9 \xE4\xB8\xAD");
    safe("\x1B[2J", BAD "[2J");
    safe("a\tb\nc\rd", "a b c d");
    safe("a\xE2\x80\xA8z", "a z");                  /* U+2028 */
    safe("\xE2\x80\xAEtxt.exe", BAD "txt.exe");     /* U+202E */
    safe("\xE2\x81\xA6x\xE2\x81\xA9", BAD "x" BAD); /* U+2066, U+2069 */
    safe("\xE2\x80\x8Fx\xD8\x9C", BAD "x" BAD);     /* U+200F, U+061C */
    safe("\xC2\x9B", BAD);                          /* C1 control: CSI */
    safe("\x7F\x01", BAD BAD);
    safe("\xFF\xC3", BAD BAD);
    safe("\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80");
}

static void
safe_text_that_does_not_fit_adds_nothing(void **state)
{
    ent_buf b = {.max = 5};

    (void)state;
    assert_int_equal(ent_buf_adds(&b, "ab"), ENT_OK);
    assert_int_equal(ent_text_add_safe(&b, "cdef"), ENT_E_LIMIT);
    assert_string_equal(b.data, "ab");
    assert_int_equal(ent_text_add_safe(&b, "cde"), ENT_OK);
    assert_string_equal(b.data, "abcde");
    ent_buf_clear(&b);
}

static void
no_memory_for_safe_text_is_said(void **state)
{
    ent_buf b = {0};

    (void)state;
    NEEDS_FAULTS();
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_text_add_safe(&b, "x"), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    assert_null(b.data);
}

static void
wide_signs_take_two_columns_and_marks_none(void **state)
{
    (void)state;
    assert_int_equal(ent_text_columns(""), 0);
    assert_int_equal(ent_text_columns("abc"), 3);
    assert_int_equal(ent_text_columns("\xE4\xB8\xAD\xE5\x9B\xBD"), 4);
    assert_int_equal(ent_text_columns("e\xCC\x81"), 1);
    assert_int_equal(ent_text_columns("\xC3\xA9"), 1);
    assert_int_equal(ent_text_columns("a\xFF"), 2);
}

static void
distance_counts_what_must_change(void **state)
{
    char longest[66];

    (void)state;
    assert_int_equal(ent_text_distance("", ""), 0);
    assert_int_equal(ent_text_distance("kitten", "sitting"), 3);
    assert_int_equal(ent_text_distance("sitting", "kitten"), 3);
    assert_int_equal(ent_text_distance("abc", ""), 3);
    assert_int_equal(ent_text_distance("flaw", "lawn"), 2);
    memset(longest, 'a', sizeof longest);
    longest[65] = '\0';
    assert_int_equal(ent_text_distance(longest, "a"), 64);
    assert_int_equal(ent_text_distance("a", longest), 64);
    assert_int_equal(ent_text_distance(longest + 1, "a"), 63);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_text_is_told_from_other_bytes),
        cmocka_unit_test(a_nul_is_found_wherever_it_is),
        cmocka_unit_test(evidence_cannot_command_a_terminal),
        cmocka_unit_test(safe_text_that_does_not_fit_adds_nothing),
        cmocka_unit_test(no_memory_for_safe_text_is_said),
        cmocka_unit_test(wide_signs_take_two_columns_and_marks_none),
        cmocka_unit_test(distance_counts_what_must_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_fold.c: spellings of one name fold to one text. */
#include "base_test.h"

static void
folds(const char *text, const char *want)
{
    ent_error e = {0};
    char *out = NULL;

    assert_int_equal(ent_text_fold(text, &out, &e), ENT_OK);
    assert_string_equal(out, want);
    ent_free(out);
}

static void
case_marks_and_punctuation_do_not_matter(void **state)
{
    (void)state;
    folds("C\xC3\xB4te d'Ivoire", "cote d ivoire");
    folds("C\xC3\xB4te d\xE2\x80\x99Ivoire", "cote d ivoire");
    folds("Co\xCC\x82te d Ivoire", "cote d ivoire");
    folds("  KOREA,  (North) ", "korea north");
    folds("Bosnia & Herzegovina", "bosnia herzegovina");
    folds("Stra\xC3\x9F"
          "e",
          "strasse");
    folds("\xEF\xBC\xB5\xEF\xBC\xB3\xEF\xBC\xA1", "usa"); /* full-width letters */
    folds("U.S.S.R.", "u s s r");
    folds("1689", "1689");
    folds("", "");
    folds("...", "");
    folds("\n\t a \xC2\xA0 b", "a b");
}

static void
other_scripts_keep_their_letters(void **state)
{
    (void)state;
    folds("\xD0\xA0\xD0\x9E\xD0\xA1\xD0\xA1\xD0\x98\xD0\x99", "\xD1\x80\xD0\xBE\xD1\x81\xD1\x81"
                                                              "\xD0\xB8\xD0\xB8");
    folds("\xE4\xB8\xAD\xE5\x9B\xBD", "\xE4\xB8\xAD\xE5\x9B\xBD");
    folds("\xC4\xB0zmir", "izmir");
}

static void
one_letter_may_stand_for_many(void **state)
{
    char *out = NULL;

    (void)state;
    /* U+FDFA has the longest decomposition of all: 18 characters, four words */
    assert_int_equal(ent_text_fold("\xEF\xB7\xBA", &out, NULL), ENT_OK);
    assert_int_equal(strlen(out), 33);
    ent_free(out);
}

static void
what_is_not_utf8_is_refused(void **state)
{
    ent_error e = {0};
    char *out = NULL;

    (void)state;
    assert_int_equal(ent_text_fold("abc\xFF", &out, &e), ENT_E_PARSE);
    assert_null(out);
    HAS(e.text, "UTF-8");
}

static void
no_memory_is_said(void **state)
{
    ent_error e = {0};
    char *out = NULL;

    (void)state;
    NEEDS_FAULTS();
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_text_fold("abc", &out, &e), ENT_E_NOMEM);
    FAIL_FROM(ENT_FAULT_ALLOC, 2);
    assert_int_equal(ent_text_fold("a text that is longer than the first 64 bytes of a buffer, and "
                                   "goes on",
                                   &out, &e),
                     ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    assert_null(out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_marks_and_punctuation_do_not_matter),
        cmocka_unit_test(other_scripts_keep_their_letters),
        cmocka_unit_test(one_letter_may_stand_for_many),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

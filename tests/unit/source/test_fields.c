/* test_fields.c: digits printed, and headers made comparable. */
#include "read_help.h"
#include "source/table_priv.h"

static void
digits_are_those_that_were_printed(void **state)
{
    (void)state;
    assert_int_equal(ent_tab_digits("0.050"), 2);
    assert_int_equal(ent_tab_digits("1200"), 4);
    assert_int_equal(ent_tab_digits("0"), 1);
    assert_int_equal(ent_tab_digits("-12.50"), 4);
    assert_int_equal(ent_tab_digits("1.5e10"), 2);
}

static void
headers_are_compared_without_quotes_case_and_blanks(void **state)
{
    char out[64];
    static const char line[] = "\xEF\xBB\xBF\"A b\" , C\t d ";

    (void)state;
    ent_header_fold(line, sizeof line - 1, out, sizeof out);
    assert_string_equal(out, "a b,c\td ");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_those_that_were_printed),
        cmocka_unit_test(headers_are_compared_without_quotes_case_and_blanks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_text_wrap.c: lines break at blanks, and inside words wider than a line. */
#include "render/text_priv.h"
#include "render_test.h"

static void
lines_break_at_blanks_and_inside_long_words(void **state)
{
    size_t cols = 0;

    (void)state;
    assert_int_equal(ent_term_line("one two three", 8, &cols), 7);
    assert_int_equal(cols, 7);
    assert_int_equal(ent_term_line("one two", 7, &cols), 7);
    assert_int_equal(ent_term_line("abcdefghij", 4, &cols), 4);
    assert_int_equal(ent_term_line("\xe7\x91\xb7\xe7\x8f\xb2", 3, &cols), 3); /* wide: two each */
    assert_int_equal(cols, 2);
    assert_int_equal(ent_term_line("\xe7\x91\xb7", 1, &cols), 3); /* goes on, though too wide */
    assert_int_equal(ent_term_line("", 10, &cols), 0);
    assert_int_equal(ent_term_width(ENT_TERM_BOLD "ab" ENT_TERM_PLAIN), 2);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_blanks_and_inside_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

static void
a_number_keeps_its_unit_on_its_line(void **state)
{
    size_t cols = 0;

    (void)state;
    assert_int_equal(ent_term_line("about 12 % of it", 8, &cols), 5);
    assert_int_equal(ent_term_line("about 12 % of it", 9, &cols), 5);
    assert_int_equal(ent_term_line("about 12 % of it", 10, &cols), 10);
    assert_int_equal(ent_term_line("trade of 3.1 bn USD", 12, &cols), 8);
    assert_int_equal(ent_term_line("in 1999 mines", 8, &cols), 7); /* no unit */
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_blanks_and_inside_long_words),
        cmocka_unit_test(a_number_keeps_its_unit_on_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

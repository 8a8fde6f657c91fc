/* test_lines.c: lines as numbers, compared with the polities that they stand for. */
#include "../check.h"

#include "entente/event.h"

static void
every_line_has_one_number(void **state)
{
    size_t n = 0;
    const ent_polity *polities = ent_ref_polities(&n);
    unsigned seen = 0;
    const char *last = "";

    (void)state;
    for (size_t i = 0; i < n; i++) {
        unsigned number = ent_event_line_number(polities[i].line);

        assert_in_range(number, 1, ent_event_line_count());
        assert_string_equal(ent_event_line_code(number), polities[i].line);
        if (strcmp(last, polities[i].line) != 0) seen++;
        last = polities[i].line;
    }
    assert_int_equal(seen, ent_event_line_count());
}

static void
numbers_follow_the_order_of_codes(void **state)
{
    (void)state;
    for (unsigned i = 2; i <= ent_event_line_count(); i++)
        assert_true(strcmp(ent_event_line_code(i - 1), ent_event_line_code(i)) < 0);
}

static void
other_words_have_none(void **state)
{
    (void)state;
    assert_int_equal(ent_event_line_number("SUN"), 0); /* a polity of the line RUS */
    assert_int_equal(ent_event_line_number(""), 0);
    assert_int_equal(ent_event_line_number("zzz"), 0);
    assert_int_equal(ent_event_line_number(NULL), 0);
    assert_null(ent_event_line_code(0));
    assert_null(ent_event_line_code(ent_event_line_count() + 1));
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("every line has one number", every_line_has_one_number),
        FACT("numbers follow the order of codes", numbers_follow_the_order_of_codes),
        FACT("words that are no line have no number", other_words_have_none),
    };

    return RUN(tests);
}

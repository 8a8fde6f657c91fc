/* test_recognise.c: which reader a file is for. */
#include "read_help.h"

static void
a_strange_file_is_named_with_the_nearest_header(void **state)
{
    const ent_reader *reader = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_reader_recognise(DATA "wide.csv", &reader, &err), ENT_E_FORMAT);
    assert_text_has(err.text, "a preamble;of one line");
    assert_text_has(err.text, "nearest header");
    assert_int_equal(ent_reader_recognise(DATA "nothing.csv", &reader, &err), ENT_E_IO);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strange_file_is_named_with_the_nearest_header),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

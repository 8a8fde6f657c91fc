/* test_text_annex.c: figures are numbered as they come and listed with their evidence. */
#include "render_test.h"

static void
render(const ent_page *page, int columns, bool colour, bool ascii, ent_buf *out)
{
    ent_render_options options = {columns, colour, ascii};
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(ent_render_text(page, &options, out, &err), ENT_OK);
    assert_true(ent_utf8_valid(out->data, out->len));
}

static void
figures_are_numbered_as_they_come(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, false, &out);
    const char *first = strstr(out.data, "34 %\xc2\xa0[1]");
    assert_non_null(first);
    assert_non_null(strstr(first, "4.1 %\xc2\xa0[2]"));
    const char *list = strstr(out.data, "Evidence: figures");
    assert_non_null(list);
    assert_non_null(strstr(list, " [1] 34 %  31 % to 38 %, 90 % interval, spread over sources"));
    assert_non_null(strstr(list, "entente explain 'trade.dependence:RTA>BDA@2014'"));
    assert_non_null(strstr(list, "(unchecked, no weight)"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_numbered_as_they_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

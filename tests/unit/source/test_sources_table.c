/* test_sources_table.c: tables of sources as users write them. */
#include "read_help.h"

static void
sources_are_read_into_an_arena(void **state)
{
    ent_arena arena = {0};
    ent_source_info *all = NULL;
    ent_error err = {0};
    size_t n = 0;

    (void)state;
    assert_int_equal(ent_sources_read(DATA "sources.tsv", &arena, &all, &n, &err), ENT_OK);
    assert_int_equal(n, 2);
    assert_string_equal(all[0].code, "src-a");
    assert_string_equal(all[0].type, "book");
    assert_string_equal(all[0].author, "Nobody, A.");
    assert_string_equal(all[1].author, "");
    assert_string_equal(all[1].licence, "CC0");
    ent_arena_clear(&arena);
}

static void
a_bad_row_ends_it_with_its_place(void **state)
{
    ent_arena arena = {0};
    ent_source_info *all = NULL;
    ent_error err = {0};
    size_t n = 0;

    (void)state;
    assert_int_equal(ent_sources_read(DATA "sources_bad.tsv", &arena, &all, &n, &err), ENT_E_PARSE);
    assert_int_equal(err.row, 2);
    assert_text_has(err.text, "pamphlet");
    assert_int_equal(ent_sources_read(DATA "claims.tsv", &arena, &all, &n, &err), ENT_E_PARSE);
    assert_text_has(err.text, "no column \"type\"");
    assert_int_equal(ent_sources_read(DATA "none.tsv", &arena, &all, &n, &err), ENT_E_IO);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sources_are_read_into_an_arena),
        cmocka_unit_test(a_bad_row_ends_it_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

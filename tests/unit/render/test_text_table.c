/* test_text_table.c: tables that fit, wrap, or become records. */
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
too_many_columns_become_records(void **state)
{
    enum { COLUMNS = 12 };
    ent_column columns[COLUMNS];
    ent_span spans[COLUMNS];
    ent_text_run cells[COLUMNS];
    ent_table table = {
        .title = "Wide", .columns = columns, .n_columns = COLUMNS, .cells = cells, .n_rows = 1};
    ent_block block = {.kind = ENT_BLOCK_TABLE, .table = &table};
    ent_section section = {"s", "S", &block, 1};
    ent_page page = {.title = "P", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = (ent_column){"Column title", ENT_ALIGN_LEFT};
        spans[i] = (ent_span){ENT_SPAN_TEXT, "some words", NULL};
        cells[i] = (ent_text_run){&spans[i], 1};
    }
    render(&page, 40, false, false, &out);
    assert_non_null(strstr(out.data, "    Column title: some words\n"));
    ent_buf_clear(&out);
}

static void
totals_stand_under_a_rule(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 140, false, true, &out);
    const char *table = strstr(out.data, "Territory, with the sum checked");
    assert_non_null(table);
    const char *sum = strstr(table, "\n  Sum  ");
    assert_non_null(sum);
    assert_memory_equal(sum - 5, "-----", 5);
    holds(sum, "A row without a figure counts as missing, not as nought.");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_many_columns_become_records),
        cmocka_unit_test(totals_stand_under_a_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

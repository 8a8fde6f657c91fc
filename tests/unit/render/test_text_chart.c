/* test_text_chart.c: charts in a terminal. */
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
charts_are_drawn_with_their_numbers(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, false, &out);
    holds(out.data, "1994: 7.71 % (6.94 % to 8.64 %); 2019: 32.7 %");
    holds(out.data, "34.2 % (31 % to 38 %) \xe2\x96\x88");
    holds(out.data, "between 1850 and 1865 \xe2\x97\x8b Treaty of the Marshes");
    holds(out.data, "2001 to now           \xe2\x97\x8f Good-neighbour treaty");
    holds(out.data, "+36 more between these");
    holds(out.data, "Arms  \xe2\x97\x8b 88 %   \xe2\x97\x86 missing");
    holds(out.data, "  5 \xe2\x94\x82");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
breaks_are_listed_under_the_line(void **state)
{
    ent_arena arena = {0};
    ent_mark marks[10],
        turn = {.x = 2003, .x_low = 2002, .x_high = 2004, .y = 0.93, .label = "cold"};
    ent_chart_series one = {"One", 0, 0, marks, 10};
    ent_chart c = {.title = "Turns",
                   .kind = ENT_CHART_LINE,
                   .series = &one,
                   .n_series = 1,
                   .breaks = &turn,
                   .n_breaks = 1};
    ent_block block = {.kind = ENT_BLOCK_CHART, .chart = &c};
    ent_section section = {"s", "Section", &block, 1};
    ent_page page = {.title = "Page", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    for (int i = 0; i < 10; i++)
        marks[i] = (ent_mark){.x = 2000 + i, .y = i, .low = i, .high = i, .state = ENT_VALUE};
    render(&page, 80, false, true, &out);
    holds(out.data, "cold: 2002 to 2004, probability .93");
    ent_buf_reset(&out);
    assert_int_equal(ent_render_json(&page, &out, NULL), ENT_OK);
    holds(out.data, "\"breaks\":");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_are_drawn_with_their_numbers),
        cmocka_unit_test(breaks_are_listed_under_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

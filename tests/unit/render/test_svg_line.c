/* test_svg_line.c: lines break at gaps, names at their ends stand apart. */
#include "render_test.h"
#include "text_boxes.h"

static void
lines_break_at_gaps(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    ent_mark marks[7];
    ent_chart_series one = {"One", 0, 0, marks, 7};
    ent_chart c = {.title = "Gaps", .kind = ENT_CHART_LINE, .series = &one, .n_series = 1};

    (void)state;
    for (int i = 0; i < 7; i++)
        marks[i] = (ent_mark){.x = 2000 + i, .y = i, .low = i, .high = i, .state = ENT_VALUE};
    assert_int_equal(times(draw(&c, &out), "<path class=\"l k0\""), 1);
    marks[3].state = ENT_MISSING;
    assert_int_equal(times(draw(&c, &out), "<path class=\"l k0\""), 2);
    holds(out.data, ">missing<");
    marks[3].state = ENT_UNCOVERED;
    holds(draw(&c, &out), "url(#h-");
    holds(out.data, ">not covered<");
    holds(draw(sample_chart(&arena, ENT_CHART_LINE), &out), "unchecked or without weight");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
names_at_line_ends_do_not_overlap(void **state)
{
    ent_chart_series lines[8];
    ent_mark marks[8][2];
    ent_chart c = {.title = "Close", .kind = ENT_CHART_LINE, .series = lines, .n_series = 8};
    ent_buf out = {0};

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        for (int k = 0; k < 2; k++)
            marks[i][k] =
                (ent_mark){.x = 2000 + k, .y = 5, .low = 5, .high = 5, .state = ENT_VALUE};
        lines[i] = (ent_chart_series){"A series", 0, 0, marks[i], 2};
    }
    draw(&c, &out);
    none_overlap(out.data);
    ent_buf_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_gaps),
        cmocka_unit_test(names_at_line_ends_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

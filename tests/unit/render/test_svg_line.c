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

static void
breaks_are_shaded_and_named(void **state)
{
    ent_mark marks[10], breaks[2];
    ent_chart_series one = {"One", 0, 0, marks, 10};
    ent_chart c = {.title = "Turns", .kind = ENT_CHART_LINE, .series = &one, .n_series = 1};
    ent_buf out = {0};

    (void)state;
    for (int i = 0; i < 10; i++)
        marks[i] = (ent_mark){.x = 2000 + i, .y = i, .low = i, .high = i, .state = ENT_VALUE};
    assert_int_equal(times(draw(&c, &out), "class=\"bl\""), 0);
    breaks[0] = (ent_mark){.x = 2003, .x_low = 2002, .x_high = 2004, .y = 0.93, .label = "cold"};
    breaks[1] = (ent_mark){.x = 2006, .x_low = 2006, .x_high = 2006, .y = 0.5, .label = "<warm>"};
    c.breaks = breaks;
    c.n_breaks = 2;
    assert_int_equal(times(draw(&c, &out), "class=\"bl\""), 2);
    assert_int_equal(times(out.data, "class=\"bw k0\""), 2);
    holds(out.data, ">cold<");
    holds(out.data, "&lt;warm&gt;");
    ent_buf_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_gaps),
        cmocka_unit_test(names_at_line_ends_do_not_overlap),
        cmocka_unit_test(breaks_are_shaded_and_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

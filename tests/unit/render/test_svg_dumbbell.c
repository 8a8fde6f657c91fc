/* test_svg_dumbbell.c: two values a row, or the word for none. */
#include "render_test.h"
#include "text_boxes.h"

static void
rows_hold_both_pairs(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *drawing = draw(sample_chart(&arena, ENT_CHART_DUMBBELL), &out);

    (void)state;
    holds(drawing, ">94\xc2\xa0%<");
    holds(drawing, ">55\xc2\xa0%<");
    holds(drawing, ">missing<");
    holds(drawing, ">not covered<");
    none_overlap(drawing);
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_hold_both_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_svg_ladder.c: rungs, both directions, names where there is room. */
#include "render_test.h"
#include "text_boxes.h"

static void
rungs_bear_their_words(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *drawing = draw(sample_chart(&arena, ENT_CHART_LADDER), &out);

    (void)state;
    holds(drawing, ">5 war<");
    holds(drawing, ">4 use of force<");
    holds(drawing, ">War of the Passes<");
    assert_int_equal(times(drawing, ">Island clash<"), 1); /* once, though both reached it */
    none_overlap(drawing);
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rungs_bear_their_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

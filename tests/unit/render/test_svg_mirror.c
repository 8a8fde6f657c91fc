/* test_svg_mirror.c: bars both ways, a zero and the two kinds of nothing. */
#include "render_test.h"

static void
a_zero_and_the_two_nothings_differ(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *drawing = draw(sample_chart(&arena, ENT_CHART_MIRROR), &out);

    (void)state;
    holds(drawing, ">missing<");
    holds(drawing, ">not covered<");
    holds(drawing, ">0\xc2\xa0%<");
    holds(drawing, "class=\"barh k0\""); /* unchecked: hollow */
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_zero_and_the_two_nothings_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

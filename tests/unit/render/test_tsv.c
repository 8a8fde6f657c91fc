/* test_tsv.c: every cell and figure as a row. */
#include "render_test.h"

static void
tsv_has_cells_and_figures(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_tsv, &arena, &out);

    (void)state;
    holds(text, "section\ttable\trow\tcolumn\ttext\tfigure\n");
    holds(text, "bottom-line\t\t\t\t34 %\ttrade.dependence:RTA>BDA@2014\n");
    holds(text, "past\ttable-losses\t1864\tArea\tmissing\t\n");
    holds(text, "past\ttable-losses\t1858\tArea\t282,000 km\xc2\xb2\tterritory:RTA>BDA@1858\n");
    holds(text, "evidence\t\t\t\tnot covered\tmigrants:RTA>BDA@2020\n");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tsv_has_cells_and_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

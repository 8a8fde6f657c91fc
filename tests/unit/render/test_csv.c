/* test_csv.c: the figures of a page as CSV, and the text of a run. */
#include "render/render_priv.h"
#include "render_test.h"

static void
csv_has_the_figures(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_csv, &arena, &out);

    (void)state;
    holds(text, "id,measure,from,to,time,value,low,high,level,basis,unit,state,claims\r\n");
    holds(text,
          ",trade.dependence,RTA,BDA,2014,0.342,0.31,0.38,0.9,spread over sources,share,value,");
    holds(text, ",inf,1,");
    holds(text, ",2020,,,,,,persons,not covered,\r\n");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
a_run_is_its_words(void **state)
{
    ent_span spans[] = {
        {ENT_SPAN_TEXT, "a ", NULL}, {ENT_SPAN_FIGURE, "1", "x"}, {ENT_SPAN_MARK, NULL, NULL}};
    ent_text_run run = {spans, 3};
    ent_buf buf = {0};

    (void)state;
    assert_int_equal(ent_rd_run_text(&run, &buf), ENT_OK);
    assert_string_equal(buf.data, "a 1");
    ent_buf_clear(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_the_figures),
        cmocka_unit_test(a_run_is_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

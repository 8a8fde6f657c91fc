/* test_html_blocks.c: words, tables and charts of a section. */
#include "render_test.h"

static void
every_chart_has_two_widths_data_and_source(void **state)
{
    fixture f = whole_page();

    (void)state;
    assert_int_equal(times(f.out.data, "<figure"), 5);
    assert_int_equal(times(f.out.data, "<div class=\"chart w\">"), 5);
    assert_int_equal(times(f.out.data, "<div class=\"chart n\">"), 5);
    assert_int_equal(times(f.out.data, "The data as a table"), 5);
    assert_int_equal(times(f.out.data, "href=\"data:text/csv"), 5);
    assert_int_equal(times(f.out.data, "<p>Sources: "), 5);
    done(&f);
}

static void
missing_and_not_covered_stay_apart(void **state)
{
    fixture f = whole_page();

    (void)state;
    assert_non_null(strstr(f.out.data, "<span class=\"mark\">missing</span>"));
    assert_non_null(strstr(f.out.data, "<span class=\"mark\">not covered</span>"));
    assert_non_null(strstr(f.out.data, "<dt>State</dt><dd>missing</dd>"));
    assert_non_null(strstr(f.out.data, "<dt>State</dt><dd>not covered</dd>"));
    done(&f);
}

static void
a_figure_nobody_knows_is_plain_text(void **state)
{
    ent_span span = {ENT_SPAN_FIGURE, "17 %", "no-such-figure"};
    ent_block block = {.kind = ENT_BLOCK_PARAGRAPH, .text = {&span, 1}};
    ent_section section = {"s", "S", &block, 1};
    ent_page page = {.title = "P", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    assert_int_equal(ent_render_html(&page, &out, NULL), ENT_OK);
    assert_non_null(strstr(out.data, "<p>17\xc2\xa0%</p>"));
    assert_null(strstr(out.data, "no-such-figure"));
    ent_buf_clear(&out);
}

static void
items_and_gaps_share_a_frame(void **state)
{
    fixture f = whole_page();

    (void)state;
    assert_int_equal(times(f.out.data, "<li>Oil and oil products"), 1);
    assert_int_equal(times(f.out.data, "<div class=\"lead\">"), 1);   /* of three paragraphs */
    assert_int_equal(times(f.out.data, "<div class=\"box gap\""), 2); /* of three gaps */
    assert_int_equal(times(f.out.data, "<tfoot>"), 1);
    holds(f.out.data, "<p class=\"note\">A row without a figure counts as missing");
    done(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_chart_has_two_widths_data_and_source),
        cmocka_unit_test(missing_and_not_covered_stay_apart),
        cmocka_unit_test(a_figure_nobody_knows_is_plain_text),
        cmocka_unit_test(items_and_gaps_share_a_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_svg_pen.c: series differ without colour, text fits its room. */
#include "render/svg_priv.h"
#include "render_test.h"

static void
series_differ_without_colour(void **state)
{
    ent_arena arena = {0};
    const ent_chart *c = sample_chart(&arena, ENT_CHART_LINE);

    (void)state;
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = i + 1; k < c->n_series; k++)
            assert_int_not_equal(ent_svg_pen_of(c, i).shape, ent_svg_pen_of(c, k).shape);
    ent_arena_clear(&arena);
}

static void
text_is_cut_to_its_room(void **state)
{
    ent_buf body = {0};
    ent_svg s = {0};

    (void)state;
    ent_rd_begin(&s.body, &body);
    assert_true(ent_svg_text(&s, 0, 0, 's', "", "short", 200) < 60);
    holds(body.data, ">short</text>");
    assert_true(ent_svg_text(&s, 0, 0, 'e', "q", "a rather long label, too long", 80) <= 80);
    holds(body.data, "\xe2\x80\xa6</text>");
    ent_buf_reset(&body);
    ent_svg_text(&s, 0, 0, 'm', "", "<a & \"b\">", 200);
    holds(body.data, "&lt;a &amp; &quot;b&quot;&gt;");
    ent_buf_reset(&body);
    assert_true(ent_svg_text(&s, 0, 0, 's', "", "no room", 3) == 0);
    assert_int_equal(body.len, 0);
    ent_buf_clear(&s.scratch);
    ent_buf_clear(&s.body.tmp);
    ent_buf_clear(&body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_differ_without_colour),
        cmocka_unit_test(text_is_cut_to_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

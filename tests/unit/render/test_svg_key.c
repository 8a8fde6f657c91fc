/* test_svg_key.c: rows by label; the key says only what is drawn. */
#include "render/svg_priv.h"
#include "render_test.h"

static void
marks_of_one_label_share_a_row(void **state)
{
    ent_arena arena = {0};
    ent_buf body = {0};
    ent_svg s = {.chart = sample_chart(&arena, ENT_CHART_MIRROR)};
    size_t n = 0;

    (void)state;
    ent_rd_begin(&s.body, &body);
    ent_svg_row *rows = ent_svg_rows(&s, true, &n);
    assert_int_equal(n, 5);
    assert_string_equal(rows[0].label, "Goods exports");
    assert_true(rows[0].marks[0] && rows[0].marks[1] && rows[0].marks[2] && !rows[0].marks[3]);
    assert_string_equal(rows[2].label, "Arms deliveries");
    assert_int_equal(rows[2].marks[0]->state, ENT_MISSING);
    ent_free(rows);
    ent_arena_clear(&arena);
}

static void
the_key_says_only_what_is_drawn(void **state)
{
    ent_buf body = {0};
    ent_svg s = {.width = 720, .key = "k"};

    (void)state;
    ent_rd_begin(&s.body, &body);
    assert_true(ent_svg_marks_key(&s, 100) == 0);
    assert_int_equal(body.len, 0);
    s.any_missing = true;
    assert_true(ent_svg_marks_key(&s, 100) > 100);
    holds(body.data, ">missing<");
    assert_null(strstr(body.data, "not covered"));
    ent_buf_clear(&s.scratch);
    ent_buf_clear(&s.body.tmp);
    ent_buf_clear(&body);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_of_one_label_share_a_row),
        cmocka_unit_test(the_key_says_only_what_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

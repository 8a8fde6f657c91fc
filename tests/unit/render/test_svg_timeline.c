/* test_svg_timeline.c: events as wide as their date is vague, names that do not overlap. */
#include "render_test.h"
#include "text_boxes.h"

static void
names_in_a_dense_timeline_do_not_overlap(void **state)
{
    enum { MANY = 300 };
    ent_mark marks[MANY];
    char names[MANY][40];
    ent_chart_series lane = {"Lane", 0, 0, marks, MANY};
    ent_chart c = {.id = "dense",
                   .title = "Dense",
                   .kind = ENT_CHART_TIMELINE,
                   .series = &lane,
                   .n_series = 1,
                   .x_min = 1689,
                   .x_max = 2026};
    ent_buf out = {0};

    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(names[i], sizeof names[i], "Event %zu of the long list", i);
        double x = 1700 + 300 * fabs(sin((double)i * 1.7));
        marks[i] = (ent_mark){.x = x,
                              .x_low = x,
                              .x_high = x,
                              .label = names[i],
                              .x_end = i % 9 == 0 ? x + 12 : 0,
                              .state = ENT_VALUE};
    }
    draw(&c, &out);
    none_overlap(out.data);
    assert_non_null(strstr(out.data, "unnamed")); /* what got no name is counted */
    ent_buf_clear(&out);
}

static void
a_vague_date_is_drawn_wide(void **state)
{
    ent_mark mark = {.x = 1858, .x_low = 1858, .x_high = 1858, .state = ENT_VALUE, .label = "x"};
    ent_chart_series lane = {"Lane", 0, 0, &mark, 1};
    ent_chart c = {.title = "Vague",
                   .kind = ENT_CHART_TIMELINE,
                   .series = &lane,
                   .n_series = 1,
                   .x_min = 1800,
                   .x_max = 1900};
    ent_buf out = {0};

    (void)state;
    assert_null(strstr(draw(&c, &out), "class=\"vague"));
    mark.x_low = 1850;
    mark.x_high = 1866;
    holds(draw(&c, &out), "class=\"vague k0\"");
    mark.weak = true;
    holds(draw(&c, &out), "<circle class=\"h k0\"");
    ent_buf_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_in_a_dense_timeline_do_not_overlap),
        cmocka_unit_test(a_vague_date_is_drawn_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

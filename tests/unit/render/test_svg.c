/* test_svg.c: every kind of chart, with ordinary data and with none, one, equal or huge values. */
#include "render_test.h"

enum { KINDS = ENT_CHART_LADDER + 1 };

static void
every_kind_draws_and_repeats_itself(void **state)
{
    ent_arena arena = {0};
    ent_buf one = {0}, two = {0};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        const ent_chart *c = sample_chart(&arena, (ent_chart_kind)kind);
        draw(c, &one);
        draw(c, &two);
        assert_string_equal(one.data, two.data);
    }
    ent_buf_clear(&one);
    ent_buf_clear(&two);
    ent_arena_clear(&arena);
}

/** A chart of two series with these marks. */
static ent_chart
small(ent_chart_kind kind, ent_mark *marks, size_t n, ent_chart_series *series)
{
    series[0] = (ent_chart_series){"one", 0, 0, marks, n};
    series[1] = (ent_chart_series){"two", 1, 1, marks, n};
    return (ent_chart){
        .id = "small", .title = "Small", .kind = kind, .series = series, .n_series = 2};
}

static void
draws_all_kinds(ent_mark *marks, size_t n, bool log)
{
    ent_chart_series series[2];
    ent_buf out = {0};

    for (int kind = 0; kind < KINDS; kind++) {
        ent_chart c = small((ent_chart_kind)kind, marks, n, series);
        c.y_log = log;
        draw(&c, &out);
    }
    ent_buf_clear(&out);
}

static void
nothing_to_draw_is_said(void **state)
{
    ent_chart_series series[2];
    ent_buf out = {0};

    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        ent_chart c = small((ent_chart_kind)kind, NULL, 0, series);
        assert_non_null(strstr(draw(&c, &out), "Nothing to draw"));
        c.n_series = 0;
        assert_non_null(strstr(draw(&c, &out), "Nothing to draw"));
    }
    ent_buf_clear(&out);
}

static void
one_point_draws(void **state)
{
    ent_mark one = {.x = 2014, .y = 3, .low = 2, .high = 4, .state = ENT_VALUE, .label = "x"};

    (void)state;
    draws_all_kinds(&one, 1, false);
    draws_all_kinds(&one, 1, true);
}

static void
equal_and_zero_values_draw(void **state)
{
    ent_mark marks[5] = {{0}};

    (void)state;
    for (int i = 0; i < 5; i++)
        marks[i] = (ent_mark){.x = 2000 + i, .state = ENT_VALUE, .label = "zero"};
    draws_all_kinds(marks, 5, false);
    draws_all_kinds(marks, 5, true);
    for (int i = 0; i < 5; i++)
        marks[i].y = marks[i].low = marks[i].high = 7;
    draws_all_kinds(marks, 5, false);
    draws_all_kinds(marks, 5, true);
}

static void
huge_negative_and_open_values_draw(void **state)
{
    ent_mark marks[] = {
        {.x = 1000, .y = 1e300, .low = 1e-300, .high = HUGE_VAL, .state = ENT_VALUE, .label = "a"},
        {.x = 2200, .y = -1e300, .low = -HUGE_VAL, .high = 0, .state = ENT_VALUE},
        {.x = 1500,
         .x_low = 1000,
         .x_high = 2200,
         .x_end = 2100,
         .y = 3,
         .low = 3,
         .high = 3,
         .state = ENT_VALUE,
         .label = "",
         .open_end = true,
         .weak = true},
    };

    (void)state;
    draws_all_kinds(marks, 3, false);
    draws_all_kinds(marks, 3, true);
}

static void
all_missing_draws(void **state)
{
    ent_mark marks[] = {{.x = 2000, .state = ENT_MISSING, .label = "a"},
                        {.x = 2001, .state = ENT_UNCOVERED, .label = "b"}};

    (void)state;
    draws_all_kinds(marks, 2, false);
    draws_all_kinds(marks, 2, true);
}

static void
very_long_names_are_cut(void **state)
{
    char name[4000];
    ent_mark mark = {.x = 2014, .y = 3, .low = 2, .high = 4, .state = ENT_VALUE, .label = name};

    (void)state;
    memset(name, 'W', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    draws_all_kinds(&mark, 1, false);
    for (size_t i = 0; i + 3 < sizeof name; i += 3)
        memcpy(name + i, "\xe7\x91\xb7", 3);
    name[3999 - 3999 % 3] = '\0';
    draws_all_kinds(&mark, 1, false);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_draws_and_repeats_itself),
        cmocka_unit_test(nothing_to_draw_is_said),
        cmocka_unit_test(one_point_draws),
        cmocka_unit_test(equal_and_zero_values_draw),
        cmocka_unit_test(huge_negative_and_open_values_draw),
        cmocka_unit_test(all_missing_draws),
        cmocka_unit_test(very_long_names_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_svg.c: every kind of chart, with ordinary data and with none, one, equal or huge values. */
#include "render/svg_priv.h"
#include "sample_page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KINDS = ENT_CHART_LADDER + 1 };

static char *
draw(const ent_chart *c, ent_buf *out) {
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(ent_render_svg(c, out, &err), ENT_OK);
    assert_non_null(strstr(out->data, "role=\"img\""));
    assert_non_null(strstr(out->data, "<title "));
    assert_non_null(strstr(out->data, "<desc "));
    assert_null(strstr(out->data, "nan"));
    assert_null(strstr(out->data, "inf\""));
    assert_null(strstr(out->data, "<script"));
    return out->data;
}

static void
every_kind_draws_and_repeats_itself(void **state) {
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

static void
gaps_are_drawn_as_gaps(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    char *line = draw(sample_chart(&arena, ENT_CHART_LINE), &out);
    assert_non_null(strstr(line, "url(#h-")); /* hatched: not covered */
    assert_non_null(strstr(line, "not covered"));
    assert_non_null(strstr(line, ">missing<"));
    assert_non_null(strstr(line, "unchecked or without weight"));
    char *mirror = draw(sample_chart(&arena, ENT_CHART_MIRROR), &out);
    assert_non_null(strstr(mirror, ">missing<"));
    assert_non_null(strstr(mirror, ">not covered<"));
    assert_non_null(strstr(mirror, ">0\xc2\xa0%<")); /* a zero is printed as a zero */
    char *bell = draw(sample_chart(&arena, ENT_CHART_DUMBBELL), &out);
    assert_non_null(strstr(bell, ">missing<"));
    assert_non_null(strstr(bell, ">not covered<"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
series_differ_without_colour(void **state) {
    ent_arena arena = {0};
    const ent_chart *c = sample_chart(&arena, ENT_CHART_LINE);

    (void)state;
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = i + 1; k < c->n_series; k++)
            assert_int_not_equal(ent_svg_pen_of(c, i).shape, ent_svg_pen_of(c, k).shape);
    ent_arena_clear(&arena);
}

/** A chart of two series with these marks. */
static ent_chart
small(ent_chart_kind kind, ent_mark *marks, size_t n, ent_chart_series *series) {
    series[0] = (ent_chart_series){"one", 0, 0, marks, n};
    series[1] = (ent_chart_series){"two", 1, 1, marks, n};
    return (ent_chart){
        .id = "small", .title = "Small", .kind = kind, .series = series, .n_series = 2};
}

static void
draws_all_kinds(ent_mark *marks, size_t n, bool log) {
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
nothing_to_draw_is_said(void **state) {
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
one_point_draws(void **state) {
    ent_mark one = {.x = 2014, .y = 3, .low = 2, .high = 4, .state = ENT_VALUE, .label = "x"};

    (void)state;
    draws_all_kinds(&one, 1, false);
    draws_all_kinds(&one, 1, true);
}

static void
equal_and_zero_values_draw(void **state) {
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
huge_negative_and_open_values_draw(void **state) {
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
all_missing_draws(void **state) {
    ent_mark marks[] = {{.x = 2000, .state = ENT_MISSING, .label = "a"},
                        {.x = 2001, .state = ENT_UNCOVERED, .label = "b"}};

    (void)state;
    draws_all_kinds(marks, 2, false);
    draws_all_kinds(marks, 2, true);
}

static void
very_long_names_are_cut(void **state) {
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

typedef struct box {
    double from, to, y;
} box;

/** Where the texts of a drawing stand, by the drawing's own measure. */
static size_t
text_boxes(const char *drawing, box *out, size_t max) {
    ent_buf body = {0};
    ent_svg s = {0};
    size_t n = 0;

    ent_rd_begin(&s.body, &body);
    for (const char *p = strstr(drawing, "<text "); p && n < max; p = strstr(p + 1, "<text ")) {
        char words[256] = "";
        double x = strtod(strstr(p, "x=\"") + 3, NULL), y = strtod(strstr(p, "y=\"") + 3, NULL);
        const char *open = strchr(p, '>') + 1;
        size_t len = strcspn(open, "<");
        if (len >= sizeof words) len = sizeof words - 1;
        memcpy(words, open, len);
        const char *anchor = strstr(p, "text-anchor=\"");
        double w = ent_svg_text_width(&s, words);
        if (!anchor || anchor > open)
            out[n++] = (box){x, x + w, y};
        else if (anchor[13] == 'e')
            out[n++] = (box){x - w, x, y};
        else
            out[n++] = (box){x - w / 2, x + w / 2, y};
    }
    ent_buf_clear(&s.scratch);
    ent_buf_clear(&s.body.tmp);
    ent_buf_clear(&body);
    return n;
}

static void
names_in_a_dense_timeline_do_not_overlap(void **state) {
    enum { MANY = 300 };
    ent_mark marks[MANY];
    char names[MANY][40];
    static box boxes[2000];
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
    size_t n = text_boxes(out.data, boxes, 2000);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (fabs(boxes[i].y - boxes[k].y) < 10)
                assert_true(boxes[i].to <= boxes[k].from + 0.5 ||
                            boxes[k].to <= boxes[i].from + 0.5);
    assert_non_null(strstr(out.data, "unnamed")); /* what got no name is counted */
    ent_buf_clear(&out);
}

static void
names_at_line_ends_do_not_overlap(void **state) {
    ent_chart_series lines[8];
    ent_mark marks[8][2];
    box boxes[200];
    ent_chart c = {.title = "Close", .kind = ENT_CHART_LINE, .series = lines, .n_series = 8};
    ent_buf out = {0};

    (void)state;
    for (size_t i = 0; i < 8; i++) {
        for (int k = 0; k < 2; k++)
            marks[i][k] =
                (ent_mark){.x = 2000 + k, .y = 5, .low = 5, .high = 5, .state = ENT_VALUE};
        lines[i] = (ent_chart_series){"A series", 0, 0, marks[i], 2};
    }
    draw(&c, &out);
    size_t n = text_boxes(out.data, boxes, 200);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            if (fabs(boxes[i].y - boxes[k].y) < 10)
                assert_true(boxes[i].to <= boxes[k].from + 0.5 ||
                            boxes[k].to <= boxes[i].from + 0.5);
    ent_buf_clear(&out);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_draws_and_repeats_itself),
        cmocka_unit_test(gaps_are_drawn_as_gaps),
        cmocka_unit_test(series_differ_without_colour),
        cmocka_unit_test(nothing_to_draw_is_said),
        cmocka_unit_test(one_point_draws),
        cmocka_unit_test(equal_and_zero_values_draw),
        cmocka_unit_test(huge_negative_and_open_values_draw),
        cmocka_unit_test(all_missing_draws),
        cmocka_unit_test(very_long_names_are_cut),
        cmocka_unit_test(names_in_a_dense_timeline_do_not_overlap),
        cmocka_unit_test(names_at_line_ends_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_charts.c: marks from estimates, the table under each chart, and its source line. */
#include "fixture.h"

static void
each_direction_is_a_series(void **state)
{
    fixture *f = *state;
    const ent_chart *c = fixture_chart(fixture_build(f), "students");

    assert_int_equal(c->n_series, 2);
    assert_string_equal(c->series[0].name, "Ruritania \u2192 Borduria");
    assert_string_equal(c->series[1].name, "Borduria \u2192 Ruritania");
    check_near(c->series[0].marks[0].x, 2001.5, 0.01, "middle of the year");
    assert_true(c->series[0].marks[0].low == 1199.5);
}

static void
the_table_holds_what_the_marks_hold(void **state)
{
    fixture *f = *state;
    const ent_chart *c = fixture_chart(fixture_build(f), "trade-total");

    assert_int_equal(c->table.n_rows, 2);
    says(fixture_text(f, "trade"),
         "Ruritania\u2013Borduria | 2001 | 40.0 m USD | 39.0 m USD | 41.0 "
         "m USD\n");
}

static void
an_open_end_is_said_to_be_open(void **state)
{
    fixture *f = *state;

    for (size_t i = 0; i < f->in.pair.n_estimates; i++)
        if (strcmp(f->estimates[i].measure, "trade.total") == 0) f->estimates[i].high = HUGE_VAL;
    fixture_build(f);
    says(fixture_text(f, "trade"), "2001 | 40.0 m USD | 39.0 m USD | [open]");
    page_holds(f);
}

static void
everything_drawn_is_a_figure(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);
    size_t found = 0;

    for (size_t i = 0; i < p->n_figures; i++)
        found += strcmp(p->figures[i].id, "un.distance:ISL>MLT@2001") == 0;
    assert_int_equal(found, 1);
}

static void
the_other_pair_is_a_series_in_its_own_ink(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    fixture_against(f);
    c = fixture_chart(fixture_build(f), "trade-total");
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[1].pair, 1);
    assert_string_equal(c->series[1].name, "Zubrowka\u2013Florin");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("each direction is a series", each_direction_is_a_series),
        ON_FULL("the table holds what the marks hold", the_table_holds_what_the_marks_hold),
        ON_FULL("an open end is said to be open", an_open_end_is_said_to_be_open),
        ON_FULL("everything drawn is a figure", everything_drawn_is_a_figure),
        ON_FULL("the other pair is a series in its own ink",
                the_other_pair_is_a_series_in_its_own_ink),
    };

    return RUN(tests);
}

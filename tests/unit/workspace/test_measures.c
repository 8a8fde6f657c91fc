/* test_measures.c: which figures a pair has, in which order, and as known on which day. */
#include "workspace_test.h"

#define STUDENTS(a, b, year, n, when)                                                   \
    {                                                                                   \
        .from = a, .to = b, .indicator = "students", .valid_from = year, .known = when, \
        .quantity = n, .unit = "persons"                                                \
    }

static void
each_year_with_a_figure_is_an_estimate(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("BTN", "ISL", "2017", "20", "2018"),
                        STUDENTS("BTN", "ISL", "2019", "25", "2020"),
                        STUDENTS("ISL", "BTN", "2019", "3", "2020")};
    figures f;

    LOAD(w, rows);
    f = measure(w, "BTN", "ISL", NULL);
    assert_int_equal(f.n, 3);
    for (size_t i = 1; i < f.n; i++)
        assert_true(ent_estimate_compare(&f.items[i - 1], &f.items[i]) < 0);
    assert_null(find(f, "students:BTN>ISL@2018"));
    check_near(value_of(f, "students:BTN>ISL@2017")->value, 20, 0, "2017");
    check_near(value_of(f, "students:ISL>BTN@2019")->value, 3, 0, "2019");
}

static void
both_ways_of_asking_give_the_same_figures(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("BTN", "ISL", "2017", "20", "2018"),
                        STUDENTS("ISL", "BTN", "2019", "3", "2020")};
    figures f, g;

    LOAD(w, rows);
    f = measure(w, "BTN", "ISL", NULL);
    g = measure(w, "ISL", "BTN", NULL);
    assert_int_equal(f.n, g.n);
    for (size_t i = 0; i < f.n; i++) {
        assert_string_equal(f.items[i].id, g.items[i].id);
        assert_true(f.items[i].value == g.items[i].value);
    }
}

static void
what_became_known_later_is_not_used(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("BTN", "ISL", "2017", "20", "2018-03"),
                        STUDENTS("BTN", "ISL", "2017", "90", "2030")};

    LOAD(w, rows);
    assert_int_equal(measure(w, "BTN", "ISL", "2017-12-31").n, 0);
    check_near(value_of(measure(w, "BTN", "ISL", "2026-01-01"), "students:BTN>ISL@2017")->value, 20,
               0, "before");
    check_near(value_of(measure(w, "BTN", "ISL", NULL), "students:BTN>ISL@2017")->value, 55, 0,
               "after: the middle");
}

static void
an_unchecked_figure_moves_nothing(void **state)
{
    world *w = *state;
    row rows[] = {STUDENTS("BTN", "ISL", "2017", "20", "2018"),
                  STUDENTS("BTN", "ISL", "2017", "900", "2018"),
                  STUDENTS("BTN", "ISL", "2019", "900", "2020")};
    figures f;

    rows[1].checked = rows[2].checked = "memory";
    LOAD(w, rows);
    f = measure(w, "BTN", "ISL", NULL);
    check_near(value_of(f, "students:BTN>ISL@2017")->value, 20, 0, "2017");
    assert_null(find(f, "students:BTN>ISL@2019"));
}

static void
other_pairs_do_not_leak_in(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("BTN", "ISL", "2017", "20", "2018"),
                        STUDENTS("BTN", "MLT", "2017", "7", "2018")};

    LOAD(w, rows);
    assert_int_equal(measure(w, "ISL", "MLT", NULL).n, 0);
    assert_int_equal(measure(w, "BTN", "MLT", NULL).n, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("each year with a figure is an estimate, in order",
                 each_year_with_a_figure_is_an_estimate),
        IN_WORLD("both ways of asking give the same figures",
                 both_ways_of_asking_give_the_same_figures),
        IN_WORLD("what became known later is not used", what_became_known_later_is_not_used),
        IN_WORLD("an unchecked figure moves nothing", an_unchecked_figure_moves_nothing),
        IN_WORLD("other pairs do not leak in", other_pairs_do_not_leak_in),
    };

    return RUN(tests);
}

/* test_compare.c: two pairs on one scale and in one table, gaps shown. */
#include "fixture.h"

static void
both_pairs_have_their_dots(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    fixture_against(f);
    c = fixture_chart(fixture_build(f), "places");
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[0].n, 1);
    check_near(c->series[0].marks[0].y, 0.6375, 1e-9, "place of 0.81");
    check_near(c->series[1].marks[0].y, 0.375, 1e-9, "place of 0.6");
    assert_string_equal(c->series[0].marks[0].label, "UN vote agreement (2009)");
    assert_int_equal(c->series[1].pair, 1);
}

static void
a_figure_that_one_pair_lacks_is_not_held(void **state)
{
    fixture *f = *state;

    fixture_against(f);
    fixture_build(f);
    says(fixture_text(f, "compare"),
         "Goods trade both ways | 44.0 m USD (2002) | 2.00 bn USD (1.80 "
         "to 2.20 bn USD) (2001)");
    says(fixture_text(f, "compare"), "Students, first \u2192 second | 1,200 (2001) | [not held]");
    says(fixture_text(f, "compare"), "Trade dependence, second \u2192 first | 4.0 % (3.0 to 5.0 %) "
                                     "(2001) | 30 % (27 to 33 %) (2001)");
    never_says(fixture_text(f, "compare"), "Visas");
}

static void
without_a_yardstick_no_place_is_drawn(void **state)
{
    fixture *f = *state;

    fixture_against(f);
    f->in.n_yardsticks = 0;
    assert_null(fixture_chart(fixture_build(f), "places"));
    page_holds(f);
}

static void
without_another_pair_there_is_no_section(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_string_equal(fixture_text(f, "compare"), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("both pairs have their dots", both_pairs_have_their_dots),
        ON_FULL("a figure that one pair lacks is not held",
                a_figure_that_one_pair_lacks_is_not_held),
        ON_FULL("without a yardstick no place is drawn", without_a_yardstick_no_place_is_drawn),
        ON_FULL("without another pair there is no section",
                without_another_pair_there_is_no_section),
    };

    return RUN(tests);
}

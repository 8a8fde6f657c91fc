/* test_measures_stance.c: agreement from votes, else from claims; distance of ideal points. */
#include "workspace_test.h"

#define VOTE(call, state, day, v)                                                                \
    {                                                                                            \
        .record = call, .from = state, .indicator = "un.vote", .valid_from = day, .intensity = v \
    }
#define STATED(year, last, n)                                                        \
    {                                                                                \
        .from = "ISL", .to = "BTN", .indicator = "un.agreement", .valid_from = year, \
        .valid_to = last, .quantity = n, .unit = "share"                             \
    }
#define POINT(state, year, n)                                                           \
    {                                                                                   \
        .from = state, .indicator = "un.idealpoint", .valid_from = year, .quantity = n, \
        .unit = "index"                                                                 \
    }

static const row VOTES[] = {
    VOTE("call-1", "ISL", "2011-10-01", "1"),  VOTE("call-1", "BTN", "2011-10-01", "1"),
    VOTE("call-2", "ISL", "2011-11-01", "1"),  VOTE("call-2", "BTN", "2011-11-01", "0"),
    VOTE("call-3", "ISL", "2012-11-01", "-1"), VOTE("call-3", "BTN", "2012-11-01", "1"),
    VOTE("call-4", "ISL", "2012-12-01", "1"), /* the other was away */
    VOTE("call-5", "ISL", "2016-12-01", "1"),  VOTE("call-5", "BTN", "2016-12-01", "0"),
};

static void
votes_agree_as_often_as_they_do(void **state)
{
    world *w = *state;
    figures f;

    LOAD(w, VOTES);
    f = measure(w, "ISL", "BTN", NULL);
    check_relative(value_of(f, "un.agreement:BTN>ISL@2011")->value, 0.75, 1e-12, "2011");
    check_near(value_of(f, "un.agreement:BTN>ISL@2012")->value, 0, 1e-12, "2012");
    check_relative(value_of(f, "un.agreement.span:BTN>ISL@2010-2019")->value, 0.5, 1e-12, "2010s");
    /* both votes of the first, of the last and of an opposed roll call, as the figure's note says
     */
    assert_int_equal(value_of(f, "un.agreement.span:BTN>ISL@2010-2019")->n_lineage, 6);
}

static void
a_few_years_of_votes_are_no_decade(void **state)
{
    world *w = *state;
    const row rows[] = {
        VOTE("call-1", "ISL", "2019-10-01", "1"), VOTE("call-1", "BTN", "2019-10-01", "1"),
        VOTE("call-2", "ISL", "2020-01-10", "1"), VOTE("call-2", "BTN", "2020-01-10", "1")};
    figures f;

    LOAD(w, rows);
    f = measure(w, "ISL", "BTN", NULL);
    assert_non_null(find(f, "un.agreement:BTN>ISL@2020"));
    assert_null(find(f, "un.agreement.span:BTN>ISL@2010-2019"));
    assert_null(find(f, "un.agreement.span:BTN>ISL@2020-2029"));
}

static void
a_stated_agreement_stands_in_over_its_own_span(void **state)
{
    world *w = *state;
    const row rows[] = {STATED("2010", "2019", "0.62"), STATED("2019", NULL, "0.70")};
    figures f;

    LOAD(w, rows);
    f = measure(w, "BTN", "ISL", NULL);
    check_relative(value_of(f, "un.agreement.span:BTN>ISL@2010-2019")->value, 0.62, 1e-12, "span");
    check_relative(value_of(f, "un.agreement:BTN>ISL@2019")->value, 0.70, 1e-12, "year");
}

static void
votes_stand_before_a_stated_agreement(void **state)
{
    world *w = *state;
    const row rows[] = {STATED("2010", "2019", "0.99")};
    figures f;

    LOAD(w, VOTES);
    LOAD(w, rows);
    f = measure(w, "ISL", "BTN", NULL);
    check_relative(value_of(f, "un.agreement.span:BTN>ISL@2010-2019")->value, 0.5, 1e-12, "2010s");
}

static void
distance_is_the_gap_between_two_points(void **state)
{
    world *w = *state;
    const row rows[] = {POINT("ISL", "2019", "1.50"), POINT("BTN", "2019", "-0.50"),
                        POINT("ISL", "2018", "1.00")};
    figures f;
    const ent_estimate *e;

    LOAD(w, rows);
    f = measure(w, "ISL", "BTN", NULL);
    e = value_of(f, "un.distance:BTN>ISL@2019");
    check_relative(e->value, 2, 1e-12, "gap");
    check_relative(e->low, 1.99, 1e-9, "nearest ends");
    check_relative(e->high, 2.01, 1e-9, "farthest ends");
    assert_null(find(f, "un.distance:BTN>ISL@2018"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("votes agree as often as they do", votes_agree_as_often_as_they_do),
        IN_WORLD("a few years of votes are no decade", a_few_years_of_votes_are_no_decade),
        IN_WORLD("a stated agreement stands in over its own span",
                 a_stated_agreement_stands_in_over_its_own_span),
        IN_WORLD("votes stand before a stated agreement", votes_stand_before_a_stated_agreement),
        IN_WORLD("distance is the gap between two points", distance_is_the_gap_between_two_points),
    };

    return RUN(tests);
}

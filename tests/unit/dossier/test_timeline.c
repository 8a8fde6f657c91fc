/* test_timeline.c: one mark an event, as wide as its date is vague. */
#include "fixture.h"

static const ent_chart_series *
lane(const ent_page *p, const char *name)
{
    const ent_chart *c = fixture_chart(p, "timeline");

    for (size_t i = 0; c && i < c->n_series; i++)
        if (strcmp(c->series[i].name, name) == 0) return &c->series[i];
    fail_msg("no lane %s", name);
    return NULL;
}

static void
both_sides_of_an_event_are_drawn_once(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    assert_int_equal(lane(p, "Treaties and pledges")->n, 2);
    assert_int_equal(lane(p, "Wars and clashes")->n, 1);
    assert_int_equal(lane(p, "Militarised disputes")->n, 3);
}

static void
a_mark_is_as_wide_as_its_date(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);
    const ent_mark *war = &lane(p, "Wars and clashes")->marks[0];
    const ent_mark *day = &lane(p, "Memory and repair")->marks[1];
    const ent_mark *treaty = &lane(p, "Treaties and pledges")->marks[0];

    check_near(war->x_low, 1911, 1e-9, "begin");
    check_near(war->x_high, 1913, 0.01, "end");
    assert_true(war->x_end > war->x);
    check_near(day->x_low, 1950, 1e-9, "decade begins");
    check_near(day->x_high, 1960, 0.01, "decade ends");
    assert_true(treaty->x_low == treaty->x_high);
}

static void
what_is_unchecked_is_weak_and_what_goes_on_is_open(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    assert_true(lane(p, "Memory and repair")->marks[1].weak);
    assert_false(lane(p, "Memory and repair")->marks[0].weak);
    assert_true(lane(p, "Treaties and pledges")->marks[1].open_end);
    says(fixture_text(f, "timeline"), "since 1 June 1990 | Treaties and pledges | defence pledge");
    says(fixture_text(f, "timeline"), "Day of the Lighthouse [unchecked]");
}

static void
a_lane_is_in_order_of_time(void **state)
{
    fixture *f = *state;
    const ent_page *p;

    fixture_claim(f, "late", "repair", RUR, BOR, "2011");
    p = fixture_build(f);
    for (size_t i = 1; i < lane(p, "Memory and repair")->n; i++)
        assert_true(lane(p, "Memory and repair")->marks[i - 1].x_low <=
                    lane(p, "Memory and repair")->marks[i].x_low);
}

static void
without_an_event_the_gap_is_said(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_string_equal(fixture_text(f, "timeline"), "No dated event between the two is held.\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("both sides of an event are drawn once", both_sides_of_an_event_are_drawn_once),
        ON_FULL("a mark is as wide as its date", a_mark_is_as_wide_as_its_date),
        ON_FULL("what is unchecked is weak and what goes on is open",
                what_is_unchecked_is_weak_and_what_goes_on_is_open),
        ON_FULL("a lane is in order of time", a_lane_is_in_order_of_time),
        ON_EMPTY("without an event the gap is said", without_an_event_the_gap_is_said),
    };

    return RUN(tests);
}

/* test_ladder.c: rungs of hostility reached, by side, with unchecked entries marked. */
#include "fixture.h"

static void
each_side_climbs_its_own_ladder(void **state)
{
    fixture *f = *state;
    const ent_chart *c = fixture_chart(fixture_build(f), "ladder");

    assert_int_equal(c->n_series, 2);
    assert_string_equal(c->series[0].name, "Ruritania against Borduria");
    assert_int_equal(c->series[0].n, 3);
    assert_int_equal(c->series[1].n, 1);
    assert_true(c->series[1].marks[0].y == 3);
    assert_true(c->y_min == 0.5 && c->y_max == 5.5);
}

static void
an_unchecked_rung_is_marked(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "ladder"), "5 | war | 1 | 1970 [unchecked] | one");
    says(fixture_text(f, "ladder"), "war (1970) [no weight] | 5 | 5 | 5");
    assert_true(fixture_chart(&f->page, "ladder")->series[0].marks[2].weak);
}

static void
an_unchecked_entry_never_stands_for_a_checked_one(void **state)
{
    fixture *f = *state;

    fixture_find(f, "mid-70")->intensity = 4;
    fixture_build(f);
    says(fixture_text(f, "ladder"),
         "4 | use of force | 1 | March 1950, Quarrel of the buoys | one");
    fixture_find(f, "mid-70")->valid_from.year = 1940;
    fixture_build(f);
    says(fixture_text(f, "ladder"),
         "4 | use of force | 1 | March 1950, Quarrel of the buoys | one");
}

static void
a_level_entered_as_a_figure_counts(void **state)
{
    fixture *f = *state;
    ent_claim *c = fixture_find(f, "mid-60");

    c->intensity = 0;
    c->intensity_scale = NULL;
    c->quantity_state = ENT_VALUE;
    c->quantity = 4;
    assert_string_equal(ladder_rung(c), "use of force");
    c->quantity_state = ENT_UNCOVERED;
    assert_string_equal(ladder_rung(c), "level unknown");
}

static void
a_level_off_the_scale_is_not_drawn(void **state)
{
    fixture *f = *state;

    fixture_find(f, "mid-60")->intensity = 6;
    fixture_find(f, "mid-50-b")->intensity = 0;
    assert_int_equal(fixture_chart(fixture_build(f), "ladder")->n_series, 1);
    assert_string_equal(ladder_rung(fixture_find(f, "mid-60")), "level unknown");
    assert_string_equal(ladder_rung(fixture_find(f, "mid-70")), "war");
}

static void
silence_on_disputes_is_told_apart(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "ladder"), "Militarised disputes: not covered by any loaded source.");
    fixture_cover(f, "all-disputes", "mid.*", true);
    fixture_build(f);
    says(fixture_text(f, "ladder"), "Militarised disputes: none on record in all-disputes.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("each side climbs its own ladder", each_side_climbs_its_own_ladder),
        ON_FULL("an unchecked rung is marked", an_unchecked_rung_is_marked),
        ON_FULL("an unchecked entry never stands for a checked one",
                an_unchecked_entry_never_stands_for_a_checked_one),
        ON_FULL("a level entered as a figure counts", a_level_entered_as_a_figure_counts),
        ON_FULL("a level off the scale is not drawn", a_level_off_the_scale_is_not_drawn),
        ON_EMPTY("silence on disputes is told apart", silence_on_disputes_is_told_apart),
    };

    return RUN(tests);
}

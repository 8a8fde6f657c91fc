/* test_territory.c: land per source and event, sums apart, and stated totals held against them. */
#include "fixture.h"

static void
stated_totals_are_held_against_the_sum(void **state)
{
    fixture *f = *state;
    const char *text;

    fixture_build(f);
    text = fixture_text(f, "territory");
    says(text, "A source states a total of 500 km\u00b2 (1900 to 1905, Ruritania \u2192 Borduria); "
               "the entries held add up to 120 km\u00b2 (100 to 140 km\u00b2): less than stated.");
    says(text,
         "a total of about 110 km\u00b2 (1900 to 1905, Ruritania \u2192 Borduria); the entries "
         "held add up to 120 km\u00b2 (100 to 140 km\u00b2): compatible with the total.");
    says(text, "a total of 10 km\u00b2 (1900 to 1905, Ruritania \u2192 Borduria); the entries held "
               "add up to 120 km\u00b2 (100 to 140 km\u00b2): more than stated.");
}

static void
totals_are_compared_in_one_unit(void **state)
{
    fixture *f = *state;
    ent_claim *c = fixture_find(f, "stated-0");

    fixture_quantity(c, 46.3, "mile2"); /* 119.9 km2 */
    fixture_build(f);
    says(fixture_text(f, "territory"), "a total of 119.9 km\u00b2 (1900 to 1905, Ruritania \u2192 "
                                       "Borduria); the entries held add up to 120 km\u00b2 (100 to "
                                       "140 km\u00b2): compatible");
}

static void
a_total_without_single_transfers_says_so(void **state)
{
    fixture *f = *state;

    fixture_find(f, "stated-0")->from = BOR;
    fixture_find(f, "stated-0")->to = RUR;
    fixture_build(f);
    says(fixture_text(f, "territory"), "(1900 to 1905, Borduria \u2192 Ruritania); no single "
                                       "transfers are held to add up.");
}

static void
competing_areas_are_rows_of_their_own(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "territory"),
         "1900 | Cession of the Cape | Ruritania \u2192 Borduria | 100 km\u00b2 | one\n"
         "1900 | Cession of the Cape | Ruritania \u2192 Borduria | 140 km\u00b2 | two\n");
}

static void
unchecked_land_is_marked_and_in_no_sum(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    says(fixture_text(f, "territory"), "900 km\u00b2 [unchecked] | one");
    for (size_t i = 0; i < p->n_figures; i++)
        for (size_t k = 0; k < p->figures[i].estimate->n_lineage; k++)
            assert_string_not_equal(p->figures[i].estimate->lineage[k], "isle");
}

static void
sums_stand_at_the_foot(void **state)
{
    fixture *f = *state;
    const ent_table *t = fixture_table(fixture_build(f), "territory");

    assert_int_equal(t->n_rows, 7);
    assert_int_equal(t->n_foot, 3);
    says(fixture_text(f, "territory"),
         "1900 | Sum over events, all sources | Ruritania \u2192 Borduria | 120 km\u00b2 (100 to "
         "140 km\u00b2) | all\n"
         "1900 | Sum of this source's entries | Ruritania \u2192 Borduria | 100 km\u00b2 (99.5 to "
         "100.5 km\u00b2) | one\n"
         "1920 | Returned, over events, all sources | Borduria \u2192 Ruritania | 5 km\u00b2");
}

static void
silence_on_land_is_told_apart(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "territory"), "Transfers of territory: not covered by any loaded source.");
    fixture_cover(f, "some-land", "territory.*", false);
    fixture_build(f);
    says(fixture_text(f, "territory"), "covered by some-land, which gives no figure");
    fixture_cover(f, "all-land", "territory.*", true);
    fixture_build(f);
    says(fixture_text(f, "territory"), "Transfers of territory: none on record in all-land.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("stated totals are held against the sum", stated_totals_are_held_against_the_sum),
        ON_FULL("totals are compared in one unit", totals_are_compared_in_one_unit),
        ON_FULL("a total without single transfers says so",
                a_total_without_single_transfers_says_so),
        ON_FULL("competing areas are rows of their own", competing_areas_are_rows_of_their_own),
        ON_FULL("unchecked land is marked and in no sum", unchecked_land_is_marked_and_in_no_sum),
        ON_FULL("sums stand at the foot", sums_stand_at_the_foot),
        ON_EMPTY("silence on land is told apart", silence_on_land_is_told_apart),
    };

    return RUN(tests);
}

/* test_disagree.c: values that cannot all be right stand side by side, others are left alone. */
#include "fixture.h"

static void
competing_values_are_listed_with_their_sources(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "disagree"), "1900 | Cession of the Cape | 100 km\u00b2 (one); 140 "
                                      "km\u00b2 (two)\n");
    says(fixture_text(f, "disagree"), "2000 | foreign-born residents | 5,000 (one); 5,600 (two)\n");
    assert_int_equal(fixture_table(&f->page, "disagree")->n_rows, 2);
}

static void
values_that_can_both_be_right_do_not_disagree(void **state)
{
    fixture *f = *state;

    fixture_find(f, "mig-two")->approx = ENT_APPROX_RANGE;
    fixture_find(f, "mig-two")->quantity_low = 4000;
    fixture_find(f, "mig-two")->quantity_high = 6000;
    fixture_build(f);
    never_says(fixture_text(f, "disagree"), "foreign-born");
}

static void
units_do_not_make_a_disagreement(void **state)
{
    fixture *f = *state;

    fixture_quantity(fixture_find(f, "mig-two"), 5, "persons_thousand");
    fixture_build(f);
    never_says(fixture_text(f, "disagree"), "foreign-born");
}

static void
the_two_directions_of_an_event_do_not_compete(void **state)
{
    fixture *f = *state;
    ent_claim *c = fixture_claim(f, "mig-back", "migrants.stock", BOR, RUR, "2000");

    fixture_quantity(c, 9, "persons");
    c->cluster = "mig-2000";
    fixture_build(f);
    says(fixture_text(f, "disagree"), "2000 | foreign-born residents | 5,000 (one); 5,600 (two)\n");
}

static void
a_weightless_value_is_shown_with_its_mark(void **state)
{
    fixture *f = *state;

    fixture_find(f, "mig-two")->checked = ENT_CHECKED_MEMORY;
    fixture_build(f);
    says(fixture_text(f, "disagree"), "5,000 (one); 5,600 (two) [unchecked]");
}

static void
without_a_mark_of_one_event_nothing_competes(void **state)
{
    fixture *f = *state;

    fixture_find(f, "mig-two")->cluster = NULL;
    fixture_find(f, "cape-two")->cluster = NULL;
    fixture_build(f);
    assert_string_equal(fixture_text(f, "disagree"), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("competing values are listed with their sources",
                competing_values_are_listed_with_their_sources),
        ON_FULL("values that can both be right do not disagree",
                values_that_can_both_be_right_do_not_disagree),
        ON_FULL("units do not make a disagreement", units_do_not_make_a_disagreement),
        ON_FULL("the two directions of an event do not compete",
                the_two_directions_of_an_event_do_not_compete),
        ON_FULL("a weightless value is shown with its mark",
                a_weightless_value_is_shown_with_its_mark),
        ON_FULL("without a mark of one event nothing competes",
                without_a_mark_of_one_event_nothing_competes),
    };

    return RUN(tests);
}

/* test_check.c: a whole claim passes, and each thing wrong with one is named. */
#include "claim_test.h"

static void
passes(ent_claim c)
{
    ent_error e = {0};
    ent_status st = ent_claim_check(&c, &e);

    assert_string_equal(e.text, "");
    assert_int_equal(st, ENT_OK);
}

static void
refused(ent_claim c, const char *why)
{
    const ent_layer layer = c.layer;
    ent_error e = {0};

    assert_int_equal(ent_claim_check(&c, &e), ENT_E_DOMAIN);
    HAS(e.text, why);
    assert_int_equal(c.layer, layer);
    assert_int_equal(ent_claim_check(&c, NULL), ENT_E_DOMAIN);
}

/* The whole claim with one field changed has this said of it. */
#define REFUSED(field, value, why)         \
    do {                                   \
        ent_claim changed = whole_claim(); \
        changed.field = value;             \
        refused(changed, why);             \
    } while (0)

#define PASSES(field, value)               \
    do {                                   \
        ent_claim changed = whole_claim(); \
        changed.field = value;             \
        passes(changed);                   \
    } while (0)

static void
a_whole_claim_passes_and_learns_its_layer(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.layer = ENT_LAYER_NONE;
    c.directed = false;
    passes(c);
    assert_int_equal(ent_claim_check(&c, NULL), ENT_OK);
    assert_int_equal(c.layer, ENT_T1);
    assert_true(c.directed);
}

static void
what_must_be_given_is_asked_for(void **state)
{
    (void)state;
    REFUSED(set, NULL, "set is absent");
    REFUSED(set, "", "set is \"\"");
    REFUSED(record, NULL, "record is absent");
    REFUSED(record, "", "record");
    REFUSED(source, NULL, "source is absent");
    REFUSED(indicator, NULL, "indicator is absent");
    REFUSED(indicator, "no.such", "indicator is \"no.such\"");
    REFUSED(kind, ENT_KIND_NONE, "kind is absent");
    REFUSED(kind, ENT_KIND_COUNT, "kind");
    REFUSED(reliability, '\0', "reliability");
    REFUSED(reliability, 'G', "reliability");
    REFUSED(credibility, '\0', "credibility");
    REFUSED(credibility, '7', "credibility");
    REFUSED(attribution, ENT_ATTR_COUNT, "attribution");
    REFUSED(checked, ENT_CHECKED_COUNT, "checked");
    PASSES(reliability, 'F');
    PASSES(credibility, '6');
    PASSES(label, NULL);
    PASSES(coverage, NULL);
}

static void
parties_are_polities_we_know(void **state)
{
    (void)state;
    REFUSED(from, NULL, "from is absent");
    REFUSED(from, "Frankreich", "from is \"Frankreich\"; want a polity code");
    REFUSED(to, NULL, "to is absent");
    REFUSED(to, "XX", "to is \"XX\"");
    REFUSED(from_role, ENT_ROLE_COUNT, "role");
    REFUSED(to_role, ENT_ROLE_COUNT, "role");
    PASSES(from_role, ENT_ROLE_NONE);
}

static void
a_fact_about_one_state_has_no_other_party(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.indicator = "population";
    c.unit = "persons_million";
    refused(c, "to is \"DEU\"; want none");
    c.to = NULL;
    passes(c);
}

static void
dates_are_in_order(void **state)
{
    (void)state;
    REFUSED(valid_from, on(""), "valid_from is absent");
    REFUSED(valid_to, on("2018-12"), "valid_to is 2018-12; want 2019-01 (valid_from) or later");
    REFUSED(known_from, on("2018"), "known_from is 2018; want 2019-01 (valid_from) or later");
    REFUSED(ongoing, true, "ongoing");
    PASSES(valid_to, on(""));
    PASSES(known_from, on(""));
    PASSES(valid_to, on("2019")); /* the year can mean a later day than its first month */
    PASSES(known_from, on("2019"));
    PASSES(known_from, on("2019-01-01"));
}

static void
a_tie_that_goes_on_has_no_end(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.valid_to = on("");
    c.ongoing = true;
    passes(c);
}

static void
a_quantity_is_finite_and_in_a_fitting_unit(void **state)
{
    (void)state;
    REFUSED(quantity, NAN, "quantity is not finite");
    REFUSED(quantity, HUGE_VAL, "quantity is not finite");
    REFUSED(unit, NULL, "unit is absent");
    REFUSED(unit, "euro", "unit is \"euro\"");
    REFUSED(unit, "km2", "want a unit of USD");
    REFUSED(standard_error, -1, "standard error");
    REFUSED(standard_error, NAN, "standard error");
    REFUSED(n, -1, "n is -1");
    REFUSED(digits, -1, "digits");
    REFUSED(quantity_state, (ent_state)7, "quantity_state");
    REFUSED(approx, ENT_APPROX_COUNT, "approx");
    PASSES(unit, "USD_billion");
    PASSES(unit, "USD");
    PASSES(approx, ENT_APPROX_EXACT);
}

static void
a_range_holds_its_quantity(void **state)
{
    (void)state;
    REFUSED(quantity_low, 48, "quantity_low");
    REFUSED(quantity_high, 47, "quantity_high");
    REFUSED(quantity_low, -HUGE_VAL, "not finite");
    REFUSED(quantity_high, NAN, "not finite");
    PASSES(quantity_low, 47.25);
}

static void
without_a_quantity_no_unit_is_needed(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.quantity_state = ENT_MISSING;
    c.quantity = NAN; /* not looked at */
    passes(c);
    c.unit = NULL;
    passes(c);
    c.unit = "km2";
    refused(c, "want a unit of USD");
    c.unit = NULL;
    c.quantity_state = ENT_UNCOVERED;
    passes(c);
}

static void
an_event_has_no_quantity_and_some_things_any(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.indicator = "clash";
    refused(c, "want no quantity: clash has none");
    c.quantity_state = ENT_UNCOVERED;
    c.unit = NULL;
    passes(c);
    c = whole_claim();
    c.indicator = "treaty"; /* unit "*" */
    passes(c);
    c.unit = "km2";
    passes(c);
}

static void
an_events_sign_and_intensity_are_possible(void **state)
{
    (void)state;
    REFUSED(sign, 2, "sign is 2");
    REFUSED(sign, -2, "sign is -2");
    REFUSED(intensity, NAN, "intensity");
    PASSES(sign, -1);
}

static void
an_intensity_without_a_scale_is_not_looked_at(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.intensity = NAN;
    c.intensity_scale = NULL;
    passes(c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_claim_passes_and_learns_its_layer),
        cmocka_unit_test(what_must_be_given_is_asked_for),
        cmocka_unit_test(parties_are_polities_we_know),
        cmocka_unit_test(a_fact_about_one_state_has_no_other_party),
        cmocka_unit_test(dates_are_in_order),
        cmocka_unit_test(a_tie_that_goes_on_has_no_end),
        cmocka_unit_test(a_quantity_is_finite_and_in_a_fitting_unit),
        cmocka_unit_test(a_range_holds_its_quantity),
        cmocka_unit_test(without_a_quantity_no_unit_is_needed),
        cmocka_unit_test(an_event_has_no_quantity_and_some_things_any),
        cmocka_unit_test(an_events_sign_and_intensity_are_possible),
        cmocka_unit_test(an_intensity_without_a_scale_is_not_looked_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_passport_index.c: which visa a passport needs, by requirement and by days. */
#include "reading_test.h"

static void
requirements_are_event_codes(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "passport_index.csv");
    c = claim_of(&r, "visa.requirement", "CHN-RUS");
    assert_pair(c, "CHN", "RUS");
    assert_string_equal(c->event_code, "e-visa");
    assert_string_equal(c->event_scheme, "passport-index");
    assert_null(c->intensity_scale);
    assert_int_equal(c->quantity_state, ENT_UNCOVERED);
    assert_when(c, "2025-01-12", "");
    assert_string_equal(claim_of(&r, "visa.requirement", "RUS-XKX")->event_code, "no admission");
    close_reading(&r);
}

static void
a_number_is_days_without_a_visa(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "passport_index.csv");
    c = claim_of(&r, "visa.requirement", "RUS-CHN");
    assert_string_equal(c->event_code, "visa free");
    assert_true(c->intensity == 30);
    assert_string_equal(c->intensity_scale, "days without a visa");
    assert_null(claim_of(&r, "visa.requirement", "RUS-KAZ")->intensity_scale);
    close_reading(&r);
}

static void
a_passport_at_home_is_passed_over(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "passport_index.csv");
    assert_int_equal(r.sink.tally.rows, 8);
    assert_int_equal(r.sink.tally.kept, 5);
    assert_skipped(&r, 0, 1, 0, 1, 0);
    assert_rejected(&r, 9, "Requirement is \"maybe\"");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requirements_are_event_codes),
        cmocka_unit_test(a_number_is_days_without_a_visa),
        cmocka_unit_test(a_passport_at_home_is_passed_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_spells.c: years of a pair become spells. */
#include "read_help.h"

static void
years_of_a_pledge_become_spells(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "atop.csv", "atop-years", &s);
    /* defence 1950-52 and 1954, consultation 1950-52, non-aggression 1952, 1954 and 2017- */
    assert_int_equal(s.tally.claims, 6);
    assert_tally(&s, 7, 4, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_OTHER], 2);
    assert_int_equal(s.tally.skipped[ENT_SKIP_ABSENT], 1);
    assert_string_equal(s.claims[0].record, "365-710-1950");
    assert_date(&s.claims[0].valid_to, "1952");
    assert_int_equal(s.claims[0].row, 2);
    assert_true(s.claims[5].ongoing);
    assert_string_equal(s.claims[5].from, "CHN");
    ent_counting_sink_clear(&s);
}

static void
hostility_is_that_of_the_first_side(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "cow_mid.csv", "cow-mid-dirdisp", &s);
    assert_tally(&s, 5, 3, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_ABSENT], 1); /* -9 */
    assert_string_equal(s.claims[0].record, "9001-365-710-1968");
    assert_date(&s.claims[0].valid_to, "1969");
    assert_true(s.claims[0].quantity == 4);
    assert_string_equal(s.claims[1].from, "CHN"); /* level changes: a spell each */
    assert_true(s.claims[1].quantity == 3);
    assert_true(s.claims[2].quantity == 4);
    assert_string_equal(s.claims[0].label, "MID 9001");
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_of_a_pledge_become_spells),
        cmocka_unit_test(hostility_is_that_of_the_first_side),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

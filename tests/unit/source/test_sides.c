/* test_sides.c: participants of disputes and wars are paired across the sides. */
#include "read_help.h"

static void
sides_of_a_dispute_are_paired_while_they_overlap(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "midb.csv", "cow-midb", &s);
    assert_tally(&s, 4, 2, 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_ABSENT], 1); /* Mongolia came when it was over */
    assert_text_has(s.rejects[0].text, "sidea");
    assert_date(&s.claims[0].valid_from, "1969-03-02");
    assert_date(&s.claims[1].valid_to, "1969-03-28");
    assert_string_equal(s.claims[1].from, "CHN");
    assert_string_equal(s.claims[1].to, "SUN");
    ent_counting_sink_clear(&s);
}

static void
bare_cr_and_windows_apostrophes_are_read(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "wars_cr_cp1252.csv", "cow-wars-inter", &s);
    assert_tally(&s, 2, 1, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_OTHER], 1);
    assert_int_equal(s.tally.claims, 2); /* the war, and one side's deaths: the other's are -9 */
    assert_string_equal(s.claims[0].label, "Made-up\xE2\x80\x99s War");
    assert_string_equal(s.claims[1].indicator, "war.battle_deaths");
    assert_true(s.claims[1].quantity == 600);
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_of_a_dispute_are_paired_while_they_overlap),
        cmocka_unit_test(bare_cr_and_windows_apostrophes_are_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

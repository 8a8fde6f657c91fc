/* test_pew.c: shares that favour the United States and trust its president. */
#include "reading_test.h"

static void
a_cell_is_a_share_of_the_holder_s_adults(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "pew-us.csv");
    c = claim_of(&r, "opinion.favourable", "Russia-2002");
    assert_pair(c, "RUS", "USA");
    assert_figure(c, 35, "percent", 2);
    assert_when(c, "2002", "");
    assert_string_equal(c->denominator, "adults in RUS");
    assert_int_equal(c->kind, ENT_KIND_ATTITUDE);
    assert_pair(claim_of(&r, "opinion.favourable", "UK-2003"), "GBR", "USA");
    assert_figure(claim_of(&r, "opinion.favourable", "Jordan-2003"), 2, "percent", 1);
    close_reading(&r);
}

static void
an_empty_cell_is_not_asked(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "pew-us.csv");
    assert_false(has_claim(&r, "opinion.favourable", "Jordan-2002"));
    assert_skipped(&r, 1, 0, 0, 0, 0); /* 2004 has no cell at all */
    close_reading(&r);
}

static void
the_mean_is_no_country_and_atlantis_neither(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "pew-us.csv");
    assert_int_equal(r.sink.tally.rows, 5); /* four years, and the column that is lost */
    assert_int_equal(r.sink.tally.kept, 2);
    assert_int_equal(r.sink.tally.claims, 7);
    assert_rejected(&r, 1, "\"Atlantis\"");
    assert_rejected(&r, 5, "Russia is 141; want a share");
    close_reading(&r);
}

static void
the_file_s_name_tells_which_question(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "pew-pres.csv");
    assert_figure(claim_of(&r, "opinion.trust", "Russia-2017"), 52, "percent", 2);
    assert_false(has_claim(&r, "opinion.favourable", "Russia-2017"));
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_a_share_of_the_holder_s_adults),
        cmocka_unit_test(an_empty_cell_is_not_asked),
        cmocka_unit_test(the_mean_is_no_country_and_atlantis_neither),
        cmocka_unit_test(the_file_s_name_tells_which_question),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

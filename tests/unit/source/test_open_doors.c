/* test_open_doors.c: students by place of origin and by level. */
#include "reading_test.h"

static void
an_academic_year_runs_from_september_to_june(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    c = claim_of(&r, "students", "China-1999/00");
    assert_pair(c, "CHN", "USA");
    assert_when(c, "1999-09", "2000-06");
    assert_figure(c, 4321, "persons", 4);
    assert_string_equal(c->from_code, "China");
    close_reading(&r);
}

static void
hong_kong_and_taiwan_stand_apart(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    assert_pair(claim_of(&r, "students", "Hong Kong-1999/00"), "HKG", "USA");
    assert_pair(claim_of(&r, "students", "Taiwan-1999/00"), "TWN", "USA");
    close_reading(&r);
}

static void
a_printed_zero_is_zero_and_a_dash_is_missing(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    assert_figure(claim_of(&r, "students", "North Korea-2023/24"), 0, "persons", 1);
    assert_false(has_claim(&r, "students", "China-1959/60"));
    close_reading(&r);
}

static void
the_soviet_union_ends_where_russia_begins(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    assert_pair(claim_of(&r, "students", "U.S.S.R., Former-1974/75"), "SUN", "USA");
    assert_pair(claim_of(&r, "students", "Russia-1999/00"), "RUS", "USA");
    assert_false(has_claim(&r, "students", "Russia-1974/75"));
    assert_false(has_claim(&r, "students", "U.S.S.R., Former-1999/00"));
    close_reading(&r);
}

static void
regions_are_told_from_countries_with_round_codes(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    assert_pair(claim_of(&r, "students", "Tanzania-2000/01"), "TZA", "USA");
    assert_int_equal(r.sink.tally.rows, 17);
    assert_int_equal(r.sink.tally.kept, 7);
    assert_skipped(&r, 2, 4, 1, 0, 0);
    close_reading(&r);
}

static void
what_cannot_be_read_is_rejected(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "open_doors_origin.csv");
    assert_int_equal(r.sink.tally.rejected, 3);
    assert_rejected(&r, 14, "may mean East Germany");
    assert_rejected(&r, 17, "want an academic year");
    assert_rejected(&r, 18, "\"4,5x\"; want a count");
    close_reading(&r);
}

static void
levels_have_their_own_indicators(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "open_doors_level.csv");
    assert_int_equal(r.sink.tally.rows, 9);
    assert_int_equal(r.sink.tally.kept, 6);
    assert_skipped(&r, 1, 1, 0, 0, 0);
    assert_rejected(&r, 8, "level is \"Doctoral\"");
    c = claim_of(&r, "students.undergraduate", "China-2005/06-Under-graduate");
    assert_figure(c, 801, "persons", 3);
    assert_when(c, "2005-09", "2006-06");
    assert_figure(claim_of(&r, "students.graduate", "China-2005/06-Graduate"), 902, "persons", 3);
    assert_figure(claim_of(&r, "students.other", "China-2005/06-Other"), 103, "persons", 3);
    assert_figure(claim_of(&r, "students.nondegree", "China-2006/07-Non-Degree"), 104, "persons",
                  3);
    assert_figure(claim_of(&r, "students.practical", "China-2006/07-OPT"), 205, "persons", 3);
    c = claim_of(&r, "students.graduate", "Czechia/Czech Republic-2006/07-Graduate");
    assert_pair(c, "CZE", "USA");
    assert_figure(c, 0, "persons", 1);
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_academic_year_runs_from_september_to_june),
        cmocka_unit_test(hong_kong_and_taiwan_stand_apart),
        cmocka_unit_test(a_printed_zero_is_zero_and_a_dash_is_missing),
        cmocka_unit_test(the_soviet_union_ends_where_russia_begins),
        cmocka_unit_test(regions_are_told_from_countries_with_round_codes),
        cmocka_unit_test(what_cannot_be_read_is_rejected),
        cmocka_unit_test(levels_have_their_own_indicators),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

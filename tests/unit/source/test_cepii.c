/* test_cepii.c: distances and bonds of pairs, areas. */
#include "reading_test.h"

static void
a_pair_has_three_distances(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "cepii_dist.csv");
    c = claim_of(&r, "distance.capitals", "CHN-RUS");
    assert_pair(c, "CHN", "RUS");
    assert_figure(c, 5800.25, "km", 6);
    assert_when(c, "2011", "");
    assert_false(c->directed);
    assert_figure(claim_of(&r, "distance.cities", "CHN-RUS"), 5700.5, "km", 5);
    assert_figure(claim_of(&r, "distance.weighted", "CHN-RUS"), 5500.125, "km", 7);
    close_reading(&r);
}

static void
old_letters_mean_their_latest_state(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "cepii_dist.csv");
    assert_pair(claim_of(&r, "distance.cities", "ROM-YUG"), "ROU", "SCG");
    assert_pair(claim_of(&r, "distance.cities", "TMP-ZAR"), "TLS", "COD");
    assert_false(has_claim(&r, "distance.weighted", "ROM-YUG")); /* '.' is missing */
    close_reading(&r);
}

static void
bonds_are_stated_both_ways(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "cepii_dist.csv");
    assert_figure(claim_of(&r, "colony", "GBR-USA"), 1, "level", 0);
    assert_figure(claim_of(&r, "colony", "CHN-RUS"), 0, "level", 0);
    assert_figure(claim_of(&r, "language.common", "GBR-USA"), 1, "level", 0);
    assert_figure(claim_of(&r, "contiguity", "CHN-RUS"), 1, "level", 0);
    assert_false(has_claim(&r, "contiguity", "GBR-USA")); /* 0 is no level of contiguity */
    close_reading(&r);
}

static void
each_pair_is_read_once(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "cepii_dist.csv");
    assert_int_equal(r.sink.tally.rows, 7);
    assert_int_equal(r.sink.tally.kept, 4);
    assert_skipped(&r, 0, 0, 0, 1, 1);
    assert_rejected(&r, 8, "contig is 2; want 0 to 1");
    close_reading(&r);
}

static void
a_country_s_area_comes_with_its_capital(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "cepii_geo.csv");
    assert_figure(claim_of(&r, "area", "CHN"), 9500000, "km2", 7);
    assert_pair(claim_of(&r, "area", "ROM"), "ROU", NULL);
    assert_skipped(&r, 0, 0, 0, 0, 1);
    assert_rejected(&r, 5, "area is -4; want more than 0");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pair_has_three_distances),
        cmocka_unit_test(old_letters_mean_their_latest_state),
        cmocka_unit_test(bonds_are_stated_both_ways),
        cmocka_unit_test(each_pair_is_read_once),
        cmocka_unit_test(a_country_s_area_comes_with_its_capital),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

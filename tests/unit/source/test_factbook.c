/* test_factbook.c: main trading partners. */
#include "reading_test.h"

static void
a_share_is_of_the_country_s_own_flow(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "factbook.csv");
    c = claim_of(&r, "trade.share.exports", "ch-US-2023");
    assert_pair(c, "CHN", "USA");
    assert_figure(c, 15, "percent", 2);
    assert_string_equal(c->denominator, "exports of CHN");
    assert_when(c, "2023", "");
    assert_pair(claim_of(&r, "trade.share.exports", "ch-S. Korea-2023"), "CHN", "KOR");
    assert_pair(claim_of(&r, "trade.share.exports", "ci-China-2023"), "CHL", "CHN");
    close_reading(&r);
}

static void
entities_of_web_pages_are_undone(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "factbook.csv");
    c = claim_of(&r, "trade.share.imports", "ch-Trinidad &amp; Tobago-2023");
    assert_pair(c, "CHN", "TTO");
    assert_string_equal(c->to_code, "Trinidad &amp; Tobago");
    assert_string_equal(c->denominator, "imports of CHN");
    close_reading(&r);
}

static void
what_is_no_partner_is_told(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "factbook.csv");
    assert_int_equal(r.sink.tally.rows, 9);
    assert_int_equal(r.sink.tally.kept, 4);
    assert_skipped(&r, 0, 1, 0, 1, 0);
    assert_rejected(&r, 7, "\"Republic of the\"");
    assert_rejected(&r, 8, "flow is \"sideways\"");
    assert_rejected(&r, 9, "share_percent is 105; want 0 to 100");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_of_the_country_s_own_flow),
        cmocka_unit_test(entities_of_web_pages_are_undone),
        cmocka_unit_test(what_is_no_partner_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_us_cpi.c: consumer prices by month and year. */
#include "reading_test.h"

static void
the_first_of_a_month_stands_for_the_month(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "us_cpi.csv");
    c = claim_of(&r, "cpi", "1913-02-01");
    assert_pair(c, "USA", NULL);
    assert_figure(c, 9.6, "index", 2);
    assert_when(c, "1913-02", "");
    assert_int_equal(r.sink.tally.rows, 5);
    assert_int_equal(r.sink.tally.kept, 2);
    assert_skipped(&r, 1, 0, 0, 0, 0);
    assert_rejected(&r, 5, "Index is -1; want more than 0");
    assert_rejected(&r, 6, "1913-13-01");
    close_reading(&r);
}

static void
part_of_a_year_has_no_mean(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "us_cpi_annual.csv");
    assert_figure(claim_of(&r, "cpi", "1913"), 9.75, "index", 5);
    assert_when(claim_of(&r, "cpi", "1913"), "1913", "");
    assert_false(has_claim(&r, "cpi", "2025"));
    assert_skipped(&r, 1, 0, 0, 0, 0);
    assert_rejected(&r, 4, "\"x\"; want a number");
    close_reading(&r);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_a_month_stands_for_the_month),
        cmocka_unit_test(part_of_a_year_has_no_mean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

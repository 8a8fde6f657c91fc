/* test_world_bank.c: population and product, in today's borders. */
#include "reading_test.h"

static void
figures_come_with_state_and_year(void **state)
{
    reading r;
    const ent_claim *c;

    (void)state;
    read_fixture(&r, NULL, "world_bank_population.csv");
    c = claim_of(&r, "population", "CHN-1960");
    assert_pair(c, "CHN", NULL);
    assert_figure(c, 640000000, "persons", 9);
    assert_when(c, "1960", "");
    assert_int_equal(c->kind, ENT_KIND_CONTEXT);
    close_reading(&r);
    read_fixture(&r, NULL, "world_bank_gdp.csv");
    assert_figure(claim_of(&r, "gdp", "CHN-1960"), 61000000123.5, "USD", 12);
    assert_skipped(&r, 0, 1, 0, 0, 0);
    close_reading(&r);
}

static void
years_before_today_s_borders_are_passed_over(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "world_bank_population.csv");
    assert_false(has_claim(&r, "population", "RUS-1960")); /* not the Soviet Union's figure */
    assert_false(has_claim(&r, "population", "RUS-1991"));
    assert_pair(claim_of(&r, "population", "RUS-1992"), "RUS", NULL);
    assert_false(has_claim(&r, "population", "DEU-1980"));
    assert_pair(claim_of(&r, "population", "DEU-1991"), "DEU", NULL);
    assert_skipped(&r, 1, 1, 4, 0, 0);
    close_reading(&r);
}

static void
bad_rows_are_rejected(void **state)
{
    reading r;

    (void)state;
    read_fixture(&r, NULL, "world_bank_population.csv");
    assert_int_equal(r.sink.tally.rows, 11);
    assert_int_equal(r.sink.tally.kept, 3);
    assert_int_equal(r.sink.tally.rejected, 2);
    assert_rejected(&r, 11, "Value is -5; want 0 or more");
    assert_rejected(&r, 12, "Country Code is \"QQQ\"");
    close_reading(&r);
}

static void
a_name_that_tells_nothing_is_ambiguous(void **state)
{
    char path[] = "ent_wb_XXXXXX";
    const ent_reader *reader = NULL;
    int fd;
    FILE *f;

    (void)state;
    fd = mkstemp(path);
    assert_true(fd >= 0);
    f = fdopen(fd, "w");
    assert_non_null(f);
    assert_true(fputs("Country Name,Country Code,Year,Value\nChina,CHN,1960,1\n", f) >= 0);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(ent_reader_recognise(path, &reader, NULL), ENT_E_AMBIGUOUS);
    assert_int_equal(remove(path), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_come_with_state_and_year),
        cmocka_unit_test(years_before_today_s_borders_are_passed_over),
        cmocka_unit_test(bad_rows_are_rejected),
        cmocka_unit_test(a_name_that_tells_nothing_is_ambiguous),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

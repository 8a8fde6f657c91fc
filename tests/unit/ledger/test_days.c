/* test_days.c: a claim's two clocks as day numbers; nothing is known too early. */
#include "ledger_test.h"

static int32_t
day(const char *text)
{
    ent_date d = date(text);
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static void
about(const char *from, const char *to, bool ongoing, const char *first, const char *last)
{
    ent_claim c = {.valid_from = date(from), .valid_to = date(to), .ongoing = ongoing};
    int32_t a = 0, b = 0;

    ent_claim_days(&c, day("2001-05-05"), &a, &b);
    assert_int_equal(a, day(first));
    assert_int_equal(b, day(last));
}

static void
a_claim_is_about_all_the_days_its_dates_can_mean(void **state)
{
    (void)state;
    about("1994-03-02", "", false, "1994-03-02", "1994-03-02");
    about("1994", "", false, "1994-01-01", "1994-12-31");
    about("1994-03", "1996", false, "1994-03-01", "1996-12-31");
    about("1860s", "", false, "1860-01-01", "1869-12-31");
    about("1994-03", "", true, "1994-03-01", "2001-05-05");
    about("2010", "", true, "2010-01-01", "2010-01-01"); /* the set closed before it began */
}

static void
without_a_date_it_is_about_any_day(void **state)
{
    ent_claim c = {.ongoing = false};
    int32_t a = 0, b = 0;

    (void)state;
    ent_claim_days(&c, 0, &a, &b);
    assert_int_equal(a, ENT_DAY_ALWAYS);
    assert_int_equal(b, ENT_DAY_NEVER);
    c.valid_to = date("1900");
    ent_claim_days(&c, 0, &a, &b);
    assert_int_equal(a, ENT_DAY_ALWAYS);
    assert_int_equal(b, day("1900-12-31"));
}

static void
known_is_the_last_day_it_can_mean(void **state)
{
    ent_date d = date("2001-02"), none = {0};

    (void)state;
    assert_int_equal(ent_known_day(&d, 5), day("2001-02-28"));
    assert_int_equal(ent_known_day(&none, 5), 5);
}

static void
an_import_is_known_by_its_release_or_the_day_it_was_made(void **state)
{
    ent_import_info info = {.released = date("2001"), .imported_at = "2024-06-01T12:00:00Z"};

    (void)state;
    assert_int_equal(ent_import_known_day(&info), day("2001-12-31"));
    info.released = date("");
    assert_int_equal(ent_import_known_day(&info), day("2024-06-01"));
    info.imported_at = "2024-06-01";
    assert_int_equal(ent_import_known_day(&info), day("2024-06-01"));
    info.imported_at = "2024";
    assert_int_equal(ent_import_known_day(&info), ENT_DAY_UNKNOWN);
    info.imported_at = "2024-13-01T12:00:00Z";
    assert_int_equal(ent_import_known_day(&info), ENT_DAY_UNKNOWN);
    info.imported_at = NULL;
    assert_int_equal(ent_import_known_day(&info), ENT_DAY_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_claim_is_about_all_the_days_its_dates_can_mean),
        cmocka_unit_test(without_a_date_it_is_about_any_day),
        cmocka_unit_test(known_is_the_last_day_it_can_mean),
        cmocka_unit_test(an_import_is_known_by_its_release_or_the_day_it_was_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

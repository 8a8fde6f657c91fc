/* test_choose.c: how a date weighs the polities that a word may mean. */
#include "ref_test.h"

static ref_entry
entry(const char *polity, const char *first, const char *last, enum ref_kind kind)
{
    ref_entry e = {.key = "x", .text = "x", .kind = (uint8_t)kind, .scheme = ENT_SCHEME_NAME};
    int32_t other;
    ent_date d = date(first);

    e.polity = (uint16_t)ref_index(polity);
    e.dated = true;
    assert_true(ent_date_span(&d, &e.first, &other));
    d = date(last);
    if (!ent_date_span(&d, &other, &e.last)) e.last = INT32_MAX;
    return e;
}

/* The chosen polity's code; "nobody" or "contested". */
static const char *
choice(const ref_entry *entries, size_t n, const char *on)
{
    ref_hits hits = {.n = n};
    ref_candidates c;
    ent_date d = date(on);
    size_t best;

    for (size_t i = 0; i < n; i++)
        hits.at[i] = &entries[i];
    ref_weigh(&hits, &d, &c);
    if (c.n == 0) return "nobody";
    best = ref_choose(&c);
    return best == SIZE_MAX ? "contested" : ref_polities[c.at[best].polity].code;
}

static void
one_after_the_other_is_no_contest(void **state)
{
    const ref_entry e[] = {entry("FRA", "1900-01-01", "1900-09-30", REF_NAME),
                           entry("ESP", "1900-10-01", "", REF_NAME)};

    (void)state;
    assert_string_equal(choice(e, 2, "1900"), "FRA");
    assert_string_equal(choice(e, 2, "1900-10"), "ESP");
    assert_string_equal(choice(e, 2, "1900-09-30"), "FRA");
    assert_string_equal(choice(e, 2, "1910s"), "ESP");
}

static void
at_the_same_time_is_a_contest(void **state)
{
    const ref_entry e[] = {entry("FRA", "1900-01-01", "1900-10-02", REF_NAME),
                           entry("ESP", "1900-10-01", "", REF_NAME)};

    (void)state;
    assert_string_equal(choice(e, 2, "1900"), "contested");
    assert_string_equal(choice(e, 2, "1900-10-01"), "contested");
    assert_string_equal(choice(e, 2, "1900-10-02"), "ESP"); /* the other one's last day */
    assert_string_equal(choice(e, 2, "1901"), "ESP");
}

static void
the_day_of_handover_belongs_to_the_later(void **state)
{
    const ref_entry e[] = {entry("FRA", "1900-01-01", "1900-10-01", REF_NAME),
                           entry("ESP", "1900-10-01", "", REF_NAME)};

    (void)state;
    assert_string_equal(choice(e, 2, "1900-10-01"), "ESP");
    assert_string_equal(choice(e, 2, "1900-09"), "FRA");
    assert_string_equal(choice(e, 2, "1900"), "FRA");
}

static void
without_a_date_what_still_holds_goes_first(void **state)
{
    const ref_entry e[] = {entry("FRA", "1900-01-01", "1950-01-01", REF_NAME),
                           entry("ESP", "1800-01-01", "", REF_NAME)};
    const ref_entry past[] = {entry("FRA", "1900-01-01", "1950-01-01", REF_NAME),
                              entry("ESP", "1800-01-01", "1850-01-01", REF_NAME)};
    const ref_entry line[] = {entry("SUN", "1922-12-30", "1991-12-26", REF_NAME),
                              entry("RUE", "1721-11-02", "1917-11-07", REF_NAME)};

    (void)state;
    assert_string_equal(choice(e, 2, ""), "ESP");
    assert_string_equal(choice(past, 2, ""), "contested");
    assert_string_equal(choice(line, 2, ""), "SUN");
}

static void
two_years_outside_is_near_and_more_is_not(void **state)
{
    const ref_entry title[] = {entry("FRA", "1900-01-01", "1950-01-01", REF_CODE)};
    const ref_entry capital[] = {entry("FRA", "1900-01-01", "1950-01-01", REF_CAPITAL)};

    (void)state;
    assert_string_equal(choice(title, 1, "1952-01-01"), "FRA");
    assert_string_equal(choice(title, 1, "1952-01-03"), "nobody");
    assert_string_equal(choice(title, 1, "1898-01-01"), "FRA");
    assert_string_equal(choice(title, 1, "1897-12-30"), "nobody");
    assert_string_equal(choice(capital, 1, "1950-06-01"), "nobody");
}

static void
near_gives_the_line_as_it_was_then(void **state)
{
    const ref_entry e[] = {entry("SUN", "1922-12-30", "1991-12-26", REF_CODE)};

    (void)state;
    assert_string_equal(choice(e, 1, "1921-05-01"), "RSF");
    assert_string_equal(choice(e, 1, "1993-05-01"), "RUS");
}

static void
more_meanings_than_room_are_cut_not_written_beyond(void **state)
{
    ref_hits hits = {0};
    ref_candidates c;

    (void)state;
    for (size_t i = 0; i < ref_entries_n && hits.n < REF_HITS_MAX; i++)
        if (ref_entries[i].scheme == ENT_SCHEME_ENT) hits.at[hits.n++] = &ref_entries[i];
    ref_weigh(&hits, NULL, &c);
    assert_true(c.n > 10 && c.n <= REF_HITS_MAX);
    assert_true(ref_choose(&c) == SIZE_MAX);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_after_the_other_is_no_contest),
        cmocka_unit_test(at_the_same_time_is_a_contest),
        cmocka_unit_test(the_day_of_handover_belongs_to_the_later),
        cmocka_unit_test(without_a_date_what_still_holds_goes_first),
        cmocka_unit_test(two_years_outside_is_near_and_more_is_not),
        cmocka_unit_test(near_gives_the_line_as_it_was_then),
        cmocka_unit_test(more_meanings_than_room_are_cut_not_written_beyond),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

/* The whole answer on a day: the line, or what kind of none. */
static const char *
line_on(const ent_ref *ref, const ref_entry *e, int32_t day)
{
    const ent_polity *polity = NULL;
    ent_date d = ent_date_from_day(day);
    ent_status st = ent_ref_resolve(ref, e->text, (ent_scheme)e->scheme, &d, &polity, NULL);

    return st == ENT_OK ? polity->line : ent_status_name(st);
}

static void
between_two_changes_no_answer_changes(void **state)
{
    ent_ref *ref = NULL;
    int32_t *days = NULL;
    size_t n = 0;
    uint64_t dice = 7;

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    assert_int_equal(ent_ref_changes(&days, &n, NULL), ENT_OK);
    assert_true(n > 100);
    for (int i = 0; i < 8000; i++) {
        size_t entry, at;
        int32_t span, x, y;

        dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        entry = (size_t)(dice >> 33) % ref_entries_n;
        at = (size_t)(dice >> 13 & 0xfffff) % (n - 1);
        if (i & 1) /* a change of the word's own, which is where it could go wrong */
            for (at = 0; at + 2 < n && days[at] < ref_entries[entry].first + (i & 2 ? 0 : -731);)
                at++;
        assert_true(days[at] < days[at + 1]);
        span = days[at + 1] - days[at];
        x = days[at];
        y = days[at + 1] - 1 - (int32_t)((dice >> 40) % (uint32_t)span) / 2;
        if (days[at + 1] <= -200000 || days[at] < -250000) continue; /* before dates begin */
        assert_string_equal(line_on(ref, &ref_entries[entry], x),
                            line_on(ref, &ref_entries[entry], y));
    }
    ent_free(days);
    ent_ref_close(ref);
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
        cmocka_unit_test(between_two_changes_no_answer_changes),
        cmocka_unit_test(more_meanings_than_room_are_cut_not_written_beyond),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

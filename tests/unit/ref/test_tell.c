/* test_tell.c: the resolver's messages name who, when, and what comes nearest. */
#include "ref_test.h"

static const ref_entry *
first_entry(ent_scheme scheme, const char *key)
{
    size_t n;
    const ref_entry *e = ref_find(scheme, key, &n);

    assert_non_null(e);
    return e;
}

static void
candidates_stand_with_their_dates(void **state)
{
    ref_candidates c = {.n = 2};
    ent_date on = date("1970");
    ent_error err = {0};

    (void)state;
    c.at[0] =
        (ref_candidate){.entry = first_entry(ENT_SCHEME_COW, "265"), .polity = ref_index("DDR")};
    c.at[1] = (ref_candidate){.entry = first_entry(ENT_SCHEME_NAME, "germany"),
                              .polity = ref_index("DEU")};
    assert_int_equal(ref_tell_ambiguous("x", &on, &c, &err), ENT_E_AMBIGUOUS);
    assert_string_equal(err.text,
                        "\"x\" on 1970 may mean cow 265: East Germany (DDR, 1949-10-07 .. "
                        "1990-10-03); Germany (DEU, since 1990-10-03)");
}

static void
an_entry_with_dates_of_its_own_shows_them(void **state)
{
    ref_hits hits = {.n = 1};
    ent_error err = {0};
    ent_date on = date("1930");
    size_t n;
    const ref_entry *e = ref_find(ENT_SCHEME_ISO2, "CS", &n);

    (void)state;
    for (size_t i = 0; i < n; i++)
        if (e[i].dated) hits.at[0] = &e[i];
    assert_non_null(hits.at[0]);
    assert_int_equal(ref_tell_domain("CS", &on, &hits, &err), ENT_E_DOMAIN);
    assert_non_null(strstr(err.text, "2003-07-23 .. 2006-06-03"));
}

static void
a_long_list_is_cut_and_counted(void **state)
{
    ref_candidates c = {.n = 20};
    ent_error err = {0};

    (void)state;
    for (size_t i = 0; i < c.n; i++)
        c.at[i] = (ref_candidate){.entry = first_entry(ENT_SCHEME_NAME, "germany"), .polity = i};
    assert_int_equal(ref_tell_ambiguous("x", NULL, &c, &err), ENT_E_AMBIGUOUS);
    assert_non_null(strstr(err.text, "and 14 more"));
}

static void
a_long_word_is_cut_between_characters(void **state)
{
    char word[301];
    ent_error err = {0};

    (void)state;
    for (size_t i = 0; i < 300; i += 3)
        memcpy(word + i, "中", 3);
    word[300] = '\0';
    assert_int_equal(ref_tell_unknown(word, ENT_SCHEME_NAME, "", "", &err), ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "中..."));
    assert_true(ent_utf8_valid(err.text, strlen(err.text)));
}

static void
the_nearest_is_named_unless_nothing_is_near(void **state)
{
    ent_error err = {0};

    (void)state;
    assert_int_equal(ref_tell_unknown("Frence", ENT_SCHEME_NAME, "frence", "", &err),
                     ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "nearest is \"France\""));
    assert_int_equal(ref_tell_unknown("x", ENT_SCHEME_NAME, "qqqqqqqq", "a.mo was bad", &err),
                     ENT_E_UNKNOWN);
    assert_null(strstr(err.text, "nearest"));
    assert_non_null(strstr(err.text, "a.mo was bad"));
    assert_int_equal(ref_tell_unknown("1000", ENT_SCHEME_COW, "1000", "", &err), ENT_E_UNKNOWN);
    assert_null(strstr(err.text, "nearest")); /* numbers near each other are no neighbours */
    assert_int_equal(ref_tell_unknown("x", ENT_SCHEME_NAME, "frence", "", NULL), ENT_E_UNKNOWN);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(candidates_stand_with_their_dates),
        cmocka_unit_test(an_entry_with_dates_of_its_own_shows_them),
        cmocka_unit_test(a_long_list_is_cut_and_counted),
        cmocka_unit_test(a_long_word_is_cut_between_characters),
        cmocka_unit_test(the_nearest_is_named_unless_nothing_is_near),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

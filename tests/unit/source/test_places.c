/* test_places.c: a country met before is found again, each date for itself. */
#include "read_help.h"
#include "source/places_priv.h"

static const ent_polity *
find(ent_places *places, const ent_ref *ref, const char *word, const char *on)
{
    const ent_polity *polity = NULL;
    ent_date date = {0};

    assert_int_equal(ent_date_parse(on, &date, NULL), ENT_OK);
    assert_int_equal(ent_places_find(places, ref, word, ENT_SCHEME_COW, &date, &polity, NULL),
                     ENT_OK);
    return polity;
}

static void
a_code_means_another_polity_on_another_day(void **state)
{
    ent_places *places = ent_places_new();
    ent_ref *ref = NULL;

    (void)state;
    assert_non_null(places);
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (int again = 0; again < 2; again++) {
        assert_string_equal(find(places, ref, "365", "1980")->code, "SUN");
        assert_string_equal(find(places, ref, "365", "1991-12-01")->code, "SUN");
        assert_string_equal(find(places, ref, "365", "1991-12-31")->code, "RUS");
        assert_string_equal(find(places, ref, "710", "1991-12-31")->code, "CHN");
    }
    ent_ref_close(ref);
    ent_places_free(places);
}

static void
what_is_not_found_is_asked_again_and_long_words_are_not_kept(void **state)
{
    ent_places *places = ent_places_new();
    ent_ref *ref = NULL;
    const ent_polity *polity = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(ent_places_find(places, ref, "999", ENT_SCHEME_COW, NULL, &polity, &err),
                         ENT_E_UNKNOWN);
        assert_int_equal(ent_places_find(places, ref, "United States of America", ENT_SCHEME_NAME,
                                         NULL, &polity, &err),
                         ENT_OK);
        assert_string_equal(polity->code, "USA");
    }
    ent_ref_close(ref);
    ent_places_free(places);
    ent_places_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_code_means_another_polity_on_another_day),
        cmocka_unit_test(what_is_not_found_is_asked_again_and_long_words_are_not_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

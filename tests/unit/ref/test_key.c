/* test_key.c: names fold here exactly as tools/gen_ref.py folded them into the tables. */
#include "ref_test.h"

#include "base/faults.h"

static void
folds_to(const char *name, const char *want)
{
    char *key = NULL;

    assert_int_equal(ref_key(name, &key, NULL), ENT_OK);
    assert_string_equal(key, want);
    ent_free(key);
}

static void
every_name_of_the_tables_has_the_same_key_in_both(void **state)
{
    size_t names = 0;

    (void)state;
    for (size_t i = 0; i < ref_entries_n; i++) {
        const ref_entry *e = &ref_entries[i];

        if (e->scheme != ENT_SCHEME_NAME) continue;
        folds_to(e->text, e->key);
        names++;
    }
    assert_true(names > 2000);
}

static void
a_key_is_its_own_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < ref_entries_n; i++)
        if (ref_entries[i].scheme == ENT_SCHEME_NAME)
            folds_to(ref_entries[i].key, ref_entries[i].key);
    for (size_t i = 0; i < ref_groups_n; i++)
        if (ref_groups[i].scheme == ENT_SCHEME_NAME) folds_to(ref_groups[i].key, ref_groups[i].key);
}

static void
articles_and_abbreviations_fall_away(void **state)
{
    (void)state;
    folds_to("The St. Kitts & Nevis", "saint kitts nevis");
    folds_to("Saint Kitts and Nevis", "saint kitts nevis");
    folds_to("Congo, Dem. Rep. of the", "congo democratic republic");
    folds_to("Andorra", "andorra"); /* "and" only as a word */
    folds_to("Stanley", "stanley");
    folds_to("and the of", "");
    folds_to("***", "");
    folds_to("", "");
}

static void
what_is_not_utf8_is_refused(void **state)
{
    char *key = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ref_key("caf\xe9", &key, &err), ENT_E_PARSE);
    assert_null(key);
}

static void
a_name_beyond_all_measure_is_a_limit(void **state)
{
    static char name[70 * REF_WORD_MAX];
    char *key = NULL;
    ent_error err = {0};

    (void)state;
    memset(name, 'a', sizeof name - 1);
    assert_int_equal(ref_key(name, &key, &err), ENT_E_LIMIT);
    assert_null(key);
}

static void
no_memory_is_said(void **state)
{
#ifdef ENT_FAULTS
    ent_status st = ENT_E_NOMEM;

    (void)state;
    for (uint64_t nth = 1; st == ENT_E_NOMEM; nth++) {
        char *key = NULL;

        ent_fault_set(ENT_FAULT_ALLOC, nth, false);
        st = ref_key("St. Kitts", &key, NULL);
        assert_true(st == ENT_OK || key == NULL);
        ent_free(key);
    }
    ent_fault_set(ENT_FAULT_ALLOC, 0, false);
    assert_int_equal(st, ENT_OK);
#else
    (void)state;
    skip();
#endif
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_of_the_tables_has_the_same_key_in_both),
        cmocka_unit_test(a_key_is_its_own_key),
        cmocka_unit_test(articles_and_abbreviations_fall_away),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(a_name_beyond_all_measure_is_a_limit),
        cmocka_unit_test(no_memory_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_polity.c: lines are whole, and each polity's codes and names can be listed. */
#include "ref_test.h"

static void
schemes_have_words_both_ways(void **state)
{
    (void)state;
    for (int s = 0; s < ENT_SCHEME_COUNT; s++) {
        ent_scheme back = ENT_SCHEME_COUNT;

        assert_int_equal(ent_scheme_parse(ent_scheme_name((ent_scheme)s), &back), ENT_OK);
        assert_int_equal(back, s);
    }
    assert_string_equal(ent_scheme_name((ent_scheme)99), "");
    for (const char *const *w = WORDS("COW", "iso", ""); *w; w++) {
        ent_scheme none = ENT_SCHEME_COUNT;

        assert_int_equal(ent_scheme_parse(*w, &none), ENT_NONE);
        assert_int_equal(none, ENT_SCHEME_COUNT);
    }
    assert_int_equal(ent_scheme_parse(NULL, NULL), ENT_NONE);
}

static void
polities_stand_by_line_and_date_without_overlap(void **state)
{
    size_t n = 0;
    const ent_polity *p = ent_ref_polities(&n);

    (void)state;
    assert_true(n > 300 && n == ref_lives_n && n == ref_by_code_n);
    for (size_t i = 0; i < n; i++) {
        assert_true(p[i].rule[0] != '\0' && p[i].name[0] != '\0');
        assert_true(p[i].from.precision != ENT_PREC_NONE);
        assert_ptr_equal(ent_ref_polity(p[i].code), &p[i]);
        if (i == 0) continue;
        assert_true(strcmp(p[i - 1].line, p[i].line) <= 0);
        if (strcmp(p[i - 1].line, p[i].line) == 0)
            assert_true(ref_lives[i - 1].last <= ref_lives[i].first);
    }
    assert_null(ent_ref_polity("XYZ"));
    assert_null(ent_ref_polity(""));
    assert_null(ent_ref_polity(NULL));
}

static const char *
on(const char *line, const char *when)
{
    ent_date d = date(when);
    const ent_polity *p = ent_ref_line_on(line, &d);

    return p ? p->code : "nobody";
}

static void
a_line_has_one_polity_a_day(void **state)
{
    (void)state;
    assert_string_equal(on("RUS", "1700"), "RUT");
    assert_string_equal(on("RUS", "1922-12-30"), "SUN");
    assert_string_equal(on("CHN", "1912-02-12"), "ROC");
    assert_string_equal(on("CHN", ""), "CHN");
    assert_string_equal(on("DEU", "1948"), "DEO");
    assert_string_equal(on("POL", "1850"), "nobody");
    assert_string_equal(on("DDR", "2000"), "nobody");
    assert_string_equal(on("DDR", ""), "DDR");
    assert_string_equal(on("SUN", "1950"), "nobody"); /* a polity's code is no line's */
    assert_null(ent_ref_line_on("XYZ", NULL));
    assert_string_equal(ent_ref_line_on("FRA", NULL)->code, "FRA");
}

static void
a_line_is_shown_by_its_latest_name(void **state)
{
    (void)state;
    assert_string_equal(ent_ref_line_name("RUS"), "Russia");
    assert_string_equal(ent_ref_line_name("CHN"), "China");
    assert_null(ent_ref_line_name("SUN"));
    assert_null(ent_ref_line_name("nobody"));
}

static bool
has_code(const char *polity, ent_scheme scheme, const char *text, const char *from)
{
    ent_code codes[32];
    size_t n = ent_ref_codes(ent_ref_polity(polity), codes, 32);
    char begun[ENT_DATE_TEXT_MAX];

    assert_true(n <= 32);
    for (size_t i = 0; i < n; i++) {
        ent_date_format(&codes[i].from, begun, sizeof begun);
        if (codes[i].scheme == scheme && strcmp(codes[i].text, text) == 0 &&
            strcmp(begun, from) == 0)
            return true;
    }
    return false;
}

static void
codes_of_a_polity_can_be_listed(void **state)
{
    ent_code one[1];
    const ent_polity *sun = ent_ref_polity("SUN");
    size_t all = ent_ref_codes(sun, NULL, 0);

    (void)state;
    assert_true(has_code("SUN", ENT_SCHEME_COW, "365", "1922-12-30"));
    assert_true(has_code("SUN", ENT_SCHEME_ISO3, "SUN", "1922-12-30"));
    assert_true(has_code("QNG", ENT_SCHEME_COW, "CHN", "1648"));
    assert_true(has_code("SCG", ENT_SCHEME_ISO2, "CS", "2003-07-23"));
    assert_false(has_code("SUN", ENT_SCHEME_ISO2, "RU", "1922-12-30"));
    assert_true(all > 4);
    assert_int_equal(ent_ref_codes(sun, one, 1), all);
    assert_int_equal(one[0].scheme, ENT_SCHEME_ENT);
    assert_int_equal(ent_ref_codes(NULL, one, 1), 0);
}

static void
english_names_of_a_polity_can_be_listed(void **state)
{
    const char *names[64];
    size_t n = ent_ref_names(ent_ref_polity("CHN"), names, 64);
    bool republic = false;

    (void)state;
    assert_true(n > 4 && n < 64);
    assert_string_equal(names[0], "China");
    assert_string_equal(names[n - 1], "Chinese");
    for (size_t i = 0; i < n; i++) {
        republic = republic || strcmp(names[i], "People's Republic of China") == 0;
        for (const char *s = names[i]; *s; s++)
            assert_true((unsigned char)*s < 0x80);
    }
    assert_true(republic);
    assert_int_equal(ent_ref_names(ent_ref_polity("CHN"), names, 1), n);
    assert_int_equal(ent_ref_names(NULL, names, 1), 0);
}

static void
tables_are_sorted_for_the_search(void **state)
{
    size_t n;

    (void)state;
    for (size_t i = 1; i < ref_entries_n; i++) {
        const ref_entry *a = &ref_entries[i - 1], *b = &ref_entries[i];

        assert_true(a->scheme < b->scheme ||
                    (a->scheme == b->scheme && strcmp(a->key, b->key) <= 0));
    }
    for (size_t i = 0; i < ref_groups_n; i++)
        assert_ptr_equal(ref_find_group((ent_scheme)ref_groups[i].scheme, ref_groups[i].key),
                         &ref_groups[i]);
    assert_null(ref_find_group(ENT_SCHEME_COW, "no such word"));
    assert_null(ref_find(ENT_SCHEME_COW, "no such word", &n));
    assert_int_equal(n, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schemes_have_words_both_ways),
        cmocka_unit_test(polities_stand_by_line_and_date_without_overlap),
        cmocka_unit_test(a_line_has_one_polity_a_day),
        cmocka_unit_test(a_line_is_shown_by_its_latest_name),
        cmocka_unit_test(codes_of_a_polity_can_be_listed),
        cmocka_unit_test(english_names_of_a_polity_can_be_listed),
        cmocka_unit_test(tables_are_sorted_for_the_search),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_codes.c: codes keep their leading zeros, titles are found whatever their blanks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "event/event_priv.h"

static const ent_event_code *
find(ent_event_scheme scheme, const char *code)
{
    return ent_event_code_find(scheme, code, strlen(code));
}

static void
every_code_is_found_and_nothing_near_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < event_code_rows_n; i++) {
        const ent_event_code *row = &event_code_rows[i];
        ent_event_scheme scheme = i < event_code_plover ? ENT_EVENT_CAMEO : ENT_EVENT_PLOVER;

        assert_ptr_equal(find(scheme, row->code), row);
        assert_int_equal(ent_event_class_at(row->class_number)->scheme, scheme);
        assert_true(row->intensity_tenths >= -100 && row->intensity_tenths <= 100);
        if (i > 0 && i != event_code_plover)
            assert_true(strcmp(event_code_rows[i - 1].code, row->code) < 0);
    }
}

static void
only_listed_digits_are_cameo(void **state)
{
    size_t found = 0;
    char text[5];

    (void)state;
    for (unsigned n = 1; n <= 4; n++)
        for (unsigned v = 0, end = n == 1   ? 10
                                   : n == 2 ? 100
                                   : n == 3 ? 1000
                                            : 10000;
             v < end; v++) {
            const ent_event_code *code;

            for (unsigned k = n, rest = v; k-- > 0; rest /= 10)
                text[k] = (char)('0' + rest % 10);
            text[n] = '\0';
            code = ent_event_code_find(ENT_EVENT_CAMEO, text, n);
            if (code) {
                assert_string_equal(code->code, text);
                found++;
            }
        }
    assert_int_equal(found, event_code_plover);
}

static void
a_lost_leading_zero_is_another_code_or_none(void **state)
{
    (void)state;
    assert_int_equal(find(ENT_EVENT_CAMEO, "010")->class_number, 1);
    assert_int_equal(find(ENT_EVENT_CAMEO, "10")->class_number, 10);
    assert_null(find(ENT_EVENT_CAMEO, "211"));
    assert_int_equal(find(ENT_EVENT_CAMEO, "0211")->class_number, 2);
    for (const char *const *w = (const char *const[]){"", "1", "0", "00", "21", "000", "999", "13y",
                                                      "---", "01011", " 10", "2043", NULL};
         *w; w++)
        assert_null(find(ENT_EVENT_CAMEO, *w));
    assert_null(ent_event_code_find(ENT_EVENT_CAMEO, NULL, 3));
    assert_null(ent_event_code_find(ENT_EVENT_CAMEO, "01\0", 3));
    assert_null(find(ENT_EVENT_NONE, "010"));
}

static void
intensities_are_those_of_the_published_scale(void **state)
{
    static const struct {
        const char *code;
        int tenths;
    } known[] = {{"010", 0},    {"016", -20},  {"022", 32},    {"042", 19},  {"057", 80},
                 {"0874", 100}, {"090", -20},  {"112", -20},   {"130", -44}, {"138", -70},
                 {"163", -80},  {"190", -100}, {"2042", -100}, {"191", -95}};

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(find(ENT_EVENT_CAMEO, known[i].code)->intensity_tenths, known[i].tenths);
}

static void
plover_types_modes_and_older_names(void **state)
{
    (void)state;
    assert_int_equal(find(ENT_EVENT_PLOVER, "CONSULT")->class_number, 22);
    assert_int_equal(find(ENT_EVENT_PLOVER, "CONSULT/visit")->class_number, 22);
    assert_int_equal(find(ENT_EVENT_PLOVER, "ASSAULT/heavy-weapons")->class_number, 36);
    assert_string_equal(ent_event_class_at(find(ENT_EVENT_PLOVER, "DEMAND")->class_number)->code,
                        "REQUEST");
    assert_string_equal(
        ent_event_class_at(find(ENT_EVENT_PLOVER, "INVESTIGATE")->class_number)->code, "ACCUSE");
    for (const char *const *w = (const char *const[]){"consult", "CONSUL", "CONSULT/", "CONSULT/x",
                                                      "YIELD", "010", "ZZZ", NULL};
         *w; w++)
        assert_null(find(ENT_EVENT_PLOVER, *w));
    assert_null(ent_event_code_find(ENT_EVENT_PLOVER, "AID\0", 4));
    assert_null(find(ENT_EVENT_CAMEO, "AID"));
}

static void
titles_are_found_with_blanks_underscores_and_any_case(void **state)
{
    static const struct {
        const char *title, *code;
    } known[] = {
        {"Make statement", "010"},
        {"Make_statement", "010"},
        {"MAKE PUBLIC STATEMENT", "01"},
        {"Express_intent_to_meet_or_negotiate", "036"},
        {"Conduct suicide, car, or other non-military bombing", "183"},
        {"Conduct_suicide,_car,_or_other_non_military_bombing", "183"},
        {"fight with small arms and light weapons", "193"},
        {"Demand", "100"}, /* the finer of root and code */
        {"Consult", "040"},
        {"Use chemical, biological, or radiological weapons", "2041"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const ent_event_code *code = ent_event_code_titled(ENT_EVENT_CAMEO, known[i].title);

        assert_non_null(code);
        assert_string_equal(code->code, known[i].code);
    }
    assert_string_equal(ent_event_code_titled(ENT_EVENT_PLOVER, "Give aid")->code, "AID");
    for (const char *const *w =
             (const char *const[]){"", "Make", "Make statements", "Give aid", "\xC3\xA9", NULL};
         *w; w++)
        assert_null(ent_event_code_titled(ENT_EVENT_CAMEO, *w));
    assert_null(ent_event_code_titled(ENT_EVENT_CAMEO, NULL));
    assert_null(ent_event_code_titled(ENT_EVENT_NONE, "Make statement"));
}

static void
every_title_leads_to_a_code_that_bears_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < event_titles_n; i++)
        assert_ptr_equal(
            ent_event_code_titled((ent_event_scheme)event_titles[i].scheme, event_titles[i].key),
            &event_code_rows[event_titles[i].at]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_found_and_nothing_near_it),
        cmocka_unit_test(only_listed_digits_are_cameo),
        cmocka_unit_test(a_lost_leading_zero_is_another_code_or_none),
        cmocka_unit_test(intensities_are_those_of_the_published_scale),
        cmocka_unit_test(plover_types_modes_and_older_names),
        cmocka_unit_test(titles_are_found_with_blanks_underscores_and_any_case),
        cmocka_unit_test(every_title_leads_to_a_code_that_bears_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

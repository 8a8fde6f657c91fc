/* test_classes.c: the class table: numbers, quarters, and what PLOVER calls a root. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "entente/event.h"

static void
numbers_are_places_and_never_change(void **state)
{
    size_t n = 0;
    const ent_event_class *all = ent_event_classes(&n);

    (void)state;
    assert_int_equal(n, 36);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(all[i].number, i + 1);
        assert_ptr_equal(ent_event_class_at((unsigned)i + 1), &all[i]);
        assert_true(all[i].title[0] != '\0');
        assert_true(all[i].quad > ENT_QUAD_NONE && all[i].quad < ENT_QUAD_COUNT);
    }
    /* stored in ledgers: these pairs may never differ */
    assert_string_equal(ent_event_class_at(1)->code, "01");
    assert_string_equal(ent_event_class_at(20)->code, "20");
    assert_string_equal(ent_event_class_at(21)->code, "AGREE");
    assert_string_equal(ent_event_class_at(36)->code, "ASSAULT");
    assert_string_equal(ent_event_classes_version(), "1");
    assert_ptr_equal(ent_event_classes(NULL), all);
}

static void
no_class_has_number_0_or_above_the_last(void **state)
{
    (void)state;
    assert_null(ent_event_class_at(0));
    assert_null(ent_event_class_at(37));
    assert_null(ent_event_class_at(~0u));
}

static void
words_and_deeds_are_parted_as_the_model_says(void **state)
{
    (void)state;
    for (unsigned r = 1; r <= 20; r++) {
        ent_event_quad want = r <= 5    ? ENT_QUAD_VERBAL_COOPERATION
                              : r <= 8  ? ENT_QUAD_MATERIAL_COOPERATION
                              : r <= 13 ? ENT_QUAD_VERBAL_CONFLICT
                                        : ENT_QUAD_MATERIAL_CONFLICT;

        assert_int_equal(ent_event_class_at(r)->quad, want);
        assert_int_equal(ent_event_class_at(r)->scheme, ENT_EVENT_CAMEO);
    }
}

static void
a_root_has_its_plover_type_in_the_same_quarter(void **state)
{
    size_t n = 0;
    const ent_event_class *all = ent_event_classes(&n);

    (void)state;
    assert_string_equal(ent_event_class_at(9)->plover, "ACCUSE");
    assert_string_equal(ent_event_class_at(1)->plover, "");
    assert_string_equal(ent_event_class_at(2)->plover, "");
    for (size_t i = 2; i < n; i++) {
        bool found = false;

        for (size_t k = 20; k < n; k++)
            if (strcmp(all[k].code, all[i].plover) == 0) {
                found = true;
                assert_int_equal(all[k].quad, all[i].quad);
            }
        assert_true(found);
    }
}

static void
every_quad_and_skip_has_a_name_and_others_none(void **state)
{
    (void)state;
    for (int q = ENT_QUAD_NONE + 1; q < ENT_QUAD_COUNT; q++)
        assert_true(ent_event_quad_title((ent_event_quad)q)[0] != '\0');
    assert_string_equal(ent_event_quad_title(ENT_QUAD_NONE), "");
    assert_string_equal(ent_event_quad_title(ENT_QUAD_COUNT), "");
    assert_string_equal(ent_event_quad_title((ent_event_quad)99), "");
    for (int s = 0; s < ENT_EVENT_SKIP_COUNT; s++)
        assert_true(ent_event_skip_name((ent_event_skip)s)[0] != '\0');
    assert_string_equal(ent_event_skip_name(ENT_EVENT_SKIP_COUNT), "");
    assert_string_equal(ent_event_skip_name((ent_event_skip)99), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_places_and_never_change),
        cmocka_unit_test(no_class_has_number_0_or_above_the_last),
        cmocka_unit_test(words_and_deeds_are_parted_as_the_model_says),
        cmocka_unit_test(a_root_has_its_plover_type_in_the_same_quarter),
        cmocka_unit_test(every_quad_and_skip_has_a_name_and_others_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

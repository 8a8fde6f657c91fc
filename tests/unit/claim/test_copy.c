/* test_copy.c: a copied claim outlives what it was copied from, in all its fields. */
#include "claim_test.h"

/* All texts of a claim, by name; a new one in ent_claim has to be added here too. */
#define TEXTS(X)                                                                                   \
    X(supersedes)                                                                                  \
    X(set)                                                                                         \
    X(record)                                                                                      \
    X(from)                                                                                        \
    X(to)                                                                                          \
    X(from_code) X(to_code) X(indicator) X(label) X(event_code) X(event_scheme) X(intensity_scale) \
        X(unit) X(denominator) X(coverage) X(source) X(locator) X(file) X(coder) X(cluster)        \
            X(note)

static void
a_copy_has_its_own_texts(void **state)
{
    ent_claim c = whole_claim(), copy = {0};
    ent_arena arena = {0};

    (void)state;
    ent_claim_seal(&c);
    assert_int_equal(ent_claim_copy(&c, &arena, &copy, NULL), ENT_OK);
    assert_string_equal(copy.id, c.id);
#define OWN(field)                            \
    assert_string_equal(copy.field, c.field); \
    assert_ptr_not_equal(copy.field, c.field);
    TEXTS(OWN)
    ent_arena_clear(&arena);
}

/* With the texts set aside, the bytes of both are the same. */
static void
all_else_is_the_same(void **state)
{
    ent_claim c = whole_claim(), copy = {0};
    ent_arena arena = {0};

    (void)state;
    assert_int_equal(ent_claim_copy(&c, &arena, &copy, NULL), ENT_OK);
#define FORGET(field) copy.field = c.field = NULL;
    TEXTS(FORGET)
    assert_memory_equal(&c.from_role, &copy.from_role, sizeof c.from_role);
    assert_true(copy.directed && copy.layer == c.layer && copy.kind == c.kind);
    assert_int_equal(copy.valid_from.year, 2019);
    assert_int_equal(copy.known_from.precision, ENT_PREC_YEAR);
    assert_true(copy.quantity == c.quantity && copy.quantity_low == c.quantity_low);
    assert_true(copy.n == c.n && copy.row == c.row && copy.byte == c.byte);
    assert_int_equal(copy.reliability, 'B');
    assert_int_equal(copy.checked, ENT_CHECKED_READ);
    ent_arena_clear(&arena);
}

static void
absent_stays_absent(void **state)
{
    ent_claim c = {0}, copy = whole_claim();
    ent_arena arena = {0};

    (void)state;
    assert_int_equal(ent_claim_copy(&c, &arena, &copy, NULL), ENT_OK);
#define ABSENT(field) assert_null(copy.field);
    TEXTS(ABSENT)
    ent_arena_clear(&arena);
}

static void
a_copy_may_replace_its_original(void **state)
{
    ent_claim c = whole_claim();
    ent_arena arena = {0};

    (void)state;
    assert_int_equal(ent_claim_copy(&c, &arena, &c, NULL), ENT_OK);
    assert_string_equal(c.record, "r-1");
    ent_arena_clear(&arena);
}

static void
a_full_arena_is_no_memory_and_changes_nothing(void **state)
{
    ent_claim c = whole_claim(), copy = {.row = 77};
    ent_error e = {0};

    (void)state;
    for (size_t limit = 16; limit < 300; limit += 16) {
        ent_arena arena = {.limit = limit};

        assert_int_equal(ent_claim_copy(&c, &arena, &copy, &e), ENT_E_NOMEM);
        HAS(e.text, "no memory");
        assert_int_equal(copy.row, 77);
        ent_arena_clear(&arena);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_has_its_own_texts),
        cmocka_unit_test(all_else_is_the_same),
        cmocka_unit_test(absent_stays_absent),
        cmocka_unit_test(a_copy_may_replace_its_original),
        cmocka_unit_test(a_full_arena_is_no_memory_and_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

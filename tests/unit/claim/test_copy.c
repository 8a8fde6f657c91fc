/* test_copy.c: a copied claim outlives what it was copied from, in all its fields. */
#include "claim_test.h"

/* All texts of a claim, by place; a new one in ent_claim has to be added here too. */
static const size_t TEXTS[] = {
    offsetof(ent_claim, supersedes),   offsetof(ent_claim, set),
    offsetof(ent_claim, record),       offsetof(ent_claim, from),
    offsetof(ent_claim, to),           offsetof(ent_claim, from_code),
    offsetof(ent_claim, to_code),      offsetof(ent_claim, indicator),
    offsetof(ent_claim, label),        offsetof(ent_claim, event_code),
    offsetof(ent_claim, event_scheme), offsetof(ent_claim, intensity_scale),
    offsetof(ent_claim, unit),         offsetof(ent_claim, denominator),
    offsetof(ent_claim, coverage),     offsetof(ent_claim, source),
    offsetof(ent_claim, locator),      offsetof(ent_claim, file),
    offsetof(ent_claim, coder),        offsetof(ent_claim, cluster),
    offsetof(ent_claim, note),
};
enum { N_TEXTS = sizeof TEXTS / sizeof TEXTS[0] };

static const char **
text_at(ent_claim *c, size_t i)
{
    return (const char **)(void *)((char *)c + TEXTS[i]);
}

static void
a_copy_has_its_own_texts(void **state)
{
    ent_claim c = whole_claim(), copy = {0};
    ent_arena arena = {0};

    (void)state;
    ent_claim_seal(&c);
    assert_int_equal(ent_claim_copy(&c, &arena, &copy, NULL), ENT_OK);
    assert_string_equal(copy.id, c.id);
    for (size_t i = 0; i < N_TEXTS; i++) {
        assert_string_equal(*text_at(&copy, i), *text_at(&c, i));
        assert_ptr_not_equal(*text_at(&copy, i), *text_at(&c, i));
    }
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
    for (size_t i = 0; i < N_TEXTS; i++)
        *text_at(&copy, i) = *text_at(&c, i) = NULL;
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
    for (size_t i = 0; i < N_TEXTS; i++)
        assert_null(*text_at(&copy, i));
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

/* test_mem.c: the heap's only door, and sizes that do not wrap around. */
#include "base_test.h"

static void
new_memory_is_zero(void **state)
{
    unsigned char *p = ent_alloc(100, 8);
    size_t i;

    (void)state;
    assert_non_null(p);
    for (i = 0; i < 800; i++)
        assert_int_equal(p[i], 0);
    ent_free(p);
}

static void
zero_bytes_are_a_valid_pointer(void **state)
{
    void *p = ent_alloc(0, 8), *q = ent_realloc(NULL, 0, 8);

    (void)state;
    assert_non_null(p);
    assert_non_null(q);
    ent_free(p);
    ent_free(q);
    ent_free(NULL);
}

static void
a_size_that_wraps_around_is_no_memory(void **state)
{
    /* volatile, so that no compiler warns of what the test is about */
    volatile size_t many = SIZE_MAX / 2;

    (void)state;
    assert_null(ent_alloc(many, 3));
    assert_null(ent_alloc(many + 1, 1));
    assert_null(ent_realloc(NULL, many, 3));
}

static void
growing_keeps_what_was_there(void **state)
{
    char *p = ent_realloc(NULL, 4, 1);

    (void)state;
    assert_non_null(p);
    memcpy(p, "abc", 4);
    p = ent_realloc(p, 1 << 20, 1);
    assert_non_null(p);
    assert_string_equal(p, "abc");
    ent_free(p);
}

static void
a_copied_text_is_its_own(void **state)
{
    char text[] = "abc";
    char *copy = ent_strdup(text);

    (void)state;
    text[0] = 'x';
    assert_string_equal(copy, "abc");
    ent_free(copy);
}

static void
checked_sums_and_products_say_when_they_wrap(void **state)
{
    size_t out = 7;

    (void)state;
    assert_true(ent_mul_size(6, 7, &out));
    assert_int_equal(out, 42);
    assert_false(ent_mul_size(SIZE_MAX, 2, &out));
    assert_false(ent_add_size(SIZE_MAX, 1, &out));
    assert_int_equal(out, 42);
    assert_true(ent_add_size(SIZE_MAX - 1, 1, &out));
    assert_true(out == SIZE_MAX);
}

static void
memory_can_be_made_to_fail(void **state)
{
    (void)state;
    NEEDS_FAULTS();
    FAIL_NTH(ENT_FAULT_ALLOC, 2);
    ent_free(ent_alloc(1, 1));
    assert_null(ent_alloc(1, 1));
    ent_free(ent_alloc(1, 1));
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_null(ent_strdup("a"));
    assert_null(ent_realloc(NULL, 1, 1));
    NO_FAULTS(ENT_FAULT_ALLOC);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_memory_is_zero),
        cmocka_unit_test(zero_bytes_are_a_valid_pointer),
        cmocka_unit_test(a_size_that_wraps_around_is_no_memory),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(a_copied_text_is_its_own),
        cmocka_unit_test(checked_sums_and_products_say_when_they_wrap),
        cmocka_unit_test(memory_can_be_made_to_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_arena.c: many small objects, aligned, zeroed, limited, and gone at once. */
#include "base_test.h"

static void
objects_are_zeroed_aligned_and_apart(void **state)
{
    ent_arena a = {0};
    unsigned char *before = NULL;
    int i, j;

    (void)state;
    for (i = 1; i < 3000; i++) {
        size_t n = (size_t)(i % 61) + 1;
        unsigned char *p = ent_arena_alloc(&a, n, 1);

        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (j = 0; j < (int)n; j++)
            assert_int_equal(p[j], 0);
        memset(p, 0xFF, n);
        assert_true(p != before);
        before = p;
    }
    assert_true(a.used >= 3000);
    ent_arena_clear(&a);
    assert_int_equal(a.used, 0);
    assert_null(a.head);
}

static void
a_large_object_leaves_the_small_ones_their_room(void **state)
{
    ent_arena a = {0};
    char *first = ent_arena_alloc(&a, 16, 1), *large = ent_arena_alloc(&a, 1 << 20, 1), *next;

    (void)state;
    assert_non_null(large);
    memset(large, 1, 1 << 20);
    next = ent_arena_alloc(&a, 16, 1);
    assert_ptr_equal(next, first + 16);
    ent_arena_clear(&a);
}

static void
the_first_object_may_be_large(void **state)
{
    ent_arena a = {0};
    char *p = ent_arena_alloc(&a, 3 << 20, 1);

    (void)state;
    assert_non_null(p);
    p[(3 << 20) - 1] = 1;
    assert_non_null(ent_arena_alloc(&a, 1, 1));
    ent_arena_clear(&a);
}

static void
nothing_at_all_still_gets_a_place(void **state)
{
    ent_arena a = {0};
    char *p = ent_arena_alloc(&a, 0, 8), *q = ent_arena_alloc(&a, 0, 8);

    (void)state;
    assert_non_null(p);
    assert_ptr_not_equal(p, q);
    ent_arena_clear(&a);
}

static void
beyond_its_limit_it_gives_nothing(void **state)
{
    ent_arena a = {.limit = 64};

    (void)state;
    assert_non_null(ent_arena_alloc(&a, 48, 1));
    assert_null(ent_arena_alloc(&a, 17, 1));
    assert_non_null(ent_arena_alloc(&a, 16, 1));
    assert_null(ent_arena_alloc(&a, 1, 1));
    ent_arena_clear(&a);
    assert_non_null(ent_arena_alloc(&a, 64, 1));
    ent_arena_clear(&a);
}

static void
sizes_that_wrap_around_give_nothing(void **state)
{
    volatile size_t most = SIZE_MAX;
    ent_arena a = {0};

    (void)state;
    assert_null(ent_arena_alloc(&a, most, 2));
    assert_null(ent_arena_alloc(&a, most, 1));
    assert_null(ent_arena_alloc(&a, most - 20, 1));
    assert_null(ent_arena_strndup(&a, "x", most));
    ent_arena_clear(&a);
}

static void
texts_are_copied_cut_and_made(void **state)
{
    char long_text[600];
    ent_arena a = {0};

    (void)state;
    memset(long_text, 'x', sizeof long_text);
    long_text[sizeof long_text - 1] = '\0';
    assert_null(ent_arena_strdup(&a, NULL));
    assert_string_equal(ent_arena_strdup(&a, "abc"), "abc");
    assert_string_equal(ent_arena_strndup(&a, "abcdef", 2), "ab");
    assert_string_equal(ent_arena_printf(&a, "%d %s", 7, "x"), "7 x");
    assert_string_equal(ent_arena_printf(&a, "%s", long_text), long_text);
    assert_string_equal(ent_arena_printf(&a, "%s", ""), "");
    ent_arena_clear(&a);
}

static void
clearing_nothing_is_no_harm(void **state)
{
    ent_arena a = {0};

    (void)state;
    ent_arena_clear(NULL);
    ent_arena_clear(&a);
}

static void
no_memory_gives_nothing_and_keeps_the_rest(void **state)
{
    ent_arena a = {0};
    char *p;

    (void)state;
    NEEDS_FAULTS();
    p = ent_arena_strdup(&a, "abc");
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    assert_null(ent_arena_alloc(&a, 4096, 1));
    assert_null(ent_arena_alloc(&a, 1 << 20, 1));
    assert_string_equal(p, "abc");
    ent_arena_clear(&a);
    assert_null(ent_arena_printf(&a, "%d", 1));
    assert_null(ent_arena_strdup(&a, "x"));
    NO_FAULTS(ENT_FAULT_ALLOC);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_zeroed_aligned_and_apart),
        cmocka_unit_test(a_large_object_leaves_the_small_ones_their_room),
        cmocka_unit_test(the_first_object_may_be_large),
        cmocka_unit_test(nothing_at_all_still_gets_a_place),
        cmocka_unit_test(beyond_its_limit_it_gives_nothing),
        cmocka_unit_test(sizes_that_wrap_around_give_nothing),
        cmocka_unit_test(texts_are_copied_cut_and_made),
        cmocka_unit_test(clearing_nothing_is_no_harm),
        cmocka_unit_test(no_memory_gives_nothing_and_keeps_the_rest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

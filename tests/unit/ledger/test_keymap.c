/* test_keymap.c: a key gives all its numbers, however keys collide, and no other key's. */
#include "ledger/keymap.h"
#include "ledger_test.h"

static void
a_key_gives_all_its_numbers(void **state)
{
    ent_keymap map = {0};
    size_t at = 0;
    uint64_t sum = 0, v;

    (void)state;
    assert_int_equal(ent_keymap_next(&map, 7, &at), 0);
    assert_false(ent_keymap_has(&map, 7, 1));
    for (uint64_t i = 1; i <= 5; i++)
        assert_int_equal(ent_keymap_add(&map, 7, i), ENT_OK);
    assert_int_equal(ent_keymap_add(&map, 7 + 256, 100), ENT_OK); /* the same slot at first */
    while ((v = ent_keymap_next(&map, 7, &at)) != 0)
        sum += v;
    assert_int_equal(sum, 15);
    assert_true(ent_keymap_has(&map, 7, 5));
    assert_false(ent_keymap_has(&map, 7, 100));
    assert_true(ent_keymap_has(&map, 7 + 256, 100));
    ent_keymap_clear(&map);
}

static void
many_keys_stay_findable_as_it_grows(void **state)
{
    enum { N = 50000 };
    ent_keymap map = {0};

    (void)state;
    for (uint64_t i = 1; i <= N; i++)
        assert_int_equal(ent_keymap_add(&map, i * UINT64_C(0x9e3779b97f4a7c15) >> 16, i), ENT_OK);
    for (uint64_t i = 1; i <= N; i++) {
        size_t at = 0;

        assert_int_equal(ent_keymap_next(&map, i * UINT64_C(0x9e3779b97f4a7c15) >> 16, &at), i);
    }
    assert_int_equal(map.n, N);
    assert_true(map.n <= map.cap / 3 * 2);
    ent_keymap_clear(&map);
}

static void
the_last_slot_is_followed_by_the_first(void **state)
{
    ent_keymap map = {0};

    (void)state;
    assert_int_equal(ent_keymap_add(&map, 255, 1), ENT_OK);
    assert_int_equal(ent_keymap_add(&map, 255, 2), ENT_OK);
    assert_int_equal(ent_keymap_add(&map, 0, 3), ENT_OK);
    assert_true(ent_keymap_has(&map, 255, 2));
    assert_true(ent_keymap_has(&map, 0, 3));
    ent_keymap_clear(&map);
}

static void
without_memory_nothing_is_lost(void **state)
{
    ent_keymap map = {0};
    uint64_t i = 1;

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_keymap_add(&map, 1, i), ENT_OK);
    FAIL_FROM(ENT_FAULT_ALLOC, 1);
    while (ent_keymap_add(&map, i, i) == ENT_OK)
        i++;
    NO_FAULTS(ENT_FAULT_ALLOC);
    for (uint64_t k = 1; k < i; k++)
        assert_true(ent_keymap_has(&map, k, k));
    ent_keymap_clear(&map);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_gives_all_its_numbers),
        cmocka_unit_test(many_keys_stay_findable_as_it_grows),
        cmocka_unit_test(the_last_slot_is_followed_by_the_first),
        cmocka_unit_test(without_memory_nothing_is_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

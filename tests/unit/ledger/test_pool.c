/* test_pool.c: equal texts have one address, other texts another, and hashes tell them apart. */
#include "ledger/pool.h"
#include "ledger_test.h"

static void
equal_texts_have_one_address(void **state)
{
    ent_pool pool = {0};
    char a[] = "China", b[] = "China";
    const char *x = NULL, *y = NULL, *z = NULL, *none = "set";

    (void)state;
    assert_int_equal(ent_pool_add(&pool, a, &x), ENT_OK);
    assert_int_equal(ent_pool_add(&pool, b, &y), ENT_OK);
    assert_int_equal(ent_pool_add(&pool, "", &z), ENT_OK);
    assert_int_equal(ent_pool_add(&pool, NULL, &none), ENT_OK);
    assert_ptr_equal(x, y);
    assert_ptr_not_equal(x, a);
    assert_ptr_not_equal(x, z);
    assert_string_equal(z, "");
    assert_null(none);
    assert_string_equal(ent_pool_word(x)->text, "China");
    ent_pool_word(x)->slot[ENT_SLOT_POLITY] = 5;
    assert_int_equal(ent_pool_word(y)->slot[ENT_SLOT_POLITY], 5);
    ent_pool_clear(&pool);
    ent_pool_clear(NULL);
}

static void
many_texts_keep_their_addresses(void **state)
{
    enum { N = 20000 };
    ent_pool pool = {0};
    const char **at = calloc(N, sizeof *at), *again = NULL;
    char text[32];

    (void)state;
    for (int i = 0; i < N; i++) {
        (void)ent_snprintf(text, sizeof text, "text %d", i);
        assert_int_equal(ent_pool_add(&pool, text, &at[i]), ENT_OK);
    }
    for (int i = 0; i < N; i++) {
        (void)ent_snprintf(text, sizeof text, "text %d", i);
        assert_int_equal(ent_pool_add(&pool, text, &again), ENT_OK);
        assert_ptr_equal(again, at[i]);
    }
    assert_int_equal(pool.n_words, N);
    ent_pool_clear(&pool);
    free(at);
}

static void
what_is_not_utf8_is_refused(void **state)
{
    ent_pool pool = {0};
    const char *out = NULL;

    (void)state;
    assert_int_equal(ent_pool_add(&pool, "caf\xe9", &out), ENT_E_PARSE);
    assert_null(out);
    ent_pool_clear(&pool);
}

static void
hashes_are_the_same_on_every_machine(void **state)
{
    (void)state;
    /* FNV-1a of "a" and "foobar", from its authors' list of test vectors. */
    assert_true(ent_hash_bytes(ENT_HASH_SEED, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(ent_hash_bytes(ENT_HASH_SEED, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    assert_true(ent_hash_mix(0) == 0);
}

static void
borders_between_texts_count(void **state)
{
    uint64_t a = ent_hash_text(ent_hash_text(ENT_HASH_SEED, "ab"), "c");
    uint64_t b = ent_hash_text(ent_hash_text(ENT_HASH_SEED, "a"), "bc");

    (void)state;
    assert_true(a != b);
    assert_true(ent_hash_text(ENT_HASH_SEED, NULL) != ent_hash_text(ENT_HASH_SEED, ""));
}

static void
without_memory_nothing_is_added(void **state)
{
    ent_pool pool = {0};
    const char *out = NULL;

    (void)state;
    NEEDS_FAULTS();
    for (int i = 1; i <= 2; i++) {
        FAIL_NTH(ENT_FAULT_ALLOC, (uint64_t)i);
        assert_int_equal(ent_pool_add(&pool, "x", &out), ENT_E_NOMEM);
        NO_FAULTS(ENT_FAULT_ALLOC);
    }
    assert_int_equal(ent_pool_add(&pool, "x", &out), ENT_OK);
    ent_pool_clear(&pool);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_one_address),
        cmocka_unit_test(many_texts_keep_their_addresses),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(hashes_are_the_same_on_every_machine),
        cmocka_unit_test(borders_between_texts_count),
        cmocka_unit_test(without_memory_nothing_is_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

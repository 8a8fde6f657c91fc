/* test_faults.c: the n-th call fails, and the calls are counted; only where faults are built in. */
#include "base_test.h"

static void
the_nth_call_fails_and_no_other(void **state)
{
    (void)state;
    NEEDS_FAULTS();
    FAIL_NTH(ENT_FAULT_READ, 2);
    assert_false(ent_fault_hit(ENT_FAULT_READ));
    assert_true(ent_fault_hit(ENT_FAULT_READ));
    assert_false(ent_fault_hit(ENT_FAULT_READ));
    NO_FAULTS(ENT_FAULT_READ);
}

static void
all_calls_from_the_nth_on_can_fail(void **state)
{
    (void)state;
    NEEDS_FAULTS();
    FAIL_FROM(ENT_FAULT_WRITE, 2);
    assert_false(ent_fault_hit(ENT_FAULT_WRITE));
    assert_true(ent_fault_hit(ENT_FAULT_WRITE));
    assert_true(ent_fault_hit(ENT_FAULT_WRITE));
    NO_FAULTS(ENT_FAULT_WRITE);
}

static void
kinds_are_counted_apart(void **state)
{
    (void)state;
    NEEDS_FAULTS();
    FAIL_NTH(ENT_FAULT_READ, 1);
    assert_false(ent_fault_hit(ENT_FAULT_WRITE));
    assert_true(ent_fault_hit(ENT_FAULT_READ));
    NO_FAULTS(ENT_FAULT_READ);
#ifdef ENT_FAULTS
    ent_fault_set(ENT_FAULT_READ, 0, true);
    assert_false(ent_fault_hit(ENT_FAULT_READ));
    assert_false(ent_fault_hit(ENT_FAULT_READ));
    assert_int_equal(ent_fault_calls(ENT_FAULT_READ), 2);
    NO_FAULTS(ENT_FAULT_READ);
#endif
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nth_call_fails_and_no_other),
        cmocka_unit_test(all_calls_from_the_nth_on_can_fail),
        cmocka_unit_test(kinds_are_counted_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

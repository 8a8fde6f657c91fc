/* test_state.c: every state and basis has a word, and a value from nowhere has none. */
#include "entente/base.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <string.h>

static void
the_three_states_have_different_words(void **state)
{
    (void)state;
    assert_string_equal(ent_state_name(ENT_VALUE), "value");
    assert_string_equal(ent_state_name(ENT_MISSING), "missing");
    assert_string_equal(ent_state_name(ENT_UNCOVERED), "not covered");
    assert_string_equal(ent_state_name((ent_state)99), "");
}

static void
each_basis_of_an_interval_has_its_own_words(void **state)
{
    (void)state;
    for (int i = ENT_BASIS_NONE; i <= ENT_BASIS_COMPUTED; i++) {
        assert_true(strlen(ent_basis_title((ent_basis)i)) > 0);
        for (int k = ENT_BASIS_NONE; k < i; k++)
            assert_string_not_equal(ent_basis_title((ent_basis)i), ent_basis_title((ent_basis)k));
    }
    assert_string_equal(ent_basis_title((ent_basis)99), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_states_have_different_words),
        cmocka_unit_test(each_basis_of_an_interval_has_its_own_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

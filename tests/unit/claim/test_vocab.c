/* test_vocab.c: each word of the formats is read back to what it was written from. */
#include "claim_test.h"

static void
roles_read_back(void **state)
{
    (void)state;
    for (int v = 0; v < ENT_ROLE_COUNT; v++) {
        ent_role back = ENT_ROLE_COUNT;

        assert_int_equal(ent_role_parse(ent_role_name((ent_role)v), &back), ENT_OK);
        assert_int_equal(back, v);
    }
    assert_string_equal(ent_role_name(ENT_ROLE_GOV), "GOV");
    assert_string_equal(ent_role_name(ENT_ROLE_NONE), "");
}

static void
kinds_read_back(void **state)
{
    (void)state;
    for (int v = 0; v < ENT_KIND_COUNT; v++) {
        ent_kind back = ENT_KIND_COUNT;

        assert_int_equal(ent_kind_parse(ent_kind_name((ent_kind)v), &back), ENT_OK);
        assert_int_equal(back, v);
    }
    assert_string_equal(ent_kind_name(ENT_KIND_CONTEXT), "context");
}

static void
hedges_read_back(void **state)
{
    (void)state;
    for (int v = 0; v < ENT_APPROX_COUNT; v++) {
        ent_approx back = ENT_APPROX_COUNT;

        assert_int_equal(ent_approx_parse(ent_approx_name((ent_approx)v), &back), ENT_OK);
        assert_int_equal(back, v);
    }
    assert_string_equal(ent_approx_name(ENT_APPROX_EXACT), "exact");
}

static void
attributions_read_back(void **state)
{
    (void)state;
    for (int v = 0; v < ENT_ATTR_COUNT; v++) {
        ent_attribution back = ENT_ATTR_COUNT;

        assert_int_equal(ent_attribution_parse(ent_attribution_name((ent_attribution)v), &back),
                         ENT_OK);
        assert_int_equal(back, v);
    }
    assert_string_equal(ent_attribution_name(ENT_ATTR_POSTER), "poster");
}

static void
ways_of_checking_read_back(void **state)
{
    (void)state;
    for (int v = 0; v < ENT_CHECKED_COUNT; v++) {
        ent_checked back = ENT_CHECKED_COUNT;

        assert_int_equal(ent_checked_parse(ent_checked_name((ent_checked)v), &back), ENT_OK);
        assert_int_equal(back, v);
    }
    assert_string_equal(ent_checked_name(ENT_CHECKED_MEMORY), "memory");
}

static void
other_words_are_none_of_them(void **state)
{
    ent_role role = ENT_ROLE_MIL;
    ent_kind kind = ENT_KIND_TIE;
    ent_approx approx = ENT_APPROX_OVER;
    ent_attribution attribution = ENT_ATTR_MEDIA;
    ent_checked checked = ENT_CHECKED_READ;

    (void)state;
    assert_int_equal(ent_role_parse("gov", &role), ENT_NONE);
    assert_int_equal(ent_kind_parse("ties", &kind), ENT_NONE);
    assert_int_equal(ent_approx_parse("", &approx), ENT_NONE);
    assert_int_equal(ent_attribution_parse("me", &attribution), ENT_NONE);
    assert_int_equal(ent_checked_parse("?", &checked), ENT_NONE);
    assert_int_equal(role, ENT_ROLE_MIL);
    assert_int_equal(kind, ENT_KIND_TIE);
    assert_int_equal(approx, ENT_APPROX_OVER);
    assert_int_equal(attribution, ENT_ATTR_MEDIA);
    assert_int_equal(checked, ENT_CHECKED_READ);
}

static void
a_value_from_nowhere_has_a_word_no_parser_takes(void **state)
{
    (void)state;
    assert_string_equal(ent_role_name((ent_role)99), "?");
    assert_string_equal(ent_kind_name((ent_kind)99), "?");
    assert_string_equal(ent_skip_name(ENT_SKIP_COUNT), "?");
}

static void
skips_have_words_of_their_own(void **state)
{
    (void)state;
    for (int a = 0; a < ENT_SKIP_COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_string_not_equal(ent_skip_name((ent_skip)a), ent_skip_name((ent_skip)b));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles_read_back),
        cmocka_unit_test(kinds_read_back),
        cmocka_unit_test(hedges_read_back),
        cmocka_unit_test(attributions_read_back),
        cmocka_unit_test(ways_of_checking_read_back),
        cmocka_unit_test(other_words_are_none_of_them),
        cmocka_unit_test(a_value_from_nowhere_has_a_word_no_parser_takes),
        cmocka_unit_test(skips_have_words_of_their_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

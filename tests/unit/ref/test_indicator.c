/* test_indicator.c: layers, indicators and units are found, and fit each other. */
#include "ref_test.h"

static void
layers_have_codes_and_titles(void **state)
{
    (void)state;
    for (int l = ENT_LAYER_NONE + 1; l < ENT_LAYER_COUNT; l++) {
        ent_layer back = ENT_LAYER_NONE;

        assert_true(ent_layer_title((ent_layer)l)[0] != '\0');
        assert_int_equal(ent_layer_parse(ent_layer_code((ent_layer)l), &back), ENT_OK);
        assert_int_equal(back, l);
    }
    assert_string_equal(ent_layer_code(ENT_T5), "T5");
    assert_string_equal(ent_layer_title(ENT_T5), "students");
    assert_string_equal(ent_layer_code(ENT_T11), "T11");
    assert_string_equal(ent_layer_code(ENT_X), "X");
    assert_string_equal(ent_layer_code(ENT_LAYER_NONE), "");
    assert_string_equal(ent_layer_code((ent_layer)99), "");
    assert_string_equal(ent_layer_title((ent_layer)-1), "");
}

static void
a_word_that_is_no_layer_is_none(void **state)
{
    ent_layer kept = ENT_T1;

    (void)state;
    for (const char *const *w = WORDS("T12", "t5", "", "L"); *w; w++)
        assert_int_equal(ent_layer_parse(*w, &kept), ENT_NONE);
    assert_int_equal(ent_layer_parse(NULL, &kept), ENT_NONE);
    assert_int_equal(kept, ENT_T1);
}

static void
indicators_are_found_and_fit_their_units(void **state)
{
    size_t n = 0;
    const ent_indicator *all = ent_ref_indicators(&n);

    (void)state;
    assert_true(n > 90);
    for (size_t i = 0; i < n; i++) {
        assert_ptr_equal(ent_ref_indicator(all[i].code), &all[i]);
        assert_true(all[i].layer > ENT_LAYER_NONE && all[i].layer < ENT_LAYER_COUNT);
        assert_false(all[i].directed && all[i].monadic);
        assert_int_equal(all[i].monadic, all[i].to_means[0] == '\0');
        if (*all[i].unit && strcmp(all[i].unit, "*") != 0)
            assert_string_equal(ent_ref_unit(all[i].unit)->base, all[i].unit);
    }
    assert_int_equal(ent_ref_indicator("trade.goods")->layer, ENT_T1);
    assert_string_equal(ent_ref_indicator("trade.goods")->from_means, "exporter");
    assert_true(ent_ref_indicator("population")->monadic);
    assert_null(ent_ref_indicator("trade"));
    assert_null(ent_ref_indicator(""));
    assert_null(ent_ref_indicator(NULL));
}

static void
units_lead_to_their_base(void **state)
{
    (void)state;
    assert_true(ent_ref_unit("USD_million")->factor == 1e6);
    assert_string_equal(ent_ref_unit("USD_million")->base, "USD");
    assert_true(ent_ref_unit("mile2")->factor > 2.58998 && ent_ref_unit("mile2")->factor < 2.59);
    assert_true(ent_ref_unit("percent")->factor == 0.01);
    assert_null(ent_ref_unit("furlong"));
    assert_null(ent_ref_unit(NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(layers_have_codes_and_titles),
        cmocka_unit_test(a_word_that_is_no_layer_is_none),
        cmocka_unit_test(indicators_are_found_and_fit_their_units),
        cmocka_unit_test(units_lead_to_their_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

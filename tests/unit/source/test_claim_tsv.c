/* test_claim_tsv.c: evidence entered by hand, and what is said about each mistake in it. */
#include "read_help.h"

/** The reject of a row, by its first field's line in the file. */
static const ent_error *
reject_of_row(const ent_counting_sink *s, uint64_t row)
{
    for (size_t i = 0; i < s->n_rejects; i++)
        if (s->rejects[i].row == row) return &s->rejects[i];
    fail_msg("row %llu was not rejected", (unsigned long long)row);
    return NULL;
}

static void
good_rows_become_claims(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "claims.tsv", "claim-tsv", &s);
    assert_tally(&s, 11, 4, 7);
    assert_string_equal(s.claims[0].from, "CHN");
    assert_string_equal(s.claims[0].to, "SUN"); /* the name, in 1955 */
    assert_string_equal(s.claims[0].to_code, "Soviet Union");
    assert_int_equal(s.claims[0].kind, ENT_KIND_TIE);
    assert_int_equal(s.claims[0].approx, ENT_APPROX_ABOUT);
    assert_int_equal(s.claims[0].checked, ENT_CHECKED_READ);
    assert_string_equal(s.claims[0].note, "two\tparts\nand a \\");
    assert_date(&s.claims[0].known_from, "1960");
    assert_int_equal(s.claims[1].quantity_state, ENT_MISSING);
    assert_true(s.claims[2].ongoing);
    assert_string_equal(s.claims[2].label, "A treaty");
    assert_true(s.claims[3].quantity == 15);
    assert_true(s.claims[3].quantity_low == 10 && s.claims[3].quantity_high == 20);
    ent_counting_sink_clear(&s);
}

static void
each_mistake_names_its_column_and_what_would_be_right(void **state)
{
    ent_counting_sink s;

    (void)state;
    read_file(DATA "claims.tsv", "claim-tsv", &s);
    assert_text_has(reject_of_row(&s, 5)->text, "column from is \"Atlantis\"");
    assert_text_has(reject_of_row(&s, 6)->text, "the nearest is \"trade.goods\"");
    assert_text_has(reject_of_row(&s, 7)->text, "column unit is \"persons\"");
    assert_text_has(reject_of_row(&s, 8)->text, "known_from");
    assert_text_has(reject_of_row(&s, 11)->text, "column reliability is \"G\"; want A to F");
    assert_text_has(reject_of_row(&s, 12)->text, "column note has a lone \\");
    assert_text_has(reject_of_row(&s, 13)->text, "valid_to is 2019; want 2020");
    assert_int_equal(s.rejects[0].byte > 0, 1);
    ent_counting_sink_clear(&s);
}

static void
a_missing_column_is_named(void **state)
{
    static const char text[] = "record\tfrom\tto\n";
    ent_read_input in = {.bytes = text, .n_bytes = sizeof text - 1};
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_with(&in, "claim-tsv", &s, &err), ENT_E_FORMAT);
    assert_text_has(err.text, "no column \"indicator\"");
    ent_counting_sink_clear(&s);
}

static void
it_is_recognised_with_its_columns_in_any_order(void **state)
{
    const ent_reader *reader = NULL;

    (void)state;
    assert_int_equal(ent_reader_recognise(DATA "claims.tsv", &reader, NULL), ENT_OK);
    assert_string_equal(reader->name, "claim-tsv");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_rows_become_claims),
        cmocka_unit_test(each_mistake_names_its_column_and_what_would_be_right),
        cmocka_unit_test(a_missing_column_is_named),
        cmocka_unit_test(it_is_recognised_with_its_columns_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

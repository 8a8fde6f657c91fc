/* test_sinks.c: the counting sink: what it keeps, and how it sees a reader's fault. */
#include "read_help.h"

static void
it_keeps_the_first_claims_and_counts_the_rest(void **state)
{
    const ent_reader *reader = ent_reader_by_name("cow-nmc");
    ent_read_input in = {.path = DATA "cow_nmc.csv"};
    ent_counting_sink s;
    ent_ref *ref = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    in.ref = ref;
    ent_counting_sink_init(&s, 3, true);
    assert_int_equal(reader->read(&in, &s.sink, &err), ENT_OK);
    assert_int_equal(s.n_claims, 3);
    assert_int_equal(s.tally.claims, 11);
    assert_int_equal(s.tally.kept, 2);
    assert_int_equal(strlen(s.claims[0].id), 20); /* sealed */
    assert_string_equal(s.claims[2].indicator, "steel");
    ent_counting_sink_clear(&s);
    ent_counting_sink_clear(NULL);
    ent_ref_close(ref);
}

static void
a_claim_that_is_not_whole_is_the_readers_fault(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};
    ent_claim half = {.set = "x"};

    (void)state;
    ent_counting_sink_init(&s, 1, true);
    assert_int_equal(s.sink.row(&s.sink, &err), ENT_OK);
    assert_int_equal(s.sink.accept(&s.sink, &half, &err), ENT_E_CORRUPT);
    assert_text_has(err.text, "not whole");
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_keeps_the_first_claims_and_counts_the_rest),
        cmocka_unit_test(a_claim_that_is_not_whole_is_the_readers_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

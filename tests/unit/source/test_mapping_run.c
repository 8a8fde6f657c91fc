/* test_mapping_run.c: any table by a mapping file; the built-in reader as the yardstick. */
#include "read_help.h"

#define MAPS "data/mappings/"

static ent_status
read_mapped(const char *data, const char *mapping, ent_counting_sink *out, ent_error *err)
{
    ent_ref *ref = NULL;
    ent_read_input in = {.path = data, .mapping = mapping};
    ent_status st;

    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    in.ref = ref;
    st = read_with(&in, "mapping", out, err);
    ent_ref_close(ref);
    return st;
}

static void
capabilities_come_out_as_from_the_built_in_reader(void **state)
{
    ent_counting_sink built, mapped;
    ent_error err = {0};

    (void)state;
    read_file(DATA "cow_nmc.csv", "cow-nmc", &built);
    assert_int_equal(read_mapped(DATA "cow_nmc.csv", MAPS "cow_nmc.tsv", &mapped, &err), ENT_OK);
    assert_int_equal(built.tally.claims, mapped.tally.claims);
    assert_int_equal(built.n_claims, 11);
    for (size_t i = 0; i < built.n_claims; i++) {
        const ent_claim *a = &built.claims[i], *b = &mapped.claims[i];

        assert_string_equal(a->indicator, b->indicator);
        assert_string_equal(a->from, b->from);
        assert_string_equal(a->record, b->record);
        assert_string_equal(a->unit, b->unit);
        assert_string_equal(a->set, b->set);
        assert_true(a->quantity == b->quantity);
        assert_int_equal(a->digits, b->digits);
        assert_int_equal(a->known_from.year, b->known_from.year);
        assert_int_equal(a->credibility, b->credibility);
        assert_int_equal(a->row, b->row);
    }
    ent_counting_sink_clear(&built);
    ent_counting_sink_clear(&mapped);
}

static void
aggregates_and_missing_values_are_counted_apart(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_mapped(DATA "world_bank.csv", MAPS "world_bank_population.tsv", &s, &err),
                     ENT_OK);
    assert_tally(&s, 3, 1, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_AGGREGATE], 1);
    assert_int_equal(s.tally.skipped[ENT_SKIP_MISSING], 1);
    assert_string_equal(s.claims[0].from, "NAM");
    assert_string_equal(s.claims[0].source, "world-bank");
    ent_counting_sink_clear(&s);
}

static void
a_passport_table_gives_directed_requirements(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_mapped(DATA "passport.csv", MAPS "passport_index.tsv", &s, &err), ENT_OK);
    assert_tally(&s, 3, 2, 0);
    assert_int_equal(s.tally.skipped[ENT_SKIP_SELF], 1);
    assert_string_equal(s.claims[0].event_code, "visa required");
    assert_string_equal(s.claims[1].event_code, "30");
    assert_date(&s.claims[0].valid_from, "2025-01-12");
    assert_string_equal(s.claims[0].record, "CHN-RUS");
    ent_counting_sink_clear(&s);
}

static void
a_wide_table_is_melted_and_scaled(void **state)
{
    ent_counting_sink s;
    ent_error err = {0};

    (void)state;
    assert_int_equal(read_mapped(DATA "wide.csv", DATA "wide.map.tsv", &s, &err), ENT_OK);
    assert_tally(&s, 2, 1, 1);
    assert_int_equal(s.tally.claims, 2); /* "-" is missing */
    assert_string_equal(s.claims[0].from, "CHN");
    assert_string_equal(s.claims[0].to, "DEU");
    assert_true(s.claims[0].quantity == 10500);
    assert_date(&s.claims[0].valid_from, "1999-02-01");
    assert_string_equal(s.claims[1].record, "DEU-RUS-01.02.1999");
    assert_text_has(s.rejects[0].text, "31.02.1999");
    ent_counting_sink_clear(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capabilities_come_out_as_from_the_built_in_reader),
        cmocka_unit_test(aggregates_and_missing_values_are_counted_apart),
        cmocka_unit_test(a_passport_table_gives_directed_requirements),
        cmocka_unit_test(a_wide_table_is_melted_and_scaled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

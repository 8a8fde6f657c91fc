/* test_seal.c: an id changes with all that is stated and with nothing else. */
#include "claim_test.h"

static void
the_canonical_bytes_are_these(void **state)
{
    ent_claim c = whole_claim();
    ent_buf b = {0};

    (void)state;
    c.quantity_low = 40.125;
    c.note = "two\nlines \\ and \"quotes\"";
    assert_int_equal(ent_claim_canonical(&c, &b), ENT_OK);
    assert_string_equal(b.data, "set=made-up\n"
                                "record=r-1\n"
                                "from=FRA\n"
                                "to=DEU\n"
                                "from_code=220\n"
                                "to_code=255\n"
                                "indicator=trade.goods\n"
                                "label=goods\n"
                                "event_code=190\n"
                                "event_scheme=CAMEO\n"
                                "intensity_scale=Goldstein\n"
                                "unit=USD_million\n"
                                "denominator=exports of FRA\n"
                                "coverage=made-up-v1\n"
                                "source=made-up\n"
                                "locator=p. 7\n"
                                "cluster=one\n"
                                "note=two\\nlines \\\\ and \"quotes\"\n"
                                "supersedes=0123456789abcdef0123\n"
                                "from_role=GOV\n"
                                "to_role=MIL\n"
                                "directed=1\n"
                                "layer=T1\n"
                                "kind=tie\n"
                                "valid_from=2019-01\n"
                                "valid_to=2019-12\n"
                                "known_from=2020\n"
                                "sign=1\n"
                                "intensity=4.5\n"
                                "quantity=47.25\n"
                                "approx=range\n"
                                "quantity_low=40.125\n"
                                "quantity_high=50\n"
                                "digits=4\n"
                                "se=0.5\n"
                                "n=100\n"
                                "attribution=official\n"
                                "grade=B2\n"
                                "checked=read\n");
    ent_buf_clear(&b);
}

static void
an_empty_claim_has_its_bytes_too(void **state)
{
    ent_claim c = {0};
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_claim_canonical(&c, &b), ENT_OK);
    assert_string_equal(b.data, "attribution=own\ngrade=--\nchecked=file\n");
    ent_buf_clear(&b);
}

static void
the_id_is_the_hash_of_the_canonical_bytes(void **state)
{
    uint8_t digest[ENT_SHA256_BYTES];
    char hex[ENT_SHA256_HEX_MAX], *long_note = ent_alloc(5000, 1);
    ent_claim c = whole_claim();
    ent_sha256 h;
    ent_buf b = {0};

    (void)state;
    memset(long_note, '\n', 4999); /* more than a block, and all of it escaped */
    for (int i = 0; i < 2; i++) {
        ent_claim_seal(&c);
        ent_buf_reset(&b);
        assert_int_equal(ent_claim_canonical(&c, &b), ENT_OK);
        ent_sha256_init(&h);
        ent_sha256_add(&h, b.data, b.len);
        ent_sha256_end(&h, digest);
        ent_hex(digest, sizeof digest, hex);
        assert_int_equal(strlen(c.id), 20);
        assert_memory_equal(c.id, hex, 20);
        c.note = long_note;
    }
    assert_true(b.len > 10000);
    ent_buf_clear(&b);
    ent_free(long_note);
}

/* An id must never change between versions: ledgers hold them. */
static void
ids_stay_what_they_were(void **state)
{
    ent_claim c = whole_claim(), empty = {0};

    (void)state;
    ent_claim_seal(&c);
    assert_string_equal(c.id, "0479761325a68520a771");
    ent_claim_seal(&empty);
    assert_string_equal(empty.id, "ac1235a44cd124837ca7");
}

/* The whole claim with one field changed has another id, or the same. */
#define CHANGES(field, value)                             \
    do {                                                  \
        ent_claim before = whole_claim(), after = before; \
        after.field = value;                              \
        ent_claim_seal(&before);                          \
        ent_claim_seal(&after);                           \
        assert_string_not_equal(before.id, after.id);     \
    } while (0)

#define KEEPS(field, value)                               \
    do {                                                  \
        ent_claim before = whole_claim(), after = before; \
        after.field = value;                              \
        ent_claim_seal(&before);                          \
        ent_claim_seal(&after);                           \
        assert_string_equal(before.id, after.id);         \
    } while (0)

static void
each_text_counts(void **state)
{
    (void)state;
    CHANGES(supersedes, NULL);
    CHANGES(set, "x");
    CHANGES(record, "x");
    CHANGES(from, "x");
    CHANGES(to, NULL);
    CHANGES(from_code, "x");
    CHANGES(to_code, "x");
    CHANGES(indicator, "x");
    CHANGES(label, NULL);
    CHANGES(label, ""); /* empty is not absent */
    CHANGES(event_code, "x");
    CHANGES(event_scheme, "x");
    CHANGES(intensity_scale, NULL);
    CHANGES(unit, "x");
    CHANGES(denominator, "x");
    CHANGES(coverage, "x");
    CHANGES(source, "x");
    CHANGES(locator, "x");
    CHANGES(cluster, "x");
    CHANGES(note, "x");
}

static void
each_number_and_word_counts(void **state)
{
    (void)state;
    CHANGES(from_role, ENT_ROLE_NONE);
    CHANGES(to_role, ENT_ROLE_GOV);
    CHANGES(directed, false);
    CHANGES(layer, ENT_T2);
    CHANGES(kind, ENT_KIND_ACT);
    CHANGES(valid_from, on("2019-02"));
    CHANGES(valid_from, on("c. 2019-01"));
    CHANGES(valid_from, on("2019-01 (julian)"));
    CHANGES(valid_to, on("2019"));
    CHANGES(known_from, on(""));
    CHANGES(ongoing, true);
    CHANGES(sign, 0);
    CHANGES(sign, -1);
    CHANGES(intensity, 4);
    CHANGES(quantity_state, ENT_MISSING);
    CHANGES(quantity_state, ENT_UNCOVERED);
    CHANGES(quantity, 47.250000000000007);
    CHANGES(quantity_low, 41);
    CHANGES(quantity_high, 51);
    CHANGES(approx, ENT_APPROX_EXACT);
    CHANGES(digits, 0);
    CHANGES(standard_error, 0);
    CHANGES(n, 0);
    CHANGES(n, -100);
    CHANGES(n, INT64_MIN);
    CHANGES(attribution, ENT_ATTR_OWN);
    CHANGES(reliability, 'C');
    CHANGES(credibility, '1');
    CHANGES(checked, ENT_CHECKED_FILE);
}

static void
place_coder_and_former_id_do_not_count(void **state)
{
    (void)state;
    KEEPS(file, NULL);
    KEEPS(row, 0);
    KEEPS(byte, 99);
    KEEPS(coder, NULL);
    KEEPS(id[0], 'x');
}

static void
what_is_not_meant_does_not_count(void **state)
{
    ent_claim a = whole_claim(), b = a;

    (void)state;
    a.approx = b.approx = ENT_APPROX_EXACT;
    b.quantity_low = 1; /* bounds of no range */
    a.intensity_scale = b.intensity_scale = NULL;
    b.intensity = 7; /* on no scale */
    a.quantity_state = b.quantity_state = ENT_MISSING;
    b.quantity = 3; /* of a missing quantity */
    ent_claim_seal(&a);
    ent_claim_seal(&b);
    assert_string_equal(a.id, b.id);
}

static void
a_line_end_cannot_pretend_to_be_a_field(void **state)
{
    ent_claim a = whole_claim(), b = a;

    (void)state;
    a.locator = "p. 7\ncluster=one";
    a.cluster = NULL;
    b.locator = "p. 7";
    ent_claim_seal(&a);
    ent_claim_seal(&b);
    assert_string_not_equal(a.id, b.id);
    a.locator = "p. 7\\ncluster=one"; /* nor can the escape be written by hand */
    b.locator = "p. 7\ncluster=one";
    b.cluster = NULL;
    ent_claim_seal(&a);
    ent_claim_seal(&b);
    assert_string_not_equal(a.id, b.id);
}

static void
no_room_leaves_the_buffer_as_it_was(void **state)
{
    ent_claim c = whole_claim();
    char *long_note = ent_alloc(5000, 1);
    ent_buf b = {.max = 3000};

    (void)state;
    memset(long_note, 'x', 4999);
    c.note = long_note;
    assert_int_equal(ent_buf_adds(&b, "before"), ENT_OK);
    assert_int_equal(ent_claim_canonical(&c, &b), ENT_E_LIMIT);
    assert_string_equal(b.data, "before");
    ent_buf_clear(&b);
    ent_free(long_note);
}

static void
no_memory_for_the_canonical_bytes_is_said(void **state)
{
    ent_claim c = whole_claim();
    ent_buf b = {0};

    (void)state;
    NEEDS_FAULTS();
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_claim_canonical(&c, &b), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    assert_null(b.data);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_canonical_bytes_are_these),
        cmocka_unit_test(an_empty_claim_has_its_bytes_too),
        cmocka_unit_test(the_id_is_the_hash_of_the_canonical_bytes),
        cmocka_unit_test(ids_stay_what_they_were),
        cmocka_unit_test(each_text_counts),
        cmocka_unit_test(each_number_and_word_counts),
        cmocka_unit_test(place_coder_and_former_id_do_not_count),
        cmocka_unit_test(what_is_not_meant_does_not_count),
        cmocka_unit_test(a_line_end_cannot_pretend_to_be_a_field),
        cmocka_unit_test(no_room_leaves_the_buffer_as_it_was),
        cmocka_unit_test(no_memory_for_the_canonical_bytes_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_tsv.c: a claim is one line of the claim TSV, with nothing lost that the format holds. */
#include "claim_test.h"

/* Fields of the header and of one claim's line, side by side. */
typedef struct sheet {
    ent_buf text;
    ent_rows *rows;
    const char *names[64], *values[64];
    size_t n;
} sheet;

static void
read_row(sheet *s, ent_arena *arena, const char **out, size_t *n)
{
    const char *const *fields;

    assert_int_equal(ent_rows_next(s->rows, &fields, n, NULL), ENT_OK);
    assert_true(*n <= 64);
    for (size_t i = 0; i < *n; i++)
        out[i] = ent_arena_strdup(arena, fields[i]);
}

static void
write_sheet(const ent_claim *c, sheet *s, ent_arena *arena)
{
    static const ent_rows_options tsv = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_lines *lines = NULL;
    const char *const *fields;
    size_t n;

    assert_int_equal(ent_claim_tsv_header(&s->text), ENT_OK);
    assert_int_equal(ent_claim_tsv_add(c, &s->text), ENT_OK);
    assert_int_equal(
        ent_lines_open_bytes(s->text.data, s->text.len, "x", ENT_ENC_UTF8, &lines, NULL), ENT_OK);
    assert_int_equal(ent_rows_open(lines, &tsv, &s->rows, NULL), ENT_OK);
    read_row(s, arena, s->names, &s->n);
    read_row(s, arena, s->values, &n);
    assert_int_equal(n, s->n);
    assert_int_equal(ent_rows_next(s->rows, &fields, &n, NULL), ENT_END);
    ent_rows_close(s->rows);
    ent_buf_clear(&s->text);
}

static const char *
value(const sheet *s, const char *name)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->names[i], name) == 0) return s->values[i];
    fail_msg("no column %s", name);
    return "";
}

/* What the line of this claim has in this column. */
#define COLUMN(claim, name, want)                   \
    do {                                            \
        sheet s = {0};                              \
        ent_arena arena = {0};                      \
        write_sheet(&(claim), &s, &arena);          \
        assert_string_equal(value(&s, name), want); \
        ent_arena_clear(&arena);                    \
    } while (0)

static void
each_column_has_its_field(void **state)
{
    static const char *const want[][2] = {{"record", "r-1"},
                                          {"from", "FRA"},
                                          {"to", "DEU"},
                                          {"from_role", "GOV"},
                                          {"to_role", "MIL"},
                                          {"indicator", "trade.goods"},
                                          {"kind", "tie"},
                                          {"label", "goods"},
                                          {"valid_from", "2019-01"},
                                          {"valid_to", "2019-12"},
                                          {"known_from", "2020"},
                                          {"event_code", "190"},
                                          {"event_scheme", "CAMEO"},
                                          {"sign", "1"},
                                          {"intensity", "4.5"},
                                          {"intensity_scale", "Goldstein"},
                                          {"quantity", "47.25"},
                                          {"approx", "range"},
                                          {"quantity_low", "40"},
                                          {"quantity_high", "50"},
                                          {"unit", "USD_million"},
                                          {"denominator", "exports of FRA"},
                                          {"se", "0.5"},
                                          {"n", "100"},
                                          {"source", "made-up"},
                                          {"locator", "p. 7"},
                                          {"attribution", "official"},
                                          {"reliability", "B"},
                                          {"credibility", "2"},
                                          {"cluster", "one"},
                                          {"checked", "read"},
                                          {"supersedes", "0123456789abcdef0123"},
                                          {"note", "a note"}};
    ent_claim c = whole_claim();
    ent_arena arena = {0};
    sheet s = {0};

    (void)state;
    write_sheet(&c, &s, &arena);
    assert_int_equal(s.n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < s.n; i++)
        assert_string_equal(value(&s, want[i][0]), want[i][1]);
    ent_arena_clear(&arena);
}

static void
what_is_absent_is_an_empty_field(void **state)
{
    ent_claim c = {0};

    (void)state;
    COLUMN(c, "to", "");
    COLUMN(c, "valid_from", "");
    COLUMN(c, "quantity", "");
    COLUMN(c, "approx", "");
    COLUMN(c, "quantity_low", "");
    COLUMN(c, "se", "");
    COLUMN(c, "n", "");
    COLUMN(c, "sign", "");
    COLUMN(c, "intensity", "");
    COLUMN(c, "reliability", "");
}

static void
missing_and_ongoing_are_words(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.quantity_state = ENT_MISSING;
    c.ongoing = true;
    c.valid_to = on("");
    COLUMN(c, "quantity", "missing");
    COLUMN(c, "quantity_low", "");
    COLUMN(c, "valid_to", "ongoing");
}

static void
tabs_and_line_ends_stay_within_their_field(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.note = "a\tb\nc\r\nd\re\\n";
    COLUMN(c, "note", "a\\tb\\nc\\nd\\ne\\\\n");
    c.note = "\n";
    COLUMN(c, "note", "\\n");
}

static void
a_record_that_looks_like_a_remark_is_none(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.record = "#1";
    COLUMN(c, "record", "#1");
}

static void
digits_that_the_source_printed_are_kept(void **state)
{
    ent_claim c = whole_claim();

    (void)state;
    c.quantity = 47;
    c.digits = 4;
    COLUMN(c, "quantity", "47.00");
    c.quantity = 0.5;
    c.digits = 3;
    COLUMN(c, "quantity", "0.500");
    c.quantity = -47.5;
    COLUMN(c, "quantity", "-47.5");
    c.quantity = 38000;
    c.digits = 2;
    COLUMN(c, "quantity", "38000");
    c.quantity = 0;
    c.digits = 3;
    COLUMN(c, "quantity", "0");
    c.quantity = 3e20;
    c.digits = 5;
    COLUMN(c, "quantity", "3e+20");
    c.quantity = 2;
    c.digits = 1000;
    COLUMN(c, "quantity", "2.0000000000000000");
}

static void
a_line_that_does_not_fit_adds_nothing(void **state)
{
    ent_claim c = whole_claim();
    ent_buf b = {.max = 100};

    (void)state;
    assert_int_equal(ent_claim_tsv_header(&b), ENT_E_LIMIT);
    assert_int_equal(ent_buf_adds(&b, "before"), ENT_OK);
    assert_int_equal(ent_claim_tsv_add(&c, &b), ENT_E_LIMIT);
    assert_string_equal(b.data, "before");
    ent_buf_clear(&b);
}

static void
no_memory_for_a_line_is_said(void **state)
{
    ent_claim c = whole_claim();
    ent_buf b = {0};

    (void)state;
    NEEDS_FAULTS();
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_claim_tsv_add(&c, &b), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    assert_null(b.data);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_column_has_its_field),
        cmocka_unit_test(what_is_absent_is_an_empty_field),
        cmocka_unit_test(missing_and_ongoing_are_words),
        cmocka_unit_test(tabs_and_line_ends_stay_within_their_field),
        cmocka_unit_test(a_record_that_looks_like_a_remark_is_none),
        cmocka_unit_test(digits_that_the_source_printed_are_kept),
        cmocka_unit_test(a_line_that_does_not_fit_adds_nothing),
        cmocka_unit_test(no_memory_for_a_line_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

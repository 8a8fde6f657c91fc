/* test_rows.c: fields by RFC 4180 or by tabs, and what becomes of rows that are neither. */
#include "pack.h"

/* All rows as "row:[a][b]|"; an error as "row:!status|". */
static void
rows_are(const char *text, size_t text_n, const ent_rows_options *options, const char *want)
{
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    ent_buf out = {0};
    ent_error e = {0};
    const char *const *fields;
    size_t n, i;
    ent_status st;

    assert_int_equal(ent_lines_open_bytes(text, text_n, "made-up", options->encoding, &l, &e),
                     ENT_OK);
    assert_int_equal(ent_rows_open(l, options, &r, &e), ENT_OK);
    assert_string_equal(ent_rows_name(r), "made-up");
    while ((st = ent_rows_next(r, &fields, &n, &e)) != ENT_END) {
        assert_int_equal(ent_buf_addf(&out, "%d:", (int)ent_rows_row(r)), ENT_OK);
        if (st) assert_int_equal(ent_buf_addf(&out, "!%d", (int)st), ENT_OK);
        for (i = 0; st == ENT_OK && i < n; i++)
            assert_int_equal(ent_buf_addf(&out, "[%s]", fields[i]), ENT_OK);
        assert_int_equal(ent_buf_addc(&out, '|'), ENT_OK);
        assert_true(out.len < 10000);
    }
    assert_string_equal(out.data ? out.data : "", want);
    ent_buf_clear(&out);
    ent_rows_close(r);
}

static void
csv(const char *text, const char *want)
{
    static const ent_rows_options options = {0};

    rows_are(text, strlen(text), &options, want);
}

static void
complains(const char *text, const char *why)
{
    static const ent_rows_options options = {0};
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    ent_error e = {0};
    const char *const *fields;
    size_t n;
    ent_status st;

    assert_int_equal(ent_lines_open_bytes(text, strlen(text), "made-up", ENT_ENC_AUTO, &l, &e),
                     ENT_OK);
    assert_int_equal(ent_rows_open(l, &options, &r, &e), ENT_OK);
    while ((st = ent_rows_next(r, &fields, &n, &e)) == ENT_OK) {}
    assert_int_equal(st, ENT_E_PARSE);
    assert_string_equal(e.file, "made-up");
    HAS(e.text, why);
    ent_rows_close(r);
}

static void
commas_part_fields(void **state)
{
    (void)state;
    csv("a,b,c\n1,2,3\n", "1:[a][b][c]|2:[1][2][3]|");
    csv("a,,\n,\n", "1:[a][][]|2:[][]|");
    csv("a b , c", "1:[a b ][ c]|");
    csv("", "");
}

static void
blank_lines_are_skipped(void **state)
{
    (void)state;
    csv("\n\na\n\nb\r\n\r\n", "3:[a]|5:[b]|");
}

static void
quotes_hold_separators_quotes_and_line_ends(void **state)
{
    (void)state;
    csv("\"a,b\",c\n", "1:[a,b][c]|");
    csv("\"say \"\"x\"\"\",\"\"\n", "1:[say \"x\"][]|");
    csv("\"\"\"\",\"\"\"\"\"\"", "1:[\"][\"\"]|");
    csv("a,\"b\nc\",d\ne", "1:[a][b\nc][d]|3:[e]|");
    csv("a,\"b\r\nc\r\n\r\nd\"\r\ne\r\n", "1:[a][b\nc\n\nd]|5:[e]|");
    csv("\"a\rb\"\rc\r", "1:[a\nb]|3:[c]|");
    csv("\"a\n\"\"\nb\",c", "1:[a\n\"\nb][c]|");
    csv("x,\"\n\"", "1:[x][\n]|");
}

static void
a_quote_within_a_field_is_an_ordinary_byte(void **state)
{
    (void)state;
    csv("5\" gun,a\"b\"\nx", "1:[5\" gun][a\"b\"]|2:[x]|");
    csv(" \"a\",b", "1:[ \"a\"][b]|");
}

static void
text_behind_a_closing_quote_costs_its_row(void **state)
{
    (void)state;
    csv("\"a\"b,c\nd\n", "1:!5|2:[d]|");
    csv("\"a\" ,c\nd\n", "1:!5|2:[d]|");
    csv("\"a\nb\"c\nd\n", "1:!5|2:[b\"c]|3:[d]|");
    complains("\"a\"b", "behind a closing quote");
    complains("\"a\nb\"c", "behind a closing quote");
}

static void
a_quote_never_closed_costs_its_line_only(void **state)
{
    (void)state;
    csv("a\n\"b\nc,d\ne\n", "1:[a]|2:!5|3:[c][d]|4:[e]|");
    csv("\"", "1:!5|");
    csv("\"b\r\nc\r\n\r\nd", "1:!5|2:[c]|4:[d]|");
    csv("\"b\rc\rd", "1:!5|2:[c]|3:[d]|");
    complains("\"b\nc", "not closed before the end of the file");
}

static void
a_quote_open_for_a_mebibyte_is_never_closed(void **state)
{
    static const ent_rows_options options = {0};
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    ent_buf text = {0};
    ent_error e = {0};
    const char *const *fields;
    size_t n, i, rows = 0;

    (void)state;
    assert_int_equal(ent_buf_adds(&text, "\"open\n"), ENT_OK);
    for (i = 0; i < 100000; i++)
        assert_int_equal(ent_buf_addf(&text, "%zu,some words in a row\n", i), ENT_OK);
    assert_int_equal(ent_buf_adds(&text, "close\"\n"), ENT_OK);
    assert_int_equal(ent_lines_open_bytes(text.data, text.len, "x", ENT_ENC_AUTO, &l, &e), ENT_OK);
    assert_int_equal(ent_rows_open(l, &options, &r, &e), ENT_OK);
    assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_E_PARSE);
    HAS(e.text, "not closed within 1 MiB");
    assert_int_equal(e.row, 1);
    while (ent_rows_next(r, &fields, &n, &e) == ENT_OK && n == 2)
        rows++;
    assert_int_equal(rows, 100000);
    assert_int_equal(ent_rows_row(r), 100002);
    ent_rows_close(r);
    ent_buf_clear(&text);
}

static void
a_bad_line_within_quotes_costs_the_row_and_itself(void **state)
{
    static const char text[] = "\"a\nb\0\nc\"\nd,e\n";
    static const ent_rows_options options = {0};

    (void)state;
    rows_are(text, sizeof text - 1, &options, "1:!5|2:!5|3:[c\"]|4:[d][e]|");
}

static void
a_too_long_line_within_quotes_costs_the_row_with_it(void **state)
{
    static const ent_rows_options options = {0};
    ent_buf text = {0};
    char *line = ent_alloc(3 << 20, 1);

    (void)state;
    memset(line, 'x', 3 << 20);
    assert_int_equal(ent_buf_adds(&text, "a\n\"b\nc\n"), ENT_OK);
    assert_int_equal(ent_buf_add(&text, line, 3 << 20), ENT_OK);
    assert_int_equal(ent_buf_adds(&text, "\nd\n"), ENT_OK);
    rows_are(text.data, text.len, &options, "1:[a]|2:!8|5:[d]|");
    ent_free(line);
    ent_buf_clear(&text);
}

static void
damage_within_quotes_is_told_with_the_row(void **state)
{
    static const ent_rows_options options = {0};
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "a\n\"b\nc,d\ne", 10);
    rows_are(b.data, b.len - 1, &options, "1:[a]|2:!5|3:[c][d]|");
    ent_buf_clear(&b);
}

static void
tabs_part_fields_and_quotes_are_bytes(void **state)
{
    static const ent_rows_options tsv = {.separator = '\t', .no_quotes = true};
    static const char text[] = "a\t\"b\t\tc\"\n\"\n";

    (void)state;
    rows_are(text, strlen(text), &tsv, "1:[a][\"b][][c\"]|2:[\"]|");
}

static void
other_separators_part_fields_too(void **state)
{
    static const ent_rows_options bars = {.separator = '|'};

    (void)state;
    rows_are("a|\"b|c\"|d,e", 11, &bars, "1:[a][b|c][d,e]|");
}

static void
comments_are_passed_over_when_asked(void **state)
{
    static const ent_rows_options comments = {.comments = true};
    static const char text[] = "# \"one\na,#b\n#\n\"c\n# no comment\"\n";

    (void)state;
    rows_are(text, strlen(text), &comments, "2:[a][#b]|4:[c\n# no comment]|");
    csv("#a,b", "1:[#a][b]|");
}

static void
a_trailing_byte_is_dropped_when_asked(void **state)
{
    static const ent_rows_options sipri = {.separator = ',', .trailing_junk = ';'};
    static const ent_rows_options same = {.separator = ';', .trailing_junk = ';'};
    static const char text[] = "a,b;\n\"c;\",\"d\";\n\"e;\n;\",f;\ng,\"h;\"\ni\n;\n\"j\"\n";

    (void)state;
    rows_are(text, strlen(text), &sipri,
             "1:[a][b]|2:[c;][d]|3:[e;\n;][f]|5:[g][h;]|6:[i]|7:[]|8:[j]|");
    rows_are("a;b;\n\"a\";\"b\";\n", 14, &same, "1:[a][b]|2:[a][b]|");
}

static void
text_is_utf8_in_each_field(void **state)
{
    static const ent_rows_options latin = {.encoding = ENT_ENC_CP1252};

    (void)state;
    rows_are("C\xF4te,\"\xE9\"\n\"\xE9\nb\"", 14, &latin,
             "1:[C\xC3\xB4te][\xC3\xA9]|2:[\xC3\xA9\nb]|");
}

static void
a_row_has_at_most_2048_fields(void **state)
{
    static const ent_rows_options options = {0};
    ent_buf text = {0};
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    ent_error e = {0};
    const char *const *fields;
    size_t n = 0, i;

    (void)state;
    for (i = 1; i < ENT_FIELDS_MAX; i++)
        assert_int_equal(ent_buf_adds(&text, "x,"), ENT_OK);
    assert_int_equal(ent_buf_adds(&text, "y\n,"), ENT_OK);
    for (i = 1; i < ENT_FIELDS_MAX; i++)
        assert_int_equal(ent_buf_adds(&text, ","), ENT_OK);
    assert_int_equal(ent_buf_adds(&text, "\n\"\","), ENT_OK);
    for (i = 1; i < ENT_FIELDS_MAX; i++)
        assert_int_equal(ent_buf_adds(&text, ","), ENT_OK);
    assert_int_equal(ent_lines_open_bytes(text.data, text.len, "x", ENT_ENC_AUTO, &l, &e), ENT_OK);
    assert_int_equal(ent_rows_open(l, &options, &r, &e), ENT_OK);
    assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_OK);
    assert_int_equal(n, ENT_FIELDS_MAX);
    assert_string_equal(fields[ENT_FIELDS_MAX - 1], "y");
    assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_E_LIMIT);
    HAS(e.text, "2048");
    assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_E_LIMIT);
    assert_int_equal(e.row, 3);
    assert_int_equal(ent_rows_byte(r), e.byte);
    assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_END);
    ent_rows_close(r);
    ent_rows_close(NULL);
    ent_buf_clear(&text);
}

/* A quote before each of 200,000 lines: each must be looked at a bounded number of times. */
static void
many_stray_quotes_take_no_longer_than_as_many_lines(void **state)
{
    static const ent_rows_options options = {0};
    ent_buf text = {0};
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    const char *const *fields;
    size_t n, i, bad = 0, good = 0;
    ent_status st;

    (void)state;
    for (i = 0; i < 200000; i++)
        assert_int_equal(ent_buf_adds(&text, i % 2 ? "\"x y\n" : "plain words, and more\n"),
                         ENT_OK);
    assert_int_equal(ent_lines_open_bytes(text.data, text.len, "x", ENT_ENC_AUTO, &l, NULL),
                     ENT_OK);
    assert_int_equal(ent_rows_open(l, &options, &r, NULL), ENT_OK);
    while ((st = ent_rows_next(r, &fields, &n, NULL)) != ENT_END) {
        good += st == ENT_OK;
        bad += st != ENT_OK;
    }
    assert_int_equal(good, 100000);
    assert_int_equal(bad, 100000);
    ent_rows_close(r);
    ent_buf_clear(&text);
}

static void
each_failing_allocation_is_said(void **state)
{
    static const ent_rows_options options = {0};
    static const char text[] =
        "\"b\nlonger than the sixty-four bytes that the joined row has at first, "
        "so that it must grow\"\nc\n";
    ent_lines *l = NULL;
    ent_rows *r = NULL;
    ent_error e = {0};
    const char *const *fields;
    size_t n;
    uint64_t nth;

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_lines_open_bytes("a", 1, "x", ENT_ENC_AUTO, &l, &e), ENT_OK);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_rows_open(l, &options, &r, &e), ENT_E_NOMEM);
    for (nth = 1; nth <= 2; nth++) {
        NO_FAULTS(ENT_FAULT_ALLOC);
        assert_int_equal(ent_lines_open_bytes(text, sizeof text - 1, "x", ENT_ENC_AUTO, &l, &e),
                         ENT_OK);
        assert_int_equal(ent_rows_open(l, &options, &r, &e), ENT_OK);
        FAIL_NTH(ENT_FAULT_ALLOC, nth);
        assert_int_equal(ent_rows_next(r, &fields, &n, &e), ENT_E_NOMEM);
        assert_int_equal(e.row, 1);
        HAS(e.text, "no memory");
        ent_rows_close(r);
    }
    NO_FAULTS(ENT_FAULT_ALLOC);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_part_fields),
        cmocka_unit_test(blank_lines_are_skipped),
        cmocka_unit_test(quotes_hold_separators_quotes_and_line_ends),
        cmocka_unit_test(a_quote_within_a_field_is_an_ordinary_byte),
        cmocka_unit_test(text_behind_a_closing_quote_costs_its_row),
        cmocka_unit_test(a_quote_never_closed_costs_its_line_only),
        cmocka_unit_test(a_quote_open_for_a_mebibyte_is_never_closed),
        cmocka_unit_test(a_bad_line_within_quotes_costs_the_row_and_itself),
        cmocka_unit_test(a_too_long_line_within_quotes_costs_the_row_with_it),
        cmocka_unit_test(damage_within_quotes_is_told_with_the_row),
        cmocka_unit_test(tabs_part_fields_and_quotes_are_bytes),
        cmocka_unit_test(other_separators_part_fields_too),
        cmocka_unit_test(comments_are_passed_over_when_asked),
        cmocka_unit_test(a_trailing_byte_is_dropped_when_asked),
        cmocka_unit_test(text_is_utf8_in_each_field),
        cmocka_unit_test(a_row_has_at_most_2048_fields),
        cmocka_unit_test(many_stray_quotes_take_no_longer_than_as_many_lines),
        cmocka_unit_test(each_failing_allocation_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_import.c: what goes in is counted, kept whole, kept once, or rejected with its reason. */
#include "ledger_test.h"

static void
a_claim_comes_out_as_it_went_in(void **state)
{
    held_ledger *h = *state;
    ent_claim in = goods("1", "1994-03-02", 5076.25), *out = NULL;
    ent_query all = {.limit = 0};
    ent_buf a = {0}, b = {0};

    in.from_role = ENT_ROLE_GOV;
    in.to_role = ENT_ROLE_MIL;
    in.label = "a label";
    in.valid_to = date("1994-12");
    in.known_from = date("c. 1996");
    in.event_code = "190";
    in.event_scheme = "CAMEO";
    in.sign = -1;
    in.intensity = -4.5;
    in.intensity_scale = "Goldstein";
    in.approx = ENT_APPROX_RANGE;
    in.quantity_low = 5000;
    in.quantity_high = 5100.5;
    in.denominator = "exports of CHN";
    in.standard_error = 0.1;
    in.n = 1000;
    in.coverage = "window";
    in.locator = "p. 4";
    in.attribution = ENT_ATTR_OFFICIAL;
    in.cluster = "c1";
    in.note = "a note\nof two lines";
    in.checked = ENT_CHECKED_READ;
    assert_int_equal(import_all(h, "01", "2001", &in, 1).added, 1);
    assert_int_equal(find(h, &all, &out), 1);
    in.directed = true; /* both follow from the indicator */
    in.layer = ENT_T1;
    ent_claim_seal(&in);
    assert_string_equal(out->id, in.id);
    assert_int_equal(ent_claim_canonical(&in, &a), ENT_OK);
    assert_int_equal(ent_claim_canonical(out, &b), ENT_OK);
    assert_string_equal(a.data, b.data);
    assert_string_equal(out->file, "made-up.csv");
    assert_int_equal(out->row, 7);
    assert_int_equal(out->byte, 300);
    assert_string_equal(out->coder, "made-up reader 1");
    ent_buf_clear(&a);
    ent_buf_clear(&b);
}

static void
absent_stays_absent_and_empty_stays_empty(void **state)
{
    held_ledger *h = *state;
    ent_claim in[2] = {goods("1", "1994", 1), goods("2", "1995", 1)}, *out = NULL;
    ent_query all = {.limit = 0};

    in[1].label = in[1].note = in[1].locator = in[1].from_code = in[1].coverage = "";
    import_all(h, "01", "", in, 2);
    assert_int_equal(find(h, &all, &out), 2);
    assert_null(out[0].label);
    assert_null(out[0].coverage);
    assert_null(out[0].locator);
    assert_string_equal(out[1].label, "");
    assert_string_equal(out[1].note, "");
    assert_string_equal(out[1].locator, "");
    assert_string_equal(out[1].from_code, "");
    assert_string_equal(out[1].coverage, "");
}

static void
zero_missing_and_none_stay_three_things(void **state)
{
    held_ledger *h = *state;
    ent_claim in[3] = {goods("1", "1991", 0), goods("2", "1992", 5), goods("3", "1993", 5)};
    ent_claim *out = NULL;
    ent_query all = {.limit = 0};

    in[1].quantity_state = ENT_MISSING;
    in[2].quantity_state = ENT_UNCOVERED;
    import_all(h, "01", "", in, 3);
    assert_int_equal(find(h, &all, &out), 3);
    assert_int_equal(out[0].quantity_state, ENT_VALUE);
    assert_true(out[0].quantity == 0);
    assert_int_equal(out[1].quantity_state, ENT_MISSING);
    assert_int_equal(out[2].quantity_state, ENT_UNCOVERED);
}

static void
the_same_file_twice_adds_nothing(void **state)
{
    held_ledger *h = *state;
    ent_claim in = goods("1", "1994", 1);
    ent_import_info info = file_info("01", "2001");
    ent_import *import = NULL;
    ent_import_record *imports = NULL;
    size_t n = 0;

    import_all(h, "01", "2001", &in, 1);
    assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_NONE);
    assert_null(import);
    info.reader_version = 2; /* another version may read it otherwise */
    assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_OK);
    ent_import_abort(import);
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &imports, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
}

static void
the_same_statement_again_adds_nothing(void **state)
{
    held_ledger *h = *state;
    ent_claim in[3] = {goods("1", "1994", 1), goods("2", "1995", 2), goods("1", "1994", 1)};
    ent_import_summary sum = import_all(h, "01", "", in, 3);

    assert_int_equal(sum.added, 2);
    assert_int_equal(sum.known, 1);
    in[0].row = 99; /* its place in the file is not what it states */
    in[0].coder = "another reader";
    sum = import_all(h, "02", "", in, 2);
    assert_int_equal(sum.added, 0);
    assert_int_equal(sum.known, 2);
    assert_int_equal(sum.superseded, 0);
    assert_int_equal(sum.tally.kept, 2);
    assert_true(verify(h).intact);
    assert_int_equal(verify(h).claims, 2);
}

static void
every_row_counts_once(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "");
    ent_sink *sink = ent_import_sink(import);
    ent_claim a = goods("1", "1991", 1), b = goods("2", "1992", 2), bad = goods("3", "1993", 3);
    ent_error why = {.text = "no such thing", .file = "made-up.csv", .row = 5, .byte = 77};
    ent_import_summary sum;

    bad.to = "nowhere";
    /* two claims; a claim and a skip; a skip; a reject; a bad claim; a bad and a good one; nothing
     */
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->accept(sink, &a, &h->err), ENT_OK);
    assert_int_equal(sink->accept(sink, &b, &h->err), ENT_OK);
    a.record = "4";
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal((sink->skip)(sink, ENT_SKIP_MISSING, &h->err), ENT_OK);
    assert_int_equal(sink->accept(sink, &a, &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal((sink->skip)(sink, ENT_SKIP_SELF, &h->err), ENT_OK);
    assert_int_equal((sink->skip)(sink, ENT_SKIP_MISSING, &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, "raw,row", &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->accept(sink, &bad, &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->accept(sink, &bad, &h->err), ENT_OK);
    b.record = "5";
    assert_int_equal(sink->accept(sink, &b, &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal((sink->skip)(sink, ENT_SKIP_COUNT, &h->err), ENT_E_DOMAIN);
    sum = commit(import);
    assert_int_equal(sum.tally.rows, 7);
    assert_int_equal(sum.tally.kept, 3);
    assert_int_equal(sum.tally.rejected, 2);
    assert_int_equal(sum.tally.skipped[ENT_SKIP_SELF], 1);
    assert_int_equal(sum.tally.skipped[ENT_SKIP_MISSING], 0);
    assert_int_equal(sum.tally.skipped[ENT_SKIP_OTHER], 1);
    assert_int_equal(sum.tally.claims, 4);
    assert_int_equal(sum.added, 4);
}

static void
rejected_rows_are_kept_with_place_and_reason(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "");
    ent_sink *sink = ent_import_sink(import);
    ent_error why = {.status = ENT_E_PARSE, .row = 5, .byte = 77};
    ent_claim bad = goods("9", "1993", 3);
    ent_reject *rejects = NULL;
    char raw[600];
    size_t n = 0;

    memset(raw, 'x', sizeof raw);
    raw[399] = (char)0xc3; /* a character of two bytes over the cut */
    raw[400] = (char)0xa9;
    raw[599] = '\0';
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, raw, &h->err), ENT_OK);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, "caf\xe9", &h->err), ENT_OK);
    why.row = UINT64_MAX;
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, NULL, &h->err), ENT_OK);
    bad.unit = "furlong";
    give(import, &bad);
    assert_int_equal(commit(import).tally.rejected, 4);
    assert_int_equal(ent_ledger_rejects(h->ledger, 1, 0, &h->arena, &rejects, &n, &h->err), ENT_OK);
    assert_int_equal(n, 4);
    assert_string_equal(rejects[0].file, "made-up.csv");
    assert_int_equal(rejects[0].row, 5);
    assert_int_equal(rejects[0].byte, 77);
    assert_string_equal(rejects[0].reason, ent_status_name(ENT_E_PARSE));
    assert_int_equal(strlen(rejects[0].raw), 399);
    assert_string_equal(rejects[1].raw, "caf?");
    assert_null(rejects[2].raw);
    assert_int_equal(rejects[2].row, 0);
    HAS(rejects[3].reason, "furlong");
    assert_int_equal(rejects[3].row, 7);
    assert_string_equal(rejects[3].raw, "9");
    assert_int_equal(rejects[3].import, 1);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 2, &h->arena, &rejects, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    assert_int_equal(ent_ledger_rejects(h->ledger, 2, 0, &h->arena, &rejects, &n, &h->err), ENT_OK);
    assert_int_equal(n, 0);
}

static void
an_aborted_import_leaves_nothing(void **state)
{
    held_ledger *h = *state;
    ent_claim in = goods("1", "1994", 1), *out = NULL;
    ent_import *import = begin(h, "01", "");
    ent_query all = {.limit = 0};
    ent_import_record *imports = NULL;
    size_t n = 9;

    give(import, &in);
    ent_import_abort(import);
    ent_import_abort(NULL);
    assert_int_equal(find(h, &all, &out), 0);
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &imports, &n, &h->err), ENT_OK);
    assert_int_equal(n, 0);
    assert_int_equal(import_all(h, "01", "", &in, 1).added, 1);
    assert_true(verify(h).intact);
}

static void
the_summary_may_be_left_out(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "");
    ent_claim in = goods("1", "1994", 1);

    give(import, &in);
    assert_int_equal(ent_import_commit(import, NULL, &h->err), ENT_OK);
    assert_int_equal(verify(h).claims, 1);
}

static void
one_import_at_a_time(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", ""), *second = NULL;
    ent_import_info info = file_info("02", "");

    assert_int_equal(ent_import_begin(h->ledger, &info, &second, &h->err), ENT_E_BUSY);
    ent_import_abort(import);
    import = begin(h, "02", "");
    ent_import_abort(import);
}

static void
closing_during_an_import_leaves_nothing(void **state)
{
    held_ledger *h = *state;
    ent_claim in = goods("1", "1994", 1);
    ent_import *import = begin(h, "01", "");

    give(import, &in);
    ent_import_abort(import);
    import = begin(h, "01", "");
    give(import, &in);
    ent_import_abort(import);
}

static void
a_ledger_for_reading_takes_no_import(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.in_memory = true, .read_only = true};
    ent_ledger *ledger = NULL;
    ent_import *import = NULL;
    ent_import_info info = file_info("01", "");

    assert_int_equal(ent_ledger_open_on(test_backend, NULL, &options, &ledger, &h->err), ENT_OK);
    assert_int_equal(ent_import_begin(ledger, &info, &import, &h->err), ENT_E_IO);
    ent_ledger_close(ledger);
}

static void
imports_are_listed_with_what_they_came_to(void **state)
{
    held_ledger *h = *state;
    ent_claim in[2] = {goods("1", "1994-05", 1), goods("2", "1991", 2)};
    ent_import_record *imports = NULL;
    ent_import_summary first = import_all(h, "01", "2001-02", in, 2), second;
    size_t n = 0;

    second = commit(begin(h, "02", ""));
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &imports, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    assert_int_equal(imports[0].number, 1);
    assert_string_equal(imports[0].set, "made-up");
    assert_string_equal(imports[0].file, "made-up.csv");
    assert_string_equal(imports[0].file_sha256, "01");
    assert_string_equal(imports[0].reader, "made-up");
    assert_int_equal(imports[0].reader_version, 1);
    assert_string_equal(imports[0].imported_at, "2024-06-01T12:00:00Z");
    assert_int_equal(imports[0].released.year, 2001);
    assert_int_equal(imports[0].released.precision, ENT_PREC_MONTH);
    assert_int_equal(imports[0].tally.rows, 2);
    assert_int_equal(imports[0].added, 2);
    assert_int_equal(imports[0].first_valid.year, 1991);
    assert_int_equal(imports[0].last_valid.year, 1994);
    assert_int_equal(imports[0].last_valid.month, 5);
    assert_int_equal(imports[0].last_valid.day, 31);
    assert_string_equal(imports[0].chain, first.chain);
    assert_string_equal(imports[1].chain, second.chain);
    assert_string_not_equal(first.chain, second.chain);
    assert_int_equal(imports[1].released.precision, ENT_PREC_NONE);
    assert_int_equal(imports[1].first_valid.precision, ENT_PREC_NONE);
}

static void
a_source_has_one_citation(void **state)
{
    held_ledger *h = *state;
    const char *const a[8] = {"book", "Author", "1999", "Title", "Press", "", "c", NULL};
    const char *const b[8] = {"book", "Author", "2000", "Title", "Press", "", "c", NULL};
    ent_citation *cites = NULL;
    ent_import *import = begin(h, "01", "");
    size_t n = 0;

    assert_int_equal(ent_import_source(import, "s1", a, &h->err), ENT_OK);
    assert_int_equal(ent_import_source(import, "s1", a, &h->err), ENT_OK);
    assert_int_equal(ent_import_source(import, "s1", b, &h->err), ENT_E_DOMAIN);
    assert_int_equal(ent_import_source(import, "", b, &h->err), ENT_E_DOMAIN);
    assert_int_equal(ent_import_source(import, "s2", b, &h->err), ENT_OK);
    commit(import); /* a citation refused does not spoil the import */
    assert_int_equal(ent_ledger_citations(h->ledger, &h->arena, &cites, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    assert_string_equal(cites[0].code, "s1");
    assert_string_equal(cites[0].year, "1999");
    assert_string_equal(cites[0].url, "");
    assert_null(cites[0].note);
    assert_string_equal(cites[1].code, "s2");
    assert_true(verify(h).intact);
}

static void
a_window_is_held_once_and_the_latest_counts(void **state)
{
    held_ledger *h = *state;
    ent_coverage w = {.id = "w",
                      .set = "made-up",
                      .indicators = "trade.*",
                      .from_actors = "*",
                      .to_actors = "*",
                      .from = date("1990"),
                      .to = date("1999"),
                      .absence_is_zero = true,
                      .threshold = "none",
                      .note = NULL};
    ent_coverage *out = NULL;
    ent_import *import = begin(h, "01", "");
    ent_sink *sink = ent_import_sink(import);
    size_t n = 0;

    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    commit(import);
    import = begin(h, "02", "");
    sink = ent_import_sink(import);
    w.to = date("2005");
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    w.id = NULL;
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_E_DOMAIN);
    commit(import);
    assert_int_equal(ent_ledger_coverage(h->ledger, NULL, &h->arena, &out, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(out[0].id, "w");
    assert_int_equal(out[0].to.year, 2005);
    assert_true(out[0].absence_is_zero);
    assert_string_equal(out[0].threshold, "none");
    assert_null(out[0].note);
    assert_int_equal(ent_ledger_coverage(h->ledger, "other", &h->arena, &out, &n, &h->err), ENT_OK);
    assert_int_equal(n, 0);
    assert_true(verify(h).intact);
}

int
main(void)
{
    const struct CMUnitTest import[] = {
        ON_EMPTY(a_claim_comes_out_as_it_went_in),
        ON_EMPTY(absent_stays_absent_and_empty_stays_empty),
        ON_EMPTY(zero_missing_and_none_stay_three_things),
        ON_EMPTY(the_same_file_twice_adds_nothing),
        ON_EMPTY(the_same_statement_again_adds_nothing),
        ON_EMPTY(every_row_counts_once),
        ON_EMPTY(rejected_rows_are_kept_with_place_and_reason),
        ON_EMPTY(an_aborted_import_leaves_nothing),
        ON_EMPTY(the_summary_may_be_left_out),
        ON_EMPTY(one_import_at_a_time),
        ON_EMPTY(closing_during_an_import_leaves_nothing),
        ON_EMPTY(a_ledger_for_reading_takes_no_import),
        ON_EMPTY(imports_are_listed_with_what_they_came_to),
        ON_EMPTY(a_source_has_one_citation),
        ON_EMPTY(a_window_is_held_once_and_the_latest_counts),
    };

    return RUN_ON_BACKENDS(import);
}

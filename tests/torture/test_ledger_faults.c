/* test_ledger_faults.c: each allocation, read and write fails in turn: right status, ledger whole.
 */
#include "../unit/ledger/event_test.h"
#include "../unit/ledger/file_test.h"

/* What a ledger holds before each scenario: one import, and what it verifies to. */
static ent_buf held_before;
static char chain_before[ENT_SHA256_HEX_MAX];

static void
quiet(void)
{
    NO_FAULTS(ENT_FAULT_ALLOC);
    NO_FAULTS(ENT_FAULT_READ);
    NO_FAULTS(ENT_FAULT_WRITE);
}

/* ---- the scenarios
 * --------------------------------------------------------------------------------- */

static ent_status
feed(ent_import *import, ent_error *err)
{
    static const char *const cite[8] = {"book", "A", "1999", "T", "P", "", "c", "n"};
    ent_sink *sink = ent_import_sink(import);
    ent_claim c[4] = {goods("1", "1991", 10), goods("2", "1992", 2), goods("5", "1995", 5),
                      goods("5", "1995", 6)};
    ent_coverage w = {.id = "w2", .set = "made-up", .indicators = "trade.*"};
    ent_error why = {.text = "no number", .row = 9, .byte = 99};
    ent_status st = sink->cover(sink, &w, err);

    c[0].known_from = date("2002");
    c[2].label = "Treaty of somewhere";
    c[2].cluster = "somewhere";
    c[3].record = "6";
    c[3].supersedes = "00000000000000000000";
    if (!st) st = ent_import_source(import, "s2", cite, err);
    for (int i = 0; i < 4 && !st; i++) {
        st = sink->row(sink, err);
        if (!st) st = sink->accept(sink, &c[i], err);
    }
    if (!st) st = sink->row(sink, err);
    if (!st) st = sink->reject(sink, &why, "raw", err);
    return st;
}

static ent_status
import_file(ent_ledger *ledger, ent_error *err)
{
    ent_import_info info =
        file_info("02", "2000"); /* older than what is held: links and sightings */
    ent_import *import = NULL;
    ent_import_summary sum;
    ent_status st = ent_import_begin(ledger, &info, &import, err);

    if (st) return st;
    st = feed(import, err);
    if (st) {
        ent_import_abort(import);
        return st;
    }
    return ent_import_commit(import, &sum, err);
}

/* Two commits of a feed: with the second lost, the first stays. */
static ent_status
import_events(ent_ledger *ledger, ent_error *err)
{
    ent_event_cell c[2] = {cell("2020-01-05", 1, 2), cell("2020-02-05", 19, 1)};
    ent_event_segment g[2] = {stretch("a.csv", 1, 2, "2020-01-05", "2020-01-05"),
                              stretch("a.csv", 2, 1, "2020-02-05", "2020-02-05")};
    ent_events_info info = feed_info("feed-c");
    ent_error why = {.text = "no number", .row = 9, .byte = 99};
    ent_claim one = goods("77", "1991", 10);
    ent_event_sink *sink = NULL;
    ent_status st = ent_ledger_events_begin(ledger, &info, &sink, err);

    if (!st) st = send_stretch(sink, &g[0], &c[0], 1, err);
    if (!st) st = sink->segment(sink, &g[1], err);
    if (!st) st = sink->cells(sink, &c[1], 1, err);
    if (!st) st = sink->reject(sink, &why, "raw", err);
    if (!st) st = sink->report(sink, &one, err);
    if (!st) st = sink->commit(sink, err);
    ent_ledger_events_end(ledger, sink);
    return st;
}

static ent_status
ask_events(ent_ledger *ledger, ent_error *err)
{
    ent_event_query q = {.from = "CHN", .to = "RUS"};
    ent_arena arena = {0};
    ent_event_cells *cells = NULL;
    ent_event_series *series = NULL;
    ent_events_held *held = NULL;
    ent_event_segment *segments = NULL;
    size_t n = 0;
    ent_status st = ent_ledger_set_without(ledger, (const char *const[]){"nothing"}, 1, err);

    if (!st) st = ent_ledger_event_cells(ledger, &q, &arena, &cells, &n, err);
    if (!st) st = ent_ledger_event_months(ledger, &q, &arena, &series, &n, err);
    if (!st) st = ent_ledger_events_held(ledger, &arena, &held, &n, err);
    if (!st) st = ent_ledger_event_segments(ledger, NULL, 0, 0, &arena, &segments, &n, err);
    ent_arena_clear(&arena);
    return st;
}

static ent_status
ask(ent_ledger *ledger, ent_error *err)
{
    static const ent_query queries[] = {{.a = "CHN", .b = "RUS", .indicator = "trade.*"},
                                        {.a = "RUS", .limit = 2},
                                        {.text = "aigun", .as_of = {2005, 0, 0, 3, 0, false}},
                                        {.cluster = "aigun"},
                                        {.indicator = "trade.goods", .with_superseded = true}};
    ent_arena arena = {0};
    ent_claim *claims = NULL, one;
    ent_import_record *imports = NULL;
    ent_coverage *windows = NULL;
    ent_citation *citations = NULL;
    ent_reject *rejects = NULL;
    ent_want want = {.indicator = "trade.goods", .from = "CHN", .to = "RUS"};
    ent_panel panel;
    size_t n = 0;
    ent_status st = ENT_OK;

    for (size_t i = 0; i < sizeof queries / sizeof *queries && !st; i++)
        st = ent_ledger_find(ledger, &queries[i], &arena, &claims, &n, err);
    if (!st) st = ent_ledger_claim(ledger, claims[0].id, &arena, &one, err);
    if (!st) st = ent_ledger_claims(ledger, (const char *const[]){one.id}, 1, &arena, claims, err);
    if (!st) st = ent_ledger_history(ledger, one.id, &arena, &claims, &n, err);
    if (!st) st = ent_ledger_imports(ledger, &arena, &imports, &n, err);
    if (!st) st = ent_ledger_coverage(ledger, NULL, &arena, &windows, &n, err);
    if (!st) st = ent_ledger_citations(ledger, &arena, &citations, &n, err);
    if (!st) st = ent_ledger_rejects(ledger, 0, 0, &arena, &rejects, &n, err);
    if (!st) st = ent_ledger_panel(ledger, &want, 1, NULL, &arena, &panel, err);
    ent_arena_clear(&arena);
    return st;
}

static ent_status
check(ent_ledger *ledger, ent_error *err)
{
    ent_verify_report report;
    ent_status st = ent_ledger_verify(ledger, &report, err);

    if (!st && !report.intact) fail_msg("%s", report.problem);
    return st;
}

typedef ent_status scenario(ent_ledger *ledger, ent_error *err);

/* Open, do, close: the whole of it under faults. */
static ent_status
whole(scenario *what, bool read_only, ent_error *err)
{
    ent_ledger_options options = {.read_only = read_only};
    ent_ledger *ledger = NULL;
    ent_status st = ent_ledger_open(test_path, &options, &ledger, err);

    if (!st) st = what(ledger, err);
    ent_ledger_close(ledger);
    return st;
}

/* ---- before and after
 * ------------------------------------------------------------------------------- */

static int
fill_before(void **state)
{
    ent_claim c[3] = {goods("1", "1991", 1), goods("2", "1992", 2), goods("3", "1858", 3)};
    ent_coverage w = {.id = "w", .set = "made-up", .indicators = "*", .from_actors = "cow-system"};
    ent_event_segment g = stretch("z.csv", 1, 1, "2019-01-05", "2019-01-05");
    ent_event_cell e = cell("2019-01-05", 1, 2);
    ent_import *import;
    ent_sink *sink;
    held_ledger *h;

    quiet();
    if (make_folder(state) || open_file(state)) return 1;
    h = *state;
    c[2].label = "Treaty of Aigun";
    c[2].cluster = "aigun";
    c[2].from = "QNG";
    c[2].to = "RUE";
    import = begin(h, "01", "2001");
    sink = ent_import_sink(import);
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    for (int i = 0; i < 3; i++)
        give(import, &c[i]);
    commit(import);
    feed_once(h, "feed-a", &g, &e, 1);
    (void)ent_snprintf(chain_before, sizeof chain_before, "%s", verify(h).chain);
    close_it(state);
    return ent_file_read(test_path, &held_before, NULL) != ENT_OK;
}

static int
drop_before(void **state)
{
    quiet();
    ent_buf_clear(&held_before);
    return remove_folder(state);
}

static void
put_back(void)
{
    (void)files_in_folder(true);
    assert_int_equal(ent_file_write(test_path, held_before.data, held_before.len, NULL), ENT_OK);
}

/* After a fault: as before, or, when the import went through, with it; never between. Of events,
 * whose commits are imports each, the first may be in without the second. */
static void
stands(scenario *what, bool went_through)
{
    ent_ledger_options options = {.create = false};
    ent_ledger *ledger = NULL;
    ent_verify_report r;
    ent_error err = {0};

    if (ent_ledger_open(test_path, &options, &ledger, &err)) fail_msg("%s", err.text);
    assert_int_equal(ent_ledger_verify(ledger, &r, &err), ENT_OK);
    if (!r.intact) fail_msg("%s", r.problem);
    if (went_through) {
        assert_int_equal(r.imports, what == import_events ? 4 : 3);
        assert_int_equal(r.claims, what == import_events ? 4 : 5);
        assert_int_equal(r.rejects, what == import_events ? 1 : 2);
    } else if (r.imports == 3) {
        assert_ptr_equal(what, import_events);
        assert_int_equal(r.claims, 3);
    } else {
        assert_int_equal(r.imports, 2);
        assert_string_equal(r.chain, chain_before);
    }
    ent_ledger_close(ledger);
    /* A journal in which nothing was written may lie about, but it is in nobody's way. */
    options.read_only = true;
    if (ent_ledger_open(test_path, &options, &ledger, &err)) fail_msg("%s", err.text);
    ent_ledger_close(ledger);
}

static bool
may_say(ent_fault_kind kind, ent_status st)
{
    if (kind == ENT_FAULT_ALLOC) return st == ENT_E_NOMEM;
    return st == ENT_E_IO || (kind == ENT_FAULT_READ && st == ENT_E_CORRUPT);
}

/* The nth call fails, for n = 1, 2, 3 ... until there are not so many. */
static void
torture(scenario *what, bool read_only, ent_fault_kind kind, bool and_after)
{
    size_t failed = 0;
    ent_status st = ENT_OK;

    for (uint64_t nth = 1;; nth++) {
        ent_error err = {0};
        bool reached;

        if (!read_only || nth == 1) put_back();
        ent_fault_set(kind, nth, and_after);
        st = whole(what, read_only, &err);
        reached = ent_fault_calls(kind) >= nth;
        quiet();
        if (st && !may_say(kind, st))
            fail_msg("call %d: %s: %s", (int)nth, ent_status_name(st), err.text);
        if (st) assert_int_equal(err.status, st);
        if (st) failed++;
        if (!read_only) stands(what, st == ENT_OK);
        if (!reached) break;
    }
    assert_int_equal(st, ENT_OK);
    assert_true(failed > 0);
}

static void
no_memory_while_importing(void **state)
{
    (void)state;
    torture(import_file, false, ENT_FAULT_ALLOC, false);
}

static void
no_memory_from_then_on_while_importing(void **state)
{
    (void)state;
    torture(import_file, false, ENT_FAULT_ALLOC, true);
}

static void
no_memory_while_asking(void **state)
{
    (void)state;
    torture(ask, true, ENT_FAULT_ALLOC, false);
}

static void
no_memory_while_verifying(void **state)
{
    (void)state;
    torture(check, true, ENT_FAULT_ALLOC, false);
}

static void
a_read_fails_while_importing(void **state)
{
    (void)state;
    torture(import_file, false, ENT_FAULT_READ, false);
}

static void
a_read_fails_while_asking(void **state)
{
    (void)state;
    torture(ask, true, ENT_FAULT_READ, false);
}

static void
a_read_fails_while_verifying(void **state)
{
    (void)state;
    torture(check, true, ENT_FAULT_READ, true);
}

static void
a_write_fails_while_importing(void **state)
{
    (void)state;
    torture(import_file, false, ENT_FAULT_WRITE, false);
}

static void
the_disk_stays_full_while_importing(void **state)
{
    (void)state;
    torture(import_file, false, ENT_FAULT_WRITE, true);
}

static void
no_memory_while_importing_events(void **state)
{
    (void)state;
    torture(import_events, false, ENT_FAULT_ALLOC, false);
}

static void
a_read_fails_while_importing_events(void **state)
{
    (void)state;
    torture(import_events, false, ENT_FAULT_READ, false);
}

static void
a_write_fails_while_importing_events(void **state)
{
    (void)state;
    torture(import_events, false, ENT_FAULT_WRITE, false);
}

static void
the_disk_stays_full_while_importing_events(void **state)
{
    (void)state;
    torture(import_events, false, ENT_FAULT_WRITE, true);
}

static void
no_memory_while_asking_for_events(void **state)
{
    (void)state;
    torture(ask_events, true, ENT_FAULT_ALLOC, false);
}

static void
a_read_fails_while_asking_for_events(void **state)
{
    (void)state;
    torture(ask_events, true, ENT_FAULT_READ, false);
}

/* The message of a full disk names the ledger and says that it is as before. */
static void
a_full_disk_is_told_in_words(void **state)
{
    ent_error err = {0};

    (void)state;
    put_back();
    ent_fault_set(ENT_FAULT_WRITE, 4, true);
    assert_int_equal(whole(import_events, false, &err), ENT_E_IO);
    quiet();
    HAS(err.text, test_path);
    HAS(err.text, "the disk is full; the ledger is as before");
    stands(import_events, false);
}

/* A new ledger: made whole, or not there, or refused as empty. */
static void
making_a_ledger_fails_cleanly(void **state)
{
    static const ent_fault_kind kinds[] = {ENT_FAULT_ALLOC, ENT_FAULT_READ, ENT_FAULT_WRITE};
    ent_ledger_options options = {.create = true};

    (void)state;
    for (int k = 0; k < 3; k++) {
        ent_status st = ENT_E_NOMEM;

        for (uint64_t nth = 1; st; nth++) {
            ent_ledger *ledger = NULL;
            ent_error err = {0};

            (void)files_in_folder(true);
            ent_fault_set(kinds[k], nth, false);
            st = ent_ledger_open(test_path, &options, &ledger, &err);
            ent_ledger_close(ledger);
            quiet();
            if (st && !may_say(kinds[k], st)) fail_msg("%s: %s", ent_status_name(st), err.text);
            ledger = NULL;
            if (ent_ledger_open(test_path, &options, &ledger, &err)) fail_msg("%s", err.text);
            ent_ledger_close(ledger);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest faults[] = {
        cmocka_unit_test(no_memory_while_importing),
        cmocka_unit_test(no_memory_from_then_on_while_importing),
        cmocka_unit_test(no_memory_while_asking),
        cmocka_unit_test(no_memory_while_verifying),
        cmocka_unit_test(a_read_fails_while_importing),
        cmocka_unit_test(a_read_fails_while_asking),
        cmocka_unit_test(a_read_fails_while_verifying),
        cmocka_unit_test(a_write_fails_while_importing),
        cmocka_unit_test(the_disk_stays_full_while_importing),
        cmocka_unit_test(no_memory_while_importing_events),
        cmocka_unit_test(a_read_fails_while_importing_events),
        cmocka_unit_test(a_write_fails_while_importing_events),
        cmocka_unit_test(the_disk_stays_full_while_importing_events),
        cmocka_unit_test(no_memory_while_asking_for_events),
        cmocka_unit_test(a_read_fails_while_asking_for_events),
        cmocka_unit_test(a_full_disk_is_told_in_words),
        cmocka_unit_test(making_a_ledger_fails_cleanly),
    };

    return cmocka_run_group_tests(faults, fill_before, drop_before);
}

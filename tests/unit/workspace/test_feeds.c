/* test_feeds.c: event files into the ledger: kept rows, the same file again, wrong names. */
#include "workspace_test.h"

static const char ICEWS[] = "tests/data/feed/icews.tab";

static void
cells_rejects_and_watched_rows_go_in_and_hold(void **state)
{
    world *w = *state;
    const char *path = ICEWS;
    const ent_watch watch = {"CHN", "RUS"};
    ent_feed_request request = {.paths = &path, .n_paths = 1, .watch = &watch, .n_watch = 1};
    ent_feed_summary s = {0};
    ent_verify_report report = {0};
    ent_query q = {.a = "CHN", .b = "RUS"};
    ent_claim *rows = NULL;
    ent_citation *cites = NULL;
    size_t n = 0, n_cites = 0;

    OK(ent_workspace_import_feed(w->ws, &request, &s, NULL));
    assert_true(s.kept > 0 && s.rejected > 0 && s.reports == 2 && s.commits == 1);
    OK(ent_ledger_find(ent_workspace_ledger(w->ws), &q, &w->arena, &rows, &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(rows[0].file, "icews.tab");
    assert_true(rows[0].row > 0 && rows[0].byte > 0);
    OK(ent_ledger_verify(ent_workspace_ledger(w->ws), &report, NULL));
    if (!report.intact) fail_msg("%s", report.problem);
    OK(ent_ledger_citations(ent_workspace_ledger(w->ws), &w->arena, &cites, &n_cites, NULL));
    assert_int_equal(n_cites, 1);
    assert_string_equal(cites[0].code, "icews");
}

static void
the_same_file_again_changes_nothing(void **state)
{
    world *w = *state;
    const char *path = ICEWS;
    ent_feed_request request = {.paths = &path, .n_paths = 1};
    ent_feed_summary s = {0};
    ent_import_record *imports = NULL;
    size_t n = 0;

    OK(ent_workspace_import_feed(w->ws, &request, &s, NULL));
    OK(ent_workspace_import_feed(w->ws, &request, &s, NULL));
    assert_true(s.segments == s.segments_known && s.cells == 0 && s.commits == 0);
    OK(ent_ledger_imports(ent_workspace_ledger(w->ws), &w->arena, &imports, &n, NULL));
    assert_int_equal(n, 1);
}

/* Several files in one run, each with rejects and watched rows of its own. */
static void
files_with_rejects_and_watched_rows_go_in_together(void **state)
{
    world *w = *state;
    const ent_watch watch = {"CHN", "RUS"};
    char second[160];
    const char *paths[2] = {ICEWS, second};
    ent_feed_request request = {.paths = paths, .n_paths = 2, .watch = &watch, .n_watch = 1};
    ent_feed_summary s = {0};
    ent_verify_report report = {0};
    ent_reject *rejects = NULL;
    ent_buf text = {0};
    ent_error err = {0};
    size_t n = 0;

    OK(ent_file_read(ICEWS, &text, NULL));
    OK(ent_buf_adds(&text, "9000099\t2018-06-09\tChina\tNA\tChina\tConsult\t040\t1\tRussian "
                           "Federation\tNA\tRussian Federation\t7\t1\tMade Up "
                           "Wire\tNA\tNA\tNA\tFreedonia\t1\t2\n"));
    snprintf(second, sizeof second, "%s/second.tab", w->dir);
    OK(ent_file_write(second, text.data, text.len, NULL));
    ent_buf_clear(&text);
    if (ent_workspace_import_feed(w->ws, &request, &s, &err)) fail_msg("%s", err.text);
    assert_true(s.rejected > 0 && s.rejected % 2 == 0 && s.reports == 5 && s.commits == 1);
    OK(ent_ledger_verify(ent_workspace_ledger(w->ws), &report, NULL));
    if (!report.intact) fail_msg("%s", report.problem);
    OK(ent_ledger_rejects(ent_workspace_ledger(w->ws), 0, 100, &w->arena, &rejects, &n, NULL));
    assert_int_equal(n, s.rejected);
}

static void
a_dry_run_counts_and_writes_nothing(void **state)
{
    world *w = *state;
    const char *path = ICEWS;
    ent_feed_request request = {.paths = &path, .n_paths = 1, .feed = "icews"};
    ent_feed_summary s = {0};
    ent_event_table table;
    ent_import_record *imports = NULL;
    size_t n = 0;

    OK(ent_workspace_count_feed(w->ws, &request, &table, &s, NULL));
    assert_true(table.n_cells > 0 && table.n_rejects > 0);
    ent_event_table_clear(&table);
    OK(ent_ledger_imports(ent_workspace_ledger(w->ws), &w->arena, &imports, &n, NULL));
    assert_int_equal(n, 0);
}

static void
what_fits_no_feed_is_refused_with_a_reason(void **state)
{
    world *w = *state;
    const char *stream = "-", *readme = "tests/data/feed/README.md", *path = ICEWS;
    ent_feed_request request = {.paths = &stream, .n_paths = 1};
    ent_feed_summary s = {0};
    ent_error err = {0};

    assert_int_equal(ent_workspace_import_feed(w->ws, &request, &s, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "--feed"));
    request.paths = &readme;
    assert_int_equal(ent_workspace_import_feed(w->ws, &request, &s, &err), ENT_E_FORMAT);
    request.paths = &path;
    request.feed = "no-such-feed";
    assert_int_equal(ent_workspace_import_feed(w->ws, &request, &s, &err), ENT_E_UNKNOWN);
    request.n_paths = 0;
    assert_int_equal(ent_workspace_import_feed(w->ws, &request, &s, &err), ENT_E_SHAPE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("cells, rejects and watched rows go in and hold",
                 cells_rejects_and_watched_rows_go_in_and_hold),
        IN_WORLD("files with rejects and watched rows go in together",
                 files_with_rejects_and_watched_rows_go_in_together),
        IN_WORLD("the same file again changes nothing", the_same_file_again_changes_nothing),
        IN_WORLD("a dry run counts and writes nothing", a_dry_run_counts_and_writes_nothing),
        IN_WORLD("what fits no feed is refused with a reason",
                 what_fits_no_feed_is_refused_with_a_reason),
    };

    return RUN(tests);
}

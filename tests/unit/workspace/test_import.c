/* test_import.c: a file goes in once, whole, with its citations; a dry run writes nothing. */
#include "workspace_test.h"

static const row STUDENTS = {.record = "s1",
                             .from = "BTN",
                             .to = "ISL",
                             .indicator = "students",
                             .valid_from = "2019",
                             .quantity = "25",
                             .unit = "persons"};

static size_t
n_imports(world *w)
{
    ent_import_record *imports = NULL;
    size_t n = 0;

    OK(ent_ledger_imports(ent_workspace_ledger(w->ws), &w->arena, &imports, &n, NULL));
    return n;
}

static void
the_same_file_goes_in_once(void **state)
{
    world *w = *state;
    ent_import_request request = {.path = write_rows(w, "a.tsv", &STUDENTS, 1)};
    ent_import_summary s = {0};

    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    assert_false(s.already);
    assert_int_equal(s.added, 1);
    s = (ent_import_summary){0};
    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    assert_true(s.already);
    assert_int_equal(s.added, 0);
    assert_int_equal(n_imports(w), 1);
}

static void
the_same_statement_in_another_file_adds_nothing(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS,
                        {.record = "s2",
                         .from = "ISL",
                         .to = "BTN",
                         .indicator = "students",
                         .valid_from = "2019",
                         .quantity = "4",
                         .unit = "persons"}};
    ent_import_request request = {.path = write_rows(w, "a.tsv", rows, 1)};
    ent_import_summary s = {0};

    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    request.path = write_rows(w, "b.tsv", rows, 2);
    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    assert_int_equal(s.added, 1);
    assert_int_equal(s.known, 1);
    assert_int_equal(s.superseded, 0);
}

static void
the_same_record_with_another_figure_corrects(void **state)
{
    world *w = *state;
    row corrected = STUDENTS;
    figures f;

    corrected.quantity = "27";
    load(w, &STUDENTS, 1);
    load(w, &corrected, 1);
    f = measure(w, "BTN", "ISL", NULL);
    check_near(value_of(f, "students:BTN>ISL@2019")->value, 27, 0, "corrected");
}

static void
a_dry_run_writes_nothing(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS,
                        {.from = "Atlantis",
                         .to = "ISL",
                         .indicator = "students",
                         .valid_from = "2019",
                         .quantity = "4",
                         .unit = "persons"}};
    ent_import_request request = {.path = write_rows(w, "a.tsv", rows, 2)};
    const ent_reader *reader = NULL;
    ent_counting_sink sink;

    OK(ent_workspace_dry_run(w->ws, &request, 10, &sink, &reader, NULL));
    assert_string_equal(reader->name, "claim-tsv");
    assert_int_equal(sink.tally.rows, 2);
    assert_int_equal(sink.tally.kept, 1);
    assert_int_equal(sink.tally.rejected, 1);
    assert_int_equal(sink.n_rejects, 1);
    assert_int_equal(sink.rejects[0].row, 3);
    assert_non_null(strstr(sink.rejects[0].text, "Atlantis"));
    ent_counting_sink_clear(&sink);
    assert_int_equal(n_imports(w), 0);
    assert_int_equal(measure(w, "BTN", "ISL", NULL).n, 0);
}

static void
a_rejected_row_is_kept_and_the_others_go_in(void **state)
{
    world *w = *state;
    const row rows[] = {{.from = "BTN",
                         .to = "ISL",
                         .indicator = "students",
                         .valid_from = "2019",
                         .quantity = "many",
                         .unit = "persons"},
                        STUDENTS};
    ent_import_request request = {.path = write_rows(w, "a.tsv", rows, 2)};
    ent_import_summary s = {0};
    ent_reject *rejects = NULL;
    size_t n = 0;

    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    assert_int_equal(s.tally.rejected, 1);
    assert_int_equal(s.added, 1);
    OK(ent_ledger_rejects(ent_workspace_ledger(w->ws), 0, 10, &w->arena, &rejects, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(rejects[0].file, "a.tsv");
    assert_int_equal(rejects[0].row, 2);
    assert_non_null(strstr(rejects[0].reason, "many"));
}

static void
sources_beside_a_claim_file_are_taken_along(void **state)
{
    world *w = *state;
    ent_import_request request = {.path = write_rows(w, "a.tsv", &STUDENTS, 1)};
    ent_import_summary s = {0};
    ent_citation *c = NULL;
    size_t n = 0;

    write_text(
        w, "sources_more.tsv",
        "source\ttype\tauthor\tyear\ttitle\tpublisher\turl\tlicence\tnote\n"
        "almanac\tbook\tNobody, N.\t2021\tAn Almanac Nobody Printed\tNo House\t\tmade up\t\n");
    OK(ent_workspace_import(w->ws, &request, &s, NULL));
    OK(ent_ledger_citations(ent_workspace_ledger(w->ws), &w->arena, &c, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(c[0].code, "almanac");
    assert_string_equal(c[0].title, "An Almanac Nobody Printed");
}

static void
a_set_that_a_claim_names_brings_its_own_citation(void **state)
{
    world *w = *state;
    row named = STUDENTS;
    ent_citation *c = NULL;
    size_t n = 0;

    named.source = "cow-trade";
    load(w, &named, 1);
    OK(ent_ledger_citations(ent_workspace_ledger(w->ws), &w->arena, &c, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(c[0].code, "cow-trade");
    assert_non_null(strstr(c[0].author, "Barbieri"));
}

static void
what_no_reader_knows_changes_nothing(void **state)
{
    world *w = *state;
    char path[160];
    ent_import_request request = {.path = path};
    ent_import_summary s = {0};
    ent_error err = {0};

    snprintf(path, sizeof path, "%s/x.csv", w->dir);
    write_text(w, "x.csv", "a,b,c\n1,2,3\n");
    assert_int_equal(ent_workspace_import(w->ws, &request, &s, &err), ENT_E_FORMAT);
    request.reader = "nobody";
    assert_int_equal(ent_workspace_import(w->ws, &request, &s, &err), ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "nobody"));
    request = (ent_import_request){.path = "no-such-file.tsv", .reader = "claim-tsv"};
    assert_int_equal(ent_workspace_import(w->ws, &request, &s, &err), ENT_E_IO);
    request.path = w->dir;
    assert_int_equal(ent_workspace_import(w->ws, &request, &s, &err), ENT_E_IO);
    assert_int_equal(n_imports(w), 0);
}

static void
count_calls(void *ctx, uint64_t rows, uint64_t claims)
{
    size_t *calls = ctx;

    assert_true(rows >= 65536 && claims <= rows);
    ++*calls;
}

static void
progress_is_told_on_long_files(void **state)
{
    world *w = *state;
    size_t calls = 0;
    char path[160];
    ent_import_request request = {
        .path = path, .reader = "claim-tsv", .progress = count_calls, .progress_ctx = &calls};
    const ent_reader *reader = NULL;
    ent_counting_sink sink;
    FILE *f;

    snprintf(path, sizeof path, "%s/long.tsv", w->dir);
    f = fopen(path, "w");
    assert_non_null(f);
    fputs("record\tfrom\tto\tindicator\tvalid_from\tknown_from\tquantity\tunit\tsource\tchecked\t"
          "reliability\tcredibility\n",
          f);
    for (int i = 0; i < 70000; i++)
        fprintf(f, "r%d\tISL\tBTN\tstudents\t2019\t2020\t%d\tpersons\talmanac\tread\tB\t2\n", i, i);
    assert_int_equal(fclose(f), 0);
    OK(ent_workspace_dry_run(w->ws, &request, 1, &sink, &reader, NULL));
    assert_int_equal(sink.tally.kept, 70000);
    ent_counting_sink_clear(&sink);
    assert_int_equal(calls, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("the same file goes in once", the_same_file_goes_in_once),
        IN_WORLD("the same statement in another file adds nothing",
                 the_same_statement_in_another_file_adds_nothing),
        IN_WORLD("the same record with another figure corrects",
                 the_same_record_with_another_figure_corrects),
        IN_WORLD("a dry run writes nothing", a_dry_run_writes_nothing),
        IN_WORLD("a rejected row is kept and the others go in",
                 a_rejected_row_is_kept_and_the_others_go_in),
        IN_WORLD("sources beside a claim file are taken along",
                 sources_beside_a_claim_file_are_taken_along),
        IN_WORLD("a set that a claim names brings its own citation",
                 a_set_that_a_claim_names_brings_its_own_citation),
        IN_WORLD("what no reader knows changes nothing", what_no_reader_knows_changes_nothing),
        IN_WORLD("progress is told on long files", progress_is_told_on_long_files),
    };

    return RUN(tests);
}

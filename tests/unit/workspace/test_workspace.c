/* test_workspace.c: which ledger answers, and what two words of a user mean. */
#include "workspace_test.h"

static void
starter_answers_where_no_ledger_is(void **state)
{
    ent_workspace *ws = open_starter();
    ent_import_record *imports = NULL;
    ent_arena arena = {0};
    size_t n = 0;

    (void)state;
    assert_true(ent_workspace_on_starter(ws));
    OK(ent_ledger_imports(ent_workspace_ledger(ws), &arena, &imports, &n, NULL));
    assert_true(n >= 2);
    for (size_t i = 0; i < n; i++)
        assert_null(strstr(imports[i].file, "sources"));
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
}

static void
starter_answers_for_a_ledger_without_imports(void **state)
{
    world *w = *state;
    char path[160];
    ent_workspace_options options = {.ledger = path, .create = true, .now = ""};
    ent_workspace *ws = NULL;

    snprintf(path, sizeof path, "%s/empty.ledger", w->dir);
    OK(ent_workspace_open(&options, &ws, NULL));
    assert_false(ent_workspace_on_starter(ws));
    ent_workspace_close(ws);
    options = (ent_workspace_options){
        .ledger = path, .data_dir = "data", .read_only = true, .starter_when_empty = true};
    OK(ent_workspace_open(&options, &ws, NULL));
    assert_true(ent_workspace_on_starter(ws));
    ent_workspace_close(ws);
}

static void
a_ledger_with_imports_answers_itself(void **state)
{
    world *w = *state;
    char path[160];
    ent_workspace_options options = {.ledger = path, .create = true, .now = ""};
    const row rows[] = {{.from = "ISL",
                         .to = "BTN",
                         .indicator = "students",
                         .valid_from = "2019",
                         .quantity = "5",
                         .unit = "persons"}};
    ent_import_request request = {.reader = "claim-tsv"};
    ent_import_summary s = {0};
    ent_workspace *ws = NULL;

    snprintf(path, sizeof path, "%s/own.ledger", w->dir);
    OK(ent_workspace_open(&options, &ws, NULL));
    request.path = write_rows(w, "one.tsv", rows, 1);
    OK(ent_workspace_import(ws, &request, &s, NULL));
    ent_workspace_close(ws);
    options = (ent_workspace_options){
        .ledger = path, .data_dir = "data", .read_only = true, .starter_when_empty = true};
    OK(ent_workspace_open(&options, &ws, NULL));
    assert_false(ent_workspace_on_starter(ws));
    ent_workspace_close(ws);
}

static void
starter_that_is_not_there_is_an_error(void **state)
{
    ent_workspace_options options = {.ledger = "no-such-folder/no.ledger",
                                     .data_dir = "no-such-folder",
                                     .read_only = true,
                                     .starter_when_empty = true};
    ent_workspace *ws = NULL;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_workspace_open(&options, &ws, &err), ENT_E_IO);
    assert_null(ws);
    assert_non_null(strstr(err.text, "no-such-folder/starter"));
}

static void
a_named_ledger_that_is_not_there_is_an_error(void **state)
{
    ent_workspace_options options = {.ledger = "no-such-folder/no.ledger", .read_only = true};
    ent_workspace *ws = NULL;

    (void)state;
    assert_int_equal(ent_workspace_open(&options, &ws, NULL), ENT_E_IO);
    assert_null(ws);
}

static void
words_become_lines_of_states(void **state)
{
    world *w = *state;
    ent_pair pair = {0};

    OK(ent_workspace_pair(w->ws, "CHN", "Soviet Union", &pair, NULL));
    assert_string_equal(pair.a, "CHN");
    assert_string_equal(pair.b, "RUS");
    OK(ent_workspace_pair(w->ws, "France", "DEU", &pair, NULL));
    assert_string_equal(pair.a, "FRA");
    assert_string_equal(pair.b, "DEU");
}

static void
a_pair_is_never_guessed(void **state)
{
    world *w = *state;
    ent_pair pair = {"untouched", "untouched"};
    ent_error err = {0};

    assert_int_equal(ent_workspace_pair(w->ws, "CHN", "Congo", &pair, &err), ENT_E_AMBIGUOUS);
    assert_non_null(strstr(err.text, "COD"));
    assert_non_null(strstr(err.text, "COG"));
    assert_int_equal(ent_workspace_pair(w->ws, "Atlantis", "CHN", &pair, &err), ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "Atlantis"));
    assert_int_equal(ent_workspace_pair(w->ws, "CHN", "NATO", &pair, &err), ENT_E_UNKNOWN);
    assert_int_equal(ent_workspace_pair(w->ws, "", "CHN", &pair, &err), ENT_E_UNKNOWN);
    assert_int_equal(ent_workspace_pair(w->ws, "RUS", "Soviet Union", &pair, &err), ENT_E_DOMAIN);
    assert_string_equal(pair.a, "untouched");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the starter evidence answers where no ledger is", starter_answers_where_no_ledger_is),
        IN_WORLD("the starter evidence answers for a ledger without imports",
                 starter_answers_for_a_ledger_without_imports),
        IN_WORLD("a ledger with imports answers itself", a_ledger_with_imports_answers_itself),
        FACT("starter evidence that is not there is an error",
             starter_that_is_not_there_is_an_error),
        FACT("a named ledger that is not there is an error",
             a_named_ledger_that_is_not_there_is_an_error),
        IN_WORLD("words become lines of states", words_become_lines_of_states),
        IN_WORLD("a pair is never guessed", a_pair_is_never_guessed),
    };

    return RUN(tests);
}

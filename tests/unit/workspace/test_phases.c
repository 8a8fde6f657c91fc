/* test_phases.c: phases of a pair from imported lists of disputes and pledges. */
#include "workspace_test.h"

static void
import_file(world *w, const char *path)
{
    const ent_import_request request = {.path = path};
    ent_import_summary done = {0};
    ent_error err = {0};

    if (ent_workspace_import(w->ws, &request, &done, &err)) fail_msg("%s", err.text);
}

static ent_status
phases(world *w, const char *a, const char *b, const char *as_of, ent_phases_answer *out)
{
    ent_pair pair = {0};
    ent_date date = {0};

    if (as_of) OK(ent_date_parse(as_of, &date, NULL));
    OK(ent_workspace_pair(w->ws, a, b, &pair, NULL));
    return ent_workspace_phases(w->ws, &pair, &date, &w->arena, out, NULL);
}

static void
lists_become_phases(void **state)
{
    world *w = *state;
    ent_phases_answer a = {0}, b = {0};

    import_file(w, "tests/golden/data/disputes.csv");
    assert_int_equal(phases(w, "ISL", "BTN", NULL, &a), ENT_NONE); /* no list of pledges */
    import_file(w, "tests/golden/data/pledges.csv");
    OK(phases(w, "ISL", "BTN", NULL, &a));
    assert_true(a.n_phases >= 3);
    assert_string_equal(a.phases[1].label, "war or rivalry");
    assert_int_equal(a.phases[1].first_year, 1950);
    assert_int_equal(a.phases[1].last_year, 1961);
    assert_string_equal(a.phases[a.n_phases - 1].label, "allied");
    assert_int_equal(a.first_year, 1919); /* the first whole summer of Iceland's sovereignty */
    assert_int_equal(a.n_known, a.breaks.n);
    assert_int_equal(a.n_sources, 2);
    assert_string_equal(a.sources[0], "cow-alliances");
    assert_string_equal(a.scale, "conduct");
    assert_int_equal(strlen(a.settings), 12);
    OK(phases(w, "BTN", "ISL", NULL, &b));
    assert_int_equal(a.n_phases, b.n_phases);
    assert_string_equal(b.a, "BTN");
    assert_memory_equal(a.mean, b.mean, a.breaks.n * sizeof *a.mean);
}

/* Claims that stand alone were picked because something happened. */
static void
claims_without_a_list_are_not_read(void **state)
{
    world *w = *state;
    const row rows[] = {
        {.from = "BTN", .to = "ISL", .indicator = "alliance.defense", .valid_from = "1990"},
        {.from = "BTN", .to = "ISL", .indicator = "mid.hostility", .valid_from = "1990"}};
    ent_phases_answer a = {0};

    LOAD(w, rows);
    assert_int_equal(phases(w, "ISL", "BTN", NULL, &a), ENT_NONE);
    assert_int_equal(a.n_phases, 0);
}

static void
settings_that_are_not_there_are_an_error(void **state)
{
    const ent_workspace_options options = {.create = true, .data_dir = "no-such-folder"};
    const ent_pair pair = {"BTN", "ISL"};
    const ent_date everything = {0};
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_phases_answer a = {0};

    (void)state;
    OK(ent_workspace_open(&options, &ws, NULL));
    assert_int_equal(ent_workspace_phases(ws, &pair, &everything, &arena, &a, NULL), ENT_E_IO);
    ent_workspace_close(ws);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("lists of disputes and pledges become phases", lists_become_phases),
        IN_WORLD("claims without a list are not read", claims_without_a_list_are_not_read),
        FACT("settings that are not there are an error", settings_that_are_not_there_are_an_error),
    };

    return RUN(tests);
}

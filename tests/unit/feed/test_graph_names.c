/* test_graph_names.c: a graph set's tables: actors to countries and roles, relations to codes. */
#include "folder_test.h"

#include "base/faults.h"
#include "feed/graph_priv.h"

static void
brackets_hold_the_country_and_what_is_before_them_the_role(void **state)
{
    graph_names names = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(graph_names_load("tests/data/feed/icews14/train.txt", &names, &err), ENT_OK);
    assert_int_equal(names.n_entities, 7);
    text_is(names.entities[0].country, "China");
    assert_int_equal(names.entities[0].role, ENT_ROLE_NONE);
    text_is(names.entities[2].country, "India");
    assert_int_equal(names.entities[2].role, ENT_ROLE_GOV);
    text_is(names.entities[3].country, "Barack Made Up");
    text_is(names.entities[4].country, "Russia");
    assert_int_equal(names.entities[4].role, ENT_ROLE_MIL);
    text_is(names.entities[6].country, "South Korea");
    assert_int_equal(names.n_relations, 3);
    text_is(names.relations[0].code, "010");
    text_is(names.relations[1].code, "183");
    assert_int_equal(names.relations[2].class_number, 5);
    assert_int_equal(names.relations[2].intensity_tenths, 80);
    assert_int_equal(graph_names_count("tests/data/feed/icews14/train.txt"), 7);
    graph_names_clear(&names);
    graph_names_clear(NULL);
}

/* Tables with this text must be refused with these words. */
static void
refused(const char *entities, const char *relations, ent_status want, const char *words)
{
    test_folder folder;
    graph_names names = {0};
    ent_error err = {0};

    folder_make(&folder);
    folder_write(&folder, "entity2id.txt", entities);
    folder_write(&folder, "relation2id.txt", relations);
    assert_int_equal(graph_names_load(folder_file(&folder, "train.txt"), &names, &err), want);
    if (!strstr(err.text, words)) fail_msg("\"%s\" lacks \"%s\"", err.text, words);
    graph_names_clear(&names);
    folder_remove(&folder);
}

static void
bad_tables_are_refused_with_their_line(void **state)
{
    (void)state;
    refused("China\n", "Make statement\t0\n", ENT_E_FORMAT, "want a name, a tab and a number");
    refused("\t0\n", "Make statement\t0\n", ENT_E_FORMAT, "want a name, a tab and a number");
    refused("China\tx\n", "Make statement\t0\n", ENT_E_FORMAT, "want a name, a tab and a number");
    refused("China\t0\nIran\t0\n", "Make statement\t0\n", ENT_E_FORMAT, "number 0 stands twice");
    refused("China\t0\n", "Dance\t0\n", ENT_E_FORMAT, "no CAMEO title");
    refused("China\t0\n", "Consult\t1\nConsult\t1\n", ENT_E_FORMAT, "number 1 stands twice");
    refused("China\t1048576\n", "Consult\t0\n", ENT_E_LIMIT, "the greatest read is 1048575");
}

static void
missing_tables_are_an_error_and_count_as_none(void **state)
{
    graph_names names = {0};
    ent_error err = {0};

    (void)state;
    assert_int_equal(graph_names_load("tests/data/feed/icews.tab", &names, &err), ENT_E_IO);
    graph_names_clear(&names);
    assert_int_equal(graph_names_count("tests/data/feed/icews.tab"), 0);
    assert_int_equal(graph_names_count(NULL), 0);
}

static void
rows_are_four_or_five_numbers(void **state)
{
    static const char *const good[] = {"0\t1\t2\t0\n", "0\t1\t2\t24\t-1\r\n", "56 \t0\t 7\t24\t0",
                                       "1\t2\t3\t4"};
    static const char *const bad[] = {
        "", "\n", "1\t2\t3\n", "1\t2\t3\t4\t5\t6\n", "a\t2\t3\t4\n", "1\t-2\t3\t4\n", "1,2,3,4\n"};

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        feed_head head = {good[i], strlen(good[i]), true, "x", NULL};

        if (!graph_looks_like_rows(&head)) fail_msg("\"%s\"", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        feed_head head = {bad[i], strlen(bad[i]), true, "x", NULL};

        if (graph_looks_like_rows(&head)) fail_msg("\"%s\"", bad[i]);
    }
}

/* Each allocation of each format's begin fails in turn: told as such, nothing left behind. */
static void
no_memory_is_said_and_leaves_nothing(void **state)
{
#ifdef ENT_FAULTS
    static const char header[] = "Event ID\tEvent Date\tSource Name\tSource Sectors\t"
                                 "Source Country\tCAMEO Code\tIntensity\tTarget Sectors\t"
                                 "Target Country\tStory ID\tSentence Number\n";
    static const ent_feed *const feeds[] = {&feed_icews14, &feed_icews18, &feed_icews};

    (void)state;
    for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
        feed_head head = {header, sizeof header - 1, true, "x",
                          "tests/data/feed/icews14/train.txt"};
        const struct ent_feed_format *format = feeds[i]->format;
        ent_status st = ENT_E_NOMEM;
        void *it = NULL;

        for (uint64_t nth = 1; st == ENT_E_NOMEM; nth++) {
            ent_fault_set(ENT_FAULT_ALLOC, nth, false);
            st = format->begin(&head, &it, NULL);
            assert_true(st == ENT_OK || it == NULL);
        }
        ent_fault_set(ENT_FAULT_ALLOC, 0, false);
        assert_int_equal(st, ENT_OK);
        format->end(it);
    }
#else
    (void)state;
    skip();
#endif
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_hold_the_country_and_what_is_before_them_the_role),
        cmocka_unit_test(bad_tables_are_refused_with_their_line),
        cmocka_unit_test(missing_tables_are_an_error_and_count_as_none),
        cmocka_unit_test(rows_are_four_or_five_numbers),
        cmocka_unit_test(no_memory_is_said_and_leaves_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_graph_tell.c: a graph set that cannot be read is refused with what it is and what it lacks.
 */
#include "folder_test.h"

static void
refused(const char *name, const char *path, const char *text, const char *words)
{
    feed_head head = {text, strlen(text), true, name, path};
    const ent_feed *feed = NULL;
    ent_error err = {0};

    assert_int_equal(feed_recognise(&head, &feed, &err), ENT_E_FORMAT);
    assert_null(feed);
    if (!strstr(err.text, words)) fail_msg("\"%s\" lacks \"%s\"", err.text, words);
}

static void
names_without_rows_are_said_to_be_names_only(void **state)
{
    (void)state;
    refused("entity2id.txt", "tests/data/feed/entity2id.txt", "FREEDONIA (FRE@ GOV)\t0\n",
            "names of a graph set without its rows");
    refused("relation2id.txt", NULL, "020\t0\n", "names of a graph set without its rows");
}

static void
rows_without_names_or_with_those_of_another_set_say_so(void **state)
{
    test_folder folder;
    const char *path;

    (void)state;
    refused("train.txt", NULL, "0\t1\t2\t0\n", "want entity2id.txt");
    folder_make(&folder);
    path = folder_file(&folder, "train.txt");
    refused("train.txt", path, "0\t1\t2\t0\n", "want entity2id.txt");
    folder_write_names(&folder, 7691);
    refused("train.txt", path, "0\t1\t2\t0\n", "with 7691 names; icews14 has 7128");
    folder_remove(&folder);
}

static void
what_is_no_graph_set_gets_the_message_of_all_feeds(void **state)
{
    (void)state;
    refused("x.txt", NULL, "what is this?\n", "no event feed");
    refused("entity2id.txt", NULL, "what is this?\n", "no event feed");
}

static void
tables_beside_rows_are_passed_over_and_only_they(void **state)
{
    test_folder folder;
    feed_head head = {"7128\t230\t0", 10, true, "stat.txt", NULL};

    (void)state;
    assert_false(feed_is_beside(&head));
    folder_make(&folder);
    head.path = folder_file(&folder, "stat.txt");
    assert_false(feed_is_beside(&head));
    folder_write(&folder, "valid.txt", "0\t0\t1\t0\n");
    assert_true(feed_is_beside(&head));
    head.name = "a.zip:entity2id.txt";
    assert_true(feed_is_beside(&head));
    head.name = "myentity2id.txt";
    assert_false(feed_is_beside(&head));
    head.name = "train.txt";
    assert_false(feed_is_beside(&head));
    head = (feed_head){"no names", 8, true, "relation2id.txt", folder_file(&folder, "x")};
    assert_false(feed_is_beside(&head));
    folder_remove(&folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_without_rows_are_said_to_be_names_only),
        cmocka_unit_test(rows_without_names_or_with_those_of_another_set_say_so),
        cmocka_unit_test(what_is_no_graph_set_gets_the_message_of_all_feeds),
        cmocka_unit_test(tables_beside_rows_are_passed_over_and_only_they),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_icews_graph.c: quadruples of ICEWS14 and ICEWS18: numbers to actors, codes and days. */
#include "folder_test.h"

static void
a_quadruple_gives_dyad_code_and_day(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_icews14, "icews14/train.txt");
    row = format_good(&f, 1);
    text_is(row.from, "China");
    text_is(row.to, "Iran");
    text_is(row.event_code, "010");
    assert_int_equal(row.class_number, 1);
    day_is(row.day, "2014-01-01");
    assert_int_equal(row.known_day, row.day);
    assert_int_equal(row.report.n, 0);
    row = format_good(&f, 2);
    text_is(row.from, "India");
    assert_int_equal(row.from_role, ENT_ROLE_GOV);
    assert_int_equal(row.intensity_tenths, -100);
    day_is(row.day, "2014-01-02");
    row = format_good(&f, 4);
    text_is(row.to, "South Korea");
    day_is(row.day, "2014-12-31");
    format_close(&f);
}

static void
numbers_may_be_padded_and_the_fifth_column_is_passed_over(void **state)
{
    format_file f;
    feed_row row;

    (void)state;
    format_open(&f, &feed_icews18, "icews18/train.txt");
    row = format_good(&f, 1);
    text_is(row.event_code, "190");
    day_is(row.day, "2018-01-01");
    row = format_good(&f, 2);
    text_is(row.from, "Iran");
    assert_int_equal(row.to_role, ENT_ROLE_MIL);
    day_is(row.day, "2018-10-31");
    format_close(&f);
}

static void
times_within_a_day_and_numbers_without_a_name_are_refused(void **state)
{
    static const unsigned columns[] = {4, 4, 1, 2, 3, 4};
    format_file f;

    (void)state;
    format_open(&f, &feed_icews14, "icews14/valid.txt");
    for (unsigned i = 0; i < sizeof columns / sizeof *columns; i++)
        format_bad(&f, i + 1, columns[i]);
    format_close(&f);
}

static void
the_number_of_names_beside_them_tells_the_sets_apart(void **state)
{
    static const char rows[] = "0\t0\t1\t0\t-1\n";
    test_folder folder;
    feed_head head = {rows, sizeof rows - 1, true, "train.txt", NULL};

    (void)state;
    folder_make(&folder);
    head.path = folder_file(&folder, "train.txt");
    assert_false(feed_icews14.format->recognise(&head));
    folder_write_names(&folder, 7128);
    assert_true(feed_icews14.format->recognise(&head));
    assert_false(feed_icews18.format->recognise(&head));
    folder_write_names(&folder, 23033);
    assert_true(feed_icews18.format->recognise(&head));
    assert_false(feed_icews14.format->recognise(&head));
    folder_remove(&folder);
}

static void
without_a_path_there_are_no_names(void **state)
{
    feed_head head = {"0\t0\t1\t0\n", 8, true, "-", NULL};
    ent_error err = {0};
    void *it = NULL;

    (void)state;
    assert_int_equal(feed_icews14.format->begin(&head, &it, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "lie beside its files"));
    head.path = "tests/data/feed/icews.tab";
    assert_int_equal(feed_icews18.format->begin(&head, &it, &err), ENT_E_IO);
    assert_null(it);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quadruple_gives_dyad_code_and_day),
        cmocka_unit_test(numbers_may_be_padded_and_the_fifth_column_is_passed_over),
        cmocka_unit_test(times_within_a_day_and_numbers_without_a_name_are_refused),
        cmocka_unit_test(the_number_of_names_beside_them_tells_the_sets_apart),
        cmocka_unit_test(without_a_path_there_are_no_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

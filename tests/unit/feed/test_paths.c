/* test_paths.c: folders and lists become files in a fixed order, and what is not there is named. */
#include "files.h"

#include "feed/paths.h"

/* Base names of the files found, a blank between. */
static void
finds(const char *const *paths, size_t n, const char *want)
{
    feed_paths found = {0};
    ent_error e = {0};
    ent_buf names = {0};

    assert_int_equal(ent_buf_adds(&names, ""), ENT_OK);
    assert_int_equal(feed_paths_find(paths, n, &found, &e), ENT_OK);
    for (size_t i = 0; i < found.n; i++) {
        const char *slash = strrchr(found.files[i].path, '/');

        assert_int_equal(
            ent_buf_addf(&names, "%s%s", i ? " " : "", slash ? slash + 1 : found.files[i].path),
            ENT_OK);
    }
    assert_string_equal(names.data, want);
    feed_paths_clear(&found);
    ent_buf_clear(&names);
}

static ent_status
fails(const char *path, const char *why)
{
    feed_paths found = {0};
    ent_error e = {0};
    ent_status st = feed_paths_find(&path, 1, &found, &e);

    HAS(e.text, why);
    feed_paths_clear(&found);
    return st;
}

static void
a_folder_is_its_files_in_order_of_name(void **state)
{
    char folder[64];
    const char *paths[2];

    (void)state;
    folder_make(folder);
    text_make(folder, "b.csv", "");
    text_make(folder, "a.csv", "");
    text_make(folder, ".hidden", "");
    text_make(folder, "Z.csv", "");
    subfolder_make(folder, "aa");
    text_make(folder, "aa/3.csv", "");
    text_make(folder, "aa/1.csv", "");
    assert_int_equal(symlink(folder, in_folder(folder, "circle")), 0);
    assert_int_equal(symlink("a.csv", in_folder(folder, "link.csv")), 0);
    assert_int_equal(mkfifo(in_folder(folder, "pipe"), 0600), 0);
    paths[0] = folder;
    finds(paths, 1, "Z.csv a.csv 1.csv 3.csv b.csv link.csv");
    paths[0] = in_folder(folder, "");
    paths[1] = in_folder(folder, "b.csv");
    finds(paths, 2, "Z.csv a.csv 1.csv 3.csv b.csv link.csv b.csv");
    folder_remove(folder);
}

static void
an_empty_folder_has_no_file(void **state)
{
    char folder[64];
    const char *path = folder;

    (void)state;
    folder_make(folder);
    finds(&path, 1, "");
    folder_remove(folder);
}

static void
a_list_names_files_line_by_line(void **state)
{
    char folder[64], list[512];
    const char *paths[2] = {list, "-"};

    (void)state;
    folder_make(folder);
    text_make(folder, "b.csv", "");
    text_make(folder, "a.csv", "");
    text_make(folder, "@odd", "");
    (void)ent_snprintf(list, sizeof list, "# two files\n%s/b.csv\r\n\n%s/a.csv\n%s/@odd", folder,
                       folder, folder);
    text_make(folder, "list", list);
    (void)ent_snprintf(list, sizeof list, "@%s/list", folder);
    finds(paths, 2, "b.csv a.csv @odd -");
    text_make(folder, "list", "no-such-file\n");
    assert_int_equal(fails(list, "cannot open: No such file"), ENT_E_IO);
    text_make(folder, "list", "\xFF\n");
    assert_int_equal(fails(list, "not valid UTF-8"), ENT_E_PARSE);
    assert_int_equal(fails("@no-such-list", "cannot open"), ENT_E_IO);
    folder_remove(folder);
}

static void
sizes_are_added_and_streams_have_none(void **state)
{
    char folder[64];
    feed_paths found = {0};
    const char *paths[3];

    (void)state;
    folder_make(folder);
    text_make(folder, "a", "12345");
    assert_int_equal(mkfifo(in_folder(folder, "pipe"), 0600), 0);
    paths[0] = in_folder(folder, "a");
    paths[1] = in_folder(folder, "pipe");
    paths[2] = folder;
    assert_int_equal(feed_paths_find(paths, 3, &found, NULL), ENT_OK);
    assert_int_equal(found.n, 3);
    assert_int_equal(found.bytes, 10);
    assert_true(found.files[0].named && !found.files[0].in_order);
    assert_true(found.files[1].named && found.files[1].in_order);
    assert_false(found.files[2].named);
    feed_paths_clear(&found);
    feed_paths_clear(NULL);
    folder_remove(folder);
}

static void
what_cannot_be_read_is_named(void **state)
{
    const char *twice[] = {"-", "-"};
    feed_paths found = {0};
    ent_error e = {0};

    (void)state;
    assert_int_equal(fails("no-such-file", "cannot open: No such file"), ENT_E_IO);
    assert_int_equal(feed_paths_find(twice, 2, &found, &e), ENT_E_DOMAIN);
    HAS(e.text, "twice");
    feed_paths_clear(&found);
}

static void
a_file_without_permission_is_named(void **state)
{
    char folder[64];

    (void)state;
    if (geteuid() == 0) skip(); /* who may read anything */
    folder_make(folder);
    text_make(folder, "a", "x");
    assert_int_equal(chmod(in_folder(folder, "a"), 0), 0);
    assert_int_equal(fails(folder, "cannot read: Permission denied"), ENT_E_IO);
    folder_remove(folder);
}

static void
a_link_that_leads_nowhere_is_named(void **state)
{
    char folder[64];

    (void)state;
    folder_make(folder);
    assert_int_equal(symlink("gone", in_folder(folder, "link")), 0);
    assert_int_equal(fails(folder, "cannot open"), ENT_E_IO);
    folder_remove(folder);
}

static void
folders_too_deep_are_refused(void **state)
{
    char folder[64], path[256];
    size_t n;

    (void)state;
    folder_make(folder);
    n = strlen(folder);
    memcpy(path, folder, n + 1);
    for (int i = 0; i <= FEED_PATH_DEPTH_MAX; i++, n += 2) {
        memcpy(path + n, "/d", 3);
        assert_int_equal(mkdir(path, 0777), 0);
    }
    assert_int_equal(fails(folder, "more than 32 deep"), ENT_E_LIMIT);
    folder_remove(folder);
}

static void
each_failing_allocation_is_said(void **state)
{
    char folder[64];
    const char *path = folder;
    ent_error e = {0};
    ent_status st = ENT_E_NOMEM;

    (void)state;
    NEEDS_FAULTS();
    folder_make(folder);
    text_make(folder, "a", "x");
    for (uint64_t nth = 1; st; nth++) {
        feed_paths found = {0};

        FAIL_NTH(ENT_FAULT_ALLOC, nth);
        st = feed_paths_find(&path, 1, &found, &e);
        NO_FAULTS(ENT_FAULT_ALLOC);
        feed_paths_clear(&found);
        assert_true(nth < 10 && (st == ENT_OK || st == ENT_E_NOMEM));
    }
    FAIL_NTH(ENT_FAULT_READ, 1);
    assert_int_equal(fails(folder, "cannot open"), ENT_E_IO);
    NO_FAULTS(ENT_FAULT_READ);
    folder_remove(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_its_files_in_order_of_name),
        cmocka_unit_test(an_empty_folder_has_no_file),
        cmocka_unit_test(a_list_names_files_line_by_line),
        cmocka_unit_test(sizes_are_added_and_streams_have_none),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(a_file_without_permission_is_named),
        cmocka_unit_test(a_link_that_leads_nowhere_is_named),
        cmocka_unit_test(folders_too_deep_are_refused),
        cmocka_unit_test(each_failing_allocation_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

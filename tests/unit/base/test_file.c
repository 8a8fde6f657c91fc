/* test_file.c: whole files are read, hashed, and replaced as a whole or not at all. */
#include "base_test.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int
make_folder(void **state)
{
    (void)state;
    (void)ent_snprintf(folder, sizeof folder, "%s/ent-file-XXXXXX", P_tmpdir);
    return mkdtemp(folder) ? 0 : -1;
}

static char *
in_folder(const char *name)
{
    static char path[128];

    (void)ent_snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int
files_in_folder(void)
{
    DIR *dir = opendir(folder);
    int n = 0;

    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(dir);
    return n;
}

static int
remove_folder(void **state)
{
    char path[400];
    DIR *dir = opendir(folder);

    (void)state;
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.') {
            (void)ent_snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            unlink(path);
        }
    if (dir) closedir(dir);
    return rmdir(folder);
}

static void
holds(const char *path, const char *want)
{
    ent_buf b = {0};
    ent_error e = {0};

    assert_int_equal(ent_file_read(path, &b, &e), ENT_OK);
    assert_string_equal(b.data, want);
    ent_buf_clear(&b);
}

static void
what_is_written_is_read(void **state)
{
    char *path = in_folder("a");

    (void)state;
    assert_int_equal(ent_file_write(path, "one", 3, NULL), ENT_OK);
    holds(path, "one");
    assert_int_equal(ent_file_write(path, "", 0, NULL), ENT_OK);
    holds(path, "");
    assert_int_equal(files_in_folder(), 1);
}

static void
reading_adds_to_what_the_buffer_has(void **state)
{
    char *path = in_folder("a");
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_file_write(path, "two", 3, NULL), ENT_OK);
    assert_int_equal(ent_buf_adds(&b, "one "), ENT_OK);
    assert_int_equal(ent_file_read(path, &b, NULL), ENT_OK);
    assert_string_equal(b.data, "one two");
    ent_buf_clear(&b);
}

static void
a_file_over_the_buffers_maximum_is_refused(void **state)
{
    char *path = in_folder("a");
    ent_buf b = {.max = 5};
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_file_write(path, "123456", 6, NULL), ENT_OK);
    assert_int_equal(ent_buf_adds(&b, "x"), ENT_OK);
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_LIMIT);
    assert_string_equal(b.data, "x");
    assert_string_equal(e.file, path);
    ent_buf_clear(&b);
}

static void
a_missing_file_or_a_folder_is_an_error_with_its_name(void **state)
{
    uint8_t out[ENT_SHA256_BYTES];
    ent_buf b = {0};
    ent_error e = {0};
    char *path = in_folder("no-such-file");

    (void)state;
    assert_int_equal(ent_file_sha256(path, out, &e), ENT_E_IO);
    assert_string_equal(e.file, path);
    HAS(e.text, "No such file");
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_IO);
    assert_int_equal(ent_file_sha256(folder, out, &e), ENT_E_IO);
    HAS(e.text, "directory");
    ent_buf_clear(&b);
}

static void
the_hash_of_a_file_is_that_of_its_bytes(void **state)
{
    char *path = in_folder("a"), hex[ENT_SHA256_HEX_MAX];
    uint8_t out[ENT_SHA256_BYTES];

    (void)state;
    assert_int_equal(ent_file_write(path, "abc", 3, NULL), ENT_OK);
    assert_int_equal(ent_file_sha256(path, out, NULL), ENT_OK);
    ent_hex(out, sizeof out, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
a_replaced_file_stays_as_readable_as_it_was(void **state)
{
    char *path = in_folder("a");
    struct stat about;

    (void)state;
    assert_int_equal(ent_file_write(path, "1", 1, NULL), ENT_OK);
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(ent_file_write(path, "2", 1, NULL), ENT_OK);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void
a_leftover_of_another_writer_is_left_alone(void **state)
{
    char part[128], *path = in_folder("a");

    (void)state;
    (void)ent_snprintf(part, sizeof part, "%s.part%ld-0", path, (long)getpid());
    assert_int_equal(ent_file_write(part, "other", 5, NULL), ENT_OK);
    assert_int_equal(ent_file_write(path, "mine", 4, NULL), ENT_OK);
    holds(part, "other");
    holds(path, "mine");
    assert_int_equal(unlink(part), 0);
}

static void
writing_where_there_is_no_folder_fails(void **state)
{
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_file_write("/no/such/folder/x", "1", 1, &e), ENT_E_IO);
    assert_string_equal(e.file, "/no/such/folder/x");
    assert_int_equal(ent_file_write(folder, "1", 1, &e), ENT_E_IO); /* onto a folder */
    HAS(e.text, "replace");
    assert_int_equal(access(folder, F_OK), 0);
}

static void
a_name_without_a_folder_is_written_here(void **state)
{
    char before[4096];

    (void)state;
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(ent_file_write("here", "x", 1, NULL), ENT_OK);
    holds("here", "x");
    assert_int_equal(chdir(before), 0);
}

static void
each_failing_write_leaves_the_old_file(void **state)
{
    char *path = in_folder("a");
    ent_error e = {0};
    int before, nth;

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_file_write(path, "old", 3, NULL), ENT_OK);
    before = files_in_folder();
    for (nth = 1; nth <= 4; nth++) { /* create, write, sync, rename */
        FAIL_NTH(ENT_FAULT_WRITE, (uint64_t)nth);
        assert_int_equal(ent_file_write(path, "new", 3, &e), ENT_E_IO);
        NO_FAULTS(ENT_FAULT_WRITE);
        holds(path, "old");
        assert_int_equal(files_in_folder(), before);
    }
}

static void
each_failing_read_or_allocation_is_said(void **state)
{
    uint8_t out[ENT_SHA256_BYTES];
    char *path = in_folder("a");
    ent_buf b = {0};
    ent_error e = {0};

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_file_write(path, "text", 4, NULL), ENT_OK);
    FAIL_NTH(ENT_FAULT_READ, 1);
    assert_int_equal(ent_file_sha256(path, out, &e), ENT_E_IO);
    FAIL_NTH(ENT_FAULT_READ, 2);
    assert_int_equal(ent_file_sha256(path, out, &e), ENT_E_IO);
    NO_FAULTS(ENT_FAULT_READ);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_NOMEM);
    FAIL_NTH(ENT_FAULT_ALLOC, 2);
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_buf_clear(&b);
    b.max = 3;
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_LIMIT);
    ent_buf_clear(&b);
}

static void
no_memory_to_keep_or_write_a_file_is_said(void **state)
{
    static char large[5000];
    char *path = in_folder("a");
    ent_buf b = {0};
    ent_error e = {0};

    (void)state;
    NEEDS_FAULTS();
    memset(large, 'x', sizeof large);
    assert_int_equal(ent_file_write(path, large, sizeof large, NULL), ENT_OK);
    FAIL_NTH(ENT_FAULT_ALLOC, 3);
    assert_int_equal(ent_file_read(path, &b, &e), ENT_E_NOMEM);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_file_write(path, "1", 1, &e), ENT_E_NOMEM);
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_buf_clear(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(reading_adds_to_what_the_buffer_has),
        cmocka_unit_test(a_file_over_the_buffers_maximum_is_refused),
        cmocka_unit_test(a_missing_file_or_a_folder_is_an_error_with_its_name),
        cmocka_unit_test(the_hash_of_a_file_is_that_of_its_bytes),
        cmocka_unit_test(a_replaced_file_stays_as_readable_as_it_was),
        cmocka_unit_test(a_leftover_of_another_writer_is_left_alone),
        cmocka_unit_test(writing_where_there_is_no_folder_fails),
        cmocka_unit_test(a_name_without_a_folder_is_written_here),
        cmocka_unit_test(each_failing_write_leaves_the_old_file),
        cmocka_unit_test(each_failing_read_or_allocation_is_said),
        cmocka_unit_test(no_memory_to_keep_or_write_a_file_is_said),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

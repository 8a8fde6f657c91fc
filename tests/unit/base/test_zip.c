/* test_zip.c: what an archive holds is found, in every vintage, and a wrong archive says so. */
#include "zip_make.h"

#include "base/zip.h"

static ent_packed
memory(const ent_buf *b, size_t n)
{
    return (ent_packed){.fd = -1, .bytes = (const uint8_t *)b->data, .size = n};
}

/* Bytes of a member, or the status and why not. */
static ent_status
member_bytes(const ent_packed *from, const ent_zip_member *m, ent_buf *out, ent_error *err)
{
    ent_unpack_part part = {0};
    ent_unpack *u = NULL;
    char block[1000];
    size_t got = 1;
    ent_status st = ent_zip_part(from, m, &part, err);

    ent_buf_reset(out);
    if (st == ENT_OK) st = ent_unpack_open_part(from, &part, &u, err);
    while (st == ENT_OK && got > 0) {
        st = ent_unpack_read(u, block, sizeof block, &got, err);
        if (st == ENT_OK) st = ent_buf_add(out, block, got);
    }
    ent_unpack_close(u);
    return st;
}

static void
three_files(zip_make *z, const char *comment)
{
    zip_add(z, "folder/", "", 0, 0, 0);
    zip_add(z, "folder/c.csv", "third third third\n", 18, 93, 0);
    zip_add(z, "a.csv", "first\n", 6, 0, 0);
    zip_add(z, "b.csv", "second second second\n", 21, 8, 0x808);
    zip_end(z, comment);
}

static void
all_files_of_an_archive_are_read_in_order_of_name(void **state)
{
    static const char *const names[] = {"a.csv", "b.csv", "folder/c.csv"};
    static const char *const texts[] = {"first\n", "second second second\n", "third third third\n"};

    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        zip_make z = {.wide = wide};
        ent_zip zip = {0};
        ent_packed from;
        ent_buf out = {0};
        ent_error e = {0};

        three_files(&z, wide ? "a comment with PK\5\6 in it" : "");
        from = memory(&z.file, z.file.len);
        assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_OK);
        assert_int_equal(zip.n, 3);
        for (size_t i = 0; i < 3; i++) {
            assert_string_equal(zip.members[i].name, names[i]);
            assert_int_equal(member_bytes(&from, &zip.members[i], &out, &e), ENT_OK);
            assert_int_equal(out.len, strlen(texts[i]));
            assert_string_equal(out.data, texts[i]);
        }
        ent_zip_clear(&zip);
        ent_zip_clear(&zip);
        zip_clear(&z);
        ent_buf_clear(&out);
    }
    ent_zip_clear(NULL);
}

static void
an_archive_without_files_is_empty_and_no_error(void **state)
{
    zip_make z = {0};
    ent_zip zip = {0};
    ent_packed from;

    (void)state;
    zip_end(&z, "");
    from = memory(&z.file, z.file.len);
    assert_int_equal(ent_zip_list(&from, &zip, NULL), ENT_OK);
    assert_int_equal(zip.n, 0);
    ent_zip_clear(&zip);
    zip_clear(&z);
}

/* Every shorter part: the list fails, or a file of it does, always with words. */
static void
an_archive_cut_short_anywhere_says_so(void **state)
{
    zip_make z = {0};
    ent_error e = {0};

    (void)state;
    three_files(&z, "");
    for (size_t n = 0; n < z.file.len; n++) {
        ent_zip zip = {0};
        ent_packed from = memory(&z.file, n);

        assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_PARSE);
        HAS(e.text, "cut short");
        ent_zip_clear(&zip);
    }
    zip_clear(&z);
}

/* One byte of the archive changed. */
static void
spoilt(size_t from_end, char byte, ent_status want, const char *why)
{
    zip_make z = {0};
    ent_zip zip = {0};
    ent_packed from;
    ent_error e = {0};

    zip_add(&z, "a.csv", "first\n", 6, 0, 0);
    zip_add(&z, "b.csv", "second\n", 7, 0, 0);
    zip_end(&z, "");
    z.file.data[z.file.len - from_end] = byte;
    from = memory(&z.file, z.file.len);
    assert_int_equal(ent_zip_list(&from, &zip, &e), want);
    HAS(e.text, why);
    ent_zip_clear(&zip);
    zip_clear(&z);
}

static void
a_wrong_directory_is_refused(void **state)
{
    enum { END = 22, ENTRY = 46 + 5 };

    (void)state;
    spoilt(END - 12, '\x7F', ENT_E_PARSE, "is not in the file"); /* its size */
    spoilt(END - 15, '\x7F', ENT_E_LIMIT, "bytes; at most");     /* its size, highest byte */
    spoilt(END - 10, '\x7F', ENT_E_PARSE, "is not in the file"); /* files */
    spoilt(END - 16, '\x01', ENT_E_PARSE, "is damaged");         /* its place */
    spoilt(END + ENTRY, 'X', ENT_E_PARSE, "entry 2 of the zip"); /* the mark of an entry */
    spoilt(END + ENTRY - 28, '\x7F', ENT_E_PARSE, "cut short");  /* length of a name */
    spoilt(END + 1, '\x01', ENT_E_PARSE, "control byte");        /* a name */
    spoilt(END + ENTRY - 42, '\0', ENT_E_PARSE, "overlap");      /* place of a file */
    spoilt(END + ENTRY - 42, '\x7F', ENT_E_PARSE, "which are not there");
    spoilt(END + ENTRY - 23, '\x7F', ENT_E_PARSE, "which are not there"); /* packed size */
}

static void
a_name_of_no_bytes_is_refused(void **state)
{
    zip_make z = {0};
    ent_zip zip = {0};
    ent_packed from;
    ent_error e = {0};

    (void)state;
    zip_add(&z, "", "x", 1, 0, 0);
    zip_end(&z, "");
    from = memory(&z.file, z.file.len);
    assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_LIMIT);
    HAS(e.text, "has 0 bytes");
    ent_zip_clear(&zip);
    zip_clear(&z);
}

static void
too_many_files_are_refused(void **state)
{
    zip_make z = {.wide = true};
    ent_zip zip = {0};
    ent_packed from;
    ent_error e = {0};

    (void)state;
    z.n = ENT_ZIP_MEMBERS_MAX + 1;
    zip_end(&z, "");
    from = memory(&z.file, z.file.len);
    assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_LIMIT);
    HAS(e.text, "1048577 files");
    ent_zip_clear(&zip);
    zip_clear(&z);
}

static void
a_wrong_64_bit_end_is_refused(void **state)
{
    zip_make z = {.wide = true};
    ent_zip zip = {0};
    ent_packed from;
    ent_error e = {0};

    (void)state;
    zip_add(&z, "a.csv", "first\n", 6, 0, 0);
    zip_end(&z, "");
    from = memory(&z.file, z.file.len);
    z.file.data[z.file.len - 22 - 12] ^= 1; /* where the locator points */
    assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_PARSE);
    HAS(e.text, "64-bit end");
    ent_zip_clear(&zip);
    z.file.data[z.file.len - 22 - 12] ^= 1;
    z.file.data[z.file.len - 22 - 20 - 56 - 26] = 0; /* the size of the extra field: 0 of 24 */
    assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_PARSE);
    HAS(e.text, "64-bit size");
    ent_zip_clear(&zip);
    zip_clear(&z);
}

/* What is wrong with one file is said when it is read. */
static void
a_file_that_cannot_be_read_says_why(void **state)
{
    static const struct {
        unsigned method, flags, spoil; /* byte of the archive to change, 0: none */
        const char *why;
    } wrong[] = {{0, 1, 0, "encrypted"},    {14, 0, 0, "method 14"}, {0, 0, 1, "no file at byte 0"},
                 {0, 0, 36, "check sum"},   {8, 0, 36, "damaged"},   {93, 0, 36, "damaged"},
                 {0, 0, 10000, "cut short"}};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        zip_make z = {0};
        ent_zip zip = {0};
        ent_packed from;
        ent_buf out = {0};
        ent_error e = {0};

        zip_add(&z, "a.csv", "first first first first\n", 24, wrong[i].method, wrong[i].flags);
        zip_end(&z, "");
        if (wrong[i].spoil > 0 && wrong[i].spoil < z.file.len) z.file.data[wrong[i].spoil] ^= 0x55;
        from = memory(&z.file, z.file.len);
        assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_OK);
        if (wrong[i].spoil == 10000) zip.members[0].unpacked = 10000;
        assert_int_equal(member_bytes(&from, &zip.members[0], &out, &e), ENT_E_PARSE);
        HAS(e.text, wrong[i].why);
        zip.members[0].header_at = z.file.len;
        assert_int_equal(member_bytes(&from, &zip.members[0], &out, &e), ENT_E_PARSE);
        ent_zip_clear(&zip);
        ent_buf_clear(&out);
        zip_clear(&z);
    }
}

static void
each_failing_allocation_is_said(void **state)
{
    zip_make z = {0};
    ent_packed from;
    ent_error e = {0};

    (void)state;
    NEEDS_FAULTS();
    three_files(&z, "");
    from = memory(&z.file, z.file.len);
    for (uint64_t nth = 1; nth <= 3; nth++) {
        ent_zip zip = {0};

        FAIL_NTH(ENT_FAULT_ALLOC, nth);
        assert_int_equal(ent_zip_list(&from, &zip, &e), ENT_E_NOMEM);
        HAS(e.text, "no memory");
        ent_zip_clear(&zip);
    }
    NO_FAULTS(ENT_FAULT_ALLOC);
    zip_clear(&z);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_files_of_an_archive_are_read_in_order_of_name),
        cmocka_unit_test(an_archive_without_files_is_empty_and_no_error),
        cmocka_unit_test(an_archive_cut_short_anywhere_says_so),
        cmocka_unit_test(a_wrong_directory_is_refused),
        cmocka_unit_test(a_name_of_no_bytes_is_refused),
        cmocka_unit_test(too_many_files_are_refused),
        cmocka_unit_test(a_wrong_64_bit_end_is_refused),
        cmocka_unit_test(a_file_that_cannot_be_read_says_why),
        cmocka_unit_test(each_failing_allocation_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

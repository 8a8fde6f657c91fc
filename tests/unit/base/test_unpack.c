/* test_unpack.c: gzip and zstd are unpacked, whole or with the reason why not, and bombs stop. */
#include "zip_make.h"

#include "base/unpack.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__ /* gcc */
#define ADDRESS_SANITIZER
#elif defined __has_feature /* clang */
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER
#endif
#endif

/* Read all of u, `piece` bytes at a time, into out. */
static ent_status
drain(ent_unpack *u, size_t piece, ent_buf *out, ent_error *err)
{
    char block[5000];
    size_t got = 1;
    ent_status st = ENT_OK;

    while (st == ENT_OK && got > 0) {
        st = ent_unpack_read(u, block, piece, &got, err);
        if (st == ENT_OK && got > 0) st = ent_buf_add(out, block, got);
    }
    return st;
}

static ent_status
unpack(const void *bytes, size_t n, size_t piece, ent_buf *out, ent_error *err)
{
    ent_unpack *u = NULL;
    size_t got = 1;
    char c;
    ent_status st = ent_unpack_open_bytes(bytes, n, &u, err);

    if (st) return st;
    ent_buf_reset(out);
    st = drain(u, piece, out, err);
    assert_int_equal(ent_unpack_read(u, &c, 1, &got, NULL),
                     ENT_OK); /* the end, also after errors */
    assert_int_equal(got, 0);
    ent_unpack_close(u);
    return st;
}

static void
gives(const ent_buf *packed, const char *want)
{
    static const size_t pieces[] = {1, 3, 64, 5000};
    ent_buf out = {0};
    ent_error e = {0};
    size_t i;

    for (i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        assert_int_equal(unpack(packed->data, packed->len, pieces[i], &out, &e), ENT_OK);
        assert_int_equal(out.len, strlen(want));
        assert_memory_equal(out.data ? out.data : "", want, out.len);
    }
    ent_buf_clear(&out);
}

static void
fails(const ent_buf *packed, ent_status status, const char *why)
{
    ent_buf out = {0};
    ent_error e = {0};

    assert_int_equal(unpack(packed->data, packed->len, 5000, &out, &e), status);
    HAS(e.text, why);
    ent_buf_clear(&out);
}

static void
plain_bytes_come_as_they_are(void **state)
{
    ent_buf b = {0};

    (void)state;
    assert_int_equal(ent_buf_adds(&b, ""), ENT_OK);
    gives(&b, "");
    assert_int_equal(ent_buf_adds(&b, "PK"), ENT_OK); /* half a magic number is text */
    gives(&b, "PK");
    assert_int_equal(ent_buf_adds(&b, " and more than eight bytes\n"), ENT_OK);
    gives(&b, "PK and more than eight bytes\n");
    ent_buf_clear(&b);
}

static void
gzip_and_zstd_are_unpacked(void **state)
{
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "hello\n", 6);
    gives(&b, "hello\n");
    ent_buf_reset(&b);
    add_zstd(&b, "hello\n", 6);
    gives(&b, "hello\n");
    ent_buf_reset(&b);
    add_gzip(&b, "", 0);
    gives(&b, "");
    ent_buf_clear(&b);
}

static void
several_members_are_one_stream(void **state)
{
    static const char to_skip[] = "\x50\x2A\x4D\x18\x03\0\0\0xyz"; /* a frame that pzstd writes */
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "one ", 4);
    add_gzip(&b, "", 0);
    add_gzip(&b, "two", 3);
    gives(&b, "one two");
    assert_int_equal(ent_buf_add(&b, "\0\0\0\0", 4), ENT_OK); /* tapes end in zeros */
    gives(&b, "one two");
    ent_buf_reset(&b);
    assert_int_equal(ent_buf_add(&b, to_skip, sizeof to_skip - 1), ENT_OK);
    add_zstd(&b, "one ", 4);
    add_zstd(&b, "two", 3);
    gives(&b, "one two");
    ent_buf_clear(&b);
}

static void
a_large_stream_comes_whole(void **state)
{
    enum { N = 3 << 20 };
    char *text = ent_alloc(N, 1);
    uint32_t x = 1;
    ent_buf gz = {0}, zst = {0}, out = {0};

    (void)state;
    for (size_t i = 0; i < N; i++) {
        x = x * 1664525 + 1013904223;
        text[i] = (char)('a' + (x >> 24) % 20);
    }
    add_gzip(&gz, text, N);
    add_zstd(&zst, text, N);
    assert_int_equal(unpack(gz.data, gz.len, 5000, &out, NULL), ENT_OK);
    assert_int_equal(out.len, N);
    assert_memory_equal(out.data, text, N);
    assert_int_equal(unpack(zst.data, zst.len, 5000, &out, NULL), ENT_OK);
    assert_int_equal(out.len, N);
    assert_memory_equal(out.data, text, N);
    ent_buf_clear(&gz);
    ent_buf_clear(&zst);
    ent_buf_clear(&out);
    ent_free(text);
}

/* Every shorter part of a packed file: what is there comes out, then the reason. */
static void
a_file_cut_short_anywhere_says_so(void **state)
{
    ent_buf packed[2] = {{0}, {0}}, out = {0};
    ent_error e = {0};
    size_t i, n;

    (void)state;
    add_gzip(&packed[0], "hello hello hello hello\n", 24);
    add_zstd(&packed[1], "hello hello hello hello\n", 24);
    for (i = 0; i < 2; i++)
        for (n = i ? 4 : 2; n < packed[i].len; n++) {
            assert_int_equal(unpack(packed[i].data, n, 5000, &out, &e), ENT_E_PARSE);
            HAS(e.text, "cut short");
            assert_memory_equal(out.data ? out.data : "", "hello hello hello hello\n", out.len);
        }
    ent_buf_clear(&packed[0]);
    ent_buf_clear(&packed[1]);
    ent_buf_clear(&out);
}

static void
damaged_bytes_are_said_to_be(void **state)
{
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "hello", 5);
    b.data[b.len - 6] ^= 1; /* in the check sum */
    fails(&b, ENT_E_PARSE, "gzip data is damaged");
    ent_buf_reset(&b);
    add_gzip(&b, "hello", 5);
    assert_int_equal(ent_buf_adds(&b, "what is this"), ENT_OK);
    fails(&b, ENT_E_PARSE, "gzip data is damaged");
    ent_buf_reset(&b);
    add_zstd(&b, "hello", 5);
    b.data[4] ^= 0x08; /* a reserved bit */
    fails(&b, ENT_E_PARSE, "zstd data is damaged");
    ent_buf_clear(&b);
}

static void
archives_that_are_not_read_are_named(void **state)
{
    static const struct {
        const char *bytes, *name;
        size_t n;
    } archives[] = {{"\xFD"
                     "7zXZ\0rest",
                     "xz", 10},
                    {"7z\xBC\xAF\x27\x1Crest", "7z", 10},
                    {"BZh91AY&SY", "bzip2", 10}};
    ent_buf out = {0};
    ent_error e = {0};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(unpack(archives[i].bytes, archives[i].n, 100, &out, &e), ENT_E_PARSE);
        HAS(e.text, archives[i].name);
        HAS(e.text, "unpack it first");
    }
    ent_buf_clear(&out);
}

static void
a_zip_of_one_file_is_that_file(void **state)
{
    static const unsigned methods[] = {0, 8, 93};
    zip_make z = {0};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        zip_add(&z, "a.csv", "hello hello hello\n", 18, methods[i], 0);
        zip_end(&z, "");
        gives(&z.file, "hello hello hello\n");
        zip_clear(&z);
    }
    zip_add(&z, "a.csv", "hello", 5, 0, 0);
    zip_add(&z, "b.csv", "hello", 5, 0, 0);
    zip_end(&z, "");
    fails(&z.file, ENT_E_PARSE, "zip archive of 2 files; want one");
    z.file.len -= 4;
    fails(&z.file, ENT_E_PARSE, "cut short");
    zip_clear(&z);
    zip_end(&z, "");
    fails(&z.file, ENT_E_PARSE, "zip archive of 0 files; want one");
    zip_clear(&z);
}

static void
a_zip_file_is_read_from_disk_and_not_from_a_stream(void **state)
{
    char path[64];
    zip_make z = {0};
    ent_unpack *u = NULL;
    ent_buf out = {0};
    ent_error e = {0};
    int way[2];

    (void)state;
    zip_add(&z, "a.csv", "hello hello hello\n", 18, 8, 0);
    zip_end(&z, "");
    (void)ent_snprintf(path, sizeof path, "%s/ent-unpack-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, z.file.data, z.file.len, NULL), ENT_OK);
    assert_int_equal(ent_unpack_open_file(path, &u, NULL), ENT_OK);
    assert_int_equal(drain(u, 7, &out, NULL), ENT_OK);
    assert_string_equal(out.data, "hello hello hello\n");
    ent_unpack_close(u);
    assert_int_equal(unlink(path), 0);

    assert_int_equal(pipe(way), 0);
    assert_int_equal(write(way[1], z.file.data, z.file.len), (ssize_t)z.file.len);
    assert_int_equal(close(way[1]), 0);
    (void)ent_snprintf(path, sizeof path, "/dev/fd/%d", way[0]);
    assert_int_equal(ent_unpack_open_file(path, &u, NULL), ENT_OK);
    assert_int_equal(drain(u, 7, &out, &e), ENT_E_PARSE);
    HAS(e.text, "cannot be read from a stream");
    ent_unpack_close(u);
    assert_int_equal(close(way[0]), 0);
    ent_buf_clear(&out);
    zip_clear(&z);
}

/* All of a part; small ones come at once, those that are odd as a stream. */
static ent_status
drain_part(const ent_buf *b, ent_packing packing, size_t cut, ent_buf *out, ent_error *err)
{
    const ent_packed from = {-1, (const uint8_t *)b->data, b->len - cut};
    const ent_unpack_part part = {.packing = packing, .packed = b->len - cut};
    ent_unpack *u = NULL;
    ent_status st;

    ent_buf_reset(out);
    assert_int_equal(ent_unpack_open_part(&from, &part, &u, err), ENT_OK);
    st = drain(u, 7, out, err);
    if (st == ENT_OK) assert_int_equal(ent_unpack_taken(u), from.size);
    ent_unpack_close(u);
    return st;
}

static void
a_part_is_unpacked_at_once_or_as_a_stream(void **state)
{
    ent_buf b = {0}, out = {0};
    ent_error e = {0};

    (void)state;
    add_gzip(&b, "hello hello hello\n", 18);
    assert_int_equal(drain_part(&b, ENT_PACKING_GZIP, 0, &out, &e), ENT_OK);
    assert_string_equal(out.data, "hello hello hello\n");
    assert_int_equal(drain_part(&b, ENT_PACKING_GZIP, 3, &out, &e), ENT_E_PARSE);
    HAS(e.text, "cut short: it ends at byte");
    add_gzip(&b, "more\n", 5);
    assert_int_equal(drain_part(&b, ENT_PACKING_GZIP, 0, &out, &e), ENT_OK);
    assert_string_equal(out.data, "hello hello hello\nmore\n");
    ent_buf_reset(&b);
    assert_int_equal(drain_part(&b, ENT_PACKING_GZIP, 0, &out, &e), ENT_OK);
    assert_int_equal(out.len, 0);
    ent_buf_clear(&b);
    ent_buf_clear(&out);
}

/* As many zeros as gzip can make of few bytes. */
static void
a_bomb_stops_at_the_named_limit(void **state)
{
    enum { N = 100 << 20 };
    static const size_t small = 64 << 20;
    char *zeros = ent_alloc(N, 1);
    ent_buf b = {0}, out = {0};
    ent_error e = {0};

    (void)state;
    add_gzip(&b, zeros, N);
    assert_int_equal(unpack(b.data, b.len, 5000, &out, &e), ENT_E_LIMIT);
    HAS(e.text, "64 MiB");
    assert_true(out.len <= small + ENT_EXPANSION_MAX * b.len + 5000);
    ent_buf_reset(&b);
    add_zstd(&b, zeros, N);
    assert_int_equal(unpack(b.data, b.len, 5000, &out, &e), ENT_E_LIMIT);
    ent_buf_reset(&b);
    add_gzip(&b, zeros, small); /* the first 64 MiB are free */
    assert_int_equal(unpack(b.data, b.len, 5000, &out, &e), ENT_OK);
    assert_int_equal(out.len, small);
    ent_buf_clear(&b);
    ent_buf_clear(&out);
    ent_free(zeros);
}

/* A frame by hand: its window is 2^27 or 2^28 bytes, its one raw block "a,b\n". */
static void
make_frame(char frame[13], int window)
{
    memcpy(frame,
           "\x28\xB5\x2F\xFD\x00\x88\x21\x00\x00"
           "a,b\n",
           13);
    frame[5] = (char)((window - 10) << 3);
}

static void
a_zstd_window_over_128_mib_is_refused(void **state)
{
    char frame[13];
    ent_buf out = {0};
    ent_error e = {0};

    (void)state;
    make_frame(frame, 27);
    assert_int_equal(unpack(frame, sizeof frame, 100, &out, &e), ENT_OK);
    assert_string_equal(out.data, "a,b\n");
    make_frame(frame, 28);
    assert_int_equal(unpack(frame, sizeof frame, 100, &out, &e), ENT_E_LIMIT);
    HAS(e.text, "128 MiB");
    ent_buf_clear(&out);
}

static void
no_memory_for_a_zstd_window_is_said(void **state)
{
#ifdef ADDRESS_SANITIZER
    (void)state;
    skip(); /* its shadow memory is beyond any limit */
#else
    struct rlimit old, low = {64 << 20, 64 << 20};
    char frame[13];
    ent_buf out = {0};
    ent_error e = {0};
    ent_status st;

    (void)state;
    if (getenv("LD_PRELOAD") && strstr(getenv("LD_PRELOAD"), "vgpreload"))
        skip(); /* valgrind would be the one to run out of memory */
    make_frame(frame, 27);
    assert_int_equal(getrlimit(RLIMIT_AS, &old), 0);
    low.rlim_max = old.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_AS, &low), 0);
    st = unpack(frame, sizeof frame, 100, &out, &e);
    assert_int_equal(setrlimit(RLIMIT_AS, &old), 0);
    assert_int_equal(st, ENT_E_NOMEM);
    HAS(e.text, "no memory to unpack zstd");
    ent_buf_clear(&out);
#endif
}

static void
a_file_that_is_not_there_is_named(void **state)
{
    ent_unpack *u = NULL;
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_unpack_open_file("no-such-file", &u, &e), ENT_E_IO);
    assert_string_equal(e.file, "no-such-file");
    HAS(e.text, "cannot open: No such file");
    assert_int_equal(ent_unpack_open_file(".", &u, &e), ENT_E_IO);
    HAS(e.text, "directory");
    assert_null(u);
    ent_unpack_close(NULL);
}

static void
a_file_gives_its_bytes(void **state)
{
    char path[64];
    ent_unpack *u = NULL;
    ent_buf out = {0};

    (void)state;
    (void)ent_snprintf(path, sizeof path, "%s/ent-unpack-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, "some text that is long enough", 29, NULL), ENT_OK);
    assert_int_equal(ent_unpack_open_file(path, &u, NULL), ENT_OK);
    assert_int_equal(drain(u, 7, &out, NULL), ENT_OK);
    assert_string_equal(out.data, "some text that is long enough");
    ent_unpack_close(u);
    ent_buf_clear(&out);
    assert_int_equal(unlink(path), 0);
}

static void
each_failing_allocation_is_said(void **state)
{
    ent_buf packed[2] = {{0}, {0}}, out = {0};
    size_t i;
    uint64_t nth;

    (void)state;
    NEEDS_FAULTS();
    assert_int_equal(ent_buf_adds(&out, "room for what comes, so that only unpacking fails"),
                     ENT_OK);
    add_gzip(&packed[0], "hello hello hello", 17);
    add_zstd(&packed[1], "hello hello hello", 17);
    for (i = 0; i < 2; i++) {
        ent_error e = {0};

        for (nth = 1; nth <= (i == 0 ? 4 : 3); nth++) {
            FAIL_NTH(ENT_FAULT_ALLOC, nth);
            assert_int_equal(unpack(packed[i].data, packed[i].len, 5, &out, &e), ENT_E_NOMEM);
            HAS(e.text, "no memory");
        }
    }
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_buf_clear(&packed[0]);
    ent_buf_clear(&packed[1]);
    ent_buf_clear(&out);
}

static void
a_failing_read_is_said_after_what_came(void **state)
{
    enum { N = 200000 };
    char path[64], *text;
    ent_unpack *u = NULL;
    ent_buf out = {0};
    ent_error e = {0};

    (void)state;
    NEEDS_FAULTS();
    text = ent_alloc(N, 1);
    memset(text, 'x', N);
    (void)ent_snprintf(path, sizeof path, "%s/ent-unpack-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, text, N, NULL), ENT_OK);
    FAIL_NTH(ENT_FAULT_READ, 1);
    assert_int_equal(ent_unpack_open_file(path, &u, &e), ENT_E_IO);
    FAIL_NTH(ENT_FAULT_READ, 2);
    assert_int_equal(ent_unpack_open_file(path, &u, &e), ENT_OK);
    assert_int_equal(drain(u, 100, &out, &e), ENT_E_IO);
    assert_int_equal(out.len, 0);
    ent_unpack_close(u);
    FAIL_NTH(ENT_FAULT_READ, 3);
    assert_int_equal(ent_unpack_open_file(path, &u, &e), ENT_OK);
    assert_int_equal(drain(u, 100, &out, &e), ENT_E_IO);
    assert_int_equal(out.len, 1 << 16);
    HAS(e.text, "cannot read");
    ent_unpack_close(u);
    NO_FAULTS(ENT_FAULT_READ);
    assert_int_equal(unlink(path), 0);
    ent_buf_clear(&out);
    ent_free(text);
}

static void
a_failing_read_within_packed_data_is_said(void **state)
{
    enum { N = 400000 };
    char path[64], *text;
    uint32_t x = 1;
    ent_unpack *u = NULL;
    ent_buf packed = {0}, out = {0};
    ent_error e = {0};

    (void)state;
    NEEDS_FAULTS();
    text = ent_alloc(N, 1);
    for (size_t i = 0; i < N; i++) {
        x = x * 1664525 + 1013904223;
        text[i] = (char)(x >> 24);
    }
    add_gzip(&packed, text, N);
    (void)ent_snprintf(path, sizeof path, "%s/ent-unpack-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, packed.data, packed.len, NULL), ENT_OK);
    FAIL_NTH(ENT_FAULT_READ, 4);
    assert_int_equal(ent_unpack_open_file(path, &u, &e), ENT_OK);
    assert_int_equal(drain(u, 5000, &out, &e), ENT_E_IO);
    assert_true(out.len > 50000 && out.len < N);
    assert_memory_equal(out.data, text, out.len);
    NO_FAULTS(ENT_FAULT_READ);
    ent_unpack_close(u);
    assert_int_equal(unlink(path), 0);
    ent_buf_clear(&packed);
    ent_buf_clear(&out);
    ent_free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_bytes_come_as_they_are),
        cmocka_unit_test(gzip_and_zstd_are_unpacked),
        cmocka_unit_test(several_members_are_one_stream),
        cmocka_unit_test(a_large_stream_comes_whole),
        cmocka_unit_test(a_file_cut_short_anywhere_says_so),
        cmocka_unit_test(damaged_bytes_are_said_to_be),
        cmocka_unit_test(archives_that_are_not_read_are_named),
        cmocka_unit_test(a_zip_of_one_file_is_that_file),
        cmocka_unit_test(a_zip_file_is_read_from_disk_and_not_from_a_stream),
        cmocka_unit_test(a_part_is_unpacked_at_once_or_as_a_stream),
        cmocka_unit_test(a_bomb_stops_at_the_named_limit),
        cmocka_unit_test(a_zstd_window_over_128_mib_is_refused),
        cmocka_unit_test(no_memory_for_a_zstd_window_is_said),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
        cmocka_unit_test(a_file_gives_its_bytes),
        cmocka_unit_test(each_failing_allocation_is_said),
        cmocka_unit_test(a_failing_read_is_said_after_what_came),
        cmocka_unit_test(a_failing_read_within_packed_data_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

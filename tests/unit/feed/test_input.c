/* test_input.c: every kind of file gives the same bytes, and a hostile one ends in a message. */
#include "files.h"

#include "feed/feed_priv.h"

enum { BIG = 3 << 20 };

/* Text that packs well and has no short period. */
static void
big_text(ent_buf *out)
{
    uint32_t x = 1;

    while (out->len < BIG) {
        x = x * 1664525 + 1013904223;
        assert_int_equal(ent_buf_addf(out, "%u\tUSA\tGBR\n", x >> 20), ENT_OK);
    }
}

/* The whole stream, `piece` bytes at a time; with or without a look at its head first. */
static ent_status
drain(feed_stream *s, size_t piece, bool head_first, ent_buf *out, ent_error *err)
{
    char *block = malloc(piece);
    const char *head = NULL;
    size_t n = 0, got = 1;
    bool whole = false;
    ent_status st = ENT_OK;

    ent_buf_reset(out);
    if (head_first) st = feed_stream_head(s, &head, &n, &whole, err);
    while (!st && got > 0) {
        st = feed_stream_read(s, out->len, block, piece, &got, err);
        if (!st) st = ent_buf_add(out, block, got);
        if (!st && got < piece) break;
    }
    if (!st && head_first) {
        assert_true(n <= out->len && memcmp(head, out->data, n) == 0);
        assert_int_equal(whole, n == out->len && n < FEED_HEAD_MAX);
    }
    free(block);
    return st;
}

/* The one stream of a path. */
static ent_status
read_path(const char *path, size_t piece, bool head_first, ent_buf *out, ent_error *err)
{
    feed_input *in = NULL;
    feed_stream *s = NULL;
    ent_status st = feed_input_open(&path, 1, &in, err);

    if (!st) st = feed_input_next(in, &s, err);
    if (!st) st = drain(s, piece, head_first, out, err);
    feed_stream_close(s);
    feed_input_close(in);
    return st;
}

static void
gives(const char *path, const ent_buf *want)
{
    static const size_t pieces[] = {1 << 12, 100000, BIG * 2};
    ent_buf out = {0};
    ent_error e = {0};

    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(read_path(path, pieces[i / 2], i % 2, &out, &e), ENT_OK);
        assert_int_equal(out.len, want->len);
        assert_memory_equal(out.data, want->data, want->len);
    }
    ent_buf_clear(&out);
}

static void
fails(const char *path, ent_status want, const char *why)
{
    ent_buf out = {0};
    ent_error e = {0};

    assert_int_equal(read_path(path, 100000, true, &out, &e), want);
    HAS(e.text, why);
    assert_true(e.file[0] != '\0');
    ent_buf_clear(&out);
}

static void
every_packing_gives_the_same_bytes(void **state)
{
    char folder[64];
    ent_buf text = {0}, packed = {0};
    zip_make z = {0};

    (void)state;
    folder_make(folder);
    big_text(&text);
    file_make(folder, "a.csv", text.data, text.len);
    gives(in_folder(folder, "a.csv"), &text);
    add_gzip(&packed, text.data, text.len);
    file_make(folder, "a.csv.gz", packed.data, packed.len);
    gives(in_folder(folder, "a.csv.gz"), &text);
    ent_buf_reset(&packed);
    add_zstd(&packed, text.data, text.len);
    file_make(folder, "a.csv.zst", packed.data, packed.len);
    gives(in_folder(folder, "a.csv.zst"), &text);
    zip_add(&z, "a.csv", text.data, text.len, 8, 0);
    zip_end(&z, "");
    file_make(folder, "a.zip", z.file.data, z.file.len);
    gives(in_folder(folder, "a.zip"), &text);
    folder_remove(folder);
    zip_clear(&z);
    ent_buf_clear(&text);
    ent_buf_clear(&packed);
}

/* Above ENT_UNPACK_WHOLE_MAX, and with more than one member, gzip comes as a stream. */
static void
large_and_many_member_gzip_comes_whole(void **state)
{
    char folder[64];
    ent_buf once = {0}, text = {0}, packed = {0};

    (void)state;
    folder_make(folder);
    big_text(&once);
    add_gzip(&packed, once.data, once.len);
    add_gzip(&packed, once.data, once.len);
    assert_int_equal(ent_buf_add(&text, once.data, once.len), ENT_OK);
    assert_int_equal(ent_buf_add(&text, once.data, once.len), ENT_OK);
    file_make(folder, "two.gz", packed.data, packed.len);
    gives(in_folder(folder, "two.gz"), &text);
    ent_buf_reset(&packed);
    add_gzip(&packed, text.data, text.len);
    file_make(folder, "large.gz", packed.data, packed.len);
    gives(in_folder(folder, "large.gz"), &text);
    folder_remove(folder);
    ent_buf_clear(&once);
    ent_buf_clear(&text);
    ent_buf_clear(&packed);
}

static void
members_of_an_archive_are_streams_side_by_side(void **state)
{
    char folder[64];
    zip_make z = {0};
    feed_input *in = NULL;
    feed_stream *s[3] = {NULL};
    ent_buf out = {0};
    ent_error e = {0};
    const char *paths[2];
    uint64_t files, bytes, size;

    (void)state;
    folder_make(folder);
    zip_add(&z, "b.csv", "second", 6, 8, 0);
    zip_add(&z, "a.csv", "first", 5, 0, 0);
    zip_end(&z, "");
    file_make(folder, "x.zip", z.file.data, z.file.len);
    text_make(folder, "y.csv", "third");
    paths[0] = in_folder(folder, "x.zip");
    paths[1] = in_folder(folder, "y.csv");
    assert_int_equal(feed_input_open(paths, 2, &in, &e), ENT_OK);
    feed_input_totals(in, &files, &bytes);
    assert_int_equal(files, 2);
    assert_int_equal(bytes, z.file.len + 5);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(feed_input_next(in, &s[i], &e), ENT_OK);
    assert_string_equal(feed_stream_name(s[0]), "x.zip:a.csv");
    assert_string_equal(feed_stream_name(s[1]), "x.zip:b.csv");
    assert_string_equal(feed_stream_name(s[2]), "y.csv");
    assert_string_equal(feed_stream_path(s[1]), paths[0]);
    assert_false(feed_stream_named(s[0]));
    assert_true(feed_stream_named(s[2]));
    assert_false(feed_stream_ends_file(s[0]));
    assert_true(feed_stream_ends_file(s[1]));
    assert_false(feed_stream_can_seek(s[1], &size));
    assert_true(feed_stream_can_seek(s[2], &size) && size == 5);
    s[0] = (feed_stream_close(s[0]), NULL);
    assert_int_equal(drain(s[1], 100, false, &out, &e), ENT_OK);
    assert_string_equal(out.data, "second");
    assert_true(feed_stream_disk_bytes(s[1], 6) > 0);
    assert_int_equal(feed_stream_disk_bytes(s[2], 4), 4);
    feed_stream_close(s[1]);
    assert_int_equal(drain(s[2], 3, true, &out, &e), ENT_OK);
    assert_string_equal(out.data, "third");
    feed_stream_close(s[2]);
    assert_int_equal(feed_input_next(in, &s[0], &e), ENT_END);
    feed_input_close(in);
    feed_input_close(NULL);
    feed_stream_close(NULL);
    folder_remove(folder);
    zip_clear(&z);
    ent_buf_clear(&out);
}

static void
an_empty_file_is_a_stream_of_nothing(void **state)
{
    char folder[64];
    ent_buf nothing = {0};

    (void)state;
    folder_make(folder);
    assert_int_equal(ent_buf_adds(&nothing, ""), ENT_OK);
    text_make(folder, "a.csv", "");
    gives(in_folder(folder, "a.csv"), &nothing);
    folder_remove(folder);
    ent_buf_clear(&nothing);
}

static void
standard_input_is_a_stream_packed_or_not(void **state)
{
    ent_buf packed = {0}, out = {0};
    ent_error e = {0};
    int way[2], saved = dup(STDIN_FILENO);
    const char *path = "-";
    feed_input *in = NULL;
    feed_stream *s = NULL;
    uint64_t files, bytes, size;

    (void)state;
    add_gzip(&packed, "hello\n", 6);
    assert_int_equal(pipe(way), 0);
    assert_int_equal(write(way[1], packed.data, packed.len), (ssize_t)packed.len);
    assert_int_equal(close(way[1]), 0);
    assert_int_equal(dup2(way[0], STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(way[0]), 0);
    assert_int_equal(feed_input_open(&path, 1, &in, &e), ENT_OK);
    feed_input_totals(in, &files, &bytes);
    assert_int_equal(bytes, 0);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_OK);
    assert_null(feed_stream_path(s));
    assert_string_equal(feed_stream_name(s), "-");
    assert_false(feed_stream_can_seek(s, &size));
    assert_int_equal(drain(s, 4, true, &out, &e), ENT_OK);
    assert_string_equal(out.data, "hello\n");
    feed_stream_close(s);
    feed_input_close(in);
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(close(saved), 0);
    ent_buf_clear(&packed);
    ent_buf_clear(&out);
}

/* Each kind of pack without its last bytes. */
static void
a_pack_cut_short_says_where(void **state)
{
    char folder[64];
    ent_buf text = {0}, packed = {0};
    zip_make z = {0};

    (void)state;
    folder_make(folder);
    big_text(&text);
    add_gzip(&packed, text.data, text.len);
    file_make(folder, "a.gz", packed.data, packed.len - 5000);
    fails(in_folder(folder, "a.gz"), ENT_E_PARSE, "cut short: it ends at byte");
    ent_buf_reset(&packed);
    add_zstd(&packed, text.data, text.len);
    file_make(folder, "a.zst", packed.data, packed.len - 5);
    fails(in_folder(folder, "a.zst"), ENT_E_PARSE, "cut short: it ends at byte");
    zip_add(&z, "a.csv", text.data, text.len, 8, 0);
    zip_end(&z, "");
    file_make(folder, "a.zip", z.file.data, z.file.len / 2);
    fails(in_folder(folder, "a.zip"), ENT_E_PARSE, "zip archive is cut short");
    z.file.data[z.file.len / 2] ^= 0x55;
    file_make(folder, "b.zip", z.file.data, z.file.len);
    fails(in_folder(folder, "b.zip"), ENT_E_PARSE, "damaged");
    folder_remove(folder);
    zip_clear(&z);
    ent_buf_clear(&text);
    ent_buf_clear(&packed);
}

/* What cannot be read stops the run or is skipped, as the caller likes. */
static void
archives_that_are_not_read_are_refused_and_can_be_skipped(void **state)
{
    char folder[64];
    const char *path = folder;
    zip_make z = {0};
    feed_input *in = NULL;
    feed_stream *s = NULL;
    ent_error e = {0};

    (void)state;
    folder_make(folder);
    zip_end(&z, "");
    file_make(folder, "1.zip", z.file.data, z.file.len);
    zip_clear(&z);
    zip_add(&z, "a.csv", "x", 1, 0, 1);
    zip_add(&z, "b.csv", "x", 1, 0, 0);
    zip_end(&z, "");
    file_make(folder, "2.zip", z.file.data, z.file.len);
    file_make(folder, "3.xz",
              "\xFD"
              "7zXZ\0rest",
              10);
    text_make(folder, "4.csv", "x");
    assert_int_equal(feed_input_open(&path, 1, &in, &e), ENT_OK);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_E_FORMAT);
    HAS(e.text, "holds no file");
    HAS(e.file, "1.zip");
    feed_input_skip(in);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_E_PARSE);
    HAS(e.text, "encrypted");
    HAS(e.file, "2.zip:a.csv");
    assert_int_equal(feed_input_next(in, &s, &e), ENT_E_PARSE); /* again, until it is skipped */
    feed_input_skip(in);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_E_FORMAT);
    HAS(e.text, "xz archive");
    feed_input_skip(in);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_OK);
    assert_string_equal(feed_stream_name(s), "4.csv");
    feed_stream_close(s);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_END);
    feed_input_skip(in);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_END);
    feed_input_close(in);
    folder_remove(folder);
    zip_clear(&z);
}

static void
a_file_that_went_away_is_named(void **state)
{
    char folder[64];
    const char *path = folder;
    feed_input *in = NULL;
    feed_stream *s = NULL;
    ent_error e = {0};

    (void)state;
    folder_make(folder);
    text_make(folder, "a.csv", "x");
    assert_int_equal(feed_input_open(&path, 1, &in, &e), ENT_OK);
    assert_int_equal(unlink(in_folder(folder, "a.csv")), 0);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_E_IO);
    HAS(e.text, "cannot open: No such file");
    HAS(e.file, "a.csv");
    feed_input_close(in);
    folder_remove(folder);
}

/* Zeros, as many as deflate can make of a small archive. */
static void
a_bomb_stops_at_the_named_limit(void **state)
{
    enum { N = 84 << 20, PIECE = 1 << 20 };
    char folder[64];
    const char *path;
    zip_make z = {0};
    char *zeros = ent_alloc(N, 1), *block = ent_alloc(PIECE, 1);
    feed_input *in = NULL;
    feed_stream *s = NULL;
    ent_error e = {0};
    uint64_t at = 0;
    size_t got = 1;
    ent_status st;

    (void)state;
    folder_make(folder);
    zip_add(&z, "a.csv", zeros, N, 8, 0);
    zip_end(&z, "");
    file_make(folder, "a.zip", z.file.data, z.file.len);
    path = in_folder(folder, "a.zip");
    assert_int_equal(feed_input_open(&path, 1, &in, &e), ENT_OK);
    assert_int_equal(feed_input_next(in, &s, &e), ENT_OK);
    while ((st = feed_stream_read(s, at, block, PIECE, &got, &e)) == ENT_OK && got > 0)
        at += got;
    assert_int_equal(st, ENT_E_LIMIT);
    HAS(e.text, "64 MiB and 200 times");
    assert_true(at < N);
    feed_stream_close(s);
    feed_input_close(in);
    folder_remove(folder);
    zip_clear(&z);
    ent_free(zeros);
    ent_free(block);
}

static void
each_failing_allocation_and_read_is_said(void **state)
{
    static const char *const names[] = {"a.csv", "a.gz", "a.zip"};
    char folder[64];
    ent_buf gz = {0}, out = {0};
    zip_make z = {0};

    (void)state;
    NEEDS_FAULTS();
    folder_make(folder);
    text_make(folder, "a.csv", "hello\n");
    add_gzip(&gz, "hello\n", 6);
    file_make(folder, "a.gz", gz.data, gz.len);
    zip_add(&z, "a.csv", "hello\n", 6, 8, 0);
    zip_end(&z, "");
    file_make(folder, "a.zip", z.file.data, z.file.len);
    assert_int_equal(ent_buf_adds(&out, "room for what comes"), ENT_OK);
    for (int kind = 0; kind < 2; kind++)
        for (size_t i = 0; i < 3; i++) {
            ent_status st = ENT_E_NOMEM;

            for (uint64_t nth = 1; st; nth++) {
                ent_error e = {0};

                FAIL_NTH(kind ? ENT_FAULT_READ : ENT_FAULT_ALLOC, nth);
                st = read_path(in_folder(folder, names[i]), 100, true, &out, &e);
                NO_FAULTS(kind ? ENT_FAULT_READ : ENT_FAULT_ALLOC);
                if (st) HAS(e.text, kind ? "cannot" : "no memory");
                assert_true(nth < 40);
            }
            assert_string_equal(out.data, "hello\n");
        }
    folder_remove(folder);
    zip_clear(&z);
    ent_buf_clear(&gz);
    ent_buf_clear(&out);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_packing_gives_the_same_bytes),
        cmocka_unit_test(large_and_many_member_gzip_comes_whole),
        cmocka_unit_test(members_of_an_archive_are_streams_side_by_side),
        cmocka_unit_test(an_empty_file_is_a_stream_of_nothing),
        cmocka_unit_test(standard_input_is_a_stream_packed_or_not),
        cmocka_unit_test(a_pack_cut_short_says_where),
        cmocka_unit_test(archives_that_are_not_read_are_refused_and_can_be_skipped),
        cmocka_unit_test(a_file_that_went_away_is_named),
        cmocka_unit_test(a_bomb_stops_at_the_named_limit),
        cmocka_unit_test(each_failing_allocation_and_read_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_safety.c: hostile files end in a message or a rejected row, in little memory, and what was
 * good before and beside them is kept. */
#include "files.h"

#include <pthread.h>
#include <sys/resource.h>

#include "entente/feed.h"

static const char good_row[] =
    "881990832\t20191024\t201910\t2019\t2019."
    "8055\tCHNGOV\tCHINA\tCHN\t\t\t\t\tGOV\t\t\tRUS\tRUSSIA\t"
    "RUS\t\t\t\t\t\t\t\t1\t036\t036\t03\t1\t4.0\t5\t2\t3\t-4.5\t0\t\t\t\t\t\t\t\t0\t\t\t\t\t\t\t\t0"
    "\t\t\t\t\t\t\t\t20191024143000\thttps://example.org/a\n";

/* A run over paths into a table that the caller clears. */
static ent_status
run(const char *const *paths, size_t n, int threads, ent_event_table *t, ent_feed_summary *sum,
    ent_error *err)
{
    ent_ref *ref = NULL;
    ent_feed_options o = {.paths = paths, .n_paths = n, .threads = threads};
    ent_status st;

    ent_event_table_init(t, false);
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    o.ref = ref;
    st = ent_feed_run(&o, &t->sink, sum, err);
    ent_ref_close(ref);
    return st;
}

static void
fails(const char *path, ent_status want, const char *why)
{
    ent_event_table t = {0};
    ent_feed_summary sum = {0};
    ent_error e = {0};

    for (int threads = 1; threads < 3; threads++) {
        assert_int_equal(run(&path, 1, threads, &t, &sum, &e), want);
        HAS(e.text, why);
        assert_int_equal(t.n_commits, 0);
        ent_event_table_clear(&t);
    }
}

static long
peak_mib(void)
{
    struct rusage u;

    assert_int_equal(getrusage(RUSAGE_SELF, &u), 0);
    return u.ru_maxrss >> 10;
}

/* ---- a line that does not end --------------------------------------------------------------- */

typedef struct flow {
    int fd;
    size_t bytes;
} flow;

/* A good row, one line of x without end, a good row; into a pipe. */
static void *
pour(void *arg)
{
    const flow *f = arg;
    char block[1 << 16];
    size_t left = f->bytes;

    memset(block, 'x', sizeof block);
    assert_true(write(f->fd, good_row, sizeof good_row - 1) > 0);
    while (left > 0) {
        ssize_t w = write(f->fd, block, left < sizeof block ? left : sizeof block);

        if (w <= 0) break;
        left -= (size_t)w;
    }
    assert_true(write(f->fd, "\n2", 2) > 0);
    assert_true(write(f->fd, good_row, sizeof good_row - 1) > 0);
    assert_int_equal(close(f->fd), 0);
    return NULL;
}

static void
a_line_of_a_gigabyte_is_rejected_in_little_memory(void **state)
{
    const size_t bytes = getenv("ENTENTE_LONG_TESTS") ? (size_t)1 << 30 : (size_t)64 << 20;
    int way[2];
    flow f;
    pthread_t thread;
    char path[32];
    const char *paths = path;
    ent_event_table t = {0};
    ent_feed_summary sum = {0};
    ent_error e = {0};
    long before = peak_mib();

    (void)state;
    assert_int_equal(pipe(way), 0);
    f = (flow){way[1], bytes};
    assert_int_equal(pthread_create(&thread, NULL, pour, &f), 0);
    (void)ent_snprintf(path, sizeof path, "/dev/fd/%d", way[0]);
    assert_int_equal(run(&paths, 1, 1, &t, &sum, &e), ENT_OK);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(close(way[0]), 0);
    assert_int_equal(sum.rows, 3);
    assert_int_equal(sum.kept, 2);
    assert_int_equal(sum.rejected, 1);
    assert_int_equal(t.n_rejects, 1);
    assert_int_equal(t.rejects[0].row, 2);
    assert_int_equal(t.rejects[0].byte, sizeof good_row - 1);
    HAS(t.rejects[0].text, "longer than 1048576 bytes (ENT_FEED_LINE_MAX)");
    assert_true(peak_mib() - before < 48);
    ent_event_table_clear(&t);
}

/* A hole in a file reads as NULs: a line of 1 GB that takes no disk. */
static void
a_file_of_nothing_but_a_hole_is_refused_at_once(void **state)
{
    char folder[64];
    const char *path;

    (void)state;
    folder_make(folder);
    text_make(folder, "a.csv", "");
    path = in_folder(folder, "a.csv");
    assert_int_equal(truncate(path, (off_t)1 << 30), 0);
    fails(path, ENT_E_FORMAT, "");
    folder_remove(folder);
}

static void
a_row_of_too_many_fields_is_rejected(void **state)
{
    char folder[64];
    const char *path = folder;
    ent_buf text = {0};
    ent_event_table t = {0};
    ent_feed_summary sum = {0};
    ent_error e = {0};

    (void)state;
    folder_make(folder);
    assert_int_equal(ent_buf_adds(&text, good_row), ENT_OK);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(ent_buf_addc(&text, '\t'), ENT_OK);
    file_make(folder, "a.csv", text.data, text.len);
    assert_int_equal(run(&path, 1, 2, &t, &sum, &e), ENT_OK);
    assert_int_equal(sum.kept, 1);
    assert_int_equal(sum.rejected, 1);
    HAS(t.rejects[0].text, "columns; want 61");
    ent_event_table_clear(&t);
    ent_buf_clear(&text);
    folder_remove(folder);
}

/* ---- packed files --------------------------------------------------------------------------- */

static void
packs_cut_short_commit_nothing(void **state)
{
    char folder[64];
    ent_buf text = {0}, packed = {0};
    zip_make z = {0};

    (void)state;
    folder_make(folder);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(ent_buf_addf(&text, "%d%s", i, good_row), ENT_OK);
    add_gzip(&packed, text.data, text.len);
    file_make(folder, "a.gz", packed.data, packed.len - 9);
    fails(in_folder(folder, "a.gz"), ENT_E_PARSE, "cut short: it ends at byte");
    ent_buf_reset(&packed);
    add_zstd(&packed, text.data, text.len);
    file_make(folder, "a.zst", packed.data, packed.len - 9);
    fails(in_folder(folder, "a.zst"), ENT_E_PARSE, "cut short: it ends at byte");
    zip_add(&z, "a.csv", text.data, text.len, 8, 0);
    zip_end(&z, "");
    file_make(folder, "a.zip", z.file.data, z.file.len - 9);
    fails(in_folder(folder, "a.zip"), ENT_E_PARSE, "zip archive is cut short");
    zip_clear(&z);
    zip_end(&z, "");
    file_make(folder, "b.zip", z.file.data, z.file.len);
    fails(in_folder(folder, "b.zip"), ENT_E_FORMAT, "holds no file");
    zip_clear(&z);
    ent_buf_clear(&text);
    ent_buf_clear(&packed);
    folder_remove(folder);
}

/* Behind a good row, zeros without end: they are one line, and the archive unpacks to too much. */
static void
a_bomb_ends_the_run_with_its_limit(void **state)
{
    enum { N = 84 << 20 };
    char folder[64], *bytes = ent_alloc(N, 1);
    zip_make z = {0};
    long before;

    (void)state;
    folder_make(folder);
    memcpy(bytes, good_row, sizeof good_row - 1);
    zip_add(&z, "a.csv", bytes, N, 8, 0);
    zip_end(&z, "");
    ent_free(bytes);
    file_make(folder, "a.zip", z.file.data, z.file.len);
    before = peak_mib();
    fails(in_folder(folder, "a.zip"), ENT_E_LIMIT, "64 MiB and 200 times");
    assert_true(peak_mib() - before < 48);
    zip_clear(&z);
    folder_remove(folder);
}

/* ---- folders -------------------------------------------------------------------------------- */

/* Of 40 packed files of many rows each, on several threads, nothing is lost or counted twice. */
static void
packed_files_side_by_side_lose_nothing(void **state)
{
    enum { FILES = 40, ROWS = 200 };
    char folder[64], name[32];
    const char *path = folder;
    ent_buf text = {0}, packed = {0};

    (void)state;
    folder_make(folder);
    for (int k = 0; k < FILES; k++) {
        ent_buf_reset(&text);
        ent_buf_reset(&packed);
        for (int i = 0; i < ROWS; i++)
            assert_int_equal(ent_buf_addf(&text, "%d%s", k * ROWS + i, good_row), ENT_OK);
        if (k % 2)
            add_gzip(&packed, text.data, text.len);
        else
            add_zstd(&packed, text.data, text.len);
        (void)ent_snprintf(name, sizeof name, "%02d.csv.pack", k);
        file_make(folder, name, packed.data, packed.len);
    }
    for (int threads = 1; threads < 5; threads++) {
        ent_event_table t = {0};
        ent_feed_summary sum = {0};
        ent_error e = {0};

        assert_int_equal(run(&path, 1, threads, &t, &sum, &e), ENT_OK);
        assert_int_equal(sum.files, FILES);
        assert_int_equal(sum.kept, FILES * ROWS);
        assert_int_equal(t.n_cells, 1);
        for (size_t i = 1; i < t.n_segments; i++)
            assert_true(strcmp(t.segments[i - 1].file, t.segments[i].file) < 0);
        ent_event_table_clear(&t);
    }
    ent_buf_clear(&text);
    ent_buf_clear(&packed);
    folder_remove(folder);
}

/* What is of no feed is passed over where nobody named it, told of, and refused where somebody did.
 */
static void
other_files_in_a_folder_are_passed_over_and_told(void **state)
{
    char folder[64];
    const char *path = folder, *named;
    zip_make z = {0};
    ent_buf big = {0}, other = {0};

    (void)state;
    folder_make(folder);
    text_make(folder, "README", "what these files are\n");
    assert_int_equal(ent_buf_addf(&other, "7%s", good_row), ENT_OK);
    file_make(folder, "b.csv", other.data, other.len);
    while (big.len < 300000)
        assert_int_equal(ent_buf_adds(&big, "a,b,c\n1,2,3\n"), ENT_OK);
    file_make(folder, "big.csv", big.data, big.len);
    zip_add(&z, "a.csv", good_row, sizeof good_row - 1, 8, 0);
    zip_add(&z, "licence.txt", big.data, big.len, 8, 0);
    zip_end(&z, "");
    file_make(folder, "z.zip", z.file.data, z.file.len);
    for (int threads = 1; threads < 4; threads++) {
        ent_event_table t = {0};
        ent_feed_summary sum = {0};
        ent_error e = {0};

        assert_int_equal(run(&path, 1, threads, &t, &sum, &e), ENT_OK);
        assert_int_equal(sum.kept, 2);
        assert_int_equal(sum.rejected, 0); /* these are no rows */
        assert_int_equal(t.n_rejects, 3);
        HAS(t.rejects[0].text, "README");
        HAS(t.rejects[1].text, "big.csv");
        HAS(t.rejects[2].text, "licence.txt");
        assert_int_equal(sum.files, 4);
        ent_event_table_clear(&t);
    }
    named = in_folder(folder, "README");
    fails(named, ENT_E_FORMAT, "README");
    zip_clear(&z);
    ent_buf_clear(&big);
    ent_buf_clear(&other);
    folder_remove(folder);
}

static void
a_file_that_is_not_there_is_said_before_anything_is_read(void **state)
{
    (void)state;
    fails("no-such-file", ENT_E_IO, "cannot open");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_a_gigabyte_is_rejected_in_little_memory),
        cmocka_unit_test(a_file_of_nothing_but_a_hole_is_refused_at_once),
        cmocka_unit_test(a_row_of_too_many_fields_is_rejected),
        cmocka_unit_test(packs_cut_short_commit_nothing),
        cmocka_unit_test(a_bomb_ends_the_run_with_its_limit),
        cmocka_unit_test(packed_files_side_by_side_lose_nothing),
        cmocka_unit_test(other_files_in_a_folder_are_passed_over_and_told),
        cmocka_unit_test(a_file_that_is_not_there_is_said_before_anything_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_run.c: whole runs: the same cells by any width, thread, memory and block; commits, stops. */
#include "feed_test.h"

/* Rows of all kinds, good and bad, as a seeded throw of dice makes them. */
static void
put_any(ent_buf *out, dice *d)
{
    static const char *const codes[] = {"CHN", "RUS", "USA", "EUR", "", "QQX", "DEU", "SUN", "ROM"};
    static const char *const types[] = {"", "GOV", "MIL", "BUS", "ZZZ"};
    static const char *const days[] = {"20191024", "20191023", "20181024", "20090301", "19850101"};
    static const char *const events[] = {"036", "010", "190", "0211", "042", ""};
    static const char *const tones[] = {"1.5", "-4.743083", "0", "-0.00051", "12.3456789"};
    char id[16], mentions[16], url[160];
    unsigned kind = dice_below(d, 40), pad = dice_below(d, 120);
    test_row r = {.id = id, .mentions = mentions, .url = url};

    snprintf(id, sizeof id, "%u", dice_below(d, 5000));
    snprintf(mentions, sizeof mentions, "%u", dice_below(d, 30));
    snprintf(
        url, sizeof url, "http://a.org/%u/%.*s%s", dice_below(d, 50), (int)pad,
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        kind == 3 ? "\xC3\xA3" : "");
    r.from = codes[dice_below(d, COUNT(codes))];
    r.to = codes[dice_below(d, COUNT(codes))];
    r.from_type = types[dice_below(d, COUNT(types))];
    r.day = days[dice_below(d, COUNT(days))];
    r.code = events[dice_below(d, COUNT(events))];
    r.tone = tones[dice_below(d, COUNT(tones))];
    if (kind == 0) r.tone = "x";
    put_columns(out, r, kind == 1 ? 58 : kind == 2 ? 300 : 61);
    if (kind == 4) put(out, "\xFF");
    if (kind == 5) assert_int_equal(ent_buf_addc(out, '\0'), ENT_OK);
    put(out, kind == 6 ? "\r\n" : kind == 7 ? "\n\n" : "\n");
    if (kind == 8) put(out, "\"\n");
}

static void
make_any(ent_buf *out, unsigned rows, uint64_t seed)
{
    dice d = {seed};

    put_row(out, (test_row){0});
    for (unsigned i = 0; i < rows; i++)
        put_any(out, &d);
    put_columns(out, (test_row){.id = "99"}, 61);
}

static const ent_watch watched[] = {{"CHN", "RUS"}};

static void
any_width_thread_memory_and_block_give_the_same(void **state)
{
    static const feed_sizes sizes[] = {{20000, 0}, {20000, 64}, {20000, 4096}, {20000, 999}};
    ent_buf text = {0};
    ent_event_table want, got;
    ent_feed_summary first, sum;
    ent_feed_options o = {.watch = watched, .n_watch = 1, .commit_bytes = 35000};

    (void)state;
    make_any(&text, 700, 3);
    first = run_bytes(text.data, text.len, &o, &sizes[0], &want);
    check_account(&first, &want);
    assert_true(want.n_reports > 5 && want.n_rejects > 50 && first.segments > 5);
    assert_true(first.commits > 2);
    for (int i = 0; i < 32; i++) {
        o.simd = i % 5;
        o.threads = i % 4;
        o.memory_bytes = i % 3 == 1 ? 2000 : i % 3 == 2 ? 20000 : 0;
        if (o.simd && !feed_scan_of_width(o.simd)) continue;
        sum = run_bytes(text.data, text.len, &o, &sizes[i % 4], &got);
        check_same(&want, &got);
        assert_memory_equal(&sum, &first, sizeof sum);
        assert_int_equal(got.n_segments, want.n_segments);
        for (size_t s = 0; s < got.n_segments; s++) {
            assert_string_equal(got.segments[s].digest, want.segments[s].digest);
            assert_int_equal(got.segments[s].first_row, want.segments[s].first_row);
            assert_int_equal(got.segments[s].first_byte, want.segments[s].first_byte);
        }
        ent_event_table_clear(&got);
    }
    ent_event_table_clear(&want);
    ent_buf_clear(&text);
}

static void
segments_lie_end_to_end(void **state)
{
    const feed_sizes sizes = {.segment_bytes = 3000, .block_bytes = 512};
    ent_buf text = {0};
    ent_event_table t;
    uint64_t byte = 0;

    (void)state;
    make_any(&text, 200, 5);
    run_bytes(text.data, text.len, NULL, &sizes, &t);
    assert_true(t.n_segments > 10);
    for (size_t i = 0; i < t.n_segments; i++) {
        assert_int_equal(t.segments[i].first_byte, byte);
        byte += t.segments[i].n_bytes;
        assert_true(i == 0 || text.data[t.segments[i].first_byte - 1] == '\n');
        assert_string_equal(t.segments[i].feed, "gdelt-2");
    }
    assert_int_equal(byte, text.len);
    ent_event_table_clear(&t);
    ent_buf_clear(&text);
}

static void
rejects_say_row_and_byte_whatever_the_segments(void **state)
{
    const feed_sizes sizes = {.segment_bytes = 2000, .block_bytes = 100};
    ent_buf text = {0};
    ent_event_table t;

    (void)state;
    make_any(&text, 300, 11);
    run_bytes(text.data, text.len, NULL, &sizes, &t);
    assert_true(t.n_rejects > 20);
    for (size_t i = 0; i < t.n_rejects; i++) {
        uint64_t row = 1;

        for (uint64_t k = 0; k < t.rejects[i].byte; k++)
            row += text.data[k] == '\n';
        assert_int_equal(t.rejects[i].row, row);
        assert_true(t.rejects[i].byte == 0 || text.data[t.rejects[i].byte - 1] == '\n');
    }
    ent_event_table_clear(&t);
    ent_buf_clear(&text);
}

static void
the_same_file_twice_changes_nothing(void **state)
{
    const feed_sizes sizes = {.segment_bytes = 5000};
    const char *paths[2];
    ent_buf text = {0};
    test_file a, b;
    ent_event_table t;
    ent_feed_summary sum = {0};
    ent_ref *ref = test_ref();
    ent_feed_options o = {.ref = ref, .paths = paths, .n_paths = 2, .threads = 2};

    (void)state;
    make_any(&text, 100, 8);
    file_make(&a, text.data, text.len);
    file_make(&b, text.data, text.len);
    paths[0] = a.path;
    paths[1] = b.path;
    ent_event_table_init(&t, false);
    assert_int_equal(feed_run_sized(&o, &sizes, &t.sink, &sum, NULL), ENT_OK);
    assert_int_equal(sum.files, 2);
    assert_int_equal(sum.files_known, 1);
    assert_int_equal(2 * sum.segments_known, sum.segments);
    check_account(&sum, &t);
    ent_event_table_clear(&t);
    ent_ref_close(ref);
    file_remove(&a);
    file_remove(&b);
    ent_buf_clear(&text);
}

static bool
stop_at_once(void *ctx, const ent_feed_progress *at)
{
    ent_feed_progress *last = ctx;

    *last = *at;
    return false;
}

static void
a_stop_commits_what_was_read(void **state)
{
    const feed_sizes sizes = {.segment_bytes = 3000};
    ent_feed_progress at = {0};
    ent_feed_options o = {.progress = stop_at_once, .progress_ctx = &at, .threads = 2};
    ent_buf text = {0};
    ent_event_table t;
    ent_feed_summary sum;

    (void)state;
    make_any(&text, 300, 9);
    sum = run_bytes(text.data, text.len, &o, &sizes, &t);
    assert_true(sum.stopped);
    assert_int_equal(sum.segments, 1);
    assert_int_equal(t.n_commits, 1);
    assert_int_equal(at.bytes_total, text.len);
    assert_true(at.bytes >= 3000 && at.bytes < 4000);
    assert_int_equal(at.rows, sum.rows);
    check_account(&sum, &t);
    ent_event_table_clear(&t);
    ent_buf_clear(&text);
}

static void
a_line_that_is_too_long_is_one_rejected_row(void **state)
{
    static const feed_sizes sizes[] = {{0, 0}, {100000, 4096}, {400000, 65536}};
    ent_buf text = {.max = 8 << 20};
    ent_event_table t;
    size_t at;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    at = text.len;
    for (int i = 0; i < 1500000 / 100; i++)
        put(&text,
            "0123456789\t123456789012345678901234567890123456789012345678901234567890123456789"
            "01234567890123456789");
    put(&text, "\n");
    put_row(&text, (test_row){.id = "2"});
    for (size_t i = 0; i < COUNT(sizes); i++) {
        ent_feed_summary sum = run_bytes(text.data, text.len, NULL, &sizes[i], &t);

        assert_int_equal(sum.rows, 3);
        assert_int_equal(sum.kept, 2);
        check_reject(&t, 0, 2, at, "ENT_FEED_LINE_MAX");
        ent_event_table_clear(&t);
    }
    ent_buf_clear(&text);
}

static ent_status
run_wrong(const char *path, ent_feed_options o, ent_error *err)
{
    ent_event_table t;
    ent_feed_summary sum;
    ent_status st = run_file(path, &o, NULL, &t, &sum, err);

    assert_int_equal(t.n_commits, 0);
    ent_event_table_clear(&t);
    return st;
}

static void
wrong_wishes_are_refused(void **state)
{
    ent_error err = {0};
    ent_buf text = {0};
    test_file f;
    const ent_watch nobody[] = {{"QQX", NULL}};

    (void)state;
    put_row(&text, (test_row){0});
    file_make(&f, text.data, text.len);
    assert_int_equal(run_wrong(f.path, (ent_feed_options){.simd = 9}, &err), ENT_E_DOMAIN);
    assert_int_equal(run_wrong(f.path, (ent_feed_options){.feed = "none"}, &err), ENT_E_UNKNOWN);
    assert_int_equal(run_wrong(f.path, (ent_feed_options){.watch = nobody, .n_watch = 1}, &err),
                     ENT_E_UNKNOWN);
    assert_int_equal(run_wrong("/nowhere/at/all.csv", (ent_feed_options){0}, &err), ENT_E_IO);
    file_remove(&f);
    file_make(&f, "a,b\n", 4);
    assert_int_equal(run_wrong(f.path, (ent_feed_options){0}, &err), ENT_E_FORMAT);
    assert_non_null(strstr(err.text, "61 columns"));
    assert_int_equal(run_wrong(f.path, (ent_feed_options){.threads = 3}, &err), ENT_E_FORMAT);
    file_remove(&f);
    ent_buf_clear(&text);
}

static void
spilling_without_a_folder_is_an_error(void **state)
{
    ent_buf text = {0};
    test_file f;
    const char *path = f.path;
    ent_event_table t;
    ent_error err = {0};
    ent_ref *ref = test_ref();
    ent_feed_options o = {.ref = ref, .paths = &path, .n_paths = 1, .memory_bytes = 1000};

    (void)state;
    make_any(&text, 300, 4);
    file_make(&f, text.data, text.len);
    ent_event_table_init(&t, false);
    assert_int_equal(ent_feed_run(&o, &t.sink, NULL, &err), ENT_E_LIMIT);
    assert_non_null(strstr(err.text, "memory_bytes (1000)"));
    ent_event_table_clear(&t);
    ent_ref_close(ref);
    file_remove(&f);
    ent_buf_clear(&text);
}

static ent_status
refuse_cells(ent_event_sink *sink, const ent_event_cell *cells, size_t n, ent_error *err)
{
    (void)sink, (void)cells, (void)n;
    return ent_fail(err, ENT_E_IO, "the disk is full");
}

static void
what_the_sink_says_ends_the_run(void **state)
{
    ent_buf text = {0};
    test_file f;
    const char *path = f.path;
    ent_event_table t;
    ent_error err = {0};
    ent_ref *ref = test_ref();
    ent_feed_options o = {.ref = ref, .paths = &path, .n_paths = 1, .threads = 2};
    const feed_sizes sizes = {.segment_bytes = 2000};

    (void)state;
    make_any(&text, 300, 4);
    file_make(&f, text.data, text.len);
    ent_event_table_init(&t, false);
    t.sink.cells = refuse_cells;
    assert_int_equal(feed_run_sized(&o, &sizes, &t.sink, NULL, &err), ENT_E_IO);
    assert_string_equal(err.text, "the disk is full");
    assert_int_equal(t.n_commits, 0);
    ent_event_table_clear(&t);
    ent_ref_close(ref);
    file_remove(&f);
    ent_buf_clear(&text);
}

static void
an_empty_file_is_no_row_and_no_error(void **state)
{
    ent_event_table t;
    ent_feed_summary sum = run_bytes("", 0, NULL, NULL, &t);

    (void)state;
    assert_int_equal(sum.files, 1);
    assert_int_equal(sum.rows, 0);
    assert_int_equal(t.n_segments, 0);
    ent_event_table_clear(&t);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("any width, thread, memory and block give the same",
             any_width_thread_memory_and_block_give_the_same),
        FACT("segments lie end to end", segments_lie_end_to_end),
        FACT("rejects say row and byte whatever the segments",
             rejects_say_row_and_byte_whatever_the_segments),
        FACT("the same file twice changes nothing", the_same_file_twice_changes_nothing),
        FACT("a stop commits what was read", a_stop_commits_what_was_read),
        FACT("a line that is too long is one rejected row",
             a_line_that_is_too_long_is_one_rejected_row),
        FACT("wrong wishes are refused", wrong_wishes_are_refused),
        FACT("spilling without a folder is an error", spilling_without_a_folder_is_an_error),
        FACT("what the sink says ends the run", what_the_sink_says_ends_the_run),
        FACT("an empty file is no row and no error", an_empty_file_is_no_row_and_no_error),
    };

    return RUN(tests);
}

/* test_lines.c: any line end, encoding and packing gives lines of UTF-8, or the reason and place.
 */
#include "pack.h"

#include "base/lines_priv.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* All lines of l as "row@byte:text|"; an error as "row@byte:!status|". */
static void
tell(ent_lines *l, ent_buf *out)
{
    ent_error e = {0};
    const char *line;
    size_t n;
    ent_status st;
    int errors = 0;

    ent_buf_reset(out);
    while ((st = ent_lines_next(l, &line, &n, &e)) != ENT_END) {
        if (st == ENT_OK) {
            assert_int_equal(strlen(line), n);
            assert_true(ent_utf8_valid(line, n));
            assert_int_equal(
                ent_buf_addf(out, "%d@%d:%s|", (int)ent_lines_row(l), (int)ent_lines_byte(l), line),
                ENT_OK);
        } else {
            assert_int_equal(e.status, st);
            assert_int_equal(e.row, ent_lines_row(l));
            assert_int_equal(e.byte, ent_lines_byte(l));
            assert_string_equal(e.file, ent_lines_name(l));
            assert_int_equal(ent_buf_addf(out, "%d@%d:!%d|", (int)e.row, (int)e.byte, (int)st),
                             ENT_OK);
            assert_true(++errors < 100);
        }
    }
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_END);
}

static void
lines_are(const void *bytes, size_t n, ent_encoding encoding, const char *want)
{
    ent_lines *l = NULL;
    ent_buf out = {0};

    assert_int_equal(ent_lines_open_bytes(bytes, n, "made-up", encoding, &l, NULL), ENT_OK);
    tell(l, &out);
    assert_string_equal(out.data ? out.data : "", want);
    ent_lines_close(l);
    ent_buf_clear(&out);
}
#define LINES(bytes, want) lines_are(bytes, sizeof bytes - 1, ENT_ENC_AUTO, want)
#define LINES_IN(bytes, encoding, want) lines_are(bytes, sizeof bytes - 1, encoding, want)

/* The message of the first error. */
static void
complains(const void *bytes, size_t n, ent_encoding encoding, ent_status want, const char *why)
{
    ent_lines *l = NULL;
    ent_error e = {0};
    const char *line;
    size_t line_n;
    ent_status st;

    assert_int_equal(ent_lines_open_bytes(bytes, n, "made-up", encoding, &l, NULL), ENT_OK);
    while ((st = ent_lines_next(l, &line, &line_n, &e)) == ENT_OK) {}
    assert_int_equal(st, want);
    HAS(e.text, why);
    ent_lines_close(l);
}
#define COMPLAINS(bytes, encoding, want, why) \
    complains(bytes, sizeof bytes - 1, encoding, want, why)

static void
each_kind_of_line_end_gives_the_same_lines(void **state)
{
    (void)state;
    LINES("a\nbc\nd\n", "1@0:a|2@2:bc|3@5:d|");
    LINES("a\r\nbc\r\nd\r\n", "1@0:a|2@3:bc|3@7:d|");
    LINES("a\rbc\rd\r", "1@0:a|2@2:bc|3@5:d|");
    LINES("a\nb\rc\r\nd", "1@0:a|2@2:b|3@4:c|4@7:d|");
    LINES("a\n\rb", "1@0:a|2@2:|3@3:b|");
}

static void
the_last_line_needs_no_line_end(void **state)
{
    (void)state;
    LINES("", "");
    LINES("a", "1@0:a|");
    LINES("\n", "1@0:|");
    LINES("\r\n", "1@0:|");
    LINES("\r", "1@0:|");
    LINES("\n\n", "1@0:|2@1:|");
    LINES("a\r\n\r\nb\r\n", "1@0:a|2@3:|3@5:b|");
}

static void
a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    (void)state;
    LINES("\xEF\xBB\xBF"
          "a\nb",
          "1@3:a|2@5:b|");
    LINES_IN("\xEF\xBB\xBF\xC3\xA9\n", ENT_ENC_CP1252, "1@3:\xC3\xA9|"); /* the mark knows better */
    LINES("\xEF\xBB\xBF", "");
    LINES("\xEF\xBB", "1@0:\xC3\xAF\xC2\xBB|");
    LINES("\xEF\xBB\xBF\xE9\nb", "1@3:!5|2@5:b|");
}

static void
utf16_is_refused_with_the_way_out(void **state)
{
    (void)state;
    LINES("\xFF\xFE"
          "a\0b\0",
          "1@0:!5|");
    LINES("\xFE\xFF\0a\0b", "1@0:!5|");
    COMPLAINS("\xFF\xFE"
              "a\0",
              ENT_ENC_AUTO, ENT_E_PARSE, "UTF-16 text");
    COMPLAINS("\xFF\xFE", ENT_ENC_AUTO, ENT_E_PARSE, "save it as UTF-8");
}

static void
without_a_mark_utf8_comes_before_windows(void **state)
{
    (void)state;
    LINES("C\xC3\xB4te\nC\xF4te\n", "1@0:C\xC3\xB4te|2@6:C\xC3\xB4te|");
    LINES("a\x81z\nb\n", "1@0:!5|2@4:b|");
    COMPLAINS("\x81", ENT_ENC_AUTO, ENT_E_PARSE, "neither UTF-8 nor Windows-1252");
}

static void
an_encoding_given_is_believed(void **state)
{
    (void)state;
    LINES_IN("plain\n\xC3\xB4\n", ENT_ENC_UTF8, "1@0:plain|2@6:\xC3\xB4|");
    LINES_IN("a\n\xF4\nb", ENT_ENC_UTF8, "1@0:a|2@2:!5|3@4:b|");
    LINES_IN("a\n\xC3\xB4\nb", ENT_ENC_CP1252, "1@0:a|2@2:\xC3\x83\xC2\xB4|3@5:b|");
    LINES_IN("a\n\x9D\nb", ENT_ENC_CP1252, "1@0:a|2@2:!5|3@4:b|");
    LINES_IN("C\x99te\rb", ENT_ENC_MACROMAN, "1@0:C\xC3\xB4te|2@5:b|");
    COMPLAINS("\xF4", ENT_ENC_UTF8, ENT_E_PARSE, "not valid UTF-8");
    COMPLAINS("\x9D", ENT_ENC_CP1252, ENT_E_PARSE, "not valid Windows-1252");
}

static void
a_nul_byte_costs_its_own_line(void **state)
{
    (void)state;
    LINES("a\nb\0c\nd\n", "1@0:a|2@2:!5|3@6:d|");
    LINES_IN("a\0\n\0\nd\n", ENT_ENC_MACROMAN, "1@0:!5|2@3:!5|3@5:d|");
    COMPLAINS("\0", ENT_ENC_AUTO, ENT_E_PARSE, "NUL byte");
}

/* n bytes 'x', with an end of its own; "a" before and "b" behind it. */
static char *
text_with_long_line(size_t n, const char *end, size_t *size)
{
    char *text = ent_alloc(n + 8, 1);
    size_t at = 2;

    assert_non_null(text);
    memcpy(text, "a\n", 2);
    memset(text + at, 'x', n);
    at += n;
    memcpy(text + at, end, strlen(end));
    at += strlen(end);
    text[at++] = 'b';
    *size = at;
    return text;
}

static void
the_longest_line_is_a_mebibyte(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    ent_lines *l;
    const char *line;
    size_t size, n;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char *text = text_with_long_line(ENT_LINE_MAX, ends[i], &size);

        assert_int_equal(ent_lines_open_bytes(text, size, "x", ENT_ENC_AUTO, &l, NULL), ENT_OK);
        assert_int_equal(ent_lines_next(l, &line, &n, NULL), ENT_OK);
        assert_int_equal(ent_lines_next(l, &line, &n, NULL), ENT_OK);
        assert_int_equal(n, ENT_LINE_MAX);
        assert_int_equal(line[n - 1], 'x');
        assert_int_equal(ent_lines_next(l, &line, &n, NULL), ENT_OK);
        assert_string_equal(line, "b");
        assert_int_equal(ent_lines_byte(l), size - 1);
        ent_lines_close(l);
        ent_free(text);
    }
}

static void
a_longer_line_is_passed_over(void **state)
{
    static const size_t sizes[] = {ENT_LINE_MAX + 1, ENT_LINE_MAX + 300000, 9 << 20};
    char want[64];
    size_t size;

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char *text = text_with_long_line(sizes[i], "\n", &size);

        (void)ent_snprintf(want, sizeof want, "1@0:a|2@2:!8|3@%d:b|", (int)size - 1);
        lines_are(text, size, ENT_ENC_AUTO, want);
        lines_are(text, size - 2, ENT_ENC_AUTO, "1@0:a|2@2:!8|"); /* it ends with the file */
        lines_are(text, size - 1, ENT_ENC_AUTO, "1@0:a|2@2:!8|");
        complains(text, size, ENT_ENC_AUTO, ENT_E_LIMIT, "over 1 MiB");
        ent_free(text);
    }
}

/* 700,000 lines of all lengths, so that each meets the block's edges somewhere. */
static void
no_line_is_lost_at_the_edge_of_a_block(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    ent_buf text = {0};

    (void)state;
    for (size_t e = 0; e < 3; e++) {
        ent_lines *l = NULL;
        const char *line;
        uint64_t byte = 0;
        size_t n, i;

        ent_buf_reset(&text);
        for (i = 0; i < 100000; i++)
            assert_int_equal(ent_buf_addf(&text, "%.*s%zu%s", (int)(i % 37),
                                          "----------------------------------------", i, ends[e]),
                             ENT_OK);
        assert_int_equal(ent_lines_open_bytes(text.data, text.len, "x", ENT_ENC_AUTO, &l, NULL),
                         ENT_OK);
        for (i = 0; i < 100000; i++) {
            char want[64];

            (void)ent_snprintf(want, sizeof want, "%.*s%zu", (int)(i % 37),
                               "----------------------------------------", i);
            assert_int_equal(ent_lines_next(l, &line, &n, NULL), ENT_OK);
            assert_string_equal(line, want);
            assert_int_equal(ent_lines_row(l), i + 1);
            assert_int_equal(ent_lines_byte(l), byte);
            byte += n + strlen(ends[e]);
        }
        assert_int_equal(ent_lines_next(l, &line, &n, NULL), ENT_END);
        ent_lines_close(l);
    }
    ent_buf_clear(&text);
}

static void
packed_files_give_the_lines_of_their_text(void **state)
{
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "a\nb", 3);
    add_gzip(&b, "c\nd", 3);
    lines_are(b.data, b.len, ENT_ENC_AUTO, "1@0:a|2@2:bc|3@5:d|");
    ent_buf_reset(&b);
    add_zstd(&b,
             "\xEF\xBB\xBF"
             "a\r\nb\r\n",
             9);
    lines_are(b.data, b.len, ENT_ENC_AUTO, "1@3:a|2@6:b|");
    ent_buf_clear(&b);
}

static void
a_packed_file_cut_short_gives_its_whole_lines_and_the_reason(void **state)
{
    ent_buf b = {0};

    (void)state;
    add_gzip(&b, "a\nb\nc", 5);
    lines_are(b.data, b.len - 1, ENT_ENC_AUTO, "1@0:a|2@2:b|3@4:!5|"); /* c may be half a line */
    complains(b.data, b.len - 1, ENT_ENC_AUTO, ENT_E_PARSE, "cut short");
    ent_buf_clear(&b);
}

static void
a_bomb_gives_the_limit_and_then_the_end(void **state)
{
    enum { N = 100 << 20 };
    char *text = ent_alloc(N, 1);
    ent_lines *l = NULL;
    ent_buf b = {0};
    ent_error e = {0};
    const char *line;
    size_t n;
    ent_status st;

    (void)state;
    memset(text, '\n', N);
    add_gzip(&b, text, N);
    ent_free(text);
    assert_int_equal(ent_lines_open_bytes(b.data, b.len, "bomb", ENT_ENC_AUTO, &l, NULL), ENT_OK);
    while ((st = ent_lines_next(l, &line, &n, &e)) == ENT_OK) {}
    assert_int_equal(st, ENT_E_LIMIT);
    assert_true(e.row > 64 << 20);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_END);
    ent_lines_close(l);
    ent_buf_clear(&b);
}

static void
a_file_is_read_under_its_name_and_standard_input_under_its(void **state)
{
    char path[64];
    ent_lines *l = NULL;
    ent_buf out = {0};
    int fd, saved = dup(STDIN_FILENO);

    (void)state;
    (void)ent_snprintf(path, sizeof path, "%s/ent-lines-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, "a\nb", 3, NULL), ENT_OK);
    assert_int_equal(ent_lines_open(path, ENT_ENC_AUTO, &l, NULL), ENT_OK);
    assert_string_equal(ent_lines_name(l), path);
    tell(l, &out);
    assert_string_equal(out.data, "1@0:a|2@2:b|");
    ent_lines_close(l);

    fd = open(path, O_RDONLY);
    assert_true(fd >= 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    close(fd);
    assert_int_equal(ent_lines_open("-", ENT_ENC_AUTO, &l, NULL), ENT_OK);
    assert_string_equal(ent_lines_name(l), "standard input");
    tell(l, &out);
    assert_string_equal(out.data, "1@0:a|2@2:b|");
    ent_lines_close(l);
    if (saved >= 0) {
        assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
        close(saved);
    }
    assert_int_equal(unlink(path), 0);
    ent_buf_clear(&out);
}

static void
a_file_that_is_not_there_is_an_error(void **state)
{
    ent_lines *l = NULL;
    ent_error e = {0};

    (void)state;
    assert_int_equal(ent_lines_open("no-such-file", ENT_ENC_AUTO, &l, &e), ENT_E_IO);
    assert_string_equal(e.file, "no-such-file");
    assert_null(l);
    ent_lines_close(NULL);
}

static void
a_mark_brings_the_lines_back(void **state)
{
    static const char text[] = "a\r\nb\rc\r\nd";
    ent_lines *l = NULL;
    char *line = NULL;
    size_t n = 0;

    (void)state;
    assert_int_equal(ent_lines_open_bytes(text, sizeof text - 1, "x", ENT_ENC_AUTO, &l, NULL),
                     ENT_OK);
    assert_false(ent_lines_rewind(l));
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    ent_lines_mark(l);
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_string_equal(line, "b");
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_true(ent_lines_rewind(l));
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_string_equal(line, "b");
    assert_int_equal(ent_lines_row(l), 2);
    assert_int_equal(ent_lines_byte(l), 3);
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_string_equal(line, "c");
    ent_lines_mark(l);
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_string_equal(line, "d");
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_END);
    assert_true(ent_lines_rewind(l));
    assert_int_equal(ent_lines_next_mutable(l, &line, &n, NULL), ENT_OK);
    assert_string_equal(line, "d");
    ent_lines_mark(l);
    ent_lines_unmark(l);
    assert_false(ent_lines_rewind(l));
    ent_lines_close(l);
}

static void
each_failing_allocation_is_said(void **state)
{
    char *text;
    size_t size, n;
    const char *line;
    ent_error e = {0};
    ent_lines *l = NULL;
    uint64_t nth;

    (void)state;
    NEEDS_FAULTS();
    for (nth = 1; nth <= 5; nth++) {
        FAIL_NTH(ENT_FAULT_ALLOC, nth);
        assert_int_equal(ent_lines_open_bytes("a", 1, "x", ENT_ENC_AUTO, &l, &e), ENT_E_NOMEM);
        assert_null(l);
    }
    NO_FAULTS(ENT_FAULT_ALLOC);

    text = text_with_long_line(400000, "\n", &size); /* longer than the first block */
    assert_int_equal(ent_lines_open_bytes(text, size, "x", ENT_ENC_AUTO, &l, &e), ENT_OK);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_OK);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_E_NOMEM);
    HAS(e.text, "long line");
    assert_int_equal(e.row, 2);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_END);
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_lines_close(l);
    ent_free(text);

    assert_int_equal(ent_lines_open_bytes("\xF4\nb", 3, "x", ENT_ENC_AUTO, &l, &e), ENT_OK);
    FAIL_NTH(ENT_FAULT_ALLOC, 1);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_E_NOMEM);
    HAS(e.text, "convert");
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_OK);
    assert_string_equal(line, "b");
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_lines_close(l);
}

static void
a_failing_read_is_said_with_its_place(void **state)
{
    char path[64];
    ent_lines *l = NULL;
    ent_error e = {0};
    const char *line;
    size_t n;

    (void)state;
    NEEDS_FAULTS();
    (void)ent_snprintf(path, sizeof path, "%s/ent-lines-%ld", P_tmpdir, (long)getpid());
    assert_int_equal(ent_file_write(path, "first line\nrest", 15, NULL), ENT_OK);
    FAIL_NTH(ENT_FAULT_READ, 3);
    assert_int_equal(ent_lines_open(path, ENT_ENC_AUTO, &l, &e), ENT_OK);
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_OK);
    assert_string_equal(line, "first line");
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_E_IO);
    assert_int_equal(e.row, 2);
    assert_int_equal(e.byte, 11);
    assert_string_equal(e.file, path);
    HAS(e.text, "cannot read");
    assert_int_equal(ent_lines_next(l, &line, &n, &e), ENT_END);
    NO_FAULTS(ENT_FAULT_READ);
    ent_lines_close(l);
    assert_int_equal(unlink(path), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_of_line_end_gives_the_same_lines),
        cmocka_unit_test(the_last_line_needs_no_line_end),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_text),
        cmocka_unit_test(utf16_is_refused_with_the_way_out),
        cmocka_unit_test(without_a_mark_utf8_comes_before_windows),
        cmocka_unit_test(an_encoding_given_is_believed),
        cmocka_unit_test(a_nul_byte_costs_its_own_line),
        cmocka_unit_test(the_longest_line_is_a_mebibyte),
        cmocka_unit_test(a_longer_line_is_passed_over),
        cmocka_unit_test(no_line_is_lost_at_the_edge_of_a_block),
        cmocka_unit_test(packed_files_give_the_lines_of_their_text),
        cmocka_unit_test(a_packed_file_cut_short_gives_its_whole_lines_and_the_reason),
        cmocka_unit_test(a_bomb_gives_the_limit_and_then_the_end),
        cmocka_unit_test(a_file_is_read_under_its_name_and_standard_input_under_its),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
        cmocka_unit_test(a_mark_brings_the_lines_back),
        cmocka_unit_test(each_failing_allocation_is_said),
        cmocka_unit_test(a_failing_read_is_said_with_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

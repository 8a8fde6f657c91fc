/* test_text.c: the terminal page at many widths, in colour, in ASCII. */
#include "entente/render.h"
#include "render/text_priv.h"
#include "sample_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
render(const ent_page *page, int columns, bool colour, bool ascii, ent_buf *out) {
    ent_render_options options = {columns, colour, ascii};
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(ent_render_text(page, &options, out, &err), ENT_OK);
    assert_true(ent_utf8_valid(out->data, out->len));
}

static void
no_line_is_wider_than_the_terminal(void **state) {
    static const int widths[] = {40, 41, 57, 80, 140, 399, 400};
    ent_arena arena = {0};
    ent_buf out = {0};
    const ent_page *page = sample_page(&arena);

    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        render(page, widths[i], false, false, &out);
        for (char *p = out.data; *p;) {
            char *end = strchr(p, '\n');
            assert_non_null(end);
            *end = '\0';
            assert_true(ent_text_columns(p) <= (size_t)widths[i]);
            assert_true(end == p || end[-1] != ' ' || widths[i] < 80);
            p = end + 1;
        }
    }
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
evidence_sends_the_terminal_no_orders(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, false, &out);
    for (const char *p = out.data; *p; p++)
        assert_true(*p == '\n' || ((unsigned char)*p >= 0x20 && *p != 0x7f));
    assert_null(strstr(out.data, "\xe2\x80\xae"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
colour_is_ours_alone_and_always_ended(void **state) {
    ent_arena arena = {0};
    ent_buf plain = {0}, colour = {0};
    const ent_page *page = sample_page(&arena);
    size_t kept = 0, open = 0;

    (void)state;
    render(page, 80, false, false, &plain);
    render(page, 80, true, false, &colour);
    for (size_t i = 0; i < colour.len; i++) {
        if (colour.data[i] == '\x1b') {
            open = colour.data[i + 2] == '0' ? 0 : 1;
            i += strcspn(colour.data + i, "m");
            continue;
        }
        if (colour.data[i] == '\n') assert_int_equal(open, 0);
        colour.data[kept++] = colour.data[i];
    }
    colour.data[kept] = '\0';
    assert_string_equal(colour.data, plain.data); /* colour changes nothing else */
    ent_buf_clear(&plain);
    ent_buf_clear(&colour);
    ent_arena_clear(&arena);
}

static void
ascii_frames_hold_no_box_drawing(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, true, &out);
    assert_null(strstr(out.data, "\xe2\x94"));
    assert_null(strstr(out.data, "\xe2\x95"));
    assert_null(strstr(out.data, "\xe2\x96"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
figures_are_numbered_as_they_come(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, false, &out);
    const char *first = strstr(out.data, "34 %\xc2\xa0[1]");
    assert_non_null(first);
    assert_non_null(strstr(first, "4.1 %\xc2\xa0[2]"));
    const char *list = strstr(out.data, "Evidence: figures");
    assert_non_null(list);
    assert_non_null(strstr(list, " [1] 34 %  31 % to 38 %, 90 % interval, spread over sources"));
    assert_non_null(strstr(list, "entente explain 'trade.dependence:RTA>BDA@2014'"));
    assert_non_null(strstr(list, "(unchecked, no weight)"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
states_are_words(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};

    (void)state;
    render(sample_page(&arena), 80, false, false, &out);
    assert_non_null(strstr(out.data, "(missing)"));
    assert_non_null(strstr(out.data, "(not covered)"));
    assert_non_null(strstr(out.data, "? Not known: "));
    assert_non_null(strstr(out.data, "! Caution: "));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
columns_out_of_range_are_refused(void **state) {
    static const int bad[] = {39, 401, -1, 1};
    ent_page page = {.title = "P"};
    ent_buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_render_options options = {.columns = bad[i]};
        ent_error err = {0};
        assert_int_equal(ent_render_text(&page, &options, &out, &err), ENT_E_DOMAIN);
        assert_non_null(strstr(err.text, "40 to 400"));
    }
    assert_int_equal(out.len, 0);
    assert_int_equal(ent_render_text(&page, NULL, &out, NULL), ENT_OK);
    ent_buf_clear(&out);
}

static void
too_many_columns_become_records(void **state) {
    enum { COLUMNS = 12 };
    ent_column columns[COLUMNS];
    ent_span spans[COLUMNS];
    ent_text_run cells[COLUMNS];
    ent_table table = {
        .title = "Wide", .columns = columns, .n_columns = COLUMNS, .cells = cells, .n_rows = 1};
    ent_block block = {.kind = ENT_BLOCK_TABLE, .table = &table};
    ent_section section = {"s", "S", &block, 1};
    ent_page page = {.title = "P", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = (ent_column){"Column title", ENT_ALIGN_LEFT};
        spans[i] = (ent_span){ENT_SPAN_TEXT, "some words", NULL};
        cells[i] = (ent_text_run){&spans[i], 1};
    }
    render(&page, 40, false, false, &out);
    assert_non_null(strstr(out.data, "    Column title: some words\n"));
    ent_buf_clear(&out);
}

static void
lines_break_at_blanks_and_inside_long_words(void **state) {
    size_t cols = 0;

    (void)state;
    assert_int_equal(ent_term_line("one two three", 8, &cols), 7);
    assert_int_equal(cols, 7);
    assert_int_equal(ent_term_line("one two", 7, &cols), 7);
    assert_int_equal(ent_term_line("abcdefghij", 4, &cols), 4);
    assert_int_equal(ent_term_line("\xe7\x91\xb7\xe7\x8f\xb2", 3, &cols), 3); /* wide: two each */
    assert_int_equal(cols, 2);
    assert_int_equal(ent_term_line("\xe7\x91\xb7", 1, &cols), 3); /* goes on, though too wide */
    assert_int_equal(ent_term_line("", 10, &cols), 0);
    assert_int_equal(ent_term_width(ENT_TERM_BOLD "ab" ENT_TERM_PLAIN), 2);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(evidence_sends_the_terminal_no_orders),
        cmocka_unit_test(colour_is_ours_alone_and_always_ended),
        cmocka_unit_test(ascii_frames_hold_no_box_drawing),
        cmocka_unit_test(figures_are_numbered_as_they_come),
        cmocka_unit_test(states_are_words),
        cmocka_unit_test(columns_out_of_range_are_refused),
        cmocka_unit_test(too_many_columns_become_records),
        cmocka_unit_test(lines_break_at_blanks_and_inside_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

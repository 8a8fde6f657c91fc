/* test_text.c: the terminal page at many widths, in colour, in ASCII. */
#include "render_test.h"

static void
render(const ent_page *page, int columns, bool colour, bool ascii, ent_buf *out)
{
    ent_render_options options = {columns, colour, ascii};
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(ent_render_text(page, &options, out, &err), ENT_OK);
    assert_true(ent_utf8_valid(out->data, out->len));
}

static void
no_line_is_wider_than_the_terminal(void **state)
{
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
evidence_sends_the_terminal_no_orders(void **state)
{
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
colour_is_ours_alone_and_always_ended(void **state)
{
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
ascii_frames_hold_no_box_drawing(void **state)
{
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
states_are_words(void **state)
{
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
columns_out_of_range_are_refused(void **state)
{
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_wider_than_the_terminal),
        cmocka_unit_test(evidence_sends_the_terminal_no_orders),
        cmocka_unit_test(colour_is_ours_alone_and_always_ended),
        cmocka_unit_test(ascii_frames_hold_no_box_drawing),
        cmocka_unit_test(states_are_words),
        cmocka_unit_test(columns_out_of_range_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

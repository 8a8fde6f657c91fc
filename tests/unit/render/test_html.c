/* test_html.c: the HTML page: what comes first, and that nothing from evidence becomes markup. */
#include "render_test.h"

static void
nothing_runs_and_nothing_is_fetched(void **state)
{
    fixture f = whole_page();

    (void)state;
    assert_null(strstr(f.out.data, "<script"));
    assert_null(strstr(f.out.data, "javascript:alert(1)\""));
    assert_null(strstr(f.out.data, "@import"));
    assert_null(strstr(f.out.data, "src="));
    assert_null(strstr(f.out.data, "url(http"));
    assert_non_null(strstr(f.out.data, "default-src 'none'; style-src 'unsafe-inline'; "
                                       "img-src data:"));
    done(&f);
}

static void
the_bottom_line_comes_first(void **state)
{
    fixture f = whole_page();
    const char *main_at = strstr(f.out.data, "<main");
    const char *lead = strstr(f.out.data, "class=\"lead\"");

    (void)state;
    assert_non_null(main_at);
    assert_true(lead > main_at && lead < strstr(f.out.data, "<figure"));
    assert_non_null(strstr(f.out.data, "class=\"skip\" href=\"#main\""));
    done(&f);
}

static void
an_empty_page_says_so(void **state)
{
    ent_page page = {0};
    ent_buf out = {0};

    (void)state;
    assert_int_equal(ent_render_html(&page, &out, NULL), ENT_OK);
    assert_non_null(strstr(out.data, "No figures on this page."));
    assert_non_null(strstr(out.data, "No claims are held on this question."));
    ent_buf_clear(&out);
}

static void
a_hostile_id_stays_inside_its_attribute(void **state)
{
    ent_section section = {"\"><script>x</script>", "<b>T</b>", NULL, 0};
    ent_page page = {.title = "</title><script>", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    assert_int_equal(ent_render_html(&page, &out, NULL), ENT_OK);
    assert_null(strstr(out.data, "<script"));
    assert_null(strstr(out.data, "<b>"));
    assert_non_null(strstr(out.data, "&lt;/title&gt;&lt;script&gt;"));
    ent_buf_clear(&out);
}

static void
same_page_same_bytes(void **state)
{
    fixture a = whole_page(), b = whole_page();

    (void)state;
    assert_string_equal(a.out.data, b.out.data);
    done(&a);
    done(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_runs_and_nothing_is_fetched),
        cmocka_unit_test(the_bottom_line_comes_first),
        cmocka_unit_test(an_empty_page_says_so),
        cmocka_unit_test(a_hostile_id_stays_inside_its_attribute),
        cmocka_unit_test(same_page_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

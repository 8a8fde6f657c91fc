/* test_html.c: the HTML page: what stands where, and that nothing from evidence becomes markup. */
#include "entente/render.h"
#include "sample_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    ent_arena arena;
    ent_buf out;
    const ent_page *page;
} fixture;

static fixture
whole_page(void) {
    fixture f = {0};
    ent_error err = {0};

    f.page = sample_page(&f.arena);
    assert_int_equal(ent_render_html(f.page, &f.out, &err), ENT_OK);
    return f;
}

static void
done(fixture *f) {
    ent_buf_clear(&f->out);
    ent_arena_clear(&f->arena);
}

static size_t
times(const char *text, const char *part) {
    size_t n = 0;

    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        n++;
    return n;
}

static void
nothing_runs_and_nothing_is_fetched(void **state) {
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
the_bottom_line_comes_first(void **state) {
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
figures_open_to_their_evidence(void **state) {
    fixture f = whole_page();

    (void)state;
    const char *link = "href=\"#f-trade.dependence_3aRTA_3eBDA_402014\"";
    const char *entry = "<article id=\"f-trade.dependence_3aRTA_3eBDA_402014\">";
    assert_non_null(strstr(f.out.data, link));
    const char *at = strstr(f.out.data, entry);
    assert_non_null(at);
    assert_non_null(strstr(at, "31\xc2\xa0% to 38\xc2\xa0%"));
    assert_non_null(strstr(at, "90\xc2\xa0% interval, spread over sources"));
    assert_non_null(strstr(at, "42.81 bn / 125.1 bn"));
    assert_non_null(strstr(at, "href=\"#c-00000000000000000aa2\""));
    assert_non_null(strstr(at, "and 1 more, not printed here"));
    assert_non_null(strstr(at, "entente explain "
                               "&#39;trade.dependence:RTA&gt;BDA@2014&#39;"));
    done(&f);
}

static void
claims_bear_grade_place_and_mark(void **state) {
    fixture f = whole_page();

    (void)state;
    const char *checked = strstr(f.out.data, "<article id=\"c-00000000000000000aa2\">");
    assert_non_null(checked);
    assert_non_null(strstr(checked, "B2: usually reliable, probably true"));
    assert_non_null(strstr(checked, "customs_2014.csv:1048577:301223441"));
    assert_non_null(strstr(checked, "known from 2015-06-30"));
    const char *doubt =
        strstr(f.out.data, "<article class=\"unsure\" id=\"c-00000000000000000aa3\">");
    assert_non_null(doubt);
    assert_non_null(strstr(doubt, "<span class=\"mark\">unchecked, no weight</span>"));
    done(&f);
}

static void
every_chart_has_two_widths_data_and_source(void **state) {
    fixture f = whole_page();

    (void)state;
    assert_int_equal(times(f.out.data, "<figure"), 5);
    assert_int_equal(times(f.out.data, "<div class=\"chart w\">"), 5);
    assert_int_equal(times(f.out.data, "<div class=\"chart n\">"), 5);
    assert_int_equal(times(f.out.data, "The data as a table"), 5);
    assert_int_equal(times(f.out.data, "href=\"data:text/csv"), 5);
    assert_int_equal(times(f.out.data, "<p>Sources: "), 5);
    done(&f);
}

static void
missing_and_not_covered_stay_apart(void **state) {
    fixture f = whole_page();

    (void)state;
    assert_non_null(strstr(f.out.data, "<span class=\"mark\">missing</span>"));
    assert_non_null(strstr(f.out.data, "<span class=\"mark\">not covered</span>"));
    assert_non_null(strstr(f.out.data, "<dt>State</dt><dd>missing</dd>"));
    assert_non_null(strstr(f.out.data, "<dt>State</dt><dd>not covered</dd>"));
    done(&f);
}

static void
a_figure_nobody_knows_is_plain_text(void **state) {
    ent_span span = {ENT_SPAN_FIGURE, "17 %", "no-such-figure"};
    ent_block block = {.kind = ENT_BLOCK_PARAGRAPH, .text = {&span, 1}};
    ent_section section = {"s", "S", &block, 1};
    ent_page page = {.title = "P", .sections = &section, .n_sections = 1};
    ent_buf out = {0};

    (void)state;
    assert_int_equal(ent_render_html(&page, &out, NULL), ENT_OK);
    assert_non_null(strstr(out.data, "<p>17\xc2\xa0%</p>"));
    assert_null(strstr(out.data, "no-such-figure"));
    ent_buf_clear(&out);
}

static void
an_empty_page_says_so(void **state) {
    ent_page page = {0};
    ent_buf out = {0};

    (void)state;
    assert_int_equal(ent_render_html(&page, &out, NULL), ENT_OK);
    assert_non_null(strstr(out.data, "No figures on this page."));
    assert_non_null(strstr(out.data, "No claims are held on this question."));
    ent_buf_clear(&out);
}

static void
a_hostile_id_stays_inside_its_attribute(void **state) {
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
same_page_same_bytes(void **state) {
    fixture a = whole_page(), b = whole_page();

    (void)state;
    assert_string_equal(a.out.data, b.out.data);
    done(&a);
    done(&b);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_runs_and_nothing_is_fetched),
        cmocka_unit_test(the_bottom_line_comes_first),
        cmocka_unit_test(figures_open_to_their_evidence),
        cmocka_unit_test(claims_bear_grade_place_and_mark),
        cmocka_unit_test(every_chart_has_two_widths_data_and_source),
        cmocka_unit_test(missing_and_not_covered_stay_apart),
        cmocka_unit_test(a_figure_nobody_knows_is_plain_text),
        cmocka_unit_test(an_empty_page_says_so),
        cmocka_unit_test(a_hostile_id_stays_inside_its_attribute),
        cmocka_unit_test(same_page_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

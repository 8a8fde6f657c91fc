/* test_html_annex.c: figures and claims in the evidence annex. */
#include "render_test.h"

static void
figures_open_to_their_evidence(void **state)
{
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
claims_bear_grade_place_and_mark(void **state)
{
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
sources_link_only_to_the_web(void **state)
{
    fixture f = whole_page();

    (void)state;
    holds(f.out.data, "href=\"https://example.org/customs?y=2014&amp;t=4\"");
    holds(f.out.data, "javascript:alert(1)"); /* shown as text */
    assert_null(strstr(f.out.data, "href=\"javascript"));
    holds(f.out.data, "<dt>Licence</dt><dd>CC BY 4.0</dd>");
    holds(f.out.data, "@dataset{bdu-customs");
    done(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_open_to_their_evidence),
        cmocka_unit_test(claims_bear_grade_place_and_mark),
        cmocka_unit_test(sources_link_only_to_the_web),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

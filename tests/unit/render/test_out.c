/* test_out.c: hostile text in every medium; the first failure sticks. */
#include "render/render_priv.h"
#include "render_test.h"

/** What one of the escapes makes of a text. */
static void
becomes(void (*escape)(ent_rd_out *, const char *), const char *text, const char *want)
{
    ent_buf buf = {0};
    ent_rd_out o;

    ent_rd_begin(&o, &buf);
    escape(&o, text);
    assert_int_equal(ent_rd_end(&o, NULL), ENT_OK);
    assert_string_equal(buf.data ? buf.data : "", want);
    ent_buf_clear(&buf);
}

static void
xml_text_and_attributes(void **state)
{
    (void)state;
    becomes(ent_rd_esc, "<a b='c' d=\"e\">&amp;",
            "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;");
    becomes(ent_rd_esc, "a\x01\x1b\n\tb", "a\xef\xbf\xbd\xef\xbf\xbd  b");
    becomes(ent_rd_esc, "\xff", "\xef\xbf\xbd");
    becomes(ent_rd_esc, "\xe2\x80\xae", "\xef\xbf\xbd");
    becomes(ent_rd_esc, "34 % of", "34\xc2\xa0% of");
    becomes(ent_rd_esc, NULL, "");
    becomes(ent_rd_esc, "", "");
}

static void
csv_fields_run_no_formula(void **state)
{
    (void)state;
    becomes(ent_rd_csv, "plain", "plain");
    becomes(ent_rd_csv, "a,b", "\"a,b\"");
    becomes(ent_rd_csv, "say \"x\"", "\"say \"\"x\"\"\"");
    becomes(ent_rd_csv, "=HYPERLINK(1)", "\"'=HYPERLINK(1)\"");
    becomes(ent_rd_csv, "@x", "\"'@x\"");
    becomes(ent_rd_csv, "-1.5", "-1.5");
    becomes(ent_rd_csv, "-x", "\"'-x\"");
}

static void
tsv_fields_hold_no_tab(void **state)
{
    (void)state;
    becomes(ent_rd_tsv, "a\tb\nc\\d", "a b c\\\\d");
}

static void
data_uris_are_percent_encoded(void **state)
{
    (void)state;
    becomes(ent_rd_percent, "a,\"<\xc3\xa9", "a%2C%22%3C%C3%A9");
}

static void
anchor(const char *id, const char *want)
{
    ent_buf buf = {0};
    ent_rd_out o;

    ent_rd_begin(&o, &buf);
    ent_rd_anchor(&o, "f-", id);
    assert_int_equal(ent_rd_end(&o, NULL), ENT_OK);
    assert_string_equal(buf.data, want);
    ent_buf_clear(&buf);
}

static void
anchors_are_one_to_one(void **state)
{
    (void)state;
    anchor("trade.x:A>B@2014", "f-trade.x_3aA_3eB_402014");
    anchor("a_3eB", "f-a_5f3eB"); /* not the anchor of a>B */
    anchor("\"><script>", "f-_22_3e_3cscript_3e");
}

static void
shell(const char *word, bool xml, const char *want)
{
    ent_buf buf = {0};
    ent_rd_out o;

    ent_rd_begin(&o, &buf);
    ent_rd_shell(&o, word, xml);
    assert_int_equal(ent_rd_end(&o, NULL), ENT_OK);
    assert_string_equal(buf.data, want);
    ent_buf_clear(&buf);
}

static void
commands_can_be_pasted(void **state)
{
    (void)state;
    shell("abc123", false, "abc123");
    shell("a>b", false, "'a>b'");
    shell("it's; rm -rf", false, "'it'\\''s; rm -rf'");
    shell("a>b", true, "&#39;a&gt;b&#39;");
    shell("", false, "''");
}

static void
only_plain_web_links_are_links(void **state)
{
    (void)state;
    assert_true(ent_rd_url_ok("https://example.org/a?b=c&d=e#f"));
    assert_true(ent_rd_url_ok("http://example.org"));
    assert_false(ent_rd_url_ok("javascript:alert(1)"));
    assert_false(ent_rd_url_ok("https://example.org/\" onclick=\"x"));
    assert_false(ent_rd_url_ok("https://"));
    assert_false(ent_rd_url_ok("//example.org"));
    assert_false(ent_rd_url_ok("https://example.org/\xff"));
    assert_false(ent_rd_url_ok(NULL));
}

static void
first_failure_sticks_and_restores(void **state)
{
    ent_buf buf = {.max = 16};
    ent_rd_out o;
    ent_error err = {0};

    (void)state;
    assert_int_equal(ent_buf_adds(&buf, "before"), ENT_OK);
    ent_rd_begin(&o, &buf);
    ent_rd_s(&o, "12345678");
    ent_rd_s(&o, "12345678"); /* too much */
    ent_rd_s(&o, "x");        /* would fit, but comes after a failure */
    assert_int_equal(ent_rd_end(&o, &err), ENT_E_LIMIT);
    assert_string_equal(buf.data, "before");
    assert_int_equal(err.status, ENT_E_LIMIT);
    assert_non_null(strstr(err.text, "16 bytes"));
    ent_buf_clear(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xml_text_and_attributes),
        cmocka_unit_test(csv_fields_run_no_formula),
        cmocka_unit_test(tsv_fields_hold_no_tab),
        cmocka_unit_test(data_uris_are_percent_encoded),
        cmocka_unit_test(anchors_are_one_to_one),
        cmocka_unit_test(commands_can_be_pasted),
        cmocka_unit_test(only_plain_web_links_are_links),
        cmocka_unit_test(first_failure_sticks_and_restores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

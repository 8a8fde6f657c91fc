/* test_json_writer.c: commas, nesting and strings of the JSON writer. */
#include "render/json_writer.h"
#include "render_test.h"

static void
nesting_and_commas(void **state)
{
    ent_buf buf = {0};
    ent_rd_out o;
    ent_json j = {.o = &o};

    (void)state;
    ent_rd_begin(&o, &buf);
    ent_json_open(&j, NULL, '[');
    ent_json_integer(&j, NULL, 1);
    ent_json_number(&j, NULL, 0.5);
    ent_json_number(&j, NULL, -HUGE_VAL);
    ent_json_string(&j, NULL, NULL);
    ent_json_open(&j, NULL, '{');
    ent_json_bool(&j, "a", true);
    ent_json_maybe(&j, "b", NULL);
    ent_json_string(&j, "c", "");
    ent_json_close(&j, '}');
    ent_json_close(&j, ']');
    assert_int_equal(ent_rd_end(&o, NULL), ENT_OK);
    size_t kept = 0;
    for (size_t i = 0; i < buf.len; i++)
        if (buf.data[i] != ' ' && buf.data[i] != '\n') buf.data[kept++] = buf.data[i];
    buf.data[kept] = '\0';
    assert_string_equal(buf.data, "[1,0.5,\"open\",null,{\"a\":true,\"c\":\"\"}]");
    ent_buf_clear(&buf);
}

static void
strings_are_escaped(void **state)
{
    ent_buf buf = {0};
    ent_rd_out o;
    ent_json j = {.o = &o};

    (void)state;
    ent_rd_begin(&o, &buf);
    ent_json_string(&j, NULL, "\"\\</script>\n\x01\xff");
    assert_int_equal(ent_rd_end(&o, NULL), ENT_OK);
    assert_string_equal(buf.data, "\"\\\"\\\\\\u003c/script> \xef\xbf\xbd\xef\xbf\xbd\"");
    ent_buf_clear(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nesting_and_commas),
        cmocka_unit_test(strings_are_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

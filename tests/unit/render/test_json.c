/* test_json.c: the page as JSON. */
#include "render_test.h"

static void
json_says_states_and_open_ends_in_words(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_json, &arena, &out);

    (void)state;
    holds(text, "\"schema\": \"entente-page-1\"");
    holds(text, "\"state\": \"missing\"");
    holds(text, "\"state\": \"not covered\"");
    holds(text, "\"high\": \"open\"");
    holds(text, "\"byte\": \"301223441\"");
    holds(text, "\"has_weight\": false");
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "<script"));
    assert_true(ent_utf8_valid(text, out.len));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_says_states_and_open_ends_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

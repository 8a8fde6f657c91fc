/* test_cite.c: sources as BibTeX and CSL-JSON. */
#include "render_test.h"

static void
bibtex_escapes_what_tex_would_obey(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_bibtex, &arena, &out);

    (void)state;
    holds(text, "@dataset{bdu-customs,\n  author = {{Bordurian Customs Office}},\n");
    holds(text, "100 \\% \\& more");
    holds(text, "Jones\\_Smith");
    holds(text, "\\{with maps\\}");
    holds(text, "url = {https://example.org/customs?y=2014&t=4}");
    assert_null(strstr(text, "javascript"));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
csl_has_types_and_years(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_csl, &arena, &out);

    (void)state;
    holds(text, "\"type\": \"dataset\"");
    holds(text, "\"literal\": \"n.d.\"");
    holds(text, "2015");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bibtex_escapes_what_tex_would_obey),
        cmocka_unit_test(csl_has_types_and_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

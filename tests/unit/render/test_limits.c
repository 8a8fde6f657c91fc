/* test_limits.c: every renderer stopped at many lengths: right status, nothing half written. */
#include "entente/render.h"
#include "sample_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef ent_status (*renderer)(const ent_page *, ent_buf *, ent_error *);

static ent_status
as_text(const ent_page *page, ent_buf *out, ent_error *err)
{
    return ent_render_text(page, NULL, out, err);
}

static ent_status
as_charts(const ent_page *page, ent_buf *out, ent_error *err)
{
    for (size_t i = 0; i < page->n_sections; i++)
        for (size_t k = 0; k < page->sections[i].n_blocks; k++)
            if (page->sections[i].blocks[k].kind == ENT_BLOCK_CHART)
                return ent_render_svg(page->sections[i].blocks[k].chart, out, err);
    return ENT_OK;
}

/** With `max` bytes for the output: all of it, or LIMIT and the buffer as it was. */
static void
stopped_at(renderer render, const ent_page *page, size_t max, size_t whole)
{
    ent_buf out = {.max = max};
    ent_error err = {0};

    assert_int_equal(ent_buf_adds(&out, "kept"), ENT_OK);
    ent_status st = render(page, &out, &err);
    if (max >= whole + 4) {
        assert_int_equal(st, ENT_OK);
    } else {
        assert_int_equal(st, ENT_E_LIMIT);
        assert_int_equal(err.status, ENT_E_LIMIT);
        assert_string_equal(out.data, "kept");
    }
    ent_buf_clear(&out);
}

static void
at_many_lengths(renderer render)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    const ent_page *page = sample_page(&arena);

    assert_int_equal(render(page, &out, NULL), ENT_OK);
    size_t step = out.len / 61 + 1;
    for (size_t max = 4; max < out.len + 4; max += step)
        stopped_at(render, page, max, out.len);
    stopped_at(render, page, out.len + 3, out.len);
    stopped_at(render, page, out.len + 4, out.len);
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

#define STOPS(name, render)        \
    static void name(void **state) \
    {                              \
        (void)state;               \
        at_many_lengths(render);   \
    }

STOPS(html_stops_cleanly, ent_render_html)
STOPS(text_stops_cleanly, as_text)
STOPS(svg_stops_cleanly, as_charts)
STOPS(json_stops_cleanly, ent_render_json)
STOPS(tsv_stops_cleanly, ent_render_tsv)
STOPS(csv_stops_cleanly, ent_render_csv)
STOPS(bibtex_stops_cleanly, ent_render_bibtex)
STOPS(csl_stops_cleanly, ent_render_csl)
STOPS(stata_stops_cleanly, ent_render_stata)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(html_stops_cleanly),   cmocka_unit_test(text_stops_cleanly),
        cmocka_unit_test(svg_stops_cleanly),    cmocka_unit_test(json_stops_cleanly),
        cmocka_unit_test(tsv_stops_cleanly),    cmocka_unit_test(csv_stops_cleanly),
        cmocka_unit_test(bibtex_stops_cleanly), cmocka_unit_test(csl_stops_cleanly),
        cmocka_unit_test(stata_stops_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

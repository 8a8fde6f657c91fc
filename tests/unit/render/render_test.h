/* render_test.h: what every test of render begins with, and three small helpers. */
#ifndef RENDER_TEST_H
#define RENDER_TEST_H

#include "entente/render.h"
#include "sample_page.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef ent_status (*renderer)(const ent_page *, ent_buf *, ent_error *);

/** The sample page through a renderer. */
static inline char *
get(renderer render, ent_arena *arena, ent_buf *out)
{
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(render(sample_page(arena), out, &err), ENT_OK);
    return out->data;
}

static inline void
holds(const char *text, const char *part)
{
    if (!text || !strstr(text, part)) fail_msg("not there: %s", part);
}

/** A chart as SVG, with what holds for each: img, title, desc, no broken number, no script. */
static inline char *
draw(const ent_chart *c, ent_buf *out)
{
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(ent_render_svg(c, out, &err), ENT_OK);
    holds(out->data, "role=\"img\"");
    holds(out->data, "<title ");
    holds(out->data, "<desc ");
    assert_null(strstr(out->data, "nan"));
    assert_null(strstr(out->data, "inf\""));
    assert_null(strstr(out->data, "<script"));
    return out->data;
}

typedef struct fixture {
    ent_arena arena;
    ent_buf out;
    const ent_page *page;
} fixture;

static inline fixture
whole_page(void)
{
    fixture f = {0};
    ent_error err = {0};

    f.page = sample_page(&f.arena);
    assert_int_equal(ent_render_html(f.page, &f.out, &err), ENT_OK);
    return f;
}

static inline void
done(fixture *f)
{
    ent_buf_clear(&f->out);
    ent_arena_clear(&f->arena);
}

static inline size_t
times(const char *text, const char *part)
{
    size_t n = 0;

    for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
        n++;
    return n;
}

#endif

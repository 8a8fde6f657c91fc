/* print_sample.c: the made-up page in one format on standard output, for tests by other parsers. */
#include "entente/render.h"
#include "sample_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    ent_status (*render)(const ent_page *, ent_buf *, ent_error *);
} formats[] = {{"html", ent_render_html},  {"json", ent_render_json},     {"tsv", ent_render_tsv},
               {"csv", ent_render_csv},    {"bibtex", ent_render_bibtex}, {"csl", ent_render_csl},
               {"stata", ent_render_stata}};

int
main(int argc, char **argv)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    ent_error err = {0};
    ent_status st = ENT_OK;
    const char *format = argc > 1 ? argv[1] : "html";
    const ent_page *page = sample_page(&arena);
    ent_render_options options = {.columns = argc > 2 ? atoi(argv[2]) : 0};

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, format) == 0) st = formats[i].render(page, &out, &err);
    if (strcmp(format, "text") == 0) st = ent_render_text(page, &options, &out, &err);
    if (strcmp(format, "svg") == 0)
        st = ent_render_svg(sample_chart(&arena, (ent_chart_kind)options.columns), &out, &err);
    if (st == ENT_OK && out.data) (void)fwrite(out.data, 1, out.len, stdout);
    if (st) (void)fprintf(stderr, "%s\n", err.text);
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
    return st ? 1 : 0;
}

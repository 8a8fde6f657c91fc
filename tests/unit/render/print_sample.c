/* print_sample.c: the made-up page in one format on standard output, for tests by other parsers. */
#include "entente/render.h"
#include "sample_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(int argc, char **argv) {
    ent_arena arena = {0};
    ent_buf out = {0};
    ent_error err = {0};
    ent_status st = ENT_E_DOMAIN;
    const char *format = argc > 1 ? argv[1] : "html";
    const ent_page *page = sample_page(&arena);
    ent_render_options options = {.columns = argc > 2 ? atoi(argv[2]) : 0};

    if (strcmp(format, "html") == 0) st = ent_render_html(page, &out, &err);
    if (strcmp(format, "json") == 0) st = ent_render_json(page, &out, &err);
    if (strcmp(format, "tsv") == 0) st = ent_render_tsv(page, &out, &err);
    if (strcmp(format, "csv") == 0) st = ent_render_csv(page, &out, &err);
    if (strcmp(format, "bibtex") == 0) st = ent_render_bibtex(page, &out, &err);
    if (strcmp(format, "csl") == 0) st = ent_render_csl(page, &out, &err);
    if (strcmp(format, "stata") == 0) st = ent_render_stata(page, &out, &err);
    if (strcmp(format, "text") == 0) st = ent_render_text(page, &options, &out, &err);
    if (strcmp(format, "svg") == 0)
        st = ent_render_svg(sample_chart(&arena, (ent_chart_kind)options.columns), &out, &err);
    if (st == ENT_OK && out.data) (void)fwrite(out.data, 1, out.len, stdout);
    if (st) (void)fprintf(stderr, "%s\n", err.text);
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
    return st ? 1 : 0;
}

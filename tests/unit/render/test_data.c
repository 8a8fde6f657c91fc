/* test_data.c: JSON, TSV, CSV, BibTeX, CSL-JSON and Stata hold what the page holds. */
#include "entente/render.h"
#include "sample_page.h"

#include <readstat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include <cmocka.h>

typedef ent_status (*renderer)(const ent_page *, ent_buf *, ent_error *);

static char *
get(renderer render, ent_arena *arena, ent_buf *out) {
    ent_error err = {0};

    ent_buf_reset(out);
    assert_int_equal(render(sample_page(arena), out, &err), ENT_OK);
    return out->data;
}

static void
holds(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("not there: %s", part);
}

static void
json_says_states_and_open_ends_in_words(void **state) {
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

static void
tsv_has_cells_and_figures(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_tsv, &arena, &out);

    (void)state;
    holds(text, "section\ttable\trow\tcolumn\ttext\tfigure\n");
    holds(text, "bottom-line\t\t\t\t34 %\ttrade.dependence:RTA>BDA@2014\n");
    holds(text, "past\ttable-losses\t1864\tArea\tmissing\t\n");
    holds(text, "past\ttable-losses\t1858\tArea\t282,000 km\xc2\xb2\tterritory:RTA>BDA@1858\n");
    holds(text, "evidence\t\t\t\tnot covered\tmigrants:RTA>BDA@2020\n");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
csv_has_the_figures(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0};
    const char *text = get(ent_render_csv, &arena, &out);

    (void)state;
    holds(text, "id,measure,from,to,time,value,low,high,level,basis,unit,state,claims\r\n");
    holds(text,
          ",trade.dependence,RTA,BDA,2014,0.342,0.31,0.38,0.9,spread over sources,share,value,");
    holds(text, ",inf,1,");
    holds(text, ",2020,,,,,,persons,not covered,\r\n");
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

static void
bibtex_escapes_what_tex_would_obey(void **state) {
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
csl_has_types_and_years(void **state) {
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

/* ---- Stata, read back by the library's own reader ----------------------------------------------
 */

typedef struct bytes {
    const ent_buf *buf;
    size_t at;
} bytes;

typedef struct found {
    int rows, columns;
    double value[8];
    char tag[8], high_tag[8];
    char first_id[64], states[8][16];
} found;

static int
open_bytes(const char *path, void *ctx) {
    (void)path;
    (void)ctx;
    return 0;
}

static readstat_off_t
seek_bytes(readstat_off_t offset, readstat_io_flags_t whence, void *ctx) {
    bytes *b = ctx;
    readstat_off_t base = whence == READSTAT_SEEK_SET   ? 0
                          : whence == READSTAT_SEEK_CUR ? (readstat_off_t)b->at
                                                        : (readstat_off_t)b->buf->len;

    if (base + offset < 0 || base + offset > (readstat_off_t)b->buf->len) return -1;
    b->at = (size_t)(base + offset);
    return (readstat_off_t)b->at;
}

static ssize_t
read_bytes(void *to, size_t n, void *ctx) {
    bytes *b = ctx;

    if (n > b->buf->len - b->at) n = b->buf->len - b->at;
    memcpy(to, b->buf->data + b->at, n);
    b->at += n;
    return (ssize_t)n;
}

static int
on_metadata(readstat_metadata_t *metadata, void *ctx) {
    found *f = ctx;

    f->rows = readstat_get_row_count(metadata);
    f->columns = readstat_get_var_count(metadata);
    return READSTAT_HANDLER_OK;
}

static int
on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *ctx) {
    found *f = ctx;
    const char *name = readstat_variable_get_name(variable);

    if (row >= 8) return READSTAT_HANDLER_OK;
    if (strcmp(name, "value") == 0) {
        f->value[row] = readstat_double_value(value);
        if (readstat_value_is_tagged_missing(value)) f->tag[row] = readstat_value_tag(value);
    } else if (strcmp(name, "high") == 0) {
        if (readstat_value_is_tagged_missing(value)) f->high_tag[row] = readstat_value_tag(value);
    } else if (strcmp(name, "id") == 0 && row == 0)
        (void)snprintf(f->first_id, sizeof f->first_id, "%s", readstat_string_value(value));
    else if (strcmp(name, "state") == 0)
        (void)snprintf(f->states[row], sizeof f->states[row], "%s", readstat_string_value(value));
    return READSTAT_HANDLER_OK;
}

static int
close_bytes(void *ctx) {
    (void)ctx;
    return 0;
}

static void
stata_reads_back(void **state) {
    ent_arena arena = {0};
    ent_buf out = {0}, again = {0};
    found f = {0};
    bytes b = {.buf = &out};

    (void)state;
    (void)get(ent_render_stata, &arena, &out);
    (void)get(ent_render_stata, &arena, &again);
    assert_int_equal(out.len, again.len);
    assert_memory_equal(out.data, again.data, out.len);
    readstat_parser_t *parser = readstat_parser_init();
    readstat_set_open_handler(parser, open_bytes);
    readstat_set_close_handler(parser, close_bytes);
    readstat_set_seek_handler(parser, seek_bytes);
    readstat_set_read_handler(parser, read_bytes);
    readstat_set_io_ctx(parser, &b);
    readstat_set_metadata_handler(parser, on_metadata);
    readstat_set_value_handler(parser, on_value);
    assert_int_equal(readstat_parse_dta(parser, "page", &f), READSTAT_OK);
    readstat_parser_free(parser);
    assert_int_equal(f.rows, 6);
    assert_int_equal(f.columns, 13);
    assert_string_equal(f.first_id, "trade.dependence:RTA>BDA@2014");
    assert_true(f.value[0] == 0.342);
    assert_int_equal(f.high_tag[2], 'h');
    assert_int_equal(f.tag[4], 'm');
    assert_int_equal(f.tag[5], 'u');
    assert_string_equal(f.states[5], "not covered");
    ent_buf_clear(&out);
    ent_buf_clear(&again);
    ent_arena_clear(&arena);
}

static void
an_empty_page_is_a_valid_file_in_every_format(void **state) {
    static const renderer all[] = {ent_render_json,   ent_render_tsv, ent_render_csv,
                                   ent_render_bibtex, ent_render_csl, ent_render_stata};
    ent_page page = {0};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        ent_buf out = {0};
        ent_error err = {0};
        assert_int_equal(all[i](&page, &out, &err), ENT_OK);
        ent_buf_clear(&out);
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_says_states_and_open_ends_in_words),
        cmocka_unit_test(tsv_has_cells_and_figures),
        cmocka_unit_test(csv_has_the_figures),
        cmocka_unit_test(bibtex_escapes_what_tex_would_obey),
        cmocka_unit_test(csl_has_types_and_years),
        cmocka_unit_test(stata_reads_back),
        cmocka_unit_test(an_empty_page_is_a_valid_file_in_every_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

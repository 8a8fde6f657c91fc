/* test_stata.c: a Stata file read back by the library that reads them. */
#include "render_test.h"
#include <readstat.h>
#include <sys/types.h>

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
open_bytes(const char *path, void *ctx)
{
    (void)path;
    (void)ctx;
    return 0;
}

static readstat_off_t
seek_bytes(readstat_off_t offset, readstat_io_flags_t whence, void *ctx)
{
    bytes *b = ctx;
    readstat_off_t base = whence == READSTAT_SEEK_SET   ? 0
                          : whence == READSTAT_SEEK_CUR ? (readstat_off_t)b->at
                                                        : (readstat_off_t)b->buf->len;

    if (base + offset < 0 || base + offset > (readstat_off_t)b->buf->len) return -1;
    b->at = (size_t)(base + offset);
    return (readstat_off_t)b->at;
}

static ssize_t
read_bytes(void *to, size_t n, void *ctx)
{
    bytes *b = ctx;

    if (n > b->buf->len - b->at) n = b->buf->len - b->at;
    memcpy(to, b->buf->data + b->at, n);
    b->at += n;
    return (ssize_t)n;
}

static int
on_metadata(readstat_metadata_t *metadata, void *ctx)
{
    found *f = ctx;

    f->rows = readstat_get_row_count(metadata);
    f->columns = readstat_get_var_count(metadata);
    return READSTAT_HANDLER_OK;
}

static int
on_variable(int at, readstat_variable_t *variable, const char *labels, void *ctx)
{
    (void)at;
    (void)variable;
    (void)labels;
    (void)ctx;
    return READSTAT_HANDLER_OK;
}

static int
on_value(int row, readstat_variable_t *variable, readstat_value_t value, void *ctx)
{
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
close_bytes(void *ctx)
{
    (void)ctx;
    return 0;
}

static void
stata_reads_back(void **state)
{
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
    readstat_set_variable_handler(parser, on_variable); /* its reader needs one */
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stata_reads_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

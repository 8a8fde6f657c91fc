/* nearness.c: how far apart states stand in the Assembly, year by year, to set positions on a
 * scale.
 */
#include "workspace_priv.h"

enum { COLUMNS = 4, YEARS_MAX = 400 };

static ent_status
read_row(const char *const *f, size_t n, ws_nearness *out, ent_error *err)
{
    int64_t year = 0;
    ent_status st = n == COLUMNS ? ent_parse_i64(f[0], &year, err)
                                 : ent_fail(err, ENT_E_PARSE, "want year, pairs, mean and sd");

    if (!st) st = ent_parse_double(f[2], &out->mean, err);
    if (!st) st = ent_parse_double(f[3], &out->sd, err);
    if (!st && (year < ENT_YEAR_MIN || year > ENT_YEAR_MAX || !(out->sd > 0)))
        st = ent_fail(err, ENT_E_PARSE, "want a year, and an sd above 0");
    out->year = (int)year;
    return st;
}

static ent_status
read_table(ent_workspace *ws, ent_rows *rows, ent_error *err)
{
    const char *const *fields;
    size_t n = 0, held = 0;
    ws_nearness *v = ent_arena_alloc(&ws->arena, YEARS_MAX, sizeof *v);
    ent_status st = v ? ent_rows_next(rows, &fields, &n, err) /* the header */
                      : ent_fail(err, ENT_E_NOMEM, "no memory for the years of the Assembly");

    while (!st && (st = ent_rows_next(rows, &fields, &n, err)) == ENT_OK) {
        if (held == YEARS_MAX)
            st = ent_fail(err, ENT_E_LIMIT, "more than %d years", YEARS_MAX);
        else
            st = read_row(fields, n, &v[held++], err);
    }
    if (st != ENT_END) return st;
    ws->nearness = v;
    ws->n_nearness = held;
    return ENT_OK;
}

ent_status
ws_nearness_load(ent_workspace *ws, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    ent_error why = {0};
    const char *path;
    ent_status st;

    if (ws->nearness || !ws->data_dir) return ENT_OK;
    path = ent_arena_printf(&ws->arena, "%s/params/un_nearness.tsv", ws->data_dir);
    if (!path) return ent_fail(err, ENT_E_NOMEM, "no memory for a path");
    st = ent_lines_open(path, ENT_ENC_UTF8, &lines, &why);
    if (st == ENT_E_IO) return ENT_OK;
    if (!st) st = ent_rows_open(lines, &options, &rows, &why);
    if (!st) st = read_table(ws, rows, &why);
    ent_rows_close(rows);
    if (st && err) *err = why;
    return st;
}

const ws_nearness *
ws_nearness_of(const ent_workspace *ws, int year)
{
    for (size_t i = 0; i < ws->n_nearness; i++)
        if (ws->nearness[i].year == year) return &ws->nearness[i];
    return NULL;
}

/* phase_settings.c: cut points, labels and the model of breaks, from their table. */
#include "entente/measure.h"

#include <string.h>

enum { SCALE, WHAT, VALUE, COLUMNS = 5 };

static ent_status
number(ent_rows *rows, const char *const *f, double *out, ent_error *err)
{
    if (ent_parse_double(f[VALUE], out, NULL) == ENT_OK) return ENT_OK;
    return ent_fail_at(err, ENT_E_PARSE, ent_rows_name(rows), ent_rows_row(rows),
                       ent_rows_byte(rows), "\"%s\" of %s is not a number", f[VALUE], f[WHAT]);
}

/* "cut.3" with prefix "cut." and 5 places gives 2; a place too many gives the number of places. */
static size_t
place(const char *what, const char *prefix, size_t places)
{
    size_t n = strlen(prefix);

    if (strncmp(what, prefix, n) != 0 || what[n] < '1' || what[n] > '9' || what[n + 1])
        return places;
    return (size_t)(what[n] - '1') < places ? (size_t)(what[n] - '1') : places;
}

static ent_status
set_model(ent_rows *rows, const char *const *f, ent_breaks_model *m, ent_error *err)
{
    const struct {
        const char *what;
        double *member;
    } members[] = {{"hazard", &m->hazard},
                   {"level_mean", &m->level_mean},
                   {"level_var", &m->level_var},
                   {"noise_var", &m->noise_var},
                   {"noise_phi", &m->noise_phi}};
    double shape = 0;
    ent_status st;

    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        if (strcmp(f[WHAT], members[i].what) == 0) return number(rows, f, members[i].member, err);
    if (strcmp(f[WHAT], "shape") != 0)
        return ent_fail_at(err, ENT_E_UNKNOWN, ent_rows_name(rows), ent_rows_row(rows),
                           ent_rows_byte(rows), "nobody knows what \"%s\" sets", f[WHAT]);
    st = number(rows, f, &shape, err);
    if (!st && !(shape >= 0 && shape <= ENT_BREAKS_SHAPE_MAX))
        st = ent_fail_at(err, ENT_E_PARSE, ent_rows_name(rows), ent_rows_row(rows),
                         ent_rows_byte(rows), "a shape is 0 to %d", ENT_BREAKS_SHAPE_MAX);
    if (!st) m->shape = (int)shape;
    return st;
}

typedef struct found {
    bool cut[ENT_STANCES - 1];
} found;

static ent_status
set(ent_rows *rows, const char *const *f, ent_arena *arena, found *have, ent_phase_settings *s,
    ent_error *err)
{
    size_t cut = place(f[WHAT], "cut.", ENT_STANCES - 1);
    size_t label = place(f[WHAT], "label.", ENT_STANCES);

    if (cut < ENT_STANCES - 1) {
        have->cut[cut] = true;
        return number(rows, f, &s->cuts.at[cut], err);
    }
    if (label < ENT_STANCES) {
        s->cuts.labels[label] = ent_arena_strdup(arena, f[VALUE]);
        return s->cuts.labels[label] ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for a label");
    }
    return set_model(rows, f, &s->model, err);
}

static ent_status
complete(const char *path, const char *scale, const found *have, const ent_phase_settings *s,
         ent_error *err)
{
    bool any = false, all = true;

    for (size_t i = 0; i < ENT_STANCES; i++) {
        any = any || s->cuts.labels[i];
        all = all && s->cuts.labels[i];
    }
    for (size_t i = 0; i < ENT_STANCES - 1; i++)
        all = all && have->cut[i];
    if (!any)
        return ent_fail(err, ENT_E_UNKNOWN, "%s: there is no scale \"%s\" with labels", path,
                        scale);
    if (!all)
        return ent_fail(err, ENT_E_PARSE,
                        "%s: scale \"%s\" wants label.1 to label.%d and cut.1 to "
                        "cut.%d",
                        path, scale, ENT_STANCES, ENT_STANCES - 1);
    return ENT_OK;
}

ent_status
ent_measure_phase_settings(const char *path, const char *scale, ent_arena *arena,
                           ent_phase_settings *out, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_phase_settings s = {0};
    found have = {0};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    const char *const *f;
    size_t n;
    ent_status st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);

    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    while (!st && (st = ent_rows_next(rows, &f, &n, err)) == ENT_OK) {
        if (n != COLUMNS)
            st = ent_fail_at(err, ENT_E_PARSE, ent_rows_name(rows), ent_rows_row(rows),
                             ent_rows_byte(rows), "want %d columns, got %zu", COLUMNS, n);
        else if (strcmp(f[SCALE], scale) == 0)
            st = set(rows, f, arena, &have, &s, err);
    }
    ent_rows_close(rows);
    if (st == ENT_END) st = complete(path, scale, &have, &s, err);
    if (st) return st;
    s.cuts.scale = ent_arena_strdup(arena, scale);
    if (!s.cuts.scale) return ent_fail(err, ENT_E_NOMEM, "no memory for a scale's name");
    *out = s;
    return ENT_OK;
}

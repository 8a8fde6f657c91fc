/* conduct.c: disputes and pledges of a pair as one reading a year, with its variance. */
#include "entente/measure.h"

#include <math.h>
#include <string.h>

enum { READING, LEVEL, TITLE, SHARE, MEAN, VAR, COLUMNS };

/* The first is a level of dispute, the others are pledges. */
static const char *const INDICATORS[ENT_CONDUCT_SERIES] = {
    "mid.hostility",          "alliance.defense",      "alliance.offense", "alliance.neutrality",
    "alliance.nonaggression", "alliance.consultation", "alliance.entente"};
static const size_t PLEDGE[ENT_CONDUCT_SERIES] = {0, 3, 3, 2, 2, 1, 1};

const char *const *
ent_measure_conduct_indicators(void)
{
    return INDICATORS;
}

/* ---- its scale -------------------------------------------------------------------------------
 */

static ent_status
bad(ent_rows *rows, const char *what, ent_error *err)
{
    return ent_fail_at(err, ENT_E_PARSE, ent_rows_name(rows), ent_rows_row(rows),
                       ent_rows_byte(rows), "%s", what);
}

static ent_status
take(ent_rows *rows, const char *const *f, size_t n, ent_conduct_scale *s, ent_error *err)
{
    ent_reading r = {0}, *to = NULL;
    int64_t level = -1;

    if (n != COLUMNS) return bad(rows, "want 6 columns", err);
    if (strcmp(f[READING], "reading") == 0) return ENT_OK; /* names of columns */
    if (ent_parse_i64(f[LEVEL], &level, NULL) != ENT_OK || level < 0)
        return bad(rows, "a level is a whole number", err);
    if (strcmp(f[READING], "dispute") == 0 && level < ENT_DISPUTE_LEVELS) to = &s->dispute[level];
    if (strcmp(f[READING], "pledge") == 0 && level < ENT_PLEDGE_LEVELS) to = &s->pledge[level];
    if (!to) return bad(rows, "want dispute 0 to 5 or pledge 0 to 3", err);
    if (ent_parse_double(f[MEAN], &r.mean, NULL) != ENT_OK ||
        ent_parse_double(f[VAR], &r.var, NULL) != ENT_OK || !(r.var > 0))
        return bad(rows, "want a mean and a variance above 0", err);
    *to = r;
    return ENT_OK;
}

static ent_status
complete(const char *path, ent_conduct_scale *s, ent_error *err)
{
    bool all = true;

    if (!(s->dispute[1].var > 0)) s->dispute[1] = s->dispute[0];
    for (size_t i = 0; i < ENT_DISPUTE_LEVELS; i++)
        all = all && s->dispute[i].var > 0;
    for (size_t i = 0; i < ENT_PLEDGE_LEVELS; i++)
        all = all && s->pledge[i].var > 0;
    return all ? ENT_OK : ent_fail(err, ENT_E_PARSE, "%s: a level is lacking", path);
}

ent_status
ent_measure_conduct_scale(const char *path, ent_conduct_scale *out, ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_conduct_scale s = {0};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    const char *const *f;
    size_t n;
    ent_status st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);

    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    while (!st && (st = ent_rows_next(rows, &f, &n, err)) == ENT_OK)
        st = take(rows, f, n, &s, err);
    ent_rows_close(rows);
    if (st == ENT_END) st = complete(path, &s, err);
    if (!st) *out = s;
    return st;
}

/* ---- its years -------------------------------------------------------------------------------
 */

typedef struct span {
    int32_t first, last;
} span;

static span
days_of(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    span s = {0, 0};
    bool ok = ent_date_span(&d, &s.first, &s.last);

    ENT_ASSERT(ok);
    return s;
}

static bool
silence_is_zero(const ent_series *s, span year)
{
    for (size_t i = 0; i < s->n_windows; i++)
        if (s->windows[i].absence_is_zero && s->windows[i].first_day <= year.first &&
            s->windows[i].last_day >= year.last)
            return true;
    return false;
}

/* Highest level that a claim of this series gives the year. A year counts as known only inside a
 * window: claims that stand alone were picked because something happened, and years picked so would
 * make every pair look eventful. */
static size_t
highest(const ent_series *s, size_t kind, span year, bool *known)
{
    size_t level = 0;

    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];
        size_t here = PLEDGE[kind];

        if (!o->has_weight || o->state != ENT_VALUE) continue;
        if (o->first_day > year.last || o->last_day < year.first) continue;
        if (kind == 0) {
            if (!(o->intensity >= 0 && o->intensity < ENT_DISPUTE_LEVELS)) continue;
            here = (size_t)o->intensity;
        }
        level = here > level ? here : level;
    }
    *known = *known || silence_is_zero(s, year);
    return level;
}

typedef struct levels {
    size_t dispute, pledge;
    bool dispute_known, pledge_known;
} levels;

static void
look(const ent_panel *panel, const char *from, const char *to, span year, levels *l)
{
    for (size_t kind = 0; kind < ENT_CONDUCT_SERIES; kind++) {
        const ent_series *s = ent_panel_find(panel, INDICATORS[kind], from, to);
        size_t level;

        if (!s) continue;
        level = highest(s, kind, year, kind == 0 ? &l->dispute_known : &l->pledge_known);
        if (kind == 0)
            l->dispute = level > l->dispute ? level : l->dispute;
        else
            l->pledge = level > l->pledge ? level : l->pledge;
    }
}

void
ent_measure_conduct(const ent_conduct_request *r, size_t n, double *mean, double *var)
{
    for (size_t t = 0; t < n; t++) {
        levels l = {0};
        const ent_reading *x, *y;
        double weight;

        look(r->panel, r->a, r->b, days_of(r->first_year + (int)t), &l);
        look(r->panel, r->b, r->a, days_of(r->first_year + (int)t), &l);
        mean[t] = 0;
        var[t] = HUGE_VAL;
        if (!l.dispute_known || !l.pledge_known) continue;
        x = &r->scale->dispute[l.dispute];
        y = &r->scale->pledge[l.pledge];
        weight = 1 / x->var + 1 / y->var;
        mean[t] = (x->mean / x->var + y->mean / y->var) / weight;
        var[t] = 1 / weight;
    }
}

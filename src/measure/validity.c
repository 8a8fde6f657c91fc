/* validity.c: marks set beforehand, and the verdict on a result. */
#include "entente/measure.h"

#include <math.h>
#include <string.h>

enum { CHECK, GROUP, STATISTIC, AGAINST, RULE, MARK, REASON, COLUMNS };
enum { ROWS_MAX = 256 };

static const char *const RULES[] = {">=", "<=", "<", "low >="};

static ent_status
bad(ent_rows *rows, const char *what, const char *word, ent_error *err)
{
    return ent_fail_at(err, ENT_E_PARSE, ent_rows_name(rows), ent_rows_row(rows),
                       ent_rows_byte(rows), "%s: \"%s\"", what, word);
}

static const ent_validate_row *
find(const ent_validate_row *rows, size_t n, const char *check)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].check, check) == 0) return &rows[i];
    return NULL;
}

static ent_status
copy_words(const char *const *f, ent_arena *arena, ent_validate_row *r, ent_error *err)
{
    r->check = ent_arena_strdup(arena, f[CHECK]);
    r->group = ent_arena_strdup(arena, f[GROUP]);
    r->statistic_name = ent_arena_strdup(arena, f[STATISTIC]);
    r->against = ent_arena_strdup(arena, f[AGAINST]);
    r->reason = ent_arena_strdup(arena, f[REASON]);
    if (r->check && r->group && r->statistic_name && r->against && r->reason) return ENT_OK;
    return ent_fail(err, ENT_E_NOMEM, "no memory for a check");
}

static ent_status
take(ent_rows *rows, const char *const *f, size_t columns, ent_arena *arena, ent_validate_row *all,
     size_t *n, ent_error *err)
{
    ent_validate_row r = {.state = ENT_MISSING, .note = "not run"};
    size_t rule = 0;
    ent_status st;

    if (columns != COLUMNS) return bad(rows, "want 7 columns", f[0], err);
    if (strcmp(f[CHECK], "check") == 0) return ENT_OK; /* names of columns */
    if (*n == ROWS_MAX) return bad(rows, "more checks than 256", f[CHECK], err);
    if (find(all, *n, f[CHECK])) return bad(rows, "this check stands twice", f[CHECK], err);
    while (rule < sizeof RULES / sizeof RULES[0] && strcmp(f[RULE], RULES[rule]) != 0)
        rule++;
    if (rule == sizeof RULES / sizeof RULES[0])
        return bad(rows, "a rule is >=, <=, < or low >=", f[RULE], err);
    if (ent_parse_double(f[MARK], &r.pass_mark, NULL) != ENT_OK)
        return bad(rows, "a mark is a number", f[MARK], err);
    r.rule = (ent_mark_rule)rule;
    st = copy_words(f, arena, &r, err);
    if (!st) all[(*n)++] = r;
    return st;
}

ent_status
ent_measure_validity_marks(const char *path, ent_arena *arena, ent_validate_row **out, size_t *n,
                           ent_error *err)
{
    const ent_rows_options options = {.separator = '\t', .no_quotes = true, .comments = true};
    ent_validate_row *all = ent_arena_alloc(arena, ROWS_MAX, sizeof *all);
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    const char *const *f;
    size_t columns, kept = 0;
    ent_status st;

    if (!all) return ent_fail(err, ENT_E_NOMEM, "no memory for checks");
    st = ent_lines_open(path, ENT_ENC_UTF8, &lines, err);
    if (!st) st = ent_rows_open(lines, &options, &rows, err);
    while (!st && (st = ent_rows_next(rows, &f, &columns, err)) == ENT_OK)
        st = take(rows, f, columns, arena, all, &kept, err);
    ent_rows_close(rows);
    if (st != ENT_END) return st;
    *out = all;
    *n = kept;
    return ENT_OK;
}

static bool
passes(const ent_validate_row *r)
{
    switch (r->rule) {
    case ENT_MARK_AT_LEAST:
        return r->statistic >= r->pass_mark;
    case ENT_MARK_AT_MOST:
        return r->statistic <= r->pass_mark;
    case ENT_MARK_BELOW:
        return r->statistic < r->pass_mark;
    case ENT_MARK_LOW_AT_LEAST:
        return r->low >= r->pass_mark;
    }
    return false;
}

ent_status
ent_measure_validity_judge(ent_validate_row *rows, size_t n_rows, const char *check,
                           const ent_num_statistic *result, ent_error *err)
{
    const ent_validate_row *found = find(rows, n_rows, check);
    ent_validate_row *r;

    if (!found) return ent_fail(err, ENT_E_UNKNOWN, "no check is called \"%s\"", check);
    if (!isfinite(result->value) ||
        !(result->low <= result->value && result->value <= result->high))
        return ent_fail(err, ENT_E_DOMAIN, "%s: %g (%g .. %g) is no result", check, result->value,
                        result->low, result->high);
    r = &rows[found - rows];
    r->state = ENT_VALUE;
    r->n = result->n;
    r->statistic = result->value;
    r->low = result->low;
    r->high = result->high;
    r->note = NULL;
    r->passed = passes(r);
    return ENT_OK;
}

/* phases.c: the years of a pair's conduct, handed to the model of breaks. */
#include "workspace_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR = 1648, LAST_YEAR = ENT_YEAR_MAX, YEARS = LAST_YEAR - FIRST_YEAR + 1 };
enum { SETTINGS_DIGITS = 12 };

typedef struct settings {
    ent_phase_settings phases;
    ent_conduct_scale conduct;
} settings;

static ent_status
hash_into(ent_sha256 *hash, const char *path, ent_error *err)
{
    ent_buf text = {0};
    ent_status st = ent_file_read(path, &text, err);

    if (!st) ent_sha256_add(hash, text.data ? text.data : "", text.len);
    ent_buf_clear(&text);
    return st;
}

static ent_status
read_settings(ent_workspace *ws, ent_arena *arena, settings *out, ent_phases_answer *a,
              ent_error *err)
{
    const char *dir = ws->data_dir ? ws->data_dir : "data";
    char *phases = ent_arena_printf(arena, "%s/params/phases.tsv", dir);
    char *conduct = ent_arena_printf(arena, "%s/params/conduct.tsv", dir);
    uint8_t digest[ENT_SHA256_BYTES];
    char hex[ENT_SHA256_HEX_MAX];
    ent_sha256 hash;
    ent_status st;

    if (!phases || !conduct) return ent_fail(err, ENT_E_NOMEM, "no memory for settings");
    st = ent_measure_phase_settings(phases, "conduct", arena, &out->phases, err);
    if (!st) st = ent_measure_conduct_scale(conduct, &out->conduct, err);
    ent_sha256_init(&hash);
    if (!st) st = hash_into(&hash, phases, err);
    if (!st) st = hash_into(&hash, conduct, err);
    if (st) return st;
    ent_sha256_end(&hash, digest);
    ent_hex(digest, sizeof digest, hex);
    hex[SETTINGS_DIGITS] = '\0';
    a->settings = ent_arena_strdup(arena, hex);
    a->model = out->phases.model;
    a->scale = out->phases.cuts.scale;
    return a->settings ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for settings");
}

static ent_status
read_panel(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of, ent_arena *arena,
           ent_panel *out, ent_error *err)
{
    const char *const *indicators = ent_measure_conduct_indicators();
    ent_want wants[2 * ENT_CONDUCT_SERIES];

    for (size_t i = 0; i < ENT_CONDUCT_SERIES; i++) {
        wants[2 * i] = (ent_want){indicators[i], pair->a, pair->b};
        wants[2 * i + 1] = (ent_want){indicators[i], pair->b, pair->a};
    }
    return ent_ledger_panel(ws->ledger, wants, 2 * ENT_CONDUCT_SERIES, as_of, arena, out, err);
}

/* In the middle of the year. */
static bool
both_exist(const ent_pair *pair, int year)
{
    const ent_date on = {.year = year, .month = 7, .day = 1, .precision = ENT_PREC_DAY};

    return ent_ref_line_on(pair->a, &on) && ent_ref_line_on(pair->b, &on);
}

/* Cut the years down to those between the first and the last known one. */
static bool
known_years(const ent_pair *pair, double *var, size_t *first, size_t *n)
{
    size_t last = 0;
    bool any = false;

    for (size_t t = 0; t < YEARS; t++) {
        if (!isinf(var[t]) && !both_exist(pair, FIRST_YEAR + (int)t)) var[t] = HUGE_VAL;
        if (isinf(var[t])) continue;
        if (!any) *first = t;
        last = t;
        any = true;
    }
    if (!any) return false;
    if (last - *first >= ENT_BREAKS_YEARS_MAX) *first = last + 1 - ENT_BREAKS_YEARS_MAX;
    *n = last - *first + 1;
    return true;
}

static int
compare_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sources of all claims read, each once. */
static ent_status
name_sources(const ent_panel *panel, ent_arena *arena, ent_phases_answer *a, ent_error *err)
{
    const char **codes;
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < panel->n_series; i++)
        n += panel->series[i].n_obs;
    codes = ent_arena_alloc(arena, n + 1, sizeof *codes);
    if (!codes) return ent_fail(err, ENT_E_NOMEM, "no memory for sources");
    n = 0;
    for (size_t i = 0; i < panel->n_series; i++)
        for (size_t k = 0; k < panel->series[i].n_obs; k++)
            if (panel->series[i].obs[k].has_weight && panel->series[i].obs[k].source)
                codes[n++] = panel->series[i].obs[k].source;
    if (n) qsort(codes, n, sizeof *codes, compare_text);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || strcmp(codes[kept - 1], codes[i]) != 0) codes[kept++] = codes[i];
    a->sources = codes;
    a->n_sources = kept;
    return ENT_OK;
}

ent_status
ent_workspace_phases(ent_workspace *ws, const ent_pair *pair, const ent_date *as_of,
                     ent_arena *arena, ent_phases_answer *out, ent_error *err)
{
    ent_phases_answer a = {.a = pair->a, .b = pair->b};
    settings set = {0};
    ent_panel panel = {0};
    double *mean, *var;
    size_t first = 0, n = 0;
    ent_status st = read_settings(ws, arena, &set, &a, err);

    if (!st) st = read_panel(ws, pair, as_of, arena, &panel, err);
    if (!st) st = name_sources(&panel, arena, &a, err);
    if (st) return st;
    mean = ent_arena_alloc(arena, YEARS, 2 * sizeof *mean);
    if (!mean) return ent_fail(err, ENT_E_NOMEM, "no memory for the years of a pair");
    var = mean + YEARS;
    ent_measure_conduct(&(ent_conduct_request){&set.conduct, &panel, pair->a, pair->b, FIRST_YEAR},
                        YEARS, mean, var);
    if (!known_years(pair, var, &first, &n)) return ENT_NONE;
    a.first_year = FIRST_YEAR + (int)first;
    a.mean = mean + first;
    a.var = var + first;
    for (size_t t = 0; t < n; t++)
        a.n_known += !isinf(a.var[t]);
    st = ent_measure_phases(&set.phases, &(ent_breaks_series){a.mean, a.var, n}, a.first_year,
                            arena, &a.breaks, &a.phases, &a.n_phases, err);
    if (!st) *out = a;
    return st;
}

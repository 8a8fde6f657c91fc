/* open_doors.c: IIE Open Doors, students in the United States by place of origin and by level. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_open_doors, ent_reader_open_doors_levels;

static const ent_coverage window[] = {{
    .id = "open-doors-origin",
    .set = "open-doors",
    .indicators = "students",
    .from_actors = "*",
    .to_actors = "USA",
    .from = ENT_TAB_MONTH(1949, 9),
    .to = ENT_TAB_MONTH(2025, 6),
    .absence_is_zero = false,
    .note = "every fifth year to 1994/95, then each from 1999/00; '-' stands for zero or none, and "
            "for a place that was not listed",
}};
static const ent_coverage level_window[] = {{
    .id = "open-doors-level",
    .set = "open-doors",
    .indicators = "students.undergraduate students.graduate students.nondegree students.practical "
                  "students.other",
    .from_actors = "*",
    .to_actors = "USA",
    .from = ENT_TAB_MONTH(2000, 9),
    .to = ENT_TAB_MONTH(2025, 6),
    .absence_is_zero = false,
    .note = "to 2005/06 non-degree study and practical training are one level, 'Other'",
}};

/** "1999/00": the second year must follow the first. */
static ent_status
academic_year(ent_tab *t, int col, int32_t *out)
{
    const char *s = ent_tab_text(t, col);
    int digits[7] = {0};
    int first, second;

    if (!s) return ent_tab_skip(t, ENT_SKIP_MISSING);
    for (size_t i = 0; i < 7; i++) {
        if (i == 4 ? s[i] != '/' : s[i] < '0' || s[i] > '9') goto wrong;
        digits[i] = s[i] - '0';
    }
    first = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    second = digits[5] * 10 + digits[6];
    if (s[7] != '\0' || (first + 1) % 100 != second) goto wrong;
    *out = first;
    return ENT_OK;
wrong:
    return ent_tab_wrong(t, "column %s is \"%.40s\"; want an academic year, as 1999/00",
                         ent_tab_name(t, col), s);
}

/** What both forms have: who, when, how many. */
typedef struct form {
    int place, year, count;
} form;

/**
 * One claim about the row's place and academic year, which runs from September to June.
 * The place is looked up in the calendar year in which the academic year begins.
 */
static ent_status
give(ent_tab *t, const form *f, const char *indicator, const char *level)
{
    const char *place = ent_tab_raw(t, f->place), *count = ent_tab_raw(t, f->count);
    const ent_polity *from = NULL;
    ent_claim *c;
    int32_t year = 0;
    ent_date begins = {.precision = ENT_PREC_YEAR};
    ent_status st = academic_year(t, f->year, &year);

    if (st) return st;
    if (!place) return ent_tab_skip(t, ENT_SKIP_MISSING);
    begins.year = year;
    st = ent_nation_then(t, ent_tab_name(t, f->place), place, ENT_SCHEME_NAME, &begins, &from);
    if (st == ENT_NONE && t->skip == ENT_SKIP_AGGREGATE) return st;
    if (!count || strcmp(count, "-") == 0) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (st) return st;
    if (!(c = ent_tab_claim(t, indicator))) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, place, ent_tab_raw(t, f->year), level, NULL);
    c->from = from->code;
    c->from_code = place;
    c->to = "USA";
    c->valid_from = (ent_date){.year = year, .month = 9, .precision = ENT_PREC_MONTH};
    c->valid_to = (ent_date){.year = year + 1, .month = 6, .precision = ENT_PREC_MONTH};
    c->event_code = level;
    c->event_scheme = level ? "open-doors-level" : NULL;
    c->quantity_state = ENT_VALUE;
    c->unit = "persons";
    return ent_count_of(t, ent_tab_name(t, f->count), count, &c->quantity, &c->digits);
}

/* ---- by place ------------------------------------------------------------------------------- */

static const char *const columns[] = {"iie_code", "place_of_origin", "academic_year",
                                      "students_raw", NULL};
enum { CODE, PLACE, YEAR, STUDENTS };
static const ent_tab_spec spec = {
    .reader = &ent_reader_open_doors,
    .columns = columns,
    .coverage = window,
    .n_coverage = 1,
};

/** Places have codes within their region's hundred: 1100 East Africa, 1110 Tanzania. */
static bool
is_region(const char *code)
{
    size_t n = code ? strlen(code) : 0;

    return n >= 3 && strcmp(code + n - 2, "00") == 0;
}

static ent_status
read_place(ent_tab *t, void *ctx, ent_error *err)
{
    static const form by_place = {PLACE, YEAR, STUDENTS};

    (void)ctx;
    (void)err;
    if (is_region(ent_tab_raw(t, CODE))) return ent_tab_skip(t, ENT_SKIP_AGGREGATE);
    return give(t, &by_place, "students", NULL);
}

static ent_status
read_places(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_place, NULL, err);
}

const ent_reader ent_reader_open_doors = {
    .name = "open-doors-origin",
    .version = 1,
    .set = "open-doors",
    .what = "students in the United States by place of origin, 1949/50-2024/25 (Open Doors)",
    .header = "iie_code,place_of_origin,academic_year,students_raw",
    .read = read_places,
};

/* ---- by place and level --------------------------------------------------------------------- */

static const char *const level_columns[] = {"place_of_origin", "academic_year", "level", "students",
                                            NULL};
enum { L_PLACE, L_YEAR, L_LEVEL, L_STUDENTS };
static const ent_tab_spec level_spec = {
    .reader = &ent_reader_open_doors_levels,
    .columns = level_columns,
    .coverage = level_window,
    .n_coverage = 1,
};
static const struct {
    const char *level, *indicator;
} levels[] = {
    {"Under-graduate", "students.undergraduate"},
    {"Graduate", "students.graduate"},
    {"Non-Degree", "students.nondegree"},
    {"OPT", "students.practical"},
    {"Other", "students.other"},
};

static ent_status
read_level(ent_tab *t, void *ctx, ent_error *err)
{
    static const form by_level = {L_PLACE, L_YEAR, L_STUDENTS};
    const char *level = ent_tab_text(t, L_LEVEL);

    (void)ctx;
    (void)err;
    if (!level) return ent_tab_skip(t, ENT_SKIP_MISSING);
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (strcmp(levels[i].level, level) == 0)
            return give(t, &by_level, levels[i].indicator, level);
    return ent_tab_wrong(t,
                         "column level is \"%.40s\"; want Under-graduate, Graduate, Non-Degree, "
                         "OPT or Other",
                         level);
}

static ent_status
read_levels(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &level_spec, read_level, NULL, err);
}

const ent_reader ent_reader_open_doors_levels = {
    .name = "open-doors-level",
    .version = 1,
    .set = "open-doors",
    .what = "students in the United States by place of origin and level, 2000/01-2024/25",
    .header = "place_of_origin,academic_year,level,students",
    .read = read_levels,
};

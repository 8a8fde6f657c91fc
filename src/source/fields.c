/* fields.c: one field of a row: text, number, date, country, each with its missing codes. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "places_priv.h"
#include "table_priv.h"

const char *
ent_tab_raw(const ent_tab *t, int col)
{
    int at = t->column[col];

    if (at < 0 || (size_t)at >= t->n_fields || t->field[at][0] == '\0') return NULL;
    return t->field[at];
}

const char *
ent_tab_text(const ent_tab *t, int col)
{
    const char *s = ent_tab_raw(t, col);

    if (s && t->spec->missing)
        for (const char *const *m = t->spec->missing; *m; m++)
            if (s[0] == (*m)[0] && strcmp(s, *m) == 0) return NULL;
    return s;
}

const char *
ent_tab_name(const ent_tab *t, int col)
{
    const char *name = t->spec->columns[col];

    return name[0] == '?' ? name + 1 : name;
}

ent_status
ent_tab_wrong(ent_tab *t, const char *fmt, ...)
{
    va_list list;

    t->why.status = ENT_E_PARSE;
    va_start(list, fmt);
    (void)vsnprintf(t->why.text, sizeof t->why.text, fmt, list);
    va_end(list);
    return ENT_E_PARSE;
}

/* ---- numbers -------------------------------------------------------------------------------- */

ent_status
ent_tab_int(ent_tab *t, int col, int64_t *out)
{
    const char *s = ent_tab_text(t, col);

    if (!s) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (ent_parse_i64(s, out, NULL))
        return ent_tab_wrong(t, "column %s is \"%.60s\"; want a whole number", ent_tab_name(t, col),
                             s);
    return ENT_OK;
}

ent_status
ent_tab_int_in(ent_tab *t, int col, int64_t low, int64_t high, int64_t *out)
{
    ent_status st = ent_tab_int(t, col, out);

    if (st == ENT_OK && (*out < low || *out > high))
        return ent_tab_wrong(t, "column %s is %lld; want %lld to %lld", ent_tab_name(t, col),
                             (long long)*out, (long long)low, (long long)high);
    return st;
}

int
ent_tab_digits(const char *s)
{
    int n = 0;
    bool leading = true, digit = false;

    for (; *s && *s != 'e' && *s != 'E'; s++) {
        if (*s < '0' || *s > '9') continue;
        digit = true;
        if (*s != '0') leading = false;
        if (!leading) n++;
    }
    return n ? n : digit;
}

ent_status
ent_tab_number_of(ent_tab *t, const char *column, const char *s, double *out, int *digits)
{
    char whole[40];

    if (s[0] == '.' && strlen(s) < sizeof whole - 1) { /* ".065": R and Stata print it so */
        whole[0] = '0';
        memcpy(whole + 1, s, strlen(s) + 1);
        s = whole;
    }
    if (ent_parse_double(s, out, NULL))
        return ent_tab_wrong(t, "column %s is \"%.60s\"; want a number", column, s);
    if (digits) *digits = ent_tab_digits(s);
    return ENT_OK;
}

ent_status
ent_tab_number(ent_tab *t, int col, double *out, int *digits)
{
    const char *s = ent_tab_text(t, col);

    if (!s) return ent_tab_skip(t, ENT_SKIP_MISSING);
    return ent_tab_number_of(t, ent_tab_name(t, col), s, out, digits);
}

ent_status
ent_tab_quantity(ent_tab *t, int col, const char *unit, ent_claim *claim)
{
    double v = 0;
    int digits = 0;
    ent_status st = ent_tab_number(t, col, &v, &digits);

    if (st) return st;
    claim->quantity_state = ENT_VALUE;
    claim->quantity = v;
    claim->digits = digits;
    claim->unit = unit;
    return ENT_OK;
}

void
ent_tab_level(ent_claim *claim, int64_t level, const char *code, const char *scale)
{
    claim->event_code = code;
    claim->event_scheme = scale;
    claim->intensity = (double)level;
    claim->intensity_scale = scale;
    claim->quantity_state = ENT_VALUE;
    claim->quantity = (double)level;
    claim->unit = "level";
}

/* ---- dates ---------------------------------------------------------------------------------- */

static ent_status
make_date(ent_tab *t, const char *column, int64_t y, int64_t m, int64_t d, ent_date *out)
{
    if (y < ENT_YEAR_MIN || y > ENT_YEAR_MAX)
        return ent_tab_wrong(t, "column %s: year %lld; want %d to %d", column, (long long)y,
                             ENT_YEAR_MIN, ENT_YEAR_MAX);
    if (m <= 0) m = d = 0;
    if (d <= 0) d = 0;
    if (m > 12 || d > 31 || ent_date_make((int)y, (int)m, (int)d, out, NULL))
        return ent_tab_wrong(t, "column %s: no such day as %lld-%02lld-%02lld", column,
                             (long long)y, (long long)m, (long long)d);
    return ENT_OK;
}

ent_status
ent_tab_year(ent_tab *t, int col, ent_date *out)
{
    int64_t y = 0;
    ent_status st = ent_tab_int(t, col, &y);

    return st ? st : make_date(t, ent_tab_name(t, col), y, 0, 0, out);
}

ent_status
ent_tab_ymd(ent_tab *t, int year, int month, int day, ent_date *out)
{
    int64_t y = 0, m = 0, d = 0;
    ent_status st = ent_tab_int(t, year, &y);

    if (st) return st;
    if ((st = ent_tab_int(t, month, &m)) > ENT_NONE) return st;
    if (st == ENT_OK && (st = ent_tab_int(t, day, &d)) > ENT_NONE) return st;
    return make_date(t, ent_tab_name(t, year), y, m, d, out);
}

ent_status
ent_tab_yyyymm(ent_tab *t, int col, ent_date *out)
{
    int64_t v = 0;
    ent_status st = ent_tab_int(t, col, &v);

    if (st) return st;
    if (v < 100000 || v > 999999 || (v % 100 > 12 && v % 100 != 99))
        return ent_tab_wrong(t, "column %s is %lld; want year and month as YYYYMM",
                             ent_tab_name(t, col), (long long)v);
    st = make_date(t, ent_tab_name(t, col), v / 100, v % 100 == 99 ? 0 : v % 100, 0, out);
    return st == ENT_OK && v % 100 == 99 ? ENT_END : st;
}

ent_status
ent_tab_date(ent_tab *t, int col, ent_date *out)
{
    const char *s = ent_tab_text(t, col);
    ent_error why = {0};

    if (!s) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (ent_date_parse(s, out, &why))
        return ent_tab_wrong(t, "column %s is \"%.60s\": %s", ent_tab_name(t, col), s, why.text);
    return ENT_OK;
}

bool
ent_tab_before(const ent_date *a, const ent_date *b)
{
    int32_t a0 = 0, a1 = 0, b0 = 0, b1 = 0;

    if (!ent_date_span(a, &a0, &a1)) return false;
    return !ent_date_span(b, &b0, &b1) || a0 < b0;
}

/* ---- countries ------------------------------------------------------------------------------ */

ent_status
ent_tab_country_of(ent_tab *t, const char *column, const char *word, ent_scheme scheme,
                   const ent_date *on, const char **out)
{
    const ent_polity *polity = NULL;
    ent_error why;
    ent_status st = ent_places_find(t->places, t->in->ref, word, scheme, on, &polity, &t->why);

    if (st == ENT_OK) {
        *out = polity->code;
        return ENT_OK;
    }
    /* A dependency before its independence is no state: a set of states may still list it. */
    if (st == ENT_NONE || (st == ENT_E_DOMAIN && !t->spec->strict_states))
        return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    why = t->why;
    (void)ent_tab_wrong(t, "column %s is \"%.60s\": %s", column, word, why.text);
    t->why.status = st;
    return st;
}

ent_status
ent_tab_country(ent_tab *t, int col, ent_scheme scheme, const ent_date *on, const char **out)
{
    const char *word = ent_tab_raw(t, col);

    if (!word) return ent_tab_skip(t, ENT_SKIP_MISSING);
    return ent_tab_country_of(t, ent_tab_name(t, col), word, scheme, on, out);
}

/* ---- headers and layers --------------------------------------------------------------------- */

ent_kind
ent_layer_kind(ent_layer layer)
{
    switch (layer) {
    case ENT_L1:
    case ENT_L5:
        return ENT_KIND_STATEMENT;
    case ENT_L3:
        return ENT_KIND_COMMITMENT;
    case ENT_L7:
        return ENT_KIND_ATTITUDE;
    case ENT_L2:
    case ENT_L4:
    case ENT_L6:
    case ENT_L8:
        return ENT_KIND_ACT;
    case ENT_H:
        return ENT_KIND_IMPULSE;
    case ENT_C:
        return ENT_KIND_COMMEMORATION;
    case ENT_D:
        return ENT_KIND_REPAIR;
    case ENT_X:
        return ENT_KIND_CONTEXT;
    case ENT_LAYER_NONE:
    case ENT_LAYER_COUNT:
        return ENT_KIND_NONE;
    default:
        return ENT_KIND_TIE;
    }
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_separator(char c)
{
    return c == ',' || c == ';' || c == '\t' || c == '|';
}

void
ent_header_fold(const char *line, size_t n, char *out, size_t size)
{
    size_t used = 0, end = 0, first = n >= 3 && memcmp(line, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    for (size_t i = first; i < n && used + 1 < size; i++) {
        char c = lower(line[i]);

        if (c == '"' || c == '\r') continue;
        if (c == ' ' && used == end) continue; /* blank after a separator, or at the start */
        if (is_separator(c)) {
            while (used > end && out[used - 1] == ' ')
                used--;
            end = used + 1;
        }
        out[used++] = c;
    }
    if (size) out[used] = '\0';
}

/** Equal without case, after trimming blanks at both ends of a; b may end in '*'. */
static bool
same_name(const char *a, const char *b)
{
    size_t n;

    a += strspn(a, " ");
    n = strlen(a);
    while (n && a[n - 1] == ' ')
        n--;
    for (size_t i = 0; i < n; i++) {
        if (b[i] == '*' && b[i + 1] == '\0') return true;
        if (lower(a[i]) != lower(b[i])) return false;
    }
    return b[n] == '\0' || (b[n] == '*' && b[n + 1] == '\0');
}

int
ent_header_find(const char *const *fields, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (same_name(fields[i], name)) return (int)i;
    return -1;
}

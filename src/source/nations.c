/* nations.c: states of today and of then, columns of countries, counts. */
#include <string.h>

#include "places_priv.h"
#include "society_priv.h"

bool
ent_nation_stands(const ent_polity *polity, const ent_date *on)
{
    return on->precision == ENT_PREC_NONE || ent_ref_line_on(polity->line, on) == polity;
}

/** What a failed look-up means for the row. */
static ent_status
no_state(ent_tab *t, const char *column, const char *word, ent_status st)
{
    ent_error why;

    if (st == ENT_NONE) return ent_tab_skip(t, ENT_SKIP_AGGREGATE);
    if (st == ENT_E_DOMAIN) return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    why = t->why;
    (void)ent_tab_wrong(t, "column %s is \"%.60s\": %.600s", column, word, why.text);
    t->why.status = st;
    return st;
}

ent_status
ent_nation_then(ent_tab *t, const char *column, const char *word, ent_scheme scheme,
                const ent_date *on, const ent_polity **out)
{
    ent_status st = ent_places_find(t->places, t->in->ref, word, scheme, on, out, &t->why);

    return st ? no_state(t, column, word, st) : ENT_OK;
}

ent_status
ent_nation_now(ent_tab *t, const char *column, const char *word, ent_scheme scheme,
               const ent_date *on, const ent_polity **out)
{
    static const ent_date any_time = {0};
    ent_status st = ent_nation_then(t, column, word, scheme, &any_time, out);

    if (st == ENT_OK && !ent_nation_stands(*out, on)) return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    return st;
}

ent_status
ent_count_of(ent_tab *t, const char *column, const char *s, double *out, int *digits)
{
    int64_t n = 0;

    if (ent_parse_i64(s, &n, NULL) || n < 0)
        return ent_tab_wrong(t, "column %s is \"%.60s\"; want a count, 0 or more", column, s);
    *out = (double)n;
    *digits = ent_tab_digits(s);
    return ENT_OK;
}

/* ---- a column for each country -------------------------------------------------------------- */

const char *
ent_wide_spelling(const ent_wide *wide, const char *word)
{
    for (const ent_spelling *s = wide->spellings; s && s->word; s++)
        if (strcmp(s->word, word) == 0) return s->name;
    return word;
}

static ent_status
report_column(ent_tab *t, size_t place, ent_status st, ent_error *err)
{
    ent_error why = t->why;
    const char *slash = t->in->path ? strrchr(t->in->path, '/') : NULL;

    t->why.status = ENT_OK;
    t->why.text[0] = '\0';
    (void)ent_fail_at(&why, st, slash ? slash + 1 : t->in->path, 1, 0,
                      "header, column %zu, \"%.60s\", is no country that we know: its cells are "
                      "lost",
                      place + 1, t->header[place]);
    if ((st = t->sink->row(t->sink, err)) != ENT_OK) return st;
    return t->sink->reject(t->sink, &why, t->header[place], err);
}

ent_status
ent_wide_ready(ent_tab *t, ent_wide *wide, ent_error *err)
{
    static const ent_date any_time = {0};
    size_t n = t->n_header;

    if (wide->polity) return ENT_OK;
    wide->polity = ent_arena_alloc(&t->keep, n + 1, sizeof *wide->polity);
    if (!wide->polity) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu columns", n);
    for (size_t i = wide->first; i < n; i++) {
        const char *word = ent_wide_spelling(wide, t->header[i]);
        ent_status st;

        if (wide->not_a_country && strcmp(word, wide->not_a_country) == 0) continue;
        st = ent_nation_then(t, "header", word, ENT_SCHEME_NAME, &any_time, &wide->polity[i]);
        if (st == ENT_OK) continue;
        wide->polity[i] = NULL;
        if (st != ENT_NONE && st != ENT_E_UNKNOWN && st != ENT_E_AMBIGUOUS) return st;
        if (st == ENT_NONE) continue; /* a region beside the countries */
        if ((st = report_column(t, i, st, err)) != ENT_OK) return st;
    }
    return ENT_OK;
}

/* ---- files whose headers are the same ------------------------------------------------------- */

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

bool
ent_file_named(const char *file_name, const char *word)
{
    size_t n = strlen(word);

    for (const char *s = file_name; s && *s; s++) {
        size_t same = 0;

        while (same < n && lower(s[same]) == word[same])
            same++;
        if (same == n) return true;
    }
    return false;
}

bool
ent_file_is(const char *first_bytes, size_t n, const char *header)
{
    const char *end = n ? memchr(first_bytes, '\n', n) : NULL;
    char folded[256];

    if (n == 0) return false;
    ent_header_fold(first_bytes, end ? (size_t)(end - first_bytes) : n, folded, sizeof folded);
    return strncmp(folded, header, strlen(header)) == 0;
}

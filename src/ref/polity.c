/* ref/polity.c: polities, lines and their codes and names, as the tables have them. */
#include "ref/ref_priv.h"

#include <string.h>

static const char *const scheme_names[ENT_SCHEME_COUNT] = {
    "any", "ent", "iso3", "iso2", "cow", "gw", "fips", "cameo", "name",
};

const char *
ent_scheme_name(ent_scheme scheme)
{
    return (unsigned)scheme < ENT_SCHEME_COUNT ? scheme_names[scheme] : "";
}

ent_status
ent_scheme_parse(const char *word, ent_scheme *out)
{
    for (size_t i = 0; word && i < ENT_SCHEME_COUNT; i++) {
        if (strcmp(word, scheme_names[i]) == 0) {
            *out = (ent_scheme)i;
            return ENT_OK;
        }
    }
    return ENT_NONE;
}

const ref_entry *
ref_find(ent_scheme scheme, const char *key, size_t *n)
{
    size_t lo = 0, hi = ref_entries_n, end;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = (int)ref_entries[mid].scheme - (int)scheme;

        if (order == 0) order = strcmp(ref_entries[mid].key, key);
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (end = lo; end < ref_entries_n && ref_entries[end].scheme == scheme &&
                   strcmp(ref_entries[end].key, key) == 0;)
        end++;
    *n = end - lo;
    return end > lo ? &ref_entries[lo] : NULL;
}

const ref_group *
ref_find_group(ent_scheme scheme, const char *key)
{
    size_t lo = 0, hi = ref_groups_n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = (int)ref_groups[mid].scheme - (int)scheme;

        if (order == 0) order = strcmp(ref_groups[mid].key, key);
        if (order == 0) return &ref_groups[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

size_t
ref_index(const char *code)
{
    size_t lo = 0, hi = ref_by_code_n;

    while (code && lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = strcmp(ref_polities[ref_by_code[mid]].code, code);

        if (order == 0) return ref_by_code[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return SIZE_MAX;
}

const ent_polity *
ent_ref_polities(size_t *n)
{
    *n = ref_polities_n;
    return ref_polities;
}

const ent_polity *
ent_ref_polity(const char *code)
{
    size_t i = ref_index(code);

    return i == SIZE_MAX ? NULL : &ref_polities[i];
}

/* A line bears the code of its latest polity, so that polity is found by it. */
static size_t
line_end(const char *line)
{
    size_t i = ref_index(line);

    return i != SIZE_MAX && ref_lives[i].latest ? i : SIZE_MAX;
}

const ent_polity *
ent_ref_line_on(const char *line, const ent_date *on)
{
    size_t end = line_end(line), best = SIZE_MAX;
    int32_t first, last;
    int64_t most = 0;

    if (end == SIZE_MAX) return NULL;
    if (!on || !ent_date_span(on, &first, &last)) return &ref_polities[end];
    for (size_t i = ref_lives[end].line_start; i <= end; i++) {
        const ref_life *life = &ref_lives[i];
        int64_t from = life->first > first ? life->first : first;
        int64_t days = (int64_t)(life->last < last ? life->last : last) - from + 1;

        if (days > 0 && days >= most) { /* a tie goes to the later: the day of handover */
            most = days;
            best = i;
        }
    }
    return best == SIZE_MAX ? NULL : &ref_polities[best];
}

const char *
ent_ref_line_name(const char *line)
{
    size_t end = line_end(line);

    return end == SIZE_MAX ? NULL : ref_polities[end].name;
}

static ent_date
date_of(int32_t day, int32_t of_life, const ent_date *life_date)
{
    ent_date none = {0};

    if (day == of_life) return *life_date;
    return day == INT32_MAX ? none : ent_date_from_day(day);
}

size_t
ent_ref_codes(const ent_polity *polity, ent_code *out, size_t max)
{
    size_t at = polity ? ref_index(polity->code) : SIZE_MAX, n = 0;

    if (at == SIZE_MAX) return 0;
    for (size_t i = 0; i < ref_lives[at].owned_n; i++) {
        const ref_entry *e = &ref_entries[ref_owned[ref_lives[at].owned + i]];

        if (e->kind != REF_CODE) continue;
        if (n < max) {
            out[n].scheme = (ent_scheme)e->scheme;
            out[n].text = e->text;
            out[n].from = date_of(e->first, ref_lives[at].first, &ref_polities[at].from);
            out[n].to = date_of(e->last, ref_lives[at].last, &ref_polities[at].to);
        }
        n++;
    }
    return n;
}

size_t
ent_ref_names(const ent_polity *polity, const char **out, size_t max)
{
    size_t at = polity ? ref_index(polity->code) : SIZE_MAX, n = 0;

    if (at == SIZE_MAX) return 0;
    for (size_t i = 0; i < ref_lives[at].owned_n; i++) {
        const ref_entry *e = &ref_entries[ref_owned[ref_lives[at].owned + i]];

        if (e->kind != REF_NAME && e->kind != REF_DEMONYM) continue;
        if (n < max) out[n] = e->text;
        n++;
    }
    return n;
}

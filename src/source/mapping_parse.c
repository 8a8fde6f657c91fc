/* mapping_parse.c: reads a mapping file (docs/formats/mapping.md) and checks every line of it. */
#include <string.h>

#include "mapping_priv.h"
#include "sets_priv.h"

/** One line of the file at hand. */
typedef struct line {
    const char *field, *how, *arg;
    uint64_t row, byte;
} line;

typedef struct parser {
    ent_mapping *m;
    ent_map_claim *claim; /**< NULL: before the first one */
    line at;
    ent_error *err;
} parser;

enum { TEXT = 1, PLACE = 2, DATE = 4, NUMBER = 8 };
static const struct {
    const char *name;
    int kind;
} fields[ENT_MAP_FIELDS] = {
    {"indicator", TEXT},
    {"from", PLACE},
    {"to", PLACE},
    {"record", TEXT},
    {"valid_from", DATE},
    {"valid_to", DATE},
    {"known_from", DATE},
    {"quantity", NUMBER},
    {"quantity_low", NUMBER},
    {"quantity_high", NUMBER},
    {"se", NUMBER},
    {"n", NUMBER},
    {"unit", TEXT},
    {"scale", NUMBER},
    {"denominator", TEXT},
    {"kind", TEXT},
    {"label", TEXT},
    {"event_code", TEXT},
    {"event_scheme", TEXT},
    {"sign", NUMBER},
    {"intensity", NUMBER},
    {"intensity_scale", TEXT},
    {"approx", TEXT},
    {"from_role", TEXT},
    {"to_role", TEXT},
    {"source", TEXT},
    {"locator", TEXT},
    {"attribution", TEXT},
    {"reliability", TEXT},
    {"credibility", TEXT},
    {"cluster", TEXT},
    {"note", TEXT},
};

static ent_status
wrong(parser *p, const char *what, const char *want)
{
    return ent_fail_at(p->err, ENT_E_PARSE, p->m->path, p->at.row, p->at.byte,
                       "%s is \"%.80s\"; want %s", what,
                       strcmp(what, "field") == 0 ? p->at.field
                       : strcmp(what, "how") == 0 ? p->at.how
                                                  : p->at.arg,
                       want);
}

static ent_status
no_memory(parser *p)
{
    return ent_fail(p->err, ENT_E_NOMEM, "no memory for the mapping");
}

/* ---- columns and lists ---------------------------------------------------------------------- */

/** Number of a named column, added when new. */
static ent_status
need_column(parser *p, const char *name, int *out)
{
    ent_mapping *m = p->m;

    if (strcmp(name, "@name") == 0 || strcmp(name, "@value") == 0) {
        *out = name[1] == 'n' ? ENT_MAP_NAME : ENT_MAP_VALUE;
        if (!m->melt_first) return wrong(p, "argument", "a \"melt\" line above");
        return ENT_OK;
    }
    if (!*name) return wrong(p, "argument", "the name of a column");
    for (size_t i = 0; i < m->n_columns; i++) {
        if (strcmp(m->columns[i] + 1, name) == 0) {
            *out = (int)i;
            return ENT_OK;
        }
    }
    if (m->n_columns == ENT_TAB_COLUMNS_MAX)
        return ent_fail_at(p->err, ENT_E_LIMIT, m->path, p->at.row, p->at.byte,
                           "over %d columns; melt a wide table instead", ENT_TAB_COLUMNS_MAX);
    m->columns[m->n_columns] = ent_arena_printf(&m->arena, "?%s", name);
    if (!m->columns[m->n_columns]) return no_memory(p);
    m->column_row[m->n_columns] = p->at.row;
    m->column_byte[m->n_columns] = p->at.byte;
    *out = (int)m->n_columns++;
    return ENT_OK;
}

static size_t
count_of(const char *s, char c)
{
    size_t n = 0;

    for (; *s; s++)
        n += *s == c;
    return n;
}

/** "a|b|c" to a list in the arena. */
static ent_status
split(parser *p, const char *s, const char ***out, size_t *n)
{
    size_t cap = count_of(s, '|') + 1;
    const char **list = ent_arena_alloc(&p->m->arena, cap, sizeof *list);

    if (!list) return no_memory(p);
    *n = 0;
    for (;;) {
        size_t len = strcspn(s, "|");
        char *word = ent_arena_strndup(&p->m->arena, s, len);

        if (!word) return no_memory(p);
        list[(*n)++] = word;
        if (!s[len]) break;
        s += len + 1;
    }
    *out = list;
    return ENT_OK;
}

static ent_status
read_columns(parser *p, ent_map_rule *rule)
{
    const char **names = NULL;
    size_t n = 0;
    ent_status st = split(p, p->at.arg, &names, &n);

    if (st) return st;
    if (n > ENT_MAP_PARTS_MAX) return wrong(p, "argument", "at most 8 columns");
    for (size_t i = 0; i < n; i++)
        if ((st = need_column(p, names[i], &rule->col[i])) != ENT_OK) return st;
    rule->n_cols = n;
    return ENT_OK;
}

/** "Class: A=1|B=2|*=0" */
static ent_status
read_pairs(parser *p, ent_map_rule *rule)
{
    const char *colon = strstr(p->at.arg, ": ");
    const char **words = NULL;
    ent_map_pair *pairs;
    char *name;
    ent_status st;

    if (!colon) return wrong(p, "argument", "\"Column: word=becomes|word=becomes\"");
    name = ent_arena_strndup(&p->m->arena, p->at.arg, (size_t)(colon - p->at.arg));
    if (!name) return no_memory(p);
    if ((st = need_column(p, name, &rule->col[0])) != ENT_OK ||
        (st = split(p, colon + 2, &words, &rule->n_pairs)) != ENT_OK)
        return st;
    pairs = ent_arena_alloc(&p->m->arena, rule->n_pairs, sizeof *pairs);
    if (!pairs) return no_memory(p);
    for (size_t i = 0; i < rule->n_pairs; i++) {
        const char *equals = strrchr(words[i], '=');

        if (!equals) return wrong(p, "argument", "\"Column: word=becomes|word=becomes\"");
        pairs[i].word = ent_arena_strndup(&p->m->arena, words[i], (size_t)(equals - words[i]));
        pairs[i].becomes = equals + 1;
        if (!pairs[i].word) return no_memory(p);
    }
    rule->n_cols = 1;
    rule->pairs = pairs;
    return ENT_OK;
}

/* ---- fields of a claim ---------------------------------------------------------------------- */

static ent_map_how
date_how(const char *word)
{
    static const struct {
        const char *word;
        ent_map_how how;
    } forms[] = {{"year", ENT_MAP_YEAR}, {"yyyymm", ENT_MAP_YYYYMM}, {"date", ENT_MAP_DATE},
                 {"dmy", ENT_MAP_DMY},   {"mdy", ENT_MAP_MDY},       {"parts", ENT_MAP_PARTS}};

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (strcmp(word, forms[i].word) == 0) return forms[i].how;
    return ENT_MAP_UNSET;
}

static ent_status
read_how(parser *p, int kind, ent_map_rule *rule)
{
    const char *how = p->at.how;

    rule->row = p->at.row;
    rule->byte = p->at.byte;
    if (strcmp(how, "const") == 0) {
        rule->how = ENT_MAP_CONST;
        rule->text = p->at.arg;
        return ENT_OK;
    }
    if (strcmp(how, "map") == 0) {
        rule->how = ENT_MAP_MAP;
        return read_pairs(p, rule);
    }
    if (kind == PLACE) {
        rule->how = ENT_MAP_COUNTRY;
        if (ent_scheme_parse(how, &rule->scheme))
            return wrong(p, "how", "const, map, ent, iso3, iso2, cow, gw, fips, cameo or name");
        return read_columns(p, rule);
    }
    if (kind == DATE) {
        rule->how = date_how(how);
        if (rule->how == ENT_MAP_UNSET)
            return wrong(p, "how", "const, year, yyyymm, date, dmy, mdy or parts");
        return read_columns(p, rule);
    }
    if (strcmp(how, "column") == 0)
        rule->how = ENT_MAP_COLUMN;
    else if (kind == TEXT && strcmp(how, "join") == 0)
        rule->how = ENT_MAP_JOIN;
    else
        return wrong(p, "how",
                     kind == TEXT ? "const, column, join or map" : "const, column or map");
    return read_columns(p, rule);
}

static ent_status
read_field(parser *p, size_t field)
{
    ent_map_rule *rule = p->claim ? &p->claim->fields[field] : &p->m->common[field];

    if (rule->how != ENT_MAP_UNSET && rule->row != 0 && (!p->claim || rule->row > p->claim->row))
        return wrong(p, "field", "each field once in a claim");
    *rule = (ent_map_rule){.how = ENT_MAP_UNSET};
    return read_how(p, fields[field].kind, rule);
}

/* ---- the table: its form and its filters ---------------------------------------------------- */

static ent_status
read_filter(parser *p, bool keep, ent_skip skip)
{
    ent_map_filter *list = p->claim ? p->claim->filters : p->m->filters;
    size_t *n = p->claim ? &p->claim->n_filters : &p->m->n_filters;
    ent_map_filter *f = &list[*n];
    const char **words = NULL;
    ent_status st;

    if (*n == ENT_MAP_RULES_MAX) return wrong(p, "field", "at most 16 filters");
    *f = (ent_map_filter){.keep = keep, .skip = skip, .row = p->at.row, .byte = p->at.byte};
    if ((st = need_column(p, p->at.how, &f->col)) != ENT_OK ||
        (st = split(p, p->at.arg, &words, &f->n_words)) != ENT_OK)
        return st;
    f->words = words;
    (*n)++;
    return ENT_OK;
}

static ent_status
read_separator(parser *p)
{
    static const struct {
        const char *word;
        char c;
    } names[] = {{"comma", ','}, {"tab", '\t'}, {"semicolon", ';'}, {"pipe", '|'}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(p->at.arg, names[i].word) == 0) {
            p->m->spec.rows.separator = names[i].c;
            return ENT_OK;
        }
    }
    return wrong(p, "argument", "comma, tab, semicolon or pipe");
}

static ent_status
read_encoding(parser *p)
{
    static const struct {
        const char *word;
        ent_encoding encoding;
    } names[] = {{"auto", ENT_ENC_AUTO},
                 {"utf8", ENT_ENC_UTF8},
                 {"cp1252", ENT_ENC_CP1252},
                 {"macroman", ENT_ENC_MACROMAN}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(p->at.arg, names[i].word) == 0) {
            p->m->spec.rows.encoding = names[i].encoding;
            return ENT_OK;
        }
    }
    return wrong(p, "argument", "auto, utf8, cp1252 or macroman");
}

static ent_status
read_yes_no(parser *p, bool *out)
{
    if (strcmp(p->at.arg, "yes") != 0 && strcmp(p->at.arg, "no") != 0)
        return wrong(p, "argument", "yes or no");
    *out = p->at.arg[0] == 'y';
    return ENT_OK;
}

/** Those that are on or off. @return NONE: it is none of them */
static ent_status
read_switch(parser *p)
{
    ent_tab_spec *spec = &p->m->spec;
    struct {
        const char *name;
        bool *on;
        bool inverted;
    } switches[] = {{"header", &spec->no_header, true},
                    {"quotes", &spec->rows.no_quotes, true},
                    {"comments", &spec->rows.comments, false},
                    {"ragged", &spec->ragged, false}};

    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        bool yes = false;
        ent_status st;

        if (strcmp(p->at.how, switches[i].name) != 0) continue;
        st = read_yes_no(p, &yes);
        if (st == ENT_OK) *switches[i].on = yes != switches[i].inverted;
        return st;
    }
    return ENT_NONE;
}

/** Lines "table HOW ARGUMENT". */
static ent_status
read_table(parser *p)
{
    const char *how = p->at.how;
    ent_tab_spec *spec = &p->m->spec;
    int64_t n = 0;
    ent_status st;

    if (strcmp(how, "separator") == 0) return read_separator(p);
    if (strcmp(how, "encoding") == 0) return read_encoding(p);
    if (strcmp(how, "header_first") == 0) {
        spec->header_first = p->at.arg;
        return ENT_OK;
    }
    if (strcmp(how, "skip_rows") == 0) {
        if (ent_parse_i64(p->at.arg, &n, NULL) || n < 0 || n > 1000)
            return wrong(p, "argument", "0 to 1000");
        spec->skip_rows = (unsigned)n;
        return ENT_OK;
    }
    if (strcmp(how, "trailing") == 0) {
        if (strlen(p->at.arg) != 1) return wrong(p, "argument", "one character");
        spec->rows.trailing_junk = p->at.arg[0];
        return ENT_OK;
    }
    st = read_switch(p);
    if (st != ENT_NONE) return st;
    return wrong(p, "how",
                 "separator, encoding, header, header_first, skip_rows, quotes, comments, "
                 "trailing or ragged");
}

static ent_status
read_coverage(parser *p)
{
    ent_coverage *c = &p->m->coverage;
    ent_error why = {0};

    p->m->covered = true;
    if (strcmp(p->at.how, "absence") == 0) {
        if (strcmp(p->at.arg, "zero") != 0 && strcmp(p->at.arg, "missing") != 0)
            return wrong(p, "argument", "zero or missing");
        c->absence_is_zero = p->at.arg[0] == 'z';
        return ENT_OK;
    }
    if (strcmp(p->at.how, "from") == 0 || strcmp(p->at.how, "to") == 0) {
        if (ent_date_parse(p->at.arg, p->at.how[0] == 'f' ? &c->from : &c->to, &why))
            return wrong(p, "argument", "a date");
        return ENT_OK;
    }
    if (strcmp(p->at.how, "from_actors") == 0)
        c->from_actors = p->at.arg;
    else if (strcmp(p->at.how, "to_actors") == 0)
        c->to_actors = p->at.arg;
    else if (strcmp(p->at.how, "threshold") == 0)
        c->threshold = p->at.arg;
    else if (strcmp(p->at.how, "note") == 0)
        c->note = p->at.arg;
    else
        return wrong(p, "how", "absence, from, to, from_actors, to_actors, threshold or note");
    return ENT_OK;
}

/** "melt	columns	1990..2020": from one named column to another, or "First.." to the last. */
static ent_status
read_melt(parser *p)
{
    const char *dots = strstr(p->at.arg, "..");

    if (strcmp(p->at.how, "columns") != 0) return wrong(p, "how", "columns");
    if (!dots || dots == p->at.arg) return wrong(p, "argument", "\"First..Last\" or \"First..\"");
    p->m->melt_first = ent_arena_strndup(&p->m->arena, p->at.arg, (size_t)(dots - p->at.arg));
    p->m->melt_last = dots + 2;
    p->m->melt_row = p->at.row;
    p->m->melt_byte = p->at.byte;
    return p->m->melt_first ? ENT_OK : no_memory(p);
}

/* ---- line by line --------------------------------------------------------------------------- */

static ent_status
begin_claim(parser *p)
{
    ent_mapping *m = p->m;

    if (m->n_claims == ENT_MAP_CLAIMS_MAX) return wrong(p, "field", "at most 64 claims");
    if (!m->claims) m->claims = ent_arena_alloc(&m->arena, ENT_MAP_CLAIMS_MAX, sizeof *m->claims);
    if (!m->claims) return no_memory(p);
    p->claim = &m->claims[m->n_claims++];
    memcpy(p->claim->fields, m->common, sizeof m->common);
    p->claim->row = p->at.row;
    p->claim->byte = p->at.byte;
    return ENT_OK;
}

static ent_status
read_missing(parser *p)
{
    if (p->m->n_missing == ENT_MAP_RULES_MAX) return wrong(p, "field", "at most 16 of them");
    p->m->missing[p->m->n_missing++] = p->at.arg;
    return ENT_OK;
}

static ent_status
read_line(parser *p)
{
    const char *field = p->at.field;

    if (strcmp(field, "claim") == 0) return begin_claim(p);
    if (strcmp(field, "keep") == 0) return read_filter(p, true, ENT_SKIP_OTHER);
    if (strcmp(field, "drop") == 0) return read_filter(p, false, ENT_SKIP_OTHER);
    if (strcmp(field, "aggregate") == 0) return read_filter(p, false, ENT_SKIP_AGGREGATE);
    for (size_t i = 0; i < ENT_MAP_FIELDS; i++)
        if (strcmp(field, fields[i].name) == 0) return read_field(p, i);
    if (p->claim) return wrong(p, "field", "a column of the claim TSV, or keep, drop, claim");
    if (strcmp(field, "set") == 0) {
        if (strcmp(p->at.how, "const") != 0) return wrong(p, "how", "const");
        p->m->set = p->at.arg;
        return ENT_OK;
    }
    if (strcmp(field, "table") == 0) return read_table(p);
    if (strcmp(field, "missing") == 0) return read_missing(p);
    if (strcmp(field, "coverage") == 0) return read_coverage(p);
    if (strcmp(field, "melt") == 0) return read_melt(p);
    return wrong(p, "field",
                 "set, table, missing, melt, coverage, keep, drop, aggregate, claim, or "
                 "a column of the claim TSV");
}

/** Cut a line into its three fields; the line itself is kept in the arena. */
static ent_status
take_line(parser *p, const char *text, size_t n)
{
    char *copy = ent_arena_strndup(&p->m->arena, text, n);
    char *tab;

    if (!copy) return no_memory(p);
    p->at.field = copy;
    p->at.how = p->at.arg = "";
    tab = strchr(copy, '\t');
    if (tab) {
        *tab++ = '\0';
        p->at.how = tab;
        tab = strchr(tab, '\t');
    }
    if (tab) {
        *tab++ = '\0';
        p->at.arg = tab;
        if (strchr(tab, '\t')) return wrong(p, "argument", "three columns: field, how, argument");
    }
    if (strcmp(p->at.field, "field") == 0 && strcmp(p->at.how, "how") == 0) return ENT_OK;
    return read_line(p);
}

/** Every claim has what a claim needs; said of the line where the claim begins. */
static ent_status
check_claims(parser *p)
{
    static const ent_map_field needed[] = {ENT_MAP_INDICATOR, ENT_MAP_FROM, ENT_MAP_VALID_FROM};
    const ent_mapping *m = p->m;

    if (!m->set)
        return ent_fail_at(p->err, ENT_E_PARSE, m->path, 1, 0,
                           "no \"set\" line; want \"set<tab>const<tab>CODE\"");
    if (m->n_claims == 0)
        return ent_fail_at(p->err, ENT_E_PARSE, m->path, 1, 0, "no \"claim\" line");
    for (size_t i = 0; i < m->n_claims; i++) {
        const ent_map_claim *c = &m->claims[i];
        const ent_map_rule *what = &c->fields[ENT_MAP_INDICATOR];

        for (size_t k = 0; k < sizeof needed / sizeof needed[0]; k++)
            if (c->fields[needed[k]].how == ENT_MAP_UNSET)
                return ent_fail_at(p->err, ENT_E_PARSE, m->path, c->row, c->byte,
                                   "this claim has no \"%s\"", fields[needed[k]].name);
        if (what->how == ENT_MAP_CONST && !ent_ref_indicator(what->text))
            return ent_fail_at(p->err, ENT_E_PARSE, m->path, what->row, what->byte,
                               "indicator \"%.80s\" is not in the table of indicators", what->text);
    }
    return ENT_OK;
}

ent_status
ent_mapping_parse(ent_lines *lines, const char *path, ent_mapping *out, ent_error *err)
{
    parser p = {.m = out, .err = err};
    const char *text = NULL;
    size_t n = 0;
    ent_status st;

    *out = (ent_mapping){.path = path};
    while ((st = ent_lines_next(lines, &text, &n, err)) == ENT_OK) {
        p.at.row = ent_lines_row(lines);
        p.at.byte = ent_lines_byte(lines);
        if (n == 0 || text[0] == '#') continue;
        if ((st = take_line(&p, text, n)) != ENT_OK) return st;
    }
    return st == ENT_END ? check_claims(&p) : st;
}

void
ent_mapping_clear(ent_mapping *m)
{
    if (!m) return;
    ent_arena_clear(&m->arena);
    *m = (ent_mapping){0};
}

/* mapping_run.c: the reader "mapping": any table to claims, as a mapping file says. */
#include <string.h>

#include "mapping_priv.h"
#include "sets_priv.h"

extern const ent_reader ent_reader_mapping;

/** One row of the table, and in a wide table one of its columns. */
typedef struct run {
    ent_tab *t;
    const ent_mapping *m;
    size_t melt_from, melt_to; /**< columns [from, to) are melted; none when equal */
    size_t melted;
} run;

/* ---- text of a rule ------------------------------------------------------------------------- */

static bool
is_missing(const run *r, const char *s)
{
    if (!s || !*s) return true;
    for (const char *const *m = r->t->spec->missing; m && *m; m++)
        if (strcmp(s, *m) == 0) return true;
    return false;
}

/** Text of a column, of "@name" or of "@value". raw: missing codes are ordinary words. */
static const char *
text_of(const run *r, int col, bool raw)
{
    const char *s;

    if (col == ENT_MAP_NAME) return r->t->header[r->melted];
    if (col == ENT_MAP_VALUE) {
        s = r->melted < r->t->n_fields ? r->t->field[r->melted] : "";
        return !*s || (!raw && is_missing(r, s)) ? NULL : s;
    }
    return raw ? ent_tab_raw(r->t, col) : ent_tab_text(r->t, col);
}

static const char *
name_of(const run *r, int col)
{
    if (col == ENT_MAP_NAME) return "@name";
    return col == ENT_MAP_VALUE ? r->t->header[r->melted] : ent_tab_name(r->t, col);
}

static ent_status
translate(const run *r, const ent_map_rule *rule, const char **out)
{
    const char *s = text_of(r, rule->col[0], true);

    for (size_t i = 0; i < rule->n_pairs; i++) {
        if ((s && strcmp(rule->pairs[i].word, s) == 0) || strcmp(rule->pairs[i].word, "*") == 0) {
            *out = rule->pairs[i].becomes;
            return ENT_OK;
        }
    }
    if (is_missing(r, s)) return ent_tab_skip(r->t, ENT_SKIP_MISSING);
    return ent_tab_wrong(r->t,
                         "column %s is \"%.60s\", a word the mapping does not name (%s row %llu)",
                         name_of(r, rule->col[0]), s, r->m->path, (unsigned long long)rule->row);
}

static const char *
join(const run *r, const ent_map_rule *rule)
{
    const char *out = NULL;

    for (size_t i = 0; i < rule->n_cols; i++) {
        const char *s = text_of(r, rule->col[i], true);

        if (s) out = out ? ent_tab_join(r->t, out, s, NULL) : ent_tab_join(r->t, s, NULL);
    }
    return out;
}

/** @return NONE: not given or missing; *out NULL */
static ent_status
rule_text(const run *r, const ent_map_rule *rule, const char **out)
{
    *out = NULL;
    switch (rule->how) {
    case ENT_MAP_UNSET:
        return ENT_NONE;
    case ENT_MAP_CONST:
        *out = rule->text;
        break;
    case ENT_MAP_MAP:
        return translate(r, rule, out);
    case ENT_MAP_JOIN:
        *out = join(r, rule);
        break;
    default:
        *out = text_of(r, rule->col[0], false);
        break;
    }
    return *out && **out ? ENT_OK : ENT_NONE;
}

/* ---- dates ---------------------------------------------------------------------------------- */

static ent_status
bad_date(const run *r, const ent_map_rule *rule, const char *s, const char *want)
{
    return ent_tab_wrong(r->t, "%s%s is \"%.40s\"; want %s (%s row %llu)",
                         rule->how == ENT_MAP_CONST ? "date of the mapping" : "column ",
                         rule->how == ENT_MAP_CONST ? "" : name_of(r, rule->col[0]), s, want,
                         r->m->path, (unsigned long long)rule->row);
}

/** Up to three whole numbers separated by anything that is no digit. @return how many */
static size_t
numbers_in(const char *s, int64_t out[3])
{
    size_t n = 0;

    while (*s && n < 3) {
        size_t len = strspn(s, "0123456789");
        char text[8];

        if (len == 0 || len >= sizeof text) return 0;
        memcpy(text, s, len);
        text[len] = '\0';
        if (ent_parse_i64(text, &out[n], NULL)) return 0;
        n++;
        s += len;
        if (*s) s++;
    }
    return *s ? 0 : n;
}

static ent_status
parts_date(const run *r, const ent_map_rule *rule, ent_date *out)
{
    int64_t v[3] = {0};

    for (size_t i = 0; i < rule->n_cols && i < 3; i++) {
        const char *s = text_of(r, rule->col[i], false);

        if (!s && i == 0) return ent_tab_skip(r->t, ENT_SKIP_MISSING);
        if (!s) break;
        if (ent_parse_i64(s, &v[i], NULL))
            return ent_tab_wrong(r->t, "column %s is \"%.40s\"; want a whole number",
                                 name_of(r, rule->col[i]), s);
        if (v[i] < 1) break; /* -9, 0: not known */
    }
    if (v[0] < ENT_YEAR_MIN || v[0] > ENT_YEAR_MAX || v[1] > 12 || v[2] > 31 ||
        ent_date_make((int)v[0], v[1] < 0 ? 0 : (int)v[1], v[2] < 0 ? 0 : (int)v[2], out, NULL))
        return ent_tab_wrong(r->t, "columns from %s on make no date", name_of(r, rule->col[0]));
    return ENT_OK;
}

/** The numbers of a date in the order year, month, day. @return what is wanted, NULL when fine */
static const char *
date_numbers(ent_map_how how, const char *s, int64_t v[3])
{
    int64_t in[3] = {0};
    size_t n = numbers_in(s, in);

    if (how == ENT_MAP_YEAR) {
        v[0] = in[0];
        return n == 1 ? NULL : "a year";
    }
    if (how == ENT_MAP_YYYYMM) {
        v[0] = in[0] / 100;
        v[1] = in[0] % 100;
        return n == 1 && in[0] >= 100000 ? NULL : "YYYYMM";
    }
    v[0] = in[2];
    v[1] = how == ENT_MAP_DMY ? in[1] : in[0];
    v[2] = how == ENT_MAP_DMY ? in[0] : in[1];
    return n == 3 ? NULL : "day, month and year";
}

static ent_status
text_date(const run *r, const ent_map_rule *rule, const char *s, ent_date *out)
{
    int64_t v[3] = {0};
    const char *want;

    if (rule->how != ENT_MAP_YEAR && rule->how != ENT_MAP_YYYYMM && rule->how != ENT_MAP_DMY &&
        rule->how != ENT_MAP_MDY) {
        if (ent_date_parse(s, out, NULL)) return bad_date(r, rule, s, "1969-03-02 or 1969-03");
        return ENT_OK;
    }
    if ((want = date_numbers(rule->how, s, v)) != NULL) return bad_date(r, rule, s, want);
    if (v[0] < ENT_YEAR_MIN || v[0] > ENT_YEAR_MAX || v[1] > 12 || v[2] > 31 ||
        ent_date_make((int)v[0], (int)v[1], (int)v[2], out, NULL))
        return bad_date(r, rule, s, "a day that there was");
    return ENT_OK;
}

static ent_status
rule_date(const run *r, const ent_map_rule *rule, ent_date *out)
{
    const char *s = NULL;
    ent_status st;

    if (rule->how == ENT_MAP_PARTS) return parts_date(r, rule, out);
    st = rule_text(r, rule, &s);
    if (st == ENT_NONE && rule->how != ENT_MAP_UNSET) return ent_tab_skip(r->t, ENT_SKIP_MISSING);
    return st ? st : text_date(r, rule, s, out);
}

/* ---- a claim -------------------------------------------------------------------------------- */

static ent_status
rule_number(const run *r, const ent_map_rule *rule, double *out, int *digits)
{
    const char *s = NULL;
    ent_status st = rule_text(r, rule, &s);

    if (st) return st;
    return ent_tab_number_of(
        r->t, rule->how == ENT_MAP_CONST ? "of the mapping" : name_of(r, rule->col[0]), s, out,
        digits);
}

static ent_status
rule_place(const run *r, const ent_map_rule *rule, const ent_date *on, const char **out,
           const char **code)
{
    ent_scheme scheme = rule->how == ENT_MAP_COUNTRY ? rule->scheme : ENT_SCHEME_ENT;
    const char *column = "of the mapping";
    ent_status st = ENT_OK;

    if (rule->how == ENT_MAP_COUNTRY) {
        column = name_of(r, rule->col[0]);
        *code = text_of(r, rule->col[0], true); /* NA may be Namibia */
    } else {
        st = rule_text(r, rule, code);
    }
    if (st > ENT_NONE) return st;
    if (!*code) return ent_tab_skip(r->t, ENT_SKIP_MISSING);
    return ent_tab_country_of(r->t, column, *code, scheme, on, out);
}

static ent_status
set_words(const run *r, const ent_map_rule *fields, ent_claim *c)
{
    static const struct {
        ent_map_field field;
        size_t at;
    } texts[] = {
        {ENT_MAP_DENOMINATOR, offsetof(ent_claim, denominator)},
        {ENT_MAP_LABEL, offsetof(ent_claim, label)},
        {ENT_MAP_EVENT_CODE, offsetof(ent_claim, event_code)},
        {ENT_MAP_EVENT_SCHEME, offsetof(ent_claim, event_scheme)},
        {ENT_MAP_INTENSITY_SCALE, offsetof(ent_claim, intensity_scale)},
        {ENT_MAP_SOURCE, offsetof(ent_claim, source)},
        {ENT_MAP_LOCATOR, offsetof(ent_claim, locator)},
        {ENT_MAP_CLUSTER, offsetof(ent_claim, cluster)},
        {ENT_MAP_NOTE, offsetof(ent_claim, note)},
        {ENT_MAP_UNIT, offsetof(ent_claim, unit)},
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *s = NULL;
        ent_status st = rule_text(r, &fields[texts[i].field], &s);

        if (st > ENT_NONE) return st;
        if (st == ENT_OK) memcpy((char *)c + texts[i].at, &s, sizeof s);
    }
    return ENT_OK;
}

/** A field whose words are an enumeration or a grade. */
static ent_status
set_coded(const run *r, const ent_map_rule *rule, const char *name, ent_claim *c)
{
    const char *s = NULL;
    ent_status st = rule_text(r, rule, &s);
    ent_status known = ENT_OK;

    if (st) return st > ENT_NONE ? st : ENT_OK;
    if (strcmp(name, "kind") == 0)
        known = ent_kind_parse(s, &c->kind);
    else if (strcmp(name, "approx") == 0)
        known = ent_approx_parse(s, &c->approx);
    else if (strcmp(name, "from_role") == 0)
        known = ent_role_parse(s, &c->from_role);
    else if (strcmp(name, "to_role") == 0)
        known = ent_role_parse(s, &c->to_role);
    else if (strcmp(name, "attribution") == 0)
        known = ent_attribution_parse(s, &c->attribution);
    else if (strcmp(name, "reliability") == 0)
        c->reliability = s[0];
    else
        c->credibility = s[0];
    if (known || !s[0]) return ent_tab_wrong(r->t, "%s is \"%.40s\", a word nobody knows", name, s);
    return ENT_OK;
}

static ent_status
set_coded_all(const run *r, const ent_map_rule *f, ent_claim *c)
{
    ent_status st;

    if ((st = set_coded(r, &f[ENT_MAP_KIND], "kind", c)) != ENT_OK ||
        (st = set_coded(r, &f[ENT_MAP_APPROX], "approx", c)) != ENT_OK ||
        (st = set_coded(r, &f[ENT_MAP_FROM_ROLE], "from_role", c)) != ENT_OK ||
        (st = set_coded(r, &f[ENT_MAP_TO_ROLE], "to_role", c)) != ENT_OK ||
        (st = set_coded(r, &f[ENT_MAP_ATTRIBUTION], "attribution", c)) != ENT_OK ||
        (st = set_coded(r, &f[ENT_MAP_RELIABILITY], "reliability", c)) != ENT_OK)
        return st;
    return set_coded(r, &f[ENT_MAP_CREDIBILITY], "credibility", c);
}

/** @return NONE: a quantity is asked for and missing in this row, so there is no claim */
static ent_status
set_quantity(const run *r, const ent_map_rule *f, ent_claim *c)
{
    double scale = 1, n = 0, sign = 0;
    ent_status st;

    if ((st = rule_number(r, &f[ENT_MAP_SIGN], &sign, NULL)) > ENT_NONE) return st;
    if ((st = rule_number(r, &f[ENT_MAP_INTENSITY], &c->intensity, NULL)) > ENT_NONE) return st;
    if ((st = rule_number(r, &f[ENT_MAP_N], &n, NULL)) > ENT_NONE) return st;
    if (sign < -1 || sign > 1 || n < 0 || n > 1e15)
        return ent_tab_wrong(r->t, "sign is outside -1..1, or n below 0");
    c->sign = (int)sign;
    c->n = (int64_t)n;
    if (f[ENT_MAP_QUANTITY].how == ENT_MAP_UNSET) return ENT_OK;
    st = rule_number(r, &f[ENT_MAP_QUANTITY], &c->quantity, &c->digits);
    if (st) return st == ENT_NONE ? ent_tab_skip(r->t, ENT_SKIP_MISSING) : st;
    if ((st = rule_number(r, &f[ENT_MAP_QUANTITY_LOW], &c->quantity_low, NULL)) > ENT_NONE ||
        (st = rule_number(r, &f[ENT_MAP_QUANTITY_HIGH], &c->quantity_high, NULL)) > ENT_NONE ||
        (st = rule_number(r, &f[ENT_MAP_SE], &c->standard_error, NULL)) > ENT_NONE ||
        (st = rule_number(r, &f[ENT_MAP_SCALE], &scale, NULL)) > ENT_NONE)
        return st;
    c->quantity_state = ENT_VALUE;
    c->quantity *= scale;
    c->quantity_low *= scale;
    c->quantity_high *= scale;
    c->standard_error *= scale;
    return ENT_OK;
}

/** Without a rule of its own: the two codes and the time, as the table has them. */
static ent_status
set_record(const run *r, const ent_map_rule *f, ent_claim *c)
{
    char from[ENT_DATE_TEXT_MAX];
    ent_status st = rule_text(r, &f[ENT_MAP_RECORD], &c->record);

    if (st != ENT_NONE) return st;
    ent_date_format(&c->valid_from, from, sizeof from);
    c->record = c->to_code ? ent_tab_join(r->t, c->from_code, c->to_code, from, NULL)
                           : ent_tab_join(r->t, c->from_code, from, NULL);
    return ENT_OK;
}

static ent_status
set_times(const run *r, const ent_map_rule *f, ent_claim *c)
{
    const ent_map_rule *to = &f[ENT_MAP_VALID_TO];
    ent_status st = rule_date(r, &f[ENT_MAP_VALID_FROM], &c->valid_from);

    if (st) return st;
    c->ongoing = to->how == ENT_MAP_CONST && strcmp(to->text, "ongoing") == 0;
    if (!c->ongoing && (st = rule_date(r, to, &c->valid_to)) > ENT_NONE) return st;
    st = rule_date(r, &f[ENT_MAP_KNOWN_FROM], &c->known_from);
    return st > ENT_NONE ? st : ENT_OK;
}

static ent_status
fill_claim(const run *r, const ent_map_rule *f, const char *indicator, ent_claim *c)
{
    const ent_indicator *what = ent_ref_indicator(indicator);
    ent_error why = {0};
    ent_status st;

    if ((st = set_times(r, f, c)) != ENT_OK ||
        (st = rule_place(r, &f[ENT_MAP_FROM], &c->valid_from, &c->from, &c->from_code)) != ENT_OK)
        return st;
    if (!what->monadic &&
        (st = rule_place(r, &f[ENT_MAP_TO], &c->valid_from, &c->to, &c->to_code)) != ENT_OK)
        return st;
    if (c->to && strcmp(c->from, c->to) == 0) return ent_tab_skip(r->t, ENT_SKIP_SELF);
    if ((st = set_words(r, f, c)) != ENT_OK || (st = set_coded_all(r, f, c)) != ENT_OK ||
        (st = set_quantity(r, f, c)) != ENT_OK || (st = set_record(r, f, c)) != ENT_OK)
        return st;
    if (ent_claim_check(c, &why)) return ent_tab_wrong(r->t, "%s", why.text);
    return ENT_OK;
}

static bool
passes(const run *r, const ent_map_filter *filters, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *s = text_of(r, filters[i].col, true);
        bool named = false;

        for (size_t k = 0; k < filters[i].n_words && !named; k++)
            named = strcmp(s ? s : "", filters[i].words[k]) == 0;
        if (named != filters[i].keep) {
            (void)ent_tab_skip(r->t, filters[i].skip);
            return false;
        }
    }
    return true;
}

static ent_status
give_claim(const run *r, const ent_map_claim *form)
{
    const char *indicator = NULL;
    const ent_indicator *what;
    ent_claim *c;
    ent_status st;

    if (!passes(r, form->filters, form->n_filters)) return ENT_NONE;
    if ((st = rule_text(r, &form->fields[ENT_MAP_INDICATOR], &indicator)) != ENT_OK) return st;
    what = ent_ref_indicator(indicator);
    if (!what) return ent_tab_wrong(r->t, "indicator \"%.80s\" is nobody's", indicator);
    if (!(c = ent_tab_claim(r->t, what->code))) return ENT_E_NOMEM;
    st = fill_claim(r, form->fields, what->code, c);
    if (st == ENT_NONE) ent_tab_unclaim(r->t);
    return st;
}

static ent_status
mapped_row(ent_tab *t, void *ctx, ent_error *err)
{
    run *r = ctx;
    size_t last = r->melt_to > r->melt_from ? r->melt_to : r->melt_from + 1;

    (void)err;
    r->t = t;
    if (r->m->n_filters && r->m->melt_first == NULL && !passes(r, r->m->filters, r->m->n_filters))
        return ENT_NONE;
    for (r->melted = r->melt_from; r->melted < last; r->melted++) {
        if (r->m->melt_first && !passes(r, r->m->filters, r->m->n_filters)) continue;
        for (size_t i = 0; i < r->m->n_claims; i++) {
            ent_status st = give_claim(r, &r->m->claims[i]);

            if (st > ENT_NONE) return st;
        }
    }
    return ENT_OK;
}

/* ---- the whole table ------------------------------------------------------------------------ */

/** Do the columns that the mapping names stand in the header? */
static ent_status
check_columns(const ent_tab *t, const ent_mapping *m, ent_error *err)
{
    for (size_t i = 0; i < m->n_columns; i++)
        if (t->column[i] < 0)
            return ent_fail_at(err, ENT_E_FORMAT, m->path, m->column_row[i], m->column_byte[i],
                               "no column \"%s\" in the header of the table", m->columns[i] + 1);
    return ENT_OK;
}

static ent_status
find_melted(const ent_tab *t, const ent_mapping *m, run *r, ent_error *err)
{
    int first, last;

    if (!m->melt_first) return ENT_OK;
    first = ent_header_find(t->header, t->n_header, m->melt_first);
    last = *m->melt_last ? ent_header_find(t->header, t->n_header, m->melt_last)
                         : (int)t->n_header - 1;
    if (first < 0 || last < first)
        return ent_fail_at(err, ENT_E_FORMAT, m->path, m->melt_row, m->melt_byte,
                           "no columns \"%s\" to \"%s\" in the header of the table", m->melt_first,
                           *m->melt_last ? m->melt_last : "its end");
    r->melt_from = (size_t)first;
    r->melt_to = (size_t)last + 1;
    return ENT_OK;
}

/** A window needs the indicators it is about: those the mapping writes out. */
static void
finish_coverage(ent_mapping *m)
{
    const char *list = "";

    for (size_t i = 0; i < m->n_claims; i++) {
        const ent_map_rule *rule = &m->claims[i].fields[ENT_MAP_INDICATOR];
        const char *more = NULL;

        if (rule->how != ENT_MAP_CONST) continue;
        more = ent_arena_printf(&m->arena, "%s%s%s", list, *list ? " " : "", rule->text);
        if (more) list = more;
    }
    m->coverage.indicators = list;
    m->coverage.set = m->set;
    m->coverage.id = ent_arena_printf(&m->arena, "%s-mapping", m->set);
    if (!m->coverage.from_actors) m->coverage.from_actors = "*";
    if (!m->coverage.to_actors) m->coverage.to_actors = "*";
}

ent_status
ent_mapping_read(ent_mapping *m, const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab t;
    run r = {.m = m};
    ent_status st;

    if (m->covered) finish_coverage(m);
    m->spec.reader = &ent_reader_mapping;
    m->spec.columns = m->columns;
    m->spec.missing = m->missing;
    m->spec.set = m->set;
    m->spec.coverage = &m->coverage;
    m->spec.n_coverage = m->covered && m->coverage.id ? 1 : 0;
    st = ent_tab_open(in, sink, &m->spec, &t, err);
    if (st == ENT_OK) st = check_columns(&t, m, err);
    if (st == ENT_OK) st = find_melted(&t, m, &r, err);
    while (st == ENT_OK && (st = ent_tab_next(&t, err)) == ENT_OK) {
        st = mapped_row(&t, &r, err);
        st = ent_tab_settle(&t, st, err);
    }
    ent_tab_close(&t);
    return st == ENT_END ? ENT_OK : st;
}

static ent_status
read_mapped(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_mapping m = {0};
    ent_lines *lines = NULL;
    ent_status st;

    if (!in->mapping)
        return ent_fail(err, ENT_E_DOMAIN, "the reader \"mapping\" needs a mapping file");
    st = ent_lines_open(in->mapping, ENT_ENC_UTF8, &lines, err);
    if (st == ENT_OK) st = ent_mapping_parse(lines, in->mapping, &m, err);
    ent_lines_close(lines);
    if (st == ENT_OK) st = ent_mapping_read(&m, in, sink, err);
    ent_mapping_clear(&m);
    return st;
}

const ent_reader ent_reader_mapping = {
    .name = "mapping",
    .version = 1,
    .set = "hand",
    .what = "any CSV or TSV, as a mapping file says",
    .read = read_mapped,
};

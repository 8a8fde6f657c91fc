/* claim_tsv.c: our own claim TSV, one statement a line (docs/formats/claim-tsv.md). */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_claim_tsv;

static const char *const columns[] = {"record",        "from",
                                      "?to",           "?from_role",
                                      "?to_role",      "indicator",
                                      "?kind",         "?label",
                                      "valid_from",    "?valid_to",
                                      "known_from",    "?event_code",
                                      "?event_scheme", "?sign",
                                      "?intensity",    "?intensity_scale",
                                      "?quantity",     "?approx",
                                      "?quantity_low", "?quantity_high",
                                      "?unit",         "?denominator",
                                      "?se",           "?n",
                                      "source",        "?locator",
                                      "?attribution",  "reliability",
                                      "credibility",   "?cluster",
                                      "checked",       "?supersedes",
                                      "?note",         NULL};
enum {
    RECORD,
    FROM,
    TO,
    FROM_ROLE,
    TO_ROLE,
    INDICATOR,
    KIND,
    LABEL,
    VALID_FROM,
    VALID_TO,
    KNOWN_FROM,
    EVENT_CODE,
    EVENT_SCHEME,
    SIGN,
    INTENSITY,
    INTENSITY_SCALE,
    QUANTITY,
    APPROX,
    QUANTITY_LOW,
    QUANTITY_HIGH,
    UNIT,
    DENOMINATOR,
    SE,
    N,
    SOURCE,
    LOCATOR,
    ATTRIBUTION,
    RELIABILITY,
    CREDIBILITY,
    CLUSTER,
    CHECKED,
    SUPERSEDES,
    NOTE
};

/* ---- text ----------------------------------------------------------------------------------- */

/** Field with \t, \n and \\ undone; NULL when empty; "" (noted) when an escape is unknown. */
static const char *
plain(ent_tab *t, int col)
{
    const char *s = ent_tab_raw(t, col);
    char *out, *w;

    if (!s || !strchr(s, '\\')) return s;
    out = w = (char *)(uintptr_t)ent_tab_format(t, "%s", s);
    for (const char *r = out; *r; r++) {
        if (*r != '\\') {
            *w++ = *r;
            continue;
        }
        r++;
        if (*r == 't')
            *w++ = '\t';
        else if (*r == 'n')
            *w++ = '\n';
        else if (*r == '\\')
            *w++ = '\\';
        else {
            (void)ent_tab_wrong(t, "column %s has a lone \\; want \\t, \\n or \\\\",
                                ent_tab_name(t, col));
            return "";
        }
    }
    *w = '\0';
    return out;
}

static ent_status
empty(ent_tab *t, int col, const char *want)
{
    return ent_tab_wrong(t, "column %s is empty; want %s", ent_tab_name(t, col), want);
}

static ent_status
unknown_word(ent_tab *t, int col, const char *want)
{
    return ent_tab_wrong(t, "column %s is \"%.60s\"; want %s", ent_tab_name(t, col),
                         ent_tab_raw(t, col), want);
}

/* ---- who and what --------------------------------------------------------------------------- */

static ent_status
read_place(ent_tab *t, int col, const ent_date *on, const char **out)
{
    const char *word = plain(t, col);
    ent_status st;

    if (!word) return empty(t, col, "a country: our code, ISO3 or a name");
    st = ent_tab_country_of(t, ent_tab_name(t, col), word, ENT_SCHEME_ENT, on, out);
    if (st == ENT_E_UNKNOWN)
        st = ent_tab_country_of(t, ent_tab_name(t, col), word, ENT_SCHEME_ISO3, on, out);
    if (st == ENT_E_UNKNOWN)
        st = ent_tab_country_of(t, ent_tab_name(t, col), word, ENT_SCHEME_NAME, on, out);
    if (st == ENT_OK) t->why.status = ENT_OK; /* what it was not is of no interest now */
    if (st == ENT_NONE)
        return ent_tab_wrong(t, "column %s is \"%.60s\", which is no country", ent_tab_name(t, col),
                             word);
    return st;
}

static ent_status
read_roles(ent_tab *t, ent_claim *c)
{
    static const char want[] = "GOV MIL PAR MED EDU BUS NGO CVL";

    if (ent_tab_raw(t, FROM_ROLE) && ent_role_parse(ent_tab_raw(t, FROM_ROLE), &c->from_role))
        return unknown_word(t, FROM_ROLE, want);
    if (ent_tab_raw(t, TO_ROLE) && ent_role_parse(ent_tab_raw(t, TO_ROLE), &c->to_role))
        return unknown_word(t, TO_ROLE, want);
    return ENT_OK;
}

static ent_status
nearest_indicator(ent_tab *t, const char *word)
{
    size_t n = 0, best = 0, best_distance = SIZE_MAX;
    const ent_indicator *all = ent_ref_indicators(&n);

    for (size_t i = 0; i < n; i++) {
        size_t d = ent_text_distance(word, all[i].code);

        if (d < best_distance) {
            best_distance = d;
            best = i;
        }
    }
    return ent_tab_wrong(t, "column indicator is \"%.60s\"; nobody knows it, the nearest is \"%s\"",
                         word, n ? all[best].code : "");
}

static ent_status
read_parties(ent_tab *t, const ent_indicator *what, ent_claim *c)
{
    ent_status st = read_place(t, FROM, &c->valid_from, &c->from);

    c->from_code = plain(t, FROM);
    if (st) return st;
    if (what->monadic) {
        if (ent_tab_raw(t, TO))
            return ent_tab_wrong(t, "column to is \"%.60s\"; want nothing, %s is about one state",
                                 ent_tab_raw(t, TO), what->code);
        return ENT_OK;
    }
    st = read_place(t, TO, &c->valid_from, &c->to);
    c->to_code = plain(t, TO);
    return st;
}

/* ---- when ----------------------------------------------------------------------------------- */

static ent_status
read_dates(ent_tab *t, ent_claim *c)
{
    const char *until = ent_tab_raw(t, VALID_TO);
    ent_status st = ent_tab_date(t, VALID_FROM, &c->valid_from);

    if (st == ENT_NONE)
        return empty(t, VALID_FROM, "the time it is about: 1969-03-02, 1969-03, 1969, 1860s ...");
    if (st) return st;
    c->ongoing = until && strcmp(until, "ongoing") == 0;
    if (until && !c->ongoing && (st = ent_tab_date(t, VALID_TO, &c->valid_to)) != ENT_OK) return st;
    st = ent_tab_date(t, KNOWN_FROM, &c->known_from);
    if (st == ENT_NONE) return empty(t, KNOWN_FROM, "the day, month or year it became public");
    return st;
}

/* ---- how much ------------------------------------------------------------------------------- */

static ent_status
read_number(ent_tab *t, int col, double *out, int *digits)
{
    ent_status st = ent_tab_number(t, col, out, digits);

    return st == ENT_NONE ? ENT_OK : st;
}

static ent_status
read_sign(ent_tab *t, ent_claim *c)
{
    int64_t sign = 0;
    ent_status st = ent_tab_int_in(t, SIGN, -1, 1, &sign);

    if (st > ENT_NONE) return st;
    c->sign = (int)sign;
    c->event_code = plain(t, EVENT_CODE);
    c->event_scheme = plain(t, EVENT_SCHEME);
    c->intensity_scale = plain(t, INTENSITY_SCALE);
    if (c->event_code && !c->event_scheme)
        return empty(t, EVENT_SCHEME, "the scheme of event_code (CAMEO, MID-hostility ...)");
    if (ent_tab_raw(t, INTENSITY) && !c->intensity_scale)
        return empty(t, INTENSITY_SCALE, "the scale of intensity");
    return read_number(t, INTENSITY, &c->intensity, NULL);
}

/** May the unit measure the indicator? "*" takes any. */
static ent_status
read_unit(ent_tab *t, const ent_indicator *what, ent_claim *c)
{
    const char *word = plain(t, UNIT);
    const ent_unit *unit = word ? ent_ref_unit(word) : NULL;

    if (!word) return empty(t, UNIT, "a code of the table of units");
    if (!unit) return unknown_word(t, UNIT, "a code of the table of units");
    if (strcmp(what->unit, "*") != 0 && strcmp(what->unit, unit->base) != 0)
        return ent_tab_wrong(t, "column unit is \"%.60s\", a unit of %s; %s is measured in %s",
                             word, unit->base, what->code, what->unit[0] ? what->unit : "nothing");
    c->unit = unit->code;
    return ENT_OK;
}

/** The source's own bounds; without a figure of its own the middle stands for it. */
static ent_status
read_range(ent_tab *t, ent_claim *c)
{
    ent_status st;

    if (!ent_tab_raw(t, QUANTITY_LOW))
        return empty(t, QUANTITY_LOW, "the source's lower bound, as approx is range");
    if (!ent_tab_raw(t, QUANTITY_HIGH))
        return empty(t, QUANTITY_HIGH, "the source's upper bound, as approx is range");
    if ((st = read_number(t, QUANTITY_LOW, &c->quantity_low, NULL)) != ENT_OK ||
        (st = read_number(t, QUANTITY_HIGH, &c->quantity_high, NULL)) != ENT_OK)
        return st;
    if (c->quantity_low > c->quantity_high)
        return ent_tab_wrong(t, "column quantity_low is above quantity_high");
    c->quantity = (c->quantity_low + c->quantity_high) / 2;
    return ENT_OK;
}

static ent_status
read_quantity(ent_tab *t, const ent_indicator *what, ent_claim *c)
{
    const char *s = ent_tab_raw(t, QUANTITY), *approx = ent_tab_raw(t, APPROX);
    int64_t n = 0;
    ent_status st;

    if (approx && ent_approx_parse(approx, &c->approx))
        return unknown_word(t, APPROX, "exact, about, over, under or range");
    c->denominator = plain(t, DENOMINATOR);
    if ((st = read_number(t, SE, &c->standard_error, NULL)) != ENT_OK) return st;
    if ((st = ent_tab_int_in(t, N, 0, INT64_MAX, &n)) > ENT_NONE) return st;
    c->n = n;
    if (!s && c->approx != ENT_APPROX_RANGE) return ENT_OK;
    if ((st = read_unit(t, what, c)) != ENT_OK) return st;
    if (s && strcmp(s, "missing") == 0) {
        c->quantity_state = ENT_MISSING;
        return ENT_OK;
    }
    if (c->approx == ENT_APPROX_RANGE && (st = read_range(t, c)) != ENT_OK) return st;
    c->quantity_state = ENT_VALUE;
    return s ? read_number(t, QUANTITY, &c->quantity, &c->digits) : ENT_OK;
}

/* ---- says who ------------------------------------------------------------------------------- */

static ent_status
read_grade(ent_tab *t, int col, char low, char high, const char *want, char *out)
{
    const char *s = ent_tab_raw(t, col);

    if (!s) return empty(t, col, want);
    if (s[0] < low || s[0] > high || s[1]) return unknown_word(t, col, want);
    *out = s[0];
    return ENT_OK;
}

static ent_status
read_source(ent_tab *t, ent_claim *c)
{
    const char *checked = ent_tab_raw(t, CHECKED), *by = ent_tab_raw(t, ATTRIBUTION);
    ent_status st;

    if (!(c->source = plain(t, SOURCE))) return empty(t, SOURCE, "a code of the sources table");
    if (by && ent_attribution_parse(by, &c->attribution))
        return unknown_word(t, ATTRIBUTION,
                            "own, official, expert, media, anonymous, leaked or poster");
    if (!checked) return empty(t, CHECKED, "read, computed or memory");
    if (ent_checked_parse(checked, &c->checked))
        return unknown_word(t, CHECKED, "read, computed or memory (or file, in an export)");
    if ((st = read_grade(t, RELIABILITY, 'A', 'F', "A to F", &c->reliability)) != ENT_OK) return st;
    return read_grade(t, CREDIBILITY, '1', '6', "1 to 6", &c->credibility);
}

static ent_status
read_texts(ent_tab *t, ent_claim *c)
{
    c->label = plain(t, LABEL);
    c->locator = plain(t, LOCATOR);
    c->cluster = plain(t, CLUSTER);
    c->supersedes = plain(t, SUPERSEDES);
    c->note = plain(t, NOTE);
    c->coder = "hand";
    c->coverage = NULL;
    return t->why.status; /* an escape gone wrong anywhere in the row */
}

static ent_status
read_kind(ent_tab *t, ent_claim *c)
{
    const char *kind = ent_tab_raw(t, KIND);

    if (!kind || ent_kind_parse(kind, &c->kind) == ENT_OK) return ENT_OK;
    return unknown_word(t, KIND,
                        "act, statement, commitment, tie, attitude, impulse, commemoration, "
                        "repair or context");
}

static ent_status
read_rest(ent_tab *t, const ent_indicator *what, ent_claim *c)
{
    ent_status st;

    if ((st = read_dates(t, c)) != ENT_OK || (st = read_parties(t, what, c)) != ENT_OK ||
        (st = read_roles(t, c)) != ENT_OK || (st = read_sign(t, c)) != ENT_OK ||
        (st = read_quantity(t, what, c)) != ENT_OK || (st = read_source(t, c)) != ENT_OK ||
        (st = read_texts(t, c)) != ENT_OK)
        return st == ENT_NONE ? ENT_E_PARSE : st;
    return ENT_OK;
}

static ent_status
read_claim(ent_tab *t, void *ctx, ent_error *err)
{
    const char *code = ent_tab_raw(t, INDICATOR);
    const ent_indicator *what = code ? ent_ref_indicator(code) : NULL;
    ent_claim *c;
    ent_status st;

    (void)ctx;
    (void)err;
    if (!ent_tab_raw(t, RECORD)) return empty(t, RECORD, "a key of your own, unique in the file");
    if (!code) return empty(t, INDICATOR, "a code of the table of indicators");
    if (!what) return nearest_indicator(t, code);
    if (!(c = ent_tab_claim(t, what->code))) return ENT_E_NOMEM;
    c->record = plain(t, RECORD);
    st = read_kind(t, c);
    if (st == ENT_OK) st = read_rest(t, what, c);
    return st ? st : ent_claim_check(c, &t->why); /* in the words of a claim, not of an edition */
}

static ent_status
read_tsv(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_claim_tsv,
                         .columns = columns,
                         .strict_states = true,
                         .rows = {.separator = '\t', .no_quotes = true, .comments = true}};

    return ent_tab_run(in, sink, &spec, read_claim, NULL, err);
}

/** Is there, after the remarks, a tab-separated header with the columns every claim needs? */
static ent_status
looks_like_claims(const char *bytes, size_t n, const char *file_name)
{
    static const char *const needed[] = {"record",     "from",        "indicator", "valid_from",
                                         "known_from", "reliability", "checked"};
    char folded[4096];
    const char *end = bytes + n;
    size_t found = 0;

    (void)file_name;
    while (bytes < end && (*bytes == '#' || *bytes == '\n')) {
        const char *next = memchr(bytes, '\n', (size_t)(end - bytes));

        bytes = next ? next + 1 : end;
    }
    if (bytes == end) return ENT_NONE;
    n = (size_t)(end - bytes);
    if (memchr(bytes, '\n', n)) n = (size_t)((const char *)memchr(bytes, '\n', n) - bytes);
    ent_header_fold(bytes, n, folded, sizeof folded);
    for (char *word = folded; word;) {
        char *tab = strchr(word, '\t');

        if (tab) *tab = '\0';
        for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
            found += strcmp(word, needed[i]) == 0;
        word = tab ? tab + 1 : NULL;
    }
    return found >= sizeof needed / sizeof needed[0] ? ENT_OK : ENT_NONE;
}

const ent_reader ent_reader_claim_tsv = {
    .name = "claim-tsv",
    .version = 1,
    .set = "hand",
    .what = "our own claim TSV: evidence entered by hand",
    .recognise = looks_like_claims,
    .read = read_tsv,
};

/* table.c: opens a table, finds its columns, and tells the sink what became of each row. */
#include "table_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "places_priv.h"
#include "sets_priv.h"

/* ---- opening -------------------------------------------------------------------------------- */

static ent_status
open_rows(const ent_read_input *in, const ent_tab_spec *spec, ent_rows **out, ent_error *err)
{
    ent_status st;
    ent_lines *lines = NULL;

    if (in->bytes)
        st = ent_lines_open_bytes(in->bytes, in->n_bytes, in->path ? in->path : "memory",
                                  spec->rows.encoding, &lines, err);
    else
        st = ent_lines_open(in->path, spec->rows.encoding, &lines, err);
    if (st) return st;
    return ent_rows_open(lines, &spec->rows, out, err);
}

/** Keep the header's names: the row they stand in is soon overwritten. */
static ent_status
keep_header(ent_tab *t, ent_error *err)
{
    char **names = ent_arena_alloc(&t->keep, t->n_fields, sizeof *names);

    if (!names) return ent_fail(err, ENT_E_NOMEM, "no memory for the header");
    for (size_t i = 0; i < t->n_fields; i++) {
        names[i] = ent_arena_strdup(&t->keep, t->field[i]);
        if (!names[i]) return ent_fail(err, ENT_E_NOMEM, "no memory for the header");
    }
    t->header = (const char *const *)names;
    t->n_header = t->n_fields;
    return ENT_OK;
}

static ent_status
find_header(ent_tab *t, ent_error *err)
{
    const ent_tab_spec *spec = t->spec;
    ent_status st;

    for (unsigned i = 0; i < spec->skip_rows; i++)
        if ((st = ent_rows_next(t->rows, &t->field, &t->n_fields, err)) != ENT_OK) goto out;
    do {
        st = ent_rows_next(t->rows, &t->field, &t->n_fields, err);
        if (st == ENT_E_PARSE && spec->header_first) continue; /* a preamble may hold anything */
        if (st) goto out;
        if (spec->header_first && t->n_fields > 0 &&
            ent_header_find(t->field, 1, spec->header_first) == 0)
            break;
    } while (spec->header_first);
    st = keep_header(t, err);
out:
    if (st == ENT_END)
        st = ent_fail_at(
            err, ENT_E_FORMAT, ent_rows_name(t->rows), 0, 0, "%s%s%s",
            spec->header_first ? "no header row; it begins with \"" : "the file is empty",
            spec->header_first ? spec->header_first : "", spec->header_first ? "\"" : "");
    return st;
}

static ent_status
find_columns(ent_tab *t, ent_error *err)
{
    for (int i = 0; t->spec->columns && t->spec->columns[i]; i++) {
        const char *name = t->spec->columns[i];
        bool optional = name[0] == '?';
        int64_t number = 0;

        ENT_ASSERT(i < ENT_TAB_COLUMNS_MAX);
        if (optional) name++;
        if (t->spec->no_header) {
            if (ent_parse_i64(name, &number, err) || number < 1 || number > ENT_FIELDS_MAX)
                return ent_fail(err, ENT_E_FORMAT, "column \"%s\": without a header, want a number",
                                name);
            t->column[i] = (int)number - 1;
            continue;
        }
        t->column[i] = ent_header_find(t->header, t->n_header, name);
        if (t->column[i] < 0 && !optional)
            return ent_fail_at(err, ENT_E_FORMAT, ent_rows_name(t->rows), ent_rows_row(t->rows),
                               ent_rows_byte(t->rows),
                               "no column \"%s\" in the header; reader %s needs it", name,
                               t->spec->reader->name);
    }
    return ENT_OK;
}

static const char *
base_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;

    return slash ? slash + 1 : path;
}

/** What every claim of this file has in common. */
static void
fill_blank(ent_tab *t)
{
    const char *set = t->spec->set ? t->spec->set : t->spec->reader->set;
    const ent_set_row *row = ent_set_find(set);
    ent_claim *c = &t->blank;

    c->set = set;
    c->source = set;
    c->coder = t->coder;
    c->checked = ENT_CHECKED_FILE;
    c->reliability = row ? row->reliability : 'F';
    c->credibility = row ? row->credibility : '6';
    if (row) c->known_from = row->info.released;
    if (t->spec->released.precision != ENT_PREC_NONE) c->known_from = t->spec->released;
    if (t->in->path && !t->in->bytes) c->file = base_name(t->in->path);
    (void)ent_snprintf(t->coder, sizeof t->coder, "%s reader %d", t->spec->reader->name,
                       t->spec->reader->version);
}

ent_status
ent_tab_open(const ent_read_input *in, ent_sink *sink, const ent_tab_spec *spec, ent_tab *t,
             ent_error *err)
{
    ent_status st;

    *t = (ent_tab){.in = in, .sink = sink, .spec = spec};
    t->text = ent_alloc(ENT_TAB_TEXT_MAX, 1);
    t->places = ent_places_new();
    if (!t->text || !t->places) return ent_fail(err, ENT_E_NOMEM, "no memory to read a table");
    if ((st = open_rows(in, spec, &t->rows, err)) != ENT_OK) return st;
    fill_blank(t);
    if (!spec->no_header && (st = find_header(t, err)) != ENT_OK) return st;
    if ((st = find_columns(t, err)) != ENT_OK) return st;
    for (size_t i = 0; i < spec->n_coverage; i++)
        if (sink->cover && (st = sink->cover(sink, &spec->coverage[i], err)) != ENT_OK) return st;
    return ENT_OK;
}

void
ent_tab_close(ent_tab *t)
{
    if (!t) return;
    ent_rows_close(t->rows);
    ent_places_free(t->places);
    ent_arena_clear(&t->keep);
    ent_free(t->claims);
    ent_free(t->text);
    *t = (ent_tab){0};
}

/* ---- row by row ----------------------------------------------------------------------------- */

static void
forget_row(ent_tab *t)
{
    t->n_claims = 0;
    t->text_used = 0;
    t->text_full = false;
    t->skip = ENT_SKIP_OTHER;
    t->why.status = ENT_OK;
    t->why.text[0] = '\0';
}

void
ent_tab_reset(ent_tab *t, uint64_t row, uint64_t byte)
{
    forget_row(t);
    t->n_fields = 0; /* the fields at hand are those of another row */
    t->row = row;
    t->byte = byte;
}

/** Is the row as long as its header says? A longer one has a stray separator: its columns lie. */
static ent_status
check_length(ent_tab *t)
{
    if (t->spec->no_header || t->spec->ragged || t->n_fields <= t->n_header) return ENT_OK;
    for (size_t i = t->n_header; i < t->n_fields; i++)
        if (t->field[i][0])
            return ent_tab_wrong(t, "%zu fields, the header has %zu: a separator stands in a field",
                                 t->n_fields, t->n_header);
    return ENT_OK;
}

ent_status
ent_tab_next(ent_tab *t, ent_error *err)
{
    ent_status st;

    for (;;) {
        forget_row(t);
        st = ent_rows_next(t->rows, &t->field, &t->n_fields, &t->why);
        t->row = ent_rows_row(t->rows);
        t->byte = ent_rows_byte(t->rows);
        if (st == ENT_OK)
            st = check_length(t);
        else if (st == ENT_E_PARSE) {
            t->n_fields = 0;
            t->why.status = ENT_E_PARSE;
        }
        if (st != ENT_E_PARSE) break;
        if ((st = ent_tab_settle(t, ENT_E_PARSE, err)) != ENT_OK) return st;
    }
    if (st != ENT_OK && st != ENT_END && err) *err = t->why;
    return st;
}

/** The row as read, near enough, for the user to look at; a long one is cut. */
static ent_status
raw_row(const ent_tab *t, ent_buf *buf)
{
    char separator = t->spec->rows.separator ? t->spec->rows.separator : ',';
    ent_status st = ENT_OK;

    buf->max = 4096;
    for (size_t i = 0; i < t->n_fields && st == ENT_OK; i++) {
        if (i) st = ent_buf_addc(buf, separator);
        if (st == ENT_OK) st = ent_buf_adds(buf, t->field[i]);
    }
    return st == ENT_E_LIMIT ? ENT_OK : st;
}

static ent_status
reject_row(ent_tab *t, ent_status st, ent_error *err)
{
    ent_buf raw = {0};

    t->why.status = st;
    t->why.row = t->row;
    t->why.byte = t->byte;
    (void)ent_snprintf(t->why.file, sizeof t->why.file, "%s",
                       t->in->path ? base_name(t->in->path) : ent_rows_name(t->rows));
    if (raw_row(t, &raw))
        st = ent_fail(err, ENT_E_NOMEM, "no memory for a rejected row");
    else
        st = t->sink->reject(t->sink, &t->why, raw.data, err);
    ent_buf_clear(&raw);
    return st;
}

/** Nobody reports what has not begun: such a date is wrong, or the file is of a later edition. */
static ent_status
check_release(ent_tab *t)
{
    for (size_t i = 0; i < t->n_claims; i++) {
        const ent_claim *c = &t->claims[i];
        int32_t first = 0, last = 0, unused;
        char about[ENT_DATE_TEXT_MAX], released[ENT_DATE_TEXT_MAX];

        if (c->valid_from.year < c->known_from.year) continue;
        if (!ent_date_span(&c->valid_from, &first, &unused) ||
            !ent_date_span(&c->known_from, &unused, &last) || last >= first)
            continue;
        ent_date_format(&c->valid_from, about, sizeof about);
        ent_date_format(&c->known_from, released, sizeof released);
        return ent_tab_wrong(t, "it is about %s, and this edition became known %s", about,
                             released);
    }
    return ENT_OK;
}

/** Is every claim of the row whole? What is not is the row's fault. */
static ent_status
check_claims(ent_tab *t)
{
    ent_status st;

    if (t->text_full)
        return ent_tab_wrong(t, "fields too long: its claims need over %d bytes of text",
                             ENT_TAB_TEXT_MAX);
    st = check_release(t);
    for (size_t i = 0; i < t->n_claims && st == ENT_OK; i++)
        st = ent_claim_check(&t->claims[i], &t->why);
    return st;
}

static ent_status
send_claims(ent_tab *t, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < t->n_claims && st == ENT_OK; i++)
        st = t->sink->accept(t->sink, &t->claims[i], err);
    if (t->n_claims == 0) st = t->sink->skip(t->sink, t->skip, err);
    return st;
}

ent_status
ent_tab_settle(ent_tab *t, ent_status st, ent_error *err)
{
    ent_status told = t->sink->row(t->sink, err);

    if (told) return told;
    if (st == ENT_OK || st == ENT_NONE) st = check_claims(t);
    switch (st) {
    case ENT_OK:
        return send_claims(t, err);
    case ENT_E_PARSE:
    case ENT_E_DOMAIN:
    case ENT_E_UNKNOWN:
    case ENT_E_AMBIGUOUS:
    case ENT_E_SHAPE:
        return reject_row(t, st, err);
    case ENT_E_NOMEM:
        return ent_fail(err, ENT_E_NOMEM, "no memory for the claims of row %llu",
                        (unsigned long long)t->row);
    default:
        if (err && t->why.status) *err = t->why;
        return st;
    }
}

ent_status
ent_tab_run(const ent_read_input *in, ent_sink *sink, const ent_tab_spec *spec, ent_tab_row row,
            void *ctx, ent_error *err)
{
    ent_tab t;
    ent_status st = ent_tab_open(in, sink, spec, &t, err);

    while (st == ENT_OK && (st = ent_tab_next(&t, err)) == ENT_OK) {
        st = row(&t, ctx, err);
        st = ent_tab_settle(&t, st, err);
    }
    ent_tab_close(&t);
    return st == ENT_END ? ENT_OK : st;
}

/* ---- claims --------------------------------------------------------------------------------- */

/** Does a blank-separated list hold the indicator? "trade.*" is a prefix. */
static bool
covers(const char *list, const char *indicator)
{
    size_t len = strlen(indicator);

    while (*list) {
        size_t n = strcspn(list, " ");

        if (n == len && strncmp(list, indicator, n) == 0) return true;
        if (n && list[n - 1] == '*' && n - 1 <= len && strncmp(list, indicator, n - 1) == 0)
            return true;
        list += n;
        list += strspn(list, " ");
    }
    return false;
}

static void
blank_for(const ent_tab *t, const char *indicator, ent_claim *out)
{
    const ent_indicator *known = ent_ref_indicator(indicator);

    *out = t->blank;
    out->indicator = indicator;
    if (known) {
        out->layer = known->layer;
        out->directed = known->directed;
        out->kind = ent_layer_kind(known->layer);
    }
    for (size_t i = 0; i < t->spec->n_coverage && !out->coverage; i++)
        if (covers(t->spec->coverage[i].indicators, indicator))
            out->coverage = t->spec->coverage[i].id;
}

/** The form for an indicator, made once. */
static void
start_claim(ent_tab *t, const char *indicator, ent_claim *out)
{
    size_t i = 0;

    while (i < t->n_hot && t->hot[i].code != indicator)
        i++;
    if (i == sizeof t->hot / sizeof t->hot[0]) {
        blank_for(t, indicator, out);
        return;
    }
    if (i == t->n_hot) {
        t->hot[i].code = indicator;
        blank_for(t, indicator, &t->hot[i].blank);
        t->n_hot++;
    }
    *out = t->hot[i].blank;
}

ent_claim *
ent_tab_claim(ent_tab *t, const char *indicator)
{
    ent_claim *claim;

    if (t->n_claims == t->cap_claims) {
        size_t cap = t->cap_claims ? t->cap_claims * 2 : 16;
        ent_claim *more = NULL;

        if (cap <= ENT_TAB_CLAIMS_MAX) more = ent_realloc(t->claims, cap, sizeof *more);
        if (!more) return NULL;
        t->claims = more;
        t->cap_claims = cap;
    }
    claim = &t->claims[t->n_claims++];
    start_claim(t, indicator, claim);
    claim->row = t->row;
    claim->byte = t->byte;
    return claim;
}

void
ent_tab_unclaim(ent_tab *t)
{
    if (t->n_claims) t->n_claims--;
}

/** Room for n bytes and a NUL of made-up text; NULL (and noted) when the row wants too much. */
static char *
text_room(ent_tab *t, size_t n)
{
    char *start = t->text + t->text_used;

    if (n >= ENT_TAB_TEXT_MAX - t->text_used) {
        t->text_full = true;
        return NULL;
    }
    t->text_used += n + 1;
    return start;
}

const char *
ent_tab_join_list(ent_tab *t, const char *const *parts)
{
    size_t total = 1, used = 0;
    char *start;

    for (size_t i = 0; parts[i]; i++)
        total += strlen(parts[i]) + 1;
    start = text_room(t, total);
    if (!start) return "";
    for (size_t i = 0; parts[i]; i++) {
        size_t n = strlen(parts[i]);

        if (used) start[used++] = '-';
        memcpy(start + used, parts[i], n);
        used += n;
    }
    start[used] = '\0';
    return start;
}

const char *
ent_tab_format(ent_tab *t, const char *fmt, ...)
{
    va_list list;
    char *start = t->text + t->text_used;
    int n;

    va_start(list, fmt);
    n = vsnprintf(start, ENT_TAB_TEXT_MAX - t->text_used, fmt, list);
    va_end(list);
    return n < 0 || !text_room(t, (size_t)n) ? "" : start;
}

ent_status
ent_tab_skip(ent_tab *t, ent_skip why)
{
    t->skip = why;
    return ENT_NONE;
}

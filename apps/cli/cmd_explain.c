/* cmd_explain.c: from a figure or a claim back to source, file, row and byte. */
#include "cli.h"
#include "json.h"

#include <math.h>
#include <string.h>

enum { SEGMENTS_SHOWN = 20 };

static const example_spec EXAMPLES[] = {
    {"entente explain 'trade.dependence:RUS>CHN@2014'", "a figure: its arithmetic and its claims"},
    {"entente explain 3f9a12c0", "a claim by its id or the beginning of it, with all its versions"},
    {NULL, NULL},
};

static void
field(FILE *out, const char *name, const char *value)
{
    if (!value || !*value) return;
    fprintf(out, "  %-12s", name);
    cli_print_safe(out, value);
    fputc('\n', out);
}

static void
print_number(FILE *out, const char *name, double value, double low, double high, const char *unit)
{
    char v[32], l[32], h[32];

    ent_format_double(value, v, sizeof v);
    if (isfinite(low))
        ent_format_double(low, l, sizeof l);
    else
        ent_snprintf(l, sizeof l, "open");
    if (isfinite(high))
        ent_format_double(high, h, sizeof h);
    else
        ent_snprintf(h, sizeof h, "open");
    fprintf(out, "  %-12s%s [%s, %s] %s\n", name, v, l, h, unit ? unit : "");
}

static void
print_estimate(FILE *out, const ent_estimate *e)
{
    fprintf(out, "%s\n", e->id);
    field(out, "measure", e->measure);
    if (e->state == ENT_VALUE) {
        print_number(out, "value", e->value, e->low, e->high, e->unit);
        fprintf(out, "  %-12s%s, level %g\n", "interval", ent_basis_title(e->basis), e->level_0to1);
    } else {
        field(out, "value", ent_state_name(e->state));
    }
    field(out, "arithmetic", e->formula);
    field(out, "note", e->note);
    if (!e->set)
        fprintf(out, "rests on %zu claim%s:\n\n", e->n_lineage, e->n_lineage == 1 ? "" : "s");
}

/* Of a figure counted in bulk: which stretches of which files, and what single rows are kept. */
static void
print_segments(FILE *out, const ent_explanation *x)
{
    fprintf(out, "counted in %zu stretch%s of %s:\n", x->n_segments, x->n_segments == 1 ? "" : "es",
            x->estimate.set);
    for (size_t i = 0; i < x->n_segments && i < SEGMENTS_SHOWN; i++) {
        const ent_event_segment *s = &x->segments[i];

        fputs("  ", out);
        cli_print_safe(out, s->file);
        fprintf(out, ", bytes %llu to %llu, %llu rows, digest %.16s\n",
                (unsigned long long)s->first_byte, (unsigned long long)(s->first_byte + s->n_bytes),
                (unsigned long long)s->rows, s->digest);
    }
    if (x->n_segments > SEGMENTS_SHOWN)
        fprintf(out, "  ... and %zu more\n", x->n_segments - SEGMENTS_SHOWN);
    if (x->n_claims)
        fprintf(out, "single rows kept of this pair%s:\n\n",
                x->n_claims == ENT_EXPLAIN_ROWS ? ", the first" : "");
    else
        fputs("no single rows are kept: import with --watch to see them\n", out);
}

static const ent_citation *
citation_of(const ent_explanation *x, const char *code)
{
    for (size_t i = 0; i < x->n_citations; i++)
        if (code && strcmp(x->citations[i].code, code) == 0) return &x->citations[i];
    return NULL;
}

static const ent_import_record *
import_of(const ent_explanation *x, const ent_claim *claim)
{
    for (size_t i = 0; i < x->n_imports; i++)
        if (claim->file && strcmp(x->imports[i].file, claim->file) == 0 &&
            strcmp(x->imports[i].set, claim->set) == 0)
            return &x->imports[i];
    return NULL;
}

static void
print_dates(FILE *out, const ent_claim *claim)
{
    char from[ENT_DATE_TEXT_MAX] = "", to[ENT_DATE_TEXT_MAX] = "", known[ENT_DATE_TEXT_MAX] = "";

    ent_date_format(&claim->valid_from, from, sizeof from);
    ent_date_format(&claim->valid_to, to, sizeof to);
    ent_date_format(&claim->known_from, known, sizeof known);
    fprintf(out, "  %-12s%s%s%s%s\n", "about", from, to[0] ? " to " : "", to,
            claim->ongoing ? ", still so when the source closed" : "");
    fprintf(out, "  %-12s%s\n", "known", known[0] ? known : "with the release of its set");
}

static void
print_quantity(FILE *out, const ent_claim *claim)
{
    double low = 0, high = 0;
    ent_basis basis = ENT_BASIS_NONE;

    if (claim->quantity_state == ENT_MISSING)
        field(out, "quantity", "missing: the source does not know");
    if (ent_claim_interval(claim, &low, &high, &basis) != ENT_OK) return;
    print_number(out, "quantity", claim->quantity, low, high, claim->unit);
    fprintf(out, "  %-12s%s\n", "interval", ent_basis_title(basis));
}

static void
print_place(FILE *out, const ent_claim *claim, const ent_explanation *x)
{
    const ent_citation *s = citation_of(x, claim->source);
    const ent_import_record *import = import_of(x, claim);

    if (s) {
        fprintf(out, "  %-12s", "source");
        cli_print_safe(out, s->author);
        fprintf(out, " (%s). ", s->year ? s->year : "");
        cli_print_safe(out, s->title);
        fprintf(out, ". ");
        cli_print_safe(out, s->publisher);
        fputc('\n', out);
        field(out, "", s->url);
        field(out, "licence", s->licence);
    } else {
        field(out, "source", claim->source);
    }
    field(out, "locator", claim->locator);
    fprintf(out, "  %-12s", "file");
    cli_print_safe(out, claim->file ? claim->file : "(none)");
    if (claim->row)
        fprintf(out, ", row %llu, byte %llu", (unsigned long long)claim->row,
                (unsigned long long)claim->byte);
    fputc('\n', out);
    if (import) field(out, "sha256", import->file_sha256);
}

static void
print_claim(FILE *out, const ent_claim *claim, const ent_explanation *x)
{
    const ent_indicator *what = ent_ref_indicator(claim->indicator);
    char grade[3] = {claim->reliability, claim->credibility, '\0'};

    fprintf(out, "claim %s\n", claim->id);
    fprintf(out, "  %-12s%s%s%s, %s\n", "statement", claim->from,
            claim->to ? (claim->directed ? " > " : " - ") : "", claim->to ? claim->to : "",
            what ? what->title : claim->indicator);
    field(out, "label", claim->label);
    print_dates(out, claim);
    print_quantity(out, claim);
    field(out, "of", claim->denominator);
    if (claim->n) fprintf(out, "  %-12s%lld\n", "sample", (long long)claim->n);
    field(out, "code", claim->event_code);
    print_place(out, claim, x);
    field(out, "grade", grade);
    field(out, "checked", ent_checked_name(claim->checked));
    if (!ent_claim_has_weight(claim)) field(out, "weight", "none: shown, moves no estimate");
    field(out, "coder", claim->coder);
    field(out, "record", claim->record);
    field(out, "note", claim->note);
    fputc('\n', out);
}

/* Tab-separated: one line a claim, in the claim TSV's own columns, so that it can be read back. */
static int
write_tsv(const cli *c, const ent_explanation *x)
{
    ent_buf out = {0};
    ent_status st = ent_claim_tsv_header(&out);
    int code;

    for (size_t i = 0; i < x->n_claims && !st; i++)
        st = ent_claim_tsv_add(&x->claims[i], &out);
    code = st ? EXIT_FAILED : cli_write(c, &out);
    ent_buf_clear(&out);
    return code;
}

static void
json_dates(json *j, const ent_claim *claim)
{
    char text[ENT_DATE_TEXT_MAX] = "";

    ent_date_format(&claim->valid_from, text, sizeof text);
    json_field(j, "valid_from", text);
    text[0] = '\0';
    ent_date_format(&claim->valid_to, text, sizeof text);
    json_field(j, "valid_to", text);
    text[0] = '\0';
    ent_date_format(&claim->known_from, text, sizeof text);
    json_field(j, "known_from", text);
}

static void
json_quantity(json *j, const ent_claim *claim)
{
    double low = 0, high = 0;
    ent_basis basis = ENT_BASIS_NONE;

    json_field(j, "quantity_state",
               claim->quantity_state == ENT_UNCOVERED ? "none"
                                                      : ent_state_name(claim->quantity_state));
    if (ent_claim_interval(claim, &low, &high, &basis) != ENT_OK) return;
    json_interval(j, claim->quantity, low, high);
    json_field(j, "unit", claim->unit);
    json_field(j, "denominator", claim->denominator);
    json_field(j, "basis", ent_basis_title(basis));
}

static void
json_claim(json *j, const ent_claim *claim, const ent_explanation *x)
{
    const ent_import_record *import = import_of(x, claim);
    char grade[3] = {claim->reliability, claim->credibility, '\0'};

    json_open(j, '{');
    json_field(j, "id", claim->id);
    json_field(j, "set", claim->set);
    json_field(j, "record", claim->record);
    json_field(j, "indicator", claim->indicator);
    json_field(j, "from", claim->from);
    json_field(j, "to", claim->to);
    json_field(j, "label", claim->label);
    json_dates(j, claim);
    json_quantity(j, claim);
    json_field(j, "source", claim->source);
    json_field(j, "locator", claim->locator);
    json_field(j, "file", claim->file);
    json_key(j, "row");
    json_integer(j, (int64_t)claim->row);
    json_key(j, "byte");
    json_integer(j, (int64_t)claim->byte);
    json_field(j, "sha256", import ? import->file_sha256 : "");
    json_field(j, "grade", grade);
    json_field(j, "checked", ent_checked_name(claim->checked));
    json_key(j, "has_weight");
    json_bool(j, ent_claim_has_weight(claim));
    json_field(j, "coder", claim->coder);
    json_field(j, "note", claim->note);
    json_close(j, '}');
}

static void
json_figure(json *j, const ent_estimate *e)
{
    json_open(j, '{');
    json_field(j, "id", e->id);
    json_field(j, "measure", e->measure);
    json_field(j, "state", ent_state_name(e->state));
    if (e->state == ENT_VALUE) {
        json_interval(j, e->value, e->low, e->high);
        json_key(j, "level");
        json_number(j, e->level_0to1);
    }
    json_field(j, "unit", e->unit);
    json_field(j, "basis", ent_basis_title(e->basis));
    json_field(j, "formula", e->formula);
    json_field(j, "note", e->note);
    json_close(j, '}');
}

static void
json_segments(json *j, const ent_explanation *x)
{
    json_key(j, "stretches");
    json_open(j, '[');
    for (size_t i = 0; i < x->n_segments; i++) {
        const ent_event_segment *s = &x->segments[i];

        json_open(j, '{');
        json_field(j, "file", s->file);
        json_key(j, "first_byte");
        json_integer(j, (int64_t)s->first_byte);
        json_key(j, "bytes");
        json_integer(j, (int64_t)s->n_bytes);
        json_key(j, "rows");
        json_integer(j, (int64_t)s->rows);
        json_field(j, "digest", s->digest);
        json_close(j, '}');
    }
    json_close(j, ']');
}

static int
write_json(const cli *c, const ent_explanation *x)
{
    json j = {0};
    int code;

    json_open(&j, '{');
    json_field(&j, "schema", "entente-explain-1");
    if (x->is_estimate) {
        json_key(&j, "figure");
        json_figure(&j, &x->estimate);
    }
    if (x->n_segments) json_segments(&j, x);
    json_key(&j, "claims");
    json_open(&j, '[');
    for (size_t i = 0; i < x->n_claims; i++)
        json_claim(&j, &x->claims[i], x);
    json_close(&j, ']');
    json_close(&j, '}');
    json_newline(&j);
    code = j.st ? EXIT_FAILED : cli_write(c, &j.buf);
    ent_buf_clear(&j.buf);
    return code;
}

static int
answer(const cli *c, const ent_explanation *x)
{
    if (cli_get_format(c) == FORMAT_TSV) return write_tsv(c, x);
    if (cli_get_format(c) == FORMAT_JSON) return write_json(c, x);
    if (x->is_estimate) print_estimate(c->out, &x->estimate);
    if (x->is_estimate && x->estimate.set) print_segments(c->out, x);
    for (size_t i = 0; i < x->n_claims; i++)
        print_claim(c->out, &x->claims[i], x);
    return EXIT_DONE;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_explanation x = {0};
    ent_error err = {0};
    ent_date as_of;
    ent_status st;
    int code = cli_as_of(c, &as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    st = ent_workspace_explain(ws, c->words[0], &as_of, &arena, &x, &err);
    if (st == ENT_NONE) {
        fputs("entente: nothing in this ledger is called \"", stderr);
        cli_print_safe(stderr, c->words[0]);
        fputs("\"\n", stderr);
        code = EXIT_NO_EVIDENCE;
    } else {
        code = st ? cli_fail(&err) : answer(c, &x);
    }
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_EXPLAIN = {
    "explain",
    "from a figure or claim back to its rows",
    "explain ID [--as-of DATE] [--format text|tsv|json]",
    EXAMPLES,
    NULL,
    "text tsv json",
    1,
    1,
    run,
};

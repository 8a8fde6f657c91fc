/* cmd_explain.c: from a figure or a claim back to source, file, row and byte. */
#include "cli.h"

#include <math.h>
#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente explain 'trade.dependence:RUS>CHN@2014'", "a figure: its arithmetic and its claims"},
    {"entente explain 3f9a12c0", "a claim by its id or the beginning of it, with all its versions"},
    {NULL, NULL},
};

static void
field(const char *name, const char *value) {
    if (!value || !*value) return;
    printf("  %-12s", name);
    cli_print_safe(stdout, value);
    puts("");
}

static void
print_number(const char *name, double value, double low, double high, const char *unit) {
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
    printf("  %-12s%s [%s, %s] %s\n", name, v, l, h, unit ? unit : "");
}

static void
print_estimate(const ent_estimate *e) {
    printf("%s\n", e->id);
    field("measure", e->measure);
    if (e->state == ENT_VALUE) {
        print_number("value", e->value, e->low, e->high, e->unit);
        printf("  %-12s%s, level %g\n", "interval", ent_basis_title(e->basis), e->level_0to1);
    } else {
        field("value", ent_state_name(e->state));
    }
    field("arithmetic", e->formula);
    field("note", e->note);
    printf("rests on %zu claim%s:\n\n", e->n_lineage, e->n_lineage == 1 ? "" : "s");
}

static const ent_citation *
citation_of(const ent_explanation *x, const char *code) {
    for (size_t i = 0; i < x->n_citations; i++)
        if (code && strcmp(x->citations[i].code, code) == 0) return &x->citations[i];
    return NULL;
}

static const ent_import_record *
import_of(const ent_explanation *x, const ent_claim *claim) {
    for (size_t i = 0; i < x->n_imports; i++)
        if (claim->file && strcmp(x->imports[i].file, claim->file) == 0 &&
            strcmp(x->imports[i].set, claim->set) == 0)
            return &x->imports[i];
    return NULL;
}

static void
print_dates(const ent_claim *claim) {
    char from[ENT_DATE_TEXT_MAX] = "", to[ENT_DATE_TEXT_MAX] = "", known[ENT_DATE_TEXT_MAX] = "";

    ent_date_format(&claim->valid_from, from, sizeof from);
    ent_date_format(&claim->valid_to, to, sizeof to);
    ent_date_format(&claim->known_from, known, sizeof known);
    printf("  %-12s%s%s%s%s\n", "about", from, to[0] ? " to " : "", to,
           claim->ongoing ? ", still so when the source closed" : "");
    printf("  %-12s%s\n", "known", known[0] ? known : "with the release of its set");
}

static void
print_quantity(const ent_claim *claim) {
    double low = 0, high = 0;
    ent_basis basis = ENT_BASIS_NONE;

    if (claim->quantity_state == ENT_MISSING)
        field("quantity", "missing: the source does not know");
    if (ent_claim_interval(claim, &low, &high, &basis) != ENT_OK) return;
    print_number("quantity", claim->quantity, low, high, claim->unit);
    printf("  %-12s%s\n", "interval", ent_basis_title(basis));
}

static void
print_place(const ent_claim *claim, const ent_explanation *x) {
    const ent_citation *s = citation_of(x, claim->source);
    const ent_import_record *import = import_of(x, claim);

    if (s) {
        printf("  %-12s", "source");
        cli_print_safe(stdout, s->author);
        printf(" (%s). ", s->year ? s->year : "");
        cli_print_safe(stdout, s->title);
        printf(". ");
        cli_print_safe(stdout, s->publisher);
        puts("");
        field("", s->url);
        field("licence", s->licence);
    } else {
        field("source", claim->source);
    }
    field("locator", claim->locator);
    printf("  %-12s", "file");
    cli_print_safe(stdout, claim->file ? claim->file : "(none)");
    if (claim->row)
        printf(", row %llu, byte %llu", (unsigned long long)claim->row,
               (unsigned long long)claim->byte);
    puts("");
    if (import) field("sha256", import->file_sha256);
}

static void
print_claim(const ent_claim *claim, const ent_explanation *x) {
    const ent_indicator *what = ent_ref_indicator(claim->indicator);
    char grade[3] = {claim->reliability, claim->credibility, '\0'};

    printf("claim %s\n", claim->id);
    printf("  %-12s%s%s%s, %s\n", "statement", claim->from,
           claim->to ? (claim->directed ? " > " : " - ") : "", claim->to ? claim->to : "",
           what ? what->title : claim->indicator);
    field("label", claim->label);
    print_dates(claim);
    print_quantity(claim);
    field("of", claim->denominator);
    if (claim->n) printf("  %-12s%lld\n", "sample", (long long)claim->n);
    field("code", claim->event_code);
    print_place(claim, x);
    field("grade", grade);
    field("checked", ent_checked_name(claim->checked));
    if (!ent_claim_has_weight(claim)) field("weight", "none: shown, moves no estimate");
    field("coder", claim->coder);
    field("record", claim->record);
    field("note", claim->note);
    puts("");
}

/* Tab-separated: one line a claim, in the claim TSV's own columns, so that it can be read back. */
static int
write_tsv(const cli *c, const ent_explanation *x) {
    ent_buf out = {0};
    ent_status st = ent_claim_tsv_header(&out);
    int code;

    for (size_t i = 0; i < x->n_claims && !st; i++)
        st = ent_claim_tsv_add(&x->claims[i], &out);
    code = st ? EXIT_FAILED : cli_write(c, &out);
    ent_buf_clear(&out);
    return code;
}

static int
answer(const cli *c, const ent_explanation *x) {
    if (cli_get_format(c) == FORMAT_TSV) return write_tsv(c, x);
    if (x->is_estimate) print_estimate(&x->estimate);
    for (size_t i = 0; i < x->n_claims; i++)
        print_claim(&x->claims[i], x);
    return EXIT_DONE;
}

static int
run(cli *c) {
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
    "explain ID [--ledger FILE]",
    EXAMPLES,
    NULL,
    1,
    1,
    run,
};

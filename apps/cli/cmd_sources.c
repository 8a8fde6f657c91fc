/* cmd_sources.c: what is loaded: sets, files, coverage, freshness, rejects. */
#include "cli.h"
#include "json.h"

#include <string.h>

enum { REJECTS_SHOWN = 1000, FILE_SHOWN = 34 };

static const example_spec EXAMPLES[] = {
    {"entente sources", "every file that is in, with rows, rejects, span and release"},
    {"entente sources --coverage", "where each set speaks, and what its silence means there"},
    {"entente sources --rejects", "rows that were refused, with file, row, byte and reason"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"coverage", 0, NULL, "coverage windows: zero, missing and not covered are three things"},
    {"rejects", 0, NULL, "rejected rows"},
    {"citations", 0, NULL, "how each source wants to be cited, and its licence"},
    {NULL, 0, NULL, NULL},
};

static uint64_t
skipped(const ent_tally *t)
{
    uint64_t n = 0;

    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        n += t->skipped[i];
    return n;
}

/* Where a listing goes, and what it came to. */
typedef struct shown {
    FILE *out;
    json j;
    size_t n;
    bool none_is_fine;
} shown;

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))

static void
table_begin(cli_format format, const char *const *columns, size_t n, shown *to)
{
    if (format != FORMAT_TSV) return;
    for (size_t i = 0; i < n; i++)
        fprintf(to->out, "%s%c", columns[i], i + 1 < n ? '\t' : '\n');
}

/* Text: the first cell as a heading, the others named below it: cells are sentences here. */
static void
table_row(cli_format format, const char *const *columns, const char *const *cells, size_t n,
          shown *to)
{
    if (format == FORMAT_JSON) json_open(&to->j, '{');
    for (size_t i = 0; i < n; i++) {
        const char *cell = cells[i] ? cells[i] : "";

        if (format == FORMAT_JSON) {
            json_field(&to->j, columns[i], cell);
        } else if (format == FORMAT_TSV) {
            cli_print_safe(to->out, cell);
            fputc(i + 1 < n ? '\t' : '\n', to->out);
        } else if (i == 0 || *cell) {
            if (i) fprintf(to->out, "  %-13s", columns[i]);
            cli_print_safe(to->out, cell);
            fputc('\n', to->out);
        }
    }
    if (format == FORMAT_JSON) json_close(&to->j, '}');
}

static void
imports_json(const ent_import_record *r, size_t n, json *j)
{
    for (size_t i = 0; i < n; i++) {
        char first[ENT_DATE_TEXT_MAX] = "", last[ENT_DATE_TEXT_MAX] = "",
             released[ENT_DATE_TEXT_MAX] = "";
        const struct {
            const char *name;
            uint64_t count;
        } counts[] = {{"rows", r[i].tally.rows},
                      {"kept", r[i].tally.kept},
                      {"skipped", skipped(&r[i].tally)},
                      {"rejected", r[i].tally.rejected},
                      {"claims", r[i].added}};

        ent_date_format(&r[i].first_valid, first, sizeof first);
        ent_date_format(&r[i].last_valid, last, sizeof last);
        ent_date_format(&r[i].released, released, sizeof released);
        json_open(j, '{');
        json_field(j, "set", r[i].set);
        json_field(j, "file", r[i].file);
        json_field(j, "reader", r[i].reader);
        for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
            json_key(j, counts[k].name);
            json_integer(j, (int64_t)counts[k].count);
        }
        json_field(j, "first", first);
        json_field(j, "last", last);
        json_field(j, "released", released);
        json_field(j, "imported", r[i].imported_at);
        json_field(j, "sha256", r[i].file_sha256);
        json_close(j, '}');
    }
}

static void
imports_tsv(const ent_import_record *r, size_t n, FILE *out)
{
    fputs("set\tfile\treader\trows\tkept\tskipped\trejected\tclaims\tfirst\tlast\treleased\t"
          "imported\tsha256\n",
          out);
    for (size_t i = 0; i < n; i++) {
        char first[ENT_DATE_TEXT_MAX] = "", last[ENT_DATE_TEXT_MAX] = "",
             released[ENT_DATE_TEXT_MAX] = "";

        ent_date_format(&r[i].first_valid, first, sizeof first);
        ent_date_format(&r[i].last_valid, last, sizeof last);
        ent_date_format(&r[i].released, released, sizeof released);
        fprintf(out, "%s\t", r[i].set);
        cli_print_safe(out, r[i].file);
        fprintf(out, "\t%s %d\t%llu\t%llu\t%llu\t%llu\t%llu\t%s\t%s\t%s\t%s\t%s\n", r[i].reader,
                r[i].reader_version, (unsigned long long)r[i].tally.rows,
                (unsigned long long)r[i].tally.kept, (unsigned long long)skipped(&r[i].tally),
                (unsigned long long)r[i].tally.rejected, (unsigned long long)r[i].added, first,
                last, released, r[i].imported_at, r[i].file_sha256);
    }
}

static void
imports_text(const ent_import_record *r, size_t n, FILE *out)
{
    fprintf(out, "%-16s %-34s %9s %9s %8s %8s  %-9s  %s\n", "set", "file", "rows", "claims",
            "skipped", "rejected", "span", "released");
    for (size_t i = 0; i < n; i++) {
        char released[ENT_DATE_TEXT_MAX] = "", span[32] = "", file[FILE_SHOWN + 1];

        ent_date_format(&r[i].released, released, sizeof released);
        if (r[i].first_valid.precision != ENT_PREC_NONE)
            ent_snprintf(span, sizeof span, "%d-%d", r[i].first_valid.year, r[i].last_valid.year);
        ent_snprintf(file, sizeof file, "%.*s", FILE_SHOWN, r[i].file);
        fprintf(out, "%-16s ", r[i].set);
        cli_print_safe(out, file);
        fprintf(out, "%*s %9llu %9llu %8llu %8llu  %-9s  %s\n", FILE_SHOWN - (int)strlen(file), "",
                (unsigned long long)r[i].tally.rows, (unsigned long long)r[i].added,
                (unsigned long long)skipped(&r[i].tally), (unsigned long long)r[i].tally.rejected,
                span, released[0] ? released : "-");
    }
}

static ent_status
show_imports(cli_format format, ent_ledger *ledger, ent_arena *arena, shown *to, ent_error *err)
{
    ent_import_record *imports = NULL;
    ent_status st = ent_ledger_imports(ledger, arena, &imports, &to->n, err);

    if (st) return st;
    if (format == FORMAT_JSON)
        imports_json(imports, to->n, &to->j);
    else if (format == FORMAT_TSV)
        imports_tsv(imports, to->n, to->out);
    else
        imports_text(imports, to->n, to->out);
    return ENT_OK;
}

static ent_status
show_coverage(cli_format format, ent_ledger *ledger, ent_arena *arena, shown *to, ent_error *err)
{
    static const char *const COLUMNS[] = {"coverage", "indicators", "from",   "to",
                                          "silence",  "of",         "toward", "below notice"};
    ent_coverage *cov = NULL;
    ent_status st = ent_ledger_coverage(ledger, NULL, arena, &cov, &to->n, err);

    if (!st && to->n == 0)
        fputs(
            "entente: nothing loaded has a coverage window, so silence is not known to mean none\n",
            stderr);
    if (!st) table_begin(format, COLUMNS, N_OF(COLUMNS), to);
    for (size_t i = 0; i < to->n && !st; i++) {
        char from[ENT_DATE_TEXT_MAX] = "", until[ENT_DATE_TEXT_MAX] = "";

        ent_date_format(&cov[i].from, from, sizeof from);
        ent_date_format(&cov[i].to, until, sizeof until);
        const char *const cells[] = {cov[i].id,
                                     cov[i].indicators,
                                     from,
                                     until,
                                     cov[i].absence_is_zero ? "none happened" : "unknown",
                                     cov[i].from_actors,
                                     cov[i].to_actors,
                                     cov[i].threshold};

        table_row(format, COLUMNS, cells, N_OF(COLUMNS), to);
    }
    return st;
}

static ent_status
show_rejects(cli_format format, ent_ledger *ledger, ent_arena *arena, shown *to, ent_error *err)
{
    static const char *const COLUMNS[] = {"file", "row", "byte", "reason", "raw"};
    ent_reject *rejects = NULL;
    ent_status st = ent_ledger_rejects(ledger, 0, REJECTS_SHOWN, arena, &rejects, &to->n, err);

    if (!st && (to->n || format != FORMAT_TEXT)) table_begin(format, COLUMNS, N_OF(COLUMNS), to);
    for (size_t i = 0; i < to->n && !st; i++) {
        char row[24], byte[24];
        const char *const cells[] = {rejects[i].file, row, byte, rejects[i].reason, rejects[i].raw};

        ent_snprintf(row, sizeof row, "%llu", (unsigned long long)rejects[i].row);
        ent_snprintf(byte, sizeof byte, "%llu", (unsigned long long)rejects[i].byte);
        table_row(format, COLUMNS, cells, N_OF(COLUMNS), to);
    }
    if (!st && to->n == 0 && format == FORMAT_TEXT) fputs("no row was rejected\n", to->out);
    to->none_is_fine = true;
    return st;
}

static ent_status
show_citations(cli_format format, ent_ledger *ledger, ent_arena *arena, shown *to, ent_error *err)
{
    static const char *const COLUMNS[] = {"code",      "author", "year",   "title",
                                          "publisher", "url",    "licence"};
    ent_citation *s = NULL;
    ent_status st = ent_ledger_citations(ledger, arena, &s, &to->n, err);

    if (!st) table_begin(format, COLUMNS, N_OF(COLUMNS), to);
    for (size_t i = 0; i < to->n && !st; i++) {
        const char *const cells[] = {s[i].code,      s[i].author, s[i].year,   s[i].title,
                                     s[i].publisher, s[i].url,    s[i].licence};

        table_row(format, COLUMNS, cells, N_OF(COLUMNS), to);
    }
    return st;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_error err = {0};
    ent_ledger *ledger;
    shown to = {.out = c->out};
    cli_format format = cli_get_format(c);
    ent_status st;
    int code = cli_workspace(c, false, &ws);

    if (code != EXIT_DONE) return code;
    ledger = ent_workspace_ledger(ws);
    if (format == FORMAT_JSON) {
        json_open(&to.j, '{');
        json_field(&to.j, "schema", "entente-sources-1");
        json_key(&to.j, "rows");
        json_open(&to.j, '[');
    }
    if (cli_value(c, "coverage"))
        st = show_coverage(format, ledger, &arena, &to, &err);
    else if (cli_value(c, "rejects"))
        st = show_rejects(format, ledger, &arena, &to, &err);
    else if (cli_value(c, "citations"))
        st = show_citations(format, ledger, &arena, &to, &err);
    else
        st = show_imports(format, ledger, &arena, &to, &err);
    code = st ? cli_fail(&err) : to.n || to.none_is_fine ? EXIT_DONE : EXIT_NO_EVIDENCE;
    if (!st && format == FORMAT_JSON) {
        json_close(&to.j, ']');
        json_close(&to.j, '}');
        json_newline(&to.j);
        if (to.j.st || cli_write(c, &to.j.buf) != EXIT_DONE) code = EXIT_FAILED;
    }
    ent_buf_clear(&to.j.buf);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_SOURCES = {
    "sources",
    "what is loaded: coverage, freshness, rejects",
    "sources [--coverage | --rejects | --citations] [--format text|tsv|json]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    0,
    0,
    run,
};

/* cmd_sources.c: what is loaded: sets, files, coverage, freshness, rejects. */
#include "cli.h"

#include <string.h>

enum { REJECTS_SHOWN = 1000 };

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
skipped(const ent_tally *t) {
    uint64_t n = 0;

    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        n += t->skipped[i];
    return n;
}

static void
print_imports(const cli *c, const ent_import_record *r, size_t n) {
    bool tsv = cli_get_format(c) == FORMAT_TSV;

    if (tsv)
        puts("set\tfile\treader\trows\tkept\tskipped\trejected\tclaims\tfirst\tlast\treleased\t"
             "imported\tsha256");
    else
        printf("%-16s %-34s %9s %9s %8s %8s  %-9s  %s\n", "set", "file", "rows", "claims",
               "skipped", "rejected", "span", "released");
    for (size_t i = 0; i < n; i++) {
        char first[ENT_DATE_TEXT_MAX] = "", last[ENT_DATE_TEXT_MAX] = "",
             released[ENT_DATE_TEXT_MAX] = "", span[16] = "";

        ent_date_format(&r[i].first_valid, first, sizeof first);
        ent_date_format(&r[i].last_valid, last, sizeof last);
        ent_date_format(&r[i].released, released, sizeof released);
        if (tsv) {
            printf("%s\t%s\t%s %d\t%llu\t%llu\t%llu\t%llu\t%llu\t%s\t%s\t%s\t%s\t%s\n", r[i].set,
                   r[i].file, r[i].reader, r[i].reader_version, (unsigned long long)r[i].tally.rows,
                   (unsigned long long)r[i].tally.kept, (unsigned long long)skipped(&r[i].tally),
                   (unsigned long long)r[i].tally.rejected, (unsigned long long)r[i].added, first,
                   last, released, r[i].imported_at, r[i].file_sha256);
            continue;
        }
        if (r[i].first_valid.precision != ENT_PREC_NONE)
            ent_snprintf(span, sizeof span, "%d-%d", r[i].first_valid.year, r[i].last_valid.year);
        printf("%-16s %-34.34s %9llu %9llu %8llu %8llu  %-9s  %s\n", r[i].set, r[i].file,
               (unsigned long long)r[i].tally.rows, (unsigned long long)r[i].added,
               (unsigned long long)skipped(&r[i].tally), (unsigned long long)r[i].tally.rejected,
               span, released);
    }
}

static int
show_imports(const cli *c, ent_ledger *ledger, ent_arena *arena) {
    ent_import_record *imports = NULL;
    ent_error err = {0};
    size_t n = 0;

    if (ent_ledger_imports(ledger, arena, &imports, &n, &err)) return cli_fail(&err);
    print_imports(c, imports, n);
    return n ? EXIT_DONE : EXIT_NO_EVIDENCE;
}

static int
show_coverage(ent_ledger *ledger, ent_arena *arena) {
    ent_coverage *cov = NULL;
    ent_error err = {0};
    size_t n = 0;

    if (ent_ledger_coverage(ledger, NULL, arena, &cov, &n, &err)) return cli_fail(&err);
    printf("%-20s %-34s %-10s  %-10s  %-10s  %s\n", "coverage", "indicators", "from", "to",
           "silence", "actors; what falls below notice");
    for (size_t i = 0; i < n; i++) {
        char from[ENT_DATE_TEXT_MAX] = "", to[ENT_DATE_TEXT_MAX] = "";

        ent_date_format(&cov[i].from, from, sizeof from);
        ent_date_format(&cov[i].to, to, sizeof to);
        printf("%-20s %-34s %-10s  %-10s  %-10s  %s > %s; %s\n", cov[i].id, cov[i].indicators, from,
               to, cov[i].absence_is_zero ? "none" : "unknown", cov[i].from_actors,
               cov[i].to_actors ? cov[i].to_actors : "-", cov[i].threshold ? cov[i].threshold : "");
    }
    return n ? EXIT_DONE : EXIT_NO_EVIDENCE;
}

static int
show_rejects(ent_ledger *ledger, ent_arena *arena) {
    ent_reject *rejects = NULL;
    ent_error err = {0};
    size_t n = 0;

    if (ent_ledger_rejects(ledger, 0, REJECTS_SHOWN, arena, &rejects, &n, &err))
        return cli_fail(&err);
    for (size_t i = 0; i < n; i++) {
        cli_print_safe(stdout, rejects[i].file);
        printf(":%llu (byte %llu): ", (unsigned long long)rejects[i].row,
               (unsigned long long)rejects[i].byte);
        cli_print_safe(stdout, rejects[i].reason);
        fputs("\n    ", stdout);
        cli_print_safe(stdout, rejects[i].raw ? rejects[i].raw : "");
        puts("");
    }
    if (n == 0) puts("no row was rejected");
    return EXIT_DONE;
}

static int
show_citations(ent_ledger *ledger, ent_arena *arena) {
    ent_citation *s = NULL;
    ent_error err = {0};
    size_t n = 0;

    if (ent_ledger_citations(ledger, arena, &s, &n, &err)) return cli_fail(&err);
    for (size_t i = 0; i < n; i++) {
        printf("%s\n  ", s[i].code);
        cli_print_safe(stdout, s[i].author);
        fputs(". ", stdout);
        cli_print_safe(stdout, s[i].year);
        fputs(". ", stdout);
        cli_print_safe(stdout, s[i].title);
        fputs(". ", stdout);
        cli_print_safe(stdout, s[i].publisher);
        fputs("\n  licence: ", stdout);
        cli_print_safe(stdout, s[i].licence);
        puts("");
    }
    return n ? EXIT_DONE : EXIT_NO_EVIDENCE;
}

static int
run(cli *c) {
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    int code = cli_workspace(c, false, &ws);

    if (code != EXIT_DONE) return code;
    if (cli_value(c, "coverage"))
        code = show_coverage(ent_workspace_ledger(ws), &arena);
    else if (cli_value(c, "rejects"))
        code = show_rejects(ent_workspace_ledger(ws), &arena);
    else if (cli_value(c, "citations"))
        code = show_citations(ent_workspace_ledger(ws), &arena);
    else
        code = show_imports(c, ent_workspace_ledger(ws), &arena);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_SOURCES = {
    "sources",
    "what is loaded: coverage, freshness, rejects",
    "sources [--coverage | --rejects | --citations]",
    EXAMPLES,
    OPTIONS,
    0,
    0,
    run,
};

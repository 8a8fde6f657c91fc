/* cmd_import.c: files into the ledger, or a dry run that shows what would go in. */
#include "cli.h"
#include "import_feed.h"
#include "progress.h"

#include <string.h>

enum { DRY_RUN_CLAIMS = 5, DRY_RUN_KEEP = 10000, REJECTS_SHOWN = 10 };

static const example_spec EXAMPLES[] = {
    {"entente import data/starter/*.tsv", "claims entered by hand"},
    {"entente import cow_mid_dirdisps_v5.csv alliance_v4.1_by_directed.csv",
     "published data sets, recognised by their first line"},
    {"entente import --mapping my.map.tsv my-data.csv", "any table, described by a mapping file"},
    {"entente import --watch CHN:RUS,CHN:USA gdelt/", "a folder of event files, packed or not"},
    {"entente import --dry-run mine.tsv", "the first claims and every problem; nothing is written"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"reader", 'r', "NAME", "read with this reader instead of recognising the file"},
    {"mapping", 'm', "FILE", "a mapping file that says what each column means"},
    {"feed", 0, "NAME", "event files: read as this feed instead of recognising them"},
    {"watch", 'w', "A:B,...", "event files: keep the single rows of these pairs, for explain"},
    {"threads", 't', "N", "event files: how many to read with; all processors when not given"},
    {"dry-run", 'n', NULL, "write nothing; show the first claims and all problems"},
    {"list", 0, NULL, "list the readers and feeds"},
    {NULL, 0, NULL, NULL},
};

static int
list_readers(FILE *out)
{
    size_t n = 0;
    const ent_reader *const *readers = ent_readers(&n);

    for (size_t i = 0; i < n; i++)
        fprintf(out, "%-26s %-18s %s\n", readers[i]->name, readers[i]->set, readers[i]->what);
    list_feeds(out);
    return EXIT_DONE;
}

static void
print_tally(FILE *to, const ent_tally *t)
{
    fprintf(to, "%llu row%s, %llu kept, %llu rejected", (unsigned long long)t->rows,
            t->rows == 1 ? "" : "s", (unsigned long long)t->kept, (unsigned long long)t->rejected);
    for (int i = 0; i < ENT_SKIP_COUNT; i++)
        if (t->skipped[i])
            fprintf(to, ", %llu %s", (unsigned long long)t->skipped[i], ent_skip_name((ent_skip)i));
}

static void
print_claim(FILE *out, const ent_claim *claim)
{
    char from[ENT_DATE_TEXT_MAX] = "", to[ENT_DATE_TEXT_MAX] = "", number[32] = "";

    ent_date_format(&claim->valid_from, from, sizeof from);
    ent_date_format(&claim->valid_to, to, sizeof to);
    if (claim->quantity_state == ENT_VALUE)
        ent_format_double(claim->quantity, number, sizeof number);
    else if (claim->quantity_state == ENT_MISSING)
        ent_snprintf(number, sizeof number, "missing");
    fprintf(out, "  row %llu  %s%s%s  %s  %s%s%s  ", (unsigned long long)claim->row, claim->from,
            claim->to ? (claim->directed ? " > " : " - ") : "", claim->to ? claim->to : "",
            claim->indicator, from, to[0] ? " .. " : "", to);
    fprintf(out, "%s %s  ", number, claim->unit ? claim->unit : "");
    cli_print_safe(out, claim->label ? claim->label : "");
    fputc('\n', out);
}

static void
print_reject(FILE *out, const ent_error *why)
{
    fputs("  ", out);
    cli_print_safe(out, why->file);
    fprintf(out, ":%llu (byte %llu): ", (unsigned long long)why->row,
            (unsigned long long)why->byte);
    cli_print_safe(out, why->text);
    fputc('\n', out);
}

static int
dry_run(FILE *out, ent_workspace *ws, const ent_import_request *request)
{
    ent_counting_sink sink;
    const ent_reader *reader = NULL;
    ent_error err = {0};
    ent_status st;
    int code;

    memset(&sink, 0, sizeof sink);
    st = ent_workspace_dry_run(ws, request, DRY_RUN_KEEP, &sink, &reader, &err);
    if (!reader) return cli_fail(&err);
    cli_print_safe(out, request->path);
    fprintf(out, ": reader %s (%s)\n", reader->name, reader->what);
    for (size_t i = 0; i < sink.n_claims && i < DRY_RUN_CLAIMS; i++)
        print_claim(out, &sink.claims[i]);
    if (sink.tally.claims > DRY_RUN_CLAIMS)
        fprintf(out, "  ... %llu claims in all\n", (unsigned long long)sink.tally.claims);
    if (sink.n_rejects) fputs("problems:\n", out);
    for (size_t i = 0; i < sink.n_rejects; i++)
        print_reject(out, &sink.rejects[i]);
    print_tally(out, &sink.tally);
    fputs("; nothing was written\n", out);
    code = st ? cli_fail(&err) : sink.tally.rejected ? EXIT_SOME_REJECTED : EXIT_DONE;
    ent_counting_sink_clear(&sink);
    return code;
}

static void
show_rejects(ent_workspace *ws, uint64_t rejected)
{
    ent_arena arena = {0};
    ent_import_record *imports = NULL;
    ent_reject *rejects = NULL;
    size_t n = 0, k = 0;
    ent_error err = {0};
    ent_status st = ent_ledger_imports(ent_workspace_ledger(ws), &arena, &imports, &n, &err);

    if (!st && n)
        st = ent_ledger_rejects(ent_workspace_ledger(ws), imports[n - 1].number, REJECTS_SHOWN,
                                &arena, &rejects, &k, &err);
    for (size_t i = 0; i < k && !st; i++) {
        fprintf(stderr, "  ");
        cli_print_safe(stderr, rejects[i].file);
        fprintf(stderr, ":%llu (byte %llu): ", (unsigned long long)rejects[i].row,
                (unsigned long long)rejects[i].byte);
        cli_print_safe(stderr, rejects[i].reason);
        fputc('\n', stderr);
    }
    if (rejected > k)
        fprintf(stderr, "  ... and %llu more: entente sources --rejects\n",
                (unsigned long long)(rejected - k));
    ent_arena_clear(&arena);
}

static int
import_one(ent_workspace *ws, const ent_import_request *asked, bool quiet)
{
    ent_import_request request = *asked;
    ent_import_summary s = {0};
    ent_error err = {0};
    progress p;
    ent_status st;

    progress_begin(&p, request.path, quiet);
    request.progress = progress_rows;
    request.progress_ctx = &p;
    st = ent_workspace_import(ws, &request, &s, &err);
    progress_end(&p);
    if (st) return cli_fail(&err);
    if (quiet) return s.tally.rejected ? EXIT_SOME_REJECTED : EXIT_DONE;
    cli_print_safe(stderr, request.path);
    if (s.already) {
        fputs(": in the ledger already, nothing added\n", stderr);
        return EXIT_DONE;
    }
    fputs(": ", stderr);
    print_tally(stderr, &s.tally);
    fprintf(stderr, "; %llu claim%s added, %llu known before, %llu correction%s (%.1f s)\n",
            (unsigned long long)s.added, s.added == 1 ? "" : "s", (unsigned long long)s.known,
            (unsigned long long)s.superseded, s.superseded == 1 ? "" : "s", progress_seconds(&p));
    if (s.tally.rejected) show_rejects(ws, s.tally.rejected);
    return s.tally.rejected ? EXIT_SOME_REJECTED : EXIT_DONE;
}

/* Sources tables lie beside claim files and match the same pattern; they are taken along. */
static bool
is_companion(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot && strcmp(dot, ".tsv") == 0 &&
           (strncmp(name, "sources", 7) == 0 || strncmp(name, "yardstick", 9) == 0);
}

static int
one_file(const cli *c, ent_workspace *ws, const char *path)
{
    ent_import_request request = {
        .path = path, .reader = cli_value(c, "reader"), .mapping = cli_value(c, "mapping")};
    bool quiet = cli_value(c, "quiet") != NULL;

    if (is_companion(path) && !request.reader && !request.mapping) {
        if (quiet) return EXIT_DONE;
        cli_print_safe(stderr, path);
        fputs(": no claims; read with the claim files beside it\n", stderr);
        return EXIT_DONE;
    }
    return cli_value(c, "dry-run") ? dry_run(c->out, ws, &request)
                                   : import_one(ws, &request, quiet);
}

/* How many paths from here on belong to one run of the event engine. */
static size_t
feed_paths(const cli *c, size_t at)
{
    size_t n = 0;

    while (at + n < c->n_words && is_same_feed(c, c->words[at], c->words[at + n]))
        n++;
    return n;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    int worst;

    if (cli_value(c, "list")) return list_readers(c->out);
    if (c->n_words == 0) return cli_usage(c, "no file is named");
    if (cli_value(c, "mapping") && cli_value(c, "reader"))
        return cli_usage(c, "--mapping has its own reader; leave --reader away");
    worst = cli_value(c, "dry-run") ? cli_scratch_workspace(&ws) : cli_workspace(c, true, &ws);
    if (worst != EXIT_DONE) return worst;
    for (size_t i = 0, taken; i < c->n_words; i += taken) {
        int code;

        taken = feed_paths(c, i);
        code = taken ? import_feed(c, ws, &c->words[i], taken) : one_file(c, ws, c->words[i]);
        if (taken == 0) taken = 1;
        if (code == EXIT_FAILED || worst == EXIT_DONE) worst = code;
    }
    ent_workspace_close(ws);
    return worst;
}

const command_spec CMD_IMPORT = {
    "import",
    "files into the ledger",
    "import [--reader NAME | --mapping FILE | --feed NAME] [--dry-run] FILE...",
    EXAMPLES,
    OPTIONS,
    "text",
    0,
    POSITIONAL_MAX,
    run,
};

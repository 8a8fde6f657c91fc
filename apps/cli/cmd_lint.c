/* cmd_lint.c: is hand-entered evidence fit to ship? Stricter than import. */
#include "cli.h"

#include <string.h>

/* The starter evidence promises that at least four rows in five are checked. */
#define MEMORY_SHARE_MAX 0.2
enum { KEEP = 200000 };

static const example_spec EXAMPLES[] = {
    {"entente lint data/starter/*.tsv",
     "every row: source, dates, unit, grade, how it was checked"},
    {NULL, NULL},
};

typedef struct lint {
    FILE *out;
    uint64_t rows, problems, memory, total;
    ent_arena arena;
    ent_source_info *sources[64];
    size_t n_sources[64], n_tables;
} lint;

static void
problem(lint *l, const ent_claim *claim, const char *text, const char *detail)
{
    l->problems++;
    cli_print_safe(l->out, claim->file ? claim->file : "");
    fprintf(l->out, ":%llu (byte %llu): %s", (unsigned long long)claim->row,
            (unsigned long long)claim->byte, text);
    if (detail) {
        fputs(" \"", l->out);
        cli_print_safe(l->out, detail);
        fputc('"', l->out);
    }
    fputc('\n', l->out);
}

static bool
source_known(const lint *l, const char *code)
{
    if (ent_source_set(code)) return true;
    for (size_t t = 0; t < l->n_tables; t++)
        for (size_t i = 0; i < l->n_sources[t]; i++)
            if (strcmp(l->sources[t][i].code, code) == 0) return true;
    return false;
}

static void
lint_claim(lint *l, const ent_claim *claim)
{
    l->total++;
    l->memory += claim->checked == ENT_CHECKED_MEMORY;
    if (!source_known(l, claim->source))
        problem(l, claim, "no sources table names the source", claim->source);
    if (claim->known_from.precision == ENT_PREC_NONE)
        problem(l, claim, "known_from is empty: when did it become public?", NULL);
    if (claim->checked == ENT_CHECKED_FILE)
        problem(l, claim, "checked is empty: want read, computed or memory", NULL);
    if (claim->checked == ENT_CHECKED_COMPUTED && !claim->note)
        problem(l, claim, "a computed value names its command in note", NULL);
}

static const char *
name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool
is_sources_table(const char *path)
{
    return strncmp(name_of(path), "sources", 7) == 0;
}

static int
read_sources(lint *l, const char *path)
{
    ent_error err = {0};

    if (l->n_tables == sizeof l->sources / sizeof l->sources[0]) return EXIT_FAILED;
    if (ent_sources_read(path, &l->arena, &l->sources[l->n_tables], &l->n_sources[l->n_tables],
                         &err))
        return cli_fail(&err);
    l->n_tables++;
    return EXIT_DONE;
}

static int
lint_file(lint *l, ent_workspace *ws, const char *path)
{
    ent_import_request request = {.path = path, .reader = "claim-tsv"};
    ent_counting_sink sink;
    const ent_reader *reader = NULL;
    ent_error err = {0};
    ent_status st;

    memset(&sink, 0, sizeof sink);
    st = ent_workspace_dry_run(ws, &request, KEEP, &sink, &reader, &err);
    for (size_t i = 0; i < sink.n_rejects; i++) {
        l->problems++;
        cli_print_safe(l->out, sink.rejects[i].file);
        fprintf(l->out, ":%llu (byte %llu): ", (unsigned long long)sink.rejects[i].row,
                (unsigned long long)sink.rejects[i].byte);
        cli_print_safe(l->out, sink.rejects[i].text);
        fputc('\n', l->out);
    }
    for (size_t i = 0; i < sink.n_claims; i++)
        lint_claim(l, &sink.claims[i]);
    l->rows += sink.tally.rows;
    if (reader) ent_counting_sink_clear(&sink);
    return st ? cli_fail(&err) : EXIT_DONE;
}

static int
verdict(lint *l)
{
    double share = l->total ? (double)l->memory / (double)l->total : 0;

    if (share > MEMORY_SHARE_MAX) {
        l->problems++;
        fprintf(l->out, "%.0f %% of the claims are from memory; at most %.0f %% may be\n",
                100 * share, 100 * MEMORY_SHARE_MAX);
    }
    fprintf(l->out, "%llu rows, %llu claims, %llu from memory, %llu problems\n",
            (unsigned long long)l->rows, (unsigned long long)l->total,
            (unsigned long long)l->memory, (unsigned long long)l->problems);
    return l->problems ? EXIT_FAILED : EXIT_DONE;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    lint l = {.out = c->out};
    int code = cli_scratch_workspace(&ws);

    for (size_t i = 0; i < c->n_words && code == EXIT_DONE; i++)
        if (is_sources_table(c->words[i])) code = read_sources(&l, c->words[i]);
    for (size_t i = 0; i < c->n_words && code == EXIT_DONE; i++)
        if (!is_sources_table(c->words[i]) && strncmp(name_of(c->words[i]), "yardstick", 9) != 0)
            code = lint_file(&l, ws, c->words[i]);
    if (code == EXIT_DONE) code = verdict(&l);
    ent_arena_clear(&l.arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_LINT = {
    "lint",
    "check hand-entered evidence, row by row",
    "lint FILE...",
    EXAMPLES,
    NULL,
    "text",
    1,
    POSITIONAL_MAX,
    run,
};

/* cmd_validate.c: do the tracks measure what they say? Every check, its mark, and what came out. */
#include "cli.h"

#include "json.h"

#include <math.h>
#include <string.h>

enum { EVERY_MAX = 100000, THREADS_MAX = 64 };

static const example_spec EXAMPLES[] = {
    {"entente validate --every 20", "a twentieth of all pairs: about a minute"},
    {"entente validate --format tsv", "all pairs, one line a check"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"every", 'e', "N", "only each N-th pair of states, in a fixed shuffled order"},
    {"threads", 't', "N", "how many to estimate with; 1 when not given"},
    {NULL, 0, NULL, NULL},
};

static const char *const RULES[] = {">=", "<=", "<", "low >="};

static const char *
verdict(const ent_validate_row *r)
{
    if (r->state != ENT_VALUE) return "not run";
    return r->passed ? "pass" : "FAIL";
}

static double
six_digits(double v)
{
    char text[32];

    ent_snprintf(text, sizeof text, "%.6g", v);
    return ent_parse_double(text, &v, NULL) == ENT_OK ? v : 0;
}

/* ---- text --------------------------------------------------------------------------------------
 */

static ent_status
row_text(ent_buf *out, const ent_validate_row *r)
{
    ent_status st;

    if (r->state == ENT_VALUE)
        st = ent_buf_addf(out, "%-20s %7.3f  %6.3f .. %6.3f  %8zu  %6s %-5g  %s\n", r->check,
                          r->statistic, r->low, r->high, r->n, RULES[r->rule], r->pass_mark,
                          verdict(r));
    else
        st = ent_buf_addf(out, "%-20s %7s  %16s  %8s  %6s %-5g  %s\n", r->check, "-", "-", "-",
                          RULES[r->rule], r->pass_mark, verdict(r));
    if (!st) st = ent_buf_addf(out, "    %s: %s\n", r->statistic_name, r->against);
    if (!st && r->state != ENT_VALUE && r->note)
        st = ent_buf_addf(out, "    not run: %s\n", r->note);
    return st;
}

static ent_status
tail_text(ent_buf *out, const ent_validity *v)
{
    size_t passed = 0, failed = 0;
    ent_status st;

    for (size_t i = 0; i < v->n; i++) {
        passed += v->rows[i].state == ENT_VALUE && v->rows[i].passed;
        failed += v->rows[i].state == ENT_VALUE && !v->rows[i].passed;
    }
    st = ent_buf_addf(out, "\n%zu pass, %zu fail, %zu not run.", passed, failed,
                      v->n - passed - failed);
    if (!st && v->n_pairs)
        st = ent_buf_addf(out, " Tracks of %zu pairs, parameters %.12s.", v->n_pairs,
                          v->params_hash);
    if (!st)
        st = ent_buf_adds(out, "\nn: years of pairs, pairs, or waves. Intervals: 90 %, pairs drawn "
                               "with replacement. Marks: data/params/validity.tsv.\n"
                               "What a failed check means for use: docs/methods/validity.md\n");
    return st;
}

static ent_status
table_text(ent_buf *out, const ent_validity *v)
{
    ent_status st = ent_buf_addf(out, "%-20s %7s  %16s  %8s  %12s  %s\n", "check", "came to",
                                 "90 %", "n", "mark", "verdict");

    for (size_t i = 0; i < v->n && !st; i++) {
        if (i == 0 || strcmp(v->rows[i].group, v->rows[i - 1].group) != 0)
            st = ent_buf_addf(out, "\n%s\n", v->rows[i].group);
        if (!st) st = row_text(out, &v->rows[i]);
    }
    return st ? st : tail_text(out, v);
}

/* ---- tsv and json ------------------------------------------------------------------------------
 */

static ent_status
row_tsv(ent_buf *out, const ent_validate_row *r)
{
    ent_status st =
        ent_buf_addf(out, "%s\t%s\t%s\t%s", r->check, r->group, r->statistic_name, r->against);

    if (!st && r->state == ENT_VALUE)
        st = ent_buf_addf(out, "\t%.6g\t%.6g\t%.6g\t%zu\t%zu", r->statistic, r->low, r->high, r->n,
                          r->n_pairs);
    else if (!st)
        st = ent_buf_adds(out, "\t\t\t\t\t");
    if (!st) st = ent_buf_addf(out, "\t%s\t%g\t%s\t", RULES[r->rule], r->pass_mark, verdict(r));
    if (!st && r->state != ENT_VALUE && r->note) st = ent_buf_adds(out, r->note);
    return st ? st : ent_buf_addc(out, '\n');
}

static ent_status
table_tsv(ent_buf *out, const ent_validity *v)
{
    ent_status st = ent_buf_adds(out, "check\tgroup\tstatistic\tagainst\tvalue\tlow\thigh\tn\t"
                                      "pairs\trule\tmark\tverdict\tnote\n");

    for (size_t i = 0; i < v->n && !st; i++)
        st = row_tsv(out, &v->rows[i]);
    return st;
}

static void
row_json(json *j, const ent_validate_row *r)
{
    json_open(j, '{');
    json_field(j, "check", r->check);
    json_field(j, "group", r->group);
    json_field(j, "statistic", r->statistic_name);
    json_field(j, "against", r->against);
    json_field(j, "rule", RULES[r->rule]);
    json_key(j, "mark");
    json_number(j, r->pass_mark);
    json_field(j, "verdict", verdict(r));
    if (r->state == ENT_VALUE) {
        json_interval(j, six_digits(r->statistic), six_digits(r->low), six_digits(r->high));
        json_key(j, "level");
        json_number(j, 0.9);
        json_key(j, "n");
        json_integer(j, (int64_t)r->n);
        json_key(j, "pairs");
        json_integer(j, (int64_t)r->n_pairs);
    } else {
        json_field(j, "note", r->note);
    }
    json_close(j, '}');
}

static ent_status
table_json(json *j, const ent_validity *v)
{
    json_open(j, '{');
    json_field(j, "schema", "entente-validate-1");
    json_field(j, "parameters", v->params_hash);
    json_key(j, "pairs");
    json_integer(j, (int64_t)v->n_pairs);
    json_key(j, "checks");
    json_open(j, '[');
    for (size_t i = 0; i < v->n; i++)
        row_json(j, &v->rows[i]);
    json_close(j, ']');
    json_close(j, '}');
    json_newline(j);
    return j->st;
}

/* ---- the command -------------------------------------------------------------------------------
 */

static int
read_count(const cli *c, const char *name, int64_t max, int64_t *out)
{
    const char *text = cli_value(c, name);

    *out = 1;
    if (text && (ent_parse_i64(text, out, NULL) || *out < 1 || *out > max))
        return cli_usage(c, "--%s wants a number from 1 to %lld", name, (long long)max);
    return EXIT_DONE;
}

/* A report: the code says whether it was made, not whether every check passed. */
static int
write_table(const cli *c, const ent_validity *v)
{
    json j = {0};
    ent_error err = {0};
    size_t run = 0;
    ent_status st;
    int code;

    for (size_t i = 0; i < v->n; i++)
        run += v->rows[i].state == ENT_VALUE;
    if (cli_get_format(c) == FORMAT_JSON)
        st = table_json(&j, v);
    else
        st = cli_get_format(c) == FORMAT_TSV ? table_tsv(&j.buf, v) : table_text(&j.buf, v);
    if (st) st = ent_fail(&err, st, "no memory for the table");
    code = st ? cli_fail(&err) : cli_write(c, &j.buf);
    ent_buf_clear(&j.buf);
    return code == EXIT_DONE && run == 0 ? EXIT_NO_EVIDENCE : code;
}

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_validity v = {.n = 0};
    ent_error err = {0};
    ent_validate_options options = {.every = 1};
    int64_t every, threads;
    int code = read_count(c, "every", EVERY_MAX, &every);

    if (code == EXIT_DONE) code = read_count(c, "threads", THREADS_MAX, &threads);
    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    options.every = (size_t)every;
    options.threads = (unsigned)threads;
    code = ent_workspace_validate(ws, &options, &arena, &v, &err) ? cli_fail(&err)
                                                                  : write_table(c, &v);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_VALIDATE = {
    "validate",
    "do the tracks measure what they say: checks with marks set beforehand",
    "validate [--every N] [--threads N] [--ledger FILE] [--format text|tsv|json]",
    EXAMPLES,
    OPTIONS,
    "text tsv json",
    0,
    0,
    run,
};

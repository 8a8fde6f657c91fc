/* cmd_measure.c: every estimate for a pair, or one measure of it, with intervals. */
#include "cli.h"
#include "json.h"

#include <math.h>
#include <string.h>

enum { MEASURES_MAX = 64 };

static const example_spec EXAMPLES[] = {
    {"entente measure CHN RUS", "every estimate for the pair"},
    {"entente measure CHN RUS trade.dependence --format tsv", "one measure, as a table"},
    {NULL, NULL},
};

static void
row_json(json *j, const ent_estimate *e)
{
    json_open(j, '{');
    json_field(j, "id", e->id);
    json_field(j, "state", ent_state_name(e->state));
    if (e->state == ENT_VALUE) {
        json_interval(j, e->value, e->low, e->high);
        json_key(j, "level");
        json_number(j, e->level_0to1);
    }
    json_field(j, "unit", e->unit);
    json_field(j, "basis", ent_basis_title(e->basis));
    json_key(j, "claims");
    json_open(j, '[');
    for (size_t i = 0; i < e->n_lineage; i++)
        json_string(j, e->lineage[i]);
    json_close(j, ']');
    json_close(j, '}');
}

/* A number's cells are empty where there is none: an empty cell is not a zero. */
static ent_status
row_tsv(ent_buf *out, const ent_estimate *e)
{
    char value[32] = "", low[32] = "", high[32] = "", level[32] = "";

    if (e->state == ENT_VALUE) {
        ent_format_double(e->value, value, sizeof value);
        ent_format_double(e->low, low, sizeof low);
        ent_format_double(e->high, high, sizeof high);
        ent_format_double(e->level_0to1, level, sizeof level);
    }
    return ent_buf_addf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%zu\n", e->id,
                        ent_state_name(e->state), value, low, high, level, e->unit,
                        ent_basis_title(e->basis), e->n_lineage);
}

static void
short_number(double v, char *out, size_t size)
{
    if (isfinite(v))
        ent_snprintf(out, size, "%.6g", v);
    else
        ent_snprintf(out, size, "open");
}

/* For reading: six digits; the other forms carry all of them. */
static ent_status
row_text(ent_buf *out, const ent_estimate *e)
{
    char value[32], low[32] = "", high[32] = "", interval[72] = "";

    if (e->state == ENT_VALUE) {
        short_number(e->value, value, sizeof value);
        short_number(e->low, low, sizeof low);
        short_number(e->high, high, sizeof high);
        ent_snprintf(interval, sizeof interval, "%s .. %s", low, high);
    } else {
        ent_snprintf(value, sizeof value, "%s", ent_state_name(e->state));
    }
    return ent_buf_addf(out, "%-42s %12s  %-26s %-12s %6zu\n", e->id, value, interval, e->unit,
                        e->n_lineage);
}

static ent_status
row(cli_format format, json *j, const ent_estimate *e)
{
    if (format == FORMAT_TSV) return row_tsv(&j->buf, e);
    if (format == FORMAT_TEXT) return row_text(&j->buf, e);
    row_json(j, e);
    return j->st;
}

static ent_status
make_answer(const cli *c, const ent_estimate *e, size_t n, const char *only, size_t *shown, json *j)
{
    cli_format format = cli_get_format(c);
    bool as_json = format == FORMAT_JSON;

    if (as_json) {
        json_open(j, '{');
        json_field(j, "schema", "entente-measure-1");
        json_key(j, "estimates");
        json_open(j, '[');
    } else if (format == FORMAT_TSV) {
        j->st = ent_buf_adds(&j->buf,
                             "id\tstate\tvalue\tlow\thigh\tlevel\tunit\tinterval from\tclaims\n");
    } else {
        j->st = ent_buf_addf(&j->buf, "%-42s %12s  %-26s %-12s %6s\n", "figure", "value",
                             "interval", "unit", "claims");
    }
    for (size_t i = 0; i < n && !j->st; i++) {
        if (only && strcmp(e[i].measure, only) != 0) continue;
        ++*shown;
        j->st = row(format, j, &e[i]);
    }
    if (as_json) {
        json_close(j, ']');
        json_close(j, '}');
        json_newline(j);
    }
    return j->st;
}

/* Nothing to show is an answer too, but not in silence: which measures are there? */
static void
tell_none(const char *only, const ent_estimate *e, size_t n)
{
    const char *names[MEASURES_MAX], *near;
    size_t k = 0;

    for (size_t i = 0; i < n && k < MEASURES_MAX; i++)
        if (k == 0 || strcmp(names[k - 1], e[i].measure) != 0) names[k++] = e[i].measure;
    if (!only || n == 0) {
        fputs("entente: no figure follows from what the ledger holds about this pair\n", stderr);
        return;
    }
    near = cli_nearest(only, names, k);
    fputs("entente: no figure of this pair is a \"", stderr);
    cli_print_safe(stderr, only);
    if (near) {
        fprintf(stderr, "\"; did you mean \"%s\"?\n", near);
        return;
    }
    fputs("\"; there are", stderr);
    for (size_t i = 0; i < k; i++)
        fprintf(stderr, " %s", names[i]);
    fputc('\n', stderr);
}

static int
run(cli *c)
{
    const char *only = c->n_words == 3 ? c->words[2] : NULL;
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_estimate *estimates = NULL;
    ent_pair pair = {0};
    json j = {0};
    ent_error err = {0};
    ent_date as_of;
    size_t n = 0, shown = 0;
    ent_status st;
    int code = cli_as_of(c, &as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    st = ent_workspace_pair(ws, c->words[0], c->words[1], &pair, &err);
    if (st) {
        code = cli_fail_country(&err);
        goto out;
    }
    st = ent_workspace_measure(ws, &pair, &as_of, &arena, &estimates, &n, &err);
    if (!st) st = make_answer(c, estimates, n, only, &shown, &j);
    if (st)
        code = cli_fail(&err);
    else if (shown || cli_get_format(c) != FORMAT_TEXT)
        code = cli_write(c, &j.buf);
    if (code == EXIT_DONE && shown == 0) {
        tell_none(only, estimates, n);
        code = EXIT_NO_EVIDENCE;
    }

out:
    ent_buf_clear(&j.buf);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_MEASURE = {
    "measure",
    "every estimate for a pair, with intervals",
    "measure A B [MEASURE] [--format text|tsv|json]",
    EXAMPLES,
    NULL,
    "text tsv json",
    2,
    3,
    run,
};

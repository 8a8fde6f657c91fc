/* cmd_measure.c: every estimate for a pair, or one measure of it, with intervals. */
#include "cli.h"
#include "json.h"

#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente measure CHN RUS", "every estimate for the pair"},
    {"entente measure CHN RUS trade.dependence --format tsv", "one measure, as a table"},
    {NULL, NULL},
};

static void
row_json(json *j, const ent_estimate *e) {
    json_open(j, '{');
    json_field(j, "id", e->id);
    json_field(j, "state", ent_state_name(e->state));
    if (e->state == ENT_VALUE) {
        json_key(j, "value");
        json_number(j, e->value);
        json_key(j, "low");
        json_number(j, e->low);
        json_key(j, "high");
        json_number(j, e->high);
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
row_tsv(ent_buf *out, const ent_estimate *e) {
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

static ent_status
make_answer(const cli *c, const ent_estimate *e, size_t n, const char *only, size_t *shown,
            json *j) {
    bool as_json = cli_get_format(c) == FORMAT_JSON;

    if (as_json) {
        json_open(j, '{');
        json_field(j, "schema", "entente-measure-1");
        json_key(j, "estimates");
        json_open(j, '[');
    } else {
        j->st = ent_buf_adds(&j->buf,
                             "id\tstate\tvalue\tlow\thigh\tlevel\tunit\tinterval from\tclaims\n");
    }
    for (size_t i = 0; i < n && !j->st; i++) {
        if (only && strcmp(e[i].measure, only) != 0) continue;
        ++*shown;
        if (as_json)
            row_json(j, &e[i]);
        else
            j->st = row_tsv(&j->buf, &e[i]);
    }
    if (as_json) {
        json_close(j, ']');
        json_close(j, '}');
        json_newline(j);
    }
    return j->st;
}

static int
run(cli *c) {
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
    if (!st) st = ent_workspace_measure(ws, &pair, &as_of, &arena, &estimates, &n, &err);
    if (!st) st = make_answer(c, estimates, n, only, &shown, &j);
    code = st ? cli_fail(&err) : cli_write(c, &j.buf);
    if (code == EXIT_DONE && shown == 0) code = EXIT_NO_EVIDENCE;
    ent_buf_clear(&j.buf);
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_MEASURE = {
    "measure",
    "every estimate for a pair, with intervals",
    "measure A B [MEASURE] [--format tsv|json]",
    EXAMPLES,
    NULL,
    2,
    3,
    run,
};

/* cmd_measure.c: every estimate for a pair, or one measure of it, with intervals. */
#include "cli.h"

#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente measure CHN RUS", "every estimate for the pair"},
    {"entente measure CHN RUS trade.dependence --format tsv", "one measure, as a table"},
    {NULL, NULL},
};

static ent_status
add_number(ent_buf *out, double v, const char *before) {
    char text[32];
    ent_status st;

    ent_format_double(v, text, sizeof text);
    st = ent_buf_adds(out, before);
    return st ? st : ent_buf_adds(out, text);
}

static ent_status
add_row(ent_buf *out, const ent_estimate *e, bool as_json) {
    ent_status st;

    if (!as_json) {
        st = ent_buf_addf(out, "%s\t%s\t", e->id, ent_state_name(e->state));
        if (!st && e->state != ENT_VALUE) st = ent_buf_adds(out, "\t\t\t\t");
        if (!st && e->state == ENT_VALUE) st = add_number(out, e->value, "");
        if (!st && e->state == ENT_VALUE) st = add_number(out, e->low, "\t");
        if (!st && e->state == ENT_VALUE) st = add_number(out, e->high, "\t");
        if (!st && e->state == ENT_VALUE) st = ent_buf_addf(out, "\t%g", e->level_0to1);
        return st ? st
                  : ent_buf_addf(out, "\t%s\t%s\t%zu\n", e->unit, ent_basis_title(e->basis),
                                 e->n_lineage);
    }
    st = ent_buf_adds(out, "{\"id\":");
    if (!st) st = cli_json_string(out, e->id);
    if (!st) st = ent_buf_addf(out, ",\"state\":\"%s\"", ent_state_name(e->state));
    if (!st && e->state == ENT_VALUE) st = add_number(out, e->value, ",\"value\":");
    if (!st && e->state == ENT_VALUE) st = add_number(out, e->low, ",\"low\":");
    if (!st && e->state == ENT_VALUE) st = add_number(out, e->high, ",\"high\":");
    if (!st) st = ent_buf_addf(out, ",\"level\":%g,\"unit\":", e->level_0to1);
    if (!st) st = cli_json_string(out, e->unit);
    if (!st) st = ent_buf_addf(out, ",\"basis\":\"%s\",\"claims\":[", ent_basis_title(e->basis));
    for (size_t i = 0; i < e->n_lineage && !st; i++)
        st = ent_buf_addf(out, "%s\"%s\"", i ? "," : "", e->lineage[i]);
    return st ? st : ent_buf_adds(out, "]}");
}

static ent_status
make_answer(const cli *c, const ent_estimate *e, size_t n, const char *only, size_t *shown,
            ent_buf *out) {
    bool as_json = cli_get_format(c) == FORMAT_JSON;
    ent_status st = ent_buf_adds(out, as_json ? "{\"schema\":\"entente-measure-1\",\"estimates\":["
                                              : "id\tstate\tvalue\tlow\thigh\tlevel\tunit\t"
                                                "interval from\tclaims\n");

    for (size_t i = 0; i < n && !st; i++) {
        if (only && strcmp(e[i].measure, only) != 0) continue;
        if (as_json && *shown) st = ent_buf_adds(out, ",\n");
        ++*shown;
        if (!st) st = add_row(out, &e[i], as_json);
    }
    return st || !as_json ? st : ent_buf_adds(out, "]}\n");
}

static int
run(cli *c) {
    const char *only = c->n_words == 3 ? c->words[2] : NULL;
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_estimate *estimates = NULL;
    ent_pair pair = {0};
    ent_buf out = {0};
    ent_error err = {0};
    ent_date as_of;
    size_t n = 0, shown = 0;
    ent_status st;
    int code = cli_as_of(c, &as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    st = ent_workspace_pair(ws, c->words[0], c->words[1], &pair, &err);
    if (!st) st = ent_workspace_measure(ws, &pair, &as_of, &arena, &estimates, &n, &err);
    if (!st) st = make_answer(c, estimates, n, only, &shown, &out);
    code = st ? cli_fail(&err) : cli_write(c, &out);
    if (code == EXIT_DONE && shown == 0) code = EXIT_NO_EVIDENCE;
    ent_buf_clear(&out);
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

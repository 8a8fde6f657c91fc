/* cmd_yardstick.c: reference distributions over all pairs of a world ledger. */
#include "cli.h"

static const example_spec EXAMPLES[] = {
    {"entente yardstick --ledger world.db --out data/starter/yardstick.tsv",
     "make the bundled yardstick again"},
    {NULL, NULL},
};

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_buf out = {0};
    ent_error err = {0};
    int code = cli_workspace(c, false, &ws);

    if (code != EXIT_DONE) return code;
    code = ent_workspace_yardstick(ws, &out, &err) ? cli_fail(&err) : cli_write(c, &out);
    ent_buf_clear(&out);
    ent_workspace_close(ws);
    return code;
}

const command_spec CMD_YARDSTICK = {
    "yardstick",
    "distributions over all pairs, to say what is thin or high",
    "yardstick [--ledger FILE] [--out FILE]",
    EXAMPLES,
    NULL,
    "text",
    0,
    0,
    run,
};

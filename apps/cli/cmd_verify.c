/* cmd_verify.c: is the ledger what its hash chain says it is? */
#include "cli.h"

static const example_spec EXAMPLES[] = {
    {"entente verify", "recompute every claim's id and the hash chain over imports"},
    {NULL, NULL},
};

static int
run(cli *c)
{
    ent_workspace *ws = NULL;
    ent_verify_report r = {0};
    ent_error err = {0};
    ent_status st;
    int code = cli_workspace(c, false, &ws);

    if (code != EXIT_DONE) return code;
    st = ent_ledger_verify(ent_workspace_ledger(ws), &r, &err);
    ent_workspace_close(ws);
    if (st) return cli_fail(&err);
    if (cli_get_format(c) == FORMAT_JSON)
        fprintf(c->out,
                "{\"schema\":\"entente-verify-1\",\"intact\":%s,\"imports\":%llu,\"claims\":%llu,"
                "\"rejects\":%llu,\"chain\":\"%s\"}\n",
                r.intact ? "true" : "false", (unsigned long long)r.imports,
                (unsigned long long)r.claims, (unsigned long long)r.rejects, r.chain);
    else if (cli_get_format(c) == FORMAT_TSV)
        fprintf(c->out, "intact\timports\tclaims\trejects\tchain\n%s\t%llu\t%llu\t%llu\t%s\n",
                r.intact ? "yes" : "no", (unsigned long long)r.imports,
                (unsigned long long)r.claims, (unsigned long long)r.rejects, r.chain);
    else
        fprintf(c->out, "%s: %llu imports, %llu claims, %llu rejected rows\nchain %s\n",
                r.intact ? "intact" : "NOT INTACT", (unsigned long long)r.imports,
                (unsigned long long)r.claims, (unsigned long long)r.rejects, r.chain);
    if (r.intact) return EXIT_DONE;
    fputs("entente: ", stderr);
    cli_print_safe(stderr, r.problem);
    fputc('\n', stderr);
    return EXIT_FAILED;
}

const command_spec CMD_VERIFY = {
    "verify",
    "check the ledger against its hash chain",
    "verify [--ledger FILE]",
    EXAMPLES,
    NULL,
    "text tsv json",
    0,
    0,
    run,
};

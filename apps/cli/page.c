/* page.c: the page of the pair that the command line names, handed to whoever writes it out. */
#include "cli.h"

static ent_status
read_pairs(const cli *c, const ent_workspace *ws, ent_dossier_request *request, ent_error *err)
{
    const char *a2 = cli_value(c, "against"), *b2 = cli_value(c, "against second");
    ent_status st = ent_workspace_pair(ws, c->words[0], c->words[1], &request->pair, err);

    return st || !a2 ? st : ent_workspace_pair(ws, a2, b2, &request->against, err);
}

int
cli_with_page(const cli *c, int (*write)(const cli *c, const ent_page *page))
{
    ent_dossier_request request = {0};
    ent_workspace *ws = NULL;
    ent_arena arena = {0};
    ent_page page = {0};
    ent_error err = {0};
    const char *without[WITHOUT_MAX];
    char today[32];
    ent_status st;
    int code = cli_as_of(c, &request.as_of);

    if (code == EXIT_DONE) code = cli_workspace(c, false, &ws);
    if (code != EXIT_DONE) return code;
    cli_today(today, sizeof today);
    request.made = today;
    request.without = without;
    code = cli_without(c, ws, &arena, without, &request.n_without);
    if (code != EXIT_DONE) goto out;
    if (read_pairs(c, ws, &request, &err)) {
        code = cli_fail_country(&err);
        goto out;
    }
    st = ent_workspace_dossier(ws, &request, &arena, &page, &err);
    if (st == ENT_OK || st == ENT_NONE) {
        code = write(c, &page);
        if (code == EXIT_DONE && st == ENT_NONE) code = EXIT_NO_EVIDENCE;
    } else {
        code = cli_fail(&err);
    }

out:
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
    return code;
}

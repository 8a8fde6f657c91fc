/* workspace.c: opening ledger, resolver and bundled data together; pairs of countries. */
#include "workspace_priv.h"

#include <string.h>

static ent_status
open_ledger(ent_workspace *ws, const ent_workspace_options *o, bool *on_starter, ent_error *err)
{
    ent_ledger_options lo = {
        .read_only = o->read_only, .create = o->create, .in_memory = o->ledger == NULL};
    ent_error why = {0};
    ent_import_record *imports = NULL;
    ent_arena scratch = {0};
    size_t n = 0;
    ent_status st = ent_ledger_open(o->ledger ? o->ledger : ":memory:", &lo, &ws->ledger, &why);

    *on_starter = false;
    if (st == ENT_OK && o->starter_when_empty) {
        st = ent_ledger_imports(ws->ledger, &scratch, &imports, &n, &why);
        *on_starter = st == ENT_OK && n == 0;
    } else if (st == ENT_E_IO && o->starter_when_empty && !o->create) {
        *on_starter = true; /* no ledger file yet: that is what a newcomer has */
        st = ENT_OK;
    }
    ent_arena_clear(&scratch);
    if (st && err) *err = why;
    return st;
}

static ent_status
switch_to_starter(ent_workspace *ws, ent_error *err)
{
    ent_ledger_options lo = {.in_memory = true, .create = true};
    ent_status st;

    ent_ledger_close(ws->ledger);
    ws->ledger = NULL;
    st = ent_ledger_open(":memory:", &lo, &ws->ledger, err);
    if (!st) st = ws_starter_import(ws, err);
    ws->on_starter = st == ENT_OK;
    return st;
}

ent_status
ent_workspace_open(const ent_workspace_options *options, ent_workspace **out, ent_error *err)
{
    ent_workspace *ws = ent_alloc(1, sizeof *ws);
    bool on_starter = false;
    ent_status st;

    if (!ws) return ent_fail(err, ENT_E_NOMEM, "no memory for a workspace");
    ws->data_dir = ent_arena_strdup(&ws->arena, options->data_dir);
    ws->now = ent_arena_strdup(&ws->arena, options->now);
    if ((options->data_dir && !ws->data_dir) || (options->now && !ws->now)) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for a workspace");
        goto out;
    }
    st = ent_ref_open(options->iso_codes_dir, &ws->ref, err);
    if (!st) st = open_ledger(ws, options, &on_starter, err);
    if (!st && on_starter) st = switch_to_starter(ws, err);
    if (!st) st = ws_yardsticks_load(ws, err);
    if (!st) {
        *out = ws;
        ws = NULL;
    }

out:
    ent_workspace_close(ws);
    return st;
}

void
ent_workspace_close(ent_workspace *ws)
{
    if (!ws) return;
    ent_ledger_close(ws->ledger);
    ent_ref_close(ws->ref);
    ent_arena_clear(&ws->arena);
    ent_free(ws);
}

ent_ledger *
ent_workspace_ledger(ent_workspace *ws)
{
    return ws->ledger;
}

const ent_ref *
ent_workspace_ref(const ent_workspace *ws)
{
    return ws->ref;
}

bool
ent_workspace_on_starter(const ent_workspace *ws)
{
    return ws->on_starter;
}

static ent_status
one_line(const ent_workspace *ws, const char *word, const char **out, ent_error *err)
{
    const ent_date no_date = {0};
    const ent_polity *polity = NULL;
    ent_error why = {0};
    ent_status st = ent_ref_resolve(ws->ref, word, ENT_SCHEME_ENT, &no_date, &polity, &why);

    /* Our own codes win: "CHN" must not be ambiguous because some other scheme uses the letters. */
    if (st) st = ent_ref_resolve(ws->ref, word, ENT_SCHEME_ANY, &no_date, &polity, &why);
    if (st == ENT_NONE) st = ent_fail(&why, ENT_E_UNKNOWN, "\"%s\" is not a country", word);
    if (st) {
        if (err) *err = why;
        return st;
    }
    *out = polity->line;
    return ENT_OK;
}

ent_status
ent_workspace_pair(const ent_workspace *ws, const char *a, const char *b, ent_pair *out,
                   ent_error *err)
{
    ent_pair pair = {0};
    ent_status st = one_line(ws, a, &pair.a, err);

    if (!st) st = one_line(ws, b, &pair.b, err);
    if (st) return st;
    if (strcmp(pair.a, pair.b) == 0)
        return ent_fail(err, ENT_E_DOMAIN,
                        "\"%s\" and \"%s\" are both %s over time; a pair needs two different ones",
                        a, b, ent_ref_line_name(pair.a));
    *out = pair;
    return ENT_OK;
}

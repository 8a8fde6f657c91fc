/* cmd_export.c: what a dossier used, for other programs: CSV, Stata, JSON, BibTeX, CSL, claim TSV.
 */
#include "cli.h"

#include "entente/render.h"

#include <string.h>

static const example_spec EXAMPLES[] = {
    {"entente export CHN RUS --as csv --out figures.csv", "every figure with interval and lineage"},
    {"entente export CHN RUS --as bibtex", "the sources, ready for a paper"},
    {"entente export CHN RUS --as claims", "the claims themselves, in the form that import reads"},
    {NULL, NULL},
};

static const option_spec OPTIONS[] = {
    {"as", 0, "csv|stata|json|bibtex|csl|claims", "what to write (default csv)"},
    {"against", 'a', "A B", "take a second pair along, as in the dossier"},
    {"against second", 0, "B", NULL},
    {NULL, 0, NULL, NULL},
};

static ent_status
export_claims(const ent_page *page, ent_buf *out)
{
    ent_status st = ent_claim_tsv_header(out);

    for (size_t i = 0; i < page->n_claims && !st; i++)
        st = ent_claim_tsv_add(page->claims[i], out);
    return st;
}

static bool
known_form(const char *form)
{
    static const char *const FORMS[] = {"csv", "stata", "json", "bibtex", "csl", "claims"};

    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++)
        if (strcmp(FORMS[i], form) == 0) return true;
    return false;
}

static int
write_form(const cli *c, const ent_page *page)
{
    const char *given = cli_value(c, "as"), *form = given ? given : "csv";
    ent_buf out = {0};
    ent_error err = {0};
    ent_status st;
    int code;

    if (strcmp(form, "csv") == 0)
        st = ent_render_csv(page, &out, &err);
    else if (strcmp(form, "stata") == 0)
        st = ent_render_stata(page, &out, &err);
    else if (strcmp(form, "json") == 0)
        st = ent_render_json(page, &out, &err);
    else if (strcmp(form, "bibtex") == 0)
        st = ent_render_bibtex(page, &out, &err);
    else if (strcmp(form, "csl") == 0)
        st = ent_render_csl(page, &out, &err);
    else
        st = export_claims(page, &out);
    code = st ? cli_fail(&err) : cli_write(c, &out);
    ent_buf_clear(&out);
    return code;
}

static int
run(cli *c)
{
    const char *form = cli_value(c, "as");

    if (form && !known_form(form))
        return cli_usage(c, "--as is csv, stata, json, bibtex, csl or claims, not \"%s\"", form);
    return cli_with_page(c, write_form);
}

const command_spec CMD_EXPORT = {
    "export",
    "what a dossier used, for other programs",
    "export A B [--as csv|stata|json|bibtex|csl|claims] [--out FILE]",
    EXAMPLES,
    OPTIONS,
    "text",
    2,
    2,
    run,
};

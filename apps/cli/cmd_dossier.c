/* cmd_dossier.c: the dossier of a pair, beside another pair, as text, HTML, JSON or TSV. */
#include "cli.h"

#include "entente/render.h"

static const example_spec EXAMPLES[] = {
    {"entente dossier CHN RUS --against CHN USA", "on the terminal, beside a second pair"},
    {"entente dossier France Germany --format html --out dossier.html",
     "one self-contained page to hand on"},
    {"entente dossier CHN RUS --as-of 1991-12-31", "with what was known by then only"},
    {NULL, NULL},
};

/* The slot behind "against" holds its second country; it has no name a user could write. */
static const option_spec OPTIONS[] = {
    {"against", 'a', "A B", "a second pair, on the same axes"},
    {"against second", 0, "B", NULL},
    {"ascii", 0, NULL, "text: no characters beyond ASCII in frames and charts"},
    {NULL, 0, NULL, NULL},
};

static int
render(const cli *c, const ent_page *page)
{
    ent_render_options options = {.columns = cli_columns(c),
                                  .colour = cli_colour() && !cli_value(c, "out"),
                                  .ascii = cli_value(c, "ascii") != NULL};
    ent_buf out = {0};
    ent_error err = {0};
    ent_status st = ENT_OK;
    int code;

    switch (cli_get_format(c)) {
    case FORMAT_TEXT:
        st = ent_render_text(page, &options, &out, &err);
        break;
    case FORMAT_HTML:
        st = ent_render_html(page, &out, &err);
        break;
    case FORMAT_JSON:
        st = ent_render_json(page, &out, &err);
        break;
    case FORMAT_TSV:
        st = ent_render_tsv(page, &out, &err);
        break;
    }
    code = st ? cli_fail(&err) : cli_write(c, &out);
    ent_buf_clear(&out);
    return code;
}

static int
run(cli *c)
{
    return cli_with_page(c, render);
}

const command_spec CMD_DOSSIER = {
    "dossier",
    "what holds between two countries, with every source",
    "dossier A B [--against C D] [--format text|html|json|tsv] [--out FILE]",
    EXAMPLES,
    OPTIONS,
    "text html json tsv",
    2,
    2,
    run,
};

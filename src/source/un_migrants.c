/* un_migrants.c: UN DESA international migrant stock, one row a destination and year, one column
 * an origin. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_un_migrants;

static const char *const columns[] = {"Year", "Dest", NULL};
enum { YEAR, DEST };

static const ent_coverage window[] = {{
    .id = "un-migrants-2019",
    .set = "un-migrants",
    .indicators = "migrants.stock",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1990),
    .to = ENT_TAB_YEAR(2019),
    .absence_is_zero = false,
    .note = "1990, 1995 ... 2015 and 2019 only; 0 in the table also stands for not available",
}};
static const ent_tab_spec spec = {
    .reader = &ent_reader_un_migrants,
    .columns = columns,
    .coverage = window,
    .n_coverage = 1,
};

/* The name without more is the one of the two that is not "Democratic Republic of the Congo". */
static const ent_spelling spellings[] = {
    {"Congo", "Republic of the Congo"},
    {NULL, NULL},
};

/** Zero is no figure here: the table writes it for "not available" too. */
static bool
is_missing(const char *s)
{
    return s[0] == '\0' || strcmp(s, "0") == 0 || strcmp(s, "..") == 0 || strcmp(s, "-") == 0 ||
           strcmp(s, "NA") == 0;
}

/** Every country has a column; a destination that has none is a region. */
static bool
has_column(const ent_tab *t, const ent_wide *wide, const char *name)
{
    for (size_t i = wide->first; i < t->n_header; i++)
        if (strcmp(t->header[i], name) == 0) return true;
    return false;
}

static ent_status
give_cell(ent_tab *t, const ent_polity *from, const ent_polity *to, const ent_date *when,
          size_t place)
{
    const char *dest = ent_tab_raw(t, DEST), *origin = t->header[place];
    ent_claim *c = ent_tab_claim(t, "migrants.stock");

    if (!c) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, origin, dest, ent_tab_raw(t, YEAR), NULL);
    c->from = from->code;
    c->to = to->code;
    c->from_code = origin;
    c->to_code = dest;
    c->valid_from = *when;
    c->quantity_state = ENT_VALUE;
    c->unit = "persons";
    return ent_count_of(t, origin, t->field[place], &c->quantity, &c->digits);
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    ent_wide *wide = ctx;
    const ent_polity *to = NULL;
    const char *dest;
    ent_date when = {0};
    ent_status st = ent_wide_ready(t, wide, err);

    if (st) return st;
    if ((st = ent_tab_year(t, YEAR, &when)) != ENT_OK) return st;
    if (!(dest = ent_tab_raw(t, DEST))) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (!has_column(t, wide, dest)) return ent_tab_skip(t, ENT_SKIP_AGGREGATE);
    st = ent_nation_now(t, "Dest", ent_wide_spelling(wide, dest), ENT_SCHEME_NAME, &when, &to);
    t->skip = st == ENT_OK ? ENT_SKIP_MISSING : t->skip;
    for (size_t i = wide->first; st == ENT_OK && i < t->n_header && i < t->n_fields; i++) {
        const ent_polity *from = wide->polity[i];

        if (is_missing(t->field[i]) || !from || from == to || !ent_nation_stands(from, &when))
            continue;
        st = give_cell(t, from, to, &when, i);
    }
    return st;
}

static ent_status
read_migrants(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_wide wide = {.first = 2, .spellings = spellings};

    return ent_tab_run(in, sink, &spec, read_row, &wide, err);
}

const ent_reader ent_reader_un_migrants = {
    .name = "un-migrants",
    .version = 1,
    .set = "un-migrants",
    .what = "residents born in another country, 1990-2019 (UN DESA 2019)",
    .header = "year,dest",
    .read = read_migrants,
};

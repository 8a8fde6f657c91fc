/* rivalries.c: strategic rivalries (Thompson and others 2021; 2012) and arms races, as spells. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_rivalries_tss, ent_reader_rivalries_td, ent_reader_arms_races;

enum { ID, CCODE1, CCODE2, START, END, NAME, KIND, KINDS_MAX = 4 };
static const char *const missing[] = {"NA", "-9", NULL};

static const char *const tss_columns[] = {
    "tssr_id",  "ccode1",       "ccode2",           "start", "end", "rivalry", "?positional",
    "?spatial", "?ideological", "?interventionary", NULL};
static const char *const td_columns[] = {"rivalryno",   "ccode1", "ccode2", "styear", "endyear",
                                         "rivalryname", "?type1", "?type2", "?type3", NULL};
static const char *const race_columns[] = {"race_id", "ccode1",  "ccode2",
                                           "styear",  "endyear", NULL};

/** What tells the three files apart. */
typedef struct form {
    const char *tag, *indicator;
    int32_t closed; /**< an end in this year: still so when the list was closed; 0 = no such */
    bool named;
    int n_kinds;
    bool kinds_are_flags;
} form;

/** "positional spatial": what the rivalry is about. */
static const char *
read_kinds(ent_tab *t, const form *f)
{
    const char *out = "";

    for (int i = 0; i < f->n_kinds; i++) {
        const char *s = ent_tab_text(t, KIND + i);

        if (!s || (f->kinds_are_flags && strcmp(s, "1") != 0)) continue;
        if (f->kinds_are_flags) s = ent_tab_name(t, KIND + i);
        out = ent_tab_format(t, "%s%s%s", out, *out ? " " : "", s);
    }
    return *out ? out : NULL;
}

/** Rivalries go back to 1494, before our polities begin: then the rival is that of the end. */
static ent_status
read_rival(ent_tab *t, int col, const ent_date *from, const ent_date *to, const char **out)
{
    ent_status st = ent_tab_country(t, col, ENT_SCHEME_COW, from, out);

    return st == ENT_NONE ? ent_tab_country(t, col, ENT_SCHEME_COW, to, out) : st;
}

static ent_status
rivalry_row(ent_tab *t, void *ctx, ent_error *err)
{
    const form *f = ctx;
    ent_date from = {0}, to = {0};
    const char *a = NULL, *b = NULL;
    ent_claim *c;
    ent_status st;

    (void)err;
    if ((st = ent_tab_year(t, START, &from)) != ENT_OK ||
        (st = ent_tab_year(t, END, &to)) != ENT_OK ||
        (st = read_rival(t, CCODE1, &from, &to, &a)) != ENT_OK ||
        (st = read_rival(t, CCODE2, &from, &to, &b)) != ENT_OK)
        return st;
    if (strcmp(a, b) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (to.year < from.year)
        return ent_tab_wrong(t, "it ends in %d, before it begins in %d", (int)to.year,
                             (int)from.year);
    if (!ent_tab_text(t, ID)) return ent_tab_wrong(t, "its number is missing");
    if (!(c = ent_tab_claim(t, f->indicator))) return ENT_E_NOMEM;
    c->from = a;
    c->to = b;
    c->from_code = ent_tab_raw(t, CCODE1);
    c->to_code = ent_tab_raw(t, CCODE2);
    c->valid_from = from;
    c->ongoing = f->closed && to.year >= f->closed;
    if (!c->ongoing && to.year > from.year) c->valid_to = to;
    c->record = ent_tab_join(t, f->tag, ent_tab_text(t, ID), NULL);
    c->sign = -1;
    if (f->named) c->label = ent_tab_text(t, NAME);
    c->event_code = read_kinds(t, f);
    if (c->event_code) c->event_scheme = "rivalry-type";
    return ENT_OK;
}

static ent_status
read_form(const ent_read_input *in, ent_sink *sink, const ent_reader *reader,
          const char *const *columns, const ent_coverage *window, form f, ent_error *err)
{
    ent_tab_spec spec = {.reader = reader,
                         .columns = columns,
                         .missing = missing,
                         .coverage = window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, rivalry_row, &f, err);
}

static ent_status
read_tss(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    static const ent_coverage window[] = {{.id = "rivalries-tss",
                                           .set = "rivalries",
                                           .indicators = "rivalry",
                                           .from_actors = "*",
                                           .to_actors = "*",
                                           .from = ENT_TAB_YEAR(1494),
                                           .to = ENT_TAB_YEAR(2020),
                                           .absence_is_zero = true,
                                           .threshold = "seen as competitor, threat and enemy"}};

    return read_form(in, sink, &ent_reader_rivalries_tss, tss_columns, window,
                     (form){.tag = "tss",
                            .indicator = "rivalry",
                            .closed = 2020,
                            .named = true,
                            .n_kinds = 4,
                            .kinds_are_flags = true},
                     err);
}

static ent_status
read_td(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    static const ent_coverage window[] = {{.id = "rivalries-td",
                                           .set = "rivalries",
                                           .indicators = "rivalry",
                                           .from_actors = "*",
                                           .to_actors = "*",
                                           .from = ENT_TAB_YEAR(1494),
                                           .to = ENT_TAB_YEAR(2010),
                                           .absence_is_zero = true,
                                           .threshold = "seen as competitor, threat and enemy"}};

    return read_form(
        in, sink, &ent_reader_rivalries_td, td_columns, window,
        (form){.tag = "td", .indicator = "rivalry", .closed = 2010, .named = true, .n_kinds = 3},
        err);
}

static ent_status
read_races(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    static const ent_coverage window[] = {{.id = "arms-races-grh",
                                           .set = "rivalries",
                                           .indicators = "arms_race",
                                           .from_actors = "cow-system",
                                           .to_actors = "cow-system",
                                           .from = ENT_TAB_YEAR(1854),
                                           .to = ENT_TAB_YEAR(1984),
                                           .absence_is_zero = false}};

    return read_form(in, sink, &ent_reader_arms_races, race_columns, window,
                     (form){.tag = "race", .indicator = "arms_race"}, err);
}

const ent_reader ent_reader_rivalries_tss = {
    .name = "rivalries-tss",
    .version = 1,
    .set = "rivalries",
    .what = "strategic rivalries, 1494-2020 (Thompson, Sakuwa & Suhas)",
    .header = "tssr_id,rivalry,ccode1,ccode2",
    .read = read_tss,
};

const ent_reader ent_reader_rivalries_td = {
    .name = "rivalries-td",
    .version = 1,
    .set = "rivalries",
    .what = "strategic rivalries, 1494-2010 (Thompson & Dreyer)",
    .header = "rivalryno,rivalryname,ccode1,ccode2",
    .read = read_td,
};

const ent_reader ent_reader_arms_races = {
    .name = "arms-races",
    .version = 1,
    .set = "rivalries",
    .what = "arms races by pair (Gibler, Rider & Hutchison)",
    .header = "race_id,ccode1,ccode2,styear,endyear",
    .read = read_races,
};

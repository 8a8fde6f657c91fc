/* cow_tc.c: Correlates of War territorial change 6, one change of hands a row. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_cow_tc;

static const char *const columns[] = {"year",     "month",  "gainer", "loser", "area",
                                      "procedur", "entity", "number", NULL};
enum { YEAR, MONTH, GAINER, LOSER, AREA, PROCEDUR, ENTITY, NUMBER };
static const char *const missing[] = {".", "-9", "NA", NULL}; /* both stand in one file */
static const char *const procedures[] = {"conquest",  "annexation",  "cession",
                                         "secession", "unification", "mandate"};

static const ent_coverage window[] = {{
    .id = "cow-tc-6",
    .set = "cow-tc",
    .indicators = "territory.transfer",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2018),
    .absence_is_zero = true,
    .note = "area in square kilometres",
}};

/** Gainer and loser may be a people, a dependency (numbers of 1000 and more) or nobody (-9). */
static ent_status
read_side(ent_tab *t, int col, const ent_date *on, const char **out)
{
    ent_status st;

    if (!ent_tab_text(t, col)) return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    st = ent_tab_country(t, col, ENT_SCHEME_COW, on, out);
    return st == ENT_E_UNKNOWN ? ent_tab_skip(t, ENT_SKIP_NOT_STATE) : st;
}

static ent_status
change_row(ent_tab *t, void *ctx, ent_error *err)
{
    ent_date when = {0};
    const char *loser = NULL, *gainer = NULL, *entity = ent_tab_text(t, ENTITY);
    int64_t year = 0, month = 0, how = 0;
    ent_claim *c;
    ent_status st;

    (void)ctx;
    (void)err;
    if ((st = ent_tab_int_in(t, YEAR, ENT_YEAR_MIN, ENT_YEAR_MAX, &year)) != ENT_OK ||
        (st = ent_tab_int_in(t, MONTH, 0, 12, &month)) > ENT_NONE)
        return st;
    if (ent_date_make((int)year, (int)month, 0, &when, &t->why)) return ENT_E_DOMAIN;
    if ((st = read_side(t, LOSER, &when, &loser)) != ENT_OK ||
        (st = read_side(t, GAINER, &when, &gainer)) != ENT_OK)
        return st;
    if (strcmp(loser, gainer) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!ent_tab_text(t, NUMBER)) return ent_tab_wrong(t, "column number is empty");
    if (!(c = ent_tab_claim(t, "territory.transfer"))) return ENT_E_NOMEM;
    c->from = loser;
    c->to = gainer;
    c->from_code = ent_tab_raw(t, LOSER);
    c->to_code = ent_tab_raw(t, GAINER);
    c->valid_from = when;
    c->record = ent_tab_text(t, NUMBER);
    c->locator = ent_tab_join(t, "number", c->record, NULL);
    st = ent_tab_int_in(t, PROCEDUR, 1, 6, &how);
    if (st > ENT_NONE) return st;
    if (st == ENT_OK) {
        c->event_code = ent_tab_text(t, PROCEDUR);
        c->event_scheme = "COW-tc-procedure";
    }
    c->label = ent_tab_format(t, "%s%s%s", st == ENT_OK ? procedures[how - 1] : "change of hands",
                              entity ? " of COW entity " : "", entity ? entity : "");
    c->unit = "km2";
    c->quantity_state = ENT_MISSING; /* it took place; how large it was may not be known */
    st = ent_tab_quantity(t, AREA, "km2", c);
    return st > ENT_NONE ? st : ENT_OK;
}

static ent_status
read_changes(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_cow_tc,
                         .columns = columns,
                         .missing = missing,
                         .coverage = window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, change_row, NULL, err);
}

const ent_reader ent_reader_cow_tc = {
    .name = "cow-tc",
    .version = 1,
    .set = "cow-tc",
    .what = "territorial changes with area, 1816-2018 (COW tc2018)",
    .header = "year,month,gainer,gaintype,procedur,entity",
    .read = read_changes,
};

/* cow_state_wars.c: COW extra-state, intra-state and non-state wars: the states in them. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_cow_extra_wars, ent_reader_cow_intra_wars,
    ent_reader_cow_non_state_wars;

enum { NUMBER, NAME, STATE1, STATE2, OTHER, SPELLS, SPELLS_MAX = 4, PER_SPELL = 6 };
static const char *const missing[] = {"-8", "-9", "NA", NULL};

/* After SPELLS: year, month, day of start and end, spell after spell. */
static const char *const extra_columns[] = {
    "WarNum",      "WarName",   "ccode1",   "ccode2",    "SideB",   "StartYear1",
    "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1", "StartYear2",
    "StartMonth2", "StartDay2", "EndYear2", "EndMonth2", "EndDay2", NULL};
static const char *const intra_columns[] = {
    "WarNum",   "WarName",  "CcodeA",   "?CcodeB",  "SideB",    "StartYr1", "StartMo1", "StartDy1",
    "EndYr1",   "EndMo1",   "EndDy1",   "StartYr2", "StartMo2", "StartDy2", "EndYr2",   "EndMo2",
    "EndDy2",   "StartYr3", "StartMo3", "StartDy3", "EndYr3",   "EndMo3",   "EndDy3",   "StartYr4",
    "StartMo4", "StartDy4", "EndYr4",   "EndMo4",   "EndDy4",   NULL};
static const char *const non_state_columns[] = {"WarNum", "WarName", NULL};

static const ent_coverage extra_window[] = {{.id = "cow-wars-extra-4.0",
                                             .set = "cow-wars",
                                             .indicators = "war.state",
                                             .from_actors = "cow-system",
                                             .to_actors = "*",
                                             .from = ENT_TAB_YEAR(1816),
                                             .to = ENT_TAB_YEAR(2007),
                                             .absence_is_zero = true,
                                             .threshold = "1,000 battle deaths a year"}};
static const ent_coverage intra_window[] = {{.id = "cow-wars-intra-5.1",
                                             .set = "cow-wars",
                                             .indicators = "war.state",
                                             .from_actors = "cow-system",
                                             .to_actors = "*",
                                             .from = ENT_TAB_YEAR(1816),
                                             .to = ENT_TAB_YEAR(2014),
                                             .absence_is_zero = true,
                                             .threshold = "1,000 battle deaths a year"}};

typedef struct form {
    const char *tag;
    int n_spells;
} form;

/** One state in one spell. @return NONE when the state or the spell is not there */
static ent_status
give_spell(ent_tab *t, const form *f, int state_column, int spell)
{
    int at = SPELLS + spell * PER_SPELL;
    const char *end = ent_tab_raw(t, at + 3), *state = NULL;
    ent_date from = {0}, to = {0};
    char number[4];
    ent_claim *c;
    ent_status st;

    if (!ent_tab_text(t, state_column)) return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
    st = ent_tab_ymd(t, at, at + 1, at + 2, &from);
    if (st == ENT_NONE && spell > 0) return ENT_NONE;
    if (st) return st;
    if (end && strcmp(end, "-7") != 0 && /* -7: the war goes on */
        (st = ent_tab_ymd(t, at + 3, at + 4, at + 5, &to)) != ENT_OK)
        return st == ENT_NONE ? ent_tab_wrong(t, "column %s is not known", ent_tab_name(t, at + 3))
                              : st;
    if (ent_tab_before(&to, &from) && to.year < from.year)
        return ent_tab_wrong(t, "it ends in %d, before it begins in %d", (int)to.year,
                             (int)from.year);
    st = ent_tab_country(t, state_column, ENT_SCHEME_COW, &from, &state);
    if (st) return st;
    if (!(c = ent_tab_claim(t, "war.state"))) return ENT_E_NOMEM;
    (void)ent_snprintf(number, sizeof number, "%d", (spell + 1) % 10);
    c->from = state;
    c->from_code = ent_tab_raw(t, state_column);
    c->valid_from = from;
    c->valid_to = to;
    c->ongoing = to.precision == ENT_PREC_NONE;
    c->label = ent_tab_text(t, NAME);
    c->record = ent_tab_join(t, f->tag, ent_tab_raw(t, NUMBER), c->from_code, number, NULL);
    c->cluster = ent_tab_join(t, "COW-war", ent_tab_raw(t, NUMBER), NULL);
    c->sign = -1;
    if (ent_tab_text(t, OTHER))
        c->note = ent_tab_format(t, "other side: %s", ent_tab_text(t, OTHER));
    return ENT_OK;
}

static ent_status
war_row(ent_tab *t, void *ctx, ent_error *err)
{
    const form *f = ctx;
    ent_status st = ENT_OK;

    (void)err;
    if (!ent_tab_raw(t, NUMBER)) return ent_tab_wrong(t, "the war's number is missing");
    for (int state = STATE1; state <= STATE2; state++)
        for (int spell = 0; spell < f->n_spells; spell++)
            if ((st = give_spell(t, f, state, spell)) > ENT_NONE) return st;
    return ENT_OK;
}

static ent_status
read_extra(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    form f = {.tag = "extra", .n_spells = 2};
    ent_tab_spec spec = {.reader = &ent_reader_cow_extra_wars,
                         .columns = extra_columns,
                         .missing = missing,
                         .coverage = extra_window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, war_row, &f, err);
}

static ent_status
read_intra(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    form f = {.tag = "intra", .n_spells = SPELLS_MAX};
    ent_tab_spec spec = {.reader = &ent_reader_cow_intra_wars,
                         .columns = intra_columns,
                         .missing = missing,
                         .coverage = intra_window,
                         .n_coverage = 1,
                         .released = ENT_TAB_YEAR(2016)};

    return ent_tab_run(in, sink, &spec, war_row, &f, err);
}

const ent_reader ent_reader_cow_extra_wars = {
    .name = "cow-wars-extra",
    .version = 1,
    .set = "cow-wars",
    .what = "extra-state wars, the states in them, 1816-2007 (COW 4.0)",
    .header = "warnum,warname,wartype,ccode1,sidea,ccode2,sideb",
    .read = read_extra,
};

const ent_reader ent_reader_cow_intra_wars = {
    .name = "cow-wars-intra",
    .version = 1,
    .set = "cow-wars",
    .what = "intra-state wars, the states in them, 1816-2014 (COW 5.1)",
    .header = "warnum,warname,v5regionnum,wartype,ccodea",
    .read = read_intra,
};

/* Peoples and bands without a code: read, counted, and nothing given. */

static ent_status
non_state_row(ent_tab *t, void *ctx, ent_error *err)
{
    (void)ctx;
    (void)err;
    return ent_tab_skip(t, ENT_SKIP_NOT_STATE);
}

static ent_status
read_non_state(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_cow_non_state_wars, .columns = non_state_columns};

    return ent_tab_run(in, sink, &spec, non_state_row, NULL, err);
}

const ent_reader ent_reader_cow_non_state_wars = {
    .name = "cow-wars-non-state",
    .version = 1,
    .set = "cow-wars",
    .what = "non-state wars, 1818-2005: no state takes part, so nothing is given (COW 4.0)",
    .header = "warnum,warname,wartype,wherefought,sidea1",
    .read = read_non_state,
};

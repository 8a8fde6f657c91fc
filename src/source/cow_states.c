/* cow_states.c: Correlates of War state system 2016 and its major powers. */
#include "table_priv.h"

extern const ent_reader ent_reader_cow_states, ent_reader_cow_majors, ent_reader_cow_majors_named;

static const char *const columns[] = {"ccode",   "styear",   "stmonth", "stday",
                                      "endyear", "endmonth", "endday",  NULL};
enum { CCODE, STYEAR, STMONTH, STDAY, ENDYEAR, ENDMONTH, ENDDAY };
static const ent_date closed = ENT_TAB_DAY(2016, 12, 31);

static const ent_coverage member_window[] = {{
    .id = "cow-states-2016",
    .set = "cow-states",
    .indicators = "system.member",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2016),
    .absence_is_zero = true,
    .threshold = "before 1920: 500,000 people and missions of Britain and France; after: League or "
                 "UN member, or 500,000 people and missions of two major powers",
}};
static const ent_coverage major_window[] = {{
    .id = "cow-majors-2016",
    .set = "cow-states",
    .indicators = "major.power",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2016),
    .absence_is_zero = true,
}};

/** One spell of a state. @param ctx the indicator */
static ent_status
spell_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *const *indicator = ctx;
    ent_date from = {0}, to = {0};
    const char *state = NULL;
    char day[ENT_DATE_TEXT_MAX];
    ent_claim *c;
    ent_status st;

    (void)err;
    if ((st = ent_tab_ymd(t, STYEAR, STMONTH, STDAY, &from)) != ENT_OK ||
        (st = ent_tab_ymd(t, ENDYEAR, ENDMONTH, ENDDAY, &to)) != ENT_OK ||
        (st = ent_tab_country(t, CCODE, ENT_SCHEME_COW, &from, &state)) != ENT_OK)
        return st;
    if (ent_tab_before(&to, &from))
        return ent_tab_wrong(t, "the end (year %d) is before the start (year %d)", (int)to.year,
                             (int)from.year);
    if (!(c = ent_tab_claim(t, *indicator))) return ENT_E_NOMEM;
    ent_date_format(&from, day, sizeof day);
    c->from = state;
    c->from_code = ent_tab_raw(t, CCODE);
    c->valid_from = from;
    c->ongoing = !ent_tab_before(&to, &closed);
    if (!c->ongoing) c->valid_to = to;
    c->record = ent_tab_join(t, c->from_code, day, NULL);
    return ENT_OK;
}

static ent_status
read_spells(const ent_read_input *in, ent_sink *sink, const ent_reader *reader,
            const ent_coverage *window, const char *indicator, ent_error *err)
{
    ent_tab_spec spec = {.reader = reader, .columns = columns, .coverage = window, .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, spell_row, &indicator, err);
}

static ent_status
read_states(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return read_spells(in, sink, &ent_reader_cow_states, member_window, "system.member", err);
}

static ent_status
read_majors(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return read_spells(in, sink, &ent_reader_cow_majors, major_window, "major.power", err);
}

static ent_status
read_majors_named(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return read_spells(in, sink, &ent_reader_cow_majors_named, major_window, "major.power", err);
}

const ent_reader ent_reader_cow_states = {
    .name = "cow-states",
    .version = 1,
    .set = "cow-states",
    .what = "members of the state system with their days of entry and exit, 1816-2016",
    .header = "stateabb,ccode,statenme,styear,stmonth,stday",
    .read = read_states,
};

const ent_reader ent_reader_cow_majors = {
    .name = "cow-majors",
    .version = 1,
    .set = "cow-states",
    .what = "major powers, 1816-2016",
    .header = "ccode,styear,stmonth,stday",
    .read = read_majors,
};

const ent_reader ent_reader_cow_majors_named = {
    .name = "cow-majors-named",
    .version = 1,
    .set = "cow-states",
    .what = "major powers, 1816-2016 (the form with state letters)",
    .header = "stateabb,ccode,styear,stmonth,stday",
    .read = read_majors_named,
};

/* alliance_years.c: pledges by directed pair and year: ATOP 5.0, COW alliances 4.1. */
#include "spells_priv.h"

extern const ent_reader ent_reader_atop, ent_reader_cow_alliance_years;

enum { CCODE1, CCODE2, YEAR, PLEDGE1, PLEDGE2, PLEDGE3, PLEDGE4, PLEDGE5 };

static const char *const atop_columns[] = {"ccode1",       "ccode2",       "year",
                                           "atop_defense", "atop_offense", "atop_neutral",
                                           "atop_nonagg",  "atop_consul",  NULL};
static const ent_spell_value atop_values[] = {
    {.column = PLEDGE1, .indicator = "alliance.defense", .sign = 1},
    {.column = PLEDGE2, .indicator = "alliance.offense", .sign = 1},
    {.column = PLEDGE3, .indicator = "alliance.neutrality", .sign = 1},
    {.column = PLEDGE4, .indicator = "alliance.nonaggression", .sign = 1},
    {.column = PLEDGE5, .indicator = "alliance.consultation", .sign = 1},
};
static const ent_coverage atop_window[] = {{
    .id = "atop-5.0",
    .set = "atop",
    .indicators = "alliance.defense alliance.offense alliance.neutrality alliance.nonaggression "
                  "alliance.consultation",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1815),
    .to = ENT_TAB_YEAR(2018),
    .absence_is_zero = true,
    .threshold = "a written pledge",
}};
static const ent_spells atop = {
    .tab = {.reader = &ent_reader_atop,
            .columns = atop_columns,
            .coverage = atop_window,
            .n_coverage = 1},
    .event = -1,
    .ccode1 = CCODE1,
    .ccode2 = CCODE2,
    .year = YEAR,
    .closed = 2018,
    .values = atop_values,
    .n_values = 5,
};

ENT_SPELLS_READ(read_atop, atop)

const ent_reader ent_reader_atop = {
    .name = "atop-years",
    .version = 1,
    .set = "atop",
    .what = "five kinds of pledge by directed pair and year, as spells 1815-2018 (ATOP 5.0)",
    .header = "ccode1,ccode2,year,atop_defense",
    .read = read_atop,
};

static const char *const cow_columns[] = {"ccode1",      "ccode2",     "year",        "cow_defense",
                                          "cow_neutral", "cow_nonagg", "cow_entente", NULL};
static const ent_spell_value cow_values[] = {
    {.column = PLEDGE1, .indicator = "alliance.defense", .sign = 1},
    {.column = PLEDGE2, .indicator = "alliance.neutrality", .sign = 1},
    {.column = PLEDGE3, .indicator = "alliance.nonaggression", .sign = 1},
    {.column = PLEDGE4, .indicator = "alliance.entente", .sign = 1},
};
static const ent_coverage cow_window[] = {{
    .id = "cow-alliances-4.1-years",
    .set = "cow-alliances",
    .indicators = "alliance.defense alliance.neutrality alliance.nonaggression alliance.entente",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2012),
    .absence_is_zero = true,
    .threshold = "a formal alliance",
    .note = "several treaties of one year are merged; by_directed has them apart, with days",
}};
static const ent_spells cow = {
    .tab = {.reader = &ent_reader_cow_alliance_years,
            .columns = cow_columns,
            .coverage = cow_window,
            .n_coverage = 1},
    .event = -1,
    .ccode1 = CCODE1,
    .ccode2 = CCODE2,
    .year = YEAR,
    .closed = 2012,
    .values = cow_values,
    .n_values = 4,
};

ENT_SPELLS_READ(read_cow, cow)

const ent_reader ent_reader_cow_alliance_years = {
    .name = "cow-alliances-years",
    .version = 1,
    .set = "cow-alliances",
    .what = "four kinds of pledge by directed pair and year, as spells 1816-2012 (COW 4.1)",
    .header = "ccode1,ccode2,year,cow_defense",
    .read = read_cow,
};

/* dispute_years.c: disputes and wars by directed pair and year: MID 5.0, GML 2.2.1, COW wars 4. */
#include "spells_priv.h"

extern const ent_reader ent_reader_cow_mid, ent_reader_gml_mid, ent_reader_cow_war_years;

enum { EVENT, CCODE1, CCODE2, YEAR, LEVEL };

/* The level is that of ccode1 against ccode2; the other side has a row of its own. */
static const ent_spell_value hostility[] = {
    {.column = LEVEL, .indicator = "mid.hostility", .scale = "MID-hostility", .sign = -1},
};
static const char *const missing[] = {"-9", "NA", NULL};
static const char *const mid_columns[] = {"dispnum", "ccode1", "ccode2", "year", "hostlev1", NULL};

static const ent_coverage mid_window[] = {{
    .id = "cow-mid-5.0",
    .set = "cow-mid",
    .indicators = "mid.hostility",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2014),
    .absence_is_zero = true,
    .threshold = "an explicit threat, display or use of force",
}};
static const ent_spells mid = {
    .tab = {.reader = &ent_reader_cow_mid,
            .columns = mid_columns,
            .missing = missing,
            .coverage = mid_window,
            .n_coverage = 1},
    .event = EVENT,
    .ccode1 = CCODE1,
    .ccode2 = CCODE2,
    .year = YEAR,
    .event_word = "MID",
    .values = hostility,
    .n_values = 1,
};

ENT_SPELLS_READ(read_mid, mid)

const ent_reader ent_reader_cow_mid = {
    .name = "cow-mid-dirdisp",
    .version = 1,
    .set = "cow-mid",
    .what = "militarised disputes by directed pair, 1816-2014 (MID 5.0)",
    .header = "dispnum,ccode1,ccode2,year,dispongoing",
    .read = read_mid,
};

static const ent_coverage gml_window[] = {{
    .id = "gml-mid-2.2.1",
    .set = "gml-mid",
    .indicators = "mid.hostility",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2010),
    .absence_is_zero = true,
    .threshold = "an explicit threat, display or use of force",
}};
static const ent_spells gml = {
    .tab = {.reader = &ent_reader_gml_mid,
            .columns = mid_columns,
            .missing = missing,
            .coverage = gml_window,
            .n_coverage = 1},
    .event = EVENT,
    .ccode1 = CCODE1,
    .ccode2 = CCODE2,
    .year = YEAR,
    .event_word = "MID",
    .values = hostility,
    .n_values = 1,
};

ENT_SPELLS_READ(read_gml, gml)

const ent_reader ent_reader_gml_mid = {
    .name = "gml-mid-dirdisp",
    .version = 1,
    .set = "gml-mid",
    .what = "militarised disputes by directed pair, 1816-2010 (GML 2.2.1)",
    .header = "dispnum,ccode1,ccode2,year,midongoing",
    .read = read_gml,
};

/* War deaths of this table are those of the whole war, not of the pair: they are left out. */
static const char *const war_columns[] = {"warnum",          "ccode1",  "ccode2", "year",
                                          "cowinterongoing", "?resume", NULL};
static const ent_spell_value at_war[] = {{.column = LEVEL, .indicator = "war", .sign = -1}};
static const ent_coverage war_window[] = {{
    .id = "cow-wars-inter-4.0-years",
    .set = "cow-wars",
    .indicators = "war",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2007),
    .absence_is_zero = true,
    .threshold = "1,000 battle deaths a year among the system members",
}};
static const ent_spells wars = {
    .tab = {.reader = &ent_reader_cow_war_years,
            .columns = war_columns,
            .missing = missing,
            .coverage = war_window,
            .n_coverage = 1},
    .event = EVENT,
    .ccode1 = CCODE1,
    .ccode2 = CCODE2,
    .year = YEAR,
    .resumed = LEVEL + 1,
    .event_word = "COW-war",
    .undirected = true,
    .values = at_war,
    .n_values = 1,
};

ENT_SPELLS_READ(read_wars, wars)

const ent_reader ent_reader_cow_war_years = {
    .name = "cow-wars-years",
    .version = 1,
    .set = "cow-wars",
    .what = "inter-state wars by pair, spells of years 1816-2007 (COW 4.0)",
    .header = "warnum,ccode1,ccode2,year,cowinterongoing",
    .read = read_wars,
};

/* participants.c: MID 4.2 participants (MIDB), GML participants, COW inter-state wars 4.0. */
#include "sides_priv.h"

extern const ent_reader ent_reader_cow_midb, ent_reader_gml_part, ent_reader_cow_inter_wars;

static const char *const missing[] = {"-9", "-8", "NA", NULL};

static const char *const midb_columns[] = {"dispnum3", "ccode",  "sidea", "hostlev",
                                           "styear",   "stmon",  "stday", "endyear",
                                           "endmon",   "endday", NULL};
static const ent_coverage midb_window[] = {{
    .id = "cow-mid-4.2",
    .set = "cow-mid",
    .indicators = "mid.hostility",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2010),
    .absence_is_zero = true,
    .threshold = "an explicit threat, display or use of force",
}};
static const ent_sides midb = {
    .tab = {.reader = &ent_reader_cow_midb,
            .columns = midb_columns,
            .missing = missing,
            .coverage = midb_window,
            .n_coverage = 1,
            .released = ENT_TAB_YEAR(2016)},
    .event = 0,
    .ccode = 1,
    .side = 2,
    .level = 3,
    .side_a = 1,
    .side_b = 0,
    .spells = {{4, 5, 6, 7, 8, 9}},
    .n_spells = 1,
    .event_word = "MID",
    .tag = "midb",
    .indicator = "mid.hostility",
    .scale = "MID-hostility",
};

static ent_status
read_midb(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_sides_read(in, sink, &midb, err);
}

const ent_reader ent_reader_cow_midb = {
    .name = "cow-midb",
    .version = 1,
    .set = "cow-mid",
    .what = "militarised disputes from the participants' table, with days, 1816-2010 (MIDB 4.2)",
    .header = "dispnum3,dispnum4,stabb,ccode",
    .read = read_midb,
};

static const char *const gml_columns[] = {"dispnum", "ccode",  "sidea", "hiact",
                                          "styear",  "stmon",  "stday", "endyear",
                                          "endmon",  "endday", NULL};
static const ent_coverage gml_window[] = {{
    .id = "gml-part-2.2.1",
    .set = "gml-mid",
    .indicators = "mid.hostility",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2010),
    .absence_is_zero = true,
    .threshold = "an explicit threat, display or use of force",
}};
static const ent_sides gml = {
    .tab = {.reader = &ent_reader_gml_part,
            .columns = gml_columns,
            .missing = missing,
            .coverage = gml_window,
            .n_coverage = 1},
    .event = 0,
    .ccode = 1,
    .side = 2,
    .action = 3,
    .side_a = 1,
    .side_b = 0,
    .spells = {{4, 5, 6, 7, 8, 9}},
    .n_spells = 1,
    .event_word = "MID",
    .tag = "part",
    .indicator = "mid.hostility",
    .scale = "MID-hostility",
};

static ent_status
read_gml(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_sides_read(in, sink, &gml, err);
}

const ent_reader ent_reader_gml_part = {
    .name = "gml-mid-part",
    .version = 1,
    .set = "gml-mid",
    .what = "militarised disputes from the participants' table, with days, 1816-2010 (GML 2.2.1)",
    .header = "dispnum,ccode,styear,stmon,stday",
    .read = read_gml,
};

static const char *const war_columns[] = {
    "WarNum",      "ccode",     "Side",     "WarName",   "BatDeath", "StartYear1",
    "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1",  "StartYear2",
    "StartMonth2", "StartDay2", "EndYear2", "EndMonth2", "EndDay2",  NULL};
static const ent_coverage war_window[] = {{
    .id = "cow-wars-inter-4.0",
    .set = "cow-wars",
    .indicators = "war",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2007),
    .absence_is_zero = true,
    .threshold = "1,000 battle deaths a year among the system members",
}};
static const ent_sides wars = {
    .tab = {.reader = &ent_reader_cow_inter_wars,
            .columns = war_columns,
            .missing = missing,
            .coverage = war_window,
            .n_coverage = 1},
    .event = 0,
    .ccode = 1,
    .side = 2,
    .name = 3,
    .deaths = 4,
    .side_a = 1,
    .side_b = 2,
    .spells = {{5, 6, 7, 8, 9, 10}, {11, 12, 13, 14, 15, 16}},
    .n_spells = 2,
    .event_word = "COW-war",
    .tag = "inter",
    .indicator = "war",
    .undirected = true,
};

static ent_status
read_wars(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_sides_read(in, sink, &wars, err);
}

const ent_reader ent_reader_cow_inter_wars = {
    .name = "cow-wars-inter",
    .version = 1,
    .set = "cow-wars",
    .what = "inter-state wars with days and battle deaths, 1816-2007 (COW 4.0)",
    .header = "warnum,warname,wartype,ccode,statename,side",
    .read = read_wars,
};

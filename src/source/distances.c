/* distances.c: distances between capitals (Gleditsch) and between borders (CShapes 2.0 spells). */
#include "figures_priv.h"

extern const ent_reader ent_reader_capdist, ent_reader_mindist;

static const char *const missing[] = {"NA", "-9", NULL};

static const char *const min_columns[] = {"ccode1",  "ccode2",     "styear",
                                          "endyear", "mindist_km", NULL};
enum { CCODE1, CCODE2, STYEAR, ENDYEAR, MINDIST };
static const ent_figure min_figures[] = {
    {.column = MINDIST, .indicator = "distance.minimum", .unit = "km"},
};
static const ent_coverage min_window[] = {{
    .id = "cshapes-2.0-mindist",
    .set = "capitals-distance",
    .indicators = "distance.minimum",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1886),
    .to = ENT_TAB_YEAR(2019),
    .absence_is_zero = false,
}};
static const ent_figures mindist = {
    .tab = {.reader = &ent_reader_mindist,
            .columns = min_columns,
            .missing = missing,
            .coverage = min_window,
            .n_coverage = 1},
    .from = CCODE1,
    .to = CCODE2,
    .scheme = ENT_SCHEME_COW,
    .when = STYEAR,
    .until = ENDYEAR,
    .closed = ENT_TAB_YEAR(2019),
    .figures = min_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_mindist, mindist)

const ent_reader ent_reader_mindist = {
    .name = "cshapes-mindist",
    .version = 1,
    .set = "capitals-distance",
    .what = "shortest distance between the territories of pairs, spells 1886-2019 (CShapes 2.0)",
    .header = "ccode1,ccode2,styear,endyear,mindist_km",
    .read = read_mindist,
};

/*
 * The table of capitals has no dates and lists states of different times side by side.
 * LIMIT: it is read as of the year of its article, so a state that was gone by then is passed
 * over, and a capital moved since stands where it was.
 */
static const char *const cap_columns[] = {"numa", "numb", "kmdist", NULL};
enum { NUMA, NUMB, KMDIST };
static const ent_figure cap_figures[] = {
    {.column = KMDIST, .indicator = "distance.capitals", .unit = "km"},
};
static const ent_coverage cap_window[] = {{
    .id = "gleditsch-capdist",
    .set = "capitals-distance",
    .indicators = "distance.capitals",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(2001),
    .to = ENT_TAB_YEAR(2001),
    .absence_is_zero = false,
}};
static const ent_figures capdist = {
    .tab = {.reader = &ent_reader_capdist,
            .columns = cap_columns,
            .missing = missing,
            .coverage = cap_window,
            .n_coverage = 1,
            .released = ENT_TAB_YEAR(2001)},
    .from = NUMA,
    .to = NUMB,
    .scheme = ENT_SCHEME_COW,
    .fixed_when = ENT_TAB_YEAR(2001),
    .both_orders = true,
    .figures = cap_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_capdist, capdist)

const ent_reader ent_reader_capdist = {
    .name = "capdist",
    .version = 1,
    .set = "capitals-distance",
    .what = "distance between capitals (Gleditsch & Ward 2001)",
    .header = "numa,ida,numb,idb,kmdist,midist",
    .read = read_capdist,
};

/* cow_contiguity.c: Correlates of War direct contiguity 3.2 and colonial contiguity 3.1. */
#include "figures_priv.h"

extern const ent_reader ent_reader_cow_contiguity, ent_reader_cow_contiguity_directed,
    ent_reader_cow_contiguity_colonial;

/* Level 1: by land; 2 to 5: across water of at most 12, 24, 150 and 400 miles. */

static const ent_coverage direct_window[] = {{
    .id = "cow-contiguity-3.2",
    .set = "cow-contiguity",
    .indicators = "contiguity",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2016),
    .absence_is_zero = true,
    .threshold = "land, or at most 400 miles of water",
}};

static const char *const raw_columns[] = {"statelno", "statehno", "conttype", "begin", "end", NULL};
enum { LOW, HIGH, CONTTYPE, BEGIN, END };
static const ent_figure raw_figures[] = {
    {.column = CONTTYPE, .indicator = "contiguity", .scale = "COW-contiguity"},
};
static const ent_figures raw = {
    .tab = {.reader = &ent_reader_cow_contiguity,
            .columns = raw_columns,
            .coverage = direct_window,
            .n_coverage = 1},
    .from = LOW,
    .to = HIGH,
    .scheme = ENT_SCHEME_COW,
    .when = BEGIN,
    .until = END,
    .form = ENT_WHEN_YYYYMM,
    .closed = ENT_TAB_MONTH(2016, 12),
    .figures = raw_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_raw, raw)

const ent_reader ent_reader_cow_contiguity = {
    .name = "cow-contiguity",
    .version = 1,
    .set = "cow-contiguity",
    .what = "contiguity of pairs with begin and end month, 1816-2016 (COW 3.2 contdir)",
    .header = "dyad,statelno,statelab,statehno,statehab,conttype,begin,end",
    .read = read_raw,
};

/* The same in both orders, with a day put in by its maker: only the month is the source's. */

static const char *const directed_columns[] = {"ccode1", "ccode2",  "conttype",
                                               "stdate", "enddate", NULL};
static const ent_figures directed = {
    .tab = {.reader = &ent_reader_cow_contiguity_directed,
            .columns = directed_columns,
            .coverage = direct_window,
            .n_coverage = 1},
    .from = LOW,
    .to = HIGH,
    .scheme = ENT_SCHEME_COW,
    .when = BEGIN,
    .until = END,
    .form = ENT_WHEN_MONTH_OF_DATE,
    .closed = ENT_TAB_MONTH(2016, 12),
    .both_orders = true,
    .figures = raw_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_directed, directed)

const ent_reader ent_reader_cow_contiguity_directed = {
    .name = "cow-contiguity-directed",
    .version = 1,
    .set = "cow-contiguity",
    .what = "contiguity, both orders of a pair, ISO dates (COW 3.2 as packed by peacesciencer)",
    .header = "ccode1,ccode2,conttype,stdate,enddate",
    .read = read_directed,
};

static const char *const colonial_columns[] = {"statelno", "statehno", "conttype", "begin",
                                               "end",      "dependl",  "dependh",  NULL};
enum { DEPENDL = END + 1, DEPENDH };
static const ent_figure colonial_figures[] = {
    {.column = CONTTYPE, .indicator = "contiguity.colonial", .scale = "COW-contiguity"},
};
static const ent_coverage colonial_window[] = {{
    .id = "cow-contiguity-colonial-3.1",
    .set = "cow-contiguity",
    .indicators = "contiguity.colonial",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2016),
    .absence_is_zero = true,
    .threshold = "land, or at most 400 miles of water, through a dependency of either",
}};
static const ent_figures colonial = {
    .tab = {.reader = &ent_reader_cow_contiguity_colonial,
            .columns = colonial_columns,
            .coverage = colonial_window,
            .n_coverage = 1},
    .from = LOW,
    .to = HIGH,
    .from2 = DEPENDL,
    .to2 = DEPENDH,
    .scheme = ENT_SCHEME_COW,
    .when = BEGIN,
    .until = END,
    .closed = ENT_TAB_YEAR(2016),
    .figures = colonial_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_colonial, colonial)

const ent_reader ent_reader_cow_contiguity_colonial = {
    .name = "cow-contiguity-colonial",
    .version = 1,
    .set = "cow-contiguity",
    .what = "contiguity through dependencies, 1816-2016 (COW 3.1 contcol)",
    .header = "dyad,statelno,statelab,dependl,conttype,statehno,statehab,dependh,begin,end",
    .read = read_colonial,
};

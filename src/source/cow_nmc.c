/* cow_nmc.c: Correlates of War national material capabilities 6.0, one state-year a row. */
#include "figures_priv.h"

extern const ent_reader ent_reader_cow_nmc;

static const char *const columns[] = {"ccode", "year", "milex", "milper", "irst",
                                      "pec",   "tpop", "upop",  "cinc",   NULL};
enum { CCODE, YEAR, MILEX, MILPER, IRST, PEC, TPOP, UPOP, CINC };
static const char *const missing[] = {"-9", "NA", NULL};

static const ent_figure figures[] = {
    {.column = MILEX, .indicator = "military.expenditure", .unit = "USD_nominal_thousand"},
    {.column = MILPER, .indicator = "military.personnel", .unit = "persons_thousand"},
    {.column = IRST, .indicator = "steel", .unit = "t_thousand"},
    {.column = PEC, .indicator = "energy.consumption", .unit = "coal_ton_thousand"},
    {.column = TPOP, .indicator = "population", .unit = "persons_thousand"},
    {.column = UPOP, .indicator = "population.urban", .unit = "persons_thousand"},
    {.column = CINC, .indicator = "cinc", .unit = "index"},
};
static const ent_coverage window[] = {{
    .id = "cow-nmc-6.0",
    .set = "cow-nmc",
    .indicators = "military.* steel energy.consumption population population.urban cinc",
    .from_actors = "cow-system",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2022),
    .absence_is_zero = false,
    .note = "military expenditure: thousand pounds before 1914, thousand dollars after",
}};
static const ent_figures spec = {
    .tab = {.reader = &ent_reader_cow_nmc,
            .columns = columns,
            .missing = missing,
            .coverage = window,
            .n_coverage = 1},
    .from = CCODE,
    .to = -1,
    .scheme = ENT_SCHEME_COW,
    .when = YEAR,
    .figures = figures,
    .n_figures = sizeof figures / sizeof figures[0],
};

ENT_FIGURES_READ(read_nmc, spec)

const ent_reader ent_reader_cow_nmc = {
    .name = "cow-nmc",
    .version = 1,
    .set = "cow-nmc",
    .what = "capabilities of a state by year, 1816-2022 (COW 6.0)",
    .header = "ccode,year,milex,milper,irst,pec,tpop,upop,cinc",
    .read = read_nmc,
};

/* cow_trade.c: Correlates of War trade 4.0, dyads and national totals, in millions of dollars. */
#include "figures_priv.h"

extern const ent_reader ent_reader_cow_trade, ent_reader_cow_trade_totals;

/* flow1 is what state 1 imports from state 2: goods exports of state 2 to state 1. */
static const char *const dyad_columns[] = {"ccode1", "ccode2", "year", "flow1", "flow2", NULL};
enum { CCODE1, CCODE2, YEAR, FLOW1, FLOW2 };
static const ent_figure dyad_figures[] = {
    {.column = FLOW1, .indicator = "trade.goods", .unit = "USD_million", .tag = "1", .swap = true},
    {.column = FLOW2, .indicator = "trade.goods", .unit = "USD_million", .tag = "2"},
};
static const char *const minus_nine[] = {"-9", "NA", NULL};
static const ent_coverage dyad_window[] = {{
    .id = "cow-trade-4.0-dyads",
    .set = "cow-trade",
    .indicators = "trade.goods",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1870),
    .to = ENT_TAB_YEAR(2014),
    .absence_is_zero = false,
    .note = "an empty flow is not reported; a pair outside the state system has no row",
}};
static const ent_figures dyads = {
    .tab = {.reader = &ent_reader_cow_trade,
            .columns = dyad_columns,
            .missing = minus_nine,
            .coverage = dyad_window,
            .n_coverage = 1},
    .from = CCODE1,
    .to = CCODE2,
    .scheme = ENT_SCHEME_COW,
    .when = YEAR,
    .figures = dyad_figures,
    .n_figures = 2,
};

ENT_FIGURES_READ(read_dyads, dyads)

const ent_reader ent_reader_cow_trade = {
    .name = "cow-trade-dyads",
    .version = 1,
    .set = "cow-trade",
    .what = "goods trade of pairs by year, 1870-2014 (COW 4.0)",
    .header = "ccode1,ccode2,year,flow1,flow2",
    .read = read_dyads,
};

static const char *const total_columns[] = {"ccode", "year", "imports", "exports", NULL};
enum { T_CCODE, T_YEAR, T_IMPORTS, T_EXPORTS };
static const ent_figure total_figures[] = {
    {.column = T_IMPORTS, .indicator = "trade.imports.world", .unit = "USD_million"},
    {.column = T_EXPORTS, .indicator = "trade.exports.world", .unit = "USD_million"},
};
static const ent_coverage total_window[] = {{
    .id = "cow-trade-4.0-totals",
    .set = "cow-trade",
    .indicators = "trade.imports.world trade.exports.world",
    .from_actors = "cow-system",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1870),
    .to = ENT_TAB_YEAR(2014),
    .absence_is_zero = false,
}};
static const ent_figures totals = {
    .tab = {.reader = &ent_reader_cow_trade_totals,
            .columns = total_columns,
            .missing = minus_nine,
            .coverage = total_window,
            .n_coverage = 1},
    .from = T_CCODE,
    .to = -1,
    .scheme = ENT_SCHEME_COW,
    .when = T_YEAR,
    .figures = total_figures,
    .n_figures = 2,
};

ENT_FIGURES_READ(read_totals, totals)

const ent_reader ent_reader_cow_trade_totals = {
    .name = "cow-trade-totals",
    .version = 1,
    .set = "cow-trade",
    .what = "imports and exports of a state by year, 1870-2014 (COW 4.0)",
    .header = "ccode,year,imports,exports",
    .read = read_totals,
};

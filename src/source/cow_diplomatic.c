/* cow_diplomatic.c: Correlates of War diplomatic exchange 2006.1, rank of the diplomats sent. */
#include "figures_priv.h"

extern const ent_reader ent_reader_cow_diplomatic;

/* DR_at_1 is the rank of state 2's diplomat in state 1: state 2 is the sender. 9 is no rank. */
static const char *const columns[] = {"ccode1", "ccode2", "year", "DR_at_1", "DR_at_2", NULL};
enum { CCODE1, CCODE2, YEAR, AT1, AT2 };
static const ent_figure figures[] = {
    {.column = AT1,
     .indicator = "diplomatic.level",
     .scale = "COW-diplomatic",
     .tag = "at1",
     .swap = true},
    {.column = AT2, .indicator = "diplomatic.level", .scale = "COW-diplomatic", .tag = "at2"},
};
static const char *const missing[] = {"-9", "NA", NULL};
static const ent_coverage window[] = {{
    .id = "cow-diplomatic-2006.1",
    .set = "cow-diplomatic",
    .indicators = "diplomatic.level",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1817),
    .to = ENT_TAB_YEAR(2005),
    .absence_is_zero = false,
    .note = "observed about every five years; 0 is written out, 9 is present of unknown rank",
}};
static const ent_figures spec = {
    .tab = {.reader = &ent_reader_cow_diplomatic,
            .columns = columns,
            .missing = missing,
            .coverage = window,
            .n_coverage = 1},
    .from = CCODE1,
    .to = CCODE2,
    .scheme = ENT_SCHEME_COW,
    .when = YEAR,
    .unknown = "9",
    .figures = figures,
    .n_figures = 2,
};

ENT_FIGURES_READ(read_exchange, spec)

const ent_reader ent_reader_cow_diplomatic = {
    .name = "cow-diplomatic",
    .version = 1,
    .set = "cow-diplomatic",
    .what = "rank of diplomats exchanged, 1817-2005 (COW 2006.1)",
    .header = "ccode1,ccode2,year,dr_at_1,dr_at_2",
    .read = read_exchange,
};

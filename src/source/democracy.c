/* democracy.c: Polity score and V-Dem electoral democracy on COW codes, one state-year a row. */
#include "figures_priv.h"

extern const ent_reader ent_reader_democracy;

static const char *const columns[] = {"ccode", "year", "polity2", "v2x_polyarchy", NULL};
enum { CCODE, YEAR, POLITY2, POLYARCHY };
static const ent_figure figures[] = {
    {.column = POLITY2, .indicator = "democracy.polity2", .unit = "index"},
    {.column = POLYARCHY, .indicator = "democracy.polyarchy", .unit = "index"},
};
static const char *const missing[] = {"NA", "-66", "-77", "-88", NULL};
static const ent_coverage window[] = {{
    .id = "democracy-state-years",
    .set = "cow-gdp-democracy",
    .indicators = "democracy.*",
    .from_actors = "cow-system",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2025),
    .absence_is_zero = false,
}};
static const ent_figures spec = {
    .tab = {.reader = &ent_reader_democracy,
            .columns = columns,
            .missing = missing,
            .coverage = window,
            .n_coverage = 1},
    .from = CCODE,
    .to = -1,
    .scheme = ENT_SCHEME_COW,
    .when = YEAR,
    .figures = figures,
    .n_figures = 2,
};

ENT_FIGURES_READ(read_democracy, spec)

const ent_reader ent_reader_democracy = {
    .name = "cow-democracy",
    .version = 1,
    .set = "cow-gdp-democracy",
    .what = "Polity score and electoral democracy by state-year (isard)",
    .header = "ccode,year,euds,aeuds,polity2,v2x_polyarchy",
    .read = read_democracy,
};

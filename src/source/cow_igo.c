/* cow_igo.c: Correlates of War intergovernmental organisations 3: shared and own memberships. */
#include "figures_priv.h"

extern const ent_reader ent_reader_cow_igo, ent_reader_cow_igo_states;

static const char *const missing[] = {"-9", "-1", "NA", NULL};

static const char *const dyad_columns[] = {"ccode1",  "ccode2",   "styear",
                                           "endyear", "dyadigos", NULL};
enum { CCODE1, CCODE2, STYEAR, ENDYEAR, DYADIGOS };
static const ent_figure dyad_figures[] = {
    {.column = DYADIGOS, .indicator = "igo.shared", .unit = "count"},
};
static const ent_coverage dyad_window[] = {{
    .id = "cow-igo-3-dyads",
    .set = "cow-igo",
    .indicators = "igo.shared",
    .from_actors = "cow-system",
    .to_actors = "cow-system",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2014),
    .absence_is_zero = false,
    .note = "spells of years with an unchanged count; full members",
}};
static const ent_figures dyads = {
    .tab = {.reader = &ent_reader_cow_igo,
            .columns = dyad_columns,
            .missing = missing,
            .coverage = dyad_window,
            .n_coverage = 1},
    .from = CCODE1,
    .to = CCODE2,
    .scheme = ENT_SCHEME_COW,
    .when = STYEAR,
    .until = ENDYEAR,
    .figures = dyad_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_dyads, dyads)

const ent_reader ent_reader_cow_igo = {
    .name = "cow-igo-dyads",
    .version = 1,
    .set = "cow-igo",
    .what = "shared memberships of pairs, spells 1816-2014 (COW IGO 3)",
    .header = "ccode1,ccode2,styear,endyear,dyadigos",
    .read = read_dyads,
};

static const char *const state_columns[] = {"ccode", "year", "sum_igo_full", NULL};
enum { S_CCODE, S_YEAR, S_FULL };
static const ent_figure state_figures[] = {
    {.column = S_FULL, .indicator = "igo.memberships", .unit = "count"},
};
static const ent_coverage state_window[] = {{
    .id = "cow-igo-3-states",
    .set = "cow-igo",
    .indicators = "igo.memberships",
    .from_actors = "cow-system",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1816),
    .to = ENT_TAB_YEAR(2014),
    .absence_is_zero = false,
    .note = "full memberships",
}};
static const ent_figures states = {
    .tab = {.reader = &ent_reader_cow_igo_states,
            .columns = state_columns,
            .missing = missing,
            .coverage = state_window,
            .n_coverage = 1},
    .from = S_CCODE,
    .to = -1,
    .scheme = ENT_SCHEME_COW,
    .when = S_YEAR,
    .figures = state_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_states, states)

const ent_reader ent_reader_cow_igo_states = {
    .name = "cow-igo-states",
    .version = 1,
    .set = "cow-igo",
    .what = "memberships of a state by year, 1816-2014 (COW IGO 3)",
    .header = "ccode,year,sum_igo_full",
    .read = read_states,
};

/* un_idealpoints.c: published UN ideal points, releases of 2020, 2024 (sessions), 2025 (years). */
#include <string.h>

#include "figures_priv.h"

extern const ent_reader ent_reader_un_idealpoints, ent_reader_un_idealpoints_session;

static const char *const missing[] = {"NA", NULL};
static const ent_coverage window[] = {{
    .id = "un-idealpoints",
    .set = "un-idealpoints",
    .indicators = "un.idealpoint",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1946),
    .to = ENT_TAB_YEAR(2024),
    .absence_is_zero = false,
    .note = "a state has a point for a year in which it voted; session 19 (1964) is void",
}};

/* ---- July 2025: by calendar year, with bounds for each of two sets of votes ------------------ */

static const char *const columns[] = {
    "ccode",        "year", "idealpointall", "q5all",    "q95all", "nvotesall",
    "idealpointfp", "q5fp", "q95fp",         "nvotesfp", NULL};
enum { CCODE, YEAR, ALL, ALL5, ALL95, NALL, FP, FP5, FP95, NFP };
static const ent_figure figures[] = {
    {.column = ALL,
     .indicator = "un.idealpoint",
     .unit = "index",
     .tag = "all",
     .low = ALL5,
     .high = ALL95,
     .n = NALL},
    {.column = FP,
     .indicator = "un.idealpoint",
     .unit = "index",
     .tag = "final-passage",
     .low = FP5,
     .high = FP95,
     .n = NFP,
     .denominator = "final-passage votes"},
};
static const ent_figures yearly = {
    .tab = {.reader = &ent_reader_un_idealpoints,
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

ENT_FIGURES_READ(read_yearly, yearly)

const ent_reader ent_reader_un_idealpoints = {
    .name = "un-idealpoints",
    .version = 1,
    .set = "un-idealpoints",
    .what = "ideal points by year, all and final-passage votes (release of July 2025)",
    .header = "ccode,iso3c,countryname,year,idealpointfp,idealpointall",
    .read = read_yearly,
};

/* ---- 2020 and 2024: by session; column names end in the name of the set of votes ------------- */

static const char *const session_columns[] = {"ccode", "session", "IdealPoint*", "Q5%*",
                                              "Q95%*", "NVotes*", "?USAgree",    NULL};
enum { S_CCODE, S_SESSION, S_POINT, S_Q5, S_Q95, S_NVOTES, S_USAGREE };
static const ent_figure session_figure = {.column = S_POINT,
                                          .indicator = "un.idealpoint",
                                          .unit = "index",
                                          .low = S_Q5,
                                          .high = S_Q95,
                                          .n = S_NVOTES};
static const ent_figures sessions = {
    .tab = {.reader = &ent_reader_un_idealpoints_session,
            .columns = session_columns,
            .missing = missing,
            .coverage = window,
            .n_coverage = 1,
            .released = ENT_TAB_MONTH(2020, 4)},
    .from = S_CCODE,
    .to = -1,
    .scheme = ENT_SCHEME_COW,
    .when = S_SESSION,
    .year_offset = 1945, /* session n opens in the autumn of 1945 + n */
};

/** A copy of the description, finished from the header at the first row. */
typedef struct session_form {
    ent_figures figures;
    ent_figure figure;
} session_form;

static ent_status
session_row(ent_tab *t, void *ctx, ent_error *err)
{
    session_form *form = ctx;

    if (form->figures.n_figures == 0) {
        const char *votes = t->header[t->column[S_POINT]];

        votes += strspn(votes, " ") + strlen("IdealPoint");
        form->figure.tag = votes[0] == '\0' || strcmp(votes, "All") == 0 ? "all" : votes;
        if (strcmp(form->figure.tag, "all") != 0)
            form->figure.denominator = ent_arena_printf(&t->keep, "votes: %s", votes);
        if (t->column[S_USAGREE] >= 0) /* only the release of 2024 has it */
            t->blank.known_from = (ent_date)ENT_TAB_MONTH(2024, 6);
        form->figures.figures = &form->figure;
        form->figures.n_figures = 1;
    }
    return ent_figures_row(t, &form->figures, err);
}

static ent_status
read_sessions(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    session_form form = {.figures = sessions, .figure = session_figure};

    return ent_tab_run(in, sink, &sessions.tab, session_row, &form, err);
}

static ent_status
by_session(const char *bytes, size_t n, const char *file_name)
{
    char folded[512];

    (void)file_name;
    ent_header_fold(bytes, n < 400 ? n : 400, folded, sizeof folded);
    return strstr(folded, ",ccode,session,nvotes") && strstr(folded, ",idealpoint") ? ENT_OK
                                                                                    : ENT_NONE;
}

const ent_reader ent_reader_un_idealpoints_session = {
    .name = "un-idealpoints-session",
    .version = 1,
    .set = "un-idealpoints",
    .what = "ideal points by session, all votes or those of an issue (releases of 2020 and 2024)",
    .recognise = by_session,
    .read = read_sessions,
};

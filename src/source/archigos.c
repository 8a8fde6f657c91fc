/* archigos.c: Archigos 4.1, heads of government or state with their days in office. */
#include <string.h>

#include "table_priv.h"

extern const ent_reader ent_reader_archigos;

static const char *const columns[] = {"obsid",   "gwcode", "leader", "startdate",
                                      "enddate", "entry",  "exit",   NULL};
enum { OBSID, GWCODE, LEADER, START, END, ENTRY, EXIT };
static const char *const missing[] = {"NA", NULL};
static const ent_date closed = ENT_TAB_DAY(2015, 12, 31);

static const ent_coverage window[] = {{
    .id = "archigos-4.1",
    .set = "archigos",
    .indicators = "leader",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1875),
    .to = ENT_TAB_YEAR(2015),
    .absence_is_zero = false,
}};

static ent_status
leader_row(ent_tab *t, void *ctx, ent_error *err)
{
    ent_date from = {0}, to = {0};
    const char *state = NULL, *entry = ent_tab_text(t, ENTRY), *left = ent_tab_text(t, EXIT);
    ent_claim *c;
    ent_status st;

    (void)ctx;
    (void)err;
    if ((st = ent_tab_date(t, START, &from)) != ENT_OK ||
        (st = ent_tab_date(t, END, &to)) != ENT_OK ||
        (st = ent_tab_country(t, GWCODE, ENT_SCHEME_GW, &from, &state)) != ENT_OK)
        return st;
    if (ent_tab_before(&to, &from))
        return ent_tab_wrong(t, "enddate \"%s\" is before startdate \"%s\"", ent_tab_raw(t, END),
                             ent_tab_raw(t, START));
    if (!ent_tab_text(t, OBSID)) return ent_tab_wrong(t, "column obsid is empty");
    if (!(c = ent_tab_claim(t, "leader"))) return ENT_E_NOMEM;
    c->from = state;
    c->from_code = ent_tab_raw(t, GWCODE);
    c->record = ent_tab_text(t, OBSID);
    c->label = ent_tab_text(t, LEADER);
    c->valid_from = from;
    c->ongoing = !ent_tab_before(&to, &closed);
    if (!c->ongoing) c->valid_to = to;
    c->note = ent_tab_format(t, "entry: %s; exit: %s", entry ? entry : "not known",
                             left ? left : "not known");
    return ENT_OK;
}

static ent_status
read_leaders(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_archigos,
                         .columns = columns,
                         .missing = missing,
                         .coverage = window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, leader_row, NULL, err);
}

const ent_reader ent_reader_archigos = {
    .name = "archigos",
    .version = 1,
    .set = "archigos",
    .what = "leaders in office with days, 1875-2015 (Archigos 4.1)",
    .header = "obsid,gwcode,leadid,leader",
    .read = read_leaders,
};

/* us_visas.c: United States non-immigrant visas issued, by fiscal year, nationality and class. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_us_visas;

static const char *const columns[] = {"fiscal_year", "nationality", "visa_class", "issued", NULL};
enum { YEAR, NATIONALITY, CLASS, ISSUED };

static const ent_coverage windows[] = {
    {
        .id = "us-visas-total",
        .set = "us-visas",
        .indicators = "visas.issued",
        .from_actors = "*",
        .to_actors = "USA",
        .from = ENT_TAB_MONTH(1996, 10),
        .to = ENT_TAB_MONTH(2024, 9),
        .absence_is_zero = false,
        .note = "a nationality that is not listed may be counted under another one",
    },
    {
        .id = "us-visas-class",
        .set = "us-visas",
        .indicators = "visas.issued.class",
        .from_actors = "cow-system",
        .to_actors = "USA",
        .from = ENT_TAB_MONTH(1996, 10),
        .to = ENT_TAB_MONTH(2024, 9),
        .absence_is_zero = true,
        .note = "cells of zero were left out when the table was made long",
    },
};
static const ent_tab_spec spec = {
    .reader = &ent_reader_us_visas,
    .columns = columns,
    .coverage = windows,
    .n_coverage = 2,
};

/** "F-1" before fiscal year 2022, "F1" since: one class. */
static const char *
class_code(ent_tab *t, const char *printed)
{
    const char *hyphen = strchr(printed, '-');

    return hyphen ? ent_tab_format(t, "%.*s%s", (int)(hyphen - printed), printed, hyphen + 1)
                  : printed;
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *nationality = ent_tab_raw(t, NATIONALITY), *class = ent_tab_raw(t, CLASS);
    const char *issued = ent_tab_raw(t, ISSUED);
    const ent_polity *from = NULL;
    ent_date year = {0};
    ent_claim *c;
    bool total;
    ent_status st = ent_tab_year(t, YEAR, &year);

    (void)ctx;
    (void)err;
    if (st) return st;
    if (!nationality || !class || !issued) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_nation_then(t, "nationality", nationality, ENT_SCHEME_NAME, &year, &from);
    if (st) return st;
    /* all but border crossing cards, to 2020: a part of the sum that stands beside it */
    if (strcmp(class, "Total Visas") == 0) return ent_tab_skip(t, ENT_SKIP_AGGREGATE);
    total = strcmp(class, "Grand Total") == 0;
    if (!(c = ent_tab_claim(t, total ? "visas.issued" : "visas.issued.class"))) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, nationality, ent_tab_raw(t, YEAR), total ? NULL : class, NULL);
    c->from = from->code;
    c->from_code = nationality;
    c->to = "USA";
    c->valid_from = (ent_date){.year = year.year - 1, .month = 10, .precision = ENT_PREC_MONTH};
    c->valid_to = (ent_date){.year = year.year, .month = 9, .precision = ENT_PREC_MONTH};
    if (!total) {
        c->event_code = class_code(t, class);
        c->event_scheme = "us-visa-class";
    }
    c->quantity_state = ENT_VALUE;
    c->unit = "count";
    return ent_count_of(t, "issued", issued, &c->quantity, &c->digits);
}

static ent_status
read_visas(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_row, NULL, err);
}

const ent_reader ent_reader_us_visas = {
    .name = "us-visas",
    .version = 1,
    .set = "us-visas",
    .what = "United States visas issued by nationality and class, fiscal years 1997-2024",
    .header = "fiscal_year,nationality,visa_class,issued",
    .read = read_visas,
};

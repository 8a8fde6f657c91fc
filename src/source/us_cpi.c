/* us_cpi.c: United States consumer prices, by month and as means of whole years. */
#include "society_priv.h"

extern const ent_reader ent_reader_us_cpi, ent_reader_us_cpi_annual;

static const ent_coverage window[] = {{
    .id = "us-cpi",
    .set = "us-cpi",
    .indicators = "cpi",
    .from_actors = "USA",
    .to_actors = "*",
    .from = ENT_TAB_MONTH(1913, 1),
    .to = ENT_TAB_MONTH(2026, 5),
    .absence_is_zero = false,
    .note = "October 2025 was not collected",
}};

static ent_status
give(ent_tab *t, int column, const ent_date *when, const char *record, const char *note)
{
    ent_claim *c = ent_tab_claim(t, "cpi");
    ent_status st;

    if (!c) return ENT_E_NOMEM;
    c->record = record;
    c->from = "USA";
    c->valid_from = *when;
    c->note = note;
    st = ent_tab_quantity(t, column, "index", c);
    if (st == ENT_NONE) ent_tab_unclaim(t);
    if (st == ENT_OK && c->quantity <= 0)
        return ent_tab_wrong(t, "column %s is %.40s; want more than 0", ent_tab_name(t, column),
                             ent_tab_text(t, column));
    return st;
}

/* ---- by month ------------------------------------------------------------------------------- */

static const char *const columns[] = {"Date", "Index", NULL};
enum { DATE, INDEX };
static const ent_tab_spec spec = {
    .reader = &ent_reader_us_cpi, .columns = columns, .coverage = window, .n_coverage = 1};

static ent_status
read_month(ent_tab *t, void *ctx, ent_error *err)
{
    ent_date when = {0};
    ent_status st = ent_tab_date(t, DATE, &when);

    (void)ctx;
    (void)err;
    if (st) return st;
    if (when.precision == ENT_PREC_DAY) { /* the first stands for the month */
        when.day = 0;
        when.precision = ENT_PREC_MONTH;
    }
    return give(t, INDEX, &when, ent_tab_raw(t, DATE), NULL);
}

static ent_status
read_months(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_month, NULL, err);
}

const ent_reader ent_reader_us_cpi = {
    .name = "us-cpi",
    .version = 1,
    .set = "us-cpi",
    .what = "consumer prices of the United States by month, 1913-2026 (BLS)",
    .header = "date,index,inflation",
    .read = read_months,
};

/* ---- by year -------------------------------------------------------------------------------- */

static const char *const year_columns[] = {"year", "cpi_u_nsa_mean_1982_84_100", "months", NULL};
enum { YEAR, MEAN, MONTHS };
static const ent_tab_spec year_spec = {.reader = &ent_reader_us_cpi_annual,
                                       .columns = year_columns,
                                       .coverage = window,
                                       .n_coverage = 1};

/** The mean of some months is not the year's. */
static ent_status
read_year(ent_tab *t, void *ctx, ent_error *err)
{
    ent_date when = {0};
    int64_t months = 0;
    ent_status st = ent_tab_year(t, YEAR, &when);

    (void)ctx;
    (void)err;
    if (st == ENT_OK) st = ent_tab_int_in(t, MONTHS, 0, 12, &months);
    if (st) return st;
    if (months < 12) return ent_tab_skip(t, ENT_SKIP_MISSING);
    return give(t, MEAN, &when, ent_tab_raw(t, YEAR), "mean of twelve months");
}

static ent_status
read_years(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &year_spec, read_year, NULL, err);
}

const ent_reader ent_reader_us_cpi_annual = {
    .name = "us-cpi-annual",
    .version = 1,
    .set = "us-cpi",
    .what = "consumer prices of the United States, means of whole years, 1913-2024 (BLS)",
    .header = "year,cpi_u_nsa_mean_1982_84_100,months",
    .read = read_years,
};

/* sipri.c: SIPRI arms transfers: the trade register, and volumes by year of order. */
#include <string.h>

#include "figures_priv.h"

extern const ent_reader ent_reader_sipri_register, ent_reader_sipri_orders;

/* ---- the register as SIPRI exports it ------------------------------------------------------- */

static const char *const columns[] = {"SIPRI AT Database ID",
                                      "Supplier",
                                      "Recipient",
                                      "Delivery year",
                                      "TIV delivery values",
                                      "Designation",
                                      "?Delivery year is estimate",
                                      "?SIPRI estimate",
                                      NULL};
enum { ID, SUPPLIER, RECIPIENT, YEAR, TIV, DESIGNATION, ESTIMATE };

static const ent_coverage register_window[] = {{
    .id = "sipri-register-1995-2025",
    .set = "sipri",
    .indicators = "arms.tiv",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1995),
    .to = ENT_TAB_YEAR(2025),
    .absence_is_zero = true,
    .threshold = "major arms; 0 means under 0.5 million TIV",
    .note = "one row a deal and year of delivery: sum over rows",
}};

/* Where a name alone could mean two states, SIPRI calls the other one differently. */
static const struct {
    const char *name, *cow;
} meant[] = {
    {"Germany", "260"},  /* the other: German Democratic Republic */
    {"Congo", "484"},    /* DR Congo */
    {"Viet Nam", "816"}, /* South Viet Nam */
};

/** "Hezbollah (Lebanon)*" and "NATO**" are no states, nor are "unknown supplier(s)". */
static ent_status
read_name(ent_tab *t, int col, const ent_date *on, const char **out)
{
    const char *s = ent_tab_raw(t, col);
    size_t n = s ? strlen(s) : 0;
    ent_status st;

    if (n && s[n - 1] == '*')
        return ent_tab_skip(t, n > 1 && s[n - 2] == '*' ? ENT_SKIP_AGGREGATE : ENT_SKIP_NOT_STATE);
    if (n && strncmp(s, "unknown", 7) == 0) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_tab_country(t, col, ENT_SCHEME_NAME, on, out);
    for (size_t i = 0; st == ENT_E_AMBIGUOUS && i < sizeof meant / sizeof meant[0]; i++)
        if (strcmp(s, meant[i].name) == 0)
            return ent_tab_country_of(t, ent_tab_name(t, col), meant[i].cow, ENT_SCHEME_COW, on,
                                      out);
    return st;
}

static ent_status
delivery_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *from = NULL, *to = NULL, *estimate = ent_tab_text(t, ESTIMATE);
    ent_date when = {0};
    ent_claim *c;
    ent_status st;

    (void)ctx;
    (void)err;
    if ((st = ent_tab_year(t, YEAR, &when)) != ENT_OK ||
        (st = read_name(t, SUPPLIER, &when, &from)) != ENT_OK ||
        (st = read_name(t, RECIPIENT, &when, &to)) != ENT_OK)
        return st;
    if (strcmp(from, to) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (!ent_tab_text(t, ID)) return ent_tab_wrong(t, "column %s is empty", columns[ID]);
    if (!(c = ent_tab_claim(t, "arms.tiv"))) return ENT_E_NOMEM;
    c->from = from;
    c->to = to;
    c->from_code = ent_tab_raw(t, SUPPLIER);
    c->to_code = ent_tab_raw(t, RECIPIENT);
    c->valid_from = when;
    c->label = ent_tab_text(t, DESIGNATION);
    c->record = ent_tab_join(t, ent_tab_text(t, ID), ent_tab_raw(t, YEAR), NULL);
    c->sign = 1;
    if ((st = ent_tab_quantity(t, TIV, "TIV_million", c)) != ENT_OK) {
        ent_tab_unclaim(t);
        return st;
    }
    if (estimate && strcmp(estimate, "Yes") == 0) c->note = "year of delivery is an estimate";
    return ENT_OK;
}

static ent_status
read_register(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    ent_tab_spec spec = {.reader = &ent_reader_sipri_register,
                         .columns = columns,
                         .rows = {.trailing_junk = ';'},
                         .header_first = columns[ID],
                         .coverage = register_window,
                         .n_coverage = 1};

    return ent_tab_run(in, sink, &spec, delivery_row, NULL, err);
}

/** The header comes after a preamble of some lines. */
static ent_status
is_register(const char *bytes, size_t n, const char *file_name)
{
    const char *end = bytes + n;

    (void)file_name;
    for (const char *line = bytes; line && line < end;) {
        static const char header[] = "SIPRI AT Database ID,Supplier,Recipient";

        if ((size_t)(end - line) >= sizeof header - 1 &&
            memcmp(line, header, sizeof header - 1) == 0)
            return ENT_OK;
        line = memchr(line, '\n', (size_t)(end - line));
        if (line) line++;
    }
    return ENT_NONE;
}

const ent_reader ent_reader_sipri_register = {
    .name = "sipri-register",
    .version = 1,
    .set = "sipri",
    .what = "arms deliveries by deal and year, with volumes (SIPRI trade register)",
    .recognise = is_register,
    .read = read_register,
};

/* ---- volumes by year of order --------------------------------------------------------------- */

static const char *const order_columns[] = {"order_year", "supplier", "recipient", "tiv_million",
                                            NULL};
static const ent_figure order_figures[] = {
    {.column = 3, .indicator = "arms.tiv.ordered", .unit = "TIV_million"},
};
static const ent_coverage order_window[] = {{
    .id = "sipri-orders-1950-2018",
    .set = "sipri",
    .indicators = "arms.tiv.ordered",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1950),
    .to = ENT_TAB_YEAR(2018),
    .absence_is_zero = true,
    .threshold = "major arms",
    .note = "dated by order, not by delivery; the Soviet Union is under Russia",
}};
static const ent_figures orders = {
    .tab = {.reader = &ent_reader_sipri_orders,
            .columns = order_columns,
            .coverage = order_window,
            .n_coverage = 1,
            .released = ENT_TAB_YEAR(2019)},
    .when = 0,
    .from = 1,
    .to = 2,
    .scheme = ENT_SCHEME_NAME,
    .name_of = read_name,
    .figures = order_figures,
    .n_figures = 1,
};

ENT_FIGURES_READ(read_orders, orders)

const ent_reader ent_reader_sipri_orders = {
    .name = "sipri-orders",
    .version = 1,
    .set = "sipri",
    .what = "arms ordered by pair and year, 1950-2018, in TIV (LMU Munich after SIPRI)",
    .header = "order_year,supplier,recipient,tiv_million",
    .read = read_orders,
};

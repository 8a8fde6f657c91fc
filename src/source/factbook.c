/* factbook.c: CIA World Factbook, main trading partners and their shares. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_factbook;

static const char *const columns[] = {"gec",           "country", "flow", "partner_name",
                                      "share_percent", "year",    NULL};
enum { GEC, COUNTRY, FLOW, PARTNER, SHARE, YEAR };

static const ent_coverage window[] = {{
    .id = "factbook-partners",
    .set = "factbook",
    .indicators = "trade.share.exports trade.share.imports",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(2017),
    .to = ENT_TAB_YEAR(2023),
    .absence_is_zero = false,
    .threshold = "among a country's five main partners",
    .note = "one year a country, mostly 2023; shares in whole percent",
}};
static const ent_tab_spec spec = {
    .reader = &ent_reader_factbook,
    .columns = columns,
    .coverage = window,
    .n_coverage = 1,
};

/** "St. Kitts &amp; Nevis": the text was once a web page. */
static const char *
without_entities(ent_tab *t, const char *s)
{
    static const char entity[] = "&amp;";
    const char *at = strstr(s, entity);

    return at ? ent_tab_format(t, "%.*s&%s", (int)(at - s), s, at + sizeof entity - 1) : s;
}

static const char *
upper(ent_tab *t, const char *code)
{
    char out[8] = {0};

    for (size_t i = 0; i < sizeof out - 1 && code[i]; i++)
        out[i] = code[i] >= 'a' && code[i] <= 'z' ? (char)(code[i] - 32) : code[i];
    return ent_tab_format(t, "%s", out);
}

/** The two ends of the row's flow. */
static ent_status
find_ends(ent_tab *t, const ent_date *year, const ent_polity **from, const ent_polity **to)
{
    const char *gec = ent_tab_raw(t, GEC), *partner = ent_tab_raw(t, PARTNER);
    ent_status st;

    if (!gec || !partner) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_nation_then(t, "gec", upper(t, gec), ENT_SCHEME_FIPS, year, from);
    if (st) return st;
    st =
        ent_nation_then(t, "partner_name", without_entities(t, partner), ENT_SCHEME_NAME, year, to);
    if (st) return st;
    return *from == *to ? ent_tab_skip(t, ENT_SKIP_SELF) : ENT_OK;
}

static ent_status
give_share(ent_tab *t, bool exports, const ent_date *year)
{
    const ent_polity *from = NULL, *to = NULL;
    ent_claim *c;
    ent_status st = find_ends(t, year, &from, &to);

    if (st) return st;
    c = ent_tab_claim(t, exports ? "trade.share.exports" : "trade.share.imports");
    if (!c) return ENT_E_NOMEM;
    c->from_code = ent_tab_raw(t, GEC);
    c->to_code = ent_tab_raw(t, PARTNER);
    c->record = ent_tab_join(t, c->from_code, c->to_code, ent_tab_raw(t, YEAR), NULL);
    c->from = from->code;
    c->to = to->code;
    c->valid_from = *year;
    c->denominator = ent_tab_format(t, "%s of %s", exports ? "exports" : "imports", from->code);
    st = ent_tab_quantity(t, SHARE, "percent", c);
    if (st == ENT_NONE) ent_tab_unclaim(t);
    if (st == ENT_OK && (c->quantity < 0 || c->quantity > 100))
        return ent_tab_wrong(t, "column share_percent is %.40s; want 0 to 100",
                             ent_tab_text(t, SHARE));
    return st;
}

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    const char *flow = ent_tab_text(t, FLOW);
    ent_date year = {0};
    ent_status st = ent_tab_year(t, YEAR, &year);

    (void)ctx;
    (void)err;
    if (st) return st;
    if (!flow) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (strcmp(flow, "export") == 0) return give_share(t, true, &year);
    if (strcmp(flow, "import") == 0) return give_share(t, false, &year);
    return ent_tab_wrong(t, "column flow is \"%.40s\"; want export or import", flow);
}

static ent_status
read_partners(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_row, NULL, err);
}

const ent_reader ent_reader_factbook = {
    .name = "factbook-partners",
    .version = 1,
    .set = "factbook",
    .what = "main export and import partners with shares, mostly 2023 (World Factbook)",
    .header = "gec,country,flow,partner_name,share_percent,year",
    .read = read_partners,
};

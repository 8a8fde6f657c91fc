/* world_bank.c: World Bank population and gross domestic product by country and year. */
#include "society_priv.h"

extern const ent_reader ent_reader_world_bank_population, ent_reader_world_bank_gdp;

static const char *const columns[] = {"Country Name", "Country Code", "Year", "Value", NULL};
enum { NAME, CODE, YEAR, VALUE };

static const ent_coverage population_window[] = {{
    .id = "world-bank-population",
    .set = "world-bank",
    .indicators = "population",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1960),
    .to = ENT_TAB_YEAR(2024),
    .absence_is_zero = false,
    .note = "in today's borders: years before a state had them are passed over",
}};
static const ent_coverage gdp_window[] = {{
    .id = "world-bank-gdp",
    .set = "world-bank",
    .indicators = "gdp",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(1960),
    .to = ENT_TAB_YEAR(2023),
    .absence_is_zero = false,
    .note = "in today's borders: years before a state had them are passed over",
}};
static const ent_tab_spec population_spec = {.reader = &ent_reader_world_bank_population,
                                             .columns = columns,
                                             .coverage = population_window,
                                             .n_coverage = 1};
static const ent_tab_spec gdp_spec = {.reader = &ent_reader_world_bank_gdp,
                                      .columns = columns,
                                      .coverage = gdp_window,
                                      .n_coverage = 1};

typedef struct series {
    const char *indicator, *unit;
} series;

static ent_status
read_row(ent_tab *t, void *ctx, ent_error *err)
{
    const series *s = ctx;
    const char *code = ent_tab_raw(t, CODE);
    const ent_polity *state = NULL;
    ent_date year = {0};
    ent_claim *c;
    ent_status st = ent_tab_year(t, YEAR, &year);

    (void)err;
    if (st) return st;
    if (!code) return ent_tab_skip(t, ENT_SKIP_MISSING);
    st = ent_nation_now(t, "Country Code", code, ENT_SCHEME_ISO3, &year, &state);
    if (st) return st;
    if (!(c = ent_tab_claim(t, s->indicator))) return ENT_E_NOMEM;
    c->record = ent_tab_join(t, code, ent_tab_raw(t, YEAR), NULL);
    c->from = state->code;
    c->from_code = code;
    c->valid_from = year;
    st = ent_tab_quantity(t, VALUE, s->unit, c);
    if (st == ENT_NONE) ent_tab_unclaim(t);
    if (st == ENT_OK && c->quantity < 0)
        return ent_tab_wrong(t, "column Value is %.40s; want 0 or more", ent_tab_text(t, VALUE));
    return st;
}

static ent_status
read_population(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    series s = {"population", "persons"};

    return ent_tab_run(in, sink, &population_spec, read_row, &s, err);
}

static ent_status
read_gdp(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    series s = {"gdp", "USD"};

    return ent_tab_run(in, sink, &gdp_spec, read_row, &s, err);
}

/* All series come under one header: the file's name tells them apart. */
static const char header[] = "country name,country code,year,value";

static ent_status
is_population(const char *first_bytes, size_t n, const char *file_name)
{
    return ent_file_is(first_bytes, n, header) && !ent_file_named(file_name, "gdp") ? ENT_OK
                                                                                    : ENT_NONE;
}

static ent_status
is_gdp(const char *first_bytes, size_t n, const char *file_name)
{
    return ent_file_is(first_bytes, n, header) && !ent_file_named(file_name, "pop") ? ENT_OK
                                                                                    : ENT_NONE;
}

const ent_reader ent_reader_world_bank_population = {
    .name = "world-bank-population",
    .version = 1,
    .set = "world-bank",
    .what = "population by state and year, 1960-2024 (World Bank)",
    .recognise = is_population,
    .read = read_population,
};

const ent_reader ent_reader_world_bank_gdp = {
    .name = "world-bank-gdp",
    .version = 1,
    .set = "world-bank",
    .what = "gross domestic product by state and year, current dollars, 1960-2023 (World Bank)",
    .recognise = is_gdp,
    .read = read_gdp,
};

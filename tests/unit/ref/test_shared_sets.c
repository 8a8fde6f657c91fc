/* test_shared_sets.c: our tables against the published code lists and every name that sets use. */
#include "ref_test.h"

#include <stdlib.h>

/* The sets lie outside the repository and may be absent. NULL then. */
static ent_rows *
open_set(const char *name, ent_rows_options options)
{
    const char *shared = getenv("ENTENTE_SHARED");
    char path[512];
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;

    assert_true(ent_snprintf(path, sizeof path, "%s/%s", shared ? shared : "../shared/data", name));
    if (ent_lines_open(path, ENT_ENC_AUTO, &lines, NULL) != ENT_OK) return NULL;
    assert_int_equal(ent_rows_open(lines, &options, &rows, NULL), ENT_OK);
    return rows;
}

static size_t
column(const char *const *fields, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(fields[i], name) == 0) return i;
    fail_msg("no column %s", name);
    return 0;
}

static ent_date
year_of(const char *text)
{
    return date(text);
}

/* ---- the yearly panel of codes -------------------------------------------------------------- */

static const struct {
    const char *name;
    ent_scheme scheme;
} panel_columns[] = {
    {"cown", ENT_SCHEME_COW},   {"cowc", ENT_SCHEME_COW},   {"gwn", ENT_SCHEME_GW},
    {"iso2c", ENT_SCHEME_ISO2}, {"iso3c", ENT_SCHEME_ISO3}, {"fips", ENT_SCHEME_FIPS},
};
enum { PANEL_COLUMNS = sizeof panel_columns / sizeof *panel_columns };

/* Rows where the panel's own codes mean two lines. */
static const struct {
    const char *country;
    int first, last;
    const char *reason;
} panel_exceptions[] = {
    {"Colombia", 1829, 1830, "GW 99 is Gran Colombia, which is no line of Colombia"},
    {"Taiwan", 1947, 1949, "TW in vote files was the seat of the mainland's government until 1949"},
};

static bool
is_exception(const char *country, int year)
{
    for (size_t i = 0; i < sizeof panel_exceptions / sizeof *panel_exceptions; i++)
        if (strcmp(country, panel_exceptions[i].country) == 0 &&
            year >= panel_exceptions[i].first && year <= panel_exceptions[i].last)
            return true;
    return false;
}

/* The line of a code in a year; NULL when the line had no polity then, which only ISO and FIPS may
 * say: the panel gives those codes for every year since 1789. */
static const char *
line_in(const ent_ref *ref, const char *code, ent_scheme scheme, const ent_date *year)
{
    const ent_polity *polity = NULL, *today = NULL;
    ent_error err = {0};
    ent_status st = ent_ref_resolve(ref, code, scheme, year, &polity, &err);

    if (st == ENT_OK) return polity->line;
    if (st != ENT_E_DOMAIN || scheme == ENT_SCHEME_COW || scheme == ENT_SCHEME_GW) goto bad;
    if (ent_ref_resolve(ref, code, scheme, NULL, &today, NULL) != ENT_OK) goto bad;
    if (ent_ref_line_on(today->line, year) && strcmp(today->line, today->code) == 0) goto bad;
    return NULL;

bad:
    fail_msg("%s %s in %d: %s", ent_scheme_name(scheme), code, year->year, err.text);
    return NULL;
}

static void
every_year_of_the_panel_agrees_on_the_line(void **state)
{
    ent_rows *rows = open_set("country-codes/codelist_panel.csv", (ent_rows_options){0});
    const char *const *f = NULL;
    size_t n = 0, at[PANEL_COLUMNS], name, year, agreed = 0, excepted = 0;
    ent_ref *ref = NULL;

    (void)state;
    if (!rows) skip();
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
    name = column(f, n, "country.name.en");
    year = column(f, n, "year");
    for (size_t i = 0; i < PANEL_COLUMNS; i++)
        at[i] = column(f, n, panel_columns[i].name);
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        ent_date when = year_of(f[year]);
        const char *line = NULL;

        for (size_t i = 0; i < PANEL_COLUMNS; i++) {
            const char *code = f[at[i]], *found;

            if (!*code) continue;
            found = line_in(ref, code, panel_columns[i].scheme, &when);
            if (!found) continue;
            if (line && strcmp(line, found) != 0 && !is_exception(f[name], when.year))
                fail_msg("%s %d: %s is of line %s, others of %s", f[name], when.year, code, found,
                         line);
            excepted += line && strcmp(line, found) != 0;
            line = found;
            agreed++;
        }
    }
    print_message("# %zu codes agree, %zu excepted\n", agreed, excepted);
    assert_true(agreed > 90000 && excepted < 20);
    ent_rows_close(rows);
    ent_ref_close(ref);
}

/* ---- the lists of the state system ---------------------------------------------------------- */

static const char *
polity_on(const ent_ref *ref, const char *code, ent_scheme scheme, const char *when)
{
    ent_error err;
    const char *got = ask(ref, code, scheme, when, &err);

    if (err.status != ENT_OK)
        fail_msg("%s %s on %s: %s", ent_scheme_name(scheme), code, when, err.text);
    return got;
}

static void
members_of_the_state_system_are_known_from_first_to_last_day(void **state)
{
    ent_rows *rows = open_set("cow-states/cow_states_2016.csv", (ent_rows_options){0});
    const char *const *f = NULL;
    size_t n = 0, members = 0;
    ent_ref *ref = NULL;

    (void)state;
    if (!rows) skip();
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
    assert_string_equal(f[3], "styear");
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        for (size_t i = 3; i <= 6; i += 3) {
            ent_date d;
            char when[ENT_DATE_TEXT_MAX];

            assert_int_equal(ent_date_make((int)strtol(f[i], NULL, 10),
                                           (int)strtol(f[i + 1], NULL, 10),
                                           (int)strtol(f[i + 2], NULL, 10), &d, NULL),
                             ENT_OK);
            ent_date_format(&d, when, sizeof when);
            assert_string_equal(polity_on(ref, f[1], ENT_SCHEME_COW, when),
                                polity_on(ref, f[0], ENT_SCHEME_COW, when));
        }
        members++;
    }
    assert_true(members > 240);
    ent_rows_close(rows);
    ent_ref_close(ref);
}

static void
independent_states_are_known_from_first_to_last_day(void **state)
{
    ent_rows *rows = open_set("cow-states/gw_states_2017.csv", (ent_rows_options){0});
    const char *const *f = NULL;
    size_t n = 0, states = 0;
    ent_ref *ref = NULL;

    (void)state;
    if (!rows) skip();
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        (void)polity_on(ref, f[0], ENT_SCHEME_GW, f[3]);
        (void)polity_on(ref, f[0], ENT_SCHEME_GW, f[4]);
        states++;
    }
    assert_true(states > 210);
    ent_rows_close(rows);
    ent_ref_close(ref);
}

static void
both_numbers_of_a_state_year_are_of_one_line(void **state)
{
    static const char *const sets[] = {"cow-states/cw_gw_panel.csv", "cow-states/gw_cw_panel.csv"};
    ent_ref *ref = NULL;

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (size_t s = 0; s < 2; s++) {
        ent_rows *rows = open_set(sets[s], (ent_rows_options){0});
        const char *const *f = NULL;
        size_t n = 0, pairs = 0;

        if (!rows) break;
        assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
        assert_string_equal(f[2], "gwcode");
        while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
            ent_date when = year_of(f[1]);

            if (!*f[2] || !*f[3]) continue;
            assert_string_equal(line_in(ref, f[2], ENT_SCHEME_GW, &when),
                                line_in(ref, f[3], ENT_SCHEME_COW, &when));
            pairs++;
        }
        assert_true(pairs > 17000);
        ent_rows_close(rows);
    }
    ent_ref_close(ref);
}

/* ---- names that sets use -------------------------------------------------------------------- */

/* Words that no table could know, and words that mean two countries. */
static const struct {
    const char *word, *reason;
} real_unknowns[] = {
    {"Congo", "two states bear the name; the set means Brazzaville"},
    {"Korea", "two states bear the name; the set means the one before 1910"},
    {"The Dominican", "cut off in the set"},
    {"Republic of the", "cut off in the set"},
    {"Virgin Islands", "two territories bear the name"},
    {"CS", "Czechoslovakia, later Serbia and Montenegro"},
    {"C\xcc\xabte D'Ivoire", "damaged in the set"},
    {"French Southern Antartic territories", "misspelt in the set"},
};

static bool
is_real_unknown(const char *word)
{
    for (size_t i = 0; i < sizeof real_unknowns / sizeof *real_unknowns; i++)
        if (strcmp(word, real_unknowns[i].word) == 0) return true;
    return false;
}

/* The Factbook's entities, which its reader decodes. */
static void
decode(char *s)
{
    static const char *const entities[][2] = {{"&amp;", "&"}, {"&ocirc;", "\xc3\xb4"}};

    for (size_t i = 0; i < 2; i++) {
        char *at = strstr(s, entities[i][0]);
        size_t old = strlen(entities[i][0]), new = strlen(entities[i][1]);

        if (!at) continue;
        memcpy(at, entities[i][1], new);
        memmove(at + new, at + old, strlen(at + old) + 1);
    }
}

static void
must_be_known(const ent_ref *ref, const char *word, ent_scheme scheme, const char *set)
{
    char copy[256];
    const ent_polity *polity = NULL;
    ent_error err = {0};
    ent_status st;

    assert_true(ent_snprintf(copy, sizeof copy, "%s", word));
    decode(copy);
    st = ent_ref_resolve(ref, copy, scheme, NULL, &polity, &err);
    if (st != ENT_OK && st != ENT_NONE && !is_real_unknown(copy)) fail_msg("%s: %s", set, err.text);
}

typedef struct used {
    const char *set;
    const char *columns[2];
    ent_scheme scheme;
    size_t preamble;
} used;

static const used used_names[] = {
    {"sipri-arms-transfers/sipri_tiv_by_order_year_1950_2018.csv",
     {"supplier", "recipient"},
     ENT_SCHEME_NAME,
     0},
    {"open-doors/open_doors_origin_1949_2024.csv", {"place_of_origin"}, ENT_SCHEME_NAME, 0},
    {"open-doors/open_doors_origin_level_2000_2024.csv", {"place_of_origin"}, ENT_SCHEME_NAME, 0},
    {"us-visas-niv/us_niv_issuances_by_nationality_1997_2024.csv",
     {"nationality"},
     ENT_SCHEME_NAME,
     0},
    {"cia-factbook-trade-partners/trade_partners.csv",
     {"country", "partner_name"},
     ENT_SCHEME_NAME,
     0},
    {"cia-factbook-trade-partners/trade_partners.csv", {"gec"}, ENT_SCHEME_FIPS, 0},
    {"un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv",
     {"Dest"},
     ENT_SCHEME_NAME,
     0},
    {"world-bank/population.csv", {"Country Name"}, ENT_SCHEME_NAME, 0},
    {"world-bank/population.csv", {"Country Code"}, ENT_SCHEME_ISO3, 0},
    {"world-bank/gdp.csv", {"Country Code"}, ENT_SCHEME_ISO3, 0},
    {"un-votes/un_members.csv", {"country"}, ENT_SCHEME_NAME, 0},
    {"cepii-geodist/geo_cepii.csv", {"iso3"}, ENT_SCHEME_ISO3, 0},
    {"cepii-geodist/geo_cepii.csv", {"country"}, ENT_SCHEME_NAME, 0},
    {"passport-index/passport-index-tidy-iso3.csv",
     {"Passport", "Destination"},
     ENT_SCHEME_ISO3,
     0},
    {"country-codes/codelist.csv", {"country.name.en"}, ENT_SCHEME_NAME, 0},
    {"cow-states/cow_states_2016.csv", {"statenme"}, ENT_SCHEME_NAME, 0},
    {"cow-states/gw_states_2017.csv", {"statename"}, ENT_SCHEME_NAME, 0},
    {"icow-territorial-claims/icow_ext2017_v2.csv", {"chalname", "tgtname"}, ENT_SCHEME_NAME, 0},
    {"sipri-arms-transfers/trade_register_1995_2025.csv",
     {"Supplier", "Recipient"},
     ENT_SCHEME_NAME,
     11},
};

static void
check_used(const ent_ref *ref, const used *u)
{
    ent_rows *rows = open_set(u->set, (ent_rows_options){0});
    const char *const *f = NULL;
    size_t n = 0, at[2] = {0, 0}, columns = u->columns[1] ? 2 : 1, words = 0;

    if (!rows) return;
    do
        assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
    while (u->preamble > 0 && n < u->preamble);
    for (size_t c = 0; c < columns; c++)
        at[c] = column(f, n, u->columns[c]);
    while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
        for (size_t c = 0; c < columns; c++) {
            if (at[c] >= n) continue;
            must_be_known(ref, f[at[c]], u->scheme, u->set);
            words++;
        }
    }
    assert_true(words > 50);
    ent_rows_close(rows);
}

static void
every_name_in_the_sets_is_a_country_or_known_to_be_none(void **state)
{
    ent_ref *ref = NULL;

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (size_t i = 0; i < sizeof used_names / sizeof *used_names; i++)
        check_used(ref, &used_names[i]);
    ent_ref_close(ref);
}

static void
every_column_of_the_migrant_matrix_is_known(void **state)
{
    ent_rows *rows =
        open_set("un-migrant-stock/UN_MigrantStockByOriginAndDestination_2019_clean.csv",
                 (ent_rows_options){0});
    const char *const *f = NULL;
    size_t n = 0;
    ent_ref *ref = NULL;

    (void)state;
    if (!rows) skip();
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
    assert_true(n > 200);
    for (size_t i = 2; i < n; i++)
        must_be_known(ref, f[i], ENT_SCHEME_NAME, "migrant matrix");
    ent_rows_close(rows);
    ent_ref_close(ref);
}

/* A set that gives both a name and a code must mean one and the same line by both. */
static void
names_and_codes_of_one_row_are_of_one_line(void **state)
{
    static const struct {
        const char *set, *name, *code;
        ent_scheme scheme;
    } sets[] = {
        {"world-bank/population.csv", "Country Name", "Country Code", ENT_SCHEME_ISO3},
        {"un-votes/un_members.csv", "country", "country_code", ENT_SCHEME_ISO2},
        {"cepii-geodist/geo_cepii.csv", "country", "iso3", ENT_SCHEME_ISO3},
        {"country-codes/codelist.csv", "country.name.en", "iso3c", ENT_SCHEME_ISO3},
        {"country-codes/codelist.csv", "country.name.en", "cown", ENT_SCHEME_COW},
        {"country-codes/codelist.csv", "country.name.en", "fips", ENT_SCHEME_FIPS},
    };
    ent_ref *ref = NULL;

    (void)state;
    assert_int_equal(ent_ref_open(NULL, &ref, NULL), ENT_OK);
    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++) {
        ent_rows *rows = open_set(sets[s].set, (ent_rows_options){0});
        const char *const *f = NULL;
        size_t n = 0, name, code, agreed = 0;

        if (!rows) continue;
        assert_int_equal(ent_rows_next(rows, &f, &n, NULL), ENT_OK);
        name = column(f, n, sets[s].name);
        code = column(f, n, sets[s].code);
        while (ent_rows_next(rows, &f, &n, NULL) == ENT_OK) {
            const ent_polity *a = NULL, *b = NULL;

            if (ent_ref_resolve(ref, f[name], ENT_SCHEME_NAME, NULL, &a, NULL) != ENT_OK) continue;
            if (ent_ref_resolve(ref, f[code], sets[s].scheme, NULL, &b, NULL) != ENT_OK) continue;
            if (strcmp(a->line, b->line) != 0)
                fail_msg("%s: %s is %s, %s is %s", sets[s].set, f[name], a->line, f[code], b->line);
            agreed++;
        }
        assert_true(agreed > 150);
        ent_rows_close(rows);
    }
    ent_ref_close(ref);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_year_of_the_panel_agrees_on_the_line),
        cmocka_unit_test(members_of_the_state_system_are_known_from_first_to_last_day),
        cmocka_unit_test(independent_states_are_known_from_first_to_last_day),
        cmocka_unit_test(both_numbers_of_a_state_year_are_of_one_line),
        cmocka_unit_test(every_name_in_the_sets_is_a_country_or_known_to_be_none),
        cmocka_unit_test(every_column_of_the_migrant_matrix_is_known),
        cmocka_unit_test(names_and_codes_of_one_row_are_of_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

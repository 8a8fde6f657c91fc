/* cepii.c: CEPII GeoDist, distances and bonds of pairs, and areas. */
#include <string.h>

#include "society_priv.h"

extern const ent_reader ent_reader_cepii_dist, ent_reader_cepii_geo;

/*
 * LIMIT: GeoDist has no dates. Its claims are about the year of its paper, and a code means the
 * latest state that bore it (YUG: Serbia and Montenegro).
 */
static const ent_date edition = ENT_TAB_YEAR(2011);
static const ent_date any_time = {0};
static const char *const missing[] = {".", "NA", NULL};

/* ---- pairs ---------------------------------------------------------------------------------- */

static const char *const columns[] = {"iso_o", "iso_d",   "contig", "comlang_off", "colony",
                                      "dist",  "distcap", "distw",  NULL};
enum { ISO_O, ISO_D, CONTIG, COMLANG_OFF, COLONY, DIST, DISTCAP, DISTW };
static const ent_coverage window[] = {{
    .id = "cepii-geodist",
    .set = "cepii",
    .indicators = "distance.cities distance.capitals distance.weighted contiguity language.common "
                  "colony",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(2011),
    .to = ENT_TAB_YEAR(2011),
    .absence_is_zero = false,
    .note = "224 countries and territories; whether a bond holds is stated for each pair, but for "
            "contiguity only where it does",
}};
static const ent_tab_spec spec = {
    .reader = &ent_reader_cepii_dist,
    .columns = columns,
    .missing = missing,
    .coverage = window,
    .n_coverage = 1,
};

static const struct {
    int column;
    const char *indicator;
} distances[] = {
    {DIST, "distance.cities"}, {DISTCAP, "distance.capitals"}, {DISTW, "distance.weighted"}};
static const struct {
    int column;
    const char *indicator;
    bool zero_too; /**< 0 is a level of the indicator's scale */
} bonds[] = {{CONTIG, "contiguity", false},
             {COMLANG_OFF, "language.common", true},
             {COLONY, "colony", true}};

static ent_claim *
pair_claim(ent_tab *t, const char *indicator, const ent_polity *from, const ent_polity *to)
{
    ent_claim *c = ent_tab_claim(t, indicator);

    if (!c) return NULL;
    c->from_code = ent_tab_raw(t, ISO_O);
    c->to_code = ent_tab_raw(t, ISO_D);
    c->record = ent_tab_join(t, c->from_code, c->to_code, NULL);
    c->from = from->code;
    c->to = to->code;
    c->valid_from = edition;
    return c;
}

static ent_status
give_distances(ent_tab *t, const ent_polity *from, const ent_polity *to)
{
    for (size_t i = 0; i < sizeof distances / sizeof distances[0]; i++) {
        ent_claim *c;
        ent_status st;

        if (!ent_tab_text(t, distances[i].column)) continue;
        if (!(c = pair_claim(t, distances[i].indicator, from, to))) return ENT_E_NOMEM;
        if ((st = ent_tab_quantity(t, distances[i].column, "km", c)) != ENT_OK) return st;
        if (c->quantity < 0)
            return ent_tab_wrong(t, "column %s is below 0", ent_tab_name(t, distances[i].column));
    }
    return ENT_OK;
}

static ent_status
give_bonds(ent_tab *t, const ent_polity *from, const ent_polity *to)
{
    for (size_t i = 0; i < sizeof bonds / sizeof bonds[0]; i++) {
        int64_t level = 0;
        ent_claim *c;
        ent_status st;

        if (!ent_tab_text(t, bonds[i].column)) continue;
        if ((st = ent_tab_int_in(t, bonds[i].column, 0, 1, &level)) != ENT_OK) return st;
        if (level == 0 && !bonds[i].zero_too) continue;
        if (!(c = pair_claim(t, bonds[i].indicator, from, to))) return ENT_E_NOMEM;
        ent_tab_level(c, level, ent_tab_text(t, bonds[i].column), "cepii");
    }
    return ENT_OK;
}

static ent_status
read_pair(ent_tab *t, void *ctx, ent_error *err)
{
    const char *a = ent_tab_raw(t, ISO_O), *b = ent_tab_raw(t, ISO_D);
    const ent_polity *from = NULL, *to = NULL;
    ent_status st;

    (void)ctx;
    (void)err;
    if (!a || !b) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (strcmp(a, b) == 0) return ent_tab_skip(t, ENT_SKIP_SELF);
    if (strcmp(a, b) > 0) return ent_tab_skip(t, ENT_SKIP_OTHER); /* each pair stands there twice */
    st = ent_nation_then(t, "iso_o", a, ENT_SCHEME_ISO3, &any_time, &from);
    if (st == ENT_OK) st = ent_nation_then(t, "iso_d", b, ENT_SCHEME_ISO3, &any_time, &to);
    if (st) return st;
    t->skip = ENT_SKIP_MISSING;
    st = give_distances(t, from, to);
    return st ? st : give_bonds(t, from, to);
}

static ent_status
read_pairs(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &spec, read_pair, NULL, err);
}

const ent_reader ent_reader_cepii_dist = {
    .name = "cepii-dist",
    .version = 1,
    .set = "cepii",
    .what = "distance, contiguity, common language and colonial bond of pairs (CEPII GeoDist)",
    .header = "iso_o,iso_d,contig,comlang_off",
    .read = read_pairs,
};

/* ---- countries ------------------------------------------------------------------------------ */

static const char *const geo_columns[] = {"iso3", "area", "cap", NULL};
enum { ISO3, AREA, CAP };
static const ent_coverage geo_window[] = {{
    .id = "cepii-geo",
    .set = "cepii",
    .indicators = "area",
    .from_actors = "*",
    .to_actors = "*",
    .from = ENT_TAB_YEAR(2011),
    .to = ENT_TAB_YEAR(2011),
    .absence_is_zero = false,
}};
static const ent_tab_spec geo_spec = {
    .reader = &ent_reader_cepii_geo,
    .columns = geo_columns,
    .missing = missing,
    .coverage = geo_window,
    .n_coverage = 1,
};

static ent_status
read_country(ent_tab *t, void *ctx, ent_error *err)
{
    const char *iso3 = ent_tab_raw(t, ISO3);
    const ent_polity *state = NULL;
    ent_claim *c;
    int64_t cap = 0;
    ent_status st = ent_tab_int_in(t, CAP, 0, 2, &cap);

    (void)ctx;
    (void)err;
    if (st) return st;
    if (!iso3) return ent_tab_skip(t, ENT_SKIP_MISSING);
    if (cap != 1) return ent_tab_skip(t, ENT_SKIP_OTHER); /* another city of a country */
    st = ent_nation_then(t, "iso3", iso3, ENT_SCHEME_ISO3, &any_time, &state);
    if (st) return st;
    if (!(c = ent_tab_claim(t, "area"))) return ENT_E_NOMEM;
    c->record = iso3;
    c->from = state->code;
    c->from_code = iso3;
    c->valid_from = edition;
    st = ent_tab_quantity(t, AREA, "km2", c);
    if (st == ENT_NONE) ent_tab_unclaim(t);
    if (st == ENT_OK && c->quantity <= 0)
        return ent_tab_wrong(t, "column area is %.40s; want more than 0", ent_tab_text(t, AREA));
    return st;
}

static ent_status
read_countries(const ent_read_input *in, ent_sink *sink, ent_error *err)
{
    return ent_tab_run(in, sink, &geo_spec, read_country, NULL, err);
}

const ent_reader ent_reader_cepii_geo = {
    .name = "cepii-geo",
    .version = 1,
    .set = "cepii",
    .what = "areas of countries (CEPII GeoDist)",
    .header = "iso2,iso3,cnum,country,pays,area",
    .read = read_countries,
};

/* fixture.c: made-up evidence: claims, estimates, coverage, sources, and a comparison pair. */
#include "fixture.h"

#include <stdlib.h>

static ent_date
date(const char *text)
{
    ent_date d = {0};

    assert_int_equal(ent_date_parse(text, &d, NULL), ENT_OK);
    return d;
}

fixture *
fixture_empty(void)
{
    fixture *f = calloc(1, sizeof *f);

    assert_non_null(f);
    f->in.pair = (ent_pair_evidence){.a = RUR,
                                     .b = BOR,
                                     .name_a = "Ruritania",
                                     .name_b = "Borduria",
                                     .claims = f->claims,
                                     .about_a = f->about_a,
                                     .estimates = f->estimates};
    f->in.citations = f->citations;
    f->in.coverage = f->coverage;
    f->in.loaded = f->loaded;
    f->in.yardsticks = f->yardsticks;
    f->in.made = "2026-11-23";
    return f;
}

void
fixture_free(fixture *f)
{
    if (!f) return;
    ent_arena_clear(&f->arena);
    ent_arena_clear(&f->page_arena);
    free(f);
}

int
fixture_start_empty(void **state)
{
    *state = fixture_empty();
    return 0;
}

int
fixture_start_full(void **state)
{
    *state = fixture_full();
    return 0;
}

int
fixture_stop(void **state)
{
    fixture_free(*state);
    return 0;
}

static void
fill(fixture *f, ent_claim *c, const char *id, const char *indicator, const char *from,
     const char *to, const char *when)
{
    const ent_indicator *known = ent_ref_indicator(indicator);
    const char *slash = strchr(when, '/');

    assert_non_null(known);
    assert_true(strlen(id) < sizeof c->id);
    *c = (ent_claim){.set = "made-up",
                     .indicator = indicator,
                     .from = from,
                     .to = to,
                     .directed = known->directed,
                     .layer = known->layer,
                     .kind = ENT_KIND_TIE,
                     .source = "one",
                     .file = "made_up.tsv",
                     .reliability = 'B',
                     .credibility = '2',
                     .coder = "hand"};
    memcpy(c->id, id, strlen(id) + 1);
    c->record = ent_arena_strdup(&f->arena, id);
    if (slash) {
        c->valid_from = date(ent_arena_strndup(&f->arena, when, (size_t)(slash - when)));
        c->valid_to = date(slash + 1);
    } else {
        c->valid_from = date(when);
    }
}

ent_claim *
fixture_claim(fixture *f, const char *id, const char *indicator, const char *from, const char *to,
              const char *when)
{
    ent_claim *c = &f->claims[f->in.pair.n_claims++];

    assert_true(f->in.pair.n_claims <= FIXTURE_MAX);
    fill(f, c, id, indicator, from, to, when);
    return c;
}

void
fixture_quantity(ent_claim *c, double quantity, const char *unit)
{
    assert_non_null(ent_ref_unit(unit));
    c->quantity_state = ENT_VALUE;
    c->quantity = quantity;
    c->unit = unit;
}

ent_claim *
fixture_find(fixture *f, const char *id)
{
    for (size_t i = 0; i < f->in.pair.n_claims; i++)
        if (strcmp(f->claims[i].id, id) == 0) return &f->claims[i];
    fail_msg("no claim %s", id);
    return NULL;
}

void
fixture_cover(fixture *f, const char *set, const char *indicators, bool absence_is_zero)
{
    assert_true(f->in.n_coverage < COUNT(f->coverage));
    f->coverage[f->in.n_coverage++] = (ent_coverage){.id = set,
                                                     .set = set,
                                                     .indicators = indicators,
                                                     .from_actors = "*",
                                                     .to_actors = "*",
                                                     .from = date("1900"),
                                                     .to = date("2020"),
                                                     .absence_is_zero = absence_is_zero};
}

static int32_t
first_day(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static const char *const *
split(fixture *f, const char *lineage, size_t *n)
{
    const char **ids = ent_arena_alloc(&f->arena, strlen(lineage) + 1, sizeof *ids);

    *n = 0;
    while (*lineage) {
        size_t len = strcspn(lineage, " ");

        ids[(*n)++] = ent_arena_strndup(&f->arena, lineage, len);
        lineage += len + (lineage[len] == ' ');
    }
    return ids;
}

static ent_estimate
estimate(fixture *f, const char *measure, const char *from, const char *to, int first_year,
         int last_year)
{
    ent_estimate e = {.measure = measure,
                      .from = from,
                      .to = to,
                      .first_day = first_day(first_year),
                      .last_day = first_day(last_year + 1) - 1,
                      .state = ENT_VALUE,
                      .level_0to1 = 1,
                      .basis = ENT_BASIS_COMPUTED,
                      .formula = "made up"};

    e.id = first_year == last_year
               ? ent_arena_printf(&f->arena, "%s:%s>%s@%d", measure, from, to, first_year)
               : ent_arena_printf(&f->arena, "%s:%s>%s@%d-%d", measure, from, to, first_year,
                                  last_year);
    return e;
}

ent_estimate *
fixture_estimate(fixture *f, const char *measure, const char *from, const char *to, int first_year,
                 int last_year, double value, double low, double high, const char *unit,
                 const char *lineage)
{
    ent_estimate *e = &f->estimates[f->in.pair.n_estimates++];

    assert_true(f->in.pair.n_estimates <= FIXTURE_MAX);
    *e = estimate(f, measure, from, to, first_year, last_year);
    e->value = value;
    e->low = low;
    e->high = high;
    e->unit = unit;
    e->lineage = split(f, lineage, &e->n_lineage);
    return e;
}

/* ---- the full page --------------------------------------------------------------------------- */

static void
add_ties(fixture *f)
{
    ent_claim *c;

    fixture_quantity(fixture_claim(f, "stu-rb", "students", RUR, BOR, "2001"), 1200, "persons");
    fixture_quantity(fixture_claim(f, "stu-br", "students", BOR, RUR, "2001"), 1, "persons");
    c = fixture_claim(f, "mig-one", "migrants.stock", RUR, BOR, "2000");
    fixture_quantity(c, 5000, "persons");
    c->cluster = "mig-2000";
    c = fixture_claim(f, "mig-two", "migrants.stock", RUR, BOR, "2000");
    fixture_quantity(c, 5600, "persons");
    c->cluster = "mig-2000";
    c->source = "two";
    c = fixture_claim(f, "mig-none", "migrants.stock", BOR, RUR, "2000");
    c->quantity_state = ENT_MISSING;
    c = fixture_claim(f, "visa", "visa.requirement", RUR, BOR, "2010");
    c->event_code = "visa free";
    fixture_estimate(f, "students", RUR, BOR, 2001, 2001, 1200, 1199.5, 1200.5, "persons", "stu-rb")
        ->basis = ENT_BASIS_DIGITS;
    fixture_estimate(f, "students", BOR, RUR, 2001, 2001, 1, 1, 1, "persons", "stu-br");
    fixture_estimate(f, "migrants.stock", RUR, BOR, 2000, 2000, 5300, 5000, 5600, "persons",
                     "mig-one mig-two")
        ->basis = ENT_BASIS_SPREAD;
    fixture_estimate(f, "migrants.stock", BOR, RUR, 2000, 2000, 0, 0, 0, "persons", "mig-none")
        ->state = ENT_MISSING;
    fixture_estimate(f, "students.per_million", RUR, BOR, 2001, 2001, 240, 239.9, 240.1,
                     "per_million", "stu-rb pop-r");
}

static void
add_opinion(fixture *f)
{
    ent_claim *c = fixture_claim(f, "view-02", "opinion.favourable", RUR, BOR, "2002");

    fixture_quantity(c, 45, "percent");
    c->n = 1000;
    c = fixture_claim(f, "view-03", "opinion.threat", RUR, BOR, "2001");
    fixture_quantity(c, 12, "percent");
    c = fixture_claim(f, "post", "discourse.quote", BOR, RUR, "2003");
    c->attribution = ENT_ATTR_POSTER;
    c->label = "\"They never answer letters\"";
    c = fixture_claim(f, "march", "society.act", BOR, RUR, "2004-05");
    c->label = "March for open borders";
}

static void
add_trade(fixture *f)
{
    ent_claim *c = fixture_claim(f, "goods-rb", "trade.goods", RUR, BOR, "2001");

    fixture_quantity(c, 30, "USD_million");
    fixture_quantity(fixture_claim(f, "goods-br", "trade.goods", BOR, RUR, "2001"), 10,
                     "USD_million");
    fixture_quantity(fixture_claim(f, "total-02", "trade.total", RUR, BOR, "2002"), 44,
                     "USD_million");
    c = fixture_claim(f, "share", "trade.share.exports", RUR, BOR, "2001");
    fixture_quantity(c, 33, "percent");
    c->approx = ENT_APPROX_OVER;
    c->checked = ENT_CHECKED_MEMORY;
    c->denominator = "all exports";
    fixture_estimate(f, "trade.dependence", RUR, BOR, 2001, 2001, 0.2, 0.19, 0.21, "share",
                     "goods-rb goods-br world-r");
    fixture_estimate(f, "trade.dependence", BOR, RUR, 2001, 2001, 0.04, 0.03, 0.05, "share",
                     "goods-rb goods-br world-b");
    fixture_estimate(f, "trade.asymmetry", RUR, BOR, 2001, 2001, 2 / 3.0, 0.58, 0.75, "index",
                     "goods-rb goods-br world-r world-b");
    fixture_estimate(f, "trade.asymmetry", BOR, RUR, 2001, 2001, -2 / 3.0, -0.75, -0.58, "index",
                     "goods-rb goods-br world-r world-b");
    fixture_estimate(f, "trade.total", RUR, BOR, 2001, 2001, 4e7, 3.9e7, 4.1e7, "USD",
                     "goods-rb goods-br");
    fixture_estimate(f, "trade.total", RUR, BOR, 2002, 2002, 4.4e7, 4.35e7, 4.45e7, "USD",
                     "total-02")
        ->basis = ENT_BASIS_DIGITS;
}

static void
add_force(fixture *f)
{
    ent_claim *c = fixture_claim(f, "mid-50-r", "mid.hostility", RUR, BOR, "1950-03");

    c->intensity = 4;
    c->label = "Quarrel of the buoys";
    c = fixture_claim(f, "mid-50-b", "mid.hostility", BOR, RUR, "1950-03");
    c->intensity = 3;
    c->label = "Quarrel of the buoys";
    fixture_claim(f, "mid-60", "mid.hostility", RUR, BOR, "1960")->intensity = 2;
    c = fixture_claim(f, "mid-70", "mid.hostility", RUR, BOR, "1970");
    c->intensity = 5;
    c->checked = ENT_CHECKED_MEMORY;
    c = fixture_claim(f, "war-one", "war", RUR, BOR, "1911/1912");
    c->label = "War of the Lighthouse";
    c->cluster = "lighthouse";
    c = fixture_claim(f, "war-two", "war", RUR, BOR, "1911/1912");
    c->source = "two";
    c->label = "Lighthouse War";
    c->cluster = "lighthouse";
    c = fixture_claim(f, "pledge-rb", "alliance.defense", RUR, BOR, "1990-06-01");
    c->ongoing = true;
    c = fixture_claim(f, "pledge-br", "alliance.defense", BOR, RUR, "1990-06-01");
    c->ongoing = true;
    c = fixture_claim(f, "treaty", "treaty", RUR, BOR, "1800-02-03 (julian)");
    c->label = "Treaty of the Two Lakes";
}

static void
add_land(fixture *f)
{
    static const double TOTALS[] = {500, 110, 10};
    ent_claim *c = fixture_claim(f, "cape-one", "territory.transfer", RUR, BOR, "1900");

    fixture_quantity(c, 100, "km2");
    c->cluster = "cape";
    c->label = "Cession of the Cape";
    c = fixture_claim(f, "cape-two", "territory.transfer", RUR, BOR, "1900");
    fixture_quantity(c, 140, "km2");
    c->cluster = "cape";
    c->label = "Cession of the Cape";
    c->source = "two";
    c = fixture_claim(f, "isle", "territory.transfer", RUR, BOR, "1905");
    fixture_quantity(c, 900, "km2");
    c->checked = ENT_CHECKED_MEMORY;
    c->label = "The Isle";
    for (unsigned i = 0; i < COUNT(TOTALS); i++) {
        char id[16];

        assert_true(ent_snprintf(id, sizeof id, "stated-%u", i));
        c = fixture_claim(f, id, "territory.transfer.total", RUR, BOR, "1900/1905");
        fixture_quantity(c, TOTALS[i], "km2");
        c->approx = i == 1 ? ENT_APPROX_ABOUT : ENT_APPROX_EXACT;
    }
    c = fixture_claim(f, "back", "territory.return", BOR, RUR, "1920");
    fixture_quantity(c, 5, "km2");
    fixture_estimate(f, "territory.sum", RUR, BOR, 1900, 1900, 120, 100, 140, "km2",
                     "cape-one cape-two");
    fixture_estimate(f, "territory.sum_by_source", RUR, BOR, 1900, 1900, 100, 99.5, 100.5, "km2",
                     "cape-one")
        ->id = "territory.sum_by_source:ISL>MLT@one";
    fixture_estimate(f, "territory.returned", BOR, RUR, 1920, 1920, 5, 4.5, 5.5, "km2", "back");
}

static void
add_memory(fixture *f)
{
    ent_claim *c = fixture_claim(f, "silver", "indemnity", BOR, RUR, "1912");

    fixture_quantity(c, 2, "tael_million");
    c->approx = ENT_APPROX_ABOUT;
    c = fixture_claim(f, "day", "commemoration", BOR, RUR, "1950s");
    c->label = "Day of the Lighthouse";
    c->checked = ENT_CHECKED_MEMORY;
    c = fixture_claim(f, "word", "statement", RUR, BOR, "2005-07-08");
    c->label = "Speech at the bridge";
    fixture_quantity(fixture_claim(f, "arms", "arms.tiv", RUR, BOR, "1999"), 3, "TIV_million");
}

static void
add_votes(fixture *f)
{
    fixture_estimate(f, "un.agreement", RUR, BOR, 2001, 2001, 0.8, 0.7, 0.9, "share", "vote-r");
    fixture_estimate(f, "un.agreement", RUR, BOR, 2002, 2002, 0.82, 0.75, 0.9, "share", "vote-b");
    fixture_estimate(f, "un.agreement.span", RUR, BOR, 2000, 2009, 0.81, 0.78, 0.84, "share",
                     "vote-r vote-b");
    fixture_estimate(f, "un.distance", RUR, BOR, 2001, 2001, 0.5, 0.25, 0.75, "index", "vote-r");
}

static void
add_about(fixture *f)
{
    static const struct {
        const char *id, *indicator, *from;
    } ABOUT[] = {{"world-r", "trade.exports.world", RUR},
                 {"world-b", "trade.exports.world", BOR},
                 {"pop-r", "population", RUR},
                 {"vote-r", "un.vote", RUR},
                 {"vote-b", "un.vote", BOR}};

    for (size_t i = 0; i < COUNT(ABOUT); i++)
        fill(f, &f->about_a[i], ABOUT[i].id, ABOUT[i].indicator, ABOUT[i].from, NULL, "2001");
    f->about_a[2].source = "two";
    f->in.pair.n_about_a = COUNT(ABOUT);
}

static void
add_frame(fixture *f)
{
    static const double SPREAD[] = {0, 0.5, 0.7, 0.9, 1};
    static const double FLOW[] = {0, 10, 100, 1000, 10000};

    f->citations[0] = (ent_page_source){.code = "one",
                                        .type = "misc",
                                        .author = "Made-Up, A.",
                                        .year = "1999",
                                        .title = "A made-up source",
                                        .licence = "CC0-1.0"};
    f->in.n_citations = 1;
    f->loaded[0] = (ent_loaded_set){.set = "made-up",
                                    .title = "A made-up set",
                                    .file = "made_up.tsv",
                                    .released = "2020",
                                    .imported_at = "2026-11-22",
                                    .span = "1800-2020",
                                    .claims = 40,
                                    .rejected = 2};
    f->loaded[1] = (ent_loaded_set){.set = "unused",
                                    .title = "An unused set",
                                    .file = "unused.tsv",
                                    .released = "2020",
                                    .span = "1800-2020"};
    f->in.n_loaded = 2;
    f->yardsticks[0] = (ent_yardstick){.measure = "un.agreement.span",
                                       .unit = "share",
                                       .year = 2000,
                                       .n_pairs = 900,
                                       .quantiles = SPREAD,
                                       .n_quantiles = COUNT(SPREAD)};
    f->yardsticks[1] = (ent_yardstick){.measure = "students.per_million",
                                       .unit = "per_million",
                                       .year = 2003,
                                       .n_pairs = 800,
                                       .quantiles = FLOW,
                                       .n_quantiles = COUNT(FLOW)};
    f->in.n_yardsticks = 2;
    fixture_cover(f, "made-up-ties", "students migrants.stock visas.issued", false);
    fixture_cover(f, "made-up-force", "mid.* war sanction", true);
}

fixture *
fixture_full(void)
{
    fixture *f = fixture_empty();

    add_ties(f);
    add_opinion(f);
    add_trade(f);
    add_force(f);
    add_land(f);
    add_memory(f);
    add_votes(f);
    add_about(f);
    add_frame(f);
    return f;
}

void
fixture_against(fixture *f)
{
    static const struct {
        const char *measure, *from, *to;
        int first, last;
        double value;
        const char *unit;
    } OTHERS[] = {{"un.agreement.span", ZUB, FLO, 2000, 2009, 0.6, "share"},
                  {"trade.dependence", ZUB, FLO, 2001, 2001, 0.1, "share"},
                  {"trade.dependence", FLO, ZUB, 2001, 2001, 0.3, "share"},
                  {"trade.total", ZUB, FLO, 2001, 2001, 2e9, "USD"}};
    ent_claim *c = &f->other[0];

    fill(f, c, "other", "trade.goods", ZUB, FLO, "2001");
    fixture_quantity(c, 2, "USD_billion");
    for (size_t i = 0; i < COUNT(OTHERS); i++) {
        ent_estimate *e = &f->other_estimates[i];

        *e = estimate(f, OTHERS[i].measure, OTHERS[i].from, OTHERS[i].to, OTHERS[i].first,
                      OTHERS[i].last);
        e->value = OTHERS[i].value;
        e->low = 0.9 * e->value;
        e->high = 1.1 * e->value;
        e->unit = OTHERS[i].unit;
        e->lineage = split(f, "other", &e->n_lineage);
    }
    f->against = (ent_pair_evidence){.a = ZUB,
                                     .b = FLO,
                                     .name_a = "Zubrowka",
                                     .name_b = "Florin",
                                     .claims = f->other,
                                     .n_claims = 1,
                                     .estimates = f->other_estimates,
                                     .n_estimates = COUNT(OTHERS)};
    f->in.against = &f->against;
}

void
fixture_swap(fixture *f)
{
    ent_pair_evidence *p = &f->in.pair;
    const char *code = p->a, *name = p->name_a;

    p->a = p->b;
    p->b = code;
    p->name_a = p->name_b;
    p->name_b = name;
}

static int
by_time(const void *a, const void *b)
{
    const ent_claim *x = a, *y = b;
    int32_t dx = 0, dy = 0, last = 0;
    bool known = ent_date_span(&x->valid_from, &dx, &last);

    known = ent_date_span(&y->valid_from, &dy, &last) && known;
    return known && dx != dy ? (dx > dy) - (dx < dy) : strcmp(x->id, y->id);
}

const ent_page *
fixture_build(fixture *f)
{
    ent_error err = {0};

    qsort(f->claims, f->in.pair.n_claims, sizeof *f->claims, by_time);
    qsort(f->estimates, f->in.pair.n_estimates, sizeof *f->estimates, ent_estimate_compare);
    ent_arena_clear(&f->page_arena);
    f->page = (ent_page){0};
    if (ent_dossier_build(&f->in, &f->page_arena, &f->page, &err) != ENT_OK)
        fail_msg("%s", err.text);
    return &f->page;
}

/* test_panel.c: claims become series in base units with interval, weight, days and windows. */
#include <math.h>

#include "ledger_test.h"

static ent_series
series_as_of(held_ledger *h, const char *indicator, const char *from, const char *to,
             const char *as_of)
{
    ent_want want = {.indicator = indicator, .from = from, .to = to};
    ent_panel panel = {.n_series = 0};
    ent_date d = date(as_of);

    if (ent_ledger_panel(h->ledger, &want, 1, &d, &h->arena, &panel, &h->err) != ENT_OK)
        fail_msg("%s", h->err.text);
    assert_int_equal(panel.n_series, 1);
    return panel.series[0];
}

static ent_series
series(held_ledger *h, const char *indicator, const char *from, const char *to)
{
    return series_as_of(h, indicator, from, to, "");
}

static int32_t
first_day(const char *text)
{
    ent_date d = date(text);
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static int32_t
last_day(const char *text)
{
    ent_date d = date(text);
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return last;
}

static void
values_and_intervals_are_in_base_units(void **state)
{
    held_ledger *h = *state;
    ent_claim c[3] = {goods("1", "1991", 12.5), goods("2", "1992", 3), goods("3", "1993", 4)};
    ent_series s;

    c[0].digits = 3; /* 12.5 million: half a unit of the last digit is 50,000 */
    c[1].approx = ENT_APPROX_OVER;
    c[2].approx = ENT_APPROX_RANGE;
    c[2].quantity_low = 3.5;
    c[2].quantity_high = 4.5;
    import_all(h, "01", "2001", c, 3);
    s = series(h, "trade.goods", "CHN", "RUS");
    assert_int_equal(s.n_obs, 3);
    assert_true(s.obs[0].value == 12.5e6);
    assert_true(fabs(s.obs[0].low - 12.45e6) < 1e-3);
    assert_true(fabs(s.obs[0].high - 12.55e6) < 1e-3);
    assert_int_equal(s.obs[0].basis, ENT_BASIS_DIGITS);
    assert_int_equal(s.obs[1].basis, ENT_BASIS_BOUND);
    assert_true(s.obs[1].low == 3e6);
    assert_true(isinf(s.obs[1].high));
    assert_int_equal(s.obs[2].basis, ENT_BASIS_STATED);
    assert_true(s.obs[2].high == 4.5e6);
    assert_string_equal(s.indicator, "trade.goods");
    assert_string_equal(s.obs[0].source, "made-up-source");
    assert_string_equal(s.obs[0].record, "1");
    assert_null(s.obs[0].cluster);
    assert_int_equal(strlen(s.obs[0].claim), 20);
}

static void
missing_stays_missing_and_an_event_counts_one(void **state)
{
    held_ledger *h = *state;
    ent_claim c[3] = {goods("1", "1991", 0), goods("2", "1992", 0), goods("3", "1993", 0)};
    ent_series s;

    c[0].quantity_state = ENT_MISSING;
    c[1].indicator = c[2].indicator = "mid.hostility";
    c[1].quantity_state = c[2].quantity_state = ENT_UNCOVERED;
    c[1].unit = c[2].unit = NULL;
    c[1].sign = -1;
    c[2].intensity = 4;
    c[2].intensity_scale = "MID-hostility";
    import_all(h, "01", "2001", c, 3);
    s = series(h, "trade.goods", "CHN", "RUS");
    assert_int_equal(s.n_obs, 1);
    assert_int_equal(s.obs[0].state, ENT_MISSING);
    s = series(h, "mid.hostility", "CHN", "RUS");
    assert_int_equal(s.n_obs, 2);
    assert_int_equal(s.obs[0].state, ENT_VALUE);
    assert_true(s.obs[0].value == 1 && s.obs[0].low == 1 && s.obs[0].high == 1);
    assert_int_equal(s.obs[0].basis, ENT_BASIS_NONE);
    assert_true(s.obs[0].intensity == -1);
    assert_true(s.obs[1].intensity == 4);
}

static void
directed_series_take_one_way_undirected_both(void **state)
{
    held_ledger *h = *state;
    ent_claim c[4] = {goods("1", "1991", 1), goods("2", "1992", 2), goods("3", "1993", 3),
                      goods("4", "1994", 4)};
    ent_want wants[2] = {{"trade.goods", "RUS", "CHN"}, {"trade.total", "RUS", "CHN"}};
    ent_panel panel;

    c[1].from = "RUS";
    c[1].to = "CHN";
    c[2].indicator = c[3].indicator = "trade.total";
    c[3].from = "RUS";
    c[3].to = "CHN";
    import_all(h, "01", "2001", c, 4);
    assert_int_equal(ent_ledger_panel(h->ledger, wants, 2, NULL, &h->arena, &panel, &h->err),
                     ENT_OK);
    assert_int_equal(panel.n_series, 2);
    assert_int_equal(panel.series[0].n_obs, 1);
    assert_true(panel.series[0].obs[0].value == 2e6);
    assert_int_equal(panel.series[1].n_obs, 2);
    assert_int_equal(ent_ledger_panel(h->ledger, wants, 0, NULL, &h->arena, &panel, &h->err),
                     ENT_OK);
    assert_int_equal(panel.n_series, 0);
}

static void
a_series_of_one_state_has_no_other_side(void **state)
{
    held_ledger *h = *state;
    ent_claim c[2] = {goods("1", "1991", 1), goods("2", "1950", 2)};
    ent_series s;

    c[0].indicator = c[1].indicator = "trade.exports.world";
    c[0].to = c[1].to = NULL;
    c[1].from = "ROC";
    import_all(h, "01", "2001", c, 2);
    s = series(h, "trade.exports.world", "CHN", NULL);
    assert_int_equal(s.n_obs, 2); /* the line, oldest first */
    assert_int_equal(s.obs[0].first_day, first_day("1950"));
    assert_null(s.to);
}

static void
of_one_day_the_id_decides(void **state)
{
    held_ledger *h = *state;
    ent_claim c[3] = {goods("1", "1991", 1), goods("2", "1991", 2), goods("3", "1991", 3)};
    ent_series s;

    import_all(h, "01", "2001", c, 3);
    s = series(h, "trade.goods", "CHN", "RUS");
    assert_int_equal(s.n_obs, 3);
    assert_true(strcmp(s.obs[0].claim, s.obs[1].claim) < 0);
    assert_true(strcmp(s.obs[1].claim, s.obs[2].claim) < 0);
}

static void
claims_without_weight_are_marked(void **state)
{
    held_ledger *h = *state;
    ent_claim c[2] = {goods("1", "1991", 1), goods("2", "1992", 2)};
    ent_series s;

    c[1].checked = ENT_CHECKED_MEMORY;
    import_all(h, "01", "2001", c, 2);
    s = series(h, "trade.goods", "CHN", "RUS");
    assert_true(s.obs[0].has_weight);
    assert_false(s.obs[1].has_weight);
}

static void
the_future_is_not_in_the_panel(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1), b = goods("1", "1994", 2);

    import_all(h, "01", "2000", &a, 1);
    import_all(h, "02", "2010", &b, 1);
    assert_true(series_as_of(h, "trade.goods", "CHN", "RUS", "2005").obs[0].value == 1e6);
    assert_true(series_as_of(h, "trade.goods", "CHN", "RUS", "").obs[0].value == 2e6);
    assert_int_equal(series_as_of(h, "trade.goods", "CHN", "RUS", "1999").n_obs, 0);
}

static void
an_unknown_indicator_is_an_error(void **state)
{
    held_ledger *h = *state;
    ent_want want = {.indicator = "no.such", .from = "CHN", .to = "RUS"};
    ent_panel panel;

    assert_int_equal(ent_ledger_panel(h->ledger, &want, 1, NULL, &h->arena, &panel, &h->err),
                     ENT_E_UNKNOWN);
    HAS(h->err.text, "no.such");
}

/* A pledge that goes on; its set closed in 1999, came out in 2001. */
static void
what_goes_on_goes_on_to_the_end_of_its_coverage(void **state)
{
    held_ledger *h = *state;
    ent_claim c[2] = {goods("1", "1991-03-01", 0), goods("2", "1992", 0)};
    ent_coverage w = {.id = "w",
                      .set = "made-up",
                      .indicators = "alliance.*",
                      .from_actors = "*",
                      .to_actors = "*",
                      .from = date("1816"),
                      .to = date("1999")};
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    ent_series s;

    for (int i = 0; i < 2; i++) {
        c[i].indicator = "alliance.defense";
        c[i].kind = ENT_KIND_COMMITMENT;
        c[i].quantity_state = ENT_UNCOVERED;
        c[i].unit = NULL;
        c[i].ongoing = true;
    }
    c[1].coverage = "another window"; /* one that is not held: the release is all we know */
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    give(import, &c[0]);
    give(import, &c[1]);
    commit(import);
    s = series(h, "alliance.defense", "CHN", "RUS");
    assert_int_equal(s.n_obs, 2);
    assert_int_equal(s.obs[0].first_day, first_day("1991-03-01"));
    assert_int_equal(s.obs[0].last_day, last_day("1999"));
    assert_int_equal(s.obs[1].last_day, last_day("2001"));
}

static void
what_goes_on_from_nobody_knows_when_holds_on_its_date(void **state)
{
    held_ledger *h = *state;
    ent_claim c = goods("1", "1991-03", 1);
    ent_import_info info = file_info("01", "");
    ent_import *import = NULL;

    c.ongoing = true;
    info.imported_at = "";
    assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_OK);
    give(import, &c);
    commit(import);
    assert_int_equal(series(h, "trade.goods", "CHN", "RUS").obs[0].last_day,
                     first_day("1991-03-01"));
    assert_true(verify(h).intact);
}

int
main(void)
{
    const struct CMUnitTest panel[] = {
        ON_EMPTY(values_and_intervals_are_in_base_units),
        ON_EMPTY(missing_stays_missing_and_an_event_counts_one),
        ON_EMPTY(directed_series_take_one_way_undirected_both),
        ON_EMPTY(a_series_of_one_state_has_no_other_side),
        ON_EMPTY(of_one_day_the_id_decides),
        ON_EMPTY(claims_without_weight_are_marked),
        ON_EMPTY(the_future_is_not_in_the_panel),
        ON_EMPTY(an_unknown_indicator_is_an_error),
        ON_EMPTY(what_goes_on_goes_on_to_the_end_of_its_coverage),
        ON_EMPTY(what_goes_on_from_nobody_knows_when_holds_on_its_date),
    };

    return RUN_ON_BACKENDS(panel);
}

/* test_event_months.c: months of a pair by quarter of conduct, where silence is zero and where not.
 */
#include "event_test.h"

#include <math.h>

static int32_t
month(int year, int m)
{
    return (year - 1970) * 12 + m - 1;
}

static size_t
months(held_ledger *h, const char *as_of, ent_event_series **out)
{
    ent_event_query q = {.from = "CHN", .to = "RUS", .as_of = date(as_of)};
    size_t n = 99;

    if (ent_ledger_event_months(h->ledger, &q, &h->arena, out, &n, &h->err))
        fail_msg("%s", h->err.text);
    return n;
}

/* January: three verbal and four violent rows; March: one. */
static void
fill(held_ledger *h)
{
    ent_event_cell c[4] = {cell("2020-01-05", 1, 2), cell("2020-03-31", 1, 1),
                           cell("2020-01-06", 4, 1), cell("2020-01-05", 19, 4)};
    ent_event_segment g = stretch("a.csv", 1, 8, "2020-01-05", "2020-03-31");

    c[2].intensity_tenths = -5;
    c[2].intensity_sq = 25;
    feed_once(h, "feed-a", &g, c, 4);
}

static void
sums_become_means_and_variances(void **state)
{
    held_ledger *h = *state;
    ent_event_series *s = NULL;
    const ent_event_month *m;

    fill(h);
    assert_int_equal(months(h, "", &s), 1);
    assert_string_equal(s[0].set, "feed-a");
    assert_string_equal(s[0].from, "CHN");
    assert_string_equal(s[0].to, "RUS");
    assert_int_equal(s[0].first_month, month(2020, 1));
    assert_int_equal(s[0].last_month, month(2020, 3));
    assert_int_equal(s[0].n_months, 3);
    m = &s[0].months[0];
    assert_int_equal(m->month, month(2020, 1));
    assert_int_equal(m->quad, ENT_QUAD_VERBAL_COOPERATION);
    assert_true(m->n == 3 && m->reports == 2);
    /* 2.5, 2.5 and -0.5 */
    assert_true(fabs(m->intensity_mean - 1.5) < 1e-12);
    assert_true(fabs(m->intensity_var - 2) < 1e-12);
    assert_true(fabs(m->tone_mean + 1.5) < 1e-12);
    assert_true(m->tone_var < 1e-9 && m->n_tone == 3);
    assert_true(s[0].exposure_rows[0] == 1500 && s[0].exposure_dyadic[0] == 150);
    assert_int_equal(s[0].months[1].quad, ENT_QUAD_MATERIAL_CONFLICT);
    assert_true(s[0].months[1].n == 4);
    assert_int_equal(s[0].months[2].month, month(2020, 3));
    assert_true(s[0].exposure_rows[2] == 0);
}

static void
a_pair_without_reports_has_a_covered_series_without_months(void **state)
{
    held_ledger *h = *state;
    ent_event_query q = {.from = "USA", .to = "JPN"};
    ent_event_series *s = NULL;
    size_t n = 0;

    fill(h);
    assert_int_equal(ent_ledger_event_months(h->ledger, &q, &h->arena, &s, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_int_equal(s[0].n_months, 0);
    assert_int_equal(s[0].last_month, month(2020, 3));
    q.to = "";
    assert_int_equal(ent_ledger_event_months(h->ledger, &q, &h->arena, &s, &n, &h->err),
                     ENT_E_DOMAIN);
}

static void
a_gap_between_imports_is_no_silence(void **state)
{
    held_ledger *h = *state;
    ent_event_segment g = stretch("b.csv", 1, 1, "2020-07-01", "2020-07-31");
    ent_event_cell c = cell("2020-07-05", 1, 1);
    ent_event_series *s = NULL;

    fill(h);
    feed_once(h, "feed-a", &g, &c, 1);
    assert_int_equal(months(h, "", &s), 2);
    assert_int_equal(s[0].last_month, month(2020, 3));
    assert_int_equal(s[0].n_months, 3);
    assert_int_equal(s[1].first_month, month(2020, 7));
    assert_int_equal(s[1].n_months, 1);
    assert_true(s[1].exposure_rows[0] == 1500);
    /* The months between come in: one series. */
    g = stretch("c.csv", 1, 0, "2020-04-01", "2020-06-30");
    feed_once(h, "feed-a", &g, NULL, 0);
    assert_int_equal(months(h, "", &s), 1);
    assert_int_equal(s[0].last_month, month(2020, 7));
    assert_int_equal(s[0].n_months, 4);
}

/* A day's file that dates a row ten years back does not cover those years. */
static void
rows_dated_back_cover_nothing(void **state)
{
    held_ledger *h = *state;
    ent_event_segment g = stretch("a.csv", 1, 2, "2010-05-05", "2020-05-05");
    ent_event_cell c[2] = {cell("2010-05-05", 1, 1), cell("2020-05-05", 1, 1)};
    ent_event_cells *held = NULL;
    ent_event_series *s = NULL;

    c[0].known_day = c[1].known_day;
    g.first_known_day = g.last_known_day = day("2020-05-05");
    feed_once(h, "feed-a", &g, c, 2);
    assert_int_equal(months(h, "", &s), 1);
    assert_int_equal(s[0].first_month, month(2020, 5));
    assert_int_equal(s[0].n_months, 1);
    assert_int_equal(pair_cells(h, NULL, &held), 1);
    assert_int_equal(held[0].n, 2); /* but the row is held */
}

/* A file of old days that came out in one go covers the days that it is about. */
static void
a_back_file_covers_its_days_once_it_is_known(void **state)
{
    held_ledger *h = *state;
    ent_event_segment g = stretch("1979.csv", 1, 2, "1979-01-01", "1979-12-31");
    ent_event_cell c = cell("1979-05-05", 1, 1);
    ent_event_series *s = NULL;

    g.first_known_day = g.last_known_day = c.known_day = day("2013-02-03");
    feed_once(h, "feed-a", &g, &c, 1);
    assert_int_equal(months(h, "", &s), 1);
    assert_int_equal(s[0].first_month, month(1979, 1));
    assert_int_equal(s[0].last_month, month(1979, 12));
    assert_int_equal(s[0].n_months, 1);
    assert_int_equal(months(h, "2013-02-03", &s), 1);
    assert_int_equal(months(h, "2013-02-02", &s), 0);
}

static void
as_of_a_day_only_months_that_are_over_count(void **state)
{
    held_ledger *h = *state;
    ent_event_series *s = NULL;

    fill(h);
    assert_int_equal(months(h, "2020-03-31", &s), 1);
    assert_int_equal(s[0].last_month, month(2020, 3));
    assert_int_equal(s[0].n_months, 3);
    assert_int_equal(months(h, "2020-03-30", &s), 1);
    assert_int_equal(s[0].last_month, month(2020, 2));
    assert_int_equal(s[0].n_months, 2);
    assert_int_equal(months(h, "2020-01-30", &s), 0);
    assert_int_equal(months(h, "2019", &s), 0);
}

static void
days_asked_for_are_widened_to_their_months(void **state)
{
    held_ledger *h = *state;
    ent_event_query q = {
        .from = "CHN", .to = "RUS", .first_day = day("2020-01-20"), .last_day = day("2020-02-10")};
    ent_event_series *s = NULL;
    size_t n = 0;

    fill(h);
    assert_int_equal(ent_ledger_event_months(h->ledger, &q, &h->arena, &s, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_int_equal(s[0].first_month, month(2020, 1));
    assert_int_equal(s[0].last_month, month(2020, 2));
    assert_int_equal(s[0].n_months, 2);
    assert_true(s[0].months[0].n == 3);
}

int
main(void)
{
    const struct CMUnitTest event_months[] = {
        ON_EMPTY(sums_become_means_and_variances),
        ON_EMPTY(a_pair_without_reports_has_a_covered_series_without_months),
        ON_EMPTY(a_gap_between_imports_is_no_silence),
        ON_EMPTY(rows_dated_back_cover_nothing),
        ON_EMPTY(a_back_file_covers_its_days_once_it_is_known),
        ON_EMPTY(as_of_a_day_only_months_that_are_over_count),
        ON_EMPTY(days_asked_for_are_widened_to_their_months),
    };

    return RUN_ON_BACKENDS(event_months);
}

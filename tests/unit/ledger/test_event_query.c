/* test_event_query.c: a pair's events: whose roles, which days, known when, of which sets. */
#include "event_test.h"

static void
commits_are_added_up_and_directions_kept_apart(void **state)
{
    held_ledger *h = *state;
    ent_event_cell a = cell("2020-01-05", 1, 2), b = cell("2020-01-05", 1, 3), back = a;
    ent_event_segment g[3] = {stretch("a.csv", 1, 2, "2020-01-05", "2020-01-05"),
                              stretch("a.csv", 2, 3, "2020-01-05", "2020-01-05"),
                              stretch("a.csv", 3, 2, "2020-01-05", "2020-01-05")};
    ent_event_query q = {.from = "RUS", .to = "QNG"}; /* a polity stands for its line */
    ent_event_cells *held = NULL;

    back.from = a.to;
    back.to = a.from;
    feed_once(h, "feed-a", &g[0], &a, 1);
    feed_once(h, "feed-a", &g[1], &b, 1);
    feed_once(h, "feed-a", &g[2], &back, 1);
    assert_int_equal(pair_cells(h, NULL, &held), 1);
    assert_int_equal(held[0].n, 1);
    assert_int_equal(held[0].cells[0].n, 5);
    assert_int_equal(held[0].cells[0].intensity_tenths, 125);
    assert_int_equal(held[0].cells[0].intensity_sq, 625 * 5);
    assert_int_equal(held[0].cells[0].tone_sq, 2250000 * 5);
    assert_int_equal(held[0].cells[0].mentions, 15);
    assert_int_equal(held[0].cells[0].reports, 1 + 2); /* the sum */
    assert_int_equal(pair_cells(h, &q, &held), 1);
    assert_int_equal(held[0].cells[0].n, 2);
    q.to = "USA";
    assert_int_equal(pair_cells(h, &q, &held), 0);
    q.to = "nobody";
    assert_int_equal(pair_cells(h, &q, &held), 0);
    q.to = NULL;
    assert_int_equal(ent_ledger_event_cells(h->ledger, &q, &h->arena, &held, &(size_t){0}, &h->err),
                     ENT_E_DOMAIN);
}

/* Six cells of two sets, one of them reported a month late. */
static void
fill(held_ledger *h)
{
    ent_event_cell c[4] = {cell("2020-01-05", 1, 1), cell("2020-02-05", 1, 2),
                           cell("2020-03-05", 1, 4), cell("2020-02-05", 19, 8)};
    ent_event_segment g[2] = {stretch("a.csv", 1, 15, "2020-01-05", "2020-03-05"),
                              stretch("b.csv", 1, 1, "2020-01-05", "2020-01-05")};

    c[1].known_day += 30;
    c[3].from_role = ENT_ROLE_MIL;
    c[3].to_role = ENT_ROLE_CVL;
    feed_once(h, "feed-b", &g[0], c, 4);
    feed_once(h, "feed-a", &g[1], c, 1);
}

static uint64_t
rows(held_ledger *h, const ent_event_query *q, const char *set)
{
    ent_event_cells *held = NULL;
    size_t n = pair_cells(h, q, &held);
    uint64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < held[i].n && strcmp(held[i].set, set) == 0; k++)
            sum += held[i].cells[k].n;
    return sum;
}

static void
days_roles_and_sets_narrow_the_answer(void **state)
{
    held_ledger *h = *state;
    ent_event_query q = {.from = "CHN", .to = "RUS"};
    ent_event_cells *held = NULL;

    fill(h);
    assert_int_equal(pair_cells(h, &q, &held), 2);
    assert_string_equal(held[0].set, "feed-a"); /* in order of their ids */
    assert_string_equal(held[1].set, "feed-b");
    assert_int_equal(rows(h, &q, "feed-b"), 15);
    q.first_day = day("2020-02-05");
    q.last_day = day("2020-02-28");
    assert_int_equal(rows(h, &q, "feed-b"), 10);
    assert_int_equal(rows(h, &q, "feed-a"), 0);
    q.from_roles = 1u << ENT_ROLE_MIL;
    assert_int_equal(rows(h, &q, "feed-b"), 8);
    q.to_roles = 1u << ENT_ROLE_GOV;
    assert_int_equal(rows(h, &q, "feed-b"), 0);
    q = (ent_event_query){.from = "CHN", .to = "RUS", .set = "feed-a"};
    assert_int_equal(pair_cells(h, &q, &held), 1);
    assert_int_equal(rows(h, &q, "feed-a"), 1);
}

static void
only_what_was_known_by_the_day_is_seen(void **state)
{
    held_ledger *h = *state;
    ent_event_query q = {.from = "CHN", .to = "RUS"};

    fill(h);
    q.as_of = date("2020-02-05");
    assert_int_equal(rows(h, &q, "feed-b"), 1 + 8);
    q.as_of = date("2020-03-05");
    assert_int_equal(rows(h, &q, "feed-b"), 1 + 8 + 4);
    q.as_of = date("2020-03-06");
    assert_int_equal(rows(h, &q, "feed-b"), 15);
    q.as_of = date("2019");
    assert_int_equal(rows(h, &q, "feed-b"), 0);
}

static void
a_set_left_out_is_in_no_answer(void **state)
{
    held_ledger *h = *state;
    ent_event_query q = {.from = "CHN", .to = "RUS"};
    ent_claim a = goods("1", "1994", 1), *found = NULL;
    ent_query all = {.limit = 0};
    ent_want want = {.indicator = "trade.goods", .from = "CHN", .to = "RUS"};
    ent_coverage *w = NULL;
    ent_panel panel;
    size_t n = 0;

    fill(h);
    import_all(h, "01", "2001", &a, 1);
    assert_int_equal(find(h, &all, &found), 1);
    assert_int_equal(
        ent_ledger_set_without(h->ledger, (const char *const[]){"feed-b", "made-up"}, 2, &h->err),
        ENT_OK);
    assert_int_equal(rows(h, &q, "feed-b"), 0);
    assert_int_equal(rows(h, &q, "feed-a"), 1);
    assert_int_equal(find(h, &all, &found), 0);
    assert_int_equal(ent_ledger_panel(h->ledger, &want, 1, NULL, &h->arena, &panel, &h->err),
                     ENT_OK);
    assert_int_equal(panel.series[0].n_obs, 0);
    assert_int_equal(ent_ledger_coverage(h->ledger, NULL, &h->arena, &w, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(w[0].set, "feed-a");
    assert_true(verify(h).intact);
    assert_int_equal(ent_ledger_set_without(h->ledger, NULL, 0, &h->err), ENT_OK);
    assert_int_equal(rows(h, &q, "feed-b"), 15);
    assert_int_equal(find(h, &all, &found), 1);
}

static void
what_feeds_hold_is_counted(void **state)
{
    held_ledger *h = *state;
    ent_events_held *held = NULL;
    ent_event_segment *g = NULL;
    size_t n = 0;

    assert_int_equal(ent_ledger_events_held(h->ledger, &h->arena, &held, &n, &h->err), ENT_OK);
    assert_int_equal(n, 0);
    fill(h);
    assert_int_equal(ent_ledger_events_held(h->ledger, &h->arena, &held, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    assert_string_equal(held[0].set, "feed-b");
    assert_string_equal(held[0].feed, "made-up-feed");
    assert_int_equal(held[0].imports, 1);
    assert_int_equal(held[0].segments, 1);
    assert_int_equal(held[0].rows, 18);
    assert_int_equal(held[0].kept, 15);
    assert_int_equal(held[0].rejected, 1);
    assert_int_equal(held[0].skipped[ENT_EVENT_SKIP_REGION], 2);
    assert_int_equal(held[0].cells, 4);
    assert_int_equal(held[0].first_day, day("2020-01-05"));
    assert_int_equal(held[0].last_known_day, day("2020-03-05"));
    assert_int_equal(
        ent_ledger_event_segments(h->ledger, "feed-b", 0, 0, &h->arena, &g, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(g[0].file, "a.csv");
    assert_string_equal(g[0].feed, "made-up-feed");
    assert_int_equal(strlen(g[0].digest), 64);
    assert_int_equal(ent_ledger_event_segments(h->ledger, "feed-b", day("2020-04-01"),
                                               day("2020-05-01"), &h->arena, &g, &n, &h->err),
                     ENT_OK);
    assert_int_equal(n, 0);
    assert_int_equal(ent_ledger_event_segments(h->ledger, NULL, day("2020-01-01"),
                                               day("2020-01-31"), &h->arena, &g, &n, &h->err),
                     ENT_OK);
    assert_int_equal(n, 2);
}

int
main(void)
{
    const struct CMUnitTest event_query[] = {
        ON_EMPTY(commits_are_added_up_and_directions_kept_apart),
        ON_EMPTY(days_roles_and_sets_narrow_the_answer),
        ON_EMPTY(only_what_was_known_by_the_day_is_seen),
        ON_EMPTY(a_set_left_out_is_in_no_answer),
        ON_EMPTY(what_feeds_hold_is_counted),
    };

    return RUN_ON_BACKENDS(event_query);
}

/* test_actors.c: a window speaks about its actors while both exist, and about nobody else. */
#include "ledger/panel_priv.h"
#include "ledger_test.h"

static int32_t
edge(const char *text, bool last)
{
    ent_date d = date(text);
    int32_t first_day = 0, last_day = 0;

    assert_true(ent_date_span(&d, &first_day, &last_day));
    return last ? last_day : first_day;
}

static ent_coverage
window(const char *id, const char *from_actors, const char *to_actors)
{
    return (ent_coverage){.id = id,
                          .set = "made-up",
                          .indicators = "students trade.* cities.twinned",
                          .from_actors = from_actors,
                          .to_actors = to_actors,
                          .from = date("1900"),
                          .to = date("2000"),
                          .absence_is_zero = true};
}

static void
cover(held_ledger *h, const char *sha, const char *released, ent_coverage w)
{
    ent_import *import = begin(h, sha, released);
    ent_sink *sink = ent_import_sink(import);

    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    commit(import);
}

static ent_series
silent(held_ledger *h, const char *indicator, const char *from, const char *to, const char *as_of)
{
    ent_want want = {.indicator = indicator, .from = from, .to = to};
    ent_panel panel = {.n_series = 0};
    ent_date d = date(as_of);

    if (ent_ledger_panel(h->ledger, &want, 1, &d, &h->arena, &panel, &h->err) != ENT_OK)
        fail_msg("%s", h->err.text);
    return panel.series[0];
}

static size_t
windows_of(held_ledger *h, const char *indicator, const char *from, const char *to)
{
    return silent(h, indicator, from, to, "").n_windows;
}

static void
spans(const ent_series *s, size_t i, const char *from, const char *to)
{
    assert_true(i < s->n_windows);
    assert_int_equal(s->windows[i].first_day, edge(from, false));
    assert_int_equal(s->windows[i].last_day, edge(to, true));
}

static void
codes_are_listed_whole_by_prefix_or_all(void **state)
{
    (void)state;
    assert_true(ent_code_listed("a bc d", "bc"));
    assert_true(ent_code_listed("bc", "bc"));
    assert_false(ent_code_listed("abc", "bc"));
    assert_false(ent_code_listed("bcd", "bc"));
    assert_false(ent_code_listed("b", "bc"));
    assert_true(ent_code_listed("x trade.*", "trade.goods"));
    assert_false(ent_code_listed("x trade.*", "trade"));
    assert_true(ent_code_listed("*", "anything"));
    assert_false(ent_code_listed("", "x"));
    assert_false(ent_code_listed("  ", "x"));
    assert_true(ent_code_listed("  x  y ", "y"));
}

static void
a_window_counts_for_its_indicators_only(void **state)
{
    held_ledger *h = *state;

    cover(h, "01", "2001", window("w", "*", "*"));
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "RUS"), 1);
    assert_int_equal(windows_of(h, "students", "CHN", "RUS"), 1);
    assert_int_equal(windows_of(h, "students.graduate", "CHN", "RUS"), 0);
}

static void
it_is_clipped_to_when_both_lived(void **state)
{
    held_ledger *h = *state;
    ent_series s;

    cover(h, "01", "2001", window("w", "*", "*"));
    s = silent(h, "trade.goods", "CHN", "RUS", "");
    assert_int_equal(s.n_windows, 1); /* four states a side, one after the other: one span */
    spans(&s, 0, "1900", "2000");
    assert_true(s.windows[0].absence_is_zero);
    assert_string_equal(s.windows[0].coverage, "w");
    s = silent(h, "trade.goods", "CHN", "KAZ", "");
    assert_int_equal(s.n_windows, 1);
    assert_int_equal(s.windows[0].last_day, edge("2000", true));
    assert_true(s.windows[0].first_day >= edge("1991-12-01", false));
    s = silent(h, "trade.goods", "CHN", "SSD", ""); /* South Sudan, since 2011 */
    assert_int_equal(s.n_windows, 0);
}

static void
a_list_names_its_actors_on_each_side(void **state)
{
    held_ledger *h = *state;

    cover(h, "01", "2001", window("w", "CHN USA", "RUS"));
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "RUS"), 1);
    assert_int_equal(windows_of(h, "trade.goods", "USA", "RUS"), 1);
    assert_int_equal(windows_of(h, "trade.goods", "RUS", "CHN"), 0); /* goods have a direction */
    assert_int_equal(windows_of(h, "trade.goods", "FRA", "RUS"), 0);
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "USA"), 0);
    assert_int_equal(windows_of(h, "trade.total", "RUS", "CHN"), 1); /* the total has none */
    assert_int_equal(windows_of(h, "cities.twinned", "CHN", "RUS"), 1);
    assert_int_equal(windows_of(h, "trade.exports.world", "USA", NULL), 1);
    assert_int_equal(windows_of(h, "trade.exports.world", "RUS", NULL), 0);
}

static void
without_lists_all_are_actors(void **state)
{
    held_ledger *h = *state;
    ent_coverage w = window("w", NULL, NULL);

    w.from = w.to = date("");
    cover(h, "01", "2001", w);
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "RUS"), 1);
    assert_int_equal(windows_of(h, "trade.exports.world", "RUS", NULL), 1);
}

static void
an_open_window_ends_when_its_set_came_out(void **state)
{
    held_ledger *h = *state;
    ent_coverage w = window("w", "*", "*");
    ent_series s;

    w.from = w.to = date("");
    cover(h, "01", "2001-03", w);
    s = silent(h, "trade.goods", "CHN", "USA", "");
    spans(&s, 0, "1776-07-04", "2001-03");
}

static void
a_window_is_known_when_its_set_is(void **state)
{
    held_ledger *h = *state;
    ent_coverage w = window("w", "*", "*");
    ent_series s;

    cover(h, "01", "2001", w);
    w.to = date("2010");
    cover(h, "02", "2011", w);
    s = silent(h, "trade.goods", "CHN", "USA", "2005");
    assert_int_equal(s.n_windows, 1);
    spans(&s, 0, "1900", "2000");
    s = silent(h, "trade.goods", "CHN", "USA", "");
    spans(&s, 0, "1900", "2010");
    assert_int_equal(silent(h, "trade.goods", "CHN", "USA", "2000").n_windows, 0);
}

static void
the_state_system_is_what_the_ledger_says(void **state)
{
    held_ledger *h = *state;
    ent_claim c[2] = {goods("1", "1920", 0), goods("2", "1940", 0)};
    ent_series s;

    cover(h, "01", "2001", window("w", "cow-system", "cow-system"));
    s = silent(h, "trade.goods", "CHN", "USA", ""); /* nobody says: alive is member */
    assert_int_equal(s.n_windows, 1);
    spans(&s, 0, "1900", "2000");
    for (int i = 0; i < 2; i++) {
        c[i].indicator = "system.member";
        c[i].kind = ENT_KIND_CONTEXT;
        c[i].to = c[i].unit = NULL;
        c[i].quantity_state = ENT_UNCOVERED;
        c[i].from = "USA";
        c[i].valid_to = date(i ? "1960" : "1930");
    }
    import_all(h, "02", "2001", c, 2);
    s = silent(h, "trade.exports.world", "USA", NULL, "");
    assert_int_equal(s.n_windows, 2);
    spans(&s, 0, "1920", "1930");
    spans(&s, 1, "1940", "1960");
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "USA"), 0); /* China is no member now */
}

static void
windows_come_in_order_and_once(void **state)
{
    held_ledger *h = *state;
    ent_coverage w = window("b", "*", "*");
    ent_series s;

    cover(h, "01", "2001", w);
    w.to = date("1990");
    w.id = "c";
    cover(h, "02", "2001", w);
    w.id = "a";
    cover(h, "03", "2001", w);
    w.from = date("1880");
    w.id = "z";
    cover(h, "04", "2001", w);
    s = silent(h, "trade.total", "CHN", "USA", ""); /* without direction: both ways are one */
    assert_int_equal(s.n_windows, 4);
    assert_string_equal(s.windows[0].coverage, "z");
    assert_string_equal(s.windows[1].coverage, "a");
    assert_string_equal(s.windows[2].coverage, "c");
    assert_string_equal(s.windows[3].coverage, "b");
}

static void
memberships_may_overlap(void **state)
{
    held_ledger *h = *state;
    static const char *const ends[] = {"1950", "1930", "1940"};
    ent_claim c[3];

    for (int i = 0; i < 3; i++) {
        c[i] = goods(ends[i], "1920", 0);
        c[i].indicator = "system.member";
        c[i].kind = ENT_KIND_CONTEXT;
        c[i].to = c[i].unit = NULL;
        c[i].quantity_state = ENT_UNCOVERED;
        c[i].valid_to = date(ends[i]);
    }
    import_all(h, "01", "2001", c, 3);
    cover(h, "02", "2001", window("w", "cow-system", "cow-system"));
    assert_int_equal(windows_of(h, "trade.exports.world", "CHN", NULL), 1);
    spans(&(ent_series){.windows = silent(h, "trade.exports.world", "CHN", NULL, "").windows,
                        .n_windows = 1},
          0, "1920", "1950");
}

static void
a_stranger_has_no_window(void **state)
{
    held_ledger *h = *state;

    cover(h, "01", "2001", window("w", "*", "*"));
    assert_int_equal(windows_of(h, "trade.goods", "CHN", "nobody"), 0);
}

static void
many_states_are_told_apart(void **state)
{
    held_ledger *h = *state;
    size_t n = 0, n_wants = 0;
    const ent_polity *all = ent_ref_polities(&n);
    ent_want wants[60];
    ent_panel panel;

    cover(h, "01", "2001", window("w", "*", "*"));
    for (size_t i = 0; i < n && n_wants < 60; i++)
        if (all[i].to.precision == ENT_PREC_NONE)
            wants[n_wants++] = (ent_want){.indicator = "trade.exports.world", .from = all[i].code};
    assert_int_equal(ent_ledger_panel(h->ledger, wants, n_wants, NULL, &h->arena, &panel, &h->err),
                     ENT_OK);
    for (size_t i = 0; i < n_wants; i++)
        for (size_t k = 0; k < panel.series[i].n_windows; k++)
            assert_true(panel.series[i].windows[k].last_day <= edge("2000", true));
}

int
main(void)
{
    const struct CMUnitTest actors[] = {
        cmocka_unit_test(codes_are_listed_whole_by_prefix_or_all),
        ON_EMPTY(a_window_counts_for_its_indicators_only),
        ON_EMPTY(it_is_clipped_to_when_both_lived),
        ON_EMPTY(a_list_names_its_actors_on_each_side),
        ON_EMPTY(without_lists_all_are_actors),
        ON_EMPTY(an_open_window_ends_when_its_set_came_out),
        ON_EMPTY(a_window_is_known_when_its_set_is),
        ON_EMPTY(the_state_system_is_what_the_ledger_says),
        ON_EMPTY(windows_come_in_order_and_once),
        ON_EMPTY(memberships_may_overlap),
        ON_EMPTY(a_stranger_has_no_window),
        ON_EMPTY(many_states_are_told_apart),
    };

    return RUN_ON_BACKENDS(actors);
}

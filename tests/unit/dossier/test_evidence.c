/* test_evidence.c: looking up estimates, claims, coverage and yardsticks of one pair. */
#include "fixture.h"

static void
the_latest_value_is_found_either_way_when_undirected(void **state)
{
    fixture *f = *state;
    const ent_pair_evidence *p = &f->in.pair;

    fixture_build(f);
    assert_int_equal(words_year(ev_latest(p, "trade.total", RUR, BOR)), 2002);
    assert_ptr_equal(ev_latest(p, "trade.total", RUR, BOR), ev_latest(p, "trade.total", BOR, RUR));
    assert_true(ev_latest(p, "students", RUR, BOR) != ev_latest(p, "students", BOR, RUR));
    assert_null(ev_latest(p, "visits", RUR, BOR));
}

static void
a_year_without_a_value_is_not_the_latest(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_null(ev_latest(&f->in.pair, "migrants.stock", BOR, RUR));
    assert_non_null(ev_at(&f->in.pair, "migrants.stock", BOR, RUR, 2000));
    assert_null(ev_at(&f->in.pair, "migrants.stock", BOR, RUR, 1999));
}

static void
claims_are_walked_by_indicator_or_prefix(void **state)
{
    fixture *f = *state;
    size_t i = 0, n = 0;

    while (ev_next(&f->in.pair, "territory.*", &i))
        n++;
    assert_int_equal(n, 7);
    for (i = n = 0; ev_next(&f->in.pair, "territory.transfer", &i);)
        n++;
    assert_int_equal(n, 3);
    assert_true(ev_has(&f->in.pair, "opinion.*"));
    assert_false(ev_has(&f->in.pair, "visits"));
}

static void
a_polity_is_found_in_its_line(void **state)
{
    ent_pair_evidence p = {.a = "RUS", .b = RUR, .name_a = "First", .name_b = "Second"};

    (void)state;
    assert_ptr_equal(ev_side(&p, "SUN"), p.a);
    assert_ptr_equal(ev_side(&p, RUR), p.b);
    assert_string_equal(ev_side(&p, "FRA"), "FRA");
    assert_string_equal(ev_name(&p, ev_side(&p, "SUN")), "First");
    assert_string_equal(ev_name(&p, RUR), "Second");
    assert_string_equal(ev_name(&p, "FRA"), "France");
    assert_string_equal(ev_name(&p, "no such line"), "");
}

static ent_state
silence(fixture *f, const char *indicator, const char **set)
{
    const ent_coverage *window = NULL;
    build b = {.in = &f->in};
    ent_state st = ev_silence(&b, &f->in.pair, indicator, &window);

    *set = window ? window->set : "";
    return st;
}

static void
silence_means_what_the_best_window_says(void **state)
{
    fixture *f = *state;
    const char *set = NULL;

    assert_int_equal(silence(f, "visits", &set), ENT_UNCOVERED);
    fixture_cover(f, "some", "students visits", false);
    assert_int_equal(silence(f, "visits", &set), ENT_MISSING);
    assert_int_equal(silence(f, "visit", &set), ENT_UNCOVERED);
    fixture_cover(f, "all", "visits", true);
    assert_int_equal(silence(f, "visits", &set), ENT_VALUE);
    assert_string_equal(set, "all");
    fixture_cover(f, "later", "vis*", true);
    f->coverage[2].to.year = 2025;
    assert_int_equal(silence(f, "visits", &set), ENT_VALUE);
    assert_string_equal(set, "later");
}

static void
a_window_covers_only_its_actors(void **state)
{
    fixture *f = *state;
    const char *set = NULL;

    fixture_cover(f, "some", "visits", false);
    f->coverage[0].from_actors = "FRA " BOR;
    f->coverage[0].to_actors = "DEU";
    assert_int_equal(silence(f, "visits", &set), ENT_UNCOVERED);
    f->coverage[0].to_actors = "DEU " RUR;
    assert_int_equal(silence(f, "visits", &set), ENT_MISSING);
    f->coverage[0].from_actors = f->coverage[0].to_actors = "cow-system";
    assert_int_equal(silence(f, "visits", &set), ENT_MISSING);
}

static void
the_nearest_yardstick_within_five_years_is_taken(void **state)
{
    fixture *f = *state;
    build b = {.in = &f->in};

    f->yardsticks[0] = (ent_yardstick){.measure = "m", .year = 1990};
    f->yardsticks[1] = (ent_yardstick){.measure = "m", .year = 2000};
    f->in.n_yardsticks = 2;
    assert_ptr_equal(ev_yardstick(&b, "m", 1993), &f->yardsticks[0]);
    assert_ptr_equal(ev_yardstick(&b, "m", 1996), &f->yardsticks[1]);
    assert_ptr_equal(ev_yardstick(&b, "m", 2005), &f->yardsticks[1]);
    assert_null(ev_yardstick(&b, "m", 2006));
    assert_null(ev_yardstick(&b, "n", 2000));
}

static void
rows_of_one_event_are_known_as_one(void **state)
{
    fixture *f = *state;

    assert_true(ev_same_event(fixture_find(f, "war-one"), fixture_find(f, "war-two")));
    assert_true(ev_same_event(fixture_find(f, "pledge-rb"), fixture_find(f, "pledge-br")));
    assert_true(ev_same_event(fixture_find(f, "mid-50-r"), fixture_find(f, "mid-50-b")));
    assert_false(ev_same_event(fixture_find(f, "mid-50-r"), fixture_find(f, "mid-60")));
    assert_false(ev_same_event(fixture_find(f, "treaty"), fixture_find(f, "pledge-br")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("the latest value is found either way when undirected",
                the_latest_value_is_found_either_way_when_undirected),
        ON_FULL("a year without a value is not the latest",
                a_year_without_a_value_is_not_the_latest),
        ON_FULL("claims are walked by indicator or prefix",
                claims_are_walked_by_indicator_or_prefix),
        FACT("a polity is found in its line", a_polity_is_found_in_its_line),
        ON_EMPTY("silence means what the best window says",
                 silence_means_what_the_best_window_says),
        ON_EMPTY("a window covers only its actors", a_window_covers_only_its_actors),
        ON_EMPTY("the nearest yardstick within five years is taken",
                 the_nearest_yardstick_within_five_years_is_taken),
        ON_FULL("rows of one event are known as one", rows_of_one_event_are_known_as_one),
    };

    return RUN(tests);
}

/* test_measures_land.c: each event once; what sources disagree about is a range. */
#include "workspace_test.h"

#define LAND(day, n, who, event)                                                          \
    {                                                                                     \
        .from = "FRA", .to = "ESP", .indicator = "territory.transfer", .valid_from = day, \
        .quantity = n, .unit = "km2", .source = who, .cluster = event                     \
    }

static void
events_add_up(void **state)
{
    world *w = *state;
    const row rows[] = {LAND("1858", "100", "almanac", NULL), LAND("1860", "50", "almanac", NULL)};

    LOAD(w, rows);
    check_relative(value_of(measure(w, "FRA", "ESP", NULL), "territory.sum:FRA>ESP@all")->value,
                   150, 1e-12, "sum");
}

static void
one_event_of_two_sources_counts_once(void **state)
{
    world *w = *state;
    const row rows[] = {LAND("1858", "100", "almanac", "kettle"),
                        LAND("1858", "140", "gazette", "kettle"),
                        LAND("1860", "50", "almanac", NULL)};
    const ent_estimate *e;
    figures f;

    LOAD(w, rows);
    f = measure(w, "FRA", "ESP", NULL);
    e = value_of(f, "territory.sum:FRA>ESP@all");
    check_relative(e->value, 120 + 50, 1e-12, "middle of the readings");
    assert_true(e->low <= 150 && e->high >= 190);
    assert_int_equal(e->n_lineage, 3);
    check_relative(value_of(f, "territory.sum_by_source:FRA>ESP@almanac")->value, 150, 1e-12,
                   "almanac");
    check_relative(value_of(f, "territory.sum_by_source:FRA>ESP@gazette")->value, 140, 1e-12,
                   "gazette");
}

static void
one_statement_by_two_roads_counts_once(void **state)
{
    world *w = *state;
    const row rows[] = {LAND("1858", "100", "almanac", NULL),
                        LAND("1858-05-28", "100", "almanac", NULL)};

    LOAD(w, rows);
    check_relative(value_of(measure(w, "FRA", "ESP", NULL), "territory.sum:FRA>ESP@all")->value,
                   100, 1e-12, "once");
}

static void
what_nobody_checked_is_left_out(void **state)
{
    world *w = *state;
    row rows[] = {LAND("1858", "100", "almanac", NULL), LAND("1860", "900", "gazette", NULL)};

    rows[1].checked = "memory";
    LOAD(w, rows);
    check_relative(value_of(measure(w, "FRA", "ESP", NULL), "territory.sum:FRA>ESP@all")->value,
                   100, 1e-12, "sum");
}

static void
what_came_back_is_not_deducted(void **state)
{
    world *w = *state;
    const row rows[] = {LAND("1858", "100", "almanac", NULL),
                        {.from = "ESP",
                         .to = "FRA",
                         .indicator = "territory.return",
                         .valid_from = "1900",
                         .quantity = "30",
                         .unit = "km2"}};
    figures f;

    LOAD(w, rows);
    f = measure(w, "FRA", "ESP", NULL);
    check_relative(value_of(f, "territory.sum:FRA>ESP@all")->value, 100, 1e-12, "sum");
    check_relative(value_of(f, "territory.returned:ESP>FRA@all")->value, 30, 1e-12, "returned");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("events add up", events_add_up),
        IN_WORLD("one event of two sources counts once, as a range",
                 one_event_of_two_sources_counts_once),
        IN_WORLD("one statement that came in by two roads counts once",
                 one_statement_by_two_roads_counts_once),
        IN_WORLD("what nobody checked is left out", what_nobody_checked_is_left_out),
        IN_WORLD("what came back is not deducted", what_came_back_is_not_deducted),
    };

    return RUN(tests);
}

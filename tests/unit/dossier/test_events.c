/* test_events.c: what feeds report: latest year as a table, several years drawn, silence said. */
#include "fixture.h"

#include <string.h>

static ent_estimate *
reported(fixture *f, const char *measure, const char *from, const char *to, int year, double value,
         const char *unit)
{
    ent_estimate *e =
        fixture_estimate(f, measure, from, to, year, year, value, value - 1, value + 1, unit, "");

    e->set = "made-feed";
    return e;
}

static void
the_latest_year_is_a_table_by_direction_words_and_deeds(void **state)
{
    fixture *f = *state;

    reported(f, "events.rate.verbal.made-feed", RUR, BOR, 2018, 12, "per_10k");
    reported(f, "events.tone.verbal.made-feed", RUR, BOR, 2018, 3.5, "points");
    reported(f, "events.rate.material.made-feed", BOR, RUR, 2018, 2, "per_10k");
    fixture_build(f);
    says(fixture_text(f, "events"),
         "Ruritania \u2192 Borduria, words | 2018 | 12 in 10,000 reports (11 to 13 in 10,000 "
         "reports) | [no report] | 3.50 points on the Goldstein scale");
    says(fixture_text(f, "events"), "Borduria \u2192 Ruritania, deeds | 2018 | 2 in 10,000");
    never_says(fixture_text(f, "events"), "Borduria \u2192 Ruritania, words");
    assert_null(fixture_chart(&f->page, "events-rate-verbal-made-feed"));
    page_holds(f);
}

static void
two_years_are_drawn(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    reported(f, "events.rate.verbal.made-feed", RUR, BOR, 2017, 10, "per_10k");
    reported(f, "events.rate.verbal.made-feed", RUR, BOR, 2018, 12, "per_10k");
    fixture_build(f);
    c = fixture_chart(&f->page, "events-rate-verbal-made-feed");
    assert_non_null(c);
    assert_int_equal(c->series[0].n, 2);
    assert_non_null(strstr(c->source_line, "made-feed"));
    page_holds(f);
}

static void
the_feed_is_among_the_sources_of_the_page(void **state)
{
    fixture *f = *state;
    bool found = false;

    reported(f, "events.rate.verbal.made-feed", RUR, BOR, 2018, 12, "per_10k");
    fixture_build(f);
    for (size_t i = 0; i < f->page.n_sources; i++)
        found |= strcmp(f->page.sources[i].code, "made-feed") == 0;
    assert_true(found);
}

static void
without_a_feed_the_page_says_that_nothing_is_known(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "events"), "No event feed in this ledger covers the pair");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY("the latest year is a table by direction, words and deeds",
                 the_latest_year_is_a_table_by_direction_words_and_deeds),
        ON_EMPTY("two years are drawn", two_years_are_drawn),
        ON_EMPTY("the feed is among the sources of the page",
                 the_feed_is_among_the_sources_of_the_page),
        ON_EMPTY("without a feed the page says that nothing is known",
                 without_a_feed_the_page_says_that_nothing_is_known),
    };

    return RUN(tests);
}

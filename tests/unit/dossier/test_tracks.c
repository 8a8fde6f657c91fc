/* test_tracks.c: tracks drawn and said, gaps in words only when sure, phases named. */
#include "fixture.h"

#include <string.h>

static ent_estimate *
track(fixture *f, const char *measure, const char *from, const char *to, int year, double value,
      double half, double p)
{
    ent_estimate *e = fixture_estimate(f, measure, from, to, year, year, value, value - half,
                                       value + half, "sd", "");

    e->set = "made-feed";
    e->has_probability = true;
    e->p_above_0 = p;
    return e;
}

static void
each_kind_is_said_and_drawn_both_ways(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    track(f, "track.behaviour", RUR, BOR, 2017, 0.5, 0.4, 0.9);
    track(f, "track.behaviour", RUR, BOR, 2018, 0.75, 0.4, 0.99);
    track(f, "track.behaviour", BOR, RUR, 2018, -0.25, 0.4, 0.2);
    fixture_build(f);
    says(fixture_text(f, "tracks"), "What they do. Latest behaviour: Ruritania towards Borduria "
                                    "0.75 sd (0.35 to 1.15 sd) (2018); Borduria towards Ruritania "
                                    "-0.25 sd");
    never_says(fixture_text(f, "tracks"), "What they say. Latest");
    c = fixture_chart(&f->page, "track-behaviour");
    assert_non_null(c);
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[0].n, 2);
    page_holds(f);
}

static void
a_gap_is_put_in_words_only_when_large_and_sure(void **state)
{
    fixture *f = *state;

    track(f, "track.behaviour", RUR, BOR, 2018, 0.75, 0.4, 0.99);
    track(f, "gap.facade", RUR, BOR, 2018, 2, 0.8, 0.999);
    track(f, "gap.facade", BOR, RUR, 2018, 0.6, 0.8, 0.89);
    track(f, "gap.state_society", BOR, RUR, 2018, -2, 0.8, 0.00001);
    fixture_build(f);
    says(fixture_text(f, "tracks"), "more than 99 % | words stand above deeds");
    says(fixture_text(f, "tracks"), "89 % | no clear difference");
    says(fixture_text(f, "tracks"),
         "less than 1 % | the public feels more warmly than its state acts");
    page_holds(f);
}

static void
words_are_told_relative_to_their_year(void **state)
{
    fixture *f = *state;

    track(f, "track.rhetoric", RUR, BOR, 2018, 0.75, 0.4, 0.99);
    fixture_build(f);
    says(fixture_text(f, "tracks"), "relative to the world average of their year");
    never_says(fixture_text(f, "tracks"), "too narrow");
    page_holds(f);
}

static void
phases_have_names_years_and_the_probability_of_their_break(void **state)
{
    fixture *f = *state;
    static const ent_page_phase phases[] = {{.first_year = 1950,
                                             .last_year = 1959,
                                             .label = "warm",
                                             .level = 1.2,
                                             .low = 1,
                                             .high = 1.4,
                                             .p_start = 1},
                                            {.first_year = 1960,
                                             .last_year = 1989,
                                             .label = "cold",
                                             .level = -1,
                                             .low = -1.2,
                                             .high = -0.8,
                                             .p_start = 0.97,
                                             .start_low = 1959,
                                             .start_high = 1961}};

    track(f, "track.behaviour", RUR, BOR, 2018, 0.75, 0.4, 0.99);
    f->in.pair.phases = phases;
    f->in.pair.n_phases = 2;
    fixture_build(f);
    says(fixture_text(f, "tracks"), "1950\u20131959 | warm | 1.20 (1.00 to 1.40) | first | ");
    says(fixture_text(f, "tracks"),
         "1960\u20131989 | cold | -1.00 (-1.20 to -0.80) | 97 % | 1959\u20131961");
}

static void
without_tracks_the_page_says_so(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "tracks"), "No track can be estimated for this pair");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY("each kind is said and drawn both ways", each_kind_is_said_and_drawn_both_ways),
        ON_EMPTY("a gap is put in words only when large and sure",
                 a_gap_is_put_in_words_only_when_large_and_sure),
        ON_EMPTY("words are told relative to their year", words_are_told_relative_to_their_year),
        ON_EMPTY("phases have names, years and the probability of their break",
                 phases_have_names_years_and_the_probability_of_their_break),
        ON_EMPTY("without tracks the page says so", without_tracks_the_page_says_so),
    };

    return RUN(tests);
}

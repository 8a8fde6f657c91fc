/* test_measures_tracks.c: tracks and gaps as figures with probability, lineage and parameters. */
#include "track_world.h"

#include <math.h>

static void
a_track_is_a_figure_of_the_years_it_has_evidence_for(void **state)
{
    world *w = *state;
    figures f;
    const ent_estimate *e;

    load_pair(w);
    f = measure(w, "CHN", "RUS", NULL);
    e = value_of(f, "track.behaviour:CHN>RUS@1969");
    assert_string_equal(e->unit, "sd");
    assert_true(e->has_probability && e->p_above_0 > 0 && e->p_above_0 < 1);
    assert_non_null(strstr(e->note, "parameters "));
    assert_true(value_of(f, "track.behaviour:RUS>CHN@1969")->value > e->value);
    assert_null(find(f, "track.behaviour:CHN>RUS@2015"));
    assert_non_null(find(f, "track.opinion:RUS>CHN@2018"));
    assert_null(find(f, "track.opinion:CHN>RUS@2018"));
    assert_null(find(f, "gap.facade:CHN>RUS@1969"));
}

static void
the_pairs_figure_is_one_whichever_way_it_is_asked(void **state)
{
    world *w = *state;
    figures f, g;

    load_pair(w);
    f = measure(w, "CHN", "RUS", NULL);
    g = measure(w, "RUS", "CHN", NULL);
    assert_int_equal(f.n, g.n);
    for (size_t i = 0; i < f.n; i++) {
        assert_string_equal(f.items[i].id, g.items[i].id);
        assert_true(fabs(f.items[i].value - g.items[i].value) < 1e-12);
    }
    assert_non_null(find(f, "track.behaviour.pair:CHN>RUS@1969"));
}

static void
without_parameters_there_are_no_tracks(void **state)
{
    world *w = *state;
    figures f;

    load_pair(w);
    f = measure(w, "CHN", "RUS", NULL);
    for (size_t i = 0; i < f.n; i++)
        assert_int_not_equal(strncmp(f.items[i].measure, "track.", 6), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TRACK_WORLD("a track is a figure of the years it has evidence for",
                       a_track_is_a_figure_of_the_years_it_has_evidence_for),
        IN_TRACK_WORLD("the pair's figure is one whichever way it is asked",
                       the_pairs_figure_is_one_whichever_way_it_is_asked),
        IN_WORLD("without parameters there are no tracks", without_parameters_there_are_no_tracks),
    };

    return RUN(tests);
}

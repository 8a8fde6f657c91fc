/* test_tracks.c: tracks of a pair: rows, what holds where, hindsight apart from what was known. */
#include "track_world.h"

#include <math.h>

static ent_track_table
tracks(world *w, const char *a, const char *b, double step)
{
    const ent_date now = {0};
    ent_track_table t = {0};
    ent_pair pair = pair_of(w, a, b);
    ent_error err = {0};

    if (ent_workspace_tracks(w->ws, &pair, &now, step, &w->arena, &t, &err))
        fail_msg("%s", err.text);
    return t;
}

static size_t
row_of(const ent_track_table *t, double year)
{
    for (size_t i = 0; i < t->n; i++)
        if (fabs(t->t[i] - year - 0.5) < 1e-9) return i;
    fail_msg("no row for %g", year);
    return 0;
}

static void
rows_run_from_the_first_to_the_last_evidence(void **state)
{
    world *w = *state;
    ent_track_table t;

    load_pair(w);
    t = tracks(w, "CHN", "RUS", 1);
    assert_true(t.t[0] == 1816.5);
    assert_true(t.t[t.n - 1] == 2018.5);
    assert_true(t.converged);
    assert_int_equal(strlen(t.params_hash), 64);
    assert_int_equal(tracks(w, "CHN", "RUS", 1.0 / 12).n, 12 * t.n);
}

static void
a_row_holds_only_between_evidence_of_its_own(void **state)
{
    world *w = *state;
    ent_track_table t;

    load_pair(w);
    t = tracks(w, "CHN", "RUS", 1);
    assert_true(ent_track_table_holds(&t, row_of(&t, 1960), 1, ENT_SIDE_AB));
    assert_false(ent_track_table_holds(&t, row_of(&t, 2015), 1, ENT_SIDE_AB));
    assert_true(ent_track_table_holds(&t, row_of(&t, 2018), 4, ENT_SIDE_BA));
    assert_false(ent_track_table_holds(&t, row_of(&t, 2018), 4, ENT_SIDE_AB));
    assert_false(ent_track_table_holds(&t, row_of(&t, 2018), 4, ENT_SIDE_MEAN));
    assert_false(ent_track_table_holds(&t, row_of(&t, 2017), 3, ENT_SIDE_AB));
}

/* The clash of 1969 darkens 1968 in hindsight, and could not have been known then. */
static void
hindsight_and_what_was_known_stay_apart(void **state)
{
    world *w = *state;
    ent_track_table t;
    size_t before, after;

    load_pair(w);
    t = tracks(w, "CHN", "RUS", 1);
    before = row_of(&t, 1968);
    after = row_of(&t, 1970);
    assert_true(t.smoothed[before * ENT_TRACKS] < t.filtered[before * ENT_TRACKS]);
    assert_true(t.filtered[after * ENT_TRACKS] < t.filtered[before * ENT_TRACKS]);
}

static void
swapping_the_two_swaps_the_tracks(void **state)
{
    world *w = *state;
    ent_track_table t, s;

    load_pair(w);
    t = tracks(w, "CHN", "RUS", 1);
    s = tracks(w, "RUS", "CHN", 1);
    assert_int_equal(t.n, s.n);
    for (size_t i = 0; i < t.n; i++)
        for (size_t k = 0; k < ENT_TRACKS; k++)
            assert_true(t.smoothed[i * ENT_TRACKS + k] ==
                        s.smoothed[i * ENT_TRACKS + (k + ENT_TRACK_KINDS) % ENT_TRACKS]);
}

static void
no_evidence_is_no_track(void **state)
{
    world *w = *state;
    const ent_date now = {0};
    ent_track_table t = {0};
    ent_pair pair = pair_of(w, "FRA", "DEU");

    assert_int_equal(ent_workspace_tracks(w->ws, &pair, &now, 1, &w->arena, &t, NULL), ENT_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TRACK_WORLD("rows run from the first to the last evidence",
                       rows_run_from_the_first_to_the_last_evidence),
        IN_TRACK_WORLD("a row holds only between evidence of its own",
                       a_row_holds_only_between_evidence_of_its_own),
        IN_TRACK_WORLD("hindsight and what was known stay apart",
                       hindsight_and_what_was_known_stay_apart),
        IN_TRACK_WORLD("swapping the two swaps the tracks", swapping_the_two_swaps_the_tracks),
        IN_TRACK_WORLD("no evidence is no track", no_evidence_is_no_track),
    };

    return RUN(tests);
}

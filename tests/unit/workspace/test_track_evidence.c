/* test_track_evidence.c: what claims and events become as observations of tracks. */
#include "track_world.h"

#include <math.h>

static ent_track_evidence
gather(world *w, const char *a, const char *b)
{
    const ent_date now = {0};
    ent_track_evidence e = {0};
    ent_pair pair = pair_of(w, a, b);
    ent_error err = {0};

    if (ent_workspace_track_evidence(w->ws, &pair, test_params(), &now, &w->arena, &e, &err))
        fail_msg("%s", err.text);
    return e;
}

static const ent_track_obs *
seen(const ent_track_evidence *e, const char *source, ent_track_on on, double year)
{
    size_t at = 0;

    assert_true(ent_track_source_find(test_params(), source, &at));
    for (size_t i = 0; i < e->dyad.n_obs; i++) {
        const ent_track_obs *o = &e->dyad.obs[i];

        if (o->source == at && o->on == on && o->t_first <= year + 0.5 && o->t_last >= year + 0.5)
            return o;
    }
    return NULL;
}

static void
disputes_positions_and_surveys_find_their_tracks(void **state)
{
    world *w = *state;
    ent_track_evidence e;
    const ent_track_obs *o;

    load_pair(w);
    e = gather(w, "CHN", "RUS");
    o = seen(&e, "mid", ENT_ON_B_AB, 1969);
    assert_non_null(o);
    assert_true(o->value == 1); /* use of force; more is friendlier */
    o = seen(&e, "mid", ENT_ON_B_BA, 1969);
    assert_non_null(o);
    assert_true(o->value == 2);
    o = seen(&e, "un.idealpoint", ENT_ON_R, 2017);
    assert_non_null(o);
    assert_true(fabs(o->value - 1) < 1e-12 && o->n > 0);
    o = seen(&e, "opinion.favourable", ENT_ON_O_BA, 2018);
    assert_non_null(o);
    assert_true(fabs(o->value / o->n - 0.65) < 1e-12);
    assert_null(seen(&e, "opinion.favourable", ENT_ON_O_AB, 2018));
}

/* Years inside a list without an entry are peace; years outside it are not known. */
static void
silence_speaks_inside_a_list_only(void **state)
{
    world *w = *state;
    ent_track_evidence e;

    load_pair(w);
    e = gather(w, "CHN", "RUS");
    assert_true(seen(&e, "mid", ENT_ON_B_AB, 1968)->value == 3);
    assert_null(seen(&e, "mid", ENT_ON_B_AB, 2015));
    e = gather(w, "FRA", "DEU");
    assert_true(seen(&e, "mid", ENT_ON_B_AB, 1900)->value == 3);
}

/* Entered one by one, disputes and pledges were picked because they happened. */
static void
claims_without_a_list_are_not_read(void **state)
{
    static const row rows[] = {{.from = "CHN",
                                .to = "RUS",
                                .indicator = "mid.hostility",
                                .valid_from = "1969",
                                .quantity = "4",
                                .unit = "level"},
                               {.from = "CHN",
                                .to = "RUS",
                                .indicator = "alliance.defense",
                                .valid_from = "1950",
                                .valid_to = "1952"}};
    world *w = *state;

    LOAD(w, rows);
    assert_int_equal(gather(w, "CHN", "RUS").dyad.n_obs, 0);
}

static void
asked_the_other_way_round_only_the_sides_change(void **state)
{
    world *w = *state;
    ent_track_evidence e, f;

    load_pair(w);
    e = gather(w, "CHN", "RUS");
    f = gather(w, "RUS", "CHN");
    assert_int_equal(e.dyad.n_obs, f.dyad.n_obs);
    assert_true(e.dyad.t_start == f.dyad.t_start && e.dyad.t_end == f.dyad.t_end);
    assert_int_equal(e.dyad.class_of, f.dyad.class_of);
    assert_true(seen(&e, "mid", ENT_ON_B_AB, 1969)->value ==
                seen(&f, "mid", ENT_ON_B_BA, 1969)->value);
    assert_true(seen(&e, "un.idealpoint", ENT_ON_R, 2017)->value ==
                seen(&f, "un.idealpoint", ENT_ON_R, 2017)->value);
}

static void
coded_words_and_deeds_of_a_feed_are_two_sources(void **state)
{
    world *w = *state;
    static const char *const paths[] = {"tests/data/feed/icews.tab"};
    ent_feed_request request = {.paths = paths, .n_paths = 1};
    ent_feed_summary s = {0};
    ent_track_evidence e;
    const ent_track_obs *o;

    OK(ent_workspace_import_feed(w->ws, &request, &s, NULL));
    e = gather(w, "CHN", "RUS");
    o = seen(&e, "icews.words", ENT_ON_R_AB, 2018 - 0.08);
    assert_non_null(o);
    assert_true(o->n >= 1 && fabs(o->value - 1) < 1e-12);
    assert_true(o->t_last - o->t_first > 0.08 && o->t_last - o->t_first < 0.09);
    assert_null(seen(&e, "icews.deeds", ENT_ON_B_AB, 2018 - 0.08));
    for (size_t i = 0; i < e.dyad.n_obs; i++)
        if (&e.dyad.obs[i] == o) assert_string_equal(e.sets[i], "icews");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TRACK_WORLD("disputes, positions and surveys find their tracks",
                       disputes_positions_and_surveys_find_their_tracks),
        IN_TRACK_WORLD("silence speaks inside a list only", silence_speaks_inside_a_list_only),
        IN_TRACK_WORLD("claims without a list are not read", claims_without_a_list_are_not_read),
        IN_TRACK_WORLD("asked the other way round only the sides change",
                       asked_the_other_way_round_only_the_sides_change),
        IN_TRACK_WORLD("coded words and deeds of a feed are two sources",
                       coded_words_and_deeds_of_a_feed_are_two_sources),
    };

    return RUN(tests);
}

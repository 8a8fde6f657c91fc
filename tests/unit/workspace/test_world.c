/* test_world.c: every pair of members of the state system once, in order, with what was held out.
 */
#include "track_world.h"

static const row MEMBERS[] = {
    {.from = "CHN", .indicator = "system.member", .valid_from = "1949", .valid_to = "2016"},
    {.from = "RUS", .indicator = "system.member", .valid_from = "1816", .valid_to = "2016"},
    {.from = "DEU", .indicator = "system.member", .valid_from = "1955", .valid_to = "2016"},
    {.from = "FRA", .indicator = "system.member", .valid_from = "1816", .valid_to = "1940"},
};

typedef struct met {
    char names[16][8];
    size_t n, n_used, n_held;
    double behaviour;
} met;

static ent_status
meet(void *ctx, const ent_world_pair *pair, ent_error *err)
{
    met *m = ctx;

    (void)err;
    assert_true(m->n < 16);
    snprintf(m->names[m->n++], sizeof m->names[0], "%s%s", pair->a, pair->b);
    m->n_used += pair->n_used;
    m->n_held += pair->evidence->dyad.n_obs - pair->n_used;
    if (strcmp(pair->a, "CHN") == 0 && strcmp(pair->b, "RUS") == 0)
        m->behaviour = pair->result->smoothed[(size_t)(1969 - 1960) * ENT_TRACKS];
    return ENT_OK;
}

static void
pairs_that_were_members_together_come_once_in_order(void **state)
{
    world *w = *state;
    ent_world_options o = {.year_first = 1960, .year_last = 1970};
    met m = {.n = 0};

    LOAD(w, MEMBERS);
    load_pair(w);
    OK(ent_workspace_world(w->ws, &o, meet, &m, NULL));
    assert_int_equal(m.n, 3);
    assert_string_equal(m.names[0], "CHNDEU");
    assert_string_equal(m.names[1], "CHNRUS");
    assert_string_equal(m.names[2], "DEURUS");
    assert_true(m.n_used > 0 && m.n_held == 0);
}

static void
what_is_held_out_is_shown_and_not_used(void **state)
{
    world *w = *state;
    ent_world_options o = {.year_first = 1960, .year_last = 1970};
    met all = {.n = 0}, without = {.n = 0};

    LOAD(w, MEMBERS);
    load_pair(w);
    OK(ent_workspace_world(w->ws, &o, meet, &all, NULL));
    o.held_out = "mid";
    OK(ent_workspace_world(w->ws, &o, meet, &without, NULL));
    assert_true(without.n_held > 0 && without.n_used + without.n_held == all.n_used);
    assert_true(without.behaviour < all.behaviour); /* decades of peace go with the dispute */
    o.held_out = "no such source";
    assert_int_equal(ent_workspace_world(w->ws, &o, meet, &without, NULL), ENT_E_UNKNOWN);
}

static void
threads_change_nothing(void **state)
{
    world *w = *state;
    ent_world_options o = {.year_first = 1960, .year_last = 1970};
    met one = {.n = 0}, two = {.n = 0};

    LOAD(w, MEMBERS);
    load_pair(w);
    OK(ent_workspace_world(w->ws, &o, meet, &one, NULL));
    o.threads = 3;
    OK(ent_workspace_world(w->ws, &o, meet, &two, NULL));
    assert_true(one.behaviour == two.behaviour);
    assert_int_equal(one.n, two.n);
}

static void
without_members_there_is_no_world(void **state)
{
    world *w = *state;
    ent_world_options o = {.year_first = 1960, .year_last = 1970};
    met m = {.n = 0};

    assert_int_equal(ent_workspace_world(w->ws, &o, meet, &m, NULL), ENT_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TRACK_WORLD("pairs that were members together come once, in order",
                       pairs_that_were_members_together_come_once_in_order),
        IN_TRACK_WORLD("what is held out is shown and not used",
                       what_is_held_out_is_shown_and_not_used),
        IN_TRACK_WORLD("threads change nothing", threads_change_nothing),
        IN_TRACK_WORLD("without members there is no world", without_members_there_is_no_world),
    };

    return RUN(tests);
}

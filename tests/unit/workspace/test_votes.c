/* test_votes.c: the ledger's votes as flat arrays: sessions, doubles, the void session, none. */
#include "workspace_test.h"

#define VOTE(call, state, day, v)                                                                \
    {                                                                                            \
        .record = call, .from = state, .indicator = "un.vote", .valid_from = day, .intensity = v \
    }

static const row VOTES[] = {
    VOTE("call-1", "ISL", "2011-10-01", "1"),  VOTE("call-1", "BTN", "2011-10-01", "0"),
    VOTE("call-2", "ISL", "2012-08-31", "-1"), VOTE("call-2", "BTN", "2012-08-31", "1"),
    VOTE("call-3", "ISL", "2012-09-01", "1"),  VOTE("call-4", "ISL", "1964-12-01", "1"),
};

static void
votes_come_with_their_session(void **state)
{
    world *w = *state;
    const ent_date always = {0};
    ent_votes v = {0};

    LOAD(w, VOTES);
    OK(ent_workspace_votes(w->ws, &always, &w->arena, &v, NULL));
    assert_int_equal(v.votes.n, 5); /* session 19, of 1964, is void */
    assert_int_equal(v.votes.n_voters, 2);
    assert_int_equal(v.votes.n_roll_calls, 3);
    assert_string_equal(v.lines[0], "BTN");
    assert_string_equal(v.lines[1], "ISL");
    assert_string_equal(v.records[0], "call-1");
    assert_int_equal(v.votes.session[0], 66);
    assert_int_equal(v.votes.session[1], 66);
    assert_int_equal(v.votes.session[2], 67);
    assert_int_equal(v.votes.vote[0], ENT_IDEAL_ABSTAIN);
    assert_int_equal(v.votes.vote[1], ENT_IDEAL_YES);
    assert_int_equal(v.votes.vote[3], ENT_IDEAL_NO);
}

static void
a_ledger_without_votes_has_none(void **state)
{
    world *w = *state;
    const ent_date always = {0}, early = {.year = 2000, .precision = ENT_PREC_YEAR};
    ent_votes v = {0};

    assert_int_equal(ent_workspace_votes(w->ws, &always, &w->arena, &v, NULL), ENT_NONE);
    LOAD(w, VOTES);
    assert_int_equal(ent_workspace_votes(w->ws, &early, &w->arena, &v, NULL), ENT_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("votes come with their session", votes_come_with_their_session),
        IN_WORLD("a ledger without votes has none", a_ledger_without_votes_has_none),
    };

    return RUN(tests);
}

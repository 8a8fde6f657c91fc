/* test_ideal_prepare.c: votes made into items and states: unanimity, gaps, order, refusals. */
#include "../check.h"

#include "measure/ideal_priv.h"

/* Calls 0 and 1 in session 1, 2 in session 2, 3 in session 4; voter 1 is away in session 2. */
static const uint32_t SESSION[] = {1, 1, 2, 4};
static const uint32_t CALL[] = {0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3};
static const uint32_t VOTER[] = {0, 1, 2, 0, 1, 2, 0, 2, 0, 1, 2};
static const uint8_t VOTE[] = {0, 1, 2, 0, 0, 0, 0, 2, 1, 2, 1};

static ent_ideal_votes
votes(void)
{
    return (ent_ideal_votes){.roll_call = CALL,
                             .voter = VOTER,
                             .vote = VOTE,
                             .n = COUNT(CALL),
                             .session = SESSION,
                             .n_roll_calls = COUNT(SESSION),
                             .n_voters = 3};
}

static void
unanimous_calls_go_and_gaps_are_filled(void **state)
{
    ent_ideal_votes v = votes();
    ideal_data d = {0};

    (void)state;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_OK);
    assert_int_equal(d.n_items, 3); /* call 1 was unanimous */
    assert_int_equal(d.n_obs, 8);
    assert_int_equal(d.n_blocks, 3);
    assert_int_equal(d.n_states, 9); /* voter 1 has a state in session 2, without votes */
    assert_int_equal(d.n_votes[4], 0);
    assert_int_equal(d.next[1], 4);
    assert_int_equal(d.next[4], 7);
    assert_true(d.next[7] == IDEAL_NONE && d.first[1] && !d.first[4]);
    assert_int_equal(d.item_cuts[0], 2);
    assert_int_equal(d.item_cuts[1], 1); /* yes and no */
    assert_int_equal(d.obs[4].category, 1);
    assert_int_equal(d.item_seen[2], 6); /* abstain and no */
    assert_int_equal(d.obs[5].category, 0);
    assert_int_equal(d.obs[6].category, 1);
    ideal_data_clear(&d);
}

static void
repeated_calls_share_an_item(void **state)
{
    const uint32_t item[] = {0, 1, 0, 3};
    ent_ideal_votes v = votes();
    ideal_data d = {0};

    (void)state;
    v.item = item;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_OK);
    assert_int_equal(d.n_items, 2);
    assert_int_equal(d.item_start[1], 5);
    ideal_data_clear(&d);
}

static void
indices_out_of_range_and_double_votes_are_refused(void **state)
{
    static const uint32_t far_call[] = {9, 0, 0, 1, 1, 1, 2, 2, 3, 3, 3};
    static const uint32_t twice[] = {0, 0, 2, 0, 1, 2, 0, 2, 0, 1, 2};
    static const uint8_t yes[COUNT(CALL)] = {0};
    const uint32_t far_item[] = {0, 1, 9, 3};
    ent_ideal_votes v = votes();
    ideal_data d = {0};

    (void)state;
    v.roll_call = far_call;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_E_DOMAIN);
    v = votes();
    v.voter = twice;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_E_DOMAIN);
    v = votes();
    v.item = far_item;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_E_DOMAIN);
    v = votes();
    v.vote = yes;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_E_SHAPE);
    v = votes();
    v.n_roll_calls = ENT_IDEAL_CALLS_MAX + 1;
    assert_int_equal(ideal_prepare(&v, &d, NULL), ENT_E_LIMIT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("unanimous calls go and gaps are filled", unanimous_calls_go_and_gaps_are_filled),
        FACT("repeated calls share an item", repeated_calls_share_an_item),
        FACT("indices out of range and double votes are refused",
             indices_out_of_range_and_double_votes_are_refused),
    };

    return RUN(tests);
}

/* test_cells.c: cells are found again by key, and come out in order. */
#include "feed_test.h"

static feed_key
any_key(dice *d)
{
    return feed_key_of(1 + dice_below(d, 30), 1 + dice_below(d, 30), dice_below(d, 9),
                       dice_below(d, 3), 1 + dice_below(d, 20), (int32_t)dice_below(d, 40) - 20,
                       (int32_t)dice_below(d, 3));
}

static void
a_key_has_one_cell(void **state)
{
    feed_cells t = {.max_cells = 100000};
    dice d = {1};
    uint32_t rows = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        ent_event_cell *c = NULL;

        assert_int_equal(feed_cells_at(&t, any_key(&d), &c, NULL), ENT_OK);
        feed_cells_prefetch(&t, any_key(&d));
        c->n++;
    }
    assert_int_equal(feed_cells_sort(&t, NULL), ENT_OK);
    for (size_t i = 0; i < t.n; i++) {
        rows += t.cells[t.ranks[i].at].n;
        if (i)
            assert_true(
                ent_event_cell_compare(&t.cells[t.ranks[i - 1].at], &t.cells[t.ranks[i].at]) < 0);
    }
    assert_int_equal(rows, 20000);
    feed_cells_clear(&t);
}

static void
a_key_keeps_its_parts(void **state)
{
    feed_cells t = {.max_cells = 10};
    ent_event_cell *c = NULL;

    (void)state;
    assert_int_equal(feed_cells_at(&t,
                                   feed_key_of(FEED_LINES_MAX, 7, ENT_ROLE_CVL, ENT_ROLE_MIL, 250,
                                               FEED_DAY_MIN, FEED_DAY_MAX),
                                   &c, NULL),
                     ENT_OK);
    assert_int_equal(c->from, FEED_LINES_MAX);
    assert_int_equal(c->to, 7);
    assert_int_equal(c->from_role, ENT_ROLE_CVL);
    assert_int_equal(c->to_role, ENT_ROLE_MIL);
    assert_int_equal(c->class_number, 250);
    assert_int_equal(c->day, FEED_DAY_MIN);
    assert_int_equal(c->known_day, FEED_DAY_MAX);
    feed_cells_clear(&t);
}

static void
a_full_table_says_so_and_can_be_emptied(void **state)
{
    feed_cells t = {.max_cells = 3};
    ent_event_cell *c = NULL;

    (void)state;
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 1; i <= 3; i++)
            assert_int_equal(feed_cells_at(&t, feed_key_of(i, 9, 0, 0, 1, 0, 0), &c, NULL), ENT_OK);
        assert_int_equal(feed_cells_at(&t, feed_key_of(4, 9, 0, 0, 1, 0, 0), &c, NULL), ENT_NONE);
        assert_int_equal(feed_cells_at(&t, feed_key_of(2, 9, 0, 0, 1, 0, 0), &c, NULL), ENT_OK);
        feed_cells_reset(&t);
        assert_int_equal(t.n, 0);
    }
    feed_cells_clear(&t);
    feed_cells_clear(NULL);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("a key has one cell, and cells come in order", a_key_has_one_cell),
        FACT("a key keeps its parts at their limits", a_key_keeps_its_parts),
        FACT("a full table says so and can be emptied", a_full_table_says_so_and_can_be_emptied),
    };

    return RUN(tests);
}

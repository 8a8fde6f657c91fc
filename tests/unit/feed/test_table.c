/* test_table.c: the sink in memory unites what several commits bring, or only counts. */
#include "feed_test.h"

static void
send(ent_event_table *t, unsigned to, int commits)
{
    const ent_event_segment segment = {.feed = "gdelt-2", .file = "a", .digest = "00ff"};
    const ent_event_cell cells[] = {{.from = 1, .to = (uint16_t)to, .n = 1, .sketch = 1},
                                    {.from = 1, .to = 9, .n = 2, .sketch = 6}};
    const ent_event_exposure rows[] = {{.month = 3, .class_number = 2, .rows = 5, .dyadic = 4}};
    const ent_event_actor actors[] = {{"CHN", "CHN", 7, -3, (int32_t)to}};
    const ent_error why = {.text = "no"};

    for (int i = 0; i < commits; i++) {
        assert_int_equal(t->sink.segment(&t->sink, &segment, NULL), ENT_OK);
        assert_int_equal(t->sink.reject(&t->sink, &why, "raw", NULL), ENT_OK);
        assert_int_equal(t->sink.cells(&t->sink, cells, 2, NULL), ENT_OK);
        assert_int_equal(t->sink.exposure(&t->sink, rows, 1, NULL), ENT_OK);
        assert_int_equal(t->sink.actors(&t->sink, actors, 1, NULL), ENT_OK);
        assert_int_equal(t->sink.commit(&t->sink, NULL), ENT_OK);
    }
}

static void
commits_are_united(void **state)
{
    ent_event_table t;
    bool known = false;

    (void)state;
    ent_event_table_init(&t, false);
    send(&t, 5, 2);
    send(&t, 3, 1);
    assert_int_equal(t.n_commits, 3);
    assert_int_equal(t.n_cells, 3);
    assert_int_equal(t.cells[0].to, 3);
    assert_int_equal(t.cells[1].n, 2);
    assert_int_equal(t.cells[2].n, 6);
    assert_int_equal(t.cells[2].reports, 2);
    assert_int_equal(t.n_exposure, 1);
    assert_int_equal(t.exposure[0].rows, 15);
    assert_int_equal(t.n_actors, 1);
    assert_int_equal(t.actors[0].rows, 21);
    assert_int_equal(t.actors[0].last_day, 5);
    assert_int_equal(t.n_rejects, 3);
    assert_string_equal(t.rejects[2].text, "no");
    assert_int_equal(t.sink.known(&t.sink, &(ent_event_segment){.digest = "00ff"}, &known, NULL),
                     ENT_OK);
    assert_true(known);
    assert_int_equal(t.sink.known(&t.sink, &(ent_event_segment){.digest = "00fe"}, &known, NULL),
                     ENT_OK);
    assert_false(known);
    ent_event_table_clear(&t);
    ent_event_table_clear(NULL);
}

static void
sums_that_do_not_fit_end_the_commit(void **state)
{
    const ent_event_cell full = {.from = 1, .to = 2, .n = UINT32_MAX};
    ent_event_table t;
    ent_error err = {0};

    (void)state;
    ent_event_table_init(&t, false);
    assert_int_equal(t.sink.cells(&t.sink, &full, 1, &err), ENT_OK);
    assert_int_equal(t.sink.commit(&t.sink, &err), ENT_OK);
    assert_int_equal(t.sink.cells(&t.sink, &full, 1, &err), ENT_OK);
    assert_int_equal(t.sink.commit(&t.sink, &err), ENT_E_LIMIT);
    ent_event_table_clear(&t);
}

static void
counting_keeps_nothing(void **state)
{
    ent_event_table t;

    (void)state;
    ent_event_table_init(&t, true);
    send(&t, 5, 2);
    assert_int_equal(t.n_cells, 4);
    assert_int_equal(t.n_segments, 2);
    assert_int_equal(t.n_rejects, 2);
    assert_null(t.cells);
    assert_null(t.rejects);
    ent_event_table_clear(&t);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("commits are united", commits_are_united),
        FACT("sums that do not fit end the commit", sums_that_do_not_fit_end_the_commit),
        FACT("counting keeps nothing", counting_keeps_nothing),
    };

    return RUN(tests);
}

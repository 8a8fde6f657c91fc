/* test_runs.c: spilled and merged, cells are what they would have been in memory. */
#include "feed_test.h"

static const char *
folder(void)
{
    return getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
}

/* What a merge gave. */
typedef struct taken {
    ent_event_cell cells[6000];
    size_t n;
} taken;

static ent_status
take(void *ctx, const ent_event_cell *cells, size_t n, ent_error *err)
{
    taken *t = ctx;

    (void)err;
    assert_true(t->n + n <= COUNT(t->cells));
    memcpy(t->cells + t->n, cells, n * sizeof *cells);
    t->n += n;
    return ENT_OK;
}

static ent_status
refuse(void *ctx, const ent_event_cell *cells, size_t n, ent_error *err)
{
    (void)ctx, (void)cells, (void)n;
    return ent_fail(err, ENT_E_IO, "no");
}

/* The same rows into a table of so many cells, spilled whenever it is full. */
static void
fill(feed_cells *t, feed_runs *runs, unsigned rows)
{
    dice d = {4};

    for (unsigned i = 0; i < rows; i++) {
        feed_key key = feed_key_of(1 + dice_below(&d, 50), 1 + dice_below(&d, 50), 0, 0, 1,
                                   (int32_t)dice_below(&d, 3), 0);
        ent_event_cell *c = NULL;
        ent_status st = feed_cells_at(t, key, &c, NULL);

        if (st == ENT_NONE) {
            assert_int_equal(feed_runs_spill(runs, t, NULL), ENT_OK);
            st = feed_cells_at(t, key, &c, NULL);
        }
        assert_int_equal(st, ENT_OK);
        c->n++;
        c->tone_milli += (int64_t)dice_below(&d, 100) - 50;
        c->sketch |= UINT64_C(1) << dice_below(&d, 64);
    }
}

static void
runs_merge_to_the_table_they_were(void **state)
{
    static taken want, got;
    static const size_t sizes[] = {5000, 1000, 37, 7};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        feed_cells t = {.max_cells = sizes[i]};
        feed_runs runs = {.dir = folder()};
        taken *out = i ? &got : &want;

        out->n = 0;
        fill(&t, &runs, 8000);
        assert_true(runs.n <= FEED_RUNS_MAX);
        assert_int_equal(runs.n > 0, i > 0);
        assert_int_equal(feed_runs_merge(&runs, &t, take, out, NULL), ENT_OK);
        assert_int_equal(runs.n, 0);
        assert_int_equal(t.n, 0);
        assert_int_equal(out->n, want.n);
        assert_memory_equal(out->cells, want.cells, want.n * sizeof *want.cells);
        feed_cells_clear(&t);
    }
    for (size_t i = 1; i < want.n; i++)
        assert_true(ent_event_cell_compare(&want.cells[i - 1], &want.cells[i]) < 0);
}

static void
runs_can_be_handed_on(void **state)
{
    static taken want, got;
    feed_cells t = {.max_cells = 25}, none = {0};
    feed_runs runs = {.dir = folder()}, other = {.dir = folder()};

    (void)state;
    fill(&t, &runs, 3000);
    assert_int_equal(feed_runs_spill(&runs, &t, NULL), ENT_OK);
    for (int i = 0; i < 3; i++) { /* more than there is room for */
        fill(&t, &other, 3000);
        assert_int_equal(feed_runs_spill(&other, &t, NULL), ENT_OK);
        assert_int_equal(feed_runs_move(&runs, &other, NULL), ENT_OK);
        assert_int_equal(other.n, 0);
    }
    assert_int_equal(feed_runs_merge(&runs, &none, take, &got, NULL), ENT_OK);
    fill(&t, &other, 3000);
    assert_int_equal(feed_runs_merge(&other, &t, take, &want, NULL), ENT_OK);
    assert_int_equal(got.n, want.n);
    for (size_t i = 0; i < got.n; i++)
        assert_int_equal(got.cells[i].n, 4 * want.cells[i].n);
    feed_cells_clear(&t);
    feed_cells_clear(&none);
}

static void
what_goes_wrong_is_told(void **state)
{
    feed_cells t = {.max_cells = 5000};
    feed_runs nowhere = {.limit_bytes = 12345}, wrong = {.dir = "/nowhere/at/all"};
    ent_error err = {0};

    (void)state;
    fill(&t, &nowhere, 100);
    assert_int_equal(feed_runs_spill(&nowhere, &t, &err), ENT_E_LIMIT);
    assert_non_null(strstr(err.text, "12345"));
    assert_int_equal(feed_runs_spill(&wrong, &t, &err), ENT_E_IO);
    assert_non_null(strstr(err.text, "/nowhere/at/all"));
    assert_int_equal(feed_runs_merge(&wrong, &t, refuse, NULL, &err), ENT_E_IO);
    assert_true(t.n > 0);
    t.cells[0].n = UINT32_MAX;
    wrong.dir = folder();
    assert_int_equal(feed_runs_spill(&wrong, &t, &err), ENT_OK);
    fill(&t, &wrong, 100);
    assert_int_equal(feed_runs_merge(&wrong, &t, take, &(taken){0}, &err), ENT_E_LIMIT);
    feed_runs_clear(&wrong);
    feed_cells_clear(&t);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("runs merge to the table they were", runs_merge_to_the_table_they_were),
        FACT("runs can be handed on", runs_can_be_handed_on),
        FACT("what goes wrong is told", what_goes_wrong_is_told),
    };

    return RUN(tests);
}

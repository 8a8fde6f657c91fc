/* test_track_faults.c: every allocation of a run, a score and a reading fails in turn. */
#include "../unit/track/oracle.h"

#include "base/faults.h"

#include <stdlib.h>

enum { DYADS = 3, VALUES = 12, GRID = 4 };
static const double grid[GRID] = {1990, 1995, 2000, 2005};

static ent_track_params params, back;
static ent_track_obs obs[DYADS][VALUES];
static ent_track_dyad dyads[DYADS];
static ent_track_score score;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *out, ent_error *err)
{
    (void)ctx;
    (void)err;
    *out = dyads[i];
    return ENT_OK;
}

static ent_status
run_once(ent_error *err)
{
    ent_track_io io = {NULL, take, NULL};
    ent_track_options options = {.grid = grid, .n_grid = GRID, .threads = 2, .lanes = 2};

    return ent_tracks_run(&params, DYADS, &io, &options, err);
}

static ent_status
score_once(ent_error *err)
{
    ent_track_io io = {NULL, take, NULL};
    ent_track_options options = {.lanes = 2};

    return ent_tracks_score(&params, DYADS, &io, &options, &score, err);
}

static ent_status
read_once(ent_error *err)
{
    ent_buf text = {.max = 0};
    ent_status st = ent_track_params_write(&params, &text, err);

    if (!st) st = ent_track_params_read(text.data, text.len, "params", &back, err);
    ent_buf_clear(&text);
    return st;
}

/* Each allocation in turn: the right status, and at last none is left to fail. */
static void
fail_each(ent_status (*once)(ent_error *))
{
    ent_error err = {.status = ENT_OK};
    ent_status st = ENT_E_NOMEM;
    uint64_t nth = 0;

    while (st != ENT_OK) {
        ent_fault_set(ENT_FAULT_ALLOC, ++nth, false);
        st = once(&err);
        if (st != ENT_OK) assert_int_equal(st, ENT_E_NOMEM);
        assert_true(nth < 5000);
    }
    ent_fault_set(ENT_FAULT_ALLOC, 0, false);
    assert_true(nth > 2);
}

static void
test_each(void **state)
{
    dice d = {41};

    (void)state;
    oracle_params(&d, &params);
    params.sources[0].outliers = .05;
    for (size_t i = 0; i < DYADS; i++)
        oracle_dyad(&d, VALUES, obs[i], &dyads[i]);
    fail_each(run_once);
    fail_each(score_once);
    fail_each(read_once);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a failed allocation ends with the right status", test_each),
    };

    return RUN(tests);
}

/* kill9.c: an import killed at random moments, over and over: nothing that was committed is lost.
 */
#include "../unit/ledger/event_test.h"
#include "../unit/ledger/file_test.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

/* Rounds come from the command line: few in `make check`, 200 in `make check-full`. */
static int rounds = 10;
static uint64_t seed = 20240601;

static uint64_t
next_random(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* Import number i has so many claims, so that each tells how much of it is there. Small ones end
 * soon, so that the moment of the commit is met often; large ones are written in batches. */
static int
size_of(int64_t i)
{
    static const int sizes[] = {1, 700, 40000, 50, 9000};

    return sizes[i % 5] + (int)i;
}

/* Every third import is one of events: as many cells, of a day each. */
static bool
is_events(int64_t i)
{
    return i % 3 == 0;
}

static ent_status
events_number(ent_ledger *ledger, int64_t i, ent_error *err)
{
    enum { BATCH = 1000 };
    char name[32];
    ent_event_segment g;
    ent_event_cell batch[BATCH];
    ent_events_info info = feed_info("feed");
    ent_event_sink *sink = NULL;
    ent_status st = ent_ledger_events_begin(ledger, &info, &sink, err);

    (void)ent_snprintf(name, sizeof name, "%lld.csv", (long long)i);
    g = stretch(name, 1, (uint64_t)size_of(i), "1980-01-01", "2020-01-01");
    if (!st) st = sink->segment(sink, &g, err);
    for (int k = 0; k < size_of(i) && !st; k += BATCH) {
        int n = size_of(i) - k < BATCH ? size_of(i) - k : BATCH;

        for (int m = 0; m < n; m++) {
            batch[m] = cell("1980-01-01", 1, 1);
            batch[m].day = batch[m].known_day += k + m;
        }
        st = sink->cells(sink, batch, (size_t)n, err);
    }
    if (!st) st = sink->commit(sink, err);
    ent_ledger_events_end(ledger, sink);
    return st;
}

static ent_status
import_number(ent_ledger *ledger, int64_t i, ent_error *err)
{
    char sha[32], record[48] = "";
    ent_import_info info;
    ent_import *import = NULL;
    ent_import_summary sum;
    ent_sink *sink;
    ent_claim c = goods(record, "1994", (double)i);
    ent_status st;

    if (is_events(i)) return events_number(ledger, i, err);
    (void)ent_snprintf(sha, sizeof sha, "%lld", (long long)i);
    info = file_info(sha, "2001");
    st = ent_import_begin(ledger, &info, &import, err);
    if (st) return st;
    sink = ent_import_sink(import);
    c.label = i % 2 ? "Treaty of somewhere" : NULL;
    for (int k = 0; k < size_of(i) && !st; k++) {
        (void)ent_snprintf(record, sizeof record, "%lld-%d", (long long)i, k);
        st = sink->row(sink, err);
        if (!st) st = sink->accept(sink, &c, err);
    }
    if (st) {
        ent_import_abort(import);
        return st;
    }
    return ent_import_commit(import, &sum, err);
}

/* The child: import after import from number i on, a byte down the pipe for each that is in. */
static void
import_until_killed(int64_t i, int pipe_to)
{
    ent_ledger_options options = {.create = true};
    ent_ledger *ledger = NULL;
    ent_error err = {0};

    if (ent_ledger_open(test_path, &options, &ledger, &err)) _exit(1);
    for (;; i++)
        if (import_number(ledger, i, &err) || write(pipe_to, "c", 1) != 1) _exit(2);
}

static void
wait_us(uint64_t us)
{
    struct timespec t = {.tv_sec = (time_t)(us / 1000000), .tv_nsec = (long)(us % 1000000) * 1000};

    while (nanosleep(&t, &t) != 0 && errno == EINTR)
        continue;
}

/* Start, wait, kill; how many imports the child said were in. */
static int64_t
run_and_kill(int64_t from, uint64_t us)
{
    int ends[2], status = 0;
    int64_t said = 0;
    char c;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)close(ends[0]);
        import_until_killed(from, ends[1]);
    }
    (void)close(ends[1]);
    wait_us(us);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    while (read(ends[0], &c, 1) == 1)
        said++;
    (void)close(ends[0]);
    return said;
}

/* A reader that may not write says so, or sees whole imports only. */
static void
look_without_writing(int64_t at_least, int64_t at_most)
{
    ent_ledger_options options = {.read_only = true};
    ent_ledger *ledger = NULL;
    ent_error err = {0};
    ent_verify_report r;
    ent_status st = ent_ledger_open(test_path, &options, &ledger, &err);

    if (st == ENT_E_IO) HAS(err.text, "cut-off import");
    if (st == ENT_OK && ent_ledger_verify(ledger, &r, &err) == ENT_OK) {
        if (!r.intact) fail_msg("%s", r.problem);
        assert_in_range(r.imports, at_least, at_most);
    } else if (st == ENT_OK) {
        assert_int_equal(err.status, ENT_E_IO);
    }
    ent_ledger_close(ledger);
}

/* Exactly the imports that were committed: all that were told, at most one more, each whole. */
static int64_t
look(int64_t before, int64_t said)
{
    ent_ledger_options options = {.create = true};
    ent_ledger *ledger = NULL;
    ent_error err = {0};
    ent_arena arena = {0};
    ent_verify_report r;
    ent_import_record *imports = NULL;
    size_t n = 0;

    if (ent_ledger_open(test_path, &options, &ledger, &err)) fail_msg("%s", err.text);
    if (ent_ledger_verify(ledger, &r, &err)) fail_msg("%s", err.text);
    if (!r.intact) fail_msg("%s", r.problem);
    assert_in_range(r.imports, before + said, before + said + 1);
    assert_int_equal(ent_ledger_imports(ledger, &arena, &imports, &n, &err), ENT_OK);
    for (size_t i = 0; i < n; i++)
        if (is_events((int64_t)i + 1))
            assert_int_equal(imports[i].tally.kept, size_of((int64_t)i + 1));
        else
            assert_int_equal(imports[i].added, size_of((int64_t)i + 1));
    ent_arena_clear(&arena);
    ent_ledger_close(ledger);
    /* A journal in which nothing was written may lie about, but it is in nobody's way. */
    options.read_only = true;
    if (ent_ledger_open(test_path, &options, &ledger, &err)) fail_msg("%s", err.text);
    ent_ledger_close(ledger);
    return (int64_t)n;
}

static void
what_was_committed_survives_a_kill_at_any_moment(void **state)
{
    int64_t held = 0, kills_inside = 0;
    uint64_t range_us = 300000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        int64_t said;

        /* Half of the kills soon after the start, where small imports commit one after another. */
        said =
            run_and_kill(held + 1, 10000 + next_random() % (round % 2 ? range_us : range_us / 8));
        if (access(test_path, F_OK) == 0) look_without_writing(held + said, held + said + 1);
        kills_inside += files_in_folder(false) > 1;
        held = look(held, said);
        if (held > 60) { /* verification should not take all the time */
            (void)files_in_folder(true);
            held = 0;
        }
    }
    print_message("# %d kills, %d of them inside a transaction\n", rounds, (int)kills_inside);
}

int
main(int argc, char **argv)
{
    const struct CMUnitTest kills[] = {
        cmocka_unit_test(what_was_committed_survives_a_kill_at_any_moment),
    };
    int64_t n = 0;

    if (argc > 1 && ent_parse_i64(argv[1], &n, NULL) == ENT_OK) rounds = (int)n;
    return cmocka_run_group_tests(kills, make_folder, remove_folder);
}

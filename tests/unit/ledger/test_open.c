/* test_open.c: which files open, how, and what each refusal says. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "file_test.h"

static ent_status
try_open(held_ledger *h, ent_ledger_options options)
{
    ent_ledger *ledger = NULL;
    ent_status st;

    memset(&h->err, 0, sizeof h->err);
    st = ent_ledger_open(test_path, &options, &ledger, &h->err);
    ent_ledger_close(ledger);
    return st;
}

static void
write_file(const char *bytes, size_t n)
{
    assert_int_equal(ent_file_write(test_path, bytes, n, NULL), ENT_OK);
}

static void
close_file(held_ledger *h)
{
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
}

static void
it_is_made_only_when_asked(void **state)
{
    held_ledger *h = *state;

    close_file(h);
    assert_int_equal(unlink(test_path), 0);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_IO);
    HAS(h->err.text, test_path);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = false}), ENT_E_IO);
    assert_int_equal(files_in_folder(false), 0);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_OK);
    assert_int_equal(files_in_folder(false), 1);
}

static void
a_path_is_needed(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.create = true};
    ent_ledger *ledger = NULL;

    assert_int_equal(ent_ledger_open(NULL, &options, &ledger, &h->err), ENT_E_IO);
    assert_int_equal(ent_ledger_open("", &options, &ledger, &h->err), ENT_E_IO);
    assert_int_equal(ent_ledger_open(test_folder, &options, &ledger, &h->err), ENT_E_IO);
    assert_null(ledger);
}

static void
what_is_no_ledger_is_told_apart(void **state)
{
    static const char text[] = "from,to,year\nCHN,RUS,1994\n";
    held_ledger *h = *state;
    char noise[8192];

    close_file(h);
    write_file(text, sizeof text - 1);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_CORRUPT);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_E_CORRUPT);
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (char)(i * 131);
    write_file(noise, sizeof noise);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_E_CORRUPT);
    write_file("", 0);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = false}), ENT_E_CORRUPT);
    HAS(h->err.text, "empty");
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_FORMAT);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_OK);
}

static void
another_database_is_left_alone(void **state)
{
    held_ledger *h = *state;

    close_file(h);
    assert_int_equal(unlink(test_path), 0);
    assert_int_equal(do_sql("CREATE TABLE recipes(name TEXT)"), SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_E_CORRUPT);
    HAS(h->err.text, "not an Entente ledger");
    assert_int_equal(do_sql("DROP TABLE recipes"), SQLITE_OK);
}

static void
a_newer_schema_is_refused_an_older_one_migrated(void **state)
{
    held_ledger *h = *state;

    close_file(h);
    assert_int_equal(do_sql("PRAGMA user_version = 99"), SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_E_FORMAT);
    HAS(h->err.text, "newer");
    assert_int_equal(unlink(test_path), 0);
    /* Schema 0 is an empty file of ours. */
    assert_int_equal(do_sql("PRAGMA application_id = 0x456e746e; PRAGMA user_version = 0;"
                            "CREATE TABLE x(a); DROP TABLE x"),
                     SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_FORMAT);
    HAS(h->err.text, "migrating");
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_OK);
}

/* What schema 3 added. */
#define DROP_3                                                                  \
    "DROP VIEW event_cells; DROP VIEW event_segments; DROP TABLE event_import;" \
    "DROP TABLE event_segment; DROP TABLE event_class; DROP TABLE event_pair;"  \
    "DROP TABLE event_block; DROP TABLE event_cell; DROP TABLE event_exposure;" \
    "DROP TABLE event_actor; DROP VIEW votes; DROP TABLE vote_call;"            \
    "DROP TABLE vote_choice; DROP TABLE vote_block; DROP TABLE vote;"

static void
a_ledger_of_schema_2_is_brought_up_to_date(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1);
    ent_events_held *held = NULL;
    size_t n = 9;
    char chain[ENT_SHA256_HEX_MAX];

    import_all(h, "01", "2001", &a, 1);
    (void)ent_snprintf(chain, sizeof chain, "%s", verify(h).chain);
    close_file(h);
    assert_int_equal(do_sql(DROP_3 "PRAGMA user_version = 2"), SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_FORMAT);
    HAS(h->err.text, "schema 2");
    reopen(h, false);
    assert_true(verify(h).intact);
    assert_string_equal(verify(h).chain, chain);
    assert_int_equal(ent_ledger_events_held(h->ledger, &h->arena, &held, &n, &h->err), ENT_OK);
    assert_int_equal(n, 0);
}

/* Schema 1 had no sightings; its imports keep their chain. */
static void
a_ledger_of_schema_1_is_brought_up_to_date(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1);

    import_all(h, "01", "2001", &a, 1);
    close_file(h);
    assert_int_equal(do_sql(DROP_3 "DROP TABLE sighting; PRAGMA user_version = 1"), SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.read_only = true}), ENT_E_FORMAT);
    HAS(h->err.text, "schema 1");
    reopen(h, false);
    assert_true(verify(h).intact);
    assert_int_equal(import_all(h, "02", "2000", &a, 1).known, 1);
    assert_true(value_as_of(h, "2000") == 1);
    assert_true(verify(h).intact);
}

/* A table in the way makes the migration fail: then nothing of it is kept. */
static void
a_migration_is_whole_or_not_at_all(void **state)
{
    held_ledger *h = *state;

    close_file(h);
    assert_int_equal(unlink(test_path), 0);
    assert_int_equal(do_sql("PRAGMA application_id = 0x456e746e; CREATE TABLE source(a)"),
                     SQLITE_OK);
    assert_int_equal(try_open(h, (ent_ledger_options){.create = true}), ENT_E_IO);
    assert_int_equal(do_sql("SELECT a FROM source; CREATE TABLE claim(x)"), SQLITE_OK);
}

static void
reading_leaves_no_trace(void **state)
{
    held_ledger *h = *state;
    ent_claim c = goods("1", "1994", 1);
    ent_buf before = {0}, after = {0};

    import_all(h, "01", "2001", &c, 1);
    close_file(h);
    assert_int_equal(files_in_folder(false), 1); /* nor does writing, once it is over */
    assert_int_equal(ent_file_read(test_path, &before, &h->err), ENT_OK);
    reopen(h, true);
    assert_true(value_as_of(h, "") == 1);
    assert_true(verify(h).intact);
    assert_int_equal(files_in_folder(false), 1);
    close_file(h);
    assert_int_equal(files_in_folder(false), 1);
    assert_int_equal(ent_file_read(test_path, &after, &h->err), ENT_OK);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    ent_buf_clear(&before);
    ent_buf_clear(&after);
}

static void
a_second_import_is_told_to_wait(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.create = false};
    ent_ledger *second = NULL;
    ent_import_info info = file_info("02", "2001");
    ent_import *first = begin(h, "01", "2001"), *import = NULL;
    ent_claim c = goods("1", "1994", 1);

    give(first, &c);
    assert_int_equal(ent_ledger_open(test_path, &options, &second, &h->err), ENT_OK);
    assert_int_equal(ent_import_begin(second, &info, &import, &h->err), ENT_E_BUSY);
    HAS(h->err.text, "in use");
    assert_null(import);
    commit(first);
    assert_int_equal(ent_import_begin(second, &info, &import, &h->err), ENT_OK);
    assert_int_equal(commit(import).added, 0);
    ent_ledger_close(second);
    assert_true(verify(h).intact);
}

static void
a_reader_sees_the_last_commit_while_another_imports(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.read_only = true};
    held_ledger reader = {.ledger = NULL};
    ent_claim a = goods("1", "1994", 1), b = goods("1", "1994", 2);
    ent_import *import;

    import_all(h, "01", "2001", &a, 1);
    import = begin(h, "02", "2002");
    give(import, &b);
    assert_int_equal(ent_ledger_open(test_path, &options, &reader.ledger, &h->err), ENT_OK);
    assert_true(value_as_of(&reader, "") == 1);
    commit(import);
    assert_true(value_as_of(&reader, "") == 2);
    ent_ledger_close(reader.ledger);
    ent_arena_clear(&reader.arena);
}

static void
give_many(ent_import *import, int n, ent_status *st)
{
    ent_sink *sink = ent_import_sink(import);
    char record[16] = "";
    ent_claim c = goods(record, "1994", 1);

    *st = ENT_OK;
    for (int i = 0; i < n && !*st; i++) {
        (void)ent_snprintf(record, sizeof record, "m%d", i);
        *st = sink->row(sink, NULL);
        if (!*st) *st = sink->accept(sink, &c, NULL);
    }
}

static void
a_full_disk_leaves_the_ledger_as_before(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1);
    ent_import *import;
    ent_status st;

    import_all(h, "01", "2001", &a, 1);
    /* As SQLite sees it: the file may not grow beyond what it is. */
    assert_int_equal(sqlite3_exec(((ent_sqlite *)*(ent_store **)h->ledger)->db,
                                  "PRAGMA max_page_count = 1", NULL, NULL, NULL),
                     SQLITE_OK);
    import = begin(h, "02", "2001");
    give_many(import, 2000, &st);
    assert_int_equal(st, ENT_OK);
    assert_int_equal(ent_import_commit(import, NULL, &h->err), ENT_E_IO);
    HAS(h->err.text, "disk is full");
    import = begin(h, "02", "2001");
    give_many(import, 70000, &st); /* so many that it shows before the end */
    assert_int_equal(st, ENT_E_IO);
    assert_int_equal(ent_import_commit(import, NULL, &h->err), ENT_E_IO);
    HAS(h->err.text, "failed before its end");
    assert_true(value_as_of(h, "") == 1);
    assert_true(verify(h).intact);
    reopen(h, false);
    assert_true(verify(h).intact);
    assert_int_equal(verify(h).claims, 1);
    assert_int_equal(import_all(h, "03", "2001", &a, 1).known, 1);
}

/* The system refuses to write beyond a size, as a quota does. */
static void
a_quota_leaves_the_ledger_as_before(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1);
    struct rlimit old, small;
    void (*old_signal)(int) = signal(SIGXFSZ, SIG_IGN);
    struct stat file;
    ent_import *import;
    ent_status st;

    import_all(h, "01", "2001", &a, 1);
    assert_int_equal(stat(test_path, &file), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = (rlim_t)file.st_size + 4096;
    import = begin(h, "02", "2001");
    give_many(import, 2000, &st);
    assert_int_equal(st, ENT_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    st = ent_import_commit(import, NULL, &h->err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    (void)signal(SIGXFSZ, old_signal);
    assert_int_equal(st, ENT_E_IO);
    assert_true(value_as_of(h, "") == 1);
    assert_true(verify(h).intact);
}

/* Journal and file as a power cut leaves them: the journal is whole, the file half written. */
static void
a_cut_off_import_is_put_back_by_the_next_writer(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 1);
    ent_ledger_options read_only = {.read_only = true};
    ent_buf journal = {0}, half = {0};
    char journal_path[160];
    ent_sqlite *s = (ent_sqlite *)*(ent_store **)h->ledger;
    ent_import *import;
    ent_status st;

    import_all(h, "01", "2001", &a, 1);
    (void)ent_snprintf(journal_path, sizeof journal_path, "%s-journal", test_path);
    import = begin(h, "02", "2001");
    give_many(import, 40000, &st); /* more than waits in memory */
    assert_int_equal(st, ENT_OK);
    assert_int_equal(sqlite3_db_cacheflush(s->db), SQLITE_OK); /* pages to the file, no commit */
    assert_int_equal(ent_file_read(journal_path, &journal, &h->err), ENT_OK);
    assert_int_equal(ent_file_read(test_path, &half, &h->err), ENT_OK);
    ent_import_abort(import);
    close_file(h);
    write_file(half.data, half.len);
    assert_int_equal(ent_file_write(journal_path, journal.data, journal.len, &h->err), ENT_OK);
    assert_int_equal(ent_ledger_open(test_path, &read_only, &h->ledger, &h->err), ENT_E_IO);
    HAS(h->err.text, "cut-off import");
    reopen(h, false);
    assert_true(verify(h).intact);
    assert_int_equal(verify(h).claims, 1);
    reopen(h, true);
    assert_int_equal(files_in_folder(false), 1);
    ent_buf_clear(&journal);
    ent_buf_clear(&half);
}

static void
a_store_for_reading_refuses_to_write(void **state)
{
    held_ledger *h = *state;
    ent_import_info info = file_info("01", "2001");
    uint8_t chain[ENT_SHA256_BYTES];
    ent_store *store;
    int64_t number = 0;

    reopen(h, true);
    store = *(ent_store **)h->ledger;
    assert_int_equal(store->ops->begin(store, &info, 0, &number, chain, &h->err), ENT_E_IO);
    HAS(h->err.text, "readonly");
}

static void
without_memory_nothing_opens(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.in_memory = true};
    ent_ledger *ledger = NULL;
    ent_status st = ENT_E_NOMEM;

    NEEDS_FAULTS();
    for (int n = 1; n == 1 || st; n++) {
        FAIL_NTH(ENT_FAULT_ALLOC, (uint64_t)n);
        st = ent_ledger_open(NULL, &options, &ledger, &h->err);
        if (st) assert_int_equal(st, ENT_E_NOMEM);
    }
    NO_FAULTS(ENT_FAULT_ALLOC);
    ent_ledger_close(ledger);
}

int
main(void)
{
    const struct CMUnitTest opening[] = {
        ON_FILE(it_is_made_only_when_asked),
        ON_FILE(a_path_is_needed),
        ON_FILE(what_is_no_ledger_is_told_apart),
        ON_FILE(another_database_is_left_alone),
        ON_FILE(a_newer_schema_is_refused_an_older_one_migrated),
        ON_FILE(a_ledger_of_schema_2_is_brought_up_to_date),
        ON_FILE(a_ledger_of_schema_1_is_brought_up_to_date),
        ON_FILE(a_migration_is_whole_or_not_at_all),
        ON_FILE(reading_leaves_no_trace),
        ON_FILE(a_second_import_is_told_to_wait),
        ON_FILE(a_reader_sees_the_last_commit_while_another_imports),
        ON_FILE(a_full_disk_leaves_the_ledger_as_before),
        ON_FILE(a_quota_leaves_the_ledger_as_before),
        ON_FILE(a_cut_off_import_is_put_back_by_the_next_writer),
        ON_FILE(a_store_for_reading_refuses_to_write),
        ON_FILE(without_memory_nothing_opens),
    };

    return cmocka_run_group_tests(opening, make_folder, remove_folder);
}

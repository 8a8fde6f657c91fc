/* file_test.h: ledgers as files in a scratch folder, and SQLite's own hand inside them. */
#ifndef ENT_LEDGER_FILE_TEST_H
#define ENT_LEDGER_FILE_TEST_H

#include "ledger/store_sqlite/sqlite_priv.h"
#include "ledger_test.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

static char test_folder[64], test_path[128];

static inline int
make_folder(void **state)
{
    (void)state;
    (void)ent_snprintf(test_folder, sizeof test_folder, "%s/ent-ledger-XXXXXX", P_tmpdir);
    if (!mkdtemp(test_folder)) return 1;
    (void)ent_snprintf(test_path, sizeof test_path, "%s/test.ledger", test_folder);
    return 0;
}

static inline size_t
files_in_folder(bool and_remove)
{
    DIR *dir = opendir(test_folder);
    size_t n = 0;
    char path[512];

    assert_non_null(dir);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.') continue;
        n++;
        (void)ent_snprintf(path, sizeof path, "%s/%s", test_folder, e->d_name);
        if (and_remove) (void)unlink(path);
    }
    closedir(dir);
    return n;
}

static inline int
remove_folder(void **state)
{
    (void)state;
    (void)files_in_folder(true);
    return rmdir(test_folder);
}

/* A ledger file to write to, made when it is not there. */
static inline int
open_file(void **state)
{
    ent_ledger_options options = {.create = true};
    held_ledger *h = calloc(1, sizeof *h);

    *state = h;
    (void)files_in_folder(true);
    return !h || ent_ledger_open(test_path, &options, &h->ledger, &h->err);
}
#define ON_FILE(f) cmocka_unit_test_setup_teardown(f, open_file, close_it)

static inline void
reopen(held_ledger *h, bool read_only)
{
    ent_ledger_options options = {.read_only = read_only};

    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    if (ent_ledger_open(test_path, &options, &h->ledger, &h->err)) fail_msg("%s", h->err.text);
}

/* SQL on the file, behind the ledger's back. */
static inline int
do_sql(const char *sql)
{
    sqlite3 *db = NULL;
    char *said = NULL;
    int rc = sqlite3_open(test_path, &db);

    if (rc == SQLITE_OK) rc = sqlite3_exec(db, "PRAGMA synchronous=OFF", NULL, NULL, &said);
    if (rc == SQLITE_OK) rc = sqlite3_exec(db, sql, NULL, NULL, &said);
    if (rc != SQLITE_OK) print_message("%s\n", said ? said : "cannot open");
    sqlite3_free(said);
    sqlite3_close(db);
    return rc;
}

/* As one who means harm: without the triggers. */
static inline void
tamper(const char *sql)
{
    char all[4096];

    (void)ent_snprintf(all, sizeof all,
                       "DROP TRIGGER import_no_update; DROP TRIGGER import_no_delete;"
                       "DROP TRIGGER polity_no_update; DROP TRIGGER indicator_no_update;"
                       "DROP TRIGGER phrase_no_update; DROP TRIGGER frame_no_update;"
                       "DROP TRIGGER claim_no_update; DROP TRIGGER claim_no_delete;"
                       "DROP TRIGGER claim_key_no_delete; DROP TRIGGER claim_id_no_delete;"
                       "DROP TRIGGER claim_key_no_update; DROP TRIGGER claim_id_no_update;"
                       "DROP TRIGGER supersession_no_update; DROP TRIGGER supersession_no_delete;"
                       "DROP TRIGGER reject_no_update; DROP TRIGGER reject_no_delete;"
                       "DROP TRIGGER coverage_no_update; DROP TRIGGER coverage_no_delete;"
                       "DROP TRIGGER source_no_update; DROP TRIGGER source_no_delete;"
                       "DROP TRIGGER sighting_no_update; DROP TRIGGER sighting_no_delete; %s",
                       sql);
    assert_int_equal(do_sql(all), SQLITE_OK);
}

#endif

/* test_schema.c: rows stay as they are, and any SQLite tool can read them. */
#include "event_test.h"
#include "file_test.h"

static void
fill(held_ledger *h)
{
    ent_claim c[2] = {goods("1", "c. 1860s", 12.5), goods("1", "c. 1860s", 13)};
    ent_coverage w = {.id = "w", .set = "made-up", .indicators = "trade.*"};
    ent_error why = {.text = "no number"};
    ent_event_segment g = stretch("e.csv", 1, 1, "2020-01-05", "2020-01-05");
    ent_event_cell e = cell("2020-01-05", 1, 1);
    const char *const cite[8] = {"book", "A", "1999", "T", "P", "", "c", "n"};
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);

    c[0].label = "a label";
    c[0].from = "RUE";
    c[0].to = "QNG";
    c[0].valid_to = date("1871-05-28 (julian)");
    c[0].known_from = date("1900-02");
    give(import, &c[0]);
    assert_int_equal(sink->reject(sink, &why, "raw", &h->err), ENT_OK);
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    assert_int_equal(ent_import_source(import, "s", cite, &h->err), ENT_OK);
    commit(import);
    import_all(h, "02", "2002", &c[1], 1);
    import_all(h, "03", "2001", &c[1], 1);
    feed_once(h, "feed", &g, &e, 1);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
}

static void
no_row_can_be_changed_or_removed(void **state)
{
    static const char *const tables[] = {
        "import",        "polity",      "indicator",    "phrase",      "frame",      "claim",
        "claim_key",     "claim_id",    "supersession", "reject",      "coverage",   "source",
        "event_segment", "event_class", "event_pair",   "event_block", "event_cell", "event_actor"};
    static const char *const by_import[] = {"event_import", "event_exposure"};
    held_ledger *h = *state;

    fill(h);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[128];

        (void)ent_snprintf(sql, sizeof sql, "UPDATE %s SET n = n + 100", tables[i]);
        assert_int_equal(do_sql(sql), SQLITE_CONSTRAINT);
        (void)ent_snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
        assert_int_equal(do_sql(sql), SQLITE_CONSTRAINT);
    }
    for (size_t i = 0; i < sizeof by_import / sizeof *by_import; i++) {
        char sql[128];

        (void)ent_snprintf(sql, sizeof sql, "UPDATE %s SET import = 9", by_import[i]);
        assert_int_equal(do_sql(sql), SQLITE_CONSTRAINT);
        (void)ent_snprintf(sql, sizeof sql, "DELETE FROM %s", by_import[i]);
        assert_int_equal(do_sql(sql), SQLITE_CONSTRAINT);
    }
    reopen(h, true);
    assert_true(verify(h).intact);
}

static void
columns_take_their_types_only(void **state)
{
    held_ledger *h = *state;

    fill(h);
    assert_int_equal(do_sql("INSERT INTO polity VALUES('one', 'XXX')"), SQLITE_MISMATCH);
    assert_int_equal(do_sql("INSERT INTO supersession VALUES(9, 'a', 2, 1, 0, 0)"),
                     SQLITE_CONSTRAINT);
}

static void
row(const char *sql, const char *want)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    ent_buf got = {0};

    assert_int_equal(sqlite3_open_v2(test_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    for (int i = 0; i < sqlite3_column_count(q); i++) {
        const char *text = (const char *)sqlite3_column_text(q, i);

        assert_int_equal(ent_buf_addf(&got, "%s%s", i ? "|" : "", text ? text : "NULL"), ENT_OK);
    }
    assert_string_equal(got.data, want);
    sqlite3_finalize(q);
    sqlite3_close(db);
    ent_buf_clear(&got);
}

static void
a_view_puts_claims_together_again(void **state)
{
    held_ledger *h = *state;

    fill(h);
    row("SELECT set_id, record, from_polity, to_polity, from_code, to_code, directed, indicator, "
        "layer, kind, label, valid_from, valid_to, known_from, ongoing FROM claims WHERE n = 1",
        "made-up|1|RUE|QNG|710|365|1|trade.goods|T1|tie|a label|c. 1860s|1871-05-28 (julian)|"
        "1900-02|0");
    row("SELECT quantity, quantity_state, approx, unit, source, file, file_row, file_byte, "
        "attribution, reliability, credibility, coder, checked, has_later FROM claims WHERE n = 1",
        "12.5|value|exact|USD_million|made-up-source|made-up.csv|7|300|own|B|2|made-up reader 1|"
        "file|1");
    row("SELECT from_polity, valid_to, note, has_later FROM claims WHERE n = 2", "CHN|NULL|NULL|0");
    row("SELECT length(id), count(*) FROM claims", "20|2");
    row("SELECT set_id, released, rows, rejected, added, superseded, length(chain) FROM imports "
        "WHERE n = 1",
        "made-up|2001|1|0|1|0|64");
}

static void
each_precision_is_written_as_in_the_claim_tsv(void **state)
{
    static const char *const dates[] = {
        "1994-03-02", "1994-03", "1994", "1990s", "19th c.", "c. 1994", "c. 1858-05-28 (julian)",
        "c. 17th c."};
    held_ledger *h = *state;
    char record[8] = "", sql[96];
    ent_import *import = begin(h, "01", "2001");

    for (int i = 0; i < (int)(sizeof dates / sizeof *dates); i++) {
        ent_claim c = goods(record, dates[i], 1);

        (void)ent_snprintf(record, sizeof record, "%d", i);
        give(import, &c);
    }
    commit(import);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    for (int i = 0; i < (int)(sizeof dates / sizeof *dates); i++) {
        (void)ent_snprintf(sql, sizeof sql, "SELECT valid_from FROM claims WHERE record = '%d'", i);
        row(sql, dates[i]);
    }
}

static void
the_file_names_its_maker(void **state)
{
    held_ledger *h = *state;
    ent_buf file = {0};

    fill(h);
    row("PRAGMA application_id", "1164866670");
    row("PRAGMA user_version", "3");
    row("PRAGMA journal_mode", "delete");
    row("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'claim_text%' "
        "AND name NOT LIKE 'sqlite%' AND sql NOT LIKE '%STRICT%'",
        "0");
    assert_int_equal(ent_file_read(test_path, &file, &h->err), ENT_OK);
    assert_memory_equal(file.data + 68, "Entn", 4);
    ent_buf_clear(&file);
}

int
main(void)
{
    const struct CMUnitTest schema[] = {
        ON_FILE(no_row_can_be_changed_or_removed),
        ON_FILE(columns_take_their_types_only),
        ON_FILE(a_view_puts_claims_together_again),
        ON_FILE(each_precision_is_written_as_in_the_claim_tsv),
        ON_FILE(the_file_names_its_maker),
    };

    return cmocka_run_group_tests(schema, make_folder, remove_folder);
}

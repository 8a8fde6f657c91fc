/* test_verify_events.c: events that were changed behind the ledger's back are seen, column by
 * column.
 */
#include "event_test.h"
#include "file_test.h"

#include <fcntl.h>

/* Two imports of events, of two pairs, with a reject, a single row and an actor each. */
static void
fill(held_ledger *h)
{
    ent_event_cell c[3] = {cell("2020-01-05", 1, 2), cell("2020-01-06", 1, 1),
                           cell("2020-01-05", 19, 4)};
    ent_event_cell back = cell("2020-01-05", 2, 1);
    ent_event_segment g[2] = {stretch("a.csv", 1, 7, "2020-01-05", "2020-01-06"),
                              stretch("b.csv", 1, 8, "2020-01-05", "2020-02-06")};
    uint16_t from = back.from;

    back.from = back.to;
    back.to = from;
    c[1].tone_sq++;
    feed_once(h, "feed-a", &g[0], c, 3);
    feed_once(h, "feed-a", &g[1], (ent_event_cell[]){c[0], back}, 2);
}

static void
put_back(const ent_buf *bytes)
{
    int fd = open(test_path, O_WRONLY | O_TRUNC);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes->data, bytes->len), (ssize_t)bytes->len);
    assert_int_equal(close(fd), 0);
}

static void
without_triggers(const char *sql)
{
    static const char *const tables[] = {"event_import",   "event_segment", "event_class",
                                         "event_pair",     "event_block",   "event_cell",
                                         "event_exposure", "event_actor",   "import"};
    char all[4096] = "";
    size_t n = 0;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        (void)ent_snprintf(all + n, sizeof all - n,
                           "DROP TRIGGER %s_no_update; DROP TRIGGER %s_no_delete;", tables[i],
                           tables[i]);
        n = strlen(all);
    }
    (void)ent_snprintf(all + n, sizeof all - n, "%s", sql);
    assert_int_equal(do_sql(all), SQLITE_OK);
}

static void
caught(held_ledger *h, const ent_buf *whole, const char *sql)
{
    ent_verify_report r;

    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    put_back(whole);
    without_triggers(sql);
    reopen(h, true);
    r = verify(h);
    if (r.intact || !r.problem[0]) fail_msg("not seen: %s", sql);
}

static const char *const changes[] = {
    "UPDATE event_cell SET kind = 2 WHERE n = 2",
    "UPDATE event_cell SET kind = kind + 256 WHERE n = 2",
    "UPDATE event_cell SET kind = kind + 4096 WHERE n = 2",
    "UPDATE event_cell SET kind = kind + 65536 WHERE n = 2",
    "UPDATE event_cell SET kind = kind - 65536 WHERE n = 2",
    "UPDATE event_cell SET kind = kind + (1 << 40) WHERE n = 2",
    "UPDATE event_cell SET day = day + 1 WHERE n = 2",
    "UPDATE event_cell SET day = 1 << 33 WHERE n = 2",
    "UPDATE event_cell SET rows = rows + 1 WHERE n = 2",
    "UPDATE event_cell SET rows = 0 WHERE n = 2",
    "UPDATE event_cell SET intensity = intensity + 1 WHERE n = 1",
    "UPDATE event_cell SET intensity_sq = 0 WHERE n = 2",
    "UPDATE event_cell SET intensity_sq = NULL WHERE n = 1",
    "UPDATE event_cell SET intensity = 1 << 40, intensity_sq = NULL WHERE n = 1",
    "UPDATE event_cell SET toneless = 1 WHERE n = 1",
    "UPDATE event_cell SET toneless = 5 WHERE n = 1",
    "UPDATE event_cell SET tone = -tone WHERE n = 1",
    "UPDATE event_cell SET tone_sq = tone_sq - 1 WHERE n = 2",
    "UPDATE event_cell SET mentions = mentions + 1 WHERE n = 2",
    "UPDATE event_cell SET sources = sources + 1 WHERE n = 2",
    "UPDATE event_cell SET articles = articles + 1 WHERE n = 2",
    "UPDATE event_cell SET repeats = repeats + 1 WHERE n = 1",
    "DELETE FROM event_cell WHERE n = 2",
    "DELETE FROM event_cell WHERE n = 5",
    ("INSERT INTO event_cell SELECT 6, kind, day, rows, intensity, intensity_sq, toneless, "
     "tone, tone_sq, mentions, sources, articles, repeats FROM event_cell WHERE n = 5"),
    "UPDATE event_cell SET n = 6 WHERE n = 5",
    "UPDATE event_block SET cells = cells - 1 WHERE n = 1",
    "UPDATE event_block SET cells = cells + 1 WHERE n = 1",
    "UPDATE event_block SET cells = 0 WHERE n = 1",
    "UPDATE event_block SET pair = 3 - pair WHERE n = 1",
    "UPDATE event_block SET pair = 9 WHERE n = 1",
    "UPDATE event_block SET import = 2 WHERE n = 1",
    "UPDATE event_block SET n = 2 WHERE n = 1",
    "DELETE FROM event_block WHERE n = 5",
    "INSERT INTO event_block VALUES(3, 1, 1, 1)",
    "INSERT INTO event_block VALUES(9, 1, 1, 1)",
    "UPDATE event_pair SET from_line = 'USA' WHERE n = 1",
    "UPDATE event_pair SET to_line = 'USA' WHERE n = 1",
    "UPDATE event_pair SET n = 7 WHERE n = 1",
    "DELETE FROM event_pair WHERE n = 1",
    "INSERT INTO event_pair VALUES(7, 'USA', 'JPN')",
    "UPDATE event_segment SET import = 2 WHERE n = 1",
    "UPDATE event_segment SET import = 7 WHERE n = 1",
    "UPDATE event_segment SET file = 'x' WHERE n = 1",
    "UPDATE event_segment SET first_byte = first_byte + 1 WHERE n = 1",
    "UPDATE event_segment SET bytes = bytes + 1 WHERE n = 1",
    "UPDATE event_segment SET first_row = first_row + 1 WHERE n = 1",
    "UPDATE event_segment SET digest = zeroblob(32) WHERE n = 1",
    "UPDATE event_segment SET digest = x'00' WHERE n = 1",
    "UPDATE event_segment SET rows = rows + 1 WHERE n = 1",
    "UPDATE event_segment SET kept = kept + 1 WHERE n = 1",
    "UPDATE event_segment SET rejected = 0 WHERE n = 1",
    "UPDATE event_segment SET skipped_no_actor = 1 WHERE n = 1",
    "UPDATE event_segment SET skipped_domestic = 1 WHERE n = 1",
    "UPDATE event_segment SET skipped_region = 1 WHERE n = 1",
    "UPDATE event_segment SET skipped_unknown = 1 WHERE n = 1",
    "UPDATE event_segment SET skipped_no_class = 1 WHERE n = 1",
    "UPDATE event_segment SET skipped_duplicate = 1 WHERE n = 1",
    "UPDATE event_segment SET first_day = first_day - 1 WHERE n = 1",
    "UPDATE event_segment SET first_day = NULL WHERE n = 1",
    "UPDATE event_segment SET last_day = last_day + 1 WHERE n = 1",
    "UPDATE event_segment SET first_known_day = first_known_day - 1 WHERE n = 1",
    "UPDATE event_segment SET last_known_day = last_known_day + 1 WHERE n = 1",
    "DELETE FROM event_segment WHERE n = 1",
    "UPDATE event_class SET version = '2' WHERE n = 1",
    "UPDATE event_class SET scheme = 'PLOVER' WHERE n = 1",
    "UPDATE event_class SET code = '02' WHERE n = 1",
    "UPDATE event_class SET title = 'x' WHERE n = 1",
    "UPDATE event_class SET quad = 'x' WHERE n = 1",
    "UPDATE event_class SET import = 2 WHERE n = 1",
    "UPDATE event_class SET import = 9 WHERE n = 1",
    "UPDATE event_class SET n = 77 WHERE n = 1",
    "DELETE FROM event_class WHERE n = 1",
    "UPDATE event_exposure SET month = month + 1 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET class = 2 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET rows = rows + 1 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET dyadic = dyadic + 1 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET intensity = 1 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET tone = 1 WHERE import = 1 AND class = 1",
    "UPDATE event_exposure SET import = 9 WHERE import = 1 AND class = 1",
    "DELETE FROM event_exposure WHERE import = 1 AND class = 1",
    "UPDATE event_actor SET code = 'x' WHERE n = 1",
    "UPDATE event_actor SET became = 'x' WHERE n = 1",
    "UPDATE event_actor SET rows = rows + 1 WHERE n = 1",
    "UPDATE event_actor SET first_day = 1 WHERE n = 1",
    "UPDATE event_actor SET last_day = 1 WHERE n = 1",
    "UPDATE event_actor SET import = 2 WHERE n = 1",
    "UPDATE event_actor SET import = 9 WHERE n = 1",
    "DELETE FROM event_actor WHERE n = 1",
    "UPDATE event_import SET classes = '2' WHERE import = 1",
    "UPDATE event_import SET first_n = 2 WHERE import = 1",
    "UPDATE event_import SET last_n = 4 WHERE import = 1",
    "UPDATE event_import SET first_n = NULL, last_n = NULL WHERE import = 2",
    "UPDATE event_import SET import = 3 WHERE import = 1",
    "DELETE FROM event_import WHERE import = 2",
    "UPDATE import SET rows = rows + 1 WHERE n = 1",
    "UPDATE import SET skipped_aggregate = 0 WHERE n = 1",
    "UPDATE import SET last_day = last_day + 1 WHERE n = 1",
};

static void
every_change_of_events_is_seen(void **state)
{
    held_ledger *h = *state;
    ent_buf whole = {0};

    fill(h);
    assert_true(verify(h).intact);
    assert_int_equal(ent_file_read(test_path, &whole, &h->err), ENT_OK);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        caught(h, &whole, changes[i]);
    ent_buf_clear(&whole);
}

static void
every_column_is_among_the_changes(void **state)
{
    held_ledger *h = *state;
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    int n = 0;

    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    assert_int_equal(sqlite3_open_v2(test_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info("
                           "m.name) c WHERE m.type = 'table' AND m.name LIKE 'event%'",
                           -1, &q, NULL),
        SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW) {
        char update[96];
        bool found = false;

        (void)ent_snprintf(update, sizeof update, "UPDATE %s SET %s ", sqlite3_column_text(q, 0),
                           sqlite3_column_text(q, 1));
        for (size_t i = 0; i < sizeof changes / sizeof *changes && !found; i++)
            found = strncmp(changes[i], update, strlen(update)) == 0;
        /* Row numbers that nothing refers to may change: only the order of rows counts. */
        if (!found && strcmp((const char *)sqlite3_column_text(q, 1), "n") != 0)
            fail_msg("no test changes %s.%s", sqlite3_column_text(q, 0), sqlite3_column_text(q, 1));
        n++;
    }
    assert_true(n > 50);
    sqlite3_finalize(q);
    sqlite3_close(db);
}

static void
a_view_tells_cells_in_words(void **state)
{
    held_ledger *h = *state;
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    ent_buf got = {0};

    fill(h);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    assert_int_equal(sqlite3_open_v2(test_path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(
            db,
            "SELECT set_id, from_line, to_line, from_role, to_role, scheme, class, quad, day, "
            "known_day, rows, reports, intensity_sum, intensity_sq_sum, rows_with_tone, tone_sum, "
            "tone_sq_sum, mentions, sources, articles FROM event_cells ORDER BY n LIMIT 1",
            -1, &q, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    for (int i = 0; i < sqlite3_column_count(q); i++) {
        const char *text = (const char *)sqlite3_column_text(q, i);

        assert_int_equal(ent_buf_addf(&got, "%s%s", i ? "|" : "", text ? text : "NULL"), ENT_OK);
    }
    assert_string_equal(got.data, "feed-a|CHN|RUS|GOV|NULL|CAMEO|01|verbal cooperation|2020-01-05|"
                                  "2020-01-05|2|1|5.0|12.5|2|-3.0|4.5|6|2|4");
    ent_buf_clear(&got);
    sqlite3_finalize(q);
    sqlite3_close(db);
}

static void
roles_are_named_as_everywhere(void **state)
{
    static const char *const names[] = {"GOV", "MIL", "PAR", "MED", "EDU", "BUS", "NGO", "CVL"};

    (void)state; /* the view spells them out */
    assert_int_equal(ENT_ROLE_COUNT, 9);
    for (int i = 1; i < ENT_ROLE_COUNT; i++)
        assert_string_equal(ent_role_name((ent_role)i), names[i - 1]);
}

int
main(void)
{
    const struct CMUnitTest verify_events[] = {
        ON_FILE(every_change_of_events_is_seen),
        ON_FILE(every_column_is_among_the_changes),
        ON_FILE(a_view_tells_cells_in_words),
        cmocka_unit_test(roles_are_named_as_everywhere),
    };

    return cmocka_run_group_tests(verify_events, make_folder, remove_folder);
}

/* test_verify.c: a whole ledger verifies; one that was changed behind our back does not. */
#include <fcntl.h>

#include "event_test.h"
#include "file_test.h"

static const char *const CITE[8] = {"book", "A", "1999", "T", "P", "", "c", "n"};

/* Two imports: claims, a correction, a reject, a window, a citation. */
static void
fill(held_ledger *h)
{
    ent_claim c[4] = {goods("1", "1991", 1), goods("2", "1992", 2), goods("3", "1993", 3),
                      goods("1", "1991", 10)};
    ent_coverage w = {.id = "w", .set = "made-up", .indicators = "trade.*"};
    ent_error why = {.text = "no number", .row = 9, .byte = 99};
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);

    c[0].label = "a label";
    for (int i = 0; i < 3; i++)
        give(import, &c[i]);
    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, "raw", &h->err), ENT_OK);
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    assert_int_equal(ent_import_source(import, "s", CITE, &h->err), ENT_OK);
    commit(import);
    import_all(h, "02", "2002", &c[3], 1);
    import_all(h, "03", "2000", &c[1], 1); /* an older vintage, come in late */
}

/* And one of events, so that every table of the file has rows. */
static void
fill_events(held_ledger *h)
{
    ent_event_segment g = stretch("e.csv", 1, 1, "2020-01-05", "2020-01-05");
    ent_event_cell e = cell("2020-01-05", 1, 1);

    feed_once(h, "feed", &g, &e, 1);
}

static void
a_whole_ledger_is_intact(void **state)
{
    held_ledger *h = *state;
    ent_verify_report r = verify(h);
    ent_import_record *imports = NULL;
    size_t n = 0;

    assert_true(r.intact);
    assert_int_equal(r.imports, 0);
    fill(h);
    reopen(h, true);
    r = verify(h);
    assert_true(r.intact);
    assert_string_equal(r.problem, "");
    assert_int_equal(r.imports, 3);
    assert_int_equal(r.claims, 4);
    assert_int_equal(r.rejects, 1);
    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &imports, &n, &h->err), ENT_OK);
    assert_string_equal(r.chain, imports[2].chain);
}

/* The bytes of a whole ledger, put back before each harm: making it anew would take long. */
static void
put_back(const ent_buf *bytes)
{
    int fd = open(test_path, O_WRONLY | O_TRUNC);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes->data, bytes->len), (ssize_t)bytes->len);
    assert_int_equal(close(fd), 0);
}

static void
caught(held_ledger *h, const ent_buf *whole, const char *sql)
{
    ent_verify_report r;

    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    put_back(whole);
    tamper(sql);
    reopen(h, true);
    r = verify(h);
    if (r.intact || !r.problem[0]) fail_msg("not seen: %s", sql);
}

static const char *const changes[] = {
    "UPDATE claim SET quantity = 2.5 WHERE n = 2",
    "UPDATE claim SET record = '2 ' WHERE n = 2",
    "UPDATE claim SET record = NULL WHERE n = 2 AND 0; UPDATE claim SET valid_from = "
    "valid_from + 1",
    "UPDATE claim SET id = x'00010203040506070809' WHERE n = 2",
    "UPDATE claim SET id = x'0001' WHERE n = 2",
    "UPDATE claim SET import = 2 WHERE n = 3",
    "UPDATE claim SET frame = 99 WHERE n = 3",
    "UPDATE claim SET flip = 1 - flip WHERE n = 1",
    "UPDATE claim SET flip = 7 WHERE n = 1",
    "UPDATE claim SET hi = lo, lo = hi WHERE n = 1",
    "UPDATE claim SET label = NULL WHERE n = 1",
    "UPDATE claim SET note = label WHERE n = 1",
    "UPDATE claim SET file_row = 8 WHERE n = 1",
    "UPDATE claim SET file_byte = 301 WHERE n = 1",
    "UPDATE claim SET indicator = 2; INSERT INTO indicator VALUES(2, 'students')",
    "UPDATE claim SET indicator = 77",
    "DELETE FROM claim WHERE n = 2",
    "DELETE FROM claim WHERE n = 2; DELETE FROM claim_id WHERE n = 2; "
    "DELETE FROM claim_key WHERE n = 2",
    "DELETE FROM claim WHERE n = 4; DELETE FROM claim_id WHERE n = 4; "
    "DELETE FROM claim_key WHERE n = 4",
    "DELETE FROM claim_id WHERE n = 2",
    "DELETE FROM claim_key WHERE n = 2",
    "UPDATE claim_id SET head = head + 1 WHERE n = 2",
    "UPDATE claim_key SET hash = hash + 1 WHERE n = 2",
    "INSERT INTO claim SELECT 5, id, import, frame, indicator, lo, hi, flip, valid_from, "
    "valid_to, ongoing, known_from, cluster, from_code, to_code, quantity, low, high, digits, "
    "standard_error, size, intensity, label, note, record, locator, supersedes, file_row, "
    "file_byte FROM claim WHERE n = 4; INSERT INTO claim_id VALUES(1, 5); "
    "INSERT INTO claim_key VALUES(1, 5)",
    "UPDATE frame SET source = 'another'",
    "UPDATE frame SET coder = 'another'",
    "UPDATE frame SET file = 'another'",
    "UPDATE frame SET layer = 'T2'",
    "UPDATE frame SET kind = 'no kind'",
    "UPDATE frame SET quantity_state = 5",
    "UPDATE phrase SET text = 'b label' WHERE text = 'a label'",
    "UPDATE polity SET code = 'USA' WHERE code = 'RUS'",
    "UPDATE polity SET n = n + 10",
    "UPDATE reject SET reason = 'no numbers'",
    "UPDATE reject SET raw = NULL",
    "UPDATE reject SET import = 2",
    "UPDATE reject SET import = 3",
    "DELETE FROM reject",
    "INSERT INTO reject SELECT 2, import, file, file_row, file_byte, reason, raw FROM reject",
    "UPDATE coverage SET absence_is_zero = 1",
    "DELETE FROM coverage",
    "UPDATE source SET year = '2000'",
    "UPDATE source SET import = 9",
    "DELETE FROM source",
    "UPDATE supersession SET known_day = known_day - 1",
    "UPDATE supersession SET again = 1",
    "UPDATE supersession SET import = 1",
    "UPDATE supersession SET import = 7",
    "UPDATE supersession SET import = 3",
    "UPDATE sighting SET known_day = known_day - 1",
    "UPDATE sighting SET claim_n = 3",
    "UPDATE sighting SET import = 9",
    "DELETE FROM sighting",
    "DELETE FROM supersession",
    "UPDATE import SET rejected = 0",
    "UPDATE import SET known_day = known_day - 1",
    "UPDATE import SET released = NULL",
    "UPDATE import SET chain = zeroblob(32) WHERE n = 2",
    "UPDATE import SET chain = x'00' WHERE n = 1",
    "UPDATE import SET first_day = first_day - 1 WHERE n = 1",
    "UPDATE import SET file = 'another' WHERE n = 1",
    "DELETE FROM import WHERE n = 2",
    "DELETE FROM import WHERE n = 1",
    "UPDATE import SET n = 5 WHERE n = 2",
    "UPDATE import SET added = 2, last_n = 2 WHERE n = 1",
};

static void
every_change_is_seen(void **state)
{
    held_ledger *h = *state;
    ent_buf whole = {0};

    fill(h);
    assert_int_equal(ent_file_read(test_path, &whole, &h->err), ENT_OK);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        caught(h, &whole, changes[i]);
    ent_buf_clear(&whole);
}

/* What a reader can get out of the ledger, as one text. */
static void
all_content(ent_ledger *ledger, ent_buf *out)
{
    ent_arena arena = {0};
    ent_claim *claims = NULL;
    ent_reject *rejects = NULL;
    ent_query q = {.with_superseded = true};
    ent_error err = {0};
    size_t n = 0;

    if (ent_ledger_find(ledger, &q, &arena, &claims, &n, &err)) n = 0;
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ent_claim_canonical(&claims[i], out), ENT_OK);
    if (ent_ledger_rejects(ledger, 0, 0, &arena, &rejects, &n, &err)) n = 0;
    for (size_t i = 0; i < n; i++)
        assert_int_equal(ent_buf_addf(out, "%s|%s\n", rejects[i].reason, rejects[i].raw), ENT_OK);
    ent_arena_clear(&arena);
}

static void
flip(size_t at, char byte)
{
    int fd = open(test_path, O_WRONLY);

    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    assert_int_equal(close(fd), 0);
}

/* Each byte of the file in turn would take long; every 211th, with another bit each time. */
static void
a_flipped_byte_is_seen_or_harmless(void **state)
{
    held_ledger *h = *state;
    ent_buf file = {0}, before = {0}, after = {0};
    ent_ledger_options options = {.read_only = true};
    size_t seen = 0, harmless = 0;

    fill(h);
    all_content(h->ledger, &before);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    assert_int_equal(ent_file_read(test_path, &file, &h->err), ENT_OK);
    for (size_t i = 0; i < file.len; i += 211) {
        char kept = file.data[i];
        ent_ledger *ledger = NULL;
        ent_verify_report r = {.intact = false};
        ent_status st;

        flip(i, (char)(kept ^ 1 << i % 8));
        st = ent_ledger_open(test_path, &options, &ledger, &h->err);
        if (!st) st = ent_ledger_verify(ledger, &r, &h->err);
        if (st || !r.intact) {
            seen++;
        } else { /* unused room, or the text index, which holds nothing of its own */
            ent_buf_reset(&after);
            all_content(ledger, &after);
            assert_string_equal(after.data, before.data);
            harmless++;
        }
        ent_ledger_close(ledger);
        flip(i, kept);
    }
    assert_true(seen > 50);
    assert_true(harmless > 50); /* a small ledger is mostly unused room */
    ent_buf_clear(&file);
    ent_buf_clear(&before);
    ent_buf_clear(&after);
}

static void
a_file_cut_short_is_seen(void **state)
{
    held_ledger *h = *state;
    ent_ledger_options options = {.read_only = true};
    struct stat st;

    fill(h);
    fill_events(h);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    assert_int_equal(stat(test_path, &st), 0);
    for (off_t size = st.st_size - 1; size > 4096; size -= 4096 * 5 + 1) {
        ent_verify_report r = {.intact = false};

        assert_int_equal(truncate(test_path, size), 0);
        if (ent_ledger_open(test_path, &options, &h->ledger, &h->err)) continue;
        if (!ent_ledger_verify(h->ledger, &r, &h->err)) assert_false(r.intact);
        ent_ledger_close(h->ledger);
        h->ledger = NULL;
    }
}

int
main(void)
{
    const struct CMUnitTest verification[] = {
        ON_FILE(a_whole_ledger_is_intact),
        ON_FILE(every_change_is_seen),
        ON_FILE(a_flipped_byte_is_seen_or_harmless),
        ON_FILE(a_file_cut_short_is_seen),
    };

    return cmocka_run_group_tests(verification, make_folder, remove_folder);
}

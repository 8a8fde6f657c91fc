/* test_lookup.c: a damaged row is told as damage, wherever a lookup meets it. */
#include "file_test.h"

static void
fill_and_tamper(held_ledger *h, const char *sql)
{
    ent_claim a = goods("1", "1991", 1), b = goods("1", "1991", 2);

    a.note = "a note";
    import_all(h, "01", "2001", &a, 1);
    import_all(h, "02", "2002", &b, 1);
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    tamper(sql);
    reopen(h, true);
}

static void
damage_is_told_as_damage(void **state)
{
    static const char *const damage[] = {
        "DELETE FROM claim WHERE n = 1",
        "UPDATE claim SET id = x'01' WHERE n = 1",
        "UPDATE claim SET frame = 99 WHERE n = 1",
        "UPDATE claim SET frame = -1 WHERE n = 1",
        "UPDATE claim SET lo = 99, hi = 100 WHERE n = 1",
        "UPDATE claim SET note = 99 WHERE n = 1",
        "UPDATE claim SET import = 99 WHERE n = 1",
        "UPDATE frame SET kind = 'no kind'",
    };

    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        held_ledger *h;
        ent_claim *all = NULL;
        ent_query q = {.with_superseded = true, .as_of = date("2005")};
        size_t n = 0;
        ent_status found, history;

        close_it(state);
        assert_int_equal(open_file(state), 0);
        h = *state;
        fill_and_tamper(h, damage[i]);
        found = ent_ledger_find(h->ledger, &q, &h->arena, &all, &n, &h->err);
        if (found == ENT_OK) { /* the row is gone: then the other's history misses it */
            assert_int_equal(n, 1);
            history = ent_ledger_history(h->ledger, all[0].id, &h->arena, &all, &n, &h->err);
            assert_int_equal(history, ENT_E_CORRUPT);
        } else {
            assert_int_equal(found, ENT_E_CORRUPT);
        }
        HAS(h->err.text, test_path);
    }
}

static void
no_import_goes_onto_a_damaged_chain(void **state)
{
    held_ledger *h = *state;
    ent_import_info info = file_info("03", "2003");
    ent_import *import = NULL;

    fill_and_tamper(h, "UPDATE import SET chain = x'00' WHERE n = 2");
    reopen(h, false);
    assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_E_CORRUPT);
    HAS(h->err.text, "chain is damaged");
}

/* Everything that answers into an arena, with an arena that holds more and more. */
static ent_status
ask_all(held_ledger *h, ent_arena *arena)
{
    ent_want want = {.indicator = "trade.total", .from = "CHN", .to = "RUS"};
    ent_claim *claims = NULL;
    ent_import_record *imports = NULL;
    ent_coverage *windows = NULL;
    ent_citation *citations = NULL;
    ent_reject *rejects = NULL;
    ent_panel panel;
    size_t n = 0;
    ent_status st = ent_ledger_rejects(h->ledger, 0, 0, arena, &rejects, &n, &h->err);

    if (!st) st = ent_ledger_imports(h->ledger, arena, &imports, &n, &h->err);
    if (!st) st = ent_ledger_coverage(h->ledger, NULL, arena, &windows, &n, &h->err);
    if (!st) st = ent_ledger_citations(h->ledger, arena, &citations, &n, &h->err);
    if (!st) st = ent_ledger_panel(h->ledger, &want, 1, NULL, arena, &panel, &h->err);
    if (!st) st = ent_ledger_find(h->ledger, NULL, arena, &claims, &n, &h->err);
    if (!st) st = ent_ledger_history(h->ledger, claims[0].id, arena, &claims, &n, &h->err);
    return st;
}

static void
an_arena_that_is_too_small_is_told_as_no_memory(void **state)
{
    held_ledger *h = *state;
    ent_claim c = goods("1", "1994", 1);
    ent_coverage w = {.id = "w", .set = "made-up", .indicators = "*"};
    ent_error why = {.text = "why"};
    const char *const cite[8] = {"book", "A", "1999", "T", "P", "", "c", "n"};
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    ent_status st = ENT_E_NOMEM;

    c.note = "a note";
    give(import, &c);
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    assert_int_equal(sink->reject(sink, &why, "raw", &h->err), ENT_OK);
    assert_int_equal(ent_import_source(import, "s", cite, &h->err), ENT_OK);
    commit(import);
    for (size_t limit = 8; st; limit += 24) {
        ent_arena arena = {.limit = limit};

        st = ask_all(h, &arena);
        if (st) assert_int_equal(st, ENT_E_NOMEM);
        ent_arena_clear(&arena);
    }
}

int
main(void)
{
    const struct CMUnitTest lookup[] = {
        ON_FILE(damage_is_told_as_damage),
        ON_FILE(no_import_goes_onto_a_damaged_chain),
        ON_FILE(an_arena_that_is_too_small_is_told_as_no_memory),
    };

    return cmocka_run_group_tests(lookup, make_folder, remove_folder);
}

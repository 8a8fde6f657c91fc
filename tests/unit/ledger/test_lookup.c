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

int
main(void)
{
    const struct CMUnitTest lookup[] = {
        ON_FILE(damage_is_told_as_damage),
    };

    return cmocka_run_group_tests(lookup, make_folder, remove_folder);
}

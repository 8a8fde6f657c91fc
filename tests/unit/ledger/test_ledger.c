/* test_ledger.c: backends are listed, ledgers open and close, and empty lists are empty. */
#include "ledger_test.h"

static void
each_backend_opens_an_empty_ledger(void **state)
{
    held_ledger *h = *state;
    ent_import_record *imports = NULL;
    ent_coverage *coverage = NULL;
    ent_citation *citations = NULL;
    ent_reject *rejects = NULL;
    ent_claim *claims = NULL;
    size_t n[5] = {9, 9, 9, 9, 9};

    assert_int_equal(ent_ledger_imports(h->ledger, &h->arena, &imports, &n[0], &h->err), ENT_OK);
    assert_int_equal(ent_ledger_coverage(h->ledger, NULL, &h->arena, &coverage, &n[1], &h->err),
                     ENT_OK);
    assert_int_equal(ent_ledger_citations(h->ledger, &h->arena, &citations, &n[2], &h->err),
                     ENT_OK);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 0, &h->arena, &rejects, &n[3], &h->err),
                     ENT_OK);
    assert_int_equal(ent_ledger_find(h->ledger, NULL, &h->arena, &claims, &n[4], &h->err), ENT_OK);
    for (int i = 0; i < 5; i++)
        assert_int_equal(n[i], 0);
    assert_true(test_backend->name[0] != '\0');
}

static void
options_may_be_left_out(void **state)
{
    held_ledger *h = *state;
    ent_ledger *ledger = NULL;

    assert_int_equal(ent_ledger_open("no/such/folder/x.ledger", NULL, &ledger, &h->err), ENT_E_IO);
    assert_null(ledger);
}

static void
closing_nothing_is_fine(void **state)
{
    (void)state;
    ent_ledger_close(NULL);
}

static void
windows_of_one_set_are_asked_by_its_name(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    ent_coverage *out = NULL, w = {.id = "a", .set = "x", .indicators = "*"};
    size_t n = 0;

    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    w.id = "b";
    w.set = "y";
    assert_int_equal(sink->cover(sink, &w, &h->err), ENT_OK);
    commit(import);
    assert_int_equal(ent_ledger_coverage(h->ledger, "y", &h->arena, &out, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(out[0].id, "b");
    assert_int_equal(ent_ledger_coverage(h->ledger, NULL, &h->arena, &out, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
}

static void
many_rejects_are_listed_in_order(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    ent_reject *rejects = NULL;
    size_t n = 0;

    for (uint64_t i = 1; i <= 200; i++) {
        ent_error why = {.text = "why", .row = i};

        assert_int_equal(sink->row(sink, &h->err), ENT_OK);
        assert_int_equal(sink->reject(sink, &why, "raw", &h->err), ENT_OK);
    }
    commit(import);
    assert_int_equal(ent_ledger_rejects(h->ledger, 1, 150, &h->arena, &rejects, &n, &h->err),
                     ENT_OK);
    assert_int_equal(n, 150);
    for (uint64_t i = 0; i < 150; i++)
        assert_int_equal(rejects[i].row, i + 1);
}

int
main(void)
{
    const struct CMUnitTest ledger[] = {
        ON_EMPTY(each_backend_opens_an_empty_ledger),
        ON_EMPTY(options_may_be_left_out),
        cmocka_unit_test(closing_nothing_is_fine),
        ON_EMPTY(windows_of_one_set_are_asked_by_its_name),
        ON_EMPTY(many_rejects_are_listed_in_order),
    };

    return RUN_ON_BACKENDS(ledger);
}

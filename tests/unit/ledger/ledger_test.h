/* ledger_test.h: what the tests of the ledger share: made-up claims, small imports, each backend.
 */
#ifndef ENT_LEDGER_TEST_H
#define ENT_LEDGER_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after those four, as cmocka wants */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/faults.h"
#include "ledger/store.h"

/* As in ledger_priv.h: a ledger on a backend of choice. */
ent_status ent_ledger_open_on(const ent_backend *backend, const char *path,
                              const ent_ledger_options *options, ent_ledger **out, ent_error *err);

#ifdef ENT_FAULTS
#define NEEDS_FAULTS() ((void)0)
#define FAIL_NTH(kind, nth) ent_fault_set(kind, nth, false)
#define FAIL_FROM(kind, nth) ent_fault_set(kind, nth, true)
#define NO_FAULTS(kind) ent_fault_set(kind, 0, false)
#else
#define NEEDS_FAULTS() skip()
#define FAIL_NTH(kind, nth) ((void)0)
#define FAIL_FROM(kind, nth) ((void)0)
#define NO_FAULTS(kind) ((void)0)
#endif

#define HAS(text, part) assert_non_null(strstr(text, part))

/* What each test gets: an empty ledger in memory and an arena for answers. */
typedef struct held_ledger {
    ent_ledger *ledger;
    ent_arena arena;
    ent_error err;
} held_ledger;

static const ent_backend *test_backend;

static inline int
open_empty(void **state)
{
    ent_ledger_options options = {.in_memory = true};
    held_ledger *h = calloc(1, sizeof *h);

    *state = h;
    return !h || ent_ledger_open_on(test_backend, NULL, &options, &h->ledger, &h->err);
}

static inline int
close_it(void **state)
{
    held_ledger *h = *state;

    ent_ledger_close(h->ledger);
    ent_arena_clear(&h->arena);
    free(h);
    return 0;
}

/* A test over an empty ledger, and the run of a table of such tests on every backend. */
#define ON_EMPTY(f) cmocka_unit_test_setup_teardown(f, open_empty, close_it)

static inline int
run_on(const char *name, const struct CMUnitTest *tests, size_t n)
{
    size_t n_backends = 0;
    const ent_backend *const *all = ent_backends(&n_backends);
    int failed = 0;

    for (size_t i = 0; i < n_backends; i++) {
        test_backend = all[i];
        failed += _cmocka_run_group_tests(name, tests, n, NULL, NULL);
    }
    return failed;
}
#define RUN_ON_BACKENDS(tests) run_on(#tests, tests, sizeof(tests) / sizeof *(tests))

/* ---- made-up claims ---------------------------------------------------------------------------
 */

static inline ent_date
date(const char *text)
{
    ent_date d = {0};

    assert_int_equal(ent_date_parse(text, &d, NULL), ENT_OK);
    return d;
}

/* Goods from China to Russia, as a source of the set "made-up" has them. */
static inline ent_claim
goods(const char *record, const char *year, double usd_million)
{
    return (ent_claim){.set = "made-up",
                       .record = record,
                       .from = "CHN",
                       .to = "RUS",
                       .from_code = "710",
                       .to_code = "365",
                       .indicator = "trade.goods",
                       .kind = ENT_KIND_TIE,
                       .valid_from = date(year),
                       .quantity_state = ENT_VALUE,
                       .quantity = usd_million,
                       .unit = "USD_million",
                       .digits = 4,
                       .source = "made-up-source",
                       .file = "made-up.csv",
                       .row = 7,
                       .byte = 300,
                       .reliability = 'B',
                       .credibility = '2',
                       .coder = "made-up reader 1"};
}

static inline ent_import_info
file_info(const char *sha, const char *released)
{
    return (ent_import_info){.set = "made-up",
                             .file = "made-up.csv",
                             .file_sha256 = sha,
                             .reader = "made-up",
                             .reader_version = 1,
                             .imported_at = "2024-06-01T12:00:00Z",
                             .released = date(released)};
}

static inline ent_import *
begin(held_ledger *h, const char *sha, const char *released)
{
    ent_import_info info = file_info(sha, released);
    ent_import *import = NULL;

    assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_OK);
    return import;
}

/* One row of a file with one claim. */
static inline void
give(ent_import *import, const ent_claim *claim)
{
    ent_sink *sink = ent_import_sink(import);
    ent_error err = {0};

    assert_int_equal(sink->row(sink, &err), ENT_OK);
    if (sink->accept(sink, claim, &err) != ENT_OK) fail_msg("%s", err.text);
}

static inline ent_import_summary
commit(ent_import *import)
{
    ent_import_summary sum = {.already = false};
    ent_error err = {0};

    if (ent_import_commit(import, &sum, &err) != ENT_OK) fail_msg("%s", err.text);
    return sum;
}

/* A file of so many rows, a claim a row, into the ledger. */
static inline ent_import_summary
import_all(held_ledger *h, const char *sha, const char *released, const ent_claim *claims, size_t n)
{
    ent_import *import = begin(h, sha, released);

    for (size_t i = 0; i < n; i++)
        give(import, &claims[i]);
    return commit(import);
}

static inline size_t
find(held_ledger *h, const ent_query *query, ent_claim **out)
{
    size_t n = 999;

    if (ent_ledger_find(h->ledger, query, &h->arena, out, &n, &h->err) != ENT_OK)
        fail_msg("%s", h->err.text);
    return n;
}

/* Quantity of the one current claim known on a date ("" = now). */
static inline double
value_as_of(held_ledger *h, const char *as_of)
{
    ent_query q = {.a = "CHN", .b = "RUS", .as_of = date(as_of)};
    ent_claim *c = NULL;

    if (find(h, &q, &c) != 1) return -1;
    return c[0].quantity;
}

static inline ent_verify_report
verify(held_ledger *h)
{
    ent_verify_report report;

    memset(&report, 0, sizeof report);
    if (ent_ledger_verify(h->ledger, &report, &h->err) != ENT_OK) fail_msg("%s", h->err.text);
    return report;
}

#endif

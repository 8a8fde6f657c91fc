/* test_batch.c: what is not whole, or cannot be held, is rejected with its reason. */
#include <math.h>

#include "ledger_test.h"

static void
refused(held_ledger *h, ent_claim c, const char *reason)
{
    static int file;
    char sha[16];
    ent_reject *rejects = NULL;
    ent_import_summary sum;
    size_t n = 0;

    (void)ent_snprintf(sha, sizeof sha, "%d", file++);
    sum = import_all(h, sha, "2001", &c, 1);
    if (sum.added || sum.tally.rejected != 1) fail_msg("taken: %s", reason);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 0, &h->arena, &rejects, &n, &h->err), ENT_OK);
    HAS(rejects[n - 1].reason, reason);
}

#define REFUSED(change, reason)              \
    do {                                     \
        ent_claim c = goods("1", "1994", 1); \
        change;                              \
        refused(h, c, reason);               \
    } while (0)

static void
a_claim_that_is_not_whole_is_rejected(void **state)
{
    held_ledger *h = *state;

    REFUSED(c.record = NULL, "record");
    REFUSED(c.record = "", "record");
    REFUSED(c.set = NULL, "set");
    REFUSED(c.source = NULL, "source");
    REFUSED(c.indicator = "no.such", "indicator");
    REFUSED(c.to = NULL, "to");
    REFUSED(c.from = "XXX", "from");
    REFUSED(c.unit = "t", "unit");
    REFUSED(c.reliability = 'G', "reliability");
    assert_true(verify(h).intact);
}

static void
what_a_ledger_cannot_hold_is_rejected(void **state)
{
    held_ledger *h = *state;

    REFUSED(c.valid_from.year = 999, "valid_from is no date");
    REFUSED(c.valid_from.year = 2201, "valid_from is no date");
    REFUSED((c.valid_from = date("1994-05"), c.valid_from.month = 13), "valid_from is no date");
    REFUSED((c.valid_to = date("1994-05-01"), c.valid_to.day = 32), "valid_to is no date");
    REFUSED((c.known_from = date("2001"), c.known_from.calendar = 2), "known_from is no date");
    REFUSED((c.quantity_state = ENT_MISSING, c.standard_error = NAN), "not finite");
    REFUSED((c.quantity_state = ENT_MISSING, c.approx = ENT_APPROX_RANGE, c.quantity_low = NAN),
            "not finite");
    REFUSED(c.row = UINT64_MAX, "place in the file");
    REFUSED(c.byte = UINT64_MAX, "place in the file");
    REFUSED(c.record = "\xff", "record is not UTF-8");
    REFUSED(c.locator = "\xff", "locator is not UTF-8");
    REFUSED(c.note = "\xff", "text is not UTF-8");
    REFUSED(c.from_code = "\xff", "text is not UTF-8");
    assert_true(verify(h).intact);
}

static void
numbers_that_say_nothing_have_one_spelling(void **state)
{
    held_ledger *h = *state;
    ent_claim in[3] = {goods("1", "1991", -0.0), goods("2", "1992", 5), goods("3", "1993", 5)};
    ent_claim *out = NULL;

    in[1].quantity_state = ENT_MISSING;
    in[1].quantity = NAN;
    in[2].quantity_low = 7;
    in[2].intensity = NAN;
    assert_int_equal(import_all(h, "01", "2001", in, 3).added, 3);
    assert_int_equal(find(h, &(ent_query){.limit = 0}, &out), 3);
    assert_false(signbit(out[0].quantity));
    assert_true(out[1].quantity == 0);
    assert_true(out[2].quantity_low == 0);
    assert_true(out[2].intensity == 0);
    assert_true(verify(h).intact);
}

static void
layer_and_direction_follow_from_the_indicator(void **state)
{
    held_ledger *h = *state;
    ent_claim c = goods("1", "1994", 1), *out = NULL;

    c.layer = ENT_H;
    c.directed = false;
    import_all(h, "01", "2001", &c, 1);
    assert_int_equal(find(h, &(ent_query){.limit = 0}, &out), 1);
    assert_int_equal(out->layer, ENT_T1);
    assert_true(out->directed);
}

static void
numbers_of_all_sizes_survive(void **state)
{
    static const double values[] = {
        0.1, 1e300, 5e-324, 123456789012345680.0, 0.30000000000000004, -1e-10, 4503599627370497.5};
    enum { N = sizeof values / sizeof *values };
    held_ledger *h = *state;
    ent_claim *out = NULL;
    ent_import *import = begin(h, "01", "2001");
    char record[8] = "";

    for (int i = 0; i < N; i++) {
        ent_claim c = goods(record, "1994", values[i]);

        c.indicator = "territory.claim"; /* any sign is possible on its scale */
        c.unit = "index";
        c.valid_from.year = 1900 + i;
        (void)ent_snprintf(record, sizeof record, "%d", i);
        give(import, &c);
    }
    assert_int_equal(commit(import).added, N);
    assert_int_equal(find(h, &(ent_query){.limit = 0}, &out), N);
    for (int i = 0; i < N; i++)
        assert_memory_equal(&out[i].quantity, &values[i], sizeof values[i]);
    assert_true(verify(h).intact);
}

/* Texts of a megabyte: more than the pool keeps, so that it is emptied on the way, twice. */
static void
long_texts_are_kept_whole_and_do_not_pile_up(void **state)
{
    enum { LONG = 1 << 20, TEXTS = 20, ROWS = 40000 };
    held_ledger *h = *state;
    char *text = malloc(LONG), record[16] = "";
    ent_claim *out = NULL;

    memset(text, 'x', LONG);
    text[LONG - 1] = '\0';
    for (int file = 0; file < 2; file++) {
        ent_import *import = begin(h, file ? "02" : "01", "2001");
        ent_claim c = goods(record, "1994", file);

        for (int i = 0; i < ROWS; i++) {
            text[0] = (char)('a' + i);
            c.from_code = i < TEXTS ? text : "710";
            (void)ent_snprintf(record, sizeof record, "%d", i);
            if (i >= 2 * TEXTS) c.quantity = 7; /* the same in both files */
            give(import, &c);
        }
        assert_int_equal(commit(import).known, file ? ROWS - 2 * TEXTS : 0);
    }
    assert_int_equal(find(h, &(ent_query){.a = "CHN", .limit = TEXTS}, &out), TEXTS);
    assert_true(verify(h).intact);
    free(text);
}

static void
each_combination_of_fields_is_kept_apart(void **state)
{
    enum { N = 2000 };
    held_ledger *h = *state;
    char source[32] = "";
    ent_import *import = begin(h, "01", "2001");
    ent_claim *out = NULL;

    for (int i = 0; i < N; i++) {
        ent_claim c = goods(source, "1994", i);

        (void)ent_snprintf(source, sizeof source, "source-%d", i);
        c.source = source;
        c.from_role = (ent_role)(i % ENT_ROLE_COUNT);
        c.to_role = (ent_role)(i / 3 % ENT_ROLE_COUNT);
        c.sign = i % 3 - 1;
        give(import, &c);
    }
    commit(import);
    assert_int_equal(find(h, &(ent_query){.limit = 0}, &out), N);
    for (int i = 0; i < N; i++) {
        int k = (int)out[i].quantity;

        assert_string_equal(out[i].source, out[i].record);
        assert_int_equal(out[i].to_role, k / 3 % ENT_ROLE_COUNT);
        assert_int_equal(out[i].from_role, k % ENT_ROLE_COUNT);
        assert_int_equal(out[i].sign, k % 3 - 1);
    }
    assert_true(verify(h).intact);
}

int
main(void)
{
    const struct CMUnitTest batch[] = {
        ON_EMPTY(a_claim_that_is_not_whole_is_rejected),
        ON_EMPTY(what_a_ledger_cannot_hold_is_rejected),
        ON_EMPTY(numbers_that_say_nothing_have_one_spelling),
        ON_EMPTY(layer_and_direction_follow_from_the_indicator),
        ON_EMPTY(numbers_of_all_sizes_survive),
        ON_EMPTY(long_texts_are_kept_whole_and_do_not_pile_up),
        ON_EMPTY(each_combination_of_fields_is_kept_apart),
    };

    return RUN_ON_BACKENDS(batch);
}

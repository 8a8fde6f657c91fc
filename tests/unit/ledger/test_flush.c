/* test_flush.c: corrections, vintages and statements taken back, under both clocks. */
#include "ledger_test.h"

static void
a_correction_supersedes_and_the_past_stays(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 20);
    ent_import_summary sum;

    import_all(h, "01", "2000-05", &a, 1);
    sum = import_all(h, "02", "2010-05", &b, 1);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.superseded, 1);
    assert_true(value_as_of(h, "") == 20);
    assert_true(value_as_of(h, "2010-05-31") == 20);
    assert_true(value_as_of(h, "2010-05-30") == 10); /* "2010-05" may mean its last day */
    assert_true(value_as_of(h, "2005") == 10);
    assert_true(value_as_of(h, "2000-05-30") == -1);
    assert_true(verify(h).intact);
}

static void
a_planted_future_is_not_seen(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), future = goods("2", "1994", 999);
    ent_query q = {.a = "CHN", .b = "RUS", .as_of = date("2009-12-31")};
    ent_claim *out = NULL;

    future.known_from = date("2010");
    import_all(h, "01", "2000", &a, 1);
    import_all(h, "02", "2000", &future, 1); /* came with an old set, says itself it is newer */
    assert_int_equal(find(h, &q, &out), 1);
    assert_true(out[0].quantity == 10);
    q.as_of = date("2010-06-30"); /* some day of 2010: not surely by the end of June */
    assert_int_equal(find(h, &q, &out), 1);
    q.as_of = date("2010-12-31");
    assert_int_equal(find(h, &q, &out), 2);
    q.as_of = date("2010");
    assert_int_equal(find(h, &q, &out), 2);
}

static void
without_a_release_the_day_of_the_import_counts(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10);

    import_all(h, "01", "", &a, 1); /* imported at 2024-06-01 */
    assert_true(value_as_of(h, "2024-05-31") == -1);
    assert_true(value_as_of(h, "2024-06-01") == 10);
}

static void
without_any_day_no_as_of_sees_it(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 11);
    const char *const times[] = {"", "yesterday, some time"};

    for (int i = 0; i < 2; i++) {
        ent_import_info info = file_info(i ? "02" : "01", "");
        ent_import *import = NULL;

        info.imported_at = times[i];
        assert_int_equal(ent_import_begin(h->ledger, &info, &import, &h->err), ENT_OK);
        give(import, i ? &b : &a);
        commit(import);
        assert_true(value_as_of(h, "2199-12-31") == -1);
        assert_true(value_as_of(h, "") == (i ? 11 : 10));
    }
    assert_true(verify(h).intact);
}

static void
a_typo_mended_with_an_earlier_date_is_mended(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 20), c = goods("1", "1994", 30);

    a.known_from = date("2001-03-01");
    b.known_from = date("2003-03-01");
    c.known_from = date("2002-03-01");
    import_all(h, "01", "", &a, 1);
    import_all(h, "02", "", &b, 1);
    import_all(h, "03", "", &c, 1);
    assert_true(value_as_of(h, "") == 30);
    assert_true(value_as_of(h, "2002-02-28") == 10);
    assert_true(value_as_of(h, "2002-06-01") == 30); /* not 10 as well */
    assert_true(value_as_of(h, "2004-01-01") == 30);
    assert_true(verify(h).intact);
}

static void
an_older_vintage_may_come_in_late(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 15), c = goods("1", "1994", 20);
    ent_claim *out = NULL;
    ent_import_summary sum;
    size_t n = 0;

    import_all(h, "01", "2010", &a, 1);
    import_all(h, "02", "2020", &c, 1);
    sum = import_all(h, "03", "2015", &b, 1);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.superseded, 1); /* it corrects 2010 */
    assert_true(value_as_of(h, "") == 20);
    assert_true(value_as_of(h, "2016") == 15);
    assert_true(value_as_of(h, "2012") == 10);
    ent_claim_seal(&a);
    assert_int_equal(find(h, &(ent_query){.with_superseded = true}, &out), 3);
    assert_int_equal(ent_ledger_history(h->ledger, out[0].id, &h->arena, &out, &n, &h->err),
                     ENT_OK);
    assert_int_equal(n, 3);
    assert_true(out[0].quantity == 10 && out[1].quantity == 15 && out[2].quantity == 20);
    sum = import_all(h, "04", "2009", &(ent_claim){0}, 0);
    b = goods("1", "1994", 5);
    sum = import_all(h, "05", "2005", &b, 1);
    assert_int_equal(sum.superseded, 0); /* it corrects nothing: it is the oldest */
    assert_true(value_as_of(h, "") == 20);
    assert_true(value_as_of(h, "2006") == 5);
    assert_true(verify(h).intact);
}

static void
what_an_older_vintage_states_too_was_known_that_early(void **state)
{
    held_ledger *h = *state;
    ent_claim same = goods("1", "1994", 10), dated = goods("2", "1995", 20);
    ent_query q = {.as_of = date("2012")};
    ent_claim *out = NULL;

    dated.known_from = date("2018"); /* says itself since when: no vintage makes that earlier */
    import_all(h, "01", "2020", (ent_claim[]){same, dated}, 2);
    assert_int_equal(find(h, &q, &out), 0);
    assert_int_equal(import_all(h, "02", "2010", (ent_claim[]){same, dated}, 2).known, 2);
    assert_int_equal(find(h, &q, &out), 1);
    assert_string_equal(out->record, "1");
    q.as_of = date("2009");
    assert_int_equal(find(h, &q, &out), 0);
    import_all(h, "03", "2015", &same, 1); /* neither the first nor the last to say so */
    import_all(h, "04", "2005", &same, 1);
    q.as_of = date("2006");
    assert_int_equal(find(h, &q, &out), 1);
    q.as_of = date("2019");
    assert_int_equal(find(h, &q, &out), 2);
    assert_true(verify(h).intact);
}

static void
a_statement_made_again_takes_its_place_back(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 20), c = goods("1", "1994", 30);
    ent_import_summary sum;

    import_all(h, "01", "2001", &a, 1);
    import_all(h, "02", "2002", &b, 1);
    sum = import_all(h, "03", "2003", &a, 1);
    assert_int_equal(sum.added, 0);
    assert_int_equal(sum.known, 1);
    assert_true(value_as_of(h, "") == 10);
    assert_true(value_as_of(h, "2002") == 20);
    assert_true(value_as_of(h, "2001") == 10);
    import_all(h, "04", "2002", &a, 1); /* an older file again changes nothing */
    assert_true(value_as_of(h, "") == 10);
    import_all(h, "05", "2005", &c, 1);
    assert_true(value_as_of(h, "") == 30);
    assert_true(value_as_of(h, "2004") == 10);
    import_all(h, "06", "2001", &b, 1); /* an old vintage states b: c and a are newer */
    assert_true(value_as_of(h, "") == 30);
    assert_true(verify(h).intact);
}

static void
twice_in_one_file_with_other_content_is_rejected(void **state)
{
    held_ledger *h = *state;
    ent_claim in[4] = {goods("1", "1994", 10), goods("1", "1994", 20), goods("1", "1994", 10),
                       goods("2", "1995", 1)};
    ent_reject *rejects = NULL;
    ent_import_summary sum;
    size_t n = 0;

    in[0].row = 3;
    sum = import_all(h, "01", "", in, 4);
    assert_int_equal(sum.added, 2);
    assert_int_equal(sum.known, 1);
    assert_int_equal(sum.tally.rejected, 1);
    assert_int_equal(sum.tally.kept, 3);
    assert_int_equal(sum.tally.claims, 3);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 0, &h->arena, &rejects, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    HAS(rejects[0].reason, "record \"1\" of trade.goods: row 3 of this file says otherwise");
    assert_true(value_as_of(h, "") == -1); /* two records, so two claims */
    in[0].quantity = 11; /* a known one and another in one file contradict each other too */
    in[0].record = "2";
    in[1] = in[3];
    in[1].quantity = 12;
    sum = import_all(h, "02", "", (ent_claim[]){in[3], in[1]}, 2);
    assert_int_equal(sum.known, 1);
    assert_int_equal(sum.tally.rejected, 1);
    assert_true(verify(h).intact);
}

static void
the_same_key_of_another_indicator_or_set_is_another_record(void **state)
{
    held_ledger *h = *state;
    ent_claim in[3] = {goods("1", "1994", 10), goods("1", "1994", 20), goods("1", "1994", 30)};
    ent_import_summary sum;

    in[1].indicator = "trade.volume";
    in[1].unit = "t";
    in[2].set = "another";
    sum = import_all(h, "01", "", in, 3);
    assert_int_equal(sum.added, 3);
    assert_int_equal(sum.superseded, 0);
    assert_int_equal(sum.tally.rejected, 0);
}

static void
states_have_records_of_their_own(void **state)
{
    held_ledger *h = *state;
    ent_claim in[3] = {goods("roll call 7", "1994", 0), goods("roll call 7", "1994", 0),
                       goods("roll call 7", "1994", 0)};
    ent_import_summary sum;

    for (int i = 0; i < 3; i++) {
        in[i].indicator = "un.vote";
        in[i].to = in[i].unit = NULL;
        in[i].quantity_state = ENT_UNCOVERED;
    }
    in[1].from = "USA";
    in[2].sign = -1; /* China again, otherwise */
    sum = import_all(h, "01", "", in, 3);
    assert_int_equal(sum.added, 2);
    assert_int_equal(sum.tally.rejected, 1);
    sum = import_all(h, "02", "", &in[2], 1);
    assert_int_equal(sum.superseded, 1);
    assert_true(verify(h).intact);
}

/* Keys are hashes of 48 bits; these records of trade.goods in set "made-up" share theirs, as a
 * search over thirty million found. */
static void
records_whose_hashes_collide_stay_apart(void **state)
{
    static const char *const pairs[][2] = {
        {"k8070286", "k15993252"}, {"k17216352", "k26373465"}, {"k8764438", "k26224969"}};
    held_ledger *h = *state;
    ent_claim c[9];

    for (int i = 0; i < 3; i++) {
        c[i] = goods(pairs[i][0], "1994", 1);
        c[3 + i] = goods(pairs[i][1], "1994", 2);
        c[6 + i] = c[i]; /* again, behind the one it collides with */
        assert_int_equal(ent_record_key(&c[i]), ent_record_key(&c[3 + i]));
    }
    assert_int_equal(import_all(h, "01", "2001", c, 9).added, 6);
    assert_int_equal(import_all(h, "02", "2001", c, 9).known, 9);
    c[0].quantity = 3;
    assert_int_equal(import_all(h, "03", "2001", c, 6).superseded, 1);
    assert_true(verify(h).intact);
}

static void
naming_the_version_it_corrects_anyway_links_once(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("1", "1994", 10), b = goods("1", "1994", 20), *out = NULL;
    char id[ENT_CLAIM_ID_MAX];
    size_t n = 0;

    import_all(h, "01", "2001", &a, 1);
    find(h, &(ent_query){.limit = 0}, &out);
    (void)ent_snprintf(id, sizeof id, "%s", out->id);
    b.supersedes = id;
    assert_int_equal(import_all(h, "02", "2001", &b, 1).superseded, 1);
    assert_true(value_as_of(h, "") == 20);
    assert_int_equal(ent_ledger_history(h->ledger, id, &h->arena, &out, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2); /* of one release: in the order they came */
    assert_true(out[0].quantity == 10 && out[1].quantity == 20);
    assert_true(verify(h).intact);
}

/* Rows enough for three batches; then the same record in the first and the last of them. */
static void
batches_do_not_hide_repeats(void **state)
{
    enum { ROWS = 70000 };
    held_ledger *h = *state;
    char record[32] = "";
    ent_import *import = begin(h, "01", "2001");
    ent_claim c = goods(record, "1994", 1);
    ent_import_summary sum;

    for (int i = 0; i < ROWS; i++) {
        (void)ent_snprintf(record, sizeof record, "r%d", i);
        c.quantity = i;
        give(import, &c);
    }
    (void)ent_snprintf(record, sizeof record, "r%d", 5);
    c.quantity = 5;
    give(import, &c); /* known */
    c.quantity = 6;
    give(import, &c); /* says otherwise */
    sum = commit(import);
    assert_int_equal(sum.added, ROWS);
    assert_int_equal(sum.known, 1);
    assert_int_equal(sum.tally.rejected, 1);
    assert_int_equal(sum.tally.rows, ROWS + 2);
    assert_int_equal(sum.tally.kept, ROWS + 1);

    import = begin(h, "02", "2002"); /* again, one changed, and that one twice, far apart */
    for (int i = 0; i < ROWS; i++) {
        (void)ent_snprintf(record, sizeof record, "r%d", i);
        c.quantity = i == 7 ? 7.5 : i;
        give(import, &c);
    }
    (void)ent_snprintf(record, sizeof record, "r%d", 9);
    c.quantity = 9.5;
    give(import, &c); /* row 10 of this file stated it as it was held */
    sum = commit(import);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.superseded, 1);
    assert_int_equal(sum.known, ROWS - 1);
    assert_int_equal(sum.tally.rejected, 1);
    assert_int_equal(verify(h).claims, ROWS + 1);
    assert_true(verify(h).intact);
}

static void
a_row_with_more_claims_than_a_batch_counts_once(void **state)
{
    enum { CLAIMS = 70000 };
    held_ledger *h = *state;
    char record[32] = "";
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    ent_claim c = goods(record, "1994", 1);
    ent_import_summary sum;

    assert_int_equal(sink->row(sink, &h->err), ENT_OK);
    for (int i = 0; i < CLAIMS; i++) {
        (void)ent_snprintf(record, sizeof record, "r%d", i);
        assert_int_equal(sink->accept(sink, &c, &h->err), ENT_OK);
    }
    sum = commit(import);
    assert_int_equal(sum.added, CLAIMS);
    assert_int_equal(sum.tally.rows, 1);
    assert_int_equal(sum.tally.kept, 1);
    assert_int_equal(sum.tally.claims, CLAIMS);
}

static void
claims_without_rows_are_taken_too(void **state)
{
    held_ledger *h = *state;
    ent_import *import = begin(h, "01", "2001");
    ent_sink *sink = ent_import_sink(import);
    char record[32] = "";
    ent_claim c = goods(record, "1994", 1);
    ent_import_summary sum;

    for (int i = 0; i < 40000; i++) {
        (void)ent_snprintf(record, sizeof record, "r%d", i);
        assert_int_equal(sink->accept(sink, &c, &h->err), ENT_OK);
    }
    sum = commit(import);
    assert_int_equal(sum.added, 40000);
    assert_int_equal(sum.tally.rows, 0);
    assert_int_equal(sum.tally.kept, 0);
}

int
main(void)
{
    const struct CMUnitTest versions[] = {
        ON_EMPTY(a_correction_supersedes_and_the_past_stays),
        ON_EMPTY(a_planted_future_is_not_seen),
        ON_EMPTY(without_a_release_the_day_of_the_import_counts),
        ON_EMPTY(without_any_day_no_as_of_sees_it),
        ON_EMPTY(a_typo_mended_with_an_earlier_date_is_mended),
        ON_EMPTY(an_older_vintage_may_come_in_late),
        ON_EMPTY(what_an_older_vintage_states_too_was_known_that_early),
        ON_EMPTY(a_statement_made_again_takes_its_place_back),
        ON_EMPTY(twice_in_one_file_with_other_content_is_rejected),
        ON_EMPTY(the_same_key_of_another_indicator_or_set_is_another_record),
        ON_EMPTY(states_have_records_of_their_own),
        ON_EMPTY(records_whose_hashes_collide_stay_apart),
        ON_EMPTY(naming_the_version_it_corrects_anyway_links_once),
        ON_EMPTY(batches_do_not_hide_repeats),
        ON_EMPTY(a_row_with_more_claims_than_a_batch_counts_once),
        ON_EMPTY(claims_without_rows_are_taken_too),
    };

    return RUN_ON_BACKENDS(versions);
}

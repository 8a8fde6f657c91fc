/* test_votes.c: votes that came in bulk answer every question as claims that came one by one. */
#include "event_test.h"
#include "file_test.h"

enum { CALLS = 40, VOTERS = 6 };

static ent_claim
vote(const char *record, const char *from, const char *how, int sign)
{
    return (ent_claim){.set = "made-up",
                       .record = record,
                       .from = from,
                       .from_code = from,
                       .indicator = "un.vote",
                       .kind = ENT_KIND_ACT,
                       .label = "A title",
                       .valid_from = date("1994-03-02"),
                       .event_code = how,
                       .event_scheme = "UN-vote",
                       .sign = sign,
                       .source = "made-up-source",
                       .file = "made-up.csv",
                       .reliability = 'B',
                       .credibility = '2',
                       .coder = "made-up reader 1"};
}

static size_t
states_of_today(const char **out)
{
    size_t n = 0, k = 0;
    const ent_polity *all = ent_ref_polities(&n);

    for (size_t i = 0; i < n && k < VOTERS; i++)
        if (all[i].to.precision == ENT_PREC_NONE) out[k++] = all[i].code;
    assert_int_equal(k, VOTERS);
    return k;
}

/* Every call in turn, and one state after the other, as the published files have them. */
static ent_import_summary
import_calls(held_ledger *h, const char *sha, const char *released)
{
    static const char *const how[] = {"yes", "no", "abstain"};
    static const int sign[] = {1, -1, 0};
    const char *state[VOTERS];
    ent_import *import = begin(h, sha, released);
    ent_sink *sink = ent_import_sink(import);
    uint64_t row = 1;

    (void)states_of_today(state);
    for (int i = 0; i < CALLS; i++) {
        char record[16], cluster[16], when[16], title[32];

        (void)ent_snprintf(record, sizeof record, "%d", i + 100);
        (void)ent_snprintf(cluster, sizeof cluster, "UNGA %d", i + 100);
        (void)ent_snprintf(when, sizeof when, "%d-03-%02d", 1990 + i / 10, i % 10 + 1);
        (void)ent_snprintf(title, sizeof title, "Title number%d", i % 7);
        for (int k = 0; k < VOTERS; k++) {
            ent_claim c = vote(record, state[k], how[(i * k) % 3], sign[(i * k) % 3]);

            c.label = i % 5 ? title : NULL;
            c.cluster = cluster;
            c.locator = i % 2 ? "R/1" : NULL;
            c.valid_from = date(when);
            c.known_from = i % 9 ? (ent_date){0} : date("2010");
            c.row = row++;
            c.byte = row * 10;
            if ((i + k) % 11 == 0) continue; /* absent */
            if (sink->row(sink, &h->err) || sink->accept(sink, &c, &h->err))
                fail_msg("%s", h->err.text);
        }
    }
    return commit(import);
}

/* The same votes in a ledger where they go in one by one, since it holds the set already. */
static void
open_other(held_ledger *other)
{
    ent_ledger_options options = {.in_memory = true};
    ent_claim a = goods("other", "1994", 1);

    memset(other, 0, sizeof *other);
    assert_int_equal(ent_ledger_open_on(test_backend, NULL, &options, &other->ledger, &other->err),
                     ENT_OK);
    import_all(other, "00", "2001", &a, 1);
}

static void
close_other(held_ledger *other)
{
    ent_ledger_close(other->ledger);
    ent_arena_clear(&other->arena);
}

static void
same_claim(const ent_claim *a, const ent_claim *b)
{
    ent_buf x = {0}, y = {0};

    assert_int_equal(ent_claim_canonical(a, &x), ENT_OK);
    assert_int_equal(ent_claim_canonical(b, &y), ENT_OK);
    assert_string_equal(x.data, y.data);
    assert_string_equal(a->id, b->id);
    assert_string_equal(a->coder, b->coder);
    assert_string_equal(a->file, b->file);
    assert_int_equal(a->row, b->row);
    assert_int_equal(a->byte, b->byte);
    ent_buf_clear(&x);
    ent_buf_clear(&y);
}

static void
same_answers(held_ledger *h, held_ledger *other, const ent_query *q)
{
    ent_claim *a = NULL, *b = NULL;
    size_t n = find(h, q, &a);

    assert_int_equal(n, find(other, q, &b));
    for (size_t i = 0; i < n; i++)
        same_claim(&a[i], &b[i]);
}

static void
all_questions(held_ledger *h, held_ledger *other)
{
    const char *state[VOTERS];
    ent_query q[] = {
        {.indicator = "un.vote"},
        {.indicator = "un.*", .year_first = 1991, .year_last = 1992},
        {.indicator = "un.vote", .limit = 7, .offset = 30},
        {.indicator = "un.vote", .as_of = date("2005")},
        {.indicator = "un.vote", .as_of = date("2011"), .with_superseded = true},
        {.indicator = "un.vote", .with_superseded = true},
        {.a = NULL, .monadic = true},
        {.a = NULL},
        {.a = NULL, .b = "RUS"},
        {.cluster = "UNGA 117"},
        {.text = "number3"},
        {.source = "made-up-source", .indicator = "un.vote", .layer = ENT_LAYER_NONE},
        {.set = "another"},
        {.indicator = "trade.goods", .set = "another"},
    };

    (void)states_of_today(state);
    for (size_t i = 6; i < 9; i++)
        q[i].a = state[2];
    for (size_t i = 0; i < sizeof q / sizeof *q; i++)
        same_answers(h, other, &q[i]);
}

static void
bulk_and_one_by_one_answer_alike(void **state)
{
    held_ledger *h = *state, other;
    const char *codes[VOTERS];
    ent_import_summary a, b;
    ent_want want = {.indicator = "un.vote"};
    ent_panel x, y;

    open_other(&other);
    a = import_calls(h, "01", "2001");
    b = import_calls(&other, "01", "2001");
    assert_int_equal(a.added, b.added);
    assert_int_equal(a.tally.kept, b.tally.kept);
    assert_int_equal(a.tally.claims, b.tally.claims);
    assert_true(a.added > 200);
    assert_true(verify(h).intact);
    assert_int_equal(verify(h).claims, a.added);
    all_questions(h, &other);
    (void)states_of_today(codes);
    want.from = codes[3];
    assert_int_equal(ent_ledger_panel(h->ledger, &want, 1, NULL, &h->arena, &x, &h->err), ENT_OK);
    assert_int_equal(ent_ledger_panel(other.ledger, &want, 1, NULL, &other.arena, &y, &other.err),
                     ENT_OK);
    assert_int_equal(x.series[0].n_obs, y.series[0].n_obs);
    for (size_t i = 0; i < x.series[0].n_obs; i++) {
        assert_string_equal(x.series[0].obs[i].claim, y.series[0].obs[i].claim);
        assert_string_equal(x.series[0].obs[i].record, y.series[0].obs[i].record);
        assert_true(x.series[0].obs[i].intensity == y.series[0].obs[i].intensity);
    }
    close_other(&other);
}

static void
each_vote_is_found_by_its_id_and_by_the_beginning_of_it(void **state)
{
    held_ledger *h = *state;
    ent_query q = {.indicator = "un.vote"};
    ent_claim *all = NULL, one, sealed;
    const char *ids[2];
    size_t n, n_history = 0;
    ent_claim two[2], *history = NULL;

    (void)import_calls(h, "01", "2001");
    n = find(h, &q, &all);
    for (size_t i = 0; i < n; i++) {
        char prefix[20] = "";

        assert_int_equal(ent_ledger_claim(h->ledger, all[i].id, &h->arena, &one, &h->err), ENT_OK);
        same_claim(&one, &all[i]);
        (void)ent_snprintf(prefix, sizeof prefix, "%.17s", all[i].id);
        assert_int_equal(ent_ledger_claim(h->ledger, prefix, &h->arena, &one, &h->err), ENT_OK);
        assert_string_equal(one.id, all[i].id);
        sealed = one;
        sealed.id[0] = '\0';
        ent_claim_seal(&sealed);
        assert_string_equal(sealed.id, all[i].id);
    }
    ids[0] = all[0].id;
    ids[1] = all[n - 1].id;
    assert_int_equal(ent_ledger_claims(h->ledger, ids, 2, &h->arena, two, &h->err), ENT_OK);
    same_claim(&two[1], &all[n - 1]);
    ids[1] = "00000000000000000000";
    assert_int_equal(ent_ledger_claims(h->ledger, ids, 2, &h->arena, two, &h->err), ENT_NONE);
    assert_int_equal(
        ent_ledger_history(h->ledger, all[5].id, &h->arena, &history, &n_history, &h->err), ENT_OK);
    assert_int_equal(n_history, 1);
}

/* A later release: some votes again, one corrected, one new; then an older one that comes in late.
 */
static void
later_imports_know_and_correct_them(void **state)
{
    held_ledger *h = *state, other;
    ent_query q = {.indicator = "un.vote", .set = "made-up", .cluster = "UNGA 101"};
    ent_claim *all = NULL, c[3];
    ent_import_summary a, b;

    open_other(&other);
    (void)import_calls(h, "01", "2001");
    (void)import_calls(&other, "01", "2001");
    assert_true(find(h, &q, &all) >= 3);
    for (int i = 0; i < 3; i++)
        c[i] = all[i];
    c[1].event_code = "absent";
    c[1].sign = 0;
    c[2].record = "999";
    a = import_all(h, "02", "2002", c, 3);
    b = import_all(&other, "02", "2002", c, 3);
    assert_int_equal(a.known, 1);
    assert_int_equal(a.superseded, 1);
    assert_int_equal(a.added, 2);
    assert_int_equal(b.known, a.known);
    assert_int_equal(b.superseded, a.superseded);
    assert_true(verify(h).intact);
    all_questions(h, &other);
    c[1].event_code = "no vote";
    (void)import_all(h, "03", "2000", c, 2);
    (void)import_all(&other, "03", "2000", c, 2);
    assert_true(verify(h).intact);
    q.as_of = date("2000");
    same_answers(h, &other, &q);
    all_questions(h, &other);
    close_other(&other);
}

static void
a_second_vote_of_a_state_is_known_or_rejected(void **state)
{
    held_ledger *h = *state;
    ent_claim c[4] = {vote("1", "CHN", "yes", 1), vote("1", "CHN", "yes", 1),
                      vote("1", "CHN", "no", -1), vote("2", "CHN", "no", -1)};
    ent_import_summary sum = import_all(h, "01", "2001", c, 4);
    ent_reject *r = NULL;
    size_t n = 0;

    assert_int_equal(sum.added, 2);
    assert_int_equal(sum.known, 1);
    assert_int_equal(sum.tally.rows, 4);
    assert_int_equal(sum.tally.kept, 3);
    assert_int_equal(sum.tally.rejected, 1);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 0, &h->arena, &r, &n, &h->err), ENT_OK);
    assert_int_equal(n, 1);
    HAS(r[0].reason, "says otherwise");
    assert_true(verify(h).intact);
}

/* What does not fit in ends the packing: all that came is there all the same. */
static void
votes_that_differ_go_one_by_one(void **state)
{
    held_ledger *h = *state;
    ent_claim c[6] = {vote("1", "CHN", "yes", 1), vote("2", "CHN", "yes", 1),
                      vote("1", "RUS", "no", -1), vote("3", "USA", "no", -1),
                      vote("2", "CHN", "no", -1), vote("4", "no such", "no", -1)};
    ent_query q = {.indicator = "un.vote"};
    ent_claim *all = NULL;
    ent_import_summary sum;

    c[2].label = "Another title"; /* of the same roll call */
    c[3].note = "a note";
    sum = import_all(h, "01", "2001", c, 6);
    assert_int_equal(sum.added, 4);
    assert_int_equal(sum.tally.rejected, 2); /* row 5 contradicts row 2; row 6 has no state */
    assert_int_equal(find(h, &q, &all), 4);
    assert_true(verify(h).intact);
}

static const char *const changes[] = {
    "UPDATE vote SET choice = choice + 1 WHERE n = 2",
    "UPDATE vote SET choice = 99 WHERE n = 2",
    "UPDATE vote SET call = call + 1 WHERE n = 2",
    "UPDATE vote SET call = 0 WHERE n = 2",
    "UPDATE vote SET file_row = file_row + 1 WHERE n = 2",
    "UPDATE vote SET file_byte = 1 WHERE n = 2",
    "UPDATE vote SET n = 999 WHERE n = 2",
    "DELETE FROM vote WHERE n = 2",
    "UPDATE vote_call SET head = head + 1 WHERE n = 2",
    "UPDATE vote_call SET head = head + (1 << 48) WHERE n = 2",
    "UPDATE vote_call SET import = 2 WHERE n = 2",
    "UPDATE vote_call SET frame = 2 WHERE n = 1",
    "UPDATE vote_call SET valid_from = valid_from + 32 WHERE n = 2",
    "UPDATE vote_call SET known_from = valid_from WHERE n = 2",
    "UPDATE vote_call SET cluster = NULL WHERE n = 2",
    "UPDATE vote_call SET label = NULL WHERE n = 2",
    "UPDATE vote_call SET record = 'x' WHERE n = 2",
    "UPDATE vote_call SET locator = 'x' WHERE n = 2",
    "UPDATE vote_call SET n = 999 WHERE n = 40",
    "DELETE FROM vote_call WHERE n = 40",
    "UPDATE vote_choice SET frame = 3 - frame WHERE n = 1",
    "UPDATE vote_choice SET polity = 2 WHERE n = 1",
    "UPDATE vote_choice SET from_code = NULL WHERE n = 1",
    "UPDATE vote_choice SET tail = 7 WHERE n = 1",
    "UPDATE vote_choice SET tail = tail + (1 << 32) WHERE n = 1",
    "UPDATE vote_choice SET import = 2 WHERE n = 1",
    "DELETE FROM vote_choice WHERE n = 1",
    "UPDATE vote_block SET polity = polity + 1 WHERE n = 1",
    "UPDATE vote_block SET votes = votes - 1 WHERE n = 1",
    "UPDATE vote_block SET votes = votes + 1 WHERE n = 1",
    "UPDATE vote_block SET import = 7 WHERE n = 1",
    "UPDATE vote_block SET n = 2 WHERE n = 1",
    "DELETE FROM vote_block WHERE n = 1",
    "DELETE FROM vote; DELETE FROM vote_block; DELETE FROM vote_call; DELETE FROM vote_choice",
};

static void
every_change_of_votes_is_seen(void **state)
{
    held_ledger *h = *state;
    ent_buf whole = {0};

    (void)import_calls(h, "01", "2001");
    assert_int_equal(ent_file_read(test_path, &whole, &h->err), ENT_OK);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char sql[1024];
        ent_verify_report r;

        ent_ledger_close(h->ledger);
        h->ledger = NULL;
        assert_int_equal(ent_file_write(test_path, whole.data, whole.len, &h->err), ENT_OK);
        assert_int_equal(do_sql(changes[i]), SQLITE_CONSTRAINT); /* triggers */
        (void)ent_snprintf(sql, sizeof sql,
                           "DROP TRIGGER vote_no_update; DROP TRIGGER vote_no_delete;"
                           "DROP TRIGGER vote_call_no_update; DROP TRIGGER vote_call_no_delete;"
                           "DROP TRIGGER vote_choice_no_update; DROP TRIGGER vote_choice_no_delete;"
                           "DROP TRIGGER vote_block_no_update; DROP TRIGGER vote_block_no_delete;"
                           "%s",
                           changes[i]);
        assert_int_equal(do_sql(sql), SQLITE_OK);
        reopen(h, true);
        r = verify(h);
        if (r.intact || !r.problem[0]) fail_msg("not seen: %s", changes[i]);
    }
    ent_buf_clear(&whole);
}

static void
a_view_tells_votes_in_words(void **state)
{
    held_ledger *h = *state;

    (void)import_calls(h, "01", "2001");
    ent_ledger_close(h->ledger);
    h->ledger = NULL;
    assert_int_equal(
        do_sql("CREATE TEMP TABLE t AS SELECT id, from_polity, vote, valid_from, label, "
               "cluster, has_later FROM votes WHERE record = '117' AND "
               "length(id) = 20"),
        SQLITE_OK);
}

int
main(void)
{
    const struct CMUnitTest votes[] = {
        ON_EMPTY(bulk_and_one_by_one_answer_alike),
        ON_EMPTY(each_vote_is_found_by_its_id_and_by_the_beginning_of_it),
        ON_EMPTY(later_imports_know_and_correct_them),
        ON_EMPTY(a_second_vote_of_a_state_is_known_or_rejected),
        ON_EMPTY(votes_that_differ_go_one_by_one),
    };
    const struct CMUnitTest votes_on_file[] = {
        ON_FILE(every_change_of_votes_is_seen),
        ON_FILE(a_view_tells_votes_in_words),
    };

    return RUN_ON_BACKENDS(votes) +
           cmocka_run_group_tests(votes_on_file, make_folder, remove_folder);
}

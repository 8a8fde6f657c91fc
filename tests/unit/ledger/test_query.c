/* test_query.c: questions about pairs, lines, times, words and ids find what they should. */
#include "ledger/ledger_priv.h"
#include "ledger_test.h"

/* Qing and Tsars, Soviets and the Republic, two of today, one of another pair, one of one state. */
static int
open_peopled(void **state)
{
    ent_claim c[7];
    held_ledger *h;

    if (open_empty(state)) return 1;
    h = *state;
    c[0] = goods("old", "1858-05-28", 1);
    c[0].from = "QNG";
    c[0].to = "RUE";
    c[0].label = "Treaty of Aigun";
    c[0].cluster = "aigun";
    c[1] = goods("mid", "1937", 2);
    c[1].from = "SUN";
    c[1].to = "ROC";
    c[2] = goods("new-1", "1994", 3);
    c[3] = goods("new-2", "1994", 4);
    c[3].from = "RUS";
    c[3].to = "CHN";
    c[3].source = "another-source";
    c[4] = goods("other", "1994", 5);
    c[4].to = "USA";
    c[5] = goods("alone", "1994", 6);
    c[5].indicator = "trade.exports.world";
    c[5].to = NULL;
    c[6] = goods("volume", "1994", 7);
    c[6].indicator = "trade.volume";
    c[6].unit = "t";
    c[6].note = "weighed at the border; \"Zabaikalsk\" AND Manzhouli";
    import_all(h, "01", "2001", c, 7);
    return 0;
}
#define PEOPLED(f) cmocka_unit_test_setup_teardown(f, open_peopled, close_it)

static size_t
count(held_ledger *h, ent_query q)
{
    ent_claim *out = NULL;

    return find(h, &q, &out);
}

static void
a_pair_is_found_across_its_states_and_both_ways_round(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS"}), 5);
    assert_int_equal(count(h, (ent_query){.a = "RUS", .b = "CHN"}), 5);
    assert_int_equal(count(h, (ent_query){.a = "SUN", .b = "QNG"}), 5); /* any of the line */
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "USA"}), 1);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "FRA"}), 0);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "nobody"}), 0);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "CHN"}), 0);
    assert_int_equal(count(h, (ent_query){.limit = 0}), 7);
    assert_int_equal(
        ent_ledger_find(h->ledger, NULL, &h->arena, &(ent_claim *){NULL}, &(size_t){0}, &h->err),
        ENT_OK);
}

static void
outgoing_takes_one_way_only(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS", .outgoing_only = true}), 3);
    assert_int_equal(count(h, (ent_query){.a = "RUS", .b = "CHN", .outgoing_only = true}), 2);
    assert_int_equal(count(h, (ent_query){.a = "RUS", .outgoing_only = true}), 2);
}

static void
one_state_is_found_on_either_side_or_alone(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.a = "CHN"}), 7);
    assert_int_equal(count(h, (ent_query){.b = "CHN"}), 7);
    assert_int_equal(count(h, (ent_query){.a = "RUS"}), 5);
    assert_int_equal(count(h, (ent_query){.a = "USA"}), 1);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .monadic = true}), 1);
    assert_int_equal(count(h, (ent_query){.monadic = true}), 1);
    assert_int_equal(count(h, (ent_query){.a = "USA", .monadic = true}), 0);
    assert_int_equal(count(h, (ent_query){.a = "USA", .indicator = "trade.goods"}), 1);
}

static void
indicators_are_taken_whole_or_by_prefix(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS", .indicator = "trade.goods"}), 4);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS", .indicator = "trade.*"}), 5);
    assert_int_equal(count(h, (ent_query){.indicator = "trade.*"}), 7);
    assert_int_equal(count(h, (ent_query){.indicator = "trade.exports.world"}), 1);
    assert_int_equal(count(h, (ent_query){.indicator = "trade.exports.world", .monadic = true}), 1);
    assert_int_equal(count(h, (ent_query){.indicator = "trade.go"}), 0);
    assert_int_equal(count(h, (ent_query){.indicator = "students"}), 0);
    assert_int_equal(count(h, (ent_query){.indicator = "*"}), 7);
    assert_int_equal(count(h, (ent_query){.indicator = ""}), 7);
}

static void
set_source_layer_and_cluster_narrow(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.set = "made-up"}), 7);
    assert_int_equal(count(h, (ent_query){.set = "made"}), 0);
    assert_int_equal(count(h, (ent_query){.source = "another-source"}), 1);
    assert_int_equal(count(h, (ent_query){.layer = ENT_T1}), 7);
    assert_int_equal(count(h, (ent_query){.layer = ENT_T5}), 0);
    assert_int_equal(count(h, (ent_query){.cluster = "aigun"}), 1);
    assert_int_equal(count(h, (ent_query){.cluster = "aigun", .a = "CHN", .b = "RUS"}), 1);
    assert_int_equal(count(h, (ent_query){.cluster = "nothing"}), 0);
    assert_int_equal(count(h, (ent_query){.cluster = "nothing", .a = "CHN", .b = "RUS"}), 0);
}

static void
years_overlap(void **state)
{
    held_ledger *h = *state;
    ent_claim spell = goods("spell", "1950", 1);

    assert_int_equal(count(h, (ent_query){.year_last = 1900}), 1);
    assert_int_equal(count(h, (ent_query){.year_first = 1900, .year_last = 1990}), 1);
    assert_int_equal(count(h, (ent_query){.year_first = 1937}), 6);
    assert_int_equal(count(h, (ent_query){.year_first = 1995}), 0);
    spell.ongoing = true;
    import_all(h, "02", "2001", &spell, 1);
    assert_int_equal(count(h, (ent_query){.year_first = 1995}), 1); /* it goes on */
    assert_int_equal(count(h, (ent_query){.year_last = 1949, .year_first = 1940}), 0);
}

static void
answers_come_in_order_of_time_indicator_and_id(void **state)
{
    held_ledger *h = *state;
    ent_claim *all = NULL, *part = NULL;
    ent_query q = {.limit = 0};
    size_t n = find(h, &q, &all);

    assert_int_equal(n, 7);
    assert_string_equal(all[0].label, "Treaty of Aigun");
    assert_string_equal(all[1].from, "SUN");
    assert_string_equal(all[2].indicator, "trade.exports.world");
    assert_string_equal(all[6].indicator, "trade.volume");
    for (size_t i = 4; i < 6; i++)
        assert_true(strcmp(all[i - 1].id, all[i].id) < 0);
    for (size_t limit = 1; limit <= 8; limit++) {
        for (size_t offset = 0; offset <= 8; offset++) {
            size_t want = offset < n ? n - offset : 0, got;

            q.limit = limit;
            q.offset = offset;
            got = find(h, &q, &part);
            assert_int_equal(got, want < limit ? want : limit);
            for (size_t i = 0; i < got; i++)
                assert_string_equal(part[i].id, all[offset + i].id);
        }
    }
    q.limit = SIZE_MAX;
    q.offset = 5;
    assert_int_equal(find(h, &q, &part), 2);
}

static void
words_are_found_in_labels_notes_names_and_sources(void **state)
{
    held_ledger *h = *state;

    assert_int_equal(count(h, (ent_query){.text = "aigun"}), 1);
    assert_int_equal(count(h, (ent_query){.text = "AIGUN treaty"}), 1);
    assert_int_equal(count(h, (ent_query){.text = "\"treaty of aigun\""}), 1);
    assert_int_equal(count(h, (ent_query){.text = "\"of treaty\""}), 0);
    assert_int_equal(count(h, (ent_query){.text = "aig*"}), 1);
    assert_int_equal(count(h, (ent_query){.text = "qing aigun"}), 1); /* a state's name */
    assert_int_equal(count(h, (ent_query){.text = "RUE"}), 1);        /* its code */
    assert_int_equal(count(h, (ent_query){.text = "365 border"}), 1); /* as the source wrote */
    assert_int_equal(count(h, (ent_query){.text = "made-up-source"}), 2);
    assert_int_equal(count(h, (ent_query){.text = "border", .a = "USA", .b = "CHN"}), 0);
    assert_int_equal(count(h, (ent_query){.text = "border", .a = "CHN", .b = "RUS"}), 1);
    assert_int_equal(count(h, (ent_query){.text = "border", .limit = 1}), 1);
    assert_int_equal(count(h, (ent_query){.text = ""}), 7);
}

static void
no_word_is_an_operator(void **state)
{
    static const char *const words[] = {"NOT",
                                        "AND",
                                        "OR aigun",
                                        "label:aigun",
                                        "label : aigun",
                                        "(aigun",
                                        "aigun)",
                                        "{label}: x",
                                        "NEAR(a b)",
                                        "a + b",
                                        "^aigun",
                                        "-aigun",
                                        "'; DROP TABLE claim; --",
                                        "aigun\" OR \"border",
                                        "x*y",
                                        "**a",
                                        "\"\"\"aigun\"",
                                        "caf\xc3\xa9",
                                        "a\tb",
                                        "AND AND AND"};
    held_ledger *h = *state;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        ent_query q = {.text = words[i]};
        ent_claim *out = NULL;
        size_t n = 0;
        ent_status st = ent_ledger_find(h->ledger, &q, &h->arena, &out, &n, &h->err);

        if (st != ENT_OK && st != ENT_E_PARSE) fail_msg("%s: %s", words[i], h->err.text);
        if (st == ENT_OK) assert_true(n <= 1);
    }
    assert_int_equal(count(h, (ent_query){.text = "AND Manzhouli"}), 1); /* the note has the word */
    assert_true(verify(h).intact);
}

static void
a_search_without_words_is_refused(void **state)
{
    held_ledger *h = *state;
    ent_claim *out = NULL;
    size_t n = 0;
    char *longest = ent_alloc(5000, 1);
    const char *const bad[] = {"\"open", "...", "  ", "\"\"", "*", "\xff", longest};

    memset(longest, 'a', 4999);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ent_query q = {.text = bad[i]};

        assert_int_equal(ent_ledger_find(h->ledger, &q, &h->arena, &out, &n, &h->err), ENT_E_PARSE);
    }
    ent_free(longest);
}

static void
a_claim_is_found_by_id_or_a_unique_beginning(void **state)
{
    held_ledger *h = *state;
    ent_claim *all = NULL, one = {.id = ""};
    ent_query q = {.limit = 0};
    char id[ENT_CLAIM_ID_MAX];

    find(h, &q, &all);
    for (int i = 0; i < 7; i++) {
        for (size_t len = 4; len <= 20; len++) {
            (void)ent_snprintf(id, sizeof id, "%.*s", (int)len, all[i].id);
            for (size_t k = 0; k < len; k++) /* capitals are the same digits */
                if (id[k] >= 'a' && k % 2) id[k] = (char)(id[k] - 'a' + 'A');
            assert_int_equal(ent_ledger_claim(h->ledger, id, &h->arena, &one, &h->err), ENT_OK);
            assert_string_equal(one.id, all[i].id);
        }
        (void)ent_snprintf(id, sizeof id, "%s", all[i].id);
        id[19] = id[19] == '0' ? '1' : '0'; /* one digit of twenty is wrong */
        assert_int_equal(ent_ledger_claim(h->ledger, id, &h->arena, &one, &h->err), ENT_NONE);
    }
}

static void
what_is_no_id_is_not_found(void **state)
{
    static const char *const bad[] = {
        "", "abc", "0000", "wxyz", "12 4", "0123456789abcdef01234", "12345%", "0x12345"};
    held_ledger *h = *state;
    ent_claim one, *all = NULL;
    size_t n = 0;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(ent_ledger_claim(h->ledger, bad[i], &h->arena, &one, &h->err), ENT_NONE);
        assert_int_equal(ent_ledger_history(h->ledger, bad[i], &h->arena, &all, &n, &h->err),
                         ENT_NONE);
    }
}

static void
claims_are_found_by_their_whole_ids_in_the_order_asked(void **state)
{
    held_ledger *h = *state;
    ent_claim *all = NULL, *some;
    const char **ids;
    size_t n = find(h, &(ent_query){.limit = 0}, &all);

    assert_true(n > 2);
    ids = ent_arena_alloc(&h->arena, n, sizeof *ids);
    some = ent_arena_alloc(&h->arena, n, sizeof *some);
    assert_true(ids && some);
    for (size_t i = 0; i < n; i++)
        ids[i] = all[n - 1 - i].id;
    assert_int_equal(ent_ledger_claims(h->ledger, ids, n, &h->arena, some, &h->err), ENT_OK);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(some[i].id, ids[i]);
        assert_string_equal(some[i].record, all[n - 1 - i].record);
        assert_string_equal(some[i].source, all[n - 1 - i].source);
    }
    assert_int_equal(ent_ledger_claims(h->ledger, ids, 0, &h->arena, some, &h->err), ENT_OK);
    ids[1] = "00000000000000000000";
    assert_int_equal(ent_ledger_claims(h->ledger, ids, n, &h->arena, some, &h->err), ENT_NONE);
    HAS(h->err.text, "00000000000000000000");
    ids[1] = "0123"; /* a beginning is no whole id */
    assert_int_equal(ent_ledger_claims(h->ledger, ids, n, &h->arena, some, &h->err), ENT_NONE);
}

static void
a_beginning_of_several_ids_is_ambiguous(void **state)
{
    enum { CLAIMS = 3000 }; /* among so many, some share four digits: 65,536 there are */
    held_ledger *h = *state;
    ent_import *import = begin(h, "02", "2001");
    ent_claim *all = NULL, one, c;
    char record[32] = "", id[8], seen[CLAIMS][8];
    size_t n, shared = 0;

    for (int i = 0; i < CLAIMS; i++) {
        (void)ent_snprintf(record, sizeof record, "many-%d", i);
        c = goods(record, "1980", i);
        give(import, &c);
    }
    commit(import);
    n = find(h, &(ent_query){.year_first = 1980, .year_last = 1980}, &all);
    assert_int_equal(n, CLAIMS);
    for (size_t i = 0; i < n; i++) {
        (void)ent_snprintf(seen[i], sizeof seen[i], "%.4s", all[i].id);
        for (size_t k = 0; k < i && !shared; k++)
            if (strcmp(seen[k], seen[i]) == 0) shared = i;
    }
    assert_true(shared > 0);
    (void)ent_snprintf(id, sizeof id, "%.4s", all[shared].id);
    assert_int_equal(ent_ledger_claim(h->ledger, id, &h->arena, &one, &h->err), ENT_E_AMBIGUOUS);
    HAS(h->err.text, all[shared].id);
    assert_int_equal(ent_ledger_claim(h->ledger, all[shared].id, &h->arena, &one, &h->err), ENT_OK);
}

static void
a_history_holds_all_versions_oldest_first(void **state)
{
    held_ledger *h = *state;
    ent_claim *out = NULL, c = goods("new-1", "1994", 30), d = goods("new-1", "1994", 31);
    size_t n = 0;

    import_all(h, "02", "2005", &c, 1);
    import_all(h, "03", "2009", &d, 1);
    find(h, &(ent_query){.with_superseded = true, .a = "CHN", .b = "RUS"}, &out);
    for (int i = 0; i < 3; i++) {
        ent_claim *all = NULL;
        static const double want[3] = {3, 30, 31};
        size_t at = 0;

        while (out[at].quantity != want[i])
            at++;
        assert_int_equal(ent_ledger_history(h->ledger, out[at].id, &h->arena, &all, &n, &h->err),
                         ENT_OK);
        assert_int_equal(n, 3);
        for (int k = 0; k < 3; k++)
            assert_true(all[k].quantity == want[k]);
    }
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS"}), 5);
    assert_int_equal(count(h, (ent_query){.a = "CHN", .b = "RUS", .with_superseded = true}), 7);
    assert_int_equal(count(h, (ent_query){.with_superseded = true, .as_of = date("2005")}), 8);
}

static void
a_correction_may_name_what_it_corrects(void **state)
{
    held_ledger *h = *state;
    ent_claim *out = NULL, *all = NULL, c = goods("anew", "1937", 20),
              d = goods("later", "1937", 21);
    char id[ENT_CLAIM_ID_MAX];
    ent_import_summary sum;
    ent_reject *rejects = NULL;
    size_t n = 0;

    assert_int_equal(find(h, &(ent_query){.year_first = 1937, .year_last = 1937}, &out), 1);
    (void)ent_snprintf(id, sizeof id, "%s", out->id);
    c.supersedes = id;
    c.from = "SUN";
    c.to = "ROC";
    d = c;
    d.record = "later";
    d.supersedes = "ffffffffffffffffffff";
    sum = import_all(h, "02", "2005", (ent_claim[]){c, d}, 2);
    assert_int_equal(sum.added, 1);
    assert_int_equal(sum.superseded, 1);
    assert_int_equal(sum.tally.rejected, 1);
    assert_int_equal(ent_ledger_rejects(h->ledger, 0, 0, &h->arena, &rejects, &n, &h->err), ENT_OK);
    HAS(rejects[0].reason, "holds no such claim");
    assert_int_equal(find(h, &(ent_query){.year_first = 1937, .year_last = 1937}, &out), 1);
    assert_string_equal(out->record, "anew");
    assert_string_equal(out->supersedes, id);
    assert_int_equal(ent_ledger_history(h->ledger, id, &h->arena, &all, &n, &h->err), ENT_OK);
    assert_int_equal(n, 2);
    d.supersedes = "not an id";
    assert_int_equal(import_all(h, "03", "2005", &d, 1).tally.rejected, 1);
    d.supersedes = "";
    assert_int_equal(import_all(h, "04", "2005", &d, 1).added, 1);
    assert_true(verify(h).intact);
}

static void
a_correction_may_name_a_claim_of_its_own_file(void **state)
{
    held_ledger *h = *state;
    ent_claim a = goods("a", "1980", 1), b = goods("b", "1980", 2), sealed = a;
    ent_import_summary sum;

    sealed.directed = true;
    sealed.layer = ENT_T1;
    ent_claim_seal(&sealed);
    b.supersedes = sealed.id;
    sum = import_all(h, "02", "2005", (ent_claim[]){a, b}, 2);
    assert_int_equal(sum.added, 2);
    assert_int_equal(sum.superseded, 1);
    assert_int_equal(count(h, (ent_query){.year_first = 1980, .year_last = 1980}), 1);
    assert_true(verify(h).intact);
}

static void
a_line_is_all_its_states_and_a_stranger_itself(void **state)
{
    ent_arena arena = {0};
    const char *const *codes = NULL;
    size_t n = 0;

    (void)state;
    assert_int_equal(ent_line_polities("SUN", &arena, &codes, &n, NULL), ENT_OK);
    assert_int_equal(n, 5);
    assert_int_equal(ent_line_polities("nobody", &arena, &codes, &n, NULL), ENT_OK);
    assert_int_equal(n, 1);
    assert_string_equal(codes[0], "nobody");
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest query[] = {
        PEOPLED(a_pair_is_found_across_its_states_and_both_ways_round),
        PEOPLED(outgoing_takes_one_way_only),
        PEOPLED(one_state_is_found_on_either_side_or_alone),
        PEOPLED(indicators_are_taken_whole_or_by_prefix),
        PEOPLED(set_source_layer_and_cluster_narrow),
        PEOPLED(years_overlap),
        PEOPLED(answers_come_in_order_of_time_indicator_and_id),
        PEOPLED(words_are_found_in_labels_notes_names_and_sources),
        PEOPLED(no_word_is_an_operator),
        PEOPLED(a_search_without_words_is_refused),
        PEOPLED(a_claim_is_found_by_id_or_a_unique_beginning),
        PEOPLED(what_is_no_id_is_not_found),
        PEOPLED(claims_are_found_by_their_whole_ids_in_the_order_asked),
        PEOPLED(a_beginning_of_several_ids_is_ambiguous),
        PEOPLED(a_history_holds_all_versions_oldest_first),
        PEOPLED(a_correction_may_name_what_it_corrects),
        PEOPLED(a_correction_may_name_a_claim_of_its_own_file),
        cmocka_unit_test(a_line_is_all_its_states_and_a_stranger_itself),
    };

    return RUN_ON_BACKENDS(query);
}

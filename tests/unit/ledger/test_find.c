/* test_find.c: questions walk an index, and give what a look at every row would give. */
#include "file_test.h"

/* A small world: 12 states, every pair, three indicators, some corrections, known at four times. */
static void
fill(held_ledger *h)
{
    static const char *const codes[] = {"CHN", "RUS", "USA", "SUN", "QNG", "FRA",
                                        "GBR", "KAZ", "MNG", "JPN", "ROC", "IND"};
    static const char *const topics[] = {"trade.goods", "trade.total", "trade.exports.world"};
    char record[32] = "", cluster[8];
    uint32_t seed = 5;

    for (int file = 0; file < 4; file++) {
        char sha[4], year[8];
        ent_import *import;

        (void)ent_snprintf(sha, sizeof sha, "%d", file);
        (void)ent_snprintf(year, sizeof year, "%d", 2000 + file);
        import = begin(h, sha, year);
        for (int i = 0; i < 600; i++) {
            ent_claim c = goods(record, "1994", 1);
            int topic, a, b;

            seed = seed * 1664525u + 1013904223u;
            topic = (int)(seed >> 10) % 3;
            a = (int)(seed >> 14) % 12;
            b = (a + 1 + (int)(seed >> 20) % 11) % 12;
            (void)ent_snprintf(record, sizeof record, "%d", (int)(seed >> 12) % 4000);
            (void)ent_snprintf(cluster, sizeof cluster, "k%d", i % 50);
            c.from = codes[a];
            c.to = topic == 2 ? NULL : codes[b];
            c.indicator = topics[topic];
            c.quantity = (double)(seed >> 8);
            c.valid_from.year = 1900 + (int)(seed >> 9) % 100;
            c.cluster = i % 3 ? cluster : NULL;
            c.source = i % 2 ? "odd" : "even";
            if (i % 7 == 0) c.known_from = date("2002-05");
            give(import, &c);
        }
        commit(import);
    }
}

static bool
on_line(const char *code, const char *line)
{
    const ent_polity *p = code ? ent_ref_polity(code) : NULL;

    return p && strcmp(p->line, line) == 0;
}

static bool
parties_fit(const ent_claim *c, const ent_query *q)
{
    if (q->monadic && c->to) return false;
    if (!q->a) return true;
    if (!q->b) return on_line(c->from, q->a) || (!q->outgoing_only && on_line(c->to, q->a));
    if (on_line(c->from, q->a) && on_line(c->to, q->b)) return true;
    return !q->outgoing_only && on_line(c->from, q->b) && on_line(c->to, q->a);
}

/* The slow way: everything, one row after the other, by the public fields. */
static bool
fits(const ent_claim *c, const ent_query *q)
{
    if (!parties_fit(c, q)) return false;
    if (q->indicator && strcmp(q->indicator, c->indicator) != 0) return false;
    if (q->source && strcmp(q->source, c->source) != 0) return false;
    if (q->cluster && (!c->cluster || strcmp(q->cluster, c->cluster) != 0)) return false;
    return (!q->year_first || c->valid_from.year >= q->year_first) &&
           (!q->year_last || c->valid_from.year <= q->year_last);
}

static void
answers_are_those_of_a_look_at_every_row(void **state)
{
    static const char *const sides[] = {NULL, "CHN", "RUS", "USA", "KAZ"};
    static const char *const topics[] = {NULL, "trade.goods", "trade.exports.world"};
    held_ledger *h = *state;
    size_t asked = 0, found = 0;

    fill(h);
    for (unsigned i = 0; i < 5 * 5 * 3 * 16; i++) {
        ent_query q = {.a = sides[i % 5],
                       .b = sides[i / 5 % 5],
                       .indicator = topics[i / 25 % 3],
                       .outgoing_only = i / 75 & 1,
                       .monadic = i / 75 & 2,
                       .source = i / 75 & 4 ? "odd" : NULL,
                       .cluster = i / 75 & 8 ? "k7" : NULL,
                       .year_first = i % 3 ? 1930 : 0,
                       .year_last = i % 4 ? 1980 : 0,
                       .as_of = date(i % 2 ? "2002" : "")};
        ent_query all = {.as_of = q.as_of};
        ent_claim *every = NULL, *got = NULL;
        size_t n = 0, n_got, k = 0;

        if (!q.a || (q.b && (q.monadic || strcmp(q.a, q.b) == 0))) continue;
        n = find(h, &all, &every);
        n_got = find(h, &q, &got);
        for (size_t at = 0; at < n; at++) {
            if (!fits(&every[at], &q)) continue;
            assert_true(k < n_got);
            assert_string_equal(got[k++].id, every[at].id);
        }
        assert_int_equal(k, n_got);
        asked++;
        found += k;
        ent_arena_clear(&h->arena);
    }
    assert_true(asked > 300);
    assert_true(found > 4000);
}

static void
plan(held_ledger *h, const char *where, const char *index)
{
    sqlite3 *db = ((ent_sqlite *)*(ent_store **)h->ledger)->db;
    sqlite3_stmt *q = NULL;
    ent_buf sql = {0}, got = {0};

    assert_int_equal(
        ent_buf_addf(&sql, "EXPLAIN QUERY PLAN SELECT %s %s", ent_sqlite_claim_columns, where),
        ENT_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql.data, -1, &q, NULL), SQLITE_OK);
    while (sqlite3_step(q) == SQLITE_ROW)
        assert_int_equal(ent_buf_addf(&got, "%s\n", (const char *)sqlite3_column_text(q, 3)),
                         ENT_OK);
    HAS(got.data, index);
    assert_null(strstr(got.data, "SCAN c"));
    sqlite3_finalize(q);
    ent_buf_clear(&sql);
    ent_buf_clear(&got);
}

static void
every_path_but_one_walks_an_index(void **state)
{
    held_ledger *h = *state;

    plan(h, "FROM claim c WHERE lo=?1 AND hi=?2 AND indicator=?3", "claim_pair");
    plan(h, "FROM claim c WHERE lo=?1 AND hi=?2", "claim_pair");
    plan(h, "FROM claim c WHERE lo=?1", "claim_pair");
    plan(h, "FROM claim c WHERE cluster=?1", "claim_cluster");
    plan(h, "FROM claim_text t JOIN claim c ON c.n=t.rowid WHERE claim_text MATCH ?1",
         "VIRTUAL TABLE INDEX");
}

int
main(void)
{
    const struct CMUnitTest finding[] = {
        ON_FILE(answers_are_those_of_a_look_at_every_row),
        ON_FILE(every_path_but_one_walks_an_index),
    };

    return cmocka_run_group_tests(finding, make_folder, remove_folder);
}

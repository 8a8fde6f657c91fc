/* test_watch.c: rows of watched pairs become claims with their place in the file. */
#include "feed_test.h"

static void
pairs_are_watched_both_ways(void **state)
{
    const ent_watch pairs[] = {{"CHN", "RUS"}, {"DEU", NULL}};
    feed_watch w = {0};
    unsigned chn = ent_event_line_number("CHN"), rus = ent_event_line_number("RUS");
    unsigned deu = ent_event_line_number("DEU"), usa = ent_event_line_number("USA");
    ent_error err = {0};

    (void)state;
    assert_int_equal(feed_watch_make(pairs, 2, &w, &err), ENT_OK);
    assert_true(feed_watch_has(&w, chn, rus) && feed_watch_has(&w, rus, chn));
    assert_true(feed_watch_has(&w, deu, usa) && feed_watch_has(&w, usa, deu));
    assert_false(feed_watch_has(&w, chn, usa));
    feed_watch_clear(&w);
    feed_watch_clear(NULL);
    assert_int_equal(feed_watch_make(NULL, 0, &w, &err), ENT_OK);
    assert_false(feed_watch_has(&w, chn, rus));
    feed_watch_clear(&w);
    assert_int_equal(feed_watch_make(&(ent_watch){"SUN", NULL}, 1, &w, &err), ENT_E_UNKNOWN);
    assert_non_null(strstr(err.text, "\"SUN\""));
    assert_int_equal(feed_watch_make(&(ent_watch){"CHN", "X"}, 1, &w, &err), ENT_E_UNKNOWN);
}

static void
a_watched_row_is_a_whole_claim(void **state)
{
    const ent_watch pairs[] = {{"RUS", "USA"}};
    ent_feed_options o = {.watch = pairs, .n_watch = 1};
    ent_buf text = {0};
    ent_event_table t;
    ent_feed_summary sum;
    ent_claim c;
    size_t at;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    at = text.len;
    put_row(&text, (test_row){.id = "2",
                              .from = "SUN",
                              .to = "USA",
                              .day = "19800101",
                              .code = "190",
                              .goldstein = "-10.0",
                              .to_type = "MIL"});
    put_row(&text, (test_row){.id = "2", .from = "USA", .to = "RUS"});
    put_row(&text, (test_row){.id = "2", .from = "USA", .to = "RUS", .mentions = "1"});
    sum = run_bytes(text.data, text.len, &o, NULL, &t);
    assert_int_equal(sum.reports, 3);
    assert_int_equal(t.n_reports, 3);
    c = t.reports[0];
    assert_int_equal(ent_claim_check(&c, NULL), ENT_OK);
    assert_string_equal(c.set, "gdelt");
    assert_string_equal(c.from, "SUN");
    assert_string_equal(c.to, "USA");
    assert_string_equal(c.from_code, "SUN");
    assert_int_equal(c.from_role, ENT_ROLE_GOV);
    assert_int_equal(c.to_role, ENT_ROLE_MIL);
    assert_string_equal(c.indicator, "event.material");
    assert_int_equal(c.kind, ENT_KIND_ACT);
    assert_int_equal(c.layer, ENT_L2);
    assert_int_equal(c.sign, -1);
    assert_string_equal(c.event_code, "190");
    assert_string_equal(c.event_scheme, "CAMEO");
    check_near(c.intensity, -10, 0, "intensity");
    assert_string_equal(c.intensity_scale, "goldstein");
    assert_int_equal(c.valid_from.year, 1980);
    assert_int_equal(c.known_from.year, 2019);
    assert_int_equal(c.row, 2);
    assert_int_equal(c.byte, at);
    assert_int_equal(c.attribution, ENT_ATTR_MEDIA);
    assert_false(ent_claim_has_weight(&c));
    assert_string_equal(t.reports[1].indicator, "event.verbal");
    assert_int_equal(t.reports[1].sign, 1);
    /* an id that comes twice with other content is two statements */
    assert_string_not_equal(t.reports[1].record, t.reports[2].record);
    assert_memory_equal(t.reports[1].record, "2-", 2);
    ent_event_table_clear(&t);
    ent_buf_clear(&text);
}

static void
a_record_is_the_same_wherever_the_row_stands(void **state)
{
    const ent_watch pairs[] = {{"CHN", "RUS"}};
    ent_feed_options o = {.watch = pairs, .n_watch = 1};
    ent_buf text = {0};
    ent_event_table a, b;

    (void)state;
    put_row(&text, (test_row){.id = "1"});
    (void)run_bytes(text.data, text.len, &o, NULL, &a);
    ent_buf_reset(&text);
    put_row(&text, (test_row){.id = "9", .from = ""});
    put_row(&text, (test_row){.id = "1"});
    (void)run_bytes(text.data, text.len, &o, NULL, &b);
    assert_string_equal(a.reports[0].record, b.reports[0].record);
    ent_claim_seal(&a.reports[0]);
    ent_claim_seal(&b.reports[0]);
    assert_string_equal(a.reports[0].id, b.reports[0].id);
    ent_event_table_clear(&a);
    ent_event_table_clear(&b);
    ent_buf_clear(&text);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("pairs are watched both ways", pairs_are_watched_both_ways),
        FACT("a watched row is a whole claim", a_watched_row_is_a_whole_claim),
        FACT("a record is the same wherever the row stands",
             a_record_is_the_same_wherever_the_row_stands),
    };

    return RUN(tests);
}

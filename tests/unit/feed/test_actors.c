/* test_actors.c: a remembered answer is the resolver's answer; codes are tallied. */
#include "feed_test.h"

static feed_text
text_of(const char *s)
{
    return (feed_text){s, (uint32_t)strlen(s)};
}

/* What the resolver itself says. */
static unsigned
ask(const ent_ref *ref, const char *word, ent_scheme scheme, int32_t day, unsigned *line)
{
    const ent_polity *polity = NULL;
    ent_date on = ent_date_from_day(day);
    ent_status st = ent_ref_resolve(ref, word, scheme, &on, &polity, NULL);

    *line = st == ENT_OK ? ent_event_line_number(polity->line) : 0;
    if (st == ENT_OK) return FEED_STATE;
    if (st == ENT_NONE) return FEED_REGION;
    if (st == ENT_E_DOMAIN) return FEED_NOT_THEN;
    return st == ENT_E_AMBIGUOUS ? FEED_AMBIGUOUS : FEED_UNKNOWN;
}

static void
remembered_answers_are_the_resolvers(void **state)
{
    static const char *const codes[] = {"CHN", "SUN", "RUS", "DEU", "GMY", "DDR", "CZE", "CSK",
                                        "YUG", "SRB", "SSD", "EUR", "AFR", "QQX", "ROM", "ZAR",
                                        "VNM", "YEM", "TMP", "HKG", "NGO", "YMD", "PSE", "XKX"};
    static const char *const names[] = {"Soviet Union",
                                        "Russian Federation",
                                        "Germany",
                                        "East Germany",
                                        "Czechoslovakia",
                                        "Congo",
                                        "Zaire",
                                        "Burma",
                                        "a very long name that"};
    ent_ref *ref = test_ref();
    int32_t *changes = NULL;
    size_t n = 0;
    feed_actors a;
    dice d = {3};

    (void)state;
    assert_int_equal(ent_ref_changes(&changes, &n, NULL), ENT_OK);
    feed_actors_init(&a, ref, changes, n);
    for (int k = 0; k < 2; k++) {
        ent_scheme scheme = k ? ENT_SCHEME_NAME : ENT_SCHEME_CAMEO;

        feed_actors_begin(&a, scheme);
        for (int i = 0; i < 6000; i++) {
            const char *word =
                k ? names[dice_below(&d, COUNT(names))] : codes[dice_below(&d, COUNT(codes))];
            int32_t day = FEED_DAY_MIN + (int32_t)dice_below(&d, FEED_DAY_MAX - FEED_DAY_MIN);
            unsigned line = 0, standing;
            uint32_t at = 0;

            if (i % 2) day = changes[dice_below(&d, (unsigned)n)] - (i % 4 == 1);
            if (day < FEED_DAY_MIN || day > FEED_DAY_MAX) continue;
            standing = ask(ref, word, scheme, day, &line);
            assert_int_equal(feed_actors_find(&a, text_of(word), day, &at, NULL), ENT_OK);
            assert_int_equal(feed_actors_at(&a, at)->standing, standing);
            assert_int_equal(feed_actors_at(&a, at)->line, line);
        }
    }
    feed_actors_clear(&a);
    ent_free(changes);
    ent_ref_close(ref);
}

static void
tallies_come_in_order_and_start_again(void **state)
{
    ent_ref *ref = test_ref();
    feed_actors a;
    ent_event_actor *told = NULL;
    size_t n = 0;

    (void)state;
    feed_actors_init(&a, ref, NULL, 0);
    for (int round = 0; round < 2; round++) {
        static const char *const codes[] = {"USA", "a code of more than twenty-four bytes", "CHN"};

        feed_actors_begin(&a, ENT_SCHEME_CAMEO);
        for (int i = 0; i < 3; i++) {
            uint32_t at = 0;

            assert_int_equal(feed_actors_find(&a, text_of(codes[i]), 18000, &at, NULL), ENT_OK);
            feed_actors_count(&a, at, 18000 + i);
            feed_actors_count(&a, at, 18009);
        }
        assert_int_equal(feed_actors_end(&a, &told, &n, NULL), ENT_OK);
        assert_int_equal(n, 3);
        assert_string_equal(told[0].code, "CHN");
        assert_string_equal(told[0].became, "CHN");
        assert_int_equal(told[0].rows, 2);
        assert_int_equal(told[0].first_day, 18002);
        assert_int_equal(told[0].last_day, 18009);
        assert_string_equal(told[2].code, "a code of more than twe");
        assert_string_equal(told[2].became, "unknown");
        ent_free(told);
    }
    feed_actors_clear(&a);
    feed_actors_clear(NULL);
    ent_ref_close(ref);
}

static void
too_many_codes_stand_together(void **state)
{
    ent_ref *ref = test_ref();
    feed_actors a;
    ent_event_actor *told = NULL;
    size_t n = 0;
    uint64_t rows = 0, rest = 0;

    (void)state;
    feed_actors_init(&a, ref, NULL, 0);
    feed_actors_begin(&a, ENT_SCHEME_ISO2);
    for (int i = 0; i < FEED_ACTORS_MAX + 500; i++) {
        char code[16];
        uint32_t at = 0;

        snprintf(code, sizeof code, "%d", i);
        assert_int_equal(feed_actors_find(&a, text_of(code), 1, &at, NULL), ENT_OK);
        feed_actors_count(&a, at, 1);
    }
    assert_int_equal(feed_actors_end(&a, &told, &n, NULL), ENT_OK);
    assert_int_equal(n, FEED_ACTORS_MAX + 1);
    for (size_t i = 0; i < n; i++) {
        rows += told[i].rows;
        if (strcmp(told[i].code, FEED_REST) == 0) rest = told[i].rows;
    }
    assert_int_equal(rest, 500);
    assert_int_equal(rows, FEED_ACTORS_MAX + 500);
    ent_free(told);
    feed_actors_clear(&a);
    ent_ref_close(ref);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        FACT("remembered answers are the resolver's", remembered_answers_are_the_resolvers),
        FACT("tallies come in order and start again", tallies_come_in_order_and_start_again),
        FACT("too many codes stand together", too_many_codes_stand_together),
    };

    return RUN(tests);
}

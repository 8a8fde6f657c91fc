/* test_agreement.c: our vote agreement against the published one of South Korea's dyads.
 *
 * Published: Haege F. M. (2011), "Choice or Circumstance? Adjusting Measures of Foreign Policy
 * Similarity for Chance Agreement", Political Analysis 19(3), as packed in S. V. Miller's
 * stevedata::rok_unga, column v_agree (S of absolute distances), by session of the General
 * Assembly. Computed here from: Voeten, Strezhnev & Bailey (2009), Harvard Dataverse, as packed in
 * unvotes 0.3.0. The two editions differ in a few roll calls a session. Tolerance: two thirds of
 * all dyad-years to 1e-9, every single one to 0.03. */
#include "../unit/check.h"

#include "entente/measure.h"

#include <stdlib.h>

enum { FIRST = 1991, LAST = 2018, STATES = 12, ROLLS_MAX = 20000, EVER = 1945 };

/* Codes of the two files; the first is South Korea. */
static const struct {
    const char *iso2, *iso3;
} WHO[STATES] = {{"KR", "KOR"}, {"US", "USA"}, {"CN", "CHN"}, {"JP", "JPN"},
                 {"RU", "RUS"}, {"GB", "GBR"}, {"FR", "FRA"}, {"IN", "IND"},
                 {"BR", "BRA"}, {"ZA", "ZAF"}, {"MX", "MEX"}, {"EG", "EGY"}};

typedef struct ballot_box {
    ent_arena arena;
    int session[ROLLS_MAX]; /* of a roll call, by its number */
    ent_obs *votes[STATES];
    size_t n[STATES], cap[STATES];
} ballot_box;

static ent_rows *
open_set(const char *name)
{
    const char *shared = getenv("ENTENTE_SHARED");
    const ent_rows_options options = {0};
    ent_lines *lines = NULL;
    ent_rows *rows = NULL;
    char path[512];

    assert_true(ent_snprintf(path, sizeof path, "%s/%s", shared ? shared : "../shared/data", name));
    if (ent_lines_open(path, ENT_ENC_AUTO, &lines, NULL) != ENT_OK) return NULL;
    assert_int_equal(ent_rows_open(lines, &options, &rows, NULL), ENT_OK);
    return rows;
}

static long
number(const char *text)
{
    int64_t v = 0;

    assert_int_equal(ent_parse_i64(text, &v, NULL), ENT_OK);
    return (long)v;
}

static bool
read_sessions(ballot_box *box)
{
    ent_rows *rows = open_set("un-votes/un_roll_calls_1946_2019.csv");
    const char *const *fields;
    size_t n;

    if (!rows || ent_rows_next(rows, &fields, &n, NULL) != ENT_OK) return false;
    while (ent_rows_next(rows, &fields, &n, NULL) == ENT_OK) {
        long rcid = number(fields[0]);

        assert_true(rcid > 0 && rcid < ROLLS_MAX);
        box->session[rcid] = (int)number(fields[1]);
    }
    ent_rows_close(rows);
    return true;
}

/* Sessions open in September; S of a session is published under the year in which it opens. */
static int32_t
day_of_session(int session)
{
    ent_date d = {.year = EVER + session, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static void
keep_vote(ballot_box *box, size_t who, const char *rcid, const char *vote)
{
    long roll = number(rcid);
    int session = roll > 0 && roll < ROLLS_MAX ? box->session[roll] : 0;
    ent_obs *o;

    if (session < FIRST - EVER || session > LAST - EVER) return;
    if (box->n[who] == box->cap[who]) {
        box->cap[who] = box->cap[who] ? 2 * box->cap[who] : 1024;
        box->votes[who] = realloc(box->votes[who], box->cap[who] * sizeof *box->votes[who]);
        assert_non_null(box->votes[who]);
    }
    o = &box->votes[who][box->n[who]++];
    *o = (ent_obs){.state = ENT_VALUE,
                   .has_weight = true,
                   .first_day = day_of_session(session),
                   .last_day = day_of_session(session),
                   .intensity = vote[0] == 'y'   ? 1
                                : vote[0] == 'n' ? -1
                                                 : 0,
                   .record = ent_arena_strdup(&box->arena, rcid),
                   .source = "un-votes"};
    o->claim = o->record;
    assert_non_null(o->record);
}

static bool
read_votes(ballot_box *box)
{
    ent_rows *rows = open_set("un-votes/un_votes_1946_2019.csv.gz");
    const char *const *fields;
    size_t n;

    if (!rows || ent_rows_next(rows, &fields, &n, NULL) != ENT_OK) return false;
    while (ent_rows_next(rows, &fields, &n, NULL) == ENT_OK)
        for (size_t who = 0; who < STATES; who++)
            if (strcmp(fields[1], WHO[who].iso2) == 0) keep_vote(box, who, fields[0], fields[2]);
    ent_rows_close(rows);
    return true;
}

static double
agreement(const ballot_box *box, size_t who, int year)
{
    ent_series a = {
        .indicator = "un.vote", .from = "KOR", .obs = box->votes[0], .n_obs = box->n[0]};
    ent_series b = {.indicator = "un.vote",
                    .from = WHO[who].iso3,
                    .obs = box->votes[who],
                    .n_obs = box->n[who]};
    ent_arena arena = {0};
    ent_estimate e = {0};
    int32_t day = day_of_session(year - EVER);

    assert_int_equal(ent_measure_agreement(&a, &b, day, day, &arena, &e, NULL), ENT_OK);
    assert_int_equal(e.state, ENT_VALUE);
    assert_true(e.low <= e.value && e.value <= e.high);
    ent_arena_clear(&arena);
    return e.value;
}

static void
compare(const ballot_box *box, ent_rows *rows, size_t *all, size_t *exact, double *worst)
{
    const char *const *fields;
    size_t n;

    assert_int_equal(ent_rows_next(rows, &fields, &n, NULL), ENT_OK);
    assert_string_equal(fields[5], "v_agree");
    while (ent_rows_next(rows, &fields, &n, NULL) == ENT_OK) {
        long year = number(fields[3]);
        double published = 0, away;

        if (year > LAST || ent_parse_double(fields[5], &published, NULL) != ENT_OK) continue;
        for (size_t who = 1; who < STATES; who++) {
            if (strcmp(fields[2], WHO[who].iso3) != 0) continue;
            away = fabs(agreement(box, who, (int)year) - published);
            ++*all;
            *exact += away < 1e-9;
            *worst = fmax(*worst, away);
        }
    }
}

static void
agreement_is_the_published_one(void **state)
{
    ballot_box *box = calloc(1, sizeof *box);
    ent_rows *rows = open_set("un-similarity-rok/rok_unga_1991_2022.csv");
    bool ready = box && rows && read_sessions(box) && read_votes(box);
    size_t all = 0, exact = 0;
    double worst = 0;

    (void)state;
    if (ready) compare(box, rows, &all, &exact, &worst);
    ent_rows_close(rows);
    for (size_t i = 0; box && i < STATES; i++)
        free(box->votes[i]);
    if (box) ent_arena_clear(&box->arena);
    free(box);
    if (!ready) skip();
    print_message("# %zu dyad-years, %zu to 1e-9, worst %.4f\n", all, exact, worst);
    assert_true(all > 250);
    assert_true(3 * exact >= 2 * all);
    assert_true(worst <= 0.03);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("agreement is the published one", agreement_is_the_published_one),
    };

    return RUN(tests);
}

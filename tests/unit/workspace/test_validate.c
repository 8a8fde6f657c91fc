/* test_validate.c: a world whose pledges follow its disputes passes, one whose pledges have nothing
 * to do with them shows nothing; and a check without evidence is never passed. All of it is made
 * up. */
#include "track_world.h"

#include <math.h>

/* As long as the states are listed as members: outside, years would count only where something was
 * told. */
enum { STATES = 9, FROM = 1949, TO = 2010 };

/* Lines that exist throughout, with the numbers that the readers know them by. */
static const struct {
    const char *line;
    int number;
} LINES[STATES] = {{"FRA", 220}, {"GBR", 200}, {"USA", 2},   {"MEX", 70}, {"BRA", 140},
                   {"ARG", 160}, {"CHL", 155}, {"SWE", 380}, {"THA", 800}};

/* Two pairs of five fight. */
static bool
fights(int i, int k)
{
    return (i * 7 + k * 3 + i * k) % 5 < 2;
}

/* Who does not fight is allied; or, unrelated, every other pair of those who fight and of those who
 * do not. `met` counts the pairs of both kinds so far. */
static bool
allied(int i, int k, bool unrelated, size_t met[2])
{
    size_t before = met[fights(i, k)]++;

    return unrelated ? before % 2 == 0 : !fights(i, k);
}

static FILE *
open_file(const world *w, const char *name)
{
    char path[160];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", w->dir, name);
    f = fopen(path, "w");
    assert_non_null(f);
    return f;
}

static void
import(world *w, const char *name)
{
    char path[160];
    ent_import_request request = {.path = path};
    ent_import_summary s = {0};
    ent_error err = {0};

    snprintf(path, sizeof path, "%s/%s", w->dir, name);
    if (ent_workspace_import(w->ws, &request, &s, &err)) fail_msg("%s", err.text);
    assert_int_equal(s.tally.rejected, 0);
}

/* Disputes in nine years of ten, in both directions. */
static void
write_disputes(world *w)
{
    FILE *f = open_file(w, "disputes.csv");
    int number = 9000;

    fputs("dispnum,ccode1,ccode2,year,dispongoing,disponset,sidea1,sidea2,fatality1,fatality2,"
          "fatalpre1,fatalpre2,hiact1,hiact2,hostlev1,hostlev2,orig1,orig2\n",
          f);
    for (int i = 0; i < STATES; i++)
        for (int k = i + 1; k < STATES; k++)
            for (int year = FROM; fights(i, k) && year <= TO; year++) {
                const char *tail = "0,0,0,0,16,16,4,4,1,1";

                if (year % 10 == 5) continue;
                number++;
                fprintf(f, "%d,%d,%d,%d,1,1,1,0,%s\n", number, LINES[i].number, LINES[k].number,
                        year, tail);
                fprintf(f, "%d,%d,%d,%d,1,1,0,1,%s\n", number, LINES[k].number, LINES[i].number,
                        year, tail);
            }
    assert_int_equal(fclose(f), 0);
}

static void
write_rivalries(world *w)
{
    FILE *f = open_file(w, "rivalries.csv");
    int number = 900;

    fputs("rivalryno,rivalryname,ccode1,ccode2,styear,endyear,region,type1,type2,type3\n", f);
    for (int i = 0; i < STATES; i++)
        for (int k = i + 1; k < STATES; k++)
            if (fights(i, k) && ++number)
                fprintf(f, "%d,Made up %d,%d,%d,%d,%d,None,spatial,,\n", number, number,
                        LINES[i].number, LINES[k].number, FROM, TO);
    assert_int_equal(fclose(f), 0);
}

static void
write_pledges(world *w, bool unrelated)
{
    size_t met[2] = {0, 0};
    FILE *f = open_file(w, "pledges.csv");
    int number = 900;

    fputs("version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_day,dyad_st_month,dyad_st_year,"
          "dyad_end_day,dyad_end_month,dyad_end_year,left_censor,right_censor,defense,neutrality,"
          "nonaggression,entente,version\n",
          f);
    for (int i = 0; i < STATES; i++)
        for (int k = i + 1; k < STATES; k++) {
            if (!allied(i, k, unrelated, met)) continue;
            number++;
            fprintf(f, "%d,%d,\"A\",%d,\"B\",1,1,%d,,,,0,1,1,0,0,0,4.1\n", number, LINES[i].number,
                    LINES[k].number, FROM);
            fprintf(f, "%d,%d,\"B\",%d,\"A\",1,1,%d,,,,0,1,1,0,0,0,4.1\n", number, LINES[k].number,
                    LINES[i].number, FROM);
        }
    assert_int_equal(fclose(f), 0);
}

static void
load_members(world *w)
{
    row rows[STATES];

    for (int i = 0; i < STATES; i++)
        rows[i] = (row){.from = LINES[i].line,
                        .indicator = "system.member",
                        .valid_from = "1949",
                        .valid_to = "2016"};
    load(w, rows, STATES);
}

static void
load_world(world *w, bool unrelated)
{
    write_disputes(w);
    write_rivalries(w);
    write_pledges(w, unrelated);
    load_members(w);
    import(w, "disputes.csv");
    import(w, "rivalries.csv");
    import(w, "pledges.csv");
}

/* The table of the repository into the data folder of the test. */
static void
take_settings(world *w)
{
    static const char *const NAMES[] = {"validity.tsv", "phases.tsv", "conduct.tsv"};

    for (size_t i = 0; i < COUNT(NAMES); i++) {
        char from[160], to[160];
        ent_buf text = {0};

        snprintf(from, sizeof from, "data/params/%s", NAMES[i]);
        snprintf(to, sizeof to, "%s/params/%s", w->dir, NAMES[i]);
        OK(ent_file_read(from, &text, NULL));
        OK(ent_file_write(to, text.data, text.len, NULL));
        ent_buf_clear(&text);
    }
}

static ent_validity
validate(world *w, unsigned threads)
{
    ent_validate_options o = {.threads = threads};
    ent_validity v = {.n = 0};
    ent_error err = {0};

    if (ent_workspace_validate(w->ws, &o, &w->arena, &v, &err)) fail_msg("%s", err.text);
    return v;
}

static const ent_validate_row *
row_of(const ent_validity *v, const char *check)
{
    for (size_t i = 0; i < v->n; i++)
        if (strcmp(v->rows[i].check, check) == 0) return &v->rows[i];
    fail_msg("no check %s", check);
    return NULL;
}

static void
judged(const ent_validity *v, const char *check, bool passed)
{
    const ent_validate_row *r = row_of(v, check);

    if (r->state != ENT_VALUE) fail_msg("%s: %s", check, r->note);
    if (r->passed != passed) fail_msg("%s came to %g", check, r->statistic);
    assert_true(r->low <= r->statistic && r->statistic <= r->high);
    assert_int_equal(r->n_pairs, STATES * (STATES - 1) / 2);
}

static void
not_run(const ent_validity *v, const char *check, const char *why)
{
    const ent_validate_row *r = row_of(v, check);

    assert_int_equal(r->state, ENT_MISSING);
    assert_false(r->passed);
    assert_non_null(r->note);
    if (!strstr(r->note, why)) fail_msg("%s: %s", check, r->note);
}

static void
behaviour_that_follows_disputes_passes(void **state)
{
    world *w = *state;
    ent_validity v;

    load_world(w, false);
    v = validate(w, 1);
    assert_int_equal(v.n_pairs, STATES * (STATES - 1) / 2);
    judged(&v, "b.mid", true);
    judged(&v, "b.rivalry.td", true);
    judged(&v, "control.years", true);
    not_run(&v, "b.rivalry.tss", "rivalries-tss");
    not_run(&v, "b.war", "cow-wars-inter");
    not_run(&v, "r.atop", "atop-");
    not_run(&v, "r.unga", "coded events");
    not_run(&v, "o.survey", "survey");
    not_run(&v, "discriminant.bo", "too few");
    not_run(&v, "bands", "bench/recovery.c");
    not_run(&v, "turn.egy-isr.1979", "lists");
}

static void
unrelated_behaviour_shows_nothing(void **state)
{
    world *w = *state;
    ent_validity v;

    load_world(w, true);
    v = validate(w, 1);
    judged(&v, "b.mid", false);
    judged(&v, "b.rivalry.td", true); /* disputes are fed, whatever else there is */
    judged(&v, "b.rivalry.blind", false);
    assert_true(fabs(row_of(&v, "b.mid")->statistic) < 0.05);
    assert_true(fabs(row_of(&v, "b.rivalry.blind")->statistic - 0.5) < 0.05);
}

static void
threads_change_nothing(void **state)
{
    world *w = *state;
    ent_validity one, three;

    load_world(w, false);
    one = validate(w, 1);
    three = validate(w, 3);
    assert_int_equal(one.n, three.n);
    for (size_t i = 0; i < one.n; i++) {
        assert_int_equal(one.rows[i].state, three.rows[i].state);
        assert_true(one.rows[i].statistic == three.rows[i].statistic);
        assert_true(one.rows[i].low == three.rows[i].low);
    }
}

static void
an_empty_ledger_passes_nothing(void **state)
{
    ent_validity v = validate(*state, 1);

    assert_true(v.n > 0);
    for (size_t i = 0; i < v.n; i++) {
        assert_int_equal(v.rows[i].state, ENT_MISSING);
        assert_false(v.rows[i].passed);
        assert_non_null(v.rows[i].note);
    }
    not_run(&v, "b.mid", "members");
}

static int
set_up(void **state)
{
    if (track_world_open(state)) return -1;
    take_settings(*state);
    return 0;
}

static int
tear_down(void **state)
{
    static const char *const NAMES[] = {"validity.tsv", "phases.tsv", "conduct.tsv"};
    world *w = *state;

    for (size_t i = 0; i < COUNT(NAMES); i++) {
        char path[160];

        snprintf(path, sizeof path, "%s/params/%s", w->dir, NAMES[i]);
        (void)unlink(path);
    }
    return track_world_close(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(behaviour_that_follows_disputes_passes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unrelated_behaviour_shows_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_ledger_passes_nothing, set_up, tear_down),
    };

    return RUN(tests);
}

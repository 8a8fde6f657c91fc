/* test_conduct.c: levels become readings, silence counts only where lists are complete. */
#include "settings_test.h"

#define HEAD "reading\tlevel\ttitle\tshare\tmean\tvar\n"
#define PLEDGES                                                                     \
    "pledge\t0\tn\t0\t-0.5\t1\npledge\t1\te\t0\t0.25\t1\npledge\t2\tn\t0\t0.5\t1\n" \
    "pledge\t3\td\t0\t1\t0.5\n"
#define DISPUTES                                                                     \
    "dispute\t0\tn\t0\t0.1\t1\ndispute\t2\tt\t0\t-1\t1\ndispute\t3\td\t0\t-1.5\t1\n" \
    "dispute\t4\tu\t0\t-2\t0.5\ndispute\t5\tw\t0\t-3\t0.5\n"

static ent_conduct_scale
the_scale(void)
{
    ent_conduct_scale s = {0};
    char path[64];

    write_table(HEAD DISPUTES PLEDGES, path);
    assert_int_equal(ent_measure_conduct_scale(path, &s, NULL), ENT_OK);
    assert_int_equal(remove(path), 0);
    return s;
}

static void
the_table_is_read(void **state)
{
    ent_conduct_scale s = the_scale();

    (void)state;
    assert_true(s.dispute[4].mean == -2 && s.dispute[4].var == 0.5);
    assert_true(s.pledge[3].mean == 1 && s.pledge[3].var == 0.5);
    assert_true(s.dispute[1].mean == s.dispute[0].mean); /* no action is read as no dispute */
    assert_int_equal(ent_measure_conduct_scale("data/params/conduct.tsv", &s, NULL), ENT_OK);
    for (size_t i = 2; i < ENT_DISPUTE_LEVELS; i++)
        assert_true(s.dispute[i].mean < s.dispute[i - 1].mean);
    for (size_t i = 1; i < ENT_PLEDGE_LEVELS; i++)
        assert_true(s.pledge[i].mean > s.pledge[i - 1].mean);
}

static void
refuses(const char *table, const char *words)
{
    ent_conduct_scale s = {0};
    ent_error err = {0};
    char path[64];

    write_table(table, path);
    assert_int_equal(ent_measure_conduct_scale(path, &s, &err), ENT_E_PARSE);
    if (!strstr(err.text, words)) fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    assert_true(s.dispute[0].var == 0);
    assert_int_equal(remove(path), 0);
}

static void
a_wrong_table_is_refused(void **state)
{
    ent_conduct_scale s = {0};

    (void)state;
    refuses(HEAD DISPUTES, "a level is lacking");
    refuses(HEAD "dispute\t6\tx\t0\t1\t1\n", "want dispute 0 to 5");
    refuses(HEAD "mood\t1\tx\t0\t1\t1\n", "want dispute 0 to 5");
    refuses(HEAD "dispute\tone\tx\t0\t1\t1\n", "whole number");
    refuses(HEAD "dispute\t1\tx\t0\t1\t0\n", "variance above 0");
    refuses(HEAD "dispute\t1\tx\t0\tx\t1\n", "want a mean");
    refuses(HEAD "dispute\t1\n", "want 6 columns");
    assert_int_equal(ent_measure_conduct_scale("no-such-table.tsv", &s, NULL), ENT_E_IO);
}

static int32_t
day(int year, int month)
{
    ent_date d = {.year = year, .month = (uint8_t)month, .precision = ENT_PREC_MONTH};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

/* Lists of disputes to 2004, of defence pledges from 2001; a dispute in 2002 told from one side, a
 * pledge from mid-2003. */
typedef struct made {
    ent_obs disputes[2], pledges[1];
    ent_window looked[2];
    ent_series series[2];
    ent_panel panel;
} made;

static void
make(made *m)
{
    *m = (made){.disputes = {{.state = ENT_VALUE, .has_weight = true, .intensity = 4, .value = 1},
                             {.state = ENT_VALUE, .has_weight = false, .intensity = 5, .value = 1}},
                .pledges = {{.state = ENT_VALUE, .has_weight = true, .intensity = 1, .value = 1}},
                .looked = {{.absence_is_zero = true}, {.absence_is_zero = true}}};
    m->disputes[0].first_day = day(2002, 3);
    m->disputes[0].last_day = day(2002, 5);
    m->disputes[1].first_day = m->disputes[1].last_day = day(2001, 5);
    m->pledges[0].first_day = day(2003, 7);
    m->pledges[0].last_day = day(2010, 1);
    m->looked[0].first_day = day(1990, 1);
    m->looked[0].last_day = day(2005, 1) - 1;
    m->looked[1].first_day = day(2001, 1);
    m->looked[1].last_day = day(2010, 1) - 1;
    m->series[0] = (ent_series){"mid.hostility", "BTN", "ISL", m->disputes, 2, &m->looked[0], 1};
    m->series[1] = (ent_series){"alliance.defense", "ISL", "BTN", m->pledges, 1, &m->looked[1], 1};
    m->panel = (ent_panel){m->series, 2};
}

static void
readings_are_weighed_and_gaps_stay_gaps(void **state)
{
    const ent_conduct_scale s = the_scale();
    double mean[7], var[7], back_mean[7], back_var[7];
    made m;

    (void)state;
    make(&m);
    ent_measure_conduct(&(ent_conduct_request){&s, &m.panel, "BTN", "ISL", 2000}, 7, mean, var);
    assert_true(isinf(var[0])); /* nobody listed pledges */
    check_near(mean[1], (0.1 - 0.5) / 2, 1e-12, "silence on both; weightless claims move nothing");
    check_near(var[1], 0.5, 1e-12, "variance of two readings");
    check_near(mean[2], (-2 / 0.5 - 0.5) / 3, 1e-12, "force used, no pledge");
    check_near(mean[3], (0.1 + 1 / 0.5) / 3, 1e-12, "a pledge from the middle of the year");
    check_near(mean[4], mean[3], 1e-12, "the year after");
    assert_true(isinf(var[5]) && isinf(var[6])); /* nobody listed disputes, whatever was pledged */
    ent_measure_conduct(&(ent_conduct_request){&s, &m.panel, "ISL", "BTN", 2000}, 7, back_mean,
                        back_var);
    assert_memory_equal(mean, back_mean, sizeof mean);
    assert_memory_equal(var, back_var, sizeof var);
}

static void
what_is_read_is_named(void **state)
{
    const char *const *names = ent_measure_conduct_indicators();

    (void)state;
    for (size_t i = 0; i < ENT_CONDUCT_SERIES; i++)
        assert_non_null(ent_ref_indicator(names[i]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("the table of readings is read", the_table_is_read),
        FACT("a wrong table is refused", a_wrong_table_is_refused),
        FACT("readings are weighed and gaps stay gaps", readings_are_weighed_and_gaps_stay_gaps),
        FACT("what is read is a known indicator", what_is_read_is_named),
    };

    return RUN(tests);
}

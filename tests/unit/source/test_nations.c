/* test_nations.c: states of today and of then, columns of countries, counts, names of files. */
#include "reading_test.h"

#include "source/society_priv.h"

static const char *const columns[] = {"Year", NULL};
static const ent_tab_spec spec = {.columns = columns};

/* An open table, for the functions that need one. */
typedef struct table {
    reading r;
    ent_read_input in;
    ent_tab_spec spec;
    ent_tab t;
} table;

static void
open_table(table *x, const char *text)
{
    *x = (table){.spec = spec};
    x->spec.reader = ent_reader_by_name("un-migrants");
    assert_int_equal(ent_ref_open(NULL, &x->r.ref, NULL), ENT_OK);
    x->in = (ent_read_input){
        .ref = x->r.ref, .bytes = text, .n_bytes = strlen(text), .path = "folder/memory.csv"};
    ent_counting_sink_init(&x->r.sink, 10, true);
    assert_int_equal(ent_tab_open(&x->in, &x->r.sink.sink, &x->spec, &x->t, NULL), ENT_OK);
}

static void
close_table(table *x)
{
    ent_tab_close(&x->t);
    close_reading(&x->r);
}

static ent_date
year(int32_t y)
{
    return (ent_date){.year = y, .precision = ENT_PREC_YEAR};
}

static void
a_source_of_that_time_means_the_state_of_that_time(void **state)
{
    table x;
    const ent_polity *p = NULL;
    ent_date on = year(1960);

    (void)state;
    open_table(&x, "Year\n");
    assert_int_equal(ent_nation_then(&x.t, "c", "Russia", ENT_SCHEME_NAME, &on, &p), ENT_OK);
    assert_string_equal(p->code, "SUN");
    close_table(&x);
}

static void
a_source_in_today_s_borders_means_today_s_state(void **state)
{
    table x;
    const ent_polity *p = NULL;
    ent_date before = year(1960), since = year(1993);

    (void)state;
    open_table(&x, "Year\n");
    assert_int_equal(ent_nation_now(&x.t, "c", "Russia", ENT_SCHEME_NAME, &before, &p), ENT_NONE);
    assert_int_equal(x.t.skip, ENT_SKIP_NOT_STATE);
    assert_int_equal(ent_nation_now(&x.t, "c", "Russia", ENT_SCHEME_NAME, &since, &p), ENT_OK);
    assert_string_equal(p->code, "RUS");
    close_table(&x);
}

static void
regions_and_the_unborn_are_told_apart(void **state)
{
    table x;
    const ent_polity *p = NULL;
    ent_date on = year(1950);

    (void)state;
    open_table(&x, "Year\n");
    assert_int_equal(ent_nation_then(&x.t, "c", "World", ENT_SCHEME_NAME, &on, &p), ENT_NONE);
    assert_int_equal(x.t.skip, ENT_SKIP_AGGREGATE);
    assert_int_equal(ent_nation_then(&x.t, "c", "Kenya", ENT_SCHEME_NAME, &on, &p), ENT_NONE);
    assert_int_equal(x.t.skip, ENT_SKIP_NOT_STATE);
    assert_int_equal(ent_nation_then(&x.t, "c", "Atlantis", ENT_SCHEME_NAME, &on, &p),
                     ENT_E_UNKNOWN);
    assert_non_null(strstr(x.t.why.text, "column c is \"Atlantis\""));
    on = year(1960);
    assert_int_equal(ent_nation_then(&x.t, "c", "Germany", ENT_SCHEME_NAME, &on, &p),
                     ENT_E_AMBIGUOUS);
    close_table(&x);
}

static void
a_state_stands_in_the_years_that_were_mostly_its_own(void **state)
{
    ent_date none = {0}, first = year(1991), next = year(1992);
    const ent_polity *russia = ent_ref_polity("RUS");

    (void)state;
    assert_non_null(russia);
    assert_true(ent_nation_stands(russia, &none));
    assert_false(ent_nation_stands(russia, &first)); /* from 26 December */
    assert_true(ent_nation_stands(russia, &next));
}

static void
a_count_is_a_whole_number(void **state)
{
    table x;
    double v = -7;
    int digits = 0;

    (void)state;
    open_table(&x, "Year\n");
    assert_int_equal(ent_count_of(&x.t, "c", "1200", &v, &digits), ENT_OK);
    assert_true(v == 1200 && digits == 4);
    assert_int_equal(ent_count_of(&x.t, "c", "0", &v, &digits), ENT_OK);
    assert_true(v == 0 && digits == 1);
    assert_int_equal(ent_count_of(&x.t, "c", "1.5", &v, &digits), ENT_E_PARSE);
    assert_int_equal(ent_count_of(&x.t, "c", "-1", &v, &digits), ENT_E_PARSE);
    assert_int_equal(ent_count_of(&x.t, "c", "1,200", &v, &digits), ENT_E_PARSE);
    close_table(&x);
}

static void
columns_of_countries_are_found_once(void **state)
{
    static const ent_spelling spellings[] = {{"Middle Kingdom", "China"}, {NULL, NULL}};
    ent_wide wide = {.first = 1, .spellings = spellings, .not_a_country = "mean"};
    table x;

    (void)state;
    open_table(&x, "Year,mean,Middle Kingdom,World,Atlantis,France\n");
    assert_int_equal(ent_wide_ready(&x.t, &wide, NULL), ENT_OK);
    assert_null(wide.polity[1]);
    assert_string_equal(wide.polity[2]->code, "CHN");
    assert_null(wide.polity[3]);
    assert_null(wide.polity[4]);
    assert_string_equal(wide.polity[5]->code, "FRA");
    assert_int_equal(x.r.sink.tally.rows, 1);
    assert_rejected(&x.r, 1, "header, column 5, \"Atlantis\"");
    assert_string_equal(x.r.sink.rejects[0].file, "memory.csv");
    assert_int_equal(ent_wide_ready(&x.t, &wide, NULL), ENT_OK);
    assert_int_equal(x.r.sink.tally.rows, 1); /* told once */
    close_table(&x);
}

static void
a_file_s_name_is_searched_without_case(void **state)
{
    (void)state;
    assert_true(ent_file_named("TRUMPWORLD-pres.csv", "pres"));
    assert_true(ent_file_named("GDP.csv", "gdp"));
    assert_false(ent_file_named("population.csv", "gdp"));
    assert_false(ent_file_named(NULL, "gdp"));
    assert_false(ent_file_named("gd", "gdp"));
}

static void
a_first_line_is_compared_folded(void **state)
{
    static const char text[] = "\xEF\xBB\xBF\"Year\", Avg,Canada\r\n2000,1,2\n";

    (void)state;
    assert_true(ent_file_is(text, sizeof text - 1, "year,avg,"));
    assert_true(ent_file_is("Year,AVG", 8, "year,avg"));
    assert_false(ent_file_is(text, sizeof text - 1, "year,dest"));
    assert_false(ent_file_is("ye", 2, "year"));
    assert_false(ent_file_is(NULL, 0, "year"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_of_that_time_means_the_state_of_that_time),
        cmocka_unit_test(a_source_in_today_s_borders_means_today_s_state),
        cmocka_unit_test(regions_and_the_unborn_are_told_apart),
        cmocka_unit_test(a_state_stands_in_the_years_that_were_mostly_its_own),
        cmocka_unit_test(a_count_is_a_whole_number),
        cmocka_unit_test(columns_of_countries_are_found_once),
        cmocka_unit_test(a_file_s_name_is_searched_without_case),
        cmocka_unit_test(a_first_line_is_compared_folded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

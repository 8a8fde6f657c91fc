/* test_panel.c: a year's cell is a value, a silent zero, missing or not covered; never a guess. */
#include "../check.h"

#include "entente/panel.h"

static int32_t
day(const char *text)
{
    ent_date d = {0};
    int32_t first = 0, last = 0;

    assert_int_equal(ent_date_parse(text, &d, NULL), ENT_OK);
    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static ent_obs
seen(int year, double value, double half)
{
    char text[8], next[8];

    assert_true(ent_snprintf(text, sizeof text, "%d", year));
    assert_true(ent_snprintf(next, sizeof next, "%d", year + 1));
    return (ent_obs){.state = ENT_VALUE,
                     .value = value,
                     .low = value - half,
                     .high = value + half,
                     .basis = ENT_BASIS_DIGITS,
                     .has_weight = true,
                     .first_day = day(text),
                     .last_day = day(next) - 1,
                     .claim = "c",
                     .source = "made-up"};
}

static ent_window
looked(const char *from, const char *before, bool absence_is_zero)
{
    return (ent_window){.first_day = day(from),
                        .last_day = day(before) - 1,
                        .absence_is_zero = absence_is_zero,
                        .coverage = "made-up"};
}

static ent_year_cell
cell_of(ent_obs *obs, size_t n_obs, ent_window *windows, size_t n_windows, int year)
{
    ent_series s = {.indicator = "students",
                    .from = "ISL",
                    .to = "MLT",
                    .obs = obs,
                    .n_obs = n_obs,
                    .windows = windows,
                    .n_windows = n_windows};

    return ent_series_year(&s, year);
}

static void
an_observation_is_a_value(void **state)
{
    ent_obs obs[] = {seen(1999, 3, 1), seen(2000, 7, 0.5)};
    ent_year_cell c = cell_of(obs, 2, NULL, 0, 2000);

    (void)state;
    assert_int_equal(c.state, ENT_VALUE);
    assert_true(c.value == 7 && c.low == 6.5 && c.high == 7.5);
    assert_int_equal(c.basis, ENT_BASIS_DIGITS);
    assert_int_equal(c.n_obs, 1);
    assert_int_equal(c.first_obs, 1);
    assert_false(c.is_silence);
}

static void
an_observed_zero_is_a_value(void **state)
{
    ent_obs obs[] = {seen(2000, 0, 0)};
    ent_year_cell c = cell_of(obs, 1, NULL, 0, 2000);

    (void)state;
    assert_int_equal(c.state, ENT_VALUE);
    assert_true(c.value == 0);
    assert_false(c.is_silence);
}

static void
silence_of_a_full_list_is_zero(void **state)
{
    ent_window w[] = {looked("1990", "2010", true)};
    ent_year_cell c = cell_of(NULL, 0, w, 1, 2000);

    (void)state;
    assert_int_equal(c.state, ENT_VALUE);
    assert_true(c.value == 0 && c.low == 0 && c.high == 0);
    assert_true(c.is_silence);
    assert_int_equal(c.n_obs, 0);
}

static void
silence_of_a_sample_is_missing(void **state)
{
    ent_window w[] = {looked("1990", "2010", false)};
    ent_year_cell c = cell_of(NULL, 0, w, 1, 2000);

    (void)state;
    assert_int_equal(c.state, ENT_MISSING);
    assert_true(c.is_silence);
}

static void
a_full_list_beats_a_sample(void **state)
{
    ent_window w[] = {looked("1990", "2010", false), looked("1995", "2005", true)};
    ent_window v[] = {looked("1995", "2005", true), looked("1990", "2010", false)};

    (void)state;
    assert_int_equal(cell_of(NULL, 0, w, 2, 2000).state, ENT_VALUE);
    assert_int_equal(cell_of(NULL, 0, v, 2, 2000).state, ENT_VALUE);
}

static void
a_row_without_a_figure_is_missing(void **state)
{
    ent_obs obs[] = {seen(2000, 0, 0)};
    ent_window w[] = {looked("1990", "2010", true)};
    ent_year_cell c;

    (void)state;
    obs[0].state = ENT_MISSING;
    c = cell_of(obs, 1, w, 1, 2000);
    assert_int_equal(c.state, ENT_MISSING);
    assert_false(c.is_silence);
}

static void
a_figure_beats_a_row_without_one(void **state)
{
    ent_obs obs[] = {seen(2000, 0, 0), seen(2000, 4, 1)};

    (void)state;
    obs[0].state = ENT_MISSING;
    assert_true(cell_of(obs, 2, NULL, 0, 2000).value == 4);
    assert_int_equal(cell_of(obs, 2, NULL, 0, 2000).first_obs, 1);
}

static void
where_nobody_looked_nothing_is_known(void **state)
{
    ent_obs obs[] = {seen(1999, 3, 1)};
    ent_window w[] = {looked("1980", "1990", true)};

    (void)state;
    assert_int_equal(cell_of(obs, 1, w, 1, 2000).state, ENT_UNCOVERED);
    assert_int_equal(cell_of(NULL, 0, NULL, 0, 2000).state, ENT_UNCOVERED);
    assert_int_equal(ent_series_year(NULL, 2000).state, ENT_UNCOVERED);
}

static void
half_a_year_of_looking_says_nothing(void **state)
{
    ent_window late[] = {looked("2000-07", "2010", true)};
    ent_window early[] = {looked("1990", "2000-12-31", true)};
    ent_window whole[] = {looked("2000", "2001", true)};

    (void)state;
    assert_int_equal(cell_of(NULL, 0, late, 1, 2000).state, ENT_UNCOVERED);
    assert_int_equal(cell_of(NULL, 0, late, 1, 2001).state, ENT_VALUE);
    assert_int_equal(cell_of(NULL, 0, early, 1, 2000).state, ENT_UNCOVERED);
    assert_int_equal(cell_of(NULL, 0, whole, 1, 2000).state, ENT_VALUE);
}

static void
what_has_no_weight_never_fills(void **state)
{
    ent_obs obs[] = {seen(2000, 9000, 1), seen(2000, 9000, 1)};
    ent_window zero[] = {looked("1990", "2010", true)};
    ent_year_cell c;

    (void)state;
    obs[0].has_weight = obs[1].has_weight = false;
    obs[1].state = ENT_MISSING;
    assert_int_equal(cell_of(obs, 2, NULL, 0, 2000).state, ENT_UNCOVERED);
    c = cell_of(obs, 2, zero, 1, 2000);
    assert_int_equal(c.state, ENT_VALUE);
    assert_true(c.value == 0 && c.is_silence);
}

static void
what_has_no_weight_never_widens(void **state)
{
    ent_obs obs[] = {seen(2000, 10, 1), seen(2000, 9000, 1)};
    ent_year_cell c;

    (void)state;
    obs[1].has_weight = false;
    c = cell_of(obs, 2, NULL, 0, 2000);
    assert_true(c.value == 10 && c.low == 9 && c.high == 11);
    assert_int_equal(c.n_obs, 1);
}

static void
sources_that_disagree_spread(void **state)
{
    ent_obs obs[] = {seen(2000, 10, 1), seen(2000, 30, 5), seen(2000, 20, 15)};
    ent_year_cell c = cell_of(obs, 3, NULL, 0, 2000);

    (void)state;
    assert_true(c.value == 20);
    assert_true(c.low == 5 && c.high == 35);
    assert_int_equal(c.basis, ENT_BASIS_SPREAD);
    assert_int_equal(c.n_obs, 3);
}

static void
the_spread_does_not_depend_on_order(void **state)
{
    dice d = {2};

    (void)state;
    for (int i = 0; i < 500; i++) {
        ent_obs obs[4], mixed[4];
        ent_year_cell c, m;

        for (int k = 0; k < 4; k++)
            obs[k] = seen(2000, dice_below(&d, 9), dice_below(&d, 4));
        memcpy(mixed, obs, sizeof obs);
        for (unsigned k = 3; k > 0; k--) {
            unsigned other = dice_below(&d, k + 1);
            ent_obs kept = mixed[k];

            mixed[k] = mixed[other];
            mixed[other] = kept;
        }
        c = cell_of(obs, 4, NULL, 0, 2000);
        m = cell_of(mixed, 4, NULL, 0, 2000);
        assert_true(c.value == m.value && c.low == m.low && c.high == m.high);
        assert_int_equal(c.basis, m.basis);
        assert_true(c.low <= c.value && c.value <= c.high);
    }
}

static void
sources_that_agree_do_not_spread(void **state)
{
    ent_obs obs[] = {seen(2000, 10, 1), seen(2000, 10, 2)};
    ent_year_cell c = cell_of(obs, 2, NULL, 0, 2000);

    (void)state;
    assert_true(c.value == 10 && c.low == 8 && c.high == 12);
    assert_int_equal(c.basis, ENT_BASIS_DIGITS);
}

/* The indicator of a series decides whether a part of a year can be read as the year. */
static ent_state
state_of_span(const char *indicator, const char *first, const char *last, int year)
{
    ent_obs obs = seen(2000, 10, 1);
    ent_series s = {.indicator = indicator, .obs = &obs, .n_obs = 1};

    obs.first_day = day(first);
    obs.last_day = day(last);
    return ent_series_year(&s, year).state;
}

static void
a_long_span_holds_for_each_year_whose_middle_it_covers(void **state)
{
    (void)state;
    assert_int_equal(state_of_span("igo.shared", "1999-12-31", "2002-01-01", 1999), ENT_UNCOVERED);
    assert_int_equal(state_of_span("igo.shared", "1999-12-31", "2002-01-01", 2000), ENT_VALUE);
    assert_int_equal(state_of_span("igo.shared", "1999-12-31", "2002-01-01", 2001), ENT_VALUE);
    assert_int_equal(state_of_span("igo.shared", "1999-12-31", "2002-01-01", 2002), ENT_UNCOVERED);
}

static void
fiscal_and_academic_years_belong_to_the_year_of_their_middle(void **state)
{
    (void)state;
    assert_int_equal(state_of_span("visas.issued", "2023-10-01", "2024-09-30", 2024), ENT_VALUE);
    assert_int_equal(state_of_span("visas.issued", "2023-10-01", "2024-09-30", 2023),
                     ENT_UNCOVERED);
    assert_int_equal(state_of_span("students", "2019-09-01", "2020-06-30", 2020), ENT_VALUE);
    assert_int_equal(state_of_span("students", "2019-09-01", "2020-06-30", 2019), ENT_UNCOVERED);
}

static void
a_part_of_a_year_is_a_stock_but_no_flow(void **state)
{
    (void)state;
    assert_int_equal(state_of_span("students", "2024-01-01", "2024-02-29", 2024), ENT_VALUE);
    assert_int_equal(state_of_span("trade.total", "2024-01-01", "2024-02-29", 2024), ENT_UNCOVERED);
    assert_int_equal(state_of_span("trade.total", "2020-01-01", "2024-12-31", 2022), ENT_UNCOVERED);
}

static void
a_bound_beside_other_readings_stands_for_its_figure(void **state)
{
    ent_obs obs[] = {seen(2000, 10, 1), seen(2000, 8, 1)};
    ent_year_cell c;

    (void)state;
    obs[1].low = 0;
    obs[1].high = 8;
    obs[1].basis = ENT_BASIS_BOUND;
    c = cell_of(obs, 2, NULL, 0, 2000);
    assert_true(c.value == 9 && c.low == 8 && c.high == 11);
    c = cell_of(obs + 1, 1, NULL, 0, 2000);
    assert_true(c.low == 0 && c.high == 8);
}

static void
years_run_from_first_to_last(void **state)
{
    ent_obs obs[] = {seen(1955, 1, 0), seen(1950, 1, 0)};
    ent_window w[] = {looked("1948", "1953", true), looked("1960-05", "1960-06", false)};
    ent_series s = {.obs = obs, .n_obs = 2};
    int first = 0, last = 0;

    (void)state;
    assert_true(ent_series_years(&s, &first, &last));
    assert_int_equal(first, 1950);
    assert_int_equal(last, 1955);
    s.windows = w;
    s.n_windows = 2;
    assert_true(ent_series_years(&s, &first, &last));
    assert_int_equal(first, 1948);
    assert_int_equal(last, 1960);
    s.n_obs = 0;
    s.n_windows = 1;
    assert_true(ent_series_years(&s, &first, &last));
    assert_int_equal(last, 1952);
}

static void
an_empty_series_has_no_years(void **state)
{
    ent_series s = {0};
    int first = 7, last = 7;

    (void)state;
    assert_false(ent_series_years(&s, &first, &last));
    assert_false(ent_series_years(NULL, &first, &last));
    assert_true(first == 7 && last == 7);
}

static void
a_series_is_found_by_all_its_keys(void **state)
{
    ent_series s[] = {{.indicator = "students", .from = "ISL", .to = "MLT"},
                      {.indicator = "students", .from = "MLT", .to = "ISL"},
                      {.indicator = "population", .from = "ISL"}};
    ent_panel p = {s, 3};

    (void)state;
    assert_ptr_equal(ent_panel_find(&p, "students", "ISL", "MLT"), &s[0]);
    assert_ptr_equal(ent_panel_find(&p, "students", "MLT", "ISL"), &s[1]);
    assert_ptr_equal(ent_panel_find(&p, "population", "ISL", NULL), &s[2]);
    assert_null(ent_panel_find(&p, "population", "ISL", "MLT"));
    assert_null(ent_panel_find(&p, "students", "ISL", NULL));
    assert_null(ent_panel_find(&p, "gdp", "ISL", NULL));
    assert_null(ent_panel_find(&p, NULL, "ISL", NULL));
    assert_null(ent_panel_find(NULL, "gdp", "ISL", NULL));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("an observation is a value", an_observation_is_a_value),
        FACT("an observed zero is a value", an_observed_zero_is_a_value),
        FACT("silence of a full list is zero", silence_of_a_full_list_is_zero),
        FACT("silence of a sample is missing", silence_of_a_sample_is_missing),
        FACT("a full list beats a sample", a_full_list_beats_a_sample),
        FACT("a row without a figure is missing", a_row_without_a_figure_is_missing),
        FACT("a figure beats a row without one", a_figure_beats_a_row_without_one),
        FACT("where nobody looked nothing is known", where_nobody_looked_nothing_is_known),
        FACT("half a year of looking says nothing", half_a_year_of_looking_says_nothing),
        FACT("what has no weight never fills a year", what_has_no_weight_never_fills),
        FACT("what has no weight never widens a value", what_has_no_weight_never_widens),
        FACT("sources that disagree make a spread", sources_that_disagree_spread),
        FACT("the spread does not depend on order", the_spread_does_not_depend_on_order),
        FACT("sources that agree do not spread", sources_that_agree_do_not_spread),
        FACT("a long span holds for the years it mostly covers",
             a_long_span_holds_for_each_year_whose_middle_it_covers),
        FACT("fiscal years belong to the year of their middle",
             fiscal_and_academic_years_belong_to_the_year_of_their_middle),
        FACT("a part of a year is a stock but no flow", a_part_of_a_year_is_a_stock_but_no_flow),
        FACT("a bound beside readings stands for its figure",
             a_bound_beside_other_readings_stands_for_its_figure),
        FACT("years run from the first to the last", years_run_from_first_to_last),
        FACT("an empty series has no years", an_empty_series_has_no_years),
        FACT("a series is found by all its keys", a_series_is_found_by_all_its_keys),
    };

    return RUN(tests);
}

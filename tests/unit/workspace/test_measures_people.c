/* test_measures_people.c: ties are set against the people of the country they come from. */
#include "workspace_test.h"

#define STUDENTS(year, n)                                                                       \
    {                                                                                           \
        .from = "BTN", .to = "ISL", .indicator = "students", .valid_from = year, .quantity = n, \
        .unit = "persons"                                                                       \
    }
#define PEOPLE(state, year, n)                                                       \
    {                                                                                \
        .from = state, .indicator = "population", .valid_from = year, .quantity = n, \
        .unit = "persons"                                                            \
    }

static void
a_count_is_divided_by_its_origin(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("2019", "25"), PEOPLE("BTN", "2019", "500000"),
                        PEOPLE("ISL", "2019", "360000")};
    const ent_estimate *e;

    LOAD(w, rows);
    e = value_of(measure(w, "BTN", "ISL", NULL), "students.per_million:BTN>ISL@2019");
    check_relative(e->value, 50, 1e-12, "per million");
    assert_string_equal(e->unit, "per_million");
    assert_int_equal(e->n_lineage, 2);
    assert_non_null(strstr(e->formula, "BTN in 2019"));
}

static void
the_nearest_census_within_three_years_serves(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("2019", "25"), PEOPLE("BTN", "2016", "250000"),
                        PEOPLE("BTN", "2021", "500000")};
    const ent_estimate *e;

    LOAD(w, rows);
    e = value_of(measure(w, "BTN", "ISL", NULL), "students.per_million:BTN>ISL@2019");
    check_relative(e->value, 50, 1e-12, "two years away, not three");
    assert_non_null(strstr(e->formula, "2021"));
}

static void
a_census_four_years_away_does_not(void **state)
{
    world *w = *state;
    const row rows[] = {STUDENTS("2019", "25"), PEOPLE("BTN", "2015", "500000"),
                        PEOPLE("ISL", "2019", "360000")};
    figures f;

    LOAD(w, rows);
    f = measure(w, "BTN", "ISL", NULL);
    assert_null(find(f, "students.per_million:BTN>ISL@2019"));
    assert_non_null(find(f, "students:BTN>ISL@2019"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("a count is divided by the people of its origin",
                 a_count_is_divided_by_its_origin),
        IN_WORLD("the nearest census within three years serves",
                 the_nearest_census_within_three_years_serves),
        IN_WORLD("a census four years away does not", a_census_four_years_away_does_not),
    };

    return RUN(tests);
}

/* test_year.c: one year of a series as an estimate: state, lineage, note and id. */
#include "../check.h"

#include "entente/measure.h"

static int32_t
first_day(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static ent_obs
seen(const char *claim, int year, double value)
{
    return (ent_obs){.state = ENT_VALUE,
                     .value = value,
                     .low = value - 1,
                     .high = value + 1,
                     .basis = ENT_BASIS_DIGITS,
                     .has_weight = true,
                     .first_day = first_day(year),
                     .last_day = first_day(year + 1) - 1,
                     .claim = claim,
                     .source = "made-up"};
}

static ent_estimate
year_of(ent_arena *arena, const ent_series *s, int year, const char *measure)
{
    ent_estimate e = {0};

    assert_int_equal(ent_measure_year(s, year, measure, arena, &e, NULL), ENT_OK);
    assert_int_equal(e.first_day, first_day(year));
    assert_int_equal(e.last_day, first_day(year + 1) - 1);
    return e;
}

static void
a_value_keeps_its_interval_unit_and_lineage(void **state)
{
    ent_obs obs[] = {seen("c1", 1999, 5), seen("c2", 2000, 7), seen("c3", 2000, 7)};
    ent_series s = {.indicator = "students", .from = "ISL", .to = "MLT", .obs = obs, .n_obs = 3};
    ent_arena arena = {0};
    ent_estimate e;

    (void)state;
    obs[2].has_weight = false;
    e = year_of(&arena, &s, 2000, NULL);
    assert_int_equal(e.state, ENT_VALUE);
    assert_true(e.value == 7 && e.low == 6 && e.high == 8 && e.level_0to1 == 1);
    assert_string_equal(e.unit, "persons");
    assert_string_equal(e.measure, "students");
    assert_string_equal(e.id, "students:ISL>MLT@2000");
    assert_int_equal(e.n_lineage, 1);
    assert_string_equal(e.lineage[0], "c2");
    assert_null(e.note);
    ent_arena_clear(&arena);
}

static void
sources_that_disagree_are_all_named(void **state)
{
    ent_obs obs[] = {seen("c1", 2000, 5), seen("c2", 2000, 9)};
    ent_series s = {.indicator = "students", .from = "ISL", .to = "MLT", .obs = obs, .n_obs = 2};
    ent_arena arena = {0};
    ent_estimate e = year_of(&arena, &s, 2000, NULL);

    (void)state;
    assert_true(e.value == 7 && e.low == 4 && e.high == 10);
    assert_int_equal(e.basis, ENT_BASIS_SPREAD);
    assert_int_equal(e.n_lineage, 2);
    ent_arena_clear(&arena);
}

static void
silence_is_said_in_the_note(void **state)
{
    ent_window w[] = {{.first_day = first_day(1990), .last_day = first_day(2010) - 1}};
    ent_series s = {
        .indicator = "students", .from = "ISL", .to = "MLT", .windows = w, .n_windows = 1};
    ent_arena arena = {0};
    ent_estimate e = year_of(&arena, &s, 2000, NULL);

    (void)state;
    assert_int_equal(e.state, ENT_MISSING);
    assert_non_null(strstr(e.note, "gives no figure"));
    w[0].absence_is_zero = true;
    e = year_of(&arena, &s, 2000, NULL);
    assert_int_equal(e.state, ENT_VALUE);
    assert_true(e.value == 0);
    assert_non_null(strstr(e.note, "none"));
    assert_int_equal(e.n_lineage, 0);
    e = year_of(&arena, &s, 2050, NULL);
    assert_int_equal(e.state, ENT_UNCOVERED);
    assert_null(e.note);
    ent_arena_clear(&arena);
}

static void
sampling_intervals_are_at_ninety_per_cent(void **state)
{
    ent_obs obs[] = {seen("c1", 2000, 0.5)};
    ent_series s = {
        .indicator = "opinion.favourable", .from = "ISL", .to = "MLT", .obs = obs, .n_obs = 1};
    ent_arena arena = {0};

    (void)state;
    obs[0].basis = ENT_BASIS_SAMPLING;
    assert_true(year_of(&arena, &s, 2000, NULL).level_0to1 == 0.9);
    ent_arena_clear(&arena);
}

static void
one_state_s_own_figure_has_no_other_side(void **state)
{
    ent_obs obs[] = {seen("c1", 2000, 5)};
    ent_series s = {.indicator = "population", .from = "ISL", .obs = obs, .n_obs = 1};
    ent_arena arena = {0};
    ent_estimate e = year_of(&arena, &s, 2000, "people");

    (void)state;
    assert_string_equal(e.id, "people:ISL@2000");
    assert_string_equal(e.measure, "people");
    assert_null(e.to);
    ent_arena_clear(&arena);
}

static void
no_memory_is_a_status(void **state)
{
    ent_obs obs[] = {seen("c1", 2000, 5)};
    ent_series s = {.indicator = "population", .from = "ISL", .obs = obs, .n_obs = 1};
    ent_error err = {0};

    (void)state;
    for (size_t limit = 1; limit < 2000; limit++) {
        ent_arena arena = {.limit = limit};
        ent_estimate e = {.value = 7};
        ent_status st = ent_measure_year(&s, 2000, NULL, &arena, &e, &err);

        ent_arena_clear(&arena);
        if (st == ENT_OK) return;
        assert_int_equal(st, ENT_E_NOMEM);
        assert_true(e.value == 7);
    }
    fail_msg("2000 bytes are enough");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("a value keeps its interval, unit and lineage",
             a_value_keeps_its_interval_unit_and_lineage),
        FACT("sources that disagree are all named", sources_that_disagree_are_all_named),
        FACT("silence is said in the note", silence_is_said_in_the_note),
        FACT("sampling intervals are at 90 per cent", sampling_intervals_are_at_ninety_per_cent),
        FACT("one state's own figure has no other side", one_state_s_own_figure_has_no_other_side),
        FACT("no memory is a status", no_memory_is_a_status),
    };

    return RUN(tests);
}

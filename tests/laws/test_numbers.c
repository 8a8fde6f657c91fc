/* test_numbers.c: what must hold for any flows and readings: scale, double, widen, shift. */
#include "../unit/check.h"

#include "entente/measure.h"

enum { CALENDAR_YEARS = 400, CALENDAR_DAYS = 146097 }; /* the Gregorian calendar repeats itself */

static int32_t
first_day(int year)
{
    ent_date d = {.year = year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;

    assert_true(ent_date_span(&d, &first, &last));
    return first;
}

static ent_obs
flow(dice *d, int year)
{
    double value = 1 + 1e9 * dice_unit(d), half = value * 0.1 * dice_unit(d);

    return (ent_obs){.state = ENT_VALUE,
                     .value = value,
                     .low = value - half,
                     .high = value + half,
                     .basis = ENT_BASIS_DIGITS,
                     .has_weight = true,
                     .first_day = first_day(year),
                     .last_day = first_day(year + 1) - 1,
                     .claim = "c",
                     .source = "made-up"};
}

/* A -> B, B -> A, and exports and imports of each with the world. */
enum { FLOWS = 6 };
typedef struct economy {
    ent_obs obs[FLOWS];
} economy;

static ent_estimate
reading(const ent_obs *obs, const char *from, const char *to, ent_arena *arena)
{
    ent_obs copy = *obs;
    ent_series s = {.indicator = "trade.goods", .from = from, .to = to, .obs = &copy, .n_obs = 1};
    ent_estimate e = {0};

    assert_int_equal(ent_measure_year(&s, 2001, NULL, arena, &e, NULL), ENT_OK);
    return e;
}

static ent_estimate
dependence(const economy *w, const char *from, const char *to, size_t world, ent_arena *arena)
{
    ent_estimate flows[2] = {reading(&w->obs[0], "A", "B", arena),
                             reading(&w->obs[1], "B", "A", arena)};
    ent_estimate totals[2] = {reading(&w->obs[world], from, NULL, arena),
                              reading(&w->obs[world + 1], from, NULL, arena)};
    ent_estimate part = {0}, whole = {0}, share = {0};

    assert_int_equal(ent_estimate_total(flows, 2, false, arena, &part, NULL), ENT_OK);
    assert_int_equal(ent_estimate_total(totals, 2, false, arena, &whole, NULL), ENT_OK);
    assert_int_equal(ent_estimate_ratio(&part, &whole, arena, &share, NULL), ENT_OK);
    share.from = from;
    share.to = to;
    return share;
}

static void
same_numbers(const ent_estimate *e, const ent_estimate *f)
{
    check_relative(f->value, e->value, 1e-12, "value");
    check_relative(f->low, e->low, 1e-12, "low");
    check_relative(f->high, e->high, 1e-12, "high");
}

static void
dependence_does_not_know_the_currency(void **state)
{
    dice d = {14};

    (void)state;
    for (int round = 0; round < 2000; round++) {
        double by = exp(20 * dice_unit(&d) - 10);
        economy w, v;
        ent_arena arena = {0};
        ent_estimate x, y, sx, sy, skew = {0}, scaled = {0};

        for (int i = 0; i < FLOWS; i++) {
            w.obs[i] = v.obs[i] = flow(&d, 2001);
            v.obs[i].value *= by;
            v.obs[i].low *= by;
            v.obs[i].high *= by;
        }
        x = dependence(&w, "A", "B", 2, &arena);
        y = dependence(&w, "B", "A", 4, &arena);
        sx = dependence(&v, "A", "B", 2, &arena);
        sy = dependence(&v, "B", "A", 4, &arena);
        same_numbers(&x, &sx);
        same_numbers(&y, &sy);
        assert_int_equal(ent_measure_asymmetry(&x, &y, &arena, &skew, NULL), ENT_OK);
        assert_int_equal(ent_measure_asymmetry(&sx, &sy, &arena, &scaled, NULL), ENT_OK);
        check_near(scaled.value, skew.value, 1e-11, "asymmetry");
        check_near(scaled.low, skew.low, 1e-11, "asymmetry, low");
        check_near(scaled.high, skew.high, 1e-11, "asymmetry, high");
        ent_arena_clear(&arena);
    }
}

static void
a_source_that_says_the_same_changes_no_reading(void **state)
{
    dice d = {15};

    (void)state;
    for (int round = 0; round < 500; round++) {
        ent_obs obs[4] = {flow(&d, 2001), flow(&d, 2001)};
        ent_series s = {.indicator = "trade.goods", .from = "A", .to = "B", .obs = obs, .n_obs = 2};
        ent_year_cell one = ent_series_year(&s, 2001), two;

        obs[2] = obs[1];
        obs[3] = obs[0];
        obs[2].source = obs[3].source = "another";
        s.n_obs = 4;
        two = ent_series_year(&s, 2001);
        assert_true(one.value == two.value && one.low == two.low && one.high == two.high);
        assert_int_equal(one.basis, two.basis);
    }
}

static void
one_more_source_never_narrows_a_reading(void **state)
{
    dice d = {16};

    (void)state;
    for (int round = 0; round < 2000; round++) {
        ent_obs obs[6];
        ent_series s = {.indicator = "trade.goods", .from = "A", .to = "B", .obs = obs};
        ent_year_cell before = {0};

        for (size_t n = 1; n <= 6; n++) {
            ent_year_cell cell;

            obs[n - 1] = flow(&d, 2001);
            s.n_obs = n;
            cell = ent_series_year(&s, 2001);
            assert_true(cell.low <= cell.value && cell.value <= cell.high);
            if (n > 1) assert_true(cell.low <= before.low && cell.high >= before.high);
            before = cell;
        }
    }
}

static void
a_calendar_later_every_reading_is_the_same(void **state)
{
    dice d = {17};

    (void)state;
    for (int round = 0; round < 200; round++) {
        ent_obs obs[5], later[5];
        ent_window w = {.first_day = first_day(1996), .last_day = first_day(2003) - 1};
        ent_window v = {.first_day = w.first_day + CALENDAR_DAYS,
                        .last_day = w.last_day + CALENDAR_DAYS};
        ent_series s = {.obs = obs, .n_obs = 5, .windows = &w, .n_windows = 1};
        ent_series t = {.obs = later, .n_obs = 5, .windows = &v, .n_windows = 1};

        for (int i = 0; i < 5; i++) {
            obs[i] = later[i] = flow(&d, 1995 + (int)dice_below(&d, 10));
            later[i].first_day += CALENDAR_DAYS;
            later[i].last_day += CALENDAR_DAYS;
        }
        for (int year = 1990; year < 2010; year++) {
            ent_year_cell a = ent_series_year(&s, year);
            ent_year_cell b = ent_series_year(&t, year + CALENDAR_YEARS);

            assert_int_equal(a.state, b.state);
            assert_true(a.value == b.value && a.low == b.low && a.high == b.high);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("dependence does not know the currency", dependence_does_not_know_the_currency),
        FACT("a source that says the same changes no reading",
             a_source_that_says_the_same_changes_no_reading),
        FACT("one more source never narrows a reading", one_more_source_never_narrows_a_reading),
        FACT("a calendar later every reading is the same",
             a_calendar_later_every_reading_is_the_same),
    };

    return RUN(tests);
}

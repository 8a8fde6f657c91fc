/* test_measures_trade.c: dependence is the arithmetic it says, both ways. */
#include "workspace_test.h"

#define GOODS(a, b, n)                                                                       \
    {                                                                                        \
        .from = a, .to = b, .indicator = "trade.goods", .valid_from = "2019", .quantity = n, \
        .unit = "USD_million"                                                                \
    }
#define WORLD(what, a, n)                                                                        \
    {                                                                                            \
        .from = a, .indicator = what, .valid_from = "2019", .quantity = n, .unit = "USD_million" \
    }

static const row TRADE[] = {
    GOODS("ISL", "BTN", "40.00"),
    GOODS("BTN", "ISL", "10.00"),
    WORLD("trade.exports.world", "ISL", "400.00"),
    WORLD("trade.imports.world", "ISL", "600.00"),
    WORLD("trade.exports.world", "BTN", "120.00"),
    WORLD("trade.imports.world", "BTN", "80.00"),
};

static void
dependence_is_both_ways_over_both_totals(void **state)
{
    world *w = *state;
    figures f;

    LOAD(w, TRADE);
    f = measure(w, "ISL", "BTN", NULL);
    check_relative(value_of(f, "trade.total:BTN>ISL@2019")->value, 50e6, 1e-12, "total");
    check_relative(value_of(f, "trade.dependence:ISL>BTN@2019")->value, 50.0 / 1000, 1e-12, "ISL");
    check_relative(value_of(f, "trade.dependence:BTN>ISL@2019")->value, 50.0 / 200, 1e-12, "BTN");
    check_relative(value_of(f, "trade.export_dependence:ISL>BTN@2019")->value, 40.0 / 400, 1e-12,
                   "ISL exports");
    check_relative(value_of(f, "trade.import_dependence:BTN>ISL@2019")->value, 40.0 / 80, 1e-12,
                   "BTN imports");
    check_relative(value_of(f, "trade.asymmetry:BTN>ISL@2019")->value, (0.25 - 0.05) / 0.30, 1e-12,
                   "asymmetry");
    assert_true(value_of(f, "trade.asymmetry:BTN>ISL@2019")->value ==
                -value_of(f, "trade.asymmetry:ISL>BTN@2019")->value);
    assert_int_equal(value_of(f, "trade.dependence:ISL>BTN@2019")->n_lineage, 4);
}

static void
the_interval_is_the_worst_case_of_the_digits(void **state)
{
    world *w = *state;
    const ent_estimate *e;

    LOAD(w, TRADE);
    e = value_of(measure(w, "ISL", "BTN", NULL), "trade.dependence:BTN>ISL@2019");
    check_relative(e->low, 49.99 / 200.01, 1e-9, "low");
    check_relative(e->high, 50.01 / 199.99, 1e-9, "high");
    assert_int_equal(e->basis, ENT_BASIS_COMPUTED);
}

static void
two_sources_that_disagree_give_the_range_between_them(void **state)
{
    world *w = *state;
    const row rows[] = {GOODS("ISL", "BTN", "40.0"),
                        {.from = "ISL",
                         .to = "BTN",
                         .indicator = "trade.goods",
                         .valid_from = "2019",
                         .quantity = "60.0",
                         .unit = "USD_million",
                         .source = "gazette"}};
    const ent_estimate *e;

    LOAD(w, rows);
    e = value_of(measure(w, "ISL", "BTN", NULL), "trade.goods:ISL>BTN@2019");
    assert_int_equal(e->basis, ENT_BASIS_SPREAD);
    check_relative(e->value, 50e6, 1e-12, "middle");
    check_relative(e->low, 39.95e6, 1e-9, "low");
    check_relative(e->high, 60.05e6, 1e-9, "high");
    assert_int_equal(e->n_lineage, 2);
}

static void
a_missing_total_leaves_no_share(void **state)
{
    world *w = *state;
    figures f;

    load(w, TRADE, 4); /* Bhutan's own totals are not there */
    f = measure(w, "ISL", "BTN", NULL);
    assert_non_null(find(f, "trade.dependence:ISL>BTN@2019"));
    assert_null(find(f, "trade.dependence:BTN>ISL@2019"));
    assert_null(find(f, "trade.asymmetry:BTN>ISL@2019"));
}

static void
a_total_of_zero_leaves_no_share(void **state)
{
    world *w = *state;
    const row rows[] = {GOODS("ISL", "BTN", "0"), GOODS("BTN", "ISL", "0"),
                        WORLD("trade.exports.world", "ISL", "0"),
                        WORLD("trade.imports.world", "ISL", "0")};
    figures f;

    LOAD(w, rows);
    f = measure(w, "ISL", "BTN", NULL);
    assert_null(find(f, "trade.dependence:ISL>BTN@2019"));
    check_near(value_of(f, "trade.goods:ISL>BTN@2019")->value, 0, 0, "zero is a value");
}

static void
a_stated_total_stands_before_a_sum(void **state)
{
    world *w = *state;
    const row rows[] = {GOODS("ISL", "BTN", "40.00"),
                        GOODS("BTN", "ISL", "10.00"),
                        {.from = "ISL",
                         .to = "BTN",
                         .indicator = "trade.total",
                         .valid_from = "2019",
                         .quantity = "52.00",
                         .unit = "USD_million"}};

    LOAD(w, rows);
    check_relative(value_of(measure(w, "BTN", "ISL", NULL), "trade.total:BTN>ISL@2019")->value,
                   52e6, 1e-12, "stated");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("dependence is trade both ways over both totals",
                 dependence_is_both_ways_over_both_totals),
        IN_WORLD("its interval is the worst case of the digits",
                 the_interval_is_the_worst_case_of_the_digits),
        IN_WORLD("two sources that disagree give the range between them",
                 two_sources_that_disagree_give_the_range_between_them),
        IN_WORLD("a missing total leaves no share", a_missing_total_leaves_no_share),
        IN_WORLD("a total of zero leaves no share", a_total_of_zero_leaves_no_share),
        IN_WORLD("a stated total stands before a sum", a_stated_total_stands_before_a_sum),
    };

    return RUN(tests);
}

/* test_trade.c: totals, mirrored bars of dependence, and shares that sources state. */
#include "fixture.h"

static void
dependence_is_drawn_both_ways(void **state)
{
    fixture *f = *state;
    const ent_chart *c = fixture_chart(fixture_build(f), "dependence");

    assert_non_null(c);
    assert_int_equal(c->kind, ENT_CHART_MIRROR);
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[0].side, 0);
    assert_int_equal(c->series[1].side, 1);
    assert_string_equal(c->series[0].name, "Ruritania's dependence on Borduria");
    assert_true(c->series[0].marks[0].y == 0.2 && c->series[1].marks[0].y == 0.04);
    assert_string_equal(c->series[0].marks[0].ref, "trade.dependence:ISL>MLT@2001");
    assert_string_equal(c->source_line, "Sources: Made-Up, A. 1999.");
}

static void
the_other_pair_is_drawn_beside(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    fixture_against(f);
    c = fixture_chart(fixture_build(f), "dependence");
    assert_int_equal(c->n_series, 4);
    assert_int_equal(c->series[2].pair, 1);
    assert_string_equal(c->series[3].name, "Florin's dependence on Zubrowka");
}

static void
many_years_are_thinned_to_eight(void **state)
{
    fixture *f = *state;
    const ent_chart *c;

    for (int year = 1970; year < 2000; year++) {
        fixture_estimate(f, "trade.dependence", RUR, BOR, year, year, 0.1, 0.1, 0.1, "share",
                         "goods-rb");
        fixture_estimate(f, "trade.dependence", BOR, RUR, year, year, 0.1, 0.1, 0.1, "share",
                         "goods-rb");
    }
    c = fixture_chart(fixture_build(f), "dependence");
    page_holds(f);
    assert_int_equal(c->series[0].n, 8);
    assert_int_equal(c->series[1].n, 8);
    assert_string_equal(c->series[0].marks[0].label, "1970");
    assert_string_equal(c->series[0].marks[7].label, "2001");
}

static void
a_stated_share_keeps_its_hedge_base_and_mark(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "trade"), "2001 | Ruritania | share of exports (base: all "
                                   "exports) | over 33 % [unchecked] | one");
}

static void
silence_on_trade_is_told_apart(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_string_equal(fixture_text(f, "trade"),
                        "Goods trade: not covered by any loaded source.\n");
    fixture_cover(f, "customs", "trade.*", false);
    fixture_build(f);
    assert_string_equal(fixture_text(f, "trade"),
                        "Goods trade: covered by customs, which gives no figure for this pair.\n");
    fixture_cover(f, "all-trade", "trade.goods", true);
    fixture_build(f);
    assert_string_equal(fixture_text(f, "trade"), "Goods trade: none on record in all-trade.\n");
    page_holds(f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("dependence is drawn both ways", dependence_is_drawn_both_ways),
        ON_FULL("the other pair is drawn beside", the_other_pair_is_drawn_beside),
        ON_FULL("many years are thinned to eight", many_years_are_thinned_to_eight),
        ON_FULL("a stated share keeps its hedge, base and mark",
                a_stated_share_keeps_its_hedge_base_and_mark),
        ON_EMPTY("silence on trade is told apart", silence_on_trade_is_told_apart),
    };

    return RUN(tests);
}

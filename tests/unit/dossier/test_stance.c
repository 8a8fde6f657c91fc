/* test_stance.c: vote agreement by year and span, with its place, and the other pair beside. */
#include "fixture.h"

static void
agreement_is_drawn_by_year(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);
    const ent_chart *c = NULL;

    for (size_t s = 0; s < p->n_sections; s++)
        if (strcmp(p->sections[s].id, "stance") == 0) c = p->sections[s].blocks[0].chart;
    assert_non_null(c);
    assert_int_equal(c->n_series, 1);
    assert_int_equal(c->series[0].n, 2);
    assert_string_equal(c->series[0].name, "Ruritania\u2013Borduria");
    assert_true(c->y_percent);
}

static void
a_span_has_its_place(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "stance"),
         "2000\u20132009 | Ruritania\u2013Borduria | 81 % (78 to 84 %) | "
         "above 64 % of 900 pairs");
    f->in.n_yardsticks = 0;
    fixture_build(f);
    never_says(fixture_text(f, "stance"), "above");
}

static void
the_other_pair_is_a_row_beside(void **state)
{
    fixture *f = *state;

    fixture_against(f);
    fixture_build(f);
    says(fixture_text(f, "stance"), "2000\u20132009 | Zubrowka\u2013Florin | 60 % (54 to 66 %) | "
                                    "above 38 % of 900 pairs");
}

static void
silence_on_votes_is_told_apart(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "stance"),
         "Roll calls of the UN General Assembly: not covered by any loaded source.");
    fixture_cover(f, "votes", "un.*", false);
    fixture_build(f);
    says(fixture_text(f, "stance"), "covered by votes, which gives no figure for this pair.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("agreement is drawn by year", agreement_is_drawn_by_year),
        ON_FULL("a span has its place", a_span_has_its_place),
        ON_FULL("the other pair is a row beside", the_other_pair_is_a_row_beside),
        ON_EMPTY("silence on votes is told apart", silence_on_votes_is_told_apart),
    };

    return RUN(tests);
}

/* test_missing.c: gaps, each with its state and what would settle it. */
#include "fixture.h"

static const char *
gaps(fixture *f)
{
    fixture_build(f);
    return fixture_text(f, "missing");
}

static void
states_of_a_gap_are_told_apart(void **state)
{
    fixture *f = *state;
    const char *text = gaps(f);

    says(text, "Students, Ruritania \u2192 Borduria | last entry is for 2001 | ");
    says(text,
         "Residents born in the other country, Borduria \u2192 Ruritania | listed by a source "
         "without a figure | ");
    says(text,
         "Visas issued, Ruritania \u2192 Borduria | covered by made-up-ties, no figure given");
    says(text, "Visitor arrivals, Borduria \u2192 Ruritania | [not covered] | ");
    says(text, "Militarised disputes | covered up to 2020 by made-up-force | ");
    says(text, "Zero, missing and not covered are three different things");
}

static void
weightless_entries_fill_no_gap(void **state)
{
    fixture *f = *state;

    says(gaps(f), "What is said in public | [not covered]");
    fixture_find(f, "stu-rb")->checked = ENT_CHECKED_MEMORY;
    says(gaps(f), "Students, Ruritania \u2192 Borduria | covered by made-up-ties, no figure given");
}

static void
a_fresh_figure_is_no_gap(void **state)
{
    fixture *f = *state;

    fixture_quantity(fixture_claim(f, "new", "students", RUR, BOR, "2024"), 1000, "persons");
    never_says(gaps(f), "Students, Ruritania");
    says(gaps(f), "Students, Borduria \u2192 Ruritania | last entry is for 2001");
    f->in.as_of = "2030-01-01";
    says(gaps(f), "Students, Ruritania \u2192 Borduria | last entry is for 2024");
}

static void
a_list_of_all_cases_leaves_no_gap_before_its_end(void **state)
{
    fixture *f = *state;

    f->in.as_of = "2019-01-01";
    never_says(gaps(f), "Militarised disputes");
    never_says(gaps(f), "Sanctions");
}

static void
votes_behind_an_estimate_are_no_gap(void **state)
{
    fixture *f = *state;

    never_says(gaps(f), "UN votes");
}

static void
an_empty_pair_lacks_everything(void **state)
{
    fixture *f = *state;
    const ent_table *t = fixture_table(fixture_build(f), "missing");

    assert_int_equal(t->n_rows, 7 * 2 + 4);
    says(fixture_text(f, "missing"), "UN votes | [not covered] | roll calls of the General "
                                     "Assembly");
}

static void
a_page_without_gaps_says_so(void **state)
{
    static const char *const ONE_WAY[] = {"discourse.quote", "un.agreement", "mid.hostility",
                                          "sanction"};
    static const char *const BOTH[] = {"trade.goods",  "students", "migrants.stock",
                                       "visas.issued", "visits",   "opinion.favourable",
                                       "arms.tiv"};
    fixture *f = *state;
    char id[16];

    for (size_t i = 0; i < COUNT(ONE_WAY); i++) {
        assert_true(ent_snprintf(id, sizeof id, "one%zu", i));
        fixture_claim(f, ent_arena_strdup(&f->arena, id), ONE_WAY[i], RUR, BOR, "2025");
    }
    for (size_t i = 0; i < COUNT(BOTH); i++) {
        assert_true(ent_snprintf(id, sizeof id, "rb%zu", i));
        fixture_claim(f, ent_arena_strdup(&f->arena, id), BOTH[i], RUR, BOR, "2025");
        assert_true(ent_snprintf(id, sizeof id, "br%zu", i));
        fixture_claim(f, ent_arena_strdup(&f->arena, id), BOTH[i], BOR, RUR, "2025");
    }
    fixture_estimate(f, "un.agreement", RUR, BOR, 2025, 2025, 0.8, 0.7, 0.9, "share", "one1");
    says(gaps(f), "Every strand of this page has a figure of the last 3 years.");
    page_holds(f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("states of a gap are told apart", states_of_a_gap_are_told_apart),
        ON_FULL("weightless entries fill no gap", weightless_entries_fill_no_gap),
        ON_FULL("a fresh figure is no gap", a_fresh_figure_is_no_gap),
        ON_FULL("a list of all cases leaves no gap before its end",
                a_list_of_all_cases_leaves_no_gap_before_its_end),
        ON_FULL("votes behind an estimate are no gap", votes_behind_an_estimate_are_no_gap),
        ON_EMPTY("an empty pair lacks everything", an_empty_pair_lacks_everything),
        ON_EMPTY("a page without gaps says so", a_page_without_gaps_says_so),
    };

    return RUN(tests);
}

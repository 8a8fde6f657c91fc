/* test_without.c: leaving sets out: figures that go, figures that move, and nothing when none do.
 */
#include "fixture.h"

#include <string.h>

static void
figures_that_move_or_go_are_told_apart(void **state)
{
    fixture *f = *state;
    ent_estimate all[3];
    ent_pair_evidence whole;

    fixture_estimate(f, "un.agreement", RUR, BOR, 2018, 2018, 0.8, 0.7, 0.9, "share", "");
    all[0] = f->estimates[0];
    fixture_estimate(f, "students", RUR, BOR, 2018, 2018, 100, 90, 110, "persons", "");
    all[1] = f->estimates[1];
    fixture_estimate(f, "visits", RUR, BOR, 2018, 2018, 7, 7, 7, "persons", "");
    all[2] = f->estimates[2];
    f->in.pair.n_estimates = 2;
    f->estimates[1].value = 95;
    whole = f->in.pair;
    whole.estimates = all;
    whole.n_estimates = 3;
    f->in.whole = &whole;
    f->in.without = "made-feed";
    fixture_build(f);
    says(fixture_text(f, "without"), "Of 3 figures about the pair, 1 is gone without made-feed "
                                     "and 1 changes");
    says(fixture_text(f, "without"), "visits, Ruritania \u2192 Borduria, 2018 | 7 | [no figure]");
    says(fixture_text(f, "without"), "students, Ruritania \u2192 Borduria, 2018 | 100 (90 to 110)");
    never_says(fixture_text(f, "without"), "un.agreement");
}

static void
nothing_left_out_is_no_section(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    assert_string_equal(fixture_text(f, "without"), "");
}

static void
nothing_that_changes_is_said(void **state)
{
    fixture *f = *state;
    ent_pair_evidence whole = f->in.pair;

    f->in.whole = &whole;
    f->in.without = "made-feed";
    fixture_build(f);
    says(fixture_text(f, "without"), "Nothing: no figure about the pair rests on made-feed.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY("figures that move or go are told apart", figures_that_move_or_go_are_told_apart),
        ON_FULL("nothing left out is no section", nothing_left_out_is_no_section),
        ON_EMPTY("nothing that changes is said", nothing_that_changes_is_said),
    };

    return RUN(tests);
}

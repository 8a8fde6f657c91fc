/* test_clocks.c: what was known by when, and which files the page draws on. */
#include "fixture.h"

static void
the_day_asked_for_is_printed(void **state)
{
    fixture *f = *state;

    f->in.as_of = "1999-12-31";
    fixture_build(f);
    says(fixture_text(f, "clocks"), "This page uses only what was known by 1999-12-31.");
    assert_string_equal(f->page.as_of, "1999-12-31");
    page_holds(f);
}

static void
without_a_day_everything_known_is_used(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "clocks"), "everything known to its ledger on 2026-11-23.");
    f->in.made = NULL;
    fixture_build(f);
    says(fixture_text(f, "clocks"), "everything known to its ledger.\n");
    page_holds(f);
}

static void
used_files_are_listed_and_others_counted(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    says(fixture_text(f, "clocks"),
         "A made-up set | made_up.tsv | 1800-2020 | 40 | 2 | 2020\n1 more file is loaded and holds "
         "nothing used here.");
    never_says(fixture_text(f, "clocks"), "An unused set");
    f->loaded[2] = f->loaded[1];
    f->in.n_loaded = 3;
    fixture_build(f);
    says(fixture_text(f, "clocks"), "2 more files are loaded and hold nothing used here.");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("the day asked for is printed", the_day_asked_for_is_printed),
        ON_FULL("without a day everything known is used", without_a_day_everything_known_is_used),
        ON_FULL("used files are listed and others counted",
                used_files_are_listed_and_others_counted),
    };

    return RUN(tests);
}

/* test_dossier.c: the page as a whole: order, annex, sources, two names, and memory that runs out.
 */
#include "fixture.h"

static void
a_full_page_holds(void **state)
{
    fixture *f = *state;

    fixture_build(f);
    page_holds(f);
    assert_string_equal(f->page.title, "Ruritania and Borduria");
    assert_null(f->page.subtitle);
    assert_string_equal(f->page.schema, "entente-page-1");
    assert_string_equal(f->page.made, "2026-11-23");
    assert_null(f->page.as_of);
}

static void
a_page_beside_another_pair_holds(void **state)
{
    fixture *f = *state;

    fixture_against(f);
    fixture_build(f);
    page_holds(f);
    assert_string_equal(f->page.subtitle, "beside Zubrowka and Florin");
}

static void
the_bottom_line_comes_first(void **state)
{
    static const char *const ORDER[] = {"bottom-line", "trade",   "society",   "stance", "events",
                                        "timeline",    "ladder",  "territory", "memory", "compare",
                                        "disagree",    "missing", "clocks"};
    fixture *f = *state;

    fixture_against(f);
    fixture_build(f);
    assert_int_equal(f->page.n_sections, COUNT(ORDER));
    for (size_t i = 0; i < COUNT(ORDER); i++)
        assert_string_equal(f->page.sections[i].id, ORDER[i]);
}

static void
an_empty_pair_is_no_finding(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    page_holds(f);
    says(fixture_text(f, "bottom-line"), "Nothing is held about Ruritania and Borduria.");
    says(fixture_text(f, "bottom-line"), "That is not a finding about them");
    assert_int_equal(p->n_figures, 0);
    assert_int_equal(p->n_claims, 0);
    assert_int_equal(p->n_sources, 0);
    never_says(fixture_text(f, "bottom-line"), "Force.");
}

static void
one_country_is_no_pair(void **state)
{
    fixture *f = *state;
    ent_error err = {0};
    ent_page page = {.title = "untouched"};

    f->in.pair.b = RUR;
    assert_int_equal(ent_dossier_build(&f->in, &f->page_arena, &page, &err), ENT_E_DOMAIN);
    says(err.text, "two countries");
    assert_string_equal(page.title, "untouched");
}

static void
a_source_without_a_citation_is_listed_by_its_code(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    assert_int_equal(p->n_sources, 2);
    for (size_t i = 0; i < 2; i++) {
        bool cited = strcmp(p->sources[i].code, "one") == 0;

        assert_string_equal(p->sources[i].title, cited ? "A made-up source" : "two");
        assert_string_equal(p->sources[i].type, "misc");
    }
}

static void
weightless_claims_are_under_no_figure(void **state)
{
    fixture *f = *state;
    const ent_page *p = fixture_build(f);

    for (size_t i = 0; i < p->n_figures; i++)
        for (size_t k = 0; k < p->figures[i].estimate->n_lineage; k++)
            for (size_t c = 0; c < p->n_claims; c++)
                if (strcmp(p->claims[c]->id, p->figures[i].estimate->lineage[k]) == 0)
                    assert_true(ent_claim_has_weight(p->claims[c]));
}

/* An arena hands out multiples of its alignment, so that these limits are all that differ. */
static void
memory_may_run_out_anywhere(void **state)
{
    fixture *f = *state;
    size_t limit = 1, refused = 0;

    fixture_against(f);
    for (;; limit += _Alignof(max_align_t)) {
        ent_arena arena = {.limit = limit};
        ent_page page = {.title = "untouched"};
        ent_error err = {0};
        ent_status st = ent_dossier_build(&f->in, &arena, &page, &err);

        ent_arena_clear(&arena);
        if (st == ENT_OK) break;
        refused++;
        assert_int_equal(st, ENT_E_NOMEM);
        assert_int_equal(err.status, ENT_E_NOMEM);
        assert_string_equal(page.title, "untouched");
        assert_true(limit < 4u << 20);
    }
    assert_true(refused > 1000);
    print_message("# %zu limits refused\n", refused);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FULL("a full page holds", a_full_page_holds),
        ON_FULL("a page beside another pair holds", a_page_beside_another_pair_holds),
        ON_FULL("the bottom line comes first", the_bottom_line_comes_first),
        ON_EMPTY("an empty pair is no finding", an_empty_pair_is_no_finding),
        ON_FULL("one country is no pair", one_country_is_no_pair),
        ON_FULL("a source without a citation is listed by its code",
                a_source_without_a_citation_is_listed_by_its_code),
        ON_FULL("weightless claims are under no figure", weightless_claims_are_under_no_figure),
        ON_FULL("memory may run out anywhere", memory_may_run_out_anywhere),
    };

    return RUN(tests);
}

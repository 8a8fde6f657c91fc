/* test_answer.c: a page holds what the ledger holds about its pair, and says so when that is none.
 */
#include "workspace_test.h"

static const row ROWS[] = {
    {.from = "BTN",
     .to = "ISL",
     .indicator = "students",
     .valid_from = "2019",
     .quantity = "25",
     .unit = "persons"},
    {.from = "BTN",
     .indicator = "population",
     .valid_from = "2019",
     .quantity = "500000",
     .unit = "persons"},
    {.from = "ISL",
     .to = "MLT",
     .indicator = "students",
     .valid_from = "2019",
     .quantity = "9",
     .unit = "persons"},
};

static bool
shows(const ent_page *page, const char *indicator, const char *to)
{
    for (size_t i = 0; i < page->n_claims; i++) {
        const ent_claim *c = page->claims[i];

        if (strcmp(c->indicator, indicator) == 0 && (!to || (c->to && strcmp(c->to, to) == 0)))
            return true;
    }
    return false;
}

static void
a_page_holds_the_claims_of_its_pair_and_what_figures_rest_on(void **state)
{
    world *w = *state;
    ent_dossier_request request = {.pair = {"BTN", "ISL"}, .made = "2025-11-23"};
    ent_page page = {0};

    LOAD(w, ROWS);
    OK(ent_workspace_dossier(w->ws, &request, &w->arena, &page, NULL));
    assert_true(shows(&page, "students", "ISL"));
    assert_true(shows(&page, "population", NULL)); /* behind the figure per million */
    assert_false(shows(&page, "students", "MLT"));
}

static void
a_pair_without_evidence_gets_a_page_that_says_so(void **state)
{
    world *w = *state;
    ent_dossier_request request = {.pair = {"BTN", "MLT"}};
    ent_page page = {0};

    LOAD(w, ROWS);
    assert_int_equal(ent_workspace_dossier(w->ws, &request, &w->arena, &page, NULL), ENT_NONE);
    assert_int_equal(page.n_claims, 0);
    assert_true(page.n_sections > 0);
}

static void
a_second_pair_is_taken_along(void **state)
{
    world *w = *state;
    ent_dossier_request request = {.pair = {"BTN", "ISL"}, .against = {"ISL", "MLT"}};
    ent_page page = {0};

    LOAD(w, ROWS);
    OK(ent_workspace_dossier(w->ws, &request, &w->arena, &page, NULL));
    assert_true(shows(&page, "students", "MLT"));
}

static void
a_day_before_anything_was_known_has_no_claims(void **state)
{
    world *w = *state;
    ent_dossier_request request = {.pair = {"BTN", "ISL"}};
    ent_page page = {0};

    LOAD(w, ROWS);
    OK(ent_date_parse("2020-01-01", &request.as_of, NULL));
    assert_int_equal(ent_workspace_dossier(w->ws, &request, &w->arena, &page, NULL), ENT_NONE);
    assert_int_equal(page.n_claims, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD("a page holds the claims of its pair and what its figures rest on",
                 a_page_holds_the_claims_of_its_pair_and_what_figures_rest_on),
        IN_WORLD("a pair without evidence gets a page that says so",
                 a_pair_without_evidence_gets_a_page_that_says_so),
        IN_WORLD("a second pair is taken along", a_second_pair_is_taken_along),
        IN_WORLD("a day before anything was known has no claims",
                 a_day_before_anything_was_known_has_no_claims),
    };

    return RUN(tests);
}

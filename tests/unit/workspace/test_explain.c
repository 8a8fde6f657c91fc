/* test_explain.c: every printed figure leads back to its claims, and each claim to its row. */
#include "workspace_test.h"

static void
every_figure_of_a_dossier_is_explained(void **state)
{
    ent_workspace *ws = open_starter();
    ent_arena arena = {0};
    ent_dossier_request request = {.pair = {"CHN", "RUS"}};
    ent_estimate *e = NULL;
    size_t n = 0;

    (void)state;
    OK(ent_workspace_measure(ws, &request.pair, &request.as_of, &arena, &e, &n, NULL));
    assert_true(n > 50);
    for (size_t i = 0; i < n; i++) {
        ent_explanation x = {0};
        ent_arena scratch = {0};

        OK(ent_workspace_explain(ws, e[i].id, &request.as_of, &scratch, &x, NULL));
        assert_true(x.is_estimate);
        assert_string_equal(x.estimate.id, e[i].id);
        assert_true(x.estimate.value == e[i].value);
        assert_int_equal(x.n_claims, e[i].n_lineage);
        for (size_t k = 0; k < x.n_claims; k++) {
            assert_string_equal(x.claims[k].id, e[i].lineage[k]);
            assert_true(x.claims[k].row > 0 && x.claims[k].file);
        }
        assert_true(x.n_citations > 0 && x.n_imports > 0);
        ent_arena_clear(&scratch);
    }
    ent_arena_clear(&arena);
    ent_workspace_close(ws);
}

static void
a_claim_is_found_by_the_beginning_of_its_id_with_its_versions(void **state)
{
    world *w = *state;
    row r = {.record = "one",
             .from = "BTN",
             .to = "ISL",
             .indicator = "students",
             .valid_from = "2019",
             .quantity = "25",
             .unit = "persons"};
    const ent_date today = {0};
    ent_explanation x = {0};
    char prefix[9];

    load(w, &r, 1);
    r.quantity = "27";
    load(w, &r, 1);
    OK(ent_workspace_explain(w->ws, "students:BTN>ISL@2019", &today, &w->arena, &x, NULL));
    assert_int_equal(x.n_claims, 1);
    snprintf(prefix, sizeof prefix, "%.8s", x.claims[0].id);
    OK(ent_workspace_explain(w->ws, prefix, &today, &w->arena, &x, NULL));
    assert_false(x.is_estimate);
    assert_int_equal(x.n_claims, 2);
    assert_true(x.claims[0].quantity != x.claims[1].quantity);
}

static void
what_nobody_printed_is_not_explained(void **state)
{
    world *w = *state;
    const ent_date today = {0};
    ent_explanation x = {0};

    assert_int_equal(
        ent_workspace_explain(w->ws, "students:BTN>ISL@1900", &today, &w->arena, &x, NULL),
        ENT_NONE);
    assert_int_equal(ent_workspace_explain(w->ws, "0123456789", &today, &w->arena, &x, NULL),
                     ENT_NONE);
    assert_int_equal(
        ent_workspace_explain(w->ws, "students:Atlantis>ISL@2019", &today, &w->arena, &x, NULL),
        ENT_E_UNKNOWN);
}

static void
a_figure_is_explained_as_of_a_day(void **state)
{
    world *w = *state;
    const row r = {.from = "BTN",
                   .to = "ISL",
                   .indicator = "students",
                   .valid_from = "2019",
                   .known = "2021-06-01",
                   .quantity = "25",
                   .unit = "persons"};
    const ent_date early = {.year = 2020, .month = 1, .day = 1, .precision = ENT_PREC_DAY};
    ent_explanation x = {0};

    load(w, &r, 1);
    assert_int_equal(
        ent_workspace_explain(w->ws, "students:BTN>ISL@2019", &early, &w->arena, &x, NULL),
        ENT_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("every figure of a dossier is explained", every_figure_of_a_dossier_is_explained),
        IN_WORLD("a claim is found by the beginning of its id, with its versions",
                 a_claim_is_found_by_the_beginning_of_its_id_with_its_versions),
        IN_WORLD("what nobody printed is not explained", what_nobody_printed_is_not_explained),
        IN_WORLD("a figure is explained as of a day", a_figure_is_explained_as_of_a_day),
    };

    return RUN(tests);
}

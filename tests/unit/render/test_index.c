/* test_index.c: ids are found, and claims know the figures that rest on them. */
#include "render/render_priv.h"
#include "render_test.h"

static void
ids_are_found(void **state)
{
    ent_arena arena = {0};
    ent_rd_index index;
    const ent_page *page = sample_page(&arena);

    (void)state;
    assert_int_equal(ent_rd_index_init(&index, page, NULL), ENT_OK);
    for (size_t i = 0; i < page->n_figures; i++)
        assert_int_equal(ent_rd_find(&index.figures, page->figures[i].id)->pos, i);
    for (size_t i = 0; i < page->n_claims; i++)
        assert_int_equal(ent_rd_find(&index.claims, page->claims[i]->id)->pos, i);
    assert_null(ent_rd_find(&index.figures, "no such figure"));
    assert_null(ent_rd_find(&index.figures, ""));
    assert_null(ent_rd_find(&index.figures, NULL));
    ent_rd_index_clear(&index);
    ent_rd_index_clear(&index);
    ent_rd_index_clear(NULL);
    ent_arena_clear(&arena);
}

static void
claims_know_their_figures(void **state)
{
    ent_arena arena = {0};
    ent_rd_index index;

    (void)state;
    assert_int_equal(ent_rd_index_init(&index, sample_page(&arena), NULL), ENT_OK);
    const ent_rd_entry *claim = ent_rd_find(&index.claims, "00000000000000000aa2");
    assert_int_equal(claim->n_users, 4); /* more than are kept */
    assert_int_equal(claim->users[0], 0);
    assert_int_equal(claim->users[2], 2);
    assert_int_equal(ent_rd_find(&index.claims, "00000000000000000aa1")->n_users, 0);
    ent_rd_index_clear(&index);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_found),
        cmocka_unit_test(claims_know_their_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_claim_text.c: claims read as sentences. */
#include "render/render_priv.h"
#include "render_test.h"

static void
claims_read_as_sentences(void **state)
{
    ent_arena arena = {0};
    ent_buf out = {0};
    char grade[ENT_RD_LINE_MAX];
    const ent_page *page = sample_page(&arena);

    (void)state;
    assert_int_equal(ent_rd_claim_says(page->claims[1], &out), ENT_OK);
    assert_non_null(strstr(out.data, "42.81 billion US dollars (current)"));
    ent_buf_reset(&out);
    assert_int_equal(ent_rd_claim_says(page->claims[2], &out), ENT_OK);
    assert_non_null(strstr(out.data, ": about 80 "));
    ent_buf_reset(&out);
    assert_int_equal(ent_rd_claim_says(page->claims[3], &out), ENT_OK);
    assert_non_null(strstr(out.data, "282,473 km\xc2\xb2 (range 280,000 km\xc2\xb2 to 290,000"));
    ent_buf_reset(&out);
    assert_int_equal(ent_rd_claim_says(page->claims[4], &out), ENT_OK);
    assert_non_null(strstr(out.data, "lists it without a figure"));
    ent_buf_reset(&out);
    assert_int_equal(ent_rd_claim_when(page->claims[4], &out), ENT_OK);
    assert_string_equal(out.data, "2010, still so when the source closed");
    ent_buf_reset(&out);
    assert_int_equal(ent_rd_claim_place(page->claims[1], &out), ENT_OK);
    assert_string_equal(out.data, "customs_2014.csv:1048577:301223441");
    ent_rd_grade(page->claims[1], grade, sizeof grade);
    assert_string_equal(grade, "B2: usually reliable, probably true");
    ent_rd_grade(&(ent_claim){0}, grade, sizeof grade);
    assert_string_equal(grade, "not graded");
    assert_string_equal(ent_rd_claim_mark(page->claims[2]), "unchecked, no weight");
    assert_null(ent_rd_claim_mark(page->claims[1]));
    ent_buf_clear(&out);
    ent_arena_clear(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claims_read_as_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

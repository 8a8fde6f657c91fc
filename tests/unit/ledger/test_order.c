/* test_order.c: answers have one order, and the first few are those a full sort would give. */
#include "ledger_test.h"

static uint32_t
next(uint32_t *s)
{
    *s = *s * 1664525u + 1013904223u;
    return *s >> 8;
}

static ent_place
place(int32_t day, const char *indicator, uint8_t id, int64_t n)
{
    ent_place p = {.first_day = day, .indicator = indicator, .n = n};

    p.id[0] = id;
    return p;
}

static void
day_then_indicator_then_id_then_number_decide(void **state)
{
    const ent_place in_order[] = {place(-5, "b", 9, 9), place(1, "a", 9, 8), place(1, "b", 1, 7),
                                  place(1, "b", 2, 1), place(1, "b", 2, 2)};

    (void)state;
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 5; k++) {
            int c = ent_place_compare(&in_order[i], &in_order[k]);

            assert_int_equal((c > 0) - (c < 0), (i > k) - (i < k));
        }
}

static void
the_first_few_are_those_of_a_full_sort(void **state)
{
    enum { N = 700 };
    uint32_t seed = 7;
    ent_place *all = calloc(N, sizeof *all);

    (void)state;
    for (int i = 0; i < N; i++)
        all[i] = place((int32_t)(next(&seed) % 50), next(&seed) % 2 ? "x" : "y",
                       (uint8_t)next(&seed), i);
    for (size_t max = 0; max < 2 * N; max += 1 + max / 3) {
        ent_top top = {.max = max}, full = {.max = 0};

        for (int i = 0; i < N; i++) {
            assert_int_equal(ent_top_add(&top, &all[i]), ENT_OK);
            assert_int_equal(ent_top_add(&full, &all[i]), ENT_OK);
        }
        ent_top_sort(&top);
        ent_top_sort(&full);
        assert_int_equal(full.n, N);
        assert_int_equal(top.n, max && max < N ? max : N);
        for (size_t i = 0; i < top.n; i++)
            assert_int_equal(top.v[i].n, full.v[i].n);
        ent_top_clear(&top);
        ent_top_clear(&full);
    }
    free(all);
}

static void
nothing_sorts_to_nothing(void **state)
{
    ent_top top = {.max = 3};

    (void)state;
    ent_top_sort(&top);
    assert_int_equal(top.n, 0);
    ent_top_clear(&top);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day_then_indicator_then_id_then_number_decide),
        cmocka_unit_test(the_first_few_are_those_of_a_full_sort),
        cmocka_unit_test(nothing_sorts_to_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

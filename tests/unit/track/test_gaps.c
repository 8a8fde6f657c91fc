/* test_gaps.c: two gaps one after the other do what one of their sum does; none changes nothing. */
#include "oracle.h"

#include "track/track_priv.h"

static void
test_gaps_add(void **state)
{
    dice d = {5};
    ent_track_params p;

    (void)state;
    for (int round = 0; round < 100; round++) {
        double first = 40 * dice_unit(&d) * dice_unit(&d), second = dice_unit(&d);
        track_gap a, b, both;

        oracle_params(&d, &p);
        ent_track_gap_make(&p, first, &a);
        ent_track_gap_make(&p, second, &b);
        ent_track_gap_make(&p, first + second, &both);
        for (size_t k = 0; k < ENT_TRACKS; k++)
            for (size_t l = 0; l < ENT_TRACKS; l++) {
                size_t pair = ent_track_pair[k][l];

                check_near(both.grow[pair],
                           a.grow[pair] * b.keep[k % 3] * b.keep[l % 3] + b.grow[pair], 1e-13,
                           "variance");
            }
        for (size_t k = 0; k < 3; k++)
            check_near(both.keep[k], a.keep[k] * b.keep[k], 1e-15, "memory");
    }
}

static void
test_no_gap(void **state)
{
    dice d = {6};
    ent_track_params p;
    track_gap none;

    (void)state;
    oracle_params(&d, &p);
    ent_track_gap_make(&p, 0, &none);
    for (size_t i = 0; i < PAIRS; i++)
        check_near(none.grow[i], 0, 0, "grows");
    for (size_t k = 0; k < 3; k++) {
        check_near(none.keep[k], 1, 0, "keeps");
        check_near(none.own[k], 0, 0, "grows");
    }
}

static void
test_found_again(void **state)
{
    dice d = {7};
    ent_track_params p;
    track_gaps gaps = {.params = &p};
    uint32_t index = 0, again = 0;

    (void)state;
    oracle_params(&d, &p);
    for (uint32_t i = 0; i < 3000; i++) {
        assert_int_equal(ent_track_gaps_find(&gaps, i / 12., &index, NULL), ENT_OK);
        assert_int_equal(index, i);
    }
    assert_int_equal(ent_track_gaps_find(&gaps, 100 / 12., &again, NULL), ENT_OK);
    assert_int_equal(again, 100);
    check_near(gaps.items[100].dt, 100 / 12., 0, "its length");
    ent_track_gaps_clear(&gaps);
    ent_track_gaps_clear(&gaps);
    ent_track_gaps_clear(NULL);
}

static void
test_century(void **state)
{
    dice d = {8};
    ent_track_params p;
    track_gap long_gap;

    (void)state;
    oracle_params(&d, &p);
    ent_track_gap_make(&p, 200, &long_gap);
    for (size_t k = 0; k < 3; k++) {
        check_near(long_gap.grow[ent_track_pair[k][k]] + long_gap.own[k],
                   ent_track_fast_cov(&p, k, k), 1e-13, "stationary");
        assert_true(long_gap.keep[k] < 1e-12);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("two gaps do what one of their sum does", test_gaps_add),
        FACT("no gap changes nothing, exactly", test_no_gap),
        FACT("a length of gap is made once", test_found_again),
        FACT("after two centuries the fast part is stationary", test_century),
    };

    return RUN(tests);
}

/* test_random.c: the generator's published vectors, and that its units and normals are what they
 * are called. */
#include "../check.h"

#include "entente/num.h"

/* Salmon et al. (2011), the known-answer vectors published with Random123: counter words 0-1 are
 * our block, 2-3 our stream. */
static const struct {
    uint64_t key, stream, block;
    uint32_t word[4];
} KNOWN[] = {
    {0, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {UINT64_MAX, UINT64_MAX, UINT64_MAX, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {UINT64_C(0x299f31d0a4093822),
     UINT64_C(0x0370734413198a2e),
     UINT64_C(0x85a308d3243f6a88),
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

static void
words_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(KNOWN); i++) {
        ent_random r = ent_random_at(KNOWN[i].key, KNOWN[i].stream);

        r.block = KNOWN[i].block;
        for (int k = 0; k < 4; k++)
            assert_int_equal(ent_random_bits(&r), KNOWN[i].word[k]);
    }
}

static void
a_copy_goes_on_as_the_original(void **state)
{
    ent_random a = ent_random_at(7, 3), b;

    (void)state;
    (void)ent_random_normal(&a);
    (void)ent_random_bits(&a);
    b = a;
    for (int i = 0; i < 50; i++)
        assert_true(ent_random_normal(&a) == ent_random_normal(&b));
}

static void
streams_of_one_key_differ(void **state)
{
    ent_random a = ent_random_at(7, 3), b = ent_random_at(7, 4), c = ent_random_at(8, 3);
    int same = 0;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        uint32_t x = ent_random_bits(&a), y = ent_random_bits(&b), z = ent_random_bits(&c);

        same += (x == y) + (x == z);
    }
    assert_true(same <= 1);
}

static void
units_fill_the_open_interval_evenly(void **state)
{
    enum { N = 64000, CELLS = 64 };
    ent_random r = ent_random_at(11, 0);
    double count[CELLS] = {0}, chi2 = 0, p = 0;

    (void)state;
    for (int i = 0; i < N; i++) {
        double u = ent_random_unit(&r);

        assert_true(u > 0 && u < 1);
        count[(int)(u * CELLS)] += 1;
    }
    for (int i = 0; i < CELLS; i++)
        chi2 += pow(count[i] - (double)N / CELLS, 2) / ((double)N / CELLS);
    assert_int_equal(ent_num_gamma_cdf((CELLS - 1) / 2.0, chi2 / 2, &p, NULL), ENT_OK);
    assert_true(p > 0.001 && p < 0.999);
}

static void
normals_have_the_normal_shares(void **state)
{
    enum { N = 100000, CELLS = 40 };
    ent_random r = ent_random_at(12, 9);
    double count[CELLS] = {0}, chi2 = 0, p = 0, sum = 0, square = 0, product = 0, last = 0;

    (void)state;
    for (int i = 0; i < N; i++) {
        double z = ent_random_normal(&r);

        count[(int)(ent_num_normal_cdf(z) * CELLS)] += 1;
        sum += z;
        square += z * z;
        product += z * last;
        last = z;
    }
    for (int i = 0; i < CELLS; i++)
        chi2 += pow(count[i] - (double)N / CELLS, 2) / ((double)N / CELLS);
    assert_int_equal(ent_num_gamma_cdf((CELLS - 1) / 2.0, chi2 / 2, &p, NULL), ENT_OK);
    assert_true(p > 0.001 && p < 0.999);
    check_near(sum / N, 0, 4 / sqrt(N), "mean");
    check_near(square / N, 1, 4 * sqrt(2.0 / N), "variance");
    check_near(product / N, 0, 4 / sqrt(N), "one after the other");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FACT("words are the published ones", words_are_the_published_ones),
        FACT("a copy goes on as the original", a_copy_goes_on_as_the_original),
        FACT("streams of one key differ", streams_of_one_key_differ),
        FACT("units fill the open interval evenly", units_fill_the_open_interval_evenly),
        FACT("normals have the normal shares", normals_have_the_normal_shares),
    };

    return RUN(tests);
}

/* random.c: Philox 4x32-10, a random generator that is a function of key, stream and place. */
#include "entente/num.h"

#include <math.h>

enum { ROUNDS = 10, WORDS = 4 };

/* The block of four words at a place. Names after Salmon et al. (2011), section 3.3: two products
 * a round, whose halves are crossed and mixed with the key, which then takes a Weyl step. */
static void
philox(uint64_t key, uint64_t stream, uint64_t block, uint32_t out[WORDS])
{
    const uint64_t m0 = 0xD2511F53u, m1 = 0xCD9E8D57u;
    uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
    uint32_t c0 = (uint32_t)block, c1 = (uint32_t)(block >> 32);
    uint32_t c2 = (uint32_t)stream, c3 = (uint32_t)(stream >> 32);

    for (int round = 0; round < ROUNDS; round++) {
        uint64_t p0 = m0 * c0, p1 = m1 * c2;
        uint32_t left = (uint32_t)(p1 >> 32) ^ c1 ^ k0, right = (uint32_t)(p0 >> 32) ^ c3 ^ k1;

        c0 = left;
        c1 = (uint32_t)p1;
        c2 = right;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

ent_random
ent_random_at(uint64_t key, uint64_t stream)
{
    return (ent_random){.key = key, .stream = stream};
}

uint32_t
ent_random_bits(ent_random *random)
{
    if (random->left == 0) {
        philox(random->key, random->stream, random->block++, random->word);
        random->left = WORDS;
    }
    return random->word[WORDS - random->left--];
}

double
ent_random_unit(ent_random *random)
{
    uint64_t high = ent_random_bits(random), low = ent_random_bits(random);

    /* the middle of one of 2^52 equal cells, so that neither end is ever met */
    return ((double)((high << 20) | (low >> 12)) + 0.5) / 4503599627370496.0;
}

double
ent_random_normal(ent_random *random)
{
    const double two_pi = 6.28318530717958647692;
    double length, angle;

    if (random->has_spare) {
        random->has_spare = false;
        return random->spare;
    }
    length = sqrt(-2 * log(ent_random_unit(random)));
    angle = two_pi * ent_random_unit(random);
    random->spare = length * sin(angle);
    random->has_spare = true;
    return length * cos(angle);
}

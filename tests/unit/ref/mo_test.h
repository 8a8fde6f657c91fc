/* mo_test.h: writes a small message catalogue, for the tests that read one. */
#ifndef MO_TEST_H
#define MO_TEST_H

#include "ref_test.h"

enum { MO_TEST_MAX = 4096 };

typedef struct mo_bytes {
    unsigned char at[MO_TEST_MAX];
    size_t n;
    bool swapped;
} mo_bytes;

static inline void
mo_word(mo_bytes *mo, size_t at, uint32_t word)
{
    for (size_t i = 0; i < 4; i++)
        mo->at[at + i] = (unsigned char)(word >> (mo->swapped ? 24 - 8 * i : 8 * i));
}

static inline void
mo_string(mo_bytes *mo, size_t table_at, const char *s)
{
    size_t n = strlen(s);

    assert_true(mo->n + n + 1 <= MO_TEST_MAX);
    mo_word(mo, table_at, (uint32_t)n);
    mo_word(mo, table_at + 4, (uint32_t)mo->n);
    memcpy(mo->at + mo->n, s, n + 1);
    mo->n += n + 1;
}

/* pairs: id, text, id, text ... */
static inline void
mo_write(mo_bytes *mo, const char *const *pairs, uint32_t count, bool swapped)
{
    *mo = (mo_bytes){.swapped = swapped, .n = 28 + 16 * (size_t)count};
    mo_word(mo, 0, 0x950412deU);
    mo_word(mo, 8, count);
    mo_word(mo, 12, 28);
    mo_word(mo, 16, 28 + 8 * count);
    for (uint32_t i = 0; i < count; i++) {
        mo_string(mo, 28 + 8 * (size_t)i, pairs[2 * i]);
        mo_string(mo, 28 + 8 * ((size_t)count + i), pairs[2 * i + 1]);
    }
}

#endif

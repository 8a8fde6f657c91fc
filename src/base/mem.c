/* base/mem.c: the only door to the heap, and checked size arithmetic. */
#include "base/faults.h"

#include <stdlib.h>
#include <string.h>

bool
ent_mul_size(size_t a, size_t b, size_t *out)
{
    size_t product;

    if (__builtin_mul_overflow(a, b, &product)) return false;
    *out = product;
    return true;
}

bool
ent_add_size(size_t a, size_t b, size_t *out)
{
    size_t sum;

    if (__builtin_add_overflow(a, b, &sum)) return false;
    *out = sum;
    return true;
}

/* Objects over PTRDIFF_MAX bytes break pointer subtraction; no allocator gives them. */
static bool
wanted_bytes(size_t n, size_t size, size_t *bytes)
{
    if (!ent_mul_size(n, size, bytes) || *bytes > PTRDIFF_MAX) return false;
    if (*bytes == 0) *bytes = 1;
    return !ent_fault_hit(ENT_FAULT_ALLOC);
}

void *
ent_alloc(size_t n, size_t size)
{
    size_t bytes;

    return wanted_bytes(n, size, &bytes) ? calloc(1, bytes) : NULL;
}

void *
ent_realloc(void *old, size_t n, size_t size)
{
    size_t bytes;

    return wanted_bytes(n, size, &bytes) ? realloc(old, bytes) : NULL;
}

void
ent_free(void *p)
{
    free(p);
}

char *
ent_strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = ent_realloc(NULL, n, 1);

    if (copy) memcpy(copy, s, n);
    return copy;
}

/* ranks_priv.c: ranks of numbers, with ties sharing the middle one. */
#include "ranks_priv.h"

#include <stdlib.h>

typedef struct place {
    double value;
    size_t at;
} place;

static int
compare(const void *a, const void *b)
{
    const place *x = a, *y = b;

    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

ent_status
num_order(const double *values, size_t n, size_t *order, ent_error *err)
{
    place *places = ent_alloc(n, sizeof *places);

    if (!places) return ent_fail(err, ENT_E_NOMEM, "no memory to sort %zu numbers", n);
    for (size_t i = 0; i < n; i++)
        places[i] = (place){values[i], i};
    if (n) qsort(places, n, sizeof *places, compare);
    for (size_t i = 0; i < n; i++)
        order[i] = places[i].at;
    ent_free(places);
    return ENT_OK;
}

ent_status
num_ranks(const double *values, size_t n, double *ranks, ent_error *err)
{
    size_t *order = ent_alloc(n, sizeof *order);
    ent_status st;

    if (!order) return ent_fail(err, ENT_E_NOMEM, "no memory to rank %zu numbers", n);
    st = num_order(values, n, order, err);
    for (size_t i = 0, end; !st && i < n; i = end) {
        for (end = i + 1; end < n && values[order[end]] == values[order[i]];)
            end++;
        for (size_t k = i; k < end; k++)
            ranks[order[k]] = ((double)i + 1 + (double)end) / 2;
    }
    ent_free(order);
    return st;
}

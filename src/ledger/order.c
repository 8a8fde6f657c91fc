/* order.c: the order of answers, and the first few of many without holding them all. */
#include "ledger/ledger_priv.h"

#include <stdlib.h>
#include <string.h>

int
ent_place_compare(const void *a, const void *b)
{
    const ent_place *x = a, *y = b;
    int c;

    if (x->first_day != y->first_day) return x->first_day < y->first_day ? -1 : 1;
    c = x->indicator == y->indicator ? 0 : strcmp(x->indicator, y->indicator);
    if (c) return c;
    c = memcmp(x->id, y->id, sizeof x->id);
    if (c) return c;
    return (x->n > y->n) - (x->n < y->n);
}

static void
swap(ent_place *a, ent_place *b)
{
    ent_place t = *a;

    *a = *b;
    *b = t;
}

/* A heap with the last of the kept places on top, so that a better one replaces it. */
static void
sift_down(ent_place *v, size_t n, size_t i)
{
    for (;;) {
        size_t worst = i, left = 2 * i + 1, right = left + 1;

        if (left < n && ent_place_compare(&v[left], &v[worst]) > 0) worst = left;
        if (right < n && ent_place_compare(&v[right], &v[worst]) > 0) worst = right;
        if (worst == i) return;
        swap(&v[i], &v[worst]);
        i = worst;
    }
}

ent_status
ent_top_add(ent_top *top, const ent_place *place)
{
    if (top->max && top->n == top->max) {
        if (ent_place_compare(place, &top->v[0]) >= 0) return ENT_OK;
        top->v[0] = *place;
        sift_down(top->v, top->n, 0);
        return ENT_OK;
    }
    if (top->n == top->cap) {
        size_t cap = top->cap ? top->cap * 2 : 256;
        ent_place *v = ent_realloc(top->v, cap, sizeof *v);

        if (!v) return ENT_E_NOMEM;
        top->v = v;
        top->cap = cap;
    }
    top->v[top->n++] = *place;
    if (top->n == top->max)
        for (size_t i = top->n / 2; i-- > 0;)
            sift_down(top->v, top->n, i);
    return ENT_OK;
}

void
ent_top_sort(ent_top *top)
{
    if (top->n) qsort(top->v, top->n, sizeof *top->v, ent_place_compare);
}

void
ent_top_clear(ent_top *top)
{
    ent_free(top->v);
    top->v = NULL;
    top->n = top->cap = 0;
}

/* event/cell.c: order, sums and report counts of cells. */
#include "entente/event.h"

static int
three_way(int64_t x, int64_t y)
{
    return (x > y) - (x < y);
}

int
ent_event_cell_compare(const void *a, const void *b)
{
    const ent_event_cell *x = a, *y = b;
    int order = three_way(x->from, y->from);

    if (!order) order = three_way(x->to, y->to);
    if (!order) order = three_way(x->from_role, y->from_role);
    if (!order) order = three_way(x->to_role, y->to_role);
    if (!order) order = three_way(x->class_number, y->class_number);
    if (!order) order = three_way(x->day, y->day);
    if (!order) order = three_way(x->known_day, y->known_day);
    return order;
}

bool
ent_event_cell_add(ent_event_cell *a, const ent_event_cell *b)
{
    ent_event_cell sum = *a;

    if (__builtin_add_overflow(a->n, b->n, &sum.n) ||
        __builtin_add_overflow(a->intensity_tenths, b->intensity_tenths, &sum.intensity_tenths) ||
        __builtin_add_overflow(a->intensity_sq, b->intensity_sq, &sum.intensity_sq) ||
        __builtin_add_overflow(a->n_tone, b->n_tone, &sum.n_tone) ||
        __builtin_add_overflow(a->tone_milli, b->tone_milli, &sum.tone_milli) ||
        __builtin_add_overflow(a->tone_sq, b->tone_sq, &sum.tone_sq) ||
        __builtin_add_overflow(a->mentions, b->mentions, &sum.mentions) ||
        __builtin_add_overflow(a->sources, b->sources, &sum.sources) ||
        __builtin_add_overflow(a->articles, b->articles, &sum.articles))
        return false;
    sum.sketch = a->sketch | b->sketch;
    sum.reports = ent_event_reports(sum.sketch, sum.n);
    *a = sum;
    return true;
}

uint32_t
ent_event_reports(uint64_t sketch, uint32_t n)
{
    /* 64 ln(64 / empty bits), to the nearest whole number: no libm, the same on every machine. */
    static const uint16_t counted[64] = {
        0,  1,  2,  3,   4,   5,   6,   7,   9,   10,  11,  12,  13,  15,  16,  17,
        18, 20, 21, 23,  24,  25,  27,  28,  30,  32,  33,  35,  37,  39,  40,  42,
        44, 46, 48, 51,  53,  55,  58,  60,  63,  65,  68,  71,  74,  78,  81,  85,
        89, 93, 97, 102, 107, 113, 119, 126, 133, 142, 151, 163, 177, 196, 222, 266,
    };
    unsigned bits = (unsigned)__builtin_popcountll(sketch);

    if (bits == 64 || counted[bits] > n) return n;
    return counted[bits];
}

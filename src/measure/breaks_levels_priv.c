/* breaks_levels_priv.c: the level in force each year, over all histories. */
#include "breaks_priv.h"

#include <math.h>

/* A year's level is a mixture of normals, one for each segment that can hold the year. Its mean and
 * variance are exact. For its 5 % and 95 % points the segments under RARE count as one normal with
 * their joint mean and variance: at most 1 / RARE + 1 normals a year. */
static const double RARE = 1.0 / 128;
enum { NORMALS_MAX = 129, HALVINGS = 60 };

typedef struct normal {
    double weight, mean, sd;
} normal;

/* Sums over the segments that hold a year: weight, weighted mean, weighted second moment. Means are
 * taken about the model-free centre `base` so that squares do not cancel. */
typedef struct moments {
    double weight, mean, square;
} moments;

static void
add(moments *m, double weight, double mean, double var)
{
    m->weight += weight;
    m->mean += weight * mean;
    m->square += weight * (var + mean * mean);
}

static double
below(const normal *parts, size_t n, double x)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        double away = x - parts[i].mean;

        if (parts[i].sd > 0)
            sum += parts[i].weight * 0.5 * erfc(-away / (parts[i].sd * sqrt(2)));
        else if (away >= 0)
            sum += parts[i].weight;
    }
    return sum;
}

static double
point(const normal *parts, size_t n, double p)
{
    double low = HUGE_VAL, high = -HUGE_VAL;

    for (size_t i = 0; i < n; i++) {
        low = fmin(low, parts[i].mean - 10 * parts[i].sd);
        high = fmax(high, parts[i].mean + 10 * parts[i].sd);
    }
    for (int i = 0; i < HALVINGS && low < high; i++) {
        double middle = low + (high - low) / 2;

        if (below(parts, n, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
}

static double
spread(const moments *m)
{
    double mean = m->mean / m->weight;

    return fmax(0, m->square / m->weight - mean * mean);
}

/* One year: the segments first <= year <= last. */
static void
one_year(const segment_table *t, size_t year, double base, ent_breaks *out)
{
    moments all = {0}, rare = {0};
    normal parts[NORMALS_MAX];
    size_t n = 0;

    for (size_t first = 0; first <= year; first++)
        for (size_t last = year; last < t->n; last++) {
            size_t at = breaks_at(t->n, first, last);
            double w = t->like[at], mean = t->level[at] - base;

            add(&all, w, mean, t->var[at]);
            if (w >= RARE && n + 1 < NORMALS_MAX)
                parts[n++] = (normal){w, mean, sqrt(t->var[at])};
            else
                add(&rare, w, mean, t->var[at]);
        }
    if (rare.weight > 0)
        parts[n++] = (normal){rare.weight, rare.mean / rare.weight, sqrt(spread(&rare))};
    for (size_t i = 0; i < n; i++)
        parts[i].weight /= all.weight;
    out->level[year] = base + all.mean / all.weight;
    out->level_sd[year] = sqrt(spread(&all));
    out->level_low[year] = base + point(parts, n, 0.05);
    out->level_high[year] = base + point(parts, n, 0.95);
}

ent_status
breaks_levels(const segment_table *t, ent_arena *arena, ent_breaks *out, ent_error *err)
{
    size_t n = t->n;
    double *block = ent_arena_alloc(arena, n, 4 * sizeof *block);

    if (!block) return ent_fail(err, ENT_E_NOMEM, "no memory for the levels of %zu years", n);
    out->level = block;
    out->level_sd = block + n;
    out->level_low = block + 2 * n;
    out->level_high = block + 3 * n;
    for (size_t year = 0; year < n; year++)
        one_year(t, year, t->level[breaks_at(n, 0, n - 1)], out);
    return ENT_OK;
}

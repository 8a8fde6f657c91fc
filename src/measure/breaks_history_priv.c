/* breaks_history_priv.c: the most probable history, and how surely its breaks are dated. */
#include "breaks_priv.h"

#include <math.h>

static const double LEVEL = 0.9, HALF_WIDTH_SD = 1.6448536269514722;

/* before[s + 1]: where the last segment of the best history of y[0..s] begins. */
static void
best_starts(const segment_table *t, double *best, size_t *before)
{
    best[0] = 0;
    for (size_t last = 0; last < t->n; last++) {
        best[last + 1] = -HUGE_VAL;
        before[last + 1] = 0;
        for (size_t first = 0; first <= last; first++) {
            double p =
                best[first] + t->like[breaks_at(t->n, first, last)] + breaks_length(t, first, last);

            if (p > best[last + 1]) { /* ties: the longest last segment */
                best[last + 1] = p;
                before[last + 1] = first;
            }
        }
    }
}

ent_status
breaks_best_history(const segment_table *t, ent_arena *arena, ent_breaks *out, ent_error *err)
{
    double *best = ent_alloc(t->n + 1, sizeof *best);
    size_t *before = ent_alloc(t->n + 1, sizeof *before), n = 0, i;
    ent_status st = ENT_OK;

    if (!best || !before) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for the most probable history");
        goto out;
    }
    best_starts(t, best, before);
    for (size_t s = t->n; s > 0; s = before[s])
        n++;
    out->segments = ent_arena_alloc(arena, n, sizeof *out->segments);
    if (!out->segments) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory for %zu segments", n);
        goto out;
    }
    out->n_segments = n;
    i = n;
    for (size_t s = t->n; s > 0; s = before[s]) {
        ent_segment *seg = &out->segments[--i];
        size_t at = breaks_at(t->n, before[s], s - 1);
        double half = HALF_WIDTH_SD * sqrt(t->var[at]);

        *seg = (ent_segment){.first = before[s],
                             .last = s - 1,
                             .level = t->level[at],
                             .low = t->level[at] - half,
                             .high = t->level[at] + half};
    }

out:
    ent_free(best);
    ent_free(before);
    return st;
}

/* P(no segment begins within low..high) = P(one segment holds low - 1 and high). */
static double
p_none_between(const segment_table *t, size_t low, size_t high)
{
    ent_sum sum = {0};

    for (size_t first = 0; first < low; first++)
        for (size_t last = high; last < t->n; last++)
            ent_sum_add(&sum, t->like[breaks_at(t->n, first, last)]);
    return fmin(1, ent_sum_value(&sum));
}

/* The years about the break that are nearer to it than to its neighbours; grown from the break
 * towards the likelier side until they hold 90 % of what these years hold, counted up to one break.
 */
static void
date_one(const segment_table *t, const ent_breaks *b, size_t i, ent_segment *seg)
{
    size_t from = i > 1 ? (b->segments[i - 1].first + seg->first) / 2 + 1 : 1;
    size_t to = i + 1 < b->n_segments ? (seg->first + b->segments[i + 1].first) / 2 : t->n - 1;
    double all = 0, held = b->p_change[seg->first];
    size_t low = seg->first, high = seg->first;

    for (size_t k = from; k <= to; k++)
        all += b->p_change[k];
    while (held < LEVEL * fmin(1, all) && (low > from || high < to)) {
        double below = low > from ? b->p_change[low - 1] : -1;
        double above = high < to ? b->p_change[high + 1] : -1;

        if (above > below)
            held += b->p_change[++high];
        else
            held += b->p_change[--low];
    }
    seg->start_low = low;
    seg->start_high = high;
    seg->p_start = 1 - p_none_between(t, low, high);
}

void
breaks_date(const segment_table *t, ent_breaks *out)
{
    out->segments[0].p_start = 1;
    for (size_t i = 1; i < out->n_segments; i++)
        date_one(t, out, i, &out->segments[i]);
}

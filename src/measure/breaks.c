/* breaks.c: exact posterior of the changes of level in a series of years. */
#include "breaks_priv.h"

#include <math.h>

/* Symbols, after Fearnhead (2006); years are 0-based here:
 *   P(j, s)   likelihood of y[j..s] as one segment            like[j, s]
 *   g, G      a segment's length and its distribution         lengths.exact, 1 - lengths.least
 *   Q(t)      P(y[t..] | a segment begins at t)               begins[t], backward
 *   E(t)      P(y[0..t-1], a segment ends at t - 1)           ends[t], forward
 * P(a segment begins at t | y) = E(t) Q(t) / Q(0). */

static void
table_clear(segment_table *t)
{
    breaks_lengths_clear(&t->lengths);
    ent_free(t->like);
    ent_free(t->level);
    ent_free(t->var);
    ent_free(t->ends);
    ent_free(t->begins);
    *t = (segment_table){0};
}

static ent_status
table_init(const ent_breaks_model *model, size_t n, segment_table *t, ent_error *err)
{
    size_t pairs = n * (n + 1) / 2; /* n <= ENT_BREAKS_YEARS_MAX */

    t->n = n;
    t->like = ent_alloc(pairs, sizeof *t->like);
    t->level = ent_alloc(pairs, sizeof *t->level);
    t->var = ent_alloc(pairs, sizeof *t->var);
    t->ends = ent_alloc(n + 1, sizeof *t->ends);
    t->begins = ent_alloc(n + 1, sizeof *t->begins);
    if (!t->like || !t->level || !t->var || !t->ends || !t->begins)
        return ent_fail(err, ENT_E_NOMEM, "no memory for the segments of %zu years", n);
    return breaks_lengths_init(model, n, &t->lengths, err);
}

static void
fill_segments(const ent_breaks_model *model, const ent_breaks_series *series, segment_table *t)
{
    for (size_t first = 0; first < t->n; first++) {
        segment_state s = breaks_segment_begin(model);
        double like = 0;

        for (size_t last = first; last < t->n; last++) {
            size_t at = breaks_at(t->n, first, last);

            if (last > first) breaks_segment_next(model, &s);
            like += breaks_segment_read(&s, series->y[last], series->var[last]);
            t->like[at] = like;
            t->level[at] = s.level;
            t->var[at] = s.level_var;
        }
    }
}

static void
recur(segment_table *t)
{
    size_t n = t->n;

    t->begins[n] = 0;
    for (size_t first = n; first-- > 0;) {
        log_sum sum = {-HUGE_VAL, 0};

        for (size_t last = first; last < n; last++)
            breaks_log_add(&sum, t->like[breaks_at(n, first, last)] +
                                     breaks_length(t, first, last) + t->begins[last + 1]);
        t->begins[first] = breaks_log_value(&sum);
    }
    t->ends[0] = 0;
    for (size_t last = 0; last < n; last++) {
        log_sum sum = {-HUGE_VAL, 0};

        for (size_t first = 0; first <= last; first++)
            breaks_log_add(&sum, t->ends[first] + t->like[breaks_at(n, first, last)] +
                                     breaks_length(t, first, last));
        t->ends[last + 1] = breaks_log_value(&sum);
    }
}

/* Distribution of the number of segments. Going forward, the segment that ends at s began at j with
 * probability E(j) P(j, s) g / E(s + 1); each adds one to the count of those before j. */
static ent_status
count_changes(const segment_table *t, ent_arena *arena, ent_breaks *out, ent_error *err)
{
    size_t n = t->n, k = n < ENT_BREAKS_COUNT_MAX ? n : ENT_BREAKS_COUNT_MAX;
    double *count = ent_alloc((n + 1) * k, sizeof *count); /* [s + 1][segments - 1] */

    out->p_count = ent_arena_alloc(arena, k, sizeof *out->p_count);
    out->n_count = k;
    if (!count || !out->p_count) {
        ent_free(count);
        return ent_fail(err, ENT_E_NOMEM, "no memory to count changes");
    }
    for (size_t last = 0; last < n; last++) {
        double *to = count + (last + 1) * k;

        for (size_t first = 0; first <= last; first++) {
            const double *from = count + first * k;
            double p = exp(t->ends[first] + t->like[breaks_at(n, first, last)] +
                           breaks_length(t, first, last) - t->ends[last + 1]);

            if (!(p > 0)) continue; /* also when no history ends here: lengths with shape > 1 */
            if (first == 0) {
                to[0] += p;
                continue;
            }
            for (size_t i = 0; i + 1 < k; i++)
                to[i + 1] += p * from[i];
            to[k - 1] += p * from[k - 1];
        }
    }
    for (size_t i = 0; i < k; i++)
        out->p_count[i] = count[n * k + i];
    ent_free(count);
    return ENT_OK;
}

/* Likelihoods become probabilities that these very years are a segment. */
static ent_status
weigh_segments(segment_table *t, ent_arena *arena, ent_breaks *out, ent_error *err)
{
    size_t n = t->n;

    out->log_evidence = t->begins[0];
    out->p_change = ent_arena_alloc(arena, n, sizeof *out->p_change);
    if (!out->p_change) return ent_fail(err, ENT_E_NOMEM, "no memory for breaks");
    for (size_t first = 0; first < n; first++) {
        out->p_change[first] = exp(t->ends[first] + t->begins[first] - t->begins[0]);
        for (size_t last = first; last < n; last++) {
            double *p = &t->like[breaks_at(n, first, last)];

            *p = exp(t->ends[first] + *p + breaks_length(t, first, last) + t->begins[last + 1] -
                     t->begins[0]);
        }
    }
    return ENT_OK;
}

ent_status
ent_measure_breaks(const ent_breaks_model *model, const ent_breaks_series *series, ent_arena *arena,
                   ent_breaks *out, ent_error *err)
{
    segment_table t = {0};
    ent_breaks r = {.n = series->n};
    ent_status st = breaks_check(model, series, err);

    if (st) return st;
    st = table_init(model, series->n, &t, err);
    if (st) goto out;
    fill_segments(model, series, &t);
    recur(&t);
    st = breaks_best_history(&t, arena, &r, err);
    if (!st) st = count_changes(&t, arena, &r, err);
    if (!st) st = weigh_segments(&t, arena, &r, err);
    if (!st) st = breaks_levels(&t, arena, &r, err);
    if (st) goto out;
    breaks_date(&t, &r);
    *out = r;

out:
    table_clear(&t);
    return st;
}

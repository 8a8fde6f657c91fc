/* validate_stats.c: correlations, areas and ratios over years of pairs, intervals by pairs. */
#include "validate_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 200, PAIRS_MIN = 4, KEY = 1948 };

ent_status
ws_val_add(val_items *list, val_item item, ent_error *err)
{
    if (list->n == list->cap) {
        size_t cap = list->cap ? 2 * list->cap : 1024;
        val_item *grown = ent_realloc(list->items, cap, sizeof *grown);

        if (!grown) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu years of pairs", cap);
        list->items = grown;
        list->cap = cap;
    }
    list->items[list->n++] = item;
    return ENT_OK;
}

/* ---- pairs as units ---------------------------------------------------------------------------
 */

typedef struct unit {
    size_t first, n; /* items */
    double sx, sy, sxx, syy, sxy;
} unit;

static ent_status
make_units(const val_items *list, unit **out, size_t *n, ent_error *err)
{
    unit *u = ent_alloc(list->n + 1, sizeof *u);
    size_t k = 0;

    if (!u) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu years of pairs", list->n);
    for (size_t i = 0; i < list->n; i++) {
        const val_item *it = &list->items[i];
        double x = (double)it->x, y = (double)it->y;

        if (i == 0 || it->pair != list->items[i - 1].pair) u[k++] = (unit){.first = i};
        u[k - 1].n++;
        u[k - 1].sx += x;
        u[k - 1].sy += y;
        u[k - 1].sxx += x * x;
        u[k - 1].syy += y * y;
        u[k - 1].sxy += x * y;
    }
    *out = u;
    *n = k;
    return ENT_OK;
}

typedef struct sample {
    const val_items *list;
    unit *units;
    size_t n_units;
    val_sign sign;
    uint32_t *rank; /* of each item's score */
    size_t n_ranks;
    double *cases, *others; /* counts by rank */
} sample;

/* Draw pairs. The end points of an absolute value can both lie above it: then it is one of them. */
static ent_status
draw(sample *s, ent_num_measure measure, ent_num_statistic *out, size_t *n_pairs, ent_error *err)
{
    ent_num_resampling plan = {
        .measure = measure, .user = s, .n = s->n_units, .rounds = ROUNDS, .key = KEY};
    ent_error why = {0};
    ent_status st;

    if (s->n_units < PAIRS_MIN) return ENT_NONE;
    st = ent_num_bootstrap(&plan, out, &why);
    if (st == ENT_E_DOMAIN) return ENT_NONE;
    if (st) {
        if (err) *err = why;
        return st;
    }
    out->low = fmin(out->low, out->value);
    out->high = fmax(out->high, out->value);
    out->n = s->list->n;
    *n_pairs = s->n_units;
    return ENT_OK;
}

/* ---- correlation and ratio ----------------------------------------------------------------------
 */

static void
add_up(const sample *s, const size_t *items, size_t n, unit *sum)
{
    *sum = (unit){.n = 0};
    for (size_t i = 0; i < n; i++) {
        const unit *u = &s->units[items[i]];

        sum->n += u->n;
        sum->sx += u->sx;
        sum->sy += u->sy;
        sum->sxx += u->sxx;
        sum->syy += u->syy;
        sum->sxy += u->sxy;
    }
}

static ent_status
measure_r(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    const sample *s = user;
    double m, xx, yy;
    unit sum;

    (void)err;
    add_up(s, items, n, &sum);
    m = (double)sum.n;
    xx = sum.sxx - sum.sx * sum.sx / m;
    yy = sum.syy - sum.sy * sum.sy / m;
    if (!(xx > 1e-9 * sum.sxx) || !(yy > 1e-9 * sum.syy)) return ENT_NONE;
    *out = (sum.sxy - sum.sx * sum.sy / m) / sqrt(xx * yy);
    *out = fmax(-1, fmin(1, *out));
    if (s->sign == VAL_NEGATED) *out = -*out;
    if (s->sign == VAL_ABSOLUTE) *out = fabs(*out);
    return ENT_OK;
}

static ent_status
measure_ratio(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    unit sum;

    (void)err;
    add_up(user, items, n, &sum);
    if (!(sum.sy > 0)) return ENT_NONE;
    *out = sqrt(sum.sx / sum.sy);
    return ENT_OK;
}

static ent_status
over_units(const val_items *list, val_sign sign, ent_num_measure measure, ent_num_statistic *out,
           size_t *n_pairs, ent_error *err)
{
    sample s = {.list = list, .sign = sign};
    ent_status st = make_units(list, &s.units, &s.n_units, err);

    if (!st) st = draw(&s, measure, out, n_pairs, err);
    ent_free(s.units);
    return st;
}

ent_status
ws_val_r(const val_items *list, val_sign sign, ent_num_statistic *out, size_t *n_pairs,
         ent_error *err)
{
    return over_units(list, sign, measure_r, out, n_pairs, err);
}

ent_status
ws_val_ratio(const val_items *list, ent_num_statistic *out, size_t *n_pairs, ent_error *err)
{
    return over_units(list, VAL_PLAIN, measure_ratio, out, n_pairs, err);
}

/* ---- area ---------------------------------------------------------------------------------------
 */

typedef struct scored {
    float x;
    uint32_t at;
} scored;

static int
compare_scored(const void *a, const void *b)
{
    float x = ((const scored *)a)->x, y = ((const scored *)b)->x;

    return (x > y) - (x < y);
}

/* Equal scores always share a rank. */
static ent_status
make_ranks(sample *s, ent_error *err)
{
    size_t n = s->list->n, different = 0, rank = 0;
    scored *v = ent_alloc(n + 1, sizeof *v);

    s->rank = ent_alloc(n + 1, sizeof *s->rank);
    if (!v || !s->rank) {
        ent_free(v);
        return ent_fail(err, ENT_E_NOMEM, "no memory for %zu ranks", n);
    }
    for (size_t i = 0; i < n; i++)
        v[i] = (scored){s->list->items[i].x, (uint32_t)i};
    qsort(v, n, sizeof *v, compare_scored);
    for (size_t i = 0; i < n; i++)
        different += i == 0 || v[i].x > v[i - 1].x;
    for (size_t i = 0; i < n; i++) {
        if (i && v[i].x > v[i - 1].x) rank = different <= VAL_RANKS ? rank + 1 : i * VAL_RANKS / n;
        s->rank[v[i].at] = (uint32_t)rank;
    }
    s->n_ranks = rank + 1;
    ent_free(v);
    return ENT_OK;
}

static ent_status
measure_area(void *user, const size_t *items, size_t n, double *out, ent_error *err)
{
    sample *s = user;
    double below = 0, wins = 0, n_cases = 0;

    (void)err;
    memset(s->cases, 0, s->n_ranks * sizeof *s->cases);
    memset(s->others, 0, s->n_ranks * sizeof *s->others);
    for (size_t i = 0; i < n; i++) {
        const unit *u = &s->units[items[i]];

        for (size_t k = u->first; k < u->first + u->n; k++)
            (s->list->items[k].y > 0.5f ? s->cases : s->others)[s->rank[k]]++;
    }
    for (size_t k = 0; k < s->n_ranks; k++) {
        wins += s->cases[k] * (below + s->others[k] / 2);
        below += s->others[k];
        n_cases += s->cases[k];
    }
    if (n_cases < 2 || below < 2) return ENT_NONE;
    *out = wins / (n_cases * below);
    return ENT_OK;
}

ent_status
ws_val_area(const val_items *list, ent_num_statistic *out, size_t *n_pairs, ent_error *err)
{
    sample s = {.list = list};
    ent_status st = make_units(list, &s.units, &s.n_units, err);

    if (!st && list->n == 0) st = ENT_NONE;
    if (!st) st = make_ranks(&s, err);
    if (!st) {
        s.cases = ent_alloc(s.n_ranks, sizeof *s.cases);
        s.others = ent_alloc(s.n_ranks, sizeof *s.others);
        st = s.cases && s.others ? draw(&s, measure_area, out, n_pairs, err)
                                 : ent_fail(err, ENT_E_NOMEM, "no memory for ranks");
    }
    ent_free(s.units);
    ent_free(s.rank);
    ent_free(s.cases);
    ent_free(s.others);
    return st;
}

/* ---- negative controls --------------------------------------------------------------------------
 */

static void
shuffle(ent_random *r, size_t *v, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)(ent_random_unit(r) * (double)i), held = v[i - 1];

        v[i - 1] = v[k];
        v[k] = held;
    }
}

static ent_status
make_order(size_t n, uint64_t stream, size_t **out, ent_error *err)
{
    ent_random r = ent_random_at(KEY, stream);
    size_t *v = ent_alloc(n + 1, sizeof *v);

    if (!v) return ent_fail(err, ENT_E_NOMEM, "no memory for an order of %zu", n);
    for (size_t i = 0; i < n; i++)
        v[i] = i;
    shuffle(&r, v, n);
    *out = v;
    return ENT_OK;
}

/* Years of a with y of the same years of b: both lists rise. */
static ent_status
join_years(const val_items *list, const unit *a, const unit *b, val_items *out, ent_error *err)
{
    ent_status st = ENT_OK;

    for (size_t i = a->first, k = b->first; i < a->first + a->n && !st; i++) {
        val_item it = list->items[i];

        while (k < b->first + b->n && list->items[k].year < it.year)
            k++;
        if (k == b->first + b->n) break;
        if (list->items[k].year != it.year) continue;
        it.y = list->items[k].y;
        st = ws_val_add(out, it, err);
    }
    return st;
}

/* Each takes from the one after it in a shuffled ring, so that nobody keeps his own. */
ent_status
ws_val_swap_pairs(const val_items *list, val_items *out, ent_error *err)
{
    unit *u = NULL;
    size_t *order = NULL, *after = NULL, n = 0;
    ent_status st = make_units(list, &u, &n, err);

    if (!st) st = make_order(n, 0, &order, err);
    if (!st && !(after = ent_alloc(n + 1, sizeof *after)))
        st = ent_fail(err, ENT_E_NOMEM, "no memory for an order of %zu", n);
    for (size_t i = 0; i < n && !st; i++)
        after[order[i]] = order[(i + 1) % n];
    for (size_t i = 0; i < n && n > 1 && !st; i++)
        st = join_years(list, &u[i], &u[after[i]], out, err);
    ent_free(u);
    ent_free(order);
    ent_free(after);
    return st;
}

ent_status
ws_val_swap_years(const val_items *list, val_items *out, ent_error *err)
{
    unit *u = NULL;
    size_t n = 0;
    ent_status st = make_units(list, &u, &n, err);

    for (size_t i = 0; i < n && !st; i++) {
        double m = (double)u[i].n;
        size_t *order = NULL;

        st = make_order(u[i].n, 1 + list->items[u[i].first].pair, &order, err);
        for (size_t k = 0; k < u[i].n && !st; k++) {
            val_item it = list->items[u[i].first + k];

            it.x = (float)((double)it.x - u[i].sx / m);
            it.y = (float)((double)list->items[u[i].first + order[k]].y - u[i].sy / m);
            st = ws_val_add(out, it, err);
        }
        ent_free(order);
    }
    ent_free(u);
    return st;
}

/* estimate.c: ordering, comparing and combining estimates by interval arithmetic. */
#include "entente/estimate.h"

#include <math.h>
#include <string.h>

static int
compare_text(const char *a, const char *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

int
ent_estimate_compare(const void *a, const void *b)
{
    const ent_estimate *x = a, *y = b;
    int c = compare_text(x->measure, y->measure);

    if (!c) c = compare_text(x->from, y->from);
    if (!c) c = compare_text(x->to, y->to);
    if (!c) c = (x->first_day > y->first_day) - (x->first_day < y->first_day);
    return c ? c : compare_text(x->id, y->id);
}

bool
ent_estimate_disjoint(const ent_estimate *a, const ent_estimate *b)
{
    if (a->state != ENT_VALUE || b->state != ENT_VALUE) return false;
    return a->high < b->low || b->high < a->low;
}

/* A claim may enter a formula by two roads; it is named once in the lineage. */
static ent_status
join_lineage(const ent_estimate *items, size_t n, ent_arena *arena, ent_estimate *out,
             ent_error *err)
{
    size_t total = 0, kept = 0;
    const char **ids;

    for (size_t i = 0; i < n; i++)
        if (!ent_add_size(total, items[i].n_lineage, &total))
            return ent_fail(err, ENT_E_NOMEM, "lineage of %zu estimates does not fit", n);
    ids = ent_arena_alloc(arena, total, sizeof *ids);
    if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for a lineage of %zu claims", total);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < items[i].n_lineage; k++) {
            bool seen = false;

            for (size_t j = 0; j < kept && !seen; j++)
                seen = strcmp(ids[j], items[i].lineage[k]) == 0;
            if (!seen) ids[kept++] = items[i].lineage[k];
        }
    }
    out->lineage = ids;
    out->n_lineage = kept;
    return ENT_OK;
}

/* Arithmetic keeps the weakest of the levels: a bound that holds surely (1) divided by a 90 %
 * interval is a statement at 90 %. */
static double
weaker_level(double a, double b)
{
    return a < b ? a : b;
}

static ent_state
weaker_state(ent_state a, ent_state b)
{
    return a < b ? a : b;
}

ent_status
ent_estimate_ratio(const ent_estimate *a, const ent_estimate *b, ent_arena *arena,
                   ent_estimate *out, ent_error *err)
{
    ent_estimate r = {0};
    const ent_estimate both[2] = {*a, *b};
    ent_status st = join_lineage(both, 2, arena, &r, err);

    if (st) return st;
    r.first_day = a->first_day;
    r.last_day = a->last_day;
    r.from = a->from;
    r.to = a->to;
    r.state = weaker_state(a->state, b->state);
    r.unit = "share";
    r.basis = ENT_BASIS_COMPUTED;
    r.level_0to1 = weaker_level(a->level_0to1, b->level_0to1);
    if (r.state == ENT_VALUE) {
        if (a->low < 0 || b->low <= 0)
            return ent_fail(err, ENT_E_DOMAIN,
                            "a share needs a part of at least 0 and a whole above 0; the part "
                            "begins at %g, the whole at %g",
                            a->low, b->low);
        r.value = a->value / b->value;
        r.low = isfinite(b->high) ? a->low / b->high : 0;
        r.high = a->high / b->low;
    }
    *out = r;
    return ENT_OK;
}

/* A compensated sum of infinities is not a number, so that open ends are kept apart. */
typedef struct end_sum {
    ent_sum finite;
    double open; /* 0, or the infinity that was met */
} end_sum;

static void
add_end(end_sum *sum, double v)
{
    if (isfinite(v))
        ent_sum_add(&sum->finite, v);
    else
        sum->open = v;
}

static double
end_value(const end_sum *sum)
{
    return isfinite(sum->open) ? ent_sum_value(&sum->finite) : sum->open;
}

static const char *
unit_of(const ent_estimate *e)
{
    return e->unit ? e->unit : "";
}

ent_status
ent_estimate_total(const ent_estimate *items, size_t n, bool skip_missing, ent_arena *arena,
                   ent_estimate *out, ent_error *err)
{
    ent_estimate r = {0};
    ent_sum value = {0};
    end_sum low = {0}, high = {0};
    size_t left_out = 0;
    ent_status st;

    if (n == 0) return ent_fail(err, ENT_E_SHAPE, "nothing to add up");
    st = join_lineage(items, n, arena, &r, err);
    if (st) return st;
    r.from = items[0].from;
    r.to = items[0].to;
    r.unit = items[0].unit;
    r.basis = ENT_BASIS_COMPUTED;
    r.level_0to1 = 1;
    r.first_day = items[0].first_day;
    r.last_day = items[0].last_day;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(unit_of(&items[i]), unit_of(&items[0])) != 0)
            return ent_fail(err, ENT_E_DOMAIN, "cannot add \"%s\" to \"%s\"", unit_of(&items[i]),
                            unit_of(&items[0]));
        if (items[i].first_day < r.first_day) r.first_day = items[i].first_day;
        if (items[i].last_day > r.last_day) r.last_day = items[i].last_day;
        if (items[i].state != ENT_VALUE) {
            left_out++;
            continue;
        }
        ent_sum_add(&value, items[i].value);
        add_end(&low, items[i].low);
        add_end(&high, items[i].high);
        r.level_0to1 = weaker_level(r.level_0to1, items[i].level_0to1);
    }
    r.state = left_out == n || (left_out && !skip_missing) ? ENT_MISSING : ENT_VALUE;
    if (r.state == ENT_VALUE) {
        r.value = ent_sum_value(&value);
        r.low = end_value(&low);
        r.high = end_value(&high);
    }
    if (left_out) {
        r.note = ent_arena_printf(arena, "%zu of %zu items have no figure and are left out",
                                  left_out, n);
        if (!r.note) return ent_fail(err, ENT_E_NOMEM, "no memory for a note");
    }
    *out = r;
    return ENT_OK;
}

/* Share of the reference below v, by straight lines between its quantiles. Pairs that are level
 * with v are not below it: of quantiles that are equal, the first counts. */
static double
place_of(const ent_yardstick *y, double v)
{
    size_t last = y->n_quantiles - 1, above = 0;
    double left, right;

    while (above <= last && y->quantiles[above] < v)
        above++;
    if (above == 0) return 0;
    if (above > last) return 1;
    left = y->quantiles[above - 1];
    right = y->quantiles[above];
    return ((double)(above - 1) + (v - left) / (right - left)) / (double)last;
}

ent_status
ent_yardstick_place(const ent_yardstick *yardstick, const ent_estimate *value, double *place,
                    double *low, double *high)
{
    if (!yardstick || yardstick->n_quantiles < 2 || value->state != ENT_VALUE) return ENT_NONE;
    *place = place_of(yardstick, value->value);
    *low = place_of(yardstick, value->low);
    *high = place_of(yardstick, value->high);
    return ENT_OK;
}

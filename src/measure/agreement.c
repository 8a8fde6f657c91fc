/* agreement.c: how often two states voted alike, with an interval clustered by year. */
#include "entente/measure.h"

#include "entente/num.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Symbols, after Lijphart (1963), the clustered error after Cameron & Miller (2015), J. Human
 * Resources 50(2), eq. 11 for a mean:
 *   s_r  agreement on roll call r, 1 - |v_a - v_b| / 2
 *   m    mean over R common roll calls
 *   u_g  sum over year g of (s_r - m);  Var(m) = G / (G - 1) * sum u_g^2 / R^2
 * Votes of one year answer one agenda, so they are not independent; years are the clusters. */

typedef struct vote {
    const char *record;
    const ent_obs *obs;
} vote;

typedef struct common {
    const vote *a, *b;
} common;

static int
compare_votes(const void *a, const void *b) {
    return strcmp(((const vote *)a)->record, ((const vote *)b)->record);
}

/* Order of votes of one record must not depend on the sort: ids decide. */
static int
sort_votes(const void *a, const void *b) {
    const vote *x = a, *y = b;
    int c = compare_votes(a, b);

    return c ? c : strcmp(x->obs->claim, y->obs->claim);
}

/* Weighty votes of the span in order of their roll call. A vote that came in twice counts once.
 * LIMIT: where two sources record different votes of one state on one roll call, one is taken. */
static size_t
pick_votes(const ent_series *s, int32_t first, int32_t last, vote *out) {
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];

        if (!o->has_weight || !o->record || o->first_day < first || o->first_day > last) continue;
        out[n].record = o->record;
        out[n++].obs = o;
    }
    if (n) qsort(out, n, sizeof *out, sort_votes);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || compare_votes(&out[kept - 1], &out[i]) != 0) out[kept++] = out[i];
    return kept;
}

static size_t
match(const vote *a, size_t na, const vote *b, size_t nb, common *out) {
    size_t n = 0, i = 0, k = 0;

    while (i < na && k < nb) {
        int c = compare_votes(&a[i], &b[k]);

        if (c == 0) {
            out[n].a = &a[i++];
            out[n++].b = &b[k++];
        } else if (c < 0) {
            i++;
        } else {
            k++;
        }
    }
    return n;
}

static double
score(const common *c) {
    return 1 - fabs(c->a->obs->intensity - c->b->obs->intensity) / 2;
}

static int
by_date(const void *a, const void *b) {
    const common *x = a, *y = b;
    int32_t dx = x->a->obs->first_day, dy = y->a->obs->first_day;

    return dx != dy ? (dx > dy) - (dx < dy) : compare_votes(x->a, y->a);
}

/* Standard error of the mean m and the degrees of freedom that its t has. */
static double
clustered_error(const common *c, size_t n, double m, double *df) {
    double squares = 0, plain = 0, u = 0;
    size_t clusters = 0;
    int year = 0;

    for (size_t r = 0; r < n; r++) {
        int this_year = ent_date_from_day(c[r].a->obs->first_day).year;
        double e = score(&c[r]) - m;

        if (r && this_year != year) {
            squares += u * u;
            clusters++;
            u = 0;
        }
        year = this_year;
        u += e;
        plain += e * e;
    }
    squares += u * u;
    clusters++;
    if (clusters > 1) {
        *df = (double)(clusters - 1);
        return sqrt((double)clusters / *df * squares) / (double)n;
    }
    *df = (double)(n - 1);
    return sqrt(plain / *df / (double)n);
}

/* Wilson (1927), JASA 22, at 90 %. */
static void
wilson(double share, double n, double *low, double *high) {
    const double z = 1.6448536269514722;
    double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));

    *low = fmax(0, fmin(share, centre - half));
    *high = fmin(1, fmax(share, centre + half));
}

static ent_status
interval(const common *c, size_t n, ent_estimate *r, ent_error *err) {
    ent_sum sum = {0};
    double df = 0, se, t = 0;
    ent_status st;

    for (size_t i = 0; i < n; i++)
        ent_sum_add(&sum, score(&c[i]));
    r->value = ent_sum_value(&sum) / (double)n;
    r->state = ENT_VALUE;
    r->level_0to1 = 0.9;
    r->basis = ENT_BASIS_SAMPLING;
    if (n == 1) { /* one vote says nothing about the rest */
        r->low = 0;
        r->high = 1;
        return ENT_OK;
    }
    se = clustered_error(c, n, r->value, &df);
    if (se < 1e-9) { /* all votes, or all years, alike: no spread to go by, so Wilson's interval for
                        n of n */
        wilson(r->value, (double)n, &r->low, &r->high);
        return ENT_OK;
    }
    st = ent_num_t_quantile(0.95, df, &t, err);
    if (st) return st;
    r->low = fmax(0, r->value - t * se);
    r->high = fmin(1, r->value + t * se);
    return ENT_OK;
}

/* Two ids per roll call would be thousands of lines nobody reads: the lineage names the votes of
 * both states at the first and last roll call and those on which they opposed each other last. */
enum { OPPOSED_SHOWN = 6 };

static ent_status
lineage(const common *c, size_t n, ent_arena *arena, ent_estimate *r, ent_error *err) {
    const char **ids = ent_arena_alloc(arena, 2 * (OPPOSED_SHOWN + 2), sizeof *ids);
    size_t k = 0, opposed = 0;

    if (!ids) return ent_fail(err, ENT_E_NOMEM, "no memory for the lineage of an agreement");
    for (size_t i = n; i-- > 0;) {
        bool end = i == 0 || i + 1 == n;
        bool clash = score(&c[i]) <= 0;

        if (!end && (!clash || opposed >= OPPOSED_SHOWN)) continue;
        opposed += !end;
        ids[k++] = c[i].a->obs->claim;
        ids[k++] = c[i].b->obs->claim;
    }
    r->lineage = ids;
    r->n_lineage = k;
    r->formula = ent_arena_printf(
        arena, "mean of 1 - |v1 - v2| / 2 over %zu roll calls in which both voted", n);
    r->note = "of the votes behind it, the first, the last and the latest opposed ones are listed";
    return r->formula ? ENT_OK : ent_fail(err, ENT_E_NOMEM, "no memory for a formula");
}

static bool
covered(const ent_series *s, int32_t first, int32_t last) {
    for (size_t i = 0; i < s->n_windows; i++)
        if (s->windows[i].first_day <= last && s->windows[i].last_day >= first) return true;
    return false;
}

ent_status
ent_measure_agreement(const ent_series *a, const ent_series *b, int32_t first_day, int32_t last_day,
                      ent_arena *arena, ent_estimate *out, ent_error *err) {
    ent_estimate r = {.measure = "un.agreement",
                      .unit = "share",
                      .from = a->from,
                      .to = b->from,
                      .first_day = first_day,
                      .last_day = last_day};
    vote *va = NULL, *vb = NULL;
    common *both = NULL;
    ent_status st = ENT_OK;
    size_t na, nb, n;

    if (first_day > last_day)
        return ent_fail(err, ENT_E_DOMAIN, "the span ends %d days before it begins",
                        first_day - last_day);
    va = ent_alloc(a->n_obs, sizeof *va);
    vb = ent_alloc(b->n_obs, sizeof *vb);
    both = ent_alloc(a->n_obs, sizeof *both);
    if (!va || !vb || !both) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory to match %zu votes", a->n_obs);
        goto out;
    }
    na = pick_votes(a, first_day, last_day, va);
    nb = pick_votes(b, first_day, last_day, vb);
    n = match(va, na, vb, nb, both);
    if (n == 0) {
        bool looked = covered(a, first_day, last_day) && covered(b, first_day, last_day);

        r.state = looked ? ENT_MISSING : ENT_UNCOVERED;
        r.note = "no roll call in which both voted";
    } else {
        qsort(both, n, sizeof *both, by_date);
        st = interval(both, n, &r, err);
        if (!st) st = lineage(both, n, arena, &r, err);
    }
    if (!st) *out = r;

out:
    ent_free(va);
    ent_free(vb);
    ent_free(both);
    return st;
}

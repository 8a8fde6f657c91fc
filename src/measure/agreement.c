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
compare_votes(const void *a, const void *b)
{
    return strcmp(((const vote *)a)->record, ((const vote *)b)->record);
}

/* Order of votes of one record must not depend on the sort: ids decide. */
static int
sort_votes(const void *a, const void *b)
{
    const vote *x = a, *y = b;
    int c = compare_votes(a, b);

    return c ? c : strcmp(x->obs->claim, y->obs->claim);
}

/* All weighty votes in order of their roll call. */
static size_t
sorted_votes(const ent_series *s, vote *out)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];

        if (!o->has_weight || !o->record) continue;
        out[n].record = o->record;
        out[n++].obs = o;
    }
    if (n) qsort(out, n, sizeof *out, sort_votes);
    return n;
}

/* A roll call at which both have votes: as a rule one each, more when one came in twice. */
typedef struct roll_call {
    const vote *a, *b;
    uint32_t n_a, n_b;
    int32_t first_day, last_day; /* of a's votes */
} roll_call;

static size_t
count_same(const vote *v, size_t n)
{
    size_t k = 1;

    while (k < n && compare_votes(&v[0], &v[k]) == 0)
        k++;
    return k;
}

static size_t
match(const vote *a, size_t na, const vote *b, size_t nb, roll_call *out)
{
    size_t n = 0, i = 0, k = 0;

    while (i < na && k < nb) {
        int c = compare_votes(&a[i], &b[k]);
        roll_call r = {.a = &a[i], .b = &b[k]};

        if (c == 0) {
            r.n_a = (uint32_t)count_same(&a[i], na - i);
            r.n_b = (uint32_t)count_same(&b[k], nb - k);
            r.first_day = r.last_day = a[i].obs->first_day;
            for (size_t m = 1; m < r.n_a; m++) {
                int32_t day = a[i + m].obs->first_day;

                if (day < r.first_day) r.first_day = day;
                if (day > r.last_day) r.last_day = day;
            }
            out[n++] = r;
            i += r.n_a;
            k += r.n_b;
        } else if (c < 0) {
            i++;
        } else {
            k++;
        }
    }
    return n;
}

static int
compare_roll_calls(const void *a, const void *b)
{
    const roll_call *x = a, *y = b;

    if (x->first_day != y->first_day) return x->first_day < y->first_day ? -1 : 1;
    return compare_votes(x->a, y->a);
}

static int
by_date(const void *a, const void *b)
{
    const common *x = a, *y = b;
    int32_t dx = x->a->obs->first_day, dy = y->a->obs->first_day;

    return dx != dy ? (dx > dy) - (dx < dy) : compare_votes(x->a, y->a);
}

/* The first of a roll call's votes that lies in the span; a vote that came in twice counts once.
 * LIMIT: where two sources record different votes of one state on one roll call, one is taken. */
static const vote *
pick(const vote *v, size_t n, int32_t first, int32_t last)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].obs->first_day >= first && v[i].obs->first_day <= last) return &v[i];
    return NULL;
}

/* Votes of both within the span, in order of date. */
static size_t
in_span(const roll_call *all, size_t n_all, ent_day_span span, common *out)
{
    size_t n = 0;
    bool ordered = true;

    for (size_t i = 0; i < n_all; i++) {
        const roll_call *r = &all[i];
        common c;

        if (r->first_day > span.last_day || r->last_day < span.first_day) continue;
        c.a = pick(r->a, r->n_a, span.first_day, span.last_day);
        c.b = pick(r->b, r->n_b, span.first_day, span.last_day);
        if (!c.a || !c.b) continue;
        if (n && by_date(&out[n - 1], &c) > 0) ordered = false;
        out[n++] = c;
    }
    if (!ordered) qsort(out, n, sizeof *out, by_date);
    return n;
}

static double
score(const common *c)
{
    return 1 - fabs(c->a->obs->intensity - c->b->obs->intensity) / 2;
}

/* Standard error of the mean m and the degrees of freedom that its t has. */
static double
clustered_error(const common *c, size_t n, double m, double *df)
{
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
wilson(double share, double n, double *low, double *high)
{
    const double z = 1.6448536269514722;
    double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));

    *low = fmax(0, fmin(share, centre - half));
    *high = fmin(1, fmax(share, centre + half));
}

static ent_status
interval(const common *c, size_t n, ent_estimate *r, ent_error *err)
{
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
lineage(const common *c, size_t n, ent_arena *arena, ent_estimate *r, ent_error *err)
{
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
covered(const ent_series *s, int32_t first, int32_t last)
{
    for (size_t i = 0; i < s->n_windows; i++)
        if (s->windows[i].first_day <= last && s->windows[i].last_day >= first) return true;
    return false;
}

/* One span of votes matched already. both: room for them. */
static ent_status
one_span(const ent_series *a, const ent_series *b, const roll_call *all, size_t n_all,
         ent_day_span span, common *both, ent_arena *arena, ent_estimate *out, ent_error *err)
{
    ent_estimate r = {.measure = "un.agreement",
                      .unit = "share",
                      .from = a->from,
                      .to = b->from,
                      .first_day = span.first_day,
                      .last_day = span.last_day};
    size_t n = in_span(all, n_all, span, both);
    ent_status st = ENT_OK;

    if (n == 0) {
        bool looked =
            covered(a, span.first_day, span.last_day) && covered(b, span.first_day, span.last_day);

        r.state = looked ? ENT_MISSING : ENT_UNCOVERED;
        r.note = "no roll call in which both voted";
    } else {
        st = interval(both, n, &r, err);
        if (!st) st = lineage(both, n, arena, &r, err);
    }
    if (!st) *out = r;
    return st;
}

ent_status
ent_measure_agreements(const ent_series *a, const ent_series *b, const ent_day_span *spans,
                       size_t n_spans, ent_arena *arena, ent_estimate *out, ent_error *err)
{
    vote *va = NULL, *vb = NULL;
    roll_call *all = NULL;
    common *both = NULL;
    ent_status st = ENT_OK;
    size_t na, nb, n;

    for (size_t i = 0; i < n_spans; i++)
        if (spans[i].first_day > spans[i].last_day)
            return ent_fail(err, ENT_E_DOMAIN, "the span ends %d days before it begins",
                            spans[i].first_day - spans[i].last_day);
    va = ent_alloc(a->n_obs, sizeof *va);
    vb = ent_alloc(b->n_obs, sizeof *vb);
    all = ent_alloc(a->n_obs, sizeof *all);
    both = ent_alloc(a->n_obs, sizeof *both);
    if (!va || !vb || !all || !both) {
        st = ent_fail(err, ENT_E_NOMEM, "no memory to match %zu votes", a->n_obs);
        goto out;
    }
    na = sorted_votes(a, va);
    nb = sorted_votes(b, vb);
    n = match(va, na, vb, nb, all);
    if (n) qsort(all, n, sizeof *all, compare_roll_calls);
    for (size_t i = 0; i < n_spans && !st; i++)
        st = one_span(a, b, all, n, spans[i], both, arena, &out[i], err);

out:
    ent_free(va);
    ent_free(vb);
    ent_free(all);
    ent_free(both);
    return st;
}

ent_status
ent_measure_agreement(const ent_series *a, const ent_series *b, int32_t first_day, int32_t last_day,
                      ent_arena *arena, ent_estimate *out, ent_error *err)
{
    const ent_day_span span = {first_day, last_day};

    return ent_measure_agreements(a, b, &span, 1, arena, out, err);
}

/* events.c: what a feed reports of a directed pair, year by year, with growth divided out. */
#include "entente/measure.h"

#include "entente/num.h"

#include <math.h>

/* Symbols, after Cochran (1977), section 6.4, a ratio of sums over M sampled units (months):
 *   y_m, x_m   numerator and denominator of month m;  R = sum y / sum x
 *   Var(R)   = M / (M - 1) * sum (y_m - R x_m)^2 / (sum x)^2
 * Months are the units because reports within one echo each other. */

enum { MONTHS_OF_YEAR = 12, MONTHS_MIN = 3, QUADS = 4 };
static const double LEVEL = 0.9;

/* What is summed of one year, words (0) or deeds (1). */
typedef struct year_sums {
    int months; /* with exposure */
    double exposure[MONTHS_OF_YEAR], rows[MONTHS_OF_YEAR], conflict[MONTHS_OF_YEAR];
    double intensity[MONTHS_OF_YEAR]; /* sums of points */
    double reports, square;           /* distinct reports; sum of squared deviations in months */
} year_sums;

typedef struct ratio {
    double value, sd, df; /* df 0: no spread over months could be had */
} ratio;

static ratio
ratio_over_months(const double *y, const double *x, int months)
{
    double sum_y = 0, sum_x = 0, square = 0;
    ratio r = {0};

    for (int m = 0; m < months; m++) {
        sum_y += y[m];
        sum_x += x[m];
    }
    if (sum_x <= 0) return (ratio){.value = NAN};
    r.value = sum_y / sum_x;
    for (int m = 0; m < months; m++) {
        double off = y[m] - r.value * x[m];

        square += off * off;
    }
    if (months >= MONTHS_MIN && square > 0) {
        r.df = months - 1;
        r.sd = sqrt(months / r.df * square) / sum_x;
    }
    return r;
}

/* Wilson's interval for a share p seen in n independent reports. */
static void
wilson(double p, double n, double z, double *low, double *high)
{
    double z2 = z * z, mid = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));

    *low = fmax(0, mid - half);
    *high = fmin(1, mid + half);
}

static ent_status
half_width(const ratio *r, double *out, ent_error *err)
{
    double t = 0;
    ent_status st = ent_num_t_quantile(0.5 + LEVEL / 2, r->df > 0 ? r->df : 1e6, &t, err);

    if (!st) *out = t * r->sd;
    return st;
}

typedef struct job {
    const ent_event_series *series;
    ent_arena *arena;
    ent_estimate *out;
    size_t n;
    int year;
    ent_error *err;
} job;

static double
total(const double *x, int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static int32_t
day_of_month(int32_t month)
{
    ent_date d = {.year = 1970 + (month - ((month % 12) + 12) % 12) / 12,
                  .month = (uint8_t)(((month % 12) + 12) % 12 + 1),
                  .precision = ENT_PREC_MONTH};
    int32_t first = 0, last = 0;
    bool ok = ent_date_span(&d, &first, &last);

    ENT_ASSERT(ok);
    return first;
}

static ent_status
add(job *j, const char *what, bool deeds, const char *unit, ent_estimate e)
{
    const ent_event_series *s = j->series;
    int32_t first = (j->year - 1970) * MONTHS_OF_YEAR, last = first + MONTHS_OF_YEAR - 1;

    e.measure =
        ent_arena_printf(j->arena, "events.%s.%s.%s", what, deeds ? "material" : "verbal", s->set);
    if (e.measure)
        e.id = ent_arena_printf(j->arena, "%s:%s>%s@%d", e.measure, s->from, s->to, j->year);
    if (!e.measure || !e.id || !e.formula)
        return ent_fail(j->err, ENT_E_NOMEM, "no memory for the events of %s", s->set);
    e.from = s->from;
    e.to = s->to;
    e.first_day = day_of_month(first < s->first_month ? s->first_month : first);
    e.last_day = day_of_month((last > s->last_month ? s->last_month : last) + 1) - 1;
    e.state = ENT_VALUE;
    e.level_0to1 = LEVEL;
    e.basis = ENT_BASIS_SAMPLING;
    e.unit = unit;
    e.set = s->set;
    j->out[j->n++] = e;
    return ENT_OK;
}

/* A share of rows: conflict among the pair's, or the pair's among all, of which a part `distinct`
 * are reports of their own. */
typedef struct share_spec {
    const char *name, *unit;
    double scale; /* of the unit: 1 for a share */
} share_spec;

static ent_status
add_share(job *j, const share_spec *what, bool deeds, const double *y, const double *x, int months,
          double distinct)
{
    ratio r = ratio_over_months(y, x, months);
    double half = 0, z = 0;
    ent_estimate e = {.value = r.value};
    ent_status st = half_width(&r, &half, j->err);

    if (!st) st = ent_num_t_quantile(0.5 + LEVEL / 2, 1e6, &z, j->err);
    if (st) return st;
    if (r.df > 0) {
        e.low = fmax(0, r.value - half);
        e.high = fmin(1, r.value + half);
    } else {
        wilson(r.value, fmax(1, distinct * total(x, months)), z, &e.low, &e.high);
    }
    e.value *= what->scale;
    e.low *= what->scale;
    e.high *= what->scale;
    e.formula = ent_arena_printf(j->arena, "%.0f of %.0f rows in %d months", total(y, months),
                                 total(x, months), months);
    return add(j, what->name, deeds, what->unit, e);
}

static ent_status
add_tone(job *j, bool deeds, const year_sums *y)
{
    ratio r = ratio_over_months(y->intensity, y->rows, y->months);
    double half = 0, rows = total(y->rows, y->months);
    ent_estimate e = {.value = r.value};
    ent_status st;

    if (r.df == 0 && rows >= 2 && y->reports >= 2) {
        r.sd = sqrt(y->square / (rows - 1) / y->reports);
        r.df = y->reports - 1;
    }
    st = half_width(&r, &half, j->err);
    if (st) return st;
    /* One report has no spread: its mean could be anything on the scale. */
    e.low = r.df > 0 ? fmax(-10, r.value - half) : -10;
    e.high = r.df > 0 ? fmin(10, r.value + half) : 10;
    e.formula = ent_arena_printf(j->arena, "mean over %.0f rows, about %.0f distinct reports", rows,
                                 y->reports);
    return add(j, "tone", deeds, "points", e);
}

static ent_status
add_year(job *j, bool deeds, const year_sums *y)
{
    static const share_spec RATE = {"rate", "per_10k", 1e4}, CONFLICT = {"conflict", "share", 1};
    double rows = total(y->rows, y->months);
    double distinct = rows > 0 ? fmin(1, y->reports / rows) : 1;
    ent_status st = add_share(j, &RATE, deeds, y->rows, y->exposure, y->months, distinct);

    if (!st && rows > 0)
        st = add_share(j, &CONFLICT, deeds, y->conflict, y->rows, y->months, distinct);
    if (!st && rows > 0) st = add_tone(j, deeds, y);
    return st;
}

/* Which of the year's covered months is this? -1: not covered. */
static int
covered_index(const int32_t *months, int n, int32_t month)
{
    for (int i = 0; i < n; i++)
        if (months[i] == month) return i;
    return -1;
}

static void
sum_year(const ent_event_series *s, int year, year_sums sums[2])
{
    int32_t first = (year - 1970) * MONTHS_OF_YEAR, months[MONTHS_OF_YEAR];
    int n = 0;

    for (int32_t m = first; m < first + MONTHS_OF_YEAR; m++) {
        double all;

        if (m < s->first_month || m > s->last_month) continue;
        all = s->exposure_dyadic[m - s->first_month];
        if (all <= 0) continue;
        sums[0].exposure[n] = sums[1].exposure[n] = all;
        months[n++] = m;
    }
    sums[0].months = sums[1].months = n;
    for (size_t i = 0; i < s->n_months; i++) {
        const ent_event_month *e = &s->months[i];
        int k = covered_index(months, n, e->month);
        year_sums *y;

        if (k < 0 || e->quad < 1 || e->quad > QUADS || e->n <= 0) continue;
        y = &sums[e->quad == 2 || e->quad == 4];
        y->rows[k] += e->n;
        if (e->quad >= 3) y->conflict[k] += e->n;
        y->intensity[k] += e->n * e->intensity_mean;
        y->reports += e->reports;
        y->square += e->n * e->intensity_var;
    }
}

ent_status
ent_measure_events(const ent_event_series *series, ent_arena *arena, ent_estimate **out, size_t *n,
                   ent_error *err)
{
    int first, last;
    job j = {.series = series, .arena = arena, .err = err};

    *out = NULL;
    *n = 0;
    if (!series->exposure_dyadic || series->first_month > series->last_month) return ENT_OK;
    first = ent_date_from_day(day_of_month(series->first_month)).year;
    last = ent_date_from_day(day_of_month(series->last_month)).year;
    j.out = ent_arena_alloc(arena, (size_t)(last - first + 1) * 6, sizeof *j.out);
    if (!j.out) return ent_fail(err, ENT_E_NOMEM, "no memory for the events of %s", series->set);
    for (j.year = first; j.year <= last; j.year++) {
        year_sums sums[2] = {{.months = 0}};

        sum_year(series, j.year, sums);
        for (int deeds = 0; deeds < 2 && sums[deeds].months > 0; deeds++) {
            ent_status st = add_year(&j, deeds, &sums[deeds]);

            if (st) return st;
        }
    }
    *out = j.n ? j.out : NULL;
    *n = j.n;
    return ENT_OK;
}

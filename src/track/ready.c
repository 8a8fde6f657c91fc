/* ready.c: a dyad's observations checked and turned into points in one order, whatever came in. */
#include "track_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- checks --------------------------------------------------------------------------------- */

static bool
within(double k, double top)
{
    return k >= 0 && k <= top;
}

static const char *
wrong_value(const ent_track_source *s, const ent_track_obs *o)
{
    const double k = o->value, n = o->n, top = (double)s->n_levels;

    switch (s->kind) {
    case ENT_OBS_TONE:
        return n > 0 ? NULL : "reports of a tone are not above 0";
    case ENT_OBS_GAUSSIAN:
        return n >= 0 ? NULL : "own variance is below 0";
    case ENT_OBS_ORDERED:
        return k == floor(k) && within(k, top - 1) ? NULL : "level is none of the source's";
    case ENT_OBS_SHARE:
    case ENT_OBS_BINOMIAL:
        return n > 0 && within(k, n) ? NULL : "share is not k of n";
    default:
        return n > 0 && k >= 0 ? NULL : "want a count of 0 or more, exposure above 0";
    }
}

static const char *
wrong_obs(const ent_track_params *p, const ent_track_dyad *dyad, const ent_track_obs *o)
{
    double middle = .5 * (o->t_first + o->t_last);

    if (o->source >= p->n_sources) return "source is not among the parameters";
    if (o->house > p->n_houses) return "house is not among the parameters";
    if (o->on >= ENT_ON_COUNT) return "track is unknown";
    if (!isfinite(o->t_first) || !isfinite(o->t_last) || o->t_first > o->t_last)
        return "time is not a span of years";
    if (middle < dyad->t_start || middle > dyad->t_end) return "time is outside the dyad's";
    if (!isfinite(o->value) || !isfinite(o->n)) return "value is not a number";
    if (!(o->grade > 0)) return "grade is not above 0";
    return wrong_value(&p->sources[o->source], o);
}

/* ---- one point ------------------------------------------------------------------------------ */

void
ent_track_span_terms(double kappa, double rate, double h, double *loading, double *left)
{
    double x = kappa * h, b;

    if (x <= 0) {
        *loading = 1;
        *left = 0;
        return;
    }
    *loading = -expm1(-x) / x;
    /* x - 2 (1 - e^-x) + (1 - e^-2x) / 2, which cancels for small x: its series there */
    b = x < .02 ? x * x * x * (1. / 3 - x * (.25 - x * (7. / 60 - x / 24)))
                : x + 2 * expm1(-x) - .5 * expm1(-2 * x);
    *left = rate * b / (2 * kappa * x * x);
}

static void
fill_loading(const ent_track_params *p, const ent_track_obs *o, track_point *out)
{
    bool both = o->on >= ENT_TRACKS;
    size_t k = o->on % ENT_TRACK_KINDS, other = k + ENT_TRACK_KINDS;
    double fast = ent_track_spread_cov(&p->fast, k, k), slow = ent_track_spread_cov(&p->slow, k, k);
    double lam = out->source->lam, h = .5 * (o->t_last - o->t_first), loading;

    if (both) { /* the mean of two such tracks */
        fast = .5 * (fast + ent_track_spread_cov(&p->fast, k, other));
        slow = .5 * (slow + ent_track_spread_cov(&p->slow, k, other));
    }
    ent_track_span_terms(p->kappa[k], fast, h, &loading, &out->span_u);
    out->span_u *= lam * lam;
    out->span_m = lam * lam * slow * 2 * h / 12;
    out->zm = both ? .5 * lam : lam;
    out->zu = out->zm * loading;
}

static void
fill_value(const ent_track_params *p, const ent_track_obs *o, track_point *out)
{
    const ent_track_source *s = out->source;
    const ent_track_house none = {.effect = 0}, *house = &none;
    double k = o->value, n = o->n;

    if (o->house) house = &p->houses[o->house - 1];
    out->family = s->outliers > 0 ? FAMILY_OUTLIERS : FAMILY_PLAIN;
    out->power = 1;
    switch (s->kind) {
    case ENT_OBS_TONE:
        out->shift = ent_track_drift_at(s, out->t);
        out->y = k - out->shift;
        out->v = o->grade * s->sigma * s->sigma * ((1 - s->rho) / n + s->rho);
        break;
    case ENT_OBS_GAUSSIAN:
        out->shift = ent_track_drift_at(s, out->t);
        out->y = k - out->shift;
        out->v = o->grade * (s->sigma * s->sigma + n);
        break;
    case ENT_OBS_SHARE:
        out->shift = s->alpha + ent_track_drift_at(s, out->t) + house->effect;
        out->y = log((k + .5) / (n - k + .5)) - out->shift;
        out->v = o->grade * (1 / (k + .5) + 1 / (n - k + .5) + house->sd * house->sd);
        break;
    case ENT_OBS_ORDERED:
    case ENT_OBS_BINOMIAL:
    case ENT_OBS_COUNT:
    case ENT_OBS_KINDS:
        out->family = FAMILY_CURVED;
        out->power = 1 / o->grade;
        out->y = k;
        out->n = n;
        if (s->kind == ENT_OBS_ORDERED) break;
        out->shift = s->alpha + ent_track_drift_at(s, out->t);
        if (s->kind != ENT_OBS_BINOMIAL) break;
        out->shift += house->effect;
        out->v = house->sd * house->sd;
        break;
    }
}

/* The world's drift moves eta of every kind of source; what is Gaussian has it taken off. */
static void
shift_by_world(const ent_track_params *p, const ent_track_obs *o, track_point *out)
{
    double by = out->source->lam * ent_track_world_at(p, o->on % ENT_TRACK_KINDS, out->t);

    out->shift += out->source->kind == ENT_OBS_COUNT ? -by : by;
    if (out->family != FAMILY_CURVED) out->y -= by;
}

static ent_status
add_point(track_ready *ready, const ent_track_params *p, size_t i, ent_error *err)
{
    const ent_track_dyad *dyad = &ready->dyad;
    const ent_track_obs *o = &dyad->obs[i];
    track_point *out = &ready->points[ready->n];
    double q = dyad->outlier ? dyad->outlier[i] : 0;

    memset(out, 0, sizeof *out);
    out->source = &p->sources[o->source];
    out->obs = o;
    out->index = (uint32_t)i;
    out->t = .5 * (o->t_first + o->t_last);
    out->on = o->on;
    out->given_q = dyad->outlier ? q : -1;
    fill_loading(p, o, out);
    fill_value(p, o, out);
    shift_by_world(p, o, out);
    if (out->family == FAMILY_CURVED) out->constant = ent_track_curve_constant(out);
    if (!(q >= 0 && q <= 1))
        return ent_fail(err, ENT_E_DOMAIN, "outlier probability is %g; want 0 to 1", q);
    if (out->family != FAMILY_CURVED && !(out->v > 0))
        return ent_fail(err, ENT_E_DOMAIN, "variance of the value is %g; want above 0", out->v);
    ready->n++;
    return ENT_OK;
}

/* ---- order ---------------------------------------------------------------------------------- */

static int
compare(double a, double b)
{
    return (a > b) - (a < b);
}

/* Everything about a point but the track it is on. */
static int
compare_rest(const track_point *a, const track_point *b)
{
    const ent_track_obs *x = a->obs, *y = b->obs;
    int c = (x->source > y->source) - (x->source < y->source);

    if (!c) c = (x->house > y->house) - (x->house < y->house);
    if (!c) c = compare(x->value, y->value);
    if (!c) c = compare(x->n, y->n);
    if (!c) c = compare(x->t_first, y->t_first);
    if (!c) c = compare(x->grade, y->grade);
    return c ? c : compare(a->given_q, b->given_q);
}

static int
compare_points(const void *pa, const void *pb)
{
    const track_point *a = pa, *b = pb;
    int c = compare(a->t, b->t);

    if (!c) c = (int)a->on - (int)b->on;
    return c ? c : compare_rest(a, b);
}

/* Sort points of one time after A and B were exchanged in them. */
static void
swap_group(track_point *points, size_t n)
{
    for (size_t i = 0; i < n; i++)
        points[i].on = (uint8_t)ent_track_on_swap((ent_track_on)points[i].on);
    qsort(points, n, sizeof *points, compare_points);
}

/*
 * The side from which the evidence comes first in order. Both sides of a dyad so go through the
 * very same arithmetic, and swapping A and B permutes the results to the last bit. Points of one
 * time are exchanged as they are met: the first group that differs decides.
 */
static ent_status
choose_side(track_ready *ready, ent_error *err)
{
    track_point *group = NULL;
    size_t cap = 0, i = 0;
    int verdict = 0;

    while (i < ready->n && verdict == 0) {
        size_t n = 1;

        while (i + n < ready->n && ready->points[i + n].t == ready->points[i].t)
            n++;
        if (n > cap) {
            track_point *more = ent_realloc(group, n, sizeof *more);

            if (!more) {
                ent_free(group);
                return ent_fail(err, ENT_E_NOMEM, "no memory for points");
            }
            group = more;
            cap = n;
        }
        memcpy(group, ready->points + i, n * sizeof *group);
        swap_group(group, n);
        for (size_t j = 0; j < n && verdict == 0; j++)
            verdict = compare_points(&group[j], &ready->points[i + j]);
        i += n;
    }
    ent_free(group);
    ready->swapped = verdict < 0;
    for (i = 0; ready->swapped && i < ready->n;) {
        size_t n = 1;

        while (i + n < ready->n && ready->points[i + n].t == ready->points[i].t)
            n++;
        swap_group(ready->points + i, n);
        i += n;
    }
    return ENT_OK;
}

/* ---- entry ---------------------------------------------------------------------------------- */

static ent_status
check_dyad(const ent_track_dyad *dyad, ent_error *err)
{
    if ((unsigned)dyad->class_of >= ENT_TRACK_CLASSES)
        return ent_fail(err, ENT_E_DOMAIN, "class of a dyad is %d", (int)dyad->class_of);
    if (!isfinite(dyad->t_start) || !isfinite(dyad->t_end) || dyad->t_start > dyad->t_end)
        return ent_fail(err, ENT_E_DOMAIN, "a dyad's time ends before it starts");
    return ENT_OK;
}

ent_status
ent_track_ready_make(track_ready *ready, const ent_track_params *p, const ent_track_dyad *dyad,
                     const ent_track_options *options, ent_error *err)
{
    ent_status st = check_dyad(dyad, err);
    bool in_order = true;

    ready->n = 0;
    ready->swapped = false;
    ready->dyad = *dyad;
    if (st) return st;
    if (dyad->n_obs > ready->cap) {
        track_point *points = ent_realloc(ready->points, dyad->n_obs, sizeof *points);

        if (!points) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu points", dyad->n_obs);
        ready->points = points;
        ready->cap = dyad->n_obs;
    }
    for (size_t i = 0; i < dyad->n_obs; i++) {
        const ent_track_obs *o = &dyad->obs[i];
        const char *wrong = wrong_obs(p, dyad, o);

        if (wrong)
            return ent_fail_at(err, ENT_E_DOMAIN, "", i + 1, 0, "observation %zu: %s", i + 1,
                               wrong);
        if (isinf(o->grade) || (options->has_as_of && o->known_day > options->as_of_day)) continue;
        st = add_point(ready, p, i, err);
        if (st) return st;
        if (ready->n > 1 && in_order)
            in_order =
                compare_points(&ready->points[ready->n - 2], &ready->points[ready->n - 1]) <= 0;
    }
    if (!in_order) qsort(ready->points, ready->n, sizeof *ready->points, compare_points);
    return choose_side(ready, err);
}

void
ent_track_ready_clear(track_ready *ready)
{
    if (!ready) return;
    ent_free(ready->points);
    memset(ready, 0, sizeof *ready);
}

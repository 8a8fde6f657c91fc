/* lines.c: how each kind of measurement becomes a pseudo-value with a variance, pass by pass. */
#include "track_priv.h"

#include <math.h>

/* Times the variance that an outlier has (model: contaminated normal). */
#define OUTLIER_TIMES 25.0
/* Least information of a curved value: below it a step would leap; the fixed point is the same. */
#define BEND_MIN 1e-8
/* Furthest that a curved value's point of linearising moves in a pass; the fixed point stays. */
#define STEP_MAX 3.0

enum { AHEAD_STEPS_MAX = 60 };

/* ---- curved likelihoods --------------------------------------------------------------------- */

static double
logistic(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

static double
log_logistic(double x)
{
    return x >= 0 ? -log1p(exp(-x)) : x - log1p(exp(x));
}

static void
curve_ordered(const track_point *point, double zeta, track_curve *out)
{
    const ent_track_source *s = point->source;
    size_t level = (size_t)point->y;

    zeta += point->shift;
    if (level + 1 < s->n_levels) { /* logistic(tau_c - zeta) */
        double p = logistic(s->tau[level] - zeta), q = logistic(zeta - s->tau[level]);

        out->log_p += log_logistic(s->tau[level] - zeta);
        out->slope -= q;
        out->bend += p * q;
        out->third -= p * q * (p - q);
    }
    if (level > 0) { /* times logistic(zeta - tau_(c-1)) */
        double p = logistic(zeta - s->tau[level - 1]), q = logistic(s->tau[level - 1] - zeta);

        out->log_p += log_logistic(zeta - s->tau[level - 1]);
        out->slope += q;
        out->bend += p * q;
        out->third += p * q * (p - q);
    }
    if (level > 0 && level + 1 < s->n_levels) /* what makes their product a difference */
        out->log_p += log(-expm1(s->tau[level - 1] - s->tau[level]));
}

static void
curve_binomial(const track_point *point, double zeta, track_curve *out)
{
    double x = zeta + point->shift, p = logistic(x), q = logistic(-x);
    double k = point->y, n = point->n;

    out->log_p = k * log_logistic(x) + (n - k) * log_logistic(-x);
    out->slope = k - n * p;
    out->bend = n * p * q;
    out->third = -n * p * q * (q - p);
}

static void
curve_count(const track_point *point, double zeta, track_curve *out)
{
    double phi = point->source->phi, y = point->y;
    double x = log(point->n) + point->shift - zeta - log(phi); /* log of mean / phi */
    double p = logistic(x), q = logistic(-x);

    out->log_p = y * log_logistic(x) + phi * log_logistic(-x);
    out->slope = (y + phi) * p - y;
    out->bend = (y + phi) * p * q;
    out->third = (y + phi) * p * q * (q - p);
}

/* lgamma keeps the sign in a global, which threads would share. */
static double
log_gamma(double x)
{
    int sign = 0;

    return lgamma_r(x, &sign);
}

double
ent_track_curve_constant(const track_point *point)
{
    const double y = point->y, n = point->n, phi = point->source->phi;

    if (point->source->kind == ENT_OBS_BINOMIAL)
        return log_gamma(n + 1) - log_gamma(y + 1) - log_gamma(n - y + 1);
    if (point->source->kind == ENT_OBS_COUNT)
        return log_gamma(y + phi) - log_gamma(phi) - log_gamma(y + 1);
    return 0;
}

void
ent_track_curve_at(const track_point *point, double zeta, track_curve *out)
{
    track_curve c = {0, 0, 0, 0};

    if (point->source->kind == ENT_OBS_ORDERED)
        curve_ordered(point, zeta, &c);
    else if (point->source->kind == ENT_OBS_BINOMIAL)
        curve_binomial(point, zeta, &c);
    else
        curve_count(point, zeta, &c);
    out->log_p = point->power * (point->constant + c.log_p);
    out->slope = point->power * c.slope;
    out->bend = point->power * c.bend;
    out->third = point->power * c.third;
}

/* Pseudo-value of zeta, its variance without the extra. */
static void
straighten(const track_point *point, track_line *line)
{
    track_curve c;
    double bend;

    ent_track_curve_at(point, line->at, &c);
    bend = c.bend > BEND_MIN ? c.bend : BEND_MIN;
    line->y = line->at + c.slope / bend;
    line->h = 1 / bend + line->extra;
}

/* ---- outliers ------------------------------------------------------------------------------- */

/* Probability that a value with this residual is an outlier; var is that of what it is measured
 * from, without it. */
static double
outlier_probability(const track_point *point, double away, double var)
{
    double pi = point->source->outliers, narrow = var + point->v;
    double wide = var + OUTLIER_TIMES * point->v;
    double odds =
        (1 - pi) / pi * sqrt(wide / narrow) * exp(.5 * away * away * (1 / wide - 1 / narrow));

    return 1 / (1 + odds);
}

static void
weigh(const track_point *point, track_line *line)
{
    double weight = (1 - line->q) + line->q / OUTLIER_TIMES;

    line->y = point->y;
    line->h = point->v / weight + line->extra;
}

void
ent_track_line_set(const track_point *point, track_line *line)
{
    if (point->family == FAMILY_CURVED)
        straighten(point, line);
    else
        weigh(point, line);
}

static double
log_normal(double away, double var)
{
    return -.5 * (log(2 * 3.14159265358979323846 * var) + away * away / var);
}

/* log of the mixture's density at a residual. */
static double
log_outlier(const track_point *point, double away, double var)
{
    double pi = point->source->outliers;
    double narrow = log1p(-pi) + log_normal(away, var + point->v);
    double wide = log(pi) + log_normal(away, var + OUTLIER_TIMES * point->v);
    double top = narrow > wide ? narrow : wide;

    return top + log(exp(narrow - top) + exp(wide - top));
}

/* Given q: what remains beside the normal density with variance v / weight is E log of prior over
 * q, and what the normalising constants of the two variances differ by. */
static double
given_lacks(const track_point *point, const track_line *line)
{
    double pi = point->source->outliers, q = line->q;
    double weight = (1 - q) + q / OUTLIER_TIMES;
    double sum =
        (1 - q) * log1p(-pi) + q * log(pi) - .5 * q * log(OUTLIER_TIMES) - .5 * log(weight);

    if (q > 0) sum -= q * log(q);
    if (q < 1) sum -= (1 - q) * log1p(-q);
    return sum;
}

/* ---- passes --------------------------------------------------------------------------------- */

static void
set_extra(const track_point *point, double volatility, track_line *line)
{
    line->extra = point->span_m + volatility * point->span_u;
    if (point->family == FAMILY_CURVED) line->extra += point->v;
}

void
ent_track_line_again(const track_point *point, double volatility, track_line *line)
{
    set_extra(point, volatility, line);
    ent_track_line_set(point, line);
}

void
ent_track_line_start(const track_point *point, double prior, double volatility, track_line *out)
{
    set_extra(point, volatility, out);
    out->q = 0;
    out->at = prior;
    if (point->family != FAMILY_CURVED) {
        if (point->given_q >= 0 && point->family == FAMILY_OUTLIERS) out->q = point->given_q;
        weigh(point, out);
        return;
    }
    /* a count or share says itself where to begin */
    if (point->source->kind == ENT_OBS_BINOMIAL)
        out->at = log((point->y + .5) / (point->n - point->y + .5)) - point->shift;
    if (point->source->kind == ENT_OBS_COUNT)
        out->at = log(point->n) + point->shift - log(point->y + .5);
    straighten(point, out);
}

double
ent_track_line_next(const track_point *point, const track_smoothed *s, track_line *line)
{
    double moved;

    if (point->family == FAMILY_CURVED) {
        double to = s->eta + line->extra * (line->y - s->eta) / line->h;

        moved = to - line->at;
        if (fabs(moved) > STEP_MAX) to = line->at + copysign(STEP_MAX, moved);
        line->at = to;
        return fabs(moved);
    }
    moved = s->eta - line->at;
    line->at = s->eta;
    if (point->family == FAMILY_PLAIN || point->given_q >= 0) return 0;
    /* away_var = 1 / D holds the value's own variance h; without it: 1 / D - h = var / (h D) */
    line->q = outlier_probability(point, s->u / s->d, s->var / (line->h * s->d) + line->extra);
    return fabs(moved);
}

double
ent_track_line_lacks(const track_point *point, const track_line *line, const track_smoothed *s)
{
    if (point->family == FAMILY_PLAIN) return 0;
    if (point->family == FAMILY_CURVED) {
        double zeta = s->eta + line->extra * (line->y - s->eta) / line->h;
        track_curve c;

        ent_track_curve_at(point, zeta, &c);
        return c.log_p - log_normal(line->y - zeta, line->h - line->extra);
    }
    if (point->given_q >= 0) return given_lacks(point, line);
    return log_outlier(point, s->u / s->d, s->var / (line->h * s->d) + line->extra) -
           log_normal(s->u / s->d, 1 / s->d);
}

void
ent_track_line_ahead(const track_point *point, double mean, double var, track_line *line)
{
    double low = -HUGE_VAL, high = HUGE_VAL;

    if (point->family == FAMILY_PLAIN || (point->family == FAMILY_OUTLIERS && point->given_q >= 0))
        return;
    if (point->family == FAMILY_OUTLIERS) {
        line->q = outlier_probability(point, point->y - mean, var + line->extra);
        weigh(point, line);
        return;
    }
    /* the mode of log p(zeta) - (zeta - mean)^2 / (2 spread): concave, so that the sign of its
     * slope says on which side the mode lies; Newton's steps, halved into the bracket */
    line->at = mean;
    for (int i = 0; i < AHEAD_STEPS_MAX; i++) {
        double spread = var + line->extra, next, slope;
        track_curve c;

        ent_track_curve_at(point, line->at, &c);
        slope = c.slope - (line->at - mean) / spread;
        if (slope > 0)
            low = line->at;
        else
            high = line->at;
        next = line->at + slope / (c.bend + 1 / spread);
        if (next <= low || next >= high) next = .5 * (low + high);
        if (!isfinite(next) || fabs(next - line->at) < 1e-10) break;
        line->at = next;
    }
    straighten(point, line);
}

double
ent_track_line_lacks_ahead(const track_point *point, const track_line *line, double mean,
                           double var)
{
    track_curve c;

    if (point->family == FAMILY_PLAIN) return 0;
    if (point->family == FAMILY_CURVED) {
        ent_track_curve_at(point, line->at, &c);
        return c.log_p - log_normal(line->y - line->at, line->h - line->extra);
    }
    if (point->given_q >= 0) return given_lacks(point, line);
    return log_outlier(point, point->y - mean, var + line->extra) -
           log_normal(point->y - mean, var + line->h);
}

void
ent_track_line_fit(const track_point *point, const track_line *line, const track_smoothed *s,
                   ent_track_fit *out)
{
    out->eta = s->eta;
    out->var = s->var;
    out->away = s->u / s->d;
    out->away_var = 1 / s->d;
    out->outlier = point->family == FAMILY_OUTLIERS ? line->q : 0;
    out->weight_0to1 = 1 - out->outlier + out->outlier / OUTLIER_TIMES;
}

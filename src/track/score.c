/* score.c: the gradient of a dyad's log-likelihood by every parameter, from the kernel's sums.
 *
 * For each value: u, D of the backward pass; u2, eta2 of the second pass, which is 0 but for curved
 * values. With h the variance of the (pseudo-)value and c its covariance loading (a span's share):
 *     d / d h = (u^2 - D) / 2 + u u2             d / d shift = u + u2
 *     lam d / d lam = u eta - var / h + u eta2 + u2 eta    (and the same with the part due to u)
 * The second pass is given, at each curved value, what Laplace's determinant gains by moving its
 * point of linearising: V l''' / 2, V the variance of that point.
 */
#include "batch_priv.h"

#include <math.h>
#include <string.h>

/* ---- room ----------------------------------------------------------------------------------- */

static ent_status
want_gradients(track_batch *b, ent_error *err)
{
    bool lacks;

    if (!b->scratch) b->scratch = ent_alloc(1, sizeof *b->scratch);
    lacks = !b->scratch;
    for (size_t l = 0; l < b->kernel->lanes; l++) {
        if (!b->lanes[l].score) b->lanes[l].score = ent_alloc(1, sizeof *b->lanes[l].score);
        lacks = lacks || !b->lanes[l].score;
    }
    if (b->gaps.n > b->cap_slopes) {
        ent_free(b->slopes);
        b->slopes = ent_alloc(b->gaps.cap, sizeof *b->slopes);
        b->cap_slopes = b->slopes ? b->gaps.cap : 0;
        lacks = lacks || !b->slopes;
    }
    return lacks ? ent_fail(err, ENT_E_NOMEM, "no memory for a gradient") : ENT_OK;
}

ent_status
ent_track_score_want(track_batch *b, ent_error *err)
{
    const size_t lanes = b->kernel->lanes, nodes = b->n_nodes * lanes, slots = b->n_slots * lanes;
    track_pass *pass = &b->pass;
    const struct {
        track_block *block;
        size_t n;
        double **at;
    } rooms[] = {
        {&b->states, nodes * STATE_FIELDS, &pass->states},
        {&b->states2, nodes * STATES, &pass->states2},
        {&b->spans, slots * SPAN_FIELDS, &pass->spans},
        {&b->spans2, slots, &pass->spans2},
        {&b->in2, slots, &pass->in2},
        {&b->kept2, slots, &pass->kept2},
        {&b->more, slots * MORE_FIELDS, &pass->more},
        {&b->score, SCORE_FIELDS * lanes, &pass->score},
    };
    ent_status st = want_gradients(b, err);

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0] && !st; i++) {
        st = ent_track_block_want(rooms[i].block, rooms[i].n ? rooms[i].n : 1, err);
        *rooms[i].at = rooms[i].block->at;
    }
    if (st) return st;
    for (size_t i = 0; i < b->gaps.n; i++)
        ent_track_slope_make(b->params, b->gaps.items[i].dt, &b->slopes[i]);
    pass->slopes = b->slopes;
    return ENT_OK;
}

void
ent_track_score_clear(track_batch *b)
{
    for (size_t l = 0; l < LANES_MAX; l++)
        ent_free(b->lanes[l].score);
    ent_free(b->scratch);
    ent_free(b->slopes);
    ent_track_block_clear(&b->states);
    ent_track_block_clear(&b->states2);
    ent_track_block_clear(&b->spans);
    ent_track_block_clear(&b->spans2);
    ent_track_block_clear(&b->in2);
    ent_track_block_clear(&b->kept2);
    ent_track_block_clear(&b->more);
    ent_track_block_clear(&b->score);
}

/* ---- passes --------------------------------------------------------------------------------- */

/* Variance of zeta, the point at which a curved value was linearised, given everything. */
static double
zeta_var(const track_line *line, const track_smoothed *s, double bend)
{
    double without = s->var / (line->h * s->d) + line->extra;

    return without / (1 + bend * without);
}

static double
zeta_of(const track_line *line, const track_smoothed *s)
{
    return s->eta + line->extra * (line->y - s->eta) / line->h;
}

void
ent_track_score_pass(track_batch *b)
{
    const size_t lanes = b->kernel->lanes;
    bool curved = false;

    memset(b->in2.at, 0, b->n_slots * lanes * sizeof(double));
    memset(b->kept2.at, 0, b->n_slots * lanes * sizeof(double));
    memset(b->spans2.at, 0, b->n_slots * lanes * sizeof(double));
    memset(b->states2.at, 0, b->n_nodes * STATES * lanes * sizeof(double));
    b->kernel->score_forward(&b->pass);
    if (b->bending) b->kernel->backward(&b->pass);
    for (size_t s = 0; s < b->n_slots && b->bending; s++)
        for (size_t l = 0; l < lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            const track_line *line;
            track_smoothed smoothed;
            track_curve c;

            if (!point || point->family != FAMILY_CURVED) continue;
            line = &b->lanes[l].lines[i];
            ent_track_batch_smoothed(b, s, l, &smoothed);
            ent_track_curve_at(point, zeta_of(line, &smoothed), &c);
            b->in2.at[s * lanes + l] =
                .5 * zeta_var(line, &smoothed, c.bend) * c.third * (line->h - line->extra);
            curved = true;
        }
    if (curved) b->kernel->second_forward(&b->pass);
    b->kernel->score_backward(&b->pass);
}

/* ---- one value ------------------------------------------------------------------------------ */

/* What a value contributes with: smoothed values, and those of the second pass. */
typedef struct terms {
    const track_point *point;
    const track_line *line;
    track_smoothed s;
    double eta2, u2;
    double by_h, by_shift; /* derivatives */
    double volatility;
} terms;

static double
digamma(double x)
{
    double sum = 0, r;

    while (x < 10) {
        sum -= 1 / x;
        x += 1;
    }
    r = 1 / (x * x);
    /* Abramowitz & Stegun (1964), 6.3.18 */
    return sum + log(x) - .5 / x -
           r * (1. / 12 - r * (1. / 120 - r * (1. / 252 - r * (1. / 240 - r * (1. / 132)))));
}

/* By what is drawn between knots: shares to the two around t. */
static void
score_knots(const double *knot_t, size_t n, double t, double by, double *out)
{
    size_t i = 1;
    double share;

    if (n == 0) return;
    while (i < n && t > knot_t[i])
        i++;
    if (t <= knot_t[0] || i == n) {
        out[t <= knot_t[0] ? 0 : n - 1] += by;
        return;
    }
    share = (t - knot_t[i - 1]) / (knot_t[i] - knot_t[i - 1]);
    out[i - 1] += (1 - share) * by;
    out[i] += share * by;
}

/* The world's drift is added to theta: as a shift of eta, and through the slope. */
static void
score_world(const ent_track_params *p, const terms *t, ent_track_params *out)
{
    const track_point *point = t->point;
    size_t kind = point->on % ENT_TRACK_KINDS;
    double by = t->s.u + t->u2;

    score_knots(p->world_t, p->n_world, point->t, by * point->source->lam, out->world_w[kind]);
    out->sources[point->obs->source].lam += by * ent_track_world_at(p, kind, point->t);
}

static void
score_ordered(const terms *t, ent_track_source *out)
{
    const ent_track_source *s = t->point->source;
    const size_t level = (size_t)t->point->y;
    const double zeta = zeta_of(t->line, &t->s), zeta2 = t->eta2 + t->line->extra * t->u2;
    const double power = t->point->power;
    track_curve c;
    double var;

    ent_track_curve_at(t->point, zeta, &c);
    var = zeta_var(t->line, &t->s, c.bend);
    for (size_t side = 0; side < 2; side++) { /* the threshold above the level, and that below */
        const bool above = side == 0;
        double p, q, edge;

        if (above ? level + 1 >= s->n_levels : level == 0) continue;
        edge = s->tau[above ? level : level - 1] - t->point->shift;
        p = 1 / (1 + exp(zeta - edge)); /* chance of being below the threshold */
        q = 1 / (1 + exp(edge - zeta));
        out->tau[above ? level : level - 1] +=
            power * ((above ? q : -p) + p * q * (.5 * var * (p - q) + zeta2));
    }
    if (level > 0 && level + 1 < s->n_levels) {
        double by = power / expm1(s->tau[level] - s->tau[level - 1]);

        out->tau[level] += by;
        out->tau[level - 1] -= by;
    }
}

static void
score_phi(const terms *t, ent_track_source *out)
{
    const double phi = t->point->source->phi, y = t->point->y;
    const double zeta = zeta_of(t->line, &t->s), zeta2 = t->eta2 + t->line->extra * t->u2;
    const double x = log(t->point->n) + t->point->shift - zeta - log(phi);
    const double p = 1 / (1 + exp(-x)), q = 1 / (1 + exp(x));
    track_curve c;
    double by_log, by_slope, by_bend;

    ent_track_curve_at(t->point, zeta, &c);
    by_log = digamma(y + phi) - digamma(phi) - y * q / phi + log(q) + p;
    by_slope = p - (y + phi) * p * q / phi;
    by_bend = p * q - (y + phi) * p * q * (q - p) / phi;
    out->phi += t->point->power *
                (by_log + zeta2 * by_slope - .5 * zeta_var(t->line, &t->s, c.bend) * by_bend);
}

/* By the variance v of a value and what it is made of; `by`: by v. */
static void
score_variance(const terms *t, double by, ent_track_source *source, ent_track_house *house,
               const ent_track_house *of)
{
    const ent_track_obs *o = t->point->obs;
    const ent_track_source *s = t->point->source;

    switch (s->kind) {
    case ENT_OBS_TONE:
        source->sigma += by * 2 * o->grade * s->sigma * ((1 - s->rho) / o->n + s->rho);
        source->rho += by * o->grade * s->sigma * s->sigma * (1 - 1 / o->n);
        break;
    case ENT_OBS_GAUSSIAN:
        source->sigma += by * 2 * o->grade * s->sigma;
        break;
    case ENT_OBS_SHARE:
        if (of) house->sd += by * 2 * o->grade * of->sd;
        break;
    case ENT_OBS_BINOMIAL:
        if (of) house->sd += by * 2 * of->sd;
        break;
    default:
        break;
    }
}

static void
score_measure(const track_batch *b, const terms *t, ent_track_params *out)
{
    const track_point *point = t->point;
    const ent_track_obs *o = point->obs;
    const ent_track_source *s = point->source;
    ent_track_source *source = &out->sources[o->source];
    ent_track_house *house = o->house ? &out->houses[o->house - 1] : NULL;
    double v = t->by_h;

    source->lam +=
        (t->s.u * (t->s.eta + t->eta2) + t->u2 * t->s.eta - t->s.var / t->line->h) / s->lam +
        t->by_h * 2 * (point->span_m + t->volatility * point->span_u) / s->lam;
    if (point->family == FAMILY_OUTLIERS) {
        v /= (1 - t->line->q) + t->line->q / 25;
        source->outliers += t->line->q / s->outliers - (1 - t->line->q) / (1 - s->outliers);
    }
    score_variance(t, v, source, house, o->house ? &b->params->houses[o->house - 1] : NULL);
    if (s->kind == ENT_OBS_ORDERED) {
        score_ordered(t, source);
        return;
    }
    if (s->kind == ENT_OBS_COUNT) score_phi(t, source);
    score_knots(s->knot_t, s->n_knots, point->t, t->by_shift, source->knot_b);
    if (s->kind == ENT_OBS_TONE || s->kind == ENT_OBS_GAUSSIAN) return;
    source->alpha += t->by_shift;
    if (house && s->kind != ENT_OBS_COUNT) house->effect += t->by_shift;
}

/* ---- spans ---------------------------------------------------------------------------------- */

/* A span's loading on u and what it leaves of the variance, by the process's parameters; sums by
 * pair, own last, as the kernel's. `more`: MORE_FIELDS values, lanes apart. */
static void
score_span(const track_batch *b, const terms *t, const double *more, double *slow, double *fast,
           ent_track_params *out)
{
    const size_t lanes = b->kernel->lanes, k = t->point->on % ENT_TRACK_KINDS;
    const size_t same = ent_track_pair[k][k], opposite = same + PAIRS / 2;
    const bool both = t->point->on >= ENT_TRACKS;
    const double h = .5 * (t->point->obs->t_last - t->point->obs->t_first);
    const double kappa = b->params->kappa[k], lam = t->point->source->lam, x = kappa * h;
    const double share = both ? .5 : 1;
    double by_c, loading, unit, by_x, rate;

    if (!(h > 0)) return;
    ent_track_span_terms(kappa, 1, h, &loading, &unit);
    by_c = (t->s.u * (more[MORE_FAST * lanes] + more[MORE_FAST2 * lanes]) +
            t->u2 * more[MORE_FAST * lanes] - more[MORE_COV * lanes] / t->line->h) /
           loading;
    out->kappa[k] += by_c * h * (exp(-x) - loading) / x;

    rate = ent_track_spread_cov(&b->params->fast, k, k);
    if (both) rate = .5 * (rate + ent_track_spread_cov(&b->params->fast, k, k + 3));
    /* what is left is rate h f(x), f = (x + 2 expm1(-x) - expm1(-2x) / 2) / (2 x^3) */
    by_x = x < .02 ? -1. / 8 + x * (7. / 60 - x / 16)
                   : (1 - 2 * exp(-x) + exp(-2 * x)) / (2 * x * x * x) - 3 * unit / (h * x);
    out->kappa[k] += t->by_h * t->volatility * lam * lam * rate * h * h * by_x;
    unit *= t->by_h * lam * lam;
    fast[same] += t->volatility * unit * share;
    fast[PAIRS + k] += t->volatility * unit * share;
    if (both) fast[opposite] += t->volatility * unit * share;
    unit = t->by_h * lam * lam * 2 * h / 12;
    slow[same] += unit * share;
    slow[PAIRS + k] += unit * share;
    if (both) slow[opposite] += unit * share;
}

/* ---- the process ---------------------------------------------------------------------------- */

/* From derivatives by pair (and own) to those by mood, lean and own. */
static void
score_spread(const ent_track_spread *s, const double *by, ent_track_spread *out)
{
    for (size_t a = 0; a < ENT_TRACK_KINDS; a++) {
        out->own[a] += 2 * s->own[a] * by[PAIRS + a];
        for (size_t b = a; b < ENT_TRACK_KINDS; b++) {
            double same = by[ent_track_pair[a][b]], opposite = by[ent_track_pair[a][b] + PAIRS / 2];

            out->mood[a] += (same + opposite) * s->mood[b];
            out->mood[b] += (same + opposite) * s->mood[a];
            out->lean[a] += (same - opposite) * s->lean[b];
            out->lean[b] += (same - opposite) * s->lean[a];
        }
    }
}

/* The sums of a lane into derivatives by kappa and the spreads. */
static void
score_process(const ent_track_params *p, double *sums, size_t class_of_dyad, ent_track_params *out)
{
    double pairs[PAIRS], own[ENT_TRACK_KINDS];

    ent_track_spread_pairs(&p->fast, pairs, own);
    for (size_t a = 0; a < ENT_TRACK_KINDS; a++) {
        out->kappa[a] += sums[SCORE_KEEP + a];
        out->mu[class_of_dyad][a] += sums[SCORE_R + a];
        for (size_t b = a; b < ENT_TRACK_KINDS; b++) {
            const size_t same = ent_track_pair[a][b], opposite = same + PAIRS / 2;
            double rate = p->kappa[a] + p->kappa[b];
            double bend = pairs[same] * sums[SCORE_BEND + same] +
                          pairs[opposite] * sums[SCORE_BEND + opposite];
            double start = pairs[same] * sums[SCORE_START + same] +
                           pairs[opposite] * sums[SCORE_START + opposite];

            if (a == b) {
                bend += own[a] * sums[SCORE_BEND + PAIRS + a];
                start += own[a] * sums[SCORE_START + PAIRS + a];
                sums[SCORE_FAST + PAIRS + a] += sums[SCORE_START + PAIRS + a] / rate;
            }
            sums[SCORE_FAST + same] += sums[SCORE_START + same] / rate;
            sums[SCORE_FAST + opposite] += sums[SCORE_START + opposite] / rate;
            out->kappa[a] += bend - start / (rate * rate);
            out->kappa[b] += bend - start / (rate * rate);
        }
    }
    score_spread(&p->fast, sums + SCORE_FAST, &out->fast);
    score_spread(&p->slow, sums + SCORE_SLOW, &out->slow);
    score_spread(&p->level, sums + SCORE_LEVEL, &out->level);
}

/* ---- a lane --------------------------------------------------------------------------------- */

static void
blend(double *sum, double keep, const double *more, double take, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] = keep * sum[i] + take * more[i];
}

void
ent_track_score_blend(const ent_track_params *p, ent_track_params *sum, double keep,
                      const ent_track_params *more, double take)
{
    const size_t from = offsetof(ent_track_params, kappa);
    const size_t to = offsetof(ent_track_params, n_world);

    blend(sum->kappa, keep, more->kappa, take, (to - from) / sizeof(double));
    for (size_t i = 0; i < p->n_sources; i++) {
        ent_track_source *a = &sum->sources[i];
        const ent_track_source *b = &more->sources[i];

        blend(&a->lam, keep, &b->lam, take, 6); /* lam to outliers */
        blend(a->knot_b, keep, b->knot_b, take, p->sources[i].n_knots);
        if (p->sources[i].n_levels) blend(a->tau, keep, b->tau, take, p->sources[i].n_levels - 1);
    }
    for (size_t i = 0; i < p->n_houses; i++)
        blend(&sum->houses[i].effect, keep, &more->houses[i].effect, take, 2);
}

void
ent_track_score_mix(track_batch *b, size_t lane, size_t class_of, double volatility, double keep,
                    double take)
{
    const size_t lanes = b->kernel->lanes;
    ent_track_params *out = b->scratch;
    double sums[SCORE_FIELDS], total = keep + take;

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < SCORE_FIELDS; i++)
        sums[i] = b->score.at[i * lanes + lane];
    for (size_t s = 0; s < b->n_slots; s++) {
        const double *more = b->more.at + s * MORE_FIELDS * lanes + lane;
        terms t = {.volatility = volatility};
        size_t i = 0;

        t.point = ent_track_batch_point(b, s, lane, &i);
        if (!t.point) continue;
        t.line = &b->lanes[lane].lines[i];
        ent_track_batch_smoothed(b, s, lane, &t.s);
        t.eta2 = more[MORE_ETA * lanes];
        t.u2 = more[MORE_U * lanes];
        t.by_h = .5 * (t.s.u * t.s.u - t.s.d) + t.s.u * t.u2;
        t.by_shift = t.s.u + t.u2;
        if (t.point->source->kind == ENT_OBS_COUNT) t.by_shift = -t.by_shift;
        score_measure(b, &t, out);
        score_world(b->params, &t, out);
        score_span(b, &t, more, sums + SCORE_SLOW, sums + SCORE_FAST, out);
    }
    score_process(b->params, sums, b->lanes[lane].ready.dyad.class_of, out);
    if (!(keep > 0)) memset(b->lanes[lane].score, 0, sizeof *out);
    out->volatility[class_of] = 1 / b->params->volatility[class_of];
    ent_track_score_blend(b->params, b->lanes[lane].score, keep / total, out, take / total);
}

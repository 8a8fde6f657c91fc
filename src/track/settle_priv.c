/* settle_priv.c: Anderson's acceleration of one dyad's outlier probabilities and linearising.
 *
 * Weights that follow from deletion residuals, and these from the weights, settle slowly where two
 * values contradict each other. From the last steps x and their residuals f = g(x) - x the next
 * point is x + f - (dX + dF) gamma, gamma the least squares of f on dF. The fixed point is the
 * same. Source: Anderson (1965), "Iterative procedures for nonlinear integral equations", J. ACM
 * 12; Walker & Ni (2011), SIAM J. Numer. Anal. 49.
 */
#include "batch_priv.h"

#include <math.h>
#include <string.h>

/* A residual that grows by more than this starts anew. */
#define WORSE 2.0
/* Steps in a round; the first ones of it are plain, so that differences are of one region. After
 * two rounds all are: where there is more than one fixed point, leaps can go round in circles. */
enum { PLAIN = 2, ROUND = 10 };

ent_status
ent_track_settle_want(track_settle *s, size_t n, ent_error *err)
{
    s->n = n;
    return ent_track_block_want(&s->values, n * SETTLE_FIELDS, err);
}

/* What is iterated of a point: the place where it is linearised, or its q. */
static double *
moving(const track_lane *lane, size_t t)
{
    bool curved = lane->ready.points[t].family == FAMILY_CURVED;

    return curved ? &lane->lines[t].at : &lane->lines[t].q;
}

void
ent_track_settle_begin(track_settle *s, const track_lane *lane)
{
    s->steps = s->total = 0;
    for (size_t t = 0; t < s->n; t++)
        s->values.at[SETTLE_X * s->n + t] = *moving(lane, t);
}

/* Solve the symmetric a x = b of order n in place, by elimination; false when it is singular. */
static bool
solve(double a[SETTLE_DEPTH][SETTLE_DEPTH], double *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(a[i][i] > 0)) return false;
        for (size_t j = i + 1; j < n; j++) {
            double times = a[j][i] / a[i][i];

            for (size_t k = i; k < n; k++)
                a[j][k] -= times * a[i][k];
            b[j] -= times * b[i];
        }
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++)
            b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
    return true;
}

/* gamma of the last m steps; false: there is none. */
static bool
least_squares(const track_settle *s, size_t m, double *gamma)
{
    double a[SETTLE_DEPTH][SETTLE_DEPTH] = {{0}}, size = 0;
    const double *f = s->values.at + SETTLE_F * s->n;

    for (size_t i = 0; i < m; i++) {
        const double *di = s->values.at + (SETTLE_DF + i) * s->n;

        gamma[i] = 0;
        for (size_t t = 0; t < s->n; t++)
            gamma[i] += di[t] * f[t];
        for (size_t j = 0; j < m; j++) {
            const double *dj = s->values.at + (SETTLE_DF + j) * s->n;

            for (size_t t = 0; t < s->n; t++)
                a[i][j] += di[t] * dj[t];
        }
        size += a[i][i];
    }
    for (size_t i = 0; i < m; i++)
        a[i][i] += 1e-12 * size;
    return size > 0 && solve(a, gamma, m);
}

/* Take the residuals of what followed from x, and keep the differences. */
static double
take_residuals(track_settle *s, const track_lane *lane)
{
    const size_t n = s->n, slot = (s->steps + SETTLE_DEPTH - 1) % SETTLE_DEPTH;
    double *x = s->values.at + SETTLE_X * n, *f = s->values.at + SETTLE_F * n;
    double *before = s->values.at + SETTLE_BEFORE * n, norm = 0;
    double *dx = s->values.at + (SETTLE_DX + slot) * n;
    double *df = s->values.at + (SETTLE_DF + slot) * n;

    for (size_t t = 0; t < n; t++) {
        double residual = *moving(lane, t) - x[t];

        if (s->steps) {
            dx[t] = x[t] - before[t];
            df[t] = residual - f[t];
        }
        f[t] = residual;
        before[t] = x[t];
        norm += residual * residual;
    }
    return norm;
}

void
ent_track_settle_next(track_settle *s, track_lane *lane)
{
    const size_t n = s->n;
    double *x = s->values.at + SETTLE_X * n, *f = s->values.at + SETTLE_F * n;
    double gamma[SETTLE_DEPTH], norm = take_residuals(s, lane), share = 1;
    size_t m = s->steps < SETTLE_DEPTH ? s->steps : (size_t)SETTLE_DEPTH;

    if (s->steps && norm > WORSE * WORSE * s->norm) {
        s->steps = 0;
        share = .5;
    }
    if (s->steps >= ROUND) s->steps = 0;
    if (s->steps < PLAIN || s->total >= 2 * ROUND) m = 0;
    s->total++;
    s->norm = norm;
    if (m && !least_squares(s, m, gamma)) m = 0;
    for (size_t t = 0; t < n; t++) {
        double next = x[t] + share * f[t];

        for (size_t i = 0; i < m; i++)
            next -= gamma[i] *
                    (s->values.at[(SETTLE_DX + i) * n + t] + s->values.at[(SETTLE_DF + i) * n + t]);
        if (lane->ready.points[t].family != FAMILY_CURVED)
            next = next < 0 ? 0 : next > 1 ? 1 : next;
        x[t] = *moving(lane, t) = next;
    }
    s->steps++;
}

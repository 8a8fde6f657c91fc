/* kernel_priv.h: the recursions over one batch; each kernel_N_priv.c includes this once, for N
 * lanes.
 *
 * Wants LANES (a power of 2), TARGET (an attribute or nothing) and KERNEL (name of the function).
 * No function here passes a vector by value, so no calling convention depends on the processor.
 *
 * Symbols as in Durbin & Koopman (2012), ch. 4 and 6.4: a, P state mean and variance; M = P z;
 * F = z' M + h; v = y - z' a; r, N the backward sums, u = v / F - M' r / F, D = 1 / F + M' N M /
 * F^2.
 */
#include "track_priv.h"

#include <math.h>
#include <string.h>

typedef double vec __attribute__((vector_size(LANES * sizeof(double)), may_alias));
/* As it lies in memory that is aligned for a double only. */
typedef double loose
    __attribute__((vector_size(LANES * sizeof(double)), aligned(sizeof(double)), may_alias));

/* Where it pays; a sanitizer or clang would take minutes over the unrolled code. */
#if defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define UNROLL _Pragma("GCC unroll 12")
#else
#define UNROLL
#endif

#define INLINE static inline __attribute__((always_inline)) TARGET
#define AT(array, i) (*(loose *)((array) + (size_t)(i)*LANES))

/* Where the element (i, j) of a packed matrix is, in either order. */
INLINE size_t
at(size_t i, size_t j)
{
    return i <= j ? ent_track_row[i] + j : ent_track_row[j] + i;
}

typedef struct state {
    vec a[STATES], p[PACKED];
} state;

/* The gaps of the lanes, one vector a number. */
typedef struct step_gap {
    vec dt, keep[ENT_TRACK_KINDS], grow[PAIRS], own[ENT_TRACK_KINDS];
} step_gap;

INLINE void
gather_gap(const track_pass *pass, const track_step *step, step_gap *out)
{
    const uint32_t *which = pass->node_gap + (size_t)step->index * LANES;
    const size_t n = sizeof(track_gap) / sizeof(double);
    vec *to = (vec *)out;

    if (step->same) {
        const double *from = (const double *)&pass->gaps[which[0]];

        for (size_t i = 0; i < n; i++)
            to[i] = (vec){0} + from[i];
        return;
    }
    for (size_t l = 0; l < LANES; l++) {
        const double *from = (const double *)&pass->gaps[which[l]];

        for (size_t i = 0; i < n; i++)
            to[i][l] = from[i];
    }
}

typedef struct slow_terms {
    double pairs[PAIRS], own[ENT_TRACK_KINDS];
} slow_terms;

INLINE void
predict(state *s, const step_gap *gap, const slow_terms *slow, double volatility)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        const size_t kind = k % ENT_TRACK_KINDS;
        vec *row = s->p + ent_track_row[k];
        vec *fast = s->p + ent_track_row[ENT_TRACKS + k] + ENT_TRACKS;

        s->a[ENT_TRACKS + k] *= gap->keep[kind];
        UNROLL for (size_t l = k; l < ENT_TRACKS; l++)
        {
            const size_t pair = ent_track_pair[k][l];

            row[l] += slow->pairs[pair] * gap->dt;
            fast[l] = fast[l] * (gap->keep[kind] * gap->keep[l % ENT_TRACK_KINDS]) +
                      volatility * gap->grow[pair];
        }
        row[k] += slow->own[kind] * gap->dt;
        fast[k] += volatility * gap->own[kind];
        for (size_t l = 0; l < ENT_TRACKS; l++)
            row[ENT_TRACKS + l] *= gap->keep[l % ENT_TRACK_KINDS];
    }
}

/* Loadings of a slot: on m and u of one track, or of both directions of a kind. */
typedef struct loading {
    vec zm, zu;
    size_t first, second; /* tracks; second STATES: none */
} loading;

INLINE void
loading_of(const track_pass *pass, const track_step *step, loading *z)
{
    const double *in = pass->in + (size_t)step->index * IN_FIELDS * LANES;

    z->zm = AT(in, IN_ZM);
    z->zu = AT(in, IN_ZU);
    z->first = step->on < ENT_TRACKS ? step->on : (size_t)step->on - ENT_TRACKS;
    z->second = step->on < ENT_TRACKS ? (size_t)STATES : z->first + ENT_TRACK_KINDS;
}

/* M = P z and its own z' M; the mean z' a. */
INLINE void
project(const state *s, const loading *z, vec *m, vec *zm, vec *mean)
{
    const size_t k = z->first, l = z->second;

    if (l == STATES) {
        for (size_t i = 0; i < STATES; i++)
            m[i] = z->zm * s->p[at(i, k)] + z->zu * s->p[at(i, ENT_TRACKS + k)];
        *zm = z->zm * m[k] + z->zu * m[ENT_TRACKS + k];
        *mean = z->zm * s->a[k] + z->zu * s->a[ENT_TRACKS + k];
        return;
    }
    for (size_t i = 0; i < STATES; i++)
        m[i] = z->zm * (s->p[at(i, k)] + s->p[at(i, l)]) +
               z->zu * (s->p[at(i, ENT_TRACKS + k)] + s->p[at(i, ENT_TRACKS + l)]);
    *zm = z->zm * (m[k] + m[l]) + z->zu * (m[ENT_TRACKS + k] + m[ENT_TRACKS + l]);
    *mean = z->zm * (s->a[k] + s->a[l]) + z->zu * (s->a[ENT_TRACKS + k] + s->a[ENT_TRACKS + l]);
}

/* Running sum of log F: products are turned into logarithms before they leave the range. */
typedef struct density {
    vec quad, product;
    double logs[LANES];
} density;

INLINE void
density_add(density *d, const vec *f, const vec *v, const vec *inv)
{
    d->product *= *f;
    d->quad += *v * *v * *inv;
    for (size_t l = 0; l < LANES; l++)
        if (d->product[l] > 1e100 || d->product[l] < 1e-100) {
            d->logs[l] += log(d->product[l]);
            d->product[l] = 1;
        }
}

INLINE void
density_sum(const density *d, double *log_lik)
{
    for (size_t l = 0; l < LANES; l++)
        log_lik[l] = -.5 * (d->logs[l] + log(d->product[l]) + d->quad[l]);
}

INLINE void
update(state *s, const vec *m, const vec *v, const vec *inv)
{
    UNROLL for (size_t i = 0; i < STATES; i++)
    {
        const vec gain = m[i] * *inv;
        vec *row = s->p + ent_track_row[i];

        s->a[i] += gain * *v;
        UNROLL for (size_t j = i; j < STATES; j++) row[j] -= gain * m[j];
    }
}

/* Rows of P of x_k = m_k + u_k, and the means of x. */
INLINE void
rows_of_x(const state *s, vec *rows)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        for (size_t i = 0; i < STATES; i++)
            rows[k * STATES + i] = s->p[at(i, k)] + s->p[at(i, ENT_TRACKS + k)];
        rows[ROWS_MEAN + k] = s->a[k] + s->a[ENT_TRACKS + k];
    }
}

/* Mean and covariance of the six x from their rows. */
INLINE void
grid_values(const vec *rows, vec *values)
{
    size_t at_cov = GRID_COV;

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        values[GRID_MEAN + k] = rows[ROWS_MEAN + k];
        for (size_t l = k; l < ENT_TRACKS; l++)
            values[at_cov++] = rows[k * STATES + l] + rows[k * STATES + ENT_TRACKS + l];
    }
}

INLINE void
begin(const track_pass *pass, state *s, slow_terms *slow, density *d)
{
    const ent_track_params *p = pass->params;

    memset(s, 0, sizeof *s);
    memset(d, 0, sizeof *d);
    d->product += 1;
    ent_track_spread_pairs(&p->slow, slow->pairs, slow->own);
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        s->a[k] = AT(pass->start, k % ENT_TRACK_KINDS);
        for (size_t l = k; l < ENT_TRACKS; l++) {
            s->p[at(k, l)] += ent_track_spread_cov(&p->level, k, l);
            s->p[at(ENT_TRACKS + k, ENT_TRACKS + l)] +=
                pass->volatility * ent_track_fast_cov(p, k, l);
        }
    }
}

INLINE void
forward_slot(track_pass *pass, const track_step *step, state *s, density *d, bool filtering)
{
    double *in = pass->in + (size_t)step->index * IN_FIELDS * LANES;
    loading z;
    vec m[STATES], zm, mean, f, v, inv;

    loading_of(pass, step, &z);
    project(s, &z, m, &zm, &mean);
    if (filtering && step->bending)
        pass->ahead(pass->ctx, step->index, (const double *)&mean, (const double *)&zm);
    f = zm + AT(in, IN_H);
    inv = 1 / f;
    v = AT(in, IN_Y) - mean;
    density_add(d, &f, &v, &inv);
    update(s, m, &v, &inv);
    if (!filtering || pass->keep_all) {
        double *kept = pass->kept + (size_t)step->index * KEPT_FIELDS * LANES;

        for (size_t i = 0; i < STATES; i++)
            AT(kept, KEPT_M + i) = m[i];
        AT(kept, KEPT_V) = v;
        AT(kept, KEPT_INV) = inv;
        AT(kept, KEPT_AT) = mean;
    }
}

INLINE void
forward_grid(track_pass *pass, const track_step *step, const state *s, const density *d,
             bool filtering)
{
    vec rows[ROWS_FIELDS], values[GRID_FIELDS];

    rows_of_x(s, rows);
    if (filtering) {
        double so_far[LANES];

        grid_values(rows, values);
        density_sum(d, so_far);
        pass->at_grid(pass->ctx, step->index, (const double *)values, so_far);
    }
    if (pass->keep_grid && (!filtering || pass->keep_all)) {
        double *to = pass->rows + (size_t)step->index * ROWS_FIELDS * LANES;

        for (size_t i = 0; i < ROWS_FIELDS; i++)
            AT(to, i) = rows[i];
    }
}

INLINE void
run_forward(track_pass *pass, bool filtering)
{
    state s;
    slow_terms slow;
    density d;
    step_gap gap;

    begin(pass, &s, &slow, &d);
    for (size_t i = 0; i < pass->n_steps; i++) {
        const track_step *step = &pass->steps[i];

        if (step->type == STEP_NODE) {
            gather_gap(pass, step, &gap);
            predict(&s, &gap, &slow, pass->volatility);
        } else if (step->type == STEP_SLOT) {
            forward_slot(pass, step, &s, &d, filtering);
        } else if (filtering || pass->keep_grid) {
            forward_grid(pass, step, &s, &d, filtering);
        }
    }
    density_sum(&d, pass->log_lik);
}

/* ---- backward ------------------------------------------------------------------------------- */

typedef struct sums {
    vec r[STATES], n[PACKED];
} sums;

INLINE void
add_loading(sums *b, const loading *z, size_t track, const vec *u, const vec *w, const vec *d)
{
    const size_t i = track, j = ENT_TRACKS + track;

    b->r[i] += z->zm * *u;
    b->r[j] += z->zu * *u;
    /* the part that a row shares with all others: -z_i w_l */
    for (size_t l = 0; l < STATES; l++) {
        b->n[at(i, l)] -= z->zm * w[l];
        b->n[at(j, l)] -= z->zu * w[l];
    }
    /* its transpose -w_i z_l changes only the diagonal, once more, as the triangle is stored */
    b->n[at(i, i)] += z->zm * (z->zm * *d - w[i]);
    b->n[at(j, j)] += z->zu * (z->zu * *d - w[j]);
    b->n[at(i, j)] += z->zm * z->zu * *d;
}

/* What two tracks of an undirected loading share: z z' D between them. */
INLINE void
add_across(sums *b, const loading *z, const vec *d)
{
    const size_t i = z->first, j = z->second, fi = ENT_TRACKS + i, fj = ENT_TRACKS + j;
    const vec mm = z->zm * z->zm * *d, mu = z->zm * z->zu * *d, uu = z->zu * z->zu * *d;

    b->n[at(i, j)] += mm;
    b->n[at(i, fj)] += mu;
    b->n[at(j, fi)] += mu;
    b->n[at(fi, fj)] += uu;
}

/* out = N m */
INLINE void
times(const sums *b, const vec *m, vec *out)
{
    UNROLL for (size_t i = 0; i < STATES; i++) out[i] = b->n[ent_track_row[i] + i] * m[i];
    UNROLL for (size_t i = 0; i < STATES; i++)
    {
        const vec *row = b->n + ent_track_row[i];

        UNROLL for (size_t j = i + 1; j < STATES; j++)
        {
            out[i] += row[j] * m[j];
            out[j] += row[j] * m[i];
        }
    }
}

INLINE void
backward_slot(track_pass *pass, const track_step *step, sums *b)
{
    const double *in = pass->in + (size_t)step->index * IN_FIELDS * LANES;
    const double *kept = pass->kept + (size_t)step->index * KEPT_FIELDS * LANES;
    double *out = pass->out + (size_t)step->index * OUT_FIELDS * LANES;
    const vec inv = AT(kept, KEPT_INV), v = AT(kept, KEPT_V), h = AT(in, IN_H);
    loading z;
    vec m[STATES], w[STATES], mr = {0}, mnm = {0}, own, u, d;

    loading_of(pass, step, &z);
    for (size_t i = 0; i < STATES; i++)
        m[i] = AT(kept, KEPT_M + i);
    times(b, m, w);
    for (size_t i = 0; i < STATES; i++) {
        mr += m[i] * b->r[i];
        mnm += m[i] * w[i];
        w[i] *= inv;
    }
    own = z.zm * m[z.first] + z.zu * m[ENT_TRACKS + z.first];
    if (z.second != STATES)
        own = z.zm * (m[z.first] + m[z.second]) +
              z.zu * (m[ENT_TRACKS + z.first] + m[ENT_TRACKS + z.second]);
    u = (v - mr) * inv;
    d = (1 + mnm * inv) * inv;
    AT(out, OUT_ETA) = AT(kept, KEPT_AT) + mr + own * u;
    AT(out, OUT_VAR) = h * inv * (own - h * inv * mnm);
    AT(out, OUT_U) = u;
    AT(out, OUT_D) = d;
    add_loading(b, &z, z.first, &u, w, &d);
    if (z.second != STATES) {
        add_loading(b, &z, z.second, &u, w, &d);
        add_across(b, &z, &d);
    }
}

INLINE void
backward_node(const step_gap *gap, sums *b)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        const vec *keep = &gap->keep[k % ENT_TRACK_KINDS];
        vec *row = b->n + ent_track_row[k] + ENT_TRACKS;
        vec *fast = b->n + ent_track_row[ENT_TRACKS + k] + ENT_TRACKS;

        b->r[ENT_TRACKS + k] *= *keep;
        for (size_t l = 0; l < ENT_TRACKS; l++)
            row[l] *= gap->keep[l % ENT_TRACK_KINDS];
        for (size_t l = k; l < ENT_TRACKS; l++)
            fast[l] *= *keep * gap->keep[l % ENT_TRACK_KINDS];
    }
}

/* x = rows' mean + A r; covariance A_x - A N A'. */
INLINE void
backward_grid(track_pass *pass, const track_step *step, const sums *b)
{
    const double *rows = pass->rows + (size_t)step->index * ROWS_FIELDS * LANES;
    double *grid = pass->grid + (size_t)step->index * GRID_FIELDS * LANES;
    size_t at_cov = GRID_COV;

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        vec a[STATES], w[STATES], mean = AT(rows, ROWS_MEAN + k);

        UNROLL for (size_t i = 0; i < STATES; i++)
        {
            a[i] = AT(rows, k * STATES + i);
            mean += a[i] * b->r[i];
        }
        AT(grid, GRID_MEAN + k) = mean;
        times(b, a, w);
        for (size_t l = k; l < ENT_TRACKS; l++) {
            vec cov = {0};

            UNROLL for (size_t i = 0; i < STATES; i++) cov += w[i] * AT(rows, l * STATES + i);
            AT(grid, at_cov) = a[l] + a[ENT_TRACKS + l] - cov;
            at_cov++;
        }
    }
}

/* ---- entry ---------------------------------------------------------------------------------- */

static TARGET void
forward(track_pass *pass)
{
    run_forward(pass, false);
}

static TARGET void
filter(track_pass *pass)
{
    run_forward(pass, true);
}

static TARGET void
backward(track_pass *pass)
{
    sums b;
    step_gap gap;

    memset(&b, 0, sizeof b);
    for (size_t i = pass->n_steps; i-- > 0;) {
        const track_step *step = &pass->steps[i];

        if (step->type == STEP_NODE) {
            gather_gap(pass, step, &gap);
            backward_node(&gap, &b);
        } else if (step->type == STEP_SLOT) {
            backward_slot(pass, step, &b);
        } else if (pass->keep_grid) {
            backward_grid(pass, step, &b);
        }
    }
}

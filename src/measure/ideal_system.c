/* ideal_system.c: the joint normal equations, items eliminated, block-tridiagonal over sessions. */
#include "measure/ideal_priv.h"

#include "entente/num.h"

#include <math.h>
#include <string.h>

ent_status
ideal_system_init(const ideal_data *d, ideal_system *out, ent_error *err)
{
    ideal_system s = {0};
    bool full = true;

    s.block = ent_alloc(d->n_blocks, sizeof *s.block);
    for (size_t t = 0; s.block && full && t < d->n_blocks; t++) {
        size_t n = d->block_start[t + 1] - d->block_start[t];

        s.block[t] = ent_alloc(n * n, sizeof **s.block);
        full = s.block[t] != NULL;
    }
    s.step = ent_alloc(3 * d->n_states, sizeof *s.step);
    s.votes_info = ent_alloc(d->n_states, sizeof *s.votes_info);
    s.diagonal = ent_alloc(d->n_states, sizeof *s.diagonal);
    s.rhs = ent_alloc(d->n_states, sizeof *s.rhs);
    s.roots = ent_alloc(6 * d->n_items, sizeof *s.roots);
    s.scores = ent_alloc(3 * d->n_items, sizeof *s.scores);
    s.crossings = ent_alloc(3 * d->n_obs, sizeof *s.crossings);
    s.work = ent_alloc(4 * d->widest + 2 * d->widest * d->widest, sizeof *s.work);
    if (!s.block || !full || !s.step || !s.votes_info || !s.diagonal || !s.rhs || !s.roots ||
        !s.scores || !s.crossings || !s.work) {
        ideal_system_clear(d, &s);
        return ent_fail(err, ENT_E_NOMEM, "no memory for the joint system of %zu points",
                        d->n_states);
    }
    *out = s;
    return ENT_OK;
}

void
ideal_system_clear(const ideal_data *d, ideal_system *s)
{
    for (size_t t = 0; s->block && t < d->n_blocks; t++)
        ent_free(s->block[t]);
    ent_free(s->block);
    ent_free(s->step);
    ent_free(s->votes_info);
    ent_free(s->diagonal);
    ent_free(s->rhs);
    ent_free(s->roots);
    ent_free(s->scores);
    ent_free(s->crossings);
    ent_free(s->work);
    *s = (ideal_system){0};
}

static size_t
width(const ideal_data *d, size_t t)
{
    return d->block_start[t + 1] - d->block_start[t];
}

static size_t
block_of_state(const ideal_data *d, size_t hint, size_t state)
{
    while (state >= d->block_start[hint + 1])
        hint++;
    return hint;
}

/* a -= c c' for the three columns of c, rows of the lower triangle that c touches. LIMIT: an item
 * that is repeated in other sessions couples these sessions too; that part is left out, which
 * counts its uncertainty as independent from session to session. */
static void
eliminate(double *restrict a, size_t n, const double *restrict c)
{
    const double *restrict c1 = c + n, *restrict c2 = c1 + n;

    for (size_t i = 0; i < n; i++) {
        double x = c[i], y = c1[i], z = c2[i];
        double *restrict row = a + i * n;

        if (x == 0 && y == 0 && z == 0) continue;
        for (size_t k = 0; k <= i; k++)
            row[k] -= x * c[k] + y * c1[k] + z * c2[k];
    }
}

/* Likelihood of item j: its own normal equations, its votes' crossings, the points' share. */
static double
look_at_item(const ideal_data *d, const ideal_params *p, size_t j, ideal_system *s,
             double *diagonal)
{
    const ideal_item *item = &p->items[j];
    ideal_normal normal;
    double log_l = 0;

    ideal_normal_prior(item, &normal);
    for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
        uint32_t n = d->obs[i].state;
        double theta = p->theta[n], *cross = s->crossings + 3 * i;
        ideal_view v;

        ideal_look(item, d->item_cuts[j], d->obs[i].category, theta, &v);
        ideal_normal_add(&v, item, theta, p->theta_var[n], &normal);
        log_l += v.log_p;
        diagonal[n] += (item->b * item->b + item->b_var) * v.info;
        s->rhs[n] += item->b * v.score - item->b_var * theta * v.info;
        /* The score's own part of the second derivative by theta and b has mean zero: left out,
         * the whole is positive definite everywhere (Fisher scoring). */
        cross[0] = item->b * theta * v.info;
        cross[1] = item->b * v.cross[0];
        cross[2] = item->b * v.cross[1];
    }
    ideal_normal_root(&normal, d->item_cuts[j], s->roots + 6 * j);
    memcpy(s->scores + 3 * j, normal.score, sizeof normal.score);
    return log_l;
}

/* Item j out of the points' blocks and right-hand side. */
static void
eliminate_item(const ideal_data *d, size_t j, ideal_system *s)
{
    const double *root = s->roots + 6 * j;
    double answer[3], *c = s->work;
    size_t end = d->item_start[j + 1], t = 0;

    ideal_root_solve(root, s->scores + 3 * j, answer);
    for (size_t i = d->item_start[j]; i < end;) {
        size_t n, first;

        t = block_of_state(d, t, d->obs[i].state);
        n = width(d, t);
        first = d->block_start[t];
        memset(c, 0, 3 * n * sizeof *c);
        for (; i < end && d->obs[i].state < d->block_start[t + 1]; i++) {
            const double *cross = s->crossings + 3 * i;
            size_t at = d->obs[i].state - first;
            double out[3];

            s->rhs[first + at] -=
                cross[0] * answer[0] + cross[1] * answer[1] + cross[2] * answer[2];
            ideal_root_forward(root, cross, out);
            c[at] += out[0];
            c[n + at] += out[1];
            c[2 * n + at] += out[2];
        }
        eliminate(s->block[t], n, c);
    }
}

/* The prior's share of the diagonal and of the right-hand side. */
static void
add_walk(const ideal_data *d, const ideal_params *p, double *diagonal, double *rhs)
{
    for (size_t t = 0; t < d->n_blocks; t++) {
        ideal_link link = ideal_link_of(p->rho[t]);

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++) {
            uint32_t next = d->next[n];
            double move;

            if (d->first[n]) {
                diagonal[n] += 1;
                rhs[n] -= p->theta[n];
            }
            if (next == IDEAL_NONE) continue;
            move = p->theta[next] - link.rho * p->theta[n];
            diagonal[n] += link.own;
            diagonal[next] += link.next;
            rhs[n] += link.cross * move;
            rhs[next] -= link.next * move;
        }
    }
}

/* The prior of each session's mean, N(0, IDEAL_MEAN_SD^2), over the states with votes. */
static void
add_means(const ideal_data *d, const ideal_params *p, ideal_system *s)
{
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t n = width(d, t), first = d->block_start[t];
        double h = ideal_mean_info(d, t), sum = 0;

        for (size_t i = 0; i < n; i++)
            if (d->n_votes[first + i]) sum += p->theta[first + i];
        for (size_t i = 0; i < n; i++) {
            if (d->n_votes[first + i] == 0) continue;
            s->rhs[first + i] -= h * sum;
            for (size_t k = 0; k <= i; k++)
                if (d->n_votes[first + k]) s->block[t][i * n + k] += h;
        }
    }
}

/* Block t inverted, and what it leaves in the next block. */
static bool
invert_block(const ideal_data *d, const ideal_params *p, size_t t, ideal_system *s)
{
    size_t n = width(d, t), first = d->block_start[t], n1, first1;
    double log_det = 0, w, *a = s->block[t], *b;

    if (!ent_num_spd_invert(a, n, s->work, &log_det)) return false;
    s->log_det += log_det;
    if (t + 1 == d->n_blocks) return true;
    w = ideal_link_of(p->rho[t]).cross;
    n1 = width(d, t + 1);
    first1 = d->block_start[t + 1];
    b = s->block[t + 1];
    for (size_t i = 0; i < n; i++) {
        uint32_t to = d->next[first + i];

        if (to == IDEAL_NONE) continue;
        for (size_t k = 0; k <= i; k++) { /* voters stand in the same order in both */
            uint32_t of = d->next[first + k];

            if (of != IDEAL_NONE) b[(to - first1) * n1 + (of - first1)] -= w * w * a[i * n + k];
        }
    }
    return true;
}

ent_status
ideal_system_build(const ideal_data *d, const ideal_params *p, ideal_system *s, ent_error *err)
{
    ent_sum log_l = {0};
    double *diagonal = s->diagonal;

    memset(s->rhs, 0, d->n_states * sizeof *s->rhs);
    memset(diagonal, 0, d->n_states * sizeof *diagonal);
    for (size_t t = 0; t < d->n_blocks; t++)
        memset(s->block[t], 0, width(d, t) * width(d, t) * sizeof **s->block);
    for (size_t j = 0; j < d->n_items; j++) {
        ent_sum_add(&log_l, look_at_item(d, p, j, s, diagonal));
        eliminate_item(d, j, s);
    }
    s->log_likelihood = ent_sum_value(&log_l);
    memcpy(s->votes_info, diagonal, d->n_states * sizeof *diagonal);
    add_walk(d, p, diagonal, s->rhs);
    add_means(d, p, s);
    s->log_det = 0;
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t n = width(d, t);

        for (size_t i = 0; i < n; i++)
            s->block[t][i * n + i] += diagonal[d->block_start[t] + i];
        if (!invert_block(d, p, t, s))
            return ent_fail(err, ENT_E_DOMAIN,
                            "session %u: the equations of its points are singular", d->session[t]);
    }
    return ENT_OK;
}

/* out = block b, for a symmetric block. */
static void
apply(const double *a, size_t n, const double *b, double *restrict out)
{
    memset(out, 0, n * sizeof *out);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            out[i] += b[k] * a[k * n + i];
}

void
ideal_system_solve(const ideal_data *d, const ideal_params *p, ideal_system *s, double *b)
{
    double *x = s->work;

    for (size_t t = 0; t + 1 < d->n_blocks; t++) {
        size_t first = d->block_start[t], n = width(d, t);
        double w = ideal_link_of(p->rho[t]).cross;

        apply(s->block[t], n, b + first, x);
        for (size_t i = 0; i < n; i++)
            if (d->next[first + i] != IDEAL_NONE) b[d->next[first + i]] += w * x[i];
    }
    for (size_t t = d->n_blocks; t-- > 0;) {
        size_t first = d->block_start[t], n = width(d, t);
        double w = ideal_link_of(p->rho[t]).cross;

        for (size_t i = 0; i < n; i++)
            if (d->next[first + i] != IDEAL_NONE) b[first + i] += w * b[d->next[first + i]];
        apply(s->block[t], n, b + first, x);
        memcpy(b + first, x, n * sizeof *b);
    }
}

void
ideal_system_items(const ideal_data *d, const ideal_system *s, const double *theta_step,
                   double *step)
{
    for (size_t j = 0; j < d->n_items; j++) {
        double b[3];

        memcpy(b, s->scores + 3 * j, sizeof b);
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++)
            for (size_t k = 0; k < 3; k++)
                b[k] -= s->crossings[3 * i + k] * theta_step[d->obs[i].state];
        ideal_root_solve(s->roots + 6 * j, b, step + 3 * j);
    }
}

/* K + (K w) C (K w), C the covariance of the next block's states that follow ours. */
void
ideal_system_covariance(const ideal_data *d, const ideal_params *p, ideal_system *s)
{
    for (size_t t = d->n_blocks - 1; t-- > 0;) {
        size_t first = d->block_start[t], n = width(d, t);
        size_t first1 = d->block_start[t + 1], n1 = width(d, t + 1);
        double w = ideal_link_of(p->rho[t]).cross;
        double *later = s->work, *half = later + d->widest * d->widest, *k = s->block[t];

        memset(later, 0, n * n * sizeof *later);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++) {
                uint32_t a = d->next[first + i], b = d->next[first + j];

                if (a == IDEAL_NONE || b == IDEAL_NONE) continue;
                later[i * n + j] = w * w * s->block[t + 1][(a - first1) * n1 + (b - first1)];
            }
        ent_num_multiply(later, k, n, half);
        ent_num_multiply(k, half, n, later);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j <= i; j++) {
                k[i * n + j] += 0.5 * (later[i * n + j] + later[j * n + i]);
                k[j * n + i] = k[i * n + j];
            }
    }
}

/* ideal_point.c: ideal points of voters from ordered votes: the mode, its errors, distances. */
#include "measure/ideal_priv.h"

#include <math.h>
#include <string.h>

enum { SWEEPS = 12, STEPS_DEFAULT = 100 };

/* What Bailey, Strezhnev & Voeten let a point move, given as many votes as in the session before.
 */
static const double WALK_SD = 0.5;

/* Joint steps are shortened: in full they overshoot where a vote fits badly. */
static const double DAMPING = 0.6, LEAP = 0.5;

/* A Newton step below this, in sd of all points, ends the search: far below their errors. */
static const double SETTLED = 1e-3;

typedef struct search {
    const ideal_data *d;
    ideal_params *p;
    ideal_system *s;
    double *step; /* 3 an item */
    double largest;
    uint32_t steps;
} search;

/* What a shift and a change of scale of all points do: u1 = 1 / N, u2 = theta / N over the N states
 * with votes; and S^-1 of both. The mode is sought, and errors are taken, where mean and sd of the
 * points stay put: u1'd theta = u2'd theta = 0. */
typedef struct directions {
    double *w1, *w2;
    double inverse[3]; /* of the 2 x 2 matrix of u'w: 11, 12, 22 */
} directions;

static void
across(const ideal_data *d, const double *theta, const double *x, double *by_u1, double *by_u2)
{
    ent_sum a = {0}, b = {0};
    double count = 0;

    for (size_t n = 0; n < d->n_states; n++) {
        if (d->n_votes[n] == 0) continue;
        ent_sum_add(&a, x[n]);
        ent_sum_add(&b, theta[n] * x[n]);
        count++;
    }
    *by_u1 = ent_sum_value(&a) / count;
    *by_u2 = ent_sum_value(&b) / count;
}

/* Asks for a built system and standardised points. w1, w2: n_states each, beside s->step. */
static directions
find_directions(const ideal_data *d, const ideal_params *p, ideal_system *s)
{
    directions w = {.w1 = s->step + d->n_states, .w2 = s->step + 2 * d->n_states};
    double count = 0, a, b, c, det;

    for (size_t n = 0; n < d->n_states; n++)
        count += d->n_votes[n] > 0;
    for (size_t n = 0; n < d->n_states; n++) {
        w.w1[n] = d->n_votes[n] ? 1 / count : 0;
        w.w2[n] = d->n_votes[n] ? p->theta[n] / count : 0;
    }
    ideal_system_solve(d, p, s, w.w1);
    ideal_system_solve(d, p, s, w.w2);
    across(d, p->theta, w.w1, &a, &b);
    across(d, p->theta, w.w2, &b, &c);
    det = a * c - b * b;
    if (det > 1e-12 * a * c) { /* else the points are all alike, and there is no scale */
        w.inverse[0] = c / det;
        w.inverse[1] = -b / det;
        w.inverse[2] = a / det;
    } else {
        w.inverse[0] = 1 / a;
    }
    return w;
}

/* One joint step; the points are put back to mean 0 and sd 1, which it kept to first order. */
static ent_status
joint_step(search *q, double f, ent_error *err)
{
    const ideal_data *d = q->d;
    double *step = q->s->step, x1, x2, a1, a2;
    directions w;
    ent_status st = ideal_system_build(d, q->p, q->s, err);

    if (st) return st;
    memcpy(step, q->s->rhs, d->n_states * sizeof *step);
    ideal_system_solve(d, q->p, q->s, step);
    w = find_directions(d, q->p, q->s);
    across(d, q->p->theta, step, &x1, &x2);
    a1 = w.inverse[0] * x1 + w.inverse[1] * x2;
    a2 = w.inverse[1] * x1 + w.inverse[2] * x2;
    q->largest = 0;
    for (size_t n = 0; n < d->n_states; n++) {
        step[n] -= a1 * w.w1[n] + a2 * w.w2[n];
        q->largest = fmax(q->largest, fabs(step[n]));
    }
    if (q->largest * f > LEAP) f = LEAP / q->largest;
    ideal_system_items(d, q->s, step, q->step);
    for (size_t n = 0; n < d->n_states; n++)
        q->p->theta[n] += f * step[n];
    for (size_t j = 0; j < d->n_items; j++) {
        const double by[3] = {f * q->step[3 * j], f * q->step[3 * j + 1], f * q->step[3 * j + 2]};

        ideal_item_move(&q->p->items[j], d->item_cuts[j], by);
        q->p->items[j].b_var = 0.5 * (q->p->items[j].b_var + ideal_root_b_var(q->s->roots + 6 * j));
    }
    ideal_spread(d, q->p, q->s->votes_info);
    ideal_standardise(d, q->p);
    q->steps++;
    return ENT_OK;
}

/* Correlation over the sessions from each block to the next. */
static void
walk(const ideal_data *d, double walk_sd, double *rho)
{
    for (size_t t = 0; t + 1 < d->n_blocks; t++)
        rho[t] = pow(1 - walk_sd * walk_sd, 0.5 * (double)(d->session[t + 1] - d->session[t]));
}

static ent_status
find_mode(search *q, const ent_ideal_options *o, ent_error *err)
{
    uint32_t max = o->steps_max ? o->steps_max : STEPS_DEFAULT;
    ent_status st;

    walk(q->d, o->walk_sd > 0 ? o->walk_sd : WALK_SD, q->p->rho);
    ideal_start(q->d, o->positive_voter, q->p, q->s->step);
    for (int k = 0; k < SWEEPS; k++) {
        ideal_step_items(q->d, q->p);
        ideal_step_points(q->d, q->p, q->s->step);
    }
    do {
        if (q->steps == max)
            return ent_fail(err, ENT_E_LIMIT,
                            "the ideal points have not settled in %u steps: the last moved one by "
                            "%.2g",
                            max, q->largest);
        if ((st = joint_step(q, DAMPING, err)) != ENT_OK) return st;
    } while (q->largest > SETTLED);
    return ENT_OK;
}

/* ---- what the search found ------------------------------------------------------------------- */

/* No probability changes when b and theta change sign together. */
static void
set_sign(const ideal_data *d, uint32_t positive, ideal_params *p)
{
    double voter = 0, no = 0;
    bool found = false;

    for (size_t n = 0; n < d->n_states; n++) {
        if (d->voter[n] != positive || d->n_votes[n] == 0) continue;
        voter += p->theta[n];
        found = true;
    }
    for (size_t j = 0; j < d->n_items; j++)
        no += p->items[j].b;
    if ((found ? voter : no) >= 0) return;
    for (size_t n = 0; n < d->n_states; n++)
        p->theta[n] = -p->theta[n];
    for (size_t j = 0; j < d->n_items; j++)
        p->items[j].b = -p->items[j].b;
}

/* The system's blocks become covariances of the points, those of shift and scale held. The points
 * and their covariances are then put to sd 1 with their uncertainty counted: the mean square of a
 * draw from the posterior is 1. */
static ent_status
standard_errors(const ideal_data *d, ideal_params *p, ideal_system *s, ent_error *err)
{
    ent_status st = ideal_system_build(d, p, s, err);
    ent_sum spread = {0};
    double count = 0, scale;
    directions w;

    if (st) return st;
    w = find_directions(d, p, s);
    ideal_system_covariance(d, p, s);
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t first = d->block_start[t], width = d->block_start[t + 1] - first;

        for (size_t i = 0; i < width; i++) {
            double x1 = w.w1[first + i], x2 = w.w2[first + i];
            double a1 = w.inverse[0] * x1 + w.inverse[1] * x2;
            double a2 = w.inverse[1] * x1 + w.inverse[2] * x2;

            for (size_t k = 0; k < width; k++)
                s->block[t][i * width + k] -= a1 * w.w1[first + k] + a2 * w.w2[first + k];
            if (d->n_votes[first + i] == 0) continue;
            ent_sum_add(&spread, s->block[t][i * width + i]);
            count++;
        }
    }
    scale = 1 + ent_sum_value(&spread) / count;
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t width = d->block_start[t + 1] - d->block_start[t];

        for (size_t i = 0; i < width * width; i++)
            s->block[t][i] /= scale;
    }
    ideal_rescale(d, p, 0, sqrt(scale));
    return ENT_OK;
}

static ent_status
keep_points(const ideal_data *d, const ideal_params *p, ideal_system *s, ent_ideal_fit *f,
            ent_error *err)
{
    struct ent_ideal_cov *c = ent_alloc(1, sizeof *c);

    f->cov = c;
    f->points = ent_alloc(d->n_states, sizeof *f->points);
    if (!c || !f->points) goto no_memory;
    c->block = ent_alloc(d->n_blocks, sizeof *c->block);
    c->n = ent_alloc(d->n_blocks, sizeof *c->n);
    c->point_row = ent_alloc(d->n_states, sizeof *c->point_row);
    c->point_block = ent_alloc(d->n_states, sizeof *c->point_block);
    if (!c->block || !c->n || !c->point_row || !c->point_block) goto no_memory;
    c->n_blocks = d->n_blocks;
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t first = d->block_start[t], n = d->block_start[t + 1] - first;

        c->n[t] = n;
        c->block[t] = s->block[t]; /* handed over */
        s->block[t] = NULL;
        for (size_t i = 0; i < n; i++) {
            ent_ideal_point *point = &f->points[f->n_points];

            if (d->n_votes[first + i] == 0) continue;
            *point = (ent_ideal_point){.voter = d->voter[first + i],
                                       .session = d->session[t],
                                       .n_votes = d->n_votes[first + i],
                                       .theta = p->theta[first + i],
                                       .se = sqrt(fmax(0, c->block[t][i * n + i]))};
            c->point_row[f->n_points] = (uint32_t)i;
            c->point_block[f->n_points++] = (uint32_t)t;
        }
    }
    return ENT_OK;

no_memory:
    return ent_fail(err, ENT_E_NOMEM, "no memory for %zu ideal points", d->n_states);
}

static ent_status
keep_items(const ideal_data *d, const ideal_params *p, ent_ideal_fit *f, ent_error *err)
{
    f->items = ent_alloc(d->n_items, sizeof *f->items);
    if (!f->items) return ent_fail(err, ENT_E_NOMEM, "no memory for %zu items", d->n_items);
    for (size_t j = 0; j < d->n_items; j++) {
        const ideal_item *item = &p->items[j];
        unsigned seen = d->item_seen[j];

        f->items[j] = (ent_ideal_item){
            .item = d->item_id[j],
            .n_votes = (uint32_t)(d->item_start[j + 1] - d->item_start[j]),
            .discrimination = item->b,
            .cut_yes = seen & 1 ? item->g[0] : -HUGE_VAL,
            .cut_no = seen & 4 ? item->g[d->item_cuts[j] - 1] : HUGE_VAL,
        };
    }
    f->n_items = d->n_items;
    return ENT_OK;
}

static ent_status
check_options(const ent_ideal_options *o, ent_error *err)
{
    if (!(o->walk_sd >= 0 && o->walk_sd < 1))
        return ent_fail(err, ENT_E_DOMAIN, "walk_sd is %g; want 0 or more and less than 1",
                        o->walk_sd);
    return ENT_OK;
}

static ent_status
search_init(const ideal_data *d, ideal_params *p, ideal_system *s, search *out, ent_error *err)
{
    *out = (search){.d = d, .p = p, .s = s};
    p->theta = ent_alloc(d->n_states, sizeof *p->theta);
    p->items = ent_alloc(d->n_items, sizeof *p->items);
    p->rho = ent_alloc(d->n_blocks, sizeof *p->rho);
    p->theta_var = ent_alloc(d->n_states, sizeof *p->theta_var);
    out->step = ent_alloc(3 * d->n_items, sizeof *out->step);
    if (!p->theta || !p->rho || !p->theta_var || !p->items || !out->step)
        return ent_fail(err, ENT_E_NOMEM, "no memory for %zu points and %zu items", d->n_states,
                        d->n_items);
    return ideal_system_init(d, s, err);
}

ent_status
ent_ideal_estimate(const ent_ideal_votes *votes, const ent_ideal_options *options,
                   ent_ideal_fit *out, ent_error *err)
{
    ideal_data d = {0};
    ideal_params p = {0};
    ideal_system s = {0};
    search q = {0};
    ent_ideal_fit fit = {0};
    ent_status st = check_options(options, err);

    if (!st) st = ideal_prepare(votes, &d, err);
    if (st) return st;
    if ((st = search_init(&d, &p, &s, &q, err)) != ENT_OK) goto out;
    if ((st = find_mode(&q, options, err)) != ENT_OK) goto out;
    set_sign(&d, options->positive_voter, &p);
    if ((st = standard_errors(&d, &p, &s, err)) != ENT_OK) goto out;
    fit.log_posterior = s.log_likelihood + ideal_log_prior(&d, &p);
    fit.n_votes = d.n_obs;
    fit.walk_sd = options->walk_sd > 0 ? options->walk_sd : WALK_SD;
    fit.largest_step = q.largest;
    fit.steps = q.steps;
    if ((st = keep_points(&d, &p, &s, &fit, err)) == ENT_OK) st = keep_items(&d, &p, &fit, err);

out:
    if (st)
        ent_ideal_clear(&fit);
    else
        *out = fit;
    ideal_system_clear(&d, &s);
    ideal_data_clear(&d);
    ent_free(p.theta);
    ent_free(p.items);
    ent_free(p.theta_var);
    ent_free(p.rho);
    ent_free(q.step);
    return st;
}

void
ent_ideal_clear(ent_ideal_fit *fit)
{
    struct ent_ideal_cov *c = fit ? fit->cov : NULL;

    if (!fit) return;
    for (size_t t = 0; c && c->block && t < c->n_blocks; t++)
        ent_free(c->block[t]);
    if (c) {
        ent_free(c->block);
        ent_free(c->n);
        ent_free(c->point_row);
        ent_free(c->point_block);
    }
    ent_free(c);
    ent_free(fit->points);
    ent_free(fit->items);
    *fit = (ent_ideal_fit){0};
}

/* ---- questions to a fit ---------------------------------------------------------------------- */

const ent_ideal_point *
ent_ideal_find(const ent_ideal_fit *fit, uint32_t voter, uint32_t session)
{
    size_t low = 0, high = fit->n_points;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const ent_ideal_point *p = &fit->points[mid];

        if (p->session == session && p->voter == voter) return p;
        if (p->session < session || (p->session == session && p->voter < voter))
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

ent_status
ent_ideal_distance(const ent_ideal_fit *fit, uint32_t a, uint32_t b, uint32_t session,
                   ent_ideal_gap *out, ent_error *err)
{
    const double z = 1.6448536269514722;
    const struct ent_ideal_cov *c = fit->cov;
    const ent_ideal_point *x, *y;
    const double *block;
    size_t i, k, n;
    double d, se;

    if (a == b) return ent_fail(err, ENT_E_DOMAIN, "voter %u has no distance from itself", a);
    x = ent_ideal_find(fit, a, session);
    y = ent_ideal_find(fit, b, session);
    if (!x || !y) return ENT_NONE;
    i = c->point_row[x - fit->points];
    k = c->point_row[y - fit->points];
    block = c->block[c->point_block[x - fit->points]];
    n = c->n[c->point_block[x - fit->points]];
    d = x->theta - y->theta;
    se = sqrt(fmax(0, block[i * n + i] + block[k * n + k] - 2 * block[i * n + k]));
    *out = (ent_ideal_gap){.difference = d,
                           .se = se,
                           .distance = fabs(d),
                           .low = fmax(0, fabs(d) - z * se),
                           .high = fabs(d) + z * se};
    return ENT_OK;
}

/* ideal_point.c: ideal points of voters from ordered votes: the mode, its errors, distances. */
#include "measure/ideal_priv.h"

#include <math.h>
#include <string.h>

enum { SWEEPS = 12, STEPS_DEFAULT = 60, HALVINGS = 8 };

/* A Newton step below this, in sd of all points, ends the search: a thousandth of the errors. */
static const double SETTLED = 1e-4;

typedef struct search {
    const ideal_data *d;
    ideal_params *p;
    ideal_system *s;
    double *theta;     /* where the step began */
    ideal_item *items; /* the same */
    double *step;      /* 3 an item */
    double log_posterior, largest;
    uint32_t steps;
} search;

/* From where the step began, f of it. */
static void
move(search *q, double f)
{
    q->largest = 0;
    for (size_t n = 0; n < q->d->n_states; n++) {
        double by = f * q->s->step[n];

        q->p->theta[n] = q->theta[n] + by;
        if (fabs(by) > q->largest) q->largest = fabs(by);
    }
    for (size_t j = 0; j < q->d->n_items; j++) {
        const double by[3] = {f * q->step[3 * j], f * q->step[3 * j + 1], f * q->step[3 * j + 2]};

        q->p->items[j] = q->items[j];
        ideal_item_move(&q->p->items[j], q->d->item_cuts[j], by);
    }
}

static ent_status
look(search *q, ent_error *err)
{
    ent_status st = ideal_system_build(q->d, q->p, q->s, err);

    if (!st) q->log_posterior = q->s->log_likelihood + ideal_log_prior(q->d, q->p);
    return st;
}

/* One joint step, shortened until the posterior does not fall. */
static ent_status
joint_step(search *q, ent_error *err)
{
    double before = q->log_posterior, f = 1;
    ent_status st;

    memcpy(q->s->step, q->s->rhs, q->d->n_states * sizeof *q->s->step);
    ideal_system_solve(q->d, q->p->walk_var, q->s, q->s->step);
    ideal_system_items(q->d, q->s, q->s->step, q->step);
    memcpy(q->theta, q->p->theta, q->d->n_states * sizeof *q->theta);
    memcpy(q->items, q->p->items, q->d->n_items * sizeof *q->items);
    q->steps++;
    for (int k = 0; k < HALVINGS; k++, f /= 2) {
        move(q, f);
        if ((st = look(q, err)) != ENT_OK) return st;
        if (q->log_posterior >= before - 1e-9 * fabs(before)) return ENT_OK;
    }
    return ENT_OK; /* no way up: the largest step left is small, or the search says so */
}

static ent_status
find_mode(search *q, const ent_ideal_options *o, ent_error *err)
{
    uint32_t max = o->steps_max ? o->steps_max : STEPS_DEFAULT;
    bool fixed = o->walk_sd > 0;
    ent_status st;

    ideal_start(q->d, o->positive_voter, q->p, q->s->step);
    if (fixed) q->p->walk_var = o->walk_sd * o->walk_sd;
    for (int k = 0; k < SWEEPS; k++) {
        (void)ideal_step_items(q->d, q->p);
        ideal_step_points(q->d, q->p, fixed, q->s->step);
    }
    if ((st = look(q, err)) != ENT_OK) return st;
    do {
        if (q->steps == max)
            return ent_fail(err, ENT_E_LIMIT,
                            "the ideal points have not settled in %u steps: the last moved one by "
                            "%.2g",
                            max, q->largest);
        if ((st = joint_step(q, err)) != ENT_OK) return st;
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

/* Standardised points (theta - m) / s move with theta as
 *     d theta*_n = (d theta_n - u1'd theta - theta*_n u2'd theta) / s,
 * u1 = 1 / N and u2 = theta* / N over the N states with votes: hence their covariance. */
static void
project(const ideal_data *d, const double *theta, double sd, const double *w1, const double *w2,
        double **block)
{
    double a11 = 0, a12 = 0, a22 = 0, count = 0;

    for (size_t n = 0; n < d->n_states; n++) {
        if (d->n_votes[n] == 0) continue;
        a11 += w1[n];
        a12 += w2[n];
        a22 += theta[n] * w2[n];
        count++;
    }
    a11 /= count;
    a12 /= count;
    a22 /= count;
    for (size_t t = 0; t < d->n_blocks; t++) {
        size_t first = d->block_start[t], width = d->block_start[t + 1] - first;

        for (size_t i = 0; i < width; i++)
            for (size_t k = 0; k < width; k++) {
                size_t x = first + i, y = first + k;
                double c = block[t][i * width + k];

                c -= w1[x] + w1[y] + theta[y] * w2[x] + theta[x] * w2[y];
                c += a11 + a12 * (theta[x] + theta[y]) + a22 * theta[x] * theta[y];
                block[t][i * width + k] = c / (sd * sd);
            }
    }
}

/* Standardises the parameters; the system's blocks become covariances of the points. */
static void
standard_errors(const ideal_data *d, ideal_params *p, ideal_system *s)
{
    double mean, sd, count = 0, *w1 = s->rhs, *w2 = s->step, walk_var = p->walk_var;

    ideal_moments(d, p->theta, &mean, &sd);
    ideal_rescale(d, p, mean, sd);
    for (size_t n = 0; n < d->n_states; n++)
        count += d->n_votes[n] > 0;
    for (size_t n = 0; n < d->n_states; n++) {
        w1[n] = d->n_votes[n] ? 1 / count : 0;
        w2[n] = d->n_votes[n] ? p->theta[n] / count : 0;
    }
    ideal_system_solve(d, walk_var, s, w1);
    ideal_system_solve(d, walk_var, s, w2);
    ideal_system_covariance(d, walk_var, s);
    project(d, p->theta, sd, w1, w2, s->block);
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
    if (!(o->walk_sd >= 0) || !isfinite(o->walk_sd))
        return ent_fail(err, ENT_E_DOMAIN, "walk_sd is %g; want a number from 0", o->walk_sd);
    return ENT_OK;
}

static ent_status
search_init(const ideal_data *d, ideal_params *p, ideal_system *s, search *out, ent_error *err)
{
    *out = (search){.d = d, .p = p, .s = s};
    p->theta = ent_alloc(d->n_states, sizeof *p->theta);
    p->items = ent_alloc(d->n_items, sizeof *p->items);
    out->theta = ent_alloc(d->n_states, sizeof *out->theta);
    out->items = ent_alloc(d->n_items, sizeof *out->items);
    out->step = ent_alloc(3 * d->n_items, sizeof *out->step);
    if (!p->theta || !p->items || !out->theta || !out->items || !out->step)
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
    standard_errors(&d, &p, &s);
    fit.n_votes = d.n_obs;
    fit.walk_sd = sqrt(p.walk_var);
    fit.log_posterior = q.log_posterior;
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
    ent_free(q.theta);
    ent_free(q.items);
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

/* ideal_steps.c: the start, and the steps that move items or points while the others stand still.
 */
#include "measure/ideal_priv.h"

#include "entente/num.h"

#include <math.h>
#include <string.h>

/* ---- what a vote says ------------------------------------------------------------------------ */

void
ideal_look(const ideal_item *item, unsigned cuts, unsigned category, double theta, ideal_view *out)
{
    double eta = item->b * theta;
    double u = category < cuts ? item->g[category] - eta : HUGE_VAL;
    double l = category > 0 ? item->g[category - 1] - eta : -HUGE_VAL;
    ent_num_interval v;

    ent_num_probit_interval(l, u, &v);
    *out = (ideal_view){.log_p = v.log_p,
                        .score = v.lower - v.upper,
                        .info = v.info_upper + v.info_lower + 2 * v.info_both};
    if (category < cuts) {
        out->cut_score[category] = v.upper;
        out->cut_info[category] = v.info_upper;
        out->cross[category] = -(v.info_upper + v.info_both);
    }
    if (category > 0) {
        out->cut_score[category - 1] = -v.lower;
        out->cut_info[category - 1] = v.info_lower;
        out->cross[category - 1] = -(v.info_lower + v.info_both);
    }
    if (category > 0 && category < cuts) out->cut_info[2] = v.info_both;
}

void
ideal_normal_prior(const ideal_item *item, ideal_normal *out)
{
    *out = (ideal_normal){.score = {-item->b / IDEAL_B_VAR}, .info = {1 / IDEAL_B_VAR}};
}

void
ideal_normal_add(const ideal_view *v, const ideal_item *item, double theta, double theta_var,
                 ideal_normal *out)
{
    out->score[0] += theta * v->score - item->b * theta_var * v->info;
    out->score[1] += v->cut_score[0];
    out->score[2] += v->cut_score[1];
    out->info[0] += (theta * theta + theta_var) * v->info;
    out->info[1] += theta * v->cross[0];
    out->info[2] += v->cut_info[0];
    out->info[3] += theta * v->cross[1];
    out->info[4] += v->cut_info[2];
    out->info[5] += v->cut_info[1];
}

/* The information is that of a log-concave likelihood, so only rounding can spoil a pivot. */
static double
pivot(double d)
{
    return sqrt(d > 1e-9 ? d : 1e-9);
}

void
ideal_normal_root(const ideal_normal *n, unsigned cuts, double r[6])
{
    r[0] = pivot(n->info[0]);
    r[1] = n->info[1] / r[0];
    r[2] = pivot(n->info[2] - r[1] * r[1]);
    if (cuts < 2) {
        r[3] = r[4] = 0;
        r[5] = 1;
        return;
    }
    r[3] = n->info[3] / r[0];
    r[4] = (n->info[4] - r[3] * r[1]) / r[2];
    r[5] = pivot(n->info[5] - r[3] * r[3] - r[4] * r[4]);
}

void
ideal_root_solve(const double r[6], const double b[3], double out[3])
{
    ideal_root_forward(r, b, out);
    out[2] = out[2] / r[5];
    out[1] = (out[1] - r[4] * out[2]) / r[2];
    out[0] = (out[0] - r[1] * out[1] - r[3] * out[2]) / r[0];
}

void
ideal_item_move(ideal_item *item, unsigned cuts, const double step[3])
{
    double room = item->g[1] - item->g[0], f = 1;

    if (fabs(step[0]) > 1) f = 1 / fabs(step[0]);
    if (cuts == 2 && room + f * (step[2] - step[1]) < 0.2 * room) /* cuts must not cross */
        f = 0.8 * room / (step[1] - step[2]);
    item->b += f * step[0];
    item->g[0] += f * step[1];
    item->g[1] += f * step[2];
}

double
ideal_root_b_var(const double r[6])
{
    double b[3] = {1, 0, 0}, out[3];

    ideal_root_solve(r, b, out);
    return out[0];
}

void
ideal_step_items(const ideal_data *d, ideal_params *p)
{
    for (size_t j = 0; j < d->n_items; j++) {
        ideal_item *item = &p->items[j];
        ideal_normal normal;
        double root[6], step[3];

        ideal_normal_prior(item, &normal);
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            uint32_t n = d->obs[i].state;
            ideal_view v;

            ideal_look(item, d->item_cuts[j], d->obs[i].category, p->theta[n], &v);
            ideal_normal_add(&v, item, p->theta[n], p->theta_var[n], &normal);
        }
        ideal_normal_root(&normal, d->item_cuts[j], root);
        ideal_root_solve(root, normal.score, step);
        ideal_item_move(item, d->item_cuts[j], step);
        item->b_var = ideal_root_b_var(root);
    }
}

/* ---- the points ------------------------------------------------------------------------------ */

/* Forward over each voter's sessions: the prior comes to the votes' information (and score, unless
 * NULL), each state's predecessors are eliminated. */
static void
walk_forward(const ideal_data *d, const ideal_params *p, double *score, double *info)
{
    for (size_t t = 0; t < d->n_blocks; t++) {
        ideal_link link = ideal_link_of(p->rho[t]);

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++) {
            uint32_t next = d->next[n];
            double move;

            if (d->first[n]) info[n] += 1;
            if (score && d->first[n]) score[n] -= p->theta[n];
            if (next == IDEAL_NONE) continue;
            info[n] += link.own;
            info[next] += link.next - link.cross * link.cross / info[n];
            if (!score) continue;
            move = p->theta[next] - link.rho * p->theta[n];
            score[n] += link.cross * move;
            score[next] += link.cross / info[n] * score[n] - link.next * move;
        }
    }
}

/* Backward: the step of each point, and its variance. */
static void
walk_backward(const ideal_data *d, ideal_params *p, double *score, const double *info)
{
    double *var = p->theta_var;

    for (size_t t = d->n_blocks; t-- > 0;) {
        ideal_link link = ideal_link_of(p->rho[t]);

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++) {
            uint32_t next = d->next[n];
            double f = link.cross / info[n], v = 1 / info[n];

            if (next != IDEAL_NONE) v += f * f * var[next];
            var[n] = score ? v : 0.5 * (var[n] + v);
            if (!score) continue;
            score[n] /= info[n];
            if (next != IDEAL_NONE) score[n] += f * score[next]; /* the step, from here on */
            p->theta[n] += score[n];
        }
    }
}

void
ideal_spread(const ideal_data *d, ideal_params *p, double *info)
{
    walk_forward(d, p, NULL, info);
    walk_backward(d, p, NULL, info);
}

void
ideal_moments(const ideal_data *d, const double *theta, double *mean, double *sd)
{
    ent_sum sum = {0}, squares = {0};
    double n = 0;

    for (size_t i = 0; i < d->n_states; i++) {
        if (d->n_votes[i] == 0) continue;
        ent_sum_add(&sum, theta[i]);
        n++;
    }
    *mean = ent_sum_value(&sum) / n;
    for (size_t i = 0; i < d->n_states; i++)
        if (d->n_votes[i]) ent_sum_add(&squares, (theta[i] - *mean) * (theta[i] - *mean));
    *sd = sqrt(ent_sum_value(&squares) / n);
    if (!(*sd > 1e-9)) *sd = 1; /* all alike: there is no scale to set */
}

void
ideal_rescale(const ideal_data *d, ideal_params *p, double mean, double sd)
{
    for (size_t i = 0; i < d->n_states; i++) {
        p->theta[i] = (p->theta[i] - mean) / sd;
        p->theta_var[i] /= sd * sd;
    }
    for (size_t j = 0; j < d->n_items; j++) {
        p->items[j].g[0] -= p->items[j].b * mean;
        p->items[j].g[1] -= p->items[j].b * mean;
        p->items[j].b *= sd;
        p->items[j].b_var *= sd * sd;
    }
}

void
ideal_standardise(const ideal_data *d, ideal_params *p)
{
    double mean, sd;

    ideal_moments(d, p->theta, &mean, &sd);
    ideal_rescale(d, p, mean, sd);
}

void
ideal_step_points(const ideal_data *d, ideal_params *p, double *work)
{
    double *score = work, *info = work + d->n_states;

    memset(work, 0, 2 * d->n_states * sizeof *work);
    for (size_t j = 0; j < d->n_items; j++) {
        const ideal_item *item = &p->items[j];

        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            uint32_t n = d->obs[i].state;
            ideal_view v;

            ideal_look(item, d->item_cuts[j], d->obs[i].category, p->theta[n], &v);
            score[n] += item->b * v.score - item->b_var * p->theta[n] * v.info;
            info[n] += (item->b * item->b + item->b_var) * v.info;
        }
    }
    walk_forward(d, p, score, info);
    walk_backward(d, p, score, info);
    ideal_standardise(d, p);
}

double
ideal_mean_info(const ideal_data *d, size_t t)
{
    double n = 0;

    for (size_t i = d->block_start[t]; i < d->block_start[t + 1]; i++)
        n += d->n_votes[i] > 0;
    return 1 / (n * n * IDEAL_MEAN_SD * IDEAL_MEAN_SD);
}

double
ideal_log_prior(const ideal_data *d, const ideal_params *p)
{
    ent_sum sum = {0};

    for (size_t t = 0; t < d->n_blocks; t++) {
        double q = 1 - p->rho[t] * p->rho[t], total = 0;

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++) {
            double x = p->theta[n], move;

            if (d->n_votes[n]) total += x;
            if (d->first[n]) ent_sum_add(&sum, -0.5 * x * x);
            if (d->next[n] == IDEAL_NONE) continue;
            move = p->theta[d->next[n]] - p->rho[t] * x;
            ent_sum_add(&sum, -0.5 * (move * move / q + log(q)));
        }
        ent_sum_add(&sum, -0.5 * ideal_mean_info(d, t) * total * total);
    }
    for (size_t j = 0; j < d->n_items; j++)
        ent_sum_add(&sum, -0.5 * p->items[j].b * p->items[j].b / IDEAL_B_VAR);
    return ent_sum_value(&sum);
}

/* ---- the start ------------------------------------------------------------------------------- */

enum { START_ROUNDS = 24, ALIGN_EVERY = 6 };

/* Categories of an item, made to have mean 0 and sd 1. */
static void
item_scale(const ideal_data *d, size_t j, double *mean, double *sd)
{
    double sum = 0, squares = 0, n = (double)(d->item_start[j + 1] - d->item_start[j]);

    for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
        sum += d->obs[i].category;
        squares += d->obs[i].category * d->obs[i].category;
    }
    *mean = sum / n;
    *sd = sqrt(squares / n - *mean * *mean);
}

/* A linear factor model: points from discriminations ... */
static void
linear_points(const ideal_data *d, ideal_params *p, double *work)
{
    double *score = work, *info = work + d->n_states;

    memset(work, 0, 2 * d->n_states * sizeof *work);
    for (size_t j = 0; j < d->n_items; j++) {
        double mean, sd, b = p->items[j].b;

        item_scale(d, j, &mean, &sd);
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            uint32_t n = d->obs[i].state;

            score[n] += b * ((d->obs[i].category - mean) / sd - b * p->theta[n]);
            info[n] += b * b;
        }
    }
    walk_forward(d, p, score, info);
    walk_backward(d, p, score, info);
    ideal_standardise(d, p);
}

/* ... and the reverse. */
static void
linear_items(const ideal_data *d, ideal_params *p)
{
    for (size_t j = 0; j < d->n_items; j++) {
        double mean, sd, xy = 0, xx = 1;

        item_scale(d, j, &mean, &sd);
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            double x = p->theta[d->obs[i].state];

            xy += x * (d->obs[i].category - mean) / sd;
            xx += x * x;
        }
        p->items[j].b = xy / xx;
    }
}

/* Each session alone is as good upside down: turned to agree with the one before. */
static void
align_sessions(const ideal_data *d, ideal_params *p)
{
    for (size_t t = 0; t + 1 < d->n_blocks; t++) {
        double alike = 0;

        for (size_t n = d->block_start[t]; n < d->block_start[t + 1]; n++)
            if (d->next[n] != IDEAL_NONE) alike += p->theta[n] * p->theta[d->next[n]];
        if (alike >= 0) continue;
        for (size_t n = d->block_start[t + 1]; n < d->block_start[t + 2]; n++)
            p->theta[n] = -p->theta[n];
    }
}

/* Cuts that give the shares of the votes, were theta standard normal: logistic for the normal's
 * quantile is near enough for a start. */
static void
first_cuts(const ideal_data *d, size_t j, ideal_item *item)
{
    double n = (double)(d->item_start[j + 1] - d->item_start[j]), below = 0;
    size_t count[3] = {0};
    double r = fmax(-0.9, fmin(0.9, item->b));

    item->b = r / sqrt(1 - r * r);
    item->b_var = 0;
    for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++)
        count[d->obs[i].category]++;
    for (unsigned c = 0; c < d->item_cuts[j]; c++) {
        below += (double)count[c];
        item->g[c] = log(below / (n - below)) / 1.7 * sqrt(1 + item->b * item->b);
    }
    if (d->item_cuts[j] == 1) item->g[1] = item->g[0] + 1; /* at rest */
}

void
ideal_start(const ideal_data *d, uint32_t positive, ideal_params *p, double *work)
{
    bool found = false;

    for (size_t j = 0; j < d->n_items; j++) {
        double mean, sd;

        item_scale(d, j, &mean, &sd);
        p->items[j].b = 0;
        for (size_t i = d->item_start[j]; i < d->item_start[j + 1]; i++) {
            if (d->voter[d->obs[i].state] != positive) continue;
            p->items[j].b = fmax(-1, fmin(1, (d->obs[i].category - mean) / sd));
            found = true;
        }
    }
    for (size_t j = 0; !found && j < d->n_items; j++)
        p->items[j].b = 0.5;
    for (int round = 0; round < START_ROUNDS; round++) {
        linear_points(d, p, work);
        if (round % ALIGN_EVERY == ALIGN_EVERY - 1) align_sessions(d, p);
        linear_items(d, p);
    }
    for (size_t j = 0; j < d->n_items; j++)
        first_cuts(d, j, &p->items[j]);
}

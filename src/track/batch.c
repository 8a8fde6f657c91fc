/* batch.c: a batch of dyads from evidence to tracks: linearise, pass, mix over volatilities. */
#include "batch_priv.h"

#include <math.h>
#include <string.h>

static const double volatilities[ENT_TRACK_VOLATILITIES] = {.25, .5, 1, 2, 4};
/* The middle first; each next one begins where the last one ended. */
static const size_t by_distance[ENT_TRACK_VOLATILITIES] = {2, 1, 0, 3, 4};

static const double half_log_2pi = .91893853320467274178;

/* ---- pseudo-values in and out -----------------------------------------------------------------
 */

static double *
slot_in(const track_batch *b, size_t slot)
{
    return b->in.at + slot * IN_FIELDS * b->kernel->lanes;
}

static void
put_line(const track_batch *b, size_t slot, size_t lane, const track_line *line)
{
    const size_t lanes = b->kernel->lanes;
    double *in = slot_in(b, slot);

    in[IN_Y * lanes + lane] = line->y;
    in[IN_H * lanes + lane] = line->h;
}

void
ent_track_batch_smoothed(const track_batch *b, size_t slot, size_t lane, track_smoothed *s)
{
    const size_t lanes = b->kernel->lanes;
    const double *out = b->out.at + slot * OUT_FIELDS * lanes + lane;

    s->eta = out[OUT_ETA * lanes];
    s->var = out[OUT_VAR * lanes];
    s->u = out[OUT_U * lanes];
    s->d = out[OUT_D * lanes];
}

const track_point *
ent_track_batch_point(const track_batch *b, size_t slot, size_t lane, size_t *index)
{
    int64_t i = b->slot_point[slot * b->kernel->lanes + lane];

    if (i < 0) return NULL;
    *index = (size_t)i;
    return &b->lanes[lane].ready.points[i];
}

static double
prior_eta(const track_lane *lane, const track_point *point)
{
    return point->source->lam * lane->prior[point->on % ENT_TRACK_KINDS];
}

/* Loadings of all slots; lanes without a point get a value that changes nothing. */
static void
put_loadings(track_batch *b)
{
    const size_t lanes = b->kernel->lanes;

    for (size_t s = 0; s < b->n_slots; s++) {
        double *in = slot_in(b, s);

        for (size_t l = 0; l < lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);

            in[IN_ZM * lanes + l] = point ? point->zm : 0;
            in[IN_ZU * lanes + l] = point ? point->zu : 0;
            in[IN_Y * lanes + l] = 0;
            in[IN_H * lanes + l] = 1;
        }
    }
}

/* ---- filtering ------------------------------------------------------------------------------ */

/* What the callbacks of a filtering pass know. */
typedef struct ahead_ctx {
    track_batch *batch;
    double volatility, log_prior;
} ahead_ctx;

static void
linearise_ahead(void *ctx, uint32_t slot, const double *mean, const double *var)
{
    const ahead_ctx *a = ctx;
    track_batch *b = a->batch;

    for (size_t l = 0; l < b->kernel->lanes; l++) {
        size_t i = 0;
        const track_point *point = ent_track_batch_point(b, slot, l, &i);
        track_line line;

        if (!point || point->family == FAMILY_PLAIN) continue;
        ent_track_line_start(point, prior_eta(&b->lanes[l], point), a->volatility, &line);
        ent_track_line_ahead(point, mean[l], var[l], &line);
        put_line(b, slot, l, &line);
        b->lanes[l].extra += ent_track_line_lacks_ahead(point, &line, mean[l], var[l]);
    }
}

static void
mix_ahead(void *ctx, uint32_t g, const double *values, const double *log_lik)
{
    const ahead_ctx *a = ctx;
    track_batch *b = a->batch;
    double log_weight[LANES_MAX];

    for (size_t l = 0; l < b->kernel->lanes; l++)
        log_weight[l] = a->log_prior + log_lik[l] + b->lanes[l].extra;
    ent_track_mix_add(&b->filtered, g, b->kernel->lanes, values, log_weight);
}

static void
filter_class(track_batch *b, size_t class_of)
{
    ahead_ctx ctx = {b, volatilities[class_of], log(b->params->volatility[class_of])};

    for (size_t l = 0; l < b->kernel->lanes; l++)
        b->lanes[l].extra = 0;
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_line line;

            if (!point || point->family != FAMILY_PLAIN) continue;
            ent_track_line_start(point, 0, ctx.volatility, &line);
            put_line(b, s, l, &line);
        }
    b->pass.ctx = &ctx;
    b->pass.ahead = linearise_ahead;
    b->pass.at_grid = mix_ahead;
    /* without anything to linearise this pass is the forward one of the smoother too */
    b->pass.keep_all = !b->bending;
    b->pass.keep_grid = !b->options->no_smoothed;
    b->kernel->filter(&b->pass);
}

/* ---- smoothing ------------------------------------------------------------------------------ */

static void
start_lines(track_batch *b, double volatility, bool anew)
{
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_line *line;

            if (!point) continue;
            line = &b->lanes[l].lines[i];
            if (anew)
                ent_track_line_start(point, prior_eta(&b->lanes[l], point), volatility, line);
            else
                ent_track_line_again(point, volatility, line);
            put_line(b, s, l, line);
        }
}

/* New pseudo-values of the lanes that are not done; how far the furthest eta moved in each. */
static void
move_lines(track_batch *b, double *moved)
{
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_smoothed smoothed;
            double by;

            if (!point || b->lanes[l].done) continue;
            ent_track_batch_smoothed(b, s, l, &smoothed);
            by = ent_track_line_next(point, &smoothed, &b->lanes[l].lines[i]);
            if (!(by <= moved[l])) moved[l] = by;
        }
}

static void
put_lines(track_batch *b)
{
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_line *line;

            if (!point || b->lanes[l].done) continue;
            line = &b->lanes[l].lines[i];
            ent_track_line_set(point, line);
            put_line(b, s, l, line);
        }
}

/* Linearise at what the last pass gave, in lanes that are not done; true when all are. */
static bool
next_lines(track_batch *b, double tolerance)
{
    double moved[LANES_MAX] = {0};
    bool all = true;

    move_lines(b, moved);
    for (size_t l = 0; l < b->kernel->lanes; l++)
        if (b->lanes[l].wavers && !b->lanes[l].done)
            ent_track_settle_next(&b->lanes[l].settle, &b->lanes[l]);
    put_lines(b);
    for (size_t l = 0; l < b->kernel->lanes; l++) {
        track_lane *lane = &b->lanes[l];

        if (lane->done) continue;
        lane->passes++;
        lane->done = moved[l] <= tolerance;
        all = all && lane->done;
    }
    return all;
}

static void
linearise(track_batch *b, bool anew)
{
    unsigned most = b->options->max_passes ? b->options->max_passes : ENT_TRACK_PASSES_MAX;
    const bool later = !anew && b->options->later_passes;
    double tolerance = b->options->tolerance > 0 ? b->options->tolerance : 1e-8;
    bool all = !b->bending;

    if (later && b->options->later_passes < most) most = b->options->later_passes;
    for (size_t l = 0; l < b->kernel->lanes; l++) {
        b->lanes[l].done = false;
        if (b->lanes[l].wavers) ent_track_settle_begin(&b->lanes[l].settle, &b->lanes[l]);
    }
    b->pass.keep_grid = false;
    for (unsigned n = 0; n < most && !all; n++) {
        b->kernel->forward(&b->pass);
        b->kernel->backward(&b->pass);
        all = next_lines(b, tolerance);
    }
    for (size_t l = 0; l < b->kernel->lanes && b->bending && !later; l++)
        b->lanes[l].converged = b->lanes[l].converged && b->lanes[l].done;
}

/* Mix one more fit of a value into those of other volatilities. */
static void
mix_fit(ent_track_fit *sum, double weight, const ent_track_fit *more, double by)
{
    double share = by / (weight + by), away = more->eta - sum->eta;

    if (weight <= 0) {
        *sum = *more;
        return;
    }
    sum->eta += share * away;
    sum->var += share * (more->var - sum->var) + share * (1 - share) * away * away;
    sum->away += share * (more->away - sum->away);
    sum->away_var += share * (more->away_var - sum->away_var);
    sum->outlier += share * (more->outlier - sum->outlier);
    sum->weight_0to1 += share * (more->weight_0to1 - sum->weight_0to1);
}

static void
mix_fits(track_batch *b, const double *keep, const double *take)
{
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_smoothed smoothed;
            ent_track_fit fit;

            if (!point) continue;
            ent_track_batch_smoothed(b, s, l, &smoothed);
            ent_track_line_fit(point, &b->lanes[l].lines[i], &smoothed, &fit);
            mix_fit(&b->lanes[l].fits[point->index], keep[l], &fit, take[l]);
        }
}

/* What the log-likelihood of the pseudo-values lacks, in each lane. */
static void
sum_lacks(const track_batch *b, double *lacks)
{
    for (size_t s = 0; s < b->n_slots; s++)
        for (size_t l = 0; l < b->kernel->lanes; l++) {
            size_t i = 0;
            const track_point *point = ent_track_batch_point(b, s, l, &i);
            track_smoothed smoothed;

            if (!point || point->family == FAMILY_PLAIN) continue;
            ent_track_batch_smoothed(b, s, l, &smoothed);
            lacks[l] += ent_track_line_lacks(point, &b->lanes[l].lines[i], &smoothed);
        }
}

/* Log-likelihood of a class in each lane, and its values mixed into those of the others. */
static void
mix_class(track_batch *b, size_t class_of)
{
    const size_t lanes = b->kernel->lanes;
    double lacks[LANES_MAX] = {0}, log_weight[LANES_MAX], keep[LANES_MAX], take[LANES_MAX];

    if (b->bending) sum_lacks(b, lacks);
    for (size_t l = 0; l < lanes; l++) {
        track_lane *lane = &b->lanes[l];
        double above;

        lane->log_lik[class_of] =
            b->pass.log_lik[l] + lacks[l] - half_log_2pi * (double)lane->ready.n;
        log_weight[l] = log(b->params->volatility[class_of]) + lane->log_lik[class_of];
        above = log_weight[l] > lane->top || lane->weight <= 0 ? log_weight[l] : lane->top;
        keep[l] = lane->weight > 0 ? lane->weight * exp(lane->top - above) : 0;
        take[l] = exp(log_weight[l] - above);
        lane->top = above;
        lane->weight = keep[l] + take[l];
    }
    mix_fits(b, keep, take);
    for (size_t l = 0; l < lanes && b->scoring; l++)
        ent_track_score_mix(b, l, class_of, volatilities[class_of], keep[l], take[l]);
    if (b->options->no_smoothed) return;
    for (size_t g = 0; g < b->options->n_grid; g++)
        ent_track_mix_add(&b->smoothed, g, lanes, b->grid.at + g * GRID_FIELDS * lanes, log_weight);
}

static void
smooth_class(track_batch *b, size_t class_of, bool anew, bool filtered)
{
    start_lines(b, volatilities[class_of], anew);
    linearise(b, anew);
    b->pass.keep_grid = !b->options->no_smoothed;
    if (b->scoring) {
        ent_track_score_pass(b);
    } else {
        if (b->bending || !filtered) b->kernel->forward(&b->pass);
        b->kernel->backward(&b->pass);
    }
    mix_class(b, class_of);
}

/* ---- results -------------------------------------------------------------------------------- */

static void
finish_lane(track_batch *b, size_t l)
{
    const size_t n_grid = b->options->n_grid, lanes = b->kernel->lanes;
    track_lane *lane = &b->lanes[l];
    ent_track_result *r = &lane->result;
    double *filtered = lane->results, *filtered_cov = filtered + n_grid * ENT_TRACKS;
    double *smoothed = filtered_cov + n_grid * ENT_TRACK_COVS;
    double *smoothed_cov = smoothed + n_grid * ENT_TRACKS;

    for (size_t g = 0; g < n_grid; g++) {
        if (g >= lane->first && g < lane->last) continue;
        memset(filtered + g * ENT_TRACKS, 0, ENT_TRACKS * sizeof(double));
        memset(filtered_cov + g * ENT_TRACK_COVS, 0, ENT_TRACK_COVS * sizeof(double));
        memset(smoothed + g * ENT_TRACKS, 0, ENT_TRACKS * sizeof(double));
        memset(smoothed_cov + g * ENT_TRACK_COVS, 0, ENT_TRACK_COVS * sizeof(double));
    }
    for (size_t g = lane->first; g < lane->last; g++) {
        if (!b->options->no_filtered)
            ent_track_mix_take(&b->filtered, g, lanes, l, lane->ready.swapped,
                               filtered + g * ENT_TRACKS, filtered_cov + g * ENT_TRACK_COVS);
        if (!b->options->no_smoothed)
            ent_track_mix_take(&b->smoothed, g, lanes, l, lane->ready.swapped,
                               smoothed + g * ENT_TRACKS, smoothed_cov + g * ENT_TRACK_COVS);
    }
    memset(r, 0, sizeof *r);
    r->n_grid = n_grid;
    r->first = lane->first;
    r->last = lane->last;
    r->grid = b->options->grid;
    r->filtered = filtered;
    r->filtered_cov = filtered_cov;
    r->smoothed = smoothed;
    r->smoothed_cov = smoothed_cov;
    r->fits = lane->fits;
    r->n_obs = lane->ready.dyad.n_obs;
    r->n_used = lane->ready.n;
    r->log_lik = lane->top + log(lane->weight);
    for (size_t c = 0; c < ENT_TRACK_VOLATILITIES; c++)
        if (b->params->volatility[c] > 0)
            r->volatility[c] =
                exp(log(b->params->volatility[c]) + lane->log_lik[c] - lane->top) / lane->weight;
    r->passes = lane->passes;
    r->converged = lane->converged;
}

/* ---- entry ---------------------------------------------------------------------------------- */

static ent_status
want_array(void **items, size_t *cap, size_t n, size_t size, ent_error *err)
{
    if (n <= *cap && *items) return ENT_OK;
    ent_free(*items);
    *cap = 0;
    *items = ent_alloc(n ? n : 1, size);
    if (!*items) return ent_fail(err, ENT_E_NOMEM, "no memory for a dyad of %zu", n);
    *cap = n;
    return ENT_OK;
}

/* Grid points within a dyad's time. */
static void
find_rows(track_lane *lane, const ent_track_options *o)
{
    for (lane->first = 0; lane->first < o->n_grid; lane->first++)
        if (o->grid[lane->first] >= lane->ready.dyad.t_start) break;
    for (lane->last = o->n_grid; lane->last > lane->first; lane->last--)
        if (o->grid[lane->last - 1] <= lane->ready.dyad.t_end) break;
}

static bool
has_outliers(const track_ready *ready)
{
    for (size_t i = 0; i < ready->n; i++)
        if (ready->points[i].family == FAMILY_OUTLIERS && ready->points[i].given_q < 0) return true;
    return false;
}

static ent_status
ready_lane(track_batch *b, size_t l, const ent_track_dyad *dyad, ent_error *err)
{
    const ent_track_options *o = b->options;
    track_lane *lane = &b->lanes[l];
    ent_status st = ent_track_ready_make(&lane->ready, b->params, dyad, o, err);

    if (!st)
        st = want_array((void **)&lane->lines, &lane->cap_lines, lane->ready.n, sizeof *lane->lines,
                        err);
    if (!st)
        st =
            want_array((void **)&lane->fits, &lane->cap_fits, dyad->n_obs, sizeof *lane->fits, err);
    if (!st)
        st = want_array((void **)&lane->results, &lane->cap_results, o->n_grid * 2 * GRID_FIELDS,
                        sizeof(double), err);
    lane->wavers = has_outliers(&lane->ready);
    if (lane->wavers && !st) st = ent_track_settle_want(&lane->settle, lane->ready.n, err);
    if (st) return st;
    memset(lane->fits, 0, dyad->n_obs * sizeof *lane->fits);
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        lane->prior[k] = b->params->mu[dyad->class_of][k];
    find_rows(lane, o);
    lane->passes = 0;
    lane->converged = true;
    lane->weight = lane->top = 0;
    return ENT_OK;
}

static ent_status
want_blocks(track_batch *b, ent_error *err)
{
    const size_t lanes = b->kernel->lanes, n_grid = b->options->n_grid;
    ent_status st = ent_track_block_want(&b->start, ENT_TRACK_KINDS * lanes, err);

    if (!st) st = ent_track_block_want(&b->in, b->n_slots * IN_FIELDS * lanes, err);
    if (!st) st = ent_track_block_want(&b->kept, b->n_slots * KEPT_FIELDS * lanes, err);
    if (!st) st = ent_track_block_want(&b->out, b->n_slots * OUT_FIELDS * lanes, err);
    if (!st && !b->options->no_smoothed) {
        st = ent_track_block_want(&b->rows, n_grid * ROWS_FIELDS * lanes, err);
        if (!st) st = ent_track_block_want(&b->grid, n_grid * GRID_FIELDS * lanes, err);
        if (!st) st = ent_track_mix_begin(&b->smoothed, n_grid, lanes, err);
    }
    if (!st && !b->options->no_filtered) st = ent_track_mix_begin(&b->filtered, n_grid, lanes, err);
    return st;
}

static void
set_pass(track_batch *b)
{
    const size_t lanes = b->kernel->lanes;
    track_pass *pass = &b->pass;

    memset(pass, 0, sizeof *pass);
    pass->steps = b->steps;
    pass->n_steps = b->n_steps;
    pass->gaps = b->gaps.items;
    pass->node_gap = b->node_gap;
    pass->params = b->params;
    pass->start = b->start.at;
    pass->in = b->in.at;
    pass->kept = b->kept.at;
    pass->out = b->out.at;
    pass->rows = b->rows.at;
    pass->grid = b->grid.at;
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        for (size_t l = 0; l < lanes; l++)
            b->start.at[k * lanes + l] = b->lanes[l].prior[k];
}

ent_status
ent_track_batch_run(track_batch *b, const ent_track_dyad *dyads, size_t n, ent_error *err)
{
    static const ent_track_dyad nobody = {.t_start = 0};
    const bool filtered = !b->options->no_filtered && b->options->n_grid;
    ent_status st = ENT_OK;
    bool anew = true;

    for (size_t l = 0; l < b->kernel->lanes && !st; l++)
        st = ready_lane(b, l, l < n ? &dyads[l] : &nobody, err);
    if (!st) st = ent_track_plan(b, err);
    if (!st) st = want_blocks(b, err);
    if (st) return st;
    set_pass(b);
    if (b->scoring) st = ent_track_score_want(b, err);
    if (st) return st;
    put_loadings(b);
    for (size_t i = 0; i < ENT_TRACK_VOLATILITIES; i++) {
        size_t class_of = by_distance[i];

        if (!(b->params->volatility[class_of] > 0)) continue;
        b->pass.volatility = volatilities[class_of];
        if (filtered) filter_class(b, class_of);
        smooth_class(b, class_of, anew, filtered);
        anew = false;
    }
    for (size_t l = 0; l < n; l++)
        finish_lane(b, l);
    return ENT_OK;
}

void
ent_track_batch_clear(track_batch *b)
{
    if (!b) return;
    for (size_t l = 0; l < LANES_MAX; l++) {
        ent_track_ready_clear(&b->lanes[l].ready);
        ent_free(b->lanes[l].lines);
        ent_free(b->lanes[l].fits);
        ent_free(b->lanes[l].results);
        ent_track_block_clear(&b->lanes[l].settle.values);
    }
    ent_free(b->steps);
    ent_free(b->node_gap);
    ent_free(b->slot_point);
    ent_track_gaps_clear(&b->gaps);
    ent_track_block_clear(&b->start);
    ent_track_block_clear(&b->in);
    ent_track_block_clear(&b->kept);
    ent_track_block_clear(&b->out);
    ent_track_block_clear(&b->rows);
    ent_track_block_clear(&b->grid);
    ent_track_mix_clear(&b->filtered);
    ent_track_mix_clear(&b->smoothed);
    ent_track_score_clear(b);
    memset(b, 0, sizeof *b);
}

/* tally.c: fits made-up worlds and counts how often what was estimated holds. */
#include "tally.h"

#include <math.h>
#include <string.h>

enum { STRIDE = 4, T = ENT_TRACKS, C = ENT_TRACK_COVS };

static const double Z90 = 1.6448536269514722;

/* One world under way: its tracks at the fit, and sums over drawn parameters. */
typedef struct looking {
    const world *w;
    double *grid;
    size_t n_grid;
    double *mean, *cov;             /* dyads x grid x 6, x 21: at the fit */
    double *sum, *square, *sum_cov; /* over draws: of means, of their products, of covariances */
    bool drawing;
} looking;

static ent_status
take(void *ctx, size_t i, ent_track_dyad *dyad, ent_error *err)
{
    const looking *l = ctx;

    (void)err;
    *dyad = l->w->dyads[i];
    return ENT_OK;
}

static ent_status
put(void *ctx, size_t i, const ent_track_result *result, ent_error *err)
{
    looking *l = ctx;

    (void)err;
    for (size_t g = 0; g < l->n_grid; g++) {
        size_t at = i * l->n_grid + g;
        const double *x = result->smoothed + g * T, *v = result->smoothed_cov + g * C;

        if (!l->drawing) {
            memcpy(l->mean + at * T, x, T * sizeof *x);
            memcpy(l->cov + at * C, v, C * sizeof *v);
            continue;
        }
        for (size_t a = 0; a < T; a++) {
            double away = x[a] - l->mean[at * T + a];

            l->sum[at * T + a] += away;
            for (size_t b = a; b < T; b++) {
                size_t c = ent_track_cov_at(a, b);

                l->square[at * C + c] += away * (x[b] - l->mean[at * T + b]);
                l->sum_cov[at * C + c] += v[c];
            }
        }
    }
    return ENT_OK;
}

static ent_status
look(looking *l, const ent_track_params *p, ent_error *err)
{
    ent_track_io io = {.ctx = l, .take = take, .put = put};
    ent_track_options options = {.grid = l->grid, .n_grid = l->n_grid, .no_filtered = true};

    return ent_tracks_run(p, l->w->n_dyads, &io, &options, err);
}

static void
add_parameters(tally *t, const ent_track_posterior *post, const ent_track_params *truth)
{
    double z[ENT_TRACK_FREE_MAX];

    ent_track_pack(truth, post->slots, post->n, z);
    t->n_parameters = post->n;
    for (size_t i = 0; i < post->n; i++) {
        tally_parameter *p = &t->parameters[i];
        double away = post->z[i] - z[i], rank = ent_num_normal_cdf(-away / post->se[i]);

        memcpy(p->name, post->slots[i].name, sizeof p->name);
        p->n++;
        p->error += away;
        p->square += away * away;
        p->se += post->se[i];
        p->covered += fabs(away) <= Z90 * post->se[i];
        p->rank[(size_t)fmin(rank * TALLY_RANKS, TALLY_RANKS - 1)]++;
    }
}

static void
add_gap(tally *t, double p, bool above)
{
    static const double edges[TALLY_GAPS] = {0.1, 0.35, 0.55, 0.75, 0.92, 1.01};
    size_t bin = 0;

    while (p >= edges[bin])
        bin++;
    t->gap_n[bin]++;
    t->gap_p[bin] += p;
    t->gap_above[bin] += above;
}

static void
add_pair(tally_naive *n, double x, double y)
{
    n->n += 1;
    n->x += x;
    n->xx += x * x;
    n->y += y;
    n->yy += y * y;
    n->xy += x * y;
}

static double
correlation(double n, double x, double xx, double y, double yy, double xy)
{
    return (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n));
}

/* One quantity at one time: is the truth within the bands? */
static void
add_quantity(tally *t, const looking *l, size_t at, const double *truth, const double *weights,
             size_t quantity, double draws, bool surveyed)
{
    tally_track *track = &t->tracks[quantity];
    double mean[T], cov[C], x = 0;
    ent_track_number plain, wide;

    for (size_t a = 0; a < T; a++)
        x += weights[a] * truth[a];
    memcpy(mean, l->mean + at * T, sizeof mean);
    memcpy(cov, l->cov + at * C, sizeof cov);
    ent_track_combine(mean, cov, weights, &plain);
    for (size_t a = 0; a < T && draws > 1; a++)
        for (size_t b = a; b < T; b++) {
            size_t c = ent_track_cov_at(a, b);
            double product = l->sum[at * T + a] * l->sum[at * T + b] / draws;

            cov[c] =
                l->sum_cov[at * C + c] / draws + (l->square[at * C + c] - product) / (draws - 1);
        }
    for (size_t a = 0; a < T && draws > 1; a++)
        mean[a] += l->sum[at * T + a] / draws;
    ent_track_combine(mean, cov, weights, &wide);
    track->n++;
    track->covered_plain += fabs(plain.mean - x) <= Z90 * sqrt(plain.var);
    track->covered += fabs(wide.mean - x) <= Z90 * sqrt(wide.var);
    track->n_surveyed += surveyed;
    track->covered_surveyed += surveyed && fabs(wide.mean - x) <= Z90 * sqrt(wide.var);
    track->square += pow(wide.mean - x, 2);
    track->sd += sqrt(wide.var);
    track->x += x;
    track->xx += x * x;
    track->y += wide.mean;
    track->yy += wide.mean * wide.mean;
    track->xy += x * wide.mean;
    if (quantity == TALLY_GAP) add_gap(t, wide.p_above_0, x > 0);
}

static void
add_tracks(tally *t, const looking *l, double draws)
{
    static const ent_track_quantity quantities[TALLY_TRACKS] = {ENT_QTY_B, ENT_QTY_R, ENT_QTY_O,
                                                                ENT_QTY_FACADE};
    const world *w = l->w;

    for (size_t d = 0; d < w->n_dyads; d++) {
        bool surveyed = false;

        for (size_t k = 0; k < w->dyads[d].n_obs; k++)
            surveyed = surveyed || w->dyads[d].obs[k].source == WORLD_SURVEY;
        for (size_t g = 0; g < l->n_grid; g++) {
            const double *truth = w->x + (d * w->n_months + g * STRIDE) * T;

            for (size_t q = 0; q < TALLY_TRACKS; q++)
                for (int side = ENT_SIDE_AB; side <= ENT_SIDE_BA; side++) {
                    double weights[T];

                    ent_track_weights(quantities[q], (ent_track_side)side, weights);
                    add_quantity(t, l, d * l->n_grid + g, truth, weights, q, draws, surveyed);
                }
        }
    }
}

static void
add_naive(tally *t, const world *w)
{
    for (size_t d = 0; d < w->n_dyads; d++)
        for (size_t k = 0; k < w->dyads[d].n_obs; k++) {
            const ent_track_obs *o = &w->dyads[d].obs[k];
            size_t month = (size_t)fmax(0, (o->t_first - w->t[0]) * 12 + 0.5);

            if (o->source == WORLD_TONE_B) {
                double x = w->x[(d * w->n_months + month) * T + o->on];

                add_pair(&t->mean_tone, x, o->value);
                add_pair(&t->sum_tone, x, o->value * o->n);
            }
        }
}

static ent_status
look_at_world(tally *t, looking *l, const ent_track_posterior *post, uint64_t seed, size_t draws,
              ent_error *err)
{
    size_t cells = l->w->n_dyads * l->n_grid;
    ent_track_params *p = ent_alloc(1, sizeof *p);
    ent_random random = ent_random_at(seed, UINT64_MAX - 1);
    ent_status st = ENT_E_NOMEM;

    l->grid = ent_alloc(l->n_grid, sizeof *l->grid);
    l->mean = ent_alloc(cells * T, 2 * sizeof *l->mean);
    l->cov = ent_alloc(cells * C, 3 * sizeof *l->cov);
    if (!p || !l->grid || !l->mean || !l->cov) goto out;
    l->sum = l->mean + cells * T;
    l->square = l->cov + cells * C;
    l->sum_cov = l->square + cells * C;
    for (size_t g = 0; g < l->n_grid; g++)
        l->grid[g] = l->w->t[g * STRIDE];
    st = look(l, &post->mode, err);
    l->drawing = true;
    for (size_t i = 0; i < draws && st == ENT_OK; i++) {
        ent_track_posterior_draw(post, &random, p);
        st = look(l, p, err);
    }
    if (st) goto out;
    add_parameters(t, post, &l->w->truth);
    add_tracks(t, l, (double)draws);
    add_naive(t, l->w);
    t->n_worlds++;
    t->rounds += post->rounds;
    t->evaluations += post->evaluations;
    t->not_converged += !post->converged;
out:
    ent_free(p);
    ent_free(l->grid);
    ent_free(l->mean);
    ent_free(l->cov);
    return st;
}

/* The truth of one world: about the middling one, as far as the priors let it. */
static ent_status
draw_truth(const ent_track_params *middle, const world_spec *spec, const ent_track_rule *rules,
           size_t n_rules, ent_track_params *out, ent_error *err)
{
    ent_track_free *slots = ent_alloc(ENT_TRACK_FREE_MAX, sizeof *slots);
    double z[ENT_TRACK_FREE_MAX];
    ent_random random = ent_random_at(spec->seed, UINT64_MAX - 2 - spec->number * 2);
    size_t n = 0;
    ent_status st;

    if (!slots) return ENT_E_NOMEM;
    st = ent_track_free_list(middle, rules, n_rules, slots, &n, err);
    if (st) goto out;
    for (size_t i = 0; i < n; i++)
        z[i] = slots[i].centre + slots[i].sd * ent_random_normal(&random);
    *out = *middle;
    ent_track_unpack(slots, n, z, out);
out:
    ent_free(slots);
    return st;
}

int
tally_world(tally *t, const world_spec *spec, const tally_how *how, ent_error *err)
{
    ent_track_params *middle = ent_alloc(2, sizeof *middle);
    ent_track_fit_options options = {.rules = how->rules, .n_rules = how->n_rules};
    ent_track_posterior post = {0};
    world w = {0};
    looking l = {.w = &w};
    ent_status st = ENT_E_NOMEM;

    if (!middle) goto out;
    world_params(2000, 2000 + (double)spec->n_years, middle);
    st = draw_truth(middle, spec, how->rules, how->n_rules, middle + 1, err);
    if (st) goto out;
    if (world_make(spec, middle + 1, &w)) {
        st =
            ent_fail(err, ENT_E_NOMEM, "world %llu was not made", (unsigned long long)spec->number);
        goto out;
    }
    st = ent_track_fit_params(w.dyads, w.n_dyads, middle, &options, &post, err);
    if (st) goto out;
    l.n_grid = w.n_months / STRIDE;
    st = look_at_world(t, &l, &post, spec->seed + spec->number, how->draws, err);
out:
    ent_track_posterior_clear(&post);
    world_clear(&w);
    ent_free(middle);
    return st ? 1 : 0;
}

static void
merge_parameters(tally *into, const tally *from)
{
    for (size_t i = 0; i < from->n_parameters; i++) {
        tally_parameter *p = &into->parameters[i];
        const tally_parameter *q = &from->parameters[i];

        memcpy(p->name, q->name, sizeof p->name);
        p->n += q->n;
        p->covered += q->covered;
        for (int r = 0; r < TALLY_RANKS; r++)
            p->rank[r] += q->rank[r];
        p->error += q->error;
        p->square += q->square;
        p->se += q->se;
    }
    if (from->n_parameters) into->n_parameters = from->n_parameters;
}

static void
merge_naive(tally_naive *into, const tally_naive *from)
{
    into->n += from->n;
    into->x += from->x;
    into->xx += from->xx;
    into->y += from->y;
    into->yy += from->yy;
    into->xy += from->xy;
}

void
tally_merge(tally *into, const tally *from)
{
    into->n_worlds += from->n_worlds;
    into->rounds += from->rounds;
    into->evaluations += from->evaluations;
    into->not_converged += from->not_converged;
    merge_parameters(into, from);
    for (int i = 0; i < TALLY_TRACKS; i++) {
        tally_track *p = &into->tracks[i];
        const tally_track *q = &from->tracks[i];

        p->n += q->n;
        p->covered_plain += q->covered_plain;
        p->covered += q->covered;
        p->n_surveyed += q->n_surveyed;
        p->covered_surveyed += q->covered_surveyed;
        p->square += q->square;
        p->sd += q->sd;
        p->x += q->x;
        p->xx += q->xx;
        p->y += q->y;
        p->yy += q->yy;
        p->xy += q->xy;
    }
    for (int i = 0; i < TALLY_GAPS; i++) {
        into->gap_n[i] += from->gap_n[i];
        into->gap_above[i] += from->gap_above[i];
        into->gap_p[i] += from->gap_p[i];
    }
    merge_naive(&into->mean_tone, &from->mean_tone);
    merge_naive(&into->sum_tone, &from->sum_tone);
}

double
tally_cover(const tally_track *track)
{
    return (double)track->covered / (double)track->n;
}

double
tally_rank_p(const tally_parameter *p)
{
    double want = (double)p->n / TALLY_RANKS, chi2 = 0, share = 0;

    for (int i = 0; i < TALLY_RANKS; i++)
        chi2 += pow((double)p->rank[i] - want, 2) / want;
    if (ent_num_gamma_cdf((TALLY_RANKS - 1) / 2.0, chi2 / 2, &share, NULL)) return NAN;
    return 1 - share;
}

static void
print_tracks(const tally *t, FILE *out)
{
    static const char *const names[TALLY_TRACKS] = {"B", "R", "O", "facade gap"};

    (void)fprintf(out, "\n%-12s %8s %8s %8s %8s %8s %9s\n", "90 % bands", "plug-in", "drawn",
                  "surveyed", "rmse", "mean sd", "corr");
    for (int i = 0; i < TALLY_TRACKS; i++) {
        const tally_track *k = &t->tracks[i];
        double n = (double)k->n;

        (void)fprintf(out, "%-12s %8.3f %8.3f %8.3f %8.3f %8.3f %9.3f\n", names[i],
                      (double)k->covered_plain / n, tally_cover(k),
                      (double)k->covered_surveyed / (double)k->n_surveyed, sqrt(k->square / n),
                      k->sd / n, correlation(n, k->x, k->xx, k->y, k->yy, k->xy));
    }
    (void)fprintf(out, "\n%-12s %8s %8s %8s\n", "P(gap > 0)", "forecast", "observed", "n");
    for (int i = 0; i < TALLY_GAPS; i++)
        (void)fprintf(out, "%-12d %8.3f %8.3f %8zu\n", i + 1, t->gap_p[i] / (double)t->gap_n[i],
                      (double)t->gap_above[i] / (double)t->gap_n[i], t->gap_n[i]);
    (void)fprintf(out, "\nnaive, correlation with B: monthly mean tone %.3f, monthly sum %.3f\n",
                  correlation(t->mean_tone.n, t->mean_tone.x, t->mean_tone.xx, t->mean_tone.y,
                              t->mean_tone.yy, t->mean_tone.xy),
                  correlation(t->sum_tone.n, t->sum_tone.x, t->sum_tone.xx, t->sum_tone.y,
                              t->sum_tone.yy, t->sum_tone.xy));
}

void
tally_print(const tally *t, FILE *out)
{
    size_t n = 0, covered = 0, low = 0;

    if (t->n_worlds == 0) return;
    (void)fprintf(out, "\n%-28s %8s %8s %8s %8s %8s\n", "parameter (scale z)", "bias", "rmse",
                  "mean se", "cover", "rank p");
    for (size_t i = 0; i < t->n_parameters; i++) {
        const tally_parameter *p = &t->parameters[i];
        double worlds = (double)p->n, rank_p = tally_rank_p(p);

        (void)fprintf(out, "%-28s %8.3f %8.3f %8.3f %8.3f %8.3f\n", p->name, p->error / worlds,
                      sqrt(p->square / worlds), p->se / worlds, (double)p->covered / worlds,
                      rank_p);
        n += p->n;
        covered += p->covered;
        low += rank_p < 0.01;
    }
    (void)fprintf(out,
                  "all: 90 %% intervals of parameters cover %.3f; %zu of %zu with rank p < .01\n",
                  (double)covered / (double)n, low, t->n_parameters);
    (void)fprintf(out, "rounds %.1f, evaluations %.0f a world, %zu not converged\n",
                  (double)t->rounds / (double)t->n_worlds,
                  (double)t->evaluations / (double)t->n_worlds, t->not_converged);
    print_tracks(t, out);
}

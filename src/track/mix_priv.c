/* mix_priv.c: means and covariances of a mixture, added up one component after another. */
#include "batch_priv.h"

#include <math.h>
#include <string.h>

enum { MIX_TOP = 0, MIX_SUM = 1, MIX_WEIGHTS = 2 };

ent_status
ent_track_mix_begin(track_mix *mix, size_t n_grid, size_t lanes, ent_error *err)
{
    ent_status st = ent_track_block_want(&mix->mean, n_grid * ENT_TRACKS * lanes, err);

    if (!st) st = ent_track_block_want(&mix->sum, n_grid * GRID_FIELDS * lanes, err);
    if (!st) st = ent_track_block_want(&mix->weight, n_grid * MIX_WEIGHTS * lanes, err);
    if (st || n_grid == 0) return st;
    memset(mix->weight.at, 0, n_grid * MIX_WEIGHTS * lanes * sizeof(double));
    return ENT_OK;
}

/* The first component is what the others are taken relative to, so that one alone comes out as it
 * went in. */
static void
first(track_mix *mix, size_t g, size_t lanes, const double *values, const double *log_weight)
{
    double *mean = mix->mean.at + g * ENT_TRACKS * lanes;
    double *sum = mix->sum.at + g * GRID_FIELDS * lanes;
    double *weight = mix->weight.at + g * MIX_WEIGHTS * lanes;

    memcpy(mean, values, ENT_TRACKS * lanes * sizeof *mean);
    memset(sum, 0, ENT_TRACKS * lanes * sizeof *sum);
    memcpy(sum + GRID_COV * lanes, values + GRID_COV * lanes, ENT_TRACK_COVS * lanes * sizeof *sum);
    for (size_t l = 0; l < lanes; l++) {
        weight[MIX_TOP * lanes + l] = log_weight[l];
        weight[MIX_SUM * lanes + l] = 1;
    }
}

void
ent_track_mix_add(track_mix *mix, size_t g, size_t lanes, const double *values,
                  const double *log_weight)
{
    const double *mean = mix->mean.at + g * ENT_TRACKS * lanes;
    double *sum = mix->sum.at + g * GRID_FIELDS * lanes;
    double *weight = mix->weight.at + g * MIX_WEIGHTS * lanes;
    double keep[LANES_MAX], take[LANES_MAX];
    size_t cov = GRID_COV;

    if (weight[MIX_SUM * lanes] <= 0) {
        first(mix, g, lanes, values, log_weight);
        return;
    }
    for (size_t l = 0; l < lanes; l++) {
        double *top = &weight[MIX_TOP * lanes + l], *total = &weight[MIX_SUM * lanes + l];
        double above = log_weight[l] > *top ? log_weight[l] : *top;

        keep[l] = exp(*top - above);
        take[l] = exp(log_weight[l] - above);
        *top = above;
        *total = *total * keep[l] + take[l];
    }
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t j = k; j < ENT_TRACKS; j++, cov++)
            for (size_t l = 0; l < lanes; l++) {
                double dk = values[k * lanes + l] - mean[k * lanes + l];
                double dj = values[j * lanes + l] - mean[j * lanes + l];

                sum[cov * lanes + l] =
                    sum[cov * lanes + l] * keep[l] + take[l] * (values[cov * lanes + l] + dk * dj);
            }
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = 0; l < lanes; l++)
            sum[k * lanes + l] = sum[k * lanes + l] * keep[l] +
                                 take[l] * (values[k * lanes + l] - mean[k * lanes + l]);
}

/* Where the covariances are found with A and B exchanged. */
static const uint8_t turned[ENT_TRACK_COVS] = {15, 16, 17, 3,  8, 12, 18, 19, 4, 9, 13,
                                               20, 5,  10, 14, 0, 1,  2,  6,  7, 11};

void
ent_track_mix_take(const track_mix *mix, size_t g, size_t lanes, size_t lane, bool swapped,
                   double *mean, double *cov)
{
    const double *ref = mix->mean.at + g * ENT_TRACKS * lanes + lane;
    const double *sum = mix->sum.at + g * GRID_FIELDS * lanes + lane;
    const double by = 1 / mix->weight.at[(g * MIX_WEIGHTS + MIX_SUM) * lanes + lane];
    const size_t turn = swapped ? ENT_TRACK_KINDS : 0;
    double away[ENT_TRACKS];
    size_t from = GRID_COV;

    for (size_t k = 0; k < ENT_TRACKS; k++) {
        away[k] = sum[k * lanes] * by;
        /* adding 0 turns -0 into 0 */
        mean[(k + turn) % ENT_TRACKS] = ref[k * lanes] + away[k] + 0.0;
    }
    for (size_t k = 0; k < ENT_TRACKS; k++)
        for (size_t l = k; l < ENT_TRACKS; l++, from++) {
            double value = sum[from * lanes] * by - away[k] * away[l] + 0.0;

            cov[swapped ? turned[from - GRID_COV] : from - GRID_COV] = value;
        }
}

void
ent_track_mix_clear(track_mix *mix)
{
    ent_track_block_clear(&mix->mean);
    ent_track_block_clear(&mix->sum);
    ent_track_block_clear(&mix->weight);
}

/* posterior.c: what is known of the parameters after a fit: errors and draws. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

void
ent_track_posterior_clear(ent_track_posterior *posterior)
{
    if (!posterior) return;
    ent_free(posterior->slots);
    ent_free(posterior->z);
    ent_free(posterior->se);
    ent_free(posterior->chol);
    memset(posterior, 0, sizeof *posterior);
}

void
ent_track_posterior_draw(const ent_track_posterior *posterior, ent_random *random,
                         ent_track_params *out)
{
    double noise[ENT_TRACK_FREE_MAX], z[ENT_TRACK_FREE_MAX];
    size_t n = posterior->n;

    ENT_ASSERT(n <= ENT_TRACK_FREE_MAX);
    for (size_t i = 0; i < n; i++) {
        noise[i] = ent_random_normal(random);
        z[i] = posterior->z[i];
        for (size_t k = 0; k <= i; k++)
            z[i] += posterior->chol[i * n + k] * noise[k];
    }
    *out = posterior->mode;
    ent_track_unpack(posterior->slots, n, z, out);
}

double
ent_track_posterior_se(const ent_track_posterior *posterior, size_t slot)
{
    const double *chol = posterior->chol;
    size_t n = posterior->n;
    double z[ENT_TRACK_FREE_MAX], variance = 0;
    ent_track_params at = posterior->mode;

    /* The value of one parameter may hang on several z (a threshold on those below it): differences
     * in each direction of the covariance's root add up in squares. */
    ENT_ASSERT(slot < n && n <= ENT_TRACK_FREE_MAX);
    for (size_t k = 0; k < n; k++) {
        double ends[2];

        for (int side = 0; side < 2; side++) {
            for (size_t i = 0; i < n; i++)
                z[i] = posterior->z[i] + (side ? 1e-3 : -1e-3) * chol[i * n + k];
            at = posterior->mode;
            ent_track_unpack(posterior->slots, n, z, &at);
            ends[side] = ent_track_free_value(&at, &posterior->slots[slot]);
        }
        variance += pow((ends[1] - ends[0]) / 2e-3, 2);
    }
    return sqrt(variance);
}

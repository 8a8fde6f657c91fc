/* world.h: made-up worlds of dyads with known tracks, for tests and for bench/recovery.c. */
#ifndef TESTS_SHARED_WORLD_H
#define TESTS_SHARED_WORLD_H

#include "entente/track.h"

/* Sources of the worlds, by their index in the parameters. */
enum {
    WORLD_TONE_B = 0,
    WORLD_TONE_R,
    WORLD_ANCHOR_B,
    WORLD_ANCHOR_R,
    WORLD_SURVEY,
    WORLD_SOURCES
};
enum { WORLD_HOUSES = 5 };

/* Zero means: none of that. */
typedef struct world_spec {
    uint64_t seed;
    uint64_t number; /* which world of that seed */
    size_t n_dyads, n_years;
    double volume;       /* mean reports of one direction, kind and month in the first month */
    double growth;       /* of the volume over the whole time, 10: tenfold */
    double survey_share; /* of dyads that have surveys, about every 18 months */
    double outlier_sd;   /* outliers' sd in ordinary sds; the model says 5 */
    double jumps;        /* of a track's level a year, of either sign and size 1.5 */
    double by_type; /* log odds of being reported per point below 0 of tone, reached at the end */
    bool no_anchor;
} world_spec;

typedef struct world {
    ent_track_params truth;
    size_t n_dyads, n_months;
    double *t; /* n_months: middles of months */
    double *x; /* n_dyads x n_months x 6, without the world's drift */
    ent_track_dyad *dyads;
    ent_track_obs *obs; /* all dyads' in one block */
} world;

/* Parameters of a middling world between two years: five sources, five houses, drifts. */
void world_params(double first_year, double last_year, ent_track_params *out);
/* Draw a world from the parameters. Zero on success; the world is freed with world_clear. */
int world_make(const world_spec *spec, const ent_track_params *truth, world *out);
void world_clear(world *w);
/* What is fixed when the parameters of such worlds are estimated; sd: of all other priors. */
size_t world_rules(double sd, ent_track_rule *rules);
enum { WORLD_RULES = 8 };

#endif

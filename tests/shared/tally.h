/* tally.h: fits made-up worlds and counts how often what was estimated holds. */
#ifndef TESTS_SHARED_TALLY_H
#define TESTS_SHARED_TALLY_H

#include "world.h"

#include <stdio.h>

enum { TALLY_RANKS = 10, TALLY_GAPS = 6 };

/* One parameter over the worlds, on the scale without bounds. */
typedef struct tally_parameter {
    char name[ENT_TRACK_FREE_NAME_MAX];
    size_t n, covered, rank[TALLY_RANKS];
    double error, square, se; /* sums of estimate - truth, its square, and the standard error */
} tally_parameter;

/* One quantity of the tracks: B, R, O, facade gap. */
typedef struct tally_track {
    size_t n, covered_plain, covered, n_surveyed, covered_surveyed;
    double square, sd, x, xx, y, yy, xy; /* of the estimate y against the truth x */
} tally_track;

/* A naive estimate y of the truth x. */
typedef struct tally_naive {
    double n, x, xx, y, yy, xy;
} tally_naive;

enum { TALLY_B = 0, TALLY_R, TALLY_O, TALLY_GAP, TALLY_TRACKS };

typedef struct tally {
    size_t n_worlds, n_parameters, rounds, evaluations, not_converged;
    tally_parameter parameters[ENT_TRACK_FREE_MAX];
    tally_track tracks[TALLY_TRACKS];
    size_t gap_n[TALLY_GAPS], gap_above[TALLY_GAPS];
    double gap_p[TALLY_GAPS];
    tally_naive mean_tone, sum_tone;
} tally;

/* How worlds are fitted: the same rules say from where their truths are drawn. */
typedef struct tally_how {
    const ent_track_rule *rules;
    size_t n_rules, draws;
} tally_how;

/* Make world spec->number, fit it, and add what comes out. Zero on success. */
int tally_world(tally *t, const world_spec *spec, const tally_how *how, ent_error *err);
/* Add what another tally counted. */
void tally_merge(tally *into, const tally *from);
void tally_print(const tally *t, FILE *out);
/* Share of the truths inside the 90 % bands with drawn parameters. */
double tally_cover(const tally_track *track);
/* Chi-square p of a parameter's ranks. */
double tally_rank_p(const tally_parameter *p);

#endif

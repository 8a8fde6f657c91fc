/* ranks_priv.h: ranks of numbers, with ties sharing the middle one. */
#ifndef ENTENTE_NUM_RANKS_PRIV_H
#define ENTENTE_NUM_RANKS_PRIV_H

#include "entente/num.h"

/** Places of values in rising order; equal values stay in the order they came. @shape order: n */
ENT_MUST_USE ent_status num_order(const double *values, size_t n, size_t *order, ent_error *err);

/** Ranks from 1; equal values share the mean of theirs. @shape ranks: n */
ENT_MUST_USE ent_status num_ranks(const double *values, size_t n, double *ranks, ent_error *err);

#endif

/* entente/num.h: distributions and other numerics without domain words. */
#ifndef ENTENTE_NUM_H
#define ENTENTE_NUM_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Regularised incomplete beta function I_x(a, b), the distribution function of Beta(a, b).
 * @shape a, b > 0; 0 <= x <= 1   @error ENT_E_DOMAIN otherwise
 * @cost under 200 steps of a continued fraction   @owner out is the caller's
 * @source DiDonato & Morris (1992), ACM TOMS 18(3), modified Lentz evaluation; checked against R's
 *         pbeta in tests/unit/num/test_dist.c, relative error < 1e-12
 */
ENT_API ENT_MUST_USE ent_status ent_num_beta_cdf(double x, double a, double b, double *out,
                                                 ent_error *err);

/**
 * Quantile of Student's t: the value below which a share p lies.
 * @shape 0 < p < 1, df > 0   @error ENT_E_DOMAIN otherwise   @cost 80 evaluations of the above
 * @owner out is the caller's   @source checked against R's qt, relative error < 1e-9
 */
ENT_API ENT_MUST_USE ent_status ent_num_t_quantile(double p, double df, double *out,
                                                   ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

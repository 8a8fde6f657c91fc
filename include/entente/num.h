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
 * @error ENT_E_LIMIT  the fraction does not settle in 100,000 steps (a or b beyond about 1e9)
 * @cost  steps of a continued fraction grow with sqrt(max(a, b))   @owner out is the caller's
 * @source DiDonato & Morris (1992), ACM TOMS 18(3), modified Lentz evaluation; checked against R's
 *         pbeta in tests/unit/num/test_dist.c, relative error < 1e-12 for a + b up to 630
 */
ENT_API ENT_MUST_USE ent_status ent_num_beta_cdf(double x, double a, double b, double *out,
                                                 ent_error *err);

/**
 * Quantile of Student's t: the value below which a share p lies.
 * @shape 0 < p < 1, df > 0   @error ENT_E_DOMAIN otherwise
 * @error ENT_E_LIMIT  beyond 1e150 (a tiny p with df far below 1), or as ent_num_beta_cdf
 * @cost under 100 evaluations of the above for usual p   @owner out is the caller's
 * @source checked against R's qt in tests/unit/num/test_dist.c, relative error < 1e-9
 */
ENT_API ENT_MUST_USE ent_status ent_num_t_quantile(double p, double df, double *out,
                                                   ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

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

/** log P(l < z < u) of a standard normal z, and how it answers to moving the ends. */
typedef struct ent_num_interval {
    double log_p;
    double upper, lower; /**< phi(u) / P and phi(l) / P: d log P / du, and minus that by l */
    double info_upper, info_lower, info_both; /**< minus the second derivatives: uu, ll, ul */
} ent_num_interval;

/**
 * The probability of an interval between two ends of a standard normal, for ordered probit models.
 * Good in both tails, where the difference of two distribution functions is not: relative error of
 * log_p and of the derivatives below 1e-9 for |l|, |u| < 1e5 and u - l > 1e-4.
 * @shape l < u; l may be -HUGE_VAL, u may be HUGE_VAL, not both   @unit none
 * @cost  at most two erfc, two exp and one log   @owner out is the caller's
 * @source Abramowitz & Stegun (1964), 26.2.14; checked in tests/unit/num/test_probit.c against
 *         values from R's pnorm(log.p = TRUE) and against differences
 */
ENT_API void ent_num_probit_interval(double l, double u, ent_num_interval *out);

/**
 * Inverse of a symmetric positive definite matrix in place, by symmetric sweeps.
 * @shape a: n * n, row after row; the lower triangle is read, both are written; work: n
 * @return false: not positive definite to working precision, a is then spoiled
 * @param log_det  natural log of the determinant; NULL: not wanted
 * @cost  n^3 multiplications and additions together; no memory   @owner all the caller's
 * @source Goodnight (1979), "A Tutorial on the SWEEP Operator", The American Statistician 33(3)
 */
ENT_API ENT_MUST_USE bool ent_num_spd_invert(double *a, size_t n, double *work, double *log_det);

/**
 * c = a b for square matrices, row after row; c must not overlap a or b.
 * @shape n * n each   @cost n^3 multiplications and as many additions   @owner the caller's
 */
ENT_API void ent_num_multiply(const double *a, const double *b, size_t n, double *c);

#ifdef __cplusplus
}
#endif
#endif

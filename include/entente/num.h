/* entente/num.h: distributions, random streams, small matrices and minima, without domain words. */
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

/**
 * Regularised lower incomplete gamma function P(a, x): the distribution function of Gamma(a, 1).
 * Chi-square with k degrees of freedom below x is P(k / 2, x / 2).
 * @shape a > 0, x >= 0   @error ENT_E_DOMAIN otherwise
 * @error ENT_E_LIMIT     the series does not settle (a beyond about 1e9)
 * @cost  steps grow with sqrt(a)   @owner out is the caller's
 * @source Abramowitz & Stegun (1964) 6.5.29 and 6.5.31; checked against R's pgamma, relative
 *         error < 1e-12
 */
ENT_API ENT_MUST_USE ent_status ent_num_gamma_cdf(double a, double x, double *out, ent_error *err);

/** Share of a standard normal below x. @unit 0..1   @missing NaN gives NaN   @cost O(1) */
ENT_API double ent_num_normal_cdf(double x);

/**
 * The value below which a share p of a standard normal lies.
 * @shape 0 < p < 1   @error ENT_E_DOMAIN otherwise   @cost O(1)   @owner out is the caller's
 * @source bisection to a start, then Newton on erfc; checked against R's qnorm, absolute error
 *         < 1e-13 for p in 1e-12 .. 1 - 1e-12
 */
ENT_API ENT_MUST_USE ent_status ent_num_normal_quantile(double p, double *out, ent_error *err);

/* ---- random numbers that depend on nothing but their key -------------------------------------
 */

/** A stream of random numbers: the same key and stream give the same numbers on every machine, and
 * two streams of one key never meet. A plain struct: copying it copies the place reached. */
typedef struct ent_random {
    uint64_t key;    /**< the seed */
    uint64_t stream; /**< which of 2^64 streams: a dyad, a member, a world */
    uint64_t block;  /**< blocks of four words used */
    uint32_t word[4];
    uint32_t left; /**< words of the block not yet handed out */
    bool has_spare;
    double spare; /**< the second normal of a pair */
} ent_random;

/**
 * The stream's beginning.
 * @cost O(1)   @owner the caller's; nothing to free
 * @source Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC11:
 *         Philox 4x32, ten rounds; checked against the vectors published with it
 */
ENT_API ent_random ent_random_at(uint64_t key, uint64_t stream);
/** 32 even bits. @cost O(1) amortised */
ENT_API uint32_t ent_random_bits(ent_random *random);
/** Evenly in (0, 1), never an end; 52 bits. @cost O(1) */
ENT_API double ent_random_unit(ent_random *random);
/** Standard normal. @cost O(1)   @source Box & Muller (1958), Ann. Math. Statist. 29(2) */
ENT_API double ent_random_normal(ent_random *random);
/**
 * Gamma(shape, 1). @shape shape > 0, else NaN   @cost O(1) expected
 * @source Marsaglia & Tsang (2000), ACM TOMS 26(3)
 */
ENT_API double ent_random_gamma(ent_random *random, double shape);
/**
 * Poisson, as a whole number. @shape 0 <= mean <= 1e15, else NaN   @cost O(log mean) expected
 * @source Ahrens & Dieter (1974), Computing 12: halving by gamma, then by products of units
 */
ENT_API double ent_random_poisson(ent_random *random, double mean);
/**
 * Binomial, as a whole number. @shape 0 <= p <= 1, else NaN   @cost O(log n) expected
 * @source Ahrens & Dieter (1974), Computing 12: halving by beta, then one by one
 */
ENT_API double ent_random_binomial(ent_random *random, uint64_t n, double p);

/* ---- small dense symmetric matrices, row by row -----------------------------------------------
 */

/**
 * A = L L' in place: L in the lower triangle, zeros above.
 * @shape  a: n x n, row by row; only the lower triangle is read
 * @error  ENT_E_DOMAIN A is not positive definite (err->row says at which row, from 1)
 * @cost   n^3 / 6 multiplications   @owner a is the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_num_cholesky(double *a, size_t n, ent_error *err);
/** x = A^-1 b from the L of ent_num_cholesky; b and x may be one. @shape n @cost O(n^2) */
ENT_API void ent_num_cholesky_solve(const double *l, size_t n, const double *b, double *x);
/** A^-1 from the L of ent_num_cholesky. @shape inverse: n x n, not l itself @cost O(n^3) */
ENT_API void ent_num_cholesky_inverse(const double *l, size_t n, double *inverse);

/* ---- minima -----------------------------------------------------------------------------------
 */

/**
 * A function and its gradient at x. A value of HUGE_VAL says "not defined here"; the gradient is
 * then not looked at.
 * @shape x, gradient: n
 */
typedef ent_status (*ent_num_objective)(void *user, const double *x, size_t n, double *value,
                                        double *gradient, ent_error *err);

/** What is to be minimised, and how long to try. Zero means the default. */
typedef struct ent_num_problem {
    ent_num_objective objective;
    void *user;
    size_t n;
    size_t max_steps;      /**< 0: 500 */
    double gradient_share; /**< met when |gradient| <= this * max(1, |x|); 0: 1e-5 */
    double value_share;    /**< met when ten steps gained less than this share; 0: 1e-10 */
    double step;           /**< of ent_num_hessian, for |x| <= 1, else times |x|; 0: 6e-6 */
    bool one_sided;        /**< ent_num_hessian: differences to one side only, at half the cost */
} ent_num_problem;

typedef struct ent_num_minimum {
    double value, gradient_norm;
    size_t steps, evaluations;
    bool converged; /**< false: the cap or the line search ended it; x is the best point met */
} ent_num_minimum;

/**
 * Walk downhill from x to a local minimum by limited-memory BFGS.
 * @shape  x: problem->n, start on entry, best point on return
 * @error  ENT_E_DOMAIN the function is not defined at the start   @error ENT_E_SHAPE n is 0
 * @error  ENT_E_NOMEM  @error whatever the objective returns
 * @cost   one or two evaluations a step   @owner x is the caller's; nothing is kept
 * @source Nocedal (1980), Math. Comp. 35(151); Liu & Nocedal (1989), Math. Prog. 45
 */
ENT_API ENT_MUST_USE ent_status ent_num_minimise(const ent_num_problem *problem, double *x,
                                                 ent_num_minimum *out, ent_error *err);

/**
 * The second derivatives at x, by central differences of the gradient, made symmetric.
 * @shape  hessian: n x n, row by row   @unit as the gradient, per unit of x
 * @error  ENT_E_DOMAIN the function is not defined within a step of x   @error ENT_E_NOMEM
 * @error  whatever the objective returns
 * @cost   2 n evaluations, n + 1 when one_sided   @owner hessian is the caller's
 */
ENT_API ENT_MUST_USE ent_status ent_num_hessian(const ent_num_problem *problem, const double *x,
                                                double *hessian, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif

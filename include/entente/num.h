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

/* ---- how well one list of numbers tells another ------------------------------------------------
 */

/** A statistic of n items with its 90 % interval. */
typedef struct ent_num_statistic {
    double value, low, high;
    size_t n;
} ent_num_statistic;

/**
 * Correlation of x and y, and that of their ranks (ties share the middle rank).
 * @shape  n each   @unit -1..1
 * @missing the caller leaves out items without a value
 * @error  ENT_E_SHAPE   fewer than 4 items
 * @error  ENT_E_DOMAIN  a value is not finite, or one list does not vary   @error ENT_E_NOMEM ranks
 * @cost   O(n), ranks O(n log n)   @owner everything stays the caller's
 * @source interval: Fisher's z, standard error 1 / sqrt(n - 3); for ranks sqrt((1 + r^2 / 2) /
 *         (n - 3)), Bonett & Wright (2000), Psychometrika 65(1). It takes items for independent:
 *         for years of the same pairs use ent_num_bootstrap over pairs. Checked against R's
 *         cor.test, 1e-12.
 */
ENT_API ENT_MUST_USE ent_status ent_num_pearson(const double *x, const double *y, size_t n,
                                                ent_num_statistic *out, ent_error *err);
ENT_API ENT_MUST_USE ent_status ent_num_spearman(const double *x, const double *y, size_t n,
                                                 ent_num_statistic *out, ent_error *err);

/**
 * Area under the receiver operating characteristic: the probability that a case scores above a
 * non-case, ties counting half (Mann-Whitney).
 * @shape  score, is_case: n   @unit 0..1, 0.5 = no skill
 * @error  ENT_E_SHAPE   fewer than 2 cases or 2 others   @error ENT_E_NOMEM
 * @error  ENT_E_DOMAIN  a score is not finite
 * @cost   O(n log n)   @owner everything stays the caller's
 * @source interval: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44(3), cut at 0 and 1; by
 *         ranks after Sun & Xu (2014), IEEE Signal Processing Letters 21(11). Items count as
 *         independent, see ent_num_pearson. Checked against R's pROC, 1e-12.
 */
ENT_API ENT_MUST_USE ent_status ent_num_auc(const double *score, const bool *is_case, size_t n,
                                            ent_num_statistic *out, ent_error *err);

/**
 * Something computed from items in an order or selection: items[0..n), places in the caller's data.
 * @return ENT_NONE when it is not defined for these items
 */
typedef ent_status (*ent_num_measure)(void *user, const size_t *items, size_t n, double *out,
                                      ent_error *err);

/** What is drawn or shuffled, how often, and the key of its random stream. */
typedef struct ent_num_resampling {
    ent_num_measure measure;
    void *user;
    size_t n, rounds;
    uint64_t key;
} ent_num_resampling;

/**
 * Interval of a statistic from drawing n units with replacement, `rounds` times: 5 % and 95 %
 * points. Units are what is independent: pairs, not years of pairs.
 * @shape  1 <= n, 20 <= rounds <= 1,000,000   @error ENT_E_SHAPE otherwise   @error ENT_E_NOMEM
 * @error  ENT_E_DOMAIN  not defined for the data as they are, or for over a tenth of the draws
 * @error  whatever the measure returns
 * @cost   rounds + 1 calls of the measure   @owner everything stays the caller's
 * @source Efron (1979), Annals of Statistics 7(1), percentile interval. Same key, same answer.
 */
ENT_API ENT_MUST_USE ent_status ent_num_bootstrap(const ent_num_resampling *plan,
                                                  ent_num_statistic *out, ent_error *err);

/**
 * How often chance does as well: the share of `rounds` random orders, and the true one, in which
 * the statistic is at least as large. The measure is called with places in a shuffled order, and
 * with 0, 1, 2 .. for the truth.
 * @param value  NULL, or where the statistic of the truth goes
 * @unit   0 < p <= 1   @shape, @error as ent_num_bootstrap; any order it is not defined for is an
 *         error   @cost rounds + 1 calls of the measure   @owner everything stays the caller's
 * @source Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1): (1 + hits) / (1 + rounds)
 */
ENT_API ENT_MUST_USE ent_status ent_num_permutation(const ent_num_resampling *plan, double *value,
                                                    double *p, ent_error *err);

/** What a list of probabilities is worth, by the mean squared error and by the mean log score. */
typedef struct ent_num_score {
    double brier;     /**< 0 best; = miscalibration - discrimination + uncertainty */
    double log_score; /**< mean ln of the probability given to what happened; 0 best */
    double miscalibration, discrimination, uncertainty;
    size_t n, n_happened;
} ent_num_score;

/**
 * Score probabilities of yes-no events, with the CORP decomposition: recalibrate by isotonic
 * regression and see what that gains.
 * @param fitted  NULL, or n places for the recalibrated probabilities, in the items' order
 * @shape  p, happened: n   @unit squared probability; natural logarithms
 * @error  ENT_E_SHAPE n is 0   @error ENT_E_DOMAIN a p outside 0..1   @error ENT_E_NOMEM
 * @missing the caller leaves out what nobody knows the end of
 * @cost   O(n log n)   @owner everything stays the caller's
 * @source Dimitriadis, Gneiting & Jordan (2021), PNAS 118(8); pool-adjacent-violators after Ayer et
 *         al. (1955). A certain p that fails gives a log score of minus infinity. Checked against
 *         R's isoreg.
 */
ENT_API ENT_MUST_USE ent_status ent_num_probability_score(const double *p, const bool *happened,
                                                          size_t n, double *fitted,
                                                          ent_num_score *out, ent_error *err);
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

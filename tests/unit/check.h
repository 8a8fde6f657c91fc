/* check.h: what the tests of numbers share: cmocka, closeness, and a seeded generator of our own.
 */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
/* A test named by what it holds to be true. */
#define FACT(name, function)             \
    {                                    \
        name, function, NULL, NULL, NULL \
    }
#define RUN(tests) cmocka_run_group_tests(tests, NULL, NULL)

/* Within a share of what is wanted; zero must be met exactly. */
static inline void
check_relative(double got, double want, double tolerance, const char *what)
{
    double away = fabs(got - want);

    if (!(away <= tolerance * fabs(want)))
        fail_msg("%s: got %.17g, want %.17g within %g of it", what, got, want, tolerance);
}

static inline void
check_near(double got, double want, double tolerance, const char *what)
{
    if (!(fabs(got - want) <= tolerance))
        fail_msg("%s: got %.17g, want %.17g +- %g", what, got, want, tolerance);
}

/* splitmix64, after Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators".
 */
typedef struct dice {
    uint64_t state;
} dice;

static inline uint64_t
dice_next(dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0 <= x < n */
static inline unsigned
dice_below(dice *d, unsigned n)
{
    return (unsigned)(dice_next(d) % n);
}

/* 0 <= x < 1 */
static inline double
dice_unit(dice *d)
{
    return (double)(dice_next(d) >> 11) / 9007199254740992.0;
}

#endif

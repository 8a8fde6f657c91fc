/* base/number.c: text to numbers and back, free of locale; compensated sums. */
#include "entente/base.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(DBL_MANT_DIG == 53 && FLT_EVAL_METHOD == 0, "the exact path needs IEEE doubles");

/* Powers of ten that a double holds exactly. */
static const double exact_power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { EXACT_POWER_MAX = 22, EXACT_DIGITS_MAX = 15, EXPONENT_CAP = 100000 };

/* A decimal as read: (-1)^negative * digits * 10^exponent, when n_digits <= EXACT_DIGITS_MAX. */
typedef struct decimal {
    uint64_t digits;
    int n_digits; /* significant ones; leading zeros do not count */
    int exponent;
    bool negative;
} decimal;

/* A byte's value as a digit; above 9 when it is none. */
static unsigned
digit(char c)
{
    return (unsigned)(unsigned char)c - '0';
}

static void
add_digit(decimal *d, unsigned value)
{
    if (d->n_digits == 0 && value == 0) return;
    if (d->n_digits < EXACT_DIGITS_MAX) d->digits = d->digits * 10 + value;
    if (d->n_digits <= EXACT_DIGITS_MAX) d->n_digits++; /* one beyond the maximum says "too many" */
}

/* "e+12" at s, or nothing there; NULL when malformed, else the byte after it. */
static const char *
read_exponent(const char *s, int *out)
{
    bool negative;
    int e = 0;

    *out = 0;
    if (*s != 'e' && *s != 'E') return s;
    s++;
    negative = *s == '-';
    if (*s == '-' || *s == '+') s++;
    if (digit(*s) > 9) return NULL;
    for (; digit(*s) <= 9; s++)
        if (e < EXPONENT_CAP) e = e * 10 + (int)digit(*s);
    *out = negative ? -e : e;
    return s;
}

/* True when all of s is a decimal number. */
static bool
read_decimal(const char *s, decimal *d)
{
    const char *whole;
    int exponent, places = 0;
    bool any;

    *d = (decimal){0};
    d->negative = *s == '-';
    if (*s == '-' || *s == '+') s++;
    whole = s;
    for (; digit(*s) <= 9; s++)
        add_digit(d, digit(*s));
    any = s > whole;
    if (*s == '.') {
        for (s++; digit(*s) <= 9; s++) {
            add_digit(d, digit(*s));
            any = true;
            if (places < EXPONENT_CAP) places++;
        }
    }
    if (!any) return false;
    s = read_exponent(s, &exponent);
    d->exponent = exponent - places;
    return s && *s == '\0';
}

/* The one call of strtod: right for any number of digits, in the C locale whatever the caller's. */
static double
parse_slowly(const char *s)
{
    /* The C library hands out one static object for "C": nothing is allocated, nothing can fail. */
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double v;

    ENT_ASSERT(c);
    v = strtod_l(s, NULL, c);
    freelocale(c);
    return v;
}

ent_status
ent_parse_double(const char *s, double *out, ent_error *err)
{
    decimal d;
    double v;

    if (!read_decimal(s, &d)) return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is not a number", s);
    if (d.n_digits <= EXACT_DIGITS_MAX && d.exponent >= -EXACT_POWER_MAX &&
        d.exponent <= EXACT_POWER_MAX) {
        /* Both operands are exact, so the one rounding is the right one. */
        v = (double)d.digits;
        v = d.exponent < 0 ? v / exact_power[-d.exponent] : v * exact_power[d.exponent];
        *out = d.negative ? -v : v;
        return ENT_OK;
    }
    v = parse_slowly(s);
    if (!isfinite(v))
        return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is beyond what a double holds", s);
    *out = v;
    return ENT_OK;
}

ent_status
ent_parse_i64(const char *s, int64_t *out, ent_error *err)
{
    const char *p = s;
    bool negative = *p == '-';
    int64_t v = 0;

    if (*p == '-' || *p == '+') p++;
    if (digit(*p) > 9) return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is not a whole number", s);
    for (; digit(*p) <= 9; p++) {
        int64_t value = (int64_t)digit(*p);

        /* Downwards, because the least number has no positive counterpart. */
        if (__builtin_mul_overflow(v, (int64_t)10, &v) || __builtin_sub_overflow(v, value, &v))
            return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is beyond 64 bits", s);
    }
    if (*p != '\0') return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is not a whole number", s);
    if (!negative && __builtin_sub_overflow((int64_t)0, v, &v))
        return ent_fail(err, ENT_E_PARSE, "\"%.40s\" is beyond 64 bits", s);
    *out = v;
    return ENT_OK;
}

/* ---- numbers to text ------------------------------------------------------------------------ */

enum { DIGITS_MAX = 17 };

/* v as n digits, "d.ddd" * 10^*exponent, correctly rounded; the locale's point is passed over. */
static void
digits_of(double v, int n, char digits[DIGITS_MAX + 1], int *exponent)
{
    char text[48];
    const char *e;
    const char *p;
    int at = 0;

    (void)ent_snprintf(text, sizeof text, "%.*e", n - 1, v);
    e = strrchr(text, 'e');
    for (p = text; p < e; p++)
        if (digit(*p) <= 9) digits[at++] = *p;
    digits[at] = '\0';
    *exponent = 0;
    (void)read_exponent(e, exponent);
}

/* Do these digits read back as v? */
static bool
reads_back(const char *digits, int exponent, double v)
{
    char text[48];
    double again = 0;

    (void)ent_snprintf(text, sizeof text, "%se%d", digits, exponent - (int)strlen(digits) + 1);
    return ent_parse_double(text, &again, NULL) == ENT_OK && again == v;
}

/* Add one to the last digit; false when it would carry out of the front. */
static bool
next_digits(char *digits)
{
    size_t i = strlen(digits);

    while (i > 0) {
        if (digits[i - 1] < '9') {
            digits[i - 1]++;
            return true;
        }
        digits[i - 1] = '0';
        i--;
    }
    return false;
}

/* The fewest digits that read back as v > 0, without trailing zeros. */
static void
shortest_digits(double v, char digits[DIGITS_MAX + 1], int *exponent)
{
    /* 15 digits always survive in a normal double, so below that the zeros just have to go;
     * subnormals hold fewer. */
    int n = v < DBL_MIN ? 1 : EXACT_DIGITS_MAX;
    size_t len;

    for (; n < DIGITS_MAX; n++) {
        digits_of(v, n, digits, exponent);
        if (reads_back(digits, *exponent, v)) break;
        /* At a power of two the gap above is twice the gap below: the nearest text can be too far
         * below and its upper neighbour still near enough (2^-44). */
        if (next_digits(digits) && reads_back(digits, *exponent, v)) break;
    }
    if (n == DIGITS_MAX) digits_of(v, n, digits, exponent);
    len = strlen(digits);
    while (len > 1 && digits[len - 1] == '0')
        digits[--len] = '\0';
}

/* Digits to "240.11", "0.0001", "3e+20". */
static void
lay_out(const char *digits, int exponent, const char *sign, char *out, size_t size)
{
    int n = (int)strlen(digits);

    if (exponent < -4 || exponent >= DIGITS_MAX)
        (void)ent_snprintf(out, size, "%s%c%s%se%c%02d", sign, digits[0], n > 1 ? "." : "",
                           digits + 1, exponent < 0 ? '-' : '+',
                           exponent < 0 ? -exponent : exponent);
    else if (exponent < 0)
        (void)ent_snprintf(out, size, "%s0.%.*s%s", sign, -exponent - 1, "0000", digits);
    else if (exponent + 1 >= n)
        (void)ent_snprintf(out, size, "%s%s%.*s", sign, digits, exponent + 1 - n,
                           "00000000000000000");
    else
        (void)ent_snprintf(out, size, "%s%.*s.%s", sign, exponent + 1, digits,
                           digits + exponent + 1);
}

/* Decimal digits of m, right-aligned before `end`; where they begin. */
static char *
put_digits(uint64_t m, char *end)
{
    do {
        *--end = (char)('0' + m % 10);
        m /= 10;
    } while (m);
    return end;
}

/* v >= 0 with at most 15 digits and 6 decimals, as nearly all published figures have: exact integer
 * work instead of trial printing. False when v is not of this kind. */
static bool
format_plainly(double v, bool negative, char *out, size_t size)
{
    char text[32];
    char *at, *const end = text + sizeof text;
    int places, i;
    uint64_t m = 0;

    for (places = 0; places <= 6; places++) {
        double scaled = v * exact_power[places];

        if (scaled >= 1e15) return false;
        m = (uint64_t)(scaled + 0.5);
        if ((double)m / exact_power[places] == v) break;
    }
    if (places > 6 || (places > 4 && v < 1e-4)) return false;
    at = end;
    for (i = 0; i < places; i++, m /= 10)
        *--at = (char)('0' + m % 10);
    if (places > 0) *--at = '.';
    at = put_digits(m, at);
    if (negative) *--at = '-';
    if ((size_t)(end - at) >= size) return false;
    memcpy(out, at, (size_t)(end - at));
    out[end - at] = '\0';
    return true;
}

void
ent_format_double(double v, char *out, size_t size)
{
    char digits[DIGITS_MAX + 1];
    const bool negative = signbit(v) != 0;
    int exponent;

    if (size == 0) return;
    if (isnan(v) || isinf(v)) { /* never a value of ours; ent_parse_double refuses it */
        (void)ent_snprintf(out, size, "%s", isnan(v) ? "nan" : negative ? "-inf" : "inf");
        return;
    }
    v = fabs(v);
    if (format_plainly(v, negative, out, size)) return;
    shortest_digits(v, digits, &exponent);
    lay_out(digits, exponent, negative ? "-" : "", out, size);
}

/* ---- sums ----------------------------------------------------------------------------------- */

/* Neumaier (1974): the rounding error of each addition is kept, whichever operand is larger. */
void
ent_sum_add(ent_sum *sum, double v)
{
    double total = sum->total + v;

    if (fabs(sum->total) >= fabs(v))
        sum->carry += (sum->total - total) + v;
    else
        sum->carry += (v - total) + sum->total;
    sum->total = total;
}

double
ent_sum_value(const ent_sum *sum)
{
    return sum->total + sum->carry;
}

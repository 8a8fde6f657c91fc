/* feed/parse.c: counts, decimals, days and roles as feeds write them. */
#include "feed/feed_priv.h"

static bool
is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

bool
feed_read_count(feed_text t, uint32_t *out)
{
    uint32_t v = 0;

    if (t.n < 1 || t.n > 9) return false;
    for (uint32_t i = 0; i < t.n; i++) {
        if (!is_digit(t.p[i])) return false;
        v = 10 * v + (uint32_t)(t.p[i] - '0');
    }
    *out = v;
    return true;
}

/* ---- decimals ------------------------------------------------------------------------------- */

/* Digits and point of a decimal text: "-12.50E-05". */
typedef struct decimal {
    bool negative;
    const char *p; /* first byte behind the sign */
    uint32_t n;    /* digits and point, without the exponent */
    int64_t whole; /* digits before the point, moved by the exponent */
    uint32_t n_digits;
} decimal;

/* "E-05" behind the digits. */
static bool
read_exponent(const char *p, const char *end, int64_t *out)
{
    bool negative = false;
    int64_t v = 0;

    if (p < end && (*p == '-' || *p == '+')) negative = *p++ == '-';
    if (p == end || end - p > 6) return false;
    for (; p < end; p++) {
        if (!is_digit(*p)) return false;
        v = 10 * v + (*p - '0');
    }
    *out = negative ? -v : v;
    return true;
}

static bool
split_decimal(feed_text t, decimal *out)
{
    const char *p = t.p, *end = t.p + t.n, *point = NULL;
    int64_t exponent = 0;

    *out = (decimal){0};
    if (p < end && (*p == '-' || *p == '+')) out->negative = *p++ == '-';
    out->p = p;
    for (; p < end && *p != 'e' && *p != 'E'; p++) {
        if (is_digit(*p)) {
            out->n_digits++;
        } else if (*p == '.' && !point) {
            point = p;
        } else {
            return false;
        }
    }
    out->n = (uint32_t)(p - out->p);
    if (out->n_digits == 0 || (p < end && !read_exponent(p + 1, end, &exponent))) return false;
    out->whole = (point ? point : p) - out->p + exponent;
    return true;
}

/* Half away from zero asks for no more than the first digit that is dropped. */
static bool
scale_decimal(const decimal *d, unsigned places, int32_t *out)
{
    int64_t wanted = d->whole + (int64_t)places, v = 0, seen = 0;
    bool up = false;

    if (wanted < 0) wanted = -1; /* the first dropped digit is a 0 before all others */
    for (uint32_t i = 0; i < d->n && seen <= wanted; i++) {
        if (d->p[i] == '.') continue;
        if (seen++ == wanted) {
            up = d->p[i] >= '5';
            break;
        }
        v = 10 * v + (d->p[i] - '0');
        if (v > 1000000000) return false;
    }
    for (; v && seen < wanted; seen++) {
        v *= 10;
        if (v > 1000000000) return false;
    }
    v += up;
    if (v > 1000000000) return false;
    *out = (int32_t)(d->negative ? -v : v);
    return true;
}

/* Are these n bytes digits? Eight at a time; up to 7 bytes behind them are read (FEED_PADDING). */
static bool
all_digits(const char *p, size_t n)
{
    for (; n > 0; p += 8) {
        uint64_t word, wrong;

        memcpy(&word, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        /* a digit is 0x30..0x39: its upper half is 3, and stays 3 when 6 is added */
        wrong = ((word & UINT64_C(0xf0f0f0f0f0f0f0f0)) ^ UINT64_C(0x3030303030303030)) |
                (((word + UINT64_C(0x0606060606060606)) & UINT64_C(0xf0f0f0f0f0f0f0f0)) ^
                 UINT64_C(0x3030303030303030));
        if (n < 8) return (wrong << (64 - 8 * n)) == 0;
        if (wrong) return false;
        n -= 8;
    }
    return true;
}

/* "-4.74308300395256": at most four digits, a point, and at least a digit more than wanted. False:
 * it has another form, or is none. */
static bool
read_usual(feed_text t, unsigned places, int32_t *out)
{
    const char *p = t.p, *end = t.p + t.n;
    bool negative = p < end && *p == '-';
    int32_t v = 0;
    unsigned n = 0;

    p += negative;
    for (; n < 4 && p < end && is_digit(*p); n++)
        v = 10 * v + (*p++ - '0');
    if (n == 0 || end - p < (ptrdiff_t)places + 1 || *p++ != '.') return false;
    if (!all_digits(p, (size_t)(end - p))) return false;
    for (unsigned i = 0; i < places; i++)
        v = 10 * v + (*p++ - '0');
    v += p < end && *p >= '5';
    *out = negative ? -v : v;
    return true;
}

bool
feed_read_decimal(feed_text t, unsigned places, int32_t *out)
{
    decimal d;

    if (places < 5 && read_usual(t, places, out)) return true;
    return split_decimal(t, &d) && scale_decimal(&d, places, out);
}

/* ---- days ----------------------------------------------------------------------------------- */

/* Days since 1970-01-01 of the Gregorian calendar; years after 0. Counted in eras of 400 years
 * that begin on 1 March. */
static bool
day_number(unsigned year, unsigned month, unsigned day, int32_t *out)
{
    static const uint8_t lengths[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    unsigned y, m;
    int32_t number;

    if (year < 1 || month < 1 || month > 12 || day < 1) return false;
    if (day > lengths[month] + (month == 2 && leap ? 1U : 0U)) return false;
    y = month > 2 ? year : year - 1;
    m = month > 2 ? month - 3 : month + 9;
    number = (int32_t)(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1) - 719468;
    if (number < FEED_DAY_MIN || number > FEED_DAY_MAX) return false;
    *out = number;
    return true;
}

static bool
read_digits(const char *p, unsigned n, unsigned *out)
{
    unsigned v = 0;

    for (unsigned i = 0; i < n; i++) {
        if (!is_digit(p[i])) return false;
        v = 10 * v + (unsigned)(p[i] - '0');
    }
    *out = v;
    return true;
}

bool
feed_read_day8(feed_text t, int32_t *out)
{
    uint32_t pairs[4];

    if (t.n < 8 || !all_digits(t.p, 8)) return false;
    for (unsigned i = 0; i < 4; i++)
        pairs[i] = (uint32_t)(10 * (t.p[2 * i] - '0') + (t.p[2 * i + 1] - '0'));
    return day_number(100 * pairs[0] + pairs[1], pairs[2], pairs[3], out);
}

bool
feed_read_day10(feed_text t, int32_t *out)
{
    unsigned year, month, day;

    return t.n >= 10 && t.p[4] == '-' && t.p[7] == '-' && read_digits(t.p, 4, &year) &&
           read_digits(t.p + 5, 2, &month) && read_digits(t.p + 8, 2, &day) &&
           day_number(year, month, day, out);
}

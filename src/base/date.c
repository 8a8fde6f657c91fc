/* base/date.c: dates no more precise than their source, in two calendars, as spans of days. */
#include "entente/base.h"

#include <string.h>

/* ---- calendars ------------------------------------------------------------------------------ */

static int64_t
floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool
is_leap(int64_t year, unsigned calendar)
{
    if (calendar == ENT_CAL_JULIAN) return year % 4 == 0;
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int64_t year, int month, unsigned calendar)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year, calendar));
}

/* Days since 1970-01-01 Gregorian. The year is taken to begin in March, so that the leap day is its
 * last; (153 m + 2) / 5 is the sum of its month lengths. Day 0 of both counts is 1 March of year 0;
 * in the Julian calendar that lies two days before the Gregorian one. */
static int64_t
day_number(int64_t year, int month, int day, unsigned calendar)
{
    int64_t y = year - (month <= 2);
    int64_t m = (month + 9) % 12;
    int64_t n = 365 * y + floor_div(y, 4) + (153 * m + 2) / 5 + day - 1;

    if (calendar == ENT_CAL_JULIAN)
        n -= 2;
    else
        n += floor_div(y, 400) - floor_div(y, 100);
    return n - 719468; /* 1 March 0 to 1 January 1970, Gregorian */
}

ent_date
ent_date_from_day(int32_t day)
{
    int64_t n = (int64_t)day + 719468;
    int64_t cycle = floor_div(n, 146097); /* 400 years */
    int64_t in_cycle = n - cycle * 146097;
    int64_t y = (in_cycle - in_cycle / 1460 + in_cycle / 36524 - in_cycle / 146096) / 365;
    int64_t in_year = in_cycle - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * in_year + 2) / 153; /* March = 0 */
    ent_date d = {0};

    d.day = (uint8_t)(in_year - (153 * m + 2) / 5 + 1);
    d.month = (uint8_t)(m < 10 ? m + 3 : m - 9);
    d.year = (int32_t)(cycle * 400 + y + (m >= 10));
    d.precision = ENT_PREC_DAY;
    return d;
}

/* Month `months` after January of year 0, as a first day. */
static int64_t
month_start(int64_t months, unsigned calendar)
{
    int64_t year = floor_div(months, 12);

    return day_number(year, (int)(months - year * 12) + 1, 1, calendar);
}

static int64_t
year_start(int64_t year, unsigned calendar)
{
    return day_number(year, 1, 1, calendar);
}

bool
ent_date_span(const ent_date *d, int32_t *first_day, int32_t *last_day)
{
    const int64_t wide = d->circa ? 1 : 0;
    const unsigned cal = d->calendar;
    int64_t first, end, unit; /* end: the day after the last */

    switch (d->precision) {
    case ENT_PREC_DAY:
        first = day_number(d->year, d->month, d->day, cal) - wide;
        end = first + 1 + 2 * wide;
        break;
    case ENT_PREC_MONTH:
        unit = (int64_t)d->year * 12 + d->month - 1;
        first = month_start(unit - wide, cal);
        end = month_start(unit + 1 + wide, cal);
        break;
    case ENT_PREC_YEAR:
    case ENT_PREC_DECADE:
    case ENT_PREC_CENTURY:
        unit = d->precision == ENT_PREC_YEAR ? 1 : d->precision == ENT_PREC_DECADE ? 10 : 100;
        first = year_start(d->year - wide * unit, cal);
        end = year_start(d->year + unit + wide * unit, cal);
        break;
    default:
        return false;
    }
    *first_day = (int32_t)first;
    *last_day = (int32_t)(end - 1);
    return true;
}

/* ---- making and writing --------------------------------------------------------------------- */

static ent_status
make(int year, int month, int day, unsigned calendar, ent_date *out, ent_error *err)
{
    ent_date d = {0};

    if (year < ENT_YEAR_MIN || year > ENT_YEAR_MAX)
        return ent_fail(err, ENT_E_DOMAIN, "year %d; want %d to %d", year, ENT_YEAR_MIN,
                        ENT_YEAR_MAX);
    if (month < 0 || month > 12)
        return ent_fail(err, ENT_E_DOMAIN, "month %d; want 1 to 12", month);
    if (month == 0 && day != 0) return ent_fail(err, ENT_E_DOMAIN, "day %d of no month", day);
    if (day < 0 || (day > 0 && day > days_in_month(year, month, calendar)))
        return ent_fail(err, ENT_E_DOMAIN, "there is no %04d-%02d-%02d", year, month, day);
    d.year = year;
    d.month = (uint8_t)month;
    d.day = (uint8_t)day;
    d.precision = day ? ENT_PREC_DAY : month ? ENT_PREC_MONTH : ENT_PREC_YEAR;
    d.calendar = (uint8_t)calendar;
    *out = d;
    return ENT_OK;
}

ent_status
ent_date_make(int year, int month, int day, ent_date *out, ent_error *err)
{
    return make(year, month, day, ENT_CAL_GREGORIAN, out, err);
}

/* "st", "nd", "rd" or "th", for the centuries we know. */
static const char *
ordinal_suffix(int n)
{
    if (n / 10 == 1) return "th";
    return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

/* The number in `width` digits. By hand, because ids of claims need three dates each, and printf
 * takes longer than hashing them. */
static char *
put_digits(char *at, int v, int width)
{
    for (int i = width - 1; i >= 0; i--, v /= 10)
        at[i] = (char)('0' + v % 10);
    return at + width;
}

static char *
put_word(char *at, const char *word)
{
    while (*word)
        *at++ = *word++;
    return at;
}

void
ent_date_format(const ent_date *d, char *out, size_t size)
{
    char text[ENT_DATE_TEXT_MAX];
    char *at = text;
    const int year = d->year < 0 || d->year > 9999 ? 0 : d->year; /* none of ours */

    if (d->precision != ENT_PREC_NONE && d->circa) at = put_word(at, "c. ");
    if (d->precision == ENT_PREC_CENTURY) { /* the 17th is 1601 to 1700 */
        const int century = (year + 99) / 100;

        at = put_digits(at, century, 2);
        at = put_word(at, ordinal_suffix(century));
        at = put_word(at, " c.");
    } else if (d->precision != ENT_PREC_NONE) {
        at = put_digits(at, year, 4);
    }
    if (d->precision == ENT_PREC_DECADE) *at++ = 's';
    if (d->precision == ENT_PREC_MONTH || d->precision == ENT_PREC_DAY) {
        *at++ = '-';
        at = put_digits(at, d->month, 2);
    }
    if (d->precision == ENT_PREC_DAY) {
        *at++ = '-';
        at = put_digits(at, d->day, 2);
    }
    if (d->precision != ENT_PREC_NONE && d->calendar == ENT_CAL_JULIAN)
        at = put_word(at, " (julian)");
    *at = '\0';
    if (size == 0) return;
    if ((size_t)(at - text) >= size) text[size - 1] = '\0';
    memcpy(out, text, strlen(text) + 1);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* What is left to read; taking from it moves `at`. */
typedef struct rest {
    const char *at, *end;
} rest;

static bool
take_word(rest *r, const char *word)
{
    size_t n = strlen(word);

    if ((size_t)(r->end - r->at) < n || memcmp(r->at, word, n) != 0) return false;
    r->at += n;
    return true;
}

static bool
take_digits(rest *r, int count, int *out)
{
    int i, v = 0;

    if (r->end - r->at < count) return false;
    for (i = 0; i < count; i++) {
        char c = r->at[i];

        if (c < '0' || c > '9') return false;
        v = v * 10 + (c - '0');
    }
    r->at += count;
    *out = v;
    return true;
}

static ent_status
bad_form(const char *s, ent_error *err)
{
    return ent_fail(err, ENT_E_PARSE,
                    "date \"%.40s\"; want YYYY-MM-DD, YYYY-MM, YYYY, 1860s or 17th c., "
                    "with \"c. \" before if about and \" (julian)\" behind if so",
                    s);
}

/* " (julian)" cut off the end of r, if there. */
static unsigned
take_calendar(rest *r)
{
    static const char word[] = " (julian)";
    const size_t n = sizeof word - 1;

    if ((size_t)(r->end - r->at) < n || memcmp(r->end - n, word, n) != 0) return ENT_CAL_GREGORIAN;
    r->end -= n;
    return ENT_CAL_JULIAN;
}

/* "17th c." */
static bool
take_century(rest *r, int *century)
{
    rest t = *r;

    if (!take_digits(&t, 2, century) || !take_word(&t, ordinal_suffix(*century)) ||
        !take_word(&t, " c.") || t.at != t.end)
        return false;
    *r = t;
    return true;
}

/* "1969-03-02", "1969-03", "1969", "1860s"; month and day stay 0 when they are not there. */
static bool
take_year(rest *r, int *year, int *month, int *day, bool *decade)
{
    if (!take_digits(r, 4, year)) return false;
    *decade = take_word(r, "s");
    if (*decade) return r->at == r->end && *year % 10 == 0;
    if (take_word(r, "-")) {
        if (!take_digits(r, 2, month) || *month == 0) return false;
        if (take_word(r, "-") && (!take_digits(r, 2, day) || *day == 0)) return false;
    }
    return r->at == r->end;
}

ent_status
ent_date_parse(const char *s, ent_date *out, ent_error *err)
{
    rest r = {s, s + strlen(s)};
    ent_date d = {0};
    ent_error why = {0};
    int year = 0, month = 0, day = 0, century = 0;
    ent_precision coarse = ENT_PREC_NONE; /* when coarser than the digits alone say */
    bool circa, decade = false;
    unsigned calendar;
    ent_status st;

    if (r.at == r.end) {
        *out = d;
        return ENT_OK;
    }
    calendar = take_calendar(&r);
    circa = take_word(&r, "c. ");
    if (take_century(&r, &century)) {
        year = (century - 1) * 100 + 1;
        coarse = ENT_PREC_CENTURY;
    } else if (!take_year(&r, &year, &month, &day, &decade)) {
        return bad_form(s, err);
    } else if (decade) {
        coarse = ENT_PREC_DECADE;
    }
    st = make(year, month, day, calendar, &d, &why);
    if (st && year >= ENT_YEAR_MIN && year <= ENT_YEAR_MAX)
        st = ENT_E_PARSE; /* the year is right: the text itself names no day */
    if (st) return ent_fail(err, st, "date \"%.40s\": %s", s, why.text);
    if (coarse) d.precision = (uint8_t)coarse;
    d.circa = circa;
    *out = d;
    return ENT_OK;
}

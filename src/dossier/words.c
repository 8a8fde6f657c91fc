/* words.c: numbers, intervals, hedges and dates as people write them. */
#include "build_priv.h"

#include <math.h>
#include <string.h>

/* "1234567" -> "1,234,567" */
static void
group_digits(double value, char *out, size_t size)
{
    char digits[40];
    size_t n, k = 0;

    ent_snprintf(digits, sizeof digits, "%.0f", fabs(value));
    n = strlen(digits);
    if (value < 0 && strcmp(digits, "0") != 0 && k + 1 < size) out[k++] = '-';
    for (size_t i = 0; i < n && k + 2 < size; i++) {
        out[k++] = digits[i];
        if ((n - i - 1) % 3 == 0 && i + 1 < n) out[k++] = ',';
    }
    out[k] = '\0';
}

static void
words_large(double value, const char *unit, char *out, size_t size)
{
    static const struct {
        double from, per;
        const char *word;
    } STEPS[] = {{1e12, 1e12, "tn"}, {1e9, 1e9, "bn"}, {1e6, 1e6, "m"}};
    double a = fabs(value);

    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        double v = value / STEPS[i].per;

        if (a < 0.99995 * STEPS[i].from) continue; /* what rounds up to 1,000 m is 1.00 bn */
        ent_snprintf(out, size,
                     fabs(v) < 10     ? "%.2f %s %s"
                     : fabs(v) < 1000 ? "%.1f %s %s"
                                      : "%.0f %s %s",
                     v, STEPS[i].word, unit);
        return;
    }
    {
        char digits[48];

        group_digits(value, digits, sizeof digits);
        ent_snprintf(out, size, "%s %s", digits, unit);
    }
}

static void
words_percent(double share, char *out, size_t size)
{
    double p = 100 * share;

    if (p > 0 && p < 0.1)
        ent_snprintf(out, size, "under 0.1 %%");
    else
        ent_snprintf(out, size, fabs(p) < 10 ? "%.1f %%" : "%.0f %%", p);
}

static void
words_plain(double value, char *out, size_t size)
{
    double a = fabs(value);

    if (a > 0 && a < 0.005) /* not nothing: never printed as 0.00 */
        ent_snprintf(out, size, "%.1g", value);
    else if (a >= 1000)
        group_digits(value, out, size);
    else if (fabs(value - round(value)) < 1e-9)
        ent_snprintf(out, size, "%.0f", value);
    else if (a >= 100)
        ent_snprintf(out, size, fabs(value - round(value)) > 0.05 ? "%.1f" : "%.0f", value);
    else
        ent_snprintf(out, size, a >= 10 ? "%.1f" : "%.2f", value);
}

void
words_quantity(double value, const char *unit, char *out, size_t size)
{
    char plain[64];

    if (!unit) unit = "";
    if (strcmp(unit, "share") == 0) {
        words_percent(value, out, size);
    } else if (strcmp(unit, "USD") == 0) {
        words_large(value, "USD", out, size);
    } else if (strcmp(unit, "persons") == 0) {
        group_digits(value, out, size);
    } else {
        const ent_unit *u = ent_ref_unit(unit);
        const char *title = u && u->title ? u->title : "";

        words_plain(value, plain, sizeof plain);
        ent_snprintf(out, size, "%s%s%s", plain, *title ? " " : "", title);
    }
}

void
words_range(double low, double high, const char *unit, char *out, size_t size)
{
    char from[64], to[64];
    char *from_unit, *to_unit;

    words_quantity(low, unit, from, sizeof from);
    words_quantity(high, unit, to, sizeof to);
    from_unit = strchr(from, ' ');
    to_unit = strchr(to, ' ');
    if (from_unit && to_unit && strcmp(from_unit, to_unit) == 0) *from_unit = '\0';
    ent_snprintf(out, size, "%s to %s", from, to);
}

/* At least one end is open. */
static void
words_bound(const ent_estimate *e, const char *value, char *out, size_t size)
{
    char end[64];

    if (!isfinite(e->low) && !isfinite(e->high)) {
        ent_snprintf(out, size, "%s (no bounds)", value);
    } else if (!isfinite(e->high)) {
        words_quantity(e->low, e->unit, end, sizeof end);
        if (strcmp(end, value) == 0)
            ent_snprintf(out, size, "over %s", value);
        else
            ent_snprintf(out, size, "%s (at least %s)", value, end);
    } else {
        words_quantity(e->high, e->unit, end, sizeof end);
        if (strcmp(end, value) == 0)
            ent_snprintf(out, size, "under %s", value);
        else
            ent_snprintf(out, size, "%s (at most %s)", value, end);
    }
}

void
words_estimate(const ent_estimate *e, char *out, size_t size)
{
    char value[64], low[64], high[64], range[140];

    if (e->state != ENT_VALUE) {
        ent_snprintf(out, size, "%s", ent_state_name(e->state));
        return;
    }
    words_quantity(e->value, e->unit, value, sizeof value);
    if (!isfinite(e->low) || !isfinite(e->high) || e->basis == ENT_BASIS_BOUND) {
        words_bound(e, value, out, size);
        return;
    }
    words_quantity(e->low, e->unit, low, sizeof low);
    words_quantity(e->high, e->unit, high, sizeof high);
    words_range(e->low, e->high, e->unit, range, sizeof range);
    if (strcmp(low, high) == 0 || e->basis == ENT_BASIS_DIGITS)
        ent_snprintf(out, size, "%s", value);
    else
        ent_snprintf(out, size, "%s (%s)", value, range);
}

void
words_claim_quantity(const ent_claim *claim, char *out, size_t size)
{
    static const char *const HEDGE[] = {"", "about ", "over ", "under ", ""};
    const ent_unit *u = claim->unit ? ent_ref_unit(claim->unit) : NULL;
    double factor = u ? u->factor : 1;
    const char *base = u ? u->base : claim->unit;
    char value[64];

    out[0] = '\0';
    if (claim->quantity_state == ENT_MISSING) ent_snprintf(out, size, "missing");
    if (claim->quantity_state != ENT_VALUE) return;
    words_quantity(claim->quantity * factor, base, value, sizeof value);
    if (claim->approx == ENT_APPROX_RANGE) {
        words_range(claim->quantity_low * factor, claim->quantity_high * factor, base, out, size);
        return;
    }
    ent_snprintf(out, size, "%s%s", HEDGE[claim->approx], value);
}

static const char *const MONTHS[] = {"",        "January",  "February", "March",  "April",
                                     "May",     "June",     "July",     "August", "September",
                                     "October", "November", "December"};

void
words_date(const ent_date *d, char *out, size_t size)
{
    const char *about = d->circa ? "about " : "";

    switch ((ent_precision)d->precision) {
    case ENT_PREC_NONE:
        ent_snprintf(out, size, "undated");
        break;
    case ENT_PREC_DAY:
        ent_snprintf(out, size, "%s%d %s %d%s", about, d->day, MONTHS[d->month], (int)d->year,
                     d->calendar == ENT_CAL_JULIAN ? " (Julian)" : "");
        break;
    case ENT_PREC_MONTH:
        ent_snprintf(out, size, "%s%s %d", about, MONTHS[d->month], (int)d->year);
        break;
    case ENT_PREC_YEAR:
        ent_snprintf(out, size, "%s%d", about, (int)d->year);
        break;
    case ENT_PREC_DECADE:
        ent_snprintf(out, size, "%s%ds", about, (int)d->year / 10 * 10);
        break;
    case ENT_PREC_CENTURY:
        ent_snprintf(out, size, "%s%ds", about, (int)d->year / 100 * 100);
        break;
    }
}

void
words_claim_time(const ent_claim *claim, char *out, size_t size)
{
    char from[48], to[48];

    words_date(&claim->valid_from, from, sizeof from);
    if (claim->valid_from.precision == ENT_PREC_NONE && claim->valid_to.precision) {
        words_date(&claim->valid_to, to, sizeof to);
        ent_snprintf(out, size, "until %s", to);
    } else if (claim->ongoing && claim->valid_from.precision == ENT_PREC_NONE) {
        ent_snprintf(out, size, "undated, ongoing");
    } else if (claim->ongoing) {
        ent_snprintf(out, size, "since %s", from);
    } else if (claim->valid_to.precision == ENT_PREC_NONE) {
        ent_snprintf(out, size, "%s", from);
    } else {
        words_date(&claim->valid_to, to, sizeof to);
        if (strcmp(from, to) == 0)
            ent_snprintf(out, size, "%s", from);
        else
            ent_snprintf(out, size, "%s to %s", from, to);
    }
}

double
words_year_of_day(int32_t day)
{
    ent_date d = ent_date_from_day(day);
    ent_date year = {.year = d.year, .precision = ENT_PREC_YEAR};
    int32_t first = day, last = day;
    bool ok = ent_date_span(&year, &first, &last);

    ENT_ASSERT(ok);
    return d.year + (double)(day - first) / (double)(last - first + 1);
}

int
words_year(const ent_estimate *e)
{
    return ent_date_from_day(e->last_day).year;
}

void
words_years(const ent_estimate *e, char *out, size_t size)
{
    int first = ent_date_from_day(e->first_day).year, last = words_year(e);

    if (first < last)
        ent_snprintf(out, size, "%d\u2013%d", first, last);
    else
        ent_snprintf(out, size, "%d", last);
}

const char *
words_s(const char *name)
{
    size_t len = strlen(name);

    return len && name[len - 1] == 's' ? "'" : "'s";
}

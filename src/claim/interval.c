/* claim/interval.c: the interval that a claim itself states or implies, and whether it weighs. */
#include "entente/claim.h"

#include <math.h>
#include <string.h>

/* 95th percentile of the standard normal: a two-sided 90 % interval. */
static const double z90 = 1.6448536269514722;

bool
ent_claim_has_weight(const ent_claim *claim)
{
    return claim->checked != ENT_CHECKED_MEMORY && claim->attribution != ENT_ATTR_POSTER &&
           claim->reliability != 'F' && claim->credibility != '6' && claim->credibility != '5';
}

/* ---- sampling ------------------------------------------------------------------------------- */

/* Factor that makes the quantity a share 0..1; 0 when its unit is none of a share. */
static double
share_factor(const ent_claim *claim)
{
    const ent_unit *unit = claim->unit ? ent_ref_unit(claim->unit) : NULL;

    return unit && strcmp(unit->base, "share") == 0 ? unit->factor : 0;
}

/* Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
 */
static bool
wilson(const ent_claim *claim, double *low, double *high)
{
    const double factor = share_factor(claim), n = (double)claim->n;
    const double p = claim->quantity * factor, z2 = z90 * z90;
    double centre, half;

    if (factor <= 0 || claim->n <= 0 || p < 0 || p > 1) return false;
    centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    half = z90 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    *low = p == 0 ? 0 : (centre - half) / factor; /* exactly so, without the rounding */
    *high = p == 1 ? 1 / factor : (centre + half) / factor;
    return true;
}

/* ---- digits --------------------------------------------------------------------------------- */

/* A figure's own text: how many digits it has and what the last one counts (10^*power). */
static void
printed_digits(double v, int *digits, int *power)
{
    char text[32];
    const char *p = text;
    bool point = false, any = false;
    int64_t exponent = 0;

    ent_format_double(fabs(v), text, sizeof text);
    *digits = 0;
    *power = 0;
    for (; *p && *p != 'e'; p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        if (point) (*power)--;
        any = any || *p != '0';
        *digits += any;
    }
    if (*p == 'e' && ent_parse_i64(p + 1, &exponent, NULL) == ENT_OK) *power += (int)exponent;
}

/* Unit of the last significant digit. */
static double
last_digit_unit(const ent_claim *claim)
{
    int digits, power, printed = claim->digits;
    double v = fabs(claim->quantity);

    printed_digits(v, &digits, &power);
    if (v == 0) return 1;
    if (printed <= 0 || printed > 17) printed = digits;
    power += digits - printed;
    /* "about 38,000" has two digits that mean something, though five are on paper: before the
     * point, zeros at the end only fill. A coder who says fewer digits is believed. */
    if (claim->approx == ENT_APPROX_ABOUT && printed >= digits)
        while (power >= 0 && fmod(v, pow(10, power + 1)) == 0)
            power++;
    return pow(10, power);
}

/* ---- all together --------------------------------------------------------------------------- */

/* People, money and areas cannot be fewer than none; a score or index can be below zero, and so
 * can a figure that its source itself prints as negative. */
static double
lowest_possible(const ent_claim *claim)
{
    const ent_unit *unit = claim->unit ? ent_ref_unit(claim->unit) : NULL;
    bool signed_scale = !unit || strcmp(unit->base, "index") == 0 ||
                        strcmp(unit->base, "level") == 0 || claim->quantity < 0;

    return signed_scale ? -HUGE_VAL : 0;
}

ent_status
ent_claim_interval(const ent_claim *claim, double *low, double *high, ent_basis *basis)
{
    const double v = claim->quantity;
    double half;

    if (claim->quantity_state != ENT_VALUE) return ENT_NONE;
    if (claim->approx == ENT_APPROX_RANGE) {
        *low = claim->quantity_low;
        *high = claim->quantity_high;
        *basis = ENT_BASIS_STATED;
    } else if (claim->approx == ENT_APPROX_OVER || claim->approx == ENT_APPROX_UNDER) {
        *low = claim->approx == ENT_APPROX_OVER ? v : lowest_possible(claim);
        *high = claim->approx == ENT_APPROX_OVER ? HUGE_VAL : v;
        *basis = ENT_BASIS_BOUND;
    } else if (claim->standard_error > 0) {
        *low = v - z90 * claim->standard_error;
        *high = v + z90 * claim->standard_error;
        *basis = ENT_BASIS_SAMPLING;
    } else if (wilson(claim, low, high)) {
        *basis = ENT_BASIS_SAMPLING;
    } else {
        half = last_digit_unit(claim) * (claim->approx == ENT_APPROX_ABOUT ? 1 : 0.5);
        *low = fmax(v - half, lowest_possible(claim));
        *high = v + half;
        *basis = ENT_BASIS_DIGITS;
    }
    return ENT_OK;
}

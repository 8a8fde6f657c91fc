/* claim/check.c: is a claim whole and possible? */
#include "entente/claim.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- who ------------------------------------------------------------------------------------ */

static ent_status
wrong(ent_error *err, const char *field, const char *is, const char *want)
{
    if (!is) return ent_fail(err, ENT_E_DOMAIN, "%s is absent; want %s", field, want);
    return ent_fail(err, ENT_E_DOMAIN, "%s is \"%.60s\"; want %s", field, is, want);
}

static ent_status
check_polity(const char *field, const char *code, ent_error *err)
{
    if (code && ent_ref_polity(code)) return ENT_OK;
    return wrong(err, field, code, "a polity code");
}

static ent_status
check_parties(const ent_claim *c, const ent_indicator *what, ent_error *err)
{
    ent_status st = check_polity("from", c->from, err);

    if (st == ENT_OK && !what->monadic) st = check_polity("to", c->to, err);
    if (st == ENT_OK && what->monadic && c->to)
        st = ent_fail(err, ENT_E_DOMAIN, "to is \"%.60s\"; want none: %s is about one state", c->to,
                      what->code);
    if (st) return st;
    if ((unsigned)c->from_role >= ENT_ROLE_COUNT || (unsigned)c->to_role >= ENT_ROLE_COUNT)
        return ent_fail(err, ENT_E_DOMAIN, "a role is none of ent_role");
    return ENT_OK;
}

/* ---- what is said, and by whom -------------------------------------------------------------- */

static ent_status
check_given(const ent_claim *c, ent_error *err)
{
    const struct {
        const char *field, *is, *want;
    } needed[] = {
        {"set", c->set, "the data set it came in"},
        {"record", c->record, "the set's own key of the statement"},
        {"source", c->source, "a code of the sources table"},
    };

    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!needed[i].is || !needed[i].is[0])
            return wrong(err, needed[i].field, needed[i].is, needed[i].want);
    if (c->kind <= ENT_KIND_NONE || c->kind >= ENT_KIND_COUNT)
        return wrong(err, "kind", NULL, "act, statement, commitment, tie ...");
    return ENT_OK;
}

static ent_status
check_grade(const ent_claim *c, ent_error *err)
{
    if (c->reliability < 'A' || c->reliability > 'F')
        return ent_fail(err, ENT_E_DOMAIN, "reliability is not given; want A to F");
    if (c->credibility < '1' || c->credibility > '6')
        return ent_fail(err, ENT_E_DOMAIN, "credibility is not given; want 1 to 6");
    if ((unsigned)c->attribution >= ENT_ATTR_COUNT)
        return ent_fail(err, ENT_E_DOMAIN, "attribution is none of ent_attribution");
    if ((unsigned)c->checked >= ENT_CHECKED_COUNT)
        return ent_fail(err, ENT_E_DOMAIN, "checked is none of ent_checked");
    return ENT_OK;
}

/* ---- when ----------------------------------------------------------------------------------- */

/* Could `later` be no earlier than `sooner`, as precisely as both are known? */
static bool
can_follow(const ent_date *sooner, const ent_date *later)
{
    int32_t first = 0, last = 0, unused;

    return !ent_date_span(sooner, &first, &unused) || !ent_date_span(later, &unused, &last) ||
           last >= first;
}

static ent_status
check_dates(const ent_claim *c, ent_error *err)
{
    char from[ENT_DATE_TEXT_MAX], other[ENT_DATE_TEXT_MAX];

    ent_date_format(&c->valid_from, from, sizeof from);
    if (c->valid_from.precision == ENT_PREC_NONE)
        return wrong(err, "valid_from", NULL, "the time it is about");
    if (c->ongoing && c->valid_to.precision != ENT_PREC_NONE)
        return ent_fail(err, ENT_E_DOMAIN, "valid_to is given, and ongoing too; want one of them");
    if (!can_follow(&c->valid_from, &c->valid_to)) {
        ent_date_format(&c->valid_to, other, sizeof other);
        return ent_fail(err, ENT_E_DOMAIN, "valid_to is %s; want %s (valid_from) or later", other,
                        from);
    }
    if (!can_follow(&c->valid_from, &c->known_from)) {
        ent_date_format(&c->known_from, other, sizeof other);
        return ent_fail(err, ENT_E_DOMAIN, "known_from is %s; want %s (valid_from) or later", other,
                        from);
    }
    return ENT_OK;
}

/* ---- how much ------------------------------------------------------------------------------- */

/* Can the indicator's base unit be made from this one? */
static ent_status
check_unit(const ent_claim *c, const ent_indicator *what, ent_error *err)
{
    const ent_unit *unit = c->unit ? ent_ref_unit(c->unit) : NULL;
    const ent_unit *base = ent_ref_unit(what->unit);

    if (!unit) return wrong(err, "unit", c->unit, "a code of the table of units");
    if (strcmp(what->unit, "*") == 0 || (base && strcmp(unit->base, base->base) == 0))
        return ENT_OK;
    if (what->unit[0] == '\0')
        return ent_fail(err, ENT_E_DOMAIN, "unit is \"%.60s\"; want no quantity: %s has none",
                        c->unit, what->code);
    return ent_fail(err, ENT_E_DOMAIN, "unit is \"%.60s\"; want a unit of %s, as %s is in %s",
                    c->unit, what->unit, what->code, what->unit);
}

static ent_status
check_range(const ent_claim *c, ent_error *err)
{
    if (c->approx != ENT_APPROX_RANGE) return ENT_OK;
    if (!isfinite(c->quantity_low) || !isfinite(c->quantity_high))
        return ent_fail(err, ENT_E_DOMAIN, "quantity_low or quantity_high is not finite");
    if (!(c->quantity_low <= c->quantity && c->quantity <= c->quantity_high))
        return ent_fail(err, ENT_E_DOMAIN,
                        "quantity is %g; want it within quantity_low %g and quantity_high %g",
                        c->quantity, c->quantity_low, c->quantity_high);
    return ENT_OK;
}

static ent_status
check_quantity(const ent_claim *c, const ent_indicator *what, ent_error *err)
{
    ent_status st;

    if ((unsigned)c->quantity_state > ENT_VALUE)
        return ent_fail(err, ENT_E_DOMAIN, "quantity_state is none of ent_state");
    if ((unsigned)c->approx >= ENT_APPROX_COUNT)
        return ent_fail(err, ENT_E_DOMAIN, "approx is none of ent_approx");
    if (c->quantity_state == ENT_VALUE || c->unit) {
        st = check_unit(c, what, err);
        if (st) return st;
    }
    if (c->quantity_state != ENT_VALUE) return ENT_OK;
    if (!isfinite(c->quantity)) return ent_fail(err, ENT_E_DOMAIN, "quantity is not finite");
    if (!isfinite(c->standard_error) || c->standard_error < 0)
        return ent_fail(err, ENT_E_DOMAIN, "the standard error is %g; want 0 (not given) or more",
                        c->standard_error);
    if (c->n < 0)
        return ent_fail(err, ENT_E_DOMAIN, "n is %lld; want 0 (not given) or more",
                        (long long)c->n);
    if (c->digits < 0)
        return ent_fail(err, ENT_E_DOMAIN, "digits is %d; want 0 (unknown) or more", c->digits);
    return check_range(c, err);
}

static ent_status
check_event(const ent_claim *c, ent_error *err)
{
    if (c->sign < -1 || c->sign > 1)
        return ent_fail(err, ENT_E_DOMAIN, "sign is %d; want -1, 0 or 1", c->sign);
    if (c->intensity_scale && !isfinite(c->intensity))
        return ent_fail(err, ENT_E_DOMAIN, "intensity is not finite");
    return ENT_OK;
}

ent_status
ent_claim_check(ent_claim *claim, ent_error *err)
{
    const ent_indicator *what = claim->indicator ? ent_ref_indicator(claim->indicator) : NULL;
    ent_status st = check_given(claim, err);

    if (st) return st;
    if (!what)
        return wrong(err, "indicator", claim->indicator, "a code of the table of indicators");
    st = check_parties(claim, what, err);
    if (st == ENT_OK) st = check_grade(claim, err);
    if (st == ENT_OK) st = check_dates(claim, err);
    if (st == ENT_OK) st = check_event(claim, err);
    if (st == ENT_OK) st = check_quantity(claim, what, err);
    if (st) return st;
    claim->layer = what->layer;
    claim->directed = what->directed;
    return ENT_OK;
}

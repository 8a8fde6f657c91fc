/* claim/vocab.c: the words that enums have in the claim TSV, the ledger and the output. */
#include "entente/claim.h"

#include <string.h>

static const char *const roles[ENT_ROLE_COUNT] = {"",    "GOV", "MIL", "PAR", "MED",
                                                  "EDU", "BUS", "NGO", "CVL"};
static const char *const kinds[ENT_KIND_COUNT] = {
    "",         "act",     "statement",     "commitment", "tie",
    "attitude", "impulse", "commemoration", "repair",     "context"};
static const char *const approxes[ENT_APPROX_COUNT] = {"exact", "about", "over", "under", "range"};
static const char *const attributions[ENT_ATTR_COUNT] = {"own",       "official", "expert", "media",
                                                         "anonymous", "leaked",   "poster"};
static const char *const checks[ENT_CHECKED_COUNT] = {"file", "read", "computed", "memory"};
static const char *const skips[ENT_SKIP_COUNT] = {"missing", "aggregate", "not a state",
                                                  "self",    "absent",    "other"};

/* A value from nowhere (a damaged ledger) gets a word too; no parser takes it. */
static const char *
word(const char *const *words, size_t n, unsigned v)
{
    return v < n ? words[v] : "?";
}

static ent_status
find(const char *const *words, unsigned n, const char *s, unsigned *out)
{
    for (unsigned i = 0; i < n; i++)
        if (strcmp(words[i], s) == 0) {
            *out = i;
            return ENT_OK;
        }
    return ENT_NONE;
}

const char *
ent_role_name(ent_role v)
{
    return word(roles, ENT_ROLE_COUNT, (unsigned)v);
}

const char *
ent_kind_name(ent_kind v)
{
    return word(kinds, ENT_KIND_COUNT, (unsigned)v);
}

const char *
ent_approx_name(ent_approx v)
{
    return word(approxes, ENT_APPROX_COUNT, (unsigned)v);
}

const char *
ent_attribution_name(ent_attribution v)
{
    return word(attributions, ENT_ATTR_COUNT, (unsigned)v);
}

const char *
ent_checked_name(ent_checked v)
{
    return word(checks, ENT_CHECKED_COUNT, (unsigned)v);
}

const char *
ent_skip_name(ent_skip why)
{
    return word(skips, ENT_SKIP_COUNT, (unsigned)why);
}

ent_status
ent_role_parse(const char *s, ent_role *out)
{
    unsigned v;
    ent_status st = find(roles, ENT_ROLE_COUNT, s, &v);

    if (st == ENT_OK) *out = (ent_role)v;
    return st;
}

ent_status
ent_kind_parse(const char *s, ent_kind *out)
{
    unsigned v;
    ent_status st = find(kinds, ENT_KIND_COUNT, s, &v);

    if (st == ENT_OK) *out = (ent_kind)v;
    return st;
}

ent_status
ent_approx_parse(const char *s, ent_approx *out)
{
    unsigned v;
    ent_status st = find(approxes, ENT_APPROX_COUNT, s, &v);

    if (st == ENT_OK) *out = (ent_approx)v;
    return st;
}

ent_status
ent_attribution_parse(const char *s, ent_attribution *out)
{
    unsigned v;
    ent_status st = find(attributions, ENT_ATTR_COUNT, s, &v);

    if (st == ENT_OK) *out = (ent_attribution)v;
    return st;
}

ent_status
ent_checked_parse(const char *s, ent_checked *out)
{
    unsigned v;
    ent_status st = find(checks, ENT_CHECKED_COUNT, s, &v);

    if (st == ENT_OK) *out = (ent_checked)v;
    return st;
}

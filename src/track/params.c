/* params.c: parameters of the tracks that make sense, and finding sources and houses by name. */
#include "entente/track.h"

#include <math.h>
#include <string.h>

static bool
name_is_good(const char *name)
{
    size_t n = strnlen(name, ENT_TRACK_NAME_MAX);

    if (n == 0 || n == ENT_TRACK_NAME_MAX) return false;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)name[i] < ' ' || name[i] == '\x7f') return false;
    return ent_utf8_valid(name, n);
}

static bool
spread_is_good(const ent_track_spread *s)
{
    bool good = true;

    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        good = good && isfinite(s->mood[k]) && isfinite(s->lean[k]) && isfinite(s->own[k]) &&
               s->own[k] >= 0;
    return good;
}

static bool
rises(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || (i && !(x[i] > x[i - 1]))) return false;
    return true;
}

static bool
finite_all(const double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i])) return false;
    return true;
}

static bool
world_is_good(const ent_track_params *p)
{
    if (p->n_world > ENT_TRACK_KNOTS_MAX || !rises(p->world_t, p->n_world)) return false;
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        if (!finite_all(p->world_w[k], p->n_world)) return false;
    return true;
}

static bool
levels_are_good(const ent_track_source *s)
{
    if (s->kind != ENT_OBS_ORDERED) return s->n_levels == 0;
    return s->n_levels >= 2 && s->n_levels <= ENT_TRACK_LEVELS_MAX &&
           rises(s->tau, s->n_levels - 1);
}

static bool
knots_are_good(const ent_track_source *s)
{
    return s->n_knots <= ENT_TRACK_KNOTS_MAX && rises(s->knot_t, s->n_knots) &&
           finite_all(s->knot_b, s->n_knots);
}

/* What is wrong with a source; NULL: nothing. */
static const char *
wrong_source(const ent_track_source *s)
{
    const struct {
        bool good;
        const char *name;
    } checks[] = {
        {name_is_good(s->name), "name"},
        {(unsigned)s->kind < ENT_OBS_KINDS, "kind"},
        {isfinite(s->lam) && s->lam != 0, "lam"},
        {isfinite(s->alpha), "alpha"},
        {s->sigma >= 0 && isfinite(s->sigma), "sigma"},
        {s->rho >= 0 && s->rho < 1, "rho"},
        {isfinite(s->phi) && (s->phi > 0 || s->kind != ENT_OBS_COUNT), "phi"},
        {s->outliers >= 0 && s->outliers < .5, "outliers"},
        {knots_are_good(s), "knots"},
        {levels_are_good(s), "levels or tau"},
    };

    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
        if (!checks[i].good) return checks[i].name;
    return NULL;
}

static bool
origin_is_good(const char *text)
{
    size_t n = strnlen(text, ENT_TRACK_ORIGIN_MAX);

    for (size_t i = 0; i < n; i++)
        if ((unsigned char)text[i] < ' ' || text[i] == '\x7f') return false;
    return n < ENT_TRACK_ORIGIN_MAX && ent_utf8_valid(text, n);
}

static ent_status
check_process(const ent_track_params *p, ent_error *err)
{
    const char *wrong = NULL;
    double sum = 0;

    for (size_t k = 0; k < ENT_TRACK_KINDS; k++) {
        if (!(p->kappa[k] > 0) || !isfinite(p->kappa[k])) wrong = "kappa";
        for (size_t c = 0; c < ENT_TRACK_CLASSES; c++)
            if (!isfinite(p->mu[c][k])) wrong = "mu";
    }
    if (!spread_is_good(&p->fast)) wrong = "fast";
    if (!spread_is_good(&p->slow)) wrong = "slow";
    if (!spread_is_good(&p->level)) wrong = "level";
    if (!world_is_good(p)) wrong = "world";
    for (size_t c = 0; c < ENT_TRACK_VOLATILITIES; c++) {
        if (!(p->volatility[c] >= 0)) wrong = "volatility";
        sum += p->volatility[c];
    }
    if (!origin_is_good(p->origin)) wrong = "origin";
    if (!(fabs(sum - 1) < 1e-9)) wrong = "volatility (its sum)";
    if (wrong) return ent_fail(err, ENT_E_DOMAIN, "parameter %s is out of range", wrong);
    return ENT_OK;
}

ent_status
ent_track_params_check(const ent_track_params *p, ent_error *err)
{
    ent_status st = check_process(p, err);
    size_t at = 0;

    if (st) return st;
    if (p->n_sources > ENT_TRACK_SOURCES_MAX || p->n_houses > ENT_TRACK_HOUSES_MAX)
        return ent_fail(err, ENT_E_DOMAIN, "%zu sources, %zu houses; at most %d and %d",
                        p->n_sources, p->n_houses, ENT_TRACK_SOURCES_MAX, ENT_TRACK_HOUSES_MAX);
    for (size_t i = 0; i < p->n_sources; i++) {
        const char *wrong = wrong_source(&p->sources[i]);

        if (wrong)
            return ent_fail(err, ENT_E_DOMAIN, "source %zu: %s is out of range", i + 1, wrong);
        if (ent_track_source_find(p, p->sources[i].name, &at) && at != i)
            return ent_fail(err, ENT_E_DOMAIN, "two sources are called %s", p->sources[i].name);
    }
    for (size_t i = 0; i < p->n_houses; i++) {
        const ent_track_house *h = &p->houses[i];

        if (!name_is_good(h->name) || !isfinite(h->effect) || !(h->sd >= 0) || !isfinite(h->sd))
            return ent_fail(err, ENT_E_DOMAIN, "house %zu is out of range", i + 1);
        if (ent_track_house_find(p, h->name, &at) && at != i)
            return ent_fail(err, ENT_E_DOMAIN, "two houses are called %s", h->name);
    }
    return ENT_OK;
}

bool
ent_track_source_find(const ent_track_params *p, const char *name, size_t *out)
{
    for (size_t i = 0; i < p->n_sources; i++)
        if (strncmp(p->sources[i].name, name, ENT_TRACK_NAME_MAX) == 0) {
            *out = i;
            return true;
        }
    return false;
}

bool
ent_track_house_find(const ent_track_params *p, const char *name, size_t *out)
{
    for (size_t i = 0; i < p->n_houses; i++)
        if (strncmp(p->houses[i].name, name, ENT_TRACK_NAME_MAX) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* free.c: parameters by name, and the scale without bounds on which they are moved. */
#include "entente/track.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Where a parameter lies. i and j of its slot say which of them. */
enum group {
    IN_KAPPA = 0,  /* i: kind */
    IN_FAST,       /* i: part (mood, lean, own), j: kind */
    IN_SLOW,       /* likewise */
    IN_LEVEL,      /* likewise */
    IN_MU,         /* i: class, j: kind */
    IN_VOLATILITY, /* i: distance from 1: near 1, far 2 */
    IN_WORLD,      /* i: kind, j: knot */
    IN_LAM,        /* i: source, from here to IN_TAU */
    IN_ALPHA,
    IN_SIGMA,
    IN_RHO,
    IN_PHI,
    IN_OUTLIERS,
    IN_KNOT,   /* j: knot */
    IN_TAU,    /* j: threshold */
    IN_EFFECT, /* i: house */
    IN_SD      /* i: house */
};

/* How z is made of a value. */
enum form { AS_IS = 0, AS_LOG, AS_LOGIT, AS_HALF_LOGIT, AS_STEP, AS_RATIO };

enum { MIDDLE = ENT_TRACK_VOLATILITIES / 2 };

/* What a list is being made of and into. */
typedef struct list {
    const ent_track_params *p;
    const ent_track_rule *rules;
    size_t n_rules;
    ent_track_free *out;
    size_t n;
    bool met[64]; /* rules without '*' that matched */
    ent_status status;
    ent_error *err;
} list;

static double *
spread_field(ent_track_spread *s, size_t part, size_t kind)
{
    return part == 0 ? &s->mood[kind] : part == 1 ? &s->lean[kind] : &s->own[kind];
}

static double *
source_field(ent_track_source *s, enum group group, size_t j)
{
    switch (group) {
    case IN_LAM:
        return &s->lam;
    case IN_ALPHA:
        return &s->alpha;
    case IN_SIGMA:
        return &s->sigma;
    case IN_RHO:
        return &s->rho;
    case IN_PHI:
        return &s->phi;
    case IN_OUTLIERS:
        return &s->outliers;
    case IN_KNOT:
        return &s->knot_b[j];
    default:
        return &s->tau[j];
    }
}

static double *
field_of(ent_track_params *p, const ent_track_free *slot)
{
    size_t i = slot->i, j = slot->j;

    switch ((enum group)slot->group) {
    case IN_KAPPA:
        return &p->kappa[i];
    case IN_FAST:
        return spread_field(&p->fast, i, j);
    case IN_SLOW:
        return spread_field(&p->slow, i, j);
    case IN_LEVEL:
        return spread_field(&p->level, i, j);
    case IN_MU:
        return &p->mu[i][j];
    case IN_VOLATILITY:
        return &p->volatility[MIDDLE + i];
    case IN_WORLD:
        return &p->world_w[i][j];
    case IN_EFFECT:
        return &p->houses[i].effect;
    case IN_SD:
        return &p->houses[i].sd;
    default:
        return source_field(&p->sources[i], (enum group)slot->group, j);
    }
}

double
ent_track_free_value(const ent_track_params *p, const ent_track_free *slot)
{
    return *field_of((ent_track_params *)(uintptr_t)p, slot); /* read only */
}

/* '*' stands for any text. Patterns are the caller's and short; each star costs one scan. */
static bool
matches(const char *pattern, const char *name)
{
    const char *star = NULL, *back = NULL;

    while (*name) {
        if (*pattern == '*') {
            star = ++pattern;
            back = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star;
            name = ++back;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return *pattern == '\0';
}

static double
z_of(const ent_track_params *p, const ent_track_free *slot)
{
    double v = ent_track_free_value(p, slot);

    switch ((enum form)slot->form) {
    case AS_LOG:
        return log(v);
    case AS_LOGIT:
        return log(v / (1 - v));
    case AS_HALF_LOGIT:
        return log(2 * v / (1 - 2 * v));
    case AS_STEP:
        return log(v - p->sources[slot->i].tau[slot->j - 1]);
    case AS_RATIO:
        return log(0.5 * (v + p->volatility[MIDDLE - slot->i]) / p->volatility[MIDDLE]);
    default:
        return v;
    }
}

/* One more parameter, when it is part of the model and no rule holds it. */
static void
add(list *l, enum group group, enum form form, size_t i, size_t j, const char *name)
{
    ent_track_free slot = {.group = (uint8_t)group,
                           .form = (uint8_t)form,
                           .i = (uint16_t)i,
                           .j = (uint16_t)j,
                           .sd = HUGE_VAL};

    if (l->status) return;
    (void)ent_snprintf(slot.name, sizeof slot.name, "%s", name);
    for (size_t r = 0; r < l->n_rules; r++)
        if (matches(l->rules[r].pattern, slot.name)) {
            slot.sd = l->rules[r].sd;
            if (r < sizeof l->met) l->met[r] = true;
        }
    slot.centre = z_of(l->p, &slot);
    if (slot.sd == 0 || !isfinite(slot.centre)) return;
    if (l->n == ENT_TRACK_FREE_MAX) {
        l->status =
            ent_fail(l->err, ENT_E_LIMIT, "more than %d parameters are free", ENT_TRACK_FREE_MAX);
        return;
    }
    l->out[l->n++] = slot;
}

static void addf(list *l, enum group group, enum form form, size_t i, size_t j, const char *fmt,
                 ...) ENT_PRINTF(6, 7);

static void
addf(list *l, enum group group, enum form form, size_t i, size_t j, const char *fmt, ...)
{
    char name[ENT_TRACK_FREE_NAME_MAX];
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(name, sizeof name, fmt, args);
    va_end(args);
    add(l, group, form, i, j, name);
}

static const char KIND[ENT_TRACK_KINDS] = {'B', 'R', 'O'};

static void
add_spread(list *l, enum group group, const char *name)
{
    static const char *const parts[] = {"mood", "lean", "own"};

    for (size_t part = 0; part < 3; part++)
        for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
            addf(l, group, part == 2 ? AS_LOG : AS_IS, part, k, "%s.%s.%c", name, parts[part],
                 KIND[k]);
}

static void
add_shared(list *l)
{
    static const char *const classes[ENT_TRACK_CLASSES] = {"contiguous", "major", "other"};

    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        addf(l, IN_KAPPA, AS_LOG, k, 0, "kappa.%c", KIND[k]);
    add_spread(l, IN_FAST, "fast");
    add_spread(l, IN_SLOW, "slow");
    add_spread(l, IN_LEVEL, "level");
    for (size_t c = 0; c < ENT_TRACK_CLASSES; c++)
        for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
            addf(l, IN_MU, AS_IS, c, k, "mu.%s.%c", classes[c], KIND[k]);
    addf(l, IN_VOLATILITY, AS_RATIO, 1, 0, "volatility.near");
    addf(l, IN_VOLATILITY, AS_RATIO, 2, 0, "volatility.far");
    for (size_t k = 0; k < ENT_TRACK_KINDS; k++)
        for (size_t j = 0; j < l->p->n_world; j++)
            addf(l, IN_WORLD, AS_IS, k, j, "world.%c.%zu", KIND[k], j);
}

static void
add_source(list *l, size_t i)
{
    const ent_track_source *s = &l->p->sources[i];
    bool logit = s->kind == ENT_OBS_SHARE || s->kind == ENT_OBS_BINOMIAL;

    addf(l, IN_LAM, AS_LOG, i, 0, "source.%s.lam", s->name);
    if (logit || s->kind == ENT_OBS_COUNT)
        addf(l, IN_ALPHA, AS_IS, i, 0, "source.%s.alpha", s->name);
    if (s->kind == ENT_OBS_TONE || s->kind == ENT_OBS_GAUSSIAN)
        addf(l, IN_SIGMA, AS_LOG, i, 0, "source.%s.sigma", s->name);
    if (s->kind == ENT_OBS_TONE) addf(l, IN_RHO, AS_LOGIT, i, 0, "source.%s.rho", s->name);
    if (s->kind == ENT_OBS_COUNT) addf(l, IN_PHI, AS_LOG, i, 0, "source.%s.phi", s->name);
    addf(l, IN_OUTLIERS, AS_HALF_LOGIT, i, 0, "source.%s.outliers", s->name);
    for (size_t j = 0; j < s->n_knots; j++)
        addf(l, IN_KNOT, AS_IS, i, j, "source.%s.b.%zu", s->name, j);
    for (size_t j = 0; j + 1 < s->n_levels; j++)
        addf(l, IN_TAU, j ? AS_STEP : AS_IS, i, j, "source.%s.tau.%zu", s->name, j);
}

ent_status
ent_track_free_list(const ent_track_params *p, const ent_track_rule *rules, size_t n_rules,
                    ent_track_free *out, size_t *n, ent_error *err)
{
    list l = {.p = p, .rules = rules, .n_rules = n_rules, .out = out, .err = err};
    ent_status st = ent_track_params_check(p, err);

    if (st) return st;
    if (n_rules > sizeof l.met)
        return ent_fail(err, ENT_E_LIMIT, "%zu rules; want at most %zu", n_rules, sizeof l.met);
    for (size_t r = 0; r < n_rules; r++)
        if (!(rules[r].sd >= 0))
            return ent_fail(err, ENT_E_DOMAIN, "rule %s: sd %g; want 0 or more", rules[r].pattern,
                            rules[r].sd);
    add_shared(&l);
    for (size_t i = 0; i < p->n_sources; i++)
        add_source(&l, i);
    for (size_t i = 0; i < p->n_houses; i++) {
        addf(&l, IN_EFFECT, AS_IS, i, 0, "house.%s.effect", p->houses[i].name);
        addf(&l, IN_SD, AS_LOG, i, 0, "house.%s.sd", p->houses[i].name);
    }
    if (l.status) return l.status;
    for (size_t r = 0; r < n_rules; r++)
        if (!l.met[r] && !strchr(rules[r].pattern, '*'))
            return ent_fail(err, ENT_E_UNKNOWN, "no parameter is called %s", rules[r].pattern);
    *n = l.n;
    return ENT_OK;
}

void
ent_track_pack(const ent_track_params *p, const ent_track_free *slots, size_t n, double *z)
{
    for (size_t s = 0; s < n; s++)
        z[s] = z_of(p, &slots[s]);
}

/* Both weights of a distance from their ratio to the middle one; all five are then scaled to 1. */
static void
set_ratio(ent_track_params *p, size_t distance, double ratio)
{
    p->volatility[MIDDLE + distance] = p->volatility[MIDDLE - distance] =
        ratio * p->volatility[MIDDLE];
}

static void
scale_weights(ent_track_params *p)
{
    double sum = 0;

    for (size_t i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        sum += p->volatility[i];
    for (size_t i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        p->volatility[i] /= sum;
}

/* A threshold that moves takes those above it along, whose own steps stay. */
static void
set_step(ent_track_source *s, size_t j, double value)
{
    double by = value - s->tau[j];

    for (size_t above = j; above + 1 < s->n_levels; above++)
        s->tau[above] += by;
}

void
ent_track_unpack(const ent_track_free *slots, size_t n, const double *z, ent_track_params *p)
{
    bool weights = false;

    for (size_t s = 0; s < n; s++) {
        const ent_track_free *slot = &slots[s];
        double *field = field_of(p, slot);

        switch ((enum form)slot->form) {
        case AS_LOG:
            *field = exp(z[s]);
            break;
        case AS_LOGIT:
            *field = 1 / (1 + exp(-z[s]));
            break;
        case AS_HALF_LOGIT:
            *field = 0.5 / (1 + exp(-z[s]));
            break;
        case AS_STEP:
            set_step(&p->sources[slot->i], slot->j,
                     p->sources[slot->i].tau[slot->j - 1] + exp(z[s]));
            break;
        case AS_RATIO:
            set_ratio(p, slot->i, exp(z[s]));
            weights = true;
            break;
        default:
            if (slot->group == IN_TAU)
                set_step(&p->sources[slot->i], slot->j, z[s]);
            else
                *field = z[s];
        }
    }
    if (weights) scale_weights(p);
}

/* d / d(log ratio) of two weights that add to a whole of 1 with the others. */
static double
chain_ratio(const ent_track_params *p, const ent_track_params *score, size_t distance)
{
    const double *w = p->volatility, *g = score->volatility;
    size_t up = MIDDLE + distance, down = MIDDLE - distance;
    double all = 0;

    for (size_t i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        all += g[i] * w[i];
    return g[up] * w[up] + g[down] * w[down] - (w[up] + w[down]) * all;
}

static double
chain_tau(const ent_track_source *at, const ent_track_source *score, size_t j)
{
    double sum = 0;

    for (size_t above = j; above + 1 < at->n_levels; above++)
        sum += score->tau[above];
    return j ? sum * (at->tau[j] - at->tau[j - 1]) : sum;
}

void
ent_track_chain(const ent_track_params *p, const ent_track_params *score,
                const ent_track_free *slots, size_t n, double *gradient)
{
    for (size_t s = 0; s < n; s++) {
        const ent_track_free *slot = &slots[s];
        double value = ent_track_free_value(p, slot), g = ent_track_free_value(score, slot);

        if (slot->group == IN_TAU)
            gradient[s] = chain_tau(&p->sources[slot->i], &score->sources[slot->i], slot->j);
        else if (slot->form == AS_RATIO)
            gradient[s] = chain_ratio(p, score, slot->i);
        else if (slot->form == AS_LOG)
            gradient[s] = g * value;
        else if (slot->form == AS_LOGIT)
            gradient[s] = g * value * (1 - value);
        else if (slot->form == AS_HALF_LOGIT)
            gradient[s] = g * value * (1 - 2 * value);
        else
            gradient[s] = g;
    }
}

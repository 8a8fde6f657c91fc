/* world.c: made-up worlds of dyads with known tracks: growing news, drifts, echo, outliers,
 * surveys by few houses, yearly anchors, and ways in which the model is wrong. */
#include "world.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 2000, KNOTS = 4 };

static void
source(ent_track_params *p, size_t i, const char *name, ent_track_kind kind, double lam)
{
    ent_track_source *s = &p->sources[i];

    (void)snprintf(s->name, sizeof s->name, "%s", name);
    s->kind = kind;
    s->lam = lam;
}

static void
tone(ent_track_source *s, double sigma, double first_year, double last_year)
{
    static const double drift[KNOTS] = {0, -0.3, -0.7, -1.0};

    s->sigma = sigma;
    s->rho = 0.08;
    s->outliers = 0.02;
    s->n_knots = KNOTS;
    for (int j = 0; j < KNOTS; j++) {
        s->knot_t[j] = first_year + (last_year - first_year) * j / (KNOTS - 1);
        s->knot_b[j] = drift[j];
    }
}

void
world_params(double first_year, double last_year, ent_track_params *out)
{
    static const double kappa[] = {1.26, 1.95, 0.35}, mood[] = {0.72, 0.95, 0.2};
    static const double own[] = {0.5, 0.75, 0.33}, lean[] = {0.25, 0.35, 0.12};
    static const double slow[] = {0.08, 0.08, 0.06}, level_mood[] = {0.55, 0.45, 0.35};
    static const double level_own[] = {0.45, 0.42, 0.4}, level_lean[] = {0.25, 0.2, 0.15};
    static const double thresholds[] = {-3.2, -2.2, -0.9}, effects[] = {-0.2, -0.1, 0, 0.1, 0.2};

    memset(out, 0, sizeof *out);
    (void)snprintf(out->origin, sizeof out->origin, "made up");
    for (int k = 0; k < ENT_TRACK_KINDS; k++) {
        out->kappa[k] = kappa[k];
        out->fast.mood[k] = mood[k];
        out->fast.lean[k] = lean[k];
        out->fast.own[k] = own[k];
        out->slow.own[k] = slow[k];
        out->level.mood[k] = level_mood[k];
        out->level.lean[k] = level_lean[k];
        out->level.own[k] = level_own[k];
        out->mu[ENT_CLASS_CONTIGUOUS][k] = -0.3;
        out->mu[ENT_CLASS_MAJOR][k] = 0.2;
    }
    for (int i = 0; i < ENT_TRACK_VOLATILITIES; i++)
        out->volatility[i] = (const double[]){0.1, 0.2, 0.4, 0.2, 0.1}[i];
    out->n_world = KNOTS;
    for (int j = 0; j < KNOTS; j++) {
        out->world_t[j] = first_year + (last_year - first_year) * j / (KNOTS - 1);
        for (int k = 0; k < ENT_TRACK_KINDS; k++)
            out->world_w[k][j] = -0.5 * j / (KNOTS - 1);
    }
    out->n_sources = WORLD_SOURCES;
    source(out, WORLD_TONE_B, "tone-b", ENT_OBS_TONE, 1);
    source(out, WORLD_TONE_R, "tone-r", ENT_OBS_TONE, 1);
    source(out, WORLD_ANCHOR_B, "anchor-b", ENT_OBS_ORDERED, 1.5);
    source(out, WORLD_ANCHOR_R, "anchor-r", ENT_OBS_GAUSSIAN, 0.8);
    source(out, WORLD_SURVEY, "survey", ENT_OBS_SHARE, 1);
    tone(&out->sources[WORLD_TONE_B], 2.0, first_year, last_year);
    tone(&out->sources[WORLD_TONE_R], 2.2, first_year, last_year);
    out->sources[WORLD_ANCHOR_B].n_levels = 4;
    memcpy(out->sources[WORLD_ANCHOR_B].tau, thresholds, sizeof thresholds);
    out->sources[WORLD_ANCHOR_R].sigma = 0.4;
    out->sources[WORLD_SURVEY].alpha = 0.1;
    out->n_houses = WORLD_HOUSES;
    for (int h = 0; h < WORLD_HOUSES; h++) {
        (void)snprintf(out->houses[h].name, sizeof out->houses[h].name, "house-%d", h + 1);
        out->houses[h].effect = effects[h];
        out->houses[h].sd = 0.15;
    }
}

size_t
world_rules(double sd, ent_track_rule *rules)
{
    const ent_track_rule all[WORLD_RULES] = {
        {"*", sd},
        {"house.*.effect", fmin(sd, 0.3)},
        {"mu.other.*", 0},
        {"world.*.0", 0},
        {"slow.mood.*", 0},
        {"slow.lean.*", 0},
        {"source.tone-*.lam", 0},
        {"source.survey.lam", 0},
    };

    memcpy(rules, all, sizeof all);
    return WORLD_RULES;
}

/* One world under way. */
typedef struct making {
    const world_spec *spec;
    world *w;
    ent_track_params plain; /* the truth without outliers, which are drawn here */
    ent_random random;
    ent_track_dyad *dyad;
    const double *x; /* the dyad's path */
    size_t n_obs, room;
    int failed;
} making;

static double
drift_now(const making *m, size_t i)
{
    return (double)i / (double)(m->w->n_months - 1);
}

static void
put(making *m, ent_track_obs obs, double theta)
{
    ent_track_obs *to = &m->w->obs[m->n_obs];

    if (m->n_obs == m->room) {
        m->failed = 1;
        return;
    }
    *to = obs;
    if (ent_track_draw_value(&m->plain, &obs, theta, &m->random, &to->value, NULL)) m->failed = 1;
    to->grade = 1;
    m->n_obs++;
    m->dyad->n_obs++;
}

/* Mean tone of n events that were reported, when what is bad news is likelier to be. */
static double
picked_tone(making *m, const ent_track_source *s, double mean, double n, double log_odds)
{
    double sum = 0, shared = s->sigma * sqrt(s->rho) * ent_random_normal(&m->random);

    for (double k = 0; k < n;) {
        double e = mean + s->sigma * sqrt(1 - s->rho) * ent_random_normal(&m->random);

        if (ent_random_unit(&m->random) > 1 / (1 + exp(log_odds * e))) continue;
        sum += e;
        k += 1;
    }
    return sum / n + shared;
}

static void
put_tone(making *m, size_t source_at, size_t month, size_t track, double volume)
{
    const world_spec *spec = m->spec;
    const ent_track_source *s = &m->plain.sources[source_at];
    double n = ent_random_poisson(&m->random, volume), t = m->w->t[month];
    double theta = m->x[month * ENT_TRACKS + track], odd = ent_random_unit(&m->random);
    bool outlier = odd < m->w->truth.sources[source_at].outliers;
    ent_track_obs obs = {.t_first = t,
                         .t_last = t,
                         .n = n,
                         .grade = 1,
                         .source = (uint16_t)source_at,
                         .on = (uint8_t)track};

    if (n < 1) return;
    if (outlier && spec->outlier_sd > 0) obs.grade = spec->outlier_sd * spec->outlier_sd;
    put(m, obs, theta);
    if (spec->by_type > 0 && !outlier && !m->failed)
        m->w->obs[m->n_obs - 1].value =
            picked_tone(m, s,
                        ent_track_drift_at(s, t) + theta +
                            ent_track_world_at(&m->plain, track % ENT_TRACK_KINDS, t),
                        n, spec->by_type * drift_now(m, month));
}

static double
year_mean(const making *m, size_t year, size_t kind)
{
    double sum = 0;

    for (size_t i = year * 12; i < year * 12 + 12; i++)
        sum += m->x[i * ENT_TRACKS + kind] + m->x[i * ENT_TRACKS + ENT_TRACK_KINDS + kind];
    return sum / 24;
}

static void
put_evidence(making *m)
{
    const world_spec *spec = m->spec;
    bool surveyed = ent_random_unit(&m->random) < spec->survey_share;
    double size = spec->volume * exp(0.8 * ent_random_normal(&m->random) - 0.32);

    for (size_t i = 0; i < m->w->n_months; i++) {
        double volume = size * pow(fmax(1, spec->growth), drift_now(m, i)), t = m->w->t[i];

        for (size_t side = 0; side < ENT_TRACKS; side += ENT_TRACK_KINDS) {
            put_tone(m, WORLD_TONE_B, i, side + ENT_ON_B_AB, volume);
            put_tone(m, WORLD_TONE_R, i, side + ENT_ON_R_AB, volume);
            if (surveyed && ent_random_unit(&m->random) < 1.0 / 18)
                put(m,
                    (ent_track_obs){.t_first = t,
                                    .t_last = t,
                                    .n = 1000,
                                    .grade = 1,
                                    .source = WORLD_SURVEY,
                                    .house =
                                        (uint16_t)(1 + ent_random_bits(&m->random) % WORLD_HOUSES),
                                    .on = (uint8_t)(side + ENT_ON_O_AB)},
                    m->x[i * ENT_TRACKS + side + ENT_ON_O_AB]);
        }
        if (i % 12 == 11 && !spec->no_anchor) {
            double first = FIRST_YEAR + (double)(i / 12);
            ent_track_obs year = {.t_first = first, .t_last = first + 1, .grade = 1};

            year.source = WORLD_ANCHOR_B;
            year.on = ENT_ON_B;
            put(m, year, year_mean(m, i / 12, 0));
            year.source = WORLD_ANCHOR_R;
            year.on = ENT_ON_R;
            put(m, year, year_mean(m, i / 12, 1));
        }
    }
}

static void
add_jumps(making *m, double *x)
{
    for (size_t k = 0; k < ENT_TRACKS; k++) {
        double by = 0;

        for (size_t i = 0; i < m->w->n_months; i++) {
            if (ent_random_unit(&m->random) < m->spec->jumps / 12)
                by += ent_random_bits(&m->random) % 2 ? 1.5 : -1.5;
            x[i * ENT_TRACKS + k] += by;
        }
    }
}

static void
make_dyad(making *m, size_t d)
{
    world *w = m->w;
    double *x = w->x + d * w->n_months * ENT_TRACKS;
    size_t before = m->n_obs;
    ent_track_path path;

    m->random = ent_random_at(m->spec->seed, m->spec->number << 20 | d);
    m->dyad = &w->dyads[d];
    *m->dyad = (ent_track_dyad){.class_of = d % 10 == 0   ? ENT_CLASS_CONTIGUOUS
                                            : d % 10 == 1 ? ENT_CLASS_MAJOR
                                                          : ENT_CLASS_OTHER,
                                .t_start = FIRST_YEAR,
                                .t_end = FIRST_YEAR + (double)m->spec->n_years,
                                .obs = w->obs + before};
    path = (ent_track_path){.class_of = m->dyad->class_of, .t = w->t, .n = w->n_months};
    if (ent_track_draw_path(&w->truth, &path, &m->random, x, NULL)) m->failed = 1;
    add_jumps(m, x);
    m->x = x;
    put_evidence(m);
}

int
world_make(const world_spec *spec, const ent_track_params *truth, world *out)
{
    size_t n_months = spec->n_years * 12, room = spec->n_dyads * n_months * 7;
    world w = {.truth = *truth, .n_dyads = spec->n_dyads, .n_months = n_months};
    making m = {.spec = spec, .w = &w, .plain = *truth, .room = room};

    w.t = ent_alloc(n_months, sizeof *w.t);
    w.x = ent_alloc(spec->n_dyads * n_months * ENT_TRACKS, sizeof *w.x);
    w.dyads = ent_alloc(spec->n_dyads, sizeof *w.dyads);
    w.obs = ent_alloc(room, sizeof *w.obs);
    for (size_t i = 0; i < WORLD_SOURCES; i++)
        m.plain.sources[i].outliers = 0;
    for (size_t i = 0; w.t && i < n_months; i++)
        w.t[i] = FIRST_YEAR + ((double)i + 0.5) / 12;
    m.failed = !w.t || !w.x || !w.dyads || !w.obs;
    for (size_t d = 0; d < spec->n_dyads && !m.failed; d++)
        make_dyad(&m, d);
    if (m.failed) {
        world_clear(&w);
        return 1;
    }
    *out = w;
    return 0;
}

void
world_clear(world *w)
{
    ent_free(w->t);
    ent_free(w->x);
    ent_free(w->dyads);
    ent_free(w->obs);
    memset(w, 0, sizeof *w);
}

/* track_evidence.c: what the ledger holds on a pair, as observations of its six tracks. */
#include "workspace_priv.h"

#include <math.h>
#include <string.h>

/* ---- what becomes what: docs/methods/tracks.md -------------------------------------------------
 */

/* Highest MID hostility of the year, 0..5, as four levels of peace. Hostility 1 is no act of the
 * side's own; threat and display are one level, being few. */
enum { MID_LEVELS = 4, MID_MAX = 5, PLEDGE_LEVELS = 3 };
static const double PEACE[MID_MAX + 1] = {3, 3, 2, 2, 1, 0};
static const char MID_SOURCE[] = "mid", UN_SOURCE[] = "un.idealpoint", PLEDGE_SOURCE[] = "alliance";

/* A year's pledge is its strongest, in either direction. */
static const struct {
    const char *indicator;
    double level;
} PLEDGES[] = {{"alliance.defense", 2},      {"alliance.offense", 2},
               {"alliance.neutrality", 1},   {"alliance.nonaggression", 1},
               {"alliance.consultation", 1}, {"alliance.entente", 1}};

/* Shares of a public; `against`: the share that is hostile. */
static const struct {
    const char *indicator;
    bool against;
} SURVEYS[] = {{"opinion.favourable", false},
               {"opinion.unfavourable", true},
               {"opinion.friend", false},
               {"opinion.threat", true},
               {"opinion.trust", false}};

/* Coded reports: words and deeds of a feed are two sources, "gdelt.words", "gdelt.deeds"; what
 * comes from one coder is one feed. */
static const char *const EVENT_SOURCES[2] = {"words", "deeds"};
static const struct {
    const char *set, *feed;
} FEEDS[] = {{"icews14", "icews"}, {"icews18", "icews"}};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
enum {
    N_PLEDGES = COUNT(PLEDGES),
    N_SURVEYS = COUNT(SURVEYS),
    MID_AT = 0, /* places among the wants; then the other direction */
    PLEDGES_AT = 2,
    SURVEYS_AT = PLEDGES_AT + 2 * N_PLEDGES,
    IDEAL_AT = SURVEYS_AT + 2 * N_SURVEYS,
    CONTIGUITY_AT = IDEAL_AT + 2,
    MAJOR_AT,
    N_WANTS = MAJOR_AT + 2
};

typedef struct gather {
    const ent_workspace *ws;
    const ent_pair *pair;
    const ent_track_params *params;
    const ent_panel *panel;
    ent_arena *arena;
    ent_track_obs *obs;
    const char **claims, **also, **sets;
    size_t n, cap, n_unknown;
    double first, last;
    ent_error *err;
} gather;

/* ---- a growing list ---------------------------------------------------------------------------
 */

static ent_status
make_room(gather *g)
{
    size_t cap = g->cap ? 2 * g->cap : 256;
    ent_track_obs *obs;
    const char **claims, **also, **sets;

    if (g->n < g->cap) return ENT_OK;
    obs = ent_arena_alloc(g->arena, cap, sizeof *obs);
    claims = ent_arena_alloc(g->arena, cap, sizeof *claims);
    also = ent_arena_alloc(g->arena, cap, sizeof *also);
    sets = ent_arena_alloc(g->arena, cap, sizeof *sets);
    if (!obs || !claims || !also || !sets)
        return ent_fail(g->err, ENT_E_NOMEM, "no memory for %zu observations", cap);
    if (g->n) {
        memcpy(obs, g->obs, g->n * sizeof *obs);
        memcpy(claims, g->claims, g->n * sizeof *claims);
        memcpy(also, g->also, g->n * sizeof *also);
        memcpy(sets, g->sets, g->n * sizeof *sets);
    }
    g->obs = obs;
    g->claims = claims;
    g->also = also;
    g->sets = sets;
    g->cap = cap;
    return ENT_OK;
}

static ent_status
add(gather *g, ent_track_obs o, const char *claim, const char *set)
{
    ent_status st = make_room(g);

    if (st) return st;
    if (g->n == 0 || o.t_first < g->first) g->first = o.t_first;
    if (g->n == 0 || o.t_last > g->last) g->last = o.t_last;
    if (o.grade < 1) o.grade = 1; /* what cannot be judged has no weight in the ledger already */
    g->obs[g->n] = o;
    g->claims[g->n] = claim;
    g->sets[g->n++] = set;
    return ENT_OK;
}

/* Index of a source of the parameters, or false: then its observations are counted as left out. */
static bool
knows(gather *g, const char *source, uint16_t *out)
{
    size_t at = 0;

    if (!ent_track_source_find(g->params, source, &at)) return false;
    *out = (uint16_t)at;
    return true;
}

/* ---- years ------------------------------------------------------------------------------------
 */

static double
year_of_day(int32_t day)
{
    ent_date d = ent_date_from_day(day), y = {.year = d.year, .precision = ENT_PREC_YEAR};
    int32_t first = 0, last = 0;
    bool ok = ent_date_span(&y, &first, &last);

    ENT_ASSERT(ok);
    return d.year + (double)(day - first) / (double)(last - first + 1);
}

static void
days_of_year(int year, int32_t *first, int32_t *last)
{
    ent_date y = {.year = year, .precision = ENT_PREC_YEAR};
    bool ok = ent_date_span(&y, first, last);

    ENT_ASSERT(ok);
}

/* Were both states there in the middle of the year? Silence about a state that was not is none. */
static bool
both_exist(const ent_pair *pair, int year)
{
    ent_date mid = {.year = year, .month = 7, .day = 1, .precision = ENT_PREC_DAY};

    return ent_ref_line_on(pair->a, &mid) && ent_ref_line_on(pair->b, &mid);
}

static bool
covered(const ent_series *s, int32_t first, int32_t last)
{
    for (size_t i = 0; i < s->n_windows; i++)
        if (s->windows[i].absence_is_zero && s->windows[i].first_day <= first &&
            s->windows[i].last_day >= last)
            return true;
    return false;
}

/* Highest value of the weighty observations that touch the span; NULL: there is none. */
static const ent_obs *
highest(const ent_series *s, int32_t first, int32_t last)
{
    const ent_obs *best = NULL;

    for (size_t i = 0; i < s->n_obs; i++) {
        const ent_obs *o = &s->obs[i];

        if (!o->has_weight || o->state != ENT_VALUE) continue;
        if (o->last_day < first || o->first_day > last) continue;
        if (!best || o->value > best->value) best = o;
    }
    return best;
}

/* First and last year that the series' windows or observations touch. */
static void
widen(const ent_series *s, int *first, int *last)
{
    int a = 0, b = 0;

    if (!ent_series_years(s, &a, &b)) return;
    if (*first > *last || a < *first) *first = a;
    if (*first > *last || b > *last) *last = b;
}

/* ---- source by source -------------------------------------------------------------------------
 */

static ent_status
add_disputes_one_way(gather *g, const ent_series *s, uint16_t source, ent_track_on on)
{
    int first = 1, last = 0;
    ent_status st = ENT_OK;

    widen(s, &first, &last);
    for (int year = first; year <= last && !st; year++) {
        int32_t from, to;
        const ent_obs *worst;
        ent_track_obs o = {.source = source, .on = (uint8_t)on};

        days_of_year(year, &from, &to);
        /* A dispute outside a complete list was picked because it happened. */
        if (!covered(s, from, to) || !both_exist(g->pair, year)) continue;
        worst = highest(s, from, to);
        o.value = PEACE[worst ? (int)fmin(fmax(worst->value, 0), MID_MAX) : 0];
        o.t_first = year;
        o.t_last = year + 1;
        st = add(g, o, worst ? worst->claim : NULL, NULL);
    }
    return st;
}

static ent_status
add_disputes(gather *g)
{
    uint16_t source;
    ent_status st;

    if (!knows(g, MID_SOURCE, &source)) return ENT_OK;
    ENT_ASSERT(g->params->sources[source].n_levels == MID_LEVELS);
    st = add_disputes_one_way(g, &g->panel->series[MID_AT], source, ENT_ON_B_AB);
    return st ? st : add_disputes_one_way(g, &g->panel->series[MID_AT + 1], source, ENT_ON_B_BA);
}

/* A pledge that stands for decades is not a fresh reading every year: its years together weigh as
 * one reading a decade. An expert prior; without it pledges drown all other evidence. */
static const double PLEDGE_YEARS = 10;

static ent_status
add_pledges(gather *g)
{
    const ent_series *all = &g->panel->series[PLEDGES_AT];
    uint16_t source;
    int first = 1, last = 0;
    ent_status st = ENT_OK;

    if (!knows(g, PLEDGE_SOURCE, &source)) return ENT_OK;
    ENT_ASSERT(g->params->sources[source].n_levels == PLEDGE_LEVELS);
    for (size_t i = 0; i < 2 * N_PLEDGES; i++)
        widen(&all[i], &first, &last);
    for (int year = first; year <= last && !st; year++) {
        ent_track_obs o = {.source = source,
                           .on = ENT_ON_B,
                           .t_first = year,
                           .t_last = year + 1,
                           .grade = PLEDGE_YEARS};
        const ent_obs *strongest = NULL;
        bool listed = false;
        int32_t from, to;

        days_of_year(year, &from, &to);
        for (size_t i = 0; i < 2 * N_PLEDGES; i++) {
            const ent_obs *held = highest(&all[i], from, to);

            listed |= covered(&all[i], from, to);
            if (!held || PLEDGES[i / 2].level <= o.value) continue;
            o.value = PLEDGES[i / 2].level;
            strongest = held;
        }
        if (!listed || !both_exist(g->pair, year)) continue;
        st = add(g, o, strongest ? strongest->claim : NULL, NULL);
    }
    return st;
}

/* Nearness of the two ideal points among all pairs of the year, in their sd; its variance is that
 * of both estimates. */
static ent_status
add_stance(gather *g)
{
    const double z90 = 1.6448536269514722;
    const ent_series *a = &g->panel->series[IDEAL_AT], *b = &g->panel->series[IDEAL_AT + 1];
    uint16_t source;
    int first = 1, last = 0;
    ent_status st = ENT_OK;

    if (!knows(g, UN_SOURCE, &source)) return ENT_OK;
    widen(a, &first, &last);
    for (int year = first; year <= last && !st; year++) {
        ent_year_cell x = ent_series_year(a, year), y = ent_series_year(b, year);
        ent_track_obs o = {.source = source, .on = ENT_ON_R, .t_first = year, .t_last = year + 1};
        const ws_nearness *w = ws_nearness_of(g->ws, year);

        if (x.state != ENT_VALUE || y.state != ENT_VALUE || !w) continue;
        o.value = (w->mean - fabs(x.value - y.value)) / w->sd;
        o.n = (pow(x.high - x.low, 2) + pow(y.high - y.low, 2)) / pow(2 * z90 * w->sd, 2);
        st = add(g, o, a->obs[x.first_obs].claim, NULL);
        if (!st) g->also[g->n - 1] = b->obs[y.first_obs].claim;
    }
    return st;
}

/* How many answers would give this interval, so that every basis of an interval counts alike. */
static double
effective_n(const ent_obs *o)
{
    const double z90 = 1.6448536269514722;
    double half = (o->high - o->low) / 2, p = fmin(fmax(o->value, 0.02), 0.98);

    return half > 0 ? fmin(p * (1 - p) * z90 * z90 / (half * half), 10000) : 0;
}

static ent_status
add_survey(gather *g, const ent_series *s, bool against, ent_track_on on)
{
    uint16_t source;
    ent_status st = ENT_OK;

    if (s->n_obs && !knows(g, s->indicator, &source)) {
        g->n_unknown += s->n_obs;
        return ENT_OK;
    }
    for (size_t i = 0; i < s->n_obs && !st; i++) {
        const ent_obs *p = &s->obs[i];
        ent_track_obs o = {.source = source,
                           .on = (uint8_t)on,
                           .t_first = year_of_day(p->first_day),
                           .t_last = year_of_day(p->last_day + 1)};
        size_t house = 0;

        if (!p->has_weight || p->state != ENT_VALUE) continue;
        o.n = effective_n(p);
        if (o.n < 1 || p->value < 0 || p->value > 1) continue;
        o.value = o.n * (against ? 1 - p->value : p->value);
        if (ent_track_house_find(g->params, p->source, &house)) o.house = (uint16_t)(house + 1);
        st = add(g, o, p->claim, NULL);
    }
    return st;
}

static ent_status
add_surveys(gather *g)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < N_SURVEYS && !st; i++) {
        const ent_series *s = &g->panel->series[SURVEYS_AT + 2 * i];

        st = add_survey(g, &s[0], SURVEYS[i].against, ENT_ON_O_AB);
        if (!st) st = add_survey(g, &s[1], SURVEYS[i].against, ENT_ON_O_BA);
    }
    return st;
}

/* ---- coded events -----------------------------------------------------------------------------
 */

static double
start_of_month(int32_t month)
{
    return 1970 + month / 12.0;
}

/* A month's words, or its deeds, are one mean with its number of distinct reports. */
static ent_status
add_months(gather *g, const ent_event_series *s, int deeds, uint16_t source, ent_track_on on)
{
    ent_status st = ENT_OK;

    for (size_t i = 0; i < s->n_months && !st;) {
        int32_t month = s->months[i].month;
        double rows = 0, sum = 0, reports = 0;
        ent_track_obs o = {.source = source, .on = (uint8_t)on};

        for (; i < s->n_months && s->months[i].month == month; i++) {
            const ent_event_month *m = &s->months[i];

            if ((m->quad == 2 || m->quad == 4) != (deeds == 1) || m->quad == 0) continue;
            rows += m->n;
            sum += m->n * m->intensity_mean;
            reports += m->reports;
        }
        if (rows <= 0) continue;
        o.value = sum / rows;
        o.n = fmax(1, reports);
        o.t_first = start_of_month(month);
        o.t_last = start_of_month(month + 1);
        st = add(g, o, NULL, s->set);
    }
    return st;
}

static const char *
feed_of(const char *set)
{
    for (size_t i = 0; i < COUNT(FEEDS); i++)
        if (strcmp(FEEDS[i].set, set) == 0) return FEEDS[i].feed;
    return set;
}

static ent_status
add_events_one_way(gather *g, ent_ledger *ledger, const char *from, const char *to,
                   const ent_date *as_of, bool forward)
{
    ent_event_query q = {.from = from, .to = to, .as_of = *as_of};
    ent_event_series *series = NULL;
    size_t n = 0;
    ent_status st = ent_ledger_event_months(ledger, &q, g->arena, &series, &n, g->err);

    for (size_t i = 0; i < n && !st; i++)
        for (int deeds = 0; deeds < 2 && !st; deeds++) {
            char name[ENT_TRACK_NAME_MAX];
            ent_track_on on = deeds ? (forward ? ENT_ON_B_AB : ENT_ON_B_BA)
                                    : (forward ? ENT_ON_R_AB : ENT_ON_R_BA);
            uint16_t source;

            if (!ent_snprintf(name, sizeof name, "%s.%s", feed_of(series[i].set),
                              EVENT_SOURCES[deeds]) ||
                !knows(g, name, &source)) {
                g->n_unknown += series[i].n_months;
                continue;
            }
            st = add_months(g, &series[i], deeds, source, on);
        }
    return st;
}

/* ---- the class of the pair ---------------------------------------------------------------------
 */

/* Contiguous: by land, or across at most 24 miles of water (COW levels 1 to 3), at any time held.
 */
enum { CONTIGUITY_MAX = 3 };

static ent_track_class
class_of(const ent_panel *panel)
{
    const ent_series *near = &panel->series[CONTIGUITY_AT];

    for (size_t i = 0; i < near->n_obs; i++)
        if (near->obs[i].state == ENT_VALUE && near->obs[i].value >= 1 &&
            near->obs[i].value <= CONTIGUITY_MAX)
            return ENT_CLASS_CONTIGUOUS;
    return panel->series[MAJOR_AT].n_obs || panel->series[MAJOR_AT + 1].n_obs ? ENT_CLASS_MAJOR
                                                                              : ENT_CLASS_OTHER;
}

static void
write_wants(const ent_pair *p, ent_want *w)
{
    const char *first, *second;

    ws_ordered(p, &first, &second);
    w[MID_AT] = (ent_want){"mid.hostility", p->a, p->b};
    w[MID_AT + 1] = (ent_want){"mid.hostility", p->b, p->a};
    for (size_t i = 0; i < N_PLEDGES; i++) {
        w[PLEDGES_AT + 2 * i] = (ent_want){PLEDGES[i].indicator, p->a, p->b};
        w[PLEDGES_AT + 2 * i + 1] = (ent_want){PLEDGES[i].indicator, p->b, p->a};
    }
    for (size_t i = 0; i < N_SURVEYS; i++) {
        w[SURVEYS_AT + 2 * i] = (ent_want){SURVEYS[i].indicator, p->a, p->b};
        w[SURVEYS_AT + 2 * i + 1] = (ent_want){SURVEYS[i].indicator, p->b, p->a};
    }
    w[IDEAL_AT] = (ent_want){"un.idealpoint", p->a, NULL};
    w[IDEAL_AT + 1] = (ent_want){"un.idealpoint", p->b, NULL};
    w[CONTIGUITY_AT] = (ent_want){"contiguity", first, second};
    w[MAJOR_AT] = (ent_want){"major.power", p->a, NULL};
    w[MAJOR_AT + 1] = (ent_want){"major.power", p->b, NULL};
}

ent_status
ent_workspace_track_evidence(ent_workspace *ws, const ent_pair *pair,
                             const ent_track_params *params, const ent_date *as_of,
                             ent_arena *arena, ent_track_evidence *out, ent_error *err)
{
    ent_want wants[N_WANTS];
    ent_panel panel = {0};
    gather g = {
        .ws = ws, .pair = pair, .params = params, .panel = &panel, .arena = arena, .err = err};
    ent_status st;

    write_wants(pair, wants);
    st = ws_nearness_load(ws, err);
    if (!st) st = ent_ledger_panel(ws->ledger, wants, N_WANTS, as_of, arena, &panel, err);
    if (!st) st = add_disputes(&g);
    if (!st) st = add_pledges(&g);
    if (!st) st = add_stance(&g);
    if (!st) st = add_surveys(&g);
    if (!st) st = add_events_one_way(&g, ws->ledger, pair->a, pair->b, as_of, true);
    if (!st) st = add_events_one_way(&g, ws->ledger, pair->b, pair->a, as_of, false);
    if (st) return st;
    *out = (ent_track_evidence){.dyad = {.class_of = class_of(&panel),
                                         .t_start = floor(g.first),
                                         .t_end = ceil(g.last),
                                         .obs = g.obs,
                                         .n_obs = g.n},
                                .claims = g.claims,
                                .also = g.also,
                                .sets = g.sets,
                                .n_unknown = g.n_unknown};
    return ENT_OK;
}

/* track_evidence.c: claims of a ledger about all pairs of states, as yearly values for tracks. */
#include "track_evidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = EV_LINES_MAX };

/* What the sets cover: outside these years silence is no zero. */
enum { MID_LAST = 2010, ALLIANCE_LAST = 2012 };

int
ev_line(evidence *ev, const char *code)
{
    const ent_polity *polity = code ? ent_ref_polity(code) : NULL;

    if (!code) return -1;
    if (polity) code = polity->line;
    for (size_t i = 0; i < ev->n_lines; i++)
        if (strcmp(ev->lines[i], code) == 0) return (int)i;
    if (ev->n_lines == N || strlen(code) >= sizeof ev->lines[0]) return -1;
    memcpy(ev->lines[ev->n_lines], code, strlen(code) + 1);
    return (int)ev->n_lines++;
}

static int
compare_pairs(const void *x, const void *y)
{
    const ev_pair *p = x, *q = y;

    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

ev_pair *
ev_pair_of(evidence *ev, size_t a, size_t b)
{
    ev_pair want = {.a = (uint16_t)(a < b ? a : b), .b = (uint16_t)(a < b ? b : a)};

    return bsearch(&want, ev->pairs, ev->n_pairs, sizeof want, compare_pairs);
}

int
ev_add(ev_pair *pair, const ent_track_obs *obs)
{
    if (pair->n == pair->room) {
        size_t room = pair->room ? 2 * pair->room : 32;
        ent_track_obs *more = ent_realloc(pair->obs, room, sizeof *more);

        if (!more) return 1;
        pair->obs = more;
        pair->room = room;
    }
    pair->obs[pair->n++] = *obs;
    return 0;
}

/* All claims of an indicator, in an arena of their own, each given to `each`. */
static int
for_all(ent_ledger *ledger, evidence *ev, const char *indicator,
        void (*each)(evidence *ev, const ent_claim *claim), ent_error *err)
{
    ent_arena arena = {0};
    ent_query query = {.indicator = indicator};
    ent_claim *claims = NULL;
    size_t n = 0;
    int failed = ent_ledger_find(ledger, &query, &arena, &claims, &n, err) != ENT_OK;

    for (size_t i = 0; i < n && !failed; i++)
        each(ev, &claims[i]);
    ent_arena_clear(&arena);
    return failed;
}

/* Years a claim is about, cut to ours; false when it is about none of them. */
static bool
years_of(const ent_claim *c, size_t *first, size_t *last)
{
    int from = c->valid_from.year, to = c->valid_to.precision ? c->valid_to.year : from;

    if (c->ongoing) to = EV_LAST_YEAR;
    if (to < EV_FIRST_YEAR || from > EV_LAST_YEAR) return false;
    *first = (size_t)(from < EV_FIRST_YEAR ? 0 : from - EV_FIRST_YEAR);
    *last = (size_t)((to > EV_LAST_YEAR ? EV_LAST_YEAR : to) - EV_FIRST_YEAR);
    return true;
}

static void
a_member(evidence *ev, const ent_claim *c)
{
    size_t first, last;
    int line = ev_line(ev, c->from);

    /* a system list that closes in 2016 goes on for those in it */
    if (line < 0 || !years_of(c, &first, &last)) return;
    if (c->ongoing || c->valid_to.year >= 2016) last = EV_YEARS - 1;
    for (size_t y = first; y <= last; y++)
        ev->member[line][y] = 1;
}

static void
a_major(evidence *ev, const ent_claim *c)
{
    size_t first, last;
    int line = ev_line(ev, c->from);

    if (line >= 0 && years_of(c, &first, &last)) ev->major[line] = 1;
}

static void
a_border(evidence *ev, const ent_claim *c)
{
    size_t first, last;
    int a = ev_line(ev, c->from), b = ev_line(ev, c->to);

    if (a < 0 || b < 0 || !years_of(c, &first, &last) || c->quantity > 2) return;
    ev->contiguous[a * N + b] = ev->contiguous[b * N + a] = 1;
}

static void
a_point(evidence *ev, const ent_claim *c)
{
    size_t first, last;
    int line = ev_line(ev, c->from);
    double width = c->quantity_high - c->quantity_low;

    if (line < 0 || !years_of(c, &first, &last) || !(width > 0)) return;
    if (strncmp(c->record, "all-", 4) != 0) return;
    ev->point[line][first] = c->quantity;
    ev->point_var[line][first] = pow(width / (2 * 1.6448536269514722), 2);
}

static double
mid_year(size_t y)
{
    return EV_FIRST_YEAR + (double)y;
}

static ent_track_obs
of_year(size_t y, int source, int on)
{
    return (ent_track_obs){.t_first = mid_year(y),
                           .t_last = mid_year(y) + 1,
                           .grade = 1,
                           .source = (uint16_t)source,
                           .on = (uint8_t)on};
}

static void
raise_level(evidence *ev, const ent_claim *c, uint8_t level)
{
    size_t first, last;
    int a = ev_line(ev, c->from), b = ev_line(ev, c->to);

    if (a < 0 || b < 0 || a == b || !years_of(c, &first, &last)) return;
    for (size_t y = first; y <= last; y++) {
        uint8_t *at = &ev->levels[((size_t)a * N + (size_t)b) * EV_YEARS + y];

        if (*at < level) *at = level;
    }
}

/* Hostility 1 is no act of the side's own; threat and display are one level, being few. */
static void
a_dispute(evidence *ev, const ent_claim *c)
{
    raise_level(ev, c, c->quantity >= 5 ? 3 : c->quantity >= 4 ? 2 : c->quantity >= 2 ? 1 : 0);
}

static void
a_defence(evidence *ev, const ent_claim *c)
{
    raise_level(ev, c, 2);
}

static void
a_lesser_pledge(evidence *ev, const ent_claim *c)
{
    raise_level(ev, c, 1);
}

static int
both(const evidence *ev, const ev_pair *p, size_t y)
{
    return ev->member[p->a][y] && ev->member[p->b][y];
}

static uint8_t
level_of(const evidence *ev, size_t a, size_t b, size_t y)
{
    return ev->levels[(a * N + b) * EV_YEARS + y];
}

/* Peace is the highest level of disputes: 3 less hostility. Silence within cover is a level too. */
static int
put_disputes(evidence *ev)
{
    for (size_t i = 0; i < ev->n_pairs; i++)
        for (size_t y = 0; y <= MID_LAST - EV_FIRST_YEAR; y++) {
            ev_pair *p = &ev->pairs[i];
            ent_track_obs there = of_year(y, EV_MID, ENT_ON_B_AB), back = there;

            if (!both(ev, p, y)) continue;
            there.value = 3.0 - level_of(ev, p->a, p->b, y);
            back.on = ENT_ON_B_BA;
            back.value = 3.0 - level_of(ev, p->b, p->a, y);
            if (ev_add(p, &there) || ev_add(p, &back)) return 1;
            ev->counts[EV_MID] += 2;
        }
    return 0;
}

static int
put_alliances(evidence *ev)
{
    for (size_t i = 0; i < ev->n_pairs; i++)
        for (size_t y = 0; y <= ALLIANCE_LAST - EV_FIRST_YEAR; y++) {
            ev_pair *p = &ev->pairs[i];
            ent_track_obs obs = of_year(y, EV_ALLIANCE, ENT_ON_B);

            if (!both(ev, p, y)) continue;
            obs.value = fmax(level_of(ev, p->a, p->b, y), level_of(ev, p->b, p->a, y));
            if (ev_add(p, &obs)) return 1;
            ev->counts[EV_ALLIANCE]++;
        }
    return 0;
}

/* Nearness in the Assembly, standardised over all pairs of members of that year. */
static int
put_points(evidence *ev)
{
    for (size_t y = 0; y < EV_YEARS; y++) {
        double n = 0, sum = 0, square = 0, mean, sd;

        for (size_t i = 0; i < ev->n_pairs; i++) {
            const ev_pair *p = &ev->pairs[i];
            double d = fabs(ev->point[p->a][y] - ev->point[p->b][y]);

            if (!(ev->point_var[p->a][y] > 0) || !(ev->point_var[p->b][y] > 0)) continue;
            n += 1;
            sum += d;
            square += d * d;
        }
        if (n < 100) continue;
        mean = sum / n;
        sd = sqrt(square / n - mean * mean);
        for (size_t i = 0; i < ev->n_pairs; i++) {
            ev_pair *p = &ev->pairs[i];
            double va = ev->point_var[p->a][y], vb = ev->point_var[p->b][y];
            ent_track_obs obs = of_year(y, EV_UN, ENT_ON_R);

            if (!(va > 0) || !(vb > 0) || !both(ev, p, y)) continue;
            obs.value = (mean - fabs(ev->point[p->a][y] - ev->point[p->b][y])) / sd;
            obs.n = (va + vb) / (sd * sd);
            if (ev_add(p, &obs)) return 1;
            ev->counts[EV_UN]++;
        }
    }
    return 0;
}

/* Shares without a number of respondents stand for 1,000 of them: an expert prior. */
static void
a_survey(evidence *ev, const ent_claim *c)
{
    size_t first, last;
    int a = ev_line(ev, c->from), b = ev_line(ev, c->to);
    ev_pair *p = a >= 0 && b >= 0 && a != b ? ev_pair_of(ev, (size_t)a, (size_t)b) : NULL;
    double share = c->unit && strcmp(c->unit, "percent") == 0 ? c->quantity / 100 : c->quantity;
    ent_track_obs obs;

    if (!p || !years_of(c, &first, &last)) return;
    if (share > 1) share /= 100;
    obs = of_year(first, EV_PEW, a == p->a ? ENT_ON_O_AB : ENT_ON_O_BA);
    obs.n = c->n > 0 ? (double)c->n : 1000;
    obs.value = floor(share * obs.n + 0.5);
    obs.house = 1;
    if (ev_add(p, &obs)) return;
    p->surveyed = true;
    ev->counts[EV_PEW]++;
}

static int
make_pairs(evidence *ev)
{
    size_t n = ev->n_lines;

    ev->pairs = ent_alloc(n * (n - 1) / 2, sizeof *ev->pairs);
    if (!ev->pairs) return 1;
    for (size_t a = 0; a < n; a++)
        for (size_t b = a + 1; b < n; b++) {
            ev_pair p = {.a = (uint16_t)a, .b = (uint16_t)b, .class_of = ENT_CLASS_OTHER};
            bool met = false;

            for (size_t y = 0; y < EV_YEARS; y++)
                met = met || both(ev, &p, y);
            if (ev->major[a] || ev->major[b]) p.class_of = ENT_CLASS_MAJOR;
            if (ev->contiguous[a * N + b]) p.class_of = ENT_CLASS_CONTIGUOUS;
            if (met) ev->pairs[ev->n_pairs++] = p;
        }
    return 0;
}

static int
read_levels(ent_ledger *ledger, evidence *ev, ent_error *err)
{
    static const char *const lesser[] = {"alliance.neutrality", "alliance.nonaggression",
                                         "alliance.entente", "alliance.consultation"};
    size_t size = (size_t)N * N * EV_YEARS;
    int failed;

    ev->levels = ent_alloc(size, 1);
    if (!ev->levels) return 1;
    failed = for_all(ledger, ev, "mid.hostility", a_dispute, err) || put_disputes(ev);
    memset(ev->levels, 0, size);
    failed = failed || for_all(ledger, ev, "alliance.defense", a_defence, err);
    for (size_t i = 0; i < sizeof lesser / sizeof lesser[0]; i++)
        failed = failed || for_all(ledger, ev, lesser[i], a_lesser_pledge, err);
    failed = failed || put_alliances(ev);
    ent_free(ev->levels);
    ev->levels = NULL;
    return failed;
}

int
evidence_read(ent_ledger *ledger, evidence *out, ent_error *err)
{
    int failed = ent_ref_open(NULL, &out->ref, err) != ENT_OK;

    out->contiguous = ent_alloc((size_t)N * N, 1);
    failed = failed || !out->contiguous || for_all(ledger, out, "system.member", a_member, err) ||
             for_all(ledger, out, "major.power", a_major, err) ||
             for_all(ledger, out, "contiguity", a_border, err) ||
             for_all(ledger, out, "un.idealpoint", a_point, err) || make_pairs(out) ||
             read_levels(ledger, out, err) || put_points(out) ||
             for_all(ledger, out, "opinion.favourable", a_survey, err);
    return failed;
}

/* Order within a class: surveys, then events, then chance. */
typedef struct place {
    double key;
    const ev_pair *pair;
} place;

static int
compare_places(const void *x, const void *y)
{
    const place *p = x, *q = y;

    if (p->key != q->key) return p->key < q->key ? -1 : 1;
    return compare_pairs(p->pair, q->pair);
}

static ent_track_dyad
dyad_of(const ev_pair *p)
{
    ent_track_dyad d = {.class_of = p->class_of,
                        .t_start = EV_FIRST_YEAR,
                        .t_end = EV_LAST_YEAR + 1,
                        .obs = p->obs,
                        .n_obs = p->n};
    double first = d.t_end;

    for (size_t i = 0; i < p->n; i++)
        first = fmin(first, p->obs[i].t_first);
    d.t_start = first;
    return d;
}

size_t
evidence_choose(const evidence *ev, size_t n, uint64_t seed, ent_track_dyad *chosen)
{
    place *places = ent_alloc(ev->n_pairs, sizeof *places);
    ent_random random = ent_random_at(seed, 0);
    size_t left[ENT_TRACK_CLASSES] = {n / 3, n / 3, n / 3}, made = 0;

    if (!places) return 0;
    for (size_t i = 0; i < ev->n_pairs; i++) {
        const ev_pair *p = &ev->pairs[i];

        places[i].pair = p;
        places[i].key = ent_random_unit(&random) + (p->surveyed ? 0 : p->evented ? 1 : 1.5);
    }
    qsort(places, ev->n_pairs, sizeof *places, compare_places);
    for (size_t i = 0; i < ev->n_pairs && made < n; i++) {
        const ev_pair *p = places[i].pair;

        if (p->n == 0 || left[p->class_of] == 0) continue;
        left[p->class_of]--;
        chosen[made++] = dyad_of(p);
    }
    ent_free(places);
    return made;
}

void
evidence_clear(evidence *ev)
{
    for (size_t i = 0; i < ev->n_pairs; i++)
        ent_free(ev->pairs[i].obs);
    ent_free(ev->pairs);
    ent_free(ev->contiguous);
    ent_free(ev->levels);
    ent_ref_close(ev->ref);
}
